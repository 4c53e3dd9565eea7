import assert from "node:assert/strict";
import { assertAccessible, assertFits, told, until, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";
const MAILBOX = "it@bluebird.example";

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
