//! The demo's health: what was wrong in the last months, what is wrong now, and what customers were told of.

use std::collections::BTreeMap;

use db::Tx;
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::Files;
use crate::{
    Error, Result,
    health::{
        self, Category, Class, NewIssue, NewMessage, NewPost, Origin, PostKind, ReviewKind, Severity, Status,
        Texts,
    },
    people,
    policy::Policies,
};

type Words = BTreeMap<String, String>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    issue: Vec<IssueEntry>,
    message: Vec<MessageEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct IssueEntry {
    cloud: String,
    class: Class,
    #[serde(default = "vendor")]
    origin: Origin,
    service: String,
    feature: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    #[serde(default)]
    regions: Vec<String>,
    /// Organizations, by key.
    #[serde(default)]
    reach: Vec<String>,
    #[serde(default)]
    broad: bool,
    started_hours_ago: f64,
    title: Words,
    impact: Words,
    post: Vec<PostEntry>,
    /// What the reviews of a broad incident that is long over say.
    review: Option<Words>,
}

fn vendor() -> Origin {
    Origin::Vendor
}

fn regular() -> PostKind {
    PostKind::Regular
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PostEntry {
    hours_ago: f64,
    status: Status,
    #[serde(default = "regular")]
    kind: PostKind,
    text: Words,
    /// When the next update is promised, counted from this one.
    next_in_hours: Option<f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MessageEntry {
    cloud: String,
    category: Category,
    severity: Severity,
    #[serde(default)]
    major: bool,
    #[serde(default)]
    maintenance: bool,
    #[serde(default)]
    tags: Vec<String>,
    services: Vec<String>,
    hours_ago: f64,
    act_in_hours: Option<f64>,
    starts_in_hours: Option<f64>,
    lasts_hours: Option<f64>,
    title: Words,
    body: Words,
}

/// Publishes the demo's issues and messages as if it had happened then.
pub fn play_health(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let file = Files::get("health.toml").ok_or_else(|| Error::broken("health.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    let story: Story = toml::from_str(text).map_err(Error::broken)?;
    let named = |title: &Words, error: Error| {
        Error::broken(format!("{}: {error}", title.get("en").map_or("?", String::as_str)))
    };
    for entry in &story.issue {
        play_issue(tx, policies, entry).map_err(|error| named(&entry.title, error))?;
    }
    for entry in &story.message {
        play_message(tx, policies, entry).map_err(|error| named(&entry.title, error))?;
    }
    Ok(())
}

fn play_issue(tx: &mut Tx, policies: &Policies, entry: &IssueEntry) -> Result<()> {
    let policy = policies.cloud(&entry.cloud).ok_or(Error::NotFound)?;
    let now = tx.now();
    let mut reach = Vec::new();
    for key in &entry.reach {
        reach.push(people::organization_id(tx, key)?.ok_or(Error::NotFound)?);
    }
    let issue = NewIssue {
        class: entry.class,
        origin: entry.origin,
        service: entry.service.clone(),
        feature: entry.feature.clone(),
        also: entry.also.iter().map(|service| (service.clone(), None)).collect(),
        regions: entry.regions.clone(),
        reach,
        broad: entry.broad,
        title: Texts::of(&entry.title),
        impact: Texts::of(&entry.impact),
        started_at: hours_from(now, -entry.started_hours_ago)?,
    };
    let mut number: Option<String> = None;
    for entry in &entry.post {
        let at = hours_from(now, -entry.hours_ago)?;
        let post = NewPost {
            kind: entry.kind,
            status: entry.status,
            text: Texts::of(&entry.text),
            next_update_at: entry.next_in_hours.map(|hours| hours_from(at, hours)).transpose()?,
            corrects: None,
        };
        match &number {
            None => number = Some(health::publish(tx, policy, at, &issue, &post)?),
            Some(number) => drop(health::add_post(tx, policy, at, number, &post)?),
        }
    }
    if let (Some(words), Some(number), Some(last)) = (&entry.review, &number, entry.post.last()) {
        const AFTER_HOURS: [(ReviewKind, f64); 2] =
            [(ReviewKind::Preliminary, 30.0), (ReviewKind::Final, 98.0)];
        for (kind, hours) in AFTER_HOURS {
            let at = hours_from(now, hours - last.hours_ago)?;
            health::add_review(tx, policy, at, number, kind, &Texts::of(words))?;
        }
    }
    Ok(())
}

fn play_message(tx: &mut Tx, policies: &Policies, entry: &MessageEntry) -> Result<()> {
    let policy = policies.cloud(&entry.cloud).ok_or(Error::NotFound)?;
    let now = tx.now();
    let ahead = |hours: Option<f64>| hours.map(|hours| hours_from(now, hours)).transpose();
    let starts_at = ahead(entry.starts_in_hours)?;
    let ends_at = starts_at.zip(entry.lasts_hours).map(|(at, hours)| hours_from(at, hours)).transpose()?;
    let message = NewMessage {
        category: entry.category,
        severity: entry.severity,
        major: entry.major,
        maintenance: entry.maintenance,
        tags: entry.tags.clone(),
        services: entry.services.clone(),
        title: Texts::of(&entry.title),
        body: Texts::of(&entry.body),
        act_by: ahead(entry.act_in_hours)?,
        starts_at,
        ends_at,
        short_notice: None,
    };
    health::publish_message(tx, policy, hours_from(now, -entry.hours_ago)?, &message)?;
    Ok(())
}

fn hours_from(at: Timestamp, hours: f64) -> Result<Timestamp> {
    SignedDuration::try_from_secs_f64(hours * 3600.0).map(|span| at + span).map_err(Error::broken)
}
