use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Told,
    cases::{self, NewCase, Reachable},
    people::{self, Kind, Organization, Person, Viewer},
    phone::{Call, calls},
    policy::{Answers, Policy, SeverityWish},
};
use db::{Id, Tx};

use super::number_or_withheld;
use crate::{
    desk::{parse, queue::severity_name},
    error::Result,
    form::Fields,
    help::choices::{Choice, Choices, Question, choice, questions, topics},
    page::{self, Page},
    visit::{AtDesk, Visit},
};

#[derive(Template)]
#[template(path = "desk/call-request.html")]
struct RequestPage {
    page: Page,
    path: String,
    number: String,
    organization: String,
    people: Vec<Choice>,
    subscriptions: Vec<Choice>,
    categories: Vec<Choice>,
    topics: Vec<Choices>,
    services: Vec<Choice>,
    questions: Vec<Question>,
    proposed: String,
    proposal: String,
    severities: Vec<Choice>,
    /// Severities that can't be had, and why.
    refused: Vec<(String, String)>,
    methods: Vec<Choice>,
    languages: Vec<Choice>,
    typed: Typed,
    problem: Option<(String, String)>,
}

impl RequestPage {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }
}

/// The form as it was sent, or as it begins.
#[derive(Debug, Clone, Default)]
struct Typed {
    once: Option<Id>,
    person: String,
    subscription: String,
    category: String,
    topic: String,
    service: String,
    answers: Answers,
    severity: String,
    /// What the form proposed when it was last shown; a severity that is the same follows the proposal.
    proposed: String,
    subject: String,
    description: String,
    language: String,
    contact_method: String,
    contact_phone: String,
    impact_statement: String,
    round_the_clock_name: String,
    round_the_clock_phone: String,
}

impl Typed {
    fn sent(fields: &Fields) -> Typed {
        let get = |name: &str| fields.get(name).to_owned();
        let answers = fields.starting("impact-").filter(|(_, answer)| !answer.is_empty());
        Typed {
            once: fields.get("once").parse().ok(),
            person: get("person"),
            subscription: get("subscription"),
            category: get("category"),
            topic: get("topic"),
            service: get("service"),
            answers: answers.map(|(q, a)| (q.to_owned(), a.to_owned())).collect(),
            severity: get("severity"),
            proposed: get("proposed"),
            subject: get("subject"),
            description: get("description"),
            language: get("language"),
            contact_method: get("contact_method"),
            contact_phone: get("contact_phone"),
            impact_statement: get("impact_statement"),
            round_the_clock_name: get("round_the_clock_name"),
            round_the_clock_phone: get("round_the_clock_phone"),
        }
    }

    /// By phone, to the number that is on the line, for the person who is.
    fn first(call: &Call, once: Id, caller: Option<&Person>, policy: &Policy) -> Typed {
        let language = caller.and_then(|p| p.languages.first().cloned());
        Typed {
            once: Some(once),
            person: call.person.map(|id| id.to_string()).unwrap_or_default(),
            category: policy.categories.first().map(|c| c.id.clone()).unwrap_or_default(),
            language: language.unwrap_or_default(),
            contact_method: "phone".into(),
            contact_phone: call.number.clone(),
            ..Typed::default()
        }
    }

    /// The severity that was wished for; empty if the proposal was taken as it was.
    fn wish(&self) -> &str {
        if self.severity == self.proposed { "" } else { &self.severity }
    }

    fn as_case(&self, email: String) -> NewCase {
        NewCase {
            once: self.once,
            subscription: self.subscription.parse().ok(),
            category: self.category.clone(),
            topic: Some(self.topic.clone()).filter(|topic| !topic.is_empty()),
            service: Some(self.service.clone()),
            answers: self.answers.clone().into_iter().collect(),
            severity: self.wish().to_owned(),
            impact_statement: self.impact_statement.clone(),
            round_the_clock: Reachable {
                name: self.round_the_clock_name.clone(),
                phone: self.round_the_clock_phone.clone(),
            },
            subject: self.subject.clone(),
            description: self.description.clone(),
            language: self.language.clone(),
            contact_method: self.contact_method.clone(),
            contact_phone: self.contact_phone.clone(),
            contact_email: email,
            ..NewCase::default()
        }
    }
}

/// `GET /desk/calls/{id}/new-request`: a request for whoever is on the line.
pub async fn new_request(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    show(&visit, &viewer, parse(&id)?, None, None).await
}

/// `POST /desk/calls/{id}/new-request`
pub async fn open_request(
    AtDesk { visit, viewer }: AtDesk,
    Path(id): Path<String>,
    fields: Fields,
) -> Result {
    let id: Id = parse(&id)?;
    let typed = Typed::sent(&fields);
    if fields.get("step") == "check" {
        return show(&visit, &viewer, id, Some(typed), None).await;
    }
    let (policies, actor, sent) = (visit.policies.clone(), viewer.clone(), typed.clone());
    let open = move |tx: &mut Tx| {
        let call = calls::call(tx, &actor, id)?;
        let organization = call.organization.ok_or(centre::Error::NotFound)?;
        let wanted: Id = sent.person.parse().unwrap_or(Id([0; 16]));
        let email = people::person_of(tx, &actor, organization, wanted)?.map(|p| p.email).unwrap_or_default();
        calls::open_for_caller(tx, &policies, &actor, id, wanted, &sent.as_case(email))
    };
    match visit.app.db.write(open).await {
        Ok(_) => Ok(visit.go_with(&format!("/desk/calls/{id}"), "flash-call-opened")),
        Err(centre::Error::Told(told)) => show(&visit, &viewer, id, Some(typed), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

async fn show(visit: &Visit, viewer: &Viewer, id: Id, typed: Option<Typed>, told: Option<Told>) -> Result {
    let reader = viewer.clone();
    let load = move |tx: &mut Tx| {
        let call = calls::call(tx, &reader, id)?;
        let organization = match call.organization {
            Some(organization) if call.is_open() => people::organization(tx, &reader, organization)?,
            _ => return Err(centre::Error::Locked { call: id }),
        };
        let people = people::people_of(tx, &reader, organization.id)?;
        Ok((call, organization, people, tx.new_id()))
    };
    let (call, organization, people, once) = visit.app.db.read(load).await?;
    let (page, policy) = (visit.page("phone"), visit.policy()?);
    let may = |p: &&Person| p.kind == Kind::Admin && policy.may(&p.roles, "requests:manage");
    let admins: Vec<&Person> = people.iter().filter(may).collect();
    let caller = admins.iter().find(|p| Some(p.id) == call.person).copied();
    let typed = typed.unwrap_or_else(|| Typed::first(&call, once, caller, policy));
    let (proposed, severities, refused) = severities(&page, policy, &organization, &typed);
    let language =
        if typed.language.is_empty() { organization.language.clone() } else { typed.language.clone() };
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answer = RequestPage {
        path: format!("/desk/calls/{id}"),
        number: number_or_withheld(&page, &call),
        people: choices(admins.iter().map(|p| (p.id.to_string(), p.name.clone())), &typed.person),
        subscriptions: choices(
            organization
                .subscriptions
                .iter()
                .filter(|s| s.is_in_force())
                .map(|s| (s.id.to_string(), s.plan.clone())),
            &typed.subscription,
        ),
        categories: choices(
            policy.categories.iter().map(|c| (c.id.clone(), page.text(&c.name).to_owned())),
            &typed.category,
        ),
        services: choices(
            policy.services.iter().map(|s| (s.id.clone(), page.text(&s.name).to_owned())),
            &typed.service,
        ),
        topics: topics(&page, policy, &typed.category, &typed.topic),
        questions: questions(&page, policy, &typed.answers),
        proposal: proposal(&page, policy, &typed, &proposed),
        proposed,
        severities,
        refused,
        methods: choices(
            policy.contact_methods.iter().map(|m| (m.id.clone(), page.text(&m.name).to_owned())),
            &typed.contact_method,
        ),
        languages: choices(
            lang::Lang::ALL.into_iter().map(|l| (l.code().to_owned(), l.native_name().to_owned())),
            &language,
        ),
        organization: organization.name,
        problem: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
        typed,
        page,
    };
    visit.html_with(status, &answer)
}

fn choices(all: impl Iterator<Item = (String, String)>, chosen: &str) -> Vec<Choice> {
    all.map(|(value, label)| choice(&value, &label, chosen)).collect()
}

fn proposal(page: &Page, policy: &Policy, typed: &Typed, level: &str) -> String {
    let key = if typed.answers.is_empty() { "help-proposal-none" } else { "help-proposal" };
    page.t2(key, "level", level, "name", severity_name(page, policy, level))
}

/// What the answers propose, what is on offer, and what isn't and why.
fn severities(
    page: &Page,
    policy: &Policy,
    organization: &Organization,
    typed: &Typed,
) -> (String, Vec<Choice>, Vec<(String, String)>) {
    let agreement = cases::agreement(policy, organization);
    let offers = policy.offered_severities(&SeverityWish { category: &typed.category, agreement });
    let proposed = policy.propose(&typed.answers).map(|p| p.level.to_owned()).unwrap_or_default();
    let settled = cases::settle(&offers, &proposed).unwrap_or_default();
    let chosen = if typed.wish().is_empty() { settled } else { typed.wish() };
    let (mut on_offer, mut refused) = (Vec::new(), Vec::new());
    for offer in &offers {
        let label = format!("{} {}", offer.level, severity_name(page, policy, offer.level));
        match &offer.reason {
            Some(refusal) => refused.push((label, page.text(refusal.note()).to_owned())),
            None => on_offer.push(Choice {
                value: offer.level.to_owned(),
                is_chosen: offer.level == chosen,
                label,
            }),
        }
    }
    (settled.to_owned(), on_offer, refused)
}
