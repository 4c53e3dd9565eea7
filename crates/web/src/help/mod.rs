mod closed;
mod contact;
mod draft;
mod health;
#[cfg(test)]
pub(crate) mod tests;

use askama::Template;
use axum::extract::Query;
use centre::articles::EVERYWHERE;
use lang::Lang;
use search::{Hit, Question, Suggestion};
use serde::Deserialize;

pub use contact::{contact, contact_form};

use crate::{
    error::{Fault, Result},
    page::{Page, encode},
    visit::Visit,
};
use health::Health;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
}

const MOST_SUGGESTIONS: usize = 8;
const MOST_RESULTS: usize = 10;

/// `GET /help`: the question, and what self-help answers to it.
pub async fn pane(visit: Visit, Query(asked): Query<Asked>) -> Result {
    let (policies, cloud) = (visit.policies.clone(), visit.cloud.clone());
    let read = move |tx: &mut db::Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        centre::health::services(tx, policy)
    };
    let services = visit.app.db.read(read).await?;
    let hits = find(&visit, asked.q.trim()).await?;
    let page = visit.page("support");
    let q = asked.q.trim().to_owned();
    visit.html(&Pane {
        health: health::lines(&page, visit.policy()?, &services),
        results: hits.into_iter().map(|hit| Found::new(&page, hit)).collect(),
        contact_href: format!("/help/contact?q={}", encode(&q)),
        is_agent: visit.viewer.as_ref().is_some_and(|v| v.is_agent()),
        q,
        page,
    })
}

async fn find(visit: &Visit, question: &str) -> Result<Vec<Hit>> {
    if question.is_empty() {
        return Ok(Vec::new());
    }
    let (index, question, lang) = (visit.app.index.clone(), question.to_owned(), visit.lang);
    let others = visit.policy()?.articles.found_beside(lang);
    let search = move || {
        let question = Question {
            text: &question,
            lang: lang.code(),
            others: &others,
            cloud: EVERYWHERE,
            limit: MOST_RESULTS,
            ..Question::default()
        };
        Ok::<_, search::Error>(index.find(&question)?.hits)
    };
    tokio::task::spawn_blocking(search).await.map_err(Fault::broken)?.map_err(Fault::broken)
}

/// `GET /help/suggest`: options for the list under the question, nothing else.
pub async fn suggest(visit: Visit, Query(asked): Query<Asked>) -> Result {
    let (index, lang) = (visit.app.index.clone(), visit.lang);
    let search = move || match asked.q.trim() {
        "" => Ok(Vec::new()),
        typed => {
            let (lang, cloud, limit) = (lang.code(), EVERYWHERE, MOST_SUGGESTIONS);
            index.suggest(&Question { text: typed, lang, cloud, limit, ..Question::default() })
        }
    };
    let found = tokio::task::spawn_blocking(search).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
    let page = visit.page("");
    let options = found.into_iter().map(|suggestion| Choice::new(&page, suggestion)).collect();
    visit.html(&Suggestions { options })
}

struct Found {
    href: String,
    title: String,
    passage: Vec<(String, bool)>,
    lang: &'static str,
    /// Set when the article isn't in the reader's language.
    other_language: Option<String>,
}

impl Found {
    fn new(page: &Page, hit: Hit) -> Found {
        let lang = Lang::parse(&hit.lang).unwrap_or_default();
        let name = page.l.language_name(lang.code()).unwrap_or(lang.native_name());
        Found {
            href: page.public(&format!("articles/{}", encode(&hit.path))),
            title: hit.title,
            passage: hit.snippet,
            lang: lang.code(),
            other_language: (lang != page.l).then(|| page.t1("help-in-language", "language", name)),
        }
    }
}

struct Choice {
    href: String,
    title: String,
    heading: Option<String>,
}

impl Choice {
    fn new(page: &Page, suggestion: Suggestion) -> Choice {
        let mut href = page.public(&format!("articles/{}", encode(&suggestion.path)));
        if let Some(heading) = &suggestion.heading {
            href.push_str(&format!("#{}", encode(&heading.slug)));
        }
        Choice { href, title: suggestion.title, heading: suggestion.heading.map(|h| h.text) }
    }
}

#[derive(Template)]
#[template(path = "help/pane.html")]
struct Pane {
    page: Page,
    health: Vec<Health>,
    q: String,
    results: Vec<Found>,
    contact_href: String,
    is_agent: bool,
}

#[derive(Template)]
#[template(path = "help/suggestions.html")]
struct Suggestions {
    options: Vec<Choice>,
}
