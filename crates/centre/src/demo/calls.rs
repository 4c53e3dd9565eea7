//! The demo's calls, as if telephone systems had told of them.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::Files;
use crate::{
    Error, Result,
    audit::{self, Subject},
    cases::{self, Event},
    people::{self, Directory},
    phone::{Direction, calls},
    policy::Policies,
    tell::{Channel, masked},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Calls {
    call: Vec<CallEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CallEntry {
    cloud: String,
    agent: Option<String>,
    #[serde(default = "incoming")]
    direction: Direction,
    line: String,
    /// Empty: withheld.
    number: String,
    hours_ago: f64,
    minutes: Option<i64>,
    cause: Option<String>,
    #[serde(default)]
    note: String,
    /// The subject of a request.
    about: Option<String>,
}

fn incoming() -> Direction {
    Direction::In
}

/// So long everybody's contacts have been registered: none is too new to prove something.
const REGISTERED_FOR: SignedDuration = SignedDuration::from_hours(24 * 400);

/// Once the vendor and its requests are there.
pub fn play_calls(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<()> {
    let file = Files::get("calls.toml").ok_or_else(|| Error::broken("calls.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    let played: Calls = toml::from_str(text).map_err(Error::broken)?;
    let then = tx.now() - REGISTERED_FOR;
    tx.execute("UPDATE registered_contacts SET registered_at = $1", &[&then])?;
    for entry in &played.call {
        play_one(tx, policies, directory, entry)
            .map_err(|error| Error::broken(format!("the call of {}: {error}", entry.number)))?;
    }
    prove(tx)
}

/// Those who called from a number that isn't registered were sent a code, and told it: one of them after a slip.
fn prove(tx: &mut Tx) -> Result<()> {
    let rows = tx.query(
        "SELECT c.id, c.cloud, c.agent, c.organization, c.answered_at,
                (SELECT min(value) FROM registered_contacts r WHERE r.organization = c.organization AND r.kind = 'email')
         FROM calls c
         WHERE c.direction = 'in' AND c.proof = 'none' AND c.organization IS NOT NULL AND c.agent IS NOT NULL
           AND c.answered_at IS NOT NULL ORDER BY c.answered_at",
        &[],
    )?;
    for (number, row) in rows.iter().enumerate() {
        let (call, cloud, agent): (Id, String, Id) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(contact) = row.get::<Option<String>>(5)? else { continue };
        let subject = Subject { organization: row.get(3)?, call: Some(call) };
        let to = masked(Channel::Mail, &contact);
        let answered_at: Timestamp = row.get(4)?;
        let after = |seconds| answered_at + SignedDuration::from_secs(seconds);
        audit::put(tx, after(35), &cloud, agent, subject, &audit::Event::CodeSent { to: to.clone() })?;
        if number == 0 {
            audit::put(tx, after(70), &cloud, agent, subject, &audit::Event::CodeWrong { tries_left: 4 })?;
        }
        audit::put(tx, after(90), &cloud, agent, subject, &audit::Event::CallerProven { to })?;
        tx.execute("UPDATE calls SET proof = 'code', proven_at = $2 WHERE id = $1", &[&call, &after(90)])?;
    }
    Ok(())
}

fn play_one(tx: &mut Tx, policies: &Policies, directory: &Directory, entry: &CallEntry) -> Result<()> {
    let policy = policies.cloud(&entry.cloud).ok_or(Error::NotFound)?;
    let agent = match &entry.agent {
        Some(key) => Some(directory.agent_id(tx, key)?),
        None => None,
    };
    let rang_at = people::hours_before(tx.now(), entry.hours_ago)?;
    let answered_at = entry.minutes.map(|_| rang_at + SignedDuration::from_secs(20));
    let ended_at = answered_at.unwrap_or(rang_at) + SignedDuration::from_mins(entry.minutes.unwrap_or(0));
    let id = calls::put(tx, policy, &entry.number, entry.direction)?;
    let case = match &entry.about {
        Some(subject) => Some(about(tx, subject)?),
        None => None,
    };
    let is_missed = entry.direction == Direction::In && answered_at.is_none();
    tx.execute(
        "UPDATE calls SET number_dialled = $2, agent = $3, case_id = $4, rang_at = $5, answered_at = $6,
                ended_at = $7, cause = $8, note = $9, state = 'ended', place = $10, told = $11,
                proven_at = CASE WHEN proven_at IS NULL THEN NULL ELSE $5 END
         WHERE id = $1",
        &[
            &id,
            &entry.line,
            &agent,
            &case.as_ref().map(|case| case.id),
            &rang_at,
            &answered_at,
            &ended_at,
            &entry.cause,
            &entry.note,
            &if is_missed { "missed" } else { "done" },
            &i64::from(case.is_some()),
        ],
    )?;
    let (Some(case), Some(agent)) = (case, agent) else { return Ok(()) };
    if case.standing.updated_at > ended_at {
        return Err(Error::broken(format!("something was added to {} after the call", case.subject)));
    }
    let event = Event::Called {
        call: Some(id),
        direction: entry.direction,
        seconds: entry.minutes.map(|minutes| minutes * 60),
        person: calls::person_of_call(tx, id)?,
    };
    cases::append(tx, policy, &case, agent, ended_at, &cases::after_call(&case, event), &[])
}

fn about(tx: &mut Tx, subject: &str) -> Result<cases::Case> {
    let row = tx.query_opt("SELECT number FROM cases WHERE subject = $1", &[&subject])?;
    let number = row.ok_or_else(|| Error::broken(format!("no request {subject}")))?.get(0)?;
    cases::load(tx, number)
}

impl Directory {
    fn agent_id(&self, tx: &mut Tx, key: &str) -> Result<Id> {
        let unknown = || Error::broken(format!("no agent is called {key}"));
        let agent = self.agent.iter().find(|agent| agent.key == key).ok_or_else(unknown)?;
        Ok(people::person_by_email(tx, &agent.email)?.ok_or_else(unknown)?.id)
    }
}
