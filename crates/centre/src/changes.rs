//! The change feed: everything that changed, each change once, in order. The search index is fed from it.

use std::sync::Arc;

use db::{Id, Row, Tx};
use search::{Change, Index};

use crate::{
    Error, Result, articles, cases,
    guides::{self, Guides},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum What {
    Case,
    Edition,
}

impl What {
    fn code(self) -> &'static str {
        match self {
            What::Case => "case",
            What::Edition => "edition",
        }
    }

    fn parse(code: &str) -> Option<What> {
        [What::Case, What::Edition].into_iter().find(|w| w.code() == code)
    }
}

/// The topic that is announced with every change.
pub const TOPIC: &str = "changes";

pub(crate) fn record(tx: &mut Tx, what: What, id: Id) -> Result<()> {
    let now = tx.now();
    tx.execute("INSERT INTO changes (at, kind, subject) VALUES ($1, $2, $3)", &[&now, &what.code(), &id])?;
    tx.announce(TOPIC);
    Ok(())
}

/// Changes from position `from` on, and the position after them; each thing once.
fn after(tx: &mut Tx, from: i64) -> Result<(Vec<(What, Id)>, i64)> {
    let horizon = tx.horizon()?;
    let mut limit = 1_000;
    loop {
        let rows = tx.query(
            "SELECT tick, kind, subject FROM changes WHERE tick >= $1 AND tick < $2
             ORDER BY tick, seq LIMIT $3",
            &[&from, &horizon, &limit],
        )?;
        let full = rows.len() as i64 == limit;
        let last_tick = rows.last().map(|r| r.get::<i64>(0)).transpose()?;
        // A page may end amid the changes of one transaction: those are left for the next page.
        let until = match last_tick {
            Some(tick) if full => tick,
            _ => horizon,
        };
        let whole: Vec<&Row> =
            rows.iter().filter(|r| r.get::<i64>(0).is_ok_and(|tick| tick < until)).collect();
        if full && whole.is_empty() {
            limit *= 4;
            continue;
        }
        let mut seen = std::collections::HashSet::new();
        let mut things = Vec::new();
        for row in whole {
            if let Some(what) = What::parse(&row.get::<String>(1)?) {
                let thing = (what, row.get(2)?);
                if seen.insert(thing) {
                    things.push(thing);
                }
            }
        }
        return Ok((things, until));
    }
}

/// The editions that changed from position `from` on, and the position after them; `None` when nothing at all did.
pub(crate) fn editions_after(tx: &mut Tx, from: i64) -> Result<Option<(Vec<Id>, i64)>> {
    let (things, until) = after(tx, from)?;
    let editions = |things: Vec<(What, Id)>| {
        things.into_iter().filter(|(what, _)| *what == What::Edition).map(|(_, id)| id).collect()
    };
    Ok((!things.is_empty()).then(|| (editions(things), until)))
}

/// How far a reader of the feed that keeps its place in the database has come; `reader` is the key of the setting.
pub(crate) fn position(tx: &mut Tx, reader: &str) -> Result<i64> {
    let kept = tx.query_opt("SELECT value FROM settings WHERE key = $1", &[&reader])?;
    let kept = kept.map(|row| row.get::<String>(0)).transpose()?;
    Ok(kept.and_then(|value| value.parse().ok()).unwrap_or(0))
}

pub(crate) fn set_position(tx: &mut Tx, reader: &str, position: i64) -> Result<()> {
    tx.execute(
        "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
        &[&reader, &position.to_string()],
    )?;
    Ok(())
}

/// The next batch for an index that has everything before `position`, and the position after it;
/// `None` when there is nothing new.
pub fn for_index(tx: &mut Tx, position: i64) -> Result<Option<(Vec<Change>, i64)>> {
    let (things, until) = after(tx, position)?;
    if things.is_empty() {
        return Ok(None);
    }
    let mut batch = Vec::with_capacity(things.len());
    for (what, id) in things {
        let document = match what {
            What::Case => cases::search_document(tx, id)?,
            What::Edition => articles::search_document(tx, id)?,
        };
        batch.push(match document {
            Some(document) => Change::Put(document),
            None => Change::Delete(id.to_string()),
        });
    }
    Ok(Some((batch, until)))
}

/// Brings the index up to date with the database; answers whether there was anything to do.
pub async fn feed(db: &db::Db, index: &Arc<Index>) -> Result<bool> {
    let mut any = false;
    loop {
        let position = index.position().unwrap_or(0);
        let Some((batch, until)) = db.read(move |tx| for_index(tx, position)).await? else { break };
        any = true;
        indexing(index, move |index| index.apply(batch, until)).await?;
    }
    if any {
        indexing(index, Index::settle).await?;
    }
    Ok(any)
}

/// Brings the guides into the index, beside what the database says; `by_meaning` with what they mean.
pub async fn feed_guides(guides: &Arc<Guides>, index: &Arc<Index>, by_meaning: bool) -> Result<()> {
    let guides = guides.clone();
    indexing(index, move |index| {
        let batch = guides::for_index(&guides, by_meaning);
        let position = index.position().unwrap_or(0);
        index.apply(batch, position)?;
        index.settle()
    })
    .await
}

async fn indexing<W>(index: &Arc<Index>, work: W) -> Result<()>
where
    W: FnOnce(&Index) -> search::Result<()> + Send + 'static,
{
    let index = index.clone();
    tokio::task::spawn_blocking(move || work(&index)).await.map_err(Error::broken)?.map_err(Error::broken)
}
