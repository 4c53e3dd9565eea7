//! Telephone systems tell of calls here, in the form of Zammad's generic push.

use std::net::IpAddr;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Request},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use centre::{
    people::{self, Attempt},
    phone::calls::{self, News},
};
use db::Tx;
use serde_json::{Value, json};

use crate::{page, visit::Visit};

/// What an event may hold, in bytes; no telephone system says so much.
const LARGEST: usize = 32 << 10;

/// `POST /api/v1/cti/{token}`: an event of a call, as a form or JSON. The answer is a JSON object whatever comes: `{}`
/// lets the call go its way.
pub async fn cti(visit: Visit, Path(token): Path<String>, request: Request) -> Response {
    match hear(&visit, token, request).await {
        Ok(()) => Json(json!({})).into_response(),
        Err((status, error)) => (status, Json(json!({ "error": error }))).into_response(),
    }
}

type Refusal = (StatusCode, String);

async fn hear(visit: &Visit, token: String, request: Request) -> Result<(), Refusal> {
    let say = |status, key: &str| (status, visit.lang.t(key, &[]));
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, LARGEST)
        .await
        .map_err(|_| say(StatusCode::PAYLOAD_TOO_LARGE, "error-too-large"))?;
    let mut fields: Vec<(String, String)> =
        serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
    // What the body says comes before the address.
    let said =
        read(&parts.headers, &body).ok_or_else(|| say(StatusCode::UNPROCESSABLE_ENTITY, "error-malformed"));
    let address = [Attempt::Token(of_network(&visit.address))];
    let guesses = address.clone();
    if !visit.app.db.read(move |tx| people::attempts_allowed(tx, &guesses)).await.map_err(broken)? {
        return Err(say(StatusCode::TOO_MANY_REQUESTS, "error-too-many-events"));
    }
    let news = said.and_then(|said| {
        let all = said.into_iter().chain(std::mem::take(&mut fields)).collect::<Vec<_>>();
        let pairs = all.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        News::read(pairs).map_err(|error| match error {
            centre::Error::Told(told) => (StatusCode::UNPROCESSABLE_ENTITY, page::told(visit.lang, &told)),
            other => broken(other),
        })
    });
    let policies = visit.policies.clone();
    let told = visit
        .app
        .db
        .write(move |tx: &mut Tx| match &news {
            Ok(news) => calls::hear(tx, &policies, &token, news).map(|()| None),
            // Whoever has no token isn't told what else is wrong.
            Err(refusal) => calls::knows_token(tx, &token).map(|()| Some(refusal.clone())),
        })
        .await;
    match told {
        Ok(None) => Ok(()),
        Ok(Some(refusal)) => Err(refusal),
        Err(centre::Error::NotFound) => {
            let failed = visit.app.db.write(move |tx| people::attempt_failed(tx, &address)).await;
            failed.map_err(broken)?;
            Err(say(StatusCode::NOT_FOUND, "error-cti-token"))
        }
        Err(centre::Error::Told(told)) => Err((StatusCode::TOO_MANY_REQUESTS, page::told(visit.lang, &told))),
        Err(other) => Err(broken(other)),
    }
}

fn broken(error: centre::Error) -> Refusal {
    tracing::error!(%error, "an event of a telephone system was lost");
    (StatusCode::INTERNAL_SERVER_ERROR, "internal error".to_owned())
}

/// Guesses are counted by network, for an IPv6 address costs nothing.
fn of_network(address: &str) -> String {
    match address.parse() {
        Ok(IpAddr::V6(ip)) => {
            let s = ip.segments();
            format!("{:x}:{:x}:{:x}:{:x}::", s[0], s[1], s[2], s[3])
        }
        _ => address.to_owned(),
    }
}

/// The fields of a body, whatever it is called: telephone systems send JSON as forms and forms as text.
fn read(headers: &HeaderMap, body: &Bytes) -> Option<Vec<(String, String)>> {
    let text = std::str::from_utf8(body).ok()?;
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let is_json = kind.contains("json") || text.trim_start().starts_with(['{', '[']);
    if !is_json {
        return serde_urlencoded::from_str(text.trim()).ok();
    }
    match serde_json::from_str(text).ok()? {
        Value::Object(fields) => {
            let each = |(name, value): (String, Value)| {
                values(value).into_iter().map(|value| (name.clone(), value)).collect::<Vec<_>>()
            };
            Some(fields.into_iter().flat_map(each).collect())
        }
        _ => None,
    }
}

fn values(value: Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(all) => all.into_iter().filter(|v| !v.is_array()).flat_map(values).collect(),
        Value::Null | Value::Bool(_) | Value::Object(_) => Vec::new(),
    }
}
