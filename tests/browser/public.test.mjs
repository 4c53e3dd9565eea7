import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, until, walk } from "./walk.mjs";

const LANGUAGES = ["de", "hu", "nb", "nl", "zh-CN", "en"];

walk("every page can be read in six languages", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/get-support");
  const heading = page.getByRole("heading", { level: 1 });
  const seen = new Set();
  for (const language of LANGUAGES) {
    await speak(page, language);
    assert.ok(page.url().endsWith(`/${language}/worldwide/get-support`), page.url());
    seen.add(await heading.innerText());
  }
  assert.equal(seen.size, LANGUAGES.length);
  assert.ok(seen.has("Get support"));

  // The choice is kept, also where the address has no language.
  await speak(page, "hu");
  await page.goto("/help");
  assert.equal(await page.locator("html").getAttribute("lang"), "hu");
});

walk("the browser's language is the first one", async ({ enter }) => {
  const page = await enter({ locale: "nn-NO" });
  await page.goto("/");
  await page.waitForURL("**/nb/worldwide/");
}, ["wide"]);

walk("what was begun to be typed stays when the page learns the time zone", async ({ enter }) => {
  const page = await enter({ timezoneId: "Asia/Shanghai" });
  const isRedraw = (request) => request.headers()["hx-request"] && new URL(request.url()).pathname === "/en/worldwide/";
  let letGo;
  const typed = new Promise((resolve) => (letGo = resolve));
  await page.route("**/en/worldwide/", async (route) => {
    if (isRedraw(route.request())) await typed;
    await route.continue();
  });
  const redrawn = page.waitForResponse((response) => isRedraw(response.request()));
  await page.goto("/en/worldwide/");
  const question = page.getByRole("combobox");
  await question.fill("forward mail");
  letGo();
  await (await redrawn).finished();
  await page.getByRole("option").first().waitFor();
  assert.equal(await question.inputValue(), "forward mail");
});

walk("the dark theme is kept", async ({ enter }) => {
  const page = await enter({ colorScheme: "light" });
  await page.goto("/en/worldwide/");
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  const choose = async (theme) => {
    await page.locator("summary", { hasText: "Appearance" }).click();
    await page.getByRole("button", { name: theme }).click();
  };
  await choose("Dark");
  await until(async () => (await background()) !== light, "the page is dark");
  const dark = await background();
  await page.reload();
  assert.equal(await background(), dark);
  assert.equal(await page.locator("html").getAttribute("data-theme"), "dark");
  await choose("Like the device");
  await until(async () => (await background()) === light, "the page is light again");
});

walk("the phone line of a country is found on the page about support", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/get-support");
  await page.getByRole("combobox", { name: "Country or region" }).fill("Ungarn");
  await page.getByRole("listbox", { name: "Country or region" }).getByRole("option", { name: "Hungary" }).click();
  const line = page.locator("#number");
  await line.getByRole("heading", { name: "Hungary" }).waitFor();
  assert.match(await line.getByRole("link").first().getAttribute("href"), /^tel:\+36\d+$/);
  assert.match(await line.innerText(), /English/);
});

walk("another cloud makes other promises", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/get-support");
  const worldwide = await page.locator("#phone").innerText();
  const clouds = page.getByRole("navigation", { name: "Clouds" });
  await clouds.getByRole("link").nth(1).click();
  await page.waitForURL("**/en/china/get-support");
  assert.notEqual(await page.locator("#phone").innerText(), worldwide);
  await clouds.getByRole("link").nth(2).click();
  await page.waitForURL("**/en/germany/get-support");
  await page.getByText("This cloud takes no new customers").waitFor();
});

walk("an article is found, read, and followed by the question whether it helped", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/articles?q=shared+mailbox");
  await page.locator(".result a").first().click();
  await page.locator("article.prose").waitFor();
  await page.getByRole("link", { name: "Contact support" }).click();
  const pane = page.getByRole("dialog", { name: "Help & support" });
  await pane.getByRole("combobox").waitFor();
  await page.keyboard.press("Escape");
  await pane.waitFor({ state: "hidden" });
  await assertAccessible(page);
});
