//! Each post of an issue answers the cases that it explains, in the language of each, once.

use db::{Id, Tx};

use crate::{
    Error, Result,
    cases::{self, Event},
    changes,
    health::{Issue, News, NewsKind, Post, issue, last_news, news},
    policy::Policies,
};

/// The setting that keeps how far the news was carried to cases.
const READER: &str = "reports.answered";
const AT_ONCE: i64 = 100;

pub fn is_due(tx: &mut Tx) -> Result<bool> {
    Ok(last_news(tx)? > changes::position(tx, READER)?)
}

/// Answers a batch of cases with the next publication.
pub fn answer(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let position = changes::position(tx, READER)?;
    let Some(next) = news(tx, position, 1)?.pop() else {
        return Ok(());
    };
    let is_post = matches!(next.kind, NewsKind::Issue | NewsKind::Post | NewsKind::Correction);
    if let (true, Some(issue), Some(post)) = (is_post, next.issue, next.post)
        && answer_with(tx, policies, &next, issue, post)? == AT_ONCE
    {
        return Ok(());
    }
    changes::set_position(tx, READER, next.seq)
}

fn answer_with(tx: &mut Tx, policies: &Policies, next: &News, issue: Id, post: Id) -> Result<i64> {
    let policy = policies.cloud(&next.cloud).ok_or(Error::NotFound)?;
    let rows = tx.query(
        "SELECT l.case_id, c.number FROM case_issues l JOIN cases c ON c.id = l.case_id
         WHERE l.issue = $1 AND l.unlinked_at IS NULL AND l.told < $2 LIMIT $3",
        &[&issue, &next.seq, &AT_ONCE],
    )?;
    let issue = issue::load_by_id(tx, issue)?;
    let posts = issue::posts(tx, issue.id, false)?;
    for row in &rows {
        let id: Id = row.get(0)?;
        tx.execute(
            "UPDATE case_issues SET told = $3 WHERE case_id = $1 AND issue = $2",
            &[&id, &issue.id, &next.seq],
        )?;
        let case = cases::load(tx, row.get(1)?)?;
        // Whose case is closed has what they wanted.
        if let Some(post) = posts.iter().find(|one| one.id == post).filter(|_| !case.standing.state.is_done()) {
            cases::append_of_time(tx, policy, &case, &[posted(&issue, post, &case.language)])?;
        }
    }
    Ok(rows.len() as i64)
}

pub(super) fn posted(issue: &Issue, post: &Post, language: &str) -> Event {
    let (text, language) = post.text.get(language);
    Event::IssuePosted {
        issue: issue.number.clone(),
        text: text.to_owned(),
        language: language.to_owned(),
        is_over: !post.status.is_open(),
    }
}
