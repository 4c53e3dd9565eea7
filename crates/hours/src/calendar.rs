use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::{self, Date};
use jiff::tz::TimeZone;

use crate::error::{Code, Error};
use crate::parse;
use crate::spans::Spans;
use crate::spec::{FULL_DAY, Spec, Target, Unit, Window, override_windows};
use crate::zone::Zone;

const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
/// Local time 0 is the midnight of a Thursday; weeks begin on Monday.
const EPOCH_IN_WEEK: i64 = 3 * DAY;

const DEADLINE_LIMIT: i64 = 3660 * DAY;
const CHANGE_LIMIT: i64 = 400 * DAY;

/// Open hours in a zone, with holidays and overrides.
///
/// Local time is counted in seconds since 1970-01-01T00:00:00 on the wall clock. On that line the open time before any
/// point is a sum of whole weeks, a part of one week and a correction for the dated days before it, so no question
/// costs more than two binary searches per stretch of constant offset, however long the span.
#[derive(Clone, Debug)]
pub struct Calendar {
    zone: Arc<Zone>,
    always_open: bool,
    days: [Day; 7],
    week: Spans,
    dated: Vec<Dated>,
    business_day: Option<i64>,
}

#[derive(Clone, Debug, Default)]
struct Day {
    windows: Vec<Window>,
    spans: Spans,
}

/// A date that is not like its weekday.
#[derive(Clone, Debug)]
struct Dated {
    midnight: i64,
    why: Why,
    day: Day,
    /// Open time before this day.
    opened: i64,
    /// What this and all earlier dated days add to the open time of the bare week.
    added: i64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct State {
    pub open: bool,
    /// The next opening or closing; none if there is none within 400 days.
    pub next_change: Option<Timestamp>,
}

/// A stretch of time in which nothing changes, and what decides there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stretch {
    pub from: Timestamp,
    pub to: Timestamp,
    pub open: bool,
    pub why: Why,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Inside a window of the week.
    Open,
    /// Outside the windows of the week.
    Closed,
    /// The date is a holiday.
    Holiday,
    /// The date has windows of its own (open or closed).
    Override,
}

/// Which seconds are counted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Count {
    Open,
    Closed,
}

impl Calendar {
    pub fn new(spec: &Spec) -> Result<Calendar, Error> {
        let zone = Zone::named(&spec.tz).ok_or_else(|| Code::UnknownTimezone.about(&spec.tz))?;
        let (days, dates) = if spec.always_open {
            let full = || Day::new(vec![Window { start: 0, end: FULL_DAY }]);
            (std::array::from_fn(|_| full()), BTreeMap::new())
        } else {
            (spec.week()?.map(Day::new), dates(spec)?)
        };
        let mut week = Spans::default();
        for (midnight, day) in (0..).step_by(DAY as usize).zip(&days) {
            week.push_day(midnight, &day.windows);
        }
        let mut dated: Vec<Dated> = Vec::with_capacity(dates.len());
        for (midnight, (why, day)) in dates {
            let added = dated.last().map_or(0, |last| last.added);
            let opened = open_in_weeks(&week, midnight) + added;
            let added = added + day.spans.total() - days[weekday(midnight)].spans.total();
            dated.push(Dated { midnight, why, day, opened, added });
        }
        if week.total() == 0 && dated.iter().all(|dated| dated.day.windows.is_empty()) {
            return Err(Code::NeverOpens.into());
        }
        let business_day = match spec.business_day_minutes {
            Some(0) => return Err(Code::InvalidTarget.about("business_day_minutes")),
            Some(minutes) => Some(i64::from(minutes) * 60),
            None => usual_total(&days),
        };
        Ok(Calendar { zone, always_open: spec.always_open, days, week, dated, business_day })
    }

    pub fn time_zone(&self) -> &TimeZone {
        self.zone.tz()
    }

    pub fn always_open(&self) -> bool {
        self.always_open
    }

    /// The windows of Monday to Sunday.
    pub fn weekly(&self) -> [&[Window]; 7] {
        self.days.each_ref().map(|day| day.windows.as_slice())
    }

    /// The windows of a local date, holidays and overrides applied.
    pub fn windows_of(&self, date: Date) -> &[Window] {
        &self.day(midnight(date)).1.windows
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        let at = second(at);
        let local = at + self.zone.offset(at).0;
        self.day(local).1.spans.look(local.rem_euclid(DAY)).0
    }

    pub fn state(&self, at: Timestamp) -> State {
        let open = self.is_open(at);
        let other = if open { Count::Closed } else { Count::Open };
        let at = second(at);
        // The first second of the other kind ends one second after the change.
        let change = self.reach(at, 1, other, at + CHANGE_LIMIT + 1);
        State { open, next_change: change.and_then(|end| Timestamp::from_second(end - 1).ok()) }
    }

    /// The earliest instant at which the open time since `start` reaches the budget.
    pub fn add(&self, start: Timestamp, budget_seconds: i64) -> Result<Timestamp, Error> {
        if budget_seconds <= 0 {
            return Ok(start);
        }
        let start = second(start);
        self.reach(start, budget_seconds, Count::Open, start + DEADLINE_LIMIT)
            .and_then(|end| Timestamp::from_second(end).ok())
            .ok_or_else(|| Code::NeverOpens.into())
    }

    /// Open seconds from `from` up to `to`; none if `to` is not after `from`.
    pub fn elapsed(&self, from: Timestamp, to: Timestamp) -> i64 {
        let (mut at, to) = (second(from), second(to));
        let mut sum = 0;
        while at < to {
            let (offset, until) = self.zone.offset(at);
            let end = until.min(to);
            sum += self.counted_before(end + offset, Count::Open)
                - self.counted_before(at + offset, Count::Open);
            at = end;
        }
        sum
    }

    /// The open seconds of a number of business days; an error if no day of the week says how long one is.
    pub fn business_days(&self, days: i64) -> Result<i64, Error> {
        let day = self.business_day.ok_or_else(|| Code::InvalidTarget.about("business_days"))?;
        Ok(days.saturating_mul(day))
    }

    /// The open seconds that a target allows.
    pub fn budget(&self, target: Target) -> Result<i64, Error> {
        if target.value <= 0 {
            return Err(Code::InvalidTarget.about(target.value));
        }
        match target.unit {
            Unit::Seconds => Ok(target.value),
            Unit::Minutes => Ok(target.value.saturating_mul(60)),
            Unit::Hours => Ok(target.value.saturating_mul(3600)),
            Unit::BusinessDays => self.business_days(target.value),
        }
    }

    /// The time between two instants in stretches, each as long as it can be, with what decides there.
    pub fn stretches(&self, from: Timestamp, to: Timestamp) -> impl Iterator<Item = Stretch> + '_ {
        let (mut at, to) = (second(from), second(to));
        std::iter::from_fn(move || {
            if at >= to {
                return None;
            }
            let (from, (open, why, mut end)) = (at, self.piece(at));
            while end < to {
                match self.piece(end) {
                    (next_open, next_why, next) if (next_open, next_why) == (open, why) => end = next,
                    _ => break,
                }
            }
            at = end.min(to);
            Some(Stretch {
                from: Timestamp::from_second(from).ok()?,
                to: Timestamp::from_second(at).ok()?,
                open,
                why,
            })
        })
    }

    /// What holds at an instant, and up to when at least.
    fn piece(&self, at: i64) -> (bool, Why, i64) {
        let (offset, until) = self.zone.offset(at);
        let local = at + offset;
        let (why, day) = self.day(local);
        let in_day = local.rem_euclid(DAY);
        let (open, end) = day.spans.look(in_day);
        let why = match why {
            Why::Closed if open => Why::Open,
            why => why,
        };
        (open, why, until.min(at - in_day + end.unwrap_or(DAY)))
    }

    /// The day of a local time, and whether it is a dated one (`Closed` stands for the week).
    fn day(&self, local: i64) -> (Why, &Day) {
        match self.last_dated(local) {
            Some(dated) if local < dated.midnight + DAY => (dated.why, &dated.day),
            _ => (Why::Closed, &self.days[weekday(local)]),
        }
    }

    fn last_dated(&self, local: i64) -> Option<&Dated> {
        let next = self.dated.partition_point(|dated| dated.midnight <= local);
        self.dated[..next].last()
    }

    /// The earliest instant at which `budget` seconds of a kind have passed since `at`, if not after `limit`.
    fn reach(&self, mut at: i64, mut budget: i64, count: Count, limit: i64) -> Option<i64> {
        while at < limit {
            let (offset, until) = self.zone.offset(at);
            let end = until.min(limit);
            let before = self.counted_before(at + offset, count);
            let counted = self.counted_before(end + offset, count) - before;
            if counted >= budget {
                return Some(self.nth(before + budget, count) - offset);
            }
            budget -= counted;
            at = end;
        }
        None
    }

    /// Seconds of a kind before a local time, relative to local time 0 of the bare week (negative before it).
    fn counted_before(&self, local: i64, count: Count) -> i64 {
        let open = match self.last_dated(local) {
            None => open_in_weeks(&self.week, local),
            Some(last) if local < last.midnight + DAY => {
                last.opened + last.day.spans.open_before(local - last.midnight)
            }
            Some(last) => open_in_weeks(&self.week, local) + last.added,
        };
        count.of(local, open)
    }

    /// The end of the `nth` second of a kind, counted as in `counted_before`; the caller knows that it exists.
    fn nth(&self, nth: i64, count: Count) -> i64 {
        let next = self.dated.partition_point(|dated| dated.counted_after(count) < nth);
        if let Some(dated) = self.dated.get(next) {
            let in_day = nth - count.of(dated.midnight, dated.opened);
            if in_day > 0 {
                return dated.midnight + count.nth(&dated.day.spans, in_day);
            }
        }
        let added = next.checked_sub(1).map_or(0, |last| self.dated[last].added);
        let (nth, total) = match count {
            Count::Open => (nth - added, self.week.total()),
            Count::Closed => (nth + added + EPOCH_IN_WEEK, WEEK - self.week.total()),
        };
        // A second that exists outside all dated days is one of the week, so the total is not zero here.
        let weeks = (nth - 1).div_euclid(total);
        weeks * WEEK + count.nth(&self.week, nth - weeks * total) - EPOCH_IN_WEEK
    }
}

impl Count {
    fn of(self, local: i64, open: i64) -> i64 {
        match self {
            Count::Open => open,
            Count::Closed => local - open,
        }
    }

    fn nth(self, spans: &Spans, nth: i64) -> i64 {
        match self {
            Count::Open => spans.nth_open(nth),
            Count::Closed => spans.nth_closed(nth),
        }
    }
}

impl Day {
    fn new(windows: Vec<Window>) -> Day {
        let mut spans = Spans::default();
        spans.push_day(0, &windows);
        Day { windows, spans }
    }
}

impl Dated {
    fn counted_after(&self, count: Count) -> i64 {
        count.of(self.midnight + DAY, self.opened + self.day.spans.total())
    }
}

/// Open seconds of the bare week before a local time.
fn open_in_weeks(week: &Spans, local: i64) -> i64 {
    let local = local + EPOCH_IN_WEEK;
    local.div_euclid(WEEK) * week.total() + week.open_before(local.rem_euclid(WEEK))
}

/// The dated days of a calendar by their midnight.
fn dates(spec: &Spec) -> Result<BTreeMap<i64, (Why, Day)>, Error> {
    let date = |text: &String| parse::date(text).map(midnight).ok_or_else(|| Code::InvalidDate.about(text));
    let mut dates = BTreeMap::new();
    for text in &spec.holidays {
        dates.insert(date(text)?, (Why::Holiday, Day::default()));
    }
    for (text, windows) in &spec.overrides {
        dates.insert(date(text)?, (Why::Override, Day::new(override_windows(text, windows)?)));
    }
    Ok(dates)
}

/// The most frequent positive daily total, the longer of equally frequent ones.
fn usual_total(days: &[Day; 7]) -> Option<i64> {
    let totals = days.each_ref().map(|day| day.spans.total());
    let frequency = |total| totals.iter().filter(|other| **other == total).count();
    totals.into_iter().filter(|total| *total > 0).max_by_key(|total| (frequency(*total), *total))
}

/// The midnight of a date in local time.
fn midnight(date: Date) -> i64 {
    date.duration_since(civil::date(1970, 1, 1)).as_secs()
}

/// 0 is Monday.
fn weekday(local: i64) -> usize {
    ((local + EPOCH_IN_WEEK).rem_euclid(WEEK) / DAY) as usize
}

/// The whole second that an instant lies in.
fn second(at: Timestamp) -> i64 {
    at.as_second() - i64::from(at.subsec_nanosecond() < 0)
}
