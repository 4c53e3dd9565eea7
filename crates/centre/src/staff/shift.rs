use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};

use crate::Result;

/// No shift is longer.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// When an agent works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub id: Id,
    pub agent: Id,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// The shifts that are worked within a time, the earliest first; at one instant if `from` and `to` are the same.
pub fn shifts(tx: &mut Tx, cloud: &str, from: Timestamp, to: Timestamp) -> Result<Vec<Shift>> {
    let before = to.max(from + SignedDuration::from_micros(1));
    tx.query(
        "SELECT id, agent, from_at, to_at FROM shifts
         WHERE cloud = $1 AND from_at >= $2 AND from_at < $3 AND to_at > $4 AND off IS NULL
         ORDER BY from_at, id",
        &[&cloud, &(from - LONGEST), &before, &from],
    )?
    .iter()
    .map(read)
    .collect()
}

fn read(row: &Row) -> Result<Shift> {
    Ok(Shift { id: row.get(0)?, agent: row.get(1)?, from: row.get(2)?, to: row.get(3)? })
}
