mod bearer;
mod failure;

use std::{net::SocketAddr, sync::Arc};

use axum::{
    extract::{ConnectInfo, FromRequestParts, Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use centre::{
    finding::Visitor,
    people::{self, Secret, Viewer},
    policy::{Policies, Policy},
    staff, tell,
};
use db::Tx;
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use lang::Lang;

use crate::{
    Shared,
    error::{Fault, Result},
    finding, health,
    page::{self, Page},
};

pub use bearer::{Bearer, Uses};
use failure::{Shape, fail};

/// One request as its handler sees it: who asks, in which language, when, about which cloud.
#[derive(Clone)]
pub struct Visit(Arc<Facts>);

pub struct Facts {
    pub app: Shared,
    /// Those in force when the request came.
    pub policies: Arc<Policies>,
    pub viewer: Option<Viewer>,
    pub lang: Lang,
    pub theme: &'static str,
    pub cloud: String,
    pub zone: TimeZone,
    pub now: Timestamp,
    pub uri: Uri,
    pub address: String,
    pub device: String,
    /// The browser, if it asked something before.
    pub visitor: Option<Visitor>,
    /// The browser says that it doesn't want to be followed.
    pub wants_privacy: bool,
    /// A message left by the page before, and what it is about.
    pub flash: Option<String>,
    /// How a failure is told.
    shape: Shape,
    /// What a program calls its request, to find it again in an error.
    request_name: String,
    is_boosted: bool,
    /// Why it couldn't be found out who asks.
    stranger: Option<Fault>,
}

impl std::ops::Deref for Visit {
    type Target = Facts;

    fn deref(&self) -> &Facts {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Visit {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Visit> {
        let visit = whoever(parts)?;
        visit.stranger.clone().map_or(Ok(visit), Err)
    }
}

/// The visit also of somebody of whom it couldn't be found out who it is: for pages that are the same for all.
pub fn whoever(parts: &Parts) -> Result<Visit> {
    parts.extensions.get::<Visit>().cloned().ok_or_else(|| Fault::broken("no visit"))
}

/// A visit by somebody who is signed in; anyone else is sent to sign in.
pub struct Signed {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Signed> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let viewer = visit.viewer.clone().ok_or(Fault::SignIn)?;
        Ok(Signed { visit, viewer })
    }
}

/// A visit by an agent; for anyone else these pages don't exist.
pub struct AtDesk {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for AtDesk {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<AtDesk> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        if viewer.is_agent() { Ok(AtDesk { visit, viewer }) } else { Err(Fault::NotFound) }
    }
}

/// A visit by a manager of a desk; for anyone else these pages don't exist.
pub struct DeskManager {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for DeskManager {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<DeskManager> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        viewer.manages_desk()?;
        Ok(DeskManager { visit, viewer })
    }
}

/// A visit by an author; for anyone else these pages don't exist.
pub struct Author {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for Author {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Author> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        if viewer.is_author() { Ok(Author { visit, viewer }) } else { Err(Fault::NotFound) }
    }
}

/// A visit by an engineer, who publishes the health of services; for anyone else these pages don't exist.
pub struct Engineer {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for Engineer {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Engineer> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        viewer.engineers()?;
        Ok(Engineer { visit, viewer })
    }
}

impl Facts {
    /// The policy of the cloud that the visit is about.
    pub fn policy(&self) -> Result<&Policy> {
        self.policies.cloud(&self.cloud).ok_or(Fault::NotFound)
    }

    pub fn is_signed_in(&self) -> bool {
        self.viewer.is_some()
    }

    /// The IANA name of the reader's zone.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// A time as a form holds it, in the reader's zone.
    pub fn local(&self, at: Timestamp) -> String {
        self.zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// What stands in a field for a time; `None` if it is empty or no time.
    pub fn time_of(&self, text: &str) -> Option<Timestamp> {
        let local: DateTime = text.trim().parse().ok()?;
        self.zone.to_ambiguous_timestamp(local).compatible().ok()
    }
}

impl Visit {
    /// The same visit about another cloud or in another language, as the address of a public page says.
    pub fn at(&self, lang: &str, cloud: &str) -> Result<Visit> {
        let exact = |l: &Lang| l.code().eq_ignore_ascii_case(lang);
        let lang = Lang::ALL.into_iter().find(exact).ok_or(Fault::NotFound)?;
        if self.policies.cloud(cloud).is_none() {
            return Err(Fault::NotFound);
        }
        let facts = &*self.0;
        Ok(Visit(Arc::new(Facts {
            app: facts.app.clone(),
            policies: facts.policies.clone(),
            viewer: facts.viewer.clone(),
            theme: facts.theme,
            zone: facts.zone.clone(),
            now: facts.now,
            uri: facts.uri.clone(),
            address: facts.address.clone(),
            device: facts.device.clone(),
            visitor: facts.visitor.clone(),
            wants_privacy: facts.wants_privacy,
            flash: facts.flash.clone(),
            shape: facts.shape,
            request_name: facts.request_name.clone(),
            is_boosted: facts.is_boosted,
            stranger: facts.stranger.clone(),
            lang,
            cloud: cloud.to_owned(),
        })))
    }

    /// The frame of a page; `current` is the navigation entry that it belongs to.
    pub fn page(&self, current: &str) -> Page {
        page::frame(self, current)
    }

    pub fn html(&self, template: &impl askama::Template) -> Result {
        self.html_with(StatusCode::OK, template)
    }

    pub fn html_with(&self, status: StatusCode, template: &impl askama::Template) -> Result {
        let mut response = (status, axum::response::Html(template.render()?)).into_response();
        let headers = response.headers_mut();
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
        if self.flash.is_some() {
            headers.append(header::SET_COOKIE, HeaderValue::from_static("flash=; Path=/; Max-Age=0"));
        }
        Ok(response)
    }

    /// To another page (303), with a message of this key to be shown there.
    pub fn go_with(&self, to: &str, flash: &'static str) -> Response {
        let mut response = Redirect::to(to).into_response();
        let cookie = format!("flash={flash}; Path=/; Max-Age=60; HttpOnly; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
    }

    pub fn go(&self, to: &str) -> Response {
        Redirect::to(to).into_response()
    }
}

/// Makes the [`Visit`] of a request, and a page or problem of the [`Fault`] that comes back.
pub async fn visits(State(app): State<Shared>, request: Request, next: Next) -> Response {
    let (mut parts, body) = request.into_parts();
    let visit = make(app, &parts).await;
    parts.extensions.insert(visit.clone());
    let is_read = matches!(parts.method, Method::GET | Method::HEAD);
    let mut response = next.run(Request::from_parts(parts, body)).await;
    match response.extensions_mut().remove::<Fault>().or_else(|| unspoken(&response)) {
        Some(fault) => {
            let mut told = fail(&visit, fault, is_read);
            // What may be done instead.
            if let Some(allowed) = response.headers_mut().remove(header::ALLOW) {
                told.headers_mut().insert(header::ALLOW, allowed);
            }
            told
        }
        None => response,
    }
}

/// What the framework refuses before a handler sees it, it refuses in English or without a word.
fn unspoken(response: &Response) -> Option<Fault> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    match response.status() {
        status if !status.is_client_error() || kind.is_some_and(|kind| !kind.starts_with("text/plain")) => {
            None
        }
        StatusCode::NOT_FOUND => Some(Fault::NotFound),
        status => Some(Fault::Told(status, tell("error-malformed"))),
    }
}

async fn make(app: Shared, request: &Parts) -> Visit {
    let policies = app.policies.get();
    // Whoever brings a token is known by nothing else.
    let nothing = HeaderMap::new();
    let headers = &request.headers;
    let cookies = if bearer::token(headers).is_some() { &nothing } else { headers };
    let found = match cookie(cookies, app.cookie_name()).and_then(Secret::parse) {
        // What lasts without the database doesn't wait for it.
        Some(_) if app.health.is_away() && health::lasts(request.uri.path()) => Ok(None),
        Some(secret) => viewer(&app, &policies, secret).await,
        None => Ok(None),
    };
    let (viewer, stranger) = match found {
        Ok(viewer) => (viewer, None),
        Err(error) => (None, Some(Fault::from(error))),
    };
    let chosen = cookie(cookies, "lang").and_then(Lang::parse);
    let lang = viewer.as_ref().map(|v| v.lang).or(chosen).unwrap_or_else(|| {
        lang::negotiate(headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or(""))
    });
    let cloud = match (&viewer, cookie(cookies, "cloud")) {
        (Some(viewer), _) => viewer.cloud.clone(),
        (None, Some(cloud)) if policies.cloud(cloud).is_some() => cloud.to_owned(),
        _ => app.config.home_cloud.clone(),
    };
    // Without an account only the browser knows its zone; the page's script leaves it in a cookie.
    let zone = viewer
        .as_ref()
        .map(|v| v.zone.clone())
        .or_else(|| cookie(headers, "zone").and_then(|z| TimeZone::get(&z.replace("%2F", "/")).ok()));
    let theme = match cookie(headers, "theme") {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "system",
    };
    let text = |name: header::HeaderName| {
        headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned()
    };
    let forwarded = headers.get("x-forwarded-for").and_then(|v| v.to_str().ok());
    let peer = request.extensions.get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip().to_string());
    let address = forwarded
        .filter(|_| app.config.behind_proxy)
        .and_then(|list| list.rsplit(',').next())
        .map(|ip| ip.trim().to_owned())
        .or(peer)
        .unwrap_or_default();
    let path = request.uri.path();
    Visit(Arc::new(Facts {
        viewer,
        stranger,
        lang,
        theme,
        cloud,
        zone: zone.unwrap_or(TimeZone::UTC),
        now: app.clock.now(),
        uri: request.uri.clone(),
        address,
        device: text(header::USER_AGENT),
        visitor: cookie(headers, finding::COOKIE).and_then(Visitor::of),
        wants_privacy: headers.get("sec-gpc").is_some_and(|value| value == "1"),
        flash: cookie(headers, "flash").filter(|f| f.starts_with("flash-")).map(str::to_owned),
        shape: Shape::of(path),
        request_name: text(header::HeaderName::from_static("client-request-id")),
        is_boosted: headers.contains_key("hx-request"),
        app,
        policies,
    }))
}

async fn viewer(
    app: &Shared,
    policies: &Arc<Policies>,
    secret: Secret,
) -> std::result::Result<Option<Viewer>, centre::Error> {
    let by = policies.clone();
    let found = app.db.read(move |tx| people::viewer(tx, &by, &secret)).await?;
    let Some((viewer, stale)) = found else { return Ok(None) };
    if stale {
        let (session, person, policies) = (viewer.session(), viewer.id(), policies.clone());
        let touch = move |tx: &mut Tx| {
            people::touch(tx, session)?;
            staff::seen(tx, &policies, person)
        };
        app.db.write(touch).await?;
    }
    Ok(Some(viewer))
}

pub fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|v| v.to_str().ok());
    let pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.filter(|(key, _)| *key == name).map(|(_, value)| value).next()
}
