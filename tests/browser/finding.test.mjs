import assert from "node:assert/strict";
import { assertAccessible, assertFits, until, walk } from "./walk.mjs";

const MARCUS = "marcus.johnson@bluebird.example";

/** What a screen reader is told to be marked in the list. */
const marked = (page) =>
  page.evaluate(() => {
    const input = document.activeElement;
    return document.getElementById(input.getAttribute("aria-activedescendant"))?.innerText ?? null;
  });

walk("suggestions are chosen with the keyboard, and free text is always possible", async ({ enter }) => {
  const page = await enter({ as: MARCUS });
  await page.goto("/en/worldwide/");
  const question = page.getByRole("combobox");
  const list = page.getByRole("listbox");
  await question.pressSequentially("nobody at any of our clinics mail", { delay: 5 });
  await list.getByRole("option").first().waitFor();
  assert.equal(await question.getAttribute("aria-expanded"), "true");
  const groups = await list.getByRole("group").evaluateAll((all) => all.map((one) => one.getAttribute("aria-label")));
  assert.ok(groups.includes("Your open requests"), groups.join());
  assert.match(await page.locator("form.searchbox [role=status]").innerText(), /^\d+ suggestions?$/);
  await assertAccessible(page, "suggestions");
  await assertFits(page, "suggestions");

  // Down, up past the beginning, Escape: the text stays.
  assert.equal(await marked(page), null);
  await page.keyboard.press("ArrowDown");
  const first = await marked(page);
  assert.ok(first);
  await page.keyboard.press("ArrowUp");
  assert.equal(await marked(page), null);
  await page.keyboard.press("Escape");
  assert.equal(await question.getAttribute("aria-expanded"), "false");
  assert.equal(await question.inputValue(), "nobody at any of our clinics mail");

  // Enter without a choice searches for what was typed.
  await question.fill("shared mailbox");
  await list.getByRole("option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/help\?q=shared/);
  await page.locator(".result").first().waitFor();

  // Enter with a choice goes there.
  await page.goto("/en/worldwide/articles");
  await page.getByRole("combobox").fill("shared mai");
  await list.getByRole("option", { name: "Set up a shared mailbox" }).waitFor();
  while (!(await marked(page))?.includes("Set up a shared mailbox")) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.locator("article.prose").waitFor();
});

walk("what is composed in Chinese is looked for when it is done", async ({ enter }) => {
  const page = await enter({ locale: "zh-CN" });
  await page.goto("/zh-CN/china/");
  const asked = [];
  page.on("request", (request) => {
    const url = new URL(request.url());
    if (url.pathname === "/help/suggest") asked.push(url.searchParams.get("q"));
  });
  await page.getByRole("combobox").focus();
  const devtools = await page.context().newCDPSession(page);
  for (const text of ["g", "go", "gong", "gongxiang"]) {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    await page.waitForTimeout(200);
  }
  assert.deepEqual(asked, []);
  await devtools.send("Input.insertText", { text: "共享邮箱" });
  await page.getByRole("option", { name: "设置共享邮箱" }).first().waitFor();
  assert.ok(asked.every((text) => text === "共享邮箱"), asked.join());
}, ["wide"]);

walk("results are narrowed, read, judged, and go along to support", async ({ enter, isPhone }) => {
  const page = await enter({ as: MARCUS });
  await page.goto("/en/worldwide/articles?q=mail+does+not+arrive");
  await page.getByText("Messages with large attachments").first().waitFor();
  await assertAccessible(page, "results");
  await assertFits(page, "results");
  await page.getByText("Narrow the results").click();
  await page.getByLabel("Service").selectOption({ label: "Mail" });
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/service=mail/);
  await page.getByRole("link", { name: "You can't send or receive mail" }).click();
  await page.locator("article.prose").waitFor();

  const helped = page.locator("#helped");
  await helped.getByRole("button", { name: "No" }).click();
  await helped.getByLabel("Hard to understand").check();
  await helped.getByLabel(/In your words/).fill("Which of the causes is mine?");
  await helped.getByRole("button", { name: "Send" }).click();
  await helped.getByText("Thank you.").waitFor();
  await assertAccessible(page, "helped");
  await assertFits(page, "helped");
  await page.reload();
  assert.equal(await helped.getByRole("button", { name: "No" }).getAttribute("aria-pressed"), "true");

  await page.goto("/help?q=mail+bounces+back");
  await page.getByRole("link", { name: "Contact support" }).click();
  await page.getByRole("checkbox", { name: "Searched for mail does not arrive" }).waitFor();
  await page.getByRole("checkbox", { name: "Read You can't send or receive mail" }).waitFor();
  await assertAccessible(page, "what goes along");

  // An author sees what came of it.
  if (isPhone) return;
  const author = await enter({ as: "samira.haddad@contoso.example" });
  await author.goto("/authoring/finding?days=7");
  await until(async () => {
    await author.reload();
    return (await author.getByText("Which of the causes is mine?").count()) > 0;
  }, "the remark is told");
});

walk("nothing found says what may help", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/articles?q=qwrtzpsdfg&kind=video");
  await page.getByText("Nothing found for this").waitFor();
  await page.getByRole("link", { name: "Contact support" }).waitFor();
  await assertAccessible(page, "nothing found");
  await assertFits(page, "nothing found");
});

walk("authors see which questions have no good answer", async ({ enter }) => {
  const page = await enter({ as: "samira.haddad@contoso.example" });
  await page.goto("/authoring/finding?days=90");
  await page.getByRole("heading", { name: "Questions without a good answer first" }).waitFor();
  await page.getByRole("link", { name: "signature for everybody in the company" }).waitFor();
  await assertAccessible(page, "what helps");
  await assertFits(page, "what helps");
  await page.getByLabel("Language").first().selectOption("de");
  await page.getByRole("button", { name: "Apply" }).click();
  await page.waitForURL(/language=de/);
  await page.getByRole("link", { name: "Abwesenheitsnotiz für ausgeschiedene Kollegen" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "signature for everybody in the company" }).count(), 0);
});

walk("without scripts the form searches, filters and takes the vote", async ({ enter }) => {
  const page = await enter({ javaScriptEnabled: false });
  await page.goto("/en/worldwide/articles");
  await page.getByRole("searchbox").fill("shared mailbox");
  await page.getByRole("button", { name: "Search" }).click();
  await page.locator(".result a").first().click();
  await page.locator("#helped").getByRole("button", { name: "Yes" }).click();
  await page.getByText("Thank you. You can change your answer.").waitFor();
}, ["wide"]);
