//! Who did what about whose data. Rows are added in the transaction of what they tell of and are never changed; none
//! holds a secret or a whole address.

use db::{Id, Row, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Error, Result, people::Viewer};

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Event {
    /// A code went to a registered contact.
    CodeSent {
        to: String,
    },
    CodeWrong {
        tries_left: i64,
    },
    /// Too many wrong ones: it can't be used any more.
    CodeLocked,
    /// A caller proved to speak for the organization, with the code that went to a contact.
    CallerProven {
        to: String,
    },
    /// An agent said for whom the other side of a call speaks, which locks or opens.
    OrganizationChosen,
    /// An agent said that a call is over, which opens what was locked for it.
    CallEndedByHand,
    /// An agent said that a call is a colleague's or about nobody's data, which opens what was locked for it.
    CallInside,
    ContactAdded {
        contact: String,
    },
    ContactRemoved {
        contact: String,
    },
    /// A token for a program, of a person or, if the row names one, an organization.
    TokenMade {
        name: String,
        scopes: Vec<String>,
    },
    TokenRevoked {
        name: String,
    },
}

/// The kinds of events, as they are filtered by.
pub const KINDS: [&str; 11] = [
    "caller_proven",
    "code_sent",
    "code_wrong",
    "code_locked",
    "organization_chosen",
    "call_ended_by_hand",
    "call_inside",
    "contact_added",
    "contact_removed",
    "token_made",
    "token_revoked",
];

impl Event {
    pub fn kind(&self) -> &'static str {
        match self {
            Event::CodeSent { .. } => "code_sent",
            Event::CodeWrong { .. } => "code_wrong",
            Event::CodeLocked => "code_locked",
            Event::CallerProven { .. } => "caller_proven",
            Event::OrganizationChosen => "organization_chosen",
            Event::CallEndedByHand => "call_ended_by_hand",
            Event::CallInside => "call_inside",
            Event::ContactAdded { .. } => "contact_added",
            Event::ContactRemoved { .. } => "contact_removed",
            Event::TokenMade { .. } => "token_made",
            Event::TokenRevoked { .. } => "token_revoked",
        }
    }
}

/// What an event is about.
#[derive(Debug, Clone, Copy, Default)]
pub struct Subject {
    pub organization: Option<Id>,
    pub call: Option<Id>,
}

/// Adds a row about something that the viewer did.
pub(crate) fn record(tx: &mut Tx, viewer: &Viewer, subject: Subject, event: &Event) -> Result<()> {
    let now = tx.now();
    put(tx, now, &viewer.cloud, viewer.id(), subject, event)
}

pub(crate) fn put(
    tx: &mut Tx,
    at: Timestamp,
    cloud: &str,
    person: Id,
    subject: Subject,
    event: &Event,
) -> Result<()> {
    let id = tx.new_id();
    let told = serde_json::to_string(event).map_err(Error::broken)?;
    tx.execute(
        "INSERT INTO audit (id, at, cloud, kind, person, organization, call_id, event)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[&id, &at, &cloud, &event.kind(), &person, &subject.organization, &subject.call, &told],
    )?;
    Ok(())
}

/// A row of the log.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: Id,
    pub at: Timestamp,
    pub event: Event,
    pub person: Option<Id>,
    pub person_name: String,
    pub organization: Option<Id>,
    pub organization_name: String,
    pub call: Option<Id>,
}

/// Which rows are wanted; the latest come first.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub kind: Option<String>,
    pub organization: Option<Id>,
    pub person: Option<Id>,
    /// After this one.
    pub after: Option<Place>,
}

/// A place in the log.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    at: Timestamp,
    id: Id,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{}", self.at.as_microsecond(), self.id)
    }
}

impl std::str::FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Place, ()> {
        let (at, id) = text.split_once('-').ok_or(())?;
        let at = at.parse().ok().and_then(|at| Timestamp::from_microsecond(at).ok()).ok_or(())?;
        Ok(Place { at, id: id.parse().map_err(|_| ())? })
    }
}

const PAGE: usize = 50;

/// The log of the viewer's cloud, for its managers; and the place after the last row, if there are more.
pub fn entries(tx: &mut Tx, viewer: &Viewer, filter: &Filter) -> Result<(Vec<Entry>, Option<Place>)> {
    if !viewer.desk()?.is_manager {
        return Err(Error::NotFound);
    }
    read(tx, &viewer.cloud, filter)
}

/// What was done in the name of the viewer's own organization, for those who manage its requests.
pub fn of_own_organization(
    tx: &mut Tx,
    viewer: &Viewer,
    after: Option<Place>,
) -> Result<(Vec<Entry>, Option<Place>)> {
    let organization = Some(viewer.manages()?);
    read(tx, &viewer.cloud, &Filter { organization, after, ..Filter::default() })
}

fn read(tx: &mut Tx, cloud: &str, filter: &Filter) -> Result<(Vec<Entry>, Option<Place>)> {
    // The narrowest column that is asked for chooses the index; the others are checked row by row.
    let first = match filter {
        Filter { organization: Some(_), .. } => "a.organization = $2",
        Filter { person: Some(_), .. } => "a.person = $3",
        Filter { kind: Some(_), .. } => "a.cloud = $1 AND a.kind = $4",
        _ => "a.cloud = $1",
    };
    let sql = format!(
        "SELECT a.id, a.at, a.event, a.person, p.name, a.organization, o.name, a.call_id
         FROM audit a
         LEFT JOIN people p ON p.id = a.person
         LEFT JOIN organizations o ON o.id = a.organization
         WHERE {first} AND a.cloud = $1
           AND (CAST($2 AS BYTES) IS NULL OR a.organization = $2)
           AND (CAST($3 AS BYTES) IS NULL OR a.person = $3)
           AND (CAST($4 AS TEXT) IS NULL OR a.kind = $4)
           AND (a.at, a.id) < ($5, $6)
         ORDER BY a.at DESC, a.id DESC LIMIT $7"
    );
    let sql = db::sql_for(tx.engine(), &sql);
    let after = filter.after.unwrap_or(Place { at: Timestamp::MAX, id: Id([0xff; 16]) });
    let rows = tx.query_dyn(
        &sql,
        &[
            &cloud,
            &filter.organization,
            &filter.person,
            &filter.kind,
            &after.at,
            &after.id,
            &(PAGE as i64 + 1),
        ],
    )?;
    let mut entries = rows.iter().map(entry).collect::<Result<Vec<_>>>()?;
    let more = entries.len() > PAGE;
    entries.truncate(PAGE);
    let last = entries.last().filter(|_| more).map(|last| Place { at: last.at, id: last.id });
    Ok((entries, last))
}

fn entry(row: &Row) -> Result<Entry> {
    Ok(Entry {
        id: row.get(0)?,
        at: row.get(1)?,
        event: serde_json::from_str(&row.get::<String>(2)?).map_err(Error::broken)?,
        person: row.get(3)?,
        person_name: row.get::<Option<String>>(4)?.unwrap_or_default(),
        organization: row.get(5)?,
        organization_name: row.get::<Option<String>>(6)?.unwrap_or_default(),
        call: row.get(7)?,
    })
}
