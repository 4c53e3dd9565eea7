use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::{About, Channel, masked};
use crate::{Error, Result, people::Viewer};

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Waiting,
    Sending,
    Sent,
    /// A try failed, another follows.
    Failed,
    GivenUp,
    Expired,
}

impl State {
    pub const ALL: [State; 6] =
        [State::Waiting, State::Sending, State::Sent, State::Failed, State::GivenUp, State::Expired];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Sending => "sending",
            State::Sent => "sent",
            State::Failed => "failed",
            State::GivenUp => "given_up",
            State::Expired => "expired",
        }
    }

    pub(super) fn parse(code: &str) -> Result<State> {
        let found = State::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::broken(format!("no state of a message is called {code}")))
    }
}

/// A message as those may know it who see what it is about: not its words, nor all of its address.
#[derive(Debug, Clone)]
pub struct Delivery {
    pub id: Id,
    pub channel: Channel,
    /// Masked.
    pub to: String,
    pub state: State,
    pub tries: i64,
    pub created_at: Timestamp,
    /// When the next try is due.
    pub next_at: Option<Timestamp>,
    pub sent_at: Option<Timestamp>,
    /// Why the last try failed, in the words of the server.
    pub problem: Option<String>,
}

/// The topic on which pages hear that a delivery went on.
pub fn topic(about: About) -> String {
    format!("told/{}/{}", about.kind, about.id)
}

pub(super) fn announce(tx: &mut Tx, kind: &str, id: Id) {
    tx.announce(format!("told/{kind}/{id}"));
}

/// Nobody reads more of them about one thing.
const SHOWN: i64 = 50;

/// The messages about something, the latest first, for agents of its cloud.
pub fn deliveries(tx: &mut Tx, viewer: &Viewer, about: About) -> Result<Vec<Delivery>> {
    viewer.desk()?;
    tx.query(
        "SELECT id, channel, address, state, tries, created_at, next_at, sent_at, problem FROM outbox
         WHERE about_kind = $1 AND about_id = $2 AND cloud = $3 ORDER BY created_at DESC, id DESC LIMIT $4",
        &[&about.kind, &about.id, &viewer.cloud, &SHOWN],
    )?
    .iter()
    .map(delivery)
    .collect()
}

fn delivery(row: &Row) -> Result<Delivery> {
    let channel = Channel::parse(&row.get::<String>(1)?)?;
    Ok(Delivery {
        id: row.get(0)?,
        channel,
        to: masked(channel, &row.get::<String>(2)?),
        state: State::parse(&row.get::<String>(3)?)?,
        tries: row.get(4)?,
        created_at: row.get(5)?,
        next_at: row.get(6)?,
        sent_at: row.get(7)?,
        problem: row.get(8)?,
    })
}
