use askama::Template;
use axum::extract::Query;
use centre::{
    articles::EVERYWHERE,
    cases::{Line, State},
    finding::{self, Likeness},
    guides,
};
use db::Tx;
use search::{Question, Suggestion};
use serde::Deserialize;

use super::search::{KnownIssue, issues, named, requests};
use crate::{
    error::{Fault, Result},
    guides::place,
    page::{Page, encode},
    visit::Visit,
};

const ARTICLES: usize = 5;
const OTHERS: usize = 3;
/// What is typed is like a question of others, or the text of an issue, that has so much of its words.
const ALIKE: f32 = 0.6;

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    pub q: String,
    /// The list that they are shown in: ids are unique on a page with two of them.
    #[serde(rename = "in")]
    list: String,
}

/// Suggestions of one kind, under a small heading.
pub struct Group {
    pub name: String,
    pub code: &'static str,
    pub options: Vec<Choice>,
}

pub struct Choice {
    pub id: String,
    /// Where it leads; without it, it is a question to be asked.
    pub href: Option<String>,
    /// It is a page of its own, also from within the help pane.
    pub is_page: bool,
    pub text: String,
    pub note: Option<String>,
    pub slug: Option<String>,
}

#[derive(Template)]
#[template(path = "finding/suggestions.html")]
struct Suggestions {
    groups: Vec<Group>,
    count: String,
}

/// `GET /help/suggest`: options for the list under the question, nothing else.
pub async fn suggest(visit: Visit, Query(typed): Query<Typed>) -> Result {
    let page = visit.page("");
    let mut groups = suggestions(&visit, &page, &typed.q).await?;
    let is_name = !typed.list.is_empty() && typed.list.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let list = if is_name { &typed.list } else { "suggestion" };
    let options = groups.iter_mut().flat_map(|group| &mut group.options);
    let mut n = 0;
    for option in options {
        n += 1;
        option.id = format!("{list}-{n}");
    }
    visit.html(&Suggestions { groups, count: page.t1("finding-suggestions", "n", i64::from(n)) })
}

/// What somebody who types this may mean: the index is asked for articles, the database once for the rest.
pub async fn suggestions(visit: &Visit, page: &Page, typed: &str) -> Result<Vec<Group>> {
    let likeness = Likeness::typed(typed);
    if likeness.is_empty() {
        return Ok(Vec::new());
    }
    let (index, lang, asked) = (visit.app.index.clone(), visit.lang, typed.trim().to_owned());
    let search = tokio::task::spawn_blocking(move || {
        let (lang, cloud) = (lang.code(), EVERYWHERE);
        index.suggest(&Question { text: &asked, lang, cloud, limit: ARTICLES, ..Question::default() })
    });
    let (policies, cloud, viewer) = (visit.policies.clone(), visit.cloud.clone(), visit.viewer.clone());
    let typed = typed.to_owned();
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let named = named(policy, &likeness, lang.code());
        let issues = issues(tx, policy, lang.code(), &|state| {
            named.contains(&state.service)
                || likeness.says_much() && likeness.to(&state.text(lang.code())) >= ALIKE
        })?;
        let requests = match &viewer {
            Some(viewer) if viewer.manages().is_ok() => requests(tx, viewer, &likeness, &typed)?,
            _ => Vec::new(),
        };
        let mut others: Vec<(f32, String)> = finding::popular(tx, &cloud, lang)?
            .into_iter()
            .map(|words| (likeness.to(&words), words))
            .filter(|(alike, words)| *alike >= ALIKE && finding::folded(words) != finding::folded(&typed))
            .collect();
        // The most asked come first among those that are alike.
        others.sort_by(|one, other| other.0.total_cmp(&one.0));
        others.truncate(OTHERS);
        Ok::<_, centre::Error>((issues, requests, others))
    };
    let (found, read) = tokio::join!(search, visit.app.db.read(read));
    let found = found.map_err(Fault::broken)?.map_err(Fault::broken)?;
    let (issues, requests, others) = read?;
    // What the index still knows of guides may be gone, or for another cloud.
    let guided = visit.app.guides.get();
    let (guides, articles): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| guides::found(&one.path).is_some());
    let is_there = |one: &Suggestion| {
        guides::found(&one.path).is_some_and(|key| guided.get(&visit.cloud, key).is_some())
    };
    let guides = guides.into_iter().filter(is_there).map(|one| article(page, one));
    let groups = [
        ("health", issues.iter().map(|one| issue(page, one)).collect::<Vec<_>>()),
        ("requests", requests.iter().map(|one| request(page, one)).collect()),
        ("guides", guides.collect()),
        ("articles", articles.into_iter().map(|one| article(page, one)).collect()),
        ("others", others.into_iter().map(|(_, words)| question(words)).collect()),
    ];
    let groups = groups.into_iter().filter(|(_, options)| !options.is_empty());
    Ok(groups
        .map(|(code, options)| Group { name: page.t(&format!("finding-group-{code}")), code, options })
        .collect())
}

fn choice(text: String) -> Choice {
    Choice { id: String::new(), href: None, is_page: false, text, note: None, slug: None }
}

fn issue(page: &Page, issue: &KnownIssue) -> Choice {
    let key = if issue.state == centre::health::State::Incident {
        "health-class-incident"
    } else {
        "health-class-advisory"
    };
    Choice {
        href: Some(page.public("health")),
        is_page: true,
        note: Some(page.t(key)),
        ..choice(issue.name.clone())
    }
}

fn request(page: &Page, line: &Line) -> Choice {
    let key = if line.state == State::Waiting { "public-request-waiting" } else { "public-request-open" };
    Choice {
        href: Some(format!("/requests/{}", line.number)),
        is_page: true,
        note: Some(page.t(key)),
        ..choice(line.subject.clone())
    }
}

fn article(page: &Page, found: Suggestion) -> Choice {
    let mut href = format!("{}?via=suggestion", place(page, &found.path));
    match found.heading {
        None => Choice { href: Some(href), ..choice(found.title) },
        Some(heading) => {
            href.push_str(&format!("#{}", encode(&heading.slug)));
            let note = Some(found.title);
            Choice { href: Some(href), note, slug: Some(heading.slug), ..choice(heading.text) }
        }
    }
}

fn question(words: String) -> Choice {
    choice(words)
}
