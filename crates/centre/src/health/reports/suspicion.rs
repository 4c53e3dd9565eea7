use std::collections::BTreeSet;

use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::{
    linked,
    report::{Written, minutes_before},
    topic,
};
use crate::{
    Error, Result,
    health::{Extent, NewIssue, issue, record},
    people::Viewer,
    policy::{Policies, Policy},
    text,
};

const GATHERING: &str = "gathering";
const PROPOSED: &str = "proposed";
const ACCEPTED: &str = "accepted";
pub(super) const DISMISSED: &str = "dismissed";

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
    /// The words that most of the reports share, the most frequent first.
    pub words: Vec<String>,
    /// The earliest first; of many the latest.
    pub evidence: Vec<Evidence>,
}

/// One report, as engineers see it.
#[derive(Debug, Clone)]
pub struct Evidence {
    pub at: Timestamp,
    pub organization: String,
    pub person: String,
    pub text: String,
    pub language: String,
    pub extent: Extent,
    /// The number of the request that it was told in.
    pub case: Option<i64>,
}

/// So alike that both tell of the same: the share of the shorter text's words that the other has as well.
const ALIKE: f64 = 0.25;
/// Nothing to compare: a report without words, or in a language that the others aren't in. Time and service decide.
const UNKNOWN: f64 = 0.5;

/// The suspicion that a report belongs to; a new one if none of the last hours is like it.
pub(super) fn gather(tx: &mut Tx, policy: &Policy, report: &Written<'_>, now: Timestamp) -> Result<Id> {
    // The more are open at once for one service, the less any of them is worth looking at.
    const MOST: i64 = 20;
    let since = minutes_before(now, policy.health.reports.together_minutes);
    let rows = tx.query(
        "SELECT id, words FROM health_suspicions
         WHERE cloud = $1 AND service = $2 AND decided_at IS NULL AND last_at >= $3 ORDER BY last_at DESC LIMIT $4",
        &[&policy.cloud.key, &report.service, &since, &MOST],
    )?;
    let told = Told::of(report.text, report.language);
    let mut best: Option<(f64, Id, Told)> = None;
    for row in &rows {
        let other = Told::parse(&row.get::<String>(1)?)?;
        let likeness = told.likeness(&other);
        if likeness >= ALIKE && best.as_ref().is_none_or(|(most, ..)| likeness > *most) {
            best = Some((likeness, row.get(0)?, other));
        }
    }
    if let Some((_, id, mut other)) = best {
        other.0.extend(told.0);
        tx.execute(
            "UPDATE health_suspicions SET words = $2, last_at = $3 WHERE id = $1",
            &[&id, &other.json()?, &now],
        )?;
        return Ok(id);
    }
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO health_suspicions (id, cloud, service, state, words, organizations, first_at, last_at)
         VALUES ($1, $2, $3, $4, $5, 0, $6, $6)",
        &[&id, &policy.cloud.key, &report.service, &GATHERING, &told.json()?, &now],
    )?;
    Ok(id)
}

/// Counts the organizations again; so many as the policy says make a proposal.
pub(super) fn count(tx: &mut Tx, policy: &Policy, id: Id) -> Result<()> {
    let row = tx.query_one(
        "SELECT count(DISTINCT organization) FROM health_reports WHERE suspicion = $1",
        &[&id],
    )?;
    let organizations: i64 = row.get(0)?;
    let enough = organizations >= i64::from(policy.health.reports.organizations);
    let state = if enough { PROPOSED } else { GATHERING };
    tx.execute(
        "UPDATE health_suspicions SET organizations = $2, state = $3 WHERE id = $1 AND decided_at IS NULL",
        &[&id, &organizations, &state],
    )?;
    Ok(())
}

/// The words of reports, each with the language that it is of.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Told(BTreeSet<(String, String)>);

impl Told {
    /// Words of three letters and more; of Chinese each two characters that follow each other.
    pub(super) fn of(text: &str, language: &str) -> Told {
        const MOST: usize = 60;
        let mut words = BTreeSet::new();
        for word in text.to_lowercase().split(|c: char| !c.is_alphanumeric()) {
            let signs: Vec<char> = word.chars().collect();
            if signs.iter().any(|sign| *sign >= '\u{2e80}') {
                words.extend(signs.windows(2).map(|two| two.iter().collect::<String>()));
            } else if signs.len() >= 3 && signs.iter().any(|sign| sign.is_alphabetic()) {
                words.insert(word.to_owned());
            }
        }
        Told(words.into_iter().take(MOST).map(|word| (language.to_owned(), word)).collect())
    }

    /// How many words both have.
    pub(super) fn shared(&self, other: &Told) -> usize {
        self.0.intersection(&other.0).count()
    }

    fn likeness(&self, other: &Told) -> f64 {
        let shares_language = self.0.iter().any(|(own, _)| other.0.iter().any(|(language, _)| language == own));
        if !shares_language {
            return UNKNOWN;
        }
        self.shared(other) as f64 / self.0.len().min(other.0.len()) as f64
    }

    fn parse(json: &str) -> Result<Told> {
        serde_json::from_str(json).map_err(Error::broken)
    }

    fn json(&self) -> Result<String> {
        serde_json::to_string(self).map_err(Error::broken)
    }
}

/// What engineers have to look at: proposals, then what gathers; of each the latest first.
pub fn suspicions(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Suspicion>> {
    const MOST: i64 = 20;
    viewer.desk()?;
    let mut all = Vec::new();
    for state in [PROPOSED, GATHERING] {
        let rows = tx.query(
            "SELECT id, service, state, organizations, first_at, last_at FROM health_suspicions
             WHERE cloud = $1 AND state = $2 ORDER BY last_at DESC, id DESC LIMIT $3",
            &[&viewer.cloud, &state, &MOST],
        )?;
        for row in &rows {
            all.push(complete(tx, row)?);
        }
    }
    Ok(all)
}

/// One that nobody decided on yet.
pub fn suspicion(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Suspicion> {
    viewer.desk()?;
    let row = tx.query_opt(
        "SELECT id, service, state, organizations, first_at, last_at FROM health_suspicions
         WHERE id = $1 AND cloud = $2 AND decided_at IS NULL",
        &[&id, &viewer.cloud],
    )?;
    complete(tx, &row.ok_or(Error::NotFound)?)
}

fn complete(tx: &mut Tx, row: &Row) -> Result<Suspicion> {
    let id: Id = row.get(0)?;
    let evidence = evidence(tx, id)?;
    Ok(Suspicion {
        id,
        service: row.get(1)?,
        is_proposed: row.get::<String>(2)? == PROPOSED,
        organizations: row.get(3)?,
        first_at: row.get(4)?,
        last_at: row.get(5)?,
        words: shared_words(&evidence),
        evidence,
    })
}

fn evidence(tx: &mut Tx, suspicion: Id) -> Result<Vec<Evidence>> {
    const MOST: i64 = 100;
    let rows = tx.query(
        "SELECT r.at, o.name, p.name, r.text, r.language, r.extent, c.number
         FROM health_reports r JOIN organizations o ON o.id = r.organization JOIN people p ON p.id = r.person
         LEFT JOIN cases c ON c.id = r.case_id
         WHERE r.suspicion = $1 ORDER BY r.at DESC, r.id DESC LIMIT $2",
        &[&suspicion, &MOST],
    )?;
    let read = |row: &Row| {
        Ok(Evidence {
            at: row.get(0)?,
            organization: row.get(1)?,
            person: row.get(2)?,
            text: row.get(3)?,
            language: row.get(4)?,
            extent: row.get(5)?,
            case: row.get(6)?,
        })
    };
    rows.iter().rev().map(read).collect()
}

/// The words that at least two of the reports have.
fn shared_words(evidence: &[Evidence]) -> Vec<String> {
    const MOST: usize = 6;
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for one in evidence {
        for (_, word) in Told::of(&one.text, &one.language).0 {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut shared: Vec<(String, usize)> = counts.into_iter().filter(|(_, many)| *many > 1).collect();
    shared.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| b.0.chars().count().cmp(&a.0.chars().count())));
    shared.into_iter().take(MOST).map(|(word, _)| word).collect()
}

/// Makes a draft of it, which the engineer writes on; answers its number. The reports and their cases belong to it.
pub fn accept(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    id: Id,
    new: impl FnOnce(&Suspicion) -> NewIssue,
) -> Result<String> {
    viewer.engineers()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let suspicion = suspicion(tx, viewer, id)?;
    let now = tx.now();
    let issue = record::insert_issue(tx, policy, now, Some(viewer.id()), &new(&suspicion))?;
    decide(tx, policies, viewer, id, ACCEPTED, Some(issue.id), "")?;
    Ok(issue.number)
}

/// It is a known issue: the reports and their cases belong to that.
pub fn join(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, number: &str) -> Result<()> {
    viewer.engineers()?;
    suspicion(tx, viewer, id)?;
    let issue = issue::load(tx, &viewer.cloud, number.trim())
        .map_err(|_| crate::tell("error-reports-issue").about("number"))?;
    decide(tx, policies, viewer, id, ACCEPTED, Some(issue.id), "")
}

/// It is no trouble of the service. Those who reported read the reason.
pub fn dismiss(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, reason: &str) -> Result<()> {
    viewer.engineers()?;
    suspicion(tx, viewer, id)?;
    let reason = text::required("reason", text::line("reason", reason)?)?;
    decide(tx, policies, viewer, id, DISMISSED, None, &reason)
}

fn decide(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    id: Id,
    state: &str,
    issue: Option<Id>,
    reason: &str,
) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE health_suspicions SET state = $2, issue = $3, reason = $4, decided_by = $5, decided_at = $6 WHERE id = $1",
        &[&id, &state, &issue, &reason, &viewer.id(), &now],
    )?;
    if let Some(issue) = issue {
        let rows = tx.query(
            "SELECT c.number FROM health_reports r JOIN cases c ON c.id = r.case_id WHERE r.suspicion = $1",
            &[&id],
        )?;
        for row in &rows {
            linked::attach(tx, policies, viewer, row.get(0)?, issue)?;
        }
    }
    tx.announce(topic(&viewer.cloud));
    Ok(())
}
