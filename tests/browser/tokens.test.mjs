import assert from "node:assert/strict";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

walk("a token is made, shown once, lets a program in, and lets nobody in when it was revoked", async ({ enter, isPhone }) => {
  const name = isPhone ? "Phone board" : "Office board";
  const page = await enter({ as: "marcus.johnson@bluebird.example", expects: [422] });
  await page.goto("/account");
  await page.getByRole("link", { name: "Manage access tokens" }).click();
  await page.getByRole("heading", { name: "Access tokens", level: 1 }).waitFor();
  await assertAccessible(page);
  await assertFits(page);

  const make = page.getByRole("button", { name: "Make a token" });
  await page.getByLabel("What it is for").fill(name);
  await make.click();
  await page.getByRole("alert").getByText("Choose what the program may do.").waitFor();
  await assertAccessible(page);
  assert.equal(await page.getByLabel("What it is for").inputValue(), name);
  await page.getByLabel("Read service health").check();
  await page.getByLabel("For your organization").check();
  await make.click();
  const token = await page.locator("#token").innerText();
  assert.match(token, /^servusa_[0-9A-Za-z]{33}$/);
  await assertAccessible(page);
  await assertFits(page);

  const address = new URL("/api/v1/token", page.url()).href;
  const ask = () => fetch(address, { headers: { authorization: `Bearer ${token}` } });
  const told = await (await ask()).json();
  assert.deepEqual([told.kind, told.name, told.scopes], ["app", name, ["ServiceHealth.Read.All"]]);

  await page.goto("/account/tokens");
  assert.ok(!(await page.content()).includes(token));
  page.on("dialog", (dialog) => dialog.accept());
  await page.getByRole("button", { name: `Revoke the token ${name}` }).click();
  await page.getByText("The token was revoked.").waitFor();
  assert.equal((await ask()).status, 401);
});
