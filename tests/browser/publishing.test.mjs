import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const ENGINEER = "engineer, worldwide";
const SECOND = "owen.pratt@contoso.example";

walk("an engineer publishes an incident in one form, and a second person the next post", async ({ enter, width }) => {
  const engineer = await enter({ as: ENGINEER, expects: [422] });
  await speak(engineer, "en");
  await engineer.goto("/desk/health");
  await engineer.getByRole("heading", { name: "Open issues" }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);

  await engineer.getByRole("link", { name: "New issue" }).click();
  await engineer.getByRole("link", { name: "Interruption" }).click();
  await engineer.getByLabel("Service", { exact: true }).selectOption({ label: "Sites: Files and sync" });
  const title = `Files can't be opened (${width})`;
  await engineer.getByLabel("Title").fill(title);
  await engineer.getByLabel("What it means for people").fill("Nobody can open files. Pages work.");
  await assertAccessible(engineer);
  await assertFits(engineer);
  await engineer.getByRole("button", { name: "Publish" }).click();
  await engineer.getByRole("heading", { name: title, level: 1 }).waitFor();
  await assertAccessible(engineer);
  await assertFits(engineer);
  const address = engineer.url();

  await engineer.getByRole("link", { name: "Write a post" }).click();
  await engineer.getByLabel("Post", { exact: true }).fill("We have found the cause and are repairing it.");
  await engineer.getByLabel("Status", { exact: true }).selectOption({ label: "Restoring service" });
  await assertAccessible(engineer);
  await engineer.getByRole("button", { name: "Publish" }).click();
  await engineer.getByText("A second person publishes what you wrote.").first().waitFor();
  await engineer.getByRole("button", { name: "Have it reviewed" }).click();
  await engineer.getByText("Waits for a second person").first().waitFor();

  const second = await enter({ as: SECOND });
  await speak(second, "en");
  await second.goto("/desk/health");
  await second.locator("section", { hasText: "Not published yet" }).getByRole("link", { name: title }).click();
  await second.getByRole("button", { name: "Publish" }).click();
  await second.getByText("approved by Owen Pratt").waitFor();

  await engineer.goto(address);
  await engineer.locator("section", { hasText: "What is affected" }).getByRole("link", { name: "Deutsch" }).click();
  await engineer.getByLabel("Title").fill("Dateien lassen sich nicht öffnen");
  await engineer.getByLabel("Translation").fill("Niemand kann Dateien öffnen. Seiten funktionieren.");
  await assertAccessible(engineer);
  await assertFits(engineer);
  await engineer.getByRole("button", { name: "Save" }).click();
  await engineer.getByRole("heading", { name: title, level: 1 }).waitFor();

  const visitor = await enter();
  await visitor.goto("/de/worldwide/health");
  assert.ok((await visitor.getByText("Niemand kann Dateien öffnen.").count()) > 0);

  await engineer.getByRole("link", { name: "It is over" }).click();
  await engineer.getByLabel("Post", { exact: true }).fill("It works again.");
  await engineer.getByLabel("Kind of post").selectOption({ label: "Quick update" });
  await engineer.getByRole("button", { name: "Publish" }).click();
  await engineer.getByText("No review is owed").waitFor();
});

walk("maintenance that is announced late says why", async ({ enter }) => {
  const engineer = await enter({ as: ENGINEER, expects: [422] });
  await speak(engineer, "en");
  await engineer.goto("/desk/health/messages/new?template=maintenance");
  await engineer.getByLabel("Mail", { exact: true }).check();
  const soon = new Date(Date.now() + 86_400_000).toISOString().slice(0, 16);
  await engineer.getByLabel("Work begins").fill(soon);
  await assertAccessible(engineer);
  await assertFits(engineer);
  await engineer.getByRole("button", { name: "Have it reviewed" }).click();
  await engineer.getByText("Say why this can't wait").first().waitFor();
  await engineer.getByLabel("Why it is announced so late").fill("A hole in the software must be closed.");
  await engineer.getByRole("button", { name: "Have it reviewed" }).click();
  await engineer.getByText("Waits for a second person").waitFor();
});
