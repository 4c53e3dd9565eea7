use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use centre::{
    Error, Told,
    health::Reader,
    people::Viewer,
    tell,
    webhooks::{self, Call, CallState, EVENTS, Event, NewWebhook, State, Webhook},
};
use db::{Id, Tx};
use jiff::{Timestamp, civil::DateTime};
use post::{Destination, Unfit};
use serde::Deserialize;

use super::{Badge, Reads, parse};
use crate::{
    error::Result,
    form::Fields,
    live,
    page::{self, Page},
    visit::Visit,
};

const HERE: &str = "/health/webhooks";

#[derive(Template)]
#[template(path = "following/webhooks.html")]
struct List {
    page: Page,
    hooks: Vec<Line>,
    form: Form,
}

struct Line {
    id: String,
    name: String,
    url: String,
    state: Badge,
}

#[derive(Template)]
#[template(path = "following/webhook.html")]
struct One {
    page: Page,
    id: String,
    name: String,
    url: String,
    state: Badge,
    is_on: bool,
    is_given_up: bool,
    failing: Option<String>,
    old_until: Option<String>,
    /// Shown this once.
    secret: Option<String>,
    calls: Vec<CallLine>,
    older: Option<String>,
    /// A call is on its way.
    is_busy: bool,
    since: String,
    form: Form,
}

/// What a webhook is made or changed with.
struct Form {
    action: String,
    name: String,
    url: String,
    events: Vec<(String, String, bool)>,
    services: Vec<(String, String, bool)>,
    problem: Option<(String, String)>,
}

impl Form {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }
}

struct CallLine {
    id: String,
    event: String,
    state: Badge,
    when: String,
    answer: String,
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "following/call.html")]
struct CallPage {
    page: Page,
    hook: String,
    hook_name: String,
    line: CallLine,
    body: String,
    tries: Vec<TryLine>,
}

struct TryLine {
    when: String,
    status: String,
    took: String,
    said: String,
}

/// `GET /health/webhooks`
pub async fn list(Reads { visit, viewer }: Reads) -> Result {
    show_all(&visit, &viewer, &NewWebhook { events: all_events(), ..NewWebhook::default() }, None).await
}

fn all_events() -> Vec<String> {
    EVENTS.map(|event| event.code().to_owned()).into()
}

async fn show_all(visit: &Visit, viewer: &Viewer, typed: &NewWebhook, told: Option<Told>) -> Result {
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read =
        move |tx: &mut Tx| Ok::<_, Error>((webhooks::webhooks(tx, &who)?, Reader::of(tx, &policies, &who)?));
    let (hooks, reader) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answer = List {
        hooks: hooks.into_iter().map(|hook| line(&page, hook)).collect(),
        form: form(visit, &page, &reader, HERE.to_owned(), typed, told)?,
        page,
    };
    visit.html_with(status, &answer)
}

fn line(page: &Page, hook: Webhook) -> Line {
    let state = state(page, &hook);
    Line { id: hook.id.to_string(), name: hook.name, url: hook.url, state }
}

fn state(page: &Page, hook: &Webhook) -> Badge {
    let (kind, key) = match hook.state {
        State::On if hook.failures > 0 => ("warn", "webhooks-on"),
        State::On => ("good", "webhooks-on"),
        State::Off => ("", "webhooks-off"),
        State::GivenUp => ("bad", "webhooks-given-up"),
    };
    Badge { kind, text: page.t(key) }
}

fn event_name(page: &Page, event: Event) -> String {
    let key = event.code().trim_start_matches("health.").replace('.', "-");
    page.t(&format!("webhooks-event-{key}"))
}

fn form(
    visit: &Visit,
    page: &Page,
    reader: &Reader,
    action: String,
    typed: &NewWebhook,
    told: Option<Told>,
) -> Result<Form> {
    let services = visit.policy()?.services.iter().filter(|service| reader.has(&service.id));
    let is_typed = |list: &[String], id: &str| list.iter().any(|one| one == id);
    Ok(Form {
        action,
        name: typed.name.clone(),
        url: typed.url.clone(),
        events: EVENTS
            .iter()
            .map(|event| {
                let code = event.code();
                (code.to_owned(), event_name(page, *event), is_typed(&typed.events, code))
            })
            .collect(),
        services: services
            .map(|service| {
                let name = page.text(&service.name).to_owned();
                (service.id.clone(), name, is_typed(&typed.services, &service.id))
            })
            .collect(),
        problem: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
    })
}

fn typed(fields: &Fields) -> NewWebhook {
    let all = |name: &str| fields.all(name).map(str::to_owned).collect();
    NewWebhook {
        name: fields.get("name").to_owned(),
        url: fields.get("url").trim().to_owned(),
        events: all("event"),
        services: all("service"),
    }
}

/// What the address alone can tell; what its name means is looked at with each call.
fn unfit(visit: &Visit, url: &str) -> Option<Told> {
    let key = match Destination::parse(url, visit.app.config.webhooks_to_this_machine).err()? {
        Unfit::Malformed => "error-webhook-malformed",
        Unfit::Open => "error-webhook-open",
        Unfit::Password => "error-webhook-password",
        Unfit::NotPublic => "error-webhook-not-public",
    };
    Some(tell(key).about("url"))
}

/// `POST /health/webhooks`
pub async fn add(Reads { visit, viewer }: Reads, fields: Fields) -> Result {
    viewer.manages_webhooks()?;
    let new = typed(&fields);
    if let Some(told) = unfit(&visit, &new.url) {
        return show_all(&visit, &viewer, &new, Some(told)).await;
    }
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), new.clone());
    match visit.app.db.write(move |tx| webhooks::make(tx, &policies, &who, &wanted)).await {
        Ok(made) => show(&visit, &viewer, made.id, None, None, Some(made.secret), None).await,
        Err(Error::Told(told)) => show_all(&visit, &viewer, &new, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Deserialize)]
pub struct Before {
    before: Option<String>,
}

/// `GET /health/webhooks/{id}`
pub async fn one(
    Reads { visit, viewer }: Reads,
    Path(id): Path<String>,
    Query(Before { before }): Query<Before>,
) -> Result {
    let before = before.map(|id| parse(&id)).transpose()?;
    show(&visit, &viewer, parse(&id)?, before, None, None, None).await
}

/// `GET /health/webhooks/{id}/live` tells when the page should look again.
pub async fn live(Reads { visit, viewer }: Reads, Path(id): Path<String>) -> Result<Response> {
    let id = parse(&id)?;
    visit.app.db.read(move |tx| webhooks::webhook(tx, &viewer, id)).await?;
    Ok(live::stream(&visit.app, vec![webhooks::topic(id)], "webhook"))
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    id: Id,
    before: Option<Id>,
    typed: Option<NewWebhook>,
    secret: Option<String>,
    told: Option<Told>,
) -> Result {
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read = move |tx: &mut Tx| {
        let hook = webhooks::webhook(tx, &who, id)?;
        Ok::<_, Error>((hook, webhooks::calls(tx, &who, id, before)?, Reader::of(tx, &policies, &who)?))
    };
    let (hook, calls, reader) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let here = format!("{HERE}/{id}");
    let kept = NewWebhook {
        name: hook.name.clone(),
        url: hook.url.clone(),
        events: hook.events.iter().map(|event| event.code().to_owned()).collect(),
        services: hook.services.clone(),
    };
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let hour_ago = page.now - jiff::SignedDuration::from_hours(1);
    let answer = One {
        id: id.to_string(),
        state: state(&page, &hook),
        is_on: hook.state == State::On,
        is_given_up: hook.state == State::GivenUp,
        failing: hook.failing_since.map(|at| page.t1("webhooks-failing", "time", page.when(&at))),
        old_until: hook
            .old_secret_until
            .filter(|until| *until > page.now)
            .map(|at| page.t1("webhooks-old-until", "time", page.when(&at))),
        secret,
        older: webhooks::next_page(&calls).map(|last| format!("{here}?before={last}")),
        is_busy: calls.iter().any(|call| matches!(call.state, CallState::Waiting | CallState::Calling)),
        calls: calls.iter().map(|call| call_line(&page, call)).collect(),
        since: hour_ago.to_zoned(page.zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string(),
        form: form(visit, &page, &reader, format!("{here}/change"), typed.as_ref().unwrap_or(&kept), told)?,
        name: hook.name,
        url: hook.url,
        page,
    };
    visit.html_with(status, &answer)
}

fn call_line(page: &Page, call: &Call) -> CallLine {
    let (kind, key) = match call.state {
        CallState::Waiting => ("", "webhooks-waiting"),
        CallState::Calling => ("info", "webhooks-calling"),
        CallState::Taken => ("good", "webhooks-taken"),
        CallState::Failed => ("warn", "webhooks-failed"),
        CallState::GivenUp => ("bad", "webhooks-call-given-up"),
    };
    let last = call.tries.last();
    let status = |status: Option<i64>| status.map_or_else(|| page.t("webhooks-no-answer"), |s| s.to_string());
    let next = call.next_at.filter(|_| call.state == CallState::Failed);
    CallLine {
        id: call.id.to_string(),
        event: event_name(page, call.event),
        state: Badge { kind, text: page.t(key) },
        when: page.when(&call.created_at),
        answer: last.map(|last| status(last.status)).unwrap_or_default(),
        next: next.map(|at| page.t1("webhooks-next", "time", page.relative(&at))),
    }
}

/// `GET /health/webhooks/{id}/calls/{call}`
pub async fn call(Reads { visit, viewer }: Reads, Path((id, call)): Path<(String, String)>) -> Result {
    let (id, call) = (parse(&id)?, parse(&call)?);
    let read = move |tx: &mut Tx| {
        Ok::<_, Error>((webhooks::webhook(tx, &viewer, id)?, webhooks::call(tx, &viewer, id, call)?))
    };
    let (hook, call) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let tries = call.tries.iter().map(|one| TryLine {
        when: page.when(&one.at),
        status: one.status.map_or_else(|| page.t("webhooks-no-answer"), |status| status.to_string()),
        took: format!("{} ms", page.l.number(one.milliseconds)),
        said: one.said.clone(),
    });
    let pretty = serde_json::from_str::<serde_json::Value>(&call.body)
        .and_then(|body| serde_json::to_string_pretty(&body));
    let answer = CallPage {
        hook: id.to_string(),
        hook_name: hook.name,
        line: call_line(&page, &call),
        body: pretty.unwrap_or_else(|_| call.body.clone()),
        tries: tries.collect(),
        page,
    };
    visit.html(&answer)
}

/// `POST /health/webhooks/{id}/{what}`
pub async fn act(
    Reads { visit, viewer }: Reads,
    Path((id, what)): Path<(String, String)>,
    fields: Fields,
) -> Result {
    let id = parse(&id)?;
    let (who, policies, db) = (viewer.clone(), visit.policies.clone(), visit.app.db.clone());
    let flash = match what.as_str() {
        "change" => return change(&visit, &viewer, id, &fields).await,
        "rotate" => {
            let made = db.write(move |tx| webhooks::rotate(tx, &policies, &who, id)).await?;
            return show(&visit, &viewer, id, None, None, Some(made.secret), None).await;
        }
        "since" => return since(&visit, &viewer, id, &fields).await,
        "test" => {
            db.write(move |tx| webhooks::test(tx, &who, id).map(drop)).await?;
            "flash-webhook-test"
        }
        "again" => {
            let call = parse(fields.get("call"))?;
            db.write(move |tx| webhooks::replay(tx, &who, id, call)).await?;
            "flash-webhook-again"
        }
        "off" => {
            db.write(move |tx| webhooks::switch_off(tx, &who, id)).await?;
            "flash-webhook-off"
        }
        "on" => {
            db.write(move |tx| webhooks::switch_on(tx, &who, id)).await?;
            "flash-webhook-on"
        }
        "forget" => {
            db.write(move |tx| webhooks::forget(tx, &who, id)).await?;
            return Ok(visit.go_with(HERE, "flash-webhook-forgotten"));
        }
        _ => return Err(crate::error::Fault::NotFound),
    };
    Ok(visit.go_with(&format!("{HERE}/{id}"), flash))
}

async fn change(visit: &Visit, viewer: &Viewer, id: Id, fields: &Fields) -> Result {
    viewer.manages_webhooks()?;
    let new = typed(fields);
    if let Some(told) = unfit(visit, &new.url) {
        return show(visit, viewer, id, None, Some(new), None, Some(told)).await;
    }
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), new.clone());
    match visit.app.db.write(move |tx| webhooks::change(tx, &policies, &who, id, &wanted)).await {
        Ok(()) => Ok(visit.go_with(&format!("{HERE}/{id}"), "flash-webhook-saved")),
        Err(Error::Told(told)) => show(visit, viewer, id, None, Some(new), None, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

async fn since(visit: &Visit, viewer: &Viewer, id: Id, fields: &Fields) -> Result {
    let given: Option<Timestamp> = fields
        .get("since")
        .parse::<DateTime>()
        .ok()
        .and_then(|at| Some(at.to_zoned(viewer.zone.clone()).ok()?.timestamp()));
    let Some(since) = given else {
        let told = tell("error-webhook-since").about("since");
        return show(visit, viewer, id, None, None, None, Some(told)).await;
    };
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    visit.app.db.write(move |tx| webhooks::replay_since(tx, &policies, &who, id, since).map(drop)).await?;
    Ok(visit.go_with(&format!("{HERE}/{id}"), "flash-webhook-again"))
}
