//! What the clocks of very many open cases cost while nothing is due.

use std::time::{Duration, Instant};

use anyhow::Result;
use centre::{Error, promises};
use db::{Clock, Store};

use crate::fill;

const TICKS: usize = 2_000;

pub struct Tick {
    pub open_cases: i64,
    /// Clocks for which something will be due one day.
    pub ahead: i64,
    pub median: Duration,
    pub p99: Duration,
}

/// Opens so many cases at one moment and looks at that moment what is due by their clocks.
pub async fn measure(store: &Store, cases: usize) -> Result<Tick> {
    let now = Clock::system().now();
    fill::open_cases(store, cases, now).await?;
    let db = fill::open(store, Clock::fixed(now))?;
    let mut times = Vec::with_capacity(TICKS);
    for _ in 0..TICKS {
        let begun = Instant::now();
        if db.read(promises::is_due).await? {
            anyhow::bail!("something is due");
        }
        times.push(begun.elapsed());
    }
    times.sort_unstable();
    let counts = db.read(|tx| {
        let count = |tx: &mut db::Tx, sql| Ok::<i64, Error>(tx.query_one(sql, &[])?.get(0)?);
        let open = count(tx, "SELECT count(*) FROM cases WHERE state = 'open'")?;
        Ok::<_, Error>((open, count(tx, "SELECT count(*) FROM case_clocks WHERE next_at IS NOT NULL")?))
    });
    let (open_cases, ahead) = counts.await?;
    db.close().await;
    Ok(Tick { open_cases, ahead, median: times[TICKS / 2], p99: times[TICKS * 99 / 100] })
}
