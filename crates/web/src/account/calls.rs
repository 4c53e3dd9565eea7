//! The calls that go on in the name of an organization, with the word that shows its people that it is support who talks;
//! and who proved to speak for them.

use askama::Template;
use axum::extract::Query;
use centre::{
    audit,
    people::Viewer,
    phone::{
        Direction, calls,
        proof::{self, OwnCall},
    },
};
use db::Tx;
use serde::Deserialize;

use crate::{
    desk::AuditRow,
    error::Result,
    live::stream,
    page::Page,
    visit::{Signed, Visit},
};

/// A call of now, as `account/calls-now.html` shows it.
pub struct Now {
    pub sentence: String,
    pub since: String,
    pub word: &'static str,
    pub is_proven: bool,
}

impl Now {
    fn of(page: &Page, call: &OwnCall) -> Now {
        let agent = call.agent_name.as_str();
        let sentence = match call.direction {
            Direction::In if call.number.is_empty() => page.t1("own-calls-in-withheld", "agent", agent),
            Direction::In => page.t2("own-calls-in", "agent", agent, "number", call.number.as_str()),
            Direction::Out => page.t2("own-calls-out", "agent", agent, "number", call.number.as_str()),
        };
        Now {
            sentence,
            since: page.t1("own-calls-since", "time", page.l.time(call.answered_at, &page.zone)),
            word: proof::spoken(call.word, page.l),
            is_proven: call.is_proven,
        }
    }
}

/// The calls of now, for `account/own-calls.html`; `None` for everybody but those who manage an organization's requests.
pub async fn now(visit: &Visit, page: &Page) -> Result<Option<Vec<Now>>> {
    match visit.viewer.clone().filter(|viewer| viewer.manages().is_ok()) {
        Some(viewer) => Ok(Some(of(visit, viewer, page).await?)),
        None => Ok(None),
    }
}

async fn of(visit: &Visit, viewer: Viewer, page: &Page) -> Result<Vec<Now>> {
    let calls = visit.app.db.read(move |tx| proof::calls_of_own_organization(tx, &viewer)).await?;
    Ok(calls.iter().map(|call| Now::of(page, call)).collect())
}

#[derive(Template)]
#[template(path = "account/calls.html")]
struct CallsPage {
    page: Page,
    calls: Vec<Now>,
    rows: Vec<AuditRow>,
    may_change_contacts: bool,
    first: Option<String>,
    next: Option<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    after: String,
}

/// `GET /account/calls`
pub async fn calls(Signed { visit, viewer }: Signed, Query(asked): Query<Asked>) -> Result {
    viewer.manages()?;
    let mut page = visit.page("account");
    page.here = "/account/calls".into();
    let calls = of(&visit, viewer.clone(), &page).await?;
    let (after, reader) = (asked.after.parse().ok(), viewer.clone());
    let load = move |tx: &mut Tx| audit::of_own_organization(tx, &reader, after);
    let (entries, next) = visit.app.db.read(load).await?;
    visit.html(&CallsPage {
        calls,
        rows: entries.into_iter().map(|entry| AuditRow::of(&page, entry)).collect(),
        may_change_contacts: viewer.manages_contacts().is_ok(),
        first: (!asked.after.is_empty()).then(|| "/account/calls".to_owned()),
        next: next.map(|place| format!("/account/calls?after={place}")),
        page,
    })
}

/// `GET /account/calls/live`
pub async fn calls_live(Signed { visit, viewer }: Signed) -> Result {
    let organization = viewer.manages()?;
    Ok(stream(&visit.app, vec![calls::topic_of_organization(organization)], "calls"))
}
