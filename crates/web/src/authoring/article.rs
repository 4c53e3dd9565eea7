use askama::Template;
use axum::extract::{Path, Query};
use centre::{
    Told,
    articles::{self, Draft, Edition, NewArticle, translate as by_sentence},
};
use db::Tx;
use lang::Lang;
use serde::Deserialize;

use super::{Moment, Place, language, language_name, made, moment, state};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::Author,
};

#[derive(Template)]
#[template(path = "authoring/article.html")]
struct ArticlePage {
    page: Page,
    key: String,
    title: String,
    title_language: Lang,
    rows: Vec<Row>,
}

struct Row {
    language: Lang,
    name: String,
    edition: Option<Edition>,
    made: String,
    state: (&'static str, String),
    updated: Option<Moment>,
    draft: Option<(Draft, String)>,
    /// What it can be translated from: code and name, the original first.
    sources: Vec<(&'static str, String)>,
    is_translation: bool,
}

/// `GET /authoring/articles/{key}`: an article in its languages.
pub async fn article(Author { visit, viewer }: Author, Path(key): Path<String>) -> Result {
    let wanted = key.clone();
    let load = move |tx: &mut Tx| {
        let mut rows = Vec::new();
        for language in Lang::ALL {
            let edition = articles::exactly(tx, &wanted, language)?;
            rows.push((language, edition, articles::draft_of(tx, &viewer, &wanted, language)?));
        }
        Ok::<_, centre::Error>(rows)
    };
    let found = visit.app.db.read(load).await?;
    if found.iter().all(|(_, edition, draft)| edition.is_none() && draft.is_none()) {
        return Err(Fault::NotFound);
    }
    let page = visit.page("authoring");
    let originals = found.iter().filter_map(|(language, edition, _)| Some((*language, edition.as_ref()?)));
    let mut sources: Vec<(Lang, bool)> = originals.map(|(l, edition)| (l, edition.from.is_some())).collect();
    sources.sort_by_key(|(_, is_translation)| *is_translation);
    let titled = found.iter().find(|(language, edition, _)| *language == page.l && edition.is_some());
    let titled = titled.or_else(|| found.iter().find(|(_, edition, _)| edition.is_some()));
    let (title, title_language) = match titled {
        Some((language, Some(edition), _)) => (edition.title.clone(), *language),
        _ => {
            let draft = found.iter().find_map(|(language, _, draft)| Some((*language, draft.as_ref()?)));
            draft.map(|(language, draft)| (draft.title.clone(), language)).ok_or(Fault::NotFound)?
        }
    };
    let row = |(language, edition, draft): (Lang, Option<Edition>, Option<Draft>)| Row {
        language,
        name: language_name(&page, language),
        made: edition.as_ref().map(|e| made(&page, e.made, e.from.map(|(l, _)| l))).unwrap_or_default(),
        state: edition.as_ref().map(|e| state(&page, e)).unwrap_or_default(),
        updated: edition.as_ref().map(|e| moment(&page, e.updated_at)),
        draft: draft.map(|draft| {
            let stage = page.t(&format!("authoring-stage-{}", draft.stage.code()));
            (draft, stage)
        }),
        sources: sources
            .iter()
            .filter(|(other, _)| *other != language)
            .map(|(other, _)| (other.code(), language_name(&page, *other)))
            .collect(),
        is_translation: edition.as_ref().is_some_and(|e| e.from.is_some()),
        edition,
    };
    let rows = found.into_iter().map(row).collect();
    visit.html(&ArticlePage { key, title, title_language, rows, page })
}

/// `POST /authoring/articles/{key}/{language}/edit`
pub async fn edit(Author { visit, viewer }: Author, Path(place): Path<Place>) -> Result {
    let of = language(&place.language)?;
    let id = visit.app.db.write(move |tx| articles::begin(tx, &viewer, &place.key, of)).await?;
    Ok(visit.go(&format!("/authoring/drafts/{id}")))
}

/// `POST /authoring/articles/{key}/{language}/translate`: sentence by sentence, from the language of the form.
pub async fn translate(Author { visit, viewer }: Author, Path(place): Path<Place>, fields: Fields) -> Result {
    let to = language(&place.language)?;
    let from = language(fields.get("from")).unwrap_or_default();
    let (who, key) = (viewer.clone(), place.key);
    let prepare = move |tx: &mut Tx| {
        if let Some(draft) = articles::draft_of(tx, &who, &key, to)? {
            return Ok(Err(draft.id));
        }
        by_sentence::prepare(tx, &who, &key, to, from).map(Ok)
    };
    let id = match visit.app.db.read(prepare).await? {
        Err(begun) => begun,
        Ok(prepared) => {
            let prepared = std::sync::Arc::new(prepared);
            visit.app.db.write(move |tx| by_sentence::begin(tx, &viewer, &prepared)).await?
        }
    };
    Ok(visit.go(&format!("/authoring/drafts/{id}")))
}

#[derive(Template)]
#[template(path = "authoring/new.html")]
struct NewPage {
    page: Page,
    services: Vec<(String, String)>,
    language: Lang,
    title: String,
    key: String,
    service: String,
    error: Option<Told>,
}

impl NewPage {
    fn languages(&self) -> [Lang; 6] {
        Lang::ALL
    }

    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn is_wrong(&self, field: &str) -> bool {
        self.wrong(field).is_some()
    }
}

#[derive(Deserialize)]
pub struct Beginning {
    /// What nobody found, as a title to begin with.
    #[serde(default)]
    title: String,
}

/// `GET /authoring/new?title=`
pub async fn new(Author { visit, .. }: Author, Query(beginning): Query<Beginning>) -> Result {
    let page = visit.page("authoring");
    visit.html(&NewPage {
        services: services(&visit)?,
        language: visit.lang,
        key: key_of(&beginning.title),
        title: beginning.title,
        service: String::new(),
        error: None,
        page,
    })
}

fn services(visit: &crate::visit::Visit) -> Result<Vec<(String, String)>> {
    let name = |s: &centre::policy::Service| (s.id.clone(), s.name.get(visit.lang.code()).to_owned());
    Ok(visit.policy()?.services.iter().map(name).collect())
}

/// Letters and digits of a title, as they go into an address.
fn key_of(title: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' };
    let words: String = title.chars().map(plain).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).take(8).collect();
    words.join("-")
}

/// `POST /authoring/new`
pub async fn begin_new(Author { visit, viewer }: Author, fields: Fields) -> Result {
    let of = language(fields.get("language")).unwrap_or(visit.lang);
    let (title, service) = (fields.get("title").trim().to_owned(), fields.get("service").to_owned());
    let key = match fields.get("key").trim() {
        "" => key_of(&title),
        typed => typed.to_lowercase(),
    };
    let service = if visit.policy()?.service(&service).is_some() { service } else { String::new() };
    let front = [("title", title.as_str()), ("ms.topic", "how-to"), ("service", service.as_str())];
    let source = docs::compose("", &front, &format!("# {}\n", title.replace(['\r', '\n'], " ")));
    let new = NewArticle { key: key.clone(), language: of, title: title.clone(), source };
    match visit.app.db.write(move |tx| articles::begin_new(tx, &viewer, &new)).await {
        Ok(id) => Ok(visit.go(&format!("/authoring/drafts/{id}"))),
        Err(centre::Error::Told(told)) => visit.html_with(
            axum::http::StatusCode::UNPROCESSABLE_ENTITY,
            &NewPage {
                page: visit.page("authoring"),
                services: services(&visit)?,
                language: of,
                title,
                key,
                service,
                error: Some(told),
            },
        ),
        Err(error) => Err(error.into()),
    }
}
