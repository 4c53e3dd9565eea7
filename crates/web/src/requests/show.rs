use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Told,
    callbacks::{self, Place},
    cases::{self, Attachment, Case, Entry, Reachable, State},
    health::{Issue, Reader, reports},
    people::{self, Bought, Organization, Who},
    policy::Policy,
    text,
};
use db::Id;

use super::{
    Badge, number_of,
    opening::Opening,
    promise::{self, Due},
    timeline::{self, Happened},
};
use crate::{
    account,
    callbacks::Card,
    error::Result,
    form::Fields,
    guides::Answered,
    health,
    page::{self, Page},
    visit::{Signed, Visit},
    waits,
};

/// `GET /requests/{number}`
pub async fn show(signed: Signed, Path(number): Path<String>) -> Result {
    let number = number_of(&number)?;
    let viewer = signed.viewer.clone();
    let (visit, read) = read(signed, number, Vec::new()).await?;
    let page = visit.page("");
    let wait = waits::still(&visit, &page, &viewer, number).await?;
    let calls = account::now(&visit, &page).await?;
    let view = View::new(&visit, read, String::new(), None)?;
    visit.html(&View { wait, calls, ..view })
}

/// The request again, with what was typed and what was wrong with it.
pub async fn again(signed: Signed, number: i64, fields: &Fields, told: Told) -> Result {
    let kept = kept_uploads(fields);
    let (visit, read) = read(signed, number, kept).await?;
    let view = View::new(&visit, read, fields.get("text").to_owned(), Some(told))?;
    visit.html_with(StatusCode::UNPROCESSABLE_ENTITY, &view)
}

/// The files of a form: those that came with it, and those that came with it the time before.
pub fn uploads(fields: &Fields) -> std::result::Result<Vec<Id>, Told> {
    Ok(kept_before(fields).chain(fields.uploads()?.iter().copied()).collect())
}

pub fn kept_uploads(fields: &Fields) -> Vec<Id> {
    kept_before(fields).chain(fields.taken().iter().copied()).collect()
}

fn kept_before(fields: &Fields) -> impl Iterator<Item = Id> {
    fields.all("upload").filter_map(|id| id.parse().ok())
}

/// The field for what still doesn't work.
pub const GOES_ON: &str = "goes-on";

struct Read {
    case: Case,
    organization: Organization,
    entries: Vec<Entry>,
    uploads: Vec<Attachment>,
    is_customer: bool,
    callback: Option<Place>,
    /// The known issues that it belongs to.
    issues: Vec<Issue>,
}

async fn read(Signed { visit, viewer }: Signed, number: i64, uploads: Vec<Id>) -> Result<(Visit, Read)> {
    let own = viewer.customer()?.organization;
    debug_assert!(matches!(viewer.who, Who::Customer(_)));
    let policies = visit.policies.clone();
    let read = move |tx: &mut db::Tx| {
        let case = cases::find(tx, &viewer, number)?;
        let reader = Reader::of(tx, &policies, &viewer)?;
        Ok::<_, centre::Error>(Read {
            issues: reports::of_case(tx, &reader, case.id)?,
            organization: people::organization(tx, &viewer, case.organization)?,
            entries: cases::timeline(tx, &viewer, &case)?,
            uploads: cases::waiting_uploads(tx, &viewer, &uploads)?,
            is_customer: case.organization == own,
            callback: callbacks::place(tx, &policies, &viewer, number)?,
            case,
        })
    };
    let read = visit.app.db.read(read).await?;
    Ok((visit, read))
}

struct Fact {
    label: String,
    value: String,
}

/// A file that was taken in and waits to be sent.
pub struct Kept {
    pub id: String,
    pub name: String,
    pub size: String,
}

impl Kept {
    pub fn of(page: &Page, uploads: &[Attachment]) -> Vec<Kept> {
        let kept = uploads.iter().map(|a| Kept {
            id: a.id.to_string(),
            name: a.name.clone(),
            size: page.l.bytes(a.size.unsigned_abs()),
        });
        kept.collect()
    }
}

#[derive(Template)]
#[template(path = "requests/show.html")]
struct View {
    page: Page,
    number: i64,
    subject: String,
    state: Badge,
    level: String,
    severity: String,
    due: Option<Due>,
    callback: Option<Card>,
    promise: Vec<String>,
    /// While the first answer is waited for.
    wait: Option<waits::Told>,
    /// Those that go on in the name of the reader's organization.
    calls: Option<Vec<account::Now>>,
    facts: Vec<Fact>,
    issues: Vec<health::Entry>,
    /// Titles of the issues that are over: the customer is asked whether it works again.
    over: Option<String>,
    happened: Vec<Happened>,
    /// What was answered in a guide before.
    answered: Option<Answered>,
    text: String,
    files: Vec<Kept>,
    error: Option<String>,
    /// Where it is to be put right.
    error_at: &'static str,
    is_partner: bool,
    is_at_partner: bool,
    operator: String,
    may_reply: bool,
    may_close: bool,
    may_reopen: bool,
    reopen_note: String,
    file_note: String,
}

impl View {
    fn new(visit: &Visit, read: Read, text: String, told: Option<Told>) -> Result<View> {
        let page = visit.page("requests");
        let policy = visit.policy()?;
        let Read { case, organization, entries, uploads, is_customer, callback, issues } = read;
        let state = case.standing.state;
        let trail = Opening::of(&entries).and_then(|opening| opening.trail);
        let cloud = &policy.cloud.key;
        let days = policy.requests.reopen_days;
        let may_reopen = state.is_done() && cases::may_reopen(policy, &case.standing, visit.now);
        Ok(View {
            number: case.number,
            state: Badge::of(&page, state, case.partner_name.as_deref()),
            severity: policy
                .severity(&case.standing.severity)
                .map(|s| page.text(&s.name).to_owned())
                .unwrap_or_default(),
            level: case.standing.severity.clone(),
            callback: Card::new(&page, &case, callback.as_ref()).filter(|_| is_customer),
            due: case.due_at.filter(|_| state == State::Open).map(|at| promise::due(&page, at)),
            promise: promised(&page, policy, &case),
            wait: None,
            calls: None,
            facts: facts(&page, policy, &case, &organization, &entries, is_customer),
            answered: trail.map(|trail| Answered::new(&visit.app.guides.get(), &page, cloud, trail)),
            issues: issues
                .iter()
                .map(|issue| health::Entry::new(&page, policy, &page.health_href, issue))
                .collect(),
            over: over(&page, &issues)
                .filter(|_| is_customer && (may_reopen || !state.is_done()) && state != State::Closed),
            happened: timeline::happened(&page, policy, &case, &entries),
            text,
            files: Kept::of(&page, &uploads),
            error_at: told
                .as_ref()
                .and_then(|told| told.field)
                .filter(|at| *at == GOES_ON)
                .unwrap_or("request-text"),
            error: told.map(|told| page::told(page.l, &told)),
            is_partner: !is_customer,
            is_at_partner: case.standing.partner.is_some(),
            operator: page.text(&policy.operator.name).to_owned(),
            may_reply: !state.is_done(),
            may_close: is_customer && state != State::Closed,
            may_reopen,
            reopen_note: page.t1(
                if may_reopen { "request-reopen-note" } else { "request-reopen-over" },
                "days",
                days,
            ),
            file_note: page.t1("request-files-note", "most", policy.requests.attachment_megabytes),
            subject: case.subject,
            page,
        })
    }
}

/// What the issues were that all are over; `None` while there is one that goes on.
fn over(page: &Page, issues: &[Issue]) -> Option<String> {
    let is_over = !issues.is_empty() && issues.iter().all(|issue| !issue.is_open());
    let titles: Vec<&str> = issues.iter().map(|issue| issue.title.text(page.lang)).collect();
    is_over.then(|| page.l.list(&titles))
}

/// What was promised for the first answer, how it is counted, and how it stands.
fn promised(page: &Page, policy: &Policy, case: &Case) -> Vec<String> {
    let standing = &case.standing;
    if let Some(partner) = &case.partner_name {
        return vec![page.t2(
            "request-promise-partner",
            "partner",
            partner,
            "operator",
            page.text(&policy.operator.name),
        )];
    }
    let mut lines = Vec::new();
    if let Some(promise) = policy.promise(&standing.severity, &case.category, standing.opened_at) {
        lines.push(promise::counted(page.l, &promise, page.now));
    }
    lines.extend(match (standing.responded_at, case.due_at, standing.state) {
        (Some(at), ..) => Some(page.t1("request-promise-answered", "when", page.when(&at))),
        (None, Some(at), State::Open) => Some(page.t2(
            "request-promise-until",
            "when",
            page.when(&at),
            "zone",
            page.l.zone_name(page.zone_name(), page.now),
        )),
        (None, _, State::Waiting) => Some(page.t("request-promise-paused")),
        _ => None,
    });
    lines
}

fn facts(
    page: &Page,
    policy: &Policy,
    case: &Case,
    organization: &Organization,
    entries: &[Entry],
    is_customer: bool,
) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            facts.push(Fact { label: page.t(key), value });
        }
    };
    add("request-organization", (!is_customer).then(|| organization.name.clone()));
    let subscription = organization.subscriptions.iter().find(|s| Some(s.id) == case.subscription);
    add("request-subscription", subscription.map(|s| s.plan.clone()));
    let through = subscription.filter(|s| s.bought == Bought::ThroughPartner && is_customer);
    add("request-bought", through.map(|_| page.t("request-bought-partner")));
    add("request-kind", policy.category(&case.category).map(|c| page.text(&c.name).to_owned()));
    let topic = case.topic.as_deref().and_then(|t| policy.topic(t));
    add("request-topic", topic.map(|(_, t)| page.text(&t.name).to_owned()));
    let service = case.service.as_deref().and_then(|s| policy.service(s));
    add("request-service", service.map(|s| page.text(&s.name).to_owned()));
    let method = policy.contact_methods.iter().find(|m| m.id == case.contact_method);
    if let Some(opening) = Opening::of(entries) {
        add("request-proposed", opening.proposal(page, policy));
        add("request-impact-statement", opening.impact_statement.map(str::to_owned));
        let reachable = opening.round_the_clock;
        let named = |r: &Reachable| format!("{} {}", r.name, text::phone_for_reading(&r.phone));
        add("request-round-the-clock", reachable.map(named));
        let lines = |lines: Vec<&str>| Some(lines.join("\n")).filter(|text| !text.is_empty());
        add("finding-tried-asked", lines(opening.tried.asked.iter().map(String::as_str).collect()));
        add("finding-tried-read", lines(opening.tried.read.iter().map(|one| one.title.as_str()).collect()));
    }
    add("request-contact-method", method.map(|m| page.text(&m.name).to_owned()));
    add("request-contact-phone", case.contact_phone.as_deref().map(text::phone_for_reading));
    add("request-contact-email", Some(case.contact_email.clone()));
    add("request-language", page.l.language_name(&case.language).map(str::to_owned));
    add("request-opened-by", Some(case.opened_by_name.clone()));
    add("request-opened-at", Some(page.when(&case.standing.opened_at)));
    add("request-agent", case.assignee_name.clone());
    facts
}
