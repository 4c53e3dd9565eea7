use db::Tx;
use jiff::Timestamp;

use crate::{
    Result,
    policy::Policy,
    staff::{self, Agent},
};

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
            _ => within(before, agents, minutes),
        };
        Wait { method: method.id.clone(), expect, before, agents, language: language.clone() }
    });
    Ok(waits.collect())
}

/// What somebody has to expect who is to be called in turn, while the line is open.
pub(crate) fn expect_call(policy: &Policy, before: usize, agents: usize) -> Expect {
    let method = policy.contact_methods.iter().find(|method| method.id == "phone");
    let minutes = method.map_or(1, |method| i64::from(method.service_minutes));
    let many = |number: usize| i64::try_from(number).unwrap_or(i64::MAX).min(1_000_000);
    if agents == 0 { Expect::Unknown } else { within(many(before), many(agents), minutes) }
}

fn within(before: i64, agents: i64, minutes: i64) -> Expect {
    Expect::Within {
        from: (before * minutes / agents / 2).max(1),
        to: ((before + agents) * minutes / agents).max(minutes),
    }
}

/// The channel whose hours are those of a contact method: an answer by mail is part of online support.
fn channel(method: &str) -> &str {
    if method == "phone" { "phone" } else { "online" }
}

/// The language to expect an answer in and how many agents speak it.
fn speakers(tx: &mut Tx, policy: &Policy, category: &str, wanted: &str) -> Result<(String, i64)> {
    let agents = staff::agents(tx, &policy.cloud.key)?;
    let speaking = |language: &str| {
        let could = |agent: &&Agent| agent.knows(category) && agent.speaks(language);
        agents.iter().filter(could).count() as i64
    };
    let channels = policy.category(category).into_iter().flat_map(|c| &c.channels);
    let offered = channels.flat_map(|c| &c.languages).map(|spoken| spoken.language.as_str());
    let candidates = std::iter::once(wanted).chain(offered);
    let found = candidates.map(|l| (l.to_owned(), speaking(l))).find(|(_, count)| *count > 0);
    Ok(found.unwrap_or_else(|| (wanted.to_owned(), 0)))
}
