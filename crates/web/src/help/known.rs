//! Is it this? Known issues that somebody who asks for help is told of before anything is sent.

use axum::response::Response;
use centre::{
    following,
    health::{Issue, Reader, reports},
    people::Viewer,
    policy::Policy,
};
use db::Tx;
use lang::Lang;

use super::draft::Draft;
use crate::{
    error::Result,
    health::{Entry, Said, When, Words},
    page::Page,
    visit::Visit,
};

/// An issue that may be the reason.
pub struct Known {
    pub entry: Entry,
    /// What was said last, and when.
    pub latest: Option<(When, Said)>,
    /// The request is to be linked to it.
    pub is_chosen: bool,
}

/// The open issues that tell of the same, as far as the reader may see them.
pub fn matching(tx: &mut Tx, reader: &Reader, draft: &Draft, language: Lang) -> centre::Result<Vec<Issue>> {
    let service = Some(draft.service.as_str()).filter(|service| !service.is_empty());
    let text = format!("{}\n{}", draft.subject, draft.description);
    if service.is_none() && text.trim().is_empty() {
        return Ok(Vec::new());
    }
    reports::matching(tx, reader, service, &text, language.code())
}

/// Whether there is one that the sender hasn't been told of. Who was told once is never held up again.
pub async fn is_news(visit: &Visit, viewer: &Viewer, draft: &Draft) -> Result<bool> {
    let (policies, who, draft, language) =
        (visit.policies.clone(), viewer.clone(), draft.clone(), visit.lang);
    let read = move |tx: &mut Tx| {
        let reader = Reader::of(tx, &policies, &who)?;
        let known = matching(tx, &reader, &draft, language)?;
        Ok::<_, centre::Error>(draft.shown.is_empty() && !known.is_empty())
    };
    Ok(visit.app.db.read(read).await?)
}

pub fn list(page: &Page, policy: &Policy, issues: &[Issue], draft: &Draft) -> Vec<Known> {
    let known = |issue: &Issue| Known {
        entry: Entry::new(page, policy, &page.health_href, issue),
        latest: issue
            .latest()
            .map(|post| (When::new(page, post.published_at), Said::new(page, &post.text, Words::Own))),
        is_chosen: issue.number == draft.issue,
    };
    issues.iter().map(known).collect()
}

/// Instead of a request: the person is told what becomes of the issue.
pub async fn follow(visit: &Visit, viewer: Viewer, number: String) -> Result<Response> {
    let (policies, wanted) = (visit.policies.clone(), number.clone());
    visit.app.db.write(move |tx| following::follow(tx, &policies, &viewer, &wanted)).await?;
    // It is a number, because there is such an issue.
    Ok(visit.go_with(&format!("/health/issues/{number}"), "flash-followed"))
}
