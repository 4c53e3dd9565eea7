//! The page that everybody looks at when something is wrong: read at a steady pace while an issue is being posted.

use std::{
    net::SocketAddr,
    path::Path,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail};
use centre::{
    Error, demo,
    health::{self, Class, NewIssue, NewPost, Status, Texts},
    people,
    policy::Policies,
};
use db::{Clock, Store, Tx};

use crate::{
    client::{Connection, Request},
    fill,
    server::Server,
};

/// Each asks for itself, at its share of the pace.
const READERS: u64 = 16;
const PAUSE_BETWEEN_POSTS: Duration = Duration::from_millis(500);
const CLOUD: &str = "worldwide";
/// What is asked for, with the languages of those who ask.
const PAGES: [&str; 4] = [
    "/en/worldwide/health",
    "/de/worldwide/health",
    "/zh-CN/worldwide/health",
    "/en/worldwide/health/history",
];

pub struct Held {
    pub per_second: f64,
    pub median: Duration,
    pub p99: Duration,
    pub worst: Duration,
    /// Of the server, for each.
    pub processor: Duration,
    pub posts: u64,
    pub bytes: usize,
}

/// Fills a store with the demo, serves it, and reads so many pages a second for a while.
pub fn measure(
    program: &Path,
    folder: &Path,
    store: &Store,
    url: Option<&str>,
    rate: f64,
    time: Duration,
) -> Result<Held> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build()?;
    let number = runtime.block_on(begin(store))?;
    let server = Server::start(program, folder, url)?;
    let (is_over, posts) = (AtomicBool::new(false), AtomicU64::new(0));
    let (taken, used, elapsed, bytes) = thread::scope(|scope| {
        let writer = scope.spawn(|| runtime.block_on(post(store, &number, &is_over, &posts)));
        let used = server.time_used()?;
        let begun = Instant::now();
        let readers: Vec<_> =
            (0..READERS).map(|n| scope.spawn(move || read(server.address, n, rate, begun, time))).collect();
        let (mut taken, mut bytes) = (Vec::new(), 0);
        for reader in readers {
            let (took, size) = reader.join().map_err(|_| anyhow!("a reader panicked"))??;
            taken.extend(took);
            bytes = size;
        }
        let measured = (taken, server.time_used()? - used, begun.elapsed(), bytes);
        is_over.store(true, Ordering::Relaxed);
        writer.join().map_err(|_| anyhow!("the writer panicked"))??;
        Ok::<_, anyhow::Error>(measured)
    })?;
    server.stop()?;
    let mut taken = taken;
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() * percent / 100).min(taken.len() - 1)];
    Ok(Held {
        per_second: taken.len() as f64 / elapsed.as_secs_f64(),
        median: at(50),
        p99: at(99),
        worst: *taken.last().context("nothing was read")?,
        processor: used / taken.len() as u32,
        posts: posts.load(Ordering::Relaxed),
        bytes,
    })
}

/// The demo's vendor and an issue of everybody; answers its number.
async fn begin(store: &Store) -> Result<String> {
    let db = fill::open(store, Clock::system())?;
    let (directory, policies) = (demo::directory()?, Policies::load(None).map_err(|_| anyhow!("policies"))?);
    let begin = move |tx: &mut Tx| {
        people::import(tx, &policies, &directory)?;
        demo::play_health(tx, &policies)?;
        let policy = policies.cloud(CLOUD).ok_or(Error::NotFound)?;
        let words = || Texts::new("en", "Some users can't read their mail.");
        let new = NewIssue::new(Class::Incident, "mail", words(), words(), tx.now());
        health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words()))
    };
    let number = db.write(begin).await?;
    db.close().await;
    Ok(number)
}

async fn post(store: &Store, number: &str, is_over: &AtomicBool, posts: &AtomicU64) -> Result<()> {
    let db = fill::open(store, Clock::system())?;
    while !is_over.load(Ordering::Relaxed) {
        let number = number.to_owned();
        let policies = Policies::load(None).map_err(|_| anyhow!("policies"))?;
        let post = move |tx: &mut Tx| {
            let policy = policies.cloud(CLOUD).ok_or(Error::NotFound)?;
            let words = Texts::new("en", format!("It is {} and we are still at it.", tx.now()));
            health::add_post(tx, policy, tx.now(), &number, &NewPost::new(Status::Investigating, words))
        };
        db.write(post).await?;
        posts.fetch_add(1, Ordering::Relaxed);
        tokio::time::sleep(PAUSE_BETWEEN_POSTS).await;
    }
    db.close().await;
    Ok(())
}

/// What is late is counted from when it should have been asked, so that nothing is glossed over.
fn read(
    address: SocketAddr,
    n: u64,
    rate: f64,
    begun: Instant,
    time: Duration,
) -> Result<(Vec<Duration>, usize)> {
    let mut connection = Connection::open(address)?;
    let pause = Duration::from_secs_f64(READERS as f64 / rate);
    let mut at = begun + pause.mul_f64(n as f64 / READERS as f64);
    let mut taken = Vec::new();
    let mut bytes = 0;
    for page in PAGES.iter().cycle() {
        if at >= begun + time {
            break;
        }
        thread::sleep(at.saturating_duration_since(Instant::now()));
        let status = connection.send(&Request::get((*page).to_owned(), "zone=Europe%2FBerlin".to_owned()))?;
        if status != 200 {
            bail!("{page} answers {status}");
        }
        taken.push(at.elapsed());
        bytes = connection.text().len();
        at += pause;
    }
    Ok((taken, bytes))
}
