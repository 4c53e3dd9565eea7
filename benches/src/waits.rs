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

/// Processor time of the announcement for a request, and of all contact methods together, as who asks beforehand is told.
pub struct Cost {
    pub when: &'static str,
    pub one: Spread,
    pub all: Spread,
    /// Of both, what is read from the database.
    pub reading: Spread,
}

/// How long it takes usually, and at worst.
pub struct Spread {
    pub median: Duration,
    pub p99: Duration,
}

impl Spread {
    fn of(mut times: Vec<Duration>) -> Spread {
        times.sort_unstable();
        let at = |percent: usize| times.get(times.len() * percent / 100).copied().unwrap_or_default();
        Spread { median: at(50), p99: at(99) }
    }
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
        let [mut one, mut all, mut reading] = [const { Vec::new() }; 3];
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
            let only = scene.clone().only(["phone", "email"][round % 2]);
            for (scene, times) in [(only, &mut one), (scene, &mut all)] {
                let begun = used()?;
                let waits = scene.waits(&learned);
                times.push(read + (used()? - begun));
                waits.first().context("no wait is announced")?;
            }
            reading.push(read);
        }
        costs.push(Cost { when, one: Spread::of(one), all: Spread::of(all), reading: Spread::of(reading) });
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
