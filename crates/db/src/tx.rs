use jiff::Timestamp;

use crate::{Engine, Error, Id, Result, Row, ToValue, Value};

/// A connection with an open transaction.
pub(crate) trait Session {
    fn engine(&self) -> Engine;
    fn execute(&mut self, sql: &str, values: &[Value]) -> Result<u64>;
    fn query(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>>;
    /// Runs several statements without parameters.
    fn batch(&mut self, sql: &str) -> Result<()>;
}

/// A transaction, and what goes with it: its time, its randomness and its announcements.
///
/// Statements are written once for both engines, with parameters `$1`, `$2`, …
/// A parameter that is only compared with NULL needs a `CAST`, for PostgreSQL to know its type.
pub struct Tx<'a> {
    session: &'a mut dyn Session,
    now: Timestamp,
    last_id: Option<u64>,
    topics: Vec<String>,
    failed: Option<Error>,
}

/// How a transaction has to end.
pub(crate) enum Verdict {
    Commit {
        topics: Vec<String>,
    },
    /// The closure said so, and its result is the answer.
    Rollback,
    /// The transaction failed, whatever the closure made of it.
    Fail(Error),
}

impl<'a> Tx<'a> {
    pub(crate) fn new(session: &'a mut dyn Session, now: Timestamp) -> Tx<'a> {
        Tx { session, now, last_id: None, topics: Vec::new(), failed: None }
    }

    pub(crate) fn end(self, success: bool) -> Verdict {
        match self.failed {
            None if success => Verdict::Commit { topics: self.topics },
            Some(error) if success || error.is_passing() => Verdict::Fail(error),
            _ => Verdict::Rollback,
        }
    }

    /// The time of this transaction: always the same within it.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A UUIDv7 of this transaction's time. Later ones of the same transaction are greater.
    pub fn new_id(&mut self) -> Id {
        let low = match self.last_id {
            None => u64::from_le_bytes(self.random()) >> 3,
            Some(last) => last + 1 + u64::from(u32::from_le_bytes(self.random())),
        };
        self.last_id = Some(low);
        Id::new(self.now, low)
    }

    /// Random bytes from the operating system, fit for secrets.
    pub fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
        bytes
    }

    /// Runs a statement and returns how many rows it touched.
    pub fn execute(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<u64> {
        self.execute_dyn(sql, params)
    }

    pub fn query(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<Vec<Row>> {
        self.query_dyn(sql, params)
    }

    /// The first row, if there is one.
    pub fn query_opt(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<Option<Row>> {
        Ok(self.query_dyn(sql, params)?.into_iter().next())
    }

    /// The first row, or [`Error::NoRow`].
    pub fn query_one(&mut self, sql: &'static str, params: &[&dyn ToValue]) -> Result<Row> {
        self.query_opt(sql, params)?.ok_or(Error::NoRow)
    }

    /// [`Tx::execute`] for a composed statement. What a person typed belongs into `params`.
    pub fn execute_dyn(&mut self, sql: &str, params: &[&dyn ToValue]) -> Result<u64> {
        self.attempt(|session| session.execute(sql, &values(params)?))
    }

    /// [`Tx::query`] for a composed statement. What a person typed belongs into `params`.
    pub fn query_dyn(&mut self, sql: &str, params: &[&dyn ToValue]) -> Result<Vec<Row>> {
        self.attempt(|session| session.query(sql, &values(params)?))
    }

    pub(crate) fn batch(&mut self, sql: &str) -> Result<()> {
        self.attempt(|session| session.batch(sql))
    }

    fn attempt<T>(&mut self, statement: impl FnOnce(&mut dyn Session) -> Result<T>) -> Result<T> {
        if let Some(error) = &self.failed {
            return Err(error.clone());
        }
        statement(self.session).inspect_err(|error| self.failed = Some(error.clone()))
    }

    /// Tells the topic to all nodes once the transaction is committed. Saying it twice is saying it once.
    pub fn announce(&mut self, topic: impl Into<String>) {
        let topic = topic.into();
        if !self.topics.contains(&topic) {
            self.topics.push(topic);
        }
    }

    /// Makes the announcements part of the transaction, for an engine that carries them itself.
    pub(crate) fn notify(&mut self, channel: &str) -> Result<()> {
        for topic in std::mem::take(&mut self.topics) {
            self.query("SELECT pg_notify($1, $2)", &[&channel, &topic])?;
        }
        Ok(())
    }

    /// Every change with a lower tick is final: none will be added or taken back.
    pub fn horizon(&mut self) -> Result<i64> {
        let sql = match self.engine() {
            Engine::Sqlite => "SELECT coalesce(max(seq), 0) + 1 FROM sqlite_sequence WHERE name = 'changes'",
            Engine::Postgres => "SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint",
        };
        self.query_one(sql, &[])?.get(0)
    }

    pub fn engine(&self) -> Engine {
        self.session.engine()
    }
}

impl Error {
    /// Whether the same transaction may well succeed when it is run again.
    pub(crate) fn is_passing(&self) -> bool {
        matches!(self, Error::Conflict | Error::Disconnected(_))
    }
}

/// Refuses what only one of the engines could keep.
fn values(params: &[&dyn ToValue]) -> Result<Vec<Value>> {
    let check = |value: Value| match &value {
        Value::Text(text) if text.contains('\0') => {
            Err(Error::Type("text can't hold a NUL character".to_owned()))
        }
        Value::Real(number) if number.is_nan() => Err(Error::Type("a number can't be NaN".to_owned())),
        _ => Ok(value),
    };
    params.iter().map(|param| check(param.to_value())).collect()
}
