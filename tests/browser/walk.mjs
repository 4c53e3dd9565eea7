// Tests that walk through the pages. Whatever a page complains of in its console fails the walk.
import assert from "node:assert/strict";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import axe from "axe-core";
import { signIn, startBrowser, startDemo } from "./servus.mjs";

const WIDTHS = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

let demo;
let browser;
before(async () => {
  const starting = startBrowser().then((started) => (browser = started));
  await Promise.all([startDemo().then((started) => (demo = started)), starting]).catch(async (error) => {
    await starting.catch(() => {});
    throw error;
  });
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The mail and text messages that went out so far. */
export const told = () => demo.told();

/**
 * Walks `steps` at each width. They get `enter`, which opens a page in a browser profile of its own:
 * `as` signs somebody in (see `link` of the demo), `expects` lists refusals (4xx) that are part of the
 * walk, the rest are options of the profile.
 */
export function walk(name, steps, widths = Object.keys(WIDTHS)) {
  for (const width of widths) {
    test(`${name} (${width})`, { timeout: 120_000 }, async (t) => {
      const problems = [];
      const profiles = [];
      const enter = async ({ as, expects = [], ...options } = {}) => {
        const profile = await browser.newContext({
          baseURL: demo.url,
          locale: "en",
          reducedMotion: "reduce",
          timezoneId: "Europe/Berlin",
          viewport: WIDTHS[width],
          ...options,
        });
        profiles.push(profile);
        // Somebody who was here before: a first page is drawn again once it knows the time zone.
        if (!options.timezoneId) await profile.addCookies([{ name: "zone", value: "Europe/Berlin", url: demo.url }]);
        profile.setDefaultTimeout(15_000);
        const page = await profile.newPage();
        listen(page, expects, problems);
        if (as) await signIn(page, await demo.link(as));
        return page;
      };
      try {
        await steps({ enter, width, isPhone: width === "phone" });
      } catch (error) {
        await tellWhatIsSeen(t, profiles);
        throw error;
      } finally {
        for (const profile of profiles) await profile.close();
      }
      assert.deepEqual(problems, []);
    });
  }
}

async function tellWhatIsSeen(t, profiles) {
  for (const page of profiles.flatMap((profile) => profile.pages())) {
    const picture = join(tmpdir(), `servus-${Date.now()}.png`);
    await page.screenshot({ path: picture }).catch(() => {});
    t.diagnostic(`${page.url()} is shown in ${picture}`);
  }
}

function listen(page, expects, problems) {
  // A request that a later one overtakes is given up, and htmx says so as if it were an error.
  const isOvertaken = (text) => /^htmx:(sendAbort|afterRequest),/.test(text);
  const isExpected = (text) =>
    isOvertaken(text) || expects.includes(Number(text.match(/responded with a status of (\d+)/)?.[1]));
  page.on("console", (message) => {
    if (message.type() === "error" && !isExpected(message.text())) problems.push(`${page.url()}: ${message.text()}`);
  });
  page.on("pageerror", (error) => problems.push(`${page.url()}: ${error.stack}`));
  page.on("response", (answer) => {
    if (answer.status() >= 500) problems.push(`${answer.url()}: ${answer.status()}`);
  });
}

/** Waits until `question` is answered with something true, and tells it. */
export async function until(question, what) {
  const end = Date.now() + 15_000;
  for (;;) {
    const answer = await question();
    if (answer) return answer;
    assert.ok(Date.now() < end, `never came true: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

/** Nothing on the page keeps somebody out; in light and in dark. */
export async function assertAccessible(page, where = page.url()) {
  // Evaluated by the debugger: the page's own security policy stays in force.
  await page.evaluate(axe.source);
  const check = async (colorScheme, options) => {
    await page.emulateMedia({ colorScheme });
    const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
    const told = violations.map(({ id, help, nodes }) => {
      const places = nodes.map((node) => `    ${node.target.join(" ")}\n      ${node.failureSummary.split("\n").at(-1).trim()}`);
      return `  ${id}: ${help}\n${places.join("\n")}`;
    });
    assert.ok(told.length === 0, `${where}, ${colorScheme}:\n${told.join("\n")}`);
  };
  await check("light", { resultTypes: ["violations"] });
  await check("dark", { runOnly: ["color-contrast", "link-in-text-block"], resultTypes: ["violations"] });
  await page.emulateMedia({ colorScheme: null });
}

/** The page fits the window; what is wide scrolls within itself. */
export async function assertFits(page, where = page.url()) {
  const tooWide = await page.evaluate(() => {
    const room = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= room) return [];
    const sticksOut = (element) => element.getBoundingClientRect().right > room + 0.5;
    return [...document.querySelectorAll("body *")].filter(sticksOut).map((e) => `${e.tagName} ${e.id} ${e.className}`);
  });
  assert.deepEqual(tooWide, [], `wider than the window: ${where}`);
}
