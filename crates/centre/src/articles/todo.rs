//! What is left to translate, kept up with every edition that is stored.

use std::collections::HashMap;

use db::{Row, Tx};
use jiff::Timestamp;
use lang::Lang;

use crate::{Result, people::Viewer};

/// Writes down for each language what this article lacks in it.
pub(super) fn bring_up_to_date(tx: &mut Tx, key: &str) -> Result<()> {
    let rows = tx.query("SELECT language, title, made, state FROM editions WHERE key = $1", &[&key])?;
    let mut states: HashMap<String, String> = HashMap::new();
    let mut title = String::new();
    let mut best = 0;
    for row in &rows {
        let (language, own): (String, String) = (row.get(0)?, row.get(1)?);
        // The original's title names the article; the English one where nobody says which is the original.
        let worth =
            1 + 2 * i32::from(row.get::<String>(2)? == "original") + i32::from(language == Lang::En.code());
        if worth > best {
            (best, title) = (worth, own);
        }
        states.insert(language, row.get(3)?);
    }
    let rows = tx.query("SELECT language, what FROM translation_work WHERE key = $1", &[&key])?;
    let mut known = HashMap::new();
    for row in &rows {
        known.insert(row.get::<String>(0)?, row.get::<String>(1)?);
    }
    for language in Lang::ALL.map(Lang::code) {
        let what = match states.get(language) {
            None if states.is_empty() => None,
            None => Some("translation"),
            Some(state) if state == "needs-update" => Some("update"),
            Some(_) => None,
        };
        match (what, known.get(language)) {
            (None, None) => {}
            (None, Some(_)) => {
                tx.execute(
                    "DELETE FROM translation_work WHERE key = $1 AND language = $2",
                    &[&key, &language],
                )?;
            }
            (Some(what), known) => {
                let now = tx.now();
                let since = if known.is_some_and(|k| k == what) { None } else { Some(now) };
                tx.execute(
                    "INSERT INTO translation_work (key, language, what, rank, title, since)
                     VALUES ($1, $2, $3, 0, $4, $5)
                     ON CONFLICT (key, language) DO UPDATE SET what = $3, title = $4,
                         since = coalesce($6, translation_work.since)",
                    &[&key, &language, &what, &title, &now, &since],
                )?;
            }
        }
    }
    Ok(())
}

/// What is left to do for the translators of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lacking {
    /// There is no edition in the language.
    Translation,
    /// The original moved on.
    Update,
}

impl Lacking {
    fn code(self) -> &'static str {
        match self {
            Lacking::Translation => "translation",
            Lacking::Update => "update",
        }
    }
}

/// An article that lacks something in a language.
#[derive(Debug, Clone)]
pub struct Work {
    pub key: String,
    /// Of the original.
    pub title: String,
    pub since: Timestamp,
    /// The place in the list.
    pub rank: i64,
}

/// What lacks, most read first, after the last of the page before.
pub fn work(
    tx: &mut Tx,
    viewer: &Viewer,
    language: Lang,
    lacking: Lacking,
    after: Option<(i64, &str)>,
    limit: usize,
) -> Result<Vec<Work>> {
    viewer.authors()?;
    let (rank, key) = after.unwrap_or((i64::MIN, ""));
    let rows = tx.query(
        "SELECT key, title, since, rank FROM translation_work
         WHERE language = $1 AND what = $2 AND (rank, key) > ($3, $4) ORDER BY rank, key LIMIT $5",
        &[&language.code(), &lacking.code(), &rank, &key, &(limit as i64)],
    )?;
    let read =
        |row: &Row| Ok(Work { key: row.get(0)?, title: row.get(1)?, since: row.get(2)?, rank: row.get(3)? });
    rows.iter().map(read).collect()
}

/// How much waits in a language, each counted up to one more than a hundred.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub translation: i64,
    pub update: i64,
    pub writing: i64,
    pub returned: i64,
    pub review: i64,
    pub remarks: i64,
}

pub fn counts(tx: &mut Tx, viewer: &Viewer, language: Lang) -> Result<Counts> {
    viewer.authors()?;
    let code = language.code();
    let mut lacking = |what: &str| -> Result<i64> {
        let row = tx.query_one(
            "SELECT count(*) FROM (SELECT 1 FROM translation_work WHERE language = $1 AND what = $2 LIMIT 101) w",
            &[&code, &what],
        )?;
        Ok(row.get(0)?)
    };
    let (translation, update) = (lacking("translation")?, lacking("update")?);
    let mut drafts = |state: &str| -> Result<i64> {
        let row = tx.query_one(
            "SELECT count(*) FROM (SELECT 1 FROM drafts WHERE language = $1 AND state = $2 LIMIT 101) d",
            &[&code, &state],
        )?;
        Ok(row.get(0)?)
    };
    let (writing, returned, review) = (drafts("writing")?, drafts("returned")?, drafts("review")?);
    let remarks = tx.query_one(
        "SELECT count(*) FROM (SELECT 1 FROM sentence_feedback WHERE done_at IS NULL AND language = $1 LIMIT 101) f",
        &[&code],
    )?;
    Ok(Counts { translation, update, writing, returned, review, remarks: remarks.get(0)? })
}

/// Puts first what readers read most, as far as finding has noted it.
pub fn rank(tx: &mut Tx) -> Result<()> {
    let most = tx.query(
        "SELECT thing, count(*) FROM quest_reads GROUP BY thing ORDER BY count(*) DESC, thing LIMIT 1000",
        &[],
    )?;
    for row in &most {
        let (thing, reads): (String, i64) = (row.get(0)?, row.get(1)?);
        if let Some(key) = thing.strip_prefix("article:") {
            tx.execute(
                "UPDATE translation_work SET rank = $2 WHERE key = $1 AND rank <> $2",
                &[&key, &-reads],
            )?;
        }
    }
    Ok(())
}
