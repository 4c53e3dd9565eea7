use db::{Id, Tx};

use super::clocks;
use crate::{
    Error, Result,
    cases::{self, Case},
    policy::{Policies, Policy},
};

/// The setting that says by which policies the clocks of all open cases were counted last.
const COUNTED_BY: &str = "clocks-counted-by";

/// So many cases in one transaction.
const AT_ONCE: i64 = 50;

/// How far the open cases have been gone through.
#[derive(Debug, Clone, Copy)]
pub struct Place(Id);

impl Place {
    pub const FIRST: Place = Place(Id([0; 16]));
}

/// Whether the clocks of open cases were counted by other policies, or not at all.
pub fn is_stale(tx: &mut Tx, policies: &Policies) -> Result<bool> {
    let counted = tx.query_opt("SELECT value FROM settings WHERE key = $1", &[&COUNTED_BY])?;
    let counted: Option<String> = counted.map(|row| row.get(0)).transpose()?;
    Ok(counted.as_deref() != Some(policies.fingerprint()))
}

/// Counts the clocks of the next open cases by these policies; answers where to go on, `None` after the last one.
pub fn restate(tx: &mut Tx, policies: &Policies, from: Place) -> Result<Option<Place>> {
    let open = tx.query(
        "SELECT id, number FROM cases WHERE id > $1 AND queue IN ('take', 'work', 'waiting') ORDER BY id LIMIT $2",
        &[&from.0, &AT_ONCE],
    )?;
    for row in &open {
        let case = cases::load(tx, row.get(1)?)?;
        if let Some(policy) = policies.cloud(&case.cloud).filter(|p| p.category(&case.category).is_some()) {
            count(tx, policy, &case)?;
        }
    }
    match open.last() {
        Some(last) => Ok(Some(Place(last.get(0)?))),
        None => {
            tx.execute(
                "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = $2",
                &[&COUNTED_BY, &policies.fingerprint()],
            )?;
            Ok(None)
        }
    }
}

fn count(tx: &mut Tx, policy: &Policy, case: &Case) -> Result<()> {
    let history = cases::history(tx, case.id)?;
    let as_of = history.iter().map(|(at, _)| *at).max();
    let as_of = as_of.ok_or_else(|| Error::broken("a case without a history"))?;
    let counted = clocks::clocks(policy, &case.category, &history, as_of)?;
    clocks::keep(tx, case, &counted)?;
    let due_at = clocks::response_due(&counted);
    let queue_at = clocks::next_due(&counted).unwrap_or(case.standing.updated_at);
    tx.execute(
        "UPDATE cases SET due_at = $2, queue_at = $3 WHERE id = $1 AND queue_at <> $3",
        &[&case.id, &due_at, &queue_at],
    )?;
    Ok(())
}
