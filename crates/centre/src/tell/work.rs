use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::Lang;

use super::{Channel, State, deliveries::announce, masked, spread::LEAVE};
use crate::Result;

/// The topic that is announced when there is something to send.
pub const TOPIC: &str = "outbox";

/// So long a message belongs to the worker that claimed it. Sending is given up well before.
pub const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// How long it waits before it is tried again, by how often it was tried.
const PAUSES: [i64; 6] = [10, 30, 120, 600, 1_800, 3_600];
/// After so long nothing is tried any more.
const PATIENCE: SignedDuration = SignedDuration::from_hours(24);
/// How long what was told is kept, with its words.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// A claimed message.
#[derive(Debug, Clone)]
pub struct Outgoing {
    pub id: Id,
    pub channel: Channel,
    pub to: String,
    pub language: Lang,
    pub subject: String,
    pub text: String,
    pub calendar: Option<String>,
    pub created_at: Timestamp,
    pub secret: bool,
    /// Where its reader stops such mails, by one click of a mail program too.
    pub leave: Option<String>,
    /// Which try this is; who claims it later has a greater number.
    pub tries: i64,
}

/// What came of a try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Sent,
    /// It may work later.
    Failed(String),
    /// It never will: the address is refused.
    Refused(String),
}

/// Claims up to `limit` messages that are due on a channel, also those whose worker died.
pub fn claim(tx: &mut Tx, channel: Channel, limit: i64) -> Result<Vec<Outgoing>> {
    claim_of(tx, channel, "", limit)
}

/// Claims what is due of a lane, up to `limit` messages and never more than `per_second`, on however many nodes. Answers
/// also when to come again.
pub fn claim_at_pace(
    tx: &mut Tx,
    channel: Channel,
    lane: &str,
    per_second: u32,
    limit: i64,
) -> Result<(Vec<Outgoing>, Timestamp)> {
    let now = tx.now();
    let kept = tx.query_opt(
        "SELECT free_at FROM outbox_lanes WHERE channel = $1 AND lane = $2",
        &[&channel.code(), &lane],
    )?;
    let free: Timestamp = kept.map(|row| row.get(0)).transpose()?.unwrap_or(now);
    if free > now {
        return Ok((Vec::new(), free));
    }
    let claimed = claim_of(tx, channel, lane, limit)?;
    // Who looks a little late doesn't lose the time.
    let from = free.max(now - SignedDuration::from_millis(500));
    let gap = SignedDuration::from_micros(1_000_000 / i64::from(per_second.max(1)));
    let busy = gap * i32::try_from(claimed.len()).unwrap_or(i32::MAX);
    let next = from + busy;
    if !claimed.is_empty() {
        tx.execute(
            "INSERT INTO outbox_lanes (channel, lane, free_at) VALUES ($1, $2, $3)
             ON CONFLICT (channel, lane) DO UPDATE SET free_at = $3",
            &[&channel.code(), &lane, &next],
        )?;
    }
    Ok((claimed, next.max(now)))
}

fn claim_of(tx: &mut Tx, channel: Channel, lane: &str, limit: i64) -> Result<Vec<Outgoing>> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT o.id, o.channel, o.address, o.language, coalesce(t.subject, o.subject), coalesce(t.body, o.body),
                o.calendar, o.created_at, o.secret, o.tries + 1, o.about_kind, o.about_id, o.leave
         FROM outbox o
         LEFT JOIN outbox_texts t ON t.spread = o.spread AND t.language = o.language AND t.zone = o.zone
         WHERE o.channel = $1 AND o.lane = $2 AND o.next_at <= $3 AND (o.expires_at IS NULL OR o.expires_at > $3)
         ORDER BY o.next_at LIMIT $4",
        &[&channel.code(), &lane, &now, &limit],
    )?;
    let mut claimed = Vec::with_capacity(rows.len());
    for row in &rows {
        let outgoing = outgoing(row)?;
        tx.execute(
            "UPDATE outbox SET state = 'sending', tries = $2, next_at = $3 WHERE id = $1",
            &[&outgoing.id, &outgoing.tries, &(now + LEASE)],
        )?;
        if lane.is_empty() {
            announce(tx, &row.get::<String>(10)?, row.get(11)?);
        }
        claimed.push(outgoing);
    }
    Ok(claimed)
}

/// Writes down what came of a try. That it was sent counts whoever says so; a failure only of the latest try.
pub fn settle(tx: &mut Tx, message: &Outgoing, outcome: &Outcome) -> Result<()> {
    let now = tx.now();
    let pause = PAUSES[usize::try_from(message.tries - 1).unwrap_or(0).min(PAUSES.len() - 1)];
    let next = now + SignedDuration::from_secs(pause);
    let (state, problem) = match outcome {
        Outcome::Sent => (State::Sent, None),
        Outcome::Failed(why) if next < message.created_at + PATIENCE => (State::Failed, Some(why)),
        Outcome::Failed(why) | Outcome::Refused(why) => (State::GivenUp, Some(why)),
    };
    let next = (state == State::Failed).then_some(next);
    let sent = (state == State::Sent).then_some(now);
    let problem = problem.map(|why| discreet(why, message));
    let row = tx.query_opt(
        "UPDATE outbox SET state = $2, next_at = $3, sent_at = $4, problem = $5,
           body = CASE WHEN secret = 1 AND CAST($3 AS BIGINT) IS NULL THEN '' ELSE body END
         WHERE id = $1 AND sent_at IS NULL
           AND (CAST($4 AS BIGINT) IS NOT NULL OR (tries = $6 AND next_at IS NOT NULL))
         RETURNING about_kind, about_id, lane",
        &[&message.id, &state.code(), &next, &sent, &problem, &message.tries],
    )?;
    // Nobody watches one of very many.
    if let Some(row) = row.filter(|row| row.get::<String>(2).is_ok_and(|lane| lane.is_empty())) {
        announce(tx, &row.get::<String>(0)?, row.get(1)?);
    }
    Ok(())
}

/// What a server said, short, without the address and without what may be a code: servers repeat much.
fn discreet(why: &str, message: &Outgoing) -> String {
    const CODE: usize = 4;
    let why = why.replace(&message.to, &masked(message.channel, &message.to));
    let mut out = String::new();
    for part in why.split_inclusive(|c: char| !c.is_ascii_digit()) {
        let digits = part.chars().filter(char::is_ascii_digit).count();
        let keeps = !message.secret || digits < CODE;
        out.extend(part.chars().map(|c| if keeps || !c.is_ascii_digit() { c } else { '•' }));
    }
    out.chars().filter(|c| !c.is_control()).take(300).collect()
}

/// Whether a message has passed the time at which it was worth sending.
pub fn has_expired(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    let found = tx.query_opt(
        "SELECT 1 FROM outbox WHERE expires_at <= $1 AND next_at IS NOT NULL AND expires_at IS NOT NULL LIMIT 1",
        &[&now],
    )?;
    Ok(found.is_some())
}

/// Gives up what came too late, whether or not there is a way to send it.
pub fn expire(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    let rows = tx.query(
        "UPDATE outbox SET state = 'expired', next_at = NULL, body = CASE WHEN secret = 1 THEN '' ELSE body END
         WHERE expires_at <= $1 AND next_at IS NOT NULL AND expires_at IS NOT NULL
         RETURNING about_kind, about_id",
        &[&now],
    )?;
    for row in &rows {
        announce(tx, &row.get::<String>(0)?, row.get(1)?);
    }
    Ok(())
}

/// Whether there is something to send on a channel, in the lane for all or in one for many. A look costs no write.
pub fn is_due(tx: &mut Tx, channel: Channel, lane: &str) -> Result<bool> {
    let now = tx.now();
    let due = tx.query_opt(
        "SELECT 1 FROM outbox WHERE channel = $1 AND lane = $2 AND next_at <= $3 AND next_at IS NOT NULL LIMIT 1",
        &[&channel.code(), &lane, &now],
    )?;
    Ok(due.is_some())
}

/// Forgets messages that were done with long ago.
pub fn forget(tx: &mut Tx) -> Result<()> {
    let before = tx.now() - KEPT;
    tx.execute("DELETE FROM outbox WHERE created_at < $1 AND next_at IS NULL", &[&before])?;
    tx.execute("DELETE FROM outbox_texts WHERE created_at < $1", &[&before])?;
    Ok(())
}

fn outgoing(row: &Row) -> Result<Outgoing> {
    let leave: Option<String> = row.get(12)?;
    let body: String = row.get(5)?;
    Ok(Outgoing {
        id: row.get(0)?,
        channel: Channel::parse(&row.get::<String>(1)?)?,
        to: row.get(2)?,
        language: Lang::parse(&row.get::<String>(3)?).unwrap_or(Lang::En),
        subject: row.get(4)?,
        text: leave.as_ref().map_or(body.clone(), |leave| body.replace(LEAVE, leave)),
        calendar: row.get(6)?,
        created_at: row.get(7)?,
        secret: row.get(8)?,
        leave,
        tries: row.get(9)?,
    })
}
