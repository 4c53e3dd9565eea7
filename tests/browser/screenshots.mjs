// Draws the pictures of docs/screenshots from a demo of its own: `npm run screenshots`.
import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { signIn, speak, startBrowser, startDemo } from "./servus.mjs";

const FOLDER = resolve(import.meta.dirname, "../../docs/screenshots");
const WINDOW = { width: 1280, height: 860 };
const PHONE = { width: 390, height: 844 };

const demo = await startDemo();
const browser = await startBrowser();

async function enter({ as, language, viewport = WINDOW }) {
  const profile = await browser.newContext({
    baseURL: demo.url,
    colorScheme: "light",
    locale: language,
    reducedMotion: "reduce",
    timezoneId: "Europe/Berlin",
    viewport,
  });
  const page = await profile.newPage();
  if (as) await signIn(page, await demo.link(as));
  else await page.goto("/");
  await speak(page, language);
  return page;
}

async function draw(page, name) {
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`) });
  console.log(`${name}.png`);
}

/** Opens what a link of a list leads to. */
async function open(page, list, subject) {
  await page.goto(list);
  const address = await page.getByRole("link", { name: subject }).getAttribute("href");
  await page.goto(address.split("?")[0]);
}

/** Scrolls a part of the page to the top of the window. */
const showFromTop = (page, part) =>
  page.locator(part).evaluate((element) => scrollBy(0, element.getBoundingClientRect().top - 16));

try {
  await mkdir(FOLDER, { recursive: true });

  const visitor = await enter({ language: "de" });
  await visitor.goto("/de/china/get-support");
  await showFromTop(visitor, "#severity");
  await draw(visitor, "get-support-de");

  const admin = await enter({ as: "marcus.johnson@bluebird.example", language: "en" });
  await admin.goto("/");
  await draw(admin, "start-en");
  await admin.locator("a.help-button").click();
  await admin.getByRole("dialog").getByRole("combobox").fill("forward mail to a shared mailbox");
  await admin.keyboard.press("Enter");
  await admin.locator("#help-pane-body .result").first().waitFor();
  await draw(admin, "help-pane-en");

  const anna = await enter({ as: "admin, worldwide", language: "de" });
  await anna.goto("/help/contact?q=Anhänge%20kommen%20nicht%20an");
  for (const question of ["service-impaired", "affected-many", "business-moderate"]) {
    await anna.locator(`#impact-${question}`).check();
  }
  await showFromTop(anna, "fieldset:has(#impact-business-moderate)");
  await draw(anna, "contact-form-de");

  const wang = await enter({ as: "admin, china", language: "zh-CN" });
  await open(wang, "/requests", "全公司无法收发邮件");
  await draw(wang, "request-zh-CN");

  const grace = await enter({ as: "manager, worldwide", language: "en" });
  await open(grace, "/desk?tab=all", "Nobody at any of our clinics");
  await draw(grace, "desk-en");
  await open(grace, "/desk?tab=all", "New hires do not appear");
  await draw(grace, "case-en");

  const phone = await enter({ as: "marcus.johnson@bluebird.example", language: "en", viewport: PHONE });
  await phone.goto("/");
  await draw(phone, "start-phone-en");
} finally {
  await browser.close();
  await demo.stop();
}
