//! How issues, posts and messages are written down, whoever asked for it: nobody's permission is asked here.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{
    Category, Class, Event, Issue, NewsKind, Origin, Post, PostKind, ReviewKind, Severity, Stage, Status,
    Texts, clocks, history, issue, message,
    news::{self, About},
    review,
};
use crate::{Error, Result, policy::Policy, tell};

/// What is said of an issue besides its posts.
#[derive(Debug, Clone)]
pub struct NewIssue {
    pub class: Class,
    pub origin: Origin,
    pub service: String,
    pub feature: Option<String>,
    pub also: Vec<(String, Option<String>)>,
    pub regions: Vec<String>,
    /// The organizations that it exists for; none means all.
    pub reach: Vec<Id>,
    pub broad: bool,
    pub title: Texts,
    pub impact: Texts,
    pub started_at: Timestamp,
}

#[derive(Debug, Clone)]
pub struct NewPost {
    pub kind: PostKind,
    pub status: Status,
    pub text: Texts,
    /// Without one it follows from the policy's rhythm.
    pub next_update_at: Option<Timestamp>,
    pub corrects: Option<Id>,
}

#[derive(Debug, Clone)]
pub struct NewMessage {
    pub category: Category,
    pub severity: Severity,
    pub major: bool,
    pub maintenance: bool,
    pub tags: Vec<String>,
    pub services: Vec<String>,
    pub title: Texts,
    pub body: Texts,
    pub act_by: Option<Timestamp>,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    pub short_notice: Option<String>,
}

impl NewIssue {
    /// An issue of everybody, with what has no good default.
    pub fn new(class: Class, service: &str, title: Texts, impact: Texts, started_at: Timestamp) -> NewIssue {
        NewIssue {
            class,
            origin: Origin::Vendor,
            service: service.to_owned(),
            feature: None,
            also: Vec::new(),
            regions: Vec::new(),
            reach: Vec::new(),
            broad: false,
            title,
            impact,
            started_at,
        }
    }
}

impl NewPost {
    pub fn new(status: Status, text: Texts) -> NewPost {
        NewPost { kind: PostKind::Regular, status, text, next_update_at: None, corrects: None }
    }
}

/// Publishes an issue with its first post at once, as the demo and tests do. Answers its number.
pub fn publish(
    tx: &mut Tx,
    policy: &Policy,
    at: Timestamp,
    new: &NewIssue,
    post: &NewPost,
) -> Result<String> {
    let issue = insert_issue(tx, policy, at, None, new)?;
    let post = insert_post(tx, &issue, at, None, post)?;
    release(tx, policy, &issue, post, at, None)?;
    Ok(issue.number)
}

/// Adds a published post to an issue, as the demo and tests do.
pub fn add_post(tx: &mut Tx, policy: &Policy, at: Timestamp, number: &str, post: &NewPost) -> Result<Id> {
    let issue = issue::load(tx, &policy.cloud.key, number)?;
    let post = insert_post(tx, &issue, at, None, post)?;
    release(tx, policy, &issue, post, at, None)?;
    Ok(post)
}

/// Publishes a message at once, as the demo and tests do. Answers its number.
pub fn publish_message(tx: &mut Tx, policy: &Policy, at: Timestamp, new: &NewMessage) -> Result<String> {
    let (id, number) = insert_message(tx, policy, at, None, new)?;
    release_message(tx, &policy.cloud.key, id, at, None)?;
    Ok(number)
}

/// Publishes a review that is owed at once, as the demo and tests do.
pub fn add_review(
    tx: &mut Tx,
    policy: &Policy,
    at: Timestamp,
    number: &str,
    kind: ReviewKind,
    text: &Texts,
) -> Result<()> {
    let issue = issue::load(tx, &policy.cloud.key, number)?;
    tx.execute(
        "UPDATE health_reviews SET text = $3 WHERE issue = $1 AND kind = $2",
        &[&issue.id, &kind, &text.json()],
    )?;
    review::release(tx, &issue, kind, at, None)
}

pub(super) fn insert_issue(
    tx: &mut Tx,
    policy: &Policy,
    at: Timestamp,
    by: Option<Id>,
    new: &NewIssue,
) -> Result<Issue> {
    let service =
        policy.service(&new.service).ok_or_else(|| tell("health-service-missing").about("service"))?;
    let id = tx.new_id();
    let number = unused(tx, &service.code, "SELECT 1 FROM health_issues WHERE number = $1")?;
    tx.execute(
        "INSERT INTO health_issues (id, number, cloud, stage, class, origin, status, is_open, service, also, regions,
           limited, broad, title, impact, started_at, created_by, created_at, published_at, changed_at)
         VALUES ($1, $2, $3, 'draft', $4, $5, 'investigating', 1, $6, '[]', '', 0, 0, $7, $8, $9, $10, $11, $11, $11)",
        &[
            &id,
            &number,
            &policy.cloud.key,
            &new.class,
            &new.origin,
            &new.service,
            &new.title.json(),
            &new.impact.json(),
            &new.started_at,
            &by,
            &at,
        ],
    )?;
    put_facts(tx, id, new)?;
    history::add(tx, id, at, by, &Event::Begun { title: new.title.text(new.title.original()).to_owned() })?;
    issue::load(tx, &policy.cloud.key, &number)
}

/// Writes what is said of an issue besides its posts.
pub(super) fn put_facts(tx: &mut Tx, id: Id, new: &NewIssue) -> Result<()> {
    let also = serde_json::to_string(&new.also).map_err(Error::broken)?;
    tx.execute(
        "UPDATE health_issues SET class = $2, origin = $3, service = $4, feature = $5, also = $6, regions = $7,
           limited = $8, broad = $9, title = $10, impact = $11, started_at = $12 WHERE id = $1",
        &[
            &id,
            &new.class,
            &new.origin,
            &new.service,
            &new.feature,
            &also,
            &new.regions.join(","),
            &!new.reach.is_empty(),
            &new.broad,
            &new.title.json(),
            &new.impact.json(),
            &new.started_at,
        ],
    )?;
    tx.execute("DELETE FROM health_issue_services WHERE issue = $1", &[&id])?;
    for service in std::iter::once(&new.service).chain(new.also.iter().map(|(service, _)| service)) {
        tx.execute(
            "INSERT INTO health_issue_services (issue, service) VALUES ($1, $2) ON CONFLICT (issue, service) DO NOTHING",
            &[&id, service],
        )?;
    }
    tx.execute("DELETE FROM health_reach WHERE issue = $1", &[&id])?;
    for organization in &new.reach {
        tx.execute(
            "INSERT INTO health_reach (issue, organization) VALUES ($1, $2)
             ON CONFLICT (issue, organization) DO NOTHING",
            &[&id, organization],
        )?;
    }
    Ok(())
}

pub(super) fn insert_post(
    tx: &mut Tx,
    issue: &Issue,
    at: Timestamp,
    by: Option<Id>,
    post: &NewPost,
) -> Result<Id> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO health_posts (id, issue, kind, status, stage, text, next_update_at, corrects, written_by,
           created_at, published_at, changed_at)
         VALUES ($1, $2, $3, $4, 'draft', $5, $6, $7, $8, $9, $9, $9)",
        &[
            &id,
            &issue.id,
            &post.kind,
            &post.status,
            &post.text.json(),
            &post.next_update_at,
            &post.corrects,
            &by,
            &at,
        ],
    )?;
    Ok(id)
}

/// Publishes a post, and with the first one its issue: the issue takes over the post's status, and the clocks what
/// follows from it.
pub(super) fn release(
    tx: &mut Tx,
    policy: &Policy,
    issue: &Issue,
    post: Id,
    at: Timestamp,
    by: Option<Id>,
) -> Result<()> {
    let posts = issue::posts(tx, issue.id, true)?;
    let post = posts.iter().find(|one| one.id == post).ok_or(Error::NotFound)?;
    let is_first = issue.stage != Stage::Published;
    let corrected = post.corrects.and_then(|id| posts.iter().find(|one| one.id == id));
    if corrected.is_none() {
        may_follow((!is_first).then_some(issue.status), post.status)?;
    }
    let status = if corrected.is_some() { issue.status } else { post.status };
    let next = clocks::next_update(policy, issue.class, status, post.next_update_at, at);
    let next = if corrected.is_some() { issue.next_update_at } else { next };
    tx.execute(
        "UPDATE health_posts SET stage = 'published', status = $2, published_at = $3, changed_at = $3,
           next_update_at = $4, approved_by = $5 WHERE id = $1",
        &[&post.id, &status, &at, &next, &by],
    )?;
    let is_open = status.is_open();
    let resolved = (!is_open).then(|| issue.resolved_at.unwrap_or(at));
    let ended = (!is_open).then(|| issue.ended_at.unwrap_or(at));
    let published = if is_first { at } else { issue.published_at };
    tx.execute(
        "UPDATE health_issues SET stage = 'published', status = $2, is_open = $3, published_at = $4, changed_at = $5,
           resolved_at = $6, ended_at = $7, next_update_at = $8 WHERE id = $1",
        &[&issue.id, &status, &is_open, &published, &at, &resolved, &ended, &next],
    )?;
    say(tx, issue, post, corrected, at, by)?;
    let now = Issue { status, resolved_at: resolved, published_at: published, ..issue.clone() };
    clocks::set(tx, policy, &now, next, at)
}

fn say(
    tx: &mut Tx,
    issue: &Issue,
    post: &Post,
    corrected: Option<&Post>,
    at: Timestamp,
    by: Option<Id>,
) -> Result<()> {
    let text = |post: &Post| post.text.text(post.text.original()).to_owned();
    let is_first = issue.stage != Stage::Published;
    if is_first {
        history::add(tx, issue.id, at, by, &Event::Published { class: issue.class })?;
    }
    let (kind, event) = match corrected {
        Some(before) => (NewsKind::Correction, Event::Corrected { before: text(before), after: text(post) }),
        None => {
            let posted = Event::Posted { post: post.kind, status: post.status, text: text(post) };
            (if is_first { NewsKind::Issue } else { NewsKind::Post }, posted)
        }
    };
    history::add(tx, issue.id, at, by, &event)?;
    news::tell(
        tx,
        &issue.cloud,
        at,
        kind,
        About { issue: Some(issue.id), post: Some(post.id), message: None },
    )
}

/// Refuses a status that can't come next.
pub(super) fn may_follow(before: Option<Status>, next: Status) -> Result<()> {
    // The review is published, not posted.
    let is_review = next == Status::PostIncidentReviewPublished && before != Some(next);
    match next.may_follow(before) && !is_review {
        true => Ok(()),
        false => Err(tell("health-status-refused").about("status").into()),
    }
}

pub(super) fn insert_message(
    tx: &mut Tx,
    policy: &Policy,
    at: Timestamp,
    by: Option<Id>,
    new: &NewMessage,
) -> Result<(Id, String)> {
    let id = tx.new_id();
    let number = unused(tx, "MC", "SELECT 1 FROM health_messages WHERE number = $1")?;
    tx.execute(
        "INSERT INTO health_messages (id, number, cloud, stage, category, severity, major, maintenance, tags, services,
           title, body, written_by, created_at, published_at, changed_at)
         VALUES ($1, $2, $3, 'draft', $4, $5, 0, 0, '', '', $6, $7, $8, $9, $9, $9)",
        &[
            &id,
            &number,
            &policy.cloud.key,
            &new.category,
            &new.severity,
            &new.title.json(),
            &new.body.json(),
            &by,
            &at,
        ],
    )?;
    put_message(tx, id, new)?;
    history::add(tx, id, at, by, &Event::Begun { title: new.title.text(new.title.original()).to_owned() })?;
    Ok((id, number))
}

pub(super) fn put_message(tx: &mut Tx, id: Id, new: &NewMessage) -> Result<()> {
    // With a comma at both ends, each can be looked for.
    let services: String = new.services.iter().map(|service| format!("{service},")).collect();
    let services = if services.is_empty() { services } else { format!(",{services}") };
    tx.execute(
        "UPDATE health_messages SET category = $2, severity = $3, major = $4, maintenance = $5, tags = $6,
           services = $7, title = $8, body = $9, act_by = $10, starts_at = $11, ends_at = $12, short_notice = $13
         WHERE id = $1",
        &[
            &id,
            &new.category,
            &new.severity,
            &new.major,
            &new.maintenance,
            &new.tags.join(","),
            &services,
            &new.title.json(),
            &new.body.json(),
            &new.act_by,
            &new.starts_at,
            &new.ends_at,
            &new.short_notice,
        ],
    )?;
    Ok(())
}

pub(super) fn release_message(tx: &mut Tx, cloud: &str, id: Id, at: Timestamp, by: Option<Id>) -> Result<()> {
    let found = message::select(tx, "WHERE m.id = $1 AND m.cloud = $2", &[&id, &cloud])?;
    let message = found.into_iter().next().ok_or(Error::NotFound)?;
    let is_first = message.stage != Stage::Published;
    let published = if is_first { at } else { message.published_at };
    tx.execute(
        "UPDATE health_messages SET stage = 'published', published_at = $2, changed_at = $3, approved_by = $4
         WHERE id = $1",
        &[&id, &published, &at, &by],
    )?;
    history::add(tx, id, at, by, &Event::MessagePublished)?;
    let kind = if is_first { NewsKind::Message } else { NewsKind::MessageChange };
    news::tell(tx, cloud, at, kind, About { message: Some(id), ..About::default() })
}

/// Two letters and six random digits, as with cases: no writer waits for another to count.
fn unused(tx: &mut Tx, letters: &str, taken: &'static str) -> Result<String> {
    const FIRST: u64 = 100_000;
    const MANY: u64 = 900_000;
    loop {
        let number = format!("{letters}{}", FIRST + u64::from_le_bytes(tx.random()) % MANY);
        if tx.query_opt(taken, &[&number])?.is_none() {
            return Ok(number);
        }
    }
}

/// So long after `at`.
pub(super) fn minutes_after(at: Timestamp, minutes: u32) -> Timestamp {
    at + SignedDuration::from_mins(i64::from(minutes))
}
