use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{gather, linked, topic};
use crate::{
    Error, Result, cases,
    health::{Extent, Issue, Reader, issue},
    people::{Customer, Viewer, Who},
    policy::{Policies, Policy},
    tell, text,
};

/// As a customer's admin or user gives it.
#[derive(Debug, Clone)]
pub struct NewReport {
    pub service: String,
    pub feature: Option<String>,
    /// What doesn't work, in the reporter's words; may be empty.
    pub text: String,
    pub extent: Extent,
    pub since: Option<Timestamp>,
    /// The number of an open issue that troubles them too.
    pub issue: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    pub id: Id,
    pub before: Before,
}

/// Who of the organization had reported trouble with the service a short while before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    Nobody,
    Colleague,
    /// Their report was changed.
    Reporter,
}

/// A report of the own organization.
#[derive(Debug, Clone)]
pub struct Report {
    pub id: Id,
    pub at: Timestamp,
    pub service: String,
    pub feature: Option<String>,
    pub text: String,
    pub extent: Extent,
    pub since: Option<Timestamp>,
    /// Who reported it.
    pub person: String,
    pub outcome: Outcome,
}

/// What became of a report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// It came just now, and waits for others that tell the same.
    New,
    /// Several organizations tell the same: engineers look at it.
    LookedAt,
    /// The number of the issue that it is part of.
    Issue(String),
    /// No trouble of the service, with what the engineers say of it.
    Dismissed(String),
    /// Nobody else told the same.
    Alone,
}

/// The longest text of a report, in characters: enough to say what doesn't work.
const LONGEST: usize = 1_000;

/// Reports as the viewer that a service is in trouble. Somebody who reports it again a short while later changes their report.
pub fn report(tx: &mut Tx, policies: &Policies, viewer: &Viewer, new: &NewReport) -> Result<Reported> {
    let customer = customer(viewer)?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let reader = Reader::of(tx, policies, viewer)?;
    let now = tx.now();
    let text = check(policy, &reader, new, now)?;
    let issue = match new.issue.as_deref().filter(|number| !number.is_empty()) {
        Some(number) => known(tx, &reader, number)?.map(|issue| issue.id),
        None => None,
    };
    let since = minutes_before(now, policy.health.reports.together_minutes);
    let same = tx.query(
        "SELECT id, person FROM health_reports
         WHERE organization = $1 AND at >= $2 AND service = $3 AND case_id IS NULL ORDER BY at DESC, id DESC",
        &[&customer.organization, &since, &new.service],
    )?;
    for row in &same {
        if row.get::<Id>(1)? == viewer.id() {
            let id = row.get(0)?;
            tx.execute(
                "UPDATE health_reports SET feature = $2, text = $3, extent = $4, since = $5, issue = coalesce($6, issue),
                   language = $7
                 WHERE id = $1",
                &[&id, &new.feature, &text, &new.extent, &new.since, &issue, &viewer.lang.code()],
            )?;
            gather::read_again(tx, policy, id, issue.is_some())?;
            tx.announce(topic(&viewer.cloud));
            return Ok(Reported { id, before: Before::Reporter });
        }
    }
    not_too_many(tx, policy, customer.organization, now)?;
    let report = Recorded {
        organization: customer.organization,
        person: viewer.id(),
        service: &new.service,
        feature: new.feature.as_deref(),
        text: &text,
        language: viewer.lang.code(),
        extent: new.extent,
        since: new.since,
        issue,
        case: None,
    };
    let id = record(tx, &policy.cloud.key, &report, now)?;
    let before = if same.is_empty() { Before::Nobody } else { Before::Colleague };
    Ok(Reported { id, before })
}

fn check(policy: &Policy, reader: &Reader, new: &NewReport, now: Timestamp) -> Result<String> {
    let service = policy.service(&new.service).filter(|service| reader.has(&service.id));
    let service = service.ok_or_else(|| tell("health-service-missing").about("service"))?;
    if new.feature.as_ref().is_some_and(|feature| service.feature(feature).is_none()) {
        return Err(tell("health-feature-elsewhere").about("feature").into());
    }
    if new.since.is_some_and(|since| since > now) {
        return Err(tell("error-reports-since").about("since").into());
    }
    let text = text::lines("text", &new.text)?;
    if text.chars().count() > LONGEST {
        return Err(tell("error-too-long").with("most", LONGEST).about("text").into());
    }
    Ok(text)
}

/// The issue that somebody means, while it is open and as far as they may see it.
fn known(tx: &mut Tx, reader: &Reader, number: &str) -> Result<Option<Issue>> {
    match issue::issue(tx, reader, &number.trim().to_uppercase()) {
        Ok(issue) => Ok(Some(issue).filter(Issue::is_open)),
        Err(Error::NotFound) => Ok(None),
        Err(error) => Err(error),
    }
}

fn not_too_many(tx: &mut Tx, policy: &Policy, organization: Id, now: Timestamp) -> Result<()> {
    let row = tx.query_one(
        "SELECT count(*) FROM health_reports WHERE organization = $1 AND at >= $2 AND case_id IS NULL",
        &[&organization, &minutes_before(now, 60)],
    )?;
    let most = i64::from(policy.health.reports.an_hour);
    if row.get::<i64>(0)? < most { Ok(()) } else { Err(tell("error-reports-many").into()) }
}

/// A new request about the use of a service is evidence too. With the number of an open issue that explains it, it is linked;
/// one that the viewer doesn't see keeps nobody from asking.
pub(crate) fn of_new_case(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: i64,
    description: &str,
    issue: Option<&str>,
) -> Result<()> {
    let case = cases::load(tx, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let issue = match issue {
        Some(issue) => {
            let reader = Reader::of(tx, policies, viewer)?;
            known(tx, &reader, issue)?
        }
        None => None,
    };
    let counts = policy.health.reports.categories.contains(&case.category);
    if let Some(service) = case.service.as_deref().filter(|id| counts && policy.service(id).is_some()) {
        let words: String = format!("{}\n{description}", case.subject).chars().take(LONGEST).collect();
        let report = Recorded {
            organization: case.organization,
            person: case.opened_by,
            service,
            feature: None,
            text: &words,
            language: &case.language,
            extent: Extent::Some,
            since: None,
            issue: issue.as_ref().map(|issue| issue.id),
            case: Some(case.id),
        };
        let now = tx.now();
        record(tx, &case.cloud, &report, now)?;
    }
    match issue {
        Some(issue) => linked::attach(tx, policy, viewer.id(), number, &issue),
        None => Ok(()),
    }
}

/// A report as it is written down.
pub(crate) struct Recorded<'r> {
    pub organization: Id,
    pub person: Id,
    pub service: &'r str,
    pub feature: Option<&'r str>,
    pub text: &'r str,
    pub language: &'r str,
    pub extent: Extent,
    pub since: Option<Timestamp>,
    pub issue: Option<Id>,
    pub case: Option<Id>,
}

pub(crate) fn record(tx: &mut Tx, cloud: &str, report: &Recorded<'_>, at: Timestamp) -> Result<Id> {
    let id = tx.new_id();
    // What belongs to an issue needn't be put together with others.
    let words = report.issue.map(|_| "");
    tx.execute(
        "INSERT INTO health_reports (id, cloud, organization, person, service, feature, text, language, extent, since, at,
           words, issue, case_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
        &[
            &id,
            &cloud,
            &report.organization,
            &report.person,
            &report.service,
            &report.feature,
            &report.text,
            &report.language,
            &report.extent,
            &report.since,
            &at,
            &words,
            &report.issue,
            &report.case,
        ],
    )?;
    tx.announce(topic(cloud));
    Ok(id)
}

/// What the viewer's organization reported, the latest first; without the permission to read health only what they reported
/// themselves.
pub fn own(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Vec<Report>> {
    const MOST: i64 = 50;
    let customer = customer(viewer)?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let seen_for = customer.reads_health.then_some(customer.organization);
    let rows = tx.query(
        "SELECT r.id, r.at, r.service, r.feature, r.text, r.extent, r.since, p.name, i.number, s.proposed, s.reason,
                r.issue
         FROM health_reports r JOIN people p ON p.id = r.person
         LEFT JOIN health_suspicions s ON s.id = r.suspicion
         LEFT JOIN health_issues i ON i.id = r.issue AND i.stage = 'published'
           AND (i.limited = 0 OR EXISTS (SELECT 1 FROM health_reach h WHERE h.issue = i.id AND h.organization = $3))
         WHERE r.organization = $1 AND r.case_id IS NULL AND (CAST($2 AS BIGINT) = 1 OR r.person = $4)
         ORDER BY r.at DESC, r.id DESC LIMIT $5",
        &[&customer.organization, &customer.reads_health, &seen_for, &viewer.id(), &MOST],
    )?;
    let waits_since = minutes_before(tx.now(), policy.health.reports.together_minutes);
    let read = |row: &Row| {
        let at: Timestamp = row.get(1)?;
        let is_proposed = row.get::<Option<bool>>(9)?.unwrap_or_default();
        let outcome = match (row.get::<Option<String>>(8)?, row.get::<Option<String>>(10)?) {
            (Some(number), _) => Outcome::Issue(number),
            (None, Some(reason)) => Outcome::Dismissed(reason),
            // Of a draft nobody hears before it is published.
            (None, None) if is_proposed || row.get::<Option<Id>>(11)?.is_some() => Outcome::LookedAt,
            (None, None) if at >= waits_since => Outcome::New,
            (None, None) => Outcome::Alone,
        };
        Ok(Report {
            id: row.get(0)?,
            at,
            service: row.get(2)?,
            feature: row.get(3)?,
            text: row.get(4)?,
            extent: row.get(5)?,
            since: row.get(6)?,
            person: row.get(7)?,
            outcome,
        })
    };
    rows.iter().map(read).collect()
}

fn customer(viewer: &Viewer) -> Result<&Customer> {
    match &viewer.who {
        Who::Customer(customer) => Ok(customer),
        Who::Agent(_) | Who::App { .. } => Err(Error::NotFound),
    }
}

pub(super) fn minutes_before(at: Timestamp, minutes: u32) -> Timestamp {
    at - SignedDuration::from_mins(i64::from(minutes))
}
