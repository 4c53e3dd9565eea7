//! The demo's cases: histories that are played into the database as if they had happened.

mod authors;
mod callbacks;
mod calls;
mod health;
mod reports;
mod staff;
mod waits;

pub use self::waits::play_waits;
pub use authors::play_authors;
pub use callbacks::play_callbacks;
pub use calls::play_calls;
pub use health::play_health;
pub use reports::play_reports;
pub use staff::play_staff;

use std::{
    borrow::Cow,
    collections::{BTreeMap, HashMap},
    path::PathBuf,
};

use db::Tx;
use jiff::SignedDuration;
use lang::Lang;
use rust_embed::Embed;
use serde::Deserialize;

use crate::{
    Error, Result,
    cases::{self, Event, Opening, Reachable},
    finding::History,
    guides::{self, Guides, Place, Trail},
    people::{self, Directory},
    policy::{Policies, Policy},
};

/// The vendor that the demo shows, and its articles.
#[derive(Embed)]
#[folder = "../../demo/"]
#[include = "vendor.toml"]
#[include = "finding.toml"]
#[include = "health.toml"]
#[include = "reports.toml"]
#[include = "authoring.toml"]
#[include = "calls.toml"]
#[include = "staff.toml"]
#[include = "waits.toml"]
#[include = "articles/*"]
struct Files;

/// The vendor of the demo with its organizations, agents and cases.
pub fn directory() -> Result<Directory> {
    let file = Files::get("vendor.toml").ok_or_else(|| Error::broken("vendor.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    Directory::parse(text).map_err(Error::broken)
}

/// What visitors of the demo asked of its articles.
pub fn history() -> Result<History> {
    let file = Files::get("finding.toml").ok_or_else(|| Error::broken("finding.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    History::parse(text).map_err(Error::broken)
}

/// The articles of the demo: path and content.
pub fn articles() -> impl Iterator<Item = (PathBuf, Cow<'static, [u8]>)> {
    let paths = Files::iter().filter(|path| path.starts_with("articles/"));
    paths.filter_map(|path| {
        let file = Files::get(&path)?;
        Some((PathBuf::from(path.trim_start_matches("articles/")), file.data))
    })
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CaseEntry {
    organization: String,
    by: String,
    subscription: String,
    service: Option<String>,
    topic: Option<String>,
    category: String,
    severity: String,
    language: String,
    subject: String,
    description: String,
    contact: String,
    impact_statement: Option<String>,
    round_the_clock: Option<Reachable>,
    opened_hours_ago: f64,
    /// A shipped guide and what was answered in it: `mail-not-delivered/one/works/no`.
    guide: Option<String>,
    #[serde(default)]
    event: Vec<EventEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventEntry {
    hours_ago: f64,
    by: String,
    kind: String,
    #[serde(default)]
    text: String,
    severity: Option<String>,
    #[serde(default)]
    reason: String,
    to: Option<String>,
}

/// Plays the directory's cases; they end as they would have, had people done all this.
pub fn play(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<usize> {
    let ids = people_of(tx, directory)?;
    for (number, entry) in directory.case.iter().enumerate() {
        play_one(tx, policies, &ids, entry)
            .map_err(|e| Error::broken(format!("case {} ({}): {e}", number + 1, entry.subject)))?;
    }
    Ok(directory.case.len())
}

type People<'a> = HashMap<&'a str, people::Person>;

/// Everybody of the directory by their key.
fn people_of<'d>(tx: &mut Tx, directory: &'d Directory) -> Result<People<'d>> {
    let mut found = HashMap::new();
    let people = directory.organization.iter().flat_map(|o| &o.person).map(|p| (&p.key, &p.email));
    for (key, email) in people.chain(directory.agent.iter().map(|a| (&a.key, &a.email))) {
        let person = people::person_by_email(tx, email)?.ok_or(Error::NotFound)?;
        found.insert(key.as_str(), person);
    }
    Ok(found)
}

fn play_one(tx: &mut Tx, policies: &Policies, people: &People, entry: &CaseEntry) -> Result<i64> {
    let somebody =
        |key: &str| people.get(key).ok_or_else(|| Error::broken(format!("nobody is called {key}")));
    let by = somebody(&entry.by)?;
    let policy = policies.cloud(&by.cloud).ok_or(Error::NotFound)?;
    let organization = people::organization_id(tx, &entry.organization)?.ok_or(Error::NotFound)?;
    let organization = people::load(tx, organization)?.ok_or(Error::NotFound)?;
    let subscription = organization
        .subscriptions
        .iter()
        .find(|s| s.key == entry.subscription)
        .ok_or_else(|| Error::broken(format!("no subscription {}", entry.subscription)))?;
    let at = people::hours_before(tx.now(), entry.opened_hours_ago)?;
    let opening = Opening {
        once: None,
        organization: organization.id,
        opened_by: by.id,
        entered_by: None,
        subscription: Some(subscription.id),
        partner: organization.partner.filter(|_| subscription.bought == people::Bought::ThroughPartner),
        category: known(policy, &entry.category)?.to_owned(),
        topic: entry.topic.clone(),
        service: entry.service.clone().filter(|id| policy.services.iter().any(|s| s.id == *id)),
        severity: entry.severity.clone(),
        proposed: entry.severity.clone(),
        answers: Vec::new(),
        impact_statement: entry.impact_statement.clone(),
        round_the_clock: entry.round_the_clock.clone(),
        subject: entry.subject.clone(),
        description: entry.description.clone(),
        language: entry.language.clone(),
        contact_method: entry.contact.clone(),
        contact_phone: by.phone.clone(),
        contact_email: by.email.clone(),
        trail: trail(policies, &policy.cloud.key, entry)?,
        tried: Default::default(),
    };
    let (_, number) = cases::insert(tx, policy, &opening, at, &[])?;
    for entry in &entry.event {
        let actor = somebody(&entry.by)?;
        let case = cases::load(tx, number)?;
        let text = entry.text.clone();
        let event = match (entry.kind.as_str(), actor.organization) {
            ("reply", None) => Event::AgentReplied { text },
            ("reply", Some(from)) if from == case.organization => Event::CustomerReplied { text },
            ("reply", Some(_)) => Event::PartnerReplied { text },
            ("note", _) => Event::Note { text },
            ("assign", _) => {
                Event::Assigned { to: entry.to.as_deref().map(&somebody).transpose()?.map(|p| p.id) }
            }
            ("wait", _) => Event::WaitingOnCustomer,
            ("severity", _) => Event::SeverityChanged {
                from: case.standing.severity.clone(),
                to: entry.severity.clone().ok_or_else(|| Error::broken("no severity"))?,
                reason: entry.reason.clone(),
            },
            ("resolve", _) => Event::Resolved { text },
            ("close", _) => Event::Closed,
            ("reopen", _) => Event::Reopened { text },
            ("hand-on", _) => Event::HandedOn { text },
            (other, _) => return Err(Error::broken(format!("unknown kind of event {other}"))),
        };
        let at = people::hours_before(tx.now(), entry.hours_ago)?;
        cases::append(tx, policy, &case, actor.id, at, &[event], &[])?;
    }
    Ok(number)
}

/// What was answered in a shipped guide before.
fn trail(policies: &Policies, cloud: &str, entry: &CaseEntry) -> Result<Option<Trail>> {
    let Some((key, way)) = entry.guide.as_deref().and_then(|guide| guide.split_once('/')) else {
        return Ok(None);
    };
    let guides = Guides::load(None, policies).map_err(|problems| Error::broken(format!("{problems:?}")))?;
    let guide = guides.get(cloud, key).ok_or_else(|| Error::broken(format!("no guide {key}")))?;
    let walk = guide.walk(way.split('/'));
    if !walk.is_whole {
        return Err(Error::broken(format!("the guide {key} has no way {way}")));
    }
    Ok(Some(walk.trail(Lang::parse(&entry.language).unwrap_or_default())))
}

/// What visitors answered in the shipped guides in the last months: the same in every demo.
pub fn answer_guides(tx: &mut Tx, policies: &Policies) -> Result<()> {
    const DAYS: i64 = 60;
    let guides = Guides::load(None, policies).map_err(|problems| Error::broken(format!("{problems:?}")))?;
    let mut dice: u64 = 20_261_121;
    let mut throw = |sides: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (dice >> 33) as usize % sides.max(1)
    };
    for day in 1..=DAYS {
        let at = tx.now() - SignedDuration::from_hours(24 * day);
        let mut answers = BTreeMap::new();
        for guide in guides.of_cloud("worldwide") {
            for _ in 0..3 + throw(6) {
                let lang = Lang::ALL[throw(Lang::ALL.len())];
                let mut step = guide.walk([]).at;
                // Now and then somebody gives up.
                while step.end().is_none() && throw(14) > 0 {
                    // The first answer is the most frequent one.
                    let many = step.answers().len();
                    let answer = &step.answers()[throw(many).min(throw(many))];
                    let place = Place {
                        lang,
                        guide: guide.key.clone(),
                        step: step.key.clone(),
                        answer: answer.key.clone(),
                    };
                    *answers.entry(place).or_insert(0) += 1;
                    step = guide.to(answer);
                }
            }
        }
        guides::add(tx, "worldwide", at, &answers)?;
    }
    Ok(())
}

fn known<'e>(policy: &Policy, category: &'e str) -> Result<&'e str> {
    let found = policy.categories.iter().any(|c| c.id == category);
    if found { Ok(category) } else { Err(Error::broken(format!("unknown category {category}"))) }
}

/// One person of each kind in each cloud, with what they are: the demo prints their sign-in links.
pub fn faces(tx: &mut Tx, directory: &Directory) -> Result<Vec<(String, people::Person)>> {
    let mut faces: Vec<(String, people::Person)> = Vec::new();
    let mut add = |tx: &mut Tx, what: String, email: &str| -> Result<()> {
        if !faces.iter().any(|(known, _)| *known == what) {
            faces.push((what, people::person_by_email(tx, email)?.ok_or(Error::NotFound)?));
        }
        Ok(())
    };
    for organization in &directory.organization {
        for person in &organization.person {
            let what = if organization.kind == "partner" { "partner" } else { &person.kind };
            add(tx, format!("{what}, {}", organization.cloud), &person.email)?;
        }
    }
    for agent in &directory.agent {
        add(tx, format!("{}, {}", agent.role, agent.cloud), &agent.email)?;
    }
    Ok(faces)
}
