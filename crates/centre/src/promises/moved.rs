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

/// Among so many of the next open cases those without an answer whose first response would be due at another time, and
/// where to go on; `None` at the end.
pub fn moved(
    tx: &mut Tx,
    old: &Policy,
    new: &Policy,
    step: Step,
    at_once: usize,
) -> Result<(Vec<Moved>, Option<Step>)> {
    let Some(queue) = OPEN.get(step.queue) else { return Ok((Vec::new(), None)) };
    let params: [&dyn ToValue; 4] = [&old.cloud.key, &queue.code(), &step.at, &step.number];
    let sql = format!(
        "SELECT id, number, category, queue_at, responded_at FROM cases
         WHERE cloud = $1 AND queue = $2 AND (queue_at, number) > ($3, $4)
         ORDER BY queue_at, number LIMIT {at_once}"
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
    let next = match rows.last().filter(|_| rows.len() == at_once) {
        Some(last) => Step { at: last.get(3)?, number: last.get(1)?, ..step },
        None => Step { queue: step.queue + 1, ..Step::FIRST },
    };
    Ok((moved, Some(next)))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use db::Clock;

    use super::*;
    use crate::{Error, MIGRATIONS, demo, people, policy::Policies};

    fn with_target(from: &str, to: &str) -> Policies {
        let mut files = Policies::shipped_files();
        for (_, text) in &mut files {
            *text = text.replace(from, to);
        }
        Policies::read(files).unwrap()
    }

    fn walk(tx: &mut Tx, old: &Policies, new: &Policies, at_once: usize) -> Result<Vec<Moved>> {
        let mut all = Vec::new();
        for old in old.iter() {
            let new = new.cloud(&old.cloud.key).ok_or(Error::NotFound)?;
            let mut next = Some(Step::FIRST);
            while let Some(step) = next {
                let found;
                (found, next) = moved(tx, old, new, step, at_once)?;
                all.extend(found);
            }
        }
        Ok(all)
    }

    #[tokio::test]
    async fn every_open_case_without_an_answer_that_moves_is_found_once_in_steps_of_any_length() {
        for store in db::testing::engines() {
            let db = store.open(MIGRATIONS, &Clock::fixed("2026-11-18T11:00:00Z".parse().unwrap()));
            let fill = |tx: &mut Tx| {
                let (policies, directory) = (with_target("", ""), demo::directory()?);
                people::import(tx, &policies, &directory)?;
                demo::play(tx, &policies, &directory)
            };
            db.write(fill).await.unwrap();
            let checked = db.read(|tx| {
                let old = with_target("", "");
                let new = with_target("first_response = { value = 1,", "first_response = { value = 2,");
                let moved = walk(tx, &old, &new, 1)?;
                assert_eq!(moved, walk(tx, &old, &new, 1000)?);
                assert_eq!(walk(tx, &old, &old, 1000)?, []);
                let rows = tx.query(
                    "SELECT number, due_at FROM cases
                     WHERE due_at IS NOT NULL AND responded_at IS NULL AND severity <> 'C'",
                    &[],
                )?;
                let due = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?)));
                let due: BTreeSet<(i64, Option<Timestamp>)> = due.collect::<Result<_>>()?;
                assert!(due.len() > 2);
                assert_eq!(moved.iter().map(|case| (case.number, case.old)).collect::<BTreeSet<_>>(), due);
                assert!(moved.iter().all(|case| case.new > case.old));
                Ok::<_, Error>(moved.len() == due.len())
            });
            assert!(checked.await.unwrap());
        }
    }
}
