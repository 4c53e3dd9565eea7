use db::{Id, Tx};
use jiff::Timestamp;

use super::{answer, topic};
use crate::{
    Error, Result,
    cases::{self, Act, Case, Event, State},
    health::{Class, Issue, Reader, Show, Which, issue, last_news},
    people::Viewer,
    phone::calls,
    policy::{Policies, Policy},
    tell,
};

/// A case that an issue explains.
#[derive(Debug, Clone)]
pub struct Linked {
    pub number: i64,
    /// Empty while the organization is locked for a call.
    pub subject: String,
    pub organization: String,
    pub language: String,
    pub state: State,
    pub linked_at: Timestamp,
}

/// Nobody reads more at a time.
const SHOWN: i64 = 200;

/// Says as an agent that an issue explains a case: it is answered with the latest post, and from now on with each.
pub fn link(tx: &mut Tx, policies: &Policies, viewer: &Viewer, case: i64, number: &str) -> Result<()> {
    viewer.desk()?;
    let case = cases::find(tx, viewer, case)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let reader = Reader::of(tx, policies, viewer)?;
    let issue = match issue::issue(tx, &reader, &number.trim().to_uppercase()) {
        Err(Error::NotFound) => return Err(tell("error-reports-issue").about("issue").into()),
        found => found?,
    };
    if !issue::reaches(tx, &issue, case.organization)? {
        return Err(tell("error-reports-reach").about("issue").into());
    }
    attach(tx, policy, viewer.id(), case.number, &issue)
}

/// Links a case to an issue that exists for its organization.
pub(crate) fn attach(tx: &mut Tx, policy: &Policy, by: Id, case: i64, issue: &Issue) -> Result<()> {
    let case = cases::load(tx, case)?;
    let (now, told) = (tx.now(), last_news(tx)?);
    let is_new = tx.execute(
        "INSERT INTO case_issues (case_id, issue, linked_by, linked_at, told) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, issue) DO NOTHING",
        &[&case.id, &issue.id, &by, &now, &told],
    )?;
    if is_new == 0 {
        return Ok(());
    }
    let linked = Event::LinkedToIssue { issue: issue.number.clone() };
    cases::append(tx, policy, &case, by, now, &[linked], &[])?;
    if let Some(post) = issue::posts(tx, issue.id, false)?.last() {
        let case = cases::load(tx, case.number)?;
        answer::tell_case(tx, policy, &case, issue, post)?;
    }
    tx.announce(topic(&case.cloud));
    Ok(())
}

/// Says as an agent that it doesn't explain the case after all.
pub fn unlink(tx: &mut Tx, policies: &Policies, viewer: &Viewer, case: i64, number: &str) -> Result<()> {
    viewer.desk()?;
    let case = cases::find(tx, viewer, case)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    detach(tx, policy, viewer.id(), &case, &issue)
}

fn detach(tx: &mut Tx, policy: &Policy, by: Id, case: &Case, issue: &Issue) -> Result<()> {
    let gone =
        tx.execute("DELETE FROM case_issues WHERE case_id = $1 AND issue = $2", &[&case.id, &issue.id])?;
    if gone == 0 {
        return Err(Error::NotFound);
    }
    let now = tx.now();
    let unlinked = Event::UnlinkedFromIssue { issue: issue.number.clone() };
    cases::append(tx, policy, case, by, now, &[unlinked], &[])?;
    tx.announce(topic(&case.cloud));
    Ok(())
}

/// Says as a customer that it doesn't work though the issues that explained the case are over: they explain it no more, and
/// an agent goes on.
pub fn still_broken(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: i64,
    text: &str,
) -> Result<()> {
    viewer.customer()?;
    let case = cases::find(tx, viewer, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let act = match case.standing.state.is_done() {
        true => Act::Reopen { text: text.to_owned() },
        false => Act::Reply { text: text.to_owned(), then: cases::Then::Nothing },
    };
    cases::act(tx, policies, viewer, number, &act, &[])?;
    for id in ids_of_case(tx, case.id)? {
        let issue = issue::load_by_id(tx, id)?;
        if !issue.is_open() {
            let case = cases::load(tx, number)?;
            detach(tx, policy, viewer.id(), &case, &issue)?;
        }
    }
    Ok(())
}

/// A draft is dropped: what was linked to it waits again.
pub(in crate::health) fn let_go(tx: &mut Tx, policy: &Policy, viewer: &Viewer, issue: &Issue) -> Result<()> {
    let cases = tx.query(
        "SELECT c.number FROM case_issues l JOIN cases c ON c.id = l.case_id WHERE l.issue = $1",
        &[&issue.id],
    )?;
    for row in &cases {
        let case = cases::load(tx, row.get(0)?)?;
        detach(tx, policy, viewer.id(), &case, issue)?;
    }
    tx.execute("UPDATE health_reports SET issue = NULL WHERE issue = $1", &[&issue.id])?;
    tx.execute(
        "UPDATE health_suspicions SET issue = NULL, decided_by = NULL, decided_at = NULL WHERE issue = $1",
        &[&issue.id],
    )?;
    tx.announce(topic(&issue.cloud));
    Ok(())
}

/// The issues that explain a case, as far as the reader may see them. Whoever asks has found the case.
pub fn of_case(tx: &mut Tx, reader: &Reader, case: Id) -> Result<Vec<Issue>> {
    let mut issues = Vec::new();
    for id in ids_of_case(tx, case)? {
        let number = issue::issue_number(tx, id)?;
        match issue::issue(tx, reader, &number) {
            Ok(issue) => issues.push(issue),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(issues)
}

fn ids_of_case(tx: &mut Tx, case: Id) -> Result<Vec<Id>> {
    let rows =
        tx.query("SELECT issue FROM case_issues WHERE case_id = $1 ORDER BY linked_at, issue", &[&case])?;
    rows.iter().map(|row| Ok(row.get(0)?)).collect()
}

/// The cases that an issue explains, those that go on first.
pub fn linked(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Vec<Linked>> {
    viewer.desk()?;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    let locks = calls::locks(tx, viewer)?;
    let rows = tx.query(
        "SELECT c.number, c.subject, o.name, c.language, c.state, l.linked_at, c.organization
         FROM case_issues l JOIN cases c ON c.id = l.case_id JOIN organizations o ON o.id = c.organization
         WHERE l.issue = $1 AND c.partner IS NULL ORDER BY c.closed_at IS NOT NULL, l.linked_at LIMIT $2",
        &[&issue.id, &SHOWN],
    )?;
    let read = |row: &db::Row| {
        let state = State::parse(&row.get::<String>(4)?).ok_or_else(|| Error::broken("unknown state"))?;
        Ok(Linked {
            number: row.get(0)?,
            subject: if locks.has(row.get(6)?) { String::new() } else { row.get(1)? },
            organization: row.get(2)?,
            language: row.get(3)?,
            state,
            linked_at: row.get(5)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Resolves some of the cases that an issue explained and that go on though it is over; answers how many, 0 when none is left.
pub fn resolve_linked(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str) -> Result<usize> {
    const AT_ONCE: usize = 25;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    if issue.is_open() {
        return Err(tell("error-reports-issue-open").into());
    }
    let open = linked(tx, viewer, number)?.into_iter().filter(|case| !case.state.is_done());
    let mut resolved = 0;
    for case in open {
        // The last post has told the customer what there is to tell.
        match cases::act(tx, policies, viewer, case.number, &Act::Resolve { text: String::new() }, &[]) {
            Ok(()) => resolved += 1,
            Err(Error::Locked { .. }) => {}
            Err(error) => return Err(error),
        }
        if resolved == AT_ONCE {
            break;
        }
    }
    if resolved > 0 {
        tx.announce(topic(&issue.cloud));
    }
    Ok(resolved)
}

/// Open issues that may be what somebody is about to ask for, the likeliest first: what is told in the same words, and what
/// makes the service that they ask about unavailable.
pub fn matching(
    tx: &mut Tx,
    reader: &Reader,
    service: Option<&str>,
    text: &str,
    language: &str,
) -> Result<Vec<Issue>> {
    const MOST: usize = 3;
    const READ: usize = 2_000;
    // So many words in common are no accident, whatever the service.
    const SHARED: usize = 2;
    let open = issue::issues(tx, reader, &Which { show: Show::Open, ..Which::default() })?;
    let start: String = text.chars().take(READ).collect();
    let told = search::gist(&start, language);
    let mut found = Vec::new();
    for issue in open.into_iter().filter(|issue| issue.concerns(reader)) {
        let is_of_service = service.is_some_and(|service| issue.services().any(|one| one == service));
        let (title, says) = issue.title.get(language);
        let words = format!("{title}\n{}", issue.impact.text(language));
        let shared = told.intersection(&search::gist(&words, says)).count();
        let is_likely = match is_of_service {
            true => shared > 0 || issue.class == Class::Incident,
            false => shared >= SHARED,
        };
        if is_likely {
            found.push((is_of_service, shared, issue));
        }
    }
    found.sort_by_key(|(is_of_service, shared, issue)| {
        std::cmp::Reverse((*is_of_service, *shared, issue.class, issue.published_at))
    });
    Ok(found.into_iter().take(MOST).map(|(.., issue)| issue).collect())
}
