use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{own_topic, topic};
use crate::{
    Error, Result,
    policy::{Policies, Policy},
};

/// How it stands with an agent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Can be given a call.
    Available,
    Busy,
    /// Writes up the last call.
    WrapUp,
    Away,
}

impl Presence {
    pub const ALL: [Presence; 4] = [Presence::Available, Presence::Busy, Presence::WrapUp, Presence::Away];

    pub fn code(self) -> &'static str {
        match self {
            Presence::Available => "available",
            Presence::Busy => "busy",
            Presence::WrapUp => "wrap-up",
            Presence::Away => "away",
        }
    }

    pub fn parse(code: &str) -> Option<Presence> {
        Presence::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// Why it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The agent said so.
    Agent,
    /// A call was taken or ended.
    Call,
    /// Wrap-up is over.
    Time,
    /// No browser of the agent was seen any more.
    Unseen,
}

impl Cause {
    pub fn code(self) -> &'static str {
        match self {
            Cause::Agent => "agent",
            Cause::Call => "call",
            Cause::Time => "time",
            Cause::Unseen => "unseen",
        }
    }

    fn parse(code: &str) -> Cause {
        let all = [Cause::Agent, Cause::Call, Cause::Time, Cause::Unseen];
        all.into_iter().find(|cause| cause.code() == code).unwrap_or(Cause::Agent)
    }
}

/// The state that an agent is in now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Standing {
    pub state: Presence,
    pub cause: Cause,
    pub since: Timestamp,
    /// When time alone changes it: wrap-up ends, or the agent counts as away if not seen.
    pub until: Option<Timestamp>,
    /// What follows the call.
    then: Option<Presence>,
}

/// A state that an agent was in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Past {
    pub agent: Id,
    pub state: Presence,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// Who isn't known to be there is away.
pub(crate) fn or_away(code: Option<String>) -> Presence {
    code.and_then(|code| Presence::parse(&code)).unwrap_or(Presence::Away)
}

/// How it stands with an agent; `None` before anything was ever said or seen.
pub fn standing(tx: &mut Tx, agent: Id) -> Result<Option<Standing>> {
    let row = tx.query_opt(
        "SELECT state, cause, since, then_state, check_at FROM agent_states WHERE agent = $1",
        &[&agent],
    )?;
    row.map(|row| {
        Ok(Standing {
            state: or_away(row.get(0)?),
            cause: Cause::parse(&row.get::<String>(1)?),
            since: row.get(2)?,
            then: row.get::<Option<String>>(3)?.as_deref().and_then(Presence::parse),
            until: row.get(4)?,
        })
    })
    .transpose()
}

/// Puts an agent into a state. A call makes busy and then gives time to write it up, after which the agent is what
/// they were before the call, or available if they had been given up as away.
pub fn set_state(tx: &mut Tx, policies: &Policies, agent: Id, state: Presence, cause: Cause) -> Result<()> {
    let row = tx
        .query_opt("SELECT cloud FROM people WHERE id = $1 AND kind = 'agent'", &[&agent])?
        .ok_or(Error::NotFound)?;
    let policy = policies.cloud(&row.get::<String>(0)?).ok_or(Error::NotFound)?;
    put_state(tx, policy, agent, state, cause)
}

/// The same for an agent of the policy's cloud.
pub(crate) fn put_state(
    tx: &mut Tx,
    policy: &Policy,
    agent: Id,
    state: Presence,
    cause: Cause,
) -> Result<()> {
    let rules = &policy.staffing;
    let now = tx.now();
    let before = standing(tx, agent)?;
    let then = match (cause, &before) {
        (Cause::Call, Some(before)) => Some(after_call(before)),
        (Cause::Call, None) => Some(Presence::Available),
        _ => None,
    };
    let state = match (state, then) {
        (Presence::WrapUp, then) if rules.wrap_up_minutes == 0 => then.unwrap_or(Presence::Available),
        (state, _) => state,
    };
    if let Some(before) = &before {
        if before.state == state && before.cause == cause {
            return Ok(());
        }
        if before.state != state && before.since < now {
            tx.execute(
                "INSERT INTO agent_states_past (agent, from_at, to_at, state, cause) VALUES ($1, $2, $3, $4, $5)
                 ON CONFLICT (agent, from_at) DO NOTHING",
                &[&agent, &before.since, &now, &before.state.code(), &before.cause.code()],
            )?;
        }
    }
    let since = before.filter(|before| before.state == state).map_or(now, |before| before.since);
    let minutes = |minutes: u32| now + SignedDuration::from_mins(i64::from(minutes));
    let check_at = match (state, cause) {
        (Presence::WrapUp, _) => Some(minutes(rules.wrap_up_minutes)),
        (Presence::Away, _) | (Presence::Busy, Cause::Call) => None,
        _ => Some(minutes(rules.away_after_minutes)),
    };
    tx.execute(
        "INSERT INTO agent_states (agent, state, cause, since, then_state, check_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (agent) DO UPDATE SET state = $2, cause = $3, since = $4, then_state = $5, check_at = $6",
        &[&agent, &state.code(), &cause.code(), &since, &then.map(Presence::code), &check_at],
    )?;
    tx.announce(topic(&policy.cloud.key));
    tx.announce(own_topic(agent));
    Ok(())
}

/// What an agent is again when a call that comes now is over and written up.
fn after_call(before: &Standing) -> Presence {
    match (before.state, before.cause) {
        (Presence::Busy | Presence::WrapUp, Cause::Call) => before.then.unwrap_or(Presence::Available),
        (Presence::WrapUp, _) | (_, Cause::Unseen) => Presence::Available,
        (state, _) => state,
    }
}

/// Notes that a browser of the agent was seen.
pub fn seen(tx: &mut Tx, policies: &Policies, agent: Id) -> Result<()> {
    let Some(standing) = standing(tx, agent)? else { return Ok(()) };
    let at_rest = !matches!(
        (standing.state, standing.cause),
        (Presence::WrapUp | Presence::Away, _) | (Presence::Busy, Cause::Call)
    );
    if at_rest {
        let row = tx.query_one("SELECT cloud FROM people WHERE id = $1", &[&agent])?;
        let cloud: String = row.get(0)?;
        let rules = &policies.cloud(&cloud).ok_or(Error::NotFound)?.staffing;
        let check_at = tx.now() + SignedDuration::from_mins(i64::from(rules.away_after_minutes));
        tx.execute("UPDATE agent_states SET check_at = $2 WHERE agent = $1", &[&agent, &check_at])?;
    }
    Ok(())
}

/// Whether time alone changes anybody's state now.
pub fn is_due(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    Ok(tx.query_opt("SELECT 1 FROM agent_states WHERE check_at <= $1 LIMIT 1", &[&now])?.is_some())
}

/// Ends wrap-ups that are over, and gives up those whom nobody saw any more.
pub fn tick(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let now = tx.now();
    let due =
        tx.query("SELECT agent FROM agent_states WHERE check_at <= $1 ORDER BY check_at LIMIT 50", &[&now])?;
    for row in &due {
        let agent = row.get(0)?;
        let Some(standing) = standing(tx, agent)? else { continue };
        let done = match standing.state {
            Presence::WrapUp => {
                let then = standing.then.unwrap_or(Presence::Available);
                set_state(tx, policies, agent, then, Cause::Time)
            }
            _ => set_state(tx, policies, agent, Presence::Away, Cause::Unseen),
        };
        match done {
            // The agent's cloud has no policy any more; that must not hold up the others.
            Err(Error::NotFound) => {
                tx.execute("UPDATE agent_states SET check_at = NULL WHERE agent = $1", &[&agent])?;
            }
            other => other?,
        }
    }
    Ok(())
}

/// What an agent did within a time, the earliest first, without the state that lasts.
pub fn past(tx: &mut Tx, agent: Id, from: Timestamp, to: Timestamp) -> Result<Vec<Past>> {
    tx.query(
        "SELECT state, from_at, to_at FROM agent_states_past
         WHERE agent = $1 AND from_at < $3 AND to_at > $2 ORDER BY from_at",
        &[&agent, &from, &to],
    )?
    .iter()
    .map(|row| Ok(Past { agent, state: or_away(Some(row.get(0)?)), from: row.get(1)?, to: row.get(2)? }))
    .collect()
}
