use centre::{
    content::Content,
    policy::{Choice, Clock, Policy, Window},
};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, DateTime, Weekday},
    tz::{Offset, TimeZone, TimeZoneTransition},
};
use lang::args;

use super::card::{Answered, answered};
use crate::{
    public::support::{as_of, promises::language},
    visit::Facts,
};

/// So far ahead the hours are written down: every week of a year, whenever it is asked for.
const WEEKS: i64 = 53;

/// When the lines for a country or region are answered, as iCalendar events that come again every week; `None` without a
/// line. Hours that are the caller's own are those of `zone`, or float.
pub fn hours(visit: &Facts, policy: &Policy, choice: &Choice, zone: Option<&str>) -> Option<String> {
    let lang = visit.lang;
    let lines = policy.lines_for(&choice.value, &policy.categories.first()?.id)?;
    let operator = policy.operator.name.get(lang.code());
    let name = lang.t("lines-card-name", &args!["operator" => operator, "place" => &choice.name]);
    let events = Event::all(policy, &lines.place.slug, zone);
    let monday = monday(visit.now);
    let mut content = Content::default();
    content.line("BEGIN", "VCALENDAR");
    content.line("VERSION", "2.0");
    content.line("PRODID", "-//Servus//Phone support//EN");
    content.line("CALSCALE", "GREGORIAN");
    content.line("METHOD", "PUBLISH");
    content.text("NAME", &name);
    content.text("X-WR-CALNAME", &name);
    content.line("REFRESH-INTERVAL;VALUE=DURATION", "P1W");
    let mut zones: Vec<&str> = events.iter().filter_map(|event| event.zone.as_deref()).collect();
    zones.sort_unstable();
    zones.dedup();
    for zone in zones {
        time_zone(&mut content, zone, monday);
    }
    let base = &visit.app.config.base_url;
    let place = format!("{base}/{}/{}/phone?country={}", lang.code(), policy.cloud.key, choice.value);
    let numbers: Vec<String> = lines.place.lines.iter().map(|line| line.written_for("")).collect();
    let about = format!("{}\n{}", lang.list(&numbers), as_of(lang, policy));
    let writer = Writer { visit, monday, place: &place, about: &about };
    for (at, event) in events.iter().enumerate() {
        writer.event(&mut content, at, event);
    }
    content.line("END", "VCALENDAR");
    Some(content.finish())
}

/// Hours of a category, in all languages and for all severities that they are the same for.
struct Event<'p> {
    first: Answered<'p>,
    languages: Vec<Option<&'p str>>,
    zone: Option<String>,
}

impl<'p> Event<'p> {
    fn all(policy: &'p Policy, place: &str, reader: Option<&str>) -> Vec<Event<'p>> {
        let mut events: Vec<Event<'p>> = Vec::new();
        for answered in answered(policy, place) {
            let spoken = answered.hours.language.as_deref();
            let is_same = |event: &&mut Event<'p>| {
                let (a, b) = (&event.first, &answered);
                (a.category.id == b.category.id)
                    && (a.plan.map(|plan| &plan.id) == b.plan.map(|plan| &plan.id))
                    && (a.hours.severity == b.hours.severity)
                    && (a.hours.windows == b.hours.windows)
                    && (a.hours.zone == b.hours.zone)
            };
            match events.iter_mut().find(is_same) {
                Some(event) => event.languages.push(spoken),
                None => {
                    let zone = answered.hours.zone.clone().or(reader.map(str::to_owned));
                    events.push(Event { zone, languages: vec![spoken], first: answered });
                }
            }
        }
        events
    }
}

struct Writer<'a> {
    visit: &'a Facts,
    monday: Date,
    /// The address of the page about the place.
    place: &'a str,
    about: &'a str,
}

impl Writer<'_> {
    fn event(&self, content: &mut Content, at: usize, event: &Event<'_>) {
        let hours = event.first.hours;
        if hours.is_always_open() {
            self.around_the_clock(content, at, event);
            return;
        }
        let compiled = hours.calendar().hours_in(event.zone.as_deref().unwrap_or("UTC"));
        let usual = compiled.weekly();
        let days = self.monday.series(1.day()).take(WEEKS as usize * 7);
        let is_unusual = |date: &Date| usual[number(date.weekday())] != compiled.windows_of(*date);
        let unusual: Vec<Date> = days.filter(is_unusual).collect();
        for (part, window) in hours.windows.iter().enumerate() {
            self.weekly(content, &format!("{at}-{part}"), event, window, &unusual);
        }
        let special = hours.calendar().special_days();
        for (date, windows) in special.filter(|(date, _)| unusual.contains(date)) {
            for (part, window) in windows.into_iter().enumerate() {
                self.once(content, &format!("{at}-{date}-{part}"), event, date, window);
            }
        }
    }

    fn around_the_clock(&self, content: &mut Content, at: usize, event: &Event<'_>) {
        let last = self.monday.saturating_add(WEEKS.weeks()).saturating_sub(1.day());
        self.begin(content, &at.to_string(), event);
        content.line("DTSTART;VALUE=DATE", &day(self.monday));
        content.line("RRULE", &format!("FREQ=DAILY;UNTIL={}", day(last)));
        content.line("END", "VEVENT");
    }

    fn weekly(&self, content: &mut Content, id: &str, event: &Event<'_>, window: &Window, unusual: &[Date]) {
        let mut days: Vec<Weekday> = window.days().collect();
        days.sort_by_key(|day| number(*day));
        let on = |date: &Date| days.contains(&date.weekday());
        // The length of the first is that of all, in hours: those within which the clocks change stand by themselves.
        let all = self.monday.series(1.day()).take(WEEKS as usize * 7).filter(on);
        let is_changing = |date: &Date| changes_within(event, *date, window.start, window.end);
        let changing: Vec<Date> = all.clone().filter(is_changing).collect();
        let Some(first) = all.clone().find(|date| !changing.contains(date)) else { return };
        let names: Vec<&str> = days.iter().map(|day| short(*day)).collect();
        let end = self.monday.saturating_add(WEEKS.weeks()).at(0, 0, 0, 0);
        let until = match &event.zone {
            Some(zone) => utc(end, zone),
            None => local(end.saturating_sub(1.second())),
        };
        self.begin(content, id, event);
        self.span(content, event, first, window.start, window.end);
        content.line("RRULE", &format!("FREQ=WEEKLY;BYDAY={};UNTIL={until}", names.join(",")));
        for date in all.filter(|date| unusual.contains(date) || changing.contains(date)) {
            content.line(&named("EXDATE", event), &local(at(date, window.start)));
        }
        content.line("END", "VEVENT");
        for date in changing.into_iter().filter(|date| !unusual.contains(date)) {
            self.once(content, &format!("{id}-{date}"), event, date, (window.start, window.end));
        }
    }

    fn once(
        &self,
        content: &mut Content,
        id: &str,
        event: &Event<'_>,
        date: Date,
        (from, to): (Clock, Clock),
    ) {
        self.begin(content, id, event);
        self.span(content, event, date, from, to);
        content.line("END", "VEVENT");
    }

    fn begin(&self, content: &mut Content, id: &str, event: &Event<'_>) {
        let lang = self.visit.lang;
        let spoken = event.languages.iter().map(|tag| match tag {
            Some(tag) => language(lang, tag),
            None => lang.t("support-language-not-stated", &[]),
        });
        let spoken = lang.list(&spoken.collect::<Vec<_>>());
        let Answered { plan, category, hours } = &event.first;
        let category = category.name.get(lang.code());
        let mut summary = lang.t("lines-event", &args!["category" => category, "languages" => spoken]);
        if let Some(level) = &hours.severity {
            summary.push_str(&format!(" · {}", lang.t("support-severity", &args!["level" => level])));
        }
        if let Some(plan) = plan {
            summary.push_str(&format!(" · {}", plan.name.get(lang.code())));
        }
        content.line("BEGIN", "VEVENT");
        content.line("UID", &format!("{}#hours-{id}", self.place));
        content.line("DTSTAMP", &format!("{}T000000Z", day(self.monday)));
        content.text("SUMMARY", &summary);
        content.text("DESCRIPTION", self.about);
        content.line("URL", self.place);
        content.line("TRANSP", "TRANSPARENT");
    }

    fn span(&self, content: &mut Content, event: &Event<'_>, date: Date, from: Clock, to: Clock) {
        let (from, to) = span(date, from, to);
        content.line(&named("DTSTART", event), &local(from));
        content.line(&named("DTEND", event), &local(to));
    }
}

/// From when to when hours of a day last; those that end before they begin end on the next day.
fn span(date: Date, from: Clock, to: Clock) -> (DateTime, DateTime) {
    let next = if to <= from { date.saturating_add(1.day()) } else { date };
    (at(date, from), at(next, to))
}

/// Whether they are longer or shorter than the clock on the wall says.
fn changes_within(event: &Event<'_>, date: Date, from: Clock, to: Clock) -> bool {
    let Some(Ok(zone)) = event.zone.as_deref().map(TimeZone::get) else { return false };
    let (from, to) = span(date, from, to);
    let offset =
        |at: DateTime| zone.to_ambiguous_timestamp(at).compatible().ok().map(|at| zone.to_offset(at));
    offset(from) != offset(to)
}

/// What a zone's clocks did and will do while there are events.
fn time_zone(content: &mut Content, name: &str, monday: Date) {
    let Ok(zone) = TimeZone::get(name) else { return };
    let instant = |date: Date| date.at(0, 0, 0, 0).to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp());
    let (Ok(start), Ok(end)) = (instant(monday), instant(monday.saturating_add((WEEKS + 1).weeks()))) else {
        return;
    };
    // The first events may begin a day before that, by the clocks of the east.
    let start = start.saturating_sub(24.hours()).unwrap_or(start);
    content.line("BEGIN", "VTIMEZONE");
    content.line("TZID", name);
    match zone.preceding(start).next() {
        Some(last) => observance(content, &zone, &last),
        None => {
            let offset = offset(zone.to_offset(start));
            content.line("BEGIN", "STANDARD");
            content.line("DTSTART", "19700101T000000");
            content.line("TZOFFSETFROM", &offset);
            content.line("TZOFFSETTO", &offset);
            content.line("END", "STANDARD");
        }
    }
    for change in zone.following(start).take_while(|change| change.timestamp() < end) {
        observance(content, &zone, &change);
    }
    content.line("END", "VTIMEZONE");
}

fn observance(content: &mut Content, zone: &TimeZone, change: &TimeZoneTransition<'_>) {
    let kind = if change.dst().is_dst() { "DAYLIGHT" } else { "STANDARD" };
    let before = change.timestamp().saturating_sub(1.second()).unwrap_or(change.timestamp());
    let before = zone.to_offset(before);
    content.line("BEGIN", kind);
    content.line("DTSTART", &local(before.to_datetime(change.timestamp())));
    content.line("TZOFFSETFROM", &offset(before));
    content.line("TZOFFSETTO", &offset(change.offset()));
    content.text("TZNAME", change.abbreviation());
    content.line("END", kind);
}

/// "+0530"
fn offset(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let seconds = seconds.abs();
    let rest = if seconds % 60 == 0 { String::new() } else { format!("{:02}", seconds % 60) };
    format!("{sign}{:02}{:02}{rest}", seconds / 3600, seconds / 60 % 60)
}

/// Of the week that it is in UTC: everybody who asks in a week gets the same.
fn monday(now: Timestamp) -> Date {
    let today = now.to_zoned(TimeZone::UTC).date();
    today.saturating_sub(i64::from(today.weekday().to_monday_zero_offset()).days())
}

fn named(name: &str, event: &Event<'_>) -> String {
    event.zone.as_ref().map_or(name.to_owned(), |zone| format!("{name};TZID={zone}"))
}

/// 24:00 is the midnight after.
fn at(date: Date, clock: Clock) -> DateTime {
    date.at(0, 0, 0, 0).saturating_add(i64::from(clock.minutes()).minutes())
}

fn local(at: DateTime) -> String {
    at.strftime("%Y%m%dT%H%M%S").to_string()
}

/// The last second before a local time.
fn utc(at: DateTime, zone: &str) -> String {
    let zoned = TimeZone::get(zone).and_then(|zone| at.to_zoned(zone));
    let last = zoned.map(|zoned| zoned.timestamp() - 1.second());
    last.map_or_else(|_| local(at), |last| last.strftime("%Y%m%dT%H%M%SZ").to_string())
}

fn day(date: Date) -> String {
    date.strftime("%Y%m%d").to_string()
}

fn number(day: Weekday) -> usize {
    usize::from(day.to_monday_zero_offset().unsigned_abs())
}

fn short(day: Weekday) -> &'static str {
    ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][number(day)]
}

#[cfg(test)]
mod tests;
