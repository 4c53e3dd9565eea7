use askama::Template;
use centre::{
    articles::{self, Shelf, Title},
    cases::{self, Filter, Line, State},
    policy::{LifeCycle, Policy},
};
use db::Tx;

use super::{Public, service_icon};
use crate::{
    account,
    error::Result,
    guides::{Tile, tiles},
    health::{self, Service},
    page::Page,
    visit::Visit,
    waits,
};

const TITLES: usize = 3;
const REQUESTS: usize = 5;
const GUIDES: usize = 4;

#[derive(Template)]
#[template(path = "public/start.html")]
struct StartPage {
    page: Page,
    /// Those that go on in the name of the reader's organization.
    calls: Option<Vec<account::Now>>,
    product: String,
    health: Vec<Service>,
    shelves: Vec<ServiceShelf>,
    /// Guides.
    offered: Vec<Tile>,
    /// Of somebody who manages an organization's requests: the open ones, last changed first.
    requests: Option<Vec<Line>>,
    clouds: Vec<CloudChoice>,
    /// For those who could ask.
    waits: Vec<waits::Told>,
    waits_lead: String,
}

struct ServiceShelf {
    id: String,
    name: String,
    icon: &'static str,
    titles: Vec<Title>,
}

struct CloudChoice {
    href: String,
    name: String,
    operator: String,
    /// A message for those who think of becoming its customers.
    note: Option<&'static str>,
    is_current: bool,
}

impl StartPage {
    fn trouble(&self) -> impl Iterator<Item = &Service> {
        self.health.iter().filter(|service| !service.is_well())
    }

    fn is_all_well(&self) -> bool {
        self.health.iter().all(Service::is_well)
    }

    fn state(&self, line: &Line) -> (&'static str, String) {
        match line.state {
            State::Waiting => ("warn", self.page.t("public-request-waiting")),
            _ => ("info", self.page.t("public-request-open")),
        }
    }
}

/// `GET /` leads to the start page of the visitor's cloud in the visitor's language.
pub async fn root(visit: Visit) -> Result {
    Ok(visit.go(&format!("/{}/{}/", visit.lang.code(), visit.cloud)))
}

/// `GET /{lang}/{cloud}/`
pub async fn start(public: Public) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let (language, rules) = (visit.lang, policy.articles.clone());
    let services: Vec<String> = policy.services.iter().map(|service| service.id.clone()).collect();
    let viewer = visit.viewer.clone().filter(|viewer| viewer.manages().is_ok());
    let load = move |tx: &mut Tx| {
        let shelves = services
            .iter()
            .map(|service| articles::shelf(tx, &rules, Shelf::Of(service), language, TITLES))
            .collect::<centre::Result<Vec<_>>>()?;
        let requests = match &viewer {
            Some(viewer) => Some(cases::list(tx, viewer, &Filter::default())?.lines),
            None => None,
        };
        Ok::<_, centre::Error>((shelves, requests))
    };
    let (shelves, requests) = visit.app.db.read(load).await?;
    let shelves = policy.services.iter().zip(shelves).map(|(service, titles)| ServiceShelf {
        id: service.id.clone(),
        name: service.name.get(language.code()).to_owned(),
        icon: service_icon(&service.id),
        titles,
    });
    let open = |lines: Vec<Line>| lines.into_iter().filter(|line| !line.state.is_done()).take(REQUESTS);
    let page = visit.page("home");
    let (waits, waits_lead) = match requests {
        Some(_) => waits::usually(visit, &page).await?,
        None => Default::default(),
    };
    let page = StartPage {
        calls: account::now(visit, &page).await?,
        waits,
        waits_lead,
        offered: tiles(visit, &page, |_| true).into_iter().take(GUIDES).collect(),
        health: health::services(visit, &page).await?,
        page,
        product: policy.product.name.get(language.code()).to_owned(),
        shelves: shelves.filter(|shelf| !shelf.titles.is_empty()).collect(),
        requests: requests.map(|lines| open(lines).collect()),
        clouds: visit.policies.iter().map(|policy| choice(visit, policy)).collect(),
    };
    public.html(&page)
}

fn choice(visit: &Visit, policy: &Policy) -> CloudChoice {
    let language = visit.lang.code();
    let cloud = &policy.cloud;
    CloudChoice {
        href: format!("/{language}/{}/", cloud.key),
        name: cloud.name.get(language).to_owned(),
        operator: policy.operator.name.get(language).to_owned(),
        note: match cloud.life_cycle {
            LifeCycle::Active => None,
            LifeCycle::ClosedToNew => Some("public-cloud-closed-to-new"),
            LifeCycle::Retired => Some("public-cloud-retired"),
        },
        is_current: cloud.key == visit.cloud,
    }
}

#[derive(Template)]
#[template(path = "public/community.html")]
struct CommunityPage {
    page: Page,
    summary: String,
    facts: Vec<String>,
}

/// `GET /{lang}/{cloud}/community`
pub async fn community(public: Public) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let language = visit.lang.code();
    let summary = policy.channel("community").map_or("", |channel| channel.summary.get(language));
    let facts = policy.community.facts.iter().map(|fact| fact.get(language).to_owned());
    public.html(&CommunityPage {
        page: visit.page("articles"),
        summary: summary.to_owned(),
        facts: facts.collect(),
    })
}
