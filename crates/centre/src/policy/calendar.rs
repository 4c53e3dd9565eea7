use std::sync::Arc;

use hours::{Code, Spec};
use jiff::civil::Weekday;

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

/// Named open hours of a policy.
#[derive(Debug)]
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
        for (key, spec) in source.named::<Spec>("calendars") {
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

    /// Local dates without open hours.
    pub fn holidays(&self) -> &[String] {
        &self.spec.holidays
    }
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

/// Open hours of windows as a phone line has them.
pub(super) fn of_windows(windows: &[Window], zone: &str) -> Result<hours::Calendar, hours::Error> {
    let mut spec = Spec { tz: zone.to_owned(), ..Spec::default() };
    for window in windows {
        for day in window.days() {
            let name = super::times::short_name(day).to_owned();
            let hours = (window.start.to_string(), window.end.to_string());
            spec.weekly.entry(name).or_default().push(hours);
        }
    }
    hours::Calendar::new(&spec)
}
