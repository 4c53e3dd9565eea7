//! Call-backs in the JSON API.

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use centre::{Error, callbacks};
use jiff::{Timestamp, tz::TimeZone};
use serde::Deserialize;
use serde_json::json;

use crate::{
    api::json_body,
    error::{Fault, Result},
    visit::Signed,
};

#[derive(Deserialize)]
pub struct Asked {
    category: String,
    language: Option<String>,
    severity: Option<String>,
    zone: Option<String>,
}

/// `GET /api/v1/callbacks/slots?category=&language=&severity=&zone=`: what can be promised now.
pub async fn slots(Signed { visit, viewer }: Signed, Query(asked): Query<Asked>) -> Result {
    viewer.manages()?;
    let policy = visit.policy()?;
    if policy.category(&asked.category).is_none() {
        return Err(Fault::told(centre::tell("error-category").about("category")));
    }
    let lowest = policy.severities.last().map(|s| s.level.clone()).unwrap_or_default();
    let severity = match asked.severity {
        None => lowest,
        Some(level) if policy.severity(&level).is_some() => level,
        Some(_) => return Err(Fault::told(centre::tell("error-severity").about("severity"))),
    };
    let zone = match asked.zone.as_deref() {
        None => visit.zone.clone(),
        Some(name) => {
            TimeZone::get(name).map_err(|_| Fault::told(centre::tell("error-time-zone").about("zone")))?
        }
    };
    let wish = callbacks::Wish {
        category: asked.category,
        language: asked.language.unwrap_or_else(|| visit.lang.code().to_owned()),
        severity,
    };
    let policies = visit.policies.clone();
    let offer = visit.app.db.read(move |tx| callbacks::offer(tx, &policies, &viewer, &wish)).await?;
    let local = |at: &Timestamp| at.to_zoned(zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string();
    let slots: Vec<_> = offer.slots.iter().map(|at| json!({ "at": at, "local": local(at) })).collect();
    Ok(Json(json!({
        "is_open": offer.is_open,
        "opens_at": offer.opens,
        "language": offer.language,
        "minutes": offer.minutes,
        "zone": zone.iana_name(),
        "slots": slots,
    }))
    .into_response())
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    /// Left out: in turn.
    at: Option<Timestamp>,
    #[serde(default)]
    phone: String,
}

/// `POST /api/v1/requests/{number}/callback`: asks for a call, or moves it.
pub async fn change(
    Signed { visit, viewer }: Signed,
    Path(number): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result {
    let number: i64 = number.parse().map_err(|_| Fault::NotFound)?;
    viewer.manages()?;
    let change: Change = json_body(&headers, &body)?;
    let policies = visit.policies.clone();
    let ask = move |tx: &mut db::Tx| callbacks::ask(tx, &policies, &viewer, number, change.at, &change.phone);
    visit.app.db.write(ask).await.map_err(conflict)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// `DELETE /api/v1/requests/{number}/callback`
pub async fn cancel(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result<Response> {
    let number: i64 = number.parse().map_err(|_| Fault::NotFound)?;
    viewer.manages()?;
    let policies = visit.policies.clone();
    let cancel = move |tx: &mut db::Tx| callbacks::cancel(tx, &policies, &viewer, number);
    visit.app.db.write(cancel).await.map_err(conflict)?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// What doesn't fit to how things stand is a conflict, not a mistake of the sender.
pub fn conflict(error: Error) -> Fault {
    match error {
        Error::Told(told)
            if told.key.starts_with("error-slot-taken") || told.key.starts_with("error-callback-") =>
        {
            Fault::Told(StatusCode::CONFLICT, told)
        }
        other => other.into(),
    }
}
