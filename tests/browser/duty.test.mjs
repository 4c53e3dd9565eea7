import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, until, walk } from "./walk.mjs";

const MANAGER = "manager, worldwide";
const AGENT = "daan.devries@contoso.example";

walk("an agent sees who is on duty, and changes the own state", async ({ enter }) => {
  const daan = await enter({ as: AGENT });
  await speak(daan, "en");
  await daan.goto("/desk/duty");
  await daan.getByRole("heading", { name: "On duty", level: 1 }).waitFor();
  await assertAccessible(daan);
  await assertFits(daan);

  await daan.locator("#presence summary").click();
  await daan.locator("#presence").getByRole("button", { name: "Available" }).click();
  await daan.locator("table").getByText("Daan de Vries").waitFor();
  await daan.getByLabel("Language", { exact: true }).selectOption({ label: "Hungarian" });
  await daan.getByRole("button", { name: "Show" }).click();
  await until(async () => (await daan.locator("table").getByText("Daan de Vries").count()) === 0, "only who speaks it is shown");
  await daan.locator("#presence summary").click();
  await daan.locator("#presence").getByRole("button", { name: "Away" }).click();
});

walk("a manager plans a shift, which its agent sees", async ({ enter, isPhone }) => {
  const manager = await enter({ as: MANAGER, expects: [422] });
  await speak(manager, "en");
  await manager.goto("/desk/duty");
  await manager.getByRole("link", { name: "Plan shifts" }).click();
  await manager.getByRole("link", { name: "Later" }).click();
  await manager.locator(".duty-week").waitFor();
  await assertAccessible(manager);
  await assertFits(manager);

  // Free days of the usual week are Saturday and Sunday.
  const add = manager.locator("#add");
  const monday = await add.getByLabel("Day", { exact: true }).inputValue();
  const saturday = new Date(Date.parse(monday) + (isPhone ? 6 : 5) * 86_400_000).toISOString().slice(0, 10);
  await add.getByLabel("Agent").selectOption({ label: "Daan de Vries" });
  await add.getByLabel("Day", { exact: true }).fill(saturday);
  await add.getByLabel("From").fill("10:00");
  await add.getByLabel("To", { exact: true }).fill("14:30");
  await add.getByRole("button", { name: "Add" }).click();
  await manager.getByText("The shift was added.").waitFor();
  const row = manager.locator(".duty-week tr", { hasText: "Daan de Vries" });
  const added = row.locator(".shift-chip", { hasText: "2:30" });
  await added.first().waitFor();
  await added.first().click();
  await manager.getByRole("heading", { name: "Shift of Daan de Vries" }).waitFor();
  await assertAccessible(manager);
  await manager.getByLabel("Sick").check();
  await manager.getByRole("button", { name: "Save" }).click();
  await manager.getByText("The shift was changed.").waitFor();
  assert.ok((await row.locator(".shift-chip.off").count()) >= 1);

  await row.getByRole("link", { name: "Daan de Vries" }).click();
  await manager.getByRole("heading", { name: "Usual week of Daan de Vries" }).waitFor();
  await assertAccessible(manager);
  await assertFits(manager);
});

walk("plan and duty fit in German and Chinese", async ({ enter }) => {
  const manager = await enter({ as: MANAGER });
  for (const language of ["de", "zh-CN", "en"]) {
    await manager.goto("/");
    await speak(manager, language);
    for (const path of ["/desk/duty", "/desk/duty/plan"]) {
      await manager.goto(path);
      await assertFits(manager, `${path} in ${language}`);
    }
  }
});
