use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use crate::{Error, Result, people::Viewer};

/// A telephone call.
#[derive(Debug, Clone)]
pub struct Call {
    pub id: Id,
    pub cloud: String,
    pub direction: Direction,
    /// The other side's: E.164 where it can be read, else as it came; empty if withheld.
    pub number: String,
    /// Ours.
    pub number_dialled: String,
    pub state: CallState,
    pub agent: Option<Id>,
    pub agent_name: Option<String>,
    /// For whom the other side speaks, as far as it is known.
    pub organization: Option<Id>,
    pub organization_name: Option<String>,
    pub person: Option<Id>,
    pub person_name: Option<String>,
    pub case: Option<Id>,
    pub case_number: Option<i64>,
    pub proof: ProvenBy,
    pub proven_at: Option<Timestamp>,
    pub rang_at: Timestamp,
    pub answered_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// Why it ended, in the telephone system's word.
    pub cause: Option<String>,
    /// The agent who wrote it down, if no telephone system did.
    pub logged_by: Option<Id>,
    pub note: String,
    /// Nobody answered, and nobody has called back.
    pub is_missed: bool,
    /// The call-back that it was made for.
    pub callback: Option<Id>,
    /// Among the operator's own people, or about nobody's data: it locks nothing.
    pub is_inside: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    In,
    Out,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    Ringing,
    Answered,
    Ended,
}

/// What showed that the other side speaks for the organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProvenBy {
    Nothing,
    /// It called from a registered number.
    Number,
    /// It knew the code that was sent to a registered contact.
    Code,
}

impl Direction {
    pub fn code(self) -> &'static str {
        match self {
            Direction::In => "in",
            Direction::Out => "out",
        }
    }

    pub fn parse(code: &str) -> Option<Direction> {
        [Direction::In, Direction::Out].into_iter().find(|d| d.code() == code)
    }
}

impl CallState {
    pub fn code(self) -> &'static str {
        match self {
            CallState::Ringing => "ringing",
            CallState::Answered => "answered",
            CallState::Ended => "ended",
        }
    }

    fn parse(code: &str) -> Option<CallState> {
        [CallState::Ringing, CallState::Answered, CallState::Ended].into_iter().find(|s| s.code() == code)
    }
}

impl ProvenBy {
    pub fn code(self) -> &'static str {
        match self {
            ProvenBy::Nothing => "none",
            ProvenBy::Number => "number",
            ProvenBy::Code => "code",
        }
    }

    fn parse(code: &str) -> Option<ProvenBy> {
        [ProvenBy::Nothing, ProvenBy::Number, ProvenBy::Code].into_iter().find(|p| p.code() == code)
    }
}

impl Call {
    pub fn is_withheld(&self) -> bool {
        self.number.is_empty()
    }

    pub fn is_proven(&self) -> bool {
        self.proof != ProvenBy::Nothing
    }

    /// What is the organization's may be seen: its caller is proven or a colleague, or it was called by the operator.
    pub fn is_open(&self) -> bool {
        self.is_proven() || self.direction == Direction::Out || self.is_inside
    }

    /// Somebody talks.
    pub fn is_talk(&self) -> bool {
        self.state == CallState::Answered
    }

    /// How long it was talked, or has been so far.
    pub fn talked(&self, now: Timestamp) -> Option<SignedDuration> {
        Some(self.ended_at.unwrap_or(now).duration_since(self.answered_at?).max(SignedDuration::ZERO))
    }
}

/// A call of the agent's cloud; for anyone else it doesn't exist.
pub fn call(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Call> {
    viewer.desk()?;
    load(tx, id)?.filter(|call| call.cloud == viewer.cloud).ok_or(Error::NotFound)
}

/// What [`read`] reads, before a condition.
pub(super) const COLUMNS: &str =
    "SELECT c.id, c.cloud, c.direction, c.number, c.number_dialled, c.state, c.agent, a.name, c.organization,
            o.name, c.person, p.name, c.case_id, k.number, c.proof, c.proven_at, c.rang_at, c.answered_at,
            c.ended_at, c.cause, c.logged_by, c.note, c.place, c.inside, c.callback
     FROM calls c
     LEFT JOIN people a ON a.id = c.agent
     LEFT JOIN organizations o ON o.id = c.organization
     LEFT JOIN people p ON p.id = c.person
     LEFT JOIN cases k ON k.id = c.case_id
     WHERE ";

pub(super) fn load(tx: &mut Tx, id: Id) -> Result<Option<Call>> {
    tx.query_dyn(&format!("{COLUMNS}c.id = $1"), &[&id])?.first().map(read).transpose()
}

/// The last call that was made for a call-back, of those that began at `since` or later.
pub(crate) fn last_of_callback(tx: &mut Tx, callback: Id, since: Option<Timestamp>) -> Result<Option<Call>> {
    let since = since.unwrap_or(Timestamp::MIN);
    let last =
        format!("{COLUMNS}c.callback = $1 AND c.rang_at >= $2 ORDER BY c.rang_at DESC, c.id DESC LIMIT 1");
    tx.query_dyn(&last, &[&callback, &since])?.first().map(read).transpose()
}

pub(super) fn read(row: &Row) -> Result<Call> {
    fn known<T>(code: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T> {
        parse(code).ok_or_else(|| Error::broken(format!("unknown word {code} in a call")))
    }
    Ok(Call {
        id: row.get(0)?,
        cloud: row.get(1)?,
        direction: known(&row.get::<String>(2)?, Direction::parse)?,
        number: row.get(3)?,
        number_dialled: row.get(4)?,
        state: known(&row.get::<String>(5)?, CallState::parse)?,
        agent: row.get(6)?,
        agent_name: row.get(7)?,
        organization: row.get(8)?,
        organization_name: row.get(9)?,
        person: row.get(10)?,
        person_name: row.get(11)?,
        case: row.get(12)?,
        case_number: row.get(13)?,
        proof: known(&row.get::<String>(14)?, ProvenBy::parse)?,
        proven_at: row.get(15)?,
        rang_at: row.get(16)?,
        answered_at: row.get(17)?,
        ended_at: row.get(18)?,
        cause: row.get(19)?,
        logged_by: row.get(20)?,
        note: row.get::<Option<String>>(21)?.unwrap_or_default(),
        is_missed: row.get::<String>(22)? == "missed",
        is_inside: row.get(23)?,
        callback: row.get(24)?,
    })
}
