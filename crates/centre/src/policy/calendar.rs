use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hours::{Code, Spec};
use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use super::holidays;
use super::load::Problem;
use super::source::Source;
use super::times::{Clock, WEEK, Window, gathered};

/// The zone that the hours of a calendar are told in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Zone {
    Named(String),
    /// The reader's own; a clock can't count in such a calendar.
    Reader,
}

impl Zone {
    pub fn name(&self) -> Option<&str> {
        match self {
            Zone::Named(name) => Some(name),
            Zone::Reader => None,
        }
    }
}

/// A calendar as a policy file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    tz: String,
    #[serde(default)]
    weekly: BTreeMap<String, Vec<(String, String)>>,
    #[serde(default)]
    holidays: Vec<String>,
    /// An iCalendar file beside the policy file.
    holidays_file: Option<String>,
    #[serde(default)]
    overrides: BTreeMap<String, Vec<(String, String)>>,
    #[serde(default)]
    always_open: bool,
    business_day_minutes: Option<u32>,
}

/// Named open hours of a policy.
#[derive(Debug, Clone)]
pub struct Calendar {
    pub key: String,
    pub zone: Zone,
    pub always_open: bool,
    spec: Spec,
    compiled: Arc<hours::Calendar>,
}

/// How a policy file writes [`Zone::Reader`].
pub(super) const LOCAL: &str = "local";

/// Gives `local` calendars a zone to be checked in.
const SOME_ZONE: &str = "UTC";

impl Calendar {
    /// The section `calendars`; one that can't be used is a problem.
    pub(super) fn read_all(source: &mut Source<'_>) -> Vec<Calendar> {
        let mut calendars = Vec::new();
        for (key, written) in source.named::<Written>("calendars") {
            let from_file = written.holidays_file.as_deref().and_then(|name| from_file(source, &key, name));
            let spec = written.with(from_file.unwrap_or_default());
            let local = spec.tz == LOCAL;
            match compile(&spec, SOME_ZONE) {
                Ok(compiled) => calendars.push(Calendar {
                    key,
                    zone: if local { Zone::Reader } else { Zone::Named(spec.tz.clone()) },
                    always_open: spec.always_open,
                    spec,
                    compiled: Arc::new(compiled),
                }),
                Err(error) => {
                    let places = source.select(&format!("calendars.{key}"));
                    let problem = places.first().map(|at| at.problem(explain(&key, &error)));
                    problem.into_iter().for_each(|problem| source.note(problem));
                }
            }
        }
        calendars
    }

    /// Open hours of windows as a phone line has them; without a zone they are the caller's.
    pub(super) fn of_windows(windows: &[Window], zone: Option<&str>) -> Result<Calendar, hours::Error> {
        let mut spec = Spec { tz: zone.unwrap_or(LOCAL).to_owned(), ..Spec::default() };
        for window in windows {
            for day in window.days() {
                let name = super::times::short_name(day).to_owned();
                let hours = (window.start.to_string(), window.end.to_string());
                spec.weekly.entry(name).or_default().push(hours);
            }
        }
        Ok(Calendar {
            key: String::new(),
            zone: zone.map_or(Zone::Reader, |zone| Zone::Named(zone.to_owned())),
            always_open: false,
            compiled: Arc::new(compile(&spec, SOME_ZONE)?),
            spec,
        })
    }

    /// What clocks count with; for a calendar in the reader's zone, one of their day in UTC.
    pub fn hours(&self) -> &Arc<hours::Calendar> {
        &self.compiled
    }

    /// The same for a reader in `zone`.
    pub fn hours_in(&self, zone: &str) -> Arc<hours::Calendar> {
        match self.zone {
            Zone::Named(_) => self.compiled.clone(),
            Zone::Reader => match compile(&self.spec, zone) {
                Ok(compiled) => Arc::new(compiled),
                Err(_) => self.compiled.clone(),
            },
        }
    }

    /// The week for people to read: `Mon-Fri 09:00-17:00`.
    pub fn week(&self) -> Vec<Window> {
        if self.always_open {
            return vec![Window::ALWAYS];
        }
        let week: Vec<(Weekday, Vec<(Clock, Clock)>)> = WEEK
            .into_iter()
            .zip(self.compiled.weekly())
            .map(|(day, windows)| {
                let clocks = windows.iter().map(|w| (Clock::at(w.start), Clock::at(w.end)));
                (day, clocks.collect())
            })
            .collect();
        gathered(&week)
    }

    /// Local dates on which the hours of the week don't hold, unless they have hours of their own.
    pub fn holidays(&self) -> impl Iterator<Item = Date> {
        self.spec.holidays.iter().filter_map(|date| date.parse().ok())
    }

    /// Local dates that are closed though their weekday isn't, the earliest first.
    pub fn days_off(&self) -> Vec<Date> {
        let week = self.compiled.weekly();
        let opens = |date: &Date| {
            !week[usize::from(date.weekday().to_monday_zero_offset().unsigned_abs())].is_empty()
        };
        let closed = |date: &Date| self.compiled.windows_of(*date).is_empty();
        let special = self.special_days().map(|(date, _)| date);
        let dates: BTreeSet<Date> =
            self.holidays().chain(special).filter(|d| opens(d) && closed(d)).collect();
        dates.into_iter().collect()
    }

    /// Local dates with hours of their own, and these; none for a day that is closed.
    pub fn special_days(&self) -> impl Iterator<Item = (Date, Vec<(Clock, Clock)>)> {
        self.spec.overrides.keys().filter_map(|date| {
            let date: Date = date.parse().ok()?;
            let windows = self.compiled.windows_of(date).iter();
            Some((date, windows.map(|w| (Clock::at(w.start), Clock::at(w.end))).collect()))
        })
    }

    /// What was set as the length of a business day, if it isn't that of most days.
    pub fn business_day_minutes(&self) -> Option<u32> {
        self.spec.business_day_minutes
    }
}

impl Written {
    fn with(self, more_holidays: BTreeSet<Date>) -> Spec {
        let mut holidays = self.holidays;
        holidays.extend(more_holidays.iter().map(ToString::to_string));
        Spec {
            tz: self.tz,
            weekly: self.weekly,
            holidays,
            overrides: self.overrides,
            always_open: self.always_open,
            business_day_minutes: self.business_day_minutes,
        }
    }
}

/// The dates of an iCalendar file; what is wrong with it is noted.
fn from_file(source: &mut Source<'_>, key: &str, name: &str) -> Option<BTreeSet<Date>> {
    let named = source.select(&format!("calendars.{key}.holidays_file"));
    let place = named.first()?;
    let Some(file) = source.beside(place, name) else {
        let problem = place.problem(format!("there is no file `{name}` beside this one"));
        source.note(problem);
        return None;
    };
    let wrong = match holidays::read(&file.text) {
        Ok(dates) => return Some(dates),
        Err(wrong) => wrong,
    };
    for (line, message) in wrong {
        source.note(Problem { file: file.name.clone(), line, column: 1, message });
    }
    None
}

fn compile(spec: &Spec, zone_if_local: &str) -> Result<hours::Calendar, hours::Error> {
    if spec.tz == LOCAL {
        return hours::Calendar::new(&Spec { tz: zone_if_local.to_owned(), ..spec.clone() });
    }
    hours::Calendar::new(spec)
}

fn explain(key: &str, error: &hours::Error) -> String {
    match error.code {
        Code::NeverOpens => format!("calendar `{key}` never opens"),
        Code::UnknownTimezone => {
            format!("calendar `{key}`: no time zone is called `{}`", error.about)
        }
        Code::InvalidWindow => format!("calendar `{key}`: `{}` is no window", error.about),
        Code::InvalidDate => format!("calendar `{key}`: `{}` is no date", error.about),
        _ => format!("calendar `{key}`: {error}"),
    }
}
