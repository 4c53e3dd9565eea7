import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { speak } from "./servus.mjs";
import { assertAccessible, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";

async function fill(page, subject) {
  await page.goto("/help/contact");
  await page.getByLabel("What is the issue?").fill("The reports come empty.");
  await page.locator("#contact-subject").fill(subject);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
}

/** The times of the first day, which is closed while somebody can call at once. */
async function times(page) {
  const day = page.locator(".slots-day").first();
  const open = async (part) => (await part.evaluate((part) => part.open)) || part.locator("> summary").click();
  await open(day);
  for (const part of await day.locator(".slots-part").all()) await open(part);
  return day.locator(".slot input");
}

walk("a customer books a call, takes it into the calendar, moves it and cancels it", async ({ enter, width }) => {
  const page = await enter({ as: ADMIN });
  await speak(page, "en");
  await fill(page, `Call me about the reports (${width})`);
  const call = page.getByRole("group", { name: "When should we call?" });
  await page.locator("#method-email").check();
  assert.equal(await call.isVisible(), false, "a call isn't asked about unless it is wanted");
  await page.locator("#method-phone").check();
  await call.waitFor();

  // The same times as they are elsewhere.
  const chosen = await (await times(page)).first().inputValue();
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.locator(".hint", { hasText: "Tokyo" }).waitFor();
  assert.equal(await (await times(page)).first().inputValue(), chosen);
  await (await times(page)).first().focus();
  await page.keyboard.press("Space");
  await assertAccessible(page, "the form");
  await page.getByRole("button", { name: "Contact me" }).click();
  await page.waitForURL(/\/requests\/\d+$/);
  const card = page.locator("#request-callback");
  await card.getByText("We will call you on").waitFor();
  const [file] = await Promise.all([page.waitForEvent("download"), card.getByRole("link", { name: "Add to calendar" }).click()]);
  const calendar = await readFile(await file.path(), "utf8");
  assert.match(calendar, new RegExp(`DTSTART:${chosen.replace(/[-:]/g, "")}`));

  await card.getByRole("link", { name: "Move" }).click();
  await page.getByRole("heading", { name: "Have us call you" }).waitFor();
  await assertAccessible(page, "the page to choose a time");
  await (await times(page)).nth(1).check();
  await page.getByRole("button", { name: "Save" }).click();
  await page.getByText("moved the call from").waitFor();
  page.once("dialog", (dialog) => dialog.accept());
  await card.getByRole("button", { name: "Cancel the call" }).click();
  await page.getByText("The call is cancelled.").waitFor();
});

walk("a call is booked without scripts as well", async ({ enter, width }) => {
  const page = await enter({ as: ADMIN, javaScriptEnabled: false });
  await speak(page, "en");
  await fill(page, `Call me, plainly (${width})`);
  await page.locator("#method-phone").check();
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.locator(".hint", { hasText: "Tokyo" }).waitFor();
  await (await times(page)).last().check();
  await page.getByRole("button", { name: "Contact me" }).click();
  await page.locator("#request-callback", { hasText: "We will call you on" }).waitFor();
});

walk("an agent takes the next call by one key and says what came of it, while the customer looks on", async ({ enter, width }) => {
  const customer = await enter({ as: ADMIN });
  await speak(customer, "en");
  const subject = `All mail is down, call me (${width})`;
  await fill(customer, subject);
  await customer.getByLabel("No, it isn't accessible or is unusable").check();
  await customer.getByLabel("Several users or services").check();
  await customer.getByLabel("Production, operations, deadlines or profitability suffer severely").check();
  await customer.getByText("Proposed from your answers: A").waitFor();
  await customer.locator("#method-phone").check();
  await customer.getByLabel("Business impact", { exact: true }).fill("Orders arrive by mail.");
  await customer.getByLabel("Name of the person on call").fill("Jonas Weber");
  await customer.getByLabel("Phone of the person on call").fill("+49 40 66969123");
  await customer.getByRole("button", { name: "Contact me" }).click();
  await customer.locator("#request-callback", { hasText: "in turn" }).waitFor();
  const number = customer.url().match(/\d+$/)[0];

  const desk = await enter({ as: "agent, worldwide" });
  await speak(desk, "en");
  await desk.goto("/desk/callbacks");
  await desk.getByRole("link", { name: subject }).waitFor();
  await assertAccessible(desk, "the list");
  // Others may have been asked for before: until it is this one's turn they are made.
  for (;;) {
    await desk.keyboard.press("c");
    await desk.waitForURL(/\/desk\/cases\/\d+$/);
    if (desk.url().endsWith(number)) break;
    await desk.getByRole("button", { name: "Wrong number" }).click();
    await desk.waitForURL(/\/desk\/callbacks$/);
  }
  const panel = desk.locator("#desk-callback");
  assert.match(await panel.locator("a.phone-line").getAttribute("href"), /^tel:\+1312/);
  await assertAccessible(desk, "the call");
  await customer.locator("#request-callback", { hasText: "We are calling you right now" }).waitFor();
  await panel.getByRole("button", { name: "Nobody answered" }).click();
  await desk.getByText("The attempt was noted.").waitFor();
  await customer.locator("#request-callback", { hasText: "We will try again" }).waitFor();
});
