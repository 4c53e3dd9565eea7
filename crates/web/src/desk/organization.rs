use askama::Template;
use axum::extract::Path;
use centre::{
    cases,
    people::{self, Organization},
};
use db::{Id, Tx};
use jiff::tz::TimeZone;

use super::{
    Badge, initials, parse,
    side::{Phone, Plan, contacts, plans, roles},
    state_badge,
};
use crate::{error::Result, page::Page, visit::AtDesk};

#[derive(Template)]
#[template(path = "desk/organization.html")]
struct OrganizationPage {
    page: Page,
    organization: Organization,
    has_agreement: bool,
    partner: Option<(String, String)>,
    country: String,
    zone: String,
    time: String,
    language: String,
    plans: Vec<Plan>,
    phones: Vec<Phone>,
    emails: Vec<String>,
    people: Vec<Somebody>,
    latest: Vec<Latest>,
}

struct Somebody {
    name: String,
    initials: String,
    email: String,
    phone: Option<Phone>,
    roles: String,
    languages: String,
}

struct Latest {
    number: i64,
    subject: String,
    severity: String,
    severity_name: String,
    state: Badge,
    assignee: String,
    at: String,
    when: String,
    ago: String,
}

/// `GET /desk/organizations/{id}`
pub async fn organization(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    let load = move |tx: &mut Tx| {
        let organization = people::organization(tx, &viewer, id)?;
        let partner = organization.partner.map(|id| people::organization(tx, &viewer, id)).transpose()?;
        let people = people::people_of(tx, &viewer, id)?;
        Ok::<_, centre::Error>((organization, partner, people, cases::history_of(tx, &viewer, id)?))
    };
    let (organization, partner, people, history) = visit.app.db.read(load).await?;
    let policy = visit.policy()?;
    let page = visit.page("desk");
    let l = page.l;
    let zone = TimeZone::get(&organization.time_zone).unwrap_or(TimeZone::UTC);
    let language_name = |tag: &str| l.language_name(tag).unwrap_or(tag).to_owned();
    let somebody = |person: people::Person| Somebody {
        initials: initials(&person.name),
        roles: match person.roles.as_slice() {
            [] => page.t("desk-no-role"),
            held => roles(&page, policy, held),
        },
        languages: l.list(&person.languages.iter().map(|tag| language_name(tag)).collect::<Vec<_>>()),
        phone: person.phone.as_deref().map(Phone::new),
        name: person.name,
        email: person.email,
    };
    let latest = |line: cases::Line| Latest {
        severity_name: super::queue::severity_name(&page, policy, &line.severity),
        state: state_badge(&page, line.state),
        assignee: line.assignee_name.unwrap_or_default(),
        at: line.updated_at.to_string(),
        when: page.when(&line.updated_at),
        ago: page.relative(&line.updated_at),
        number: line.number,
        subject: line.subject,
        severity: line.severity,
    };
    visit.html(&OrganizationPage {
        has_agreement: cases::agreement(policy, &organization),
        partner: partner.map(|p| (format!("/desk/organizations/{}", p.id), p.name)),
        country: l.country(&organization.country).unwrap_or(&organization.country).to_owned(),
        zone: l.zone_name(&organization.time_zone, page.now),
        time: l.weekday_time(page.now, &zone),
        language: language_name(&organization.language),
        plans: plans(&page, &organization, None),
        phones: contacts(&organization, "phone").map(Phone::new).collect(),
        emails: contacts(&organization, "email").map(str::to_owned).collect(),
        people: people.into_iter().map(somebody).collect(),
        latest: history.into_iter().map(latest).collect(),
        organization,
        page,
    })
}
