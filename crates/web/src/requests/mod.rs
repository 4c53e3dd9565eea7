mod attachment;
#[cfg(test)]
mod issue_tests;
mod list;
pub(crate) mod opening;
pub(crate) mod posted;
pub(crate) mod promise;
mod show;
#[cfg(test)]
mod tests;
mod timeline;

use axum::extract::Path;
use centre::{
    callbacks,
    cases::{self, Act, State, Then},
    health::reports,
    phone::calls,
};

pub use attachment::attachment;
pub(crate) use attachment::download;
pub use list::list;
pub use show::show;
pub(crate) use show::{Kept, kept_uploads, uploads};

use crate::{
    error::{Fault, Result},
    form::Fields,
    live::streams,
    page::Page,
    visit::Signed,
};

/// `GET /requests/{number}/live`
pub async fn live(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    let number = number_of(&number)?;
    viewer.customer()?;
    let manages = viewer.manages().ok();
    let read = move |tx: &mut db::Tx| {
        let case = cases::find(tx, &viewer, number)?;
        Ok::<_, centre::Error>((case, callbacks::own(tx, &viewer, number)?))
    };
    let (case, callback) = visit.app.db.read(read).await?;
    let mut topics = vec![(cases::topic(number), "changed")];
    // Who waits for a call in turn sees how many are before.
    if callback.is_some_and(|callback| callback.is_live()) {
        topics.push((callbacks::topic(&case.cloud), "queue"));
    }
    topics.extend(manages.map(|own| (calls::topic_of_organization(own), "calls")));
    Ok(streams(&visit.app, topics))
}

/// `POST /requests/{number}/reply`
pub async fn reply(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let act = Act::Reply { text: fields.get("text").to_owned(), then: Then::Nothing };
    perform(signed, &number, fields, act, "flash-request-replied").await
}

/// `POST /requests/{number}/close`
pub async fn close(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    perform(signed, &number, fields, Act::Close, "flash-request-closed").await
}

/// `POST /requests/{number}/reopen`
pub async fn reopen(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let act = Act::Reopen { text: fields.get("text").to_owned() };
    perform(signed, &number, fields, act, "flash-request-reopened").await
}

/// `POST /requests/{number}/goes-on`: the issue that explained it is over, and it doesn't work.
pub async fn goes_on(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let number = number_of(&number)?;
    let Signed { visit, viewer } = &signed;
    viewer.customer()?;
    let (policies, who, text) = (visit.policies.clone(), viewer.clone(), fields.get("text").to_owned());
    let write = move |tx: &mut db::Tx| reports::still_broken(tx, &policies, &who, number, &text);
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go_with(&format!("/requests/{number}"), "flash-report-goes-on")),
        Err(centre::Error::Told(told)) => {
            show::again(signed, number, &fields, told.about(show::GOES_ON)).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /requests/{number}/resolve`
pub async fn resolve(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let act = Act::Resolve { text: fields.get("text").to_owned() };
    perform(signed, &number, fields, act, "flash-request-resolved").await
}

/// `POST /requests/{number}/hand-on`
pub async fn hand_on(signed: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let act = Act::HandOn { text: fields.get("text").to_owned() };
    perform(signed, &number, fields, act, "flash-request-handed-on").await
}

/// Does it and shows the request again; what was wrong is told beside what was typed.
async fn perform(signed: Signed, number: &str, fields: Fields, act: Act, flash: &'static str) -> Result {
    let number = number_of(number)?;
    signed.viewer.customer()?;
    let uploads = match show::uploads(&fields) {
        Ok(uploads) => uploads,
        Err(told) => return show::again(signed, number, &fields, told).await,
    };
    let Signed { visit, viewer } = &signed;
    let (policies, who, done) = (visit.policies.clone(), viewer.clone(), act.clone());
    let write = move |tx: &mut db::Tx| cases::act(tx, &policies, &who, number, &done, &uploads);
    match (visit.app.db.write(write).await, act) {
        // The request is the operator's now.
        (Ok(()), Act::HandOn { .. }) => Ok(visit.go_with("/requests?view=customers", flash)),
        (Ok(()), _) => Ok(visit.go_with(&format!("/requests/{number}"), flash)),
        (Err(centre::Error::Told(told)), _) => show::again(signed, number, &fields, told).await,
        (Err(error), _) => Err(error.into()),
    }
}

fn number_of(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// How a state looks and reads.
struct Badge {
    kind: &'static str,
    text: String,
}

impl Badge {
    fn of(page: &Page, state: State, partner: Option<&str>) -> Badge {
        let (kind, text) = match (state, partner) {
            (State::Open, Some(partner)) => ("info", page.t1("request-state-partner", "partner", partner)),
            (State::Open, None) => ("info", page.t("request-state-open")),
            (State::Waiting, _) => ("warn", page.t("request-state-waiting")),
            (State::Resolved, _) => ("good", page.t("request-state-resolved")),
            (State::Closed, _) => ("", page.t("request-state-closed")),
        };
        Badge { kind, text }
    }
}
