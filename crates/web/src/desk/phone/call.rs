use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use centre::{
    Told,
    cases::{self, Line as CaseLine},
    people::Viewer,
    phone::{
        Call, CallState, ProvenBy,
        calls::{self, CallAct, Direction, LoggedCall, Match, Outline},
    },
    tell::{self, About},
};
use db::{Id, Tx};
use serde::Deserialize;

use super::{alerts::by, icon, number_or_withheld, outcome};
use crate::{
    desk::{
        Badge,
        case::{self, Typed},
        parse,
        proof::{self, Proof},
        queue::{View, severity_name},
        side::Phone,
        state_badge,
    },
    error::{Fault, Result},
    form::Fields,
    live as sse,
    page::{self, Page},
    visit::{AtDesk, Visit},
};

#[derive(Template)]
#[template(path = "desk/call.html")]
struct CallPage {
    page: Page,
    path: String,
    number: Option<Phone>,
    title: String,
    icon: &'static str,
    direction: String,
    outcome: Badge,
    is_ringing: bool,
    is_talk: bool,
    is_missed: bool,
    is_own: bool,
    is_inside: bool,
    /// Nobody knows for whom the caller speaks: everything is locked.
    locks_all: bool,
    agent: String,
    rang: Moment,
    number_dialled: Option<Phone>,
    organization: Option<Known>,
    /// How its caller proves to speak for it.
    proof: Proof,
    /// Those that the number may belong to, where none or another was chosen.
    candidates: Vec<Candidate>,
    search: String,
    /// `None`: nothing was looked for.
    found: Option<Vec<Candidate>>,
    case: Option<i64>,
    requests: Vec<Request>,
    note: String,
    problem: Option<(String, String)>,
}

struct Moment {
    at: String,
    when: String,
    ago: String,
}

/// The organization that was chosen.
struct Known {
    name: String,
    support_id: String,
    country: String,
    open_requests: String,
    person: String,
    /// Everything of it may be seen.
    is_open: bool,
    /// Nothing but this outline, as long as the call goes on.
    is_locked: bool,
    href: String,
    proof: Badge,
    why_not: String,
}

/// An organization in outline, that can be chosen.
struct Candidate {
    id: Id,
    name: String,
    support_id: String,
    why: String,
}

struct Request {
    number: i64,
    subject: String,
    language: String,
    severity: String,
    severity_name: String,
    state: Badge,
    ago: String,
}

impl CallPage {
    /// Nothing of the organization may be seen yet.
    fn is_locked(&self) -> bool {
        self.organization.as_ref().is_some_and(|known| known.is_locked)
    }

    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A support id, or words of an organization's name.
    q: String,
}

/// `GET /desk/calls/{id}`
pub async fn call(
    AtDesk { visit, viewer }: AtDesk,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    show(&visit, &viewer, parse(&id)?, asked, None).await
}

struct Loaded {
    call: Call,
    outline: Option<Outline>,
    matches: Vec<Match>,
    found: Option<Vec<Outline>>,
    requests: Vec<CaseLine>,
}

async fn show(visit: &Visit, viewer: &Viewer, id: Id, asked: Asked, told: Option<Told>) -> Result {
    let (reader, policies) = (viewer.clone(), visit.policies.clone());
    let search: String = asked.q.trim().chars().take(100).collect();
    let wanted = search.clone();
    let load = move |tx: &mut Tx| {
        let call = calls::call(tx, &reader, id)?;
        let outline = call.organization.map(|id| calls::outline(tx, &reader, id)).transpose()?;
        let requests = match call.organization.filter(|_| call.is_open()) {
            Some(organization) => cases::history_of(tx, &reader, organization)?,
            None => Vec::new(),
        };
        let found = (!wanted.is_empty()).then(|| calls::outlines(tx, &reader, &wanted)).transpose()?;
        let matches = calls::matches(tx, &policies, &call)?;
        Ok::<_, centre::Error>(Loaded { outline, matches, found, requests, call })
    };
    let Loaded { call, outline, matches, found, requests } = visit.app.db.read(load).await?;
    let (page, policy) = (visit.page("phone"), visit.policy()?);
    let chosen = call.organization;
    let of_outline =
        |o: Outline| Candidate { id: o.id, name: o.name, support_id: o.support_id, why: String::new() };
    let of_match = |m: &Match| Candidate {
        id: m.organization,
        name: m.name.clone(),
        support_id: m.support_id.clone(),
        why: by(&page, m.by),
    };
    let request = |line: CaseLine| Request {
        severity_name: severity_name(&page, policy, &line.severity),
        state: state_badge(&page, line.state),
        ago: page.relative(&line.updated_at),
        number: line.number,
        subject: line.subject,
        language: line.language,
        severity: line.severity,
    };
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let proof = proof::load(visit, viewer, &page, id, None).await?;
    let answer = CallPage {
        proof,
        path: format!("/desk/calls/{id}"),
        number: (!call.is_withheld()).then(|| Phone::new(&call.number)),
        title: number_or_withheld(&page, &call),
        icon: icon(&call),
        direction: page.t(&format!("calls-{}", call.direction.code())),
        outcome: outcome(&page, &call),
        is_ringing: call.state == CallState::Ringing,
        is_talk: call.is_talk(),
        is_missed: call.is_missed,
        is_own: call.agent.is_none_or(|agent| agent == viewer.id()) || viewer.desk()?.is_manager,
        is_inside: call.is_inside,
        locks_all: call.is_talk()
            && call.organization.is_none()
            && !call.is_open()
            && call.agent == Some(viewer.id()),
        agent: call.agent_name.clone().unwrap_or_default(),
        rang: Moment {
            at: call.rang_at.to_string(),
            when: page.when(&call.rang_at),
            ago: page.relative(&call.rang_at),
        },
        number_dialled: (!call.number_dialled.is_empty()).then(|| Phone::new(&call.number_dialled)),
        organization: outline.map(|outline| known(&page, &call, &matches, outline)),
        candidates: matches.iter().filter(|m| chosen != Some(m.organization)).map(of_match).collect(),
        found: found.map(|all| all.into_iter().filter(|o| chosen != Some(o.id)).map(of_outline).collect()),
        search,
        case: call.case_number,
        requests: requests.into_iter().map(request).collect(),
        note: call.note.clone(),
        problem: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
        page,
    };
    visit.html_with(status, &answer)
}

fn known(page: &Page, call: &Call, matches: &[Match], outline: Outline) -> Known {
    let proof = match (call.proof, call.direction) {
        (ProvenBy::Number, _) => ("good", "calls-proven-number"),
        (ProvenBy::Code, _) => ("good", "calls-proven-code"),
        (ProvenBy::Nothing, Direction::In) => ("warn", "calls-unproven"),
        (ProvenBy::Nothing, Direction::Out) => ("info", "calls-called-by-us"),
    };
    let why = matches.iter().find(|m| m.organization == outline.id).map(|m| by(page, m.by));
    Known {
        href: format!("/desk/organizations/{}", outline.id),
        country: page.l.country(&outline.country).unwrap_or(&outline.country).to_owned(),
        open_requests: page.l.number(outline.open_requests),
        person: call.person_name.clone().unwrap_or_default(),
        is_open: call.is_open(),
        is_locked: !call.is_open() && call.state != CallState::Ended,
        proof: Badge { kind: proof.0, text: page.t(proof.1) },
        why_not: why.filter(|_| !call.is_proven()).unwrap_or_default(),
        name: outline.name,
        support_id: outline.support_id,
    }
}

/// `GET /desk/calls/{id}/live`: tells of the call, and of what every page of the desk hears.
pub async fn live(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result<Response> {
    let id: Id = parse(&id)?;
    let reader = viewer.clone();
    visit.app.db.read(move |tx| calls::call(tx, &reader, id).map(drop)).await?;
    let mut topics = crate::desk::queue::topics(&viewer);
    topics.push((calls::topic_of_call(id), "call"));
    topics.push((tell::topic(About { kind: "call", id }), "delivery"));
    Ok(sse::streams(&visit.app, topics))
}

/// `POST /desk/calls/{id}/act/{what}`: what an agent does with a call.
pub async fn act(
    AtDesk { visit, viewer }: AtDesk,
    Path((id, what)): Path<(String, String)>,
    fields: Fields,
) -> Result {
    let id: Id = parse(&id)?;
    let (act, said) = match what.as_str() {
        "take" => (CallAct::Take, "flash-call-taken"),
        "end" => (CallAct::End, "flash-call-ended"),
        "inside" => (CallAct::Inside, "flash-call-inside"),
        "organization" => {
            let person = Some(fields.get("person")).filter(|p| !p.is_empty()).map(parse).transpose()?;
            (
                CallAct::Choose { organization: parse(fields.get("organization"))?, person },
                "flash-call-chosen",
            )
        }
        "request" => {
            let typed = fields.get("number").replace(|c: char| !c.is_ascii_digit(), "");
            (CallAct::Attach { number: typed.parse().unwrap_or_default() }, "flash-call-attached")
        }
        "note" => (CallAct::Note { text: fields.get("note").to_owned() }, "flash-call-noted"),
        "settle" => (CallAct::Settle, "flash-call-settled"),
        _ => return Err(Fault::NotFound),
    };
    let (policies, actor) = (visit.policies.clone(), viewer.clone());
    let done = visit.app.db.write(move |tx| calls::act_on_call(tx, &policies, &actor, id, &act)).await;
    match done {
        Ok(()) if fields.get("back") == "list" => Ok(visit.go_with("/desk/phone", said)),
        Ok(()) => Ok(visit.go_with(&format!("/desk/calls/{id}"), said)),
        Err(centre::Error::Told(told)) => show(&visit, &viewer, id, Asked::default(), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/cases/{number}/called`: writes down a call that no telephone system told of.
pub async fn log(
    AtDesk { visit, viewer }: AtDesk,
    Path(number): Path<String>,
    view: View,
    fields: Fields,
) -> Result {
    let number: i64 = parse(&number)?;
    let minutes = fields.get("minutes").trim().to_owned();
    let log = LoggedCall {
        direction: Direction::parse(fields.get("direction")).unwrap_or(Direction::Out),
        // What is no number is refused like one that is too large.
        minutes: if minutes.is_empty() { 0 } else { minutes.parse().unwrap_or(-1) },
        note: String::new(),
    };
    let (policies, actor) = (visit.policies.clone(), viewer.clone());
    let done = visit.app.db.write(move |tx| calls::log_call(tx, &policies, &actor, number, &log)).await;
    match done {
        Ok(()) => Ok(visit.go_with(&view.case(number), "flash-call-logged")),
        Err(centre::Error::Told(told)) => {
            let typed = Typed { minutes: Some(minutes), told: Some(told), ..Typed::default() };
            case::show(&visit, &viewer, number, view, typed).await
        }
        Err(error) => Err(error.into()),
    }
}
