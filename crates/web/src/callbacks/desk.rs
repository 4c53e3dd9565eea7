//! The agents' list of whom to call, and taking one.

use askama::Template;
use axum::{extract::Path, response::Response};
use centre::{
    callbacks::{self, Callback, Outcome, Queue, State},
    cases::Then,
    people::Desk,
    policy::Policy,
};
use db::Id;
use jiff::tz::TimeZone;

use super::time_of;
use crate::{
    error::{Fault, Result},
    form::Fields,
    live as sse,
    page::Page,
    requests::promise,
    visit::AtDesk,
};

/// A call-back as the list shows it.
pub struct Row {
    pub id: Id,
    pub number: i64,
    pub subject: String,
    pub subject_language: String,
    pub person: String,
    pub organization: String,
    pub phone: String,
    pub language: String,
    pub severity: String,
    pub severity_name: String,
    /// A booked time, or how long it waits.
    pub when: String,
    pub is_booked: bool,
    /// What time it is where they are.
    pub there: String,
    pub tries: i64,
    /// Who is about to call.
    pub agent: String,
    /// It is due, and the viewer can make it.
    pub is_takeable: bool,
    /// It needs what the viewer doesn't know.
    pub is_foreign: bool,
}

impl Row {
    pub fn new(page: &Page, policy: &Policy, desk: &Desk, callback: Callback) -> Row {
        let zone = TimeZone::get(&callback.time_zone).unwrap_or(TimeZone::UTC);
        let at = |when| page.l.day_time(when, &page.zone);
        let waits = page.now.duration_since(callback.asked_at).as_secs();
        let when = match callback.slot_at {
            Some(slot) if callback.tries == 0 => page.t1("callback-row-booked", "when", at(slot)),
            _ if callback.ready_at > page.now => page.t1("callback-row-from", "when", at(callback.ready_at)),
            _ => page.t1("callback-row-waits", "duration", promise::roughly(page.l, waits.max(0))),
        };
        let is_foreign = !callbacks::can_call(desk, &callback);
        Row {
            is_takeable: !is_foreign && callback.state == State::Waiting && callback.ready_at <= page.now,
            is_foreign,
            id: callback.id,
            number: callback.number,
            phone: centre::text::phone_for_reading(&callback.phone),
            language: page.l.language_name(&callback.language).unwrap_or(&callback.language).to_owned(),
            severity_name: policy
                .severity(&callback.severity)
                .map(|s| page.text(&s.name).to_owned())
                .unwrap_or_default(),
            severity: callback.severity,
            subject: callback.subject,
            subject_language: callback.subject_language,
            person: callback.person_name,
            organization: callback.organization_name,
            when,
            is_booked: callback.slot_at.is_some(),
            there: page.l.time(page.now, &zone),
            tries: callback.tries,
            agent: callback.claimed_name.filter(|_| callback.state == State::Claimed).unwrap_or_default(),
        }
    }
}

#[derive(Template)]
#[template(path = "callbacks/list.html")]
struct List {
    page: Page,
    own: Option<Row>,
    ready: Vec<Row>,
    ahead: Vec<Row>,
    others: Vec<Row>,
}

/// `GET /desk/callbacks`
pub async fn list(AtDesk { visit, viewer }: AtDesk) -> Result {
    let (policies, desk) = (visit.policies.clone(), viewer.desk()?.clone());
    let read = move |tx: &mut db::Tx| callbacks::queue(tx, &policies, &viewer);
    let Queue { own, ready, ahead, others } = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("phone"), visit.policy()?);
    let rows = |all: Vec<Callback>| -> Vec<Row> {
        all.into_iter().map(|callback| Row::new(&page, policy, &desk, callback)).collect()
    };
    let list = List {
        own: rows(own.into_iter().collect()).pop(),
        ready: rows(ready),
        ahead: rows(ahead),
        others: rows(others),
        page,
    };
    visit.html(&list)
}

/// `GET /desk/callbacks/live`
pub async fn live(AtDesk { visit, viewer }: AtDesk) -> Result<Response> {
    Ok(sse::stream(&visit.app, vec![callbacks::topic(&viewer.cloud)], "callbacks"))
}

/// `POST /desk/callbacks/next`: takes the next best call.
pub async fn next(at: AtDesk) -> Result {
    claim(at, None).await
}

/// `POST /desk/callbacks/{id}/take`
pub async fn take(at: AtDesk, Path(id): Path<String>) -> Result {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    claim(at, Some(id)).await
}

async fn claim(AtDesk { visit, viewer }: AtDesk, id: Option<Id>) -> Result {
    let policies = visit.policies.clone();
    let claim = move |tx: &mut db::Tx| match callbacks::claim(tx, &policies, &viewer, id)? {
        Some(id) => Ok(Some(callbacks::claimed(tx, &viewer, id)?.number)),
        None => Ok::<_, centre::Error>(None),
    };
    Ok(match visit.app.db.write(claim).await? {
        Some(number) => visit.go(&format!("/desk/cases/{number}")),
        None => visit.go_with("/desk/callbacks", "flash-callback-nobody"),
    })
}

/// `POST /desk/callbacks/{id}/outcome`
pub async fn outcome(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>, fields: Fields) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let who = viewer.clone();
    visit.app.db.read(move |tx| callbacks::claimed(tx, &who, id)).await?;
    let (outcome, said) = match fields.get("outcome") {
        "reached" => {
            let then = match fields.get("then") {
                "wait" => Then::WaitOnCustomer,
                "resolve" => Then::Resolve,
                _ => Then::Nothing,
            };
            (Outcome::Reached { text: fields.get("text").to_owned(), then }, "flash-callback-reached")
        }
        "no-answer" => (Outcome::NoAnswer, "flash-callback-tried"),
        "wrong-number" => (Outcome::WrongNumber, "flash-callback-wrong-number"),
        "later" => {
            let at = time_of(fields.get("callback_at")).map_err(Fault::told)?;
            let at = at.ok_or_else(|| Fault::told(centre::tell("error-slot-malformed")))?;
            (Outcome::Later { at }, "flash-callback-later")
        }
        "give-back" => (Outcome::GiveBack, "flash-callback-given-back"),
        _ => return Err(Fault::told(centre::tell("error-malformed"))),
    };
    let (policies, is_reached) = (visit.policies.clone(), matches!(outcome, Outcome::Reached { .. }));
    let end = move |tx: &mut db::Tx| callbacks::outcome(tx, &policies, &viewer, id, &outcome);
    let number = visit.app.db.write(end).await?;
    let to = if is_reached { format!("/desk/cases/{number}") } else { "/desk/callbacks".to_owned() };
    Ok(visit.go_with(&to, said))
}
