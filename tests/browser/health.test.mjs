import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, until, walk } from "./walk.mjs";

const ADMIN = "admin, worldwide";

walk("everybody sees what is wrong, what was said of it and what was wrong before", async ({ enter }) => {
  const visitor = await enter();
  await visitor.goto("/en/worldwide/health");
  await visitor.getByRole("heading", { name: "Issues being worked on" }).waitFor();
  assert.match(await visitor.locator(".health-summary").innerText(), /Incident|Advisory|normally/);
  await assertAccessible(visitor);
  await assertFits(visitor);

  await visitor.locator(".issue h3 a").first().click();
  await visitor.getByRole("heading", { name: "Updates" }).waitFor();
  await assertAccessible(visitor);
  await assertFits(visitor);
  await speak(visitor, "de");
  await visitor.getByRole("heading", { name: "Meldungen" }).waitFor();

  await visitor.goto("/en/worldwide/health/history?days=all");
  await visitor.getByLabel("Period").waitFor();
  await assertAccessible(visitor);
  await assertFits(visitor);
});

walk("uptime is told in figures, as a picture and with the minutes that counted", async ({ enter }) => {
  const visitor = await enter();
  await visitor.goto("/en/worldwide/health/uptime");
  await visitor.getByRole("img", { name: /^Days with an incident/ }).first().waitFor();
  await visitor.locator("details summary", { hasText: "Which minutes counted?" }).first().click();
  await assertAccessible(visitor);
  await assertFits(visitor);
  const quarters = visitor.getByLabel("Period");
  await quarters.selectOption({ index: 1 });
  await visitor.getByRole("button", { name: "Show" }).click();
  await visitor.waitForURL(/quarter=/);
});

walk("an admin sees the organization's services, and chooses what to see", async ({ enter }) => {
  const admin = await enter({ as: ADMIN });
  await admin.goto("/health");
  await speak(admin, "en");
  await admin.getByRole("heading", { name: "Services", exact: true }).waitFor();
  await assertAccessible(admin);
  await assertFits(admin);
  await admin.goto("/health/settings");
  await assertAccessible(admin);
  await assertFits(admin);
  await admin.getByRole("checkbox", { name: "Advisories" }).uncheck();
  await admin.getByRole("button", { name: "Save" }).click();
  await admin.getByText("Your custom view leaves some issues out.").waitFor();
  await admin.getByRole("link", { name: "Change the view" }).click();
  await admin.getByRole("checkbox", { name: "Advisories" }).check();
  await admin.getByRole("button", { name: "Save" }).click();
  await until(async () => (await admin.getByText("leaves some issues out").count()) === 0, "everything is seen again");
});

walk("an admin reads messages and puts them away", async ({ enter }) => {
  const admin = await enter({ as: ADMIN });
  await admin.goto("/health/messages");
  await speak(admin, "en");
  await assertAccessible(admin);
  await assertFits(admin);
  const title = await admin.locator(".message a").first().innerText();
  await admin.locator(".message a").first().click();
  await admin.getByRole("heading", { name: title }).waitFor();
  await assertAccessible(admin);
  await assertFits(admin);
  await admin.getByRole("button", { name: "Archive" }).click();
  await admin.goto("/health/messages?shelf=archive");
  await admin.getByRole("checkbox", { name: `Choose: ${title}` }).check();
  await admin.getByRole("button", { name: "Back to the inbox" }).click();
  await admin.goto("/health/messages");
  await admin.getByRole("link", { name: title }).waitFor();
});

walk("the pages of health need no script", async ({ enter }) => {
  const admin = await enter({ as: ADMIN });
  for (const path of ["/health", "/health/history?days=all", "/health/uptime", "/health/messages", "/health/settings"]) {
    const answer = await admin.request.get(path);
    assert.equal(answer.status(), 200, path);
    assert.ok((await answer.text()).includes("<h1>"), path);
  }
}, ["wide"]);
