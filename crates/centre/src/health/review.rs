//! The post-incident review of a broad incident: a preliminary and a final one.

use db::{Id, Row, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Attachment, ClockKind, Event, Issue, NewsKind, ReviewKind, Stage, Status, Texts, acts, attachment,
    clocks, history,
};
use crate::{Error, Result, people::Viewer, policy::Policies, tell, text};

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Review {
    pub kind: ReviewKind,
    pub due_at: Timestamp,
    pub stage: Stage,
    pub text: Option<Texts>,
    pub document: Option<Attachment>,
    pub written_by: Option<Id>,
    pub published_at: Option<Timestamp>,
}

/// Those that were published; those that are owed or being written too where `all`.
pub(super) fn of_issue(tx: &mut Tx, issue: Id, all: bool) -> Result<Vec<Review>> {
    let rows = tx.query(
        "SELECT kind, due_at, stage, text, document, written_by, published_at FROM health_reviews
         WHERE issue = $1 ORDER BY due_at",
        &[&issue],
    )?;
    let mut reviews = Vec::new();
    for row in &rows {
        let review = read(tx, row)?;
        if all || review.stage == Stage::Published {
            reviews.push(review);
        }
    }
    Ok(reviews)
}

fn read(tx: &mut Tx, row: &Row) -> Result<Review> {
    let document: Option<Id> = row.get(4)?;
    Ok(Review {
        kind: row.get(0)?,
        due_at: row.get(1)?,
        stage: row.get(2)?,
        text: row.get::<Option<String>>(3)?.map(|json| Texts::parse(&json)).transpose()?,
        document: document.map(|id| attachment::load(tx, id)).transpose()?.flatten(),
        written_by: row.get(5)?,
        published_at: row.get(6)?,
    })
}

/// Writes a review that is owed, as a draft: its text, and a document if there is one.
pub fn write_review(
    tx: &mut Tx,
    viewer: &Viewer,
    number: &str,
    kind: ReviewKind,
    written: &Texts,
    document: Option<Id>,
) -> Result<()> {
    let issue = acts::whole(tx, viewer, number)?;
    let review = issue.reviews.iter().find(|review| review.kind == kind).ok_or(Error::NotFound)?;
    let now = tx.now();
    let said = text::required("text", text::lines("text", written.text(written.original()))?)?;
    let by = Some((viewer.name.as_str(), now));
    let mut texts = match &review.text {
        Some(texts) if texts.original() == written.original() => texts.clone(),
        _ => Texts::new(written.original(), ""),
    };
    texts.rewrite(&said, by);
    if let Some(document) = document {
        attachment::attach(tx, viewer, issue.id, &[document])?;
    }
    let document = document.or(review.document.as_ref().map(|file| file.id));
    tx.execute(
        "UPDATE health_reviews SET text = $3, document = $4, written_by = $5 WHERE issue = $1 AND kind = $2",
        &[&issue.id, &kind, &texts.json(), &document, &viewer.id()],
    )?;
    history::add(tx, issue.id, now, Some(viewer.id()), &Event::ReviewWritten { review: kind })?;
    if review.stage == Stage::Published {
        acts::touch(tx, &issue, now)?;
        acts::tell_of(tx, &issue, now, NewsKind::Review, None)?;
    }
    Ok(())
}

/// Publishes a review; with the final one the issue is closed for good.
pub fn publish_review(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: &str,
    kind: ReviewKind,
) -> Result<()> {
    let policy = acts::own_policy(policies, viewer)?;
    let issue = acts::whole(tx, viewer, number)?;
    let review = issue.reviews.iter().find(|review| review.kind == kind).ok_or(Error::NotFound)?;
    if review.text.is_none() {
        return Err(tell("error-required").about("text").into());
    }
    acts::approves(policy, viewer, review.written_by, "review")?;
    let now = tx.now();
    release(tx, &issue, kind, now, Some(viewer.id()))
}

/// Puts a review before its readers, whoever asked for it; the final one closes the issue for good.
pub(super) fn release(
    tx: &mut Tx,
    issue: &Issue,
    kind: ReviewKind,
    at: Timestamp,
    by: Option<Id>,
) -> Result<()> {
    tx.execute(
        "UPDATE health_reviews SET stage = 'published', published_at = coalesce(published_at, $3), approved_by = $4
         WHERE issue = $1 AND kind = $2",
        &[&issue.id, &kind, &at, &by],
    )?;
    let clock = match kind {
        ReviewKind::Preliminary => ClockKind::Preliminary,
        ReviewKind::Final => ClockKind::Final,
    };
    clocks::stop(tx, issue, clock)?;
    if kind == ReviewKind::Final {
        let status = Status::PostIncidentReviewPublished;
        tx.execute("UPDATE health_issues SET status = $2 WHERE id = $1", &[&issue.id, &status])?;
    }
    acts::touch(tx, issue, at)?;
    history::add(tx, issue.id, at, by, &Event::ReviewPublished { review: kind })?;
    acts::tell_of(tx, issue, at, NewsKind::Review, None)
}
