use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use centre::{
    Error, Told,
    health::{
        self, Class, Issue, NewIssue, Origin, Status,
        reports::{self, Suspicion},
    },
    people::Viewer,
    policy::Policy,
};
use db::{Id, Tx};
use serde::Deserialize;

use super::{
    Choice, choices, filled, language_of, place_name, post::Post, reported::begun_with, template, typed,
    written_in,
};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

/// What an issue is said to be, as it stands in the form.
#[derive(Debug, Clone, Default)]
struct Facts {
    language: String,
    template: String,
    title: String,
    impact: String,
    class: String,
    origin: String,
    /// A service, or a service and its part: `mail/attachments`.
    place: String,
    also: Vec<String>,
    regions: String,
    reach: String,
    started: String,
    broad: bool,
    /// The reports that it is made of.
    report: String,
}

impl Facts {
    fn of(visit: &Visit, fields: &Fields) -> Facts {
        let get = |name| fields.get(name).to_owned();
        Facts {
            language: language_of(visit, fields.get("language")).to_owned(),
            template: get("template"),
            title: get("title"),
            impact: get("impact"),
            class: get("class"),
            origin: get("origin"),
            place: get("place"),
            also: fields.all("also").map(str::to_owned).collect(),
            regions: get("regions"),
            reach: get("reach"),
            started: get("started"),
            broad: fields.is_set("broad"),
            report: get("report"),
        }
    }

    /// A new one, maybe begun with a template.
    fn fresh(visit: &Visit, policy: &Policy, begin: &Begin) -> Facts {
        let language = visit.lang.code();
        let place = if begin.place.is_empty() { first_place(policy) } else { begin.place.clone() };
        let (service, feature) = parts(&place);
        let found = template(policy, &begin.template);
        let words = |text: Option<&centre::policy::Text>| {
            text.map(|text| filled(text, language, policy.service(service), feature)).unwrap_or_default()
        };
        let class = match found.and_then(|found| found.status.as_deref()) {
            Some("serviceInterruption") => Class::Incident,
            _ => Class::Advisory,
        };
        Facts {
            language: language.to_owned(),
            template: begin.template.clone(),
            title: words(found.and_then(|found| found.title.as_ref())),
            impact: words(found.and_then(|found| found.impact.as_ref())),
            class: class.code().to_owned(),
            origin: Origin::Vendor.code().to_owned(),
            started: visit.local(visit.now),
            place,
            ..Facts::default()
        }
    }

    fn of_issue(visit: &Visit, issue: &Issue, reach: &[(String, String)]) -> Facts {
        let language = issue.title.original();
        let ids: Vec<&str> = reach.iter().map(|(id, _)| id.as_str()).collect();
        Facts {
            language: language.to_owned(),
            template: String::new(),
            title: issue.title.text(language).to_owned(),
            impact: issue.impact.exactly(issue.impact.original()).unwrap_or_default().to_owned(),
            class: issue.class.code().to_owned(),
            origin: issue.origin.code().to_owned(),
            place: match &issue.feature {
                Some(feature) => format!("{}/{feature}", issue.service),
                None => issue.service.clone(),
            },
            also: issue.also.iter().map(|(service, _)| service.clone()).collect(),
            regions: issue.regions.join(", "),
            reach: ids.join(", "),
            started: visit.local(issue.started_at),
            broad: issue.broad,
            report: String::new(),
        }
    }

    fn new_issue(
        &self,
        visit: &Visit,
        policy: &Policy,
        reach: Vec<Id>,
    ) -> std::result::Result<NewIssue, Told> {
        let (service, feature) = parts(&self.place);
        let found = template(policy, &self.template);
        let words = |text: &str, of: Option<&centre::policy::Text>| {
            typed(&self.language, text, of, policy.service(service), feature)
        };
        let country = |code: &str| {
            let code = code.trim().to_uppercase();
            match visit.lang.country(&code) {
                Some(_) => Ok(code),
                None => Err(centre::tell("health-region-unknown").with("code", code).about("regions")),
            }
        };
        let regions = self.regions.split([',', ' ']).filter(|code| !code.trim().is_empty()).map(country);
        let started = visit.time_of(&self.started);
        Ok(NewIssue {
            class: Class::parse(&self.class).unwrap_or(Class::Advisory),
            origin: Origin::parse(&self.origin).unwrap_or(Origin::Vendor),
            service: service.to_owned(),
            feature: feature.map(str::to_owned),
            also: self.also.iter().filter(|other| *other != service).map(|one| (one.clone(), None)).collect(),
            regions: regions.collect::<std::result::Result<_, _>>()?,
            reach,
            broad: self.broad,
            title: words(&self.title, found.and_then(|found| found.title.as_ref())),
            impact: words(&self.impact, found.and_then(|found| found.impact.as_ref())),
            started_at: started.ok_or_else(|| centre::tell("health-time-wrong").about("started"))?,
        })
    }
}

fn parts(place: &str) -> (&str, Option<&str>) {
    place.split_once('/').map_or((place, None), |(service, feature)| (service, Some(feature)))
}

fn first_place(policy: &Policy) -> String {
    policy.services.first().map(|service| service.id.clone()).unwrap_or_default()
}

/// How the address of a new issue begins it.
#[derive(Debug, Default, Deserialize)]
pub struct Begin {
    #[serde(default)]
    template: String,
    #[serde(default)]
    place: String,
    /// Reports of customers that it is made of.
    #[serde(default)]
    report: String,
}

impl Begin {
    /// What the reports say of the place, and what is said first of any trouble.
    fn of(&mut self, policy: &Policy, suspicion: &Suspicion) {
        if self.place.is_empty() {
            self.place = match suspicion.feature() {
                Some(feature) => format!("{}/{feature}", suspicion.service),
                None => suspicion.service.clone(),
            };
        }
        if self.template.is_empty() {
            let first = Some(Status::Investigating.code());
            let found = policy.health_templates.iter().find(|one| one.status.as_deref() == first);
            self.template = found.map(|one| one.id.clone()).unwrap_or_default();
        }
    }
}

#[derive(Template)]
#[template(path = "desk/health-facts.html")]
struct FactsPage {
    page: Page,
    action: String,
    back: String,
    /// With its first post.
    is_new: bool,
    facts: Facts,
    post: Post,
    templates: Vec<(String, String)>,
    languages: Vec<Choice>,
    classes: Vec<Choice>,
    origins: Vec<Choice>,
    places: Vec<(String, Vec<Choice>)>,
    also: Vec<(Choice, bool)>,
    error: Option<Told>,
}

impl FactsPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

fn form(visit: &Visit, number: Option<&str>, facts: Facts, post: Post, error: Option<Told>) -> Result {
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let name = |service: &centre::policy::Service| page.text(&service.name).to_owned();
    let places = policy.services.iter().map(|service| {
        let whole = Choice::new(
            service.id.clone(),
            page.t1("healthdesk-whole", "service", name(service)),
            &facts.place,
        );
        let part = |part: &centre::policy::Feature| {
            let label = place_name(&page, policy, &service.id, Some(&part.id));
            Choice::new(format!("{}/{}", service.id, part.id), label, &facts.place)
        };
        (name(service), std::iter::once(whole).chain(service.features.iter().map(part)).collect())
    });
    let also = policy.services.iter().map(|service| {
        let chosen = facts.also.contains(&service.id);
        (Choice::new(service.id.clone(), name(service), ""), chosen)
    });
    let begins = policy
        .health_templates
        .iter()
        .filter(|template| template.title.is_some() && template.status.is_some());
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let report = match facts.report.as_str() {
        "" => String::new(),
        id => format!("&report={}", page::encode(id)),
    };
    let shown = FactsPage {
        action: match number {
            Some(number) => format!("/desk/health/issues/{number}/facts"),
            None => "/desk/health/new".into(),
        },
        back: number.map_or("/desk/health".into(), |number| format!("/desk/health/issues/{number}")),
        is_new: number.is_none(),
        templates: begins
            .map(|template| {
                let href = format!(
                    "/desk/health/new?template={}&place={}{report}",
                    template.id,
                    page::encode(&facts.place)
                );
                (href, page.text(&template.name).to_owned())
            })
            .collect(),
        languages: written_in(&facts.language),
        classes: choices(
            &page,
            "healthdesk-class-long",
            Class::ALL.iter().map(|one| one.code()),
            &facts.class,
        ),
        origins: choices(&page, "healthdesk-origin", Origin::ALL.iter().map(|one| one.code()), &facts.origin),
        places: places.collect(),
        also: also.collect(),
        facts,
        post,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

/// `GET /desk/health/new`: an issue and its first post in one form.
pub async fn new(Engineer { visit, viewer }: Engineer, Query(mut begin): Query<Begin>) -> Result {
    let policy = visit.policy()?;
    let suspicion = begun_with(&visit, &viewer, &begin.report).await?;
    if let Some(suspicion) = &suspicion {
        begin.of(policy, suspicion);
    }
    let mut facts = Facts::fresh(&visit, policy, &begin);
    if let Some(suspicion) = &suspicion {
        facts.started = visit.local(suspicion.started_at());
        facts.report = suspicion.id.to_string();
    }
    let (service, feature) = parts(&facts.place);
    let post = Post::fresh(&visit, policy, &begin.template, policy.service(service), feature);
    form(&visit, None, facts.clone(), post, None)
}

/// `POST /desk/health/new`: as a draft, handed in, or published at once.
pub async fn begin(Engineer { visit, viewer }: Engineer, fields: Fields) -> Result {
    let facts = Facts::of(&visit, &fields);
    let policy = visit.policy()?;
    let (service, feature) = parts(&facts.place);
    let post = Post::of(&visit, &fields, Status::ALL.iter().copied().filter(|one| one.may_begin()));
    let new_post = post.new_post(&visit, policy, policy.service(service), feature);
    let then = fields.get("then").to_owned();
    let (policies, typed) = (visit.policies.clone(), facts.clone());
    let asked = visit.clone();
    let write = move |tx: &mut Tx| {
        let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
        let reach = health::organizations_of(tx, &viewer, &typed.reach)?;
        let new = typed.new_issue(&asked, policy, reach)?;
        let post = new_post.clone()?;
        let (number, post) = health::begin(tx, &policies, &viewer, &new, &post)?;
        if !typed.report.is_empty() {
            let suspicion: Id = typed.report.parse().map_err(|_| Error::NotFound)?;
            reports::join(tx, &policies, &viewer, suspicion, &number)?;
        }
        go_on(tx, &policies, &viewer, &number, post, &then)?;
        Ok::<_, Error>(number)
    };
    match visit.app.db.write(write).await {
        Ok(number) => Ok(visit.go(&format!("/desk/health/issues/{number}"))),
        Err(Error::Told(told)) => form(&visit, None, facts, post, Some(told)),
        Err(error) => Err(error.into()),
    }
}

/// What the pressed button says: publish, hand in, or leave it a draft.
pub(super) fn go_on(
    tx: &mut Tx,
    policies: &centre::policy::Policies,
    viewer: &Viewer,
    number: &str,
    post: Id,
    then: &str,
) -> centre::Result<()> {
    match then {
        "publish" => health::release(tx, policies, viewer, number, post),
        "submit" => health::submit(tx, viewer, number, post),
        _ => Ok(()),
    }
}

/// `GET /desk/health/issues/{number}/facts`
pub async fn facts(Engineer { visit, viewer }: Engineer, Path(number): Path<String>) -> Result {
    let sheet = visit.app.db.read(move |tx| health::sheet(tx, &viewer, &number)).await?;
    let facts = Facts::of_issue(&visit, &sheet.issue, &sheet.reach);
    form(&visit, Some(&sheet.issue.number), facts, Post::default(), None)
}

/// `POST /desk/health/issues/{number}/facts`
pub async fn change(
    Engineer { visit, viewer }: Engineer,
    Path(number): Path<String>,
    fields: Fields,
) -> Result {
    let (asker, wanted) = (viewer.clone(), number.clone());
    let sheet = visit.app.db.read(move |tx| health::sheet(tx, &asker, &wanted)).await?;
    // The language of the original stays.
    let facts = Facts { language: sheet.issue.title.original().to_owned(), ..Facts::of(&visit, &fields) };
    let (policies, typed, asked) = (visit.policies.clone(), facts.clone(), visit.clone());
    let changed = sheet.issue.number.clone();
    let write = move |tx: &mut Tx| {
        let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
        let reach = health::organizations_of(tx, &viewer, &typed.reach)?;
        let new = typed.new_issue(&asked, policy, reach)?;
        health::change(tx, &policies, &viewer, &changed, &new)
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go(&format!("/desk/health/issues/{number}"))),
        Err(Error::Told(told)) => form(&visit, Some(&number), facts, Post::default(), Some(told)),
        Err(error) => Err(error.into()),
    }
}
