use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use centre::{
    Error, Told,
    health::{self, NewPost, PostKind, Sheet, Stage, Status},
    policy::{Policy, Service},
};
use db::{Id, Tx};
use jiff::SignedDuration;
use serde::Deserialize;

use super::{
    Choice, Said, choices, facts::go_on, filled, issue, language_of, read_id, template, typed, written_in,
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

/// After so many minutes the next update can be promised, besides what the policy says.
const NEXT: [i64; 5] = [30, 60, 120, 240, 1440];

/// A post as it stands in the form.
#[derive(Default)]
pub(super) struct Post {
    pub language: String,
    pub template: String,
    pub kind: String,
    pub status: String,
    pub text: String,
    pub next: String,
    pub kinds: Vec<Choice>,
    pub statuses: Vec<Choice>,
    pub nexts: Vec<Choice>,
}

impl Post {
    fn with(self, page: &Page, statuses: impl Iterator<Item = Status>) -> Post {
        let nexts = NEXT.iter().map(|minutes| {
            let label = page.l.duration(minutes * 60);
            Choice::new(minutes.to_string(), page.t1("healthdesk-next-in", "duration", label), &self.next)
        });
        let usual = Choice::new("", page.t("healthdesk-next-usual"), &self.next);
        let codes = statuses.map(Status::code);
        Post {
            kinds: choices(page, "healthdesk-kind", PostKind::ALL.iter().map(|one| one.code()), &self.kind),
            statuses: choices(page, "health-status", codes, &self.status),
            nexts: std::iter::once(usual).chain(nexts).collect(),
            ..self
        }
    }

    /// The first post of an issue, maybe begun with a template.
    pub fn fresh(
        visit: &Visit,
        policy: &Policy,
        id: &str,
        service: Option<&Service>,
        feature: Option<&str>,
    ) -> Post {
        let language = visit.lang.code();
        let found = template(policy, id);
        let status = found.and_then(|found| found.status.clone());
        let post = Post {
            language: language.to_owned(),
            template: id.to_owned(),
            kind: PostKind::Quick.code().to_owned(),
            status: status.unwrap_or_else(|| Status::Investigating.code().to_owned()),
            text: found.map(|found| filled(&found.text, language, service, feature)).unwrap_or_default(),
            ..Post::default()
        };
        post.with(&visit.page("health"), Status::ALL.iter().copied().filter(|one| one.may_begin()))
    }

    pub fn of(visit: &Visit, fields: &Fields, statuses: impl Iterator<Item = Status>) -> Post {
        let get = |name| fields.get(name).to_owned();
        let post = Post {
            language: language_of(visit, fields.get("language")).to_owned(),
            template: get("template"),
            kind: get("kind"),
            status: get("status"),
            text: get("text"),
            next: get("next"),
            ..Post::default()
        };
        post.with(&visit.page("health"), statuses)
    }

    pub fn new_post(
        &self,
        visit: &Visit,
        policy: &Policy,
        service: Option<&Service>,
        feature: Option<&str>,
    ) -> std::result::Result<NewPost, Told> {
        let of = template(policy, &self.template).map(|found| &found.text);
        let minutes = self.next.parse::<i64>().ok().filter(|minutes| NEXT.contains(minutes));
        let unknown = || centre::tell("health-status-refused").about("status");
        Ok(NewPost {
            kind: PostKind::parse(&self.kind).unwrap_or(PostKind::Regular),
            status: Status::parse(&self.status).ok_or_else(unknown)?,
            text: typed(&self.language, &self.text, of, service, feature),
            next_update_at: minutes.map(|minutes| visit.now + SignedDuration::from_mins(minutes)),
            corrects: None,
        })
    }
}

/// How the address of a post begins it.
#[derive(Debug, Default, Deserialize)]
pub struct Begin {
    #[serde(default)]
    template: String,
    #[serde(default)]
    status: String,
    #[serde(default)]
    corrects: String,
}

#[derive(Template)]
#[template(path = "desk/health-post.html")]
struct PostPage {
    page: Page,
    action: String,
    back: String,
    number: String,
    issue: Said,
    post: Post,
    templates: Vec<(String, String)>,
    languages: Vec<Choice>,
    /// The post that this one puts right.
    corrects: Option<(Id, Said)>,
    /// What was said last, to go on from.
    before: Option<Said>,
    error: Option<Told>,
}

impl PostPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

async fn sheet_of(engineer: &Engineer, number: &str) -> Result<Sheet> {
    let (viewer, number) = (engineer.viewer.clone(), number.to_owned());
    Ok(engineer.visit.app.db.read(move |tx| health::sheet(tx, &viewer, &number)).await?)
}

fn form(
    visit: &Visit,
    sheet: &Sheet,
    id: &str,
    post: Post,
    corrects: Option<Id>,
    error: Option<Told>,
) -> Result {
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let base = format!("/desk/health/issues/{}", sheet.issue.number);
    let next = sheet.next();
    let fits = policy.health_templates.iter().filter(|template| {
        let status = template.status.as_deref().and_then(Status::parse);
        status.is_some_and(|status| next.contains(&status))
    });
    let found = |id: Id| sheet.issue.posts.iter().find(|post| post.id == id);
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = PostPage {
        action: format!("{base}/posts/{id}"),
        back: base.clone(),
        number: sheet.issue.number.clone(),
        issue: Said::of(&page, &sheet.issue.title),
        templates: fits
            .filter(|_| corrects.is_none())
            .map(|one| (format!("{base}/posts/{id}?template={}", one.id), page.text(&one.name).to_owned()))
            .collect(),
        languages: written_in(&post.language),
        corrects: corrects.and_then(|id| Some((id, Said::of(&page, &found(id)?.text)))),
        before: sheet.issue.latest().map(|post| Said::of(&page, &post.text)),
        post,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

/// `GET /desk/health/issues/{number}/posts/{id}`: a draft, or `new`.
pub async fn post(
    engineer: Engineer,
    Path((number, id)): Path<(String, String)>,
    Query(begin): Query<Begin>,
) -> Result {
    let sheet = sheet_of(&engineer, &number).await?;
    let visit = &engineer.visit;
    let (page, policy) = (visit.page("health"), visit.policy()?);
    let corrects: Option<Id> = begin.corrects.parse().ok();
    let draft = match id.as_str() {
        "new" => None,
        id => Some(find(&sheet, read_id(id)?)?),
    };
    let (service, feature) = (policy.service(&sheet.issue.service), sheet.issue.feature.as_deref());
    let post = match (draft, template(policy, &begin.template)) {
        (_, Some(found)) => Post {
            language: visit.lang.code().to_owned(),
            template: begin.template.clone(),
            kind: PostKind::Regular.code().to_owned(),
            status: found.status.clone().unwrap_or_default(),
            text: filled(&found.text, visit.lang.code(), service, feature),
            ..Post::default()
        },
        (Some(draft), None) => Post {
            language: draft.text.original().to_owned(),
            kind: draft.kind.code().to_owned(),
            status: draft.status.code().to_owned(),
            text: draft.text.exactly(draft.text.original()).unwrap_or_default().to_owned(),
            ..Post::default()
        },
        (None, None) => {
            let corrected = corrects.and_then(|id| find_published(&sheet, id));
            let status = Status::parse(&begin.status).unwrap_or(sheet.issue.status);
            Post {
                language: corrected.map_or(visit.lang.code(), |post| post.text.original()).to_owned(),
                kind: PostKind::Regular.code().to_owned(),
                status: status.code().to_owned(),
                text: corrected
                    .and_then(|post| post.text.exactly(post.text.original()))
                    .unwrap_or_default()
                    .to_owned(),
                ..Post::default()
            }
        }
    };
    let corrects = corrects.or(draft.and_then(|draft| draft.corrects));
    form(visit, &sheet, &id, post.with(&page, sheet.next().into_iter()), corrects, None)
}

fn find(sheet: &Sheet, id: Id) -> Result<&health::Post> {
    let draft = sheet.issue.posts.iter().find(|post| post.id == id && post.stage != Stage::Published);
    draft.ok_or(Fault::NotFound)
}

fn find_published(sheet: &Sheet, id: Id) -> Option<&health::Post> {
    sheet.issue.posts.iter().find(|post| post.id == id && post.stage == Stage::Published)
}

/// `POST /desk/health/issues/{number}/posts/{id}`: kept as a draft, handed in, or published.
pub async fn write(engineer: Engineer, Path((number, id)): Path<(String, String)>, fields: Fields) -> Result {
    let sheet = sheet_of(&engineer, &number).await?;
    let Engineer { visit, viewer } = engineer;
    let policy = visit.policy()?;
    let draft = match id.as_str() {
        "new" => None,
        id => Some(find(&sheet, read_id(id)?)?.id),
    };
    let corrects: Option<Id> = fields.get("corrects").parse().ok();
    let mut post = Post::of(&visit, &fields, sheet.next().into_iter());
    if corrects.is_some() {
        post.status = sheet.issue.status.code().to_owned();
    }
    let (service, feature) = (policy.service(&sheet.issue.service), sheet.issue.feature.as_deref());
    let new = post.new_post(&visit, policy, service, feature).map(|new| NewPost { corrects, ..new });
    let (policies, then, of) = (visit.policies.clone(), fields.get("then").to_owned(), number.clone());
    let write = move |tx: &mut Tx| {
        let new = new.clone()?;
        let id = health::write_post(tx, &viewer, &of, draft, &new)?;
        go_on(tx, &policies, &viewer, &of, id, &then)
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go(&format!("/desk/health/issues/{number}"))),
        Err(Error::Told(told)) => form(&visit, &sheet, &id, post, corrects, Some(told)),
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/health/issues/{number}/posts/{id}/{what}`: publish, submit, return or drop a draft.
pub async fn act(
    engineer: Engineer,
    Path((number, id, what)): Path<(String, String, String)>,
    fields: Fields,
) -> Result {
    let id: Id = read_id(&id)?;
    let sheet = sheet_of(&engineer, &number).await?;
    let is_whole = sheet.issue.stage == Stage::Published;
    let Engineer { visit, viewer } = engineer;
    let (policies, reason, of) = (visit.policies.clone(), fields.get("reason").to_owned(), number.clone());
    let is_drop = what == "drop";
    let write = move |tx: &mut Tx| match what.as_str() {
        "publish" => health::release(tx, &policies, &viewer, &of, id),
        "submit" => health::submit(tx, &viewer, &of, id),
        "return" => health::give_back(tx, &viewer, &of, id, &reason),
        "drop" => health::drop_draft(tx, &policies, &viewer, &of, id),
        _ => Err(Error::NotFound),
    };
    match visit.app.db.write(write).await {
        Ok(()) if is_drop && !is_whole => Ok(visit.go("/desk/health")),
        Ok(()) => Ok(visit.go(&format!("/desk/health/issues/{number}"))),
        Err(Error::Told(told)) => issue::show(&visit, &sheet, true, Some(told)),
        Err(error) => Err(error.into()),
    }
}
