//! The hours of each day as bars, in the reader's zone.

use centre::promises::{Explanation, Part};
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};

use super::{Reader, clock};
use crate::page::Page;

pub struct Picture {
    /// At each quarter of a bar.
    pub hours: Vec<String>,
    pub lines: Vec<Line>,
    pub legend: Vec<(&'static str, String)>,
}

pub enum Line {
    Bar(Bar),
    /// Days that aren't drawn.
    Gap(String),
}

/// A day, or all of a short time. Places are shares of it: in [`WIDTH`] parts.
pub struct Bar {
    pub name: String,
    pub parts: Vec<Piece>,
    pub marks: Vec<Mark>,
}

pub struct Piece {
    pub class: &'static str,
    pub from: i64,
    pub width: i64,
}

pub struct Mark {
    pub class: &'static str,
    pub at: i64,
}

const WIDTH: i64 = 1440;
/// A shorter time is drawn larger: within a day it would be a stroke.
const SHORT: SignedDuration = SignedDuration::from_hours(12);
const QUARTER_HOUR: i64 = 15 * 60;
const HOUR: i64 = 60 * 60;
/// Of a time of more than `MOST_DAYS` so many days are drawn, the first and the last.
const DRAWN_DAYS: i64 = 14;
const MOST_DAYS: i64 = 21;

pub(super) fn draw(page: &Page, told: &Explanation, until: Timestamp, reader: Reader) -> Picture {
    let end = told.parts.last().map_or(told.since, |part| part.to);
    let drawer = Drawer { page, told, until, end };
    let (hours, lines) =
        if end.duration_since(told.since) <= SHORT { drawer.closely() } else { drawer.by_days() };
    Picture { hours, lines, legend: legend(page, told, reader) }
}

struct Drawer<'a> {
    page: &'a Page,
    told: &'a Explanation,
    until: Timestamp,
    end: Timestamp,
}

impl Drawer<'_> {
    fn closely(&self) -> (Vec<String>, Vec<Line>) {
        let start = self.told.since.as_second().div_euclid(QUARTER_HOUR) * QUARTER_HOUR;
        let hours = (self.end.as_second() - start + HOUR - 1).div_euclid(HOUR).max(1);
        let at = |second| Timestamp::from_second(second).unwrap_or(self.end);
        let time = |quarter| self.page.l.time(at(start + quarter * hours * QUARTER_HOUR), &self.page.zone);
        let bar = self.bar(at(start), at(start + hours * HOUR));
        ((0..4).map(time).collect(), vec![Line::Bar(bar)])
    }

    fn by_days(&self) -> (Vec<String>, Vec<Line>) {
        let day_of = |at: Timestamp| self.page.zone.to_datetime(at).date();
        // What ends at midnight ends with the day before.
        let last_second = self.end.saturating_sub(1.second()).unwrap_or(self.end);
        let (first, last) = (day_of(self.told.since), day_of(last_second));
        let count = first.until(last).map_or(0, |span| i64::from(span.get_days())) + 1;
        let hidden = if count > MOST_DAYS { count - DRAWN_DAYS } else { 0 };
        let mut lines = Vec::new();
        let mut date = first;
        for place in 0..count - hidden {
            if hidden > 0 && place == DRAWN_DAYS / 2 {
                lines.push(Line::Gap(self.page.t1("why-days-between", "n", hidden)));
                date = date.saturating_add(hidden.days());
            }
            lines.extend(self.day(date).map(Line::Bar));
            date = date.saturating_add(1.day());
        }
        ([0, 6, 12, 18].map(|hour| self.page.l.clock(hour, 0)).into(), lines)
    }

    fn day(&self, date: Date) -> Option<Bar> {
        let midnight = |date: Date| Some(date.to_zoned(self.page.zone.clone()).ok()?.timestamp());
        Some(self.bar(midnight(date)?, midnight(date.tomorrow().ok()?)?))
    }

    fn bar(&self, start: Timestamp, end: Timestamp) -> Bar {
        let length = (end.as_second() - start.as_second()).max(1);
        let place = |at: Timestamp| (at.as_second() - start.as_second()) * WIDTH / length;
        let piece = |part: &Part| {
            let (from, to) = (place(part.from.max(start)), place(part.to.min(end)));
            Piece { class: clock::class(&part.what), from, width: to - from }
        };
        let inside = self.told.parts.iter().filter(|part| part.from < end && start < part.to);
        let marks =
            [("now", self.told.stopped.is_none().then_some(self.until)), ("due", self.told.reading.deadline)];
        let marks = marks.into_iter().filter_map(|(class, at)| {
            let at = at.filter(|at| start <= *at && (*at < end || *at == end && end >= self.end))?;
            Some(Mark { class, at: place(at) })
        });
        Bar {
            name: self.page.l.day(start, &self.page.zone),
            parts: inside.map(piece).filter(|piece| piece.width > 0).collect(),
            marks: marks.collect(),
        }
    }
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
