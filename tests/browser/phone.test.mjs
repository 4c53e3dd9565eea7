import assert from "node:assert/strict";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const ANNA = "anna.petersen@nordwind.example";

/** What a screen reader is told to be marked in the list. */
const marked = (page) =>
  page.evaluate(() => {
    const input = document.activeElement;
    return document.getElementById(input.getAttribute("aria-activedescendant"))?.innerText ?? null;
  });

walk("a country is found under a name of another language, with the keyboard alone", async ({ enter }) => {
  const page = await enter({ locale: "de" });
  await page.goto("/de/worldwide/phone");
  const country = page.getByRole("combobox", { name: "Land oder Region" });
  const list = page.getByRole("listbox", { name: "Land oder Region" });
  // Nothing typed: the arrow opens the whole list.
  await country.focus();
  await page.locator("#countries [role=option]").nth(245).waitFor({ state: "attached" });
  await page.keyboard.press("ArrowDown");
  assert.equal(await marked(page), "Afghanistan");
  await page.keyboard.press("Escape");
  assert.equal(await country.getAttribute("aria-expanded"), "false");

  await country.pressSequentially("Pays-B", { delay: 5 });
  await list.getByRole("option", { name: "Niederlande" }).waitFor();
  assert.match(await page.locator("form.country [role=status]").innerText(), /1 Land oder Region gefunden/);
  await assertAccessible(page, "typed");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL(/country=netherlands/);
  await page.locator("#number").getByRole("heading", { name: "Niederlande" }).waitFor();
  await assertAccessible(page, "lines");
  await assertFits(page, "lines");
});

walk("the list opens by a click and closes by itself", async ({ enter }) => {
  const page = await enter();
  await page.goto("/en/worldwide/phone");
  await page.getByRole("combobox", { name: "Country or region" }).click();
  const list = page.getByRole("listbox", { name: "Country or region" });
  const zimbabwe = list.getByRole("option", { name: "Zimbabwe" });
  await zimbabwe.waitFor();
  await page.getByRole("heading", { level: 1 }).click();
  await zimbabwe.waitFor({ state: "hidden" });
  await page.getByRole("combobox", { name: "Country or region" }).fill("Nepal");
  await list.getByRole("option", { name: "Nepal" }).click();
  await page.waitForURL(/country=nepal/);
  await page.getByText("Lines nearby:").waitFor();
  await assertAccessible(page, "no line");
});

walk("without JavaScript what was typed is looked for, and the list is there", async ({ enter }) => {
  const page = await enter({ javaScriptEnabled: false });
  await page.goto("/en/worldwide/phone");
  await page.getByRole("searchbox", { name: "Country or region" }).fill("Congo");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Congo - Kinshasa" }).click();
  await page.locator("#number").getByRole("heading", { name: "Congo - Kinshasa" }).waitFor();
  await page.getByText("Or choose from the list").click();
  await page.getByRole("combobox", { name: "Country or region" }).selectOption("Japan");
  await page.getByRole("button", { name: "Show" }).last().click();
  await page.getByRole("link", { name: "Enterprise plans" }).click();
  await page.getByRole("link", { name: "0120 996 680" }).waitFor();
  assert.equal(await page.getByRole("link", { name: "0120 628 860" }).count(), 0);
});

walk("an admin has everything at hand that a call needs", async ({ enter, isPhone }) => {
  const page = await enter({ as: ANNA, locale: "de" });
  await page.goto("/de/worldwide/phone");
  const card = page.getByRole("region", { name: "Beim Anruf bereithalten" });
  await card.getByText("Nordwind Logistik GmbH").waitFor();
  // A phone needs no code to be scanned with a phone.
  if (!isPhone) {
    await page.getByText("Mit dem Handy anrufen").click();
    await page.getByRole("img", { name: /QR-Code/ }).waitFor();
  }
  await assertAccessible(page, "ready");
  await assertFits(page, "ready");
  for (const [name, file] of [["Als Kontakt speichern", "germany.vcf"], ["Zeiten für Ihren Kalender", "germany.ics"]]) {
    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name }).click()]);
    assert.equal(download.suggestedFilename(), file);
  }
  await page.goto("/help");
  await page.getByRole("link", { name: "0800 589 2332" }).waitFor();
  await assertAccessible(page, "help");
});
