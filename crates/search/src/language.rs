//! The languages whose words are known.

use tantivy::tokenizer;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    English,
    German,
    Hungarian,
    Norwegian,
    Dutch,
    Chinese,
    /// Folded, not stemmed.
    Other,
}

impl Language {
    pub const ALL: [Language; 7] = [
        Language::English,
        Language::German,
        Language::Hungarian,
        Language::Norwegian,
        Language::Dutch,
        Language::Chinese,
        Language::Other,
    ];

    /// From a language tag such as `nb` or `zh-CN`.
    pub fn of(tag: &str) -> Self {
        match primary(tag).as_str() {
            "en" => Language::English,
            "de" => Language::German,
            "hu" => Language::Hungarian,
            "nb" | "no" | "nn" => Language::Norwegian,
            "nl" => Language::Dutch,
            "zh" => Language::Chinese,
            _ => Language::Other,
        }
    }

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn name(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Hungarian => "hu",
            Language::Norwegian => "nb",
            Language::Dutch => "nl",
            Language::Chinese => "zh",
            Language::Other => "other",
        }
    }

    /// Whether words are written together to make new ones.
    pub fn joins_words(self) -> bool {
        matches!(self, Language::German | Language::Norwegian | Language::Dutch | Language::Hungarian)
    }

    pub fn snowball(self) -> Option<tokenizer::Language> {
        match self {
            Language::English => Some(tokenizer::Language::English),
            Language::German => Some(tokenizer::Language::German),
            Language::Hungarian => Some(tokenizer::Language::Hungarian),
            Language::Norwegian => Some(tokenizer::Language::Norwegian),
            Language::Dutch => Some(tokenizer::Language::Dutch),
            Language::Chinese | Language::Other => None,
        }
    }
}

/// The language of a tag without region and script, in lower case.
pub fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}
