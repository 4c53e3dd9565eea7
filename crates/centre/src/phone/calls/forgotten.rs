//! Calls whose end nobody told.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::intake::ended;
use crate::{
    Result,
    policy::{Policies, Policy},
};

/// Until when a call must have begun to ring, and to be talked on, to be given up.
fn limits(policy: &Policy, now: Timestamp) -> (Timestamp, Timestamp) {
    let rules = &policy.calls;
    (
        now - SignedDuration::from_mins(i64::from(rules.rings_for_minutes)),
        now - SignedDuration::from_hours(i64::from(rules.forgotten_after_hours)),
    )
}

fn due(tx: &mut Tx, policies: &Policies) -> Result<Vec<Id>> {
    let now = tx.now();
    let mut due = Vec::new();
    for policy in policies.iter() {
        let (rang, talked) = limits(policy, now);
        let rows = tx.query(
            "SELECT id, state, rang_at, answered_at FROM calls
             WHERE cloud = $1 AND place = 'now' AND rang_at < $2 ORDER BY rang_at, id LIMIT 100",
            &[&policy.cloud.key, &rang],
        )?;
        for row in &rows {
            let is_over = match row.get::<Option<Timestamp>>(3)? {
                Some(answered_at) => answered_at < talked,
                None => true,
            };
            if is_over {
                due.push(row.get(0)?);
            }
        }
    }
    Ok(due)
}

/// Whether a call goes on for longer than the policy believes.
pub fn is_call_forgotten(tx: &mut Tx, policies: &Policies) -> Result<bool> {
    Ok(!due(tx, policies)?.is_empty())
}

/// Ends calls whose end nobody told, so that nothing stays locked for them.
pub fn end_forgotten_calls(tx: &mut Tx, policies: &Policies) -> Result<()> {
    for id in due(tx, policies)? {
        ended(tx, policies, id, Some("forgotten"))?;
    }
    Ok(())
}
