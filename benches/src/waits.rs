//! What it costs to announce a wait: reading how things stand from the database, and simulating.

use std::{fs, time::Duration};

use anyhow::{Context, Result};
use centre::{
    Error,
    expect::{self, Wish},
    policy::Policies,
};
use db::{Clock, Store, Tx};
use jiff::Timestamp;

use crate::fill;

const ROUNDS: usize = 500;
pub const CLOUD: &str = "worldwide";
/// A Wednesday, when all agents are at work, and a night.
const TIMES: [(&str, &str); 2] =
    [("by day", "2026-11-18T12:00:00Z"), ("at night, until the morning", "2026-11-18T22:30:00Z")];
const LANGUAGES: [&str; 5] = ["en", "de", "hu", "nb", "nl"];

/// Processor time of one announcement for every contact method, and of that the reading.
pub struct Cost {
    pub when: &'static str,
    pub median: Duration,
    pub p99: Duration,
    pub most: Duration,
    pub reading: Duration,
}

/// So many agents, all of them with somebody, and so many waiting. Also learns, once: that is done every two minutes.
pub async fn measure(store: &Store, agents: usize, waiting: usize) -> Result<(Vec<Cost>, Duration)> {
    let now: Timestamp = TIMES[0].1.parse()?;
    fill::waiting(store, agents, waiting, now).await?;
    let clock = Clock::fixed(now);
    let db = fill::open(store, clock.clone())?;
    let policies = std::sync::Arc::new(Policies::load(None).map_err(|p| anyhow::anyhow!("{p:?}"))?);
    let by = policies.clone();
    let learn = move |tx: &mut Tx| {
        let begun = used()?;
        let learned = expect::learn(tx, by.cloud(CLOUD).ok_or(Error::NotFound)?)?;
        Ok::<_, Error>((learned, used()? - begun))
    };
    let (learned, learning) = db.read(learn).await?;
    let mut costs = Vec::new();
    for (when, at) in TIMES {
        clock.set(at.parse()?);
        let mut all = Vec::with_capacity(ROUNDS);
        for round in 0..ROUNDS {
            let wish = Wish {
                category: ["technical", "billing"][round % 2].to_owned(),
                language: LANGUAGES[round % LANGUAGES.len()].to_owned(),
                severity: ["A", "B", "C"][round % 3].to_owned(),
                zone: "Europe/Berlin".to_owned(),
            };
            let by = policies.clone();
            let look = move |tx: &mut Tx| {
                let begun = used()?;
                let scene = expect::look(tx, by.cloud(CLOUD).ok_or(Error::NotFound)?, &wish, None)?;
                Ok::<_, Error>((scene, used()? - begun))
            };
            let (scene, read) = db.read(look).await?;
            let begun = used()?;
            let waits = scene.waits(&learned);
            all.push((read + (used()? - begun), read));
            waits.first().context("no wait is announced")?;
        }
        let mut reading: Vec<Duration> = all.iter().map(|one| one.1).collect();
        let mut whole: Vec<Duration> = all.into_iter().map(|one| one.0).collect();
        reading.sort_unstable();
        whole.sort_unstable();
        let at = |percent: usize| whole[ROUNDS * percent / 100];
        let most = whole[ROUNDS - 1];
        costs.push(Cost { when, median: at(50), p99: at(99), most, reading: reading[ROUNDS / 2] });
    }
    db.close().await;
    Ok((costs, learning))
}

/// Processor time of this thread. The kernel brings its account up to date when the thread steps aside.
fn used() -> centre::Result<Duration> {
    std::thread::yield_now();
    let text = fs::read_to_string("/proc/thread-self/schedstat").map_err(Error::broken)?;
    let nanoseconds = text.split_whitespace().next().and_then(|text| text.parse().ok());
    nanoseconds.map(Duration::from_nanos).ok_or_else(|| Error::broken("no processor time"))
}
