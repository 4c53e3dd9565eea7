//! Self-help: articles and their editions, one per language.

mod around;
mod both;
pub mod diff;
mod draft;
mod export;
mod feedback;
mod files;
mod git;
mod import;
pub mod meaning;
pub mod memory;
mod redirects;
mod score;
mod shelf;
mod store;
#[cfg(test)]
mod tests;
mod todo;
pub mod translate;
mod versions;

pub use around::{Around, Leads, around};
pub use both::{Both, BothPair, both};
pub(crate) use draft::begin_for;
pub use draft::{
    Draft, NewArticle, Saved, Stage, Submission, approve, begin, begin_new, discard, draft, draft_of, drafts,
    give_back, rebase, restore, save, submit, take_back,
};
pub use export::{Exported, Which, export};
pub use feedback::{Remark, Seen, Wrong, remarks, say_wrong, settle};
pub use files::{File, Kind as FileKind, file};
pub use import::{Found, Report, Taken, Wish, import, import_embedded, linked};
pub use redirects::{Redirect, redirect};
pub use score::score;
pub use shelf::{Shelf, Title, shelf};
pub use store::{By, Made, Put, Text, Way, put, withdraw};
pub use todo::{Counts, Lacking, Work, counts, rank, work};
pub use versions::{Version, published_text, version, versions};

use std::collections::{BTreeMap, BTreeSet};

use db::{Id, Row, Tx};
use docs::Document;
use jiff::Timestamp;
use lang::Lang;
use search::{Doc, Heading};

use crate::{
    Error, Result,
    finding::{self, Thing},
    policy::Articles,
};

/// The name under which the index keeps what every cloud's readers may find: an article's variants for
/// single clouds are parts of its text.
pub const EVERYWHERE: &str = "all";

/// An article in one language.
#[derive(Debug, Clone)]
pub struct Edition {
    pub id: Id,
    /// The same in every language.
    pub key: String,
    pub language: Lang,
    pub title: String,
    pub description: String,
    pub service: Option<String>,
    /// `troubleshooting`, `how-to`, …
    pub kind: String,
    /// The Markdown that it was imported as, front matter included.
    pub source: String,
    /// The file that it was imported from: what its relative links start from.
    pub origin: String,
    pub updated_at: Timestamp,
    /// Counted from 1.
    pub version: i64,
    pub made: Made,
    /// What it was translated from: the language, and the version of it where one knows.
    pub from: Option<(Lang, Option<i64>)>,
    /// Its original has moved on since.
    pub needs_update: bool,
}

/// The article in `language`, else in the first of the languages that stand in for it by the policy.
pub fn edition(tx: &mut Tx, articles: &Articles, key: &str, language: Lang) -> Result<Edition> {
    for language in std::iter::once(language).chain(articles.stand_ins(language)) {
        if let Some(edition) = exactly(tx, key, language)? {
            return Ok(edition);
        }
    }
    Err(Error::NotFound)
}

/// The article in this language and no other.
pub fn exactly(tx: &mut Tx, key: &str, language: Lang) -> Result<Option<Edition>> {
    let row = tx.query_opt(
        "SELECT id, key, title, description, service, kind, source, origin, updated_at, version, made,
                from_language, from_version, state
         FROM editions WHERE key = $1 AND language = $2",
        &[&key, &language.code()],
    )?;
    let read = |row: &Row| {
        let from = row.get::<Option<String>>(11)?.as_deref().and_then(Lang::parse);
        let from_version = row.get(12)?;
        Ok(Edition {
            id: row.get(0)?,
            key: row.get(1)?,
            language,
            title: row.get(2)?,
            description: row.get(3)?,
            service: row.get(4)?,
            kind: row.get(5)?,
            source: row.get(6)?,
            origin: row.get(7)?,
            updated_at: row.get(8)?,
            version: row.get(9)?,
            made: Made::parse(&row.get::<String>(10)?),
            from: from.map(|from| (from, from_version)),
            needs_update: row.get::<String>(13)? == "needs-update",
        })
    };
    row.as_ref().map(read).transpose()
}

/// The titles of these articles, as far as they exist, in `language` or what stands in for it.
pub fn titles(
    tx: &mut Tx,
    articles: &Articles,
    keys: &BTreeSet<String>,
    language: Lang,
) -> Result<BTreeMap<String, String>> {
    let wanted: Vec<Lang> = std::iter::once(language).chain(articles.stand_ins(language)).collect();
    let mut titles = BTreeMap::new();
    for key in keys {
        let rows = tx.query("SELECT language, title FROM editions WHERE key = $1", &[&key])?;
        let mut best = wanted.len();
        for row in &rows {
            let language = Lang::parse(&row.get::<String>(0)?);
            let place = wanted.iter().position(|l| Some(*l) == language).unwrap_or(best);
            if place < best {
                titles.insert(key.clone(), row.get(1)?);
                best = place;
            }
        }
    }
    Ok(titles)
}

/// The languages that the article exists in.
pub fn languages(tx: &mut Tx, key: &str) -> Result<Vec<Lang>> {
    let rows = tx.query("SELECT language FROM editions WHERE key = $1", &[&key])?;
    let mut languages = Vec::new();
    for row in &rows {
        languages.extend(Lang::parse(&row.get::<String>(0)?));
    }
    languages.sort_by_key(|l| Lang::ALL.iter().position(|a| a == l));
    Ok(languages)
}

/// The title of the article in `language`, else in English, else in any.
pub(crate) fn title(tx: &mut Tx, key: &str, language: Lang) -> Result<Option<String>> {
    let rows = tx.query("SELECT language, title FROM editions WHERE key = $1", &[&key])?;
    let mut titles = Vec::new();
    for row in &rows {
        titles.push((row.get::<String>(0)?, row.get::<String>(1)?));
    }
    titles.sort_by_key(|(code, _)| (*code != *language.code(), *code != *Lang::En.code()));
    Ok(titles.into_iter().next().map(|(_, title)| title))
}

/// Whether an article with this key exists in any language.
pub fn exists(tx: &mut Tx, key: &str) -> Result<bool> {
    Ok(tx.query_opt("SELECT 1 FROM editions WHERE key = $1 LIMIT 1", &[&key])?.is_some())
}

pub(crate) fn search_document(tx: &mut Tx, id: Id) -> Result<Option<Doc>> {
    let Some((key, lang, document)) = document(tx, id)? else { return Ok(None) };
    let thing = Thing::Article(key.clone());
    let (helpful, asked) = (finding::helpfulness(tx, &thing, lang)?, finding::answered_by(tx, &thing, lang)?);
    let vector = meaning::known(tx, id, &document)?;
    let article = indexed(id.to_string(), key, &document);
    let lang = lang.code().into();
    Ok(Some(Doc::Article(Box::new(search::Article { lang, helpful, asked, vector, ..article }))))
}

/// What an edition says: its key, its language, and its text with what it includes.
fn document(tx: &mut Tx, id: Id) -> Result<Option<(String, Lang, Document)>> {
    let row = tx.query_opt("SELECT key, language, source, origin FROM editions WHERE id = $1", &[&id])?;
    let Some(row) = row else { return Ok(None) };
    let (key, source, origin): (String, String, String) = (row.get(0)?, row.get(2)?, row.get(3)?);
    let lang = Lang::parse(&row.get::<String>(1)?).unwrap_or_default();
    let includes = around::includes(tx, &origin, lang, &source)?;
    let document =
        docs::parse_with(&source, &|address| includes.get(address).cloned()).map_err(Error::broken)?;
    Ok(Some((key, lang, document)))
}

/// What kind of thing the index takes a document for.
fn kind(document: &Document) -> &'static str {
    match document.front_text("ms.topic") {
        Some(topic) if topic.contains("video") => "video",
        _ => "article",
    }
}

/// What the index keeps of a document.
fn indexed(id: String, key: String, document: &Document) -> search::Article {
    let headings = document.headings.iter();
    search::Article {
        key: id,
        article: key.clone(),
        clouds: vec![EVERYWHERE.into()],
        kind: kind(document).into(),
        service: document.front_text("service").map(str::to_owned),
        title: document.title.clone(),
        names: vec![document.headline.clone()],
        description: document.description.clone().unwrap_or_default(),
        headings: headings.map(|h| Heading { text: h.text.clone(), slug: h.slug.clone() }).collect(),
        text: document.text.clone(),
        path: key,
        ..search::Article::default()
    }
}

/// The name that the documentation dialect gives to the variant for a cloud.
pub fn moniker(cloud: &str) -> &'static str {
    match cloud {
        "china" => "o365-21vianet",
        "germany" => "o365-germany",
        _ => "o365-worldwide",
    }
}
