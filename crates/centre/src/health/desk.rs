//! What the desk shows of health: to agents what was published, to engineers what is being written as well.

use std::collections::BTreeMap;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    ClockKind, Happened, Issue, Message, Post, Reader, Stage, Status, history, issue, message, reports,
};
use crate::{Error, Result, people::Viewer, text};

/// The desk's overview.
#[derive(Debug, Clone)]
pub struct Overview {
    /// Whose update is due next, first.
    pub open: Vec<Issue>,
    /// What isn't published yet: the issue and its post. Engineers only.
    pub unpublished: Vec<(Issue, Post)>,
    /// Reviews that are owed, the next first.
    pub owed: Vec<(Issue, super::Review)>,
    /// Over, the latest first.
    pub over: Vec<Issue>,
    /// Messages, those that aren't published first.
    pub messages: Vec<Message>,
}

/// An issue with what only the desk sees.
#[derive(Debug, Clone)]
pub struct Sheet {
    pub issue: Issue,
    pub happened: Vec<Happened>,
    /// The names of those who wrote and approved.
    pub names: BTreeMap<Id, String>,
    /// Organizations that a limited issue concerns: support id and name.
    pub reach: Vec<(String, String)>,
    pub clocks: Vec<(ClockKind, Timestamp)>,
    /// The cases that it explains.
    pub linked: Vec<reports::Linked>,
    /// What customers reported of it.
    pub affected: Vec<reports::Evidence>,
}

impl Sheet {
    /// The statuses that may come next.
    pub fn next(&self) -> Vec<Status> {
        let before = (self.issue.stage == Stage::Published).then_some(self.issue.status);
        let fits = |next: &&Status| next.may_follow(before) && **next != Status::PostIncidentReviewPublished;
        Status::ALL.iter().filter(fits).copied().collect()
    }
}

const SHOWN: i64 = 25;

pub fn overview(tx: &mut Tx, viewer: &Viewer) -> Result<Overview> {
    let is_engineer = viewer.desk()?.is_engineer;
    let (reader, cloud) = (Reader::at_desk(viewer), &viewer.cloud);
    let whole = |tx: &mut Tx, issues: Vec<Issue>, all: bool| -> Result<Vec<Issue>> {
        issues.into_iter().map(|one| issue::complete(tx, &reader, one, all)).collect()
    };
    let mut open = issue::select(
        tx,
        "WHERE i.cloud = $1 AND i.stage = 'published' AND i.is_open = 1 ORDER BY i.published_at DESC LIMIT 200",
        &[cloud],
    )?;
    open.sort_by_key(|issue| issue.next_update_at.unwrap_or(Timestamp::MAX));
    let open = whole(tx, open, false)?;
    let over = issue::select(
        tx,
        "WHERE i.cloud = $1 AND i.stage = 'published' AND i.is_open = 0 ORDER BY i.published_at DESC LIMIT $2",
        &[cloud, &SHOWN],
    )?;
    let over = whole(tx, over, true)?;
    let mut owed: Vec<(Issue, super::Review)> = Vec::new();
    for issue in &over {
        let reviews = issue.reviews.iter().filter(|review| review.stage != Stage::Published);
        owed.extend(reviews.map(|review| (issue.clone(), review.clone())));
    }
    owed.sort_by_key(|(_, review)| review.due_at);
    let mut unpublished = Vec::new();
    if is_engineer {
        let drafts = issue::select(
            tx,
            "WHERE i.id IN (SELECT issue FROM health_posts WHERE stage <> 'published') AND i.cloud = $1
             ORDER BY i.changed_at DESC LIMIT 100",
            &[cloud],
        )?;
        for issue in whole(tx, drafts, true)? {
            let posts = issue.posts.iter().filter(|post| post.stage != Stage::Published);
            unpublished.extend(posts.map(|post| (issue.clone(), post.clone())));
        }
        // What waits for a second person comes first.
        unpublished.sort_by_key(|(_, post)| (post.stage != Stage::Review, post.published_at));
    }
    let mut messages = message::select(
        tx,
        "WHERE m.cloud = $1 AND m.stage = 'published' ORDER BY m.published_at DESC LIMIT $2",
        &[cloud, &SHOWN],
    )?;
    if is_engineer {
        let drafts = message::select(
            tx,
            "WHERE m.cloud = $1 AND m.stage IN ('draft', 'review') ORDER BY m.published_at DESC LIMIT 100",
            &[cloud],
        )?;
        messages.splice(0..0, drafts);
    }
    Ok(Overview { open, unpublished, owed, over, messages })
}

/// One issue: for agents once it is published, for engineers whatever its stage.
pub fn sheet(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Sheet> {
    let is_engineer = viewer.desk()?.is_engineer;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    if issue.stage != Stage::Published && !is_engineer {
        return Err(Error::NotFound);
    }
    let issue = issue::complete(tx, &Reader::at_desk(viewer), issue, is_engineer)?;
    let mut names = BTreeMap::new();
    let people = issue.posts.iter().flat_map(|post| [post.written_by, post.approved_by]);
    for id in people.chain(issue.reviews.iter().map(|review| review.written_by)).flatten() {
        if let Some(row) = tx.query_opt("SELECT name FROM people WHERE id = $1", &[&id])? {
            names.insert(id, row.get(0)?);
        }
    }
    let mut reach = Vec::new();
    for id in &issue.reach {
        let row = tx.query_one("SELECT support_id, name FROM organizations WHERE id = $1", &[id])?;
        reach.push((row.get(0)?, row.get(1)?));
    }
    let clocks = tx.query(
        "SELECT kind, due_at FROM health_clocks WHERE issue = $1 AND next_at IS NOT NULL ORDER BY due_at",
        &[&issue.id],
    )?;
    let clocks = clocks.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_>>()?;
    let happened = if is_engineer { history::of(tx, issue.id)? } else { Vec::new() };
    let linked = reports::linked(tx, viewer, &issue.number)?;
    let affected = reports::affected(tx, viewer, &issue.number)?;
    Ok(Sheet { happened, names, reach, clocks, linked, affected, issue })
}

/// One message, whatever its stage, with its history.
pub fn message_sheet(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<(Message, Vec<Happened>)> {
    viewer.engineers()?;
    let message = message::load(tx, &viewer.cloud, number)?;
    let happened = history::of(tx, message.id)?;
    Ok((message::complete(tx, &Reader::at_desk(viewer), message)?, happened))
}

/// The organizations of these support ids; one that nobody has is told.
pub fn organizations_of(tx: &mut Tx, viewer: &Viewer, support_ids: &str) -> Result<Vec<Id>> {
    viewer.engineers()?;
    let mut found = Vec::new();
    for support_id in support_ids.split([',', ' ', '\n']).map(str::trim).filter(|id| !id.is_empty()) {
        let row = tx.query_opt(
            "SELECT id FROM organizations WHERE support_id = $1 AND cloud = $2",
            &[&support_id.to_uppercase(), &viewer.cloud],
        )?;
        let row = row.ok_or_else(|| {
            crate::tell("health-organization-unknown")
                .with("id", text::line("reach", support_id).unwrap_or_default())
                .about("reach")
        })?;
        found.push(row.get(0)?);
    }
    Ok(found)
}
