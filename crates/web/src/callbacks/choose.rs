//! The page on which a customer books, moves or takes back a call about a request.

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use centre::{
    Told,
    callbacks::{self, Callback, Offer},
    cases::{self, Case},
    people::Viewer,
    text,
};
use serde::Deserialize;

use super::{Slots, time_of, zone_of};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Signed, Visit},
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Wanted {
    callback_zone: String,
}

/// What the form holds.
#[derive(Default)]
struct Typed {
    zone: String,
    at: Option<String>,
    phone: Option<String>,
    told: Option<Told>,
}

#[derive(Template)]
#[template(path = "callbacks/choose.html")]
struct Choose {
    page: Page,
    number: i64,
    subject: String,
    slots: Slots,
    phone: String,
    is_live: bool,
    errors: Vec<(&'static str, String)>,
}

impl Choose {
    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(about, _)| *about == field).map(|(_, text)| text.as_str())
    }
}

/// `GET /requests/{number}/callback?callback_zone=`
pub async fn choose(
    Signed { visit, viewer }: Signed,
    Path(number): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result {
    let typed = Typed { zone: wanted.callback_zone, ..Typed::default() };
    show(&visit, &viewer, number_of(&number)?, typed).await
}

/// `POST /requests/{number}/callback`: asks for a call, or moves it; with `step`, shows the times of another zone.
pub async fn change(Signed { visit, viewer }: Signed, Path(number): Path<String>, fields: Fields) -> Result {
    let number = number_of(&number)?;
    viewer.manages()?;
    let sent = |name| fields.get(name).to_owned();
    let typed = Typed {
        zone: sent("callback_zone"),
        at: Some(sent("callback_at")),
        phone: Some(sent("contact_phone")),
        told: None,
    };
    if fields.is_set("step") {
        return show(&visit, &viewer, number, typed).await;
    }
    let at = match time_of(fields.get("callback_at")) {
        Ok(at) => at,
        Err(told) => return show(&visit, &viewer, number, Typed { told: Some(told), ..typed }).await,
    };
    let (policies, who, phone) = (visit.policies.clone(), viewer.clone(), sent("contact_phone"));
    let ask = move |tx: &mut db::Tx| callbacks::ask(tx, &policies, &who, number, at, &phone);
    match visit.app.db.write(ask).await {
        Ok(()) => Ok(visit.go_with(&format!("/requests/{number}"), "flash-callback-asked")),
        Err(centre::Error::Told(told)) => {
            show(&visit, &viewer, number, Typed { told: Some(told), ..typed }).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /requests/{number}/callback/cancel`
pub async fn cancel(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    let number = number_of(&number)?;
    viewer.manages()?;
    let (policies, who) = (visit.policies.clone(), viewer);
    visit.app.db.write(move |tx| callbacks::cancel(tx, &policies, &who, number)).await?;
    Ok(visit.go_with(&format!("/requests/{number}"), "flash-callback-cancelled"))
}

/// `GET /requests/{number}/callback.ics`: the booked time for a calendar.
pub async fn calendar(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    let number = number_of(&number)?;
    viewer.manages()?;
    let found = visit.app.db.read(move |tx| callbacks::own(tx, &viewer, number)).await?;
    let callback = found.ok_or(Fault::NotFound)?;
    let (policy, site) = (visit.policy()?, &visit.app.config.base_url);
    let calendar =
        callbacks::calendar(policy, visit.lang, site, &callback, visit.now).ok_or(Fault::NotFound)?;
    let headers = [
        (header::CONTENT_TYPE, "text/calendar; charset=utf-8; method=PUBLISH".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{number}.ics\"")),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    Ok((headers, calendar).into_response())
}

fn number_of(text: &str) -> Result<i64> {
    text.parse().map_err(|_| Fault::NotFound)
}

struct Read {
    case: Case,
    callback: Option<Callback>,
    offer: Offer,
}

async fn show(visit: &Visit, viewer: &Viewer, number: i64, typed: Typed) -> Result<Response> {
    let own = viewer.manages()?;
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read = move |tx: &mut db::Tx| {
        let case = cases::find(tx, &who, number)?;
        if case.organization != own {
            return Err(centre::Error::NotFound);
        }
        let callback = callbacks::own(tx, &who, number)?.filter(Callback::is_live);
        Ok(Read { offer: callbacks::offer_for_case(tx, &policies, &who, number)?, callback, case })
    };
    let Read { case, callback, offer } = visit.app.db.read(read).await?;
    let page = visit.page("requests");
    let zone = zone_of(&page, &typed.zone);
    let booked = callback.as_ref().and_then(|c| c.slot_at).map(|at| at.to_string()).unwrap_or_default();
    let chosen = typed.at.unwrap_or(booked);
    let known = callback.as_ref().map(|c| c.phone.clone()).or(case.contact_phone.clone()).unwrap_or_default();
    let status = if typed.told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let errors = typed.told.map(|told| (field(&told), page::told(page.l, &told)));
    let view = Choose {
        number,
        subject: case.subject,
        slots: Slots::new(&page, "callback", &offer, &zone, &chosen),
        phone: typed.phone.unwrap_or_else(|| text::phone_for_reading(&known)),
        is_live: callback.is_some(),
        errors: errors.into_iter().collect(),
        page,
    };
    visit.html_with(status, &view)
}

fn field(told: &Told) -> &'static str {
    match told.field {
        Some("contact_phone") => "contact_phone",
        _ => "callback_at",
    }
}
