import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, until, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";
const COLLEAGUE = "grace.okafor@contoso.example";

/** Opens a request about a service that is down for many: the most urgent there is. Tells its number. */
async function ask(page, subject) {
  await page.goto("/help/contact");
  await page.getByLabel("What is the issue?").fill("Nobody can send mail since this morning.");
  await page.locator("#contact-subject").fill(subject);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await page.getByLabel("No, it isn't accessible or is unusable").check();
  await page.getByLabel("Several users or services").check();
  await page.getByLabel("Production, operations, deadlines or profitability suffer severely").check();
  await page.getByText("Proposed from your answers: A").waitFor();
  await page.getByLabel("Business impact", { exact: true }).fill("Orders arrive by mail.");
  await page.getByLabel("Name of the person on call").fill("Jonas Weber");
  await page.getByLabel("Phone of the person on call").fill("+49 40 66969123");
  await page.getByRole("button", { name: "Contact me" }).click();
  await page.waitForURL(/\/requests\/\d+$/);
  return page.url().match(/\d+$/)[0];
}

async function atDesk(enter) {
  const desk = await enter({ as: "agent, worldwide" });
  await speak(desk, "en");
  await desk.goto("/desk");
  return desk;
}

/** A page that is loaded again forgets this. */
const mark = (page) => page.evaluate(() => (globalThis.isStillHere = true));
const assertNotReloaded = async (page) => assert.ok(await page.evaluate(() => globalThis.isStillHere === true));

walk("an agent sees a case come, takes it, answers, and resolves it while the customer looks on", async ({ enter, width }) => {
  const customer = await enter({ as: ADMIN });
  const desk = await atDesk(enter);
  const subject = `All mail is down (${width})`;

  // The list stands by deadline, and what is new comes by itself.
  const deadlines = await desk.locator(".queue .deadline").evaluateAll((times) => times.map((time) => time.dateTime));
  assert.ok(deadlines.length > 1);
  assert.deepEqual(deadlines, [...deadlines].sort());
  await mark(desk);
  const number = await ask(customer, subject);
  const row = desk.locator(".queue a[data-row]", { hasText: subject });
  await row.waitFor();
  await assertNotReloaded(desk);
  await assertAccessible(desk);

  // j and k walk the list, Enter opens, t takes.
  await desk.keyboard.press("j");
  await until(async () => {
    if (await row.evaluate((link) => link === document.activeElement)) return true;
    await desk.keyboard.press("j");
  }, "j reaches the case");
  await desk.keyboard.press("Enter");
  await desk.waitForURL(`**/desk/cases/${number}`);
  await desk.keyboard.press("t");
  const history = desk.locator("#desk-history");
  await history.getByText("took the service request").waitFor();
  await mark(desk);
  await mark(customer);

  // ? tells the keys; they rest while a dialog is open.
  await desk.keyboard.press("?");
  const shortcuts = desk.getByRole("dialog", { name: "Keyboard shortcuts" });
  await shortcuts.waitFor();
  await assertAccessible(desk, "the shortcuts");
  await desk.keyboard.press("Escape");
  await shortcuts.waitFor({ state: "hidden" });

  // What a colleague does with the same case is shown.
  const colleague = await enter({ as: COLLEAGUE });
  await colleague.goto(`/desk/cases/${number}`);
  await history.getByText("Grace Okafor is looking at this").waitFor();
  await colleague.getByLabel("Your text").pressSequentially("I think");
  await history.getByText("Grace Okafor is writing an answer").waitFor();

  // A note is for agents only.
  await desk.keyboard.press("n");
  assert.ok(await desk.getByLabel("Internal note").isChecked());
  await desk.getByLabel("Your text").fill("Certainly the gateway again.");
  await desk.keyboard.press("Control+Enter");
  await desk.locator(".event.note", { hasText: "Certainly the gateway again." }).waitFor();
  await colleague.locator(".event.note", { hasText: "Certainly the gateway again." }).waitFor();

  // A prepared answer comes into the text; the reply reaches the customer's open page.
  await desk.keyboard.press("r");
  assert.ok(await desk.getByLabel("Reply", { exact: true }).isChecked());
  await desk.getByLabel("Prepared answer").selectOption({ index: 1 });
  await desk.getByRole("button", { name: "Insert" }).click();
  const text = desk.getByLabel("Your text");
  await until(async () => (await text.inputValue()) !== "", "the prepared answer is inserted");
  await text.fill(`${await text.inputValue()}\n\nMail flows again **now**.`);
  await desk.getByRole("button", { name: "Send" }).click();
  await customer.locator(".timeline strong", { hasText: "now" }).waitFor();
  await assertNotReloaded(customer);
  await customer.getByText("The first answer came").waitFor();
  await customer.reload();
  assert.doesNotMatch(await customer.locator("body").innerText(), /gateway/);
  await mark(customer);

  // Another severity needs a reason, which the customer reads.
  await desk.keyboard.press("s");
  await desk.waitForFunction(() => document.activeElement?.id === "desk-severity");
  await desk.getByLabel("Severity level").selectOption("B");
  await desk.getByLabel("Reason, which the customer reads too").fill("Only one site is left");
  await desk.getByRole("button", { name: "Change" }).click();
  await history.getByText("lowered the severity level from A to B: Only one site is left").waitFor();
  await customer.getByText("Only one site is left").waitFor();

  await desk.locator("body").click({ position: { x: 2, y: 2 } });
  await desk.keyboard.press("w");
  await history.getByText("is waiting for the customer").waitFor();
  await customer.getByText("Support waits for your answer.").waitFor();
  await assertAccessible(desk);

  desk.on("dialog", (dialog) => dialog.accept());
  await desk.keyboard.press("e");
  await history.getByText("resolved the service request").waitFor();
  await customer.locator("#request-now").getByText("Resolved", { exact: true }).waitFor();
  await assertNotReloaded(customer);
});

walk("the list is searched, and the organization of a case is shown", async ({ enter }) => {
  const desk = await atDesk(enter);
  await desk.keyboard.press("/");
  await desk.waitForFunction(() => document.activeElement?.matches("[type=search]"));
  await desk.keyboard.type("printer nobody has");
  await desk.keyboard.press("Enter");
  await desk.getByText("Nothing found").waitFor();
  await desk.goto("/desk?tab=all");
  await desk.locator(".queue a[data-row]").first().click();
  await desk.waitForURL(/\/desk\/cases\/\d+/);
  const organization = desk.getByRole("complementary").getByRole("heading", { level: 2 }).getByRole("link");
  const name = await organization.innerText();
  await organization.click();
  await desk.getByRole("heading", { level: 1, name }).waitFor();
  await assertAccessible(desk);
});

walk("shortcuts can be turned off", async ({ enter }) => {
  const desk = await atDesk(enter);
  await desk.keyboard.press("?");
  await desk.getByLabel("Use single-key shortcuts").uncheck();
  await desk.keyboard.press("Escape");
  await desk.keyboard.press("/");
  assert.ok(await desk.evaluate(() => !document.activeElement.matches("[type=search]")));
}, ["wide"]);
