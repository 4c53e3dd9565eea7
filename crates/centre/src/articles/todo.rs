//! What is left to translate, kept up with every edition that is stored.

use std::collections::HashMap;

use db::Tx;
use lang::Lang;

use crate::Result;

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

/// What is left to do in a language, for tests.
#[cfg(test)]
pub(super) fn lists(tx: &mut Tx, language: &str) -> Result<Vec<String>> {
    let rows =
        tx.query("SELECT what FROM translation_work WHERE language = $1 ORDER BY key", &[&language])?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}
