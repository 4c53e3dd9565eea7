//! When the demo's agents work, and what they are doing.

use db::{Id, Tx};
use jiff::SignedDuration;
use serde::Deserialize;

use super::Files;
use crate::{
    Error, Result,
    people::{self, Directory},
    policy::Policies,
    staff::{self, Cause, Changed, Off, Presence, Rota},
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Plan {
    rota: Vec<Week>,
    change: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Week {
    agent: String,
    days: [String; 7],
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    agent: String,
    in_days: i64,
    off: Option<String>,
    to: Option<String>,
}

/// Shifts of the last weeks and the next, and the states of those who work now.
pub fn play_staff(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<()> {
    const BACK: SignedDuration = SignedDuration::from_hours(24 * 28);
    let file = Files::get("staff.toml").ok_or_else(|| Error::broken("staff.toml is missing"))?;
    let plan: Plan =
        toml::from_str(std::str::from_utf8(&file.data).map_err(Error::broken)?).map_err(Error::broken)?;
    let now = tx.now();
    for week in plan.rota {
        let agent = called(tx, directory, &week.agent)?;
        let rota = Rota { time_zone: agent.time_zone, days: week.days };
        staff::put_rota(tx, policies, &agent.cloud, agent.id, &rota, now - BACK)
            .map_err(|error| Error::broken(format!("{}: {error}", week.agent)))?;
    }
    for change in &plan.change {
        let agent = called(tx, directory, &change.agent)?.id;
        let from = now + SignedDuration::from_hours(24 * change.in_days);
        let to = match &change.to {
            Some(key) => called(tx, directory, key)?.id,
            None => agent,
        };
        for shift in staff::own_shifts(tx, agent, from, from + SignedDuration::from_hours(24 * 14))? {
            let off = change.off.as_deref().and_then(Off::parse);
            let changed = Changed { agent: to, from: shift.from, to: shift.to, off };
            // The first one for which the other has the time.
            if staff::put_change(tx, &shift, &changed).is_ok() {
                break;
            }
        }
    }
    for policy in policies.iter() {
        for (place, one) in staff::on_duty(tx, &policy.cloud.key, now)?.iter().enumerate() {
            // Nobody's browser is there to be missed: they stay as they are.
            let state = if place % 4 == 2 { Presence::Busy } else { Presence::Available };
            let worked = now.duration_since(one.shift.from).as_secs();
            let since = now - SignedDuration::from_secs(worked * (place as i64 % 3 + 1) / 4);
            note(tx, one.agent.id, Presence::Available, one.shift.from, since)?;
            tx.execute(
                "INSERT INTO agent_states (agent, state, cause, since) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (agent) DO NOTHING",
                &[&one.agent.id, &state.code(), &Cause::Agent.code(), &since],
            )?;
        }
    }
    Ok(())
}

fn note(tx: &mut Tx, agent: Id, state: Presence, from: jiff::Timestamp, to: jiff::Timestamp) -> Result<()> {
    tx.execute(
        "INSERT INTO agent_states_past (agent, from_at, to_at, state, cause) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (agent, from_at) DO NOTHING",
        &[&agent, &from, &to, &state.code(), &Cause::Agent.code()],
    )?;
    Ok(())
}

fn called(tx: &mut Tx, directory: &Directory, key: &str) -> Result<people::Person> {
    let entry = directory.agent.iter().find(|agent| agent.key == key);
    let entry = entry.ok_or_else(|| Error::broken(format!("no agent is called {key}")))?;
    people::person_by_email(tx, &entry.email)?.ok_or(Error::NotFound)
}
