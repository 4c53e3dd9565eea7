//! What was asked in the last months, which waits were announced, and what came: the same in every demo.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp, Zoned, civil::Weekday};
use serde::Deserialize;
use waits::{Random, Range};

use super::Files;
use crate::{
    Error, Result,
    cases::{self, Event, Opening},
    expect::{self, Announced, By, Why},
    people::{self, Bought, Directory, Organization, Person},
    phone::calls::Direction,
    policy::{Policies, Policy},
    staff::{self, Agent},
};

const WEEKS: i64 = 13;
/// So many weeks it was announced by the formula, before anything was learned.
const NEW: i64 = 3;

/// What is asked of an operator in a day, in which languages, and where its days begin.
struct Operator {
    cloud: &'static str,
    zone: &'static str,
    a_day: f64,
    languages: &'static [(&'static str, f64)],
}

const OPERATORS: [Operator; 3] = [
    Operator {
        cloud: "worldwide",
        zone: "Europe/Berlin",
        a_day: 4.5,
        languages: &[("en", 0.45), ("de", 0.7), ("hu", 0.8), ("nb", 0.89), ("nl", 1.0)],
    },
    Operator { cloud: "china", zone: "Asia/Shanghai", a_day: 1.5, languages: &[("zh-CN", 1.0)] },
    Operator { cloud: "germany", zone: "Europe/Berlin", a_day: 1.0, languages: &[("de", 1.0)] },
];

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Questions {
    question: Vec<Question>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    language: String,
    category: String,
    subject: String,
    description: String,
    answer: String,
}

/// Who asks and who answers.
struct Cast<'a> {
    policy: &'a Policy,
    operator: &'a Operator,
    questions: &'a [Question],
    customers: Vec<(Organization, Person)>,
    agents: Vec<Agent>,
}

pub fn play_waits(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<()> {
    let file = Files::get("waits.toml").ok_or_else(|| Error::broken("waits.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    let questions: Questions = toml::from_str(text).map_err(Error::broken)?;
    let mut dice = Random::new(20_261_121);
    for operator in &OPERATORS {
        let Some(policy) = policies.cloud(operator.cloud) else { continue };
        let cast = Cast {
            policy,
            operator,
            questions: &questions.question,
            customers: customers(tx, directory, operator.cloud)?,
            agents: staff::agents(tx, operator.cloud)?,
        };
        for back in (1..=WEEKS * 7).rev() {
            let day = tx.now() - SignedDuration::from_hours(24 * back);
            let Ok(day) = day.in_tz(operator.zone) else { continue };
            if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                continue;
            }
            // Mondays are busy, and from month to month there is more to do.
            let busy = if day.weekday() == Weekday::Monday { 1.4 } else { 0.95 };
            let many = operator.a_day * busy * (1.2 - back as f64 / 600.0);
            let mut left = many * (0.7 + 0.6 * dice.unit());
            while left > 0.0 {
                left -= 1.0;
                one(tx, &cast, &day, back, &mut dice)?;
            }
        }
    }
    Ok(())
}

/// The organizations of a cloud that ask the operator, each with the first of its admins.
fn customers(tx: &mut Tx, directory: &Directory, cloud: &str) -> Result<Vec<(Organization, Person)>> {
    let mut customers = Vec::new();
    for entry in directory.organization.iter().filter(|o| o.cloud == cloud && o.kind == "customer") {
        let id = people::organization_id(tx, &entry.key)?.ok_or(Error::NotFound)?;
        let organization = people::load(tx, id)?.ok_or(Error::NotFound)?;
        let admin = entry.person.iter().find(|person| person.kind == "admin");
        let person = admin.map(|admin| people::person_by_email(tx, &admin.email)).transpose()?.flatten();
        let buys = organization.subscriptions.iter().any(|s| s.bought == Bought::Direct);
        customers.extend(person.filter(|_| buys).map(|person| (organization, person)));
    }
    Ok(customers)
}

/// One of those that are as they should be.
fn any<'a, T>(all: &'a [T], dice: &mut Random, is: impl Fn(&T) -> bool) -> Option<&'a T> {
    let fit: Vec<&T> = all.iter().filter(|one| is(one)).collect();
    fit.get((dice.unit() * fit.len() as f64) as usize).copied()
}

fn pick(point: f64, among: &[(&'static str, f64)]) -> &'static str {
    among.iter().find(|(_, upto)| point < *upto).map_or("en", |(what, _)| what)
}

/// A request of that day, what was announced for it, and what came.
fn one(tx: &mut Tx, cast: &Cast, day: &Zoned, back: i64, dice: &mut Random) -> Result<()> {
    // Most come before noon, fewer in the afternoon.
    let hour = 8.0 + if dice.unit() < 0.6 { 4.0 * dice.unit() } else { 4.0 + 5.5 * dice.unit() };
    let Ok(midnight) = day.start_of_day() else { return Ok(()) };
    let at = midnight.timestamp() + SignedDuration::from_secs((hour * 3600.0) as i64);
    let language = pick(dice.unit(), cast.operator.languages);
    let category = pick(dice.unit(), &[("technical", 0.68), ("billing", 0.93), ("presales", 1.0)]);
    let spoken = |(organization, _): &(Organization, Person)| organization.language == language;
    let Some((organization, person)) = any(&cast.customers, dice, spoken) else { return Ok(()) };
    let fits = |q: &Question| q.language == language && q.category == category;
    let Some(question) = any(cast.questions, dice, fits) else { return Ok(()) };
    let able = |agent: &Agent| agent.speaks(language) && agent.knows(category);
    let Some(agent) = any(&cast.agents, dice, able) else { return Ok(()) };
    // What is asked here is never the end of the world.
    let severity = if category == "technical" && dice.unit() < 0.35 { "B" } else { "C" };
    let is_call = dice.unit() < 0.45;
    let method = if is_call { "phone" } else { "email" };

    let before = (dice.exponential() * if (9.0..12.0).contains(&hour) { 2.6 } else { 1.2 }) as i64;
    let agents = 1 + (dice.unit() * 3.0) as i64;
    let service = if is_call { 900.0 } else { 1500.0 };
    let urgency = if severity == "B" { 0.8 } else { 1.25 };
    let rare = if matches!(language, "en" | "de" | "zh-CN") { 1.0 } else { 1.5 };
    let middle =
        (before as f64 + 1.0) / agents as f64 * service * urgency * rare * if is_call { 1.0 } else { 3.5 };
    // What comes late in the day is answered in the morning.
    let closes = 17.5 * 3600.0;
    let over_night = hour * 3600.0 + middle > closes && !is_call;
    let gap = if over_night { overnight(day, hour) } else { 0.0 };
    const SPREAD: f64 = 0.42;
    let of = |normal: f64| gap + middle * (SPREAD * normal).exp();
    let range = Range {
        mean: gap + middle * (0.5 * SPREAD * SPREAD).exp(),
        p10: of(-1.2816),
        p50: of(0.0),
        p90: of(1.2816),
    };
    let is_new = back > (WEEKS - NEW) * 7;
    let (luck, bias) = if is_new { (0.78, 0.22) } else { (0.44, 0.02) };
    let wait = gap + middle * (luck * dice.normal() + bias).exp();
    let is_left = dice.unit() < if is_call { 0.06 } else { 0.02 };
    let wait = if is_left { wait * dice.unit() } else { wait }.max(120.0);
    let took = (service * 0.8 * (0.5 * dice.normal()).exp()).min(wait - 60.0).max(30.0);
    let after = |seconds: f64| at + SignedDuration::from_secs(seconds as i64);
    let closed = wait + 3600.0 * (1.0 + 18.0 * dice.unit());
    if after(closed) > tx.now() {
        return Ok(());
    }

    let case = opened(tx, cast, organization, person, question, (severity, method), at)?;
    let announced = Announced {
        at,
        range,
        simulated: if is_new { Vec::new() } else { normals().map(of).into() },
        by: if is_new { By::Formula } else { By::Simulation },
        why: Why {
            before,
            agents,
            busy: agents,
            service: service as i64,
            language: language.to_owned(),
            outcomes: if is_new { 0 } else { ((WEEKS * 7 - back) as f64 * cast.operator.a_day * 0.4) as i64 },
            ..Why::default()
        },
    };
    let stored = cases::load(tx, case)?;
    expect::put(tx, &stored, &announced)?;
    let mut append = |by: Id, seconds: f64, event: Event| {
        let case = cases::load(tx, case)?;
        cases::append(tx, cast.policy, &case, by, after(seconds), &[event], &[])
    };
    if is_left {
        return append(person.id, wait, Event::Closed);
    }
    let text = question.answer.clone();
    if is_call {
        append(agent.id, wait - 20.0, Event::Assigned { to: Some(agent.id) })?;
        let (direction, seconds) = (Direction::Out, Some(took as i64));
        append(agent.id, wait, Event::Called { call: None, direction, seconds, person: Some(person.id) })?;
        return append(agent.id, wait + took, Event::Resolved { text });
    }
    append(agent.id, wait - took, Event::Assigned { to: Some(agent.id) })?;
    append(agent.id, wait, Event::AgentReplied { text })?;
    append(person.id, closed, Event::Closed)
}

fn opened(
    tx: &mut Tx,
    cast: &Cast,
    organization: &Organization,
    person: &Person,
    question: &Question,
    (severity, method): (&str, &str),
    at: Timestamp,
) -> Result<i64> {
    let subscription = organization.subscriptions.iter().find(|s| s.bought == Bought::Direct);
    let opening = Opening {
        once: None,
        organization: organization.id,
        opened_by: person.id,
        entered_by: None,
        subscription: subscription.map(|s| s.id),
        partner: None,
        category: question.category.clone(),
        topic: None,
        service: None,
        severity: severity.to_owned(),
        proposed: severity.to_owned(),
        answers: Vec::new(),
        impact_statement: None,
        round_the_clock: None,
        subject: question.subject.clone(),
        description: question.description.clone(),
        language: question.language.clone(),
        contact_method: method.to_owned(),
        contact_phone: person.phone.clone(),
        contact_email: person.email.clone(),
        trail: None,
        tried: Default::default(),
    };
    Ok(cases::insert(tx, cast.policy, &opening, at, &[])?.1)
}

/// Twenty that stand for the normal law.
fn normals() -> [f64; 20] {
    const HALF: [f64; 10] = [0.063, 0.189, 0.319, 0.454, 0.598, 0.755, 0.935, 1.150, 1.440, 1.960];
    std::array::from_fn(|k| if k < 10 { -HALF[9 - k] } else { HALF[k - 10] })
}

/// Seconds between the closing that is near and the next opening, without the weekend.
fn overnight(day: &Zoned, hour: f64) -> f64 {
    let days = if day.weekday() == Weekday::Friday { 3.0 } else { 1.0 };
    (days * 24.0 + 8.0 - hour.max(15.0)) * 3600.0
}
