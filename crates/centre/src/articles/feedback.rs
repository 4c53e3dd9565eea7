//! What readers say of single sentences.

use db::{Id, Row, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::exactly;
use crate::{Error, Result, people::Viewer, tell, text};

/// What is wrong with a sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// It says something else than its original.
    Meaning,
    /// A number, time, name or address in it.
    Fact,
    /// Its words or grammar.
    Language,
    /// It can't be understood.
    Unclear,
}

impl Wrong {
    pub const ALL: [Wrong; 4] = [Wrong::Meaning, Wrong::Fact, Wrong::Language, Wrong::Unclear];

    pub fn code(self) -> &'static str {
        match self {
            Wrong::Meaning => "meaning",
            Wrong::Fact => "fact",
            Wrong::Language => "language",
            Wrong::Unclear => "unclear",
        }
    }

    pub fn parse(code: &str) -> Option<Wrong> {
        Wrong::ALL.into_iter().find(|wrong| wrong.code() == code)
    }
}

/// A sentence as a reader saw it.
#[derive(Debug, Clone)]
pub struct Seen {
    pub key: String,
    pub language: Lang,
    pub version: i64,
    pub position: i64,
    pub target: String,
    pub source: String,
}

/// Takes what a reader says; who isn't signed in may too.
pub fn say_wrong(tx: &mut Tx, viewer: Option<&Viewer>, seen: &Seen, wrong: Wrong, words: &str) -> Result<()> {
    let words = text::line("text", words)?;
    let edition = exactly(tx, &seen.key, seen.language)?.ok_or(Error::NotFound)?;
    if edition.version != seen.version {
        return Err(tell("authoring-error-sentence-gone").into());
    }
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO sentence_feedback (id, edition, version, language, position, target, source, kind, text,
                                        person, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            &id,
            &edition.id,
            &seen.version,
            &seen.language.code(),
            &seen.position,
            &seen.target,
            &seen.source,
            &wrong.code(),
            &words,
            &viewer.map(Viewer::id),
            &now,
        ],
    )?;
    Ok(())
}

/// What a reader said, as authors read it.
#[derive(Debug, Clone)]
pub struct Remark {
    pub id: Id,
    pub key: String,
    pub title: String,
    pub language: Lang,
    pub version: i64,
    /// Another version is shown by now.
    pub is_old: bool,
    pub target: String,
    pub source: String,
    pub wrong: Wrong,
    pub words: String,
    pub at: Timestamp,
}

/// Open remarks about editions in a language, oldest first, after the last of the page before.
pub fn remarks(
    tx: &mut Tx,
    viewer: &Viewer,
    language: Lang,
    after: Option<(Timestamp, Id)>,
    limit: usize,
) -> Result<Vec<Remark>> {
    viewer.authors()?;
    let (at, id) = after.unwrap_or((Timestamp::UNIX_EPOCH, Id([0; 16])));
    let rows = tx.query(
        "SELECT f.id, e.key, e.title, f.version, e.version, f.target, f.source, f.kind, f.text, f.at
         FROM sentence_feedback f JOIN editions e ON e.id = f.edition
         WHERE f.done_at IS NULL AND f.language = $1 AND (f.at, f.id) > ($2, $3) ORDER BY f.at, f.id LIMIT $4",
        &[&language.code(), &at, &id, &(limit as i64)],
    )?;
    let read = |row: &Row| {
        let version: i64 = row.get(3)?;
        Ok(Remark {
            id: row.get(0)?,
            key: row.get(1)?,
            title: row.get(2)?,
            language,
            version,
            is_old: row.get::<i64>(4)? != version,
            target: row.get(5)?,
            source: row.get(6)?,
            wrong: Wrong::parse(&row.get::<String>(7)?).unwrap_or(Wrong::Unclear),
            words: row.get(8)?,
            at: row.get(9)?,
        })
    };
    rows.iter().map(read).collect()
}

/// An author has dealt with it.
pub fn settle(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    viewer.authors()?;
    let now = tx.now();
    let done = tx.execute(
        "UPDATE sentence_feedback SET done_at = $2, done_by = $3 WHERE id = $1 AND done_at IS NULL",
        &[&id, &now, &viewer.id()],
    )?;
    if done == 0 { Err(Error::NotFound) } else { Ok(()) }
}
