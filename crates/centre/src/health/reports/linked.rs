use db::{Id, Tx};
use jiff::Timestamp;

use super::{suspicion::Told, topic};
use crate::{
    Error, Result,
    cases::{self, Act, Event, State},
    health::{Line, Reader, Show, Stage, Which, issue, last_news, services},
    people::Viewer,
    policy::Policies,
    tell,
};

/// A case that an issue explains.
#[derive(Debug, Clone)]
pub struct Linked {
    pub number: i64,
    pub subject: String,
    pub organization: String,
    pub language: String,
    pub state: State,
    pub linked_at: Timestamp,
}

/// Says as an agent that an issue explains a case: from now on each of its posts answers the customer.
pub fn link(tx: &mut Tx, policies: &Policies, viewer: &Viewer, case: i64, number: &str) -> Result<()> {
    viewer.desk()?;
    let case = cases::find(tx, viewer, case)?.number;
    let reader = Reader::of(tx, policies, viewer)?;
    let issue = match issue::issue(tx, &reader, number.trim()) {
        Err(Error::NotFound) => return Err(tell("error-reports-issue").about("issue").into()),
        found => found?,
    };
    attach(tx, policies, viewer, case, issue.id)
}

/// The same as the customer, for a request that they open.
pub(crate) fn link_own(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    case: i64,
    number: &str,
) -> Result<()> {
    let reader = Reader::of(tx, policies, viewer)?;
    let issue = issue::issue(tx, &reader, number)?;
    attach(tx, policies, viewer, case, issue.id)
}

pub(super) fn attach(tx: &mut Tx, policies: &Policies, viewer: &Viewer, case: i64, issue: Id) -> Result<()> {
    let case = cases::load(tx, case)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let issue = issue::load_by_id(tx, issue)?;
    let before = "SELECT 1 FROM case_issues WHERE case_id = $1 AND issue = $2 AND unlinked_at IS NULL";
    if tx.query_opt(before, &[&case.id, &issue.id])?.is_some() {
        return Ok(());
    }
    let (now, told) = (tx.now(), last_news(tx)?);
    tx.execute(
        "INSERT INTO case_issues (case_id, issue, linked_by, linked_at, told) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (case_id, issue) DO UPDATE SET linked_by = $3, linked_at = $4, unlinked_at = NULL, told = $5",
        &[&case.id, &issue.id, &viewer.id(), &now, &told],
    )?;
    let linked = Event::LinkedToIssue { issue: issue.number.clone() };
    cases::append(tx, policy, &case, viewer.id(), now, &[linked], &[])?;
    if issue.stage == Stage::Published {
        let posts = issue::posts(tx, issue.id, false)?;
        if let Some(post) = posts.last() {
            let case = cases::load(tx, case.number)?;
            let event = super::answer::posted(&issue, post, &case.language);
            cases::append_of_time(tx, policy, &case, &[event])?;
        }
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
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE case_issues SET unlinked_at = $3 WHERE case_id = $1 AND issue = $2 AND unlinked_at IS NULL",
        &[&case.id, &issue.id, &now],
    )?;
    if changed == 0 {
        return Err(Error::NotFound);
    }
    let unlinked = Event::UnlinkedFromIssue { issue: issue.number };
    cases::append(tx, policy, &case, viewer.id(), now, &[unlinked], &[])?;
    tx.announce(topic(&case.cloud));
    Ok(())
}

/// The issues that explain a case, as far as the reader may see them. Whoever asks has found the case.
pub fn of_case(tx: &mut Tx, reader: &Reader, case: Id) -> Result<Vec<Line>> {
    let rows = tx.query(
        "SELECT i.number FROM case_issues l JOIN health_issues i ON i.id = l.issue
         WHERE l.case_id = $1 AND l.unlinked_at IS NULL ORDER BY l.linked_at",
        &[&case],
    )?;
    let mut lines = Vec::new();
    for row in &rows {
        match issue::issue(tx, reader, &row.get::<String>(0)?) {
            Ok(issue) => lines.push(services::line(&issue)),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(lines)
}

/// The cases that an issue explains, those that go on first.
pub fn linked(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Vec<Linked>> {
    const MOST: i64 = 200;
    viewer.desk()?;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    let locked = crate::phone::calls::locked(tx, viewer)?;
    let rows = tx.query(
        "SELECT c.number, c.subject, o.name, c.language, c.state, l.linked_at, c.organization
         FROM case_issues l JOIN cases c ON c.id = l.case_id JOIN organizations o ON o.id = c.organization
         WHERE l.issue = $1 AND l.unlinked_at IS NULL LIMIT $2",
        &[&issue.id, &MOST],
    )?;
    let mut all = Vec::new();
    for row in &rows {
        let state = State::parse(&row.get::<String>(4)?).ok_or_else(|| Error::broken("unknown state"))?;
        let subject = match locked.contains_key(&row.get::<Id>(6)?) {
            true => String::new(),
            false => row.get(1)?,
        };
        all.push(Linked {
            number: row.get(0)?,
            subject,
            organization: row.get(2)?,
            language: row.get(3)?,
            state,
            linked_at: row.get(5)?,
        });
    }
    all.sort_by_key(|one| (one.state.is_done(), one.linked_at));
    Ok(all)
}

/// Resolves cases that an issue explained and that are still open; answers how many.
pub fn resolve_linked(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: &str,
    text: &str,
) -> Result<usize> {
    const AT_ONCE: usize = 50;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    if issue.is_open() {
        return Err(tell("error-reports-issue-open").into());
    }
    let open = linked(tx, viewer, number)?.into_iter().filter(|case| !case.state.is_done());
    let act = Act::Resolve { text: text.to_owned() };
    let mut resolved = 0;
    for case in open.take(AT_ONCE) {
        cases::act(tx, policies, viewer, case.number, &act, &[])?;
        resolved += 1;
    }
    Ok(resolved)
}

/// Open issues that may be what somebody is about to ask for: those of the service, and those that are told in the same
/// words; the likeliest first.
pub fn matching(
    tx: &mut Tx,
    reader: &Reader,
    service: Option<&str>,
    text: &str,
    language: &str,
) -> Result<Vec<Line>> {
    const MOST: usize = 3;
    /// So many words in common are no accident.
    const SHARED: usize = 2;
    let open = super::super::issues(tx, reader, &Which { show: Show::Open, ..Which::default() })?;
    let told = Told::of(text, language);
    let mut found: Vec<(bool, usize, Line)> = open
        .iter()
        .filter(|issue| issue.concerns(reader))
        .filter_map(|issue| {
            let is_of_service = service.is_some_and(|service| issue.services().any(|one| one == service));
            let says = format!("{}\n{}", issue.title.text(language), issue.impact.text(language));
            let shared = told.shared(&Told::of(&says, language));
            (is_of_service || shared >= SHARED).then(|| (is_of_service, shared, services::line(issue)))
        })
        .collect();
    found.sort_by_key(|(is_of_service, shared, _)| std::cmp::Reverse((*shared >= SHARED, *is_of_service, *shared)));
    Ok(found.into_iter().take(MOST).map(|(.., line)| line).collect())
}
