use askama::Template;
use axum::{extract::Path, response::Response};
use centre::{
    cases,
    health::{self, Event, Happened, Issue, Post, Sheet, Stage},
};
use db::{Id, Tx};

use super::{InLanguage, Said, languages, linked::Requests, list::stage, place_name, read_id};
use crate::{
    desk::Deadline,
    error::{Fault, Result},
    form::Fields,
    page::{Page, told},
    requests,
    visit::{AtDesk, Engineer, Visit},
};

pub(super) struct PostView {
    pub id: Id,
    pub kind: String,
    pub status: String,
    pub text: Said,
    pub at: String,
    pub when: String,
    pub ago: String,
    pub by: String,
    pub next: String,
    pub badge: Option<(&'static str, String)>,
    pub is_published: bool,
    pub in_review: bool,
    pub is_corrected: bool,
    /// What the corrected post said.
    pub corrects: Option<Said>,
    pub languages: Vec<InLanguage>,
}

struct ReviewView {
    name: String,
    href: String,
    badge: (&'static str, String),
    due: Option<Deadline>,
}

struct Step {
    sentence: String,
    detail: String,
    by: String,
    at: String,
    when: String,
    ago: String,
}

#[derive(Template)]
#[template(path = "desk/health-issue.html")]
struct IssuePage {
    page: Page,
    is_engineer: bool,
    base: String,
    number: String,
    title: Said,
    impact: Said,
    state: &'static str,
    class: String,
    status: String,
    badge: Option<(&'static str, String)>,
    next: Option<Deadline>,
    facts: Vec<(String, String)>,
    languages: Vec<InLanguage>,
    posts: Vec<PostView>,
    is_open: bool,
    is_published: bool,
    /// The closing post stands for a review where none is owed.
    closes_without_review: bool,
    reviews: Vec<ReviewView>,
    requests: Requests,
    files: Vec<(String, String, String)>,
    happened: Vec<Step>,
    error: Option<String>,
}

/// `GET /desk/health/issues/{number}`
pub async fn issue(AtDesk { visit, viewer }: AtDesk, Path(number): Path<String>) -> Result {
    let is_engineer = viewer.engineers().is_ok();
    let sheet = visit.app.db.read(move |tx| health::sheet(tx, &viewer, &number)).await?;
    show(&visit, &sheet, is_engineer, None)
}

pub(super) fn show(visit: &Visit, sheet: &Sheet, is_engineer: bool, error: Option<centre::Told>) -> Result {
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let issue = &sheet.issue;
    let base = format!("/desk/health/issues/{}", issue.number);
    let status = if error.is_some() {
        axum::http::StatusCode::UNPROCESSABLE_ENTITY
    } else {
        axum::http::StatusCode::OK
    };
    let is_published = issue.stage == Stage::Published;
    let mut posts: Vec<PostView> =
        issue.posts.iter().map(|post| post_view(&page, sheet, post, &base)).collect();
    posts.reverse();
    let review = |review: &health::Review| ReviewView {
        name: page.t(&format!("healthdesk-review-{}", review.kind.code())),
        href: format!("{base}/reviews/{}", review.kind.code()),
        badge: match review.stage {
            Stage::Published => stage(&page, Stage::Published),
            _ => ("warn", page.t("healthdesk-owed")),
        },
        due: (review.stage != Stage::Published)
            .then(|| Deadline::new(&page, issue.resolved_at.unwrap_or(issue.changed_at), review.due_at)),
    };
    let shown = IssuePage {
        is_engineer,
        number: issue.number.clone(),
        title: Said::of(&page, &issue.title),
        impact: Said::of(&page, &issue.impact),
        state: issue.class.code(),
        class: page.t(&format!("health-class-{}", issue.class.code())),
        status: page.t(&format!("health-status-{}", issue.status.code())),
        badge: (!is_published).then(|| stage(&page, issue.stage)),
        next: issue.next_update_at.map(|due| Deadline::new(&page, issue.changed_at, due)),
        facts: facts(&page, policy, sheet),
        languages: languages(&page, &issue.title, &format!("{base}/translate/issue")),
        is_open: issue.is_open(),
        is_published,
        closes_without_review: is_published && !issue.is_open() && issue.reviews.is_empty(),
        reviews: issue.reviews.iter().map(review).collect(),
        requests: Requests::of(&page, policy, sheet),
        files: files(&page, issue, &base),
        happened: sheet.happened.iter().map(|one| step(&page, one)).collect(),
        error: error.map(|one| told(page.l, &one)),
        posts,
        base,
        page,
    };
    visit.html_with(status, &shown)
}

fn post_view(page: &Page, sheet: &Sheet, post: &Post, base: &str) -> PostView {
    let is_published = post.stage == Stage::Published;
    let name = |id: Option<Id>| id.and_then(|id| sheet.names.get(&id)).cloned();
    let by =
        match (name(post.written_by), name(post.approved_by).filter(|_| post.approved_by != post.written_by))
        {
            (Some(by), Some(approved)) => {
                page.t2("healthdesk-by-two", "name", by.as_str(), "other", approved.as_str())
            }
            (Some(by), None) => by,
            (None, _) => String::new(),
        };
    let corrected = post.corrects.and_then(|id| sheet.issue.posts.iter().find(|one| one.id == id));
    PostView {
        id: post.id,
        kind: page.t(&format!("healthdesk-kind-{}", post.kind.code())),
        status: page.t(&format!("health-status-{}", post.status.code())),
        text: Said::of(page, &post.text),
        at: post.published_at.to_string(),
        when: page.when(&post.published_at),
        ago: page.relative(&post.published_at),
        by,
        next: post
            .next_update_at
            .map(|at| page.t1("healthdesk-next-at", "at", page.when(&at)))
            .unwrap_or_default(),
        badge: (!is_published).then(|| stage(page, post.stage)),
        is_published,
        in_review: post.stage == Stage::Review,
        is_corrected: post.corrected_by.is_some(),
        corrects: corrected.map(|post| Said::of(page, &post.text)),
        languages: languages(page, &post.text, &format!("{base}/translate/{}", post.id)),
    }
}

fn facts(page: &Page, policy: &centre::policy::Policy, sheet: &Sheet) -> Vec<(String, String)> {
    let issue = &sheet.issue;
    let also: Vec<String> =
        issue.also.iter().map(|(service, part)| place_name(page, policy, service, part.as_deref())).collect();
    let regions: Vec<String> =
        issue.regions.iter().map(|code| page.l.country(code).unwrap_or(code).to_owned()).collect();
    let reach: Vec<String> = sheet.reach.iter().map(|(id, name)| format!("{name} ({id})")).collect();
    let facts = [
        ("service", place_name(page, policy, &issue.service, issue.feature.as_deref())),
        ("also", page.l.list(&also)),
        ("regions", page.l.list(&regions)),
        ("reach", page.l.list(&reach)),
        ("origin", page.t(&format!("healthdesk-origin-{}", issue.origin.code()))),
        ("started", page.when(&issue.started_at)),
        ("ended", issue.ended_at.map(|at| page.when(&at)).unwrap_or_default()),
        ("broad", if issue.broad { page.t("healthdesk-broad-yes") } else { String::new() }),
    ];
    let told = facts.into_iter().filter(|(_, value)| !value.is_empty());
    told.map(|(key, value)| (page.t(&format!("healthdesk-{key}")), value)).collect()
}

fn files(page: &Page, issue: &Issue, base: &str) -> Vec<(String, String, String)> {
    let documents = issue.reviews.iter().filter_map(|review| review.document.as_ref());
    let mut seen = Vec::new();
    let mut files = Vec::new();
    for file in issue.attachments.iter().chain(documents) {
        if !seen.contains(&file.id) {
            seen.push(file.id);
            let size = page.l.bytes(file.size.unsigned_abs());
            files.push((format!("{base}/files/{}", file.id), file.name.clone(), size));
        }
    }
    files
}

fn step(page: &Page, happened: &Happened) -> Step {
    let (key, detail) = match &happened.event {
        Event::Begun { title } => ("begun", title.clone()),
        Event::Changed { fields } => {
            let line = |(field, (before, after)): (&String, &(String, String))| {
                format!("{}: {before} → {after}", page.t(&format!("healthdesk-{field}")))
            };
            ("changed", fields.iter().map(line).collect::<Vec<_>>().join("\n"))
        }
        Event::Written { status, .. } => ("written", page.t(&format!("health-status-{}", status.code()))),
        Event::Submitted => ("submitted", String::new()),
        Event::GivenBack { reason } => ("given-back", reason.clone()),
        Event::Dropped => ("dropped", String::new()),
        Event::Published { class } => ("published", page.t(&format!("health-class-{}", class.code()))),
        Event::Posted { text, .. } => ("posted", text.clone()),
        Event::Corrected { before, after } => ("corrected", format!("{before}\n→ {after}")),
        Event::Translated { language, .. } => {
            ("translated", page.l.language_name(language).unwrap_or(language).to_owned())
        }
        Event::Warned { clock, .. } => ("warned", page.t(&format!("healthdesk-clock-{}", clock.code()))),
        Event::Breached { clock, .. } => ("breached", page.t(&format!("healthdesk-clock-{}", clock.code()))),
        Event::ReviewWritten { review } => {
            ("review-written", page.t(&format!("healthdesk-review-{}", review.code())))
        }
        Event::ReviewPublished { review } => {
            ("review-published", page.t(&format!("healthdesk-review-{}", review.code())))
        }
        Event::MessagePublished => ("message-published", String::new()),
        Event::FilesAdded { names } => ("files-added", page.l.list(names)),
    };
    Step {
        sentence: page.t(&format!("healthdesk-did-{key}")),
        detail,
        by: happened.by.clone().unwrap_or_default(),
        at: happened.at.to_string(),
        when: page.when(&happened.at),
        ago: page.relative(&happened.at),
    }
}

/// `POST /desk/health/issues/{number}/files`
pub async fn add_files(
    Engineer { visit, viewer }: Engineer,
    Path(number): Path<String>,
    fields: Fields,
) -> Result {
    let back = format!("/desk/health/issues/{number}");
    let uploads = match fields.uploads() {
        Ok(uploads) => uploads.to_vec(),
        Err(told) => return Err(Fault::told(told)),
    };
    visit.app.db.write(move |tx: &mut Tx| health::add_files(tx, &viewer, &number, &uploads)).await?;
    Ok(visit.go(&back))
}

/// `GET /desk/health/issues/{number}/files/{id}`: to be saved, never to be shown by the browser.
pub async fn file(
    AtDesk { visit, viewer }: AtDesk,
    Path((number, id)): Path<(String, String)>,
) -> Result<Response> {
    let id: Id = read_id(&id)?;
    let issue = visit.app.db.read(move |tx| health::sheet(tx, &viewer, &number)).await?.issue;
    let documents = issue.reviews.into_iter().filter_map(|review| review.document);
    let found = issue.attachments.into_iter().chain(documents).find(|file| file.id == id);
    let health::Attachment { id, name, media_type, size } = found.ok_or(Fault::NotFound)?;
    Ok(requests::download(&visit, cases::Attachment { id, name, media_type, size, position: None }))
}
