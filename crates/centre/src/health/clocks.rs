//! What is promised of an issue: the next update, and the review of a broad incident.

use db::Tx;
use jiff::Timestamp;

use super::{Class, ClockKind, Issue, ReviewKind, Status, record::minutes_after};
use crate::{
    Error, Result,
    policy::{Policy, Target},
};

/// When the next update is promised; never once it is over.
pub(super) fn next_update(
    policy: &Policy,
    class: Class,
    status: Status,
    stated: Option<Timestamp>,
    at: Timestamp,
) -> Option<Timestamp> {
    let rhythm = &policy.health.update_minutes;
    let minutes = match class {
        Class::Incident => rhythm.incident,
        Class::Advisory => rhythm.advisory,
    };
    status
        .is_open()
        .then(|| stated.filter(|stated| *stated > at).unwrap_or_else(|| minutes_after(at, minutes)))
}

/// Brings the clocks of an issue in line with what was just published.
pub(super) fn set(
    tx: &mut Tx,
    policy: &Policy,
    issue: &Issue,
    next: Option<Timestamp>,
    at: Timestamp,
) -> Result<()> {
    match next {
        Some(due) => start(tx, policy, issue, ClockKind::NextUpdate, at, due)?,
        None => stop(tx, issue, ClockKind::NextUpdate)?,
    }
    let owed = issue.broad && issue.class == Class::Incident && issue.status == Status::ServiceRestored;
    let rules = &policy.health.review;
    for (kind, clock, target) in [
        (ReviewKind::Preliminary, ClockKind::Preliminary, &rules.preliminary),
        (ReviewKind::Final, ClockKind::Final, &rules.final_),
    ] {
        match issue.resolved_at.filter(|_| owed) {
            Some(resolved) => {
                let due = due(policy, target, resolved)?;
                let is_new = tx.execute(
                    "INSERT INTO health_reviews (issue, kind, due_at, stage) VALUES ($1, $2, $3, 'draft')
                     ON CONFLICT (issue, kind) DO NOTHING",
                    &[&issue.id, &kind, &due],
                )?;
                if is_new > 0 {
                    start(tx, policy, issue, clock, resolved, due)?;
                }
            }
            // It came back: what was not published yet is owed anew when it is over.
            None if issue.is_open() => {
                tx.execute(
                    "DELETE FROM health_reviews WHERE issue = $1 AND kind = $2 AND published_at IS NULL",
                    &[&issue.id, &kind],
                )?;
                stop(tx, issue, clock)?;
            }
            None => {}
        }
    }
    Ok(())
}

fn due(policy: &Policy, target: &Target, from: Timestamp) -> Result<Timestamp> {
    let calendar = policy.calendar(&target.calendar).ok_or_else(|| Error::broken("no such calendar"))?;
    let hours = calendar.hours();
    let budget = hours.budget(target.in_hours()).map_err(Error::broken)?;
    hours.add(from, budget).map_err(Error::broken)
}

fn start(
    tx: &mut Tx,
    policy: &Policy,
    issue: &Issue,
    kind: ClockKind,
    at: Timestamp,
    due: Timestamp,
) -> Result<()> {
    let warn = warn_at(policy, kind, at, due);
    tx.execute(
        "INSERT INTO health_clocks (issue, kind, set_at, due_at, next_at, told) VALUES ($1, $2, $3, $4, $5, 0)
         ON CONFLICT (issue, kind) DO UPDATE SET set_at = $3, due_at = $4, next_at = $5, told = 0",
        &[&issue.id, &kind, &at, &due, &warn],
    )?;
    Ok(())
}

pub(super) fn stop(tx: &mut Tx, issue: &Issue, kind: ClockKind) -> Result<()> {
    tx.execute(
        "UPDATE health_clocks SET next_at = NULL WHERE issue = $1 AND kind = $2",
        &[&issue.id, &kind],
    )?;
    Ok(())
}

/// Engineers hear of it so long before; of a shorter promise when half of it is over.
fn warn_at(policy: &Policy, kind: ClockKind, at: Timestamp, due: Timestamp) -> Timestamp {
    let rules = &policy.health;
    let minutes = match kind {
        ClockKind::NextUpdate => rules.warn_minutes,
        ClockKind::Preliminary | ClockKind::Final => rules.review.warn_minutes,
    };
    let half = at + due.duration_since(at) / 2;
    half.max(due - jiff::SignedDuration::from_mins(i64::from(minutes)))
}
