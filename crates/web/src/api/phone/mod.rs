//! The phone directory. What is asked for stands in the address alone, so anybody may ask and caches may keep the answers.

use std::time::Duration;

use axum::{
    extract::{Path, Query},
    http::HeaderMap,
};
use centre::policy::{
    Caveat, Charges, Fallback, Line, LineHours, LineKind, Lines, Place, PlaceZone, Policy, Step, Window,
};
use jiff::{Timestamp, civil::Weekday, tz::TimeZone};
use lang::Lang;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{
    cached::cached,
    error::{Fault, Result},
    public::week_lines,
    visit::Visit,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cloud: Option<String>,
    lang: Option<String>,
    q: String,
    zone: Option<String>,
    plan: Option<String>,
}

const JSON: &str = "application/json";
/// The directory changes with the policy only.
const LIST_KEPT: Duration = Duration::from_secs(3600);
/// Whether a line is open isn't kept longer than this, nor beyond the next change.
const PLACE_KEPT: Duration = Duration::from_secs(300);

impl Asked {
    fn policy<'v>(&self, visit: &'v Visit) -> Result<&'v Policy> {
        let cloud = self.cloud.as_deref().unwrap_or(&visit.app.config.home_cloud);
        visit.policies.cloud(cloud).ok_or(Fault::NotFound)
    }

    fn lang(&self) -> Result<Lang> {
        let known = |tag: &str| Lang::parse(tag).ok_or_else(|| Fault::bad_request("error-malformed"));
        self.lang.as_deref().map_or(Ok(Lang::En), known)
    }
}

/// `GET /api/v1/phone/places?cloud=&lang=&q=`: countries and regions, all of them or those that somebody may mean who
/// types `q`.
pub async fn places(visit: Visit, headers: HeaderMap, Query(asked): Query<Asked>) -> Result {
    let (policy, lang) = (asked.policy(&visit)?, asked.lang()?);
    let found = (!asked.q.trim().is_empty()).then(|| policy.find_places(lang, &asked.q));
    let is_certain = found.as_ref().map(|found| found.is_certain);
    let choices = match found {
        Some(found) => found.choices,
        None => policy.choices(lang).collect(),
    };
    let base = &visit.app.config.base_url;
    let (cloud, language) = (&policy.cloud.key, lang.code());
    let place = |choice: &&centre::policy::Choice| {
        let value = &choice.value;
        json!({
            "place": value,
            "name": choice.name,
            "is_listed": choice.is_listed,
            "url": format!("{base}/api/v1/phone/places/{value}?cloud={cloud}&lang={language}"),
        })
    };
    let body = json!({
        "cloud": cloud,
        "language": language,
        "as_of": policy.cloud.as_of,
        "is_certain": is_certain,
        "places": choices.iter().map(place).collect::<Vec<_>>(),
    });
    Ok(cached(&headers, JSON, body.to_string(), LIST_KEPT))
}

/// `GET /api/v1/phone/places/{place}?cloud=&lang=&zone=&plan=`: the lines for a country or region (a value of the list, or
/// an ISO code) and when they are answered. Hours that are the caller's own are read in `zone`.
pub async fn place(
    visit: Visit,
    headers: HeaderMap,
    Path(wish): Path<String>,
    Query(asked): Query<Asked>,
) -> Result {
    let (policy, lang) = (asked.policy(&visit)?, asked.lang()?);
    let zone = match &asked.zone {
        Some(name) => TimeZone::get(name).map_err(|_| Fault::bad_request("error-malformed"))?,
        None => TimeZone::UTC,
    };
    let zone_name = zone.iana_name().unwrap_or("UTC");
    let plan = match &asked.plan {
        Some(id) => {
            let known = policy.phone.plans.iter().find(|plan| plan.id == *id);
            Some(known.ok_or_else(|| Fault::bad_request("error-malformed"))?)
        }
        None => None,
    };
    let choice = policy.choice(lang, &wish).ok_or(Fault::NotFound)?;
    let lines = by_category(policy, &choice.value);
    let (_, first) = lines.first().ok_or(Fault::NotFound)?;
    let from = policy.place(&choice.value).and_then(|place| place.iso2.clone());
    let from = from.unwrap_or_else(|| choice.value.to_uppercase());
    let is_for = |line: &Line| match (&plan, &line.plan) {
        (Some(plan), Some(name)) => plan.directory == *name,
        _ => true,
    };
    let teller = Teller { policy, lang, now: visit.now, zone: zone_name, from: &from };
    let mut shown = Vec::new();
    for (at, line) in first.place.lines.iter().enumerate().filter(|(_, line)| is_for(line)) {
        let hours = lines.iter().flat_map(|(category, lines)| {
            let answered = lines.lines.get(at).map(|line| line.hours.as_slice()).unwrap_or_default();
            answered.iter().map(move |hours| (*category, *hours))
        });
        shown.push(teller.line(line, hours));
    }
    let near = policy.place(&choice.value).into_iter().flat_map(|place| policy.neighbours(place));
    let body = json!({
        "cloud": policy.cloud.key,
        "language": lang.code(),
        "place": choice.value,
        "name": choice.name,
        "as_of": policy.cloud.as_of,
        "time_zone": zone_of(first.place),
        "instead": first.fallback.map(code),
        "lines_of": json!({ "place": first.place.slug, "name": first.place.name_in(lang) }),
        "neighbours": near.map(|place| json!({ "place": place.slug, "name": place.name_in(lang) })).collect::<Vec<_>>(),
        "lines": shown,
    });
    let states = lines.iter().flat_map(|(_, lines)| &lines.lines).flat_map(|line| &line.hours);
    let next = states.filter_map(|hours| hours.state_at(visit.now, zone_name).next_change).min();
    let until = next.map_or(PLACE_KEPT, |at| at.duration_since(visit.now).unsigned_abs());
    Ok(cached(&headers, JSON, body.to_string(), until.min(PLACE_KEPT)))
}

fn by_category<'p>(policy: &'p Policy, place: &str) -> Vec<(&'p str, Lines<'p>)> {
    let lines = |id: &'p str| Some((id, policy.lines_for(place, id)?));
    policy.assisted().filter_map(|category| lines(&category.id)).collect()
}

/// Says what a line is in the words of this interface.
struct Teller<'a> {
    policy: &'a Policy,
    lang: Lang,
    now: Timestamp,
    zone: &'a str,
    /// The country that is called from.
    from: &'a str,
}

impl Teller<'_> {
    fn line<'p>(&self, line: &Line, hours: impl Iterator<Item = (&'p str, &'p LineHours)>) -> Value {
        let plan = self.policy.phone.plans.iter().find(|plan| line.plan.as_ref() == Some(&plan.directory));
        let e164 = line.e164();
        json!({
            "kind": match line.kind { LineKind::Primary => "primary", LineKind::Alternative => "alternative" },
            "e164": e164,
            "tel": e164.as_ref().map(|e164| format!("tel:{e164}")),
            "printed": line.printed,
            "dialled": line.written_for(self.from),
            "international": e164.as_ref().map(|_| line.written_for("")),
            "charges": charges(line.charges),
            "label": line.label,
            "plan": plan.map(|plan| json!({ "id": plan.id, "name": plan.name.get(self.lang.code()) })),
            "steps": line.steps().map(step).collect::<Vec<_>>(),
            "caveat": line.caveat().map(caveat),
            "hours": hours.map(|(category, hours)| self.hours(category, hours)).collect::<Vec<_>>(),
        })
    }

    fn hours(&self, category: &str, hours: &LineHours) -> Value {
        let state = hours.state_at(self.now, self.zone);
        let to_come = hours.calendar().days_off().into_iter().filter(|day| *day >= self.today(hours));
        json!({
            "category": category,
            "language": hours.language,
            "severity": hours.severity,
            "time_zone": hours.zone,
            "always": hours.is_always_open(),
            "weekly": hours.windows.iter().map(window).collect::<Vec<_>>(),
            "closed_on": to_come.collect::<Vec<_>>(),
            "text": week_lines(&hours.windows, self.lang),
            "open_now": state.open,
            "next_change": state.next_change,
            "caveat": hours.caveat().map(caveat),
        })
    }

    fn today(&self, hours: &LineHours) -> jiff::civil::Date {
        let zone = TimeZone::get(hours.zone.as_deref().unwrap_or(self.zone)).unwrap_or(TimeZone::UTC);
        zone.to_datetime(self.now).date()
    }
}

/// From `to` before `from`: into the next day.
fn window(window: &Window) -> Value {
    let days: Vec<&str> = window.days().map(day).collect();
    json!({ "days": days, "from": window.start.to_string(), "to": window.end.to_string() })
}

fn day(day: Weekday) -> &'static str {
    match day {
        Weekday::Monday => "mon",
        Weekday::Tuesday => "tue",
        Weekday::Wednesday => "wed",
        Weekday::Thursday => "thu",
        Weekday::Friday => "fri",
        Weekday::Saturday => "sat",
        Weekday::Sunday => "sun",
    }
}

fn zone_of(place: &Place) -> Option<&str> {
    match &place.zone {
        PlaceZone::One(zone) => Some(zone),
        PlaceZone::Several(_) | PlaceZone::Unknown => None,
    }
}

fn code(fallback: Fallback) -> &'static str {
    match fallback {
        Fallback::NotListed => "not-listed",
        Fallback::NoLine => "no-line",
    }
}

fn charges(charges: Charges) -> Option<&'static str> {
    match charges {
        Charges::TollFree => Some("toll-free"),
        Charges::Local => Some("local"),
        Charges::International => Some("international"),
        Charges::NotStated => None,
    }
}

fn step(step: Step<'_>) -> Value {
    match step {
        Step::Option(key) => json!({ "do": "option", "key": key }),
        Step::Press(key, what) => json!({ "do": "press", "key": key, "for": what }),
        Step::Code(code) => json!({ "do": "code", "code": code }),
        Step::Dial(number) => json!({ "do": "dial", "number": number }),
        Step::Other(text) => json!({ "do": "other", "text": text }),
    }
}

fn caveat(caveat: Caveat) -> &'static str {
    match caveat {
        Caveat::Number => "number-doubtful",
        Caveat::Charges => "charges-doubtful",
        Caveat::Hours => "hours-doubtful",
        Caveat::Days => "days-assumed",
        Caveat::PublicHolidays => "closed-on-public-holidays",
    }
}

#[cfg(test)]
mod tests;
