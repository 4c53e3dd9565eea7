//! What differs between a sentence and its translation although it must not.

mod compare;
mod consistent;
mod decimal;
mod facts;
mod file;
mod glossary;
mod ignore;
mod inline;
mod links;
mod scan;
mod shape;
mod words;

use crate::Pair;
use inline::Inline;
use serde::Serialize;
use words::Words;

pub use file::{Placed, lint_file};
pub use glossary::{Glossary, GlossaryError};

/// One difference between a sentence and its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The pair's id.
    pub id: String,
    pub kind: Kind,
    /// What the source says.
    pub source: String,
    /// What the translation says instead; empty if nothing.
    pub target: String,
    /// The word that the glossary asks for.
    pub expected: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// No translation.
    Missing,
    /// The source again.
    Untranslated,
    Number,
    Time,
    /// The end of a day is 24:00, its beginning 0:00.
    Midnight,
    Date,
    /// The number or the unit of a length of time.
    Duration,
    Percent,
    Phone,
    Currency,
    Placeholder,
    Link,
    Code,
    /// How many parts are bold.
    Bold,
    /// A label before a colon is lost.
    Label,
    /// `A > B` has lost a step.
    Path,
    /// `&` is lost or has nothing to join.
    Ampersand,
    Product,
    Term,
    /// A name that is another one elsewhere in the same text.
    Inconsistent,
    /// A block of the source is not in the translation, or the other way round.
    Structure,
}

impl Kind {
    pub const ALL: [Kind; 21] = [
        Kind::Missing,
        Kind::Untranslated,
        Kind::Number,
        Kind::Time,
        Kind::Midnight,
        Kind::Date,
        Kind::Duration,
        Kind::Percent,
        Kind::Phone,
        Kind::Currency,
        Kind::Placeholder,
        Kind::Link,
        Kind::Code,
        Kind::Bold,
        Kind::Label,
        Kind::Path,
        Kind::Ampersand,
        Kind::Product,
        Kind::Term,
        Kind::Inconsistent,
        Kind::Structure,
    ];

    /// A stable name for message catalogues and for `lint-ignore`.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Missing => "missing",
            Kind::Untranslated => "untranslated",
            Kind::Number => "number",
            Kind::Time => "time",
            Kind::Midnight => "midnight",
            Kind::Date => "date",
            Kind::Duration => "duration",
            Kind::Percent => "percent",
            Kind::Phone => "phone",
            Kind::Currency => "currency",
            Kind::Placeholder => "placeholder",
            Kind::Link => "link",
            Kind::Code => "code",
            Kind::Bold => "bold",
            Kind::Label => "label",
            Kind::Path => "path",
            Kind::Ampersand => "ampersand",
            Kind::Product => "product",
            Kind::Term => "term",
            Kind::Inconsistent => "inconsistent",
            Kind::Structure => "structure",
        }
    }

    pub fn of(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.as_str() == name)
    }
}

/// What differs, in English: for those who run the lint over files.
impl std::fmt::Display for Finding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Finding { source, target, expected, .. } = self;
        match (self.kind, expected) {
            (Kind::Missing, _) => write!(f, "not translated: {source}"),
            (Kind::Untranslated, _) => write!(f, "still the source: {source}"),
            (Kind::Bold, _) => write!(f, "{source} bold parts in the source, {target} here"),
            (Kind::Inconsistent, Some(usual)) => {
                write!(f, "“{source}” is “{target}” here and “{usual}” elsewhere")
            }
            (Kind::Structure, _) if target.is_empty() => write!(f, "only in the source: {source}"),
            (Kind::Structure, _) if source.is_empty() => write!(f, "not in the source: {target}"),
            (Kind::Structure, _) => {
                write!(f, "too different to compare: {source} sentences in the source, {target} here")
            }
            (_, Some(expected)) if target.is_empty() && source == expected => {
                write!(f, "“{source}” is missing")
            }
            (_, Some(expected)) if target.is_empty() => write!(f, "“{source}” should be “{expected}”"),
            (_, Some(expected)) => write!(f, "“{source}” should be “{expected}”, not “{target}”"),
            _ if target.is_empty() => write!(f, "the source has {source}, the translation has not"),
            _ if source.is_empty() => write!(f, "the translation has {target}, the source has not"),
            _ => write!(f, "the source has {source}, the translation {target}"),
        }
    }
}

/// Compares each pair's translation (language `to`) with its source (`from`).
pub fn lint(pairs: &[Pair], from: &str, to: &str, glossary: &Glossary) -> Vec<Finding> {
    let languages = Languages { from, to, glossary };
    let seen: Vec<(Inline, Inline)> =
        pairs.iter().map(|pair| (Inline::of(&pair.source), Inline::of(&pair.target))).collect();
    let both = || pairs.iter().zip(&seen).map(|(pair, (source, target))| (pair, source, target));
    let mut findings: Vec<Finding> =
        both().flat_map(|(pair, source, target)| languages.compare(pair, source, target)).collect();
    findings.extend(consistent::compare(both().filter(|(pair, ..)| !pair.target.trim().is_empty())));
    findings
}

struct Languages<'a> {
    from: &'a str,
    to: &'a str,
    glossary: &'a Glossary,
}

impl Languages<'_> {
    fn compare(&self, pair: &Pair, source: &Inline, target: &Inline) -> Vec<Finding> {
        let mut found = Found { id: &pair.id, findings: Vec::new() };
        if pair.target.trim().is_empty() {
            if !pair.source.trim().is_empty() {
                found.add(Kind::Missing, pair.source.trim(), "");
            }
            return found.findings;
        }
        if shape::is_untranslated(source, target, self.from, self.to, self.glossary) {
            found.add(Kind::Untranslated, pair.source.trim(), pair.target.trim());
            return found.findings;
        }
        let numbers = |inline: &Inline| self.glossary.without_numbered_products(&inline.text);
        compare::facts(
            (&numbers(source), Words::of(self.from)),
            (&numbers(target), Words::of(self.to)),
            &mut found,
        );
        let placeholders = |inline: &Inline| shape::placeholders(&inline.text);
        compare::sets(Kind::Placeholder, &placeholders(source), &placeholders(target), &mut found);
        let (there, here) = (links::keys(&source.links), links::keys(&target.links));
        compare::sets_by(Kind::Link, &there, &here, &mut found, links::same);
        compare::sets(Kind::Code, &source.code, &target.code, &mut found);
        shape::compare(source, target, Words::of(self.to), &mut found);
        self.glossary.compare((&source.text, self.from), (&target.text, self.to), &mut found);
        found.findings
    }
}

/// The findings of one pair.
struct Found<'a> {
    id: &'a str,
    findings: Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, kind: Kind, source: &str, target: &str) {
        self.expecting(kind, source, target, None);
    }

    fn expecting(&mut self, kind: Kind, source: &str, target: &str, expected: Option<&String>) {
        self.findings.push(Finding {
            id: self.id.to_owned(),
            kind,
            source: source.to_owned(),
            target: target.to_owned(),
            expected: expected.cloned(),
        });
    }
}
