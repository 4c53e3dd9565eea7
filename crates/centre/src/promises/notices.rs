use std::collections::BTreeSet;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{clocks::CaseClock, story::OVER};
use crate::{
    Error, Result,
    cases::{Case, Event},
    people::Viewer,
    phone::calls,
    policy::{ClockKind, Policy, Tell},
};

/// What an agent is told of a case.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: Id,
    pub number: i64,
    /// Empty while it is closed to the agent for a call.
    pub subject: String,
    /// The language of the subject.
    pub language: String,
    pub severity: String,
    pub at: Timestamp,
    pub event: Event,
}

/// Nobody reads more at a time.
const SHOWN: i64 = 12;

/// The topic on which the pages of an agent hear of notices.
pub fn notice_topic(person: Id) -> String {
    format!("notices/{person}")
}

/// What the viewer was told and has not marked as seen, the latest first.
pub fn notices(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Notice>> {
    viewer.desk()?;
    let rows = tx.query(
        "SELECT n.id, c.number, c.subject, c.language, c.severity, n.at, e.event, c.organization
         FROM notices n
         JOIN cases c ON c.id = n.case_id
         JOIN case_events e ON e.case_id = n.case_id AND e.position = n.position
         WHERE n.person = $1 AND n.seen_at IS NULL AND c.cloud = $2 AND c.partner IS NULL
         ORDER BY n.at DESC, n.id LIMIT $3",
        &[&viewer.id(), &viewer.cloud, &SHOWN],
    )?;
    let locks = calls::locks(tx, viewer)?;
    rows.iter()
        .map(|row| {
            let is_locked = locks.has(row.get(7)?);
            Ok(Notice {
                id: row.get(0)?,
                number: row.get(1)?,
                subject: if is_locked { String::new() } else { row.get(2)? },
                language: row.get(3)?,
                severity: row.get(4)?,
                at: row.get(5)?,
                event: serde_json::from_str(&row.get::<String>(6)?).map_err(Error::broken)?,
            })
        })
        .collect()
}

/// Marks one of the viewer's own notices as seen.
pub fn see_notice(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    viewer.desk()?;
    let now = tx.now();
    let seen = tx.execute(
        "UPDATE notices SET seen_at = coalesce(seen_at, $3) WHERE id = $1 AND person = $2",
        &[&id, &viewer.id(), &now],
    )?;
    if seen == 0 {
        return Err(Error::NotFound);
    }
    tx.announce(notice_topic(viewer.id()));
    Ok(())
}

/// Whom to tell that so much of a clock is over.
pub(super) fn told(
    tx: &mut Tx,
    policy: &Policy,
    case: &Case,
    clock: &CaseClock,
    share: i64,
    event: &Event,
) -> Result<BTreeSet<Id>> {
    let mut people = BTreeSet::new();
    if *event == Event::CustomerReminded {
        return Ok(people);
    }
    if clock.kind == ClockKind::Silence {
        people.extend(case.standing.assignee);
    } else {
        let rules = policy.escalations(clock.kind, &clock.severity);
        let rules: Vec<_> = rules.filter(|rule| i64::from(rule.at_percent) == share).collect();
        if rules.is_empty() {
            return Ok(people);
        }
        // Those who work when the deadline falls.
        let now = tx.now();
        let moment = clock.due_at.filter(|_| share < OVER).map_or(now, |due| due.max(now));
        for rule in rules {
            match (rule.tell, &rule.on_call) {
                (Tell::OnCall, Some(list)) => {
                    for email in policy.on_duty(list, moment) {
                        people.extend(agent(tx, &case.cloud, email)?);
                    }
                }
                _ => people.extend(case.standing.assignee),
            }
        }
    }
    if people.is_empty() { managers(tx, &case.cloud) } else { Ok(people) }
}

fn agent(tx: &mut Tx, cloud: &str, email: &str) -> Result<Option<Id>> {
    let found = tx.query_opt(
        "SELECT id FROM people WHERE sign_in_name = $1 AND cloud = $2 AND kind = 'agent'",
        &[&email.to_lowercase(), &cloud],
    )?;
    Ok(found.map(|row| row.get(0)).transpose()?)
}

pub(crate) fn managers(tx: &mut Tx, cloud: &str) -> Result<BTreeSet<Id>> {
    let agents = tx.query("SELECT id, roles FROM people WHERE cloud = $1 AND kind = 'agent'", &[&cloud])?;
    let mut managers = BTreeSet::new();
    for row in &agents {
        if row.get::<String>(1)?.split(',').any(|role| role == "manager") {
            managers.insert(row.get(0)?);
        }
    }
    Ok(managers)
}

/// Tells people of an event of a case.
pub(crate) fn give(tx: &mut Tx, case: Id, position: i64, people: &BTreeSet<Id>) -> Result<()> {
    let now = tx.now();
    for person in people {
        let id = tx.new_id();
        tx.execute(
            "INSERT INTO notices (id, person, case_id, position, at) VALUES ($1, $2, $3, $4, $5)",
            &[&id, person, &case, &position, &now],
        )?;
        tx.announce(notice_topic(*person));
    }
    Ok(())
}
