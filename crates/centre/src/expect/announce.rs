use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use waits::Range;

use crate::{
    Error, Result,
    cases::{self, Case, Event, Standing},
    people::Viewer,
};

/// A wait as it is announced.
#[derive(Debug, Clone, PartialEq)]
pub struct Announced {
    pub at: Timestamp,
    /// In seconds, corrected by how earlier announcements came true.
    pub range: Range,
    /// Waits that stand for all that were simulated; none where a formula stood in.
    pub simulated: Vec<f64>,
    pub by: By,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// Nothing was learned yet.
    Formula,
    Simulation,
}

impl By {
    pub fn code(self) -> &'static str {
        match self {
            By::Formula => "formula",
            By::Simulation => "simulation",
        }
    }

    pub(super) fn parse(code: &str) -> By {
        if code == By::Simulation.code() { By::Simulation } else { By::Formula }
    }
}

/// What an announced wait comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Why {
    /// Those waiting who are served first.
    pub before: i64,
    /// Agents on duty who serve this, and how many of them have somebody to serve.
    pub agents: i64,
    pub busy: i64,
    /// When the next of them comes and when the next of them leaves, by the plan.
    pub next_comes: Option<Timestamp>,
    pub next_leaves: Option<Timestamp>,
    /// Booked call-backs that go first.
    pub booked: i64,
    /// More urgent requests that are expected to come meanwhile.
    pub overtaking: i64,
    /// Seconds that one request takes on average.
    pub service: i64,
    /// The language that is spoken.
    pub language: String,
    /// Closed until then.
    pub opens: Option<Timestamp>,
    /// So many earlier outcomes it was corrected by.
    pub outcomes: i64,
}

/// How a wait ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Answered,
    /// The request was closed before anybody answered.
    Left,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Answered => "answered",
            Outcome::Left => "left",
        }
    }

    pub fn parse(code: &str) -> Result<Outcome> {
        let found = [Outcome::Answered, Outcome::Left].into_iter().find(|one| one.code() == code);
        found.ok_or_else(|| Error::broken(format!("unknown outcome {code}")))
    }
}

impl Announced {
    /// When it would be one's turn after so many seconds.
    pub fn after(&self, seconds: f64) -> Timestamp {
        self.at.checked_add(SignedDuration::from_secs(seconds as i64)).unwrap_or(Timestamp::MAX)
    }
}

/// Keeps what was announced for a case when it was opened; what was announced first stays.
pub fn put(tx: &mut Tx, case: &Case, announced: &Announced) -> Result<()> {
    let (id, range) = (tx.new_id(), announced.range);
    let why = serde_json::to_string(&announced.why).map_err(Error::broken)?;
    let whole = |seconds: f64| seconds.round() as i64;
    let simulated: Vec<String> =
        announced.simulated.iter().map(|seconds| whole(*seconds).to_string()).collect();
    tx.execute(
        "INSERT INTO announcements (id, cloud, case_id, method, category, language, severity, at, mean_s, p10_s, p50_s,
                p90_s, simulated, made_by, why)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (case_id) DO NOTHING",
        &[
            &id,
            &case.cloud,
            &case.id,
            &case.contact_method,
            &case.category,
            &announced.why.language,
            &case.standing.severity,
            &announced.at,
            &whole(range.mean),
            &whole(range.p10),
            &whole(range.p50),
            &whole(range.p90),
            &simulated.join(","),
            &announced.by.code(),
            &why,
        ],
    )?;
    Ok(())
}

/// Notes how the wait ended when somebody answered or tried to call, or the case was closed before. Who books a time
/// chooses the wait: then none is measured.
pub(crate) fn settle(
    tx: &mut Tx,
    case: &Case,
    now: &Standing,
    at: Timestamp,
    actor: Option<Id>,
    events: &[Event],
    history: &[(Timestamp, Event)],
) -> Result<()> {
    if case.standing.responded_at.is_some() || case.standing.closed_at.is_some() {
        return Ok(());
    }
    let is_booked = |event: &Event| {
        matches!(event, Event::CallbackBooked { at: Some(_) } | Event::CallbackMoved { to: Some(_), .. })
    };
    if events.iter().any(is_booked) {
        tx.execute("DELETE FROM announcements WHERE case_id = $1 AND settled_at IS NULL", &[&case.id])?;
        return Ok(());
    }
    let is_tried = events.iter().any(|event| matches!(event, Event::CallTried { .. }));
    let outcome = match (now.responded_at, now.closed_at) {
        (Some(_), _) => Outcome::Answered,
        _ if is_tried => Outcome::Answered,
        (None, Some(_)) => Outcome::Left,
        (None, None) => return Ok(()),
    };
    let unsettled = "SELECT at FROM announcements WHERE case_id = $1 AND settled_at IS NULL";
    let Some(row) = tx.query_opt(unsettled, &[&case.id])? else { return Ok(()) };
    let wait = at.duration_since(row.get(0)?).as_secs().max(0);
    let agent = actor.filter(|_| now.responded_at.is_some());
    let took = match agent {
        Some(agent) if case.contact_method != "phone" => took(tx, case, agent, at, history)?,
        _ => None,
    };
    tx.execute(
        "UPDATE announcements SET wait_s = $2, outcome = $3, settled_at = $4, agent = $5, took_s = $6
         WHERE case_id = $1",
        &[&case.id, &wait, &outcome.code(), &at, &agent, &took],
    )?;
    Ok(())
}

/// Whoever has a request in hand for longer has done something else meanwhile.
const IN_HAND: i64 = 2 * 3600;

/// For how many seconds an agent had a request in hand that is answered now: since it was taken, or since they
/// answered the one before. `None`: nobody can say.
fn took(
    tx: &mut Tx,
    case: &Case,
    agent: Id,
    at: Timestamp,
    history: &[(Timestamp, Event)],
) -> Result<Option<i64>> {
    let is_taken = |event: &Event| matches!(event, Event::Assigned { to: Some(to) } if *to == agent);
    // Who answers what nobody had taken takes it with the answer.
    let taken = history.iter().rev().find(|(when, event)| *when < at && is_taken(event)).map(|one| one.0);
    let before = tx.query_opt(
        "SELECT settled_at FROM announcements WHERE agent = $1 AND settled_at < $2 ORDER BY settled_at DESC LIMIT 1",
        &[&agent, &at],
    )?;
    let before: Option<Timestamp> = before.map(|row| row.get(0)).transpose()?;
    let Some(begun) = taken.max(before) else { return Ok(None) };
    let took = at.duration_since(begun.max(case.standing.opened_at)).as_secs();
    Ok(Some(took).filter(|took| (1..=IN_HAND).contains(took)))
}

/// What was announced for a case that the viewer sees.
pub fn announced(tx: &mut Tx, case: &Case) -> Result<Option<super::Settled>> {
    let rows = tx.query_dyn(&format!("{} WHERE w.case_id = $1", super::figures::SELECT), &[&case.id])?;
    rows.first().map(super::figures::read).transpose()
}

/// An announcement of the viewer's operator.
pub fn announcement(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<super::Settled> {
    viewer.desk()?;
    let of_cloud = format!("{} WHERE w.id = $1 AND w.cloud = $2", super::figures::SELECT);
    let rows = tx.query_dyn(&of_cloud, &[&id, &viewer.cloud])?;
    let found = super::figures::read(rows.first().ok_or(Error::NotFound)?)?;
    if let Some(number) = found.number {
        cases::find(tx, viewer, number)?;
    }
    Ok(found)
}

pub(super) fn parse_simulated(text: &str) -> Vec<f64> {
    text.split(',').filter_map(|part| part.parse().ok()).collect()
}

pub(super) fn read_why(row: &Row, column: usize) -> Result<Why> {
    serde_json::from_str(&row.get::<String>(column)?).map_err(Error::broken)
}
