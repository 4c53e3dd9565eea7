//! Fills a database through the product's own functions: the demo's vendor and articles, generated
//! organizations, and a year of cases of which the last weeks' are still worked on.

use std::sync::Arc;

use anyhow::{Context, Result};
use centre::{
    Error, articles,
    cases::{self, Act, NewCase, Reachable, Then},
    demo,
    people::{self, Directory, Viewer},
    policy::Policies,
    promises, staff,
};
use db::{Clock, Config, Db, Store, Tx};
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::{
    dice::Dice,
    words::{self, COUNTRIES, Country},
};

const CASES_PER_ORGANIZATION: usize = 50;
const ORGANIZATIONS_AT_ONCE: usize = 500;
/// Cases of the same moment, in one transaction.
const CASES_AT_ONCE: usize = 200;
const YEAR: SignedDuration = SignedDuration::from_hours(24 * 365);
/// Of a hundred moments so many are recent: only their cases are still open in numbers.
const RECENT: usize = 5;

pub fn open(store: &Store, clock: Clock) -> Result<Db> {
    let config = Config { store: store.clone(), migrations: centre::MIGRATIONS, clock, readers: 2 };
    Db::open(config).context("the database")
}

const CLOUD: &str = crate::waits::CLOUD;

/// How a case ends up.
#[derive(Clone, Copy)]
enum Fate {
    Untaken,
    InWork,
    Waiting,
    Resolved,
    Closed,
}

impl Fate {
    fn of(dice: &mut Dice, is_recent: bool) -> Fate {
        match (dice.below(100), is_recent) {
            (0..40, true) => Fate::Untaken,
            (40..70, true) | (0, false) => Fate::InWork,
            (70..80, true) | (1..3, false) => Fate::Waiting,
            (80.., true) | (3..8, false) => Fate::Resolved,
            (8.., false) => Fate::Closed,
        }
    }
}

struct Asked {
    number: i64,
    by: usize,
    fate: Fate,
}

/// Those who ask and those who answer, signed in.
struct Cast {
    policies: Arc<Policies>,
    admins: Vec<Viewer>,
    agents: Vec<Viewer>,
}

/// Fills an empty database with so many cases that the last one is opened at `now`.
pub async fn fill(store: &Store, count: usize, now: Timestamp) -> Result<()> {
    let clock = Clock::fixed(now - YEAR);
    let db = open(store, clock.clone())?;
    let organizations = (count / CASES_PER_ORGANIZATION).max(20);
    let cast = Arc::new(people(&db, organizations).await?);
    articles::import_embedded(&db, demo::articles()).await?;

    let moments = count.div_ceil(CASES_AT_ONCE);
    let pause = YEAR / (moments as i32 + 1);
    let mut before: Arc<Vec<Asked>> = Arc::default();
    let mut long_before: Arc<Vec<Asked>> = Arc::default();
    for moment in 0..moments {
        clock.set(now - pause * (moments - 1 - moment) as i32);
        let many = CASES_AT_ONCE.min(count - moment * CASES_AT_ONCE);
        let is_recent = moment * 100 >= moments * (100 - RECENT);
        let (cast, answered, closed) = (cast.clone(), before.clone(), long_before);
        let asked = db.write(move |tx| {
            close(tx, &cast, &closed)?;
            answer(tx, &cast, &answered)?;
            ask(tx, &cast, &mut Dice::new(moment as u64), many, is_recent)
        });
        long_before = before;
        before = Arc::new(asked.await?);
    }
    db.write(people::expire).await?;
    db.close().await;
    Ok(())
}

/// Fills an empty database with so many cases, all opened at `now` and not yet looked at.
pub async fn open_cases(store: &Store, count: usize, now: Timestamp) -> Result<()> {
    let db = open(store, Clock::fixed(now))?;
    let cast = Arc::new(people(&db, (count / CASES_PER_ORGANIZATION).max(20)).await?);
    for first in (0..count).step_by(CASES_AT_ONCE) {
        let (cast, many) = (cast.clone(), CASES_AT_ONCE.min(count - first));
        db.write(move |tx| ask(tx, &cast, &mut Dice::new(first as u64), many, true).map(drop)).await?;
    }
    db.close().await;
    Ok(())
}

/// Fills an empty database with what waits are announced from: months of experience, so many agents on duty who all have
/// somebody, and so many customers who wait for a call or a letter.
pub async fn waiting(store: &Store, agents: usize, waiting: usize, now: Timestamp) -> Result<()> {
    let clock = Clock::fixed(now);
    let db = open(store, clock.clone())?;
    let cast = Arc::new(people(&db, 40).await?);
    let shipped = cast.policies.clone();
    db.write(move |tx| {
        let known = staff::agents(tx, CLOUD)?;
        let more = known.len()..agents;
        let agent = |n: usize| {
            let languages = [["en", "de"], ["en", "hu"], ["nl", "nb"]][n % 3];
            json!({
                "key": format!("agent-{n}"), "name": format!("Agent {n}"), "email": format!("agent-{n}@contoso.example"),
                "cloud": CLOUD, "languages": languages,
                "categories": ["technical", "billing", "presales"], "role": "agent",
            })
        };
        let more: Directory = serde_json::from_value(json!({ "agent": more.map(agent).collect::<Vec<_>>() }))
            .map_err(Error::broken)?;
        people::import(tx, &shipped, &more)?;
        demo::play_waits(tx, &shipped, &demo::directory()?)
    })
    .await?;
    // Who waits came in the last hours.
    for minutes in (1..=waiting as i64).rev() {
        clock.set(now - SignedDuration::from_mins(minutes));
        let cast = cast.clone();
        db.write(move |tx| {
            let mut dice = Dice::new(minutes.unsigned_abs());
            let by = (0..cast.admins.len()).cycle().skip(dice.below(cast.admins.len()));
            let by: usize = by.filter(|n| country(*n).cloud == CLOUD).take(1).sum();
            let method = if dice.percent(40) { "phone" } else { "email" };
            let new = NewCase {
                contact_method: method.to_owned(),
                contact_phone: country(by).phone.to_owned(),
                ..question(&mut dice, country(by).language, &admin(by))
            };
            cases::open(tx, &cast.policies, &cast.admins[by], &new)
        })
        .await?;
    }
    let vendor = demo::directory()?;
    let manager = vendor.agent.iter().position(|agent| agent.cloud == CLOUD && agent.role == "manager");
    let manager = cast.agents[manager.context("no manager")?].clone();
    let shipped = cast.policies.clone();
    clock.set(now);
    db.write(move |tx| {
        for agent in staff::agents(tx, CLOUD)? {
            for day in 0..9 {
                let from = now - SignedDuration::from_hours(4) + SignedDuration::from_hours(24 * day);
                staff::add_shift(tx, &manager, agent.id, from, from + SignedDuration::from_hours(8))?;
            }
            staff::set_state(tx, &shipped, agent.id, staff::Presence::Busy, staff::Cause::Agent)?;
        }
        Ok::<_, Error>(())
    })
    .await?;
    db.close().await;
    Ok(())
}

/// Signs in the first admin of every generated organization and the agents of the demo.
async fn people(db: &Db, organizations: usize) -> Result<Cast> {
    let policies = Policies::load(None).map_err(|problems| anyhow::anyhow!("{problems:?}"))?;
    let policies = Arc::new(policies);
    let vendor = demo::directory()?;
    let shipped = policies.clone();
    let agents = db.write(move |tx| {
        people::import(tx, &shipped, &vendor)?;
        // There is no case yet: all that follow are counted by these policies.
        promises::restate(tx, &shipped, promises::Place::FIRST)?;
        vendor
            .agent
            .iter()
            .map(|agent| signed_in(tx, &shipped, &agent.email))
            .collect::<centre::Result<Vec<_>>>()
    });
    let agents = agents.await?;
    let mut admins = Vec::new();
    for first in (0..organizations).step_by(ORGANIZATIONS_AT_ONCE) {
        let shipped = policies.clone();
        let last = organizations.min(first + ORGANIZATIONS_AT_ONCE);
        let generated: Vec<Value> = (first..last).map(organization).collect();
        let directory: Directory = serde_json::from_value(json!({ "organization": generated }))?;
        let signed_in = db.write(move |tx| {
            people::import(tx, &shipped, &directory)?;
            (first..last).map(|n| signed_in(tx, &shipped, &admin(n))).collect::<centre::Result<Vec<_>>>()
        });
        admins.extend(signed_in.await?);
    }
    Ok(Cast { policies, admins, agents })
}

fn signed_in(tx: &mut Tx, policies: &Policies, email: &str) -> centre::Result<Viewer> {
    let person = people::person_by_email(tx, email)?.ok_or(Error::NotFound)?;
    let secret = people::sign_in(tx, person.id, "load")?;
    Ok(people::viewer(tx, policies, &secret)?.ok_or(Error::NotFound)?.0)
}

/// The address of the first admin of the generated organization `n`.
pub fn admin(n: usize) -> String {
    format!("it@o{n}.example")
}

pub fn country(n: usize) -> &'static Country {
    &COUNTRIES[n % COUNTRIES.len()]
}

fn organization(n: usize) -> Value {
    let mut dice = Dice::new(n as u64);
    let country = country(n);
    let name = format!("{} {} {}", dice.pick(country.names), dice.pick(country.trades), country.legal_form);
    let plan = *dice.pick(&["Contoso Cloud Business Premium", "Contoso Cloud Business Standard"]);
    let mut person = |part: &str, kind: &str, roles: &[&str]| {
        json!({
            "key": format!("o{n}-{part}"),
            "name": dice.pick(country.people),
            "email": format!("{part}@o{n}.example"),
            "kind": kind,
            "roles": roles,
            "languages": [country.language, "en"],
            "time_zone": country.time_zone,
            "phone": country.phone,
        })
    };
    json!({
        "key": format!("o{n}"),
        "name": name,
        "cloud": country.cloud,
        "country": country.code,
        "time_zone": country.time_zone,
        "language": country.language,
        "support_id": format!("CL-{n}"),
        "agreement": n.is_multiple_of(10).then_some("advanced"),
        "phones": [country.phone],
        "emails": [admin(n)],
        "subscription": [{
            "id": format!("o{n}-plan"),
            "plan": plan,
            "licences": 5 + n % 200,
            "state": "active",
            "bought": "direct",
            "until": "2030-12-31",
        }],
        "person": [
            person("it", "admin", &["global"]),
            person("accounts", "admin", &["billing"]),
            person("staff", "user", &[]),
        ],
    })
}

fn ask(
    tx: &mut Tx,
    cast: &Cast,
    dice: &mut Dice,
    many: usize,
    is_recent: bool,
) -> centre::Result<Vec<Asked>> {
    let mut asked = Vec::with_capacity(many);
    for _ in 0..many {
        let by = dice.below(cast.admins.len());
        let new = question(dice, country(by).language, &admin(by));
        let number = cases::open(tx, &cast.policies, &cast.admins[by], &new)?;
        asked.push(Asked { number, by, fate: Fate::of(dice, is_recent) });
    }
    Ok(asked)
}

fn question(dice: &mut Dice, language: &str, email: &str) -> NewCase {
    let question = dice.pick(words::questions(language));
    let country = COUNTRIES.iter().find(|c| c.language == language).unwrap_or(&COUNTRIES[0]);
    let (person, place, n) = (*dice.pick(country.people), *dice.pick(words::PLACES), 2 + dice.below(40));
    let fill = |text: &str| {
        text.replace("{person}", person).replace("{place}", place).replace("{n}", &n.to_string())
    };
    let impact = [
        ("service", ["down", "impaired", "works"]),
        ("affected", ["many", "one", "none"]),
        ("business", ["severe", "moderate", "minimal"]),
    ];
    let answers = impact.map(|(question, answers)| (question.to_owned(), (*dice.pick(&answers)).to_owned()));
    NewCase {
        category: question.category.to_owned(),
        topic: Some(question.topic.to_owned()),
        service: Some(question.service.to_owned()),
        answers: answers.into(),
        impact_statement: fill("{n} people in {place} can't work, and orders wait."),
        round_the_clock: Reachable { name: person.to_owned(), phone: "+442079460018".to_owned() },
        subject: fill(question.subject),
        description: fill(question.description),
        language: language.to_owned(),
        contact_method: "email".to_owned(),
        contact_email: email.to_owned(),
        ..NewCase::default()
    }
}

fn answer(tx: &mut Tx, cast: &Cast, asked: &[Asked]) -> centre::Result<()> {
    for case in asked {
        let then = match case.fate {
            Fate::Untaken => continue,
            Fate::InWork => Then::Nothing,
            Fate::Waiting => Then::WaitOnCustomer,
            Fate::Resolved | Fate::Closed => Then::Resolve,
        };
        let (number, country) = (case.number, country(case.by));
        let at_the_desk: Vec<&Viewer> = cast.agents.iter().filter(|a| a.cloud == country.cloud).collect();
        let agent = Dice::new(number as u64).below(at_the_desk.len());
        let reply = Act::Reply { text: words::answer(country.language).to_owned(), then };
        cases::act(tx, &cast.policies, at_the_desk[agent], number, &reply, &[])?;
    }
    Ok(())
}

fn close(tx: &mut Tx, cast: &Cast, answered: &[Asked]) -> centre::Result<()> {
    for case in answered.iter().filter(|case| matches!(case.fate, Fate::Closed)) {
        cases::act(tx, &cast.policies, &cast.admins[case.by], case.number, &Act::Close, &[])?;
    }
    Ok(())
}

/// A request in the form of the JSON API.
pub fn request(dice: &mut Dice, organization: usize) -> Value {
    let new = question(dice, country(organization).language, &admin(organization));
    json!({
        "description": new.description,
        "subject": new.subject,
        "category": new.category,
        "topic": new.topic,
        "service": new.service,
        "impact": serde_json::Map::from_iter(new.answers.into_iter().map(|(q, a)| (q, a.into()))),
        "impact_statement": new.impact_statement,
        "contact": {
            "method": new.contact_method,
            "email": new.contact_email,
            "round_the_clock": new.round_the_clock,
        },
    })
}
