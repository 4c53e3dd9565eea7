//! The TOML files of one policy as one document of sections that knows where everything stands.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use lang::Lang;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::load::Problem;
use super::text::{LANGUAGES, Text};

/// A file as it was read, with the name that problems call it by.
#[derive(Debug, Clone)]
pub(crate) struct File {
    pub name: String,
    pub text: String,
}

#[derive(Default)]
pub(super) struct Source<'f> {
    /// Files that are no policies, such as calendars.
    others: Vec<&'f File>,
    sections: BTreeMap<String, Section<'f>>,
    problems: Vec<Problem>,
}

struct Section<'f> {
    file: &'f File,
    key: std::ops::Range<usize>,
    value: Spanned<DeValue<'f>>,
    read: bool,
}

/// A value that `Source::select` found.
pub(super) struct Found<'s> {
    file: &'s File,
    at: usize,
    value: &'s DeValue<'s>,
    key: &'s str,
}

impl<'s> Found<'s> {
    pub fn text(&self) -> &'s str {
        self.value.as_str().unwrap_or_default()
    }

    pub fn key(&self) -> &'s str {
        self.key
    }

    pub fn integer(&self) -> Option<i64> {
        self.value.as_integer()?.as_str().parse().ok()
    }

    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.file, self.at, message)
    }
}

impl<'f> Source<'f> {
    /// Sections of `own` files stand instead of `common` sections of the same name.
    pub fn new(own: &'f [File], common: &'f [File]) -> Source<'f> {
        let mut source = Source::default();
        let is_policy = |file: &&File| file.name.ends_with(".toml");
        for file in own.iter().filter(is_policy) {
            source.add(file, &BTreeSet::new());
        }
        let replaced = source.sections.keys().cloned().collect();
        for file in common.iter().filter(is_policy) {
            source.add(file, &replaced);
        }
        source.others = own.iter().chain(common).filter(|file| !is_policy(file)).collect();
        source
    }

    fn add(&mut self, file: &'f File, replaced: &BTreeSet<String>) {
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        for error in &errors {
            self.problems.push(Problem::of_toml(file, error, 0));
        }
        for (key, value) in table.into_inner() {
            let at = key.span();
            let name = key.into_inner().into_owned();
            if replaced.contains(&name) {
                continue;
            }
            if let Some(other) = self.sections.get(&name) {
                let message = format!("section `{name}` stands in {} already", other.file.name);
                self.problems.push(Problem::at(file, at.start, message));
                continue;
            }
            self.sections.insert(name, Section { file, key: at, value, read: false });
        }
    }

    /// Checks that every text has all languages and no numbers of its own, and fills its placeholders: `{product}`,
    /// `{operator}`, and the plain fields that stand around the text (`{level}` inside a severity).
    pub fn complete_texts(&mut self) {
        let name_of = |section| {
            let name = self.sections.get(section)?.value.get_ref().get("name")?.clone();
            Some((section, Text::deserialize(ValueDeserializer::from(name)).ok()?))
        };
        let names: Vec<(&str, Text)> = ["product", "operator"].into_iter().filter_map(name_of).collect();
        for (name, section) in &mut self.sections {
            let mut texts = Texts { file: section.file, names: &names, problems: &mut self.problems };
            texts.visit(name, &mut section.value, &mut Vec::new());
        }
    }

    pub fn required<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        if !self.sections.contains_key(name) {
            self.problems.push(Problem::of_policy(format!("section `{name}` is missing")));
        }
        self.optional(name)
    }

    pub fn optional<T: DeserializeOwned>(&mut self, name: &str) -> Option<T> {
        let section = self.sections.get_mut(name)?;
        section.read = true;
        read(section.file, section.value.clone(), &mut self.problems)
    }

    /// The entries of a list; each broken one is a problem of its own.
    pub fn list<T: DeserializeOwned>(&mut self, name: &str) -> Vec<T> {
        let Some(section) = self.sections.get_mut(name) else {
            self.problems.push(Problem::of_policy(format!("section `{name}` is missing")));
            return Vec::new();
        };
        section.read = true;
        let file = section.file;
        match section.value.get_ref().as_array() {
            Some(entries) => {
                entries.iter().filter_map(|entry| read(file, entry.clone(), &mut self.problems)).collect()
            }
            None => {
                let at = section.value.span().start;
                self.problems.push(Problem::at(file, at, format!("`{name}` is a list: [[{name}]]")));
                Vec::new()
            }
        }
    }

    /// The same where the whole list may be absent.
    pub fn list_if_any<T: DeserializeOwned>(&mut self, name: &str) -> Vec<T> {
        if self.sections.contains_key(name) { self.list(name) } else { Vec::new() }
    }

    /// The entries of a table of tables, with their keys.
    pub fn named<T: DeserializeOwned>(&mut self, name: &str) -> Vec<(String, T)> {
        let Some(section) = self.sections.get_mut(name) else {
            return Vec::new();
        };
        section.read = true;
        let file = section.file;
        let table = section.value.get_ref().as_table();
        let entries = table.into_iter().flat_map(|table| table.iter());
        let read = |(key, value): (&Spanned<Cow<'f, str>>, &Spanned<DeValue<'f>>)| {
            let entry = read(file, value.clone(), &mut self.problems)?;
            Some((key.get_ref().to_string(), entry))
        };
        entries.filter_map(read).collect()
    }

    /// Every value on a path such as `categories.*.channels.*.calendar`; `*` is each entry of a list or table.
    pub fn select(&self, path: &str) -> Vec<Found<'_>> {
        let (name, rest) = path.split_once('.').unwrap_or((path, ""));
        let Some((key, section)) = self.sections.get_key_value(name) else {
            return Vec::new();
        };
        let (at, value) = (section.value.span().start, section.value.get_ref());
        let mut found = vec![Found { file: section.file, at, value, key }];
        for step in rest.split('.').filter(|step| !step.is_empty()) {
            found = found.iter().flat_map(|f| f.inside(step)).collect();
        }
        found
    }

    /// The file of this name in the folder of the file that `found` stands in.
    pub fn beside(&self, found: &Found<'_>, name: &str) -> Option<&'f File> {
        let folder = found.file.name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let is_it = |file: &&&File| file.name.rsplit_once('/') == Some((folder, name));
        self.others.iter().find(is_it).copied()
    }

    pub fn note(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub fn origins(&self) -> Origins {
        const DEEP: u8 = 2;
        let mut origins = Origins::default();
        for (name, section) in &self.sections {
            let text = &section.file.text;
            let starts = text.match_indices('\n').map(|(at, _)| at + 1);
            let lines: Vec<usize> = std::iter::once(0).chain(starts).collect();
            let file = section.file.name.as_str().into();
            origins.add(name.clone(), &file, &lines, section.key.start, section.value.get_ref(), DEEP);
        }
        origins
    }

    /// All problems; sections that nobody read are among them.
    pub fn into_problems(mut self) -> Vec<Problem> {
        for (name, section) in self.sections.iter().filter(|(_, section)| !section.read) {
            let message = format!("a policy has no section `{name}`");
            self.problems.push(Problem::at(section.file, section.key.start, message));
        }
        self.problems
    }
}

/// Where the parts of a policy stand, by paths such as `severities.A.first_response`.
#[derive(Debug, Default)]
pub(super) struct Origins(BTreeMap<String, (Arc<str>, usize)>);

impl Origins {
    /// The file and line of a path, or of the part that it would be in.
    pub fn find(&self, path: &str) -> Option<(String, usize)> {
        let mut path = path;
        loop {
            if let Some((file, line)) = self.0.get(path) {
                return Some((file.to_string(), *line));
            }
            path = path.rsplit_once('.')?.0;
        }
    }

    fn add(
        &mut self,
        path: String,
        file: &Arc<str>,
        lines: &[usize],
        at: usize,
        value: &DeValue<'_>,
        deep: u8,
    ) {
        let entry = |step: &str| format!("{path}.{step}");
        match value {
            DeValue::Array(entries) if deep > 0 => {
                for value in entries.iter() {
                    let Some(name) = name_of(value.get_ref()) else { continue };
                    self.add(entry(name), file, lines, value.span().start, value.get_ref(), deep - 1);
                }
            }
            DeValue::Table(table) if deep > 0 => {
                for (key, value) in table.iter() {
                    let at = key.span().start;
                    self.add(entry(key.get_ref()), file, lines, at, value.get_ref(), deep - 1);
                }
            }
            _ => {}
        }
        self.0.insert(path, (file.clone(), lines.partition_point(|start| *start <= at)));
    }
}

/// What the entry of a list is called.
fn name_of<'v>(value: &'v DeValue<'_>) -> Option<&'v str> {
    let table = value.as_table()?;
    let names = ["id", "level", "slug"].into_iter();
    names.filter_map(|field| table.get(field)?.get_ref().as_str()).next()
}

impl<'s> Found<'s> {
    /// The entry called `step`, or every entry for `*`.
    pub fn inside(&self, step: &str) -> Vec<Found<'s>> {
        let entry =
            |at: usize, key: &'s str, value: &'s DeValue<'s>| Found { file: self.file, at, value, key };
        match self.value {
            DeValue::Array(entries) if step == "*" => {
                entries.iter().map(|v| entry(v.span().start, self.key, v.get_ref())).collect()
            }
            DeValue::Table(table) => table
                .iter()
                .filter(|(key, _)| step == "*" || key.get_ref() == step)
                .map(|(key, v)| {
                    let at = if step == "*" { key.span().start } else { v.span().start };
                    entry(at, key.get_ref(), v.get_ref())
                })
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn read<T: DeserializeOwned>(
    file: &File,
    value: Spanned<DeValue<'_>>,
    problems: &mut Vec<Problem>,
) -> Option<T> {
    let at = value.span().start;
    T::deserialize(ValueDeserializer::from(value))
        .map_err(|error| problems.push(Problem::of_toml(file, &error, at)))
        .ok()
}

struct Texts<'a> {
    file: &'a File,
    names: &'a [(&'a str, Text)],
    problems: &'a mut Vec<Problem>,
}

impl Texts<'_> {
    fn visit(&mut self, key: &str, value: &mut Spanned<DeValue<'_>>, around: &mut Vec<(String, String)>) {
        let span = value.span();
        match value.get_mut() {
            DeValue::Array(entries) => {
                for entry in entries.iter_mut() {
                    self.visit(key, entry, around);
                }
            }
            DeValue::Table(table) if is_text(table) => self.complete(key, span.start, table, around),
            DeValue::Table(table) => {
                let outside = around.len();
                for (key, value) in table.iter() {
                    let plain = match value.get_ref() {
                        DeValue::String(text) => text.to_string(),
                        DeValue::Integer(number) => number.as_str().to_owned(),
                        _ => continue,
                    };
                    around.push((key.get_ref().to_string(), plain));
                }
                for (key, value) in table.iter_mut() {
                    let key = key.get_ref().to_string();
                    self.visit(&key, value, around);
                }
                around.truncate(outside);
            }
            _ => {}
        }
    }

    fn complete(&mut self, key: &str, at: usize, table: &mut DeTable<'_>, around: &[(String, String)]) {
        let missing: Vec<&str> = LANGUAGES.into_iter().filter(|l| !table.contains_key(*l)).collect();
        if !missing.is_empty() {
            let message = format!("`{key}` is missing in {}", missing.join(", "));
            self.problems.push(Problem::at(self.file, at, message));
        }
        for (language, value) in table.iter_mut() {
            let at = value.span().start;
            let language = language.get_ref().to_string();
            let DeValue::String(text) = value.get_mut() else {
                continue;
            };
            if text.trim().is_empty() {
                self.problems.push(Problem::at(self.file, at, format!("`{key}` is empty in {language}")));
            }
            if key != "name" && text.contains(|c: char| c.is_numeric()) {
                let message = format!(
                    "a number in the {language} text of `{key}`: numbers are fields, texts name them as {{field}}"
                );
                self.problems.push(Problem::at(self.file, at, message));
            }
            match fill(text, &language, self.names, around) {
                Ok(None) => {}
                Ok(Some(filled)) => *text = Cow::Owned(filled),
                Err(unknown) => {
                    let message = format!("nothing around `{key}` is called {{{unknown}}}");
                    self.problems.push(Problem::at(self.file, at, message));
                }
            }
        }
    }
}

fn is_text(table: &DeTable<'_>) -> bool {
    table.iter().any(|(key, value)| LANGUAGES.contains(&key.get_ref().as_ref()) && value.get_ref().is_str())
}

/// The text with its placeholders filled, `None` if it has none, or the placeholder that nothing fits.
fn fill(
    text: &str,
    language: &str,
    names: &[(&str, Text)],
    around: &[(String, String)],
) -> Result<Option<String>, String> {
    if !text.contains('{') {
        return Ok(None);
    }
    let lang = Lang::parse(language).unwrap_or_default();
    let mut filled = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let (placeholder, after) = after.split_once('}').ok_or_else(|| after.to_owned())?;
        let nearest = around.iter().rev().find(|(name, _)| name == placeholder);
        let named = || names.iter().find(|(name, _)| *name == placeholder);
        lang.append(&mut filled, before);
        let value = match nearest {
            Some((_, value)) => value,
            None => named().ok_or_else(|| placeholder.to_owned())?.1.get(language),
        };
        lang.append(&mut filled, value);
        rest = after;
    }
    lang.append(&mut filled, rest);
    Ok(Some(filled))
}
