import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, told, until, walk } from "./walk.mjs";

// The walk leaves choices behind, so each width has somebody of its own.
const somebody = (isPhone) => (isPhone ? "elena.ramirez@bluebird.example" : "marcus.johnson@bluebird.example");

/** A program of the organization: verifies what it is sent as anybody would. */
async function startProgram() {
  const calls = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (piece) => (body += piece));
    request.on("end", () => {
      calls.push({ headers: request.headers, body });
      response.writeHead(200).end("taken, thank you");
    });
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/health`, calls, stop: () => server.close() };
}

walk("what one is told of is chosen, and a second address counts once it is confirmed", async ({ enter, isPhone }) => {
  const page = await enter({ as: somebody(isPhone), expects: [422, 410] });
  await speak(page, "en");
  await page.goto("/health/notifications");
  await page.getByRole("checkbox", { name: "Incidents" }).check();
  await page.getByRole("radio", { name: "Only the services chosen here" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").getByText("Choose at least one service, or all.").waitFor();
  await assertAccessible(page, "notifications with a mistake");
  await page.getByRole("radio", { name: "All services that your organization has" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your choice is saved.").waitFor();
  assert.ok(await page.getByRole("checkbox", { name: "Incidents" }).isChecked());

  const address = `team-${isPhone ? "phone" : "wide"}@bluebird.example`;
  await page.getByLabel("E-mail address").fill(address);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByText("Not confirmed yet").waitFor();
  await assertAccessible(page, "notifications");
  await assertFits(page);
  const link = await until(() => told().split(`To ${address}`)[1]?.match(/http\S+\/confirm\/\S+/)?.[0], "the link was sent");
  const owner = await enter({ expects: [410] });
  await owner.goto(link);
  await owner.getByRole("button").filter({ hasText: /confirm/i }).first().waitFor();
  await assertAccessible(owner, "an address to confirm");
  await owner.getByRole("main").getByRole("button").click();
  await owner.getByRole("heading", { name: "The address is confirmed" }).waitFor();
  await owner.goto(link);
  await owner.getByRole("heading", { name: "This link can’t be used any more" }).waitFor();
  await page.reload();
  assert.equal(await page.getByText("In use").count(), 2);
});

walk("a webhook is called, signed as everybody can verify, and its log tells of it", async ({ enter, isPhone }) => {
  const program = await startProgram();
  try {
    const page = await enter({ as: somebody(isPhone), expects: [422] });
    await speak(page, "en");
    await page.goto("/health/webhooks");
    await page.getByLabel("Name", { exact: true }).fill("Chat of the team");
    await page.getByLabel("Address that is called").fill("https://169.254.169.254/latest");
    await page.getByRole("button", { name: "Add a webhook" }).click();
    await page.getByRole("alert").getByText("This address can’t be reached from the internet.").waitFor();
    await assertAccessible(page, "a webhook with a mistake");
    await page.getByLabel("Address that is called").fill(program.url);
    await page.getByRole("button", { name: "Add a webhook" }).click();
    const secret = await page.locator("#hook-secret").textContent();
    await page.getByRole("button", { name: "Test call" }).click();
    await page.locator("#hook-now").getByText("Taken").waitFor();
    await assertAccessible(page, "a webhook");
    await assertFits(page);
    assert.equal(await page.locator("#hook-secret").count(), 0, "it is shown once");

    const [{ headers, body }] = program.calls;
    const said = new Webhook(secret).verify(body, headers);
    assert.equal(said.type, "test");
    assert.throws(() => new Webhook(secret).verify(`${body} `, headers));

    page.on("dialog", (dialog) => dialog.accept());
    await page.getByRole("button", { name: "Exchange the secret" }).click();
    const other = await page.locator("#hook-secret").textContent();
    await page.getByRole("link", { name: "Test call" }).first().click();
    await page.getByText("taken, thank you").waitFor();
    await assertAccessible(page, "a call");
    await page.getByRole("button", { name: "Make this call again" }).click();
    const again = await until(() => program.calls[1], "the call was made again");
    assert.equal(again.headers["webhook-id"], headers["webhook-id"]);
    for (const one of [secret, other]) new Webhook(one).verify(again.body, again.headers);
  } finally {
    program.stop();
  }
});

walk("where to follow is shown with codes to scan", async ({ enter }) => {
  const page = await enter();
  for (const place of ["/en/worldwide/follow-us", "/zh-CN/china/follow-us", "/de/germany/follow-us"]) {
    await page.goto(place);
    await page.getByRole("img").first().waitFor();
    await assertAccessible(page, place);
    await assertFits(page, place);
  }
});
