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
  await desk.getByRole("link", { name: /^Why/ }).first().click();
  await desk.waitForURL(/\/desk\/waits\/[0-9a-f-]+$/);
  await assertAccessible(desk);
});

walk("a manager tries a week with more agents", async ({ enter }) => {
  const desk = await atDesk(enter);
  await desk.goto("/desk/staffing");
  const many = desk.getByRole("spinbutton", { name: "Agents" }).first();
  await many.fill("9");
  await desk.getByRole("button", { name: "Try it" }).click();
  await desk.getByRole("heading", { name: "Compared" }).waitFor();
  assert.equal(await many.inputValue(), "9");
  await assertAccessible(desk);
  await assertFits(desk);
});
