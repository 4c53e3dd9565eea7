use centre::policy::{Calendar, ClockKind, Kind, Policy, Severity, SeverityWish, Text};
use jiff::{Timestamp, civil::DateTime};

use crate::{page::Page, requests::promise};

/// A request that might be sent, and what would be promised for it.
pub struct WhatIf<'p> {
    kind: Option<&'p Kind>,
    severity: Option<&'p Severity>,
    /// As the field holds it, be it right or wrong.
    pub start: String,
    /// Whose clock it is.
    pub zone: String,
    pub is_wrong: bool,
    pub deadlines: Vec<Deadline>,
    /// Why the severity isn't for everybody, or for nobody.
    pub notes: Vec<&'p Text>,
}

pub struct Deadline {
    pub title: String,
    pub at: Timestamp,
    /// The hours that count.
    pub hours: String,
    pub wall: String,
    pub business: String,
    /// Holidays that it waits for.
    pub closed: Option<String>,
}

/// What a field of this kind takes.
const FORM: &str = "%Y-%m-%dT%H:%M";

impl<'p> WhatIf<'p> {
    pub fn new(page: &Page, policy: &'p Policy, query: &[(String, String)]) -> WhatIf<'p> {
        let given = |name: &str| query.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let kind = policy.kinds.iter().find(|kind| given("kind") == Some(kind.id.as_str()));
        let severity = given("level").and_then(|level| policy.severity(level));
        let asked = given("start");
        let start = match asked {
            Some(text) => moment(page, text),
            None => Some(page.now),
        };
        let mut what_if = WhatIf {
            kind,
            severity,
            start: match asked {
                Some(text) => text.to_owned(),
                None => page.zone.to_datetime(page.now).strftime(FORM).to_string(),
            },
            zone: page.t1(
                "support-your-time",
                "zone",
                page.l.zone_name(page.zone_name(), start.unwrap_or(page.now)),
            ),
            is_wrong: start.is_none(),
            deadlines: Vec::new(),
            notes: Vec::new(),
        };
        if let (Some(kind), Some(severity), Some(start)) = (kind, severity, start) {
            what_if.answer(page, policy, kind, severity, start);
        }
        what_if
    }

    pub fn is_kind(&self, kind: &Kind) -> bool {
        self.kind.is_some_and(|chosen| chosen.id == kind.id)
    }

    pub fn is_level(&self, severity: &Severity) -> bool {
        self.severity.is_some_and(|chosen| chosen.level == severity.level)
    }

    fn answer(
        &mut self,
        page: &Page,
        policy: &'p Policy,
        kind: &'p Kind,
        severity: &'p Severity,
        start: Timestamp,
    ) {
        let refusal = |agreement| {
            let wish = SeverityWish { category: &kind.category, agreement };
            let offers = policy.offered_severities(&wish);
            offers.into_iter().find(|offer| offer.level == severity.level)?.reason
        };
        self.notes.extend(refusal(false).map(|refusal| refusal.note()));
        if refusal(true).is_some() {
            return;
        }
        let mut from = start;
        for (clock, title) in
            [(ClockKind::FirstResponse, "support-response"), (ClockKind::FollowUp, "support-what-if-news")]
        {
            let Some((target, calendar)) = policy.counted(clock, &severity.level, &kind.category) else {
                return;
            };
            let Some((at, business)) = reached(calendar, target.in_hours(), from) else { return };
            self.deadlines.push(Deadline {
                title: page.t(title),
                at,
                hours: promise::hours(page.l, calendar, from),
                wall: promise::roughly(page.l, at.duration_since(from).as_secs()),
                business: page.l.open_time(business),
                closed: closed(page, calendar, from, at),
            });
            from = at;
        }
    }
}

/// When a target is reached, and how much open time it is.
fn reached(calendar: &Calendar, target: hours::Target, from: Timestamp) -> Option<(Timestamp, i64)> {
    let budget = calendar.hours().budget(target).ok()?;
    Some((calendar.hours().add(from, budget).ok()?, budget))
}

/// The holidays in between.
fn closed(page: &Page, calendar: &Calendar, from: Timestamp, to: Timestamp) -> Option<String> {
    let zone = calendar.hours().time_zone();
    let days = zone.to_datetime(from).date()..=zone.to_datetime(to).date();
    let dates = calendar.days_off().into_iter().filter(|date| days.contains(date));
    let dates: Vec<String> = dates.map(|date| super::date(page.l, date)).collect();
    (!dates.is_empty()).then(|| page.t1("support-hours-closed-on", "dates", page.l.list(&dates)))
}

/// A moment of the reader's clock; one that the clock skips or shows twice is the one that most people mean.
fn moment(page: &Page, text: &str) -> Option<Timestamp> {
    let local: DateTime = DateTime::strptime(FORM, text).or_else(|_| text.parse()).ok()?;
    let near = (2000..2100).contains(&local.year());
    near.then(|| local.to_zoned(page.zone.clone()).ok()).flatten().map(|zoned| zoned.timestamp())
}
