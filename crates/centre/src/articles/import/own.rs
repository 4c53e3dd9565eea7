//! What an article is called whose file may have been renamed.

use std::collections::HashSet;

use db::Tx;

use crate::{
    Result,
    articles::{exactly, redirects, store::Text},
};

/// What the article in a file is called here.
#[derive(Default)]
pub struct Own {
    /// It had another name, under a path that is gone.
    pub renamed: Option<Earlier>,
    /// It keeps a name that isn't that of its path.
    pub key: Option<String>,
}

pub struct Earlier {
    pub key: String,
    pub path: String,
}

pub fn own_key(
    tx: &mut Tx,
    collection: &str,
    path: &str,
    text: &Text,
    document: Option<&str>,
    gone: &HashSet<String>,
) -> Result<Own> {
    let row = tx.query_opt(
        "SELECT key FROM imported WHERE collection = $1 AND path = $2 AND what = 'article'",
        &[&collection, &path],
    )?;
    if let Some(row) = row {
        return Ok(Own { key: Some(row.get(0)?), renamed: None });
    }
    let Some(document) = document else { return Ok(Own::default()) };
    let rows = tx.query(
        "SELECT key, path, language FROM imported WHERE document = $1 AND collection = $2 AND what = 'article'
         ORDER BY path",
        &[&document, &collection],
    )?;
    let is_free = exactly(tx, &text.key, text.language)?.is_none();
    for row in &rows {
        let (key, path, language): (String, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
        if is_free && language == text.language.code() && key != text.key && gone.contains(&path) {
            return Ok(Own { renamed: Some(Earlier { key, path }), key: None });
        }
    }
    // A translation that still has the path of before: the article has been renamed already.
    if let Some(key) = redirects::follow(tx, &text.key)?.filter(|key| *key != text.key) {
        let is_same = tx.query_opt(
            "SELECT 1 FROM imported WHERE document = $1 AND key = $2 AND what = 'article' LIMIT 1",
            &[&document, &key],
        )?;
        return Ok(Own { key: is_same.map(|_| key), renamed: None });
    }
    Ok(Own::default())
}
