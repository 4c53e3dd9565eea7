import assert from "node:assert/strict";
import { assertAccessible, walk } from "./walk.mjs";

walk("an article's tabs are chosen by mouse, keyboard and address", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/articles/automatic-mail-setup");
  const tab = (name) => page.getByRole("tab", { name });
  const isOpen = (name) => page.getByRole("tabpanel", { name }).isVisible();
  assert.deepEqual([await isOpen("On a computer"), await isOpen("On a phone or tablet")], [true, false]);
  await assertAccessible(page);

  await tab("On a computer").focus();
  await page.keyboard.press("ArrowRight");
  assert.equal(await tab("On a phone or tablet").getAttribute("aria-selected"), "true");
  assert.deepEqual([await isOpen("On a computer"), await isOpen("On a phone or tablet")], [false, true]);
  await page.keyboard.press("ArrowRight");
  assert.equal(await tab("On a computer").evaluate((button) => button === document.activeElement), true);

  // The choice goes along to the next article, and an address may open a tab.
  await tab("On a phone or tablet").click();
  await page.goto("/de/worldwide/articles/automatic-mail-setup");
  assert.equal(await tab("Auf einem Smartphone oder Tablet").getAttribute("aria-selected"), "true");
  await page.goto("/en/worldwide/articles/automatic-mail-setup#on-a-computer");
  assert.equal(await isOpen("On a computer"), true);

  // On paper every tab is there.
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByText("Open the settings of the device").isVisible(), true);
});

walk("an article's tabs stand below each other without scripts", async ({ enter }) => {
  const page = await enter({ javaScriptEnabled: false });
  await page.goto("/zh-CN/worldwide/articles/automatic-mail-setup");
  for (const name of ["在电脑上", "在手机或平板电脑上"]) {
    assert.equal(await page.getByRole("heading", { name }).isVisible(), true);
  }
});

walk("an article that is drawn again for the time zone has its tabs at once", async ({ enter }) => {
  const page = await enter({ timezoneId: "Asia/Shanghai" });
  let letGo;
  const listening = new Promise((resolve) => (letGo = resolve));
  await page.route("**/articles/automatic-mail-setup", async (route) => {
    if (route.request().headers()["hx-request"]) await listening;
    await route.continue();
  });
  await page.goto("/en/worldwide/articles/automatic-mail-setup");
  await page.evaluate(() => {
    window.tabs = new Promise((resolve) => {
      document.addEventListener("htmx:afterSwap", () => resolve(document.querySelectorAll("[role=tabpanel]").length), { once: true });
    });
  });
  letGo();
  assert.equal(await page.evaluate(() => window.tabs), 2);
}, ["wide"]);
