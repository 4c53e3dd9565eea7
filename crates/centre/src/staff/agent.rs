use std::collections::HashMap;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{Presence, Shift, presence, shifts};
use crate::{Error, Result};

/// An agent as work is shared out: what they can be asked for, and how it stands with them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agent {
    pub id: Id,
    pub name: String,
    pub email: String,
    pub time_zone: String,
    /// With the level, the best first.
    pub languages: Vec<(String, i64)>,
    pub categories: Vec<(String, i64)>,
    pub state: Presence,
    /// `None`: never seen.
    pub since: Option<Timestamp>,
}

impl Agent {
    pub fn speaks(&self, language: &str) -> bool {
        self.languages.iter().any(|(spoken, _)| spoken == language)
    }

    pub fn knows(&self, category: &str) -> bool {
        self.categories.iter().any(|(known, _)| known == category)
    }
}

/// Somebody whose shift it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnDuty {
    pub agent: Agent,
    pub shift: Shift,
}

/// All agents of a cloud by name.
pub fn agents(tx: &mut Tx, cloud: &str) -> Result<Vec<Agent>> {
    let rows = tx.query(
        "SELECT p.id, p.name, p.email, p.time_zone, s.state, s.since
         FROM people p LEFT JOIN agent_states s ON s.agent = p.id
         WHERE p.cloud = $1 AND p.kind = 'agent' ORDER BY p.name, p.id",
        &[&cloud],
    )?;
    let mut agents = Vec::with_capacity(rows.len());
    for row in &rows {
        agents.push(Agent {
            id: row.get(0)?,
            name: row.get(1)?,
            email: row.get(2)?,
            time_zone: row.get(3)?,
            languages: Vec::new(),
            categories: Vec::new(),
            state: presence::or_away(row.get::<Option<String>>(4)?),
            since: row.get(5)?,
        });
    }
    let places: HashMap<Id, usize> = agents.iter().enumerate().map(|(at, agent)| (agent.id, at)).collect();
    let skills = tx.query(
        "SELECT s.agent, s.kind, s.value, s.level FROM people p JOIN skills s ON s.agent = p.id
         WHERE p.cloud = $1 AND p.kind = 'agent' ORDER BY s.level DESC, s.value",
        &[&cloud],
    )?;
    for row in &skills {
        let Some(agent) = places.get(&row.get(0)?).and_then(|at| agents.get_mut(*at)) else { continue };
        let skill = (row.get(2)?, row.get(3)?);
        match row.get::<String>(1)?.as_str() {
            "language" => agent.languages.push(skill),
            _ => agent.categories.push(skill),
        }
    }
    Ok(agents)
}

/// One agent of the cloud.
pub fn agent(tx: &mut Tx, cloud: &str, id: Id) -> Result<Agent> {
    agents(tx, cloud)?.into_iter().find(|agent| agent.id == id).ok_or(Error::NotFound)
}

/// Whose shift it is at this time, by name.
pub fn on_duty(tx: &mut Tx, cloud: &str, at: Timestamp) -> Result<Vec<OnDuty>> {
    let mut now: HashMap<Id, Shift> =
        shifts(tx, cloud, at, at)?.into_iter().map(|shift| (shift.agent, shift)).collect();
    let agents = agents(tx, cloud)?.into_iter();
    Ok(agents.filter_map(|agent| now.remove(&agent.id).map(|shift| OnDuty { agent, shift })).collect())
}
