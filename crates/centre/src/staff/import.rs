use std::collections::BTreeSet;

use db::{Id, Tx};
use jiff::SignedDuration;

use super::{
    agents,
    ical::{self, Slot, Wrong},
    shift::{self, LONGEST},
    topic,
};
use crate::{Error, Result, callbacks, people::Viewer};

/// What became of a file of shifts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    pub added: usize,
    /// Times at which the agent has another shift already, or that are longer than a shift may be.
    pub refused: usize,
    /// Times that name nobody of the desk.
    pub nobodys: usize,
    pub wrong: Vec<Wrong>,
}

/// So far ahead shifts are taken from a file.
const AHEAD: SignedDuration = SignedDuration::from_hours(24 * 183);
const MOST: usize = 2000;

/// Takes the shifts of an iCalendar file that lie ahead: each for the agents whom it names, or for `agent`. Taken
/// again, the file replaces what came from the same events before.
pub fn import_shifts(tx: &mut Tx, viewer: &Viewer, agent: Option<Id>, text: &str) -> Result<Imported> {
    viewer.manages_desk()?;
    let now = tx.now();
    let all = agents(tx, &viewer.cloud)?;
    if let Some(agent) = agent
        && !all.iter().any(|one| one.id == agent)
    {
        return Err(Error::NotFound);
    }
    let (slots, wrong) = ical::read(text, &viewer.zone, now, now + AHEAD);
    let whose = |slot: &Slot| -> Vec<Id> {
        let named = all.iter().filter(|one| slot.emails.contains(&one.email.to_lowercase()));
        let named: Vec<Id> = named.map(|one| one.id).collect();
        if named.is_empty() { agent.into_iter().collect() } else { named }
    };
    let mut imported = Imported { wrong, ..Imported::default() };
    let mut renewed = BTreeSet::new();
    for slot in slots.iter().take(MOST) {
        let agents = whose(slot);
        if agents.is_empty() {
            imported.nobodys += 1;
        }
        for agent in agents {
            if renewed.insert((agent.0, &slot.uid)) {
                tx.execute(
                    "DELETE FROM shifts WHERE agent = $1 AND from_at >= $2 AND external = $3 AND changed = 0",
                    &[&agent, &now, &slot.uid],
                )?;
                callbacks::recheck(tx, agent)?;
            }
            let is_free = !shift::overlaps(tx, agent, slot.from, slot.to, None)?;
            if is_free && slot.to.duration_since(slot.from) <= LONGEST {
                shift::insert(tx, &viewer.cloud, agent, slot.from, slot.to, "import", Some(&slot.uid))?;
                imported.added += 1;
            } else {
                imported.refused += 1;
            }
        }
    }
    imported.refused += slots.len().saturating_sub(MOST);
    tx.announce(topic(&viewer.cloud));
    Ok(imported)
}
