//! The hours of each day as bars, in the reader's zone.

use centre::promises::{Explanation, Part};
use jiff::{Timestamp, ToSpan, civil::Date};

use super::{Reader, clock};
use crate::page::Page;

pub struct Picture {
    /// Every sixth hour.
    pub hours: [String; 4],
    pub lines: Vec<Line>,
    pub legend: Vec<(&'static str, String)>,
}

pub enum Line {
    Day(Day),
    /// Days that aren't drawn.
    Gap(String),
}

/// Lengths are shares of the day: in [`WIDTH`] parts.
pub struct Day {
    pub name: String,
    pub bars: Vec<Bar>,
    pub marks: Vec<Mark>,
}

pub struct Bar {
    pub class: &'static str,
    pub from: i64,
    pub width: i64,
}

pub struct Mark {
    pub class: &'static str,
    pub at: i64,
}

const WIDTH: i64 = 1440;
/// Of a time of more than `MOST_DAYS` so many days are drawn, the first and the last.
const DRAWN_DAYS: i64 = 14;
const MOST_DAYS: i64 = 21;

pub(super) fn draw(page: &Page, told: &Explanation, until: Timestamp, reader: Reader) -> Picture {
    let day_of = |at: Timestamp| page.zone.to_datetime(at).date();
    let end = told.parts.last().map_or(told.since, |part| part.to);
    // What ends at midnight ends with the day before.
    let (first, last) = (day_of(told.since), day_of(just_before(end)).max(day_of(told.since)));
    let count = first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1;
    let hidden = if count > MOST_DAYS { count - DRAWN_DAYS } else { 0 };
    let mut lines = Vec::new();
    let mut date = first;
    for place in 0..count - hidden {
        if hidden > 0 && place == DRAWN_DAYS / 2 {
            lines.push(Line::Gap(page.t1("why-days-between", "n", hidden)));
            date = date.saturating_add(hidden.days());
        }
        lines.extend(day(page, told, until, date).map(Line::Day));
        date = date.saturating_add(1.day());
    }
    let at = |hour| page.l.clock(hour, 0);
    Picture { hours: [at(0), at(6), at(12), at(18)], lines, legend: legend(page, told, reader) }
}

fn just_before(at: Timestamp) -> Timestamp {
    at.saturating_sub(1.second()).unwrap_or(at)
}

fn day(page: &Page, told: &Explanation, until: Timestamp, date: Date) -> Option<Day> {
    let midnight = |date: Date| Some(date.to_zoned(page.zone.clone()).ok()?.timestamp());
    let (start, end) = (midnight(date)?, midnight(date.tomorrow().ok()?)?);
    let length = (end.as_second() - start.as_second()).max(1);
    let place = |at: Timestamp| (at.as_second() - start.as_second()) * WIDTH / length;
    let bar = |part: &Part| {
        let (from, to) = (place(part.from.max(start)), place(part.to.min(end)));
        Bar { class: clock::class(&part.what), from, width: to - from }
    };
    let inside = told.parts.iter().filter(|part| part.from < end && start < part.to);
    let marks = [("now", told.stopped.is_none().then_some(until)), ("due", told.reading.deadline)];
    let marks = marks.into_iter().filter_map(|(class, at)| {
        let at = at.filter(|at| start <= *at && *at < end)?;
        Some(Mark { class, at: place(at) })
    });
    Some(Day {
        name: page.l.day(start, &page.zone),
        bars: inside.map(bar).filter(|bar| bar.width > 0).collect(),
        marks: marks.collect(),
    })
}

fn legend(page: &Page, told: &Explanation, reader: Reader) -> Vec<(&'static str, String)> {
    let mut legend: Vec<(&'static str, String)> = Vec::new();
    for part in &told.parts {
        let entry = (clock::class(&part.what), clock::what(page, &part.what, reader));
        if !legend.contains(&entry) {
            legend.push(entry);
        }
    }
    if told.stopped.is_none() {
        legend.push(("now", page.t("why-mark-now")));
    }
    if told.reading.deadline.is_some() {
        legend.push(("due", page.t("why-mark-due")));
    }
    legend
}
