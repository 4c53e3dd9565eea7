//! Names of countries, languages and time zones.

use std::sync::OnceLock;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::generated::{COUNTRIES, Country, LANGUAGES, Named, ZONES};
use crate::{Lang, args};

/// Parts of one country that have support lines of their own, by ISO 3166-2 code.
#[rustfmt::skip]
static PLACES: &[Named] = &[
    ("BQ-BO", ["Bonaire", "Bonaire", "Bonaire", "Bonaire", "Bonaire", "博奈尔岛"]),
    ("BQ-SA", ["Saba", "Saba", "Saba", "Saba", "Saba", "萨巴岛"]),
    ("BQ-SE", ["Sint Eustatius", "Sint Eustatius", "Sint Eustatius", "Sint Eustatius", "Sint Eustatius", "圣尤斯特歇斯岛"]),
    ("NO-21", ["Svalbard", "Spitzbergen", "Svalbard", "Svalbard", "Spitsbergen", "斯瓦尔巴"]),
    ("NO-22", ["Jan Mayen", "Jan Mayen", "Jan Mayen", "Jan Mayen", "Jan Mayen", "扬马延"]),
    ("SH-AC", ["Ascension Island", "Ascension", "Ascension-sziget", "Ascension", "Ascension", "阿森松岛"]),
    ("SH-HL", ["St. Helena", "St. Helena", "Szent Ilona", "St. Helena", "Sint-Helena", "圣赫勒拿"]),
    ("SH-TA", ["Tristan da Cunha", "Tristan da Cunha", "Tristan da Cunha", "Tristan da Cunha", "Tristan da Cunha", "特里斯坦-达库尼亚群岛"]),
];

impl Lang {
    /// The name of a country by its ISO 3166-1 code, or of a part of one by its ISO 3166-2 code
    /// where that part has a name here ("SH-AC": Ascension Island).
    pub fn country(self, code: &str) -> Option<&'static str> {
        country_row(code)
            .map(|(_, names, _)| names)
            .or_else(|| place_row(code).map(|(_, names)| names))
            .map(|names| names[self.index()])
    }

    /// Code and name of all countries in the order of the language.
    pub fn countries(self) -> &'static [(&'static str, &'static str)] {
        static SORTED: [OnceLock<Vec<(&str, &str)>>; Lang::ALL.len()] =
            [const { OnceLock::new() }; Lang::ALL.len()];
        SORTED[self.index()].get_or_init(|| {
            let mut countries: Vec<_> =
                COUNTRIES.iter().map(|(code, names, _)| (*code, names[self.index()])).collect();
            self.collator().sort_by_key(&mut countries, |(_, name)| name);
            countries
        })
    }

    /// The name of a language by its BCP 47 tag, as in the middle of a sentence.
    pub fn language_name(self, tag: &str) -> Option<&'static str> {
        let known = |tag: &str| LANGUAGES.iter().find(|(known, _)| known.eq_ignore_ascii_case(tag));
        let tag = match tag {
            "zh-CN" => "zh-Hans",
            "no" => "nb",
            other => other,
        };
        let (_, names) = known(tag).or_else(|| known(tag.split('-').next()?))?;
        Some(names[self.index()])
    }

    /// A time zone by its IANA id, with its offset at that moment: "Berlin, UTC+1".
    pub fn zone_name(self, id: &str, at: Timestamp) -> String {
        let Ok(zone) = TimeZone::get(id) else {
            return id.to_owned();
        };
        let minutes = zone.to_offset(at).seconds() / 60;
        let (sign, hours, rest) = match minutes {
            0 => ("", 0, 0),
            1.. => ("+", minutes / 60, minutes % 60),
            _ => ("−", -minutes / 60, -minutes % 60),
        };
        let offset = match (hours, rest) {
            (0, 0) => String::new(),
            (_, 0) => format!("{sign}{hours}"),
            _ => format!("{sign}{hours}:{rest:02}"),
        };
        match self.city(id) {
            Some(city) => self.t("units-zone", &args!["city" => city, "offset" => offset]),
            None => format!("UTC{offset}"),
        }
    }

    fn city(self, id: &str) -> Option<String> {
        if let Ok(row) = ZONES.binary_search_by_key(&id, |(id, _)| id) {
            return Some(ZONES[row].1[self.index()].to_owned());
        }
        match id.rsplit_once('/') {
            None | Some(("Etc", _)) => None,
            Some((_, city)) => Some(city.replace('_', " ")),
        }
    }
}

/// Every name a country goes by, in any language: what a search for it should find.
pub fn country_search_names(code: &str) -> impl Iterator<Item = &'static str> {
    let country = country_row(code);
    let place = place_row(code);
    let names = country.map(|row| &row.1).or_else(|| place.map(|row| &row.1));
    let aliases = country.map_or(&[][..], |row| row.2);
    names.into_iter().flatten().chain(aliases).copied()
}

fn country_row(code: &str) -> Option<&'static Country> {
    let row = COUNTRIES.binary_search_by_key(&code, |(code, ..)| code).ok()?;
    Some(&COUNTRIES[row])
}

fn place_row(code: &str) -> Option<&'static Named> {
    PLACES.iter().find(|(known, _)| *known == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countries_have_their_names_in_every_language() {
        for (code, names) in [
            ("DE", ["Germany", "Deutschland", "Németország", "Tyskland", "Duitsland", "德国"]),
            ("SZ", ["Eswatini", "Eswatini", "Szváziföld", "Eswatini", "Eswatini", "斯威士兰"]),
            ("XK", ["Kosovo", "Kosovo", "Koszovó", "Kosovo", "Kosovo", "科索沃"]),
            (
                "SH-AC",
                ["Ascension Island", "Ascension", "Ascension-sziget", "Ascension", "Ascension", "阿森松岛"],
            ),
        ] {
            assert_eq!(Lang::ALL.map(|lang| lang.country(code)), names.map(Some));
        }
        assert_eq!(Lang::En.country("ZZ"), None);
        assert_eq!(Lang::En.country("de"), None);
    }

    #[test]
    fn the_tables_can_be_searched_by_code() {
        assert!(COUNTRIES.is_sorted_by_key(|row| row.0));
        assert!(ZONES.is_sorted_by_key(|row| row.0));
    }

    #[test]
    fn countries_stand_in_the_order_of_the_reader_not_of_english() {
        let place = |lang: Lang, code| {
            let mut countries = lang.countries().iter();
            countries.position(|(other, _)| *other == code).unwrap()
        };
        assert!(place(Lang::De, "AT") > place(Lang::De, "OM"), "Österreich after Oman");
        assert!(place(Lang::De, "AT") < place(Lang::De, "PK"), "Österreich before Pakistan");
        assert_eq!(Lang::Nb.countries().last(), Some(&("AX", "Åland")));
        assert_eq!(Lang::Hu.countries().len(), COUNTRIES.len());
    }

    #[test]
    fn a_country_is_found_by_all_its_names() {
        let names: Vec<_> = country_search_names("NL").collect();
        for name in ["Netherlands", "Niederlande", "Hollandia", "荷兰", "Holland"] {
            assert!(names.contains(&name), "{name}");
        }
        assert!(country_search_names("BQ-SA").any(|name| name == "Saba"));
        assert_eq!(country_search_names("??").count(), 0);
    }

    #[test]
    fn languages_have_names_in_every_language() {
        for (tag, names) in [
            ("hu", ["Hungarian", "Ungarisch", "magyar", "ungarsk", "Hongaars", "匈牙利语"]),
            (
                "zh-CN",
                [
                    "Simplified Chinese",
                    "Chinesisch (vereinfacht)",
                    "egyszerűsített kínai",
                    "forenklet kinesisk",
                    "Vereenvoudigd Chinees",
                    "简体中文",
                ],
            ),
            (
                "cmn",
                ["Mandarin Chinese", "Chinesisch (Mandarin)", "mandarin", "mandarin", "Mandarijn", "普通话"],
            ),
        ] {
            assert_eq!(Lang::ALL.map(|lang| lang.language_name(tag)), names.map(Some));
        }
        assert_eq!(Lang::En.language_name("pt-BR"), Some("Portuguese"));
        assert_eq!(Lang::En.language_name("tlh"), None);
        assert!(Lang::ALL.iter().all(|lang| lang.language_name(lang.code()).is_some()));
    }

    #[test]
    fn time_zones_are_named_by_a_city_and_their_offset_at_the_time() {
        let winter: Timestamp = "2026-01-10T12:00:00Z".parse().unwrap();
        let summer: Timestamp = "2026-07-10T12:00:00Z".parse().unwrap();
        assert_eq!(
            Lang::ALL.map(|lang| lang.zone_name("Europe/Berlin", winter)),
            [
                "Berlin, UTC+1",
                "Berlin, UTC+1",
                "Berlin, UTC+1",
                "Berlin, UTC+1",
                "Berlijn, UTC+1",
                "柏林，UTC+1",
            ]
        );
        for (id, name) in [
            ("Europe/Berlin", "Berlin, UTC+2"),
            ("Asia/Shanghai", "Peking, UTC+8"),
            ("Asia/Kolkata", "Kalkutta, UTC+5:30"),
            ("America/New_York", "New York, UTC−4"),
            ("America/St_Johns", "St. John’s, UTC−2:30"),
            ("Africa/Abidjan", "Abidjan, UTC"),
            ("UTC", "UTC"),
            ("Etc/GMT-3", "UTC+3"),
            ("Moon/Crater", "Moon/Crater"),
        ] {
            assert_eq!(Lang::De.zone_name(id, summer), name);
        }
    }
}
