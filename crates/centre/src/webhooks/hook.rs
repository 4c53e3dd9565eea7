use std::collections::BTreeSet;

use base64::{Engine, engine::general_purpose::STANDARD};
use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{EVENTS, Event, TOPIC};
use crate::{Error, Result, people::Viewer, policy::Policies, tell, text};

/// A program of an organization that is called.
#[derive(Debug, Clone)]
pub struct Webhook {
    pub id: Id,
    pub name: String,
    pub url: String,
    pub events: BTreeSet<Event>,
    /// Only for these services; none means all that the organization has.
    pub services: Vec<String>,
    pub state: State,
    /// Calls that failed one after the other.
    pub failures: i64,
    pub failing_since: Option<Timestamp>,
    /// Until then calls are signed with the secret before as well.
    pub old_secret_until: Option<Timestamp>,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    On,
    /// By hand.
    Off,
    /// It failed for too long, or said that it is gone.
    GivenUp,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::On => "on",
            State::Off => "off",
            State::GivenUp => "given_up",
        }
    }

    fn parse(code: &str) -> Result<State> {
        let found = [State::On, State::Off, State::GivenUp].into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::broken(format!("no state of a webhook is called {code}")))
    }
}

/// As it was filled in.
#[derive(Debug, Clone, Default)]
pub struct NewWebhook {
    pub name: String,
    pub url: String,
    pub events: Vec<String>,
    pub services: Vec<String>,
}

/// A webhook that was just made, or got another secret: it is shown this once.
#[derive(Debug, Clone)]
pub struct Made {
    pub id: Id,
    /// `whsec_…`
    pub secret: String,
}

/// More are hardly one organization's.
const MOST: usize = 20;
const KEY: usize = 32;

const COLUMNS: &str =
    "id, name, url, events, services, state, failures, failing_since, old_key_until, created_at";

/// Those of the viewer's organization, the oldest first.
pub fn webhooks(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Webhook>> {
    let organization = viewer.manages_webhooks()?;
    let sql = format!("SELECT {COLUMNS} FROM webhooks WHERE organization = $1 ORDER BY created_at, id");
    tx.query_dyn(&sql, &[&organization])?.iter().map(read).collect()
}

/// One of the viewer's organization; any other doesn't exist.
pub fn webhook(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Webhook> {
    let organization = viewer.manages_webhooks()?;
    let sql = format!("SELECT {COLUMNS} FROM webhooks WHERE id = $1 AND organization = $2");
    read(tx.query_dyn(&sql, &[&id, &organization])?.first().ok_or(Error::NotFound)?)
}

fn read(row: &Row) -> Result<Webhook> {
    let list = |at| Ok::<_, Error>(split(&row.get::<String>(at)?));
    Ok(Webhook {
        id: row.get(0)?,
        name: row.get(1)?,
        url: row.get(2)?,
        events: list(3)?.iter().filter_map(|code| Event::parse(code)).collect(),
        services: list(4)?,
        state: State::parse(&row.get::<String>(5)?)?,
        failures: row.get(6)?,
        failing_since: row.get(7)?,
        old_secret_until: row.get(8)?,
        created_at: row.get(9)?,
    })
}

pub(super) fn split(text: &str) -> Vec<String> {
    text.split(',').filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

struct Checked {
    name: String,
    url: String,
    events: String,
    services: String,
}

/// Whether the address may be called is judged by the caller, who knows the network.
fn checked(policies: &Policies, viewer: &Viewer, new: &NewWebhook) -> Result<Checked> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let name = text::required("name", text::line("name", &new.name)?)?;
    let url = text::required("url", new.url.trim().to_owned())?;
    let events: BTreeSet<Event> =
        new.events.iter().filter_map(|code| Event::parse(code)).filter(|e| EVENTS.contains(e)).collect();
    if events.is_empty() {
        return Err(tell("error-webhook-events").about("event").into());
    }
    let events: Vec<&str> = events.into_iter().map(Event::code).collect();
    let known = new.services.iter().filter(|id| policy.service(id).is_some());
    let services: BTreeSet<&str> = known.map(String::as_str).collect();
    let services: Vec<&str> = services.into_iter().collect();
    Ok(Checked { name, url, events: events.join(","), services: services.join(",") })
}

pub fn make(tx: &mut Tx, policies: &Policies, viewer: &Viewer, new: &NewWebhook) -> Result<Made> {
    let organization = viewer.manages_webhooks()?;
    let checked = checked(policies, viewer, new)?;
    if webhooks(tx, viewer)?.len() >= MOST {
        return Err(tell("error-webhook-most").with("most", MOST).into());
    }
    let (id, now, key) = (tx.new_id(), tx.now(), tx.random::<KEY>());
    tx.execute(
        "INSERT INTO webhooks (id, cloud, organization, name, url, events, services, key, state, failures, made_by,
           created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'on', 0, $9, $10)",
        &[
            &id,
            &viewer.cloud,
            &organization,
            &checked.name,
            &checked.url,
            &checked.events,
            &checked.services,
            &key.to_vec(),
            &viewer.id(),
            &now,
        ],
    )?;
    Ok(Made { id, secret: shown(&key) })
}

fn shown(key: &[u8]) -> String {
    format!("whsec_{}", STANDARD.encode(key))
}

pub fn change(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, new: &NewWebhook) -> Result<()> {
    webhook(tx, viewer, id)?;
    let checked = checked(policies, viewer, new)?;
    tx.execute(
        "UPDATE webhooks SET name = $2, url = $3, events = $4, services = $5 WHERE id = $1",
        &[&id, &checked.name, &checked.url, &checked.events, &checked.services],
    )?;
    Ok(())
}

/// Makes another secret; for a while calls are signed with both.
pub fn rotate(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id) -> Result<Made> {
    webhook(tx, viewer, id)?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let until = tx.now() + SignedDuration::from_hours(policy.telling.secret_overlap_hours.into());
    let key = tx.random::<KEY>();
    tx.execute(
        "UPDATE webhooks SET old_key = key, old_key_until = $2, key = $3 WHERE id = $1",
        &[&id, &until, &key.to_vec()],
    )?;
    Ok(Made { id, secret: shown(&key) })
}

pub fn switch_off(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    webhook(tx, viewer, id)?;
    tx.execute("UPDATE webhooks SET state = 'off', next_at = NULL WHERE id = $1", &[&id])?;
    Ok(())
}

/// Calls it again, first of all for what waits.
pub fn switch_on(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    webhook(tx, viewer, id)?;
    tx.execute(
        "UPDATE webhooks SET state = 'on', failures = 0, failing_since = NULL,
           next_at = (SELECT min(next_at) FROM webhook_calls WHERE webhook = $1 AND next_at IS NOT NULL)
         WHERE id = $1",
        &[&id],
    )?;
    tx.announce(TOPIC);
    Ok(())
}

/// Forgets a webhook and all its calls.
pub fn forget(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    webhook(tx, viewer, id)?;
    tx.execute(
        "DELETE FROM webhook_tries WHERE call_id IN (SELECT id FROM webhook_calls WHERE webhook = $1)",
        &[&id],
    )?;
    tx.execute("DELETE FROM webhook_calls WHERE webhook = $1", &[&id])?;
    tx.execute("DELETE FROM webhooks WHERE id = $1", &[&id])?;
    Ok(())
}
