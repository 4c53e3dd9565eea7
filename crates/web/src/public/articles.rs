use std::collections::HashSet;

use askama::Template;
use axum::extract::{Path, Query};
use centre::{
    articles::{self, Edition, Shelf, Title},
    policy::Policy,
};
use db::Tx;
use docs::Html;
use lang::Lang;
use search::{Hit, Question};
use serde::Deserialize;

use super::{Public, service_icon};
use crate::{
    error::{Fault, Result},
    page::{self, Page},
    visit::Visit,
};

/// So many titles of each service where all are shown, and of one where it is alone.
const FEW: usize = 8;
const MANY: usize = 200;
const HITS: usize = 20;

#[derive(Template)]
#[template(path = "public/articles.html")]
struct ArticlesPage {
    page: Page,
    question: String,
    /// What was found; `None` when nothing was asked.
    hits: Option<Vec<Hit>>,
    shelves: Vec<ServiceShelf>,
    /// The name of the only service that is shown.
    only: Option<String>,
}

struct ServiceShelf {
    /// Empty for what belongs to no service.
    id: String,
    name: String,
    icon: &'static str,
    titles: Vec<Title>,
    has_more: bool,
}

impl ArticlesPage {
    fn tag(&self, hit: &Hit) -> &'static str {
        Lang::parse(&hit.lang).unwrap_or_default().code()
    }

    fn is_foreign(&self, tag: &str) -> bool {
        tag != self.page.lang
    }
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    q: String,
    #[serde(default)]
    service: String,
}

/// `GET /{lang}/{cloud}/articles?q=&service=`
pub async fn articles(public: Public, Query(wanted): Query<Wanted>) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let question = wanted.q.trim().to_owned();
    let name = |id: &str| policy.service(id).map(|service| service.name.get(visit.lang.code()).to_owned());
    let (hits, shelves) = if question.is_empty() {
        (None, shelves(visit, policy, &wanted.service).await?)
    } else {
        (Some(find(visit, question.clone()).await?), Vec::new())
    };
    public.html(&ArticlesPage {
        page: visit.page("articles"),
        only: name(&wanted.service),
        question,
        hits,
        shelves,
    })
}

async fn find(visit: &Visit, question: String) -> Result<Vec<Hit>> {
    let (index, lang) = (visit.app.index.clone(), visit.lang);
    let others = visit.policy()?.articles.found_beside(lang);
    let find = move || {
        let cloud = articles::EVERYWHERE;
        let question = Question {
            text: &question,
            lang: lang.code(),
            others: &others,
            cloud,
            limit: HITS,
            ..Question::default()
        };
        Ok::<_, search::Error>(index.find(&question)?.hits)
    };
    tokio::task::spawn_blocking(find).await.map_err(Fault::broken)?.map_err(Fault::broken)
}

/// One service's articles, or some of each service and of what belongs to none.
async fn shelves(visit: &Visit, policy: &Policy, only: &str) -> Result<Vec<ServiceShelf>> {
    let (language, rules) = (visit.lang, policy.articles.clone());
    let services: Vec<String> = policy.services.iter().map(|service| service.id.clone()).collect();
    let one = policy.service(only).map(|service| service.id.clone());
    let load = move |tx: &mut Tx| -> centre::Result<Vec<(String, Vec<Title>)>> {
        if let Some(one) = &one {
            return Ok(vec![(one.clone(), articles::shelf(tx, &rules, Shelf::Of(one), language, MANY)?)]);
        }
        let mut shelves = Vec::new();
        for service in &services {
            shelves
                .push((service.clone(), articles::shelf(tx, &rules, Shelf::Of(service), language, FEW + 1)?));
        }
        let known: Vec<&str> = services.iter().map(String::as_str).collect();
        shelves.push((String::new(), articles::shelf(tx, &rules, Shelf::Rest(&known), language, MANY)?));
        Ok(shelves)
    };
    let loaded = visit.app.db.read(load).await?;
    let is_one = loaded.len() == 1;
    let shelves = loaded.into_iter().filter(|(_, titles)| !titles.is_empty()).map(|(id, mut titles)| {
        let has_more = !is_one && !id.is_empty() && titles.len() > FEW;
        if has_more {
            titles.truncate(FEW);
        }
        language.collator().sort_by_key(&mut titles, |title| &title.title);
        let name = match policy.service(&id) {
            Some(service) => service.name.get(language.code()).to_owned(),
            None => language.t("public-articles-other", &[]),
        };
        let icon = if id.is_empty() { "articles" } else { service_icon(&id) };
        ServiceShelf { id, name, icon, titles, has_more }
    });
    Ok(shelves.collect())
}

#[derive(Template)]
#[template(path = "public/article.html")]
struct ArticlePage {
    page: Page,
    edition: Edition,
    headline: String,
    body: Html,
    /// The editions: tag, own name of the language, address.
    editions: Vec<(Lang, String)>,
    service: Option<(String, String)>,
    base_url: String,
    help_href: String,
    updated: String,
}

impl ArticlePage {
    fn is_stand_in(&self) -> bool {
        self.edition.language != self.page.l
    }

    fn language_shown(&self) -> &'static str {
        self.page.l.language_name(self.edition.language.code()).unwrap_or_default()
    }
}

#[derive(Deserialize)]
pub struct Key {
    key: String,
}

/// `GET /{lang}/{cloud}/articles/{key}`
pub async fn article(public: Public, Path(Key { key }): Path<Key>) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.') {
        return Err(Fault::NotFound);
    }
    let (language, rules) = (visit.lang, policy.articles.clone());
    let load = move |tx: &mut Tx| {
        let edition = articles::edition(tx, &rules, &key, language)?;
        let document = docs::parse(&edition.source).map_err(centre::Error::broken)?;
        let mut known = HashSet::new();
        for reference in document.references.iter().filter(|reference| !reference.picture) {
            if let Some((key, _)) = articles::linked(&edition.origin, &reference.address)
                && !known.contains(&key)
                && articles::exists(tx, &key)?
            {
                known.insert(key);
            }
        }
        let languages = articles::languages(tx, &key)?;
        Ok::<_, centre::Error>((edition, document, known, languages))
    };
    let (edition, document, known, languages) = visit.app.db.read(load).await?;
    let page = visit.page("articles");
    let body = render(&page, &edition, &known);
    let path = |lang: Lang| format!("/{}/{}/articles/{}", lang.code(), visit.cloud, edition.key);
    let service = edition.service.as_deref().and_then(|id| policy.service(id));
    public.html(&ArticlePage {
        editions: languages.into_iter().map(|lang| (lang, path(lang))).collect(),
        service: service.map(|s| (s.id.clone(), s.name.get(language.code()).to_owned())),
        base_url: visit.app.config.base_url.clone(),
        help_href: format!("/help?q={}", page::encode(&edition.title)),
        updated: language.date_long(edition.updated_at, &visit.zone),
        headline: document.headline,
        page,
        edition,
        body,
    })
}

fn render(page: &Page, edition: &Edition, known: &HashSet<String>) -> Html {
    let link = |address: &str| match address {
        "servus:get-support" => Some(page.public("get-support")),
        "servus:service-health" => Some(page.public("health")),
        "servus:help" => Some("/help".to_owned()),
        file => {
            let (key, place) = articles::linked(&edition.origin, file)?;
            known.contains(&key).then(|| page.public(&format!("articles/{key}{place}")))
        }
    };
    let label = |label: docs::Label| edition.language.t(&format!("public-label-{}", label.as_str()), &[]);
    let cloud = Some(articles::moniker(&page.cloud));
    docs::render(&edition.source, &docs::Options { cloud, link: &link, label: &label, include: &|_| None })
}
