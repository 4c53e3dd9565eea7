//! What readers of feeds and calendars follow: the issues of a cloud as Atom and RSS, its planned maintenance as a calendar.
//! For one service with `?service=`.

mod atom;
mod calendar;
mod rss;
#[cfg(test)]
mod tests;
mod xml;

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
};
use centre::{
    health::{self, Issue, Key, Message, Reader, Stage, Which},
    policy::{Policy, Service},
};
use db::{Id, Tx};
use jiff::{Timestamp, tz::TimeZone};
use lang::{Lang, args};
use serde::Deserialize;

use crate::{
    api,
    cached::{Kept, cached},
    error::{Fault, Result},
    visit::Visit,
};

/// Issues on a page of a feed.
const PAGE: usize = 30;

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    service: String,
    /// The place in the archive.
    before: String,
}

/// A page of a feed as both forms write it.
struct Feed {
    lang: Lang,
    title: String,
    /// Of the whole feed, without what is asked for.
    address: String,
    /// The page for people.
    page: String,
    author: String,
    updated: Timestamp,
    entries: Vec<Entry>,
    /// `None` for the newest entries.
    here: Option<String>,
    /// Where older entries are.
    older: Option<String>,
}

struct Entry {
    id: Id,
    title: String,
    link: String,
    published: Timestamp,
    updated: Timestamp,
    categories: Vec<(String, String)>,
    /// Of each post, the latest first: when, in which status, and what it says.
    posts: Vec<(String, String, String)>,
    /// What it means for people.
    impact: String,
}

/// `GET /{lang}/{cloud}/health/feed.atom`
pub async fn atom(
    visit: Visit,
    Path((lang, cloud)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result {
    let visit = visit.at(&lang, &cloud)?;
    feed(&visit, asked, &headers, "feed.atom", "application/atom+xml; charset=utf-8", atom::write).await
}

/// `GET /{lang}/{cloud}/health/feed.rss`
pub async fn rss(
    visit: Visit,
    Path((lang, cloud)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result {
    let visit = visit.at(&lang, &cloud)?;
    feed(&visit, asked, &headers, "feed.rss", "application/rss+xml; charset=utf-8", rss::write).await
}

/// `GET /{lang}/{cloud}/health/maintenance.ics`
pub async fn maintenance(
    visit: Visit,
    Path((lang, cloud)): Path<(String, String)>,
    Query(asked): Query<Asked>,
    headers: HeaderMap,
) -> Result {
    let visit = visit.at(&lang, &cloud)?;
    let name = title(&visit, service(&visit, &asked)?, "feeds-maintenance");
    let cloud = visit.app.health.state(&visit.app).await?.cloud(&visit.cloud);
    let about = |message: &&Message| asked.service.is_empty() || message.services.contains(&asked.service);
    let messages: Vec<&Message> = cloud.maintenance.iter().filter(about).collect();
    let body = calendar::write(&visit, &name, &messages);
    let mut response = cached(&headers, "text/calendar; charset=utf-8", body, Kept::FOR);
    api::open_to_all(&mut response, false);
    Ok(response)
}

/// The service that a feed is about alone, if one is asked for.
fn service<'v>(visit: &'v Visit, asked: &Asked) -> Result<Option<&'v Service>> {
    if asked.service.is_empty() {
        return Ok(None);
    }
    let found = visit.policy()?.services.iter().find(|service| service.id == asked.service);
    found.map(Some).ok_or(Fault::NotFound)
}

fn title(visit: &Visit, service: Option<&Service>, key: &str) -> String {
    let code = visit.lang.code();
    let cloud = visit.policy().map(|policy| policy.cloud.name.get(code).to_owned()).unwrap_or_default();
    let of = service.map_or(cloud.clone(), |service| format!("{}, {cloud}", service.name.get(code)));
    visit.lang.t(key, &args!["of" => of])
}

async fn feed(
    visit: &Visit,
    asked: Asked,
    headers: &HeaderMap,
    file: &str,
    kind: &'static str,
    write: fn(&Feed) -> String,
) -> Result {
    let title = title(visit, service(visit, &asked)?, "feeds-title");
    let before = match asked.before.as_str() {
        "" => None,
        text => Some(place(text).ok_or(Fault::NotFound)?),
    };
    let key = format!("{file}/{}/{}/{}", visit.cloud, visit.lang.code(), asked.service);
    let kept = if before.is_none() { visit.app.kept.get(&key, visit.now) } else { None };
    let body = match kept {
        Some(body) => body.to_string(),
        None => {
            let (reader, service) = (Reader::public(&visit.cloud), asked.service.clone());
            let read = move |tx: &mut Tx| {
                let service = Some(service.as_str()).filter(|service| !service.is_empty());
                let which = Which { service, after: before, limit: PAGE as i64 + 1, ..Which::default() };
                health::issues(tx, &reader, &which)
            };
            let mut issues = match visit.app.health.is_away() && before.is_none() {
                false => visit.app.db.read(read).await?,
                true => known(visit, &asked.service).await?,
            };
            let is_more = issues.len() > PAGE;
            issues.truncate(PAGE);
            let written = write(&page(visit, &asked, title, file, &issues, is_more)?);
            match before {
                None => visit.app.kept.put(key, visit.now, written).to_string(),
                Some(_) => written,
            }
        }
    };
    let mut response = cached(headers, kind, body, Kept::FOR);
    api::open_to_all(&mut response, false);
    Ok(response)
}

/// The latest issues as they were last known: a feed lasts when the database doesn't.
async fn known(visit: &Visit, service: &str) -> Result<Vec<Issue>> {
    let cloud = visit.app.health.state(&visit.app).await?.cloud(&visit.cloud);
    let about = |issue: &&Issue| service.is_empty() || issue.services().any(|id| id == service);
    Ok(cloud.issues.iter().filter(about).take(PAGE + 1).cloned().collect())
}

fn page(
    visit: &Visit,
    asked: &Asked,
    title: String,
    file: &str,
    issues: &[Issue],
    is_more: bool,
) -> Result<Feed> {
    let (base, code) = (&visit.app.config.base_url, visit.lang.code());
    let health = format!("{base}/{code}/{}/health", visit.cloud);
    let of_service =
        if asked.service.is_empty() { String::new() } else { format!("?service={}", asked.service) };
    let address = format!("{health}/{file}{of_service}");
    let and = if of_service.is_empty() { '?' } else { '&' };
    let at = |place: String| format!("{address}{and}before={place}");
    let older = issues.last().filter(|_| is_more).map(|issue| at(written(issue.key(Default::default()))));
    let policy = visit.policy()?;
    let entries: Vec<Entry> = issues.iter().map(|issue| entry(visit, &health, issue)).collect();
    Ok(Feed {
        lang: visit.lang,
        title,
        here: Some(asked.before.clone()).filter(|before| !before.is_empty()).map(at),
        address,
        page: health.clone(),
        author: policy.operator.name.get(code).to_owned(),
        updated: entries.iter().map(|entry| entry.updated).max().unwrap_or_else(|| as_of(policy)),
        entries,
        older,
    })
}

/// Of what has no entries: the day of the promises, which moves only with them.
pub fn as_of(policy: &Policy) -> Timestamp {
    policy.cloud.as_of.to_zoned(TimeZone::UTC).map(|day| day.timestamp()).unwrap_or_default()
}

fn entry(visit: &Visit, health: &str, issue: &Issue) -> Entry {
    let (lang, code) = (visit.lang, visit.lang.code());
    let name_of = |id: &str| {
        let known =
            visit.policy().ok().and_then(|policy| policy.services.iter().find(|known| known.id == id));
        known.map_or(id, |known| known.name.get(code)).to_owned()
    };
    // A feed is the same for everybody, so its times are too.
    let when = |at: Timestamp| format!("{} UTC", lang.date_time(at, &TimeZone::UTC));
    Entry {
        id: issue.id,
        title: format!("{}: {}", issue.number, issue.title.text(code)),
        link: format!("{health}/issues/{}", issue.number),
        published: issue.published_at,
        updated: issue.changed_at,
        categories: issue.services().map(|id| (id.to_owned(), name_of(id))).collect(),
        posts: issue
            .posts
            .iter()
            .rev()
            .filter(|post| post.stage == Stage::Published && post.corrected_by.is_none())
            .map(|post| {
                (
                    when(post.published_at),
                    lang.t(&format!("health-status-{}", post.status.code()), &[]),
                    post.text.text(code).to_owned(),
                )
            })
            .collect(),
        impact: issue.impact.text(code).to_owned(),
    }
}

fn written(key: Key) -> String {
    format!("{}-{}", key.at.as_microsecond(), key.id)
}

fn place(text: &str) -> Option<Key> {
    let (at, id) = text.split_once('-')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    Some(Key { at, id: id.parse().ok()? })
}
