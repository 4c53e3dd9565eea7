//! The countries and regions that somebody may call from, and finding one under any of its names.

use std::collections::BTreeSet;
use std::sync::OnceLock;

use lang::Lang;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumber, Region};

use super::phone::Place;
use super::{LANGUAGES, Policy};

/// A country or region as an entry of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// In addresses: the slug of its place, or its ISO code in small letters.
    pub value: String,
    pub name: String,
    /// Whether the directory knows it; if not, it gets the fallback line.
    pub is_listed: bool,
}

/// What was found, the likeliest first.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Found<'p> {
    pub choices: Vec<&'p Choice>,
    /// The first is what was asked for, by its full name or code.
    pub is_certain: bool,
}

/// All choices for the readers of each language, in their order; made when somebody first asks.
#[derive(Debug, Default)]
pub(super) struct Choices([OnceLock<Vec<Entry>>; Lang::ALL.len()]);

#[derive(Debug)]
struct Entry {
    choice: Choice,
    /// Folded.
    own: String,
    /// In other languages, old ones, codes: folded.
    others: Vec<String>,
    /// All of them without blanks, a line for each.
    within: String,
    calling_code: Option<i32>,
    code: String,
}

impl Place {
    /// As readers of a language call it.
    pub fn name_in(&self, lang: Lang) -> &str {
        let named = self.name.as_ref().map(|name| name.get(lang.code()));
        let known = || self.iso2.as_deref().and_then(|code| lang.country(code));
        named.or_else(known).unwrap_or(&self.english_name)
    }
}

impl Policy {
    /// Every country and region that has a line or is told that it has none, in the order of the language.
    pub fn choices(&self, lang: Lang) -> impl Iterator<Item = &Choice> {
        self.entries(lang).iter().map(|entry| &entry.choice).filter(|choice| choice.is_listed)
    }

    /// The country or region that an address names: by a choice's value or an ISO code.
    pub fn choice(&self, lang: Lang, value: &str) -> Option<&Choice> {
        let entries = self.entries(lang);
        let by_value = entries.iter().find(|entry| entry.choice.value == value);
        let is_code = |entry: &&Entry| entry.code.eq_ignore_ascii_case(value);
        by_value.or_else(|| entries.iter().find(is_code)).map(|entry| &entry.choice)
    }

    /// The countries and regions that somebody may mean who types this: a name in any language, an old or a common
    /// one, a code, the beginning of a phone number. Slips of a letter are forgiven where nothing else fits.
    pub fn find_places(&self, lang: Lang, typed: &str) -> Found<'_> {
        let entries = self.entries(lang);
        let (ranked, certain) = match dialled(typed) {
            Some(digits) => (by_number(entries, &digits), CERTAIN),
            None => {
                let typed = fold(typed);
                let is_code = typed.is_ascii() && typed.len() <= LONGEST_CODE;
                let ranked = by_name(entries, &typed);
                // Congo is a name of one in some language, and here the beginning of two.
                let several = !is_code && ranked.iter().any(|(rank, _)| *rank == CERTAIN + 1);
                (ranked, if several { 0 } else { CERTAIN })
            }
        };
        let mut sure = ranked.iter().filter(|(rank, _)| *rank <= certain);
        let is_certain = sure.next().is_some() && sure.next().is_none();
        Found { choices: ranked.into_iter().map(|(_, entry)| &entry.choice).collect(), is_certain }
    }

    fn entries(&self, lang: Lang) -> &[Entry] {
        self.choices.0[lang as usize].get_or_init(|| {
            let mut entries = Vec::new();
            let mut listed = BTreeSet::new();
            for place in &self.places {
                if let Some(code) = &place.iso2 {
                    listed.insert(code.as_str());
                    entries.push(Entry::of_place(lang, place, code));
                }
                for code in &place.covers {
                    listed.insert(code);
                    entries.push(Entry::of_country(lang, code, true));
                }
            }
            let others = lang.countries().iter().filter(|(code, _)| !listed.contains(code));
            entries.extend(others.map(|(code, _)| Entry::of_country(lang, code, false)));
            lang.collator().sort_by_key(&mut entries, |entry| &entry.choice.name);
            entries
        })
    }
}

impl Entry {
    fn of_place(lang: Lang, place: &Place, code: &str) -> Entry {
        let name = place.name_in(lang).to_owned();
        let choice = Choice { value: place.slug.clone(), name, is_listed: true };
        // A part of a country isn't called like the whole of it.
        match &place.name {
            Some(text) if lang.country(code) != Some(&choice.name) => {
                Entry::new(choice, code, LANGUAGES.iter().map(|tag| text.get(tag)))
            }
            _ => Entry::new(choice, code, lang::country_search_names(code)),
        }
    }

    fn of_country(lang: Lang, code: &str, is_listed: bool) -> Entry {
        let name = lang.country(code).unwrap_or(code).to_owned();
        let choice = Choice { value: code.to_lowercase(), name, is_listed };
        Entry::new(choice, code, lang::country_search_names(code))
    }

    fn new<'n>(choice: Choice, code: &str, names: impl Iterator<Item = &'n str>) -> Entry {
        let own = fold(&choice.name);
        let mut others: BTreeSet<String> =
            names.flat_map(|name| [fold(name), fold(&spelled_out(name))]).collect();
        others.insert(fold(code));
        others.remove(&own);
        let region = code.parse::<Region>().ok();
        let squeezed = |name: &String| name.replace(' ', "");
        let within: Vec<String> = [&own].into_iter().chain(&others).map(squeezed).collect();
        Entry {
            choice,
            within: within.join("\n"),
            own,
            others: others.into_iter().collect(),
            calling_code: region.and_then(|region| PHONE_NUMBER_UTIL.get_country_code_for_region(region)),
            code: code.to_owned(),
        }
    }

    /// How well it fits; the less, the better.
    fn rank(&self, typed: &str) -> Option<u8> {
        // Most names don't have it anywhere, with blanks or without.
        let squeezed = typed.replace(' ', "");
        if !self.within.contains(&squeezed) {
            return None;
        }
        if self.own == typed {
            return Some(0);
        }
        if self.others.iter().any(|name| name == typed) {
            return Some(CERTAIN);
        }
        let begins = |name: &str| name.starts_with(typed);
        let has_word = |name: &str| name.match_indices(' ').any(|(at, _)| name[at + 1..].starts_with(typed));
        let tests: [&dyn Fn(&str) -> bool; 2] = [&begins, &has_word];
        for (rank, fits) in (CERTAIN + 1..).step_by(2).zip(tests) {
            if fits(&self.own) {
                return Some(rank);
            }
            if self.others.iter().any(|name| fits(name)) {
                return Some(rank + 1);
            }
        }
        // Words that are written together, or apart, and what stands within a word.
        let is_telling = squeezed.chars().count() >= 3 || !squeezed.is_ascii();
        is_telling.then_some(CERTAIN + 5)
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.own).chain(&self.others).map(String::as_str)
    }
}

/// Up to this rank it is what was typed, and no guess.
const CERTAIN: u8 = 1;

/// Of letters that stand for a country.
const LONGEST_CODE: usize = 3;

type Ranked<'e> = Vec<(u8, &'e Entry)>;

fn by_name<'e>(entries: &'e [Entry], typed: &str) -> Ranked<'e> {
    if typed.is_empty() {
        return Vec::new();
    }
    let mut ranked: Ranked = entries.iter().filter_map(|entry| Some((entry.rank(typed)?, entry))).collect();
    if ranked.is_empty() {
        let slips = match typed.chars().count() {
            0..5 => 0,
            5..9 => 1,
            _ => 2,
        };
        let near = |entry: &&Entry| entry.names().any(|name| is_near(name, typed, slips));
        ranked = entries.iter().filter(near).map(|entry| (u8::MAX, entry)).collect();
    }
    ranked.sort_by_key(|(rank, entry)| (*rank, !entry.choice.is_listed));
    ranked
}

/// The digits after the international prefix, if what was typed is the beginning of a phone number.
fn dialled(typed: &str) -> Option<String> {
    let is_number = |c: char| c.is_ascii_digit() || " +()-/.".contains(c);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    if digits.is_empty() || !typed.chars().all(is_number) {
        return None;
    }
    let prefixes = ["011", "00"];
    let rest = prefixes.iter().find_map(|prefix| digits.strip_prefix(prefix));
    Some(rest.unwrap_or(&digits).to_owned())
}

fn by_number<'e>(entries: &'e [Entry], digits: &str) -> Ranked<'e> {
    let region = region_of(digits);
    let rank = |entry: &Entry| {
        let calling_code = entry.calling_code?.to_string();
        if digits.starts_with(&calling_code) {
            let is_it = region.as_ref() == Some(&entry.code);
            return Some(if is_it { 0 } else { CERTAIN + 1 });
        }
        // Somebody is still typing.
        (!digits.is_empty() && calling_code.starts_with(digits)).then_some(CERTAIN + 2)
    };
    let mut ranked: Ranked = entries.iter().filter_map(|entry| Some((rank(entry)?, entry))).collect();
    ranked.sort_by_key(|(rank, entry)| (*rank, !entry.choice.is_listed));
    ranked
}

/// The country that a number belongs to which begins like this; several share a calling code.
fn region_of(digits: &str) -> Option<String> {
    let known = |length: &usize| digits.is_char_boundary(*length) && *length <= digits.len();
    let (code, main) = (1..=3).filter(known).find_map(|length| {
        let code = digits[..length].parse().ok()?;
        Some((length, PHONE_NUMBER_UTIL.get_region_for_country_code(code)?))
    })?;
    // Enough digits say more than the calling code: an area that is a country of its own.
    const AREA: usize = 3;
    const WHOLE: usize = 10;
    let rest = &digits[code..];
    let area = (rest.len() >= AREA).then(|| format!("+{}{rest:2<WHOLE$}", &digits[..code]));
    let by_area = area.and_then(|number| PhoneNumber::parse(&number, None).ok()?.get_region_code());
    Some(by_area.unwrap_or(main).to_string())
}

/// Without case, accents, punctuation and articles.
fn fold(name: &str) -> String {
    let apart = name.replace(['-', '–', '/', '&', '(', ')', ','], " ");
    let joined = apart.replace(['.', '\'', '’', '‘', '`'], "");
    let folded = search::fold(&joined);
    let words = folded.split_whitespace().filter(|word| !["the", "and", "und", "of"].contains(word));
    words.collect::<Vec<_>>().join(" ")
}

/// As it is typed where keys for its letters are missing: Oesterreich, Aaland.
fn spelled_out(name: &str) -> String {
    let pairs = [
        ('ä', "ae"),
        ('ö', "oe"),
        ('ü', "ue"),
        ('Ä', "Ae"),
        ('Ö', "Oe"),
        ('Ü', "Ue"),
        ('å', "aa"),
        ('Å', "Aa"),
    ];
    pairs.iter().fold(name.to_owned(), |name, (letter, spelled)| name.replace(*letter, spelled))
}

/// Whether so few letters are missing, too many, wrong or swapped.
fn is_near(name: &str, typed: &str, slips: usize) -> bool {
    let (a, b): (Vec<char>, Vec<char>) = (name.chars().collect(), typed.chars().collect());
    if slips == 0 || a.len().abs_diff(b.len()) > slips {
        return false;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let wrong = usize::from(a[i - 1] != b[j - 1]);
            let mut least = (last[j - 1] + wrong).min(last[j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(before[j - 2] + 1);
            }
            row.push(least);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()] <= slips
}

#[cfg(test)]
mod tests {
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::policy::Policies;

    fn policies() -> &'static Policies {
        static SHIPPED: LazyLock<Policies> = LazyLock::new(|| Policies::load(None).expect("policies"));
        &SHIPPED
    }

    fn found(policies: &Policies, lang: Lang, typed: &str) -> (Vec<String>, bool) {
        let found = policies.cloud("worldwide").expect("a cloud").find_places(lang, typed);
        (found.choices.iter().map(|choice| choice.value.clone()).collect(), found.is_certain)
    }

    #[test]
    fn a_country_is_found_under_any_of_its_names() {
        let policies = policies();
        for (typed, value) in [
            ("Holland", "netherlands"),
            ("Pays-Bas", "netherlands"),
            ("UK", "united-kingdom"),
            ("u.k.", "united-kingdom"),
            ("England", "united-kingdom"),
            ("Great Britain", "united-kingdom"),
            ("USA", "united-states"),
            ("the United States of America", "united-states"),
            ("Elfenbeinküste", "cote-divoire"),
            ("cote divoire", "cote-divoire"),
            ("Ivory Coast", "cote-divoire"),
            ("中国", "china-prc"),
            ("中华人民共和国", "china-prc"),
            ("德国", "germany"),
            ("Deutschland", "germany"),
            ("Németország", "germany"),
            ("nemetorszag", "germany"),
            ("DE", "germany"),
            ("deu", "germany"),
            ("Suomi", "finland"),
            ("Ελλάδα", "greece"),
            ("日本", "japan"),
            ("Россия", "russia"),
            ("مصر", "egypt"),
            ("Burma", "myanmar"),
            ("Swaziland", "swaziland"),
            ("Cape Verde", "cape-verde"),
            ("Türkei", "turkey"),
            ("Oesterreich", "austria"),
            ("Österreich", "austria"),
            ("bosnia und herzegovina", "bosnia-and-herzegovina"),
            ("Kosovë", "kosovo"),
            ("  nepál ", "nepal"),
        ] {
            for lang in Lang::ALL {
                let (values, is_certain) = found(policies, lang, typed);
                assert_eq!(values.first().map(String::as_str), Some(value), "{typed} in {lang}");
                assert!(is_certain, "{typed} in {lang}: {values:?}");
            }
        }
    }

    #[test]
    fn a_dial_code_finds_its_country_and_then_those_that_share_it() {
        let policies = policies();
        for (typed, value) in [
            ("0049", "germany"),
            ("+49", "germany"),
            ("+49 69 380 789 508", "germany"),
            ("00 86", "china-prc"),
            ("+1", "united-states"),
            ("+1 876", "jamaica"),
            ("+1 (416) 5", "canada"),
            ("+7", "russia"),
            ("+44 1534", "jersey"),
            ("+977", "nepal"),
        ] {
            let (values, is_certain) = found(policies, Lang::De, typed);
            assert_eq!(values.first().map(String::as_str), Some(value), "{typed}");
            assert!(is_certain, "{typed}: {values:?}");
        }
        let (values, is_certain) = found(policies, Lang::En, "+4");
        assert!(!is_certain && values.contains(&"germany".to_owned()), "{values:?}");
        assert!(found(policies, Lang::En, "+1").0.contains(&"bahamas".to_owned()));
        assert_eq!(found(policies, Lang::En, "+999").0, Vec::<String>::new());
    }

    #[test]
    fn what_is_typed_so_far_shows_what_may_be_meant_in_the_readers_own_language_first() {
        let policies = policies();
        let (values, is_certain) = found(policies, Lang::De, "nieder");
        assert_eq!((values[0].as_str(), is_certain), ("netherlands", false));
        let (values, is_certain) = found(policies, Lang::En, "Congo");
        assert_eq!(values[..2], ["congo", "congo-drc"].map(str::to_owned), "{values:?}");
        assert!(!is_certain);
        let (values, _) = found(policies, Lang::Zh, "岛");
        assert!(values.len() > 20, "{values:?}");
        assert_eq!(found(policies, Lang::De, "Germny").0, ["germany"]);
        assert_eq!(found(policies, Lang::En, "Lichtenstien").0, ["liechtenstein"]);
        assert_eq!(found(policies, Lang::En, "Atlantis of the deep").0, Vec::<String>::new());
        assert_eq!(found(policies, Lang::En, "Bonaire").0[0], "bonaire");
    }

    #[test]
    fn a_country_without_an_entry_is_found_as_such() {
        let policies = policies();
        let worldwide = policies.cloud("worldwide").expect("a cloud");
        let cuba = worldwide.find_places(Lang::Hu, "Cuba");
        assert!(cuba.is_certain && !cuba.choices[0].is_listed);
        assert_eq!(cuba.choices[0].name, "Kuba");
        let germany = policies.cloud("germany").expect("a cloud");
        assert!(germany.find_places(Lang::Nl, "Oostenrijk").choices[0].is_listed);
        assert!(!germany.find_places(Lang::Nl, "日本").choices[0].is_listed);
    }

    #[test]
    fn every_name_of_every_country_finds_it() {
        let policies = policies();
        let worldwide = policies.cloud("worldwide").expect("a cloud");
        for lang in Lang::ALL {
            for choice in worldwide.choices(lang) {
                let found = worldwide.find_places(Lang::Nb, &choice.name);
                let is_found = found.choices.iter().any(|found| found.value == choice.value);
                assert!(is_found, "{} in {lang}", choice.name);
            }
        }
    }

    proptest! {
        #[test]
        fn anything_may_be_typed(typed in any::<String>(), lang in 0..Lang::ALL.len()) {
            let policies = policies();
            for policy in policies.iter() {
                let found = policy.find_places(Lang::ALL[lang], &typed);
                prop_assert!(!found.is_certain || !found.choices.is_empty());
            }
        }
    }
}
