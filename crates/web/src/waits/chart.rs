use std::{collections::BTreeMap, fmt::Write};

use centre::expect::{NOMINAL, Settled, Summary};
use jiff::{SignedDuration, Timestamp};

use super::{report::percent, words::minutes};
use crate::page::Page;

/// The announced range as a band over the weeks, and what came as dots in it or outside.
pub struct Band {
    pub scale: [String; 3],
    pub band: String,
    pub middle: String,
    pub inside: String,
    pub outside: String,
    pub labels: [String; 2],
}

/// The width and the height that the picture is drawn in.
const WIDTH: f64 = 1000.0;
const HEIGHT: f64 = 100.0;
/// More dots say no more.
const DOTS: usize = 600;

impl Band {
    /// `None` where nothing came yet.
    pub fn new(page: &Page, weeks: &BTreeMap<Timestamp, Vec<&Settled>>) -> Option<Band> {
        let first = *weeks.keys().next()?;
        let last = *weeks.keys().last()? + SignedDuration::from_hours(7 * 24);
        let mut dots: Vec<(&Settled, i64)> =
            weeks.values().flatten().filter_map(|one| Some((*one, one.answered()?))).collect();
        if dots.is_empty() {
            return None;
        }
        let step = dots.len().div_ceil(DOTS);
        dots = dots.into_iter().step_by(step).collect();
        let mut heights: Vec<i64> =
            dots.iter().flat_map(|(one, wait)| [*wait, one.range.p90 as i64]).collect();
        heights.sort_unstable();
        let top = round_up(heights[heights.len() * 85 / 100]);
        let span = last.duration_since(first).as_secs_f64().max(1.0);
        let x = |at: Timestamp| at.duration_since(first).as_secs_f64() / span * WIDTH;
        let y = |seconds: f64| HEIGHT - (seconds / top as f64).min(1.0) * HEIGHT;
        let (mut upper, mut lower, mut middle) = (Vec::new(), Vec::new(), String::new());
        for (week, of) in weeks {
            let x = x(*week + SignedDuration::from_hours(84));
            let quantile = |which: fn(&Settled) -> f64| {
                let mut all: Vec<f64> = of.iter().map(|one| which(one)).collect();
                all.sort_by(f64::total_cmp);
                y(all.get(all.len() / 2).copied().unwrap_or_default())
            };
            upper.push((x, quantile(|one| one.range.p90)));
            lower.push((x, quantile(|one| one.range.p10)));
            let _ = write!(middle, "{x:.1},{:.1} ", quantile(|one| one.range.p50));
        }
        let outline = upper.into_iter().chain(lower.into_iter().rev());
        let band: Vec<String> = outline.map(|(x, y)| format!("{x:.1},{y:.1}")).collect();
        let path = |is_inside: bool| {
            let mut path = String::new();
            for (one, wait) in dots.iter().filter(|(one, wait)| one.is_within(*wait) == is_inside) {
                let _ = write!(path, "M{:.1} {:.1}h0", x(one.at), y(*wait as f64).clamp(1.0, HEIGHT - 1.0));
            }
            path
        };
        Some(Band {
            scale: [top, top / 2, 0].map(|seconds| page.l.duration(minutes(seconds))),
            band: band.join(" "),
            middle,
            inside: path(true),
            outside: path(false),
            labels: [first, last - SignedDuration::from_hours(24)].map(|at| page.l.date(at, &page.zone)),
        })
    }
}

/// Which share of the waits came in each part of the announced ranges, beside the share that should have.
pub struct Calibration {
    pub parts: Vec<Part>,
}

pub struct Part {
    pub name: String,
    pub share: String,
    pub should: String,
    /// In hundredths of the height, from the top.
    pub y: i64,
    pub height: i64,
    pub should_y: i64,
}

/// The whole height is so many thousandths.
const MOST: i64 = 700;

impl Calibration {
    pub fn new(page: &Page, summary: &Summary) -> Calibration {
        let names = ["waits-part-earlier", "waits-part-first", "waits-part-second", "waits-part-later"]
            .map(|key| page.t(key));
        let parts = names.into_iter().zip(NOMINAL).enumerate().map(|(k, (name, should))| {
            let share = summary.share(k).unwrap_or(0);
            let height = (share * 100 / MOST).min(100);
            Part {
                name,
                share: percent(page, share),
                should: percent(page, should),
                y: 100 - height,
                height,
                should_y: 100 - should * 100 / MOST,
            }
        });
        Calibration { parts: parts.collect() }
    }
}

/// The next time with a half that reads well.
fn round_up(seconds: i64) -> i64 {
    const STEPS: [i64; 14] = [
        600, 1200, 1800, 3600, 7200, 14_400, 28_800, 43_200, 86_400, 172_800, 345_600, 604_800, 1_209_600,
        2_419_200,
    ];
    STEPS.into_iter().find(|step| *step >= seconds).unwrap_or(seconds)
}
