//! Shifts from an iCalendar file (RFC 5545) as rota programs and calendars write it: events with times, some of them
//! every so many days or weeks. What isn't understood is told with its line and never guessed.

use std::collections::BTreeSet;

use jiff::{
    Span, Timestamp, ToSpan,
    civil::{DateTime, Weekday},
    tz::TimeZone,
};

/// More times of one event are a slip.
const MOST: usize = 400;

/// A time that somebody works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// The event's own name, the same whenever the file is written.
    pub uid: String,
    pub from: Timestamp,
    pub to: Timestamp,
    /// Whom the event names, in small letters.
    pub emails: Vec<String>,
}

/// A line of the file that can't be taken, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    pub line: usize,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No calendar at all, or it ends within an event.
    NoCalendar,
    /// A time, or how long it lasts, can't be read.
    Time,
    /// No time zone is called so.
    Zone,
    /// It is repeated in a way that isn't understood.
    Repeat,
    /// An event lasts whole days: nobody works so.
    WholeDay,
}

/// What `text` says between two times. Times without a zone are in `zone`.
pub fn read(text: &str, zone: &TimeZone, from: Timestamp, to: Timestamp) -> (Vec<Slot>, Vec<Wrong>) {
    let lines = unfolded(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut wrong = Vec::new();
    let mut events: Vec<Event> = Vec::new();
    let mut inside: Option<Event> = None;
    // Parts of an event, and of the calendar, that say nothing of when somebody works.
    let mut other = 0_usize;
    let mut begun = false;
    for (number, line) in &lines {
        let Some(property) = Property::parse(line) else { continue };
        match (property.name.as_str(), property.value.to_ascii_uppercase().as_str()) {
            ("BEGIN", "VCALENDAR") => begun = true,
            ("BEGIN", "VEVENT") if inside.is_none() => {
                inside = Some(Event { line: *number, ..Event::default() });
            }
            ("BEGIN", _) => other += 1,
            ("END", "VEVENT") if other == 0 => events.extend(inside.take()),
            ("END", _) => other = other.saturating_sub(1),
            _ if other > 0 => {}
            _ => {
                if let Some(event) = &mut inside
                    && let Err(why) = event.take(&property, zone)
                    && event.wrong.is_none()
                {
                    event.wrong = Some(Wrong { line: *number, why });
                }
            }
        }
    }
    if !begun || inside.is_some() {
        wrong.push(Wrong { line: lines.last().map_or(1, |(number, _)| *number), why: Why::NoCalendar });
    }
    // An event that names one time of another replaces it.
    let replaced: BTreeSet<(String, Timestamp)> =
        events.iter().filter_map(|e| Some((e.uid.clone(), e.instead_of?))).collect();
    let mut slots = Vec::new();
    for event in &events {
        match event.slots(from, to, &replaced) {
            Ok(found) => slots.extend(found),
            Err(why) => wrong.push(why),
        }
    }
    slots.sort_by(|a, b| (a.from, &a.uid).cmp(&(b.from, &b.uid)));
    (slots, wrong)
}

/// Lines that were folded (the rest begins with a space) in one, with the number of the first.
fn unfolded(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, line))) => line.push_str(rest),
            _ => lines.push((number, line.to_owned())),
        }
    }
    lines
}

struct Property<'l> {
    name: String,
    zone: Option<String>,
    value: &'l str,
}

impl<'l> Property<'l> {
    fn parse(line: &'l str) -> Option<Property<'l>> {
        // A colon within quotes belongs to a parameter.
        let mut quoted = false;
        let colon = line.find(|c| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (head, value) = (&line[..colon], line[colon + 1..].trim_end());
        let mut parts = head.split(';');
        let name = parts.next()?.trim().to_ascii_uppercase();
        let zone = parts.find_map(|part| {
            let (key, value) = part.split_once('=')?;
            key.eq_ignore_ascii_case("TZID").then(|| value.trim_matches('"').to_owned())
        });
        Some(Property { name, zone, value })
    }

    /// A time as it stands on the wall, and the zone of the wall.
    fn time(&self, otherwise: &TimeZone) -> Result<(DateTime, TimeZone), Why> {
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if self.value.len() == 8 && digits(self.value) {
            return Err(Why::WholeDay);
        }
        let utc = self.value.ends_with(['Z', 'z']);
        let text = self.value.trim_end_matches(['Z', 'z']);
        let (date, time) = text.split_once(['T', 't']).ok_or(Why::Time)?;
        if date.len() != 8 || time.len() != 6 || !digits(date) || !digits(time) {
            return Err(Why::Time);
        }
        let number = |text: &str| text.parse::<i16>().map_err(|_| Why::Time);
        let small = |text: &str| text.parse::<i8>().map_err(|_| Why::Time);
        let at = DateTime::new(
            number(&date[..4])?,
            small(&date[4..6])?,
            small(&date[6..])?,
            small(&time[..2])?,
            small(&time[2..4])?,
            small(&time[4..])?.min(59),
            0,
        );
        let zone = match &self.zone {
            _ if utc => TimeZone::UTC,
            Some(name) => zone_called(name).ok_or(Why::Zone)?,
            None => otherwise.clone(),
        };
        Ok((at.map_err(|_| Why::Time)?, zone))
    }
}

/// By the name of the IANA database, or that of the programs of one vendor.
fn zone_called(name: &str) -> Option<TimeZone> {
    // Some write a path before the name: `/example.org/20260101/Europe/Berlin`.
    let tail = |parts: usize| {
        let mut from_end: Vec<&str> = name.rsplit('/').take(parts).collect();
        from_end.reverse();
        from_end.join("/")
    };
    let by_name = |name: &str| TimeZone::get(name).ok().filter(|zone| !zone.is_unknown());
    let other = || WINDOWS.iter().find(|(theirs, _)| *theirs == name).and_then(|(_, iana)| by_name(iana));
    by_name(name).or_else(other).or_else(|| by_name(&tail(2))).or_else(|| by_name(&tail(3)))
}

/// The names that Windows programs write for the zones where most of their users are (from CLDR's table).
const WINDOWS: [(&str, &str); 16] = [
    ("GMT Standard Time", "Europe/London"),
    ("W. Europe Standard Time", "Europe/Berlin"),
    ("Central Europe Standard Time", "Europe/Budapest"),
    ("Central European Standard Time", "Europe/Warsaw"),
    ("Romance Standard Time", "Europe/Paris"),
    ("E. Europe Standard Time", "Europe/Chisinau"),
    ("FLE Standard Time", "Europe/Kiev"),
    ("GTB Standard Time", "Europe/Bucharest"),
    ("Eastern Standard Time", "America/New_York"),
    ("Central Standard Time", "America/Chicago"),
    ("Mountain Standard Time", "America/Denver"),
    ("Pacific Standard Time", "America/Los_Angeles"),
    ("China Standard Time", "Asia/Shanghai"),
    ("India Standard Time", "Asia/Kolkata"),
    ("Tokyo Standard Time", "Asia/Tokyo"),
    ("AUS Eastern Standard Time", "Australia/Sydney"),
];

#[derive(Default)]
struct Event {
    line: usize,
    uid: String,
    start: Option<(DateTime, TimeZone)>,
    end: Option<(DateTime, TimeZone)>,
    lasts: Option<Span>,
    repeat: Option<Repeat>,
    except: Vec<Timestamp>,
    also: Vec<(DateTime, TimeZone)>,
    /// The time of another event of this name that this one replaces.
    instead_of: Option<Timestamp>,
    emails: Vec<String>,
    cancelled: bool,
    wrong: Option<Wrong>,
}

impl Event {
    fn take(&mut self, property: &Property<'_>, zone: &TimeZone) -> Result<(), Why> {
        let times = || {
            let each = property.value.split(',').map(str::trim);
            each.map(|value| Property { name: String::new(), zone: property.zone.clone(), value }.time(zone))
                .collect::<Result<Vec<_>, Why>>()
        };
        match property.name.as_str() {
            "UID" => self.uid = property.value.chars().take(200).collect(),
            "DTSTART" => self.start = Some(property.time(zone)?),
            "DTEND" => self.end = Some(property.time(zone)?),
            "DURATION" => self.lasts = Some(property.value.parse().map_err(|_| Why::Time)?),
            "RRULE" if self.repeat.is_none() => self.repeat = Some(Repeat::parse(property.value, zone)?),
            "RRULE" | "EXRULE" => return Err(Why::Repeat),
            "RDATE" => self.also.extend(times()?),
            "EXDATE" => self.except.extend(times()?.iter().filter_map(instant)),
            "RECURRENCE-ID" => self.instead_of = instant(&property.time(zone)?),
            "STATUS" => self.cancelled = property.value.eq_ignore_ascii_case("CANCELLED"),
            "ATTENDEE" => {
                let value = property.value.to_lowercase();
                self.emails.extend(value.strip_prefix("mailto:").map(str::to_owned));
            }
            _ => {}
        }
        Ok(())
    }

    fn slots(
        &self,
        after: Timestamp,
        before: Timestamp,
        replaced: &BTreeSet<(String, Timestamp)>,
    ) -> Result<Vec<Slot>, Wrong> {
        let wrong = |why| Wrong { line: self.line, why };
        if self.cancelled {
            return Ok(Vec::new());
        }
        if let Some(wrong) = &self.wrong {
            return Err(wrong.clone());
        }
        let start = self.start.as_ref().ok_or_else(|| wrong(Why::Time))?;
        let mut starts = match &self.repeat {
            None => vec![start.0],
            Some(repeat) => repeat.from(start.0, &start.1, before).ok_or_else(|| wrong(Why::Repeat))?,
        };
        starts.extend(self.also.iter().map(|(at, _)| *at));
        let mut slots = Vec::new();
        for at in starts {
            let begins = (at, start.1.clone());
            let from = instant(&begins).ok_or_else(|| wrong(Why::Time))?;
            let hidden = self.instead_of.is_none() && replaced.contains(&(self.uid.clone(), from));
            if hidden || self.except.contains(&from) || from < after || from >= before {
                continue;
            }
            let to = self.end_of(start.0, &begins).ok_or_else(|| wrong(Why::Time))?;
            if to <= from {
                return Err(wrong(Why::Time));
            }
            slots.push(Slot { uid: self.uid.clone(), from, to, emails: self.emails.clone() });
        }
        Ok(slots)
    }

    /// Each time lasts as long on the wall as the first.
    fn end_of(&self, first: DateTime, (at, zone): &(DateTime, TimeZone)) -> Option<Timestamp> {
        match (&self.end, &self.lasts) {
            (Some((end, ends_in)), _) if ends_in == zone => {
                instant(&(at.checked_add(end.duration_since(first)).ok()?, zone.clone()))
            }
            (Some(end), _) => {
                let length = instant(end)?.duration_since(instant(&(first, zone.clone()))?);
                instant(&(*at, zone.clone()))?.checked_add(length).ok()
            }
            (None, Some(lasts)) => instant(&(at.checked_add(*lasts).ok()?, zone.clone())),
            (None, None) => None,
        }
    }
}

fn instant((at, zone): &(DateTime, TimeZone)) -> Option<Timestamp> {
    zone.to_ambiguous_timestamp(*at).compatible().ok()
}

/// `RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU;UNTIL=…`
struct Repeat {
    weekly: bool,
    every: i64,
    days: Vec<Weekday>,
    count: Option<usize>,
    until: Option<Timestamp>,
    week_starts: Weekday,
}

impl Repeat {
    fn parse(value: &str, zone: &TimeZone) -> Result<Repeat, Why> {
        let mut repeat = Repeat {
            weekly: true,
            every: 1,
            days: Vec::new(),
            count: None,
            until: None,
            week_starts: Weekday::Monday,
        };
        let mut frequency = false;
        for part in value.split(';').filter(|part| !part.is_empty()) {
            let (key, value) = part.split_once('=').ok_or(Why::Repeat)?;
            match key.trim().to_ascii_uppercase().as_str() {
                "FREQ" => {
                    frequency = true;
                    repeat.weekly = match value.to_ascii_uppercase().as_str() {
                        "WEEKLY" => true,
                        "DAILY" => false,
                        _ => return Err(Why::Repeat),
                    };
                }
                "INTERVAL" => {
                    repeat.every =
                        value.parse().ok().filter(|every| (1..=366).contains(every)).ok_or(Why::Repeat)?;
                }
                "COUNT" => repeat.count = Some(value.parse().map_err(|_| Why::Repeat)?),
                "UNTIL" if value.len() == 8 => {
                    let end = format!("{value}T235959");
                    let property = Property { name: String::new(), zone: None, value: &end };
                    repeat.until = instant(&property.time(zone)?);
                }
                "UNTIL" => {
                    let property = Property { name: String::new(), zone: None, value };
                    repeat.until = instant(&property.time(zone)?);
                }
                "BYDAY" => {
                    repeat.days = value.split(',').map(weekday).collect::<Option<_>>().ok_or(Why::Repeat)?;
                }
                "WKST" => repeat.week_starts = weekday(value).ok_or(Why::Repeat)?,
                _ => return Err(Why::Repeat),
            }
        }
        if frequency { Ok(repeat) } else { Err(Why::Repeat) }
    }

    /// All times up to `before`; `None` if there are more than anybody works.
    fn from(&self, start: DateTime, zone: &TimeZone, before: Timestamp) -> Option<Vec<DateTime>> {
        const FURTHEST: usize = 10_000;
        let mut times = Vec::new();
        let mut counted = 0;
        let back = i64::from(start.date().weekday().since(self.week_starts));
        let first_week = start.checked_sub(back.days()).ok()?;
        let steps = if self.weekly { 7 } else { 1 };
        for step in 0..FURTHEST as i64 {
            let base = if self.weekly { first_week } else { start };
            let begins = base.checked_add((step * steps * self.every).days()).ok()?;
            let days = if self.weekly { 0..7 } else { 0..1 };
            for day in days {
                let at = begins.checked_add(day.days()).ok()?;
                let is_day = match (self.weekly, self.days.is_empty()) {
                    (true, true) => at.date().weekday() == start.date().weekday(),
                    (false, true) => true,
                    _ => self.days.contains(&at.date().weekday()),
                };
                if !is_day || at < start {
                    continue;
                }
                let when = instant(&(at, zone.clone()))?;
                let ended = self.until.is_some_and(|until| when > until)
                    || self.count.is_some_and(|count| counted >= count);
                if ended || when >= before {
                    return Some(times);
                }
                counted += 1;
                times.push(at);
                if times.len() > MOST * 20 {
                    return None;
                }
            }
        }
        Some(times)
    }
}

fn weekday(text: &str) -> Option<Weekday> {
    Some(match text.trim().to_ascii_uppercase().as_str() {
        "MO" => Weekday::Monday,
        "TU" => Weekday::Tuesday,
        "WE" => Weekday::Wednesday,
        "TH" => Weekday::Thursday,
        "FR" => Weekday::Friday,
        "SA" => Weekday::Saturday,
        "SU" => Weekday::Sunday,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn berlin() -> TimeZone {
        TimeZone::get("Europe/Berlin").unwrap()
    }

    fn calendar(event: &str) -> String {
        format!(
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:one\r\n{event}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
        )
    }

    fn times(event: &str) -> Vec<(String, String)> {
        let (slots, wrong) =
            read(&calendar(event), &berlin(), at("2026-01-01T00:00:00Z"), at("2027-01-01T00:00:00Z"));
        assert_eq!(wrong, [], "{event}");
        slots.iter().map(|slot| (slot.from.to_string(), slot.to.to_string())).collect()
    }

    fn wrong(event: &str) -> Option<Why> {
        let (_, wrong) = read(&calendar(event), &berlin(), Timestamp::MIN, Timestamp::MAX);
        wrong.first().map(|wrong| wrong.why)
    }

    fn pair(from: &str, to: &str) -> (String, String) {
        (from.into(), to.into())
    }

    #[test]
    fn times_are_read_in_their_zone_or_that_of_the_reader() {
        let morning = pair("2026-07-01T06:00:00Z", "2026-07-01T14:00:00Z");
        for event in [
            "DTSTART:20260701T060000Z\r\nDTEND:20260701T140000Z",
            "DTSTART:20260701T080000\r\nDTEND:20260701T160000",
            "DTSTART;TZID=Europe/Budapest:20260701T080000\r\nDTEND;TZID=Europe/Budapest:20260701T160000",
            "DTSTART;TZID=\"W. Europe Standard Time\":20260701T080000\r\nDURATION:PT8H",
            "DTSTART;TZID=/example.org/Europe/Berlin:20260701T080000\r\nDTEND:20260701T14\r\n 0000Z",
        ] {
            assert_eq!(times(event), std::slice::from_ref(&morning), "{event}");
        }
    }

    #[test]
    fn a_weekly_shift_keeps_its_time_on_the_wall_when_the_clocks_change() {
        let event = "DTSTART;TZID=Europe/Berlin:20260326T090000\r\nDTEND;TZID=Europe/Berlin:20260326T170000\r\n\
                     RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3\r\nEXDATE;TZID=Europe/Berlin:20260402T090000";
        let expected = [
            pair("2026-03-26T08:00:00Z", "2026-03-26T16:00:00Z"),
            pair("2026-03-30T07:00:00Z", "2026-03-30T15:00:00Z"),
        ];
        assert_eq!(times(event), expected);
    }

    #[test]
    fn one_time_of_many_can_be_moved_by_an_event_of_the_same_name() {
        let event = "DTSTART:20260302T080000Z\r\nDURATION:PT4H\r\nRRULE:FREQ=DAILY;UNTIL=20260303\r\nEND:VEVENT\r\n\
                     BEGIN:VEVENT\r\nUID:one\r\nRECURRENCE-ID:20260303T080000Z\r\nDTSTART:20260303T100000Z\r\n\
                     DURATION:PT4H";
        let expected = [
            pair("2026-03-02T08:00:00Z", "2026-03-02T12:00:00Z"),
            pair("2026-03-03T10:00:00Z", "2026-03-03T14:00:00Z"),
        ];
        assert_eq!(times(event), expected);
    }

    #[test]
    fn what_is_not_understood_is_told() {
        assert_eq!(wrong("DTSTART;VALUE=DATE:20260302"), Some(Why::WholeDay));
        assert_eq!(wrong("DTSTART;TZID=Middle/Earth:20260302T080000\r\nDURATION:PT1H"), Some(Why::Zone));
        assert_eq!(
            wrong("DTSTART:20260302T080000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=MONTHLY"),
            Some(Why::Repeat)
        );
        assert_eq!(wrong("DTSTART:20260302T080000Z"), Some(Why::Time));
        assert_eq!(wrong("DTSTART:20260302T080000Z\r\nDTEND:20260302T070000Z"), Some(Why::Time));
        assert_eq!(read("hello", &berlin(), Timestamp::MIN, Timestamp::MAX).1[0].why, Why::NoCalendar);
    }

    proptest! {
        #[test]
        fn no_file_breaks_the_reader(text in "([A-Z;=:,0-9TZ]{0,12}|BEGIN:VCALENDAR|BEGIN:VEVENT|END:VEVENT|DTSTART:2026[0-9]{4}T[0-9]{6}Z|DURATION:P[0-9]{1,9}[DW]|RRULE:FREQ=(DAILY|WEEKLY);(INTERVAL|COUNT)=[0-9]{1,9}|[^\r]{0,20}|\n| |\r\n){0,30}") {
            let to = at("2027-01-01T00:00:00Z");
            let (slots, _) = read(&text, &berlin(), Timestamp::MIN, to);
            for slot in slots {
                prop_assert!(slot.from < slot.to && slot.from < to);
            }
        }
    }
}
