use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::IntoResponse,
};
use centre::{
    articles::{self, Around, Edition, Leads, Made, Shelf, Title},
    finding::Thing,
    guides::Guide,
    policy::Policy,
};
use db::Tx;
use docs::{Heading, Html, Shown};
use lang::Lang;
use serde::Deserialize;

use super::{
    Public, files,
    related::{self, Further},
    service_icon,
};
use crate::{
    error::{Fault, Result},
    finding::{Helped, Results, Tracks, Wanted},
    guides::{Tile, tiles},
    page::{self, Page},
    visit::Visit,
};

/// So many titles of each service where all are shown, and of one where it is alone.
const FEW: usize = 8;
const MANY: usize = 200;

#[derive(Template)]
#[template(path = "public/articles.html")]
struct ArticlesPage {
    page: Page,
    shelves: Vec<ServiceShelf>,
    offered: Vec<Tile>,
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
    fn is_foreign(&self, tag: &str) -> bool {
        tag != self.page.lang
    }
}

#[derive(Template)]
#[template(path = "public/found.html")]
struct FoundPage {
    page: Page,
    results: Results,
    /// The same question of another cloud: name, address, whether it is this one.
    clouds: Vec<(String, String, bool)>,
}

/// `GET /{lang}/{cloud}/articles?q=&service=&kind=&language=&after=`
pub async fn articles(public: Public, Query(wanted): Query<Wanted>) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let name = |id: &str| policy.service(id).map(|service| service.name.get(visit.lang.code()).to_owned());
    if !wanted.question().is_empty() {
        return found(&public, &wanted).await;
    }
    let page = visit.page("articles");
    let is_wanted = |guide: &Guide| wanted.service.is_empty() || guide.services.contains(&wanted.service);
    public.html(&ArticlesPage {
        offered: tiles(visit, &page, is_wanted),
        page,
        only: name(&wanted.service),
        shelves: shelves(visit, policy, &wanted.service).await?,
    })
}

async fn found(public: &Public, wanted: &Wanted) -> Result {
    let visit = &public.visit;
    let page = visit.page("articles");
    let results = Results::of(visit, &page, page.public("articles"), wanted).await?;
    let cloud = |policy: &Policy| {
        let key = &policy.cloud.key;
        let href = format!("/{}/{key}/articles?q={}", page.lang, page::encode(wanted.question()));
        (page.text(&policy.cloud.name).to_owned(), href, *key == visit.cloud)
    };
    let clouds = visit.policies.iter().map(cloud).collect();
    let found = FoundPage { clouds, results, page };
    let mut response = public.html(&found)?;
    found.results.keep(visit, &mut response);
    Ok(response)
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
    /// The headings of a long article.
    /// How the edition was made, if it is a translation.
    made: Option<String>,
    bilingual: Option<String>,
    contents: Vec<Heading>,
    /// The editions: tag, own name of the language, address.
    editions: Vec<(Lang, String)>,
    service: Option<(String, String)>,
    base_url: String,
    help_href: String,
    updated: String,
    helped: Helped,
    /// Guides about the same.
    offered: Vec<Tile>,
    related: Vec<Further>,
    video: Option<Further>,
}

impl ArticlePage {
    fn is_stand_in(&self) -> bool {
        self.edition.language != self.page.l
    }

    fn has_tabs(&self) -> bool {
        self.body.as_str().contains("<section class=\"tab\"")
    }

    fn language_shown(&self) -> &'static str {
        self.page.l.language_name(self.edition.language.code()).unwrap_or_default()
    }
}

#[derive(Deserialize)]
pub struct Key {
    key: String,
}

#[derive(Deserialize)]
pub struct Way {
    /// `suggestion`: chosen while typing.
    #[serde(default)]
    via: String,
}

/// `GET /{lang}/{cloud}/articles/{key}`
pub async fn article(public: Public, Path(Key { key }): Path<Key>, Query(way): Query<Way>) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    if !key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.') {
        return Err(Fault::NotFound);
    }
    let (language, rules, whose) = (visit.lang, policy.articles.clone(), visit.clone());
    let load = move |tx: &mut Tx| {
        let edition = match articles::edition(tx, &rules, &key, language) {
            Ok(edition) => edition,
            Err(centre::Error::NotFound) => return articles::redirect(tx, &key).map(Err),
            Err(error) => return Err(error),
        };
        let vote = Helped::load(tx, &whose, &Thing::Article(key.clone()), edition.language)?;
        let around = articles::around(tx, &edition.origin, edition.language, &edition.source)?;
        let languages = articles::languages(tx, &key)?;
        let (_, related) = docs::related(&edition.source);
        let titles = related::titles(tx, &rules, &edition.origin, &related, language)?;
        Ok(Ok((edition, around, languages, vote, (related, titles))))
    };
    let (mut edition, around, languages, vote, (related, titles)) = match visit.app.db.read(load).await? {
        Ok(found) => found,
        Err(elsewhere) => return moved(visit, elsewhere.ok_or(Fault::NotFound)?),
    };
    let thing = Thing::Article(edition.key.clone());
    let tracks = Tracks::reading(visit, &thing, (way.via == "suggestion").then_some(&edition.title));
    let page = visit.page("articles");
    let further = related::further(&page, &visit.app.guides.get(), &edition.origin, &related, &titles);
    // What stands among the related content needn't stand in the text as well.
    edition.source.truncate(docs::related(&edition.source).0.len());
    let shown = as_read(&page, &visit.cloud, edition.language, &edition.source, &around);
    let path = |lang: Lang| format!("/{}/{}/articles/{}", lang.code(), visit.cloud, edition.key);
    let service = edition.service.as_deref().and_then(|id| policy.service(id));
    let made = edition.from.and_then(|(from, _)| {
        let key = match edition.made {
            Made::Original => return None,
            Made::Human => "bilingual-translated-human",
            Made::Machine => "bilingual-translated-machine",
        };
        Some(page.t1(key, "language", page.l.language_name(from.code()).unwrap_or_default()))
    });
    let bilingual = edition.from.map(|_| format!("{}/bilingual", path(edition.language)));
    let mut response = public.html(&ArticlePage {
        helped: Helped::new(visit, &thing, edition.language, vote),
        offered: tiles(visit, &page, |guide| guide.articles.contains(&edition.key)),
        related: further,
        video: docs::video(&around.document.front).map(|video| related::watched(&page, video)),
        editions: languages.into_iter().map(|lang| (lang, path(lang))).collect(),
        service: service.map(|s| (s.id.clone(), s.name.get(language.code()).to_owned())),
        base_url: visit.app.config.base_url.clone(),
        help_href: format!("/help?q={}", page::encode(&edition.title)),
        updated: language.date_long(edition.updated_at, &visit.zone),
        headline: around.document.headline.clone(),
        page,
        edition,
        made,
        bilingual,
        body: shown.html,
        contents: contents(shown.headings),
    })?;
    if let Some(tracks) = tracks {
        tracks.keep(visit, &mut response);
    }
    Ok(response)
}

/// To where the article of this name is now.
fn moved(visit: &Visit, to: articles::Redirect) -> Result {
    let address = match to {
        articles::Redirect::Article { key, place } => {
            format!("/{}/{}/articles/{key}{place}", visit.lang.code(), visit.cloud)
        }
        articles::Redirect::Elsewhere(address) => address,
    };
    let address = HeaderValue::try_from(address).map_err(|_| Fault::NotFound)?;
    Ok((StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response())
}

/// The parts of an article that is long enough to need a list of them.
fn contents(headings: Vec<Heading>) -> Vec<Heading> {
    const ENOUGH: usize = 4;
    let mut parts: Vec<Heading> = headings.iter().filter(|heading| heading.level == 2).cloned().collect();
    if parts.len() < ENOUGH {
        parts = headings.into_iter().filter(|heading| heading.level <= 3).collect();
    }
    if parts.len() < ENOUGH { Vec::new() } else { parts }
}

/// A text as readers of a cloud see it.
pub fn as_read(page: &Page, cloud: &str, language: Lang, source: &str, around: &Around) -> Shown {
    let link = |address: &str| match address {
        "servus:get-support" => Some(page.public("get-support")),
        "servus:service-health" => Some(page.public("health")),
        "servus:help" => Some("/help".to_owned()),
        address => Some(match around.leads(address)? {
            Leads::Article { key, place } => page.public(&format!("articles/{key}{place}")),
            Leads::File { hash, name } => files::url(hash, name),
        }),
    };
    let label = |label: docs::Label| language.t(&format!("public-label-{}", label.as_str()), &[]);
    let include = |address: &str| around.include(address);
    let cloud = Some(articles::moniker(cloud));
    docs::show(source, &docs::Options { cloud, link: &link, label: &label, include: &include })
}
