//! Microsoft Graph v1.0 below `/v1.0/admin/serviceAnnouncement`, for its unmodified clients. `docs/graph.md` says what is
//! the same and what isn't.

mod files;
mod issues;
mod list;
mod messages;
mod place;
#[cfg(test)]
mod tests;
mod text;
mod zip;

use std::sync::Arc;

use axum::{
    Json,
    extract::{Path, Request},
    http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};
use centre::{
    Error,
    health::{self, Attachment, Reader},
    people::{Scope, Viewer, Who},
    policy::{Policies, Policy},
    tell,
};
use db::Tx;
use lang::Lang;
use odata::{Entity, Kind, Options, Property};
use serde::Deserialize;
use serde_json::{Value, json};

use self::{
    issues::{ISSUE, Issues, OVERVIEW},
    list::{Few, Refusal, small},
    messages::{ATTACHMENT, Center, MESSAGE},
    place::Place,
};
use crate::{
    error::{Fault, Refused, Result},
    page::encode,
    visit::Bearer,
};

/// A page has so many entities unless less is asked for, and never more than the other.
const PAGE: usize = 100;
const LARGEST_PAGE: usize = 1000;
/// As many issues come with each service when they are expanded; the rest is behind a link.
const EXPANDED: usize = 50;
/// As many messages can be marked at once, in a body of so many bytes.
const MARKED: usize = 1000;
const LARGEST_BODY: usize = 64 << 10;

static ROOT: Entity = Entity { name: "serviceAnnouncement", properties: &[Property::told("id", Kind::Text)] };

/// Everything below `/v1.0/`.
pub async fn serve(bearer: Bearer, Path(path): Path<String>, request: Request) -> Response {
    let name = request.headers().get("client-request-id").cloned();
    let mut response = match answer(&bearer, &path, request).await {
        Ok(response) => response,
        Err(fault) => return fault.into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(HeaderName::from_static("odata-version"), HeaderValue::from_static("4.0"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    headers.insert(header::VARY, HeaderValue::from_static("authorization, accept-language"));
    if let Some(name) = name {
        headers.insert(HeaderName::from_static("client-request-id"), name);
    }
    response
}

async fn answer(bearer: &Bearer, path: &str, request: Request) -> Result {
    let place = Place::read(path).ok_or(Fault::NotFound)?;
    let (allowed, is_allowed) = match &place {
        Place::Mark(_) => ("POST", *request.method() == Method::POST),
        _ => ("GET, HEAD", matches!(*request.method(), Method::GET | Method::HEAD)),
    };
    if !is_allowed {
        let refusal = Fault::Told(StatusCode::METHOD_NOT_ALLOWED, tell("graph-method"));
        return Ok(([(header::ALLOW, allowed)], refusal).into_response());
    }
    let scope = scope(&place);
    bearer.may(scope)?;
    // A token outlives the role that it was made with.
    if !bearer.viewer.is_agent() && bearer.viewer.reads_health().is_err() {
        return Err(Fault::Token(Refused::Scope(scope)));
    }
    if let Place::Mark(how) = place {
        return mark(bearer, how, request).await;
    }
    let options = Options::read(request.uri().query().unwrap_or_default()).map_err(unsupported)?;
    check(&place, &options)?;
    let (size, applied) = page_size(&options, request.headers());
    let ask = Ask {
        place,
        options,
        size,
        viewer: bearer.viewer.clone(),
        policies: bearer.visit.policies.clone(),
        lang: bearer.visit.lang,
        base: format!("{}/v1.0/", bearer.visit.app.config.base_url),
    };
    let found = bearer.visit.app.db.read(move |tx| match found(tx, &ask) {
        Err(Refusal::Failed(error)) => Err(error),
        Err(Refusal::Token) => Err(tell("graph-skiptoken").into()),
        Err(Refusal::TooMany) => Err(tell("graph-too-many").with("most", list::MOST).into()),
        Ok(found) => Ok(found),
    });
    let found = found.await.map_err(|error| match error {
        Error::Told(told) => Fault::Told(StatusCode::BAD_REQUEST, told),
        other => other.into(),
    });
    match found? {
        Found::Json(json) => {
            let mut response = as_json(json);
            if let Some(applied) = applied {
                response.headers_mut().insert(HeaderName::from_static("preference-applied"), applied);
            }
            Ok(response)
        }
        Found::Count(count) => {
            Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], count.to_string()).into_response())
        }
        Found::Text(name, text) => Ok(files::text(&name, text)),
        Found::File(file) => Ok(files::one(&bearer.visit.app, file)),
        Found::Files(number, all) => files::archive(&bearer.visit.app, &number, all).await,
    }
}

fn scope(place: &Place) -> Scope {
    match place {
        Place::Root | Place::Overviews | Place::Overview(_) => Scope::ReadHealth,
        Place::Issues(_) | Place::Issue(..) | Place::Report(..) => Scope::ReadHealth,
        Place::Messages | Place::Message(_) | Place::Archive(_) => Scope::ReadMessages,
        Place::Attachments(_) | Place::Attachment(..) | Place::Content(..) => Scope::ReadMessages,
        Place::Mark(_) => Scope::MarkMessages,
        Place::Count(of) => scope(of),
    }
}

fn unsupported(error: odata::Error) -> Fault {
    Fault::Told(StatusCode::BAD_REQUEST, tell("graph-options").with("why", error))
}

/// Whether the options are ones that the place has.
fn check(place: &Place, options: &Options) -> Result<()> {
    let none = |what: &str| Err(unsupported(odata::Error::new("query", format!("{what} here"))));
    let (entity, is_list) = match place {
        Place::Root => (&ROOT, false),
        Place::Overviews => (&OVERVIEW, true),
        Place::Overview(_) => (&OVERVIEW, false),
        Place::Issues(_) => (&ISSUE, true),
        Place::Issue(..) => (&ISSUE, false),
        Place::Messages => (&MESSAGE, true),
        Place::Message(_) => (&MESSAGE, false),
        Place::Attachments(_) => (&ATTACHMENT, true),
        Place::Attachment(..) => (&ATTACHMENT, false),
        Place::Count(of) => {
            let filter = Options { filter: options.filter.clone(), ..Options::default() };
            return if *options == filter { check(of, options) } else { none("only $filter is supported") };
        }
        Place::Report(..) | Place::Content(..) | Place::Archive(_) | Place::Mark(_) => {
            return if *options == Options::default() { Ok(()) } else { none("no option is supported") };
        }
    };
    if !is_list && !options.is_of_one() {
        return none("only $select and $expand are supported");
    }
    if options.expand.iter().any(|expand| expand.options.count) {
        return none("$count of what is expanded is not supported");
    }
    entity.check(options).map_err(unsupported)
}

/// How many entities a page has, and what to say of the preference that was followed.
fn page_size(options: &Options, headers: &HeaderMap) -> (usize, Option<HeaderValue>) {
    let preferences = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let preferred = preferences.flat_map(|line| line.split([',', ';'])).find_map(|preference| {
        let (name, number) = preference.split_once('=')?;
        let name = name.trim().to_ascii_lowercase();
        let is_it = name == "odata.maxpagesize" || name == "maxpagesize";
        is_it.then(|| number.trim().trim_matches('"').parse::<usize>().ok())?.filter(|number| *number > 0)
    });
    let preferred = preferred.map(|number| number.min(LARGEST_PAGE));
    let top = options.top.map(|top| usize::try_from(top).unwrap_or(usize::MAX).min(LARGEST_PAGE));
    let size = match (top, preferred) {
        (Some(top), Some(preferred)) => top.min(preferred),
        (one, other) => one.or(other).unwrap_or(PAGE),
    };
    let applied = preferred.map(|number| format!("odata.maxpagesize={number}"));
    (size, applied.and_then(|text| HeaderValue::from_str(&text).ok()))
}

/// All that an answer depends on.
struct Ask {
    place: Place,
    options: Options,
    size: usize,
    viewer: Viewer,
    policies: Arc<Policies>,
    lang: Lang,
    base: String,
}

enum Found {
    Json(Value),
    Count(usize),
    File(Attachment),
    /// The number of a message, and its files.
    Files(String, Vec<Attachment>),
    Text(String, String),
}

fn found(tx: &mut Tx, ask: &Ask) -> std::result::Result<Found, Refusal> {
    let policy = ask.policies.cloud(&ask.viewer.cloud).ok_or(Error::NotFound)?;
    let reader = Reader::of(tx, &ask.policies, &ask.viewer)?;
    let at = At { ask, policy, reader: &reader };
    let Ask { options, lang, .. } = ask;
    match &ask.place {
        Place::Root => Ok(at.one("", json!({ "id": "serviceAnnouncement" }))),
        Place::Overviews => {
            let all = at.overviews(tx, options)?;
            at.page(tx, "healthOverviews", &mut Few(&OVERVIEW, all))
        }
        Place::Overview(id) => {
            let mut all = at.overviews(tx, options)?.into_iter();
            let one = all.find(|one| one["id"] == id.as_str()).ok_or(Error::NotFound)?;
            Ok(at.one("healthOverviews", one))
        }
        Place::Issues(service) => {
            if let Some(id) = service {
                at.has(id)?;
            }
            let mut issues = Issues::asked(&reader, policy, *lang, service.as_deref(), options);
            at.page(tx, &at.address(&ask.place), &mut issues)
        }
        Place::Issue(service, number) => {
            let issue = at.issue(tx, service.as_deref(), number)?;
            Ok(at.one("issues", issues::issue(policy, *lang, &issue)))
        }
        Place::Report(service, number) => {
            let issue = at.issue(tx, service.as_deref(), number)?;
            let name = format!("{}.txt", issue.number);
            let review = issues::review(issue).ok_or(Error::NotFound)?;
            match (review.document, review.text) {
                (Some(document), _) => Ok(Found::File(document)),
                (None, Some(text)) => Ok(Found::Text(name, text.text(lang.code()).to_owned())),
                (None, None) => Err(Error::NotFound.into()),
            }
        }
        Place::Messages => at.page(tx, "messages", &mut at.center()),
        Place::Message(number) => {
            let message = at.message(tx, number)?;
            Ok(at.one("messages", at.center().entry(&message)))
        }
        Place::Attachments(number) => {
            let message = at.message(tx, number)?;
            let all = message.attachments.iter().map(|file| messages::attachment(&message, file));
            let all = all.collect();
            at.page(tx, &at.address(&ask.place), &mut Few(&ATTACHMENT, all))
        }
        Place::Attachment(number, id) => {
            let message = at.message(tx, number)?;
            let file = file(&message, id)?;
            let address = at.address(&Place::Attachments(number.clone()));
            Ok(at.one(&address, messages::attachment(&message, file)))
        }
        Place::Content(number, id) => {
            let message = at.message(tx, number)?;
            Ok(Found::File(file(&message, id)?.clone()))
        }
        Place::Archive(number) => {
            let message = at.message(tx, number)?;
            match message.attachments.is_empty() {
                true => Err(Error::NotFound.into()),
                false => Ok(Found::Files(message.number, message.attachments)),
            }
        }
        Place::Count(of) => at.count(tx, of),
        Place::Mark(_) => Err(Error::NotFound.into()),
    }
}

fn file<'m>(message: &'m health::Message, id: &str) -> centre::Result<&'m Attachment> {
    let id = id.parse().map_err(|_| Error::NotFound)?;
    message.attachments.iter().find(|file| file.id == id).ok_or(Error::NotFound)
}

/// What is asked, and who reads.
struct At<'a> {
    ask: &'a Ask,
    policy: &'a Policy,
    reader: &'a Reader,
}

impl At<'_> {
    /// The services of the reader's subscriptions, with their issues if those are wanted.
    fn overviews(&self, tx: &mut Tx, options: &Options) -> std::result::Result<Vec<Value>, Refusal> {
        let mut all = Vec::new();
        for state in health::services(tx, self.policy, self.reader)? {
            if !self.reader.has(&state.service) {
                continue;
            }
            let mut one = issues::overview(self.policy, &state);
            if let Some(options) = options.expanded("issues") {
                let id = Some(state.service.as_str());
                let mut issues = Issues::asked(self.reader, self.policy, self.ask.lang, id, options);
                let size = options.top.map_or(EXPANDED, |top| usize::try_from(top).unwrap_or(EXPANDED));
                let page = list::page(tx, &mut issues, options, size.min(EXPANDED))?;
                one["issues"] = page.items.into();
                if let Some(token) = page.next {
                    let place = Place::Issues(Some(state.service));
                    one["issues@odata.nextLink"] = self.link(&self.address(&place), options, token).into();
                }
            }
            all.push(one);
        }
        Ok(all)
    }

    fn has(&self, service: &str) -> centre::Result<()> {
        let is_known = self.policy.services.iter().any(|known| known.id == service);
        if is_known && self.reader.has(service) { Ok(()) } else { Err(Error::NotFound) }
    }

    fn issue(&self, tx: &mut Tx, service: Option<&str>, number: &str) -> centre::Result<health::Issue> {
        let issue = health::issue(tx, self.reader, number)?;
        let is_here = service.is_none_or(|id| issue.services().any(|service| service == id));
        if is_here && issue.concerns(self.reader) { Ok(issue) } else { Err(Error::NotFound) }
    }

    fn message(&self, tx: &mut Tx, number: &str) -> centre::Result<health::Message> {
        let message = health::message(tx, self.reader, number)?;
        if message.concerns(self.reader) { Ok(message) } else { Err(Error::NotFound) }
    }

    fn center(&self) -> Center<'_> {
        let is_app = matches!(self.ask.viewer.who, Who::App { .. });
        Center::asked(self.reader, self.policy, self.ask.lang, is_app, &self.ask.options)
    }

    fn page(
        &self,
        tx: &mut Tx,
        address: &str,
        source: &mut impl list::Source,
    ) -> std::result::Result<Found, Refusal> {
        let page = list::page(tx, source, &self.ask.options, self.ask.size)?;
        let mut body = json!({ "@odata.context": self.context(address, "") });
        if let Some(count) = page.count {
            body["@odata.count"] = count.into();
        }
        if let Some(token) = page.next {
            body["@odata.nextLink"] = self.link(address, &self.ask.options, token).into();
        }
        body["value"] = page.items.into();
        Ok(Found::Json(body))
    }

    fn count(&self, tx: &mut Tx, of: &Place) -> std::result::Result<Found, Refusal> {
        let options = &self.ask.options;
        let count = match of {
            Place::Issues(service) => {
                if let Some(id) = service {
                    self.has(id)?;
                }
                let service = service.as_deref();
                let mut issues = Issues::asked(self.reader, self.policy, self.ask.lang, service, options);
                list::count(tx, &mut issues, options)?
            }
            Place::Messages => list::count(tx, &mut self.center(), options)?,
            Place::Attachments(number) => {
                let message = self.message(tx, number)?;
                let all = message.attachments.iter().map(|file| messages::attachment(&message, file));
                small(&ATTACHMENT, all.collect(), options).len()
            }
            _ => small(&OVERVIEW, self.overviews(tx, options)?, options).len(),
        };
        Ok(Found::Count(count))
    }

    fn one(&self, address: &str, entity: Value) -> Found {
        let mut body = json!({ "@odata.context": self.context(address, "/$entity") });
        if let (Value::Object(body), Value::Object(entity)) = (&mut body, self.ask.options.selected(entity)) {
            body.extend(entity);
        }
        Found::Json(body)
    }

    /// The address of a collection, below `admin/serviceAnnouncement`.
    fn address(&self, place: &Place) -> String {
        match place {
            Place::Issues(Some(service)) => format!("healthOverviews/{}/issues", encode(service)),
            Place::Attachments(number) => format!("messages/{}/attachments", encode(number)),
            _ => "issues".to_owned(),
        }
    }

    fn context(&self, address: &str, suffix: &str) -> String {
        let slash = if address.is_empty() { "" } else { "/" };
        let expanded = self.ask.options.expand.iter().map(|expand| format!("{}()", expand.name));
        let shown: Vec<_> = self.ask.options.select.iter().cloned().chain(expanded).collect();
        let shown = if shown.is_empty() { String::new() } else { format!("({})", shown.join(",")) };
        format!("{}$metadata#admin/serviceAnnouncement{slash}{address}{shown}{suffix}", self.ask.base)
    }

    /// To the next page. What was left out so far is in the token.
    fn link(&self, address: &str, options: &Options, token: String) -> String {
        let options = Options { skip: None, skiptoken: Some(token), ..options.clone() };
        format!("{}admin/serviceAnnouncement/{address}?{}", self.ask.base, options.query())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Marked {
    message_ids: Vec<String>,
}

/// True if all were marked; if one isn't there, none is.
async fn mark(bearer: &Bearer, how: &str, request: Request) -> Result {
    let how = messages::mark(how).ok_or(Fault::NotFound)?;
    let malformed = || Fault::bad_request("graph-message-ids");
    let body = axum::body::to_bytes(request.into_body(), LARGEST_BODY).await.map_err(|_| malformed())?;
    let Marked { message_ids } = serde_json::from_slice(&body).map_err(|_| malformed())?;
    if message_ids.is_empty() || message_ids.len() > MARKED {
        return Err(malformed());
    }
    let viewer = bearer.viewer.clone();
    let marked = bearer.visit.app.db.write(move |tx| health::mark(tx, &viewer, &message_ids, how));
    let is_done = match marked.await {
        Ok(()) => true,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error.into()),
    };
    let context = format!("{}/v1.0/$metadata#Edm.Boolean", bearer.visit.app.config.base_url);
    Ok(as_json(json!({ "@odata.context": context, "value": is_done })))
}

fn as_json(json: Value) -> Response {
    let kind = "application/json; odata.metadata=minimal; odata.streaming=true; charset=utf-8";
    ([(header::CONTENT_TYPE, kind)], Json(json)).into_response()
}
