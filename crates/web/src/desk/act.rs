use axum::{extract::Path, response::Response};
use centre::{
    Told,
    cases::{self, Act, Event, State, Then},
    people::Viewer,
    tell,
};
use db::{Id, Tx};

use super::{
    case::{Typed, show},
    parse,
    queue::View,
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    visit::{AtDesk, Visit},
};

/// `POST /desk/cases/{number}/write`: a reply or an internal note, or only a prepared answer to be put
/// into the text.
pub async fn write(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let mut typed = Typed {
        is_note: fields.get("kind") == "note",
        text: fields.get("text").to_owned(),
        then: fields.get("then").to_owned(),
        uploads: fields.all("upload").filter_map(|id| id.parse().ok()).collect(),
        ..Typed::default()
    };
    match fields.uploads() {
        Ok(uploads) => typed.uploads.extend(uploads),
        Err(told) => typed.told = Some(told),
    }
    if fields.is_set("insert") || typed.told.is_some() {
        typed.canned = fields.get("canned").to_owned();
        return show(&at.visit, &at.viewer, parse(&number)?, view, typed).await;
    }
    let text = typed.text.clone();
    let then = match fields.get("then") {
        "wait" => Then::WaitOnCustomer,
        "resolve" => Then::Resolve,
        _ => Then::Nothing,
    };
    let (act, said) = match typed.is_note {
        true => (Act::Note { text }, "flash-desk-noted"),
        false => (Act::Reply { text, then }, "flash-desk-sent"),
    };
    go(at, &number, view, &fields, act, typed, said).await
}

/// `POST /desk/cases/{number}/assign`: `to` an agent, to the viewer (`me`) or to nobody.
pub async fn assign(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let to: Option<Id> = match fields.get("to") {
        "" => None,
        "me" => Some(at.viewer.id()),
        id => Some(parse(id)?),
    };
    let typed = Typed { to: Some(fields.get("to").to_owned()), ..Typed::default() };
    go(at, &number, view, &fields, Act::Assign { to }, typed, "flash-desk-assigned").await
}

/// `POST /desk/cases/{number}/severity`
pub async fn severity(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let (to, reason) = (fields.get("severity").to_owned(), fields.get("reason").to_owned());
    let typed = Typed { severity: to.clone(), reason: reason.clone(), ..Typed::default() };
    go(at, &number, view, &fields, Act::ChangeSeverity { to, reason }, typed, "flash-desk-severity").await
}

/// `POST /desk/cases/{number}/lower`: takes the offer to lower the severity of a silent customer's case.
pub async fn lower(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let reason = fields.get("reason").to_owned();
    let typed = Typed { lowering: reason.clone(), ..Typed::default() };
    go(at, &number, view, &fields, Act::LowerSeverity { reason }, typed, "flash-desk-lowered").await
}

/// `POST /desk/cases/{number}/wait`
pub async fn wait(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    go(at, &number, view, &fields, Act::WaitOnCustomer, Typed::default(), "flash-desk-waiting").await
}

/// `POST /desk/cases/{number}/resolve`
pub async fn resolve(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let act = Act::Resolve { text: fields.get("text").to_owned() };
    let typed = Typed { text: fields.get("text").to_owned(), ..Typed::default() };
    go(at, &number, view, &fields, act, typed, "flash-desk-resolved").await
}

/// `POST /desk/cases/{number}/close`
pub async fn close(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    go(at, &number, view, &fields, Act::Close, Typed::default(), "flash-desk-closed").await
}

/// `POST /desk/cases/{number}/reopen`
pub async fn reopen(at: AtDesk, Path(number): Path<String>, view: View, fields: Fields) -> Result {
    let text = fields.get("text").to_owned();
    let typed = Typed { reopening: text.clone(), ..Typed::default() };
    go(at, &number, view, &fields, Act::Reopen { text }, typed, "flash-desk-reopened").await
}

/// Does it and goes back to the case; or shows the case again with what was typed and why it was not done.
async fn go(
    AtDesk { visit, viewer }: AtDesk,
    number: &str,
    view: View,
    fields: &Fields,
    act: Act,
    typed: Typed,
    said: &'static str,
) -> Result {
    let number = parse(number)?;
    let seen = State::parse(fields.get("seen"));
    match carry_out(&visit, &viewer, number, seen, act.clone(), typed.uploads.clone()).await {
        Ok(()) => Ok(back(&visit, &view, number, said)),
        Err(centre::Error::Told(told)) => {
            let told = match act {
                Act::Reopen { .. } if told.field == Some("text") => told.about("reopening"),
                _ => told,
            };
            show(&visit, &viewer, number, view, Typed { told: Some(told), ..typed }).await
        }
        Err(error) => Err(Fault::from(error)),
    }
}

fn back(visit: &Visit, view: &View, number: i64, said: &'static str) -> Response {
    visit.go_with(&view.case(number), said)
}

async fn carry_out(
    visit: &Visit,
    viewer: &Viewer,
    number: i64,
    seen: Option<State>,
    act: Act,
    uploads: Vec<Id>,
) -> centre::Result<()> {
    let (policies, viewer) = (visit.policies.clone(), viewer.clone());
    let write = move |tx: &mut Tx| {
        if !matches!(act, Act::Note { .. })
            && let Some(told) = closed_meanwhile(tx, &viewer, number, seen)?
        {
            return Err(told.into());
        }
        cases::act(tx, &policies, &viewer, number, &act, &uploads)
    };
    visit.app.db.write(write).await
}

/// Whether somebody else resolved or closed the case after the agent's page was drawn, and who.
fn closed_meanwhile(
    tx: &mut Tx,
    viewer: &Viewer,
    number: i64,
    seen: Option<State>,
) -> centre::Result<Option<Told>> {
    let case = cases::find(tx, viewer, number)?;
    if !case.standing.state.is_done() || seen.is_none_or(State::is_done) {
        return Ok(None);
    }
    let entries = cases::timeline(tx, viewer, &case)?;
    let closing = entries.iter().rev().find(|e| matches!(e.event, Event::Resolved { .. } | Event::Closed));
    let name = closing.and_then(|e| e.author.as_ref()).map(|a| a.name.as_str());
    Ok(Some(tell("desk-closed-meanwhile").with("name", name.unwrap_or_default())))
}
