use std::collections::BTreeMap;

use centre::finding::{Figures, Period};
use jiff::{ToSpan, civil::Date, tz::TimeZone};

use super::{STACK, stretch};
use crate::page::Page;

/// Bars for the days or weeks of the period, each stacked of what came of its questions.
pub struct Chart {
    pub scale: [String; 3],
    pub bars: Vec<Bar>,
    pub width: usize,
    /// Below the first, the middle and the last bar.
    pub labels: [String; 3],
    pub legend: Vec<(&'static str, String)>,
    /// The same in words: for whom the picture says nothing.
    pub rows: Vec<Row>,
    pub unit: String,
}

pub struct Bar {
    pub x: usize,
    pub title: String,
    /// Kind, and in hundredths of the height from the top: where it begins, how high it is.
    pub parts: Vec<(&'static str, f64, f64)>,
}

pub struct Row {
    pub when: String,
    pub counts: Vec<String>,
}

/// The width of a bar with its gap.
const SLOT: usize = 10;
/// More days than these are counted by the week.
const MOST_DAYS: i64 = 31;

impl Chart {
    pub fn new(page: &Page, period: &Period, days: &BTreeMap<Date, Figures>) -> Chart {
        let all = stretch(period, period.to, 1) + 1;
        let length = if all <= MOST_DAYS { 1 } else { 7 };
        let many = stretch(period, period.to, length) + 1;
        let mut stretches: Vec<Figures> = (0..many).map(|_| Figures::default()).collect();
        for (day, figures) in days {
            if let Some(one) = stretches.get_mut(stretch(period, *day, length) as usize) {
                one.add(figures);
            }
        }
        let top = round_up(stretches.iter().map(Figures::asked).max().unwrap_or(0));
        let name = |place: i64| {
            let day = period.from.saturating_add((place * length).days());
            let at = day.to_zoned(TimeZone::UTC).map(|day| day.timestamp());
            at.map(|at| page.l.date(at, &TimeZone::UTC)).unwrap_or_default()
        };
        let counted = |figures: &Figures| {
            STACK.map(|(_, outcomes)| outcomes.iter().map(|one| figures.of(*one)).sum::<i64>())
        };
        let bar = |(place, figures): (usize, &Figures)| {
            let mut y = 100.0;
            let mut parts = Vec::new();
            for ((kind, _), count) in STACK.iter().zip(counted(figures)).filter(|(_, count)| *count > 0) {
                let height = count as f64 * 100.0 / top as f64;
                y -= height;
                parts.push((*kind, y, height));
            }
            let title = page.t2("finding-bar", "when", name(place as i64), "n", figures.asked());
            Bar { x: place * SLOT + 1, title, parts }
        };
        let row = |(place, figures): (usize, &Figures)| Row {
            when: name(place as i64),
            counts: counted(figures).into_iter().map(|count| page.l.number(count)).collect(),
        };
        Chart {
            scale: [top, top / 2, 0].map(|n| page.l.number(n)),
            bars: stretches.iter().enumerate().map(bar).collect(),
            width: stretches.len() * SLOT,
            labels: [0, (many - 1) / 2, many - 1].map(name),
            legend: STACK.map(|(kind, _)| (kind, page.t(&format!("finding-outcome-{kind}")))).into(),
            rows: stretches.iter().enumerate().rev().filter(|(_, one)| one.asked() > 0).map(row).collect(),
            unit: page.t(if length == 1 { "finding-by-day" } else { "finding-by-week" }),
        }
    }
}

/// The next number with a half that reads well.
fn round_up(most: i64) -> i64 {
    let mut ten = 1;
    loop {
        if let Some(step) = [2, 4, 10].into_iter().find(|step| step * ten >= most) {
            return step * ten;
        }
        ten *= 10;
    }
}
