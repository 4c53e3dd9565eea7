//! Terms and product names as data.

use super::inline::CODE;
use super::scan::is_cjk;
use super::{Found, Kind};
use aho_corasick::{AhoCorasick, MatchKind};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// The words that a translation must use.
#[derive(Debug, Default)]
pub struct Glossary {
    entries: Vec<Entry>,
    /// Finds the entries in a text of a language.
    finders: HashMap<String, Finder>,
    /// Finds product names in any language, and of them those with digits.
    products: Option<AhoCorasick>,
    numbered: Option<AhoCorasick>,
}

#[derive(Debug)]
struct Finder {
    automaton: AhoCorasick,
    /// The entry of each pattern.
    entries: Vec<usize>,
}

/// A term, or a product, with its names.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    /// Names that are the same in every language; only products have them.
    #[serde(default)]
    names: Vec<String>,
    /// By language, the preferred one first. They may be the beginnings of words.
    #[serde(default)]
    say: BTreeMap<String, Vec<String>>,
    /// By language, what is not to be said for it: whole words, with `*` the beginning of one.
    #[serde(default)]
    never: BTreeMap<String, Vec<String>>,
    /// One of the names must be there; otherwise only the wrong ones are reported.
    #[serde(default)]
    must: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    term: Vec<Entry>,
    #[serde(default)]
    product: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq)]
pub struct GlossaryError(String);

impl std::fmt::Display for GlossaryError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for GlossaryError {}

impl Glossary {
    /// From TOML files with `[[term]]` and `[[product]]`.
    pub fn parse(files: &[&str]) -> Result<Glossary, GlossaryError> {
        let mut entries = Vec::new();
        for file in files {
            let file: File = toml::from_str(file).map_err(|error| GlossaryError(error.to_string()))?;
            entries.extend(file.term);
            entries.extend(file.product.into_iter().map(|entry| Entry { must: true, ..entry }));
        }
        let failed = |error: aho_corasick::BuildError| GlossaryError(error.to_string());
        let languages: BTreeSet<&String> = entries.iter().flat_map(|entry| entry.say.keys()).collect();
        let finders = languages
            .into_iter()
            .map(|language| Ok((language.clone(), Finder::of(&entries, language).map_err(failed)?)))
            .collect::<Result<HashMap<String, Finder>, GlossaryError>>()?;
        let names = || entries.iter().flat_map(|entry| &entry.names);
        let longest = || AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).clone();
        let products = longest().build(names()).map_err(failed)?;
        let numbered = longest()
            .ascii_case_insensitive(true)
            .build(names().filter(|name| name.contains(char::is_numeric)))
            .map_err(failed)?;
        Ok(Glossary { entries, finders, products: Some(products), numbered: Some(numbered) })
    }

    /// The names of a term in a language, the preferred one first: for those who write a translation.
    pub fn terms<'a>(&'a self, text: &str, from: &str, to: &'a str) -> Vec<(&'a str, &'a [String])> {
        let found = self.found(text, from).into_iter().map(|index| &self.entries[index]);
        found
            .filter_map(|entry| {
                let name = entry.names.first().or_else(|| entry.say.get(language(from))?.first())?;
                let say = entry.say.get(language(to)).unwrap_or(&entry.names);
                (!say.is_empty()).then_some((name.as_str(), say.as_slice()))
            })
            .collect()
    }

    /// The text with its product names covered, character by character.
    pub(super) fn without_products(&self, text: &str) -> String {
        covered(text, self.products.as_ref())
    }

    pub(super) fn without_numbered_products(&self, text: &str) -> String {
        covered(text, self.numbered.as_ref())
    }

    pub(super) fn compare(&self, source: (&str, &str), target: (&str, &str), found: &mut Found<'_>) {
        let (text, to) = (target.0.to_lowercase(), language(target.1));
        for index in self.found(source.0, source.1) {
            let entry = &self.entries[index];
            let say = entry.say.get(to).unwrap_or(&entry.names);
            let kind = if entry.names.is_empty() { Kind::Term } else { Kind::Product };
            let there = |name: &String| text.contains(&name.to_lowercase());
            let name = entry.names.first().or_else(|| entry.say.get(language(source.1))?.first());
            let name = name.map_or("", String::as_str);
            let wrong =
                entry.never.get(to).into_iter().flatten().find(|name| says(&text, &name.to_lowercase()));
            let right = say.iter().chain(&entry.names).any(there);
            match wrong {
                Some(wrong) => found.expecting(kind, name, wrong, say.first()),
                None if entry.must && !right && !say.is_empty() => {
                    found.expecting(kind, name, "", say.first());
                }
                None => {}
            }
        }
    }

    /// The entries that a text names.
    fn found(&self, text: &str, from: &str) -> Vec<usize> {
        let Some(finder) = self.finders.get(language(from)) else { return Vec::new() };
        let mut found: Vec<usize> = Vec::new();
        for place in finder.automaton.find_iter(text) {
            let before = text[..place.start()].chars().next_back();
            let after: String =
                text[place.end()..].chars().take_while(|c| c.is_alphabetic()).take(3).collect();
            let whole = before.is_none_or(|c| !c.is_alphanumeric())
                && (language(from) != "en" || matches!(after.as_str(), "" | "s"));
            let entry = finder.entries[place.pattern().as_usize()];
            let written = self.entries[entry].names.is_empty()
                || self.entries[entry].names.iter().any(|name| *name == text[place.range()]);
            if whole && written && !found.contains(&entry) {
                found.push(entry);
            }
        }
        found
    }
}

impl Finder {
    fn of(entries: &[Entry], language: &str) -> Result<Finder, aho_corasick::BuildError> {
        let mut names: Vec<&str> = Vec::new();
        let mut of = Vec::new();
        for (index, entry) in entries.iter().enumerate() {
            // Of a product only its name is looked for: what it is called beside may be a word like others.
            let say = entry.say.get(language).filter(|_| entry.names.is_empty());
            for name in entry.names.iter().chain(say.into_iter().flatten()) {
                names.push(name);
                of.push(index);
            }
        }
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .build(names)?;
        Ok(Finder { automaton, entries: of })
    }
}

/// Whether the text has these words, or with `*` words that begin so.
fn says(text: &str, words: &str) -> bool {
    let (words, open) = words.strip_suffix('*').map_or((words, false), |words| (words, true));
    text.match_indices(words).any(|(at, _)| {
        let joins = |c: Option<char>, end: Option<char>| {
            c.is_some_and(char::is_alphanumeric)
                && end.is_some_and(|end| end.is_alphanumeric() && !is_cjk(end))
        };
        !joins(text[..at].chars().next_back(), words.chars().next())
            && (open || !joins(text[at + words.len()..].chars().next(), words.chars().next_back()))
    })
}

fn covered(text: &str, names: Option<&AhoCorasick>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for found in names.into_iter().flat_map(|names| names.find_iter(text)) {
        out.push_str(&text[at..found.start()]);
        out.extend(text[found.range()].chars().map(|_| CODE));
        at = found.end();
    }
    out.push_str(&text[at..]);
    out
}

fn language(tag: &str) -> &str {
    match tag.split(['-', '_']).next().unwrap_or_default() {
        "no" | "nn" => "nb",
        language => language,
    }
}
