//! Every text that an edition ever had.

use db::{Row, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{exactly, store::Made};
use crate::{Error, Result, people::Viewer};

#[derive(Debug, Clone)]
pub struct Version {
    pub number: i64,
    pub at: Timestamp,
    /// It came by import, not from an author.
    pub is_import: bool,
    pub by: Option<String>,
    pub approved_by: Option<String>,
    pub note: String,
    /// Readers saw it; otherwise an import brought it and it was never published.
    pub was_shown: bool,
    pub title: String,
    pub source: String,
    pub made: Made,
    pub from: Option<(Lang, Option<i64>)>,
    /// The commit that the file was taken from.
    pub revision: Option<String>,
}

const COLUMNS: &str =
    "v.version, v.at, v.way, p.name, a.name, v.note, v.shown, v.title, v.made, v.from_language,
    v.from_version, v.revision";
const TABLES: &str = "edition_versions v LEFT JOIN people p ON p.id = v.person
    LEFT JOIN people a ON a.id = v.approved_by";

fn read(row: &Row, source: String) -> Result<Version> {
    let from = row.get::<Option<String>>(9)?.as_deref().and_then(Lang::parse);
    let from_version = row.get(10)?;
    Ok(Version {
        number: row.get(0)?,
        at: row.get(1)?,
        is_import: row.get::<String>(2)? == "import",
        by: row.get(3)?,
        approved_by: row.get(4)?,
        note: row.get(5)?,
        was_shown: row.get(6)?,
        title: row.get(7)?,
        source,
        made: Made::parse(&row.get::<String>(8)?),
        from: from.map(|from| (from, from_version)),
        revision: row.get(11)?,
    })
}

/// The versions before `before`, newest first, without their texts.
pub fn versions(
    tx: &mut Tx,
    viewer: &Viewer,
    key: &str,
    language: Lang,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<Version>> {
    viewer.authors()?;
    let edition = exactly(tx, key, language)?.ok_or(Error::NotFound)?;
    let page = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE v.edition = $1 AND v.version < $2 ORDER BY v.version DESC LIMIT $3"
    );
    let rows = tx.query_dyn(&page, &[&edition.id, &before.unwrap_or(i64::MAX), &(limit as i64)])?;
    rows.iter().map(|row| read(row, String::new())).collect()
}

/// One version with its text.
pub fn version(tx: &mut Tx, viewer: &Viewer, key: &str, language: Lang, number: i64) -> Result<Version> {
    viewer.authors()?;
    let edition = exactly(tx, key, language)?.ok_or(Error::NotFound)?;
    let one = format!("SELECT {COLUMNS}, v.source FROM {TABLES} WHERE v.edition = $1 AND v.version = $2");
    let rows = tx.query_dyn(&one, &[&edition.id, &number])?;
    let row = rows.first().ok_or(Error::NotFound)?;
    read(row, row.get(12)?)
}

/// What readers saw in that version, if there is one.
pub fn published_text(tx: &mut Tx, key: &str, language: Lang, number: i64) -> Result<Option<String>> {
    let row = tx.query_opt(
        "SELECT v.source FROM editions e JOIN edition_versions v ON v.edition = e.id
         WHERE e.key = $1 AND e.language = $2 AND v.version = $3 AND v.shown = 1",
        &[&key, &language.code(), &number],
    )?;
    row.map(|row| Ok(row.get(0)?)).transpose()
}
