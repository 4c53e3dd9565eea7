use centre::{
    cases::{Case, Entry, Line},
    finding::{Reading, Thing},
    people::{Organization, Person},
    policy::{ClockKind, Policy, Target, Unit},
    promises::CaseClock,
};
use jiff::tz::TimeZone;

use super::{Badge, Deadline, entry::clock_name, queue::View, state_badge};
use crate::{
    page::Page,
    requests::{opening::Opening, promise},
};

/// What the operator promised for a case, and what it means.
pub struct Promise {
    pub target: String,
    pub counted: String,
    pub due: String,
    pub deadline: Option<Deadline>,
    /// What else is counted: its name, and how it stands.
    pub clocks: Vec<(String, String)>,
    /// One of them is a goal of the operator's own.
    pub has_goal: bool,
}

impl Promise {
    pub fn new(page: &Page, policy: &Policy, case: &Case, clocks: &[CaseClock]) -> Promise {
        let standing = &case.standing;
        let promised = policy.promise(&standing.severity, &case.category, standing.opened_at);
        let due = match (standing.responded_at, case.due_at) {
            (Some(at), _) => page.t1("desk-responded-at", "when", page.when(&at)),
            (None, Some(due)) => page.when(&due),
            (None, None) if standing.state.is_done() => page.t("desk-not-responded"),
            (None, None) => page.t("desk-response-paused"),
        };
        let running =
            |clock: &&CaseClock| clock.kind != ClockKind::FirstResponse && clock.stopped_at.is_none();
        let running: Vec<&CaseClock> = clocks.iter().filter(running).collect();
        Promise {
            clocks: running.iter().map(|clock| (clock_name(page, clock.kind), stands(page, clock))).collect(),
            has_goal: running.iter().any(|clock| clock.kind == ClockKind::Resolution),
            target: promised.as_ref().map(|p| target(page, p.target)).unwrap_or_default(),
            counted: promised
                .as_ref()
                .map(|p| promise::hours(page.l, p.calendar, page.now))
                .unwrap_or_default(),
            due,
            deadline: Deadline::of(page, case),
        }
    }
}

fn stands(page: &Page, clock: &CaseClock) -> String {
    match clock.due_at {
        None => page.t("desk-clock-paused"),
        Some(due) if due < page.now => page.t1("desk-clock-over", "when", page.when(&due)),
        Some(due) => page.t1("desk-clock-due", "when", page.when(&due)),
    }
}

fn target(page: &Page, target: &Target) -> String {
    let value = i64::from(target.value);
    match target.unit {
        Unit::Seconds => page.l.duration(value),
        Unit::Minutes => page.l.duration(value * 60),
        Unit::Hours => page.l.duration(value * 3600),
        Unit::BusinessDays => page.t1("desk-business-days", "n", value),
    }
}

/// The organization and the person who asked.
pub struct Side {
    pub href: String,
    pub organization: Organization,
    pub has_agreement: bool,
    pub country: String,
    pub zone: String,
    pub time: String,
    pub subscription: Option<String>,
    pub subscriptions: Vec<Plan>,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
    pub requester: Requester,
    pub category: String,
    pub topic: String,
    pub service: String,
    pub language: String,
    pub proposal: Option<String>,
    pub answers: Vec<(String, String)>,
    pub impact_statement: Option<String>,
    pub round_the_clock: Option<(String, Phone)>,
    /// What the customer looked for and read before: nobody should send them there again.
    pub asked: Vec<String>,
    /// Address and title.
    pub read: Vec<(String, String)>,
    pub history: Vec<Past>,
}

pub struct Plan {
    pub name: String,
    pub details: String,
    pub is_asked_about: bool,
}

pub struct Phone {
    pub e164: String,
    pub reading: String,
}

impl Phone {
    pub fn new(e164: &str) -> Phone {
        Phone { e164: e164.to_owned(), reading: centre::text::phone_for_reading(e164) }
    }
}

pub struct Requester {
    pub name: String,
    pub initials: String,
    pub roles: String,
    pub method: String,
    pub phone: Option<Phone>,
    pub email: String,
}

pub struct Past {
    pub number: i64,
    pub href: String,
    pub subject: String,
    pub state: Badge,
}

/// What [`Side`] is made of.
pub struct Facts {
    pub organization: Organization,
    pub requester: Option<Person>,
    pub history: Vec<Line>,
}

impl Side {
    pub fn new(
        page: &Page,
        policy: &Policy,
        case: &Case,
        entries: &[Entry],
        view: &View,
        facts: Facts,
    ) -> Side {
        let Facts { organization, requester, history } = facts;
        let zone = TimeZone::get(&organization.time_zone).unwrap_or(TimeZone::UTC);
        let name =
            |text: Option<&centre::policy::Text>| text.map(|t| page.text(t).to_owned()).unwrap_or_default();
        let method = policy.contact_methods.iter().find(|m| m.id == case.contact_method);
        let roles = requester.map(|p| roles(page, policy, &p.roles)).unwrap_or_default();
        let opening = Opening::of(entries);
        let reachable = opening.as_ref().and_then(|o| o.round_the_clock);
        let subscriptions = plans(page, &organization, case.subscription);
        Side {
            href: format!("/desk/organizations/{}", organization.id),
            has_agreement: centre::cases::agreement(policy, &organization),
            country: page.l.country(&organization.country).unwrap_or(&organization.country).to_owned(),
            zone: page.l.zone_name(&organization.time_zone, page.now),
            time: page.l.weekday_time(page.now, &zone),
            subscription: subscriptions.iter().find(|s| s.is_asked_about).map(|s| s.name.clone()),
            subscriptions,
            phones: contacts(&organization, "phone").map(Phone::new).collect(),
            emails: contacts(&organization, "email").map(str::to_owned).collect(),
            requester: Requester {
                name: case.opened_by_name.clone(),
                initials: super::initials(&case.opened_by_name),
                roles,
                method: name(method.map(|m| &m.name)),
                phone: case.contact_phone.as_deref().map(Phone::new),
                email: case.contact_email.clone(),
            },
            category: name(policy.category(&case.category).map(|c| &c.name)),
            topic: name(case.topic.as_deref().and_then(|t| policy.topic(t)).map(|(_, t)| &t.name)),
            service: name(case.service.as_deref().and_then(|s| policy.service(s)).map(|s| &s.name)),
            language: page.l.language_name(&case.language).unwrap_or(&case.language).to_owned(),
            proposal: opening.as_ref().and_then(|o| o.proposal(page, policy)),
            answers: opening.as_ref().map(|o| answers(page, policy, o)).unwrap_or_default(),
            impact_statement: opening.as_ref().and_then(|o| o.impact_statement).map(str::to_owned),
            round_the_clock: reachable.map(|r| (r.name.clone(), Phone::new(&r.phone))),
            asked: opening.as_ref().map(|o| o.tried.asked.clone()).unwrap_or_default(),
            read: opening.as_ref().map(|o| read(page, &o.tried.read)).unwrap_or_default(),
            history: history
                .into_iter()
                .filter(|line| line.number != case.number)
                .map(|line| Past {
                    href: view.case(line.number),
                    state: state_badge(page, line.state),
                    number: line.number,
                    subject: line.subject,
                })
                .collect(),
            organization,
        }
    }
}

pub fn contacts<'o>(organization: &'o Organization, kind: &'static str) -> impl Iterator<Item = &'o str> {
    organization.contacts.iter().filter(move |c| c.kind == kind).map(|c| c.value.as_str())
}

pub fn roles(page: &Page, policy: &Policy, ids: &[String]) -> String {
    let names: Vec<&str> =
        ids.iter().map(|id| policy.role(id).map_or(id.as_str(), |role| page.text(&role.name))).collect();
    page.l.list(&names)
}

pub fn plans(page: &Page, organization: &Organization, asked_about: Option<db::Id>) -> Vec<Plan> {
    let plan = |s: &centre::people::Subscription| {
        let state = page.l.try_t(&format!("desk-subscription-{}", s.state), &[]);
        let bought = match s.bought {
            centre::people::Bought::Direct => page.t("desk-bought-direct"),
            centre::people::Bought::ThroughPartner => page.t("desk-bought-partner"),
        };
        let parts = [Some(page.t1("desk-licences", "n", s.licences)), state, Some(bought)];
        Plan {
            name: s.plan.clone(),
            details: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            is_asked_about: asked_about == Some(s.id),
        }
    };
    organization.subscriptions.iter().map(plan).collect()
}

fn read(page: &Page, readings: &[Reading]) -> Vec<(String, String)> {
    let place = |thing: &Thing| match thing {
        Thing::Article(key) => page.public(&format!("articles/{key}")),
        Thing::Guide(key) => page.public(&format!("guides/{key}")),
    };
    readings.iter().map(|reading| (place(&reading.thing), reading.title.clone())).collect()
}

fn answers(page: &Page, policy: &Policy, opening: &Opening) -> Vec<(String, String)> {
    let said = opening.answers(policy).into_iter();
    said.map(|(question, answer)| (page.text(question).to_owned(), page.text(answer).to_owned())).collect()
}
