//! While a caller is not proven, the agent on the line sees of the organization only its outline.

use std::collections::HashMap;

use db::{Id, Tx};

use crate::{Error, Result, people::Viewer};

/// `Locked` while the agent talks to somebody who claims to speak for this organization and hasn't proven it.
pub(crate) fn open(tx: &mut Tx, viewer: &Viewer, organization: Id) -> Result<()> {
    match locked(tx, viewer)?.remove(&organization) {
        Some(call) => Err(Error::Locked { call }),
        None => Ok(()),
    }
}

/// The organizations that are locked for the viewer now, with the calls that do it. Nearly always none.
pub(crate) fn locked(tx: &mut Tx, viewer: &Viewer) -> Result<HashMap<Id, Id>> {
    if !viewer.is_agent() {
        return Ok(HashMap::new());
    }
    tx.query(
        "SELECT organization, id FROM calls
         WHERE agent = $1 AND place = 'now' AND state = 'answered' AND direction = 'in' AND proof = 'none'
           AND organization IS NOT NULL",
        &[&viewer.id()],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?)))
    .collect()
}
