use std::collections::BTreeMap;

use crate::tx::{Session, Tx};
use crate::{Clock, Engine, Error, Result};

/// A step of the schema. Once released its text never changes.
#[derive(Debug, Clone, Copy)]
pub struct Migration {
    pub version: i64,
    pub name: &'static str,
    /// Statements in the portable dialect, see [`sql_for`].
    pub sql: &'static str,
}

/// Turns a migration into the SQL of an engine: lines that start with `--sqlite ` or `--postgres ` count for
/// that engine only, and the column type `BYTES` becomes the engine's.
pub fn sql_for(engine: Engine, sql: &str) -> String {
    let (ours, theirs, bytes) = match engine {
        Engine::Sqlite => ("--sqlite ", "--postgres ", "BLOB"),
        Engine::Postgres => ("--postgres ", "--sqlite ", "BYTEA"),
    };
    let lines = sql.lines().filter(|line| !line.starts_with(theirs));
    let lines = lines.map(|line| replace_word(line.strip_prefix(ours).unwrap_or(line), "BYTES", bytes));
    lines.collect::<Vec<_>>().join("\n")
}

fn replace_word(line: &str, word: &str, with: &str) -> String {
    let in_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(word) {
        let (before, after) = (&rest[..at], &rest[at + word.len()..]);
        let inside = before.ends_with(in_word) || out.ends_with(in_word) && before.is_empty();
        out.push_str(before);
        out.push_str(if inside || after.starts_with(in_word) { word } else { with });
        rest = after;
    }
    out + rest
}

/// Any number that no other user of the database is likely to choose.
const LOCK: i64 = 0x5e59_0005_0001;

/// Applies what is missing, each migration in a transaction of its own.
pub(crate) fn run(session: &mut dyn Session, migrations: &[Migration], clock: &Clock) -> Result<()> {
    let begin = if session.engine() == Engine::Sqlite { "BEGIN IMMEDIATE" } else { "BEGIN" };
    loop {
        session.batch(begin)?;
        let more = step(&mut Tx::new(session, clock.now()), migrations)?;
        session.batch("COMMIT")?;
        if !more {
            return Ok(());
        }
    }
}

/// Applies the first migration that is missing and says whether there was one.
fn step(tx: &mut Tx<'_>, migrations: &[Migration]) -> Result<bool> {
    if tx.engine() == Engine::Postgres {
        tx.query("SELECT pg_advisory_xact_lock($1)", &[&LOCK])?;
    }
    tx.batch(
        "CREATE TABLE IF NOT EXISTS migrations (
            version BIGINT PRIMARY KEY, name TEXT NOT NULL, checksum BIGINT NOT NULL, applied_at BIGINT NOT NULL)",
    )?;
    let mut applied = BTreeMap::new();
    for row in tx.query("SELECT version, name, checksum FROM migrations", &[])? {
        applied.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    let Some(next) = next(&applied, migrations)? else {
        return Ok(false);
    };
    let Migration { version, name, sql } = next;
    tx.batch(&sql_for(tx.engine(), sql)).map_err(|error| match error {
        Error::Engine(text) => Error::Migration(format!("{version} ({name}) failed: {text}")),
        other => other,
    })?;
    let now = tx.now();
    tx.execute(
        "INSERT INTO migrations (version, name, checksum, applied_at) VALUES ($1, $2, $3, $4)",
        &[version, name, &checksum(sql), &now],
    )?;
    if tx.engine() == Engine::Sqlite
        && let Some(row) = tx.query_opt("PRAGMA foreign_key_check", &[])?
    {
        let table: String = row.get(0)?;
        return Err(Error::Migration(format!(
            "{version} ({name}) leaves a row of {table} that points to nothing"
        )));
    }
    tracing::info!(version, name, "migrated");
    Ok(true)
}

fn next<'m>(
    applied: &BTreeMap<i64, (String, i64)>,
    migrations: &'m [Migration],
) -> Result<Option<&'m Migration>> {
    if !migrations.is_sorted_by_key(|migration| migration.version) {
        return Err(Error::Migration("the program's migrations are not in order".to_owned()));
    }
    let known = migrations.last().map_or(0, |migration| migration.version);
    let newest = applied.last_key_value().map_or(0, |(version, _)| *version);
    if newest > known {
        let text = format!(
            "the database is at version {newest}, this program knows up to {known}: take a newer program"
        );
        return Err(Error::Migration(text));
    }
    for (version, (name, sum)) in applied {
        match migrations.iter().find(|migration| migration.version == *version) {
            Some(migration) if checksum(migration.sql) == *sum => {}
            Some(_) => {
                return Err(Error::Migration(format!("{version} ({name}) is not the text that was applied")));
            }
            None => {
                return Err(Error::Migration(format!(
                    "{version} ({name}) was applied, this program lacks it"
                )));
            }
        }
    }
    match migrations.iter().find(|migration| !applied.contains_key(&migration.version)) {
        Some(Migration { version, name, .. }) if *version < newest => {
            Err(Error::Migration(format!("{version} ({name}) comes too late, the database is at {newest}")))
        }
        next => Ok(next),
    }
}

/// FNV-1a over the lines, whatever ends them: notices a changed text, no more.
fn checksum(sql: &str) -> i64 {
    let bytes = sql.lines().flat_map(|line| line.bytes().chain([b'\n']));
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_migration_is_put_into_the_words_of_the_engine() {
        let sql = "CREATE TABLE t (\n--sqlite   a INTEGER,\n--postgres a BIGINT,\n  b BYTES NOT NULL, BYTES_SENT BIGINT, c BYTES); -- MEGABYTES";
        assert_eq!(
            sql_for(Engine::Sqlite, sql),
            "CREATE TABLE t (\n  a INTEGER,\n  b BLOB NOT NULL, BYTES_SENT BIGINT, c BLOB); -- MEGABYTES"
        );
        assert_eq!(
            sql_for(Engine::Postgres, sql),
            "CREATE TABLE t (\na BIGINT,\n  b BYTEA NOT NULL, BYTES_SENT BIGINT, c BYTEA); -- MEGABYTES"
        );
    }

    #[test]
    fn a_checksum_does_not_mind_how_lines_end() {
        assert_eq!(checksum("a\nb"), checksum("a\r\nb\r\n"));
        assert_ne!(checksum("a\nb"), checksum("ab"));
    }
}
