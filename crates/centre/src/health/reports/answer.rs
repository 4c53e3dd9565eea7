//! Each post of an issue answers the cases that it explains, in the language of each, once: what was told stands beside
//! the link, in the transaction that told it.

use db::{Id, Tx};

use crate::{
    Error, Result,
    cases::{self, Case, Event},
    changes,
    health::{Issue, News, NewsKind, Post, issue, last_news, news},
    policy::{Policies, Policy},
    promises,
};

/// The setting that keeps how far the news was carried to cases.
const READER: &str = "reports.answered";

/// Others write too.
const AT_ONCE: i64 = 25;

pub fn is_due(tx: &mut Tx) -> Result<bool> {
    Ok(last_news(tx)? > changes::position(tx, READER)?)
}

/// Answers a batch of cases with the next publication.
pub fn answer(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let position = changes::position(tx, READER)?;
    let Some(next) = news(tx, position, 1)?.pop() else { return Ok(()) };
    let is_post = matches!(next.kind, NewsKind::Issue | NewsKind::Post | NewsKind::Correction);
    let is_done = match (next.issue, next.post) {
        (Some(issue), Some(post)) if is_post => answer_some(tx, policies, &next, issue, post)?,
        _ => true,
    };
    if is_done { changes::set_position(tx, READER, next.seq) } else { Ok(()) }
}

/// Answers whether all are told.
fn answer_some(tx: &mut Tx, policies: &Policies, next: &News, issue: Id, post: Id) -> Result<bool> {
    // A cloud that the policies don't know any more holds up no other.
    let Some(policy) = policies.cloud(&next.cloud) else { return Ok(true) };
    let rows = tx.query(
        "SELECT l.case_id, c.number FROM case_issues l JOIN cases c ON c.id = l.case_id
         WHERE l.issue = $1 AND l.told < $2 ORDER BY l.told, l.case_id LIMIT $3",
        &[&issue, &next.seq, &AT_ONCE],
    )?;
    if rows.is_empty() {
        return Ok(true);
    }
    let issue = issue::load_by_id(tx, issue)?;
    let posts = issue::posts(tx, issue.id, false)?;
    let post = posts.iter().find(|one| one.id == post).ok_or(Error::NotFound)?;
    for row in &rows {
        tx.execute(
            "UPDATE case_issues SET told = $3 WHERE case_id = $1 AND issue = $2",
            &[&row.get::<Id>(0)?, &issue.id, &next.seq],
        )?;
        let case = cases::load(tx, row.get(1)?)?;
        if issue::reaches(tx, &issue, case.organization)? {
            tell_case(tx, policy, &case, &issue, post)?;
        }
    }
    Ok((rows.len() as i64) < AT_ONCE)
}

/// Whose case is done has what they wanted.
pub(super) fn tell_case(tx: &mut Tx, policy: &Policy, case: &Case, issue: &Issue, post: &Post) -> Result<()> {
    if case.standing.state.is_done() {
        return Ok(());
    }
    let now = tx.now();
    let mut events = promises::breaches(tx, policy, case, now)?;
    events.push(posted(issue, post, &case.language));
    cases::append_of_time(tx, policy, case, &events)
}

fn posted(issue: &Issue, post: &Post, language: &str) -> Event {
    let (text, language) = post.text.get(language);
    Event::IssuePosted {
        issue: issue.number.clone(),
        text: text.to_owned(),
        language: language.to_owned(),
        is_over: !post.status.is_open(),
    }
}
