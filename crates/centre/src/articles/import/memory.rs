//! What an import remembers of a folder for the next one.

use std::collections::HashMap;

use db::Tx;
use lang::Lang;

use crate::Result;

/// What the last import saw of a file.
pub struct Seen {
    pub what: String,
    pub hash: Vec<u8>,
    pub key: String,
    pub language: String,
}

/// Whether the edition was edited here.
pub fn is_edited(tx: &mut Tx, key: &str, language: Lang) -> Result<bool> {
    let row =
        tx.query_opt("SELECT way FROM editions WHERE key = $1 AND language = $2", &[&key, &language.code()])?;
    Ok(row.map(|row| row.get::<String>(0)).transpose()?.is_some_and(|way| way != "import"))
}

/// Everything that the last import of the collection saw.
pub fn seen(tx: &mut Tx, collection: &str) -> Result<HashMap<String, Seen>> {
    let rows = tx.query(
        "SELECT path, what, hash, key, language FROM imported WHERE collection = $1",
        &[&collection],
    )?;
    let read = |row: &db::Row| {
        let (what, hash) = (row.get(1)?, row.get(2)?);
        Ok((row.get(0)?, Seen { what, hash, key: row.get(3)?, language: row.get(4)? }))
    };
    rows.iter().map(read).collect()
}

pub fn remember(
    tx: &mut Tx,
    collection: &str,
    path: &str,
    what: &str,
    hash: &[u8],
    (key, language, document): (&str, Lang, Option<&str>),
) -> Result<()> {
    tx.execute(
        "INSERT INTO imported (collection, path, what, hash, key, language, document)
         VALUES ($1, $2, $3, $4, $5, $6, $7)
         ON CONFLICT (collection, path) DO UPDATE SET what = $3, hash = $4, key = $5, language = $6, document = $7",
        &[&collection, &path, &what, &hash, &key, &language.code(), &document],
    )?;
    Ok(())
}

pub fn forget(tx: &mut Tx, collection: &str, path: &str) -> Result<()> {
    tx.execute("DELETE FROM imported WHERE collection = $1 AND path = $2", &[&collection, &path])?;
    Ok(())
}
