use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use centre::people;
use lang::Lang;

use super::own_path;
use crate::{error::Result, form::Fields, visit::Visit};

/// Who reads a cookie besides the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Readable {
    ByScript,
    ByServer,
}

/// Lets the browser remember a choice for a year.
pub(crate) fn keep(visit: &Visit, response: &mut Response, name: &str, value: &str, readable: Readable) {
    let secure = if visit.app.is_secure() { "; Secure" } else { "" };
    let hidden = if readable == Readable::ByServer { "; HttpOnly" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age=31536000; SameSite=Lax{hidden}{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// `POST /language`
pub async fn switch_language(visit: Visit, fields: Fields) -> Result {
    let mut response = visit.go(own_path(fields.get("back")).unwrap_or("/"));
    let Some(lang) = Lang::parse(fields.get("language")) else { return Ok(response) };
    match visit.viewer.clone() {
        Some(viewer) => visit.app.db.write(move |tx| people::change_language(tx, &viewer, lang)).await?,
        None => keep(&visit, &mut response, "lang", lang.code(), Readable::ByServer),
    }
    Ok(response)
}

/// `POST /theme`
pub async fn switch_theme(visit: Visit, fields: Fields) -> Result {
    let mut response = visit.go(own_path(fields.get("back")).unwrap_or("/"));
    if let theme @ ("system" | "light" | "dark") = fields.get("theme") {
        keep(&visit, &mut response, "theme", theme, Readable::ByScript);
    }
    Ok(response)
}
