//! Tells engineers before a promise is over, and managers when it is.

use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::{ClockKind, Event, Texts, history, news};
use crate::{Error, Result, people::Viewer, promises::notice_topic};

/// So many clocks are looked after in one transaction.
const AT_ONCE: i64 = 20;

/// Nobody reads more at a time.
const SHOWN: i64 = 12;

/// What an engineer or a manager is told of an issue.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: Id,
    pub number: String,
    pub title: Texts,
    pub at: Timestamp,
    pub event: Event,
}

/// Whether any clock of an issue wants something now.
pub fn is_due(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    let due = tx.query_opt("SELECT 1 FROM health_clocks WHERE next_at <= $1 LIMIT 1", &[&now])?;
    Ok(due.is_some())
}

/// Does what is due: a warning or a breach becomes an event of the issue, and a notice, in one transaction. Answers how many
/// clocks it looked after.
pub fn tick(tx: &mut Tx) -> Result<usize> {
    let now = tx.now();
    let due = tx.query(
        "SELECT c.issue, c.kind, c.due_at, i.cloud FROM health_clocks c JOIN health_issues i ON i.id = c.issue
         WHERE c.next_at <= $1 ORDER BY c.next_at LIMIT $2",
        &[&now, &AT_ONCE],
    )?;
    for row in &due {
        attend(tx, row, now)?;
    }
    Ok(due.len())
}

fn attend(tx: &mut Tx, row: &Row, now: Timestamp) -> Result<()> {
    let (issue, clock, due_at): (Id, ClockKind, Timestamp) = (row.get(0)?, row.get(1)?, row.get(2)?);
    let cloud: String = row.get(3)?;
    let is_over = due_at <= now;
    let (event, next) = match is_over {
        true => (Event::Breached { clock, due_at }, None),
        false => (Event::Warned { clock, due_at }, Some(due_at)),
    };
    let position = history::add(tx, issue, now, None, &event)?;
    tx.execute(
        "UPDATE health_clocks SET next_at = $3, told = told + 1 WHERE issue = $1 AND kind = $2",
        &[&issue, &clock, &next],
    )?;
    for person in engineers(tx, &cloud, is_over)? {
        let id = tx.new_id();
        tx.execute(
            "INSERT INTO health_notices (id, person, issue, position, at) VALUES ($1, $2, $3, $4, $5)",
            &[&id, &person, &issue, &position, &now],
        )?;
        tx.announce(notice_topic(person));
    }
    tx.announce(news::topic(&cloud));
    Ok(())
}

/// Those who publish; the managers only when it is too late, or when there is nobody else.
pub(super) fn engineers(tx: &mut Tx, cloud: &str, is_over: bool) -> Result<Vec<Id>> {
    let agents = tx.query("SELECT id, roles FROM people WHERE cloud = $1 AND kind = 'agent'", &[&cloud])?;
    let holding = |roles: &[&str]| -> Result<Vec<Id>> {
        let mut found = Vec::new();
        for row in &agents {
            let held: String = row.get(1)?;
            if held.split(',').any(|role| roles.contains(&role)) {
                found.push(row.get(0)?);
            }
        }
        Ok(found)
    };
    if is_over {
        return holding(&["engineer", "manager"]);
    }
    let engineers = holding(&["engineer"])?;
    if engineers.is_empty() { holding(&["manager"]) } else { Ok(engineers) }
}

/// What the viewer was told of issues and has not marked as seen, the latest first.
pub fn notices(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Notice>> {
    viewer.desk()?;
    let rows = tx.query(
        "SELECT n.id, i.number, i.title, n.at, e.event
         FROM health_notices n
         JOIN health_issues i ON i.id = n.issue
         JOIN health_events e ON e.subject = n.issue AND e.position = n.position
         WHERE n.person = $1 AND n.seen_at IS NULL AND i.cloud = $2
         ORDER BY n.at DESC, n.id LIMIT $3",
        &[&viewer.id(), &viewer.cloud, &SHOWN],
    )?;
    let read = |row: &Row| {
        Ok(Notice {
            id: row.get(0)?,
            number: row.get(1)?,
            title: Texts::parse(&row.get::<String>(2)?)?,
            at: row.get(3)?,
            event: serde_json::from_str(&row.get::<String>(4)?).map_err(Error::broken)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Marks one of the viewer's own notices as seen.
pub fn see_notice(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    viewer.desk()?;
    let now = tx.now();
    let seen = tx.execute(
        "UPDATE health_notices SET seen_at = coalesce(seen_at, $3) WHERE id = $1 AND person = $2",
        &[&id, &viewer.id(), &now],
    )?;
    if seen == 0 {
        return Err(Error::NotFound);
    }
    tx.announce(notice_topic(viewer.id()));
    Ok(())
}
