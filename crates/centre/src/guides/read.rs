//! The TOML files of one guide, with the place of everything in them.

use toml::de::{DeTable, DeValue};

use crate::policy::{File, Problem};

/// A guide as its files say it.
pub(super) struct Draft<'f> {
    pub key: String,
    pub tree: Node<'f>,
    /// The words of each language: its tag and its file.
    pub words: Vec<(String, Node<'f>)>,
}

/// A value with its place.
pub(super) struct Node<'f> {
    pub file: &'f File,
    pub at: usize,
    pub value: Value<'f>,
}

pub(super) enum Value<'f> {
    Text(String),
    List(Vec<Node<'f>>),
    /// In the order of the file.
    Table(Vec<(String, Node<'f>)>),
    Other,
}

pub(super) const TREE: &str = "guide.toml";

pub(super) fn guide<'f>(key: &str, files: &'f [File], problems: &mut Vec<Problem>) -> Option<Draft<'f>> {
    let mut tree = None;
    let mut words = Vec::new();
    for file in files {
        let (_, name) = file.name.rsplit_once('/').unwrap_or_default();
        let (table, errors) = DeTable::parse_recoverable(&file.text);
        if !errors.is_empty() {
            problems.extend(errors.iter().map(|error| Problem::of_toml(file, error, 0)));
        }
        let node = Node::of(file, 0, &DeValue::Table(table.into_inner()));
        match name.strip_suffix(".toml") {
            _ if name == TREE => tree = Some(node),
            Some(language) => words.push((language.to_owned(), node)),
            None => {}
        }
    }
    if tree.is_none() {
        let file = File { name: format!("{key}/{TREE}"), text: String::new() };
        problems.push(Problem::at(&file, 0, "a guide needs this file: it says the steps"));
    }
    Some(Draft { key: key.to_owned(), tree: tree?, words })
}

impl<'f> Node<'f> {
    fn of(file: &'f File, at: usize, value: &DeValue<'_>) -> Node<'f> {
        let value = match value {
            DeValue::String(text) => Value::Text(text.to_string()),
            DeValue::Array(entries) => {
                Value::List(entries.iter().map(|e| Node::of(file, e.span().start, e.get_ref())).collect())
            }
            DeValue::Table(table) => {
                let entry = |(key, value): (&toml::Spanned<_>, &toml::Spanned<DeValue<'_>>)| {
                    let name: &std::borrow::Cow<'_, str> = key.get_ref();
                    (name.to_string(), Node::of(file, key.span().start, value.get_ref()))
                };
                let mut entries: Vec<_> = table.iter().map(entry).collect();
                entries.sort_by_key(|(_, node)| node.at);
                Value::Table(entries)
            }
            _ => Value::Other,
        };
        Node { file, at, value }
    }

    pub fn problem(&self, message: impl Into<String>) -> Problem {
        Problem::at(self.file, self.at, message)
    }

    pub fn entries(&self) -> &[(String, Node<'f>)] {
        if let Value::Table(entries) = &self.value { entries } else { &[] }
    }

    pub fn get(&self, key: &str) -> Option<&Node<'f>> {
        self.entries().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    pub fn as_text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text.trim()) } else { None }
    }

    /// A text, or a problem; nothing if it isn't there.
    pub fn text(&self, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
        let node = self.get(key)?;
        match node.as_text() {
            Some("") => problems.push(node.problem(format!("`{key}` is empty"))),
            Some(text) => return Some(text.to_owned()),
            None => problems.push(node.problem(format!("`{key}` is a text"))),
        }
        None
    }

    /// The same of something that must be there.
    pub fn required(&self, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
        if self.get(key).is_none() {
            problems.push(self.problem(format!("`{key}` is missing")));
        }
        self.text(key, problems)
    }

    /// The texts of a list with their places; none if it isn't there.
    pub fn texts(&self, key: &str, problems: &mut Vec<Problem>) -> Vec<(&Node<'f>, &str)> {
        let Some(node) = self.get(key) else { return Vec::new() };
        let Value::List(entries) = &node.value else {
            problems.push(node.problem(format!("`{key}` is a list of texts")));
            return Vec::new();
        };
        let mut texts = Vec::new();
        for entry in entries {
            match entry.as_text().filter(|text| !text.is_empty()) {
                Some(text) => texts.push((entry, text)),
                None => problems.push(entry.problem(format!("`{key}` is a list of texts, none empty"))),
            }
        }
        texts
    }

    /// What is neither one of these nor a table, if tables are allowed, isn't known.
    pub fn only(&self, known: &[&str], with_tables: bool, problems: &mut Vec<Problem>) {
        for (key, node) in self.entries() {
            let is_table = with_tables && matches!(node.value, Value::Table(_));
            if !is_table && !known.contains(&key.as_str()) {
                problems
                    .push(node.problem(format!("`{key}` isn't known here; known are {}", known.join(", "))));
            }
        }
    }
}

/// Keys go into addresses.
pub(super) fn is_key(key: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !key.is_empty()
        && key.len() <= 60
        && key.chars().all(plain)
        && !key.starts_with('-')
        && !key.ends_with('-')
}
