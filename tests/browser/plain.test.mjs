import assert from "node:assert/strict";
import { walk } from "./walk.mjs";

walk("without JavaScript an admin asks, is promised an answer, replies, and closes", async ({ enter }) => {
  const page = await enter({ as: "marcus.johnson@bluebird.example", javaScriptEnabled: false });
  await page.goto("/");
  await page.getByRole("link", { name: "Help & support" }).last().click();
  await page.getByRole("searchbox").fill("calendar is empty on every phone");
  await page.keyboard.press("Enter");
  await page.getByRole("link", { name: "Contact support" }).click();
  const description = page.getByLabel("What is the issue?");
  assert.equal(await description.inputValue(), "calendar is empty on every phone");

  // The impact is asked first and the page shown again with what follows from the answers.
  await page.getByLabel("Subscription").selectOption({ index: 1 });
  await page.getByLabel("Yes, but it is impaired").check();
  await page.getByLabel("A single user or service").check();
  await page.getByRole("button", { name: "Show severity and waiting time" }).click();
  await page.getByText("Proposed from your answers: B").waitFor();
  assert.equal(await description.inputValue(), "calendar is empty on every phone");
  assert.match(await page.locator(".choice:has([name=severity]:checked)").innerText(), /First answer by/);
  assert.match(await page.locator(".choice:has([name=contact_method]:checked)").innerText(), /before you/);
  await page.getByRole("button", { name: "Contact me" }).click();

  await page.waitForURL(/\/requests\/\d+$/);
  await page.getByText("You will hear from us by").waitFor();
  await page.locator("summary", { hasText: "Why is this due then?" }).click();
  await page.getByRole("link", { name: "The hours that count" }).click();
  await page.getByRole("img", { name: /The hours of each day/ }).waitFor();
  await page.goBack();
  await page.getByLabel("Your answer").fill("Only since Monday.");
  const picture = { name: "calendar.txt", mimeType: "text/plain", buffer: Buffer.from("empty") };
  await page.getByLabel("Attachments").setInputFiles(picture);
  await page.getByRole("button", { name: "Reply" }).click();
  await page.locator(".timeline").getByText("Only since Monday.").waitFor();
  await page.locator(".timeline").getByRole("link", { name: "calendar.txt" }).waitFor();
  await page.getByRole("button", { name: "Close the request" }).click();
  await page.getByText("The service request is closed.").waitFor();
});

walk("without JavaScript an agent takes a case and writes", async ({ enter, width }) => {
  const desk = await enter({ as: "manager, worldwide", javaScriptEnabled: false });
  await desk.goto("/desk?tab=all");
  await desk.locator(".queue a[data-row]").nth(width === "phone" ? 0 : 1).click();
  await desk.waitForURL(/\/desk\/cases\/\d+/);
  await desk.getByLabel("Internal note").check();
  await desk.getByLabel("Your text").fill(`Seen by a plain browser, ${width}.`);
  await desk.getByRole("button", { name: "Send" }).click();
  await desk.locator(".event.note", { hasText: `Seen by a plain browser, ${width}.` }).waitFor();
});
