//! The times that can be booked, as days with their times, for every page that lets somebody choose one.

use std::collections::BTreeMap;

use centre::callbacks::Offer;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

use crate::{account::ZoneGroup, page::Page};

pub struct Slots {
    /// Before the ids of its fields.
    pub prefix: &'static str,
    /// Whose times these are.
    pub zone: String,
    pub zone_name: String,
    pub zones: Vec<ZoneGroup>,
    pub days: Vec<Day>,
    /// When the line opens, if it is closed now.
    pub opens: Option<String>,
    /// Whether it is closed now.
    pub is_closed: bool,
    pub length: String,
    /// Nothing is booked: the call comes in turn.
    pub in_turn: bool,
}

pub struct Day {
    pub label: String,
    pub count: usize,
    pub is_open: bool,
    /// A short day is one part without a name.
    pub parts: Vec<Part>,
}

/// A part of a day, such as the morning.
pub struct Part {
    pub label: String,
    pub count: usize,
    pub is_open: bool,
    pub times: Vec<Time>,
}

/// More times than that are shown by the part of the day.
const AT_A_GLANCE: usize = 40;
const PARTS: [&str; 4] =
    ["callback-part-night", "callback-part-morning", "callback-part-afternoon", "callback-part-evening"];

pub struct Time {
    pub id: String,
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

impl Slots {
    /// `chosen` is a time as the form sends it; empty for a call in turn.
    pub fn new(page: &Page, prefix: &'static str, offer: &Offer, zone: &TimeZone, chosen: &str) -> Slots {
        let chosen: Option<Timestamp> = chosen.parse().ok();
        let mut by_day: BTreeMap<Date, Vec<Timestamp>> = BTreeMap::new();
        for slot in &offer.slots {
            by_day.entry(slot.to_zoned(zone.clone()).date()).or_default().push(*slot);
        }
        let has_chosen = |slots: &[Timestamp]| chosen.is_some_and(|at| slots.contains(&at));
        let opened = by_day.values().position(|slots| has_chosen(slots)).unwrap_or(0);
        let days = by_day.values().enumerate().map(|(place, slots)| Day {
            label: slots.first().map(|at| page.l.day(*at, zone)).unwrap_or_default(),
            count: slots.len(),
            is_open: place == opened,
            parts: parts(page, zone, slots, times(page, prefix, slots, zone, chosen)),
        });
        let name = zone.iana_name().unwrap_or("UTC");
        Slots {
            prefix,
            zone: name.to_owned(),
            zone_name: page.l.zone_name(name, page.now),
            zones: crate::account::by_continent(page.l, page.now, name),
            days: days.collect(),
            opens: offer.opens.map(|at| page.l.day_time(at, zone)),
            is_closed: !offer.is_open,
            length: page.l.duration(i64::from(offer.minutes) * 60),
            in_turn: !has_chosen(&offer.slots),
        }
    }
}

/// The times of a day by its quarters, where there are many; open is the one that was chosen, or the first.
fn parts(page: &Page, zone: &TimeZone, slots: &[Timestamp], times: Vec<Time>) -> Vec<Part> {
    if times.len() <= AT_A_GLANCE {
        return vec![Part { label: String::new(), count: times.len(), is_open: true, times }];
    }
    let mut parts: Vec<(usize, Part)> = Vec::new();
    for (at, time) in slots.iter().zip(times) {
        let quarter = usize::from(zone.to_datetime(*at).hour().unsigned_abs()) / 6;
        if parts.last().is_none_or(|(last, _)| *last != quarter) {
            let label = PARTS.get(quarter).map(|key| page.t(key)).unwrap_or_default();
            parts.push((quarter, Part { label, count: 0, is_open: false, times: Vec::new() }));
        }
        let Some((_, part)) = parts.last_mut() else { continue };
        (part.count, part.is_open) = (part.count + 1, part.is_open || time.is_chosen);
        part.times.push(time);
    }
    let mut parts: Vec<Part> = parts.into_iter().map(|(_, part)| part).collect();
    if !parts.iter().any(|part| part.is_open) {
        parts.iter_mut().take(1).for_each(|first| first.is_open = true);
    }
    parts
}

/// When clocks are put back an hour comes twice: then the zone's name of the time tells which is meant.
fn times(
    page: &Page,
    prefix: &str,
    slots: &[Timestamp],
    zone: &TimeZone,
    chosen: Option<Timestamp>,
) -> Vec<Time> {
    let plain: Vec<String> = slots.iter().map(|at| page.l.time(*at, zone)).collect();
    let label = |(at, text): (&Timestamp, &String)| {
        let is_twice = plain.iter().filter(|other| *other == text).count() > 1;
        let label = match is_twice {
            true => format!("{text} {}", zone.to_offset_info(*at).abbreviation()),
            false => text.clone(),
        };
        Time {
            id: format!("{prefix}-{}", at.as_second()),
            value: at.to_string(),
            label,
            is_chosen: chosen == Some(*at),
        }
    };
    slots.iter().zip(&plain).map(label).collect()
}

/// The zone that a form asks for, else the reader's own.
pub fn zone_of(page: &Page, wanted: &str) -> TimeZone {
    Some(wanted)
        .filter(|name| !name.is_empty())
        .and_then(|name| TimeZone::get(name).ok())
        .unwrap_or_else(|| page.zone.clone())
}

/// The time that a form sends; `Err` for what is none.
pub fn time_of(sent: &str) -> Result<Option<Timestamp>, centre::Told> {
    match sent.trim() {
        "" => Ok(None),
        text => text.parse().map(Some).map_err(|_| centre::tell("error-slot-malformed").about("callback_at")),
    }
}
