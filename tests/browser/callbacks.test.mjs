import { speak } from "./servus.mjs";
import { walk } from "./walk.mjs";

const ADMIN = "marcus.johnson@bluebird.example";

async function fill(page, subject) {
  await page.goto("/help/contact");
  await page.getByLabel("What is the issue?").fill("The reports come empty.");
  await page.getByLabel("Subject").fill(subject);
  await page.getByLabel("Subscription").selectOption({ index: 1 });
}

const times = (page) => page.locator(".slots-day[open] .slot input");

walk("a call is booked without scripts as well", async ({ enter, width }) => {
  const page = await enter({ as: ADMIN, javaScriptEnabled: false });
  await speak(page, "en");
  await fill(page, `Call me, plainly (${width})`);
  await page.locator("#method-phone").check();
  await page.getByLabel("Time zone").selectOption("Asia/Tokyo");
  await page.getByRole("button", { name: "Show", exact: true }).click();
  await page.locator(".hint", { hasText: "Tokyo" }).waitFor();
  await times(page).last().check();
  await page.getByRole("button", { name: "Contact me" }).click();
  await page.locator("#request-callback", { hasText: "We will call you on" }).waitFor();
});
