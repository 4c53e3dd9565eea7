use db::{Id, Tx};
use jiff::SignedDuration;

use super::{Shift, own_shifts};
use crate::{
    Result,
    people::{Secret, Viewer},
};

/// The shifts of one agent for a calendar elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feed {
    pub agent: Id,
    pub language: String,
    pub shifts: Vec<Shift>,
}

/// Whether the agent's shifts can be read at a secret address.
pub fn has_feed(tx: &mut Tx, viewer: &Viewer) -> Result<bool> {
    viewer.desk()?;
    Ok(tx.query_opt("SELECT 1 FROM shift_feeds WHERE agent = $1", &[&viewer.id()])?.is_some())
}

/// A new secret address of the viewer's own shifts; an older one stops to work.
pub fn make_feed(tx: &mut Tx, viewer: &Viewer) -> Result<Secret> {
    viewer.desk()?;
    let secret = Secret::new(tx);
    tx.execute(
        "INSERT INTO shift_feeds (agent, secret) VALUES ($1, $2)
         ON CONFLICT (agent) DO UPDATE SET secret = $2",
        &[&viewer.id(), &secret.hash()],
    )?;
    Ok(secret)
}

/// Closes the secret address.
pub fn end_feed(tx: &mut Tx, viewer: &Viewer) -> Result<()> {
    viewer.desk()?;
    tx.execute("DELETE FROM shift_feeds WHERE agent = $1", &[&viewer.id()])?;
    Ok(())
}

/// What whoever knows the secret may read: the shifts of the last weeks and those that are known ahead.
pub fn feed(tx: &mut Tx, secret: &Secret) -> Result<Option<Feed>> {
    const BACK: SignedDuration = SignedDuration::from_hours(24 * 28);
    const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 366);
    let row = tx.query_opt(
        "SELECT p.id, p.language FROM shift_feeds f JOIN people p ON p.id = f.agent WHERE f.secret = $1",
        &[&secret.hash()],
    )?;
    let Some(row) = row else { return Ok(None) };
    let (agent, now) = (row.get(0)?, tx.now());
    let shifts = own_shifts(tx, agent, now - BACK, now + AHEAD)?;
    Ok(Some(Feed { agent, language: row.get(1)?, shifts }))
}
