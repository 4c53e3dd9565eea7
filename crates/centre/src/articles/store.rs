//! The one way in for an edition, from a file or from an author: its text, its version and what follows for others.

use db::{Id, Row, Tx};
use docs::{Document, Note, Refused};
use jiff::civil::Date;
use lang::Lang;
use sha2::{Digest, Sha256};

use super::todo;
use crate::{Error, Result, changes, text};

/// How a text was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// It is no translation.
    Original,
    Human,
    Machine,
}

impl Made {
    pub fn code(self) -> &'static str {
        match self {
            Made::Original => "original",
            Made::Human => "human",
            Made::Machine => "machine",
        }
    }

    pub(super) fn parse(code: &str) -> Made {
        [Made::Human, Made::Machine].into_iter().find(|m| m.code() == code).unwrap_or(Made::Original)
    }
}

/// An edition as its Markdown says it, ready to be stored.
#[derive(Debug, Clone)]
pub struct Text {
    pub key: String,
    pub language: Lang,
    /// The file that it comes from, or would be.
    pub origin: String,
    pub source: String,
    pub title: String,
    pub description: String,
    pub service: Option<String>,
    pub kind: String,
    pub made: Made,
    /// The language that it was translated from.
    pub from: Option<Lang>,
    /// The version of the original that was translated, where one knows.
    pub from_version: Option<i64>,
    /// The commit of the original that was translated, as the file says.
    pub from_revision: Option<String>,
    /// When the original was given to the translators.
    pub handed_off: Option<Date>,
    /// The date that the text gives itself.
    pub dated: Option<Date>,
    /// The commit that the file was taken from.
    pub revision: Option<String>,
    pub(super) hash: Vec<u8>,
}

impl Text {
    /// Reads the Markdown; what the dialect doesn't understand is in the notes.
    pub fn read(
        key: &str,
        language: impl FnOnce(&Document) -> Lang,
        origin: &str,
        source: String,
    ) -> std::result::Result<(Text, Vec<Note>), Refused> {
        let (text, document) = Text::read_with(key, language, origin, source, &|_| None)?;
        Ok((text, document.notes))
    }

    /// As [`Text::read`], with the texts that the article includes, and the whole document.
    pub fn read_with(
        key: &str,
        language: impl FnOnce(&Document) -> Lang,
        origin: &str,
        source: String,
        include: docs::Include<'_>,
    ) -> std::result::Result<(Text, Document), Refused> {
        let document = docs::parse_with(&source, include)?;
        let language = language(&document);
        let said = |name: &str| document.front_text(&format!("ms.{name}")).or(document.front_text(name));
        let made = match said("translationtype") {
            Some("HT") => Made::Human,
            Some("MT") => Made::Machine,
            _ => Made::Original,
        };
        let text = Text {
            key: key.to_owned(),
            language,
            origin: origin.to_owned(),
            title: short(&document.title),
            description: short(document.description.as_deref().unwrap_or_default()),
            service: document.front_text("service").map(str::to_owned),
            kind: document.front_text("ms.topic").unwrap_or("article").to_owned(),
            made,
            // What is translated elsewhere is translated from English.
            from: (made != Made::Original && language != Lang::En).then_some(Lang::En),
            from_version: None,
            from_revision: said("sourcegitcommit").map(str::to_owned),
            handed_off: said("lasthandoff").and_then(date),
            dated: said("date").and_then(date),
            revision: None,
            hash: Sha256::digest(source.as_bytes()).to_vec(),
            source,
        };
        Ok((text, document))
    }
}

/// 05/27/2020 or 2020-05-27.
fn date(text: &str) -> Option<Date> {
    Date::strptime("%m/%d/%Y", text).or_else(|_| text.parse()).ok()
}

fn short(line: &str) -> String {
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= 2 * text::LONGEST_LINE {
        return line;
    }
    line.chars().take(2 * text::LONGEST_LINE - 1).chain(['…']).collect()
}

/// How a text comes.
#[derive(Debug, Clone)]
pub enum Way {
    Import,
    Author(By),
}

/// Who wrote what is published, and who approved it.
#[derive(Debug, Clone)]
pub struct By {
    pub person: Option<Id>,
    pub approved_by: Option<Id>,
    pub note: String,
    /// Means the same as before: translations stay current.
    pub is_minor: bool,
}

/// What came of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    New,
    Changed,
    Unchanged,
    /// The edition was edited here: what the import brought waits for review.
    Waits,
}

struct Known {
    id: Id,
    version: i64,
    hash: Vec<u8>,
    is_edited: bool,
}

fn known(row: &Row) -> Result<Known> {
    Ok(Known {
        id: row.get(0)?,
        version: row.get(1)?,
        hash: row.get(2)?,
        is_edited: row.get::<String>(3)? != "import",
    })
}

/// Stores an edition as its next version. An import that brings nothing new changes nothing, and one that meets a
/// text that was edited here waits for review.
pub fn put(tx: &mut Tx, text: &Text, way: &Way) -> Result<(Id, Put)> {
    let row = tx.query_opt(
        "SELECT id, version, hash, way FROM editions WHERE key = $1 AND language = $2",
        &[&text.key, &text.language.code()],
    )?;
    let before = row.as_ref().map(known).transpose()?;
    let hash = text.hash.clone();
    if let (Some(known), Way::Import) = (&before, way) {
        if known.hash == hash {
            return Ok((known.id, Put::Unchanged));
        }
        if known.is_edited {
            tx.execute("UPDATE editions SET hash = $2 WHERE id = $1", &[&known.id, &hash])?;
            let version = next_version(tx, known.id)?;
            note_version(tx, known.id, version, text, way, false)?;
            super::draft::of_import(tx, text, known.version)?;
            return Ok((known.id, Put::Waits));
        }
    }
    let (id, version, hash) = match &before {
        Some(known) => {
            // A file that brings again what was imported before must not undo what was written since.
            let hash = if matches!(way, Way::Import) { hash } else { known.hash.clone() };
            (known.id, next_version(tx, known.id)?, hash)
        }
        None => (tx.new_id(), 1, hash),
    };
    let original = original_of(tx, text)?;
    let mut text = text.clone();
    if let (Way::Import, Some(original), None) = (way, &original, text.from_version) {
        text.from_version = original.translated(&text);
    }
    let is_behind = original.is_some_and(|o| text.from_version.is_none_or(|version| version < o.version));
    write(tx, id, version, &text, way, &hash, if is_behind { "needs-update" } else { "current" })?;
    note_version(tx, id, version, &text, way, true)?;
    if before.is_some() {
        // Its sentences are paired anew.
        super::memory::forget(tx, id)?;
    }
    let is_minor = matches!(way, Way::Author(by) if by.is_minor);
    tell_translations(tx, &text, version, is_minor)?;
    super::files::note_includes(tx, id, &text)?;
    todo::bring_up_to_date(tx, &text.key)?;
    changes::record(tx, changes::What::Edition, id)?;
    Ok((id, if before.is_some() { Put::Changed } else { Put::New }))
}

/// What a translation was made from, as it is now.
struct Original {
    version: i64,
    /// The newest version that was imported: what translators elsewhere have.
    imported: Option<i64>,
    dated: Option<Date>,
}

impl Original {
    /// The version that an imported translation stands for, unless the file says that it is older.
    fn translated(&self, text: &Text) -> Option<i64> {
        let is_older = matches!((text.handed_off, self.dated), (Some(off), Some(dated)) if off < dated);
        if is_older { None } else { self.imported }
    }
}

fn original_of(tx: &mut Tx, text: &Text) -> Result<Option<Original>> {
    let Some(from) = text.from else { return Ok(None) };
    let row = tx.query_opt(
        "SELECT e.version, e.dated, (SELECT max(v.version) FROM edition_versions v
                                     WHERE v.edition = e.id AND v.way = 'import' AND v.shown = 1)
         FROM editions e WHERE e.key = $1 AND e.language = $2",
        &[&text.key, &from.code()],
    )?;
    let read = |row: &Row| {
        let dated: Option<String> = row.get(1)?;
        Ok(Original {
            version: row.get(0)?,
            imported: row.get(2)?,
            dated: dated.and_then(|date| date.parse().ok()),
        })
    };
    row.as_ref().map(read).transpose()
}

fn next_version(tx: &mut Tx, id: Id) -> Result<i64> {
    Ok(tx
        .query_one("SELECT coalesce(max(version), 0) + 1 FROM edition_versions WHERE edition = $1", &[&id])?
        .get(0)?)
}

fn write(tx: &mut Tx, id: Id, version: i64, text: &Text, way: &Way, hash: &[u8], state: &str) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO editions (id, key, language, title, description, service, kind, source, hash, origin,
                               updated_at, version, way, made, from_language, from_version, from_revision,
                               handed_off, dated, revision, state)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
         ON CONFLICT (id) DO UPDATE SET title = $4, description = $5, service = $6, kind = $7, source = $8,
             hash = $9, origin = $10, updated_at = $11, version = $12, way = $13, made = $14, from_language = $15,
             from_version = $16, from_revision = $17, handed_off = $18, dated = $19, revision = $20, state = $21",
        &[
            &id,
            &text.key,
            &text.language.code(),
            &text.title,
            &text.description,
            &text.service,
            &text.kind,
            &text.source,
            &hash.to_vec(),
            &text.origin,
            &now,
            &version,
            &code(way),
            &text.made.code(),
            &text.from.map(Lang::code),
            &text.from_version,
            &text.from_revision,
            &text.handed_off.map(|d| d.to_string()),
            &text.dated.map(|d| d.to_string()),
            &text.revision,
            &state,
        ],
    )?;
    Ok(())
}

fn code(way: &Way) -> &'static str {
    match way {
        Way::Import => "import",
        Way::Author(_) => "here",
    }
}

fn note_version(tx: &mut Tx, id: Id, version: i64, text: &Text, way: &Way, shown: bool) -> Result<()> {
    let now = tx.now();
    let (person, approved_by, note) = match way {
        Way::Import => (None, None, ""),
        Way::Author(by) => (by.person, by.approved_by, by.note.as_str()),
    };
    tx.execute(
        "INSERT INTO edition_versions (edition, version, at, way, person, approved_by, note, shown, title,
                                       source, made, from_language, from_version, revision)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &[
            &id,
            &version,
            &now,
            &code(way),
            &person,
            &approved_by,
            &note,
            &shown,
            &text.title,
            &text.source,
            &text.made.code(),
            &text.from.map(Lang::code),
            &text.from_version,
            &text.revision,
        ],
    )?;
    Ok(())
}

/// The translations of what is stored now need an update, unless it means the same as before.
fn tell_translations(tx: &mut Tx, text: &Text, version: i64, is_minor: bool) -> Result<()> {
    let from = text.language.code();
    if is_minor {
        tx.execute(
            "UPDATE editions SET from_version = $3
             WHERE key = $1 AND from_language = $2 AND state = 'current'",
            &[&text.key, &from, &version],
        )?;
    } else if version == 1 {
        // Translations that came before their original; those that were handed off before its date are older.
        let dated = text.dated.map(|d| d.to_string());
        tx.execute(
            "UPDATE editions SET from_version = CASE WHEN handed_off < $3 THEN NULL ELSE 1 END,
                    state = CASE WHEN handed_off < $3 THEN 'needs-update' ELSE 'current' END
             WHERE key = $1 AND from_language = $2",
            &[&text.key, &from, &dated],
        )?;
    } else {
        tx.execute(
            "UPDATE editions SET state = 'needs-update'
             WHERE key = $1 AND from_language = $2 AND (from_version IS NULL OR from_version < $3)",
            &[&text.key, &from, &version],
        )?;
    }
    Ok(())
}

/// Takes an edition from readers; its versions stay.
pub fn withdraw(tx: &mut Tx, key: &str, language: Lang) -> Result<()> {
    let row =
        tx.query_opt("SELECT id FROM editions WHERE key = $1 AND language = $2", &[&key, &language.code()])?;
    let id: Id = row.ok_or(Error::NotFound)?.get(0)?;
    tx.execute("DELETE FROM editions WHERE id = $1", &[&id])?;
    todo::bring_up_to_date(tx, key)?;
    changes::record(tx, changes::What::Edition, id)
}
