use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    health::{self, ReviewKind, Said as What, TextState, Texts, Written},
};
use db::Tx;
use lang::Lang;

use super::{InLanguage, languages, read_id};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

#[derive(Template)]
#[template(path = "desk/health-translate.html")]
struct TranslatePage {
    page: Page,
    action: String,
    back: String,
    number: String,
    heading: String,
    from: &'static str,
    from_code: String,
    to: &'static str,
    to_code: &'static str,
    title: Option<(String, String)>,
    original: String,
    text: String,
    is_outdated: bool,
    languages: Vec<InLanguage>,
    error: Option<Told>,
}

impl TranslatePage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

/// What is translated, and where that stands.
struct Task {
    number: String,
    base: String,
    back: String,
    title: Option<Texts>,
    text: Texts,
}

fn form(
    visit: &Visit,
    task: &Task,
    to: Lang,
    typed: Option<(String, String)>,
    error: Option<Told>,
) -> Result {
    let page = visit.page("health");
    let from = Lang::ALL.into_iter().find(|lang| lang.code() == task.text.original()).unwrap_or(Lang::En);
    let there = |texts: &Texts| texts.exactly(to.code()).unwrap_or_default().to_owned();
    let original = |texts: &Texts| texts.exactly(texts.original()).unwrap_or_default().to_owned();
    let (heading, text) = typed.unzip();
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = TranslatePage {
        action: format!("{}/{}", task.base, to.code()),
        back: task.back.clone(),
        number: task.number.clone(),
        heading: page.t1("healthdesk-translate-to", "language", to.native_name()),
        from: from.native_name(),
        from_code: from.code().to_owned(),
        to: to.native_name(),
        to_code: to.code(),
        title: task.title.as_ref().map(|title| (original(title), heading.unwrap_or_else(|| there(title)))),
        original: original(&task.text),
        text: text.unwrap_or_else(|| there(&task.text)),
        is_outdated: task.text.state(to.code()) == TextState::Outdated,
        languages: languages(&page, &task.text, &task.base),
        error,
        page,
    };
    visit.html_with(status, &shown)
}

fn language(code: &str) -> Result<Lang> {
    Lang::ALL.into_iter().find(|lang| lang.code() == code).ok_or(Fault::NotFound)
}

/// `issue`, `preliminary`, `final`, or the id of a post.
fn what_of(what: &str) -> Result<What> {
    match (what, ReviewKind::parse(what)) {
        ("issue", _) => Ok(What::Issue),
        (_, Some(kind)) => Ok(What::Review(kind)),
        (id, None) => Ok(What::Post(read_id(id)?)),
    }
}

async fn task(engineer: &Engineer, number: &str, what: &str) -> Result<Task> {
    let (viewer, wanted) = (engineer.viewer.clone(), number.to_owned());
    let sheet = engineer.visit.app.db.read(move |tx| health::sheet(tx, &viewer, &wanted)).await?;
    let issue = sheet.issue;
    let (title, text) = match what_of(what)? {
        What::Issue => (Some(issue.title), Some(issue.impact)),
        What::Post(id) => (None, issue.posts.into_iter().find(|post| post.id == id).map(|post| post.text)),
        What::Review(kind) => (
            None,
            issue.reviews.into_iter().find(|review| review.kind == kind).and_then(|review| review.text),
        ),
    };
    let back = format!("/desk/health/issues/{number}");
    Ok(Task {
        number: issue.number,
        base: format!("{back}/translate/{what}"),
        back,
        title,
        text: text.ok_or(Fault::NotFound)?,
    })
}

/// `GET /desk/health/issues/{number}/translate/{what}/{language}`: both languages side by side.
pub async fn said_in(
    engineer: Engineer,
    Path((number, what, code)): Path<(String, String, String)>,
) -> Result {
    let to = language(&code)?;
    let task = task(&engineer, &number, &what).await?;
    form(&engineer.visit, &task, to, None, None)
}

/// `POST /desk/health/issues/{number}/translate/{what}/{language}`
pub async fn translate(
    engineer: Engineer,
    Path((number, what, code)): Path<(String, String, String)>,
    fields: Fields,
) -> Result {
    let to = language(&code)?;
    let (task, said) = (task(&engineer, &number, &what).await?, what_of(&what)?);
    let Engineer { visit, viewer } = engineer;
    let typed = (fields.get("title").to_owned(), fields.get("text").to_owned());
    let words = typed.clone();
    let write = move |tx: &mut Tx| {
        let written = Written { language: to.code(), title: &words.0, text: &words.1 };
        health::translate(tx, &viewer, &number, said, &written)
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go(&task.back)),
        Err(Error::Told(told)) => form(&visit, &task, to, Some(typed), Some(told)),
        Err(error) => Err(error.into()),
    }
}

async fn message_task(engineer: &Engineer, number: &str) -> Result<Task> {
    let (viewer, wanted) = (engineer.viewer.clone(), number.to_owned());
    let (message, _) =
        engineer.visit.app.db.read(move |tx| health::message_sheet(tx, &viewer, &wanted)).await?;
    let back = format!("/desk/health/messages/{number}");
    Ok(Task {
        number: message.number,
        base: format!("{back}/translate"),
        back,
        title: Some(message.title),
        text: message.body,
    })
}

/// `GET /desk/health/messages/{number}/translate/{language}`
pub async fn message_in(engineer: Engineer, Path((number, code)): Path<(String, String)>) -> Result {
    let to = language(&code)?;
    let task = message_task(&engineer, &number).await?;
    form(&engineer.visit, &task, to, None, None)
}

/// `POST /desk/health/messages/{number}/translate/{language}`
pub async fn translate_message(
    engineer: Engineer,
    Path((number, code)): Path<(String, String)>,
    fields: Fields,
) -> Result {
    let to = language(&code)?;
    let task = message_task(&engineer, &number).await?;
    let Engineer { visit, viewer } = engineer;
    let typed = (fields.get("title").to_owned(), fields.get("text").to_owned());
    let words = typed.clone();
    let write = move |tx: &mut Tx| {
        let written = Written { language: to.code(), title: &words.0, text: &words.1 };
        health::translate_message(tx, &viewer, &number, &written)
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go(&task.back)),
        Err(Error::Told(told)) => form(&visit, &task, to, Some(typed), Some(told)),
        Err(error) => Err(error.into()),
    }
}
