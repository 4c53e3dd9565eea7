//! The pages that everybody sees, also when signing in is what fails. They show what is known in memory, and ask no database.

use std::sync::Arc;

use askama::Template;
use axum::{
    extract::{FromRequestParts, Path, Query},
    http::{HeaderMap, request::Parts},
    response::Response,
};
use centre::health::{self, Issue, Reader, Show};
use db::{Id, Tx};
use serde::Deserialize;

use super::{
    files,
    history::{self, History},
    issue::{self, IssuePage},
    known::{Cloud, Known, State},
    overview::Overview,
    rendered::Drawn,
    scene::{Scene, Tab},
    uptime::{self, UptimePage},
};
use crate::{
    error::{Fault, Result},
    live,
    page::Page,
    public::Public,
    visit::{Visit, whoever},
};

/// A visit to a page that lasts when the database is out of reach: whoever asks, asks as a stranger then.
pub struct Lasting(Public);

impl<S: Send + Sync> FromRequestParts<S> for Lasting {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Lasting> {
        let came = whoever(parts)?;
        Ok(Lasting(Public::of(came, parts, state).await?))
    }
}

/// Whether a page at this address lasts.
pub fn lasts(path: &str) -> bool {
    let mut parts = path.split('/').skip(1);
    let (lang, cloud, name) = (parts.next(), parts.next(), parts.next());
    lang.is_some() && cloud.is_some() && name == Some("health")
}

/// What a page is made of.
struct Ground<'g> {
    visit: &'g Visit,
    state: &'g State,
    cloud: &'g Cloud,
    page: Page,
}

impl Ground<'_> {
    fn scene(&self, tab: Tab) -> Scene {
        let as_of = self.visit.app.health.is_away().then_some(self.state.at);
        Scene::public(&self.page, tab, as_of)
    }
}

/// The page as it was drawn for the last who asked for the same, or drawn anew. `place` is the address of what is
/// asked for; who asks for it by another one, or is signed in, is drawn a page of their own.
async fn draw<T: Template>(
    Lasting(public): &Lasting,
    asked: &HeaderMap,
    place: &str,
    make: impl FnOnce(Ground) -> Result<T>,
) -> Result {
    let visit = &public.visit;
    let known = &visit.app.health;
    let is_there = visit.uri.path_and_query().is_some_and(|here| here.as_str() == place);
    let is_for_all = is_there && !visit.is_signed_in() && visit.flash.is_none();
    let key = format!("{} {} {place}", visit.theme, visit.zone_name());
    let drawn = match known.rendered.get(&key, visit.now).filter(|_| is_for_all) {
        Some(drawn) => drawn,
        None => {
            let age = known.rendered.age();
            let state = known.state(&visit.app).await?;
            let cloud = state.cloud(&visit.cloud);
            let template = make(Ground { visit, state: &state, cloud: &cloud, page: visit.page("health") })?;
            if !is_for_all {
                return public.html(&template);
            }
            let drawn = Arc::new(Drawn::new(visit.now, template.render()?).map_err(Fault::broken)?);
            known.rendered.put(key, age, drawn.clone());
            drawn
        }
    };
    let mut response = drawn.answer(asked);
    public.keep_place(&mut response);
    Ok(response)
}

/// `GET /{lang}/{cloud}/health`
pub async fn overview(lasting: Lasting, asked: HeaderMap) -> Result {
    let place = lasting.place("");
    draw(&lasting, &asked, &place, |ground| {
        let policy = ground.visit.policy()?;
        let open: Vec<Issue> = ground.cloud.issues.iter().filter(|issue| issue.is_open()).cloned().collect();
        let states = health::states(policy, &Reader::public(&policy.cloud.key), &open);
        let scene = ground.scene(Tab::Overview);
        Ok(Overview::new(ground.page, scene, policy, &states, &open, &[]))
    })
    .await
}

impl Lasting {
    fn place(&self, rest: &str) -> String {
        let visit = &self.0.visit;
        format!("/{}/{}/health{rest}", visit.lang.code(), visit.cloud)
    }
}

/// `GET /{lang}/{cloud}/health/live` tells when the page should look again.
pub async fn live(Lasting(public): Lasting) -> Response {
    live::watch(public.visit.app.health.changes(), "health")
}

/// `GET /{lang}/{cloud}/health/history`
pub async fn history(lasting: Lasting, Query(wanted): Query<history::Asked>, asked: HeaderMap) -> Result {
    let visit = &lasting.0.visit;
    let policy = visit.policy()?;
    let base = lasting.place("");
    let is_bare = visit.uri.query().is_none();
    let place =
        if is_bare { format!("{base}/history") } else { wanted.address(&base, policy, wanted.after()) };
    draw(&lasting, &asked, &place, |ground| {
        let since = wanted.since(visit.now);
        let key = |issue: &Issue| issue.key(Show::ResolvedSince(visit.now));
        let mut issues: Vec<&Issue> = ground
            .cloud
            .issues
            .iter()
            .filter(|issue| issue.resolved_at.is_some_and(|at| since.is_none_or(|since| since <= at)))
            .filter(|issue| wanted.class().is_none_or(|class| issue.class == class))
            .filter(|issue| wanted.service(policy).is_none_or(|wanted| issue.services().any(|s| s == wanted)))
            .filter(|issue| {
                let (this, last) = (key(issue), wanted.after());
                last.is_none_or(|last| (this.at, this.id) < (last.at, last.id))
            })
            .collect();
        issues.sort_by_key(|issue| std::cmp::Reverse((key(issue).at, issue.id)));
        let is_more = issues.len() > history::PAGE;
        issues.truncate(history::PAGE);
        let next = issues.last().filter(|_| is_more).map(|issue| key(issue));
        let scene = ground.scene(Tab::History);
        Ok(History::new(ground.page, scene, policy, |_| true, &wanted, &issues, next))
    })
    .await
}

/// The address of an issue.
#[derive(Deserialize)]
pub struct Number {
    number: String,
}

/// `GET /{lang}/{cloud}/health/issues/{number}`
pub async fn issue(
    lasting: Lasting,
    Path(Number { number }): Path<Number>,
    Query(wanted): Query<issue::Asked>,
    asked: HeaderMap,
) -> Result {
    let words = wanted.words();
    let place = lasting.place(&format!("/issues/{number}{}", words.query()));
    let number = &number;
    draw(&lasting, &asked, &place, |ground| {
        let issue =
            ground.cloud.issues.iter().find(|issue| issue.number == *number).ok_or(Fault::NotFound)?;
        let scene = ground.scene(if issue.is_open() { Tab::Overview } else { Tab::History });
        let policy = ground.visit.policy()?;
        Ok(IssuePage::new(ground.page, scene, policy, issue, words))
    })
    .await
}

#[derive(Deserialize)]
pub struct File {
    cloud: String,
    number: String,
    id: String,
}

/// `GET /{lang}/{cloud}/health/issues/{number}/files/{id}`; files are not among what lasts.
pub async fn file(Lasting(public): Lasting, Path(File { cloud, number, id }): Path<File>) -> Result {
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let app = public.visit.app.clone();
    let read = move |tx: &mut Tx| health::issue_attachment(tx, &Reader::public(&cloud), &number, id);
    let found = app.db.read(read).await?;
    Ok(files::download(app, found))
}

/// So many quarters are known.
const QUARTERS: usize = 2;

/// `GET /{lang}/{cloud}/health/uptime`
pub async fn uptime(lasting: Lasting, Query(wanted): Query<uptime::Asked>, asked: HeaderMap) -> Result {
    let visit = &lasting.0.visit;
    let quarter = wanted.quarter(visit.now, QUARTERS);
    let place = match visit.uri.query() {
        None => lasting.place("/uptime"),
        Some(_) => lasting.place(&format!("/uptime?quarter={}", quarter.code())),
    };
    draw(&lasting, &asked, &place, |ground| {
        let policy = ground.visit.policy()?;
        let services: Vec<&str> = policy.services.iter().map(|service| service.id.as_str()).collect();
        let issues: Vec<&Issue> = ground.cloud.issues.iter().collect();
        let scene = ground.scene(Tab::Uptime);
        Ok(UptimePage::new(ground.page, scene, policy, &services, quarter, QUARTERS, &issues))
    })
    .await
}

/// Keeps what is known up to date, for as long as the program runs.
pub async fn keep(app: crate::Shared) {
    Known::keep(app).await;
}
