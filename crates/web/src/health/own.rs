//! The health of what an organization really has, for those of its people who may see it.

use axum::{
    extract::{FromRequestParts, Path, Query},
    http::request::Parts,
    response::Response,
};
use centre::{
    following,
    health::{
        self, Issue, Key, Reader, Show, View, Which,
        reports::{self, Outcome},
    },
    people::Viewer,
    policy::Policy,
};
use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    files,
    history::{self, History},
    issue::{self, IssuePage},
    overview::Overview,
    scene::{Scene, Tab},
    show::Service,
    uptime::{self, UptimePage},
};
use crate::{
    error::{Fault, Result},
    live,
    page::Page,
    visit::{Signed, Visit},
};

/// A visit by somebody who may see the health of the own organization's services; for anyone else these pages don't exist.
pub struct Reads {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for Reads {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Reads> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        viewer.reads_health()?;
        Ok(Reads { visit, viewer })
    }
}

/// What every page begins with.
struct Ground<T> {
    reader: Reader,
    view: View,
    unread: i64,
    rest: T,
}

impl<T> Ground<T> {
    fn scene(&self, page: &Page, tab: Tab) -> Scene {
        Scene::own(page, tab, self.unread, &self.view)
    }
}

/// Reads as the viewer, in one transaction.
async fn ground<T: Send + 'static>(
    visit: &Visit,
    viewer: Viewer,
    rest: impl Fn(&mut Tx, &Policy, &Reader) -> centre::Result<T> + Send + Sync + 'static,
) -> Result<Ground<T>> {
    let policies = visit.policies.clone();
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&viewer.cloud).ok_or(centre::Error::NotFound)?;
        let reader = Reader::of(tx, &policies, &viewer)?;
        let (view, unread) = (health::view(tx, &viewer)?, health::unread(tx, &reader)?);
        Ok::<_, centre::Error>(Ground { rest: rest(tx, policy, &reader)?, reader, view, unread })
    };
    Ok(visit.app.db.read(read).await?)
}

/// The services that the visitor has, or all of the cloud for whoever isn't of an organization; what is wrong first.
pub async fn services(visit: &Visit, page: &Page) -> Result<Vec<Service>> {
    let (policies, cloud, viewer) = (visit.policies.clone(), visit.cloud.clone(), visit.viewer.clone());
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let reader = match viewer.as_ref().filter(|viewer| viewer.cloud == cloud) {
            Some(viewer) => Reader::of(tx, &policies, viewer)?,
            None => Reader::public(&cloud),
        };
        let mut states = health::services(tx, policy, &reader)?;
        states.retain(|state| reader.has(&state.service));
        Ok::<_, centre::Error>(states)
    };
    let mut states = visit.app.db.read(read).await?;
    states.sort_by_key(|service| std::cmp::Reverse(service.state));
    let policy = visit.policy()?;
    Ok(states.iter().map(|state| Service::new(page, policy, &page.health_href, state)).collect())
}

/// Where the visitor reads of health.
pub fn base(visit: &Visit) -> String {
    let own =
        visit.viewer.as_ref().filter(|viewer| viewer.cloud == visit.cloud && viewer.reads_health().is_ok());
    own.map_or_else(|| format!("/{}/{}/health", visit.lang.code(), visit.cloud), |_| "/health".to_owned())
}

/// `GET /health`: others than those who may see the own organization's are shown what everybody sees.
pub async fn overview(Signed { visit, viewer }: Signed) -> Result {
    if viewer.is_agent() {
        return Ok(visit.go("/desk/health"));
    }
    if viewer.reads_health().is_err() {
        return Ok(visit.go(&visit.page("").public("health")));
    }
    let read = |tx: &mut Tx, policy: &Policy, reader: &Reader| {
        let now = tx.now();
        let open = health::issues(tx, reader, &Which { show: Show::Open, limit: MOST, ..Which::default() })?;
        let states = health::states(policy, reader, &open);
        Ok((states, open, health::maintenance(tx, reader, now)?))
    };
    let mut ground = ground(&visit, viewer, read).await?;
    let page = visit.page("health");
    let scene = ground.scene(&page, Tab::Overview);
    let Ground { reader, view, rest: (states, open, maintenance), .. } = &mut ground;
    states.retain(|state| reader.has(&state.service) && view.shows_service(&state.service));
    open.retain(|issue| issue.concerns(reader) && view.shows(issue));
    maintenance.retain(|message| message.concerns(reader));
    visit.html(&Overview::new(page, scene, visit.policy()?, states, open, maintenance))
}

/// More open issues nobody looks at.
const MOST: i64 = 200;

/// `GET /health/live` tells when the page should look again.
pub async fn live(Reads { visit, .. }: Reads) -> Response {
    live::stream(&visit.app, vec![health::topic(&visit.cloud)], "health")
}

/// `GET /health/history`
pub async fn history(Reads { visit, viewer }: Reads, Query(asked): Query<history::Asked>) -> Result {
    let wanted = asked.clone();
    let read = move |tx: &mut Tx, policy: &Policy, reader: &Reader| {
        let since = wanted.since(tx.now()).unwrap_or(Timestamp::UNIX_EPOCH);
        let show = Show::ResolvedSince(since);
        let which = Which {
            show,
            service: wanted.service(policy),
            class: wanted.class(),
            after: wanted.after(),
            limit: history::PAGE as i64 + 1,
        };
        let mut issues = health::issues(tx, reader, &which)?;
        let is_more = issues.len() > history::PAGE;
        issues.truncate(history::PAGE);
        let next: Option<Key> = issues.last().filter(|_| is_more).map(|issue| issue.key(show));
        Ok((issues, next))
    };
    let ground = ground(&visit, viewer, read).await?;
    let page = visit.page("health");
    let scene = ground.scene(&page, Tab::History);
    let Ground { reader, view, rest: (issues, next), .. } = &ground;
    let issues: Vec<&Issue> =
        issues.iter().filter(|issue| issue.concerns(reader) && view.shows(issue)).collect();
    let has = |service: &str| reader.has(service);
    visit.html(&History::new(page, scene, visit.policy()?, has, &asked, &issues, *next))
}

/// `GET /health/issues/{number}`
pub async fn issue(
    Reads { visit, viewer }: Reads,
    Path(number): Path<String>,
    Query(asked): Query<issue::Asked>,
) -> Result {
    let (who, policies) = (viewer.clone(), visit.policies.clone());
    let read = move |tx: &mut Tx, _: &Policy, reader: &Reader| {
        let issue = health::issue(tx, reader, &number)?;
        let is_followed = following::following(tx, &who)?.issues.contains(&issue.number);
        let is_counted = reports::own(tx, &policies, &who)?
            .iter()
            .any(|report| matches!(&report.outcome, Outcome::Issue(number) if *number == issue.number));
        Ok((issue, is_followed, is_counted))
    };
    let ground = ground(&visit, viewer, read).await?;
    let page = visit.page("health");
    let (issue, is_followed, is_counted) = &ground.rest;
    let tab = if issue.is_open() { Tab::Overview } else { Tab::History };
    let scene = ground.scene(&page, tab);
    let shown = IssuePage::new(page, scene, visit.policy()?, issue, asked.words());
    visit.html(&shown.followed(*is_followed).counted(*is_counted))
}

/// `GET /health/issues/{number}/files/{id}`
pub async fn issue_file(
    Reads { visit, viewer }: Reads,
    Path((number, id)): Path<(String, String)>,
) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let read =
        move |tx: &mut Tx, _: &Policy, reader: &Reader| health::issue_attachment(tx, reader, &number, id);
    let ground = ground(&visit, viewer, read).await?;
    Ok(files::download(visit.app.clone(), ground.rest))
}

/// `GET /health/messages/{number}/files/{id}`
pub async fn message_file(
    Reads { visit, viewer }: Reads,
    Path((number, id)): Path<(String, String)>,
) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let read =
        move |tx: &mut Tx, _: &Policy, reader: &Reader| health::message_attachment(tx, reader, &number, id);
    let ground = ground(&visit, viewer, read).await?;
    Ok(files::download(visit.app.clone(), ground.rest))
}

/// So many quarters are shown to the people of an organization.
const QUARTERS: usize = 4;

/// `GET /health/uptime`
pub async fn uptime(Reads { visit, viewer }: Reads, Query(asked): Query<uptime::Asked>) -> Result {
    let quarter = asked.quarter(visit.now, QUARTERS);
    let read = move |tx: &mut Tx, _: &Policy, reader: &Reader| {
        let mut issues = Vec::new();
        for show in [Show::Open, Show::ResolvedSince(quarter.from())] {
            issues.extend(health::issues(tx, reader, &Which { show, limit: MOST * 5, ..Which::default() })?);
        }
        Ok(issues)
    };
    let ground = ground(&visit, viewer, read).await?;
    let page = visit.page("health");
    let policy = visit.policy()?;
    let scene = ground.scene(&page, Tab::Uptime);
    let shown = |id: &&str| ground.reader.has(id) && ground.view.shows_service(id);
    let services: Vec<&str> = policy.services.iter().map(|s| s.id.as_str()).filter(shown).collect();
    let issues: Vec<&Issue> = ground.rest.iter().filter(|issue| issue.concerns(&ground.reader)).collect();
    visit.html(&UptimePage::new(page, scene, policy, &services, quarter, QUARTERS, &issues))
}
