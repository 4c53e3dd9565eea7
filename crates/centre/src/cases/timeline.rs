use db::{Id, Tx};
use jiff::Timestamp;

use super::{Attachment, Case, Event, attachment};
use crate::{Error, Result, people::Viewer};

/// One thing that happened, as the viewer may read it.
#[derive(Debug, Clone)]
pub struct Entry {
    pub position: i64,
    pub at: Timestamp,
    pub author: Option<Author>,
    pub event: Event,
    /// Whom the case was given to, where the event says so.
    pub assigned_name: Option<String>,
    /// Who of the customer's people was on the line, where the event says so.
    pub called: Option<Author>,
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone)]
pub struct Author {
    pub name: String,
    pub side: Side,
    pub is_viewer: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Customer,
    Partner,
    Agent,
}

/// What happened to the case, oldest first; internal notes only for agents.
pub fn timeline(tx: &mut Tx, viewer: &Viewer, case: &Case) -> Result<Vec<Entry>> {
    let attachments = attachment::of_case(tx, case.id)?;
    let rows = tx.query(
        "SELECT e.position, e.at, e.event, p.id, p.name, p.kind, p.organization
         FROM case_events e LEFT JOIN people p ON p.id = e.actor
         WHERE e.case_id = $1 ORDER BY e.position",
        &[&case.id],
    )?;
    let mut entries = Vec::new();
    for row in &rows {
        let event: Event = parse(&row.get::<String>(2)?)?;
        if !event.is_public() && !viewer.is_agent() {
            continue;
        }
        let position = row.get(0)?;
        let author = match row.get::<Option<Id>>(3)? {
            None => None,
            Some(id) => Some(Author {
                name: row.get(4)?,
                side: match row.get::<Option<Id>>(6)? {
                    None => Side::Agent,
                    Some(organization) if organization == case.organization => Side::Customer,
                    Some(_) => Side::Partner,
                },
                is_viewer: id == viewer.id(),
            }),
        };
        let assigned_name = match &event {
            Event::Assigned { to: Some(to) } => {
                tx.query_opt("SELECT name FROM people WHERE id = $1", &[to])?.map(|r| r.get(0)).transpose()?
            }
            _ => None,
        };
        let called = match &event {
            Event::Called { person: Some(person), .. } => {
                let row = tx.query_opt("SELECT name FROM people WHERE id = $1", &[person])?;
                let name = row.map(|r| r.get(0)).transpose()?;
                name.map(|name| Author { name, side: Side::Customer, is_viewer: *person == viewer.id() })
            }
            _ => None,
        };
        entries.push(Entry {
            position,
            at: row.get(1)?,
            author,
            event,
            assigned_name,
            called,
            attachments: attachments.iter().filter(|a| a.position == Some(position)).cloned().collect(),
        });
    }
    Ok(entries)
}

/// Everything that happened to a case, for those who work out what follows from it.
pub(crate) fn history(tx: &mut Tx, case: Id) -> Result<Vec<(Timestamp, Event)>> {
    tx.query("SELECT at, event FROM case_events WHERE case_id = $1 ORDER BY position", &[&case])?
        .iter()
        .map(|row| Ok((row.get(0)?, parse(&row.get::<String>(1)?)?)))
        .collect()
}

pub(super) fn event(tx: &mut Tx, case: Id, position: i64) -> Result<Option<Event>> {
    tx.query_opt("SELECT event FROM case_events WHERE case_id = $1 AND position = $2", &[&case, &position])?
        .map(|row| parse(&row.get::<String>(0)?))
        .transpose()
}

fn parse(text: &str) -> Result<Event> {
    serde_json::from_str(text).map_err(Error::broken)
}
