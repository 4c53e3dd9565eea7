import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const EMPLOYEE = "ivy.tran@maplestreet.example";
const ASKED_BEFORE = "sam.alvarez@maplestreet.example";
const TOO_LARGE = "marcus.johnson@bluebird.example";
const SPECIALIST = "rosa.delgado@contoso.example";

walk("an employee of a small business asks a specialist, who answers", async ({ enter, width, isPhone }) => {
  const ivy = await enter({ as: EMPLOYEE, expects: [422] });
  await ivy.goto("/help");
  await ivy.getByRole("link", { name: "Ask a specialist" }).click();
  await ivy.getByRole("heading", { name: "Business Assist", level: 1 }).waitFor();
  await assertAccessible(ivy);
  await assertFits(ivy);

  // What is missing is told where it is missing.
  await ivy.getByLabel("How shall we answer?").selectOption({ label: "Email" });
  await ivy.getByRole("button", { name: "Send" }).click();
  await ivy.locator(".error-summary").waitFor();
  await assertAccessible(ivy);

  const question = `Our orders come by mail and get lost (${width})`;
  if (isPhone) await ivy.getByLabel("Something else").check();
  await ivy.getByLabel("Your question").fill(question);
  await ivy.getByRole("button", { name: "Send" }).click();
  await ivy.waitForURL(/\/requests\/\d+$/);
  const number = ivy.url().split("/").at(-1);
  await ivy.getByRole("heading", { name: question }).waitFor();
  await assertAccessible(ivy);
  await assertFits(ivy);

  const rosa = await enter({ as: SPECIALIST });
  await speak(rosa, "en");
  await rosa.goto(`/desk/cases/${number}`);
  await rosa.getByText("Business Assist", { exact: true }).first().waitFor();
  await rosa.getByLabel("Your text").fill("Let us make a folder for orders together.");
  await rosa.getByRole("button", { name: "Send" }).click();
  await ivy.getByText("Let us make a folder for orders together.").waitFor();
});

walk("a conversation goes on where it ended", async ({ enter }) => {
  const sam = await enter({ as: ASKED_BEFORE });
  for (const language of ["de", "zh-CN", "en"]) {
    await sam.goto("/help/assist");
    await speak(sam, language);
    await assertAccessible(sam);
    await assertFits(sam, `in ${language}`);
  }
  await sam.getByRole("heading", { name: "Your last conversation" }).waitFor();
  await sam.getByText("You talked with Rosa Delgado.").waitFor();
  assert.ok(await sam.getByLabel("The same: go on where we stopped").isChecked());
}, ["wide"]);

walk("who is too large for it is told so", async ({ enter }) => {
  const page = await enter({ as: TOO_LARGE });
  await page.goto("/help/assist");
  await page.getByText("Your organization has none.").waitFor();
  assert.equal(await page.getByRole("button", { name: "Send" }).count(), 0);
  await assertAccessible(page);
}, ["wide"]);
