//! What is known of every cloud's health by whoever asks, kept in memory and on disk: so the page lasts when the
//! database doesn't, and costs next to nothing when many look at it because something is wrong.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use centre::{
    health::{self, Issue, Message, Messages, Reader, Show, Which, uptime::Quarter},
    policy::Policies,
};
use db::Tx;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use tokio::sync::{
    Mutex, broadcast,
    broadcast::error::{RecvError, TryRecvError},
    watch,
};

use super::rendered::Rendered;
use crate::Shared;

/// Announcements may be lost, and the database may go without a word.
const LOOK_AGAIN: Duration = Duration::from_secs(5);
/// A database that takes longer is out of reach.
const PATIENCE: Duration = Duration::from_secs(4);
/// The file on disk tells a time no older than this, and isn't written more often unless something changed.
const WRITE_AGAIN: jiff::SignedDuration = jiff::SignedDuration::from_mins(1);
/// More of one cloud nobody looks through on a public page.
const MOST: i64 = 2_000;
/// So many publications are caught up with one by one.
const MOST_NEWS: i64 = 200;
/// Planned work that is known of one cloud.
const MOST_PLANNED: i64 = 200;

/// One cloud: what concerns everybody, since the beginning of the quarter before.
#[derive(Debug, Default, Clone, Serialize, Deserialize)]
pub struct Cloud {
    /// The latest first.
    pub issues: Vec<Issue>,
    /// Planned work, also what is over; what was told last first.
    #[serde(default)]
    pub maintenance: Vec<Message>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct State {
    /// When it was so.
    pub at: Timestamp,
    /// The last publication in it.
    seq: i64,
    clouds: BTreeMap<String, Arc<Cloud>>,
}

impl State {
    pub fn cloud(&self, key: &str) -> Arc<Cloud> {
        self.clouds.get(key).cloned().unwrap_or_default()
    }
}

pub struct Known {
    state: RwLock<Option<Arc<State>>>,
    /// The last look failed: what is known may be old.
    is_away: AtomicBool,
    /// Until the first look it is what was known when the program last ran.
    looked: AtomicBool,
    file: Option<PathBuf>,
    written_at: std::sync::Mutex<Option<Timestamp>>,
    /// One looks for all who wait.
    looking: Mutex<()>,
    /// Counts what pages should be drawn again for.
    changed: watch::Sender<u64>,
    pub(super) rendered: Rendered,
}

impl Known {
    /// With what was known when the program last ran.
    pub fn new(file: Option<PathBuf>) -> Known {
        let state = file.as_deref().and_then(read).map(Arc::new);
        Known {
            is_away: AtomicBool::default(),
            looked: AtomicBool::default(),
            state: RwLock::new(state),
            file,
            written_at: std::sync::Mutex::default(),
            looking: Mutex::default(),
            changed: watch::Sender::new(0),
            rendered: Rendered::default(),
        }
    }

    /// The database is out of reach: what is known is how it was at its time.
    pub fn is_away(&self) -> bool {
        self.is_away.load(Ordering::Relaxed)
    }

    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// What is known now; the first who asks has it looked up.
    pub async fn state(&self, app: &Shared) -> centre::Result<Arc<State>> {
        let looked = match self.looked.load(Ordering::Relaxed) {
            true => Ok(()),
            false => self.look(app).await,
        };
        match (self.current(), looked) {
            (Some(state), _) => Ok(state),
            (None, looked) => Err(looked.err().unwrap_or(centre::Error::Db(db::Error::Closed))),
        }
    }

    fn current(&self) -> Option<Arc<State>> {
        self.state.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Brings what is known up to date.
    pub async fn look(&self, app: &Shared) -> centre::Result<()> {
        let _one = self.looking.lock().await;
        let (before, policies) = (self.current(), app.policies.get());
        let from = before.clone();
        let read = app.db.read(move |tx| catch_up(tx, &policies, from.as_deref()));
        let found = match tokio::time::timeout(PATIENCE, read).await {
            Ok(found) => found,
            Err(_) => Err(db::Error::Disconnected("it takes too long".into()).into()),
        };
        self.looked.store(true, Ordering::Relaxed);
        let was_away = self.is_away.swap(found.is_err(), Ordering::Relaxed);
        match found {
            Ok(state) => {
                let is_news = before.as_ref().is_none_or(|before| before.seq != state.seq);
                let state = Arc::new(state);
                *self.state.write().unwrap_or_else(PoisonError::into_inner) = Some(state.clone());
                if was_away || is_news {
                    self.draw_again();
                }
                self.write(state, is_news).await;
                Ok(())
            }
            Err(error) => {
                if !was_away {
                    tracing::error!(%error, "the database is out of reach: health is shown as it was last known");
                    self.draw_again();
                }
                Err(error)
            }
        }
    }

    fn draw_again(&self) {
        self.rendered.forget();
        self.changed.send_modify(|count| *count += 1);
    }

    async fn write(&self, state: Arc<State>, is_news: bool) {
        let Some(file) = self.file.clone() else { return };
        {
            let mut written_at = self.written_at.lock().unwrap_or_else(PoisonError::into_inner);
            let is_fresh = written_at.is_some_and(|at| state.at.duration_since(at) < WRITE_AGAIN);
            if is_fresh && !is_news {
                return;
            }
            *written_at = Some(state.at);
        }
        let written = tokio::task::spawn_blocking(move || write(&file, &state)).await;
        if let Err(error) = written.map_err(io::Error::other).and_then(|written| written) {
            tracing::error!(%error, "what is known of health could not be kept on disk");
        }
    }

    /// Looks whenever something was published, and every few seconds all the same. Never ends.
    pub async fn keep(app: Shared) {
        let mut heard = app.db.announcements();
        loop {
            // It was logged.
            let _ = app.health.look(&app).await;
            let news = hear(&mut heard);
            let _ = tokio::time::timeout(LOOK_AGAIN, news).await;
            while let Ok(_) | Err(TryRecvError::Lagged(_)) = heard.try_recv() {}
        }
    }
}

/// Until something was published.
async fn hear(heard: &mut broadcast::Receiver<Arc<str>>) {
    loop {
        match heard.recv().await {
            Ok(topic) if topic.starts_with("health/") => return,
            Ok(_) => {}
            // Something may have been among what was missed.
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// What is known with all that was published meanwhile.
fn catch_up(tx: &mut Tx, policies: &Policies, before: Option<&State>) -> centre::Result<State> {
    let (at, seq) = (tx.now(), health::last_news(tx)?);
    let since = Quarter::of(at).before().from();
    let clouds = || policies.iter().map(|policy| policy.cloud.key.clone());
    let known =
        before.filter(|before| seq >= before.seq && clouds().all(|key| before.clouds.contains_key(&key)));
    let news = match known {
        Some(before) if before.seq == seq => Some(Vec::new()),
        Some(before) => {
            Some(health::news(tx, before.seq, MOST_NEWS)?).filter(|news| news.len() < MOST_NEWS as usize)
        }
        None => None,
    };
    let (Some(before), Some(news)) = (known, news) else {
        let all = clouds().map(|key| Ok::<_, centre::Error>((key.clone(), Arc::new(all(tx, &key, since)?))));
        return Ok(State { at, seq, clouds: all.collect::<centre::Result<_>>()? });
    };
    let mut clouds = before.clouds.clone();
    for (key, cloud) in &mut clouds {
        let mut touched: Vec<_> =
            news.iter().filter(|news| news.cloud == *key).filter_map(|news| news.issue).collect();
        touched.sort_unstable();
        touched.dedup();
        if news.iter().any(|news| news.cloud == *key && news.message.is_some()) {
            Arc::make_mut(cloud).maintenance = maintenance(tx, &Reader::public(key))?;
        }
        let is_old = |issue: &Issue| issue.resolved_at.is_some_and(|at| at < since);
        if touched.is_empty() && !cloud.issues.iter().any(is_old) {
            continue;
        }
        let cloud = Arc::make_mut(cloud);
        cloud.issues.retain(|issue| !touched.contains(&issue.id) && !is_old(issue));
        for id in touched {
            let number = health::issue_number(tx, id)?;
            match health::issue(tx, &Reader::public(key), &number) {
                Ok(issue) if !is_old(&issue) => cloud.issues.push(issue),
                Ok(_) | Err(centre::Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
        sort(&mut cloud.issues);
    }
    Ok(State { at, seq, clouds })
}

fn all(tx: &mut Tx, cloud: &str, since: Timestamp) -> centre::Result<Cloud> {
    let reader = Reader::public(cloud);
    let mut issues = Vec::new();
    for show in [Show::Open, Show::ResolvedSince(since)] {
        issues.extend(health::issues(tx, &reader, &Which { show, limit: MOST, ..Which::default() })?);
    }
    sort(&mut issues);
    Ok(Cloud { issues, maintenance: maintenance(tx, &reader)? })
}

fn maintenance(tx: &mut Tx, reader: &Reader) -> centre::Result<Vec<Message>> {
    let which = Messages { maintenance: Some(true), limit: MOST_PLANNED, ..Messages::default() };
    health::messages(tx, reader, &which)
}

fn sort(issues: &mut [Issue]) {
    issues.sort_by_key(|issue| std::cmp::Reverse((issue.published_at, issue.id)));
}

/// What cannot be read is as if it weren't there: an older program may have written it.
fn read(file: &Path) -> Option<State> {
    let text = fs::read(file).ok()?;
    match serde_json::from_slice(&text) {
        Ok(state) => Some(state),
        Err(error) => {
            tracing::warn!(%error, "what was last known of health is not readable");
            None
        }
    }
}

/// Whole or not at all.
fn write(file: &Path, state: &State) -> io::Result<()> {
    let new = file.with_extension("new");
    fs::write(&new, serde_json::to_vec(state).map_err(io::Error::other)?)?;
    fs::rename(new, file)
}
