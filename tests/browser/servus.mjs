// The demo of Servus and a browser to look at it: what the tests and the screenshots share.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";
import { chromium } from "playwright-core";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target"), "debug/servus");
const STARTS_WITHIN = 30_000;

const QUIET = [
  "--no-sandbox",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** A demo of its own on a free port, in a folder that is gone when it stops. */
export async function startDemo() {
  const folder = await mkdtemp(join(tmpdir(), "servus-"));
  const listen = `127.0.0.1:${await freePort()}`;
  const url = `http://${listen}`;
  const strange = Object.entries(process.env).filter(([name]) => !name.startsWith("SERVUS_"));
  const env = { ...Object.fromEntries(strange), SERVUS_LOG: "warn", SERVUS_MEANING: "false" };
  const program = spawn(PROGRAM, ["demo", "--listen", listen, "--data", folder], { env });
  const gone = once(program, "exit");
  let said = "";
  let complained = "";
  program.stdout.on("data", (text) => (said += text));
  program.stderr.on("data", (text) => (complained += text));

  async function stop() {
    program.kill();
    await gone;
    await rm(folder, { recursive: true, force: true });
  }

  /** A link that signs somebody in: a kind of person that the demo names ("admin, china"), or an e-mail address. */
  async function link(who) {
    const line = said.split("\n").find((line) => line.trim().startsWith(`${who} `));
    if (line) return line.match(/http\S+$/)[0];
    const setup = { ...env, SERVUS_DATA: folder, SERVUS_LISTEN: listen };
    const { stdout } = await promisify(execFile)(PROGRAM, ["link", who], { env: setup });
    return stdout.trim();
  }

  try {
    await Promise.race([ready(url), gone.then(() => Promise.reject(new Error("the demo ended")))]);
  } catch (error) {
    await stop();
    throw new Error(`${error.message}\n${complained}`);
  }
  /** What went out as mail or text message so far, as the demo shows it where it was started. */
  const told = () => said;

  return { url, link, stop, told };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

async function ready(url) {
  const until = Date.now() + STARTS_WITHIN;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`the demo was not ready within ${STARTS_WITHIN / 1000} s`);
}

export function startBrowser() {
  return chromium.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: QUIET });
}

/** Follows a sign-in link and presses its button. */
export async function signIn(page, link) {
  await page.goto(link);
  await page.locator("main form button").click();
  await page.waitForURL((url) => !url.pathname.startsWith("/link/"));
}

/** Chooses a language in the menu of the page; "nb", "zh-CN". */
export async function speak(page, language) {
  await page.locator("summary", { has: page.locator(".menu-label[lang]") }).click();
  await page.locator(`.menu-list [lang="${language}"]`).click();
  await page.locator(`html[lang="${language}"]`).waitFor({ state: "attached" });
}
