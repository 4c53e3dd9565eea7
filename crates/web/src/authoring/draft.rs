use askama::Template;
use axum::{
    extract::Path,
    http::{HeaderMap, StatusCode},
};
use centre::{
    Told,
    articles::{self, Draft, Saved, Stage, Submission},
};
use db::{Id, Tx};
use docs::Html;

use super::{Moment, compare::Compare, language_name, moment, parse, sentences, view};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{Author, Visit},
};

#[derive(Template)]
#[template(path = "authoring/draft.html")]
struct DraftPage {
    page: Page,
    draft: Draft,
    name: String,
    form: Form,
    services: Vec<(String, String)>,
    clouds: Vec<(String, String)>,
    cloud: String,
    preview: Html,
    changed: Moment,
    /// Somebody else saved last.
    by_other: Option<String>,
    /// The published version, if it moved on since the draft began.
    moved_on: Option<i64>,
    conflict: Option<Conflict>,
    error: Option<Told>,
}

/// What the form holds.
struct Form {
    saved: i64,
    title: String,
    description: String,
    service: String,
    text: String,
}

/// What somebody else saved in the meantime.
struct Conflict {
    by: String,
    text: String,
    compare: String,
}

impl DraftPage {
    fn base(&self) -> String {
        format!("/authoring/drafts/{}", self.draft.id)
    }

    fn stage(&self) -> String {
        self.page.t(&format!("authoring-stage-{}", self.draft.stage.code()))
    }

    fn error_text(&self) -> Option<String> {
        self.error.as_ref().map(|told| page::told(self.page.l, told))
    }

    fn is_returned(&self) -> bool {
        self.draft.stage == Stage::Returned
    }

    fn is_translation(&self) -> bool {
        self.draft.from.is_some()
    }
}

impl Form {
    fn of(draft: &Draft) -> Form {
        let document = docs::parse(&draft.source).ok();
        let said = |key: &str| {
            document.as_ref().and_then(|d| d.front_text(key)).map(str::to_owned).unwrap_or_default()
        };
        Form {
            saved: draft.saved,
            title: document.as_ref().map_or_else(|| draft.title.clone(), |d| d.title.clone()),
            description: said("description"),
            service: said("service"),
            text: document.as_ref().map_or_else(|| draft.source.clone(), |d| d.body.trim().to_owned()),
        }
    }

    fn sent(fields: &Fields) -> Form {
        Form {
            saved: fields.get("saved").parse().unwrap_or(0),
            title: fields.get("title").split_whitespace().collect::<Vec<_>>().join(" "),
            description: fields.get("description").split_whitespace().collect::<Vec<_>>().join(" "),
            service: fields.get("service").to_owned(),
            text: fields.get("text").replace("\r\n", "\n"),
        }
    }

    /// The Markdown that the form makes of the draft's: what it doesn't show stays.
    fn source(&self, draft: &Draft) -> String {
        let front =
            [("title", self.title.as_str()), ("description", &self.description), ("service", &self.service)];
        docs::compose(&draft.source, &front, &self.text)
    }
}

async fn load(visit: &Visit, viewer: &centre::people::Viewer, id: Id) -> Result<(Draft, Option<i64>)> {
    let viewer = viewer.clone();
    let load = move |tx: &mut Tx| {
        let draft = articles::draft(tx, &viewer, id)?;
        let published = articles::exactly(tx, &draft.key, draft.language)?.map(|edition| edition.version);
        Ok::<_, centre::Error>((draft, published))
    };
    Ok(visit.app.db.read(load).await?)
}

async fn draft_page(
    author: &Author,
    draft: Draft,
    published: Option<i64>,
    form: Form,
    cloud: &str,
) -> Result<DraftPage> {
    let Author { visit, viewer } = author;
    let page = visit.page("authoring");
    let named = |text: &centre::policy::Text| text.get(visit.lang.code()).to_owned();
    let clouds: Vec<(String, String)> =
        visit.policies.iter().map(|p| (p.cloud.key.clone(), named(&p.cloud.name))).collect();
    let cloud =
        clouds.iter().find(|(key, _)| key == cloud).map_or(visit.cloud.clone(), |(key, _)| key.clone());
    Ok(DraftPage {
        services: visit.policy()?.services.iter().map(|s| (s.id.clone(), named(&s.name))).collect(),
        preview: one_view(visit, &cloud, &draft, &form).await?,
        clouds,
        cloud,
        name: language_name(&page, draft.language),
        changed: moment(&page, draft.changed_at),
        by_other: draft
            .changed_by
            .as_ref()
            .filter(|(person, _)| *person != viewer.id())
            .map(|(_, name)| name.clone()),
        moved_on: published.filter(|version| draft.base != Some(*version)),
        conflict: None,
        error: None,
        form,
        draft,
        page,
    })
}

async fn one_view(visit: &Visit, cloud: &str, draft: &Draft, form: &Form) -> Result<Html> {
    let source = form.source(draft);
    let views = view::as_read(visit, &[cloud], draft.language, &draft.origin, &source).await?;
    Ok(views.into_iter().next().unwrap_or_default())
}

/// `GET /authoring/drafts/{id}`: write it, or translate it sentence by sentence.
pub async fn draft(author: Author, Path(id): Path<String>, from: sentences::From) -> Result {
    let id: Id = parse(&id)?;
    let (draft, published) = load(&author.visit, &author.viewer, id).await?;
    if draft.stage == Stage::Review {
        return Ok(author.visit.go(&format!("/authoring/drafts/{id}/review")));
    }
    if draft.by_sentence && !from.as_text {
        return sentences::show(&author, draft, published, from.at, None, StatusCode::OK).await;
    }
    let form = Form::of(&draft);
    let cloud = author.visit.cloud.clone();
    let page = draft_page(&author, draft, published, form, &cloud).await?;
    author.visit.html(&page)
}

#[derive(Template)]
#[template(path = "authoring/saved.html")]
struct SavedPart {
    page: Page,
    saved: i64,
    /// Somebody else saved in the meantime, or why it could not be saved.
    problem: Option<String>,
    is_conflict: bool,
}

/// `POST /authoring/drafts/{id}`: saves, also while one types; then shows the draft, or goes on to review.
pub async fn save(author: Author, Path(id): Path<String>, headers: HeaderMap, fields: Fields) -> Result {
    let id: Id = parse(&id)?;
    let (draft, published) = load(&author.visit, &author.viewer, id).await?;
    let form = Form::sent(&fields);
    let source = form.source(&draft);
    let title = docs::parse(&source).map_or_else(|_| form.title.clone(), |document| document.title);
    let (viewer, saved) = (author.viewer.clone(), form.saved);
    let write = move |tx: &mut Tx| articles::save(tx, &viewer, id, saved, &title, &source);
    let result = author.visit.app.db.write(write).await;
    let is_quiet = headers.contains_key("hx-request");
    let page = author.visit.page("authoring");
    match result {
        Ok(Saved::As(saved)) if is_quiet => {
            author.visit.html(&SavedPart { page, saved, problem: None, is_conflict: false })
        }
        Ok(Saved::As(saved)) => {
            let to = match fields.get("then") {
                "submit" => return hand_in(&author, id, saved, &fields).await,
                _ => format!("/authoring/drafts/{id}?text={}", u8::from(draft.by_sentence)),
            };
            Ok(author.visit.go_with(&to, "flash-authoring-saved"))
        }
        Ok(Saved::Conflict(there)) if is_quiet => {
            let by =
                there.changed_by.as_ref().map_or_else(|| page.t("authoring-by-import"), |(_, n)| n.clone());
            let problem = Some(page.t1("authoring-conflict-short", "name", by));
            author.visit.html(&SavedPart { page, saved, problem, is_conflict: true })
        }
        Ok(Saved::Conflict(there)) => {
            let theirs = Form::of(&there);
            let by =
                there.changed_by.as_ref().map_or_else(|| page.t("authoring-by-import"), |(_, n)| n.clone());
            let conflict = Conflict {
                by,
                compare: Compare::new(&page, there.language, &theirs.text, &form.text).html()?,
                text: theirs.text,
            };
            // Whoever saves again has seen the other text.
            let form = Form { saved: there.saved, ..form };
            let mut page = draft_page(&author, *there, published, form, fields.get("cloud")).await?;
            page.conflict = Some(conflict);
            author.visit.html_with(StatusCode::CONFLICT, &page)
        }
        Err(centre::Error::Told(told)) if is_quiet => {
            let problem = Some(page::told(page.l, &told));
            author.visit.html(&SavedPart { page, saved, problem, is_conflict: false })
        }
        Err(centre::Error::Told(told)) => {
            let mut page = draft_page(&author, draft, published, form, fields.get("cloud")).await?;
            page.error = Some(told);
            author.visit.html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "authoring/preview.html")]
struct PreviewPart {
    language: &'static str,
    preview: Html,
}

/// `POST /authoring/drafts/{id}/preview`: what is in the form, as readers of a cloud would see it.
pub async fn preview(author: Author, Path(id): Path<String>, fields: Fields) -> Result {
    let (draft, _) = load(&author.visit, &author.viewer, parse(&id)?).await?;
    let preview = one_view(&author.visit, fields.get("cloud"), &draft, &Form::sent(&fields)).await?;
    author.visit.html(&PreviewPart { language: draft.language.code(), preview })
}

/// `POST /authoring/drafts/{id}/submit`
pub async fn submit(author: Author, Path(id): Path<String>, fields: Fields) -> Result {
    let saved = parse(fields.get("saved"))?;
    hand_in(&author, parse(&id)?, saved, &fields).await
}

pub(super) async fn hand_in(author: &Author, id: Id, saved: i64, fields: &Fields) -> Result {
    let submission = Submission {
        note: fields.get("note").to_owned(),
        is_minor: fields.is_set("minor"),
        is_up_to_date: fields.is_set("up_to_date"),
    };
    let (visit, viewer) = (&author.visit, author.viewer.clone());
    let (draft, published) = load(visit, &viewer, id).await?;
    // What can't be read can't be published either.
    let done = match docs::parse(&draft.source) {
        Ok(_) => visit.app.db.write(move |tx| articles::submit(tx, &viewer, id, saved, &submission)).await,
        Err(_) => Err(centre::tell("authoring-error-unreadable").into()),
    };
    match done {
        Ok(()) => Ok(visit.go_with(&format!("/authoring/drafts/{id}/review"), "flash-authoring-submitted")),
        Err(centre::Error::Told(told)) if draft.by_sentence => {
            sentences::show(author, draft, published, 0, Some(told), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(centre::Error::Told(told)) => {
            let form = Form::of(&draft);
            let mut page = draft_page(author, draft, published, form, fields.get("cloud")).await?;
            page.error = Some(told);
            visit.html_with(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /authoring/drafts/{id}/rebase`: the author has seen what was published in the meantime.
pub async fn rebase(Author { visit, viewer }: Author, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| articles::rebase(tx, &viewer, id)).await?;
    Ok(visit.go(&format!("/authoring/drafts/{id}")))
}

/// `POST /authoring/drafts/{id}/discard`
pub async fn discard(Author { visit, viewer }: Author, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    let gone = visit.app.db.write(move |tx| articles::discard(tx, &viewer, id)).await?;
    let to = match gone.base {
        Some(_) => format!("/authoring/articles/{}", gone.key),
        None => "/authoring".to_owned(),
    };
    Ok(visit.go_with(&to, "flash-authoring-discarded"))
}
