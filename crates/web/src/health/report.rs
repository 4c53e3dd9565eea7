//! A customer says that a service is in trouble, and sees what became of what the organization said.

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use centre::{
    Told,
    health::{
        self, Extent, Issue, Reader, Show, Which,
        reports::{self, Before, NewReport, Outcome, Report},
    },
    people::Viewer,
    policy::Policy,
    tell,
};
use db::Tx;
use jiff::SignedDuration;
use serde::Deserialize;

use super::{
    scene::{Scene, Tab},
    show::{Badge, Entry, Said, service_name},
};
use crate::{
    error::Result,
    form::Fields,
    help::choices::{Choice, Choices, choice},
    page::{self, Page, encode},
    public::service_icon,
    visit::{Signed, Visit},
};

/// What the form holds.
#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// A service, or a service and a part of it: `mail`, `mail/attachments`.
    place: String,
    text: String,
    since: String,
    extent: String,
    /// The number of an issue that troubles the organization too.
    issue: String,
}

impl Draft {
    fn sent(fields: &Fields) -> Draft {
        let text = |name| fields.get(name).to_owned();
        Draft {
            place: text("place"),
            text: text("text"),
            since: text("since"),
            extent: text("extent"),
            issue: text("issue"),
        }
    }

    fn service(&self) -> &str {
        self.place.split('/').next().unwrap_or_default()
    }

    fn as_report(&self, visit: &Visit) -> std::result::Result<NewReport, Told> {
        let wrong = || tell("error-malformed").about("since");
        Ok(NewReport {
            service: self.service().to_owned(),
            feature: self.place.split_once('/').map(|(_, feature)| feature.to_owned()),
            text: self.text.clone(),
            since: match self.since.trim() {
                "" => None,
                text => Some(visit.time_of(text).ok_or_else(wrong)?),
            },
            extent: Extent::parse(&self.extent).unwrap_or(Extent::Some),
            issue: Some(self.issue.clone()).filter(|number| !number.is_empty()),
        })
    }
}

/// `GET /health/report`
pub async fn form(signed: Signed, Query(draft): Query<Draft>) -> Result {
    let Signed { visit, viewer } = &signed;
    if viewer.is_agent() {
        return Ok(visit.go("/desk/health"));
    }
    let since = visit.local(visit.now);
    show(visit, viewer, Draft { since, ..draft }, None).await
}

/// `POST /health/report`
pub async fn send(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    viewer.customer()?;
    let draft = Draft::sent(&fields);
    // Said with one press on the page of an issue, which is where it goes on.
    let is_from_issue = fields.is_set("from_issue") && viewer.reads_health().is_ok();
    let new = match draft.as_report(&visit) {
        Ok(new) => new,
        Err(told) => return show(&visit, &viewer, draft, Some(told)).await,
    };
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let (issue, wanted) = (new.issue.clone(), new);
    let write = move |tx: &mut Tx| {
        let mut new = wanted.clone();
        if let (Some(number), true) = (&new.issue, new.service.is_empty()) {
            let reader = Reader::of(tx, &policies, &who)?;
            new.service = health::issue(tx, &reader, number)?.service;
        }
        reports::report(tx, &policies, &who, &new)
    };
    match (visit.app.db.write(write).await, issue) {
        (Ok(_), Some(number)) if is_from_issue => {
            Ok(visit.go_with(&format!("/health/issues/{}", encode(&number)), "flash-report-counted"))
        }
        (Ok(reported), _) => {
            let flash = match reported.before {
                Before::Nobody => "flash-report-sent",
                Before::Colleague => "flash-report-too",
                Before::Reporter => "flash-report-changed",
            };
            Ok(visit.go_with("/health/reported", flash))
        }
        (Err(centre::Error::Told(told)), _) => show(&visit, &viewer, draft, Some(told)).await,
        (Err(error), _) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "health/report.html")]
struct Form {
    page: Page,
    draft: Draft,
    /// The issue that troubles the organization too.
    about: Option<Entry>,
    /// What is open now.
    known: Vec<Entry>,
    /// What the own organization reported a moment ago: of what, in which words, by whom.
    own: Vec<(String, String, String)>,
    places: Vec<Choices>,
    extents: Vec<Choice>,
    zone_hint: String,
    error: Option<Told>,
}

impl Form {
    fn wrong(&self, field: &str) -> Option<String> {
        self.error.as_ref().filter(|told| Form::field(told) == Some(field)).map(|told| self.say(told))
    }

    /// The field that an error is about: service and part are chosen in one.
    fn field(told: &Told) -> Option<&'static str> {
        if told.field == Some("feature") { Some("service") } else { told.field }
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

async fn show(visit: &Visit, viewer: &Viewer, draft: Draft, told: Option<Told>) -> Result {
    viewer.customer()?;
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let (number, service) = (draft.issue.clone(), draft.service().to_owned());
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&who.cloud).ok_or(centre::Error::NotFound)?;
        let within = SignedDuration::from_mins(i64::from(policy.health.reports.together_minutes));
        let (now, reader) = (tx.now(), Reader::of(tx, &policies, &who)?);
        let about = if number.is_empty() { None } else { Some(health::issue(tx, &reader, &number)?) };
        let is_wanted = |issue: &str| service.is_empty() || service == issue;
        let mut known = health::issues(tx, &reader, &Which { show: Show::Open, ..Which::default() })?;
        known.retain(|issue| issue.concerns(&reader) && issue.services().any(is_wanted));
        let mut own = reports::own(tx, &policies, &who)?;
        own.retain(|report| is_wanted(&report.service) && now.duration_since(report.at) <= within);
        let has: Vec<String> =
            policy.services.iter().map(|one| one.id.clone()).filter(|id| reader.has(id)).collect();
        Ok::<_, centre::Error>((about, known, own, has))
    };
    let (about, known, own, has) = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let entry = |issue: &Issue| Entry::new(&page, policy, &page.health_href, issue);
    let place = match &about {
        Some(issue) if draft.place.is_empty() => issue.service.clone(),
        _ => draft.place.clone(),
    };
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let form = Form {
        known: if about.is_some() { Vec::new() } else { known.iter().map(entry).collect() },
        about: about.as_ref().map(entry),
        own: own
            .iter()
            .map(|report| {
                let by = page.t2("report-by", "name", &report.person, "at", page.when(&report.at));
                (place_name(&page, policy, report), report.text.clone(), by)
            })
            .collect(),
        places: places(&page, policy, &has, &place),
        extents: Extent::ALL
            .iter()
            .map(|one| {
                let label = page.t(&format!("report-extent-{}", one.code()));
                let chosen = if draft.extent.is_empty() { Extent::Some.code() } else { &draft.extent };
                choice(one.code(), &label, chosen)
            })
            .collect(),
        zone_hint: page.t1("report-since-hint", "zone", page.l.zone_name(page.zone_name(), page.now)),
        error: told,
        draft,
        page,
    };
    visit.html_with(status, &form)
}

/// The services that the organization has, and their parts.
fn places(page: &Page, policy: &Policy, has: &[String], chosen: &str) -> Vec<Choices> {
    let services = policy.services.iter().filter(|service| has.contains(&service.id));
    let group = |service: &centre::policy::Service| {
        let name = page.text(&service.name);
        let whole = choice(&service.id, &page.t1("report-place-whole", "service", name), chosen);
        let part = |part: &centre::policy::Feature| {
            let label = page.t2("service-part", "service", name, "feature", page.text(&part.name));
            choice(&format!("{}/{}", service.id, part.id), &label, chosen)
        };
        let options = std::iter::once(whole).chain(service.features.iter().map(part));
        Choices { label: name.to_owned(), options: options.collect() }
    };
    services.map(group).collect()
}

fn place_name(page: &Page, policy: &Policy, report: &Report) -> String {
    let name = service_name(page, policy, &report.service);
    let feature = report.feature.as_ref().and_then(|id| policy.service(&report.service)?.feature(id));
    match feature {
        Some(feature) => page.t2("service-part", "service", &name, "feature", page.text(&feature.name)),
        None => name,
    }
}

#[derive(Template)]
#[template(path = "health/reported.html")]
struct Reported {
    page: Page,
    scene: Scene,
    /// Whether it is what the whole organization reported.
    is_all: bool,
    reports: Vec<Line>,
}

struct Line {
    place: String,
    icon: &'static str,
    text: String,
    by: String,
    since: Option<String>,
    extent: String,
    state: Badge,
    what: String,
    /// Address, title and status of the issue that it is part of.
    issue: Option<(String, Said, Badge)>,
}

/// `GET /health/reported`
pub async fn reported(Signed { visit, viewer }: Signed) -> Result {
    viewer.customer()?;
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read = move |tx: &mut Tx| {
        let reader = Reader::of(tx, &policies, &who)?;
        let (view, unread) = (health::view(tx, &who)?, health::unread(tx, &reader)?);
        let mut reports = Vec::new();
        for report in reports::own(tx, &policies, &who)? {
            let issue = match &report.outcome {
                Outcome::Issue(number) => Some(health::issue(tx, &reader, number)?),
                _ => None,
            };
            reports.push((report, issue));
        }
        Ok::<_, centre::Error>((reports, view, unread))
    };
    let (reports, view, unread) = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let is_all = viewer.reads_health().is_ok();
    let scene = match is_all {
        true => Scene::own(&page, Tab::Reported, unread, &view),
        false => Scene::of_reporter(&page),
    };
    let reports = reports.iter().map(|(report, issue)| Line::new(&page, policy, report, issue.as_ref()));
    visit.html(&Reported { reports: reports.collect(), is_all, scene, page })
}

impl Line {
    fn new(page: &Page, policy: &Policy, report: &Report, issue: Option<&Issue>) -> Line {
        let (kind, key, what) = match &report.outcome {
            Outcome::New => ("", "report-state-new", page.t("report-state-new-text")),
            Outcome::LookedAt => ("info", "report-state-looking", page.t("report-state-looking-text")),
            Outcome::Issue(_) => ("info", "report-state-issue", String::new()),
            Outcome::Dismissed(reason) => ("", "report-state-dismissed", reason.clone()),
            Outcome::Alone => ("", "report-state-alone", page.t("report-state-alone-text")),
        };
        let issue = issue.map(|issue| {
            let entry = Entry::new(page, policy, &page.health_href, issue);
            (entry.href, entry.title, entry.status)
        });
        Line {
            place: place_name(page, policy, report),
            icon: service_icon(&report.service),
            text: report.text.clone(),
            by: page.t2("report-by", "name", &report.person, "at", page.when(&report.at)),
            since: report.since.map(|at| page.t1("report-began", "at", page.when(&at))),
            extent: page.t(&format!("report-extent-{}", report.extent.code())),
            state: Badge { kind, text: page.t(key) },
            what,
            issue,
        }
    }
}
