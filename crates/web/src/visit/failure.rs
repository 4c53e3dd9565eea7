//! How a failure is told: as a page, as problem details, or in the way of Microsoft Graph.

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use jiff::tz::TimeZone;
use lang::args;
use serde_json::json;

use super::Visit;
use crate::{
    error::{Fault, Refused},
    page,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Page,
    /// RFC 9457.
    Problem,
    Graph,
}

impl Shape {
    pub(super) fn of(path: &str) -> Shape {
        match path {
            path if path.starts_with("/v1.0/") => Shape::Graph,
            path if path.starts_with("/api/") || path.starts_with("/statuspage/") => Shape::Problem,
            _ => Shape::Page,
        }
    }
}

pub(super) fn fail(visit: &Visit, fault: Fault, is_read: bool) -> Response {
    if let Fault::Broken(why) | Fault::Away(why) = &fault {
        tracing::error!(path = visit.uri.path(), %why, "a request failed");
    }
    if let (Fault::SignIn, true, Shape::Page, false) = (&fault, is_read, visit.shape, visit.is_boosted) {
        let to = visit.uri.path_and_query().map_or("/", |p| p.as_str());
        return Redirect::to(&format!("/sign-in?to={}", page::encode(to))).into_response();
    }
    let (title, text) = words(visit, &fault);
    let mut response = match visit.shape {
        Shape::Page => as_page(visit, &fault, title, text),
        Shape::Problem => as_problem(&fault, &title, &text),
        Shape::Graph => as_graph_error(visit, &fault, &text),
    };
    if let Fault::Token(refused) = fault {
        response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge(refused));
    }
    response
}

fn words(visit: &Visit, fault: &Fault) -> (String, String) {
    let lang = visit.lang;
    let t = |key: &str| lang.t(key, &[]);
    match fault {
        Fault::NotFound => (t("frame-not-found-title"), t("frame-not-found-text")),
        Fault::SignIn => (t("error-sign-in"), t("error-sign-in-text")),
        Fault::Away(_) => (t("frame-away-title"), t("frame-away-text")),
        Fault::Broken(_) => (t("frame-error-title"), t("frame-error-text")),
        Fault::Told(_, told) => (t("frame-refused-title"), page::told(lang, told)),
        Fault::Locked(_) => (t("calls-locked-title"), t("calls-locked-page")),
        Fault::Token(Refused::NoToken) => (t("tokens-none-title"), t("tokens-none-text")),
        Fault::Token(Refused::BadToken) => (t("tokens-bad-title"), t("tokens-bad-text")),
        Fault::Token(Refused::Scope(scope)) => {
            (t("frame-refused-title"), lang.t("tokens-scope-text", &args!["scope" => scope.code()]))
        }
    }
}

fn as_page(visit: &Visit, fault: &Fault, title: String, text: String) -> Response {
    let way = match fault {
        Fault::Locked(call) => Some((format!("/desk/calls/{call}"), visit.lang.t("calls-open", &[]))),
        // That page needs no database.
        Fault::Away(_) | Fault::Broken(_) => {
            Some((visit.page("").public("health"), visit.lang.t("frame-nav-health", &[])))
        }
        _ => None,
    };
    let page = page::Failure { page: visit.page(""), title, text, way };
    let status = fault.status();
    visit.html_with(status, &page).unwrap_or_else(|_| status.into_response())
}

fn as_problem(fault: &Fault, title: &str, text: &str) -> Response {
    let status = fault.status();
    let mut problem =
        json!({ "type": "about:blank", "title": title, "status": status.as_u16(), "detail": text });
    match fault {
        Fault::Told(_, told) => {
            problem["code"] = told.key.into();
            if let Some(field) = told.field {
                problem["field"] = field.into();
            }
        }
        Fault::Locked(call) => {
            problem["code"] = "locked-for-call".into();
            problem["call"] = call.to_string().into();
        }
        Fault::Token(Refused::Scope(scope)) => {
            problem["code"] = "insufficient-scope".into();
            problem["scope"] = scope.code().into();
        }
        _ => {}
    }
    let kind = [(header::CONTENT_TYPE, "application/problem+json")];
    (status, kind, Json(problem)).into_response()
}

/// The codes that clients of Graph know.
fn as_graph_error(visit: &Visit, fault: &Fault, text: &str) -> Response {
    let status = fault.status();
    let code = match status {
        StatusCode::BAD_REQUEST | StatusCode::UNPROCESSABLE_ENTITY => "BadRequest",
        StatusCode::UNAUTHORIZED => "InvalidAuthenticationToken",
        StatusCode::FORBIDDEN => "Authorization_RequestDenied",
        StatusCode::NOT_FOUND => "ResourceNotFound",
        StatusCode::METHOD_NOT_ALLOWED => "Request_BadRequest",
        StatusCode::PAYLOAD_TOO_LARGE => "RequestEntityTooLarge",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => "UnsupportedMediaType",
        status if status.is_server_error() => "generalException",
        _ => "BadRequest",
    };
    let mut id = [0; 16];
    let _ = getrandom::fill(&mut id);
    let id = db::Id(id).to_string();
    let name = if visit.request_name.is_empty() { &id } else { &visit.request_name };
    let date = visit.now.to_zoned(TimeZone::UTC).strftime("%Y-%m-%dT%H:%M:%S").to_string();
    let inner = json!({ "date": date, "request-id": id, "client-request-id": name });
    (status, Json(json!({ "error": { "code": code, "message": text, "innerError": inner } }))).into_response()
}

/// RFC 6750.
fn challenge(refused: Refused) -> HeaderValue {
    match refused {
        Refused::NoToken => HeaderValue::from_static("Bearer realm=\"servus\""),
        Refused::BadToken => HeaderValue::from_static("Bearer realm=\"servus\", error=\"invalid_token\""),
        Refused::Scope(scope) => {
            let value =
                format!("Bearer realm=\"servus\", error=\"insufficient_scope\", scope=\"{}\"", scope.code());
            HeaderValue::from_str(&value).unwrap_or(HeaderValue::from_static("Bearer"))
        }
    }
}
