use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    health::{self, Review, ReviewKind, Sheet, Stage, Texts},
};
use db::Tx;

use super::{Choice, InLanguage, Said, language_of, languages, written_in};
use crate::{
    desk::Deadline,
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{Engineer, Visit},
};

#[derive(Template)]
#[template(path = "desk/health-review.html")]
struct ReviewPage {
    page: Page,
    action: String,
    back: String,
    number: String,
    name: String,
    issue: Said,
    language: String,
    text: String,
    languages: Vec<Choice>,
    written: Vec<InLanguage>,
    document: Option<String>,
    due: Option<Deadline>,
    is_published: bool,
    error: Option<Told>,
}

impl ReviewPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }
}

fn of<'s>(sheet: &'s Sheet, kind: &str) -> Result<&'s Review> {
    let kind = ReviewKind::parse(kind).ok_or(Fault::NotFound)?;
    sheet.issue.reviews.iter().find(|review| review.kind == kind).ok_or(Fault::NotFound)
}

fn form(
    visit: &Visit,
    sheet: &Sheet,
    review: &Review,
    typed: (String, String),
    error: Option<Told>,
) -> Result {
    let page = visit.page("health");
    let base = format!("/desk/health/issues/{}", sheet.issue.number);
    let kind = review.kind.code();
    let is_published = review.stage == Stage::Published;
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let (language, text) = typed;
    let shown = ReviewPage {
        action: format!("{base}/reviews/{kind}"),
        number: sheet.issue.number.clone(),
        name: page.t(&format!("healthdesk-review-{kind}")),
        issue: Said::of(&page, &sheet.issue.title),
        languages: written_in(&language),
        written: review
            .text
            .as_ref()
            .map(|text| languages(&page, text, &format!("{base}/translate/{kind}")))
            .unwrap_or_default(),
        document: review.document.as_ref().map(|file| file.name.clone()),
        due: (!is_published)
            .then(|| Deadline::new(&page, sheet.issue.resolved_at.unwrap_or(visit.now), review.due_at)),
        back: base,
        language,
        text,
        is_published,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

async fn sheet_of(engineer: &Engineer, number: &str) -> Result<Sheet> {
    let (viewer, number) = (engineer.viewer.clone(), number.to_owned());
    Ok(engineer.visit.app.db.read(move |tx| health::sheet(tx, &viewer, &number)).await?)
}

/// `GET /desk/health/issues/{number}/reviews/{kind}`
pub async fn review(engineer: Engineer, Path((number, kind)): Path<(String, String)>) -> Result {
    let sheet = sheet_of(&engineer, &number).await?;
    let review = of(&sheet, &kind)?;
    let typed = match &review.text {
        Some(text) => {
            (text.original().to_owned(), text.exactly(text.original()).unwrap_or_default().to_owned())
        }
        None => (engineer.visit.lang.code().to_owned(), String::new()),
    };
    form(&engineer.visit, &sheet, review, typed, None)
}

/// `POST /desk/health/issues/{number}/reviews/{kind}`: kept, or published.
pub async fn write_review(
    engineer: Engineer,
    Path((number, kind)): Path<(String, String)>,
    fields: Fields,
) -> Result {
    let sheet = sheet_of(&engineer, &number).await?;
    let review = of(&sheet, &kind)?;
    let Engineer { visit, viewer } = engineer;
    let typed = (language_of(&visit, fields.get("language")).to_owned(), fields.get("text").to_owned());
    let document = match fields.uploads() {
        Ok(uploads) => uploads.first().copied(),
        Err(told) => return form(&visit, &sheet, review, typed, Some(told)),
    };
    let (policies, kind, number) = (visit.policies.clone(), review.kind, sheet.issue.number.clone());
    let (texts, then) = (Texts::new(&typed.0, typed.1.as_str()), fields.get("then").to_owned());
    let is_same =
        review.text.as_ref().is_some_and(|text| text.exactly(text.original()) == Some(typed.1.trim()));
    let back = format!("/desk/health/issues/{number}");
    let write = move |tx: &mut Tx| {
        // Who approves what another wrote doesn't become its author.
        if !is_same || document.is_some() {
            health::write_review(tx, &viewer, &number, kind, &texts, document)?;
        }
        match then.as_str() {
            "publish" => health::publish_review(tx, &policies, &viewer, &number, kind),
            _ => Ok(()),
        }
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go(&back)),
        Err(Error::Told(told)) => form(&visit, &sheet, review, typed, Some(told)),
        Err(error) => Err(error.into()),
    }
}
