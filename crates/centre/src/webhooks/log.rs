//! What became of the calls, and making them again.

use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::{
    Event, NewCall, TOPIC,
    events::{body, test_body},
    hook::webhook,
    queue::{concerns, queue, wake, wants},
    topic,
};
use crate::{
    Error, Result,
    following::Subject,
    health::{News, NewsKind},
    people::Viewer,
    policy::Policies,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallState {
    Waiting,
    Calling,
    Taken,
    /// Another try follows.
    Failed,
    GivenUp,
}

impl CallState {
    pub const ALL: [CallState; 5] =
        [CallState::Waiting, CallState::Calling, CallState::Taken, CallState::Failed, CallState::GivenUp];

    pub fn code(self) -> &'static str {
        match self {
            CallState::Waiting => "waiting",
            CallState::Calling => "calling",
            CallState::Taken => "taken",
            CallState::Failed => "failed",
            CallState::GivenUp => "given_up",
        }
    }

    fn parse(code: &str) -> Result<CallState> {
        let found = CallState::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::broken(format!("no state of a call is called {code}")))
    }
}

/// A call of a webhook.
#[derive(Debug, Clone)]
pub struct Call {
    pub id: Id,
    pub event: Event,
    pub state: CallState,
    pub created_at: Timestamp,
    pub next_at: Option<Timestamp>,
    pub body: String,
    /// The earliest first.
    pub tries: Vec<Try>,
}

#[derive(Debug, Clone)]
pub struct Try {
    pub at: Timestamp,
    pub status: Option<i64>,
    pub milliseconds: i64,
    pub said: String,
}

/// Calls on one page.
const PAGE: i64 = 50;
/// The most publications that are told again at once.
const REPLAYED: i64 = 500;

const COLUMNS: &str = "id, event, state, created_at, next_at, body";

/// The calls of one of the viewer's webhooks before another, the latest first.
pub fn calls(tx: &mut Tx, viewer: &Viewer, id: Id, before: Option<Id>) -> Result<Vec<Call>> {
    webhook(tx, viewer, id)?;
    let before = before.unwrap_or(Id([255; 16]));
    let sql = format!(
        "SELECT {COLUMNS} FROM webhook_calls WHERE webhook = $1 AND id < $2 ORDER BY id DESC LIMIT $3"
    );
    let rows = tx.query_dyn(&sql, &[&id, &before, &PAGE])?;
    rows.iter().map(|row| read(tx, row)).collect()
}

pub fn call(tx: &mut Tx, viewer: &Viewer, webhook_id: Id, id: Id) -> Result<Call> {
    webhook(tx, viewer, webhook_id)?;
    let sql = format!("SELECT {COLUMNS} FROM webhook_calls WHERE webhook = $1 AND id = $2");
    let rows = tx.query_dyn(&sql, &[&webhook_id, &id])?;
    read(tx, rows.first().ok_or(Error::NotFound)?)
}

fn read(tx: &mut Tx, row: &Row) -> Result<Call> {
    let id: Id = row.get(0)?;
    let tries = tx.query(
        "SELECT at, status, milliseconds, said FROM webhook_tries WHERE call_id = $1 ORDER BY number",
        &[&id],
    )?;
    let tries = tries.iter().map(|row| {
        Ok(Try { at: row.get(0)?, status: row.get(1)?, milliseconds: row.get(2)?, said: row.get(3)? })
    });
    Ok(Call {
        id,
        event: Event::parse(&row.get::<String>(1)?).ok_or_else(|| Error::broken("unknown event"))?,
        state: CallState::parse(&row.get::<String>(2)?)?,
        created_at: row.get(3)?,
        next_at: row.get(4)?,
        body: row.get(5)?,
        tries: tries.collect::<Result<_>>()?,
    })
}

/// Calls a webhook to try it.
pub fn test(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Id> {
    let webhook = webhook(tx, viewer, id)?;
    let body = test_body(tx.now(), webhook.id);
    queue(tx, &NewCall { webhook: webhook.id, news: None, event: Event::Test, body })
}

/// The last of a page that may have another behind it.
pub fn next_page(calls: &[Call]) -> Option<Id> {
    calls.last().filter(|_| calls.len() as i64 == PAGE).map(|call| call.id)
}

/// Makes one call again, as it was.
pub fn replay(tx: &mut Tx, viewer: &Viewer, webhook_id: Id, id: Id) -> Result<()> {
    call(tx, viewer, webhook_id, id)?;
    again(tx, webhook_id, id)
}

fn again(tx: &mut Tx, webhook: Id, id: Id) -> Result<()> {
    let now = tx.now();
    // Tries are counted on, so that none is written down twice.
    tx.execute(
        "UPDATE webhook_calls SET state = 'waiting', next_at = $2, done_at = NULL WHERE id = $1 AND state <> 'calling'",
        &[&id, &now],
    )?;
    tx.announce(TOPIC);
    tx.announce(topic(webhook));
    wake(tx, webhook, now)
}

/// Makes the calls of all that was published since, also of what a webhook that was off or didn't exist missed; answers how many.
pub fn replay_since(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    id: Id,
    since: Timestamp,
) -> Result<usize> {
    let webhook = webhook(tx, viewer, id)?;
    let organization = viewer.manages_webhooks()?;
    let rows = tx.query(
        "SELECT seq, at, cloud, kind, issue, post, message FROM health_news
         WHERE cloud = $1 AND at >= $2 ORDER BY seq LIMIT $3",
        &[&viewer.cloud, &since, &REPLAYED],
    )?;
    let events: Vec<&str> = webhook.events.iter().map(|event| event.code()).collect();
    let (events, services) = (events.join(","), webhook.services.join(","));
    let mut count = 0;
    for row in &rows {
        let news = News {
            seq: row.get(0)?,
            at: row.get(1)?,
            cloud: row.get(2)?,
            kind: row.get::<NewsKind>(3)?,
            issue: row.get(4)?,
            post: row.get(5)?,
            message: row.get(6)?,
        };
        let known =
            tx.query_opt("SELECT id FROM webhook_calls WHERE webhook = $1 AND news = $2", &[&id, &news.seq])?;
        if let Some(known) = known {
            again(tx, id, known.get(0)?)?;
            count += 1;
            continue;
        }
        let Some(subject) = Subject::load(tx, &news)? else { continue };
        let event = Event::of(news.kind);
        let is_wanted = wants(&events, &services, event, &subject);
        if is_wanted && concerns(tx, policies, &viewer.cloud, &subject, organization)? {
            let body = body(&news, &subject);
            queue(tx, &NewCall { webhook: id, news: Some(news.seq), event, body })?;
            count += 1;
        }
    }
    Ok(count)
}
