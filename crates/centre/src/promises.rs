//! What was promised for a case and what to expect: the deadline of the first response, the wait.

use db::Tx;
use hours::clock::{Clock, Event, Kind, Status};
use jiff::Timestamp;

use crate::{Error, Result, people, policy::Policy};

/// What a clock of a case listens to.
#[derive(Debug, Clone, Copy)]
pub enum Beat<'a> {
    /// At this severity.
    Opened(&'a str),
    Severity(&'a str),
    Wait,
    Resume,
}

/// Until when the first response is promised after these beats, the first of which opens the case;
/// `None` while the clock is paused.
pub fn first_response(
    policy: &Policy,
    category: &str,
    beats: &[(Timestamp, Beat)],
) -> Result<Option<Timestamp>> {
    match beats {
        [] => Ok(None),
        [(at, Beat::Opened(severity))] => Ok(policy.promise(severity, category, *at).map(|p| p.deadline)),
        [(at, Beat::Opened(severity)), rest @ ..] => replay(policy, category, *at, severity, rest),
        _ => Err(Error::broken("a history that doesn't begin with its opening")),
    }
}

fn replay(
    policy: &Policy,
    category: &str,
    at: Timestamp,
    severity: &str,
    beats: &[(Timestamp, Beat)],
) -> Result<Option<Timestamp>> {
    let rules = policy
        .response_clock(category)
        .ok_or_else(|| Error::broken(format!("no clock for the category {category}")))?;
    let mut clock = Clock::open(Kind::FirstResponse, &rules, at, severity).map_err(Error::broken)?;
    let mut last = at;
    for (at, beat) in beats {
        let event = match beat {
            Beat::Opened(_) => continue,
            Beat::Severity(to) => Event::SeverityChanged { severity: (*to).to_owned() },
            Beat::Wait => Event::WaitingOnCustomer,
            Beat::Resume => Event::CustomerReplied,
        };
        last = *at;
        clock.apply(last, &event).map_err(Error::broken)?;
    }
    let reading = clock.read(last).map_err(Error::broken)?;
    Ok(reading.deadline.filter(|_| reading.status != Status::Paused || reading.breached))
}

/// What somebody who asks now has to expect from one contact method.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    pub method: String,
    pub expect: Expect,
    /// How many requests are before this one; [`crate::cases::MOST_COUNTED`] stands for more.
    pub before: i64,
    /// How many agents speak `language` and know the category.
    pub agents: i64,
    /// The language in which an agent will answer: the one asked for, else one that the policy offers.
    pub language: String,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Expect {
    /// Between so many minutes.
    Within { from: i64, to: i64 },
    /// Closed now.
    Opens(Timestamp),
    /// Nobody can say.
    Unknown,
}

/// The expected wait per contact method, from simple counts: who is before, and how many agents could
/// take it.
pub fn waits(tx: &mut Tx, policy: &Policy, category: &str, language: &str, zone: &str) -> Result<Vec<Wait>> {
    let now = tx.now();
    let ahead = tx.query_one(
        "SELECT count(*) FROM (SELECT 1 FROM cases WHERE cloud = $1 AND queue = 'take' LIMIT 100) AS counted",
        &[&policy.cloud.key],
    )?;
    let before: i64 = ahead.get(0)?;
    let (language, agents) = speakers(tx, policy, category, language)?;
    let waits = policy.contact_methods.iter().map(|method| {
        let minutes = i64::from(method.service_minutes);
        let expect = match policy.state_of(category, channel(&method.id), now, zone) {
            Some(state) if !state.open => state.next_change.map_or(Expect::Unknown, Expect::Opens),
            _ if agents == 0 => Expect::Unknown,
            _ => Expect::Within {
                from: (before * minutes / agents / 2).max(1),
                to: ((before + agents) * minutes / agents).max(minutes),
            },
        };
        Wait { method: method.id.clone(), expect, before, agents, language: language.clone() }
    });
    Ok(waits.collect())
}

/// The channel whose hours are those of a contact method: an answer by mail is part of online support.
fn channel(method: &str) -> &str {
    if method == "phone" { "phone" } else { "online" }
}

/// The language to expect an answer in and how many agents speak it.
fn speakers(tx: &mut Tx, policy: &Policy, category: &str, wanted: &str) -> Result<(String, i64)> {
    let agents = people::skills(tx, &policy.cloud.key)?;
    let speaking = |language: &str| {
        let knows = |a: &&people::Skills| {
            a.categories.iter().any(|c| c == category) && a.languages.iter().any(|l| l == language)
        };
        agents.iter().filter(knows).count() as i64
    };
    let channels = policy.category(category).into_iter().flat_map(|c| &c.channels);
    let offered = channels.flat_map(|c| &c.languages).map(|spoken| spoken.language.as_str());
    let candidates = std::iter::once(wanted).chain(offered);
    let found = candidates.map(|l| (l.to_owned(), speaking(l))).find(|(_, count)| *count > 0);
    Ok(found.unwrap_or_else(|| (wanted.to_owned(), 0)))
}
