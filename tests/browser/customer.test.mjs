import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { assertAccessible, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";
const USER = "james.whitfield@bluebird.example";
const READER = "hannah.lee@bluebird.example";

walk("an admin finds no answer, asks support, and follows the request to its end", async ({ enter }) => {
  const page = await enter({ as: ADMIN });
  await page.goto("/");
  const pane = page.getByRole("dialog", { name: "Help & support" });

  // The pane opens by keyboard, and the keyboard is in it.
  await page.getByRole("link", { name: "Help & support" }).last().focus();
  await page.keyboard.press("Enter");
  const question = pane.getByRole("combobox");
  await question.waitFor();
  await page.waitForFunction(() => document.activeElement?.matches("#help-pane input[type=search]"));
  await assertAccessible(page, "the help pane");

  // Suggestions, none of which is chosen: free text is always possible.
  await page.keyboard.type("shared mailbox");
  await pane.getByRole("option").first().waitFor();
  assert.equal(await question.getAttribute("aria-expanded"), "true");
  await page.keyboard.press("ArrowDown");
  const marked = pane.getByRole("option", { selected: true });
  assert.equal(await question.getAttribute("aria-activedescendant"), await marked.getAttribute("id"));
  await page.keyboard.press("Escape");
  assert.equal(await question.getAttribute("aria-expanded"), "false");
  await question.fill("Mail to the shared mailbox does not arrive");
  await page.keyboard.press("Enter");

  // Results first, then the way to a person; what was typed goes along.
  await pane.locator(".result").first().waitFor();
  await pane.getByRole("link", { name: "Contact support" }).click();
  const description = pane.getByLabel("What is the issue?");
  await description.waitFor();
  assert.equal(await description.inputValue(), "Mail to the shared mailbox does not arrive");
  assert.notEqual(await pane.getByLabel("Phone", { exact: true }).inputValue(), "");
  assert.equal(await pane.getByLabel("E-mail", { exact: true }).inputValue(), ADMIN);

  await pane.getByLabel("Subscription").selectOption({ index: 1 });

  // The answers make the severity; wait and promise are told before anything is sent.
  await pane.getByLabel("No, it isn't accessible or is unusable").check();
  await pane.getByLabel("Several users or services").check();
  await pane.getByLabel("Production, operations, deadlines or profitability suffer severely").check();
  await pane.getByText("Proposed from your answers: A").waitFor();
  const severity = pane.locator(".choice:has([name=severity]:checked)");
  assert.match(await severity.innerText(), /^A\s+Critical[^]*First answer by/);

  // What this severity asks for is asked for while it is chosen.
  const impact = pane.getByLabel("Business impact", { exact: true });
  await pane.getByRole("radio", { name: /^B\s+High/ }).check();
  assert.equal(await impact.isVisible(), false);
  await pane.getByRole("radio", { name: /^A\s+Critical/ }).check();
  await impact.fill("Orders arrive by mail, and nobody can read them.");
  await pane.getByLabel("Name of the person on call").fill("Jonas Weber");
  await pane.getByLabel("Phone of the person on call").fill("+49 40 66969123");
  const method = pane.locator(".choice:has([name=contact_method]:checked)");
  assert.match(await method.innerText(), /Probably|Closed (now|until)|cannot be told/);
  assert.match(await method.innerText(), /before you/);
  await assertAccessible(page, "the contact form in the pane");
  await pane.getByRole("button", { name: "Contact me" }).click();

  // The request has its number and says again what was promised.
  await page.waitForURL(/\/requests\/\d+$/);
  const number = page.url().match(/\d+$/)[0];
  await page.getByText("Your service request was sent.").waitFor();
  await page.getByRole("heading", { level: 1, name: "Mail to the shared mailbox does not arrive" }).waitFor();
  assert.match(await page.locator("main").innerText(), new RegExp(`\\b${number}\\b`));
  assert.match(await page.getByRole("complementary").innerText(), /You will hear from us by/);

  // How the deadline came about is fetched when it is asked for.
  await page.locator("summary", { hasText: "Why is this due then?" }).click();
  await page.getByRole("img", { name: /The hours of each day/ }).waitFor();
  await page.getByRole("columnheader", { name: "Clock time" }).waitFor();
  await assertAccessible(page, "why a request is due then");

  await page.getByLabel("Your answer").fill("It began **this morning**.");
  await page.getByRole("button", { name: "Reply" }).click();
  await page.locator(".timeline strong", { hasText: "this morning" }).waitFor();

  await page.getByLabel("Your answer").fill("Here is what the sender gets.");
  const report = Buffer.from("550 5.1.1 mailbox unavailable");
  await page.getByLabel("Attachments").setInputFiles({ name: "bounce.txt", mimeType: "text/plain", buffer: report });
  await page.getByRole("button", { name: "Reply" }).click();
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "bounce.txt" }).click()]);
  assert.deepEqual(await readFile(await download.path()), report);

  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Close the request" }).click();
  await page.getByText("The service request is closed.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Reply" }).count(), 0);
  await page.getByLabel("Why should the request be opened again?").fill("It happens again.");
  await page.getByRole("button", { name: "Reopen" }).click();
  await page.getByText("The service request is open again.").waitFor();
  await page.locator(".timeline").getByText("It happens again.").waitFor();

  await page.goto("/requests");
  await page.getByRole("link", { name: "Mail to the shared mailbox does not arrive" }).first().waitFor();
});

walk("a suggestion that is chosen leads to its article", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/");
  await page.getByRole("combobox").pressSequentially("forward mail");
  const article = page.getByRole("option", { name: /forward mail/i }).first();
  await article.waitFor();
  // Known issues and guides come before it.
  do await page.keyboard.press("ArrowDown");
  while ((await article.getAttribute("aria-selected")) !== "true");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/articles\//);
  await page.locator("article.prose").waitFor();
});

walk("a form with mistakes keeps what was typed and says what is missing", async ({ enter }) => {
  const page = await enter({ as: ADMIN, expects: [422] });
  await page.goto("/help/contact");
  await page.locator("#contact-subject").fill("Half a question");
  await page.getByLabel("What is the issue?").fill("");
  await page.getByLabel("E-mail", { exact: true }).fill("nobody");
  await page.getByRole("button", { name: "Contact me" }).click();
  const summary = page.getByRole("alert");
  await summary.waitFor();
  await page.waitForFunction(() => document.activeElement?.matches(".error-summary"));
  assert.equal(await page.locator("#contact-subject").inputValue(), "Half a question");
  await summary.getByRole("link").first().click();
  await page.waitForFunction(() => document.activeElement?.getAttribute("aria-invalid") === "true");
  await assertAccessible(page, "the contact form with mistakes");
});

walk("a user who is no admin learns whom to ask and what everybody can use", async ({ enter }) => {
  const page = await enter({ as: USER });
  await page.goto("/help?q=password");
  await page.getByRole("link", { name: "Contact support" }).click();
  await page.getByRole("heading", { level: 1, name: "Ask an admin of your organization" }).waitFor();
  const main = page.getByRole("main");
  await main.getByText("Marcus Johnson").waitFor();
  await main.getByRole("link", { name: "Search self-help" }).waitFor();
  await main.getByRole("link", { name: "Ask the community" }).waitFor();
  assert.equal(await page.locator("form#contact-form, textarea").count(), 0);
  assert.equal(await page.getByRole("link", { name: "Service requests" }).count(), 0);
  await assertAccessible(page);
  await main.getByRole("link", { name: "Ask the community" }).click();
  await page.getByRole("heading", { level: 1, name: "Community" }).waitFor();
});

walk("an admin whose role does not permit it is told so", async ({ enter }) => {
  const page = await enter({ as: READER });
  await page.goto("/help/contact");
  await page.getByText("your role does not permit you to open service requests").waitFor();
  assert.equal(await page.locator("form#contact-form, textarea").count(), 0);
});
