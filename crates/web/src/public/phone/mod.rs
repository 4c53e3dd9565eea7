//! Support by phone: the number for somebody's country, when it is answered, and what to have ready.

mod calendar;
mod card;
mod choose;
mod place;
mod qr;
mod ready;
mod short;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderMap, HeaderValue, header},
};
use centre::{
    people,
    policy::{PhonePlan, Policy},
};
use db::Tx;
use jiff::tz::TimeZone;
use serde::Deserialize;

pub use self::{
    choose::{NOT_LISTED, Numbers, Wish, places},
    place::{Asked, PlaceView},
    qr::Qr,
    ready::Ready,
    short::Call,
};
use super::{Public, support::as_of};
use crate::{
    account,
    cached::cached,
    error::{Fault, Result},
    page::Page,
    visit::Visit,
};

#[derive(Template)]
#[template(path = "phone/phone.html")]
struct PhonePage<'p> {
    page: Page,
    policy: &'p Policy,
    as_of: String,
    phone: Numbers<'p>,
    ready: Ready,
    /// Those that go on in the name of the reader's organization.
    calls: Option<Vec<account::Now>>,
}

type Choices = Query<Vec<(String, String)>>;

/// `GET /{lang}/{cloud}/phone?country=&q=&plan=`
pub async fn phone(public: Public, Query(query): Choices) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let own = own(visit).await?;
    let wish = Wish::of(&query).or_own(policy, own.as_ref()).or_only(visit.lang, policy);
    let page = visit.page("support");
    let action = page.public("phone");
    let phone = Numbers::new(visit, policy, &wish, action).ok_or(Fault::NotFound)?;
    let ready = Ready::new(&page, own);
    let calls = account::now(visit, &page).await?;
    public.html(&PhonePage { calls, page, policy, as_of: as_of(visit.lang, policy), phone, ready })
}

/// What the organization of somebody who manages its requests has to say on the phone.
pub struct Own {
    organization: people::Organization,
    person: people::Person,
    /// Number and subject of those that are open, last changed first.
    requests: Vec<(i64, String)>,
}

/// So many open requests are offered to be named.
const REQUESTS: usize = 3;

/// `None` for visitors, for everybody who may not open requests, and on the pages of other clouds.
pub async fn own(visit: &Visit) -> Result<Option<Own>> {
    let viewer = visit.viewer.clone().filter(|v| v.manages().is_ok() && v.cloud == visit.cloud);
    let Some(viewer) = viewer else { return Ok(None) };
    let read = move |tx: &mut Tx| {
        let listed = centre::cases::list(tx, &viewer, &centre::cases::Filter::default())?;
        let open = listed.lines.into_iter().filter(|line| !line.state.is_done()).take(REQUESTS);
        Ok::<_, centre::Error>(Own {
            organization: people::organization(tx, &viewer, viewer.customer()?.organization)?,
            person: people::person(tx, &viewer)?,
            requests: open.map(|line| (line.number, line.subject)).collect(),
        })
    };
    Ok(Some(visit.app.db.read(read).await?))
}

impl Own {
    /// For whose plans lines are shown.
    fn plans<'p>(&self, policy: &'p Policy) -> Vec<&'p PhonePlan> {
        let subscribed = self.organization.subscriptions_in_force();
        let mut plans: Vec<&PhonePlan> = subscribed.filter_map(|s| policy.phone_plan(&s.plan)).collect();
        plans.sort_by(|a, b| a.id.cmp(&b.id));
        plans.dedup_by(|a, b| a.id == b.id);
        plans
    }
}

#[derive(Deserialize)]
pub struct File {
    lang: String,
    cloud: String,
    place: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Zoned {
    zone: Option<String>,
}

/// Files change with the policy only, but for the year that a calendar is made for.
const KEPT: std::time::Duration = std::time::Duration::from_secs(24 * 60 * 60);

/// `GET /{lang}/{cloud}/phone/{place}/contact.vcf`: the lines for the address book of a phone.
pub async fn contact(visit: Visit, headers: HeaderMap, Path(file): Path<File>) -> Result {
    let visit = visit.at(&file.lang, &file.cloud)?;
    let policy = visit.policy()?;
    let choice = policy.choice(visit.lang, &file.place).ok_or(Fault::NotFound)?;
    let text = card::card(&visit, policy, choice).ok_or(Fault::NotFound)?;
    Ok(named(cached(&headers, "text/vcard; charset=utf-8", text, KEPT), &choice.value, "vcf"))
}

/// `GET /{lang}/{cloud}/phone/{place}/hours.ics?zone=`: when the lines are answered, for a calendar. Hours that are the
/// caller's own are those of `zone`, or float: then they are those of whoever looks at the calendar.
pub async fn calendar(
    visit: Visit,
    headers: HeaderMap,
    Path(file): Path<File>,
    Query(query): Query<Zoned>,
) -> Result {
    let visit = visit.at(&file.lang, &file.cloud)?;
    let policy = visit.policy()?;
    if query.zone.as_ref().is_some_and(|name| TimeZone::get(name).is_err()) {
        return Err(Fault::bad_request("error-malformed"));
    }
    let choice = policy.choice(visit.lang, &file.place).ok_or(Fault::NotFound)?;
    let text = calendar::hours(&visit, policy, choice, query.zone.as_deref()).ok_or(Fault::NotFound)?;
    Ok(named(cached(&headers, "text/calendar; charset=utf-8", text, KEPT), &choice.value, "ics"))
}

/// As a download of this name.
fn named(mut response: axum::response::Response, name: &str, kind: &str) -> axum::response::Response {
    if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{kind}\"")) {
        response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
    }
    response
}
