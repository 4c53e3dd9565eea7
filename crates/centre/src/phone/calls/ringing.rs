//! At whom a call rings, and what the desk's pages hear of it.

use db::{Id, Tx};

use super::{
    Call, Match, locks, number,
    record::{COLUMNS, read},
    whose,
};
use crate::{
    Result,
    people::Viewer,
    policy::Policies,
    staff::{self, Presence},
};

/// The topic on which the pages of an agent hear of calls.
pub fn topic(agent: Id) -> String {
    format!("calls/{agent}")
}

pub fn topic_of_call(call: Id) -> String {
    format!("call/{call}")
}

pub fn topic_of_cloud(cloud: &str) -> String {
    format!("phone/{cloud}")
}

/// The topic on which an organization's own pages hear of calls in its name.
pub fn topic_of_organization(organization: Id) -> String {
    format!("calls-of/{organization}")
}

/// Everybody whose pages show the call hears that it changed.
pub(crate) fn announce(tx: &mut Tx, call: &Call) {
    tx.announce(topic_of_call(call.id));
    tx.announce(topic_of_cloud(&call.cloud));
    if let Some(agent) = call.agent {
        tx.announce(topic(agent));
    }
    if let Some(organization) = call.organization {
        tx.announce(topic_of_organization(organization));
    }
}

pub(super) struct Ringing;

impl Ringing {
    pub fn at(tx: &mut Tx, call: Id, agents: &[Id]) -> Result<()> {
        for agent in agents {
            tx.execute(
                "INSERT INTO calls_ringing (agent, call_id) VALUES ($1, $2) ON CONFLICT (agent, call_id) DO NOTHING",
                &[agent, &call],
            )?;
            tx.announce(topic(*agent));
        }
        Ok(())
    }

    pub fn stop(tx: &mut Tx, call: Id) -> Result<()> {
        for row in tx.query("DELETE FROM calls_ringing WHERE call_id = $1 RETURNING agent", &[&call])? {
            tx.announce(topic(row.get(0)?));
        }
        Ok(())
    }
}

/// Those who can be given a call; where nobody is, everybody.
pub(super) fn available(tx: &mut Tx, cloud: &str) -> Result<Vec<Id>> {
    let agents = staff::agents(tx, cloud)?;
    let ready: Vec<Id> = agents.iter().filter(|a| a.state == Presence::Available).map(|a| a.id).collect();
    Ok(if ready.is_empty() { agents.iter().map(|a| a.id).collect() } else { ready })
}

/// The agents of a cloud whom a telephone system calls by name, address, the part before the @, or extension.
pub(super) fn agents_called(tx: &mut Tx, cloud: &str, users: &[String]) -> Result<Vec<Id>> {
    if users.is_empty() {
        return Ok(Vec::new());
    }
    let agents = staff::agents(tx, cloud)?;
    let mut found: Vec<Id> = Vec::new();
    for user in users {
        let extension = tx.query_opt(
            "SELECT agent FROM extensions WHERE cloud = $1 AND extension = $2",
            &[&cloud, &user.trim()],
        )?;
        let wanted = folded(user);
        let is_called = |agent: &&staff::Agent| {
            let email = folded(&agent.email);
            let before = email.split('@').next().unwrap_or_default();
            [folded(&agent.name).as_str(), email.as_str(), before].contains(&wanted.as_str())
        };
        found.extend(extension.map(|row| row.get::<Id>(0)).transpose()?);
        found.extend(agents.iter().filter(is_called).map(|agent| agent.id));
    }
    let mut seen = std::collections::HashSet::new();
    found.retain(|id| seen.insert(*id));
    Ok(found)
}

/// In small letters, with single blanks.
fn folded(name: &str) -> String {
    name.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A call that the agent's pages show wherever the agent is.
#[derive(Debug, Clone)]
pub struct Alert {
    pub call: Call,
    /// For whom the caller may speak, where several are possible or nothing proves it.
    pub matches: Vec<Match>,
    /// The organization's open requests; only those of a caller who is proven.
    pub requests: Vec<i64>,
}

const MOST: usize = 5;

/// The calls that ring at the agent, and the one that the agent is on.
pub fn alerts(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Vec<Alert>> {
    viewer.desk()?;
    let ringing = format!(
        "{COLUMNS}c.id IN (SELECT call_id FROM calls_ringing WHERE agent = $1) AND c.place = 'now' AND c.cloud = $2
         ORDER BY c.rang_at, c.id LIMIT {MOST}"
    );
    let mut rows = tx.query_dyn(&ringing, &[&viewer.id(), &viewer.cloud])?;
    let own =
        format!("{COLUMNS}c.agent = $1 AND c.place = 'now' AND c.cloud = $2 ORDER BY c.rang_at LIMIT {MOST}");
    rows.extend(tx.query_dyn(&own, &[&viewer.id(), &viewer.cloud])?);
    let calls = rows.iter().map(read).collect::<Result<Vec<_>>>()?;
    let locks = locks(tx, viewer)?;
    let mut alerts: Vec<Alert> = Vec::new();
    for call in calls {
        if alerts.iter().any(|known| known.call.id == call.id) {
            continue;
        }
        let open = call.organization.filter(|o| call.is_proven() && !locks.has(*o));
        let requests = open.map(|organization| requests(tx, organization)).transpose()?.unwrap_or_default();
        alerts.push(Alert { matches: matches(tx, policies, &call)?, requests, call });
    }
    Ok(alerts)
}

/// For whom the number of a call may speak.
pub fn matches(tx: &mut Tx, policies: &Policies, call: &Call) -> Result<Vec<Match>> {
    let Some(policy) = policies.cloud(&call.cloud).filter(|_| !call.is_withheld()) else {
        return Ok(Vec::new());
    };
    let country = number::country_of(&call.number_dialled).unwrap_or_default();
    let heard = number::read(&call.number, &country);
    Ok(whose::whose(tx, policy, &heard)?.0)
}

fn requests(tx: &mut Tx, organization: Id) -> Result<Vec<i64>> {
    tx.query(
        "SELECT number FROM cases WHERE organization = $1 AND state IN ('open', 'waiting') AND queue <> 'partner'
         ORDER BY updated_at DESC LIMIT 3",
        &[&organization],
    )?
    .iter()
    .map(|row| Ok(row.get(0)?))
    .collect()
}
