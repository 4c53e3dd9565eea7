//! The post-incident review of a broad incident: a preliminary and a final one.

use db::{Id, Row, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attachment, ReviewKind, Stage, Texts, attachment};
use crate::Result;

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
