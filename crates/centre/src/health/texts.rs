use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Error, Result};

/// A text in the language that it was written in, and in those that people translated it into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    original: String,
    /// How often the original was written anew.
    revision: u32,
    versions: BTreeMap<String, Version>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Version {
    text: String,
    /// The revision of the original that it says the same as.
    of: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<Timestamp>,
}

/// How it stands with a text in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TextState {
    Original,
    Current,
    /// The original was changed after it was translated.
    Outdated,
    Missing,
}

impl TextState {
    pub fn code(self) -> &'static str {
        match self {
            TextState::Original => "original",
            TextState::Current => "current",
            TextState::Outdated => "outdated",
            TextState::Missing => "missing",
        }
    }
}

impl Texts {
    pub fn new(language: &str, text: impl Into<String>) -> Texts {
        let version = Version { text: text.into(), of: 1, by: None, at: None };
        Texts {
            original: language.to_owned(),
            revision: 1,
            versions: [(language.to_owned(), version)].into(),
        }
    }

    /// The same in other languages, English (or whatever comes first without it) the original.
    pub fn of(texts: &BTreeMap<String, String>) -> Texts {
        let original = texts.get_key_value("en").or_else(|| texts.iter().next());
        let Some((language, text)) = original else { return Texts::new("en", "") };
        let mut all = Texts::new(language, text.as_str());
        for (other, text) in texts.iter().filter(|(other, _)| *other != language) {
            all.translate(other, text, None);
        }
        all
    }

    pub fn with(mut self, language: &str, text: &str) -> Texts {
        self.translate(language, text, None);
        self
    }

    /// The language that it was written in.
    pub fn original(&self) -> &str {
        &self.original
    }

    /// For a reader of `language`, and the language that it is in: their own if it says what the original says, else
    /// English, else the original.
    pub fn get<'t>(&'t self, language: &'t str) -> (&'t str, &'t str) {
        let current = |language: &'t str| {
            let version = self.versions.get(language).filter(|version| version.of == self.revision)?;
            Some((version.text.as_str(), language))
        };
        let any = || current(language).or_else(|| current("en")).or_else(|| current(self.original.as_str()));
        any().unwrap_or(("", language))
    }

    pub fn text<'t>(&'t self, language: &'t str) -> &'t str {
        self.get(language).0
    }

    /// What stands there in exactly this language, be it outdated.
    pub fn exactly(&self, language: &str) -> Option<&str> {
        self.versions.get(language).map(|version| version.text.as_str())
    }

    pub fn state(&self, language: &str) -> TextState {
        match self.versions.get(language) {
            None => TextState::Missing,
            Some(_) if language == self.original => TextState::Original,
            Some(version) if version.of == self.revision => TextState::Current,
            Some(_) => TextState::Outdated,
        }
    }

    /// The languages that it exists in.
    pub fn languages(&self) -> impl Iterator<Item = &str> {
        self.versions.keys().map(String::as_str)
    }

    /// Who wrote it in this language, and when, if that is known.
    pub fn written(&self, language: &str) -> Option<(&str, Timestamp)> {
        let version = self.versions.get(language)?;
        Some((version.by.as_deref()?, version.at?))
    }

    /// Writes the original anew; translations are outdated by it. Answers whether it says something else.
    pub fn rewrite(&mut self, text: &str, by: Option<(&str, Timestamp)>) -> bool {
        if self.exactly(&self.original) == Some(text) {
            return false;
        }
        self.revision += 1;
        self.put(&self.original.clone(), text, by);
        true
    }

    /// Says who wrote the original, and when.
    pub(super) fn sign(&mut self, by: &str, at: Timestamp) {
        if let Some(version) = self.versions.get_mut(&self.original) {
            (version.by, version.at) = (Some(by.to_owned()), Some(at));
        }
    }

    /// Puts what the original says into another language. Answers whether that changed anything.
    pub fn translate(&mut self, language: &str, text: &str, by: Option<(&str, Timestamp)>) -> bool {
        let same = self.versions.get(language).is_some_and(|v| v.text == text && v.of == self.revision);
        if same || language == self.original {
            return false;
        }
        self.put(language, text, by);
        true
    }

    fn put(&mut self, language: &str, text: &str, by: Option<(&str, Timestamp)>) {
        let (by, at) = by.map(|(by, at)| (by.to_owned(), at)).unzip();
        self.versions
            .insert(language.to_owned(), Version { text: text.to_owned(), of: self.revision, by, at });
    }

    pub(super) fn parse(json: &str) -> Result<Texts> {
        serde_json::from_str(json).map_err(Error::broken)
    }

    pub(super) fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reader_gets_the_own_language_only_while_it_says_what_the_original_says() {
        let mut texts =
            Texts::new("de", "Post ist langsam").with("hu", "Lassú a levelezés").with("en", "Mail is slow");
        assert_eq!(texts.get("hu"), ("Lassú a levelezés", "hu"));
        assert_eq!(texts.get("nb"), ("Mail is slow", "en"));
        assert!(texts.rewrite("Post steht still", None));
        assert_eq!(texts.state("hu"), TextState::Outdated);
        assert_eq!(texts.get("hu"), ("Post steht still", "de"));
        assert!(texts.translate("en", "Mail stands still", None));
        assert_eq!(texts.get("hu"), ("Mail stands still", "en"));
        assert_eq!((texts.state("de"), texts.state("en")), (TextState::Original, TextState::Current));
        assert_eq!(texts.state("nl"), TextState::Missing);
        assert_eq!(Texts::parse(&texts.json()).unwrap(), texts);
    }
}
