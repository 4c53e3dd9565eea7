//! What is stored of an article and under which fields it is found.

use super::Analyzers;
use super::lexicon::Lexicons;
use crate::language::{Language, primary};
use crate::shelf::{self, spaced};
use crate::words::{Token, start};
use crate::{Article, Heading, Result};
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;
use tantivy::TantivyDocument;
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema};

/// Bytes of a text that are indexed; more would be no article any more.
const MAX_TEXT: usize = 512 * 1024;
/// Characters at the beginning of a text that say what it is about.
const LEAD: usize = 300;

/// Where in an article a word stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zone {
    Title,
    Headings,
    Lead,
    Text,
}

impl Zone {
    pub const ALL: [Zone; 4] = [Zone::Title, Zone::Headings, Zone::Lead, Zone::Text];

    fn name(self) -> &'static str {
        match self {
            Zone::Title => "title",
            Zone::Headings => "headings",
            Zone::Lead => "lead",
            Zone::Text => "text",
        }
    }
}

/// One language's fields: what is rare in one may be common in another.
#[derive(Debug, Clone, Copy)]
pub struct LanguageFields {
    /// The stems in each zone.
    pub zones: [Field; 4],
    /// Every word with its stem, wherever it stands: the lexicon.
    pub words: Field,
}

pub struct Fields {
    pub key: Field,
    pub article: Field,
    pub lang: Field,
    pub cloud: Field,
    pub kind: Field,
    pub service: Field,
    pub title: Field,
    pub description: Field,
    pub heading: Field,
    pub slug: Field,
    pub text: Field,
    pub path: Field,
    /// English words of the address and of the places in the article, whatever its language.
    pub english: Field,
    lengths: Field,
    helpful: Field,
    meaning: Field,
    languages: Vec<LanguageFields>,
}

/// How many words stand in each zone, in one number.
pub const LENGTHS: &str = "lengths";
/// Stands between a word and its stem.
pub const BETWEEN: char = '\u{1}';
pub const HELPFUL: &str = "helpful";
/// Its meaning: eight numbers of a vector in one.
pub const MEANING: &str = "meaning";

pub fn schema() -> Schema {
    let mut schema = Schema::builder();
    for name in ["key", "article", "lang", "kind", "service"] {
        schema.add_text_field(name, STRING | STORED);
    }
    schema.add_text_field("cloud", STRING);
    for name in ["title", "description", "heading", "slug", "text", "path"] {
        schema.add_text_field(name, STORED);
    }
    schema.add_u64_field(LENGTHS, FAST);
    schema.add_f64_field(HELPFUL, FAST);
    schema.add_u64_field(MEANING, FAST);
    schema.add_text_field("english", shelf::words(IndexRecordOption::WithFreqs));
    for language in Language::ALL {
        for zone in Zone::ALL {
            schema.add_text_field(&named(language, zone.name()), shelf::words(IndexRecordOption::WithFreqs));
        }
        schema.add_text_field(&named(language, "words"), shelf::words(IndexRecordOption::Basic));
    }
    schema.build()
}

fn named(language: Language, name: &str) -> String {
    format!("{}_{name}", language.name())
}

impl Fields {
    pub fn of(schema: &Schema) -> Result<Self> {
        let fields = |language| -> Result<LanguageFields> {
            let mut zones = [Field::from_field_id(0); 4];
            for zone in Zone::ALL {
                zones[zone as usize] = schema.get_field(&named(language, zone.name()))?;
            }
            Ok(LanguageFields { zones, words: schema.get_field(&named(language, "words"))? })
        };
        Ok(Fields {
            key: schema.get_field("key")?,
            article: schema.get_field("article")?,
            lang: schema.get_field("lang")?,
            cloud: schema.get_field("cloud")?,
            kind: schema.get_field("kind")?,
            service: schema.get_field("service")?,
            title: schema.get_field("title")?,
            description: schema.get_field("description")?,
            heading: schema.get_field("heading")?,
            slug: schema.get_field("slug")?,
            text: schema.get_field("text")?,
            path: schema.get_field("path")?,
            english: schema.get_field("english")?,
            lengths: schema.get_field(LENGTHS)?,
            helpful: schema.get_field(HELPFUL)?,
            meaning: schema.get_field(MEANING)?,
            languages: Language::ALL.into_iter().map(fields).collect::<Result<_>>()?,
        })
    }

    pub fn language(&self, language: Language) -> LanguageFields {
        self.languages[language.index()]
    }

    pub fn document(
        &self,
        edition: Article,
        analyzers: &mut Analyzers,
        lexicons: &Lexicons,
    ) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        let language = Language::of(&edition.lang);
        let fields = self.language(language);
        let text = &edition.text[..edition.text.floor_char_boundary(MAX_TEXT)];
        // A snippet says more than the title once again.
        let text = [&edition.title]
            .into_iter()
            .chain(&edition.names)
            .fold(text, |text, name| text.strip_prefix(name.as_str()).unwrap_or(text).trim_start());
        let english = english(&edition, analyzers);
        let analyzer = analyzers.of(language);
        let mut title = analyzer.tokens(&edition.title);
        for name in &edition.names {
            let known: HashSet<Arc<str>> = title.iter().map(|token| token.stem.clone()).collect();
            title.extend(analyzer.tokens(name).into_iter().filter(|token| !known.contains(&token.stem)));
        }
        let headings = edition.headings.iter().map(|heading| &heading.text);
        let headings = headings.filter(|text| **text != edition.title && !edition.names.contains(text));
        let headings: Vec<Token> =
            headings.chain(&edition.asked).flat_map(|text| analyzer.tokens(text)).collect();
        let mut lead = analyzer.tokens(&edition.description);
        lead.extend(analyzer.tokens(start(text, LEAD)));
        let text_words = analyzer.tokens(text);

        let mut words: BTreeSet<(Arc<str>, Arc<str>)> = BTreeSet::new();
        let mut lengths = 0u64;
        for (zone, found) in Zone::ALL.into_iter().zip([title, headings, lead, text_words]) {
            let count = found.iter().filter(|token| !token.gram).count().min(usize::from(u16::MAX));
            lengths |= (count as u64) << (16 * zone as u32);
            let whole = found.iter().filter(|token| !token.gram);
            words.extend(whole.map(|token| (token.word.clone(), token.stem.clone())));
            out.add_text(fields.zones[zone as usize], spaced(found.iter().map(|token| &token.stem)));
        }
        lexicons.add(language, &words);
        let words = words.iter().map(|(word, stem)| format!("{word}{BETWEEN}{stem}"));
        out.add_text(fields.words, spaced(words));
        out.add_text(self.english, spaced(english.iter()));
        out.add_u64(self.lengths, lengths);
        out.add_f64(self.helpful, f64::from(edition.helpful.clamp(-1.0, 1.0)));
        for number in packed(edition.vector.as_deref().unwrap_or_default()) {
            out.add_u64(self.meaning, number);
        }
        out.add_text(self.key, edition.key);
        out.add_text(self.article, edition.article);
        out.add_text(self.lang, primary(&edition.lang));
        out.add_text(self.kind, edition.kind);
        if let Some(service) = edition.service {
            out.add_text(self.service, service);
        }
        for cloud in edition.clouds {
            out.add_text(self.cloud, cloud);
        }
        out.add_text(self.text, text);
        out.add_text(self.title, edition.title);
        out.add_text(self.description, edition.description);
        for Heading { text, slug } in edition.headings {
            out.add_text(self.heading, text);
            out.add_text(self.slug, slug);
        }
        out.add_text(self.path, edition.path);
        out
    }
}

/// The address names an article in English in every language, and so do the places in it.
fn english(edition: &Article, analyzers: &mut Analyzers) -> Vec<String> {
    let analyzer = analyzers.of(Language::English);
    let mut stems = Vec::new();
    let is_ascii = |slug: &&str| slug.is_ascii();
    let slugs = edition.headings.iter().map(|heading| heading.slug.as_str()).filter(is_ascii);
    // What the whole is called counts twice.
    for slug in [edition.path.as_str(), edition.path.as_str()].into_iter().chain(slugs) {
        stems.extend(
            analyzer
                .tokens(&slug.replace(['-', '_', '/'], " "))
                .into_iter()
                .map(|token| token.stem.to_string()),
        );
    }
    stems
}

/// A vector in whole numbers of eight bytes.
fn packed(vector: &[i8]) -> impl Iterator<Item = u64> {
    vector.chunks(8).map(|eight| {
        let bytes = eight.iter().enumerate();
        bytes.fold(0, |number, (at, byte)| number | u64::from(byte.cast_unsigned()) << (8 * at))
    })
}
