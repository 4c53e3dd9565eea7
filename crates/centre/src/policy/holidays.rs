//! Holidays from an iCalendar file (RFC 5545): whole days, some of them every year. What could move a holiday and
//! isn't understood is refused, never guessed.

use std::collections::BTreeSet;

use jiff::{ToSpan, civil::Date};

/// A yearly holiday without an end is kept for so long.
const LAST_YEAR: i16 = 2099;
/// More days in one event are a slip.
const LONGEST: i32 = 366;

/// A line of the file and what is wrong with it.
pub(super) type Wrong = (usize, String);

pub(super) fn read(text: &str) -> Result<BTreeSet<Date>, Vec<Wrong>> {
    let mut reader = Reader::default();
    let lines = unfolded(text.strip_prefix('\u{feff}').unwrap_or(text));
    for (number, line) in &lines {
        if let Err(message) = reader.take(*number, line) {
            reader.wrong.push((*number, message));
        }
    }
    let last = lines.last().map_or(1, |(number, _)| *number);
    match reader.inside {
        Inside::Done => {}
        Inside::Nothing => reader.wrong.push((last, "no BEGIN:VCALENDAR".into())),
        _ => reader.wrong.push((last, "the file ends within the calendar".into())),
    }
    if reader.wrong.is_empty() { Ok(reader.dates) } else { Err(reader.wrong) }
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
    lines.retain(|(_, line)| !line.is_empty());
    lines
}

#[derive(Default)]
struct Reader {
    inside: Inside,
    event: Event,
    dates: BTreeSet<Date>,
    wrong: Vec<Wrong>,
}

#[derive(Default)]
enum Inside {
    #[default]
    Nothing,
    Calendar,
    Event,
    /// A part that says nothing about whole days, and what comes after it.
    Other(String, Box<Inside>),
    Done,
}

#[derive(Default)]
struct Event {
    line: usize,
    start: Option<Date>,
    end: Option<Date>,
    days: Option<i32>,
    yearly: Option<Yearly>,
    except: Vec<Date>,
    cancelled: bool,
    broken: bool,
}

struct Yearly {
    interval: i16,
    count: usize,
    until: Date,
    /// What the rule says besides; it must be the day that the event starts on.
    month: Option<i8>,
    day: Option<i8>,
}

impl Reader {
    fn take(&mut self, number: usize, line: &str) -> Result<(), String> {
        let property = Property::parse(line).ok_or_else(|| format!("`{line}` is no line of a calendar"))?;
        let value = property.value;
        match (&mut self.inside, property.name.as_str(), value.to_ascii_uppercase().as_str()) {
            (Inside::Nothing, "BEGIN", "VCALENDAR") => self.inside = Inside::Calendar,
            (Inside::Nothing | Inside::Done, ..) => {
                return Err("only one calendar, from BEGIN:VCALENDAR to END:VCALENDAR, is expected".into());
            }
            (Inside::Calendar, "END", "VCALENDAR") => self.inside = Inside::Done,
            (Inside::Calendar, "BEGIN", "VEVENT") => {
                self.inside = Inside::Event;
                self.event = Event { line: number, ..Event::default() };
            }
            (Inside::Event, "END", "VEVENT") => {
                self.inside = Inside::Calendar;
                let event = std::mem::take(&mut self.event);
                if !event.broken {
                    let line = event.line;
                    match event.dates() {
                        Ok(dates) => self.dates.extend(dates),
                        Err(message) => self.wrong.push((line, message)),
                    }
                }
            }
            (inside @ (Inside::Calendar | Inside::Event), "BEGIN", part @ ("VTIMEZONE" | "VALARM")) => {
                *inside = Inside::Other(part.to_owned(), Box::new(std::mem::take(inside)));
            }
            (Inside::Other(part, after), "END", ended) if part == ended => {
                self.inside = std::mem::take(after);
            }
            (Inside::Other(..), ..) => {}
            (_, "BEGIN" | "END", _) => return Err(format!("`{line}` isn't expected here")),
            (Inside::Calendar, ..) => {}
            (Inside::Event, ..) => {
                let taken = self.event.take(&property);
                self.event.broken |= taken.is_err();
                return taken;
            }
        }
        Ok(())
    }
}

impl Event {
    fn take(&mut self, property: &Property<'_>) -> Result<(), String> {
        let value = property.value;
        match property.name.as_str() {
            "DTSTART" => self.start = Some(property.date()?),
            "DTEND" => self.end = Some(property.date()?),
            "DURATION" => self.days = Some(whole_days(value).ok_or("a duration is in whole days: P1D")?),
            "RRULE" if self.yearly.is_some() => return Err("only one RRULE is understood".into()),
            "RRULE" => self.yearly = Some(Yearly::parse(value)?),
            "EXDATE" => {
                for date in value.split(',') {
                    self.except.push(Property { value: date, ..property.clone() }.date()?);
                }
            }
            "STATUS" => self.cancelled = value.eq_ignore_ascii_case("CANCELLED"),
            other @ ("RDATE" | "EXRULE" | "RECURRENCE-ID") => {
                return Err(format!("{other} is not understood: give each date an event of its own"));
            }
            _ => {}
        }
        Ok(())
    }

    fn dates(self) -> Result<Vec<Date>, String> {
        let start = self.start.ok_or("an event without DTSTART")?;
        let days = match (self.end, self.days) {
            (None, None) => 1,
            (None, Some(days)) => days,
            (Some(end), None) => start.until(end).map_err(|e| e.to_string())?.get_days(),
            (Some(_), Some(_)) => return Err("an event has DTEND or DURATION, not both".into()),
        };
        if !(1..=LONGEST).contains(&days) {
            return Err(format!("an event lasts 1 to {LONGEST} days, and ends before the day of DTEND"));
        }
        if self.cancelled {
            return Ok(Vec::new());
        }
        let mut dates = Vec::new();
        for first in self.yearly.map_or(Ok(vec![start]), |yearly| yearly.from(start))? {
            if !self.except.contains(&first) {
                dates.extend((0..days).filter_map(|day| first.checked_add(day.days()).ok()));
            }
        }
        Ok(dates)
    }
}

impl Yearly {
    fn parse(text: &str) -> Result<Yearly, String> {
        let text = text.to_ascii_uppercase();
        let mut rule = Yearly { interval: 1, count: usize::MAX, until: Date::MAX, month: None, day: None };
        let mut is_yearly = false;
        for part in text.split(';') {
            let (name, value) = part.split_once('=').ok_or_else(|| format!("`{part}` in an RRULE"))?;
            let no_number = |_| format!("`{part}` in an RRULE");
            match name {
                "FREQ" => is_yearly = value == "YEARLY",
                "INTERVAL" => rule.interval = value.parse().map_err(no_number)?,
                "COUNT" => rule.count = value.parse().map_err(no_number)?,
                "UNTIL" => {
                    let day = value.split('T').next().unwrap_or_default();
                    rule.until = date(day).ok_or_else(|| format!("`{part}` in an RRULE"))?;
                }
                "BYMONTH" => rule.month = Some(value.parse().map_err(no_number)?),
                "BYMONTHDAY" => rule.day = Some(value.parse().map_err(no_number)?),
                "WKST" => {}
                _ => return Err(format!("`{part}` is not understood: give each date an event of its own")),
            }
        }
        if !is_yearly || rule.interval < 1 {
            return Err("only holidays that come every year (FREQ=YEARLY) can repeat".into());
        }
        Ok(rule)
    }

    /// Years without the day (29 February) are left out.
    fn from(&self, start: Date) -> Result<Vec<Date>, String> {
        if self.month.is_some_and(|m| m != start.month()) || self.day.is_some_and(|d| d != start.day()) {
            return Err("the RRULE names another day than DTSTART".into());
        }
        let years = (start.year()..=LAST_YEAR).step_by(self.interval.unsigned_abs().into());
        let days = years.filter_map(|year| Date::new(year, start.month(), start.day()).ok());
        Ok(days.take_while(|day| *day <= self.until).take(self.count).collect())
    }
}

/// `NAME;PARAMETER=VALUE:VALUE`.
#[derive(Clone)]
struct Property<'l> {
    name: String,
    parameters: &'l str,
    value: &'l str,
}

impl<'l> Property<'l> {
    fn parse(line: &'l str) -> Option<Property<'l>> {
        let mut quoted = false;
        let colon = line.find(|c: char| {
            quoted ^= c == '"';
            c == ':' && !quoted
        })?;
        let (head, value) = (&line[..colon], line[colon + 1..].trim_end());
        let (name, parameters) = head.split_once(';').unwrap_or((head, ""));
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
        is_name.then(|| Property { name: name.to_ascii_uppercase(), parameters, value })
    }

    fn date(&self) -> Result<Date, String> {
        let has_time = self.parameters.split(';').any(|p| p.eq_ignore_ascii_case("VALUE=DATE-TIME"))
            || self.value.contains('T');
        if has_time {
            return Err(format!("holidays are whole days: {};VALUE=DATE:YYYYMMDD", self.name));
        }
        date(self.value).ok_or_else(|| format!("`{}` is no date: YYYYMMDD", self.value))
    }
}

fn date(text: &str) -> Option<Date> {
    if text.len() != 8 || !text.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    Date::new(text[..4].parse().ok()?, text[4..6].parse().ok()?, text[6..].parse().ok()?).ok()
}

/// `P3D`, `P1W`.
fn whole_days(text: &str) -> Option<i32> {
    let rest = text.strip_prefix('P')?;
    match (rest.strip_suffix('D'), rest.strip_suffix('W')) {
        (Some(days), _) => days.parse().ok(),
        (_, Some(weeks)) => weeks.parse::<i32>().ok()?.checked_mul(7),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(events: &str) -> String {
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}END:VCALENDAR\r\n", events.replace('\n', "\r\n"))
    }

    fn dates(events: &str) -> Vec<String> {
        read(&file(events)).expect("holidays").iter().map(ToString::to_string).collect()
    }

    fn wrong(events: &str) -> Vec<Wrong> {
        read(&file(events)).expect_err("something wrong")
    }

    #[test]
    fn an_event_of_several_days_ends_before_its_end() {
        let event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260215\nDTEND;VALUE=DATE:20260218\nEND:VEVENT\n";
        assert_eq!(dates(event), ["2026-02-15", "2026-02-16", "2026-02-17"]);
        let event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260215\nDURATION:P2D\nEND:VEVENT\n";
        assert_eq!(dates(event), ["2026-02-15", "2026-02-16"]);
        let event = "BEGIN:VEVENT\nDTSTART;VALUE=DATE:20260215\nSUMMARY:x\nEND:VEVENT\n";
        assert_eq!(dates(event), ["2026-02-15"]);
    }

    #[test]
    fn a_yearly_holiday_comes_every_year_until_it_ends() {
        let yearly =
            |rule: &str| dates(&format!("BEGIN:VEVENT\nDTSTART:20241003\nRRULE:{rule}\nEND:VEVENT\n"));
        assert_eq!(yearly("FREQ=YEARLY").len(), 76);
        assert_eq!(yearly("FREQ=YEARLY;COUNT=2"), ["2024-10-03", "2025-10-03"]);
        assert_eq!(yearly("FREQ=YEARLY;UNTIL=20260101;INTERVAL=1;BYMONTH=10;BYMONTHDAY=3").len(), 2);
        assert_eq!(
            yearly("FREQ=YEARLY;INTERVAL=2;UNTIL=20281231T000000Z"),
            ["2024-10-03", "2026-10-03", "2028-10-03"]
        );
        let leap = "BEGIN:VEVENT\nDTSTART:20240229\nRRULE:FREQ=YEARLY;COUNT=2\nEND:VEVENT\n";
        assert_eq!(dates(leap), ["2024-02-29", "2028-02-29"]);
        let except = "BEGIN:VEVENT\nDTSTART:20240101\nRRULE:FREQ=YEARLY;COUNT=3\nEXDATE;VALUE=DATE:20250101\nEND:VEVENT\n";
        assert_eq!(dates(except), ["2024-01-01", "2026-01-01"]);
    }

    #[test]
    fn folded_lines_time_zones_alarms_and_cancelled_events_are_read_as_they_are_meant() {
        let events = "BEGIN:VTIMEZONE\nTZID:X\nBEGIN:STANDARD\nDTSTART:19700101T000000\nEND:STANDARD\nEND:VTIMEZONE\n\
                      BEGIN:VEVENT\nSUMMARY;X-A=\"a:b\":Long\n  words\nDTSTART;VALUE=DA\n TE:20261225\n\
                      BEGIN:VALARM\nTRIGGER:-P1D\nEND:VALARM\nEND:VEVENT\n\
                      BEGIN:VEVENT\nDTSTART:20261226\nSTATUS:CANCELLED\nEND:VEVENT\n";
        assert_eq!(dates(events), ["2026-12-25"]);
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_line() {
        let event = |inside: &str| wrong(&format!("BEGIN:VEVENT\n{inside}\nEND:VEVENT\n"));
        for (inside, line, about) in [
            ("DTSTART:20261225T090000", 4, "whole days"),
            ("DTSTART;VALUE=DATE:20261332", 4, "no date"),
            ("SUMMARY:x", 3, "without DTSTART"),
            ("DTSTART:20261225\nDTEND:20261225", 3, "DTEND"),
            ("DTSTART:20261225\nDTEND:20261226\nDURATION:P1D", 3, "not both"),
            ("DTSTART:20261126\nRRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH", 5, "BYDAY=4TH"),
            ("DTSTART:20261126\nRRULE:FREQ=WEEKLY", 5, "FREQ=YEARLY"),
            ("DTSTART:20261126\nRRULE:FREQ=YEARLY;BYMONTH=12", 3, "another day"),
            ("DTSTART:20261126\nRDATE:20261127", 5, "RDATE"),
            ("nonsense", 4, "no line"),
            ("BEGIN:VTODO", 4, "isn't expected"),
        ] {
            let found = event(inside);
            assert!(found.iter().any(|(l, m)| *l == line && m.contains(about)), "{inside}: {found:?}");
        }
        assert!(read("").is_err() && read("BEGIN:VCALENDAR\n").is_err() && read("{}").is_err());
    }
}
