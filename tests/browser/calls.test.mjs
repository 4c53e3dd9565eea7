import assert from "node:assert/strict";
import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, until, walk } from "./walk.mjs";

const SAMIRA = "samira.haddad@contoso.example";
const MANAGER = "manager, worldwide";
const OFFICE = "040 / 66 96 91 20";
const LENAS = "+494066969126";

let calls = 0;

/** A telephone system that a manager has connected. Tells how to push. */
async function connect(enter) {
  const manager = await enter({ as: MANAGER });
  await speak(manager, "en");
  await manager.goto("/desk/phone/systems");
  await manager.getByRole("textbox", { name: "Name" }).fill("Hamburg");
  await manager.getByLabel("Country", { exact: false }).selectOption("DE");
  await manager.getByRole("button", { name: "Connect a telephone system" }).click();
  const address = await manager.locator("#cti-address").textContent();
  await assertAccessible(manager, "the telephone systems");
  await assertFits(manager);
  const push = async (fields) => {
    const answer = await fetch(address, { method: "POST", body: new URLSearchParams({ to: "498005892332", direction: "in", ...fields }) });
    assert.deepEqual([answer.status, await answer.text()], [200, "{}"]);
  };
  return { manager, push };
}

async function atDesk(enter) {
  const desk = await enter({ as: SAMIRA, expects: [423] });
  await speak(desk, "en");
  return desk;
}

walk("a call pops up within a second wherever its agent is, and goes when somebody else answers", async ({ enter }) => {
  const { push } = await connect(enter);
  const [here, there] = [await atDesk(enter), await atDesk(enter)];
  await here.goto("/desk");
  await there.goto("/desk/record");
  const alert = (page) => page.locator("#call-alerts .call-alert");
  // The streams are open when what was asked with the page is there.
  await Promise.all([here, there].map((page) => page.waitForTimeout(700)));
  await here.getByRole("searchbox").focus();

  const call = `walk-${++calls}`;
  const began = performance.now();
  await push({ event: "newCall", callid: call, from: OFFICE, "user[]": "Samira Haddad" });
  await Promise.all([alert(here).waitFor(), alert(there).waitFor()]);
  const took = performance.now() - began;
  console.log(`# a call popped up on two pages after ${Math.round(took)} ms`);
  assert.ok(took < 5_000, `${took} ms`);
  const said = await alert(here).innerText();
  for (const words of ["Incoming call", "+49 40 66969120", "Nordwind Logistik GmbH", "Caller verified", "Requests"]) {
    assert.ok(said.includes(words), said);
  }
  assert.ok(await here.getByRole("searchbox").evaluate((box) => box === document.activeElement), "it takes no focus");
  await assertAccessible(here);
  await assertFits(here);

  await push({ event: "answer", callid: call, user: "Grace Okafor" });
  await until(async () => (await alert(here).count()) === 0 && (await alert(there).count()) === 0, "both alerts go");
  await push({ event: "hangup", callid: call, cause: "normalClearing" });
});

walk("an agent sees of an unproven caller's organization the outline, and everything after the call", async ({ enter }) => {
  const { push } = await connect(enter);
  const desk = await atDesk(enter);
  await desk.goto("/desk/phone");
  await assertAccessible(desk);
  await assertFits(desk);
  const call = `walk-${++calls}`;
  await push({ event: "newCall", callid: call, from: LENAS, user: "samira.haddad" });
  await desk.locator("#call-alerts .call-alert").waitFor();
  await desk.locator("#call-alerts").getByRole("link", { name: "Open call" }).click();
  await desk.getByRole("heading", { name: "+49 40 66969126" }).waitFor();
  await desk.locator("#call-state").getByText("Ringing").waitFor();
  await push({ event: "answer", callid: call, user: "samira.haddad" });
  await desk.locator("#call-state").getByText("Talking").waitFor();
  await desk.getByText("you see only the outline").waitFor();
  assert.equal(await desk.locator("#call-requests").count(), 0);
  await assertAccessible(desk);
  await assertFits(desk);

  // A note in the making outlives what is new of the call.
  await desk.getByLabel("Notes on the call").fill("Asks for the address of the new site.");
  const organization = await desk.evaluate(async () => (await fetch("/desk/queue?tab=all")).text());
  assert.ok(organization.includes("Locked for this call"));
  await push({ event: "hangup", callid: call, cause: "normalClearing" });
  await desk.locator("#call-state .badge.good").waitFor();
  assert.equal(await desk.getByText("you see only the outline").count(), 0);
  assert.equal(await desk.getByLabel("Notes on the call").inputValue(), "Asks for the address of the new site.");
  const after = await desk.evaluate(async () => (await fetch("/desk/queue?tab=all")).text());
  assert.ok(!after.includes("Locked for this call"));
});

walk("while nobody knows for whom a caller speaks everything is locked, until the agent says that it is a colleague", async ({ enter }) => {
  const { push } = await connect(enter);
  const desk = await atDesk(enter);
  await desk.goto("/desk/phone");
  await desk.waitForTimeout(500);
  const call = `walk-${++calls}`;
  await push({ event: "newCall", callid: call, from: "anonymous", user: "samira.haddad" });
  await push({ event: "answer", callid: call, user: "samira.haddad" });
  await desk.locator("#call-alerts").getByText("Caller not verified").waitFor();
  await desk.locator("#call-alerts").getByRole("link", { name: "Open call" }).click();
  await desk.getByText("Nobody knows yet for whom this caller speaks").waitFor();
  await assertAccessible(desk);
  await assertFits(desk);
  await desk.goto("/desk?q=mail");
  await desk.getByText("What is locked for your call").waitFor();
  await assertAccessible(desk);
  await assertFits(desk);
  await desk.locator("#call-alerts").getByRole("link", { name: "Open call" }).click();
  await desk.getByRole("button", { name: "Colleague, or no customer data needed" }).click();
  await desk.getByText("Internal call").waitFor();
  const queue = await desk.evaluate(async () => (await fetch("/desk/queue?tab=all")).text());
  assert.ok(!queue.includes("Locked for this call"));
  await push({ event: "hangup", callid: call, cause: "normalClearing" });
});

walk("a proven caller gets a request, and the call is part of its history", async ({ enter, width }) => {
  const { push } = await connect(enter);
  const desk = await atDesk(enter);
  await desk.goto("/desk/phone");
  await desk.waitForTimeout(500);
  const call = `walk-${++calls}`;
  await push({ event: "newCall", callid: call, from: OFFICE, user: "Samira Haddad" });
  await push({ event: "answer", callid: call, user: "Samira Haddad" });
  await desk.locator("#call-alerts").getByRole("link", { name: "Open call" }).click();
  await desk.getByRole("link", { name: "New request for the caller" }).click();
  await assertAccessible(desk);
  await assertFits(desk);
  await desk.getByLabel("For whom").selectOption({ label: "Anna Petersen" });
  await desk.getByLabel("What is the issue?").fill(`The scanner at gate 4 can't sign in (${width}).`);
  await desk.getByLabel("Subscription").selectOption({ index: 1 });
  await desk.getByRole("button", { name: "Open request" }).click();
  await desk.getByText("The request was opened for the caller.").waitFor();
  const number = await desk.locator("#call-state a").innerText();
  await push({ event: "hangup", callid: call, cause: "normalClearing" });
  await desk.goto(`/desk/cases/${number}`);
  await desk.getByText("called and talked with Samira Haddad").waitFor();
  // Two keys log a call that no telephone system told of.
  await desk.keyboard.press("c");
  assert.ok(await desk.getByLabel("Minutes").evaluate((field) => field === document.activeElement));
  await desk.keyboard.press("Enter");
  await desk.locator("#desk-history").getByText("Samira Haddad called Anna Petersen").waitFor();
  await assertAccessible(desk);
});
