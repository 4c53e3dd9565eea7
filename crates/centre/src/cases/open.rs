use db::{Id, Tx};
use jiff::Timestamp;

use super::{Attachment, Event, Gate, Reachable, Standing, attachment, gate, gate::goes_to_partner};
use crate::{
    Error, Result,
    assist::{self, Offer as Offered},
    callbacks, cases, changes,
    finding::{Thing, Tried},
    guides::Trail,
    health::reports,
    people::{self, Organization, Viewer},
    policy::{Answers, Offer, Policies, Policy, SeverityWish},
    promises, tell, text,
};

/// A request as its form or the API gives it.
#[derive(Debug, Clone, Default)]
pub struct NewCase {
    /// Made with the form: sending it twice opens one case.
    pub once: Option<Id>,
    pub subscription: Option<Id>,
    pub category: String,
    pub topic: Option<String>,
    pub service: Option<String>,
    /// Empty: as proposed.
    pub severity: String,
    /// Answers to the impact questions: (question, answer).
    pub answers: Vec<(String, String)>,
    /// Both are taken where the severity asks for them.
    pub impact_statement: String,
    pub round_the_clock: Reachable,
    /// Empty: the description's first line.
    pub subject: String,
    pub description: String,
    pub language: String,
    pub contact_method: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// A booked time for the call, where the contact is by phone; else the call comes in turn.
    pub callback_at: Option<Timestamp>,
    /// Send it to the operator though the partner comes first (E-09).
    pub choose_operator: bool,
    pub attachments: Vec<Id>,
    /// The number of a known issue that the request is about.
    pub issue: Option<String>,
    /// What was answered in a guide before.
    pub trail: Option<Trail>,
    /// What was asked of self-help and read before.
    pub asked: Vec<String>,
    pub read: Vec<Thing>,
}

/// Opens a case as the viewer and answers its number.
pub fn open(tx: &mut Tx, policies: &Policies, viewer: &Viewer, new: &NewCase) -> Result<i64> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let for_specialists = assist::of_category(policy, &new.category).is_some();
    let (organization, subscription) = match for_specialists {
        true => specialists(tx, policies, viewer)?,
        false => (*supported(tx, policies, viewer)?, new.subscription),
    };
    if let Some(number) = sent_before(tx, viewer.id(), new.once)? {
        return Ok(number);
    }
    let last = if for_specialists { assist::last(tx, policies, viewer)? } else { None };
    let tried = Tried::settle(tx, &new.asked, &new.read, viewer.lang)?;
    let new = &NewCase { subscription, ..new.clone() };
    let mut opening = Opening { tried, ..check(policy, viewer, &organization, new)? };
    // The specialists are the operator's, through whomever the subscription was bought.
    opening.partner = opening.partner.filter(|_| !for_specialists);
    let attachments = attachment::uploaded(tx, viewer, &new.attachments)?;
    let now = tx.now();
    let (_, number) = insert(tx, policy, &opening, now, &attachments)?;
    if for_specialists {
        assist::go_on(tx, policy, number, last.as_ref())?;
    }
    reports::of_new_case(tx, policies, viewer, number, &new.description, new.issue.as_deref())?;
    if opening.contact_method == "phone" && opening.partner.is_none() {
        let case = cases::load(tx, number)?;
        callbacks::begin(tx, policy, viewer, &case, new.callback_at)?;
        if let Some(at) = new.callback_at {
            cases::append(
                tx,
                policy,
                &case,
                viewer.id(),
                now,
                &[Event::CallbackBooked { at: Some(at) }],
                &[],
            )?;
        }
    }
    Ok(number)
}

/// Opens a case for an admin of the organization, as the agent who talks with them; answers its number. The history
/// names the agent, the case is the admin's.
pub(crate) fn open_for(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    organization: Id,
    person: Id,
    new: &NewCase,
) -> Result<i64> {
    viewer.desk()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let organization = people::organization(tx, viewer, organization)?;
    let person = people::person_of(tx, viewer, organization.id, person)?
        .filter(|p| p.kind == people::Kind::Admin && policy.may(&p.roles, "requests:manage"))
        .ok_or_else(|| tell("error-call-person").about("person"))?;
    match gate::refusal(tx, policy, &organization)? {
        None => {}
        Some(Gate::AskYourPartner(p)) => {
            return Err(tell("error-ask-partner").with("partner", p.name).into());
        }
        Some(Gate::Retired) => return Err(tell("error-retired").into()),
        Some(_) => return Err(tell("error-no-subscription").into()),
    }
    if let Some(assist) = assist::of_category(policy, &new.category) {
        assist::entitled(assist, &organization).map_err(assist::Refused::told)?;
    }
    if let Some(number) = sent_before(tx, person.id, new.once)? {
        return Ok(number);
    }
    let opening = check(policy, viewer, &organization, new)?;
    let opening = Opening { opened_by: person.id, entered_by: Some(viewer.id()), ..opening };
    let now = tx.now();
    let (_, number) = insert(tx, policy, &opening, now, &[])?;
    reports::of_new_case(tx, policies, viewer, number, &new.description, new.issue.as_deref())?;
    Ok(number)
}

/// The organization whose requests the viewer may open.
fn supported(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Box<Organization>> {
    match gate(tx, policies, viewer)? {
        Gate::Open { organization, .. } => Ok(organization),
        Gate::AskYourAdmin { .. } => Err(tell("error-not-admin").into()),
        Gate::AskYourPartner(p) => Err(tell("error-ask-partner").with("partner", p.name).into()),
        Gate::NoSubscription => Err(tell("error-no-subscription").into()),
        Gate::Retired => Err(tell("error-retired").into()),
        Gate::NotACustomer => Err(Error::NotFound),
    }
}

/// The organization of somebody who may ask the specialists, and the subscription by which.
fn specialists(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<(Organization, Option<Id>)> {
    match assist::offer(tx, policies, viewer)? {
        Some(Offered::Entitled(entitled)) => Ok((entitled.organization, Some(entitled.subscription))),
        Some(Offered::Not(why)) => Err(why.told().into()),
        None => Err(Error::NotFound),
    }
}

fn sent_before(tx: &mut Tx, by: Id, once: Option<Id>) -> Result<Option<i64>> {
    let Some(once) = once else { return Ok(None) };
    let row = tx.query_opt("SELECT number FROM cases WHERE once = $1 AND opened_by = $2", &[&once, &by])?;
    row.map(|r| Ok(r.get(0)?)).transpose()
}

/// A request that was checked: everything that the first event and the row need.
pub(crate) struct Opening {
    pub once: Option<Id>,
    pub organization: Id,
    pub opened_by: Id,
    /// The agent who opened it for them.
    pub entered_by: Option<Id>,
    pub subscription: Option<Id>,
    pub partner: Option<Id>,
    pub category: String,
    pub topic: Option<String>,
    pub service: Option<String>,
    pub severity: String,
    pub proposed: String,
    pub answers: Vec<String>,
    pub impact_statement: Option<String>,
    pub round_the_clock: Option<Reachable>,
    pub subject: String,
    pub description: String,
    pub language: String,
    pub contact_method: String,
    pub contact_phone: Option<String>,
    pub contact_email: String,
    pub trail: Option<Trail>,
    pub tried: Tried,
}

fn check(policy: &Policy, viewer: &Viewer, organization: &Organization, new: &NewCase) -> Result<Opening> {
    let description = text::required("description", text::lines("description", &new.description)?)?;
    let subject = match text::line("subject", &new.subject)? {
        empty if empty.is_empty() => text::first_line(&description),
        subject => subject,
    };
    let category = policy
        .categories
        .iter()
        .find(|c| c.id == new.category)
        .ok_or_else(|| tell("error-category").about("category"))?;
    let topic = match new.topic.as_deref().filter(|t| !t.is_empty()) {
        None => None,
        Some(id) => Some(
            category
                .topic_groups
                .iter()
                .flat_map(|group| &group.topics)
                .find(|topic| topic.id == id)
                .ok_or_else(|| tell("error-topic").about("topic"))?,
        ),
    };
    let service = match new.service.as_deref().filter(|s| !s.is_empty()) {
        None => topic.and_then(|t| t.service.clone()),
        Some(id) if policy.services.iter().any(|s| s.id == id) => Some(id.to_owned()),
        Some(_) => return Err(tell("error-service").about("service").into()),
    };
    let subscription = match new.subscription {
        None if organization.subscriptions.len() == 1 => organization.subscriptions.first(),
        None => return Err(tell("error-subscription").about("subscription").into()),
        Some(id) => Some(
            organization
                .subscriptions
                .iter()
                .find(|s| s.id == id)
                .ok_or_else(|| tell("error-subscription").about("subscription"))?,
        ),
    };
    let partner =
        goes_to_partner(organization, subscription, policy.eligibility.partner.rule, new.choose_operator);
    let answers: Answers = new.answers.iter().cloned().collect();
    let proposed = policy.propose(&answers).map_or(category.max_severity.as_str(), |p| p.level);
    let severity = severity(policy, viewer.lang, organization, new, proposed)?;
    let asked = policy.severity(&severity);
    let impact_statement = match asked.is_some_and(|s| s.asks_impact_statement) {
        true => Some(impact_statement(&severity, &new.impact_statement)?),
        false => None,
    };
    let round_the_clock = match asked.is_some_and(|s| s.asks_round_the_clock_contact) {
        true => Some(reachable(&severity, &new.round_the_clock, &organization.country)?),
        false => None,
    };

    let methods = &policy.contact_methods;
    if !methods.iter().any(|m| m.id == new.contact_method) {
        return Err(tell("error-contact-method").about("contact_method").into());
    }
    let contact_email = text::email("contact_email", &new.contact_email)?;
    let contact_phone = match new.contact_phone.trim() {
        "" if new.contact_method == "phone" => {
            return Err(tell("error-required").about("contact_phone").into());
        }
        "" => None,
        typed => Some(text::phone("contact_phone", typed, &organization.country)?),
    };
    let language = lang::Lang::parse(&new.language).unwrap_or(viewer.lang);
    Ok(Opening {
        once: new.once,
        organization: organization.id,
        opened_by: viewer.id(),
        entered_by: None,
        subscription: subscription.map(|s| s.id),
        partner,
        category: category.id.clone(),
        topic: topic.map(|t| t.id.clone()),
        service,
        severity,
        proposed: proposed.to_owned(),
        answers: new.answers.iter().map(|(question, answer)| format!("{question}={answer}")).collect(),
        impact_statement,
        round_the_clock,
        subject,
        description,
        language: language.code().to_owned(),
        contact_method: new.contact_method.clone(),
        contact_phone,
        contact_email,
        trail: new.trail.clone(),
        tried: Tried::default(),
    })
}

fn impact_statement(severity: &str, typed: &str) -> Result<String> {
    match text::lines("impact_statement", typed)? {
        empty if empty.is_empty() => {
            Err(tell("error-impact-statement").with("severity", severity).about("impact_statement").into())
        }
        statement => Ok(statement),
    }
}

fn reachable(severity: &str, typed: &Reachable, country: &str) -> Result<Reachable> {
    let missing = |key, field| tell(key).with("severity", severity).about(field);
    let name = text::line("round_the_clock_name", &typed.name)?;
    if name.is_empty() {
        return Err(missing("error-round-the-clock-name", "round_the_clock_name").into());
    }
    if typed.phone.trim().is_empty() {
        return Err(missing("error-round-the-clock-phone", "round_the_clock_phone").into());
    }
    Ok(Reachable { name, phone: text::phone("round_the_clock_phone", &typed.phone, country)? })
}

/// What a severity asks of the customer and a case doesn't have: an agent may raise a case without it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Missing {
    pub impact_statement: bool,
    pub round_the_clock: bool,
}

/// What is missing for the severity that a case with this opening has now.
pub fn missing(policy: &Policy, severity: &str, opening: &Event) -> Missing {
    let (has_statement, has_contact) = match opening {
        Event::Opened { impact_statement, round_the_clock, .. } => {
            (impact_statement.is_some(), round_the_clock.is_some())
        }
        _ => (false, false),
    };
    let asked = policy.severity(severity);
    Missing {
        impact_statement: !has_statement && asked.is_some_and(|s| s.asks_impact_statement),
        round_the_clock: !has_contact && asked.is_some_and(|s| s.asks_round_the_clock_contact),
    }
}

/// The highest severity on offer that the proposal reaches.
pub fn settle<'p>(offers: &[Offer<'p>], proposed: &str) -> Option<&'p str> {
    let from = offers.iter().position(|o| o.level == proposed).unwrap_or(0);
    offers[from..].iter().find(|o| o.allowed).map(|o| o.level)
}

/// What was wished for, if it is on offer; without a wish what the proposal settles at. Nothing is capped silently: a wish that is not on offer is refused with the reason.
fn severity(
    policy: &Policy,
    lang: lang::Lang,
    organization: &Organization,
    new: &NewCase,
    proposed: &str,
) -> Result<String> {
    let agreement = agreement(policy, organization);
    let offers = policy.offered_severities(&SeverityWish { category: &new.category, agreement });
    let unknown = || tell("error-severity").about("severity");
    if new.severity.is_empty() {
        return settle(&offers, proposed).map(str::to_owned).ok_or_else(|| unknown().into());
    }
    let offer = offers.iter().find(|o| o.level == new.severity).ok_or_else(unknown)?;
    match &offer.reason {
        None => Ok(offer.level.to_owned()),
        Some(refusal) => Err(tell("error-severity-not-offered")
            .with("severity", offer.level)
            .with("reason", refusal.note().get(lang.code()))
            .about("severity")
            .into()),
    }
}

/// Whether the organization has signed what the policy's most severe levels ask for.
pub fn agreement(policy: &Policy, organization: &Organization) -> bool {
    let mut needed = policy.severities.iter().filter_map(|s| s.agreement.as_ref());
    needed.any(|rule| organization.has_agreement(&rule.kind))
}

/// Writes the first event and the row of a case that began at `at`.
pub(crate) fn insert(
    tx: &mut Tx,
    policy: &Policy,
    opening: &Opening,
    at: Timestamp,
    attachments: &[Attachment],
) -> Result<(Id, i64)> {
    let standing = Standing::opened(at, &opening.severity, opening.partner);
    let event = Event::Opened {
        description: opening.description.clone(),
        severity: opening.severity.clone(),
        proposed: opening.proposed.clone(),
        answers: opening.answers.clone(),
        impact_statement: opening.impact_statement.clone(),
        round_the_clock: opening.round_the_clock.clone(),
        tried: opening.tried.clone(),
        partner: opening.partner,
        trail: opening.trail.clone().map(Box::new),
    };
    let history = [(at, event)];
    let clocks = promises::clocks(policy, &opening.category, &history, at)?;
    let due_at = promises::response_due(&clocks);
    let id = tx.new_id();
    let number = unused_number(tx)?;
    tx.execute(
        "INSERT INTO cases (id, number, once, cloud, organization, subscription, partner, opened_by,
             category, topic, service, severity, language, subject, contact_method, contact_phone,
             contact_email, state, queue, queue_at, opened_at, updated_at, due_at, events, of_opener)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19,
                 $20, $21, $21, $22, 1, $23)",
        &[
            &id,
            &number,
            &opening.once,
            &policy.cloud.key,
            &opening.organization,
            &opening.subscription,
            &opening.partner,
            &opening.opened_by,
            &opening.category,
            &opening.topic,
            &opening.service,
            &opening.severity,
            &opening.language,
            &opening.subject,
            &opening.contact_method,
            &opening.contact_phone,
            &opening.contact_email,
            &standing.state.code(),
            &standing.queue().code(),
            &due_at.unwrap_or(at),
            &at,
            &due_at,
            &assist::of_category(policy, &opening.category).is_some(),
        ],
    )?;
    let [(_, event)] = &history;
    cases::act::write_event(tx, id, 0, at, Some(opening.entered_by.unwrap_or(opening.opened_by)), event)?;
    promises::begin(tx, id, &policy.cloud.key, opening.organization, &clocks)?;
    attachment::attach(tx, id, 0, attachments)?;
    changes::record(tx, changes::What::Case, id)?;
    tx.announce(cases::desk_topic(&policy.cloud.key));
    Ok((id, number))
}

/// Nine digits at random: they tell nothing about how many cases there are, and no two writers wait
/// for each other to count.
fn unused_number(tx: &mut Tx) -> Result<i64> {
    const FIRST: u64 = 100_000_000;
    const MANY: u64 = 900_000_000;
    loop {
        let number = (FIRST + u64::from_le_bytes(tx.random()) % MANY) as i64;
        if tx.query_opt("SELECT 1 FROM cases WHERE number = $1", &[&number])?.is_none() {
            return Ok(number);
        }
    }
}
