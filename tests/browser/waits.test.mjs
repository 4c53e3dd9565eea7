import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const MANAGER = "manager, worldwide";

async function atDesk(enter) {
  const desk = await enter({ as: MANAGER });
  await speak(desk, "en");
  return desk;
}

walk("everybody reads how long it will take, and why", async ({ enter }) => {
  const visitor = await enter();
  await visitor.goto("/en/worldwide/get-support");
  const card = visitor.locator("section", { has: visitor.getByRole("heading", { name: "Expected wait" }) }).last();
  assert.match(await card.innerText(), /Probably|cannot be told/);
  await card.locator("summary").first().click();
  assert.match(await card.locator("li").first().innerText(), /before|closed/);
  await assertAccessible(visitor);
  await assertFits(visitor);
});

walk("a manager compares announced and real waits, and reads why", async ({ enter }) => {
  const desk = await atDesk(enter);
  await desk.goto("/desk/waits");
  await desk.getByLabel("Contact method").selectOption({ label: "Email" });
  await desk.getByLabel("Time", { exact: true }).selectOption("26");
  await desk.getByRole("button", { name: "Show" }).click();
  await desk.getByRole("heading", { name: "Announced and real waits" }).waitFor();
  await assertAccessible(desk);
  await assertFits(desk);
  await desk.getByRole("link", { name: /^Announcement for/ }).first().click();
  await desk.waitForURL(/\/desk\/waits\/[0-9a-f-]+$/);
  await assertAccessible(desk);
  // And back from the case that it was announced for.
  const why = desk.url();
  await desk.locator('.crumbs a[href^="/desk/cases/"]').click();
  await desk.getByRole("heading", { name: "Announced wait" }).waitFor();
  await assertAccessible(desk);
  await desk.getByRole("link", { name: "What it came from" }).click();
  await desk.waitForURL(why);
});

walk("a customer reads before asking who is before and who is there", async ({ enter }) => {
  const page = await enter({ as: "marcus.johnson@bluebird.example" });
  await speak(page, "en");
  await page.goto("/help/contact");
  const mail = page.locator(".choice", { has: page.locator("#method-email") });
  assert.match(await mail.innerText(), /before/);
  assert.match(await mail.innerText(), /who speaks? English/);
  await assertAccessible(page);
});

walk("a manager tries a week with more agents", async ({ enter }) => {
  const desk = await atDesk(enter);
  await desk.goto("/desk/staffing");
  const many = desk.getByRole("spinbutton", { name: "Agents" }).first();
  await many.fill("9");
  await desk.getByRole("button", { name: "Try it" }).click();
  await desk.getByRole("heading", { name: "Compared" }).waitFor();
  assert.equal(await many.inputValue(), "9");
  await desk.getByLabel("Kinds of support").selectOption("billing");
  await desk.getByRole("button", { name: "Try it" }).click();
  const kinds = desk.getByRole("region", { name: "By kind of support and language" });
  for (const name of await kinds.locator("tbody th").allInnerTexts()) assert.match(name, /^Billing/);
  await assertAccessible(desk);
  await assertFits(desk);
});
