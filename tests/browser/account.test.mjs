import assert from "node:assert/strict";
import { until, walk } from "./walk.mjs";

// The walk leaves a password behind, so each width has somebody of its own.
const somebody = (isPhone) => `${isPhone ? "elena.ramirez" : "priya.patel"}@bluebird.example`;
const PASSWORD = "clinics open at seven";

walk("a password is set, signs in, is refused when wrong, and sessions are seen and ended", async ({ enter, isPhone }) => {
  const email = somebody(isPhone);
  const page = await enter({ as: email, expects: [422] });
  await page.goto("/account");
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password again").fill(`${PASSWORD}!`);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByRole("alert").getByText("The two new passwords are not the same.").waitFor();
  await page.getByLabel("New password", { exact: true }).fill(PASSWORD);
  await page.getByLabel("New password again").fill(PASSWORD);
  await page.getByRole("button", { name: "Set password" }).click();
  await page.getByText("Your password was changed.").waitFor();

  // Elsewhere: what needs a session asks for one and leads there; a wrong password says no more than that.
  const other = await enter({ expects: [422, 401, 403] });
  await other.goto("/requests");
  await other.waitForURL(/\/sign-in\?to=/);
  const signIn = other.getByRole("main").getByRole("button", { name: "Sign in" });
  await other.getByLabel("E-mail address").fill(email);
  await other.getByLabel("Password").fill("not this one");
  await signIn.click();
  await other.getByRole("alert").getByText("The e-mail address or the password is not right.").waitFor();
  assert.equal(await other.getByLabel("E-mail address").inputValue(), email);
  assert.equal(await other.getByLabel("Password").inputValue(), "");
  await other.getByLabel("Password").fill(PASSWORD);
  await signIn.click();
  await other.waitForURL("**/requests");

  await page.reload();
  const sessions = page.getByRole("region", { name: "Sessions" }).getByRole("listitem");
  assert.equal(await sessions.count(), 2);
  assert.equal(await sessions.filter({ hasText: "This session" }).count(), 1);
  assert.match(await sessions.first().innerText(), /Chrome on/);
  await sessions.filter({ hasNotText: "This session" }).getByRole("button").click();
  await page.getByText("The session has ended.").waitFor();
  await other.reload();
  await other.waitForURL(/\/sign-in/);

  await page.locator("summary", { hasText: "Account" }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByText("You are signed out.").waitFor();
  await page.goto("/account");
  await page.waitForURL(/\/sign-in/);
});

walk("a profile takes a phone number as it is dialled at home, and refuses what is none", async ({ enter, isPhone }) => {
  const page = await enter({ as: somebody(isPhone), expects: [422] });
  await page.goto("/account");
  const phone = page.getByLabel("Phone for call-backs");
  const profile = page.getByRole("region", { name: "Profile" });
  await phone.fill("call me");
  await profile.getByRole("button", { name: "Save" }).click();
  await page.getByRole("alert").waitFor();
  assert.equal(await phone.getAttribute("aria-invalid"), "true");
  assert.equal(await phone.inputValue(), "call me");
  await phone.fill("(312) 555-0177");
  await profile.getByRole("button", { name: "Save" }).click();
  await page.getByText("Your profile was saved.").waitFor();
  assert.equal(await phone.inputValue(), "+1 312-555-0177");
});

walk("a sign-in link says whom it signs in and does nothing until it is told to", async ({ enter }) => {
  const page = await enter({ as: "admin, germany" });
  await page.goto("/account");
  assert.equal(await page.locator("html").getAttribute("lang"), "de");
  const stranger = await enter({ expects: [404, 422, 410] });
  await stranger.goto("/link/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
  await until(async () => /no longer valid|not found/i.test(await stranger.getByRole("main").innerText()), "the link is refused");
});
