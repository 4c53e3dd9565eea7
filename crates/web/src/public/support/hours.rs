use std::sync::Arc;

use centre::policy::{Calendar, Clock, LineHours, State, Window, Zone};
use jiff::{
    Span, Timestamp, ToSpan, Zoned,
    civil::{Date, Weekday},
    tz::TimeZone,
};
use lang::{Lang, Width, args};

use super::week::Week;
use crate::visit::Facts;

/// Open hours for a person to read: as they are promised and, where clocks differ, in the reader's own time.
#[derive(Debug, Clone, PartialEq)]
pub struct Hours {
    pub times: Vec<Times>,
    pub state: Option<OpenState>,
    /// Of a phone line: the days of the weeks to come on which nobody answers.
    pub closed: Option<String>,
}

/// How far ahead a caller is told of holidays.
const SOON: i64 = 30;

#[derive(Debug, Clone, PartialEq)]
pub struct Times {
    pub lines: Vec<String>,
    /// Whose clock; empty where it makes no difference.
    pub clock: String,
}

#[derive(Debug, Clone, PartialEq)]
pub struct OpenState {
    pub open: bool,
    pub text: String,
}

impl Hours {
    pub fn of_calendar(visit: &Facts, calendar: &Calendar) -> Hours {
        let state = calendar.hours_in(visit.zone_name()).state(visit.now);
        Hours::new(visit, &calendar.week(), calendar.zone.name(), Some(state))
    }

    pub fn of_line(visit: &Facts, hours: &LineHours) -> Hours {
        let state = hours.state_at(visit.now, visit.zone_name());
        let said = Hours::new(visit, &hours.windows, hours.zone.as_deref(), Some(state));
        let days = hours.calendar().days_off().into_iter().map(|date| (date, String::new()));
        let closed = to_come(visit, hours.calendar(), days, SOON.days());
        let told = |dates| visit.lang.t("support-hours-closed-on", &args!["dates" => visit.lang.list(dates)]);
        Hours { closed: (!closed.is_empty()).then(|| told(&closed)), ..said }
    }

    /// `zone` is the promised one; `None` for hours in the reader's own.
    fn new(visit: &Facts, windows: &[Window], zone: Option<&str>, state: Option<State>) -> Hours {
        let (lang, now) = (visit.lang, visit.now);
        let own = lang.t("support-your-time", &args!["zone" => lang.zone_name(visit.zone_name(), now)]);
        let promised = Week::new(windows, 0);
        let clock = zone.map_or_else(|| own.clone(), |zone| lang.zone_name(zone, now));
        let clock = if promised.is_always() { String::new() } else { clock };
        let mut times = vec![Times { lines: promised.lines(lang), clock }];
        let shift = zone.map_or(0, |zone| minutes_ahead(&visit.zone, zone, now));
        if shift != 0 && !promised.is_always() {
            times.push(Times { lines: Week::new(windows, shift).lines(lang), clock: own });
        }
        Hours { times, state: state.map(|state| OpenState::new(lang, now, state)), closed: None }
    }
}

impl OpenState {
    fn new(lang: Lang, now: Timestamp, state: State) -> OpenState {
        let change = state.next_change.map(|at| lang.in_duration(at.duration_since(now).as_secs()));
        let text = match (state.open, change) {
            (true, Some(closes)) => lang.t("support-open-closes", &args!["in" => closes]),
            (true, None) => lang.t("support-open", &[]),
            (false, Some(opens)) => lang.t("support-closed-opens", &args!["in" => opens]),
            (false, None) => lang.t("support-closed", &[]),
        };
        OpenState { open: state.open, text }
    }
}

/// How far the reader's clock is ahead of that of `zone`.
fn minutes_ahead(reader: &TimeZone, zone: &str, now: Timestamp) -> i32 {
    let Ok(zone) = TimeZone::get(zone) else { return 0 };
    (reader.to_offset(now).seconds() - zone.to_offset(now).seconds()) / 60
}

/// The reader's day or week with its open stretches, in minutes.
#[derive(Debug, PartialEq)]
pub struct Bar {
    pub open: Vec<Stretch>,
    pub now: i64,
    pub long: i64,
    /// What the clock or the calendar shows along the bar.
    pub scale: Vec<String>,
}

#[derive(Debug, PartialEq)]
pub struct Stretch {
    pub from: i64,
    pub long: i64,
}

impl Bar {
    /// `None` for a day that the calendar of the world doesn't have.
    pub fn today(visit: &Facts, calendar: &Calendar) -> Option<Bar> {
        let start = visit.now.to_zoned(visit.zone.clone()).start_of_day().ok()?;
        let scale = [0, 6, 12, 18, 24].map(|hour| visit.lang.clock(hour, 0));
        Bar::new(visit, calendar, &start, &start.tomorrow().ok()?, scale.into())
    }

    /// From Monday to Sunday.
    pub fn week(visit: &Facts, calendar: &Calendar) -> Option<Bar> {
        let today = visit.now.to_zoned(visit.zone.clone()).start_of_day().ok()?;
        let gone = i64::from(today.weekday().to_monday_zero_offset());
        let monday = today.checked_sub(gone.days()).ok()?;
        let days = Weekday::Monday.cycle_forward().take(7);
        let scale = days.map(|day| visit.lang.weekday(day, Width::Short)).collect();
        Bar::new(visit, calendar, &monday, &monday.checked_add(1.week()).ok()?, scale)
    }

    fn new(
        visit: &Facts,
        calendar: &Calendar,
        start: &Zoned,
        end: &Zoned,
        scale: Vec<String>,
    ) -> Option<Bar> {
        let (start, end) = (start.timestamp(), end.timestamp());
        let minute = |at: Timestamp| at.duration_since(start).as_mins();
        let hours: Arc<hours::Calendar> = calendar.hours_in(visit.zone_name());
        let open = hours.stretches(start, end).filter(|stretch| stretch.open);
        let stretch =
            |s: hours::Stretch| Stretch { from: minute(s.from), long: minute(s.to) - minute(s.from) };
        Some(Bar { open: open.map(stretch).collect(), now: minute(visit.now), long: minute(end), scale })
    }
}

/// The dates of the year to come on which a calendar is closed.
pub fn days_off(visit: &Facts, calendar: &Calendar) -> Option<String> {
    let dates =
        to_come(visit, calendar, calendar.days_off().into_iter().map(|date| (date, String::new())), 1.year());
    (!dates.is_empty())
        .then(|| visit.lang.t("support-hours-closed-on", &args!["dates" => visit.lang.list(&dates)]))
}

/// Those on which it has hours of its own, such as working days that make up for holidays.
pub fn special_days(visit: &Facts, calendar: &Calendar) -> Option<String> {
    let clock = |clock: Clock| (clock.hour() as u8, clock.minute() as u8);
    let open = calendar.special_days().filter(|(_, windows)| !windows.is_empty()).map(|(date, windows)| {
        let windows = windows.iter().map(|(from, to)| visit.lang.clock_range(clock(*from), clock(*to)));
        (date, format!(" ({})", visit.lang.list(&windows.collect::<Vec<_>>())))
    });
    let dates = to_come(visit, calendar, open, 1.year());
    (!dates.is_empty())
        .then(|| visit.lang.t("support-hours-also-open", &args!["dates" => visit.lang.list(&dates)]))
}

/// The days from today on for so long, with what is said of each.
fn to_come(
    visit: &Facts,
    calendar: &Calendar,
    days: impl Iterator<Item = (Date, String)>,
    long: Span,
) -> Vec<String> {
    let zone = match &calendar.zone {
        Zone::Named(name) => TimeZone::get(name).unwrap_or(TimeZone::UTC),
        Zone::Reader => visit.zone.clone(),
    };
    let today = zone.to_datetime(visit.now).date();
    let soon = today..today.saturating_add(long);
    let to_come = days.filter(|(date, _)| soon.contains(date));
    to_come.map(|(date, said)| format!("{}{said}", super::date(visit.lang, date))).collect()
}
