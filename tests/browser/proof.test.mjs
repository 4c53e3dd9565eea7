import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, told, until, walk } from "./walk.mjs";

const DAAN = "daan.devries@contoso.example";
const ADMIN = "marcus.johnson@bluebird.example";
const MANAGER = "manager, worldwide";
const MAILBOX = "it@bluebird.example";

let calls = 0;

/** Somebody with a number that nobody knows is talking to Daan. */
async function call(enter, manager) {
  await manager.goto("/desk/phone/systems");
  await manager.getByRole("textbox", { name: "Name" }).fill(`Chicago ${++calls}`);
  await manager.getByLabel("Country", { exact: false }).selectOption("US");
  await manager.getByRole("button", { name: "Connect a telephone system" }).click();
  const address = await manager.locator("#cti-address").textContent();
  const push = async (event) => {
    const fields = { event, callid: `proof-${calls}`, from: `+1312555018${calls}`, to: "18008659408", direction: "in", user: DAAN };
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
    assert.equal(answer.status, 200);
  };
  const read = `+1 312-555-018${calls}`;
  await push("newCall");
  await push("answer");
  const desk = await enter({ as: DAAN, expects: [422] });
  await speak(desk, "en");
  await desk.goto("/desk/phone");
  await desk.locator(`#calls-now tr:has-text("${read}") a[href^="/desk/calls/"]`).first().click();
  await desk.locator("#call-search").fill("Bluebird");
  await desk.getByRole("main").getByRole("button", { name: "Search" }).click();
  await desk.locator('button[name="organization"]:has-text("Bluebird")').first().click();
  await desk.locator("#proof").waitFor();
  return { desk, push };
}

/** The code in the last mail to an address. */
async function code(address) {
  let found;
  await until(async () => {
    const mail = told().split(`To ${address}: `).at(-1) ?? "";
    found = mail.match(/^\s*(\d{6})\s*$/m)?.[1];
    return found !== undefined;
  }, "a code arrives");
  return found;
}

walk("a caller is verified with a code, and sees by a word that it is support who talks", async ({ enter }) => {
  const manager = await enter({ as: MANAGER });
  await speak(manager, "en");
  const admin = await enter({ as: ADMIN });
  await admin.goto("/requests");
  await admin.waitForTimeout(700);
  const { desk, push } = await call(enter, manager);
  const proof = desk.locator("#proof");
  await proof.getByText("Not verified").waitFor();
  assert.ok(!(await desk.content()).includes(MAILBOX), "the whole address");
  await assertAccessible(desk);
  await assertFits(desk);

  // The admin sees the word without doing anything, and the agent has the same.
  const word = await proof.locator(".proof-word b").textContent();
  await admin.locator("#own-calls").getByText(`Word for this call: ${word}`).waitFor();
  await assertAccessible(admin);
  await assertFits(admin);
  // It goes along to the pages that somebody reads while they talk.
  for (const path of ["/", "/en/worldwide/phone", await admin.locator("main a[href^='/requests/']").first().getAttribute("href")]) {
    await admin.goto(path);
    await admin.locator("#own-calls").getByText(`Word for this call: ${word}`).waitFor();
    await assertAccessible(admin);
    await assertFits(admin);
  }

  await proof.getByLabel("i•••@bluebird.example").check();
  await proof.getByRole("button", { name: "Send code" }).click();
  await proof.getByText("Sent", { exact: true }).waitFor();
  assert.equal(await desk.evaluate(() => document.activeElement?.id), "proof-code");
  const right = await code(MAILBOX);
  assert.ok(!(await desk.content()).includes(right));
  await desk.keyboard.type(right === "111111" ? "222222" : "111111");
  await desk.keyboard.press("Enter");
  await desk.getByText("That is not the code.").waitFor();
  await proof.getByText("4 tries left").waitFor();
  await assertAccessible(desk);
  await proof.getByLabel("Code that the caller tells you").fill("12");
  await desk.keyboard.press("Enter");
  await desk.getByText("A code has 6 digits.").waitFor();
  await assertAccessible(desk);
  await desk.getByLabel("Code that the caller tells you").fill(`${right.slice(0, 3)} ${right.slice(3)}`);
  await desk.keyboard.press("Enter");
  await desk.getByText("The caller is verified.").waitFor();
  await proof.getByText("Verified by code").waitFor();
  await desk.locator("#call-requests").waitFor();
  await admin.locator("#own-calls").getByText("Verified", { exact: true }).waitFor();

  await manager.goto("/desk/audit");
  await manager.getByText("Caller verified with the code sent to i•••@bluebird.example").first().waitFor();
  await manager.getByLabel("What").selectOption({ label: "Wrong codes" });
  await manager.getByRole("button", { name: "Show" }).click();
  await manager.getByText("Wrong code, 4 tries left").first().waitFor();
  await assertAccessible(manager);
  await assertFits(manager);

  await push("hangup");
  await until(async () => (await admin.locator("#own-calls .own-call").count()) === 0, "the word goes");
  await admin.goto("/account/calls");
  await admin.getByText("Caller verified with the code sent to i•••@bluebird.example").first().waitFor();
  await assertAccessible(admin);
  await assertFits(admin);
});

walk("an admin registers a contact, which isn't used at once, and removes it", async ({ enter, isPhone }) => {
  const number = isPhone ? "(312) 555-0177" : "(312) 555-0178";
  const shown = isPhone ? "+1 312-555-0177" : "+1 312-555-0178";
  const page = await enter({ as: ADMIN, expects: [422] });
  await page.goto("/account");
  await page.getByRole("link", { name: "Registered contacts" }).click();
  await page.getByLabel("E-mail address or phone number").fill("nobody@");
  await page.getByRole("button", { name: "Add a contact" }).click();
  await page.getByRole("alert").waitFor();
  await assertAccessible(page);
  await page.getByLabel("E-mail address or phone number").fill(number);
  await page.getByRole("button", { name: "Add a contact" }).click();
  await page.getByText("The contact was added").waitFor();
  const line = page.getByRole("listitem").filter({ hasText: shown });
  await line.getByText("Used from").waitFor();
  await assertAccessible(page);
  await assertFits(page);
  await until(async () => told().includes(`To ${MAILBOX}: The registered contacts of Bluebird`), "the others are told");
  await line.getByRole("button").click();
  await page.getByText("The contact was removed").waitFor();
  assert.equal(await line.count(), 0);
});
