use std::collections::BTreeMap;

use db::Id;
use serde_json::{Value, json};

use crate::{
    following::Subject,
    health::{Issue, Message, News, NewsKind, Post, Stage, Texts},
};

/// What a webhook can be called for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    IssueOpened,
    IssuePosted,
    IssueCorrected,
    IssueChanged,
    IssueTranslated,
    ReviewPublished,
    MessagePublished,
    MessageChanged,
    /// Asked for by hand, to try a webhook.
    Test,
}

/// Those that can be chosen.
pub const EVENTS: [Event; 8] = [
    Event::IssueOpened,
    Event::IssuePosted,
    Event::IssueCorrected,
    Event::IssueChanged,
    Event::IssueTranslated,
    Event::ReviewPublished,
    Event::MessagePublished,
    Event::MessageChanged,
];

impl Event {
    /// As it stands in the calls.
    pub fn code(self) -> &'static str {
        match self {
            Event::IssueOpened => "health.issue.opened",
            Event::IssuePosted => "health.issue.posted",
            Event::IssueCorrected => "health.issue.corrected",
            Event::IssueChanged => "health.issue.changed",
            Event::IssueTranslated => "health.issue.translated",
            Event::ReviewPublished => "health.review.published",
            Event::MessagePublished => "health.message.published",
            Event::MessageChanged => "health.message.changed",
            Event::Test => "test",
        }
    }

    pub fn parse(code: &str) -> Option<Event> {
        EVENTS.into_iter().chain([Event::Test]).find(|event| event.code() == code)
    }

    pub(super) fn of(kind: NewsKind) -> Event {
        match kind {
            NewsKind::Issue => Event::IssueOpened,
            NewsKind::Post => Event::IssuePosted,
            NewsKind::Correction => Event::IssueCorrected,
            NewsKind::Change => Event::IssueChanged,
            NewsKind::Translation => Event::IssueTranslated,
            NewsKind::Review => Event::ReviewPublished,
            NewsKind::Message => Event::MessagePublished,
            NewsKind::MessageChange => Event::MessageChanged,
        }
    }
}

/// What a call says, as it stood when it was written: `type`, `timestamp`, `data`.
pub(super) fn body(news: &News, subject: &Subject) -> String {
    let data = match subject {
        Subject::Issue { issue, post } => {
            json!({ "issue": issue_of(issue), "post": post.as_ref().map(post_of) })
        }
        Subject::Message(message) => json!({ "message": message_of(message) }),
    };
    wrapped(Event::of(news.kind), &news.at.to_string(), data)
}

pub(super) fn test_body(at: jiff::Timestamp, webhook: Id) -> String {
    wrapped(Event::Test, &at.to_string(), json!({ "webhook": webhook.to_string() }))
}

fn wrapped(event: Event, at: &str, data: Value) -> String {
    json!({ "type": event.code(), "timestamp": at, "data": data }).to_string()
}

fn issue_of(issue: &Issue) -> Value {
    let also: Vec<Value> = issue
        .also
        .iter()
        .map(|(service, feature)| json!({ "service": service, "feature": feature }))
        .collect();
    let reviews = issue.reviews.iter().filter(|review| review.stage == Stage::Published);
    let reviews: Vec<Value> = reviews
        .map(|review| json!({ "kind": review.kind.code(), "published_at": review.published_at, "text": review.text.as_ref().map(texts) }))
        .collect();
    json!({
        "number": issue.number,
        "class": issue.class.code(),
        "origin": issue.origin.code(),
        "status": issue.status.code(),
        "open": issue.is_open(),
        "service": issue.service,
        "feature": issue.feature,
        "also": also,
        "regions": issue.regions,
        "title": texts(&issue.title),
        "impact": texts(&issue.impact),
        "started_at": issue.started_at,
        "ended_at": issue.ended_at,
        "published_at": issue.published_at,
        "changed_at": issue.changed_at,
        "resolved_at": issue.resolved_at,
        "next_update_at": issue.next_update_at,
        "reviews": reviews,
    })
}

fn post_of(post: &Post) -> Value {
    json!({
        "id": post.id.to_string(),
        "kind": post.kind.code(),
        "status": post.status.code(),
        "text": texts(&post.text),
        "published_at": post.published_at,
        "corrects": post.corrects.map(|id| id.to_string()),
    })
}

fn message_of(message: &Message) -> Value {
    json!({
        "number": message.number,
        "category": message.category.code(),
        "severity": message.severity.code(),
        "major": message.major,
        "maintenance": message.maintenance,
        "services": message.services,
        "tags": message.tags,
        "title": texts(&message.title),
        "body": texts(&message.body),
        "act_by": message.act_by,
        "starts_at": message.starts_at,
        "ends_at": message.ends_at,
        "published_at": message.published_at,
        "changed_at": message.changed_at,
    })
}

/// In every language that says what the original says.
fn texts(texts: &Texts) -> Value {
    let known = texts.languages().filter(|language| texts.get(language).1 == *language);
    let map: BTreeMap<&str, &str> = known.map(|language| (language, texts.text(language))).collect();
    json!(map)
}
