//! Which publication becomes which calls.

use std::collections::HashMap;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{Event, TOPIC, events::body, hook::split, topic};
use crate::{
    Result,
    following::Subject,
    health::{News, Reader},
    policy::Policies,
};

/// A call to be made.
#[derive(Debug, Clone)]
pub(crate) struct NewCall {
    pub webhook: Id,
    pub news: Option<i64>,
    pub event: Event,
    pub body: String,
}

/// Webhooks in one batch.
const BATCH: i64 = 100;

/// Adds the calls of a publication to the webhooks behind one, and answers the last looked at if there may be more.
pub(crate) fn calls_for(
    tx: &mut Tx,
    policies: &Policies,
    news: &News,
    subject: &Subject,
    behind: Id,
    found: &mut Vec<NewCall>,
) -> Result<Option<Id>> {
    let rows = tx.query(
        "SELECT id, organization, events, services FROM webhooks
         WHERE cloud = $1 AND state = 'on' AND id > $2 ORDER BY id LIMIT $3",
        &[&news.cloud, &behind, &BATCH],
    )?;
    let event = Event::of(news.kind);
    let mut organizations: HashMap<Id, bool> = HashMap::new();
    for row in &rows {
        let organization: Id = row.get(1)?;
        if !wants(&row.get::<String>(2)?, &row.get::<String>(3)?, event, subject) {
            continue;
        }
        let concerned = match organizations.get(&organization) {
            Some(known) => *known,
            None => {
                let concerned = concerns(tx, policies, &news.cloud, subject, organization)?;
                organizations.insert(organization, concerned);
                concerned
            }
        };
        if concerned {
            found.push(NewCall {
                webhook: row.get(0)?,
                news: Some(news.seq),
                event,
                body: body(news, subject),
            });
        }
    }
    let last = rows.last().filter(|_| rows.len() as i64 == BATCH);
    Ok(last.map(|row| row.get(0)).transpose()?)
}

pub(super) fn wants(events: &str, services: &str, event: Event, subject: &Subject) -> bool {
    let (services, about) = (split(services), subject.services());
    let is_about = services.is_empty()
        || about.is_empty()
        || about.iter().any(|service| services.iter().any(|chosen| chosen == service));
    is_about && split(events).iter().any(|code| code == event.code())
}

/// Whether people of the organization read it on its health pages.
pub(super) fn concerns(
    tx: &mut Tx,
    policies: &Policies,
    cloud: &str,
    subject: &Subject,
    organization: Id,
) -> Result<bool> {
    if !subject.exists_for(organization) {
        return Ok(false);
    }
    Ok(subject.concerns(&Reader::organization(tx, policies, cloud, organization)?))
}

/// Writes down a call, once for each publication, and that its webhook has something to do.
pub(crate) fn queue(tx: &mut Tx, call: &NewCall) -> Result<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO webhook_calls (id, webhook, news, event, body, state, tries, next_at, created_at)
         VALUES ($1, $2, $3, $4, $5, 'waiting', 0, $6, $6)
         ON CONFLICT (webhook, news) WHERE news IS NOT NULL DO NOTHING",
        &[&id, &call.webhook, &call.news, &call.event.code(), &call.body, &now],
    )?;
    wake(tx, call.webhook, now)?;
    Ok(id)
}

/// A webhook that pauses after failures goes on pausing.
pub(super) fn wake(tx: &mut Tx, webhook: Id, at: Timestamp) -> Result<()> {
    tx.execute(
        "UPDATE webhooks SET next_at = $2
         WHERE id = $1 AND state = 'on' AND (next_at IS NULL OR (failures = 0 AND next_at > $2))",
        &[&webhook, &at],
    )?;
    tx.announce(TOPIC);
    tx.announce(topic(webhook));
    Ok(())
}
