//! What is stored of a document and under which fields it is found.

use crate::articles::Analyzers;
use crate::cases::case_words;
use crate::words::{Language, Token, fold, primary};
use crate::{Article, Doc, Heading, Result};
use tantivy::TantivyDocument;
use tantivy::schema::{
    FAST, Field, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};
use tantivy::tokenizer::PreTokenizedString;

/// Bytes of a text that are indexed; more would be no article any more.
const MAX_TEXT: usize = 512 * 1024;

/// Where in an article a word stands.
#[derive(Debug, Clone, Copy)]
pub enum Zone {
    Title,
    Headings,
    Text,
}

impl Zone {
    pub const ALL: [Zone; 3] = [Zone::Title, Zone::Headings, Zone::Text];

    fn name(self) -> &'static str {
        match self {
            Zone::Title => "title",
            Zone::Headings => "headings",
            Zone::Text => "text",
        }
    }
}

#[derive(Debug, Clone, Copy)]
pub struct ZoneFields {
    pub words: Field,
    pub stems: Field,
}

pub struct Fields {
    pub key: Field,
    pub article: Field,
    /// Only articles have one.
    pub lang: Field,
    pub cloud: Field,
    pub title: Field,
    pub description: Field,
    pub heading: Field,
    pub slug: Field,
    pub text: Field,
    pub path: Field,
    pub scope: Field,
    pub number: Field,
    pub case_words: Field,
    case_at: Field,
    /// By language and zone: what is rare in one language may be common in another.
    zones: Vec<[ZoneFields; 3]>,
}

/// The case field that orders them.
pub const CASE_AT: &str = "case_at";

pub fn schema() -> Schema {
    let mut schema = Schema::builder();
    for name in ["key", "article", "lang"] {
        schema.add_text_field(name, STRING | STORED);
    }
    for name in ["cloud", "case_scope", "case_number"] {
        schema.add_text_field(name, STRING);
    }
    for name in ["title", "description", "heading", "slug", "text", "path"] {
        schema.add_text_field(name, STORED);
    }
    schema.add_i64_field(CASE_AT, FAST);
    schema.add_text_field("case_words", tokens(IndexRecordOption::Basic));
    for language in Language::ALL {
        for zone in Zone::ALL {
            for kind in ["words", "stems"] {
                schema
                    .add_text_field(&zone_field(language, zone, kind), tokens(IndexRecordOption::WithFreqs));
            }
        }
    }
    schema.build()
}

fn tokens(record: IndexRecordOption) -> TextOptions {
    // The tokens come ready-made; the name only has to be a known one.
    TextOptions::default()
        .set_indexing_options(TextFieldIndexing::default().set_tokenizer("raw").set_index_option(record))
}

fn zone_field(language: Language, zone: Zone, kind: &str) -> String {
    format!("{}_{}_{kind}", language.name(), zone.name())
}

impl Fields {
    pub fn of(schema: &Schema) -> Result<Self> {
        let zone = |language, zone| -> Result<ZoneFields> {
            Ok(ZoneFields {
                words: schema.get_field(&zone_field(language, zone, "words"))?,
                stems: schema.get_field(&zone_field(language, zone, "stems"))?,
            })
        };
        let zones = Language::ALL
            .into_iter()
            .map(|l| Ok([zone(l, Zone::Title)?, zone(l, Zone::Headings)?, zone(l, Zone::Text)?]))
            .collect::<Result<_>>()?;
        Ok(Fields {
            key: schema.get_field("key")?,
            article: schema.get_field("article")?,
            lang: schema.get_field("lang")?,
            cloud: schema.get_field("cloud")?,
            title: schema.get_field("title")?,
            description: schema.get_field("description")?,
            heading: schema.get_field("heading")?,
            slug: schema.get_field("slug")?,
            text: schema.get_field("text")?,
            path: schema.get_field("path")?,
            scope: schema.get_field("case_scope")?,
            number: schema.get_field("case_number")?,
            case_words: schema.get_field("case_words")?,
            case_at: schema.get_field(CASE_AT)?,
            zones,
        })
    }

    pub fn zone(&self, language: Language, zone: Zone) -> ZoneFields {
        self.zones[language.index()][zone as usize]
    }

    pub fn document(&self, doc: Doc, analyzers: &mut Analyzers) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        match doc {
            Doc::Article(edition) => {
                let Article { key, article, lang, clouds, title, description, headings, text, path, .. } =
                    *edition;
                let language = Language::of(&lang);
                // A snippet says more than the title once again.
                let text = cut(text.strip_prefix(&title).unwrap_or(&text).trim_start());
                let words =
                    headings.iter().map(|heading| heading.text.as_str()).chain([description.as_str()]);
                let heading_words: Vec<Token> =
                    words.flat_map(|words| analyzers.of(language).tokens(words)).collect();
                let title_words = analyzers.of(language).tokens(&title);
                let text_words = analyzers.of(language).tokens(text);
                for (zone, found) in
                    [(Zone::Title, title_words), (Zone::Headings, heading_words), (Zone::Text, text_words)]
                {
                    let fields = self.zone(language, zone);
                    let (words, stems) = found.into_iter().map(|token| (token.word, token.stem)).unzip();
                    add_tokens(&mut out, fields.words, words);
                    add_tokens(&mut out, fields.stems, stems);
                }
                out.add_text(self.key, key);
                out.add_text(self.article, article);
                out.add_text(self.lang, primary(&lang));
                for cloud in clouds {
                    out.add_text(self.cloud, cloud);
                }
                out.add_text(self.title, title);
                out.add_text(self.description, description);
                for Heading { text, slug } in headings {
                    out.add_text(self.heading, text);
                    out.add_text(self.slug, slug);
                }
                out.add_text(self.text, text);
                out.add_text(self.path, path);
            }
            Doc::Case { key, scopes, number, title, text, at } => {
                let mut words: Vec<String> = [number.as_str(), &title, cut(&text)]
                    .into_iter()
                    .flat_map(|part| case_words(part, analyzers.of(Language::Other)).collect::<Vec<_>>())
                    .collect();
                words.sort_unstable();
                words.dedup();
                add_tokens(&mut out, self.case_words, words);
                out.add_text(self.key, key);
                for scope in scopes {
                    out.add_text(self.scope, scope);
                }
                out.add_text(self.number, case_number(&number));
                out.add_i64(self.case_at, at);
            }
        }
        out
    }
}

/// A case number as it is compared: letters and digits only.
pub fn case_number(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn cut(text: &str) -> &str {
    &text[..text.floor_char_boundary(MAX_TEXT)]
}

fn add_tokens(out: &mut TantivyDocument, field: Field, words: Vec<String>) {
    let tokens = words
        .into_iter()
        .enumerate()
        .map(|(position, text)| tantivy::tokenizer::Token {
            position,
            text,
            position_length: 1,
            ..Default::default()
        })
        .collect();
    out.add_pre_tokenized_text(field, PreTokenizedString { text: String::new(), tokens });
}
