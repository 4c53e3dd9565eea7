use std::collections::BTreeMap;

use db::{Id, Row, ToValue, Tx};
use jiff::Timestamp;

use super::{gather::taken, linked, report::minutes_before, topic};
use crate::{
    Error, Result,
    health::{Extent, acts, issue, tick},
    people::Viewer,
    phone::calls,
    policy::Policies,
    promises::notice_topic,
    tell, text,
};

/// Reports that tell of the same.
#[derive(Debug, Clone)]
pub struct Suspicion {
    pub id: Id,
    pub service: String,
    /// So many organizations tell of it that engineers are asked to look.
    pub is_proposed: bool,
    pub organizations: i64,
    pub first_at: Timestamp,
    pub last_at: Timestamp,
    /// What most of the reports share, the most frequent first.
    pub words: Vec<String>,
    /// The earliest first; of many the latest.
    pub evidence: Vec<Evidence>,
}

/// One report, as the desk sees it.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub at: Timestamp,
    pub organization: String,
    /// Empty, as the text, while the organization is locked for a call.
    pub person: String,
    pub text: String,
    pub language: String,
    pub feature: Option<String>,
    pub extent: Extent,
    pub since: Option<Timestamp>,
    /// The number of the request that it was told in.
    pub case: Option<i64>,
    words: String,
}

impl Suspicion {
    /// When it began, by what the reporters say.
    pub fn started_at(&self) -> Timestamp {
        let said = self.evidence.iter().filter_map(|one| one.since);
        said.chain([self.first_at]).min().unwrap_or(self.first_at)
    }

    /// The part of the service that most of those name who name one.
    pub fn feature(&self) -> Option<&str> {
        let mut counts = BTreeMap::<&str, usize>::new();
        for feature in self.evidence.iter().filter_map(|one| one.feature.as_deref()) {
            *counts.entry(feature).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(_, count)| *count).map(|(feature, _)| feature)
    }
}

const COLUMNS: &str = "id, service, proposed, organizations, first_at, last_at";

/// What nobody decided on yet: proposals, then what gathers just now; of each the latest first.
pub fn suspicions(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Vec<Suspicion>> {
    const MOST: i64 = 20;
    let policy = acts::own_policy(policies, viewer)?;
    let gathers_since = minutes_before(tx.now(), policy.health.reports.together_minutes);
    let mut all = Vec::new();
    for (proposed, since) in [(true, Timestamp::UNIX_EPOCH), (false, gathers_since)] {
        let sql = format!(
            "SELECT {COLUMNS} FROM health_suspicions
             WHERE cloud = $1 AND proposed = $2 AND decided_at IS NULL AND last_at >= $3
             ORDER BY last_at DESC, id DESC LIMIT $4"
        );
        for row in &tx.query_dyn(&sql, &[&viewer.cloud, &proposed, &since, &MOST])? {
            all.push(complete(tx, viewer, row)?);
        }
    }
    Ok(all)
}

/// What engineers are asked to look at.
#[derive(Debug, Clone)]
pub struct Proposal {
    pub id: Id,
    pub service: String,
    pub organizations: i64,
    pub at: Timestamp,
}

/// The proposals that wait for the viewer, the latest first: they are notices until somebody decides. None for those who
/// don't publish.
pub fn proposals(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Proposal>> {
    const MOST: i64 = 12;
    if viewer.engineers().is_err() {
        return Ok(Vec::new());
    }
    let rows = tx.query(
        "SELECT id, service, organizations, last_at FROM health_suspicions
         WHERE cloud = $1 AND proposed = $2 AND decided_at IS NULL ORDER BY last_at DESC, id DESC LIMIT $3",
        &[&viewer.cloud, &true, &MOST],
    )?;
    let read = |row: &Row| {
        Ok(Proposal { id: row.get(0)?, service: row.get(1)?, organizations: row.get(2)?, at: row.get(3)? })
    };
    rows.iter().map(read).collect()
}

/// Has the notices of those who publish looked at again.
pub(super) fn tell_engineers(tx: &mut Tx, cloud: &str) -> Result<()> {
    for person in tick::engineers(tx, cloud, true)? {
        tx.announce(notice_topic(person));
    }
    Ok(())
}

/// One that nobody decided on yet.
pub fn suspicion(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Suspicion> {
    viewer.engineers()?;
    let sql = format!(
        "SELECT {COLUMNS} FROM health_suspicions WHERE id = $1 AND cloud = $2 AND decided_at IS NULL"
    );
    let rows = tx.query_dyn(&sql, &[&id, &viewer.cloud])?;
    complete(tx, viewer, rows.first().ok_or(Error::NotFound)?)
}

fn complete(tx: &mut Tx, viewer: &Viewer, row: &Row) -> Result<Suspicion> {
    let id: Id = row.get(0)?;
    let evidence = evidence(tx, viewer, "r.suspicion = $1", &id)?;
    Ok(Suspicion {
        id,
        service: row.get(1)?,
        is_proposed: row.get(2)?,
        organizations: row.get(3)?,
        first_at: row.get(4)?,
        last_at: row.get(5)?,
        words: shared_words(&evidence),
        evidence,
    })
}

/// Who reported what an issue of the desk is made of, and whom it troubles too.
pub fn affected(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Vec<Evidence>> {
    viewer.desk()?;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    evidence(tx, viewer, "r.issue = $1", &issue.id)
}

fn evidence(tx: &mut Tx, viewer: &Viewer, of: &str, id: &dyn ToValue) -> Result<Vec<Evidence>> {
    const MOST: i64 = 100;
    let locks = calls::locks(tx, viewer)?;
    let sql = format!(
        "SELECT r.at, o.name, p.name, r.text, r.language, r.feature, r.extent, r.since, c.number, r.words, o.id
         FROM health_reports r JOIN organizations o ON o.id = r.organization JOIN people p ON p.id = r.person
         LEFT JOIN cases c ON c.id = r.case_id
         WHERE {of} ORDER BY r.at DESC, r.id DESC LIMIT $2"
    );
    let rows = tx.query_dyn(&sql, &[id, &MOST])?;
    let read = |row: &Row| {
        let is_open = !locks.has(row.get(10)?);
        let shown = |column: usize| if is_open { row.get(column) } else { Ok(String::new()) };
        Ok(Evidence {
            at: row.get(0)?,
            organization: row.get(1)?,
            person: shown(2)?,
            text: shown(3)?,
            language: row.get(4)?,
            feature: row.get(5)?,
            extent: row.get(6)?,
            since: row.get(7)?,
            case: row.get(8)?,
            words: if is_open { row.get::<Option<String>>(9)?.unwrap_or_default() } else { String::new() },
        })
    };
    rows.iter().rev().map(read).collect()
}

/// What at least two of the reports tell of.
fn shared_words(evidence: &[Evidence]) -> Vec<String> {
    const MOST: usize = 6;
    let mut counts = BTreeMap::<String, usize>::new();
    for word in evidence.iter().flat_map(|one| taken(&one.words)) {
        *counts.entry(word.trim_start_matches('#').to_owned()).or_default() += 1;
    }
    let mut shared: Vec<(String, usize)> = counts.into_iter().filter(|(_, many)| *many > 1).collect();
    shared.sort_by_key(|(word, many)| std::cmp::Reverse((*many, word.chars().count())));
    shared.into_iter().take(MOST).map(|(word, _)| word).collect()
}

/// It is an issue, known or just begun: the reports and their cases belong to it.
pub fn join(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, number: &str) -> Result<()> {
    let policy = acts::own_policy(policies, viewer)?;
    let suspicion = suspicion(tx, viewer, id)?;
    let issue = match issue::load(tx, &viewer.cloud, &number.trim().to_uppercase()) {
        Ok(issue) if issue.is_open() => issue,
        Ok(_) | Err(Error::NotFound) => return Err(tell("error-reports-issue").about("number").into()),
        Err(error) => return Err(error),
    };
    let beyond = "SELECT 1 FROM health_reports r WHERE r.suspicion = $1
         AND NOT EXISTS (SELECT 1 FROM health_reach h WHERE h.issue = $2 AND h.organization = r.organization) LIMIT 1";
    if issue.is_limited && tx.query_opt(beyond, &[&suspicion.id, &issue.id])?.is_some() {
        return Err(tell("error-reports-reach").about("number").into());
    }
    decide(tx, viewer, id, Some(issue.id), None)?;
    tx.execute("UPDATE health_reports SET issue = $2 WHERE suspicion = $1", &[&id, &issue.id])?;
    let cases = tx.query(
        "SELECT c.number FROM health_reports r JOIN cases c ON c.id = r.case_id WHERE r.suspicion = $1",
        &[&id],
    )?;
    for row in &cases {
        linked::attach(tx, policy, viewer.id(), row.get(0)?, &issue)?;
    }
    Ok(())
}

/// It is no trouble of the service. Those who reported it read the reason.
pub fn dismiss(tx: &mut Tx, viewer: &Viewer, id: Id, reason: &str) -> Result<()> {
    suspicion(tx, viewer, id)?;
    let reason = text::required("reason", text::lines("reason", reason)?)?;
    decide(tx, viewer, id, None, Some(&reason))
}

fn decide(tx: &mut Tx, viewer: &Viewer, id: Id, issue: Option<Id>, reason: Option<&str>) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE health_suspicions SET issue = $2, reason = $3, decided_by = $4, decided_at = $5 WHERE id = $1",
        &[&id, &issue, &reason, &viewer.id(), &now],
    )?;
    tx.announce(topic(&viewer.cloud));
    tell_engineers(tx, &viewer.cloud)
}
