// The demo's data, served over TLS, and programs that may ask.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { promisify } from "node:util";

const ROOT = resolve(import.meta.dirname, "../..");
const PROGRAM = join(resolve(ROOT, process.env.CARGO_TARGET_DIR ?? "target"), "debug/servus");
const STARTS_WITHIN = 30_000;

const strange = Object.entries(process.env).filter(([name]) => !name.startsWith("SERVUS_"));
const quiet = { ...Object.fromEntries(strange), SERVUS_LOG: "warn", SERVUS_MEANING: "false" };

/** A Servus with the demo's data on a free port, in a folder that is gone when it stops. */
export async function startServus() {
  const folder = await mkdtemp(join(tmpdir(), "servus-"));
  const port = await freePort();
  const listen = `127.0.0.1:${port}`;
  const url = `https://localhost:${port}`;
  const env = {
    ...quiet,
    SERVUS_DATA: folder,
    SERVUS_LISTEN: listen,
    SERVUS_BASE_URL: url,
    SERVUS_TLS_CERTIFICATE: process.env.SERVUS_TEST_CERTIFICATE,
    SERVUS_TLS_KEY: process.env.SERVUS_TEST_KEY,
  };
  let stop = () => rm(folder, { recursive: true, force: true });
  try {
    // The demo fills the folder; it knows no TLS.
    await (await run(["demo", "--listen", listen, "--data", folder], quiet, `http://${listen}`))();
    await promisify(execFile)("python3", [join(import.meta.dirname, "fill.py"), folder]);
    const end = await run(["serve"], env, url);
    const remove = stop;
    stop = () => end().then(remove);
  } catch (error) {
    await stop();
    throw error;
  }

  /** A token that somebody makes on the page for it. */
  async function token(who, { app = false, scopes }) {
    const { stdout } = await promisify(execFile)(PROGRAM, ["link", who], { env });
    const signedIn = await fetch(stdout.trim(), { method: "POST", redirect: "manual" });
    const cookie = signedIn.headers.getSetCookie().map((line) => line.split(";")[0]).join("; ");
    const body = new URLSearchParams({ name: "Client tests", for: app ? "app" : "me", days: "30" });
    for (const scope of scopes) body.append("scopes", scope);
    const page = await fetch(`${url}/account/tokens`, { method: "POST", headers: { cookie }, body });
    const made = (await page.text()).match(/servus[ap]_[0-9A-Za-z]{33}/);
    if (!made) throw new Error(`no token was made: ${page.status}`);
    return made[0];
  }

  return { url, token, stop: () => stop() };
}

/** Starts the program; what comes back ends it. */
async function run(args, env, url) {
  const program = spawn(PROGRAM, args, { env, stdio: ["ignore", "ignore", "pipe"] });
  const gone = once(program, "exit");
  let complained = "";
  program.stderr.on("data", (text) => (complained += text));
  const end = async () => {
    program.kill();
    await gone;
  };
  try {
    await Promise.race([ready(url), gone.then(() => Promise.reject(new Error("the program ended")))]);
  } catch (error) {
    await end();
    throw new Error(`${error.message}\n${complained}`);
  }
  return end;
}

async function ready(url) {
  const until = Date.now() + STARTS_WITHIN;
  while (Date.now() < until) {
    const answer = await fetch(`${url}/readyz`).catch(() => null);
    if (answer?.ok) return;
    await pause(50);
  }
  throw new Error(`not ready within ${STARTS_WITHIN / 1000} s`);
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}
