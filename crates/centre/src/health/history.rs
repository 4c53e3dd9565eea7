//! What happened to issues and messages: added to, never changed.

use std::collections::BTreeMap;

use db::{Id, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Class, ClockKind, PostKind, ReviewKind, Status};
use crate::{Error, Result};

/// Everything that can happen to an issue or a message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Event {
    Begun {
        title: String,
    },
    /// What is said of it was changed: field by field what stood there before and what stands there now.
    Changed {
        fields: BTreeMap<String, (String, String)>,
    },
    Written {
        post: PostKind,
        status: Status,
    },
    Submitted,
    GivenBack {
        reason: String,
    },
    /// A draft that never was published.
    Dropped,
    Published {
        class: Class,
    },
    Posted {
        post: PostKind,
        status: Status,
        text: String,
    },
    Corrected {
        before: String,
        after: String,
    },
    Translated {
        what: String,
        language: String,
    },
    Warned {
        clock: ClockKind,
        due_at: Timestamp,
    },
    Breached {
        clock: ClockKind,
        due_at: Timestamp,
    },
    ReviewWritten {
        review: ReviewKind,
    },
    ReviewPublished {
        review: ReviewKind,
    },
    /// A message was published, or published anew.
    MessagePublished,
    FilesAdded {
        names: Vec<String>,
    },
}

#[derive(Debug, Clone)]
pub struct Happened {
    pub position: i64,
    pub at: Timestamp,
    /// The name of who did it; nobody where the clock did.
    pub by: Option<String>,
    pub event: Event,
}

/// Adds to the history and answers the position.
pub(super) fn add(tx: &mut Tx, subject: Id, at: Timestamp, by: Option<Id>, event: &Event) -> Result<i64> {
    let text = serde_json::to_string(event).map_err(Error::broken)?;
    let row = tx.query_one(
        "INSERT INTO health_events (subject, position, at, actor, event)
         VALUES ($1, (SELECT coalesce(max(position), -1) + 1 FROM health_events WHERE subject = $1), $2, $3, $4)
         RETURNING position",
        &[&subject, &at, &by, &text],
    )?;
    Ok(row.get(0)?)
}

/// The latest first.
pub(super) fn of(tx: &mut Tx, subject: Id) -> Result<Vec<Happened>> {
    let rows = tx.query(
        "SELECT e.position, e.at, p.name, e.event FROM health_events e LEFT JOIN people p ON p.id = e.actor
         WHERE e.subject = $1 ORDER BY e.position DESC LIMIT 500",
        &[&subject],
    )?;
    let read = |row: &db::Row| {
        Ok(Happened {
            position: row.get(0)?,
            at: row.get(1)?,
            by: row.get(2)?,
            event: serde_json::from_str(&row.get::<String>(3)?).map_err(Error::broken)?,
        })
    };
    rows.iter().map(read).collect()
}
