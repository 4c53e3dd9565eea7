//! Making the calls. A webhook is called by one worker at a time, so that one which is slow or gone holds up nobody else.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::{Lang, args};

use super::topic;
use crate::{
    Error, Result,
    policy::Policies,
    tell::{self, About, Mail},
};

/// A call that is to be made now.
#[derive(Debug, Clone)]
pub struct Due {
    pub id: Id,
    pub webhook: Id,
    pub url: String,
    /// What it is signed with, the newest first.
    pub keys: Vec<Vec<u8>>,
    pub body: String,
    /// Which try this is.
    pub number: i64,
    pub at: Timestamp,
}

impl Due {
    /// The same for each try.
    pub fn message_id(&self) -> String {
        format!("msg_{}", self.id)
    }
}

/// What came of a call.
#[derive(Debug, Clone)]
pub struct Answer {
    /// `None` if nobody answered.
    pub status: Option<u16>,
    pub milliseconds: i64,
    /// The first bytes of the answer, or why there was none.
    pub said: String,
}

/// So long a call belongs to the worker that took it; it is given up well before.
const LEASE: SignedDuration = SignedDuration::from_mins(2);
/// After failures of whatever calls a webhook is left alone for a while, longer each time.
const PAUSE: SignedDuration = SignedDuration::from_secs(10);
const LONGEST_PAUSE: SignedDuration = SignedDuration::from_mins(5);
const GONE: u16 = 410;
/// How long calls are kept for the log.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

/// Whether there is a call to make. A look costs no write.
pub fn is_due(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    let due = tx.query_opt(
        "SELECT 1 FROM webhooks WHERE next_at <= $1 AND next_at IS NOT NULL
           AND (leased_until IS NULL OR leased_until <= $1) LIMIT 1",
        &[&now],
    )?;
    Ok(due.is_some())
}

/// Takes the next call, also one whose worker died.
pub fn claim(tx: &mut Tx) -> Result<Option<Due>> {
    let now = tx.now();
    let Some(hook) = tx.query_opt(
        "SELECT id, url, key, old_key, old_key_until FROM webhooks
         WHERE next_at <= $1 AND next_at IS NOT NULL AND (leased_until IS NULL OR leased_until <= $1)
         ORDER BY next_at LIMIT 1",
        &[&now],
    )?
    else {
        return Ok(None);
    };
    let webhook: Id = hook.get(0)?;
    let call = tx.query_opt(
        "SELECT id, body, tries + 1 FROM webhook_calls
         WHERE webhook = $1 AND next_at IS NOT NULL AND next_at <= $2 ORDER BY next_at, id LIMIT 1",
        &[&webhook, &now],
    )?;
    let Some(call) = call else {
        schedule(tx, webhook, now)?;
        return Ok(None);
    };
    let (id, number): (Id, i64) = (call.get(0)?, call.get(2)?);
    tx.execute("UPDATE webhooks SET leased_until = $2 WHERE id = $1", &[&webhook, &(now + LEASE)])?;
    tx.execute("UPDATE webhook_calls SET state = 'calling', tries = $2 WHERE id = $1", &[&id, &number])?;
    tx.announce(topic(webhook));
    let mut keys = vec![hook.get(2)?];
    if hook.get::<Option<Timestamp>>(4)?.is_some_and(|until| until > now) {
        keys.extend(hook.get::<Option<Vec<u8>>>(3)?);
    }
    Ok(Some(Due { id, webhook, url: hook.get(1)?, keys, body: call.get(1)?, number, at: now }))
}

/// When the webhook has something to do next, but not before `earliest`.
fn schedule(tx: &mut Tx, webhook: Id, earliest: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE webhooks SET leased_until = NULL, next_at = CASE WHEN state <> 'on' THEN NULL ELSE
           (SELECT CASE WHEN min(next_at) > $2 THEN min(next_at) WHEN min(next_at) IS NULL THEN NULL
                   ELSE CAST($2 AS BIGINT) END
            FROM webhook_calls WHERE webhook = $1 AND next_at IS NOT NULL) END
         WHERE id = $1",
        &[&webhook, &earliest],
    )?;
    Ok(())
}

/// Writes down what came of a call; whoever took it again meanwhile has a greater number, and then a failure doesn't count.
pub fn settle(tx: &mut Tx, policies: &Policies, site: &str, due: &Due, answer: &Answer) -> Result<()> {
    let now = tx.now();
    let status = answer.status.map(i64::from);
    let said: String = answer.said.chars().filter(|c| !c.is_control() || *c == '\n').take(1_000).collect();
    tx.execute(
        "INSERT INTO webhook_tries (call_id, number, at, status, milliseconds, said)
         SELECT id, $2, $3, $4, $5, $6 FROM webhook_calls WHERE id = $1
         ON CONFLICT (call_id, number) DO NOTHING",
        &[&due.id, &due.number, &due.at, &status, &answer.milliseconds, &said],
    )?;
    let row = tx.query_opt(
        "SELECT w.cloud, w.failures, w.failing_since, c.tries, w.state FROM webhooks w
         JOIN webhook_calls c ON c.webhook = w.id WHERE c.id = $1 AND c.state = 'calling'",
        &[&due.id],
    )?;
    // Forgotten meanwhile, or settled by whoever took it over.
    let Some(row) = row else { return Ok(()) };
    tx.announce(topic(due.webhook));
    let is_taken = answer.status.is_some_and(|status| (200..300).contains(&status));
    if is_taken {
        tx.execute(
            "UPDATE webhook_calls SET state = 'taken', next_at = NULL, done_at = $2 WHERE id = $1",
            &[&due.id, &now],
        )?;
        tx.execute("UPDATE webhooks SET failures = 0, failing_since = NULL WHERE id = $1", &[&due.webhook])?;
        return schedule(tx, due.webhook, now);
    }
    if row.get::<i64>(3)? != due.number {
        return Ok(());
    }
    let policy = policies.cloud(&row.get::<String>(0)?).ok_or(Error::NotFound)?;
    let rules = &policy.telling;
    let retry = usize::try_from(due.number - 1).ok().and_then(|at| rules.webhook_retry_minutes.get(at));
    let next = retry.map(|minutes| now + SignedDuration::from_mins((*minutes).into()));
    let state = if next.is_some() { "failed" } else { "given_up" };
    let done: Option<Timestamp> = next.is_none().then_some(now);
    tx.execute(
        "UPDATE webhook_calls SET state = $2, next_at = $3, done_at = $4 WHERE id = $1",
        &[&due.id, &state, &next, &done],
    )?;
    let failures = row.get::<i64>(1)? + 1;
    let since: Timestamp = row.get::<Option<Timestamp>>(2)?.unwrap_or(now);
    let patience = SignedDuration::from_hours(rules.webhook_off_after_hours.into());
    let is_hopeless = answer.status == Some(GONE) || since + patience <= now;
    let goes = if is_hopeless && row.get::<String>(4)? == "on" { "given_up" } else { "on" };
    tx.execute(
        "UPDATE webhooks SET failures = $2, failing_since = $3,
           state = CASE WHEN state = 'on' THEN $4 ELSE state END WHERE id = $1",
        &[&due.webhook, &failures, &since, &goes],
    )?;
    if goes == "given_up" {
        say_given_up(tx, policies, site, due.webhook)?;
    }
    let steps = i32::try_from(failures.clamp(1, 1_000)).unwrap_or(1);
    schedule(tx, due.webhook, now + (PAUSE * steps).min(LONGEST_PAUSE))
}

/// Tells whoever made it that it isn't called any more.
fn say_given_up(tx: &mut Tx, policies: &Policies, site: &str, webhook: Id) -> Result<()> {
    let row = tx.query_one(
        "SELECT w.name, w.cloud, p.email, p.language, w.failing_since, p.name FROM webhooks w
         JOIN people p ON p.id = w.made_by WHERE w.id = $1",
        &[&webhook],
    )?;
    let lang = Lang::parse(&row.get::<String>(3)?).unwrap_or_default();
    let (name, cloud): (String, String) = (row.get(0)?, row.get(1)?);
    let policy = policies.cloud(&cloud).ok_or(Error::NotFound)?;
    let facts = args![
        "webhook" => name.as_str(),
        "link" => format!("{site}/health/webhooks/{webhook}"),
    ];
    let text =
        ["tell-hello", "webhooks-mail-off", "webhooks-mail-on"].map(|key| lang.t(key, &facts)).join("\n\n");
    let operator = policy.operator.name.get(lang.code());
    let mail = Mail {
        to: row.get(2)?,
        language: lang,
        subject: lang.t("webhooks-mail-subject", &facts),
        text: format!("{text}\n\n{operator}"),
        calendar: None,
        about: About { kind: "webhook", id: webhook },
        secret: false,
        expires_at: None,
        cloud,
    };
    tell::mail(tx, &mail)?;
    Ok(())
}

/// Forgets calls that were done with long ago.
pub fn expire(tx: &mut Tx) -> Result<()> {
    let before = tx.now() - KEPT;
    tx.execute(
        "DELETE FROM webhook_tries WHERE call_id IN
           (SELECT id FROM webhook_calls WHERE created_at < $1 AND next_at IS NULL)",
        &[&before],
    )?;
    tx.execute("DELETE FROM webhook_calls WHERE created_at < $1 AND next_at IS NULL", &[&before])?;
    Ok(())
}
