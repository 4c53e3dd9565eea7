use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};

use super::{
    Agent, Shift,
    spans::{Span, minus, union},
};
use crate::policy::{PlaceZone, Policy};

/// How the promises of who answers in which language are kept by the shifts of a time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cover {
    /// The languages that at least one agent speaks.
    pub languages: Vec<Covered>,
    /// Those that are promised and nobody speaks at all.
    pub unspoken: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Covered {
    pub language: String,
    /// When a line for any category is answered in this language.
    pub promised: Vec<Span>,
    /// When somebody works who speaks it.
    pub staffed: Vec<Span>,
    pub gaps: Vec<Gap>,
}

/// Nobody works who speaks the language and knows the categories, though the line is open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    pub categories: Vec<String>,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// Compares what is promised between two times with who works then.
pub fn cover(policy: &Policy, agents: &[Agent], shifts: &[Shift], from: Timestamp, to: Timestamp) -> Cover {
    let promised = promised(policy, from, to);
    let mut cover = Cover::default();
    let mut languages: BTreeMap<&str, Vec<(&str, &Vec<Span>)>> = BTreeMap::new();
    for ((language, category), spans) in &promised {
        languages.entry(language).or_default().push((category, spans));
    }
    for (language, categories) in languages {
        if !agents.iter().any(|agent| agent.speaks(language)) {
            cover.unspoken.push(language.to_owned());
            continue;
        }
        let works = |knows: &dyn Fn(&Agent) -> bool| {
            let could = |shift: &&Shift| {
                let agent = agents.iter().find(|agent| agent.id == shift.agent);
                agent.is_some_and(|agent| agent.speaks(language) && knows(agent))
            };
            union(shifts.iter().filter(could).map(|s| (s.from.max(from), s.to.min(to))).collect())
        };
        let mut gaps: BTreeMap<Span, Vec<String>> = BTreeMap::new();
        for (category, open) in &categories {
            for gap in minus(open, &works(&|agent| agent.knows(category))) {
                gaps.entry(gap).or_default().push((*category).to_owned());
            }
        }
        cover.languages.push(Covered {
            language: language.to_owned(),
            promised: union(categories.iter().flat_map(|(_, spans)| spans.iter().copied()).collect()),
            staffed: works(&|_| true),
            gaps: gaps.into_iter().map(|((from, to), categories)| Gap { categories, from, to }).collect(),
        });
    }
    cover
}

/// When lines are answered, by language and category: as the policy says for its channels, and the phone directory
/// for each country.
fn promised(policy: &Policy, from: Timestamp, to: Timestamp) -> BTreeMap<(String, String), Vec<Span>> {
    let mut open: BTreeMap<(String, String), Vec<Span>> = BTreeMap::new();
    let mut add = |language: &str, category: &str, hours: &hours::Calendar| {
        let stretches = hours.stretches(from, to).filter(|stretch| stretch.open);
        let key = (language.to_owned(), category.to_owned());
        open.entry(key).or_default().extend(stretches.map(|stretch| (stretch.from, stretch.to)));
    };
    for category in &policy.categories {
        for spoken in category.channels.iter().filter(|c| c.channel == "phone").flat_map(|c| &c.languages) {
            // Hours in the zone of whoever reads them are told by the directory for each country.
            if let Some(calendar) = policy.calendar(&spoken.calendar).filter(|c| c.zone.name().is_some()) {
                add(&spoken.language, &category.id, calendar.hours());
            }
        }
        let hours_of = category.directory_hours.as_deref().unwrap_or(&category.id);
        let mut seen = Vec::new();
        for place in &policy.places {
            let zone = match &place.zone {
                PlaceZone::One(zone) => Some(zone.as_str()),
                PlaceZone::Several(_) | PlaceZone::Unknown => None,
            };
            for hours in place.lines.iter().flat_map(|line| &line.hours) {
                let (Some(language), Some(zone)) = (&hours.language, hours.zone.as_deref().or(zone)) else {
                    continue;
                };
                let same = (language, zone, &hours.windows);
                if hours.category != hours_of || seen.contains(&same) {
                    continue;
                }
                seen.push(same);
                add(language, &category.id, &hours.calendar().hours_in(zone));
            }
        }
    }
    open.into_iter().map(|(key, spans)| (key, union(spans))).collect()
}

/// Midnights in a zone from the day of `from` on, so many and one more: where each day begins and ends.
pub fn midnights(from: Timestamp, days: usize, zone: &TimeZone) -> Vec<Timestamp> {
    let first = zone.to_datetime(from).date();
    (0..=days)
        .filter_map(|day| {
            let date = first.checked_add(jiff::Span::new().days(day as i64)).ok()?;
            Some(zone.to_zoned(date.at(0, 0, 0, 0)).ok()?.timestamp())
        })
        .collect()
}
