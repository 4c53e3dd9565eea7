use db::{Id, Row, ToValue, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Attachment, Class, Origin, PostKind, Reader, Review, Stage, Status, Texts, attachment, reader::Side,
    review,
};
use crate::{Error, Result};

/// Something that is, or was, wrong with a service.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Issue {
    pub id: Id,
    /// Two letters of the service and six digits.
    pub number: String,
    pub cloud: String,
    pub stage: Stage,
    pub class: Class,
    pub origin: Origin,
    pub status: Status,
    pub service: String,
    pub feature: Option<String>,
    /// What else is affected: service and feature.
    pub also: Vec<(String, Option<String>)>,
    /// Countries; none means all.
    pub regions: Vec<String>,
    /// It exists for some organizations only.
    pub is_limited: bool,
    /// Which those are; told to the operator's people alone.
    pub reach: Vec<Id>,
    /// So many are affected that a review is owed.
    pub broad: bool,
    pub title: Texts,
    pub impact: Texts,
    /// Estimated.
    pub started_at: Timestamp,
    pub ended_at: Option<Timestamp>,
    /// Of a draft, when it was begun.
    pub published_at: Timestamp,
    pub changed_at: Timestamp,
    pub resolved_at: Option<Timestamp>,
    pub next_update_at: Option<Timestamp>,
    /// The earliest first.
    pub posts: Vec<Post>,
    pub reviews: Vec<Review>,
    pub attachments: Vec<Attachment>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Post {
    pub id: Id,
    pub kind: PostKind,
    pub stage: Stage,
    pub status: Status,
    pub text: Texts,
    /// Of a draft, when it was begun.
    pub published_at: Timestamp,
    /// Later than `published_at` when a translation followed.
    pub changed_at: Timestamp,
    pub next_update_at: Option<Timestamp>,
    /// The earlier post that it puts right.
    pub corrects: Option<Id>,
    /// The later post that puts it right.
    pub corrected_by: Option<Id>,
    pub written_by: Option<Id>,
    pub approved_by: Option<Id>,
}

/// Which issues; of each the latest first.
#[derive(Debug, Clone, Default)]
pub struct Which<'w> {
    pub show: Show,
    pub service: Option<&'w str>,
    pub class: Option<Class>,
    /// The last of the page before.
    pub after: Option<Key>,
    /// At most as many; 0 is as many as go on one page.
    pub limit: i64,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Show {
    #[default]
    All,
    Open,
    ResolvedSince(Timestamp),
    /// What changed last first.
    ChangedSince(Timestamp),
}

/// Where a page of issues or messages ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Key {
    pub at: Timestamp,
    pub id: Id,
}

pub(super) const PAGE: i64 = 50;

impl Issue {
    pub fn is_open(&self) -> bool {
        self.status.is_open()
    }

    /// The services that it affects, its own first.
    pub fn services(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.service.as_str()).chain(self.also.iter().map(|(service, _)| service.as_str()))
    }

    /// Whether it is about something that the reader's organization has, where it is.
    pub fn concerns(&self, reader: &Reader) -> bool {
        reader.is_in(&self.regions) && self.services().any(|service| reader.has(service))
    }

    pub fn key(&self, show: Show) -> Key {
        let at = match show {
            Show::ResolvedSince(_) => self.resolved_at.unwrap_or(self.published_at),
            Show::ChangedSince(_) => self.changed_at,
            Show::All | Show::Open => self.published_at,
        };
        Key { at, id: self.id }
    }

    pub fn latest(&self) -> Option<&Post> {
        self.posts.iter().rev().find(|post| post.stage == Stage::Published)
    }
}

const COLUMNS: &str = "i.id, i.number, i.cloud, i.stage, i.class, i.origin, i.status, i.service, i.feature, i.also, \
                       i.regions, i.limited, i.broad, i.title, i.impact, i.started_at, i.ended_at, i.published_at, \
                       i.changed_at, i.resolved_at, i.next_update_at";

fn read(row: &Row) -> Result<Issue> {
    Ok(Issue {
        id: row.get(0)?,
        number: row.get(1)?,
        cloud: row.get(2)?,
        stage: row.get(3)?,
        class: row.get(4)?,
        origin: row.get(5)?,
        status: row.get(6)?,
        service: row.get(7)?,
        feature: row.get(8)?,
        also: serde_json::from_str(&row.get::<String>(9)?).map_err(Error::broken)?,
        regions: list(&row.get::<String>(10)?),
        is_limited: row.get(11)?,
        reach: Vec::new(),
        broad: row.get(12)?,
        title: Texts::parse(&row.get::<String>(13)?)?,
        impact: Texts::parse(&row.get::<String>(14)?)?,
        started_at: row.get(15)?,
        ended_at: row.get(16)?,
        published_at: row.get(17)?,
        changed_at: row.get(18)?,
        resolved_at: row.get(19)?,
        next_update_at: row.get(20)?,
        posts: Vec::new(),
        reviews: Vec::new(),
        attachments: Vec::new(),
    })
}

pub(super) fn list(text: &str) -> Vec<String> {
    text.split(',').filter(|s| !s.is_empty()).map(str::to_owned).collect()
}

/// What was published, with its posts, as the reader may see it.
pub fn issues(tx: &mut Tx, reader: &Reader, which: &Which<'_>) -> Result<Vec<Issue>> {
    let (own, desk) = (reader.own(), reader.desk());
    let class = which.class.map(Class::code);
    let since = match which.show {
        Show::ResolvedSince(since) | Show::ChangedSince(since) => since,
        Show::All | Show::Open => Timestamp::MIN,
    };
    // A time that no list comes to, so that a page without one before it needs no other statement.
    let after = which.after.unwrap_or(Key { at: Timestamp::MAX, id: Id([255; 16]) });
    let limit = if which.limit > 0 { which.limit } else { PAGE };
    let (time, shown) = match which.show {
        Show::All => ("i.published_at", ""),
        Show::Open => ("i.published_at", "AND i.is_open = 1"),
        Show::ResolvedSince(_) => ("i.resolved_at", "AND i.resolved_at IS NOT NULL AND i.resolved_at >= $9"),
        Show::ChangedSince(_) => ("i.changed_at", "AND i.changed_at >= $9"),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM health_issues i
         WHERE i.cloud = $1 AND i.stage = 'published' {shown} AND ({time}, i.id) < ($2, $3)
           AND (CAST($8 AS BIGINT) = 1 OR i.limited = 0
                OR EXISTS (SELECT 1 FROM health_reach r WHERE r.issue = i.id AND r.organization = $4))
           AND (CAST($5 AS TEXT) IS NULL OR EXISTS (SELECT 1 FROM health_issue_services s
                                                    WHERE s.issue = i.id AND s.service = $5))
           AND (CAST($6 AS TEXT) IS NULL OR i.class = $6)
         ORDER BY {time} DESC, i.id DESC LIMIT $7"
    );
    let mut params: Vec<&dyn ToValue> =
        vec![&reader.cloud, &after.at, &after.id, &own, &which.service, &class, &limit, &desk];
    if matches!(which.show, Show::ResolvedSince(_) | Show::ChangedSince(_)) {
        params.push(&since);
    }
    let mut issues = Vec::new();
    for row in &tx.query_dyn(&sql, &params)? {
        issues.push(complete(tx, reader, read(row)?, false)?);
    }
    Ok(issues)
}

/// One issue by its number; what the reader may not see doesn't exist.
pub fn issue(tx: &mut Tx, reader: &Reader, number: &str) -> Result<Issue> {
    let issue = load(tx, &reader.cloud, number)?;
    let reaches = match reader.who {
        Side::Desk => true,
        Side::Anybody => !issue.is_limited,
        Side::Organization(organization) => reaches(tx, &issue, organization)?,
    };
    if issue.stage != Stage::Published || !reaches {
        return Err(Error::NotFound);
    }
    complete(tx, reader, issue, false)
}

/// Whether it exists for the people of an organization, once it is published.
pub(super) fn reaches(tx: &mut Tx, issue: &Issue, organization: Id) -> Result<bool> {
    let reach = "SELECT 1 FROM health_reach WHERE issue = $1 AND organization = $2";
    Ok(!issue.is_limited || tx.query_opt(reach, &[&issue.id, &organization])?.is_some())
}

/// The number of an issue, for what goes out.
pub fn issue_number(tx: &mut Tx, id: Id) -> Result<String> {
    let row = tx.query_opt("SELECT number FROM health_issues WHERE id = $1", &[&id])?;
    Ok(row.ok_or(Error::NotFound)?.get(0)?)
}

/// Whatever its stage, without what belongs to it.
pub(super) fn load(tx: &mut Tx, cloud: &str, number: &str) -> Result<Issue> {
    let sql = format!("SELECT {COLUMNS} FROM health_issues i WHERE i.number = $1 AND i.cloud = $2");
    let rows = tx.query_dyn(&sql, &[&number, &cloud])?;
    read(rows.first().ok_or(Error::NotFound)?)
}

pub(super) fn load_by_id(tx: &mut Tx, id: Id) -> Result<Issue> {
    select(tx, "WHERE i.id = $1", &[&id])?.pop().ok_or(Error::NotFound)
}

/// Issues of the desk: drafts and those with an unpublished post, whatever else is said in `shown`.
pub(super) fn select(tx: &mut Tx, shown: &str, params: &[&dyn ToValue]) -> Result<Vec<Issue>> {
    let sql = format!("SELECT {COLUMNS} FROM health_issues i {shown}");
    let rows = tx.query_dyn(&sql, params)?;
    rows.iter().map(read).collect()
}

/// With posts, reviews and files; drafts among them where `all`.
pub(super) fn complete(tx: &mut Tx, reader: &Reader, mut issue: Issue, all: bool) -> Result<Issue> {
    issue.posts = posts(tx, issue.id, all)?;
    issue.reviews = review::of_issue(tx, issue.id, all)?;
    issue.attachments = attachment::of(tx, issue.id)?;
    if reader.desk() && issue.is_limited {
        let reach = tx.query("SELECT organization FROM health_reach WHERE issue = $1", &[&issue.id])?;
        issue.reach = reach.iter().map(|row| Ok(row.get(0)?)).collect::<Result<_>>()?;
    }
    if !reader.desk() {
        for post in &mut issue.posts {
            (post.written_by, post.approved_by) = (None, None);
        }
    }
    Ok(issue)
}

pub(super) fn posts(tx: &mut Tx, issue: Id, all: bool) -> Result<Vec<Post>> {
    let rows = tx.query(
        "SELECT id, kind, stage, status, text, published_at, changed_at, next_update_at, corrects, written_by,
                approved_by
         FROM health_posts WHERE issue = $1 ORDER BY published_at, id",
        &[&issue],
    )?;
    let mut posts = Vec::new();
    for row in &rows {
        let post = read_post(row)?;
        if all || post.stage == Stage::Published {
            posts.push(post);
        }
    }
    let corrections: Vec<(Id, Id)> = posts
        .iter()
        .filter(|post| post.stage == Stage::Published)
        .filter_map(|post| Some((post.corrects?, post.id)))
        .collect();
    for post in &mut posts {
        post.corrected_by = corrections.iter().rev().find(|(of, _)| *of == post.id).map(|(_, by)| *by);
    }
    Ok(posts)
}

fn read_post(row: &Row) -> Result<Post> {
    Ok(Post {
        id: row.get(0)?,
        kind: row.get(1)?,
        stage: row.get(2)?,
        status: row.get(3)?,
        text: Texts::parse(&row.get::<String>(4)?)?,
        published_at: row.get(5)?,
        changed_at: row.get(6)?,
        next_update_at: row.get(7)?,
        corrects: row.get(8)?,
        corrected_by: None,
        written_by: row.get(9)?,
        approved_by: row.get(10)?,
    })
}
