use askama::Template;
use axum::{http::HeaderMap, response::Response};
use centre::{
    people::Who,
    staff::{self, Cause, Presence},
};

use crate::{
    account::own_path,
    error::{Fault, Result},
    form::Fields,
    page::Page,
    visit::{AtDesk, Visit},
};

#[derive(Template)]
#[template(path = "desk/presence.html")]
struct Menu {
    page: Page,
    /// Chosen this moment: whoever chose goes on from here.
    is_new: bool,
}

/// `GET /desk/presence`: the menu of the frame, as it is now.
pub async fn presence(AtDesk { visit, .. }: AtDesk) -> Result {
    let page = Page { here: "/desk".into(), ..visit.page("") };
    visit.html(&Menu { page, is_new: false })
}

/// `POST /desk/presence`
pub async fn set_presence(
    AtDesk { visit, viewer }: AtDesk,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response> {
    let state = Presence::parse(fields.get("state")).ok_or_else(|| Fault::bad_request("error-duty-state"))?;
    let (policies, agent) = (visit.policies.clone(), viewer.id());
    let set = move |tx: &mut db::Tx| staff::set_state(tx, &policies, agent, state, Cause::Agent);
    visit.app.db.write(set).await?;
    if !headers.contains_key("hx-request") {
        return Ok(visit.go(own_path(fields.get("back")).unwrap_or("/desk")));
    }
    let mut page = visit.page("");
    page.presence = Some(state);
    page.here = fields.get("back").to_owned();
    visit.html(&Menu { page, is_new: true })
}

/// How it stands with the viewer, for the frame.
pub fn of(visit: &Visit) -> Option<Presence> {
    match visit.viewer.as_ref().map(|viewer| &viewer.who) {
        Some(Who::Agent(desk)) => Some(desk.presence),
        _ => None,
    }
}

/// In words, and what icon stands beside them.
pub fn name(page: &Page, state: Presence) -> String {
    page.t(&format!("duty-state-{}", state.code()))
}
