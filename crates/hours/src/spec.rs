use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::error::{Code, Error};
use crate::parse;

/// A calendar as people write it down; [`crate::Calendar::new`] checks it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    /// A name of the IANA time zone database.
    pub tz: String,
    /// `mon` to `sun`, each with its windows; an end before the start runs over midnight.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub weekly: BTreeMap<String, Vec<(String, String)>>,
    /// Local dates on which all windows of the week are dropped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub holidays: Vec<String>,
    /// Local dates with windows of their own, holiday or not.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub overrides: BTreeMap<String, Vec<(String, String)>>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub always_open: bool,
    /// Absent: the most frequent daily total of the week.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub business_day_minutes: Option<u32>,
}

/// What is promised, counted in open time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Target {
    pub value: i64,
    pub unit: Unit,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    Seconds,
    Minutes,
    Hours,
    BusinessDays,
}

/// A window of one date in wall-clock minutes since midnight; an `end` of 1440 is 24:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    pub start: u16,
    pub end: u16,
}

pub(crate) const FULL_DAY: u16 = 1440;
const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

impl Spec {
    /// The windows of Monday to Sunday, merged.
    pub(crate) fn week(&self) -> Result<[Vec<Window>; 7], Error> {
        let mut week: [Vec<Window>; 7] = Default::default();
        for (name, windows) in &self.weekly {
            let invalid = || Code::InvalidWindow.about(name);
            let day = DAYS.iter().position(|day| day == name).ok_or_else(invalid)?;
            for window in windows {
                let (start, end) = bounds(name, window)?;
                if start < end {
                    week[day].push(Window { start, end });
                } else {
                    week[day].push(Window { start, end: FULL_DAY });
                    week[(day + 1) % 7].push(Window { start: 0, end });
                }
            }
        }
        Ok(week.map(merged))
    }
}

/// The windows of an override, merged.
pub(crate) fn override_windows(date: &str, windows: &[(String, String)]) -> Result<Vec<Window>, Error> {
    let windows = windows.iter().map(|window| match bounds(date, window)? {
        (start, end) if start < end => Ok(Window { start, end }),
        _ => Err(invalid_window(date, window)),
    });
    Ok(merged(windows.collect::<Result<_, _>>()?))
}

fn bounds(day: &str, window: &(String, String)) -> Result<(u16, u16), Error> {
    match (parse::minutes(&window.0), parse::minutes(&window.1)) {
        (Some(start), Some(end)) if start != end && start < FULL_DAY => Ok((start, end)),
        _ => Err(invalid_window(day, window)),
    }
}

fn invalid_window(day: &str, (start, end): &(String, String)) -> Error {
    Code::InvalidWindow.about(format_args!("{day} {start}-{end}"))
}

fn merged(mut windows: Vec<Window>) -> Vec<Window> {
    windows.sort_unstable();
    windows.retain(|window| window.start < window.end);
    windows.dedup_by(|next, last| {
        let touches = next.start <= last.end;
        if touches {
            last.end = last.end.max(next.end);
        }
        touches
    });
    windows
}
