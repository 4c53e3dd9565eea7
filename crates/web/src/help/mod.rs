mod assist;
#[cfg(test)]
mod assist_tests;
pub(crate) mod choices;
mod closed;
mod contact;
mod draft;
mod health;
mod known;
#[cfg(test)]
mod known_tests;
#[cfg(test)]
pub(crate) mod tests;

use askama::Template;
use axum::extract::Query;
use centre::health::Reader;

pub use assist::{Note, ask as ask_assist, form as assist_form, note as assist_note};
pub use contact::{contact, contact_form};

use crate::{
    error::Result,
    finding::{Results, Wanted},
    page::Page,
    public::phone::Call,
    visit::Visit,
    waits,
};
use health::Health;

/// `GET /help`: the question, and what self-help answers to it.
pub async fn pane(visit: Visit, Query(wanted): Query<Wanted>) -> Result {
    let (policies, cloud) = (visit.policies.clone(), visit.cloud.clone());
    let viewer = visit.viewer.clone();
    let read = move |tx: &mut db::Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let reader = match &viewer {
            Some(viewer) if viewer.cloud == cloud => Reader::of(tx, &policies, viewer)?,
            _ => Reader::public(&cloud),
        };
        let mut services = centre::health::services(tx, policy, &reader)?;
        services.retain(|service| reader.has(&service.service));
        Ok::<_, centre::Error>(services)
    };
    let services = visit.app.db.read(read).await?;
    let page = visit.page("support");
    let results = Results::of(&visit, &page, "/help".to_owned(), &wanted).await?;
    let (waits, waits_lead) = waits::usually(&visit, &page).await?;
    let call = Call::of(&visit).await?;
    let pane = Pane {
        assist: assist::note(&visit).await?,
        waits,
        waits_lead,
        call,
        health: health::lines(&page, visit.policy()?, &services),
        q: results.q.clone(),
        results,
        page,
    };
    let mut response = visit.html(&pane)?;
    pane.results.keep(&visit, &mut response);
    Ok(response)
}

#[derive(Template)]
#[template(path = "help/pane.html")]
struct Pane {
    page: Page,
    health: Vec<Health>,
    q: String,
    results: Results,
    waits: Vec<waits::Told>,
    waits_lead: String,
    call: Option<Call>,
    assist: Option<Note>,
}
