use askama::Template;
use axum::{extract::Path, response::Response};
use centre::{
    health::{self, Issue, Message, Post, Review, Stage, reports},
    policy::Policy,
};
use db::Tx;

use super::{Said, place_name, read_id, reported::Card};
use crate::{desk::Deadline, error::Result, live, page::Page, visit::AtDesk};

/// An issue, or a post of it, in a line.
pub(super) struct Line {
    pub href: String,
    pub number: String,
    pub title: Said,
    pub state: &'static str,
    pub class: String,
    pub place: String,
    pub status: String,
    /// When the next update or a review is due.
    due: Option<Deadline>,
    pub badge: Option<(&'static str, String)>,
    pub at: String,
    pub when: String,
    pub ago: String,
}

impl Line {
    fn of(page: &Page, policy: &Policy, issue: &Issue) -> Line {
        Line {
            href: format!("/desk/health/issues/{}", issue.number),
            number: issue.number.clone(),
            title: Said::of(page, &issue.title),
            state: issue.class.code(),
            class: page.t(&format!("health-class-{}", issue.class.code())),
            place: place_name(page, policy, &issue.service, issue.feature.as_deref()),
            status: page.t(&format!("health-status-{}", issue.status.code())),
            due: issue.next_update_at.map(|due| Deadline::new(page, issue.changed_at, due)),
            badge: issue.is_limited.then(|| ("outline", page.t("healthdesk-limited"))),
            at: issue.changed_at.to_string(),
            when: page.when(&issue.changed_at),
            ago: page.relative(&issue.changed_at),
        }
    }

    fn of_post(page: &Page, policy: &Policy, (issue, post): &(Issue, Post)) -> Line {
        Line {
            due: None,
            status: page.t(&format!("health-status-{}", post.status.code())),
            badge: Some(stage(page, post.stage)),
            at: post.changed_at.to_string(),
            when: page.when(&post.changed_at),
            ago: page.relative(&post.changed_at),
            ..Line::of(page, policy, issue)
        }
    }

    fn of_review(page: &Page, policy: &Policy, (issue, review): &(Issue, Review)) -> Line {
        let set = issue.resolved_at.unwrap_or(issue.changed_at);
        let kind = page.t(&format!("healthdesk-review-{}", review.kind.code()));
        Line {
            href: format!("/desk/health/issues/{}/reviews/{}", issue.number, review.kind.code()),
            due: Some(Deadline::new(page, set, review.due_at)),
            badge: Some(("info", kind)),
            ..Line::of(page, policy, issue)
        }
    }
}

pub(super) fn stage(page: &Page, stage: Stage) -> (&'static str, String) {
    let kind = match stage {
        Stage::Draft => "outline",
        Stage::Review => "warn",
        Stage::Published => "good",
    };
    (kind, page.t(&format!("healthdesk-stage-{}", stage.code())))
}

struct MessageLine {
    href: String,
    number: String,
    title: Said,
    category: String,
    badge: Option<(&'static str, String)>,
    /// The work that it announces, or by when to act.
    time: String,
    ago: String,
    when: String,
    at: String,
}

impl MessageLine {
    fn of(page: &Page, message: &Message, is_engineer: bool) -> MessageLine {
        let time = match (message.starts_at, message.act_by) {
            (Some(starts), _) => page.t1("healthdesk-starts-at", "at", page.when(&starts)),
            (None, Some(by)) => page.t1("healthdesk-act-by-at", "at", page.when(&by)),
            (None, None) => String::new(),
        };
        let is_draft = message.stage != Stage::Published;
        MessageLine {
            href: if is_engineer {
                format!("/desk/health/messages/{}", message.number)
            } else {
                String::new()
            },
            number: message.number.clone(),
            title: Said::of(page, &message.title),
            category: match message.maintenance {
                true => page.t("healthdesk-maintenance"),
                false => page.t(&format!("healthdesk-category-{}", message.category.code())),
            },
            badge: is_draft.then(|| stage(page, message.stage)),
            time,
            at: message.changed_at.to_string(),
            when: page.when(&message.changed_at),
            ago: page.relative(&message.changed_at),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/health.html")]
struct ListPage {
    page: Page,
    is_engineer: bool,
    reported: Vec<Card>,
    open: Vec<Line>,
    unpublished: Vec<Line>,
    owed: Vec<Line>,
    over: Vec<Line>,
    messages: Vec<MessageLine>,
}

/// `GET /desk/health`: what is open, what waits to be published, what is owed.
pub async fn list(AtDesk { visit, viewer }: AtDesk) -> Result {
    let is_engineer = viewer.engineers().is_ok();
    let policies = visit.policies.clone();
    let read = move |tx: &mut Tx| {
        let reported = if is_engineer { reports::suspicions(tx, &policies, &viewer)? } else { Vec::new() };
        Ok::<_, centre::Error>((health::overview(tx, &viewer)?, reported))
    };
    let (found, reported) = visit.app.db.read(read).await?;
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let lines = |issues: &[Issue]| issues.iter().map(|issue| Line::of(&page, policy, issue)).collect();
    visit.html(&ListPage {
        is_engineer,
        reported: reported.iter().map(|one| Card::of(&page, policy, one)).collect(),
        open: lines(&found.open),
        unpublished: found.unpublished.iter().map(|one| Line::of_post(&page, policy, one)).collect(),
        owed: found.owed.iter().map(|one| Line::of_review(&page, policy, one)).collect(),
        over: lines(&found.over),
        messages: found.messages.iter().map(|one| MessageLine::of(&page, one, is_engineer)).collect(),
        page,
    })
}

/// `GET /desk/health/live` tells when the page should look again.
pub async fn live(AtDesk { visit, viewer }: AtDesk) -> Response {
    let topics = vec![health::topic(&viewer.cloud), reports::topic(&viewer.cloud)];
    live::stream(&visit.app, topics, "health")
}

/// `POST /desk/health/notices/{id}/seen`
pub async fn see(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id = read_id(&id)?;
    visit.app.db.write(move |tx| health::see_notice(tx, &viewer, id)).await?;
    Ok(visit.go("/desk"))
}
