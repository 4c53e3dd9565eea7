import { speak } from "./servus.mjs";
import { assertAccessible, assertFits, walk } from "./walk.mjs";

const LANGUAGES = ["en", "de", "zh-CN"];

const PUBLIC = [
  "/{lang}/worldwide/",
  "/{lang}/worldwide/get-support",
  "/{lang}/china/get-support",
  "/{lang}/germany/get-support",
  "/{lang}/worldwide/phone?country=HU",
  "/{lang}/worldwide/articles",
  "/{lang}/worldwide/articles?q=mail",
  "/{lang}/worldwide/articles?q=xyzzy",
  "/{lang}/worldwide/articles/mailbox-permissions",
  "/{lang}/worldwide/community",
  "/{lang}/worldwide/health",
  "/help",
  "/help?q=mail",
  "/sign-in",
  "/nowhere",
];
const CUSTOMER = ["/", "/requests", "/requests?q=xyzzy", "/help/contact", "/account"];
const AGENT = ["/desk", "/desk?tab=all", "/desk/record", "/desk/record?kind=follow_up&from=2001-01", "/desk/record/cases"];

const BOTH = ["wide", "phone"];

const PEOPLE = [
  { who: "anybody", widths: BOTH, pages: PUBLIC },
  { who: "an admin", widths: BOTH, as: "admin, worldwide", pages: CUSTOMER, first: ["/requests", "main .table a"] },
  { who: "an admin in China", as: "admin, china", pages: CUSTOMER, first: ["/requests", "main .table a"] },
  { who: "a partner", as: "partner, worldwide", pages: ["/requests?view=customers", "/help/contact"] },
  { who: "a user", as: "user, germany", pages: ["/", "/help/contact"] },
  { who: "an agent", widths: BOTH, as: "agent, worldwide", pages: AGENT, first: ["/desk?tab=all", ".queue a[data-row]"] },
];

/** The pages, and the first of a list: where `first` leads. */
async function* visited(page, { pages, first }, language) {
  for (const path of pages) {
    await page.goto(path.replace("{lang}", language));
    yield;
  }
  if (!first) return;
  await page.goto(first[0]);
  await page.goto(await page.locator(first[1]).first().getAttribute("href"));
  yield;
}

for (const person of PEOPLE) {
  walk(`the pages of ${person.who} keep nobody out`, async ({ enter }) => {
    const page = await enter({ as: person.as, expects: [404] });
    for await (const _ of visited(page, person, "en")) await assertAccessible(page);
  }, person.widths ?? ["phone"]);

  walk(`the pages of ${person.who} fit a phone in several languages`, async ({ enter }) => {
    const page = await enter({ as: person.as, expects: [404] });
    for (const language of LANGUAGES) {
      await page.goto("/");
      await speak(page, language);
      for await (const _ of visited(page, person, language)) await assertFits(page, `${page.url()} in ${language}`);
    }
  }, ["phone"]);
}
