//! The phone directory that clouds share: two tables, one of numbers and one of hours.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::load::Problem;
use super::phone::{Charges, Line, LineHours, LineKind, Place, PlaceZone};
use super::source::File;
use super::times::{Window, parse_windows};

const NUMBERS: &str = "phone-directory.csv";
const HOURS: &str = "phone-hours.csv";

#[derive(Default)]
pub(super) struct Directory {
    /// By the name that the tables call a cloud.
    clouds: BTreeMap<String, Vec<Place>>,
    pub warnings: Vec<Problem>,
}

#[derive(Deserialize)]
struct NumberRow {
    slug: String,
    country_iso2: String,
    country_name: String,
    region: String,
    timezone: String,
    cloud: String,
    plan: String,
    phone: String,
    number_kind: String,
    charges: String,
    label: String,
    dial_steps: String,
    notes: String,
}

#[derive(Deserialize)]
struct HoursRow {
    slug: String,
    cloud: String,
    plan: String,
    support_type: String,
    channel: String,
    severity: String,
    language_tag: String,
    days: String,
    start: String,
    end: String,
    timezone: String,
    note: String,
}

impl Directory {
    pub fn read(tables: &[File]) -> (Directory, Vec<Problem>) {
        let mut directory = Directory::default();
        let mut problems = Vec::new();
        let table = |name: &str| tables.iter().find(|file| file.name == name);
        if let Some(file) = table(NUMBERS) {
            directory.read_numbers(file, &mut problems);
        }
        if let Some(file) = table(HOURS) {
            directory.read_hours(file, &mut problems);
        }
        directory.warnings.sort();
        (directory, problems)
    }

    /// The places of a cloud, in the order of the table.
    pub fn places(&self, cloud: &str) -> &[Place] {
        self.clouds
            .get(cloud)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    pub fn has(&self, cloud: &str) -> bool {
        self.clouds.contains_key(cloud)
    }

    fn read_numbers(&mut self, file: &File, problems: &mut Vec<Problem>) {
        for (line, row) in rows::<NumberRow>(file, problems) {
            let mut broken = |message: String| problems.push(problem(file, line, message));
            let Some(zone) = place_zone(&row.timezone) else {
                broken(format!("{}: no time zone is called `{}`", row.slug, row.timezone));
                continue;
            };
            let places = self.clouds.entry(row.cloud.clone()).or_default();
            let at = places.iter().position(|place| place.slug == row.slug);
            let at = at.unwrap_or_else(|| {
                places.push(row.place(zone));
                places.len() - 1
            });
            match row.number_kind.as_str() {
                "none" => {}
                "primary" | "alternative" => match row.line() {
                    Some(number) => {
                        let doubts = number.doubts(&row.country_iso2);
                        let doubts =
                            doubts.map(|d| problem(file, line, format!("{}: {d}", row.slug)));
                        self.warnings.extend(doubts);
                        places[at].lines.push(number);
                    }
                    None => broken(format!("{}: charges can't be `{}`", row.slug, row.charges)),
                },
                other => broken(format!("{}: a number can't be `{other}`", row.slug)),
            }
        }
        for place in self.clouds.values_mut().flatten() {
            place
                .lines
                .sort_by_key(|line| line.kind != LineKind::Primary);
        }
    }

    fn read_hours(&mut self, file: &File, problems: &mut Vec<Problem>) {
        for (at, row) in rows::<HoursRow>(file, problems)
            .into_iter()
            .filter(|(_, r)| r.channel == "phone")
        {
            let mut broken = |message: String| {
                problems.push(problem(file, at, format!("{}: {message}", row.slug)));
            };
            let Some(windows) = parse_windows(&row.days, &row.start, &row.end) else {
                broken(format!(
                    "`{} {}-{}` are no hours",
                    row.days, row.start, row.end
                ));
                continue;
            };
            if row.timezone != super::calendar::LOCAL && jiff::tz::db().get(&row.timezone).is_err()
            {
                broken(format!("no time zone is called `{}`", row.timezone));
                continue;
            }
            let places = self.clouds.get_mut(&row.cloud);
            let place = places.and_then(|places| places.iter_mut().find(|p| p.slug == row.slug));
            let Some(place) = place else {
                broken("hours of a place without a row of numbers".to_owned());
                continue;
            };
            let doubts = doubtful(&windows, &row.note);
            self.warnings
                .extend(doubts.map(|d| problem(file, at, format!("{}: {d}", row.slug))));
            let hours = row.hours(windows, &place.zone);
            let lines = place.lines.iter_mut();
            for line in lines.filter(|l| row.plan.is_empty() || l.plan.as_ref() == Some(&row.plan))
            {
                line.hours.push(hours.clone());
            }
        }
    }
}

impl NumberRow {
    fn place(&self, zone: PlaceZone) -> Place {
        Place {
            slug: self.slug.clone(),
            iso2: given(&self.country_iso2),
            covers: Vec::new(),
            name: None,
            english_name: self.country_name.clone(),
            region: self.region.clone(),
            zone,
            lines: Vec::new(),
        }
    }

    fn line(&self) -> Option<Line> {
        let charges = match self.charges.as_str() {
            "" => Charges::NotStated,
            "toll-free" => Charges::TollFree,
            "local" => Charges::Local,
            "international" => Charges::International,
            _ => return None,
        };
        Some(Line {
            printed: self.phone.clone(),
            country: given(&self.country_iso2),
            kind: match self.number_kind.as_str() {
                "primary" => LineKind::Primary,
                _ => LineKind::Alternative,
            },
            charges,
            label: given(&self.label),
            plan: given(&self.plan),
            dial_steps: self.dial_steps.split("; ").filter_map(given).collect(),
            hours: Vec::new(),
            doubts: given(&self.notes),
        })
    }
}

impl HoursRow {
    fn hours(&self, windows: Vec<Window>, place_zone: &PlaceZone) -> LineHours {
        let zone = match place_zone {
            _ if self.timezone != super::calendar::LOCAL => Some(self.timezone.clone()),
            PlaceZone::One(zone) => Some(zone.clone()),
            PlaceZone::Several(_) | PlaceZone::Unknown => None,
        };
        LineHours {
            category: self.support_type.clone(),
            language: given(&self.language_tag),
            severity: given(&self.severity),
            windows,
            zone,
            note: given(&self.note),
        }
    }
}

impl Line {
    /// What doesn't fit together in a line of the table.
    fn doubts(&self, iso2: &str) -> Option<String> {
        let number = &self.printed;
        let found = match self.calling_code() {
            Some(None) => Some(format!("{number} has a country code that no country has")),
            Some(Some(home)) => match self.charges {
                Charges::Local if !home.eq_ignore_ascii_case(iso2) => {
                    Some(format!("local charges for {number}, a number of {home}"))
                }
                _ => None,
            },
            None if self.charges == Charges::International => Some(format!(
                "international charges for {number}, a national number"
            )),
            None => None,
        };
        found.or_else(|| self.doubts.clone())
    }
}

/// A day shorter than this is more likely a slip (8 AM for 8 PM) than somebody's hours.
const SHORT_DAY: u16 = 3 * 60;
/// And so is a night shift longer than this.
const LONG_NIGHT: u16 = 16 * 60;

fn doubtful(windows: &[Window], note: &str) -> Option<String> {
    let odd = windows.iter().find_map(|window| {
        let long = window.minutes_a_day();
        let hours = format!("{}-{}", window.start, window.end);
        if long < SHORT_DAY {
            Some(format!("{hours} is a very short day"))
        } else if window.is_overnight() && long > LONG_NIGHT {
            Some(format!("{hours} runs through the night for very long"))
        } else if window.is_overnight() {
            Some(format!(
                "{hours} ends before it starts: into the next day, or a slip"
            ))
        } else {
            None
        }
    });
    odd.or_else(|| note.contains("assumed").then(|| note.to_owned()))
}

fn place_zone(text: &str) -> Option<PlaceZone> {
    if text.is_empty() {
        return Some(PlaceZone::Unknown);
    }
    if let Some(zones) = text.strip_prefix("multiple:") {
        return zones.parse().ok().map(PlaceZone::Several);
    }
    jiff::tz::db().get(text).is_ok().then(|| PlaceZone::One(text.to_owned()))
}

fn given(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn rows<T: for<'de> Deserialize<'de>>(file: &File, problems: &mut Vec<Problem>) -> Vec<(usize, T)> {
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => {
            problems.push(problem(file, 1, error.to_string()));
            return Vec::new();
        }
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let read = record.and_then(|record| {
            let line = record.position().map_or(1, csv::Position::line);
            Ok((line as usize, record.deserialize(Some(&headers))?))
        });
        match read {
            Ok(row) => rows.push(row),
            Err(error) => {
                let line = error.position().map_or(1, csv::Position::line) as usize;
                problems.push(problem(file, line, error.to_string()));
            }
        }
    }
    rows
}

fn problem(file: &File, line: usize, message: String) -> Problem {
    Problem {
        file: file.name.clone(),
        line,
        column: 1,
        message,
    }
}
