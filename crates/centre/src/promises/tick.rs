use std::collections::BTreeSet;

use db::{ToValue, Tx};
use jiff::Timestamp;

use super::{clocks, notices, story::OVER};
use crate::{
    Error, Result,
    cases::{self, Case, Event},
    policy::{ClockKind, Policies, Policy},
};

/// So many clocks are looked after in one transaction.
const AT_ONCE: i64 = 20;

/// Whether any clock wants something now.
pub fn is_due(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    let due = tx.query_opt("SELECT 1 FROM case_clocks WHERE next_at <= $1 LIMIT 1", &[&now])?;
    Ok(due.is_some())
}

/// Does what is due by the clocks: says in the histories how far they are, reminds customers, tells the people whom
/// the policy names. What was done stands in the same transaction as that it was, so nothing happens twice. Answers
/// how many cases it looked after; 0 when nothing is due.
pub fn tick(tx: &mut Tx, policies: &Policies) -> Result<usize> {
    let now = tx.now();
    let params: [&dyn ToValue; 2] = [&now, &AT_ONCE];
    let due = tx.query(
        "SELECT c.number FROM (SELECT case_id, next_at FROM case_clocks WHERE next_at <= $1
                               ORDER BY next_at LIMIT $2) AS due
         JOIN cases c ON c.id = due.case_id ORDER BY due.next_at",
        &params,
    )?;
    let mut done = Vec::new();
    for row in &due {
        let number: i64 = row.get(0)?;
        if !done.contains(&number) {
            done.push(number);
            let case = cases::load(tx, number)?;
            attend(tx, policies, &case)?;
        }
    }
    Ok(done.len())
}

fn attend(tx: &mut Tx, policies: &Policies, case: &Case) -> Result<()> {
    let now = tx.now();
    let history = cases::history(tx, case.id)?;
    let policy = policies.cloud(&case.cloud).ok_or_else(|| Error::broken("the cloud has no policy"));
    let measured = policy.and_then(|policy| {
        let measured = clocks::measured(policy, &case.category, &history, now)?;
        Ok((policy, measured))
    });
    let (policy, measured) = match measured {
        Ok(found) => found,
        // One case that the policy knows nothing of must not hold up the others.
        Err(error) => {
            tracing::error!(number = case.number, %error, "the clocks of a case rest");
            tx.execute("UPDATE case_clocks SET next_at = NULL WHERE case_id = $1", &[&case.id])?;
            return Ok(());
        }
    };
    let mut events = Vec::new();
    let mut told = Vec::new();
    for one in &measured {
        let Some((share, _)) = one.ahead.iter().rev().find(|(_, at)| *at <= now) else { continue };
        let event = happens(policy, case, one.clock.kind, *share);
        if one.clock.kind == ClockKind::Silence && one.clock.told == 0 && *share == OVER {
            // Nobody is given up who was not reminded.
            events.push(Event::CustomerReminded);
            told.push(BTreeSet::new());
        }
        told.push(notices::told(tx, policy, case, &one.clock, *share, &event)?);
        events.push(event);
    }
    cases::append_of_time(tx, policy, case, &events)?;
    for (position, people) in (case.events..).zip(&told) {
        notices::give(tx, case.id, position, people)?;
    }
    Ok(())
}

/// What it means that so much of a clock is over.
fn happens(policy: &Policy, case: &Case, clock: ClockKind, share: i64) -> Event {
    match clock {
        ClockKind::Silence if share < OVER => Event::CustomerReminded,
        ClockKind::Silence => match one_lower(policy, &case.standing.severity) {
            Some(to) => Event::LoweringOffered { to: to.to_owned() },
            None => Event::ClockBreached { clock },
        },
        _ if share < OVER => Event::ClockWarned { clock, percent: share as u32 },
        _ => Event::ClockBreached { clock },
    }
}

/// The level that a severity may be lowered to because of silence.
fn one_lower<'p>(policy: &'p Policy, severity: &str) -> Option<&'p str> {
    let lowering = &policy.severity_rules.lowering;
    let lowest = policy.rank(&lowering.lowest)?;
    let rank = policy.rank(severity)?;
    let to = (rank + lowering.levels as usize).min(lowest);
    policy.severities.get(to).filter(|_| to > rank).map(|severity| severity.level.as_str())
}

/// The deadlines of a case that are over at `at` and stand in no history yet, as when the worker was asleep.
pub(crate) fn breaches(tx: &mut Tx, policy: &Policy, case: &Case, at: Timestamp) -> Result<Vec<Event>> {
    let params: [&dyn ToValue; 2] = [&case.id, &at];
    let due = tx.query_opt(
        "SELECT 1 FROM case_clocks WHERE case_id = $1 AND kind <> 'silence' AND due_at < $2 AND next_at IS NOT NULL
         LIMIT 1",
        &params,
    )?;
    if due.is_none() {
        return Ok(Vec::new());
    }
    let history = cases::history(tx, case.id)?;
    let measured = clocks::measured(policy, &case.category, &history, at)?;
    let over = measured.iter().filter(|one| {
        one.clock.kind != ClockKind::Silence
            && one.ahead.iter().any(|(share, when)| *share == OVER && *when <= at)
    });
    Ok(over.map(|one| Event::ClockBreached { clock: one.clock.kind }).collect())
}
