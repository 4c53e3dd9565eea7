use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use rusqlite::config::DbConfig;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection, ErrorCode, OpenFlags, ffi};
use tokio::sync::{broadcast, mpsc};

use crate::tx::{Session, Tx, Verdict};
use crate::work::{Work, next, spawn};
use crate::{Clock, Config, Engine, Error, QUEUED, Queues, Result, Row, Value, migrate};

/// How many closures share a commit at most, and how long the first one waits for the others.
const BATCH: usize = 256;
const BATCH_TIME: Duration = Duration::from_millis(20);

const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
const WRITER_CACHE_KB: u32 = 8_000;
const READER_CACHE_KB: u32 = 4_000;
/// Bytes that the log may keep on disk after a burst.
const JOURNAL_LIMIT: u32 = 64 << 20;
const STATEMENTS_KEPT: usize = 200;

pub(crate) fn start(
    path: &Path,
    config: &Config,
    announcements: broadcast::Sender<Arc<str>>,
) -> Result<(Queues, Vec<JoinHandle<()>>)> {
    let mut writer = connect(path, WRITER_CACHE_KB)?;
    // Foreign keys rest meanwhile, so that a migration can rebuild a table the way SQLite asks for.
    writer.batch("PRAGMA foreign_keys = OFF")?;
    migrate::run(&mut writer, config.migrations, &config.clock)?;
    writer.batch("PRAGMA foreign_keys = ON")?;
    let (write, writes) = mpsc::channel(QUEUED);
    let (read, reads) = mpsc::channel(QUEUED);
    let reads = Arc::new(Mutex::new(reads));
    let mut readers = Vec::new();
    for _ in 0..config.readers.max(1) {
        let reader = connect(path, READER_CACHE_KB)?;
        reader.execute_batch("PRAGMA query_only = ON").map_err(error)?;
        let reader = Reader { connection: reader, clock: config.clock.clone() };
        let reads = Arc::clone(&reads);
        readers.push(spawn("db-read", move || reader.serve(&reads))?);
    }
    let writer =
        Writer { connection: writer, queue: writes, clock: config.clock.clone(), announcements, readers };
    let writer = spawn("db-write", move || writer.serve())?;
    Ok((Queues { write, read }, vec![writer]))
}

fn connect(path: &Path, cache_kb: u32) -> Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(error)?;
    connection.busy_timeout(BUSY_TIMEOUT).map_err(error)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
    // Else a statement whose plan looked at its parameters is prepared anew each time they are bound.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(error)?;
    let journal: String =
        connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(error)?;
    if journal != "wal" {
        return Err(Error::Engine("the file system can't keep a write-ahead log".to_owned()));
    }
    let settings = format!(
        "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -{cache_kb};
         PRAGMA journal_size_limit = {JOURNAL_LIMIT}"
    );
    connection.execute_batch(&settings).map_err(error)?;
    Ok(connection)
}

struct Writer {
    connection: Connection,
    queue: mpsc::Receiver<Box<dyn Work>>,
    clock: Clock,
    announcements: broadcast::Sender<Arc<str>>,
    readers: Vec<JoinHandle<()>>,
}

impl Writer {
    fn serve(mut self) {
        while let Some(first) = self.queue.blocking_recv() {
            let mut batch = Batch::default();
            let ended = self.run(first, &mut batch);
            match &ended {
                // Nobody listens: nothing is lost.
                Ok(()) => {
                    batch.topics.into_iter().for_each(|topic| drop(self.announcements.send(topic.into())))
                }
                Err(error) => {
                    tracing::error!(%error, writes = batch.waiting.len(), "a shared commit failed");
                    rollback(&self.connection);
                }
            }
            batch.waiting.into_iter().for_each(|work| work.answer(ended.clone()));
        }
        // Whoever closes last takes the log away, and two that close at once both leave it to the other.
        for reader in self.readers.drain(..) {
            if reader.join().is_err() {
                tracing::error!("a reading thread had panicked");
            }
        }
        if let Err(error) = self.connection.batch("PRAGMA wal_checkpoint(TRUNCATE)") {
            tracing::warn!(%error, "the write-ahead log stays until the next start");
        }
    }

    /// Runs the first closure and what queues up behind it, and commits them together.
    fn run(&mut self, first: Box<dyn Work>, batch: &mut Batch) -> Result<()> {
        if let Err(error) = control(&self.connection, "BEGIN IMMEDIATE") {
            batch.waiting.push(first);
            return Err(error);
        }
        let start = Instant::now();
        let mut next = Some(first);
        for _ in 0..BATCH {
            let Some(mut work) = next else { break };
            match self.run_alone(&mut *work) {
                Ok(Verdict::Commit { topics }) => {
                    batch.topics.extend(topics);
                    batch.waiting.push(work);
                }
                Ok(Verdict::Rollback) => work.answer(Ok(())),
                Ok(Verdict::Fail(error)) => work.answer(Err(error)),
                Err(error) => {
                    batch.waiting.push(work);
                    return Err(error);
                }
            }
            next = if start.elapsed() < BATCH_TIME { self.queue.try_recv().ok() } else { None };
        }
        control(&self.connection, "COMMIT")
    }

    /// Runs one closure so that it can be rolled back without the others. An error here is the whole batch's.
    fn run_alone(&mut self, work: &mut dyn Work) -> Result<Verdict> {
        control(&self.connection, "SAVEPOINT alone")?;
        let mut tx = Tx::new(&mut self.connection, self.clock.now());
        let success = work.run(&mut tx);
        let verdict = tx.end(success);
        if self.connection.is_autocommit() {
            // A full disk, for one, makes SQLite give up the transaction as a whole.
            return Err(Error::Engine("the database had to roll back".to_owned()));
        }
        if !matches!(verdict, Verdict::Commit { .. }) {
            control(&self.connection, "ROLLBACK TO alone")?;
        }
        control(&self.connection, "RELEASE alone")?;
        Ok(verdict)
    }
}

#[derive(Default)]
struct Batch {
    waiting: Vec<Box<dyn Work>>,
    topics: Vec<String>,
}

struct Reader {
    connection: Connection,
    clock: Clock,
}

impl Reader {
    fn serve(mut self, queue: &Mutex<mpsc::Receiver<Box<dyn Work>>>) {
        while let Some(mut work) = next(queue) {
            let ended = self.run(&mut *work);
            rollback(&self.connection);
            work.answer(ended);
        }
    }

    fn run(&mut self, work: &mut dyn Work) -> Result<()> {
        control(&self.connection, "BEGIN")?;
        let mut tx = Tx::new(&mut self.connection, self.clock.now());
        let success = work.run(&mut tx);
        match tx.end(success) {
            Verdict::Fail(error) => Err(error),
            Verdict::Commit { .. } | Verdict::Rollback => Ok(()),
        }
    }
}

fn rollback(connection: &Connection) {
    if !connection.is_autocommit()
        && let Err(error) = control(connection, "ROLLBACK")
    {
        tracing::error!(%error, "a transaction can't be rolled back");
    }
}

/// Runs a statement that comes with every transaction.
fn control(connection: &Connection, sql: &str) -> Result<()> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.execute([])).map(drop).map_err(error)
}

impl Session for Connection {
    fn engine(&self) -> Engine {
        Engine::Sqlite
    }

    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        let mut statement = prepare(self, sql, values)?;
        if statement.column_count() == 0 {
            return statement.raw_execute().map(|count| count as u64).map_err(error);
        }
        let mut rows = statement.raw_query();
        let mut count = 0;
        while rows.next().map_err(error)?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>> {
        let mut statement = prepare(self, sql, values)?;
        let columns = statement.column_count();
        let mut rows = statement.raw_query();
        let mut result = Vec::new();
        while let Some(row) = rows.next().map_err(error)? {
            let value = |column| row.get_ref(column).map_err(error).and_then(value);
            result.push(Row((0..columns).map(value).collect::<Result<_>>()?));
        }
        Ok(result)
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.execute_batch(sql).map_err(error)
    }
}

/// SQLite takes `$1` for a name, so the parameters are bound by it and not by their place.
fn prepare<'c>(connection: &'c Connection, sql: &str, values: &[Value]) -> Result<CachedStatement<'c>> {
    let mut statement = connection.prepare_cached(sql).map_err(error)?;
    let mut highest = 0;
    for place in 1..=statement.parameter_count() {
        let number = statement.parameter_name(place).and_then(|name| name.strip_prefix('$')?.parse().ok());
        let number: usize = number.ok_or_else(|| Error::Engine("parameters are $1, $2, …".to_owned()))?;
        highest = highest.max(number);
        if let Some(value) = number.checked_sub(1).and_then(|index| values.get(index)) {
            statement.raw_bind_parameter(place, value).map_err(error)?;
        }
    }
    if highest != values.len() {
        return Err(Error::Engine(format!("{} parameters for a statement of {highest}", values.len())));
    }
    Ok(statement)
}

impl rusqlite::ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self {
            Value::Null => ValueRef::Null,
            Value::Int(int) => ValueRef::Integer(*int),
            Value::Real(real) => ValueRef::Real(*real),
            Value::Text(text) => ValueRef::Text(text.as_bytes()),
            Value::Bytes(bytes) => ValueRef::Blob(bytes),
        }))
    }
}

fn value(value: ValueRef<'_>) -> Result<Value> {
    Ok(match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(int) => Value::Int(int),
        ValueRef::Real(real) => Value::Real(real),
        ValueRef::Text(text) => {
            let text = std::str::from_utf8(text).map_err(|_| Error::Type("text is not UTF-8".to_owned()))?;
            Value::Text(text.to_owned())
        }
        ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
    })
}

fn error(error: rusqlite::Error) -> Error {
    const UNIQUE: [i32; 3] =
        [ffi::SQLITE_CONSTRAINT_UNIQUE, ffi::SQLITE_CONSTRAINT_PRIMARYKEY, ffi::SQLITE_CONSTRAINT_ROWID];
    let text = error.to_string();
    match error.sqlite_error() {
        Some(cause) if UNIQUE.contains(&cause.extended_code) => {
            let constraint = text.strip_prefix("UNIQUE constraint failed: ").unwrap_or(&text);
            Error::Unique { constraint: constraint.to_owned() }
        }
        Some(cause) if cause.code == ErrorCode::DatabaseBusy => Error::Busy,
        _ => Error::Engine(text),
    }
}
