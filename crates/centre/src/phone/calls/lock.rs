//! While a caller is not proven, the agent on the line sees of the organization only its outline; while it isn't known
//! whose caller it is, of every organization.

use std::collections::HashMap;

use db::{Id, Tx};

use crate::{Error, Result, people::Viewer};

/// What is locked for an agent now, with the calls that do it.
#[derive(Debug, Clone, Default)]
pub struct Locks {
    of: HashMap<Id, Id>,
    /// Nobody has said yet for whom this caller speaks: it may be anybody.
    all: Option<Id>,
}

impl Locks {
    /// The call that locks an organization.
    pub fn on(&self, organization: Id) -> Option<Id> {
        self.all.or_else(|| self.of.get(&organization).copied())
    }

    pub fn has(&self, organization: Id) -> bool {
        self.on(organization).is_some()
    }

    pub fn any(&self) -> bool {
        self.all.is_some() || !self.of.is_empty()
    }
}

/// `Locked` while the agent talks to somebody who may claim to speak for this organization and hasn't proven it.
pub(crate) fn open(tx: &mut Tx, viewer: &Viewer, organization: Id) -> Result<()> {
    match locks(tx, viewer)?.on(organization) {
        Some(call) => Err(Error::Locked { call }),
        None => Ok(()),
    }
}

/// What is locked for the viewer now. Nearly always nothing.
pub fn locks(tx: &mut Tx, viewer: &Viewer) -> Result<Locks> {
    let mut locks = Locks::default();
    if !viewer.is_agent() {
        return Ok(locks);
    }
    let rows = tx.query(
        "SELECT organization, id FROM calls
         WHERE agent = $1 AND place = 'now' AND state = 'answered' AND direction = 'in' AND proof = 'none'
           AND inside = 0",
        &[&viewer.id()],
    )?;
    for row in &rows {
        match row.get::<Option<Id>>(0)? {
            Some(organization) => drop(locks.of.insert(organization, row.get(1)?)),
            None => locks.all = Some(row.get(1)?),
        }
    }
    Ok(locks)
}
