//! What was published, for those who pass it on.

use db::{Id, Tx};
use jiff::Timestamp;

use super::NewsKind;
use crate::Result;

/// One publication.
#[derive(Debug, Clone)]
pub struct News {
    pub seq: i64,
    pub at: Timestamp,
    pub cloud: String,
    pub kind: NewsKind,
    pub issue: Option<Id>,
    pub post: Option<Id>,
    pub message: Option<Id>,
}

/// What was published after position `seq`, the earliest first.
pub fn news(tx: &mut Tx, seq: i64, limit: i64) -> Result<Vec<News>> {
    let rows = tx.query(
        "SELECT seq, at, cloud, kind, issue, post, message FROM health_news WHERE seq > $1 ORDER BY seq LIMIT $2",
        &[&seq, &limit],
    )?;
    let read = |row: &db::Row| {
        Ok(News {
            seq: row.get(0)?,
            at: row.get(1)?,
            cloud: row.get(2)?,
            kind: row.get(3)?,
            issue: row.get(4)?,
            post: row.get(5)?,
            message: row.get(6)?,
        })
    };
    rows.iter().map(read).collect()
}

/// The position of the last publication; 0 before the first.
pub fn last_news(tx: &mut Tx) -> Result<i64> {
    Ok(tx.query_one("SELECT value FROM health_counter WHERE id = 1", &[])?.get(0)?)
}

/// The topic on which live pages, caches and workers hear of a cloud's health.
pub fn topic(cloud: &str) -> String {
    format!("health/{cloud}")
}

/// What a publication is about.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct About {
    pub issue: Option<Id>,
    pub post: Option<Id>,
    pub message: Option<Id>,
}

pub(super) fn tell(tx: &mut Tx, cloud: &str, at: Timestamp, kind: NewsKind, about: About) -> Result<()> {
    let next =
        tx.query_one("UPDATE health_counter SET value = value + 1 WHERE id = 1 RETURNING value", &[])?;
    let seq: i64 = next.get(0)?;
    tx.execute(
        "INSERT INTO health_news (seq, at, cloud, kind, issue, post, message) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&seq, &at, &cloud, &kind, &about.issue, &about.post, &about.message],
    )?;
    tx.announce(topic(cloud));
    Ok(())
}
