import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";
const USER = "james.whitfield@bluebird.example";

walk("a guide is answered by keyboard, gone back in, and its answers go along into a request", async ({ enter }) => {
  const page = await enter({ as: ADMIN });
  await page.goto("/en/worldwide/guides");
  await assertAccessible(page);
  await assertFits(page);
  await page.getByRole("link", { name: "Mail doesn't arrive or can't be sent" }).click();
  await page.getByRole("heading", { level: 2, name: "Who is affected?" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("button", { name: "One person can't send or receive" }).focus();
  await page.keyboard.press("Enter");
  await page.waitForURL(/guides\/mail-not-delivered\/one$/);

  // The question has the focus, and the next Tab reaches what can be answered.
  const asked = page.getByRole("heading", { level: 2, name: "Does mail work in the browser?" });
  await asked.waitFor();
  await page.waitForFunction(() => document.activeElement?.id === "guide-asked");
  await page.getByRole("button", { name: "Yes, in the browser it works" }).click();
  await page.getByText("Step 3, the last one").waitFor();
  await assertFits(page);

  // Back, reload and the list of answers all lead to a step.
  await page.goBack();
  await asked.waitFor();
  await page.reload();
  await page.getByRole("button", { name: "No, it fails there as well" }).click();
  await page.getByRole("button", { name: "No, still not" }).click();
  await page.getByRole("heading", { name: "Check the licence" }).waitFor();
  const answers = page.getByRole("region", { name: "Your answers so far" });
  assert.equal(await answers.getByRole("listitem").count(), 3);
  await answers.getByRole("link", { name: /^Change/ }).nth(2).click();
  await page.getByRole("heading", { name: "Check the mailbox" }).waitFor();
  await page.getByRole("button", { name: "No, still not" }).click();
  await page.getByRole("button", { name: "No, still not" }).click();
  await page.getByRole("heading", { name: "Contact support about these messages" }).waitFor();
  await assertAccessible(page);
  await page.getByRole("link", { name: "Contact support" }).click();

  // The form shows what goes along, and begins where the guide ended.
  const form = page.locator("#contact-form");
  await form.getByText("Does mail work in the browser?").waitFor();
  assert.ok(await form.getByLabel("Send these answers along").isChecked());
  assert.equal(await form.locator("#contact-service").inputValue(), "mail");
  await assertAccessible(page);
  await form.getByLabel("Subscription").selectOption({ index: 1 });
  await form.getByRole("button", { name: "Contact me" }).click();
  await page.waitForURL(/\/requests\/\d+$/);
  const number = page.url().match(/\d+$/)[0];
  await page.locator(".timeline").getByText("Check the licence").waitFor();
  await assertAccessible(page);

  // The agent reads it in another language.
  const desk = await enter({ as: "agent, worldwide" });
  await speak(desk, "de");
  await desk.goto(`/desk/cases/${number}`);
  await desk.locator("#desk-history").getByText("Prüfen Sie die Lizenz").waitFor();
  await assertAccessible(desk);
});

walk("a user is led to the own admin, with words to pass on", async ({ enter }) => {
  const page = await enter({ as: USER });
  await page.goto("/en/worldwide/guides/cannot-sign-in/password/no/no");
  await page.getByRole("heading", { name: "Your admin can let you in" }).waitFor();
  const mail = await page.getByRole("link", { name: "Write to your admin" }).getAttribute("href");
  assert.match(decodeURIComponent(mail), /Type it once more, slowly\r\n {2}No, still not/);
  await page.getByText("Show the text to copy").click();
  await page.locator(".guide-message").waitFor();
  await assertAccessible(page);
  await assertFits(page);
});

walk("a guide works within the help pane and without scripts", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/");
  await page.getByRole("link", { name: "Help & support" }).last().click();
  const pane = page.getByRole("dialog", { name: "Help & support" });
  await pane.getByRole("combobox").fill("locked out");
  await page.keyboard.press("Enter");
  await pane.getByRole("link", { name: "You can't sign in" }).first().click();
  await pane.getByRole("button", { name: "The account is locked or blocked" }).click();
  await pane.getByRole("heading", { name: "Stop trying for a while" }).waitFor();
  await assertAccessible(page, "a guide in the help pane");

  const plain = await enter({ javaScriptEnabled: false });
  await plain.goto("/zh-CN/china/guides/calls-no-sound");
  await plain.getByRole("button", { name: "我听不到其他人" }).click();
  await plain.getByRole("button", { name: "不能，仍然没有声音" }).click();
  await plain.getByRole("button", { name: "换设备后正常" }).click();
  await plain.getByRole("heading", { name: "问题出在设备上" }).waitFor();
});

walk("related content and a video with captions stand below and above an article", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/articles/watch-get-help");
  const related = page.getByRole("region", { name: "Related content" });
  await related.getByText("Link page").waitFor();
  await page.getByRole("link", { name: "Captions" }).waitFor();
  assert.equal(await page.locator("iframe, video").count(), 0);
  await assertAccessible(page);
  await assertFits(page);
});

walk("an author sees what came of a guide, and its whole tree", async ({ enter }) => {
  const page = await enter({ as: "grace.okafor@contoso.example" });
  await speak(page, "en");
  await page.goto("/authoring/guides");
  await assertAccessible(page);
  await assertFits(page);
  await page.getByRole("link", { name: "You can't sign in" }).click();
  await page.getByRole("img", { name: /The steps from left to right/ }).waitFor();
  await assertAccessible(page);
  await assertFits(page);
});
