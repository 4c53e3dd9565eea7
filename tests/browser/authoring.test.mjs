import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, until, walk } from "./walk.mjs";

const REVIEWER = "grace.okafor@contoso.example";

async function author(enter, as = "author, worldwide") {
  const page = await enter({ as, expects: [409] });
  await speak(page, "en");
  return page;
}

walk("an author writes an article, another approves it, and a reader finds it", async ({ enter, width }) => {
  const title = `Keep quokkas out of the mail (${width})`;
  const key = `quokkas-${width}`;
  const page = await author(enter);
  await page.goto("/authoring");
  await assertAccessible(page);
  await page.getByRole("link", { name: "New article" }).click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Address").fill(key);
  await assertAccessible(page);
  await page.getByRole("button", { name: "Begin" }).click();
  await page.waitForURL(/\/authoring\/drafts\//);

  // What is typed is shown and saved; a list goes on by itself; marks come by key.
  const text = page.getByRole("textbox", { name: "Text", exact: true });
  await text.focus();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nThey like leaves.\n\n- Close the door.");
  await page.keyboard.press("Enter");
  await page.keyboard.type("Call us");
  await page.keyboard.press("Shift+Control+ArrowLeft");
  await page.keyboard.press("Control+b");
  await page.locator("#preview strong").waitFor();
  assert.equal(await page.locator("#preview li").count(), 2);
  await page.getByText(/^Saved /).waitFor();
  await assertAccessible(page);
  await page.reload();
  assert.match(await text.inputValue(), /- Close the door\.\n- /);

  await page.getByLabel("What changed and why").fill("Asked for often");
  await page.getByRole("button", { name: "Submit for review" }).click();
  await page.getByText("Another author has to approve what you have written.").waitFor();

  const reviewer = await author(enter, REVIEWER);
  await reviewer.goto("/authoring?language=en&list=review");
  await reviewer.getByRole("link", { name: title }).click();
  await reviewer.getByText("Asked for often").waitFor();
  await assertAccessible(reviewer);
  await reviewer.getByRole("button", { name: "Approve and publish" }).click();
  await reviewer.getByText("Published.").waitFor();
  await assertAccessible(reviewer);

  const reader = await enter({});
  await reader.goto(`/en/worldwide/articles/${key}`);
  await reader.getByText("They like leaves.").waitFor();
  await until(async () => {
    await reader.goto("/en/worldwide/articles?q=quokkas");
    return (await reader.locator(`a[href*="${key}"]`).count()) > 0;
  }, "the search finds the article");
});

walk("an earlier version is compared and restored", async ({ enter, width }) => {
  const page = await author(enter);
  await page.goto("/authoring/articles/enroll-device/en/versions");
  await assertAccessible(page);
  await page.getByRole("link", { name: "Version 2" }).click();
  await page.locator(".compare ins, .compare-line.new").first().waitFor();
  await assertAccessible(page);
  await page.goto("/authoring/articles/enroll-device/en/versions/1");
  if (width !== "wide") return;
  await page.getByRole("button", { name: "Restore as draft" }).click();
  await page.getByText("This draft has the text of the earlier version.").waitFor();
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: "Discard draft" }).click();
  await page.getByText("The draft was discarded.").waitFor();
});

walk("a translator needs only to look at what changed, and works by keyboard", async ({ enter, width }) => {
  if (width !== "wide") return;
  const page = await author(enter);
  await page.goto("/authoring?language=hu&list=update");
  await page.getByRole("button", { name: /^Update: / }).first().click();
  await page.waitForURL(/\/authoring\/drafts\//);
  await assertAccessible(page);
  const open = page.locator(".sentence-line", { has: page.locator("[name=confirm]:not(:checked)") });
  const left = await open.count();
  assert.ok(left > 0 && left < 5, `${left} sentences are open`);
  const field = open.first().locator("textarea");
  await field.fill("A legutóbbi havi biztonsági frissítés nélküli eszközöket a rendszer elutasítja.");
  await page.keyboard.press("Control+Enter");
  await page.getByText(/^Saved /).waitFor();
  await page.reload();
  assert.equal(await open.count(), left - 1);
});

walk("a reader sees a translation beside its original and says that a sentence is wrong", async ({ enter, isPhone }) => {
  const reader = await enter({ locale: "de" });
  await reader.goto("/de/worldwide/articles/shared-mailbox");
  await reader.getByRole("link", { name: "Mit dem Original anzeigen" }).click();
  await reader.getByText("Set up a shared mailbox").first().waitFor();
  await assertAccessible(reader);
  await reader.getByRole("link", { name: "Original beim Zeigen" }).click();
  const sentence = reader.locator(".sentence").nth(1);
  await sentence.focus();
  assert.ok(await sentence.locator(".sentence-original").isVisible());
  await assertAccessible(reader);
  await sentence.getByRole("link", { name: "Dieser Satz ist falsch" }).click();
  await reader.getByLabel("Schwer verständlich").check();
  await reader.getByLabel("Wie sollte es heißen?").fill(`Einfacher${isPhone ? " am Telefon" : ""}`);
  await assertAccessible(reader);
  await reader.getByRole("button", { name: "Senden" }).click();
  await reader.getByText("Ihr Hinweis liegt der Redaktion vor.").waitFor();
});
