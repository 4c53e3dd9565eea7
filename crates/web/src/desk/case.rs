use askama::Template;
use axum::{
    extract::Path,
    http::StatusCode,
    response::{IntoResponse, Response},
};
use centre::{
    Told, assist,
    cases::{self, Case, Doing, Entry, Presence},
    expect,
    guides::Guides,
    people::{self, Viewer},
    policy::{Policy, SeverityWish},
    promises::{self, CaseClock},
};
use db::{Id, Tx};

use super::{
    Badge, Deadline,
    entry::Item,
    known::{self, Known},
    parse,
    queue::{Listing, Queue, View, search, severity_name, topics},
    side::{Facts, Promise, Side},
    state_badge,
};
use crate::{
    callbacks::{CallbackLoaded, Panel},
    error::Result,
    form::Fields,
    guides::Answered,
    live as sse,
    page::{self, Page},
    requests::opening::Opening,
    visit::{AtDesk, Visit},
    waits,
};

/// What an agent typed into the forms of a case, and why it was not taken.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    pub is_note: bool,
    pub text: String,
    pub then: String,
    /// The key of a prepared answer to be put after the text.
    pub canned: String,
    pub severity: String,
    pub reason: String,
    /// Why the severity of a silent customer's case is lowered.
    pub lowering: String,
    pub to: Option<String>,
    pub reopening: String,
    /// How long a call took that is written down.
    pub minutes: Option<String>,
    pub uploads: Vec<Id>,
    /// The number of a known issue.
    pub issue: String,
    pub told: Option<Told>,
}

#[derive(Template)]
#[template(path = "desk/case.html")]
struct CasePage {
    page: Page,
    queue: Queue,
    shown: Shown,
    promise: Promise,
    side: Side,
    tools: Tools,
    composer: Composer,
    panel: Option<Panel>,
    announced: Option<Announced>,
    known: Known,
    /// The conversation that this one goes on from.
    before: Option<Before>,
    /// Whether the promise is sent along to be put in its own place.
    is_part: bool,
}

/// What changes while the page stands: told again whenever something happens to the case.
#[derive(Template)]
#[template(path = "desk/history.html")]
struct HistoryPart {
    page: Page,
    shown: Shown,
    promise: Promise,
    is_part: bool,
}

/// How long a wait the customer was told, and what came.
struct Announced {
    href: String,
    told: String,
    came: Option<String>,
}

impl Announced {
    fn new(page: &Page, one: &expect::Settled) -> Announced {
        Announced {
            href: format!("/desk/waits/{}", one.id),
            told: waits::told(page, one.range),
            came: one.wait.map(|wait| page.l.duration(waits::minutes(wait))),
        }
    }
}

/// The conversation before this one, to be read first.
struct Before {
    href: String,
    number: i64,
    subject: String,
    language: String,
    specialist: Option<String>,
    items: Vec<Item>,
}

impl Before {
    fn new(page: &Page, policy: &Policy, view: &View, case: &Case, entries: &[Entry]) -> Before {
        let items = entries.iter().map(|entry| Item::new(page, policy, case, entry));
        Before {
            href: view.at(&format!("/desk/cases/{}", case.number)),
            number: case.number,
            subject: case.subject.clone(),
            language: case.language.clone(),
            specialist: case.assignee_name.clone(),
            items: items.filter(|item| !item.html.is_empty()).collect(),
        }
    }
}

fn before(tx: &mut Tx, viewer: &Viewer, case: &Case) -> centre::Result<Option<(Case, Vec<Entry>)>> {
    let Some(before) = assist::before(tx, viewer, case)? else { return Ok(None) };
    let entries = cases::timeline(tx, viewer, &before)?;
    Ok(Some((before, entries)))
}

/// The head of a case, who else is on it, what can be done and what happened.
struct Shown {
    path: Paths,
    number: i64,
    subject: String,
    language: String,
    state: Badge,
    /// Sent along with every act: whoever acts on a case that was closed meanwhile is told.
    seen: &'static str,
    severity: String,
    severity_name: String,
    deadline: Option<Deadline>,
    assignee: String,
    is_own: bool,
    is_done: bool,
    is_waiting: bool,
    is_closed: bool,
    may_reopen: bool,
    presence: Vec<String>,
    items: Vec<Item>,
    /// What was answered in a guide before.
    answered: Option<Answered>,
    /// What the severity asks of the customer and isn't there.
    missing: Vec<String>,
    lowering: Option<Lowering>,
    problem: Option<Problem>,
}

/// The offer to lower the severity of a silent customer's case.
struct Lowering {
    to: String,
    reason: String,
}

/// The addresses of a case's forms, which keep the list at the left.
struct Paths(View, i64);

impl Paths {
    fn to(&self, what: &str) -> String {
        self.0.at(&format!("/desk/cases/{}/{what}", self.1))
    }

    fn list(&self) -> String {
        self.0.at("/desk")
    }
}

struct Problem {
    /// The id of the field that it is about; empty if of none.
    id: &'static str,
    text: String,
}

impl Shown {
    fn problem(&self, id: &str) -> Option<&str> {
        self.problem.as_ref().filter(|p| p.id == id).map(|p| p.text.as_str())
    }
}

struct Tools {
    severities: Vec<Choice>,
    /// Severities that can't be had, and why.
    refused: Vec<(String, String)>,
    reason: String,
    agents: Vec<Choice>,
    reopening: String,
    /// So long a call usually takes, or as it was typed.
    minutes: String,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

struct Composer {
    is_note: bool,
    text: String,
    then: String,
    canned: Vec<Choice>,
    files: Vec<(String, String)>,
}

/// What the middle part is made of.
struct Middle {
    case: Case,
    entries: Vec<Entry>,
    presence: Vec<Presence>,
    clocks: Vec<CaseClock>,
}

impl Middle {
    fn load(tx: &mut Tx, viewer: &Viewer, number: i64) -> centre::Result<Middle> {
        let case = cases::find(tx, viewer, number)?;
        let entries = cases::timeline(tx, viewer, &case)?;
        let clocks = promises::kept(tx, &case)?;
        Ok(Middle { entries, presence: cases::presence(tx, viewer, number)?, clocks, case })
    }

    fn show(
        &self,
        page: &Page,
        (policy, guides): (&Policy, &Guides),
        viewer: &Viewer,
        view: View,
        typed: &Typed,
    ) -> Shown {
        let case = &self.case;
        let trail = Opening::of(&self.entries).and_then(|opening| opening.trail);
        let standing = &case.standing;
        let there =
            |p: &Presence| page.t1(&format!("desk-presence-{}", p.doing.code()), "name", p.name.as_str());
        Shown {
            path: Paths(view, case.number),
            number: case.number,
            subject: case.subject.clone(),
            language: case.language.clone(),
            state: state_badge(page, standing.state),
            seen: standing.state.code(),
            severity: standing.severity.clone(),
            severity_name: severity_name(page, policy, &standing.severity),
            deadline: Deadline::of(page, case),
            assignee: case.assignee_name.clone().unwrap_or_default(),
            is_own: standing.assignee == Some(viewer.id()),
            is_done: standing.state.is_done(),
            is_waiting: standing.state == cases::State::Waiting,
            is_closed: standing.state == cases::State::Closed,
            may_reopen: standing.state.is_done() && cases::may_reopen(policy, standing, page.now),
            presence: self.presence.iter().map(there).collect(),
            items: self.entries.iter().map(|e| Item::new(page, policy, case, e)).collect(),
            answered: trail.map(|trail| Answered::new(guides, page, &policy.cloud.key, trail)),
            missing: missing(page, policy, case, &self.entries),
            lowering: cases::offered_lowering(case, self.entries.iter().map(|e| &e.event))
                .map(|to| Lowering { to: to.to_owned(), reason: typed.lowering.clone() }),
            problem: typed.told.as_ref().map(|told| Problem {
                id: match told.field {
                    Some("text") => "desk-text",
                    Some("files") => "desk-files",
                    Some("severity") => "desk-severity",
                    Some("reason") => "desk-reason",
                    Some("to") => "desk-to",
                    Some("reopening") => "desk-reopening",
                    Some("minutes") => "desk-minutes",
                    Some("lowering") => "desk-lowering-reason",
                    Some("issue") => "desk-issue",
                    _ => "",
                },
                text: page::told(page.l, told),
            }),
        }
    }
}

fn missing(page: &Page, policy: &Policy, case: &Case, entries: &[Entry]) -> Vec<String> {
    let standing = &case.standing;
    let Some(opening) = Opening::of(entries).filter(|_| !standing.state.is_done()) else {
        return Vec::new();
    };
    let missing = opening.missing(policy, &standing.severity);
    let wanted = [
        (missing.impact_statement, "desk-missing-impact-statement"),
        (missing.round_the_clock, "desk-missing-round-the-clock"),
    ];
    let wanted = wanted.into_iter().filter(|(is_missing, _)| *is_missing);
    wanted.map(|(_, key)| page.t1(key, "severity", standing.severity.as_str())).collect()
}

/// Everything around a case that a page of it needs from the database.
struct Loaded {
    told: Middle,
    facts: Facts,
    agents: Vec<(Id, String)>,
    canned: Vec<cases::Canned>,
    files: Vec<cases::Attachment>,
    listing: Listing,
    callback: Option<CallbackLoaded>,
    before: Option<(Case, Vec<Entry>)>,
    announced: Option<expect::Settled>,
    known: known::Loaded,
}

/// The page of a case, with what was typed into its forms.
pub async fn show(visit: &Visit, viewer: &Viewer, number: i64, view: View, typed: Typed) -> Result {
    let view = view.beside(number);
    let found = search(visit, viewer, &view).await?;
    let (reader, wanted, uploads) = (viewer.clone(), view.clone(), typed.uploads.clone());
    let policies = visit.policies.clone();
    let load = move |tx: &mut Tx| {
        let told = Middle::load(tx, &reader, number)?;
        let organization = told.case.organization;
        Ok::<_, centre::Error>(Loaded {
            facts: Facts {
                organization: people::organization(tx, &reader, organization)?,
                requester: people::person_of(tx, &reader, organization, told.case.opened_by)?,
                history: cases::history_of(tx, &reader, organization)?,
            },
            agents: cases::agents(tx, &reader)?,
            canned: cases::canned_answers(tx, &reader, &told.case.language)?,
            files: cases::waiting_uploads(tx, &reader, &uploads)?,
            listing: Listing::load(tx, &reader, &wanted, found.as_deref())?,
            callback: Panel::load(tx, &policies, &reader, number)?,
            before: before(tx, &reader, &told.case)?,
            announced: expect::announced(tx, &told.case)?,
            known: known::Loaded::load(tx, &policies, &reader, &told.case, &told.entries)?,
            told,
        })
    };
    let loaded = visit.app.db.read(load).await?;
    let (page, policy, guides) = (visit.page("desk"), visit.policy()?, visit.app.guides.get());
    let Loaded { told, facts, agents, canned, files, listing, callback, before, announced, known } = loaded;
    let status = if typed.told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let desk = viewer.desk()?;
    let known = Known::new(&page, &known, &typed.issue);
    let answer = CasePage {
        before: before.map(|(case, entries)| Before::new(&page, policy, &view, &case, &entries)),
        queue: Queue::new(&page, policy, &view, listing),
        shown: told.show(&page, (policy, &guides), viewer, view.clone(), &typed),
        promise: Promise::new(&page, policy, &told.case, &told.clocks),
        tools: tools(&page, policy, &told.case, &facts, agents, &typed),
        composer: composer(&told.case, canned, files, typed),
        side: Side::new(&page, policy, &told.case, &told.entries, &view, facts),
        announced: announced.map(|one| Announced::new(&page, &one)),
        known,
        panel: callback.map(|loaded| Panel::new(&page, policy, desk, loaded)),
        is_part: false,
        page,
    };
    visit.html_with(status, &answer)
}

fn tools(
    page: &Page,
    policy: &Policy,
    case: &Case,
    facts: &Facts,
    agents: Vec<(Id, String)>,
    typed: &Typed,
) -> Tools {
    let agreement = cases::agreement(policy, &facts.organization);
    let offers = policy.offered_severities(&SeverityWish { category: &case.category, agreement });
    let chosen = if typed.severity.is_empty() { &case.standing.severity } else { &typed.severity };
    let mut tools = Tools {
        severities: Vec::new(),
        refused: Vec::new(),
        reason: typed.reason.clone(),
        agents: Vec::new(),
        reopening: typed.reopening.clone(),
        minutes: typed.minutes.clone().unwrap_or_else(|| usual_minutes(policy)),
    };
    for offer in &offers {
        let label = format!("{} {}", offer.level, severity_name(page, policy, offer.level));
        match &offer.reason {
            Some(refusal) => tools.refused.push((label, page.text(refusal.note()).to_owned())),
            None => tools.severities.push(Choice {
                value: offer.level.to_owned(),
                label,
                is_chosen: offer.level == chosen,
            }),
        }
    }
    let assignee = case.standing.assignee.map(|id| id.to_string()).unwrap_or_default();
    let chosen = typed.to.clone().unwrap_or(assignee);
    let choice = |value: String, label| Choice { is_chosen: value == chosen, value, label };
    tools.agents.push(choice(String::new(), page.t("desk-nobody")));
    tools.agents.extend(agents.into_iter().map(|(id, name)| choice(id.to_string(), name)));
    tools
}

/// How long the policy believes that a talk takes.
fn usual_minutes(policy: &Policy) -> String {
    let phone = policy.contact_methods.iter().find(|method| method.id == "phone");
    phone.map(|method| method.service_minutes.to_string()).unwrap_or_default()
}

fn composer(
    case: &Case,
    canned: Vec<cases::Canned>,
    files: Vec<cases::Attachment>,
    typed: Typed,
) -> Composer {
    let mut text = typed.text;
    if let Some(answer) = canned.iter().find(|c| c.key == typed.canned) {
        let filled = fill(&answer.body, case);
        text = if text.trim().is_empty() { filled } else { format!("{}\n\n{filled}", text.trim_end()) };
    }
    let choice = |answer: cases::Canned| Choice {
        is_chosen: answer.key == typed.canned,
        value: answer.key,
        label: answer.title,
    };
    Composer {
        is_note: typed.is_note,
        text,
        then: typed.then,
        canned: canned.into_iter().map(choice).collect(),
        files: files.into_iter().map(|f| (f.id.to_string(), f.name)).collect(),
    }
}

/// In one go, so that a name is never taken for a place to fill.
fn fill(body: &str, case: &Case) -> String {
    let number = case.number.to_string();
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('{') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let places = [("{name}", case.opened_by_name.as_str()), ("{number}", number.as_str())];
        match places.iter().find(|(place, _)| from.starts_with(place)) {
            Some((place, value)) => {
                out.push_str(value);
                rest = &from[place.len()..];
            }
            None => {
                out.push('{');
                rest = &from[1..];
            }
        }
    }
    out + rest
}

/// `GET /desk/cases/{number}`; `?canned=KEY` begins the answer with a prepared one.
pub async fn case(AtDesk { visit, viewer }: AtDesk, Path(number): Path<String>, view: View) -> Result {
    let pairs: Vec<(String, String)> =
        serde_urlencoded::from_str(visit.uri.query().unwrap_or_default()).unwrap_or_default();
    let canned = pairs.into_iter().find(|(name, _)| name == "canned").map(|(_, key)| key);
    let typed = Typed { canned: canned.unwrap_or_default(), ..Typed::default() };
    show(&visit, &viewer, parse(&number)?, view, typed).await
}

/// `GET /desk/cases/{number}/history`: what changes while the page of a case stands.
pub async fn history(AtDesk { visit, viewer }: AtDesk, Path(number): Path<String>, view: View) -> Result {
    let number = parse(&number)?;
    let reader = viewer.clone();
    let told = visit.app.db.read(move |tx| Middle::load(tx, &reader, number)).await?;
    let (page, policy, guides) = (visit.page("desk"), visit.policy()?, visit.app.guides.get());
    let part = HistoryPart {
        shown: told.show(&page, (policy, &guides), &viewer, view, &Typed::default()),
        promise: Promise::new(&page, policy, &told.case, &told.clocks),
        is_part: true,
        page,
    };
    visit.html(&part)
}

/// `GET /desk/cases/{number}/live`: tells of the case and of the list beside it.
pub async fn case_live(AtDesk { visit, viewer }: AtDesk, Path(number): Path<String>) -> Result<Response> {
    let number = parse(&number)?;
    let reader = viewer.clone();
    visit.app.db.read(move |tx| cases::find(tx, &reader, number).map(drop)).await?;
    let mut topics = topics(&viewer);
    topics.push((cases::topic(number), "case"));
    Ok(sse::streams(&visit.app, topics))
}

/// `POST /desk/cases/{number}/presence`
pub async fn presence(
    AtDesk { visit, viewer }: AtDesk,
    Path(number): Path<String>,
    fields: Fields,
) -> Result {
    let number = parse(&number)?;
    let doing = Doing::parse(fields.get("state"));
    visit.app.db.write(move |tx| cases::announce_doing(tx, &viewer, number, doing)).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
