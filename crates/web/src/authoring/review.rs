use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Told,
    articles::{self, Draft, Stage, Text, translate},
};
use db::{Id, Tx};
use docs::{Html, Note};
use lang::Lang;

use super::{
    Moment, articles_of,
    compare::Compare,
    language_name, made, moment, parse,
    view::{self, Found},
};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::Author,
};

#[derive(Template)]
#[template(path = "authoring/review.html")]
struct ReviewPage {
    page: Page,
    draft: Draft,
    name: String,
    by: String,
    made: String,
    changed: Moment,
    compare: String,
    is_new: bool,
    findings: Vec<Found>,
    notes: Vec<Note>,
    previews: Vec<Preview>,
    /// The viewer wrote it, and may not approve it.
    is_own: bool,
    /// The published version, if it moved on since the draft began.
    moved_on: Option<i64>,
    comment: String,
    error: Option<Told>,
}

struct Preview {
    name: String,
    html: Html,
}

impl ReviewPage {
    fn base(&self) -> String {
        format!("/authoring/drafts/{}", self.draft.id)
    }

    fn error_text(&self) -> Option<String> {
        self.error.as_ref().map(|told| page::told(self.page.l, told))
    }

    fn note(&self, note: &Note) -> String {
        self.page.t(&format!("authoring-note-{}", note.kind.as_str()))
    }

    fn is_in_review(&self) -> bool {
        self.draft.stage == Stage::Review
    }

    fn needs_comment(&self) -> bool {
        self.error.as_ref().is_some_and(|told| told.field == Some("comment"))
    }
}

/// `GET /authoring/drafts/{id}/review`: what would change, what the lint found, and how it would look.
pub async fn review(author: Author, Path(id): Path<String>) -> Result {
    show(&author, parse(&id)?, String::new(), None, StatusCode::OK).await
}

async fn show(author: &Author, id: Id, comment: String, error: Option<Told>, status: StatusCode) -> Result {
    let Author { visit, viewer } = author;
    let who = viewer.clone();
    let load = move |tx: &mut Tx| {
        let draft = articles::draft(tx, &who, id)?;
        let edition = articles::exactly(tx, &draft.key, draft.language)?;
        let original = match draft.from {
            Some((from, Some(version))) => articles::published_text(tx, &draft.key, from, version)?,
            _ => None,
        };
        let sentences = translate::sentences_of(tx, &who, id)?;
        Ok::<_, centre::Error>((draft, edition, original, sentences))
    };
    let (draft, edition, original, sentences) = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    let findings = match (draft.from, original) {
        (Some((from, _)), _) if draft.by_sentence => {
            let pairs = sentences.iter().map(|s| (s.source.as_str(), s.target.as_str()));
            view::lint(&page, pairs, from, draft.language)
        }
        (Some((from, _)), Some(original)) => {
            let pairs = articles::memory::aligned(&original, &draft.source);
            let pairs = pairs.iter().map(|pair| (pair.source.as_str(), pair.target.as_str()));
            view::lint(&page, pairs, from, draft.language)
        }
        _ => match docs::bilingual(&draft.source) {
            Some(file) => {
                let pairs = file.pairs.iter().map(|pair| (pair.source.as_str(), pair.target.as_str()));
                view::lint(&page, pairs, Lang::En, draft.language)
            }
            None => Vec::new(),
        },
    };
    let rules = articles_of(visit)?;
    let wrote = draft.changed_by.as_ref().is_some_and(|(person, _)| *person == viewer.id())
        || draft.started_by == Some(viewer.id());
    let old = edition.as_ref().map_or("", |edition| edition.source.as_str());
    let clouds: Vec<&str> = visit.policies.iter().map(|policy| policy.cloud.key.as_str()).collect();
    let views = view::as_read(visit, &clouds, draft.language, &draft.origin, &draft.source).await?;
    let preview = |(policy, html): (&centre::policy::Policy, Html)| Preview {
        name: page.text(&policy.cloud.name).to_owned(),
        html,
    };
    let mut previews: Vec<Preview> = visit.policies.iter().zip(views).map(preview).collect();
    if previews.windows(2).all(|two| two[0].html == two[1].html) {
        previews.truncate(1);
    }
    let current = edition.as_ref().map(|edition| edition.version);
    let shown = ReviewPage {
        compare: Compare::new(&page, draft.language, old, &draft.source).html()?,
        is_new: edition.is_none(),
        findings,
        notes: docs::parse(&draft.source).map(|document| document.notes).unwrap_or_default(),
        previews,
        is_own: wrote && !rules.own_approval,
        moved_on: current.filter(|version| draft.base != Some(*version)),
        name: language_name(&page, draft.language),
        by: draft.changed_by.as_ref().map_or_else(|| page.t("authoring-by-import"), |(_, n)| n.clone()),
        made: made(&page, draft.made, draft.from.map(|(from, _)| from)),
        changed: moment(&page, draft.changed_at),
        comment,
        error,
        draft,
        page,
    };
    visit.html_with(status, &shown)
}

/// `POST /authoring/drafts/{id}/approve`
pub async fn approve(author: Author, Path(id): Path<String>, fields: Fields) -> Result {
    let (id, saved): (Id, i64) = (parse(&id)?, parse(fields.get("saved"))?);
    let (visit, viewer) = (&author.visit, author.viewer.clone());
    let (rules, who) = (articles_of(visit)?.clone(), viewer.clone());
    let draft = visit.app.db.read(move |tx| articles::draft(tx, &who, id)).await?;
    let read = Text::read(&draft.key, |_| draft.language, &draft.origin, draft.source);
    let done = match read {
        Ok((text, _)) => {
            visit.app.db.write(move |tx| articles::approve(tx, &rules, &viewer, id, saved, &text)).await
        }
        Err(_) => Err(centre::tell("authoring-error-unreadable").into()),
    };
    match done {
        Ok(draft) => {
            Ok(visit.go_with(&format!("/authoring/articles/{}", draft.key), "flash-authoring-published"))
        }
        Err(centre::Error::Told(told)) => {
            show(&author, id, String::new(), Some(told), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /authoring/drafts/{id}/return`
pub async fn give_back(author: Author, Path(id): Path<String>, fields: Fields) -> Result {
    let (id, saved): (Id, i64) = (parse(&id)?, parse(fields.get("saved"))?);
    let (visit, viewer, comment) = (&author.visit, author.viewer.clone(), fields.get("comment").to_owned());
    let words = comment.clone();
    match visit.app.db.write(move |tx| articles::give_back(tx, &viewer, id, saved, &words)).await {
        Ok(()) => Ok(visit.go_with("/authoring", "flash-authoring-returned")),
        Err(centre::Error::Told(told)) => {
            show(&author, id, comment, Some(told), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /authoring/drafts/{id}/take-back`: from review to writing.
pub async fn take_back(Author { visit, viewer }: Author, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| articles::take_back(tx, &viewer, id)).await?;
    Ok(visit.go(&format!("/authoring/drafts/{id}")))
}
