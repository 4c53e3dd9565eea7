use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{suspicion, topic};
use crate::{
    Error, Result,
    cases::Case,
    health::{Extent, Reader, issue},
    people::{Viewer, Who},
    policy::{Policies, Policy},
    tell, text,
};

/// As a customer's admin or user gives it.
#[derive(Debug, Clone)]
pub struct NewReport {
    pub service: String,
    /// What doesn't work, in the reporter's words; may be empty.
    pub text: String,
    pub extent: Extent,
    /// The number of an issue that troubles them too.
    pub issue: Option<String>,
}

/// A report of the own organization.
#[derive(Debug, Clone)]
pub struct Report {
    pub id: Id,
    pub at: Timestamp,
    pub service: String,
    pub text: String,
    pub extent: Extent,
    /// Who reported it.
    pub person: String,
    pub outcome: Outcome,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It is looked at, or waits for others that tell the same.
    Open,
    /// The number of the issue that it is part of.
    Issue(String),
    /// No trouble of the service, with what the engineers say of it.
    Dismissed(String),
}

/// The longest text of a report, in characters: enough to say what doesn't work.
const LONGEST: usize = 1_000;

/// Reports as the viewer that a service is in trouble. Somebody who reports the same again changes their report.
pub fn report(tx: &mut Tx, policies: &Policies, viewer: &Viewer, new: &NewReport) -> Result<Id> {
    let Who::Customer(customer) = &viewer.who else { return Err(Error::NotFound) };
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    policy.service(&new.service).ok_or_else(|| tell("error-required").about("service"))?;
    let text = text::lines("text", &new.text)?;
    if text.chars().count() > LONGEST {
        return Err(tell("error-too-long").with("most", LONGEST).about("text").into());
    }
    let now = tx.now();
    let issue = match &new.issue {
        Some(number) => {
            let reader = Reader::of(tx, policies, viewer)?;
            Some(issue::issue(tx, &reader, number)?.id)
        }
        None => None,
    };
    let since = minutes_before(now, policy.health.reports.together_minutes);
    let same = tx.query_opt(
        "SELECT id FROM health_reports WHERE organization = $1 AND at >= $2 AND person = $3 AND service = $4
           AND case_id IS NULL ORDER BY at DESC LIMIT 1",
        &[&customer.organization, &since, &viewer.id(), &new.service],
    )?;
    if let Some(row) = same {
        let id: Id = row.get(0)?;
        tx.execute(
            "UPDATE health_reports SET text = $2, extent = $3, issue = coalesce($4, issue) WHERE id = $1",
            &[&id, &text, &new.extent, &issue],
        )?;
        tx.announce(topic(&viewer.cloud));
        return Ok(id);
    }
    not_too_many(tx, policy, customer.organization, now)?;
    let report = Written {
        organization: customer.organization,
        person: viewer.id(),
        service: &new.service,
        text: &text,
        language: viewer.lang.code(),
        extent: new.extent,
        issue,
        case: None,
    };
    write(tx, policy, &report, now)
}

fn not_too_many(tx: &mut Tx, policy: &Policy, organization: Id, now: Timestamp) -> Result<()> {
    let hour = minutes_before(now, 60);
    let row = tx.query_one(
        "SELECT count(*) FROM health_reports WHERE organization = $1 AND at >= $2 AND case_id IS NULL",
        &[&organization, &hour],
    )?;
    let most = i64::from(policy.health.reports.an_hour);
    if row.get::<i64>(0)? < most { Ok(()) } else { Err(tell("error-reports-many").into()) }
}

/// A new request about the use of a service is evidence too.
pub(crate) fn of_new_case(tx: &mut Tx, policy: &Policy, case: &Case, description: &str) -> Result<()> {
    let counted = policy.health.reports.categories.contains(&case.category);
    let Some(service) = case.service.as_deref().filter(|service| counted && !service.is_empty()) else {
        return Ok(());
    };
    let words: String = format!("{}\n{description}", case.subject).chars().take(LONGEST).collect();
    let report = Written {
        organization: case.organization,
        person: case.opened_by,
        service,
        text: &words,
        language: &case.language,
        extent: Extent::Some,
        issue: None,
        case: Some(case.id),
    };
    let now = tx.now();
    write(tx, policy, &report, now).map(drop)
}

pub(super) struct Written<'r> {
    pub organization: Id,
    pub person: Id,
    pub service: &'r str,
    pub text: &'r str,
    pub language: &'r str,
    pub extent: Extent,
    pub issue: Option<Id>,
    pub case: Option<Id>,
}

fn write(tx: &mut Tx, policy: &Policy, report: &Written<'_>, now: Timestamp) -> Result<Id> {
    let id = tx.new_id();
    let suspicion = match report.issue {
        Some(_) => None,
        None => Some(suspicion::gather(tx, policy, report, now)?),
    };
    tx.execute(
        "INSERT INTO health_reports (id, cloud, organization, person, service, text, language, extent, at, suspicion,
           issue, case_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        &[
            &id,
            &policy.cloud.key,
            &report.organization,
            &report.person,
            &report.service,
            &report.text,
            &report.language,
            &report.extent,
            &now,
            &suspicion,
            &report.issue,
            &report.case,
        ],
    )?;
    if let Some(suspicion) = suspicion {
        suspicion::count(tx, policy, suspicion)?;
    }
    tx.announce(topic(&policy.cloud.key));
    Ok(id)
}

/// What the viewer's organization reported, the latest first.
pub fn own(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Report>> {
    const MOST: i64 = 50;
    let organization = viewer.customer()?.organization;
    let rows = tx.query(
        "SELECT r.id, r.at, r.service, r.text, r.extent, p.name, i.number, i.stage, s.state, s.reason
         FROM health_reports r JOIN people p ON p.id = r.person
         LEFT JOIN health_suspicions s ON s.id = r.suspicion
         LEFT JOIN health_issues i ON i.id = coalesce(r.issue, s.issue)
         WHERE r.organization = $1 AND r.case_id IS NULL ORDER BY r.at DESC, r.id DESC LIMIT $2",
        &[&organization, &MOST],
    )?;
    let read = |row: &db::Row| {
        // Of a draft nobody hears before it is published.
        let number = row.get::<Option<String>>(6)?;
        let is_published = row.get::<Option<String>>(7)?.as_deref() == Some("published");
        let is_dismissed = row.get::<Option<String>>(8)?.as_deref() == Some(suspicion::DISMISSED);
        let outcome = match number.filter(|_| is_published) {
            Some(number) => Outcome::Issue(number),
            None if is_dismissed => Outcome::Dismissed(row.get::<Option<String>>(9)?.unwrap_or_default()),
            None => Outcome::Open,
        };
        Ok(Report {
            id: row.get(0)?,
            at: row.get(1)?,
            service: row.get(2)?,
            text: row.get(3)?,
            extent: row.get(4)?,
            person: row.get(5)?,
            outcome,
        })
    };
    rows.iter().map(read).collect()
}

pub(super) fn minutes_before(at: Timestamp, minutes: u32) -> Timestamp {
    at - SignedDuration::from_mins(i64::from(minutes))
}
