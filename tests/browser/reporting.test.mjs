import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, until, walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";
const USER = "james.whitfield@bluebird.example";

walk("somebody without a role reports an issue, and sees what becomes of it", async ({ enter, width }) => {
  const user = await enter({ as: USER, expects: [422] });
  await user.goto("/en/worldwide/health");
  await user.getByRole("link", { name: "Report an issue", exact: true }).click();
  await user.getByRole("heading", { level: 1, name: "Report an issue" }).waitFor();
  await assertAccessible(user);
  await assertFits(user);

  // What is missing is said, and what was typed is kept.
  await user.getByLabel("What doesn’t work?").fill(`Drafts vanish (${width})`);
  await user.getByRole("button", { name: "Send the report" }).click();
  await user.getByRole("alert").waitFor();
  assert.match(await user.getByLabel("What doesn’t work?").inputValue(), /Drafts vanish/);
  await assertAccessible(user, "a report that lacks something");

  await user.getByLabel("What is affected?").selectOption({ index: 1 });
  await user.getByLabel("Several people").check();
  await user.getByRole("button", { name: "Send the report" }).click();
  await user.getByText(/^Thank you\./).waitFor();
  await user.getByText(`Drafts vanish (${width})`).waitFor();
  await assertAccessible(user);
  await assertFits(user);
});

walk("an admin reports a service from its line, and counts the organization for an issue", async ({ enter }) => {
  const admin = await enter({ as: ADMIN });
  await admin.goto("/health");
  await admin.getByRole("link", { name: /^Report an issue of/ }).first().click();
  await admin.getByRole("heading", { level: 1, name: "Report an issue" }).waitFor();
  assert.notEqual(await admin.getByLabel("What is affected?").inputValue(), "");
  await assertAccessible(admin);
  await assertFits(admin);

  await admin.goto("/health");
  await admin.locator(".issue h3 a").first().click();
  const counted = admin.getByText("Your organization has told us that this affects it.");
  await counted.or(admin.getByRole("button", { name: "This affects us too" })).waitFor();
  if (!(await counted.count())) await admin.getByRole("button", { name: "This affects us too" }).click();
  await counted.waitFor();
  await assertAccessible(admin);
  await assertFits(admin);
  await admin.getByRole("link", { name: "What your organization reported" }).click();
  await admin.getByText("Part of an issue").first().waitFor();
});

walk("who asks for help hears of the known issue first, in place, and links the request to it", async ({ enter }) => {
  const admin = await enter({ as: ADMIN });
  await admin.goto("/help/contact");
  await admin.getByLabel("What is the issue?").fill("Our users cannot join meetings by phone");
  await admin.getByLabel("Service (optional)").selectOption("calls");
  const known = admin.getByRole("group", { name: /Is it (this|one of these) known issue/ });
  await known.waitFor();
  await known.getByRole("radio", { name: /^Yes, link my request/ }).first().check();
  await assertAccessible(admin, "the contact form with a known issue");
  await assertFits(admin);
  await admin.getByLabel("Subscription").selectOption({ index: 1 });
  await admin.getByRole("button", { name: "Contact me" }).click();
  await admin.waitForURL(/\/requests\/\d+$/);
  await admin.getByRole("heading", { name: "Known issue" }).waitFor();
  await assertAccessible(admin, "a request that belongs to an issue");
  await assertFits(admin);
});

walk("without a script it is one more press", async ({ enter }) => {
  const admin = await enter({ as: ADMIN, javaScriptEnabled: false });
  await admin.goto("/help/contact");
  await admin.getByLabel("What is the issue?").fill("Our users cannot join meetings by phone");
  await admin.getByLabel("Subscription").selectOption({ index: 1 });
  await admin.getByRole("button", { name: "Contact me" }).click();
  await admin.getByText("Not sent yet: a known issue may be the reason").waitFor();
  await admin.getByRole("button", { name: "Contact me" }).click();
  await admin.waitForURL(/\/requests\/\d+$/);
}, ["wide"]);

walk("once the issue is over, its customer is asked whether it works again", async ({ enter, width }) => {
  const title = `Scanners print blank pages (${width})`;
  const engineer = await enter({ as: "engineer, worldwide" });
  await speak(engineer, "en");
  await engineer.goto("/desk/health/new");
  await engineer.getByRole("link", { name: "Interruption" }).click();
  await engineer.getByLabel("Service", { exact: true }).selectOption("devices");
  await engineer.getByLabel("Title").fill(title);
  await engineer.getByLabel("What it means for people").fill("Scanners print blank pages.");
  await engineer.getByLabel("Post", { exact: true }).fill("We are looking for the cause.");
  await engineer.getByRole("button", { name: "Publish" }).click();
  await engineer.getByRole("heading", { name: title, level: 1 }).waitFor();

  const admin = await enter({ as: ADMIN });
  await admin.goto("/help/contact?q=Scanners+print+blank+pages");
  await admin.getByRole("radio", { name: `Yes, link my request: ${title}` }).check();
  await admin.getByLabel("Subscription").selectOption({ index: 1 });
  await admin.getByRole("button", { name: "Contact me" }).click();
  await admin.waitForURL(/\/requests\/\d+$/);
  await admin.getByRole("link", { name: title }).waitFor();

  await engineer.getByRole("link", { name: "It is over" }).click();
  await engineer.getByLabel("Post", { exact: true }).fill("Scanners print again.");
  await engineer.getByLabel("Kind of post").selectOption({ label: "Quick update" });
  await engineer.getByRole("button", { name: "Publish" }).click();

  // The page hears of it by itself.
  await admin.getByRole("heading", { name: "Does it work again?" }).waitFor();
  await admin.getByText("Scanners print again.").waitFor();
  await assertAccessible(admin, "the question whether it works again");
  await assertFits(admin);
  await admin.getByLabel("What still doesn’t work?").fill("The one on the second floor doesn’t");
  await admin.getByRole("button", { name: "No, it goes on" }).click();
  await admin.getByText("The request stays open, and support looks at it.").waitFor();
  await until(async () => (await admin.getByRole("heading", { name: "Does it work again?" }).count()) === 0, "nothing is asked");
});
