//! What engineers do: write, have it looked through, publish, put into other languages.

use std::collections::BTreeMap;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    Event, Issue, NewIssue, NewPost, NewsKind, Post, ReviewKind, Stage, Texts, attachment, history, issue,
    news::{self, About},
    record::{self, insert_issue, insert_post, put_facts},
    reports,
};
use crate::{
    Error, Result,
    people::Viewer,
    policy::{Policies, Policy},
    tell, text,
};

/// What is put into another language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// Title and impact of the issue.
    Issue,
    Post(Id),
    Review(ReviewKind),
}

/// The language and what stands in it, as somebody typed it.
#[derive(Debug, Clone)]
pub struct Written<'w> {
    pub language: &'w str,
    pub title: &'w str,
    pub text: &'w str,
}

/// Begins an issue with its first post, both as drafts. Answers its number and the post.
pub fn begin(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    new: &NewIssue,
    post: &NewPost,
) -> Result<(String, Id)> {
    let policy = own_policy(policies, viewer)?;
    check_facts(policy, new)?;
    record::may_follow(None, post.status)?;
    let at = tx.now();
    let title = kept("title", &new.title, text::line, viewer, at)?;
    let impact = kept("impact", &new.impact, text::lines, viewer, at)?;
    let new = NewIssue { title, impact, ..new.clone() };
    let issue = insert_issue(tx, policy, at, Some(viewer.id()), &new)?;
    let post = put_post(tx, viewer, &issue, None, post)?;
    Ok((issue.number, post))
}

/// Changes what is said of an issue besides its posts. Of a published one it is news, and the history keeps what stood there.
pub fn change(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str, new: &NewIssue) -> Result<()> {
    let policy = own_policy(policies, viewer)?;
    check_facts(policy, new)?;
    let before = whole(tx, viewer, number)?;
    let at = tx.now();
    let title = kept("title", &new.title, text::line, viewer, at)?;
    let impact = kept("impact", &new.impact, text::lines, viewer, at)?;
    let new = NewIssue { title, impact, ..new.clone() };
    let reach = (support_ids(tx, &before.reach)?, support_ids(tx, &new.reach)?);
    let fields = differences(&before, &new, reach);
    if fields.is_empty() {
        return Ok(());
    }
    let by = Some((viewer.name.as_str(), at));
    let (mut title, mut impact) = (before.title.clone(), before.impact.clone());
    let said = |texts: &Texts| texts.text(texts.original()).to_owned();
    title.rewrite(&said(&new.title), by);
    impact.rewrite(&said(&new.impact), by);
    put_facts(tx, before.id, &NewIssue { title, impact, ..new })?;
    touch(tx, &before, at)?;
    history::add(tx, before.id, at, Some(viewer.id()), &Event::Changed { fields })?;
    if before.stage == Stage::Published {
        tell_of(tx, &before, at, NewsKind::Change, None)?;
    }
    Ok(())
}

/// Writes a post that isn't published yet: a new one, or one that is there as a draft. Answers which.
pub fn write_post(
    tx: &mut Tx,
    viewer: &Viewer,
    number: &str,
    draft: Option<Id>,
    post: &NewPost,
) -> Result<Id> {
    let issue = whole(tx, viewer, number)?;
    if let Some(corrected) = post.corrects {
        find_post(&issue, corrected, Stage::Published)?;
    } else {
        record::may_follow((issue.stage == Stage::Published).then_some(issue.status), post.status)?;
    }
    put_post(tx, viewer, &issue, draft, post)
}

fn put_post(tx: &mut Tx, viewer: &Viewer, issue: &Issue, draft: Option<Id>, post: &NewPost) -> Result<Id> {
    let now = tx.now();
    let fresh = kept("text", &post.text, text::lines, viewer, now)?;
    let Some(id) = draft else {
        let id = insert_post(tx, issue, now, Some(viewer.id()), &NewPost { text: fresh, ..post.clone() })?;
        let written = Event::Written { post: post.kind, status: post.status };
        history::add(tx, issue.id, now, Some(viewer.id()), &written)?;
        return Ok(id);
    };
    let posts = issue::posts(tx, issue.id, true)?;
    let before = posts.iter().find(|one| one.id == id && one.stage != Stage::Published);
    let before = before.ok_or(Error::NotFound)?;
    let texts = if before.text.original() == fresh.original() {
        let mut texts = before.text.clone();
        texts.rewrite(fresh.text(fresh.original()), Some((viewer.name.as_str(), now)));
        texts
    } else {
        fresh
    };
    // Whoever changes it last has written it; what was looked through is looked through anew.
    tx.execute(
        "UPDATE health_posts SET kind = $2, status = $3, text = $4, next_update_at = $5, stage = 'draft',
           written_by = $6, changed_at = $7 WHERE id = $1",
        &[&id, &post.kind, &post.status, &texts.json(), &post.next_update_at, &viewer.id(), &now],
    )?;
    Ok(id)
}

/// Hands a post in for a second person.
pub fn submit(tx: &mut Tx, viewer: &Viewer, number: &str, post: Id) -> Result<()> {
    let issue = whole(tx, viewer, number)?;
    find_post(&issue, post, Stage::Draft)?;
    stage(tx, viewer, &issue, post, Stage::Review, &Event::Submitted)
}

/// Gives a post back to who wrote it, with the reason.
pub fn give_back(tx: &mut Tx, viewer: &Viewer, number: &str, post: Id, reason: &str) -> Result<()> {
    let issue = whole(tx, viewer, number)?;
    find_post(&issue, post, Stage::Review)?;
    let reason = text::required("reason", text::lines("reason", reason)?)?;
    stage(tx, viewer, &issue, post, Stage::Draft, &Event::GivenBack { reason })
}

fn stage(tx: &mut Tx, viewer: &Viewer, issue: &Issue, post: Id, to: Stage, event: &Event) -> Result<()> {
    let now = tx.now();
    tx.execute("UPDATE health_posts SET stage = $2 WHERE id = $1", &[&post, &to])?;
    if issue.stage != Stage::Published {
        tx.execute("UPDATE health_issues SET stage = $2 WHERE id = $1", &[&issue.id, &to])?;
    }
    history::add(tx, issue.id, now, Some(viewer.id()), event)?;
    tx.announce(news::topic(&issue.cloud));
    Ok(())
}

/// Publishes a post; who wrote it only where the policy allows that without a second person.
pub fn release(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str, post: Id) -> Result<()> {
    let policy = own_policy(policies, viewer)?;
    let issue = whole(tx, viewer, number)?;
    let found = issue.posts.iter().find(|one| one.id == post && one.stage != Stage::Published);
    let found = found.ok_or(Error::NotFound)?;
    approves(policy, viewer, found.written_by, found.kind.code())?;
    let at = tx.now();
    record::release(tx, policy, &issue, post, at, Some(viewer.id()))?;
    // What engineers were warned of is done.
    tx.execute(
        "UPDATE health_notices SET seen_at = $2 WHERE issue = $1 AND seen_at IS NULL",
        &[&issue.id, &at],
    )?;
    Ok(())
}

/// Drops a draft that was never published, and with the first post its issue. The history keeps that it was there.
pub fn drop_draft(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str, post: Id) -> Result<()> {
    let policy = own_policy(policies, viewer)?;
    let issue = whole(tx, viewer, number)?;
    let draft = issue.posts.iter().find(|one| one.id == post && one.stage != Stage::Published);
    draft.ok_or(Error::NotFound)?;
    let now = tx.now();
    tx.execute("DELETE FROM health_posts WHERE id = $1", &[&post])?;
    if issue.stage != Stage::Published {
        reports::let_go(tx, policy, viewer, &issue)?;
        for sql in [
            "DELETE FROM health_issue_services WHERE issue = $1",
            "DELETE FROM health_reach WHERE issue = $1",
            "DELETE FROM health_issues WHERE id = $1",
        ] {
            tx.execute(sql, &[&issue.id])?;
        }
    }
    history::add(tx, issue.id, now, Some(viewer.id()), &Event::Dropped)?;
    tx.announce(news::topic(&issue.cloud));
    Ok(())
}

/// Puts what was said into another language, before it is published or after.
pub fn translate(
    tx: &mut Tx,
    viewer: &Viewer,
    number: &str,
    said: Said,
    written: &Written<'_>,
) -> Result<()> {
    let issue = whole(tx, viewer, number)?;
    let now = tx.now();
    let by = Some((viewer.name.as_str(), now));
    let words = text::required("text", text::lines("text", written.text)?)?;
    let (changed, published, post) = match said {
        Said::Issue => {
            let heading = text::required("title", text::line("title", written.title)?)?;
            let (mut title, mut impact) = (issue.title.clone(), issue.impact.clone());
            let changed = title.translate(written.language, &heading, by)
                | impact.translate(written.language, &words, by);
            tx.execute(
                "UPDATE health_issues SET title = $2, impact = $3 WHERE id = $1",
                &[&issue.id, &title.json(), &impact.json()],
            )?;
            (changed, issue.stage == Stage::Published, None)
        }
        Said::Post(id) => {
            let post = issue.posts.iter().find(|post| post.id == id).ok_or(Error::NotFound)?;
            let mut texts = post.text.clone();
            let changed = texts.translate(written.language, &words, by);
            tx.execute(
                "UPDATE health_posts SET text = $2, changed_at = $3 WHERE id = $1",
                &[&id, &texts.json(), &now],
            )?;
            (changed, post.stage == Stage::Published, Some(id))
        }
        Said::Review(kind) => {
            let review = issue.reviews.iter().find(|review| review.kind == kind).ok_or(Error::NotFound)?;
            let mut texts = review.text.clone().ok_or(Error::NotFound)?;
            let changed = texts.translate(written.language, &words, by);
            tx.execute(
                "UPDATE health_reviews SET text = $3 WHERE issue = $1 AND kind = $2",
                &[&issue.id, &kind, &texts.json()],
            )?;
            (changed, review.stage == Stage::Published, None)
        }
    };
    if !changed {
        return Ok(());
    }
    let what = match said {
        Said::Issue => "issue",
        Said::Post(_) => "post",
        Said::Review(_) => "review",
    };
    let event = Event::Translated { what: what.to_owned(), language: written.language.to_owned() };
    history::add(tx, issue.id, now, Some(viewer.id()), &event)?;
    if published {
        touch(tx, &issue, now)?;
        tell_of(tx, &issue, now, NewsKind::Translation, post)?;
    }
    Ok(())
}

/// Adds the viewer's uploads to what readers of the issue can download.
pub fn add_files(tx: &mut Tx, viewer: &Viewer, number: &str, uploads: &[Id]) -> Result<()> {
    let issue = whole(tx, viewer, number)?;
    if uploads.is_empty() {
        return Err(tell("error-required").about("files").into());
    }
    attachment::attach(tx, viewer, issue.id, uploads)?;
    let now = tx.now();
    let mut names = Vec::new();
    for id in uploads {
        names.extend(attachment::load(tx, *id)?.map(|file| file.name));
    }
    history::add(tx, issue.id, now, Some(viewer.id()), &Event::FilesAdded { names })?;
    touch(tx, &issue, now)?;
    if issue.stage == Stage::Published {
        tell_of(tx, &issue, now, NewsKind::Change, None)?;
    }
    Ok(())
}

/// The policy of the engineer's own cloud.
pub(super) fn own_policy<'p>(policies: &'p Policies, viewer: &Viewer) -> Result<&'p Policy> {
    viewer.engineers()?;
    policies.cloud(&viewer.cloud).ok_or(Error::NotFound)
}

/// An issue of the engineer's cloud, whatever its stage, with all that belongs to it.
pub(super) fn whole(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Issue> {
    viewer.engineers()?;
    let issue = issue::load(tx, &viewer.cloud, number)?;
    issue::complete(tx, &super::Reader::at_desk(viewer), issue, true)
}

/// A second person publishes what somebody wrote, but for what the policy leaves to one.
pub(super) fn approves(policy: &Policy, viewer: &Viewer, written_by: Option<Id>, kind: &str) -> Result<()> {
    if written_by == Some(viewer.id()) && !policy.health.own_approval.iter().any(|own| own == kind) {
        return Err(tell("health-needs-second").into());
    }
    Ok(())
}

pub(super) fn touch(tx: &mut Tx, issue: &Issue, at: Timestamp) -> Result<()> {
    tx.execute("UPDATE health_issues SET changed_at = $2 WHERE id = $1", &[&issue.id, &at])?;
    Ok(())
}

pub(super) fn tell_of(
    tx: &mut Tx,
    issue: &Issue,
    at: Timestamp,
    kind: NewsKind,
    post: Option<Id>,
) -> Result<()> {
    news::tell(tx, &issue.cloud, at, kind, About { issue: Some(issue.id), post, message: None })
}

fn find_post(issue: &Issue, id: Id, stage: Stage) -> Result<&Post> {
    issue.posts.iter().find(|post| post.id == id && post.stage == stage).ok_or(Error::NotFound)
}

fn check_facts(policy: &Policy, new: &NewIssue) -> Result<()> {
    let service =
        policy.service(&new.service).ok_or_else(|| tell("health-service-missing").about("service"))?;
    if new.feature.as_ref().is_some_and(|feature| service.feature(feature).is_none()) {
        return Err(tell("health-feature-elsewhere").about("feature").into());
    }
    for (also, feature) in &new.also {
        let known = policy.service(also).ok_or_else(|| tell("health-service-missing").about("also"))?;
        if feature.as_ref().is_some_and(|feature| known.feature(feature).is_none()) {
            return Err(tell("health-feature-elsewhere").about("also").into());
        }
    }
    Ok(())
}

/// What somebody typed, made fit to keep, and signed. What comes from a template unchanged keeps its other languages.
pub(super) fn kept(
    field: &'static str,
    texts: &Texts,
    clean: fn(&'static str, &str) -> Result<String>,
    viewer: &Viewer,
    at: Timestamp,
) -> Result<Texts> {
    let typed = texts.text(texts.original());
    let said = text::required(field, clean(field, typed)?)?;
    let mut kept = if said == typed { texts.clone() } else { Texts::new(texts.original(), said) };
    kept.sign(&viewer.name, at);
    Ok(kept)
}

fn support_ids(tx: &mut Tx, organizations: &[Id]) -> Result<String> {
    let mut ids: Vec<String> = Vec::new();
    for id in organizations {
        ids.push(tx.query_one("SELECT support_id FROM organizations WHERE id = $1", &[id])?.get(0)?);
    }
    ids.sort();
    Ok(ids.join(", "))
}

/// What is said otherwise now, field by field.
fn differences(
    before: &Issue,
    new: &NewIssue,
    reach: (String, String),
) -> BTreeMap<String, (String, String)> {
    let said = |texts: &Texts| texts.text(texts.original()).to_owned();
    let also = |list: &[(String, Option<String>)]| {
        let names: Vec<&str> = list.iter().map(|(service, _)| service.as_str()).collect();
        names.join(", ")
    };
    let feature = |feature: &Option<String>| feature.clone().unwrap_or_default();
    let pairs = [
        ("class", before.class.code().to_owned(), new.class.code().to_owned()),
        ("origin", before.origin.code().to_owned(), new.origin.code().to_owned()),
        ("service", before.service.clone(), new.service.clone()),
        ("feature", feature(&before.feature), feature(&new.feature)),
        ("also", also(&before.also), also(&new.also)),
        ("regions", before.regions.join(", "), new.regions.join(", ")),
        ("reach", reach.0, reach.1),
        ("broad", before.broad.to_string(), new.broad.to_string()),
        ("title", said(&before.title), said(&new.title)),
        ("impact", said(&before.impact), said(&new.impact)),
        ("started", before.started_at.to_string(), new.started_at.to_string()),
    ];
    let changed = pairs.into_iter().filter(|(_, before, now)| before != now);
    changed.map(|(field, before, now)| (field.to_owned(), (before, now))).collect()
}
