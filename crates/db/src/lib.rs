//! One door to two databases: SQLite in a file, or PostgreSQL by a URL.
//!
//! [`Db::write`] and [`Db::read`] take a closure over a transaction. On SQLite one thread runs all writes
//! and shares a commit among those that wait, other threads read. On PostgreSQL every connection has its
//! thread, and a write that lost a serialisation conflict is run again, which is why closures are `Fn`.
//!
//! A closure that returns an error leaves nothing behind. Neither does one that goes on after a failed
//! statement: PostgreSQL gives the transaction up there, so both engines do. Use `ON CONFLICT` to expect a clash.

mod clock;
mod migrate;
mod postgres;
mod sqlite;
#[doc(hidden)]
pub mod testing;
mod tx;
mod value;
mod work;

use std::fmt;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::{broadcast, mpsc, oneshot};

pub use clock::Clock;
pub use migrate::{Migration, sql_for};
pub use tx::Tx;
pub use value::{FromValue, Id, Row, ToValue, Value};

use work::{Call, Mode, Work};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    #[error("no row")]
    NoRow,
    /// `constraint` is the name on PostgreSQL, and the columns on SQLite.
    #[error("not unique: {constraint}")]
    Unique { constraint: String },
    #[error("gave up after losing to other transactions again and again")]
    Conflict,
    #[error("another process holds the database")]
    Busy,
    #[error("the database is closed")]
    Closed,
    #[error("no connection: {0}")]
    Disconnected(String),
    #[error("the connection broke during the commit, so it is not known whether the write happened: {0}")]
    Unknown(String),
    #[error("{0}")]
    Engine(String),
    #[error("{0}")]
    Type(String),
    #[error("migration: {0}")]
    Migration(String),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    Sqlite,
    Postgres,
}

#[derive(Clone, PartialEq, Eq)]
pub enum Store {
    Sqlite(PathBuf),
    /// A `postgres://` URL. With `sslmode=require` the server's certificate is checked.
    Postgres(String),
}

impl Store {
    /// Reads `sqlite:PATH` or `postgres://…`.
    pub fn parse(text: &str) -> Result<Store> {
        match text.split_once(':') {
            Some(("sqlite", path)) if !path.is_empty() => Ok(Store::Sqlite(path.into())),
            Some(("postgres" | "postgresql", _)) => {
                postgres::check_url(text)?;
                Ok(Store::Postgres(text.to_owned()))
            }
            _ => Err(Error::Engine("a database is given as sqlite:PATH or postgres://…".to_owned())),
        }
    }

    pub fn engine(&self) -> Engine {
        match self {
            Store::Sqlite(_) => Engine::Sqlite,
            Store::Postgres(_) => Engine::Postgres,
        }
    }
}

/// Keeps the password of the URL out of logs.
impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Store::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Store::Postgres(_) => write!(f, "postgres://…"),
        }
    }
}

#[derive(Debug, Clone)]
pub struct Config {
    pub store: Store,
    pub migrations: &'static [Migration],
    pub clock: Clock,
    /// Threads that read. On PostgreSQL there are twice as many connections, which write as well.
    pub readers: usize,
}

/// The database. Clones share it; when the last one goes, the threads finish what is queued and end.
#[derive(Clone)]
pub struct Db {
    inner: Arc<Inner>,
}

struct Inner {
    queues: Mutex<Option<Queues>>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    announcements: broadcast::Sender<Arc<str>>,
}

type Queue = mpsc::Sender<Box<dyn Work>>;

struct Queues {
    write: Queue,
    read: Queue,
}

/// A full queue makes callers wait, in the order in which they came.
const QUEUED: usize = 1024;
const ANNOUNCEMENTS_KEPT: usize = 1024;

impl Db {
    /// Opens the store, migrates it and starts the threads. Blocks meanwhile.
    pub fn open(config: Config) -> Result<Db> {
        let (announcements, _) = broadcast::channel(ANNOUNCEMENTS_KEPT);
        let (queues, threads) = match &config.store {
            Store::Sqlite(path) => sqlite::start(path, &config, announcements.clone())?,
            Store::Postgres(url) => postgres::start(url, &config, announcements.clone())?,
        };
        let inner = Inner { queues: Mutex::new(Some(queues)), threads: Mutex::new(threads), announcements };
        Ok(Db { inner: Arc::new(inner) })
    }

    /// One that is out of reach: whatever is asked of it is answered with [`Error::Closed`].
    pub fn away() -> Db {
        let (announcements, _) = broadcast::channel(1);
        let inner = Inner { queues: Mutex::new(None), threads: Mutex::default(), announcements };
        Db { inner: Arc::new(inner) }
    }

    /// Runs the closure in a transaction and answers when that is durable.
    ///
    /// The closure may run more than once, and holds up other writes: no I/O, hashing or rendering in it.
    /// A caller that stops waiting does not stop the write.
    pub async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.call(Mode::Write, closure).await
    }

    /// Runs the closure over a snapshot that does not change. It can't write.
    pub async fn read<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        self.call(Mode::Read, closure).await
    }

    async fn call<T, E, F>(&self, mode: Mode, closure: F) -> Result<T, E>
    where
        F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        let queue = self.queue(mode).ok_or(Error::Closed)?;
        let (reply, answer) = oneshot::channel();
        let call = Call::new(mode, closure, reply);
        queue.send(Box::new(call)).await.map_err(|_| Error::Closed)?;
        drop(queue);
        answer.await.map_err(|_| Error::Closed)?
    }

    fn queue(&self, mode: Mode) -> Option<Queue> {
        let queues = self.inner.queues.lock().unwrap_or_else(PoisonError::into_inner);
        queues.as_ref().map(|queues| match mode {
            Mode::Read => queues.read.clone(),
            Mode::Write => queues.write.clone(),
        })
    }

    /// Topics of committed writes, on PostgreSQL those of all nodes.
    ///
    /// They are hints that save polling: what was announced while a connection was down is lost, so who
    /// depends on a change also looks by itself now and then.
    pub fn announcements(&self) -> broadcast::Receiver<Arc<str>> {
        self.inner.announcements.subscribe()
    }

    /// Takes no more work, finishes what is queued and ends the threads.
    pub async fn close(&self) {
        self.inner.queues.lock().unwrap_or_else(PoisonError::into_inner).take();
        let threads = std::mem::take(&mut *self.inner.threads.lock().unwrap_or_else(PoisonError::into_inner));
        let joined = tokio::task::spawn_blocking(move || {
            threads.into_iter().map(JoinHandle::join).filter(Result::is_err).count()
        });
        if !matches!(joined.await, Ok(0)) {
            tracing::error!("a database thread had panicked");
        }
    }
}
