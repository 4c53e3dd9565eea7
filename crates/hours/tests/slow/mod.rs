//! The same rules once more, by asking the wall clock for every single step of time.

#![allow(dead_code, reason = "each test file uses its part")]

use std::collections::BTreeMap;

use hours::{Spec, Target, Unit};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

pub fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

pub fn seconds(from: Timestamp, seconds: i64) -> Timestamp {
    Timestamp::from_second(from.as_second() + seconds).unwrap()
}

/// A calendar like `mon-fri 09:00-17:00`, several windows separated by commas.
pub fn spec(tz: &str, weekly: &[(&str, &str)]) -> Spec {
    let weekly = weekly.iter().map(|(day, text)| (day.to_string(), windows(text))).collect();
    Spec { tz: tz.into(), weekly, ..Spec::default() }
}

pub fn every_day(tz: &str, text: &str) -> Spec {
    spec(tz, &DAYS.map(|day| (day, text)))
}

pub fn working_days(tz: &str, text: &str) -> Spec {
    spec(tz, &["mon", "tue", "wed", "thu", "fri"].map(|day| (day, text)))
}

pub fn windows(text: &str) -> Vec<(String, String)> {
    let window =
        |window: &str| window.split_once('-').map(|(start, end)| (start.into(), end.into())).unwrap();
    text.split(',').filter(|text| !text.is_empty()).map(window).collect()
}

pub const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

#[derive(Clone)]
pub struct Slow {
    tz: TimeZone,
    always_open: bool,
    /// For each day of the week and each dated day, whether a minute of it is open.
    week: Vec<Vec<bool>>,
    dated: BTreeMap<String, Vec<bool>>,
    business_day_minutes: Option<u32>,
}

impl Slow {
    pub fn new(spec: &Spec) -> Slow {
        let mut week = vec![vec![false; 1440]; 7];
        for (day, windows) in &spec.weekly {
            let day = DAYS.iter().position(|name| name == day).unwrap();
            for (start, end) in windows {
                let (start, end) = (minutes(start), minutes(end));
                let end = if end < start { end + 1440 } else { end };
                for minute in start..end {
                    week[(day + minute / 1440) % 7][minute % 1440] = true;
                }
            }
        }
        let closed = |date: &String| (date.clone(), vec![false; 1440]);
        let mut dated: BTreeMap<_, _> = spec.holidays.iter().map(closed).collect();
        for (date, windows) in &spec.overrides {
            let open =
                |minute| windows.iter().any(|(start, end)| minutes(start) <= minute && minute < minutes(end));
            dated.insert(date.clone(), (0..1440).map(open).collect());
        }
        let tz = TimeZone::get(&spec.tz).unwrap();
        Slow {
            tz,
            always_open: spec.always_open,
            week,
            dated,
            business_day_minutes: spec.business_day_minutes,
        }
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        let wall = self.tz.to_datetime(at);
        let minute = wall.hour() as usize * 60 + wall.minute() as usize;
        let dated = || match self.dated.is_empty() {
            true => None,
            false => self.dated.get(&wall.date().to_string()),
        };
        let weekday = |weekday: Weekday| &self.week[weekday.to_monday_zero_offset() as usize];
        self.always_open || dated().unwrap_or_else(|| weekday(wall.weekday()))[minute]
    }

    /// `step` seconds at a time; all instants and changes must lie on steps.
    pub fn elapsed(&self, from: Timestamp, to: Timestamp, step: i64) -> i64 {
        steps(from, step).take_while(|at| *at < to).filter(|at| self.is_open(*at)).count() as i64 * step
    }

    pub fn add(&self, start: Timestamp, budget: i64, step: i64, days: i64) -> Option<Timestamp> {
        let last = start + (days * 24).hours();
        let mut open = steps(start, step).take_while(|at| *at < last).filter(|at| self.is_open(*at));
        open.nth((budget / step - 1) as usize).map(|at| seconds(at, step))
    }

    pub fn next_change(&self, from: Timestamp, step: i64, days: i64) -> Option<Timestamp> {
        let (open, last) = (self.is_open(from), from + (days * 24).hours());
        steps(from, step).take_while(|at| *at <= last).find(|at| self.is_open(*at) != open)
    }

    pub fn budget(&self, target: Target) -> i64 {
        let minute = |minute: &&bool| **minute;
        let totals: Vec<u32> = match self.always_open {
            true => vec![1440; 7],
            false => self.week.iter().map(|day| day.iter().filter(minute).count() as u32).collect(),
        };
        let frequency = |total: u32| totals.iter().filter(|other| **other == total).count();
        let usual =
            totals.iter().copied().filter(|total| *total > 0).max_by_key(|total| (frequency(*total), *total));
        target.value
            * match target.unit {
                Unit::Seconds => 1,
                Unit::Minutes => 60,
                Unit::Hours => 3600,
                Unit::BusinessDays => i64::from(self.business_day_minutes.or(usual).unwrap()) * 60,
            }
    }
}

pub fn steps(from: Timestamp, step: i64) -> impl Iterator<Item = Timestamp> {
    (0..).map(move |count| seconds(from, count * step))
}

fn minutes(text: &str) -> usize {
    let (hours, minutes) = text.split_once(':').unwrap();
    hours.parse::<usize>().unwrap() * 60 + minutes.parse::<usize>().unwrap()
}
