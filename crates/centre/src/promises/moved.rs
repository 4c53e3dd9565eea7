use db::{Id, ToValue, Tx};
use jiff::Timestamp;

use super::clocks::{clocks, response_due};
use crate::{
    Result,
    cases::{self, Queue},
    policy::Policy,
};

/// An open case that would be answered by another time under another policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    pub number: i64,
    pub old: Option<Timestamp>,
    pub new: Option<Timestamp>,
}

/// How far a walk over the open cases of a cloud has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    queue: usize,
    at: Timestamp,
    number: i64,
}

impl Step {
    pub const FIRST: Step = Step { queue: 0, at: Timestamp::MIN, number: 0 };
}

const OPEN: [Queue; 3] = [Queue::Take, Queue::Work, Queue::Waiting];
const AT_ONCE: usize = 200;

/// Among the next open cases without an answer those whose first response would be due at another time, and where to
/// go on; `None` at the end.
pub fn moved(tx: &mut Tx, old: &Policy, new: &Policy, step: Step) -> Result<(Vec<Moved>, Option<Step>)> {
    let Some(queue) = OPEN.get(step.queue) else { return Ok((Vec::new(), None)) };
    let params: [&dyn ToValue; 4] = [&old.cloud.key, &queue.code(), &step.at, &step.number];
    let sql = format!(
        "SELECT id, number, category, queue_at, responded_at FROM cases
         WHERE cloud = $1 AND queue = $2 AND (queue_at, number) > ($3, $4)
         ORDER BY queue_at, number LIMIT {AT_ONCE}"
    );
    let rows = tx.query_dyn(&sql, &params)?;
    let (now, mut moved) = (tx.now(), Vec::new());
    for row in &rows {
        if row.get::<Option<Timestamp>>(4)?.is_some() {
            continue;
        }
        let (number, category): (i64, String) = (row.get(1)?, row.get(2)?);
        let history = cases::history(tx, row.get::<Id>(0)?)?;
        let due = |policy: &Policy| -> Result<Option<Timestamp>> {
            // What a policy doesn't know it doesn't promise.
            if policy.category(&category).is_none() {
                return Ok(None);
            }
            Ok(response_due(&clocks(policy, &category, &history, now)?))
        };
        let (old, new) = (due(old)?, due(new)?);
        if old != new {
            moved.push(Moved { number, old, new });
        }
    }
    let next = match rows.last().filter(|_| rows.len() == AT_ONCE) {
        Some(last) => Step { at: last.get(3)?, number: last.get(1)?, ..step },
        None => Step { queue: step.queue + 1, ..Step::FIRST },
    };
    Ok((moved, Some(next)))
}
