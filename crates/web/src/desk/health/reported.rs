//! What customers report: suspicions, and what engineers make of them.

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    health::{
        self, Issue, Reader, Show, Which,
        reports::{self, Evidence, Suspicion},
    },
    policy::Policy,
};
use db::{Id, Tx};

use super::{Choice, place_name, read_id};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

/// Several reports in a line.
pub(super) struct Card {
    pub href: String,
    pub place: String,
    pub is_proposed: bool,
    pub organizations: String,
    pub words: String,
    pub chart: Chart,
    pub at: String,
    pub when: String,
    pub ago: String,
}

impl Card {
    pub fn of(page: &Page, policy: &Policy, one: &Suspicion) -> Card {
        Card {
            href: format!("/desk/health/reports/{}", one.id),
            place: place_name(page, policy, &one.service, None),
            is_proposed: one.is_proposed,
            organizations: page.t1("reports-organizations", "count", one.organizations),
            words: page.l.list(&one.words),
            chart: Chart::of(page, &one.evidence),
            at: one.last_at.to_string(),
            when: page.when(&one.last_at),
            ago: page.relative(&one.last_at),
        }
    }
}

/// How many reports came when: a bar for each piece of the time between the first and the last.
pub(super) struct Chart {
    pub label: String,
    /// Place and height.
    pub bars: Vec<(usize, i64)>,
    pub from: String,
    pub to: String,
}

impl Chart {
    const HEIGHT: i64 = 40;
    const BARS: usize = 24;
    const WIDE: usize = 10;

    fn of(page: &Page, evidence: &[Evidence]) -> Chart {
        let (Some(first), Some(last)) = (evidence.first(), evidence.last()) else {
            return Chart { label: String::new(), bars: Vec::new(), from: String::new(), to: String::new() };
        };
        let seconds = last.at.duration_since(first.at).as_secs().max(1);
        let mut counts = [0i64; Chart::BARS];
        for one in evidence {
            let share = one.at.duration_since(first.at).as_secs() * Chart::BARS as i64 / seconds;
            counts[usize::try_from(share).unwrap_or_default().min(Chart::BARS - 1)] += 1;
        }
        let most = counts.iter().copied().max().unwrap_or_default().max(1);
        let filled = counts.iter().enumerate().filter(|(_, count)| **count > 0);
        let (from, to) = (page.when(&first.at), page.when(&last.at));
        let args =
            lang::args!["count" => evidence.len() as i64, "from" => from.as_str(), "to" => to.as_str()];
        Chart {
            label: page.l.t("reports-chart", &args),
            bars: filled.map(|(at, count)| (at * Chart::WIDE, count * Chart::HEIGHT / most)).collect(),
            from,
            to,
        }
    }
}

/// One report.
pub(super) struct Quote {
    pub at: String,
    pub when: String,
    pub ago: String,
    pub organization: String,
    pub person: String,
    pub text: String,
    pub lang: String,
    /// Part of the service, how many, since when.
    pub facts: Vec<String>,
    pub case: Option<(String, i64)>,
}

impl Quote {
    pub fn of(page: &Page, policy: &Policy, service: &str, one: &Evidence) -> Quote {
        let part = one.feature.as_deref().and_then(|id| policy.service(service)?.feature(id));
        let facts = [
            part.map(|part| page.text(&part.name).to_owned()),
            one.case.is_none().then(|| page.t(&format!("reports-extent-{}", one.extent.code()))),
            one.since.map(|since| page.t1("reports-since", "when", page.when(&since))),
        ];
        Quote {
            at: one.at.to_string(),
            when: page.when(&one.at),
            ago: page.relative(&one.at),
            organization: one.organization.clone(),
            person: one.person.clone(),
            text: one.text.clone(),
            lang: one.language.clone(),
            facts: facts.into_iter().flatten().collect(),
            case: one.case.map(|number| (format!("/desk/cases/{number}"), number)),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/health-reported.html")]
struct ReportedPage {
    page: Page,
    base: String,
    make: String,
    card: Card,
    told: Vec<Quote>,
    issues: Vec<Choice>,
    reason: String,
    error: Option<Told>,
}

impl ReportedPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

async fn show_one(engineer: Engineer, id: Id, fields: Option<&Fields>, error: Option<Told>) -> Result {
    let Engineer { visit, viewer } = engineer;
    let policies = visit.policies.clone();
    let read = move |tx: &mut Tx| {
        let reader = Reader::of(tx, &policies, &viewer)?;
        let open = health::issues(tx, &reader, &Which { show: Show::Open, ..Which::default() })?;
        Ok::<_, Error>((reports::suspicion(tx, &viewer, id)?, open))
    };
    let (found, mut open) = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("health"), visit.policy()?);
    // What is wrong with the same service comes first.
    open.sort_by_key(|issue| !issue.services().any(|service| service == found.service));
    let typed = |name: &str| fields.map_or("", |fields| fields.get(name));
    let choice = |issue: &Issue| {
        let place = place_name(&page, policy, &issue.service, issue.feature.as_deref());
        let label = format!("{} · {place}: {}", issue.number, issue.title.text(page.lang));
        Choice::new(issue.number.clone(), label, typed("number"))
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = ReportedPage {
        base: format!("/desk/health/reports/{id}"),
        make: format!("/desk/health/new?report={id}"),
        card: Card::of(&page, policy, &found),
        told: found.evidence.iter().map(|one| Quote::of(&page, policy, &found.service, one)).collect(),
        issues: open.iter().map(choice).collect(),
        reason: typed("reason").to_owned(),
        error,
        page,
    };
    visit.html_with(status, &shown)
}

/// `GET /desk/health/reports/{id}`: who reported it, when, in which words.
pub async fn reported(engineer: Engineer, Path(id): Path<String>) -> Result {
    show_one(engineer, read_id(&id)?, None, None).await
}

/// `POST /desk/health/reports/{id}/{what}`: part of a known issue, or no trouble of the service.
pub async fn decide(engineer: Engineer, Path((id, what)): Path<(String, String)>, fields: Fields) -> Result {
    let id: Id = read_id(&id)?;
    let (policies, viewer) = (engineer.visit.policies.clone(), engineer.viewer.clone());
    let (number, reason) = (fields.get("number").to_owned(), fields.get("reason").to_owned());
    let (to, said) = match what.as_str() {
        "join" => (format!("/desk/health/issues/{}", number.trim()), "flash-reports-joined"),
        "dismiss" => ("/desk/health".to_owned(), "flash-reports-dismissed"),
        _ => return Err(Fault::NotFound),
    };
    let write = move |tx: &mut Tx| match what.as_str() {
        "join" => reports::join(tx, &policies, &viewer, id, &number),
        _ => reports::dismiss(tx, &viewer, id, &reason),
    };
    match engineer.visit.app.db.write(write).await {
        Ok(()) => Ok(engineer.visit.go_with(&to, said)),
        Err(Error::Told(told)) => show_one(engineer, id, Some(&fields), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// What an engineer makes an issue of.
pub(super) async fn begun_with(
    visit: &Visit,
    engineer: &centre::people::Viewer,
    id: &str,
) -> Result<Option<Suspicion>> {
    if id.is_empty() {
        return Ok(None);
    }
    let (id, viewer): (Id, _) = (read_id(id)?, engineer.clone());
    Ok(Some(visit.app.db.read(move |tx| reports::suspicion(tx, &viewer, id)).await?))
}
