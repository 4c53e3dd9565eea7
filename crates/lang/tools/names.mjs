// Writes src/generated.rs, the names of countries, languages and time zones, from CLDR:
//
//   npm install --prefix DIR cldr-core@48 cldr-localenames-full@48 cldr-dates-full@48 cldr-bcp47@48
//   node tools/names.mjs DIR > src/generated.rs

import { existsSync, readFileSync } from "node:fs";

const root = `${process.argv[2]}/node_modules`;
const read = (path) => JSON.parse(readFileSync(`${root}/${path}`, "utf8"));

const locales = ["en", "de", "hu", "nb", "nl", "zh"];
const version = read("cldr-localenames-full/package.json").version;
const displayNames = (file) =>
  locales.map((locale) => {
    const names = read(`cldr-localenames-full/main/${locale}/${file}.json`).main[locale];
    return names.localeDisplayNames[file];
  });

// Regions of CLDR that ISO 3166-1 does not assign; Kosovo (XK) stays.
const notCountries = new Set("AC CP CQ DG EA EU EZ IC QO TA UN XA XB ZZ".split(" "));

// What people type and CLDR does not list: common, short and old names.
const alsoKnownAs = JSON.parse(readFileSync(new URL("aliases.json", import.meta.url), "utf8"));

const languageTags =
  "ar cmn cs de en es fr he hu id it ja ko nb nl pl pt ru th tr yue zh zh-Hans".split(" ");
const languageNames = {
  cmn: ["Mandarin Chinese", "Chinesisch (Mandarin)", "mandarin", "mandarin", "Mandarijn", "普通话"],
  "zh-Hans": [null, null, null, null, "Vereenvoudigd Chinees", null],
};

// China's one time is known by its capital's name.
const cities = {
  "Asia/Shanghai": ["Beijing", "Peking", "Peking", "Beijing", "Peking", "北京"],
};

function complete(what, names) {
  const gap = names.findIndex((name) => !name);
  if (gap >= 0) throw new Error(`${what} has no name in ${locales[gap]}`);
  return names;
}

// Spoken on phone lines besides ours: who speaks one of them may look for a country in it.
const spokenElsewhere = "ar cs es fr he id it ja ko pl pt ru th tr zh-Hant".split(" ");

const { codeMappings } = read("cldr-core/supplemental/codeMappings.json").supplemental;

/** The names of a country in the languages that are official there, and in those of many. */
const { territoryInfo } = read("cldr-core/supplemental/territoryInfo.json").supplemental;
function otherNames(code) {
  const spoken = Object.entries(territoryInfo[code]?.languagePopulation ?? {});
  const official = spoken.filter(([, { _officialStatus }]) => _officialStatus).map(([tag]) => tag.replaceAll("_", "-"));
  return [...official, ...spokenElsewhere]
    .flatMap((tag) => [tag, `${tag}-${code}`])
    .filter((tag) => existsSync(`${root}/cldr-localenames-full/main/${tag}/territories.json`))
    .map((tag) => read(`cldr-localenames-full/main/${tag}/territories.json`).main[tag].localeDisplayNames.territories[code])
    .filter((name) => name && name !== code);
}

function countries() {
  const tables = displayNames("territories");
  const codes = Object.keys(tables[0]).filter((code) => /^[A-Z]{2}$/.test(code));
  return codes
    .filter((code) => !notCountries.has(code))
    .sort()
    .map((code) => {
      const names = complete(code, tables.map((table) => table[code]));
      const alternatives = tables.flatMap((table) =>
        Object.keys(table)
          .filter((key) => key.startsWith(`${code}-alt-`))
          .map((key) => table[key]),
      );
      const aliases = new Set([...alternatives, ...(alsoKnownAs[code] ?? []), ...otherNames(code), codeMappings[code]?._alpha3]);
      return [code, names, [...aliases].filter((alias) => alias && !names.includes(alias))];
    });
}

function languages() {
  const tables = displayNames("languages");
  return languageTags.map((tag) => {
    const names = tables.map((table, i) => languageNames[tag]?.[i] ?? table[tag]);
    return [tag, complete(tag, names)];
  });
}

function zones() {
  const continent =
    /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\//;
  const tables = locales.map((locale) => {
    const main = read(`cldr-dates-full/main/${locale}/timeZoneNames.json`).main[locale];
    return main.dates.timeZoneNames.zone;
  });
  const city = (id) => id.split("/").pop().replaceAll("_", " ");
  const exemplar = (table, id) =>
    id.split("/").reduce((node, part) => node?.[part], table)?.exemplarCity;
  const keys = Object.entries(read("cldr-bcp47/bcp47/timezone.json").keyword.u.tz);
  return keys
    .filter(([key]) => !key.startsWith("_"))
    .flatMap(([, { _alias: alias = "" }]) => {
      const ids = alias.split(" ");
      const names = cities[ids[0]] ?? tables.map((table) => exemplar(table, ids[0]) ?? city(ids[0]));
      return ids.map((id) => [id, names]);
    })
    .filter(([id, names]) => continent.test(id) && names.some((name) => name !== city(id)))
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

// Soft hyphens are advice for line breaks, not letters.
const list = (strings) => `[${strings.map((string) => JSON.stringify(string.replaceAll("\u00ad", ""))).join(", ")}]`;
const row = ([code, names, aliases]) =>
  `    (${JSON.stringify(code)}, ${list(names)}${aliases ? `, &${list(aliases)}` : ""}),`;

console.log(`//! Names from CLDR ${version}, written by tools/names.mjs; sorted by code.

/// Code and names.
pub(crate) type Named = (&'static str, [&'static str; 6]);

/// Code, names, and other names in any language.
pub(crate) type Country = (&'static str, [&'static str; 6], &'static [&'static str]);

/// By ISO 3166-1 code.
pub(crate) static COUNTRIES: &[Country] = &[
${countries().map(row).join("\n")}
];

/// By BCP 47 tag.
pub(crate) static LANGUAGES: &[Named] = &[
${languages().map(row).join("\n")}
];

/// The city of a time zone, by IANA id; left out where the id says it.
pub(crate) static ZONES: &[Named] = &[
${zones().map(row).join("\n")}
];`);
