use std::collections::BTreeMap;

use db::Tx;
use jiff::Timestamp;
use lang::Lang;

use super::{End, Guide};
use crate::Result;

/// Counts one answer. Nothing is kept of who gave it.
pub fn note(tx: &mut Tx, cloud: &str, lang: Lang, guide: &str, step: &str, answer: &str) -> Result<()> {
    let today = day(tx.now());
    tx.execute(
        "INSERT INTO guide_answers (cloud, guide, day, language, step, answer, count)
         VALUES ($1, $2, $3, $4, $5, $6, 1)
         ON CONFLICT (cloud, guide, day, language, step, answer) DO UPDATE SET count = guide_answers.count + 1",
        &[&cloud, &guide, &today, &lang.code(), &step, &answer],
    )?;
    Ok(())
}

/// Adds answers that were given on another day.
pub(crate) fn add(tx: &mut Tx, cloud: &str, at: Timestamp, answers: &BTreeMap<Place, i64>) -> Result<()> {
    let day = day(at);
    for (Place { lang, guide, step, answer }, count) in answers {
        tx.execute(
            "INSERT INTO guide_answers (cloud, guide, day, language, step, answer, count)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
            &[&cloud, &guide.as_str(), &day, &lang.code(), &step.as_str(), &answer.as_str(), count],
        )?;
    }
    Ok(())
}

/// An answer of a guide in a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    pub lang: Lang,
    pub guide: String,
    pub step: String,
    pub answer: String,
}

fn day(at: Timestamp) -> i64 {
    at.as_second().div_euclid(24 * 60 * 60)
}

/// How often each answer of a guide was given: (step, answer).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Given(BTreeMap<(String, String), i64>);

/// What was answered since a day, by guide.
pub fn given(tx: &mut Tx, cloud: &str, since: Timestamp) -> Result<BTreeMap<String, Given>> {
    let rows = tx.query(
        "SELECT guide, step, answer, CAST(SUM(count) AS BIGINT) FROM guide_answers
         WHERE cloud = $1 AND day >= $2 GROUP BY guide, step, answer",
        &[&cloud, &day(since)],
    )?;
    let mut guides: BTreeMap<String, Given> = BTreeMap::new();
    for row in &rows {
        guides.entry(row.get(0)?).or_default().0.insert((row.get(1)?, row.get(2)?), row.get(3)?);
    }
    Ok(guides)
}

/// What came of those who began a guide.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outcome {
    pub begun: i64,
    pub solved: i64,
    pub known_issue: i64,
    pub ask_admin: i64,
    pub contact: i64,
}

impl Outcome {
    /// Those who came to no end.
    pub fn left(&self) -> i64 {
        (self.begun - self.solved - self.known_issue - self.ask_admin - self.contact).max(0)
    }
}

impl Given {
    pub fn of(&self, step: &str, answer: &str) -> i64 {
        self.0.get(&(step.to_owned(), answer.to_owned())).copied().unwrap_or(0)
    }

    /// By the guide as it is now. Whoever goes back and answers otherwise counts twice.
    pub fn outcome(&self, guide: &Guide) -> Outcome {
        let mut outcome = Outcome::default();
        for (at, step) in guide.steps().iter().enumerate() {
            for answer in step.answers() {
                let count = self.of(&step.key, &answer.key);
                if at == 0 {
                    outcome.begun += count;
                }
                match guide.to(answer).end() {
                    Some(End::Solved) => outcome.solved += count,
                    Some(End::KnownIssue) => outcome.known_issue += count,
                    Some(End::AskAdmin) => outcome.ask_admin += count,
                    Some(End::Contact(_)) => outcome.contact += count,
                    None => {}
                }
            }
        }
        outcome
    }

    /// So many came to a step, and so many of them didn't answer there.
    pub fn at(&self, guide: &Guide, step: &str) -> (i64, i64) {
        let into = |(from, answer): (&super::Step, &super::Answer)| {
            if guide.to(answer).key == step { self.of(&from.key, &answer.key) } else { 0 }
        };
        let edges = || guide.steps().iter().flat_map(|from| from.answers().iter().map(move |a| (from, a)));
        let out: i64 =
            edges().filter(|(from, _)| from.key == step).map(|(from, a)| self.of(&from.key, &a.key)).sum();
        let is_first = guide.steps().first().is_some_and(|first| first.key == step);
        let came = edges().map(into).sum::<i64>().max(if is_first { out } else { 0 });
        let is_end = edges().all(|(from, _)| from.key != step);
        (came, if is_end { 0 } else { (came - out).max(0) })
    }
}
