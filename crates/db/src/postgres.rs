use std::collections::HashMap;
use std::error::Error as StdError;
use std::io;
use std::sync::{Arc, Mutex, mpsc as std_mpsc};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use ::postgres::config::SslMode;
use ::postgres::error::{Severity, SqlState};
use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
use ::postgres::{Client, NoTls, Statement};
use bytes::BytesMut;
use rustls::{ClientConfig, RootCertStore, crypto::ring};
use tokio::sync::{broadcast, mpsc};
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::tx::{Session, Tx, Verdict};
use crate::work::{Mode, Work, next, spawn};
use crate::{Clock, Config, Engine, Error, Migration, QUEUED, Queues, Result, Row, Value, migrate};

const CHANNEL: &str = "servus";
const ATTEMPTS: u32 = 20;
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST_PAUSE_MS: u64 = 100;
const STATEMENTS_KEPT: usize = 300;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
const KEEPALIVE: Duration = Duration::from_secs(30);
/// How soon the listener notices that the database was closed, or that the connection is gone.
const LISTEN_TIMEOUT: Duration = Duration::from_secs(1);

pub(crate) fn check_url(url: &str) -> Result<()> {
    url.parse::<::postgres::Config>().map(drop).map_err(error)
}

/// Runs statements on a connection of their own.
pub(crate) fn run_once(url: &str, sql: &str) -> Result<()> {
    Server::new(url)?.connect()?.batch(sql)
}

pub(crate) fn start(
    url: &str,
    config: &Config,
    announcements: broadcast::Sender<Arc<str>>,
) -> Result<(Queues, Vec<JoinHandle<()>>)> {
    let server = Server::new(url)?;
    let (queue, work) = mpsc::channel(QUEUED);
    let (ready, started) = std_mpsc::channel();
    let listener = Listener { server: server.clone(), announcements, open: queue.downgrade() };
    let (migrations, clock) = (config.migrations, config.clock.clone());
    // The client runs an async runtime of its own, so it can live only on a thread that has none.
    spawn("db-listen", move || listener.serve(migrations, &clock, &ready))?;
    started.recv().map_err(|_| Error::Closed)??;

    let work = Arc::new(Mutex::new(work));
    let mut threads = Vec::new();
    for _ in 0..config.readers.max(1) * 2 {
        let worker = Worker { server: server.clone(), clock: config.clock.clone(), connection: None };
        let work = Arc::clone(&work);
        threads.push(spawn("db-postgres", move || worker.serve(&work))?);
    }
    Ok((Queues { write: queue.clone(), read: queue }, threads))
}

/// Where and how to connect.
#[derive(Clone)]
struct Server {
    config: ::postgres::Config,
    tls: Option<MakeRustlsConnect>,
}

impl Server {
    fn new(url: &str) -> Result<Server> {
        let mut config: ::postgres::Config = url.parse().map_err(error)?;
        config.application_name("servus").keepalives_idle(KEEPALIVE);
        if config.get_connect_timeout().is_none() {
            config.connect_timeout(CONNECT_TIMEOUT);
        }
        let tls = match config.get_ssl_mode() {
            SslMode::Require => Some(tls()?),
            _ => None,
        };
        Ok(Server { config, tls })
    }

    fn connect(&self) -> Result<Connection> {
        let client = match &self.tls {
            Some(tls) => self.config.connect(tls.clone()),
            None => self.config.connect(NoTls),
        };
        let client = client.map_err(|error| Error::Disconnected(describe(&error)))?;
        Ok(Connection { client, statements: HashMap::new() })
    }
}

fn tls() -> Result<MakeRustlsConnect> {
    let roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|error| Error::Engine(error.to_string()))?;
    Ok(MakeRustlsConnect::new(config.with_root_certificates(roots).with_no_client_auth()))
}

/// Hears the announcements of all nodes, this one included.
struct Listener {
    server: Server,
    announcements: broadcast::Sender<Arc<str>>,
    open: mpsc::WeakSender<Box<dyn Work>>,
}

impl Listener {
    fn serve(self, migrations: &[Migration], clock: &Clock, ready: &std_mpsc::Sender<Result<()>>) {
        let started = self.server.connect().and_then(|mut connection| {
            migrate::run(&mut connection, migrations, clock)?;
            listen(&mut connection)?;
            Ok(connection)
        });
        let mut connection = match started {
            Ok(connection) => connection,
            Err(error) => return drop(ready.send(Err(error))),
        };
        let _ = ready.send(Ok(()));
        while self.open.upgrade().is_some() {
            self.hear(&mut connection.client);
            if connection.client.is_valid(CONNECT_TIMEOUT).is_err() {
                tracing::warn!("the connection for announcements is gone");
                thread::sleep(LISTEN_TIMEOUT);
                match self.server.connect().and_then(|mut new| listen(&mut new).map(|()| new)) {
                    Ok(new) => connection = new,
                    Err(error) => tracing::warn!(%error, "no announcements from other nodes"),
                }
            }
        }
    }

    /// Passes on what comes until nothing does for a while.
    fn hear(&self, client: &mut Client) {
        let mut notifications = client.notifications();
        let mut heard = notifications.timeout_iter(LISTEN_TIMEOUT);
        while self.open.upgrade().is_some()
            && let Ok(Some(notification)) = heard.next()
        {
            // Nobody listens: nothing is lost.
            let _ = self.announcements.send(notification.payload().into());
        }
    }
}

fn listen(connection: &mut Connection) -> Result<()> {
    connection.batch(&format!("LISTEN {CHANNEL}"))
}

/// A thread with a connection, which is made when it is needed.
struct Worker {
    server: Server,
    clock: Clock,
    connection: Option<Connection>,
}

impl Worker {
    fn serve(mut self, queue: &Mutex<mpsc::Receiver<Box<dyn Work>>>) {
        while let Some(mut work) = next(queue) {
            let ended = self.run(&mut *work);
            work.answer(ended);
        }
    }

    /// Runs the closure again while only chance was against it. An unknown outcome is not chance.
    fn run(&mut self, work: &mut dyn Work) -> Result<()> {
        let start = Instant::now();
        let mut attempt = 1;
        loop {
            match self.attempt(work) {
                Err(error) if error.is_passing() && attempt < ATTEMPTS && start.elapsed() < PATIENCE => {
                    tracing::debug!(%error, attempt, "a transaction is run again");
                    pause(attempt);
                    attempt += 1;
                }
                ended => return ended,
            }
        }
    }

    fn attempt(&mut self, work: &mut dyn Work) -> Result<()> {
        let mut connection = match self.connection.take() {
            Some(connection) if !connection.client.is_closed() => connection,
            _ => self.server.connect()?,
        };
        let write = work.mode() == Mode::Write;
        connection.batch(if write {
            "BEGIN ISOLATION LEVEL SERIALIZABLE READ WRITE"
        } else {
            "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        })?;
        let mut tx = Tx::new(&mut connection, self.clock.now());
        let success = work.run(&mut tx);
        if success && write {
            // A failure is part of the verdict.
            let _ = tx.notify(CHANNEL);
        }
        let (ended, left) = match tx.end(success) {
            Verdict::Commit { .. } if write => (connection.batch("COMMIT").map_err(unknown), Ok(())),
            Verdict::Commit { .. } | Verdict::Rollback => (Ok(()), connection.batch("ROLLBACK")),
            Verdict::Fail(error) => (Err(error), connection.batch("ROLLBACK")),
        };
        if left.is_ok() && !matches!(ended, Err(Error::Disconnected(_) | Error::Unknown(_))) {
            self.connection = Some(connection);
        }
        ended
    }
}

fn unknown(error: Error) -> Error {
    match error {
        Error::Disconnected(text) => Error::Unknown(text),
        other => other,
    }
}

fn pause(attempt: u32) {
    let longest = 1_u64.checked_shl(attempt).unwrap_or(LONGEST_PAUSE_MS).min(LONGEST_PAUSE_MS);
    let chance = getrandom::u64().unwrap_or(longest);
    thread::sleep(Duration::from_micros(chance % (longest * 1_000)));
}

struct Connection {
    client: Client,
    statements: HashMap<Box<str>, Statement>,
}

impl Connection {
    /// Parameters have the types of their values; for NULL the server finds the type.
    fn prepare(&mut self, sql: &str, values: &[Value]) -> Result<Statement> {
        let fits = |(value, found): (&Value, &Type)| *value == Value::Null || type_of(value) == *found;
        match self.statements.get(sql) {
            Some(known) if known.params().len() != values.len() => {
                return Err(miscounted(known, values));
            }
            Some(known) if values.iter().zip(known.params()).all(fits) => return Ok(known.clone()),
            _ => {}
        }
        let types: Vec<Type> = values.iter().map(type_of).collect();
        let statement = self.client.prepare_typed(sql, &types).map_err(error)?;
        if statement.params().len() != values.len() {
            return Err(miscounted(&statement, values));
        }
        if self.statements.len() >= STATEMENTS_KEPT {
            self.statements.clear();
        }
        self.statements.insert(sql.into(), statement.clone());
        Ok(statement)
    }
}

fn type_of(value: &Value) -> Type {
    match value {
        Value::Null => Type::UNKNOWN,
        Value::Int(_) => Type::INT8,
        Value::Real(_) => Type::FLOAT8,
        Value::Text(_) => Type::TEXT,
        Value::Bytes(_) => Type::BYTEA,
    }
}

fn miscounted(statement: &Statement, values: &[Value]) -> Error {
    Error::Engine(format!("{} parameters for a statement of {}", values.len(), statement.params().len()))
}

impl Session for Connection {
    fn engine(&self) -> Engine {
        Engine::Postgres
    }

    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64> {
        let statement = self.prepare(sql, values)?;
        self.client.execute(&statement, &params(values)).map_err(error)
    }

    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>> {
        let statement = self.prepare(sql, values)?;
        let rows = self.client.query(&statement, &params(values)).map_err(error)?;
        let row = |row: &::postgres::Row| -> Result<Row, ::postgres::Error> {
            (0..row.len()).map(|column| row.try_get(column)).collect::<Result<_, _>>().map(Row)
        };
        rows.iter().map(|found| row(found).map_err(error)).collect()
    }

    fn batch(&mut self, sql: &str) -> Result<()> {
        self.client.batch_execute(sql).map_err(error)
    }
}

fn params(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as _).collect()
}

type BoxedError = Box<dyn StdError + Sync + Send>;

impl ToSql for Value {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, BoxedError> {
        match self {
            Value::Null => Ok(IsNull::Yes),
            Value::Int(int) => int.to_sql(ty, out),
            Value::Real(real) => real.to_sql(ty, out),
            Value::Text(text) => text.to_sql(ty, out),
            Value::Bytes(bytes) => bytes.to_sql(ty, out),
        }
    }

    /// Statements are prepared for the values that they get.
    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

impl<'a> FromSql<'a> for Value {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> Result<Value, BoxedError> {
        Ok(match *ty {
            Type::INT8 => Value::Int(i64::from_sql(ty, raw)?),
            Type::INT4 => Value::Int(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => Value::Int(i16::from_sql(ty, raw)?.into()),
            Type::BOOL => Value::Int(bool::from_sql(ty, raw)?.into()),
            Type::FLOAT8 => Value::Real(f64::from_sql(ty, raw)?),
            Type::FLOAT4 => Value::Real(f32::from_sql(ty, raw)?.into()),
            Type::NUMERIC => numeric(raw).ok_or("not a finite number")?,
            Type::BYTEA => Value::Bytes(raw.to_vec()),
            Type::VOID => Value::Null,
            _ => Value::Text(String::from_sql(ty, raw)?),
        })
    }

    fn from_sql_null(_: &Type) -> Result<Value, BoxedError> {
        Ok(Value::Null)
    }

    fn accepts(ty: &Type) -> bool {
        const OTHERS: [Type; 9] = [
            Type::INT8,
            Type::INT4,
            Type::INT2,
            Type::BOOL,
            Type::FLOAT8,
            Type::FLOAT4,
            Type::NUMERIC,
            Type::BYTEA,
            Type::VOID,
        ];
        OTHERS.contains(ty) || <&str as FromSql>::accepts(ty)
    }
}

/// What `sum` and `avg` of integers give: an integer if it has no decimals and fits, as on SQLite.
/// Digits are to the base of 10,000; the first one counts 10,000 to the power of `weight`.
fn numeric(raw: &[u8]) -> Option<Value> {
    const NEGATIVE: i16 = 0x4000;
    let mut words = raw.chunks_exact(2).map(|word| i16::from_be_bytes([word[0], word[1]]));
    let (count, weight, sign, decimals) = (words.next()?, words.next()?, words.next()?, words.next()?);
    if sign != 0 && sign != NEGATIVE {
        return None;
    }
    let digits: Vec<i16> = words.take(count.max(0) as usize).collect();
    if decimals == 0 && weight < 5 {
        let whole = (0..=weight).fold(0_i128, |sum, at| {
            sum * 10_000 + digits.get(at as usize).map_or(0, |digit| i128::from(*digit))
        });
        let whole = if sign == NEGATIVE { -whole } else { whole };
        if let Ok(int) = i64::try_from(whole) {
            return Some(Value::Int(int));
        }
    }
    let powers = (i32::MIN..=i32::from(weight)).rev();
    let sum: f64 =
        digits.iter().zip(powers).map(|(digit, power)| f64::from(*digit) * 10_000_f64.powi(power)).sum();
    Some(Value::Real(if sign == NEGATIVE { -sum } else { sum }))
}

fn error(error: ::postgres::Error) -> Error {
    let Some(cause) = error.as_db_error() else {
        let broken = error.is_closed() || error.source().is_some_and(|cause| cause.is::<io::Error>());
        let text = describe(&error);
        return if broken { Error::Disconnected(text) } else { Error::Engine(text) };
    };
    let text = || cause.message().to_owned();
    match cause.code() {
        &SqlState::T_R_SERIALIZATION_FAILURE | &SqlState::T_R_DEADLOCK_DETECTED => Error::Conflict,
        &SqlState::UNIQUE_VIOLATION => {
            Error::Unique { constraint: cause.constraint().unwrap_or_default().to_owned() }
        }
        _ if matches!(cause.parsed_severity(), Some(Severity::Fatal | Severity::Panic)) => {
            Error::Disconnected(text())
        }
        _ => Error::Engine(text()),
    }
}

/// The error with its causes, which the client leaves out of its text.
fn describe(error: &dyn StdError) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", describe(cause)),
        None => error.to_string(),
    }
}
