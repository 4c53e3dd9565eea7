//! The phone directory that clouds share: two tables, one of numbers and one of hours.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde::Deserialize;

use super::calendar::{Calendar, LOCAL};
use super::load::Problem;
use super::phone::{Charges, Line, LineHours, LineKind, Origin, Place, PlaceZone};
use super::source::File;
use super::times::{Window, parse_windows};

pub(super) const NUMBERS: &str = "phone-directory.csv";
const HOURS: &str = "phone-hours.csv";

#[derive(Debug, Default)]
pub(super) struct Directory {
    /// By the name that the tables call a cloud.
    clouds: BTreeMap<String, Vec<Place>>,
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
            for (at, row) in rows::<NumberRow>(file, &mut problems) {
                if let Err(message) = directory.add_number(at, &row) {
                    problems.push(problem(NUMBERS, at, &row.slug, &message));
                }
            }
        }
        for place in directory.clouds.values_mut().flatten() {
            place.lines.sort_by_key(|line| line.kind != LineKind::Primary);
        }
        if let Some(file) = table(HOURS) {
            for (at, row) in rows::<HoursRow>(file, &mut problems) {
                if let Err(message) = directory.add_hours(at, &row) {
                    problems.push(problem(HOURS, at, &row.slug, &message));
                }
            }
        }
        (directory, problems)
    }

    /// The places of a cloud, in the order of the table.
    pub fn places(&self, cloud: &str) -> &[Place] {
        self.clouds.get(cloud).map(Vec::as_slice).unwrap_or_default()
    }

    /// For whom some lines of a cloud are, as the tables say.
    pub fn plans(&self, cloud: &str) -> BTreeSet<&str> {
        let lines = self.places(cloud).iter().flat_map(|place| &place.lines);
        lines.filter_map(|line| line.plan.as_deref()).collect()
    }

    pub fn has(&self, cloud: &str) -> bool {
        self.clouds.contains_key(cloud)
    }

    /// What doesn't look right, though it can be read.
    pub fn warnings(&self) -> Vec<Problem> {
        let mut warnings = BTreeSet::new();
        for place in self.clouds.values().flatten() {
            for line in &place.lines {
                if let Some(doubt) = line.doubt() {
                    warnings.insert(problem(NUMBERS, line.origin.row, &place.slug, &doubt));
                }
                for hours in &line.hours {
                    if let Some(doubt) = hours.doubt() {
                        warnings.insert(problem(HOURS, hours.origin.row, &place.slug, &doubt));
                    }
                }
            }
        }
        warnings.into_iter().collect()
    }

    fn add_number(&mut self, at: usize, row: &NumberRow) -> Result<(), String> {
        let zone =
            place_zone(&row.timezone).ok_or_else(|| format!("no time zone is called `{}`", row.timezone))?;
        let places = self.clouds.entry(row.cloud.clone()).or_default();
        let place = match places.iter().position(|place| place.slug == row.slug) {
            Some(known) => &mut places[known],
            None => {
                places.push(row.place(zone));
                let last = places.len() - 1;
                &mut places[last]
            }
        };
        let kind = match row.number_kind.as_str() {
            "none" => return Ok(()),
            "primary" => LineKind::Primary,
            "alternative" => LineKind::Alternative,
            other => return Err(format!("a number can't be `{other}`")),
        };
        place.lines.push(row.line(at, kind)?);
        Ok(())
    }

    fn add_hours(&mut self, at: usize, row: &HoursRow) -> Result<(), String> {
        if row.channel != "phone" {
            return Ok(());
        }
        let windows = parse_windows(&row.days, &row.start, &row.end)
            .ok_or_else(|| format!("`{} {}-{}` are no hours", row.days, row.start, row.end))?;
        if row.timezone != LOCAL && jiff::tz::db().get(&row.timezone).is_err() {
            return Err(format!("no time zone is called `{}`", row.timezone));
        }
        let places = self.clouds.get_mut(&row.cloud);
        let place = places
            .and_then(|places| places.iter_mut().find(|place| place.slug == row.slug))
            .ok_or("hours of a place without a row of numbers")?;
        let hours = row.hours(at, windows, &place.zone)?;
        for line in &mut place.lines {
            if row.plan.is_empty() || line.plan.as_ref() == Some(&row.plan) {
                line.hours.push(hours.clone());
            }
        }
        Ok(())
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

    fn line(&self, row: usize, kind: LineKind) -> Result<Line, String> {
        let charges = match self.charges.as_str() {
            "" => Charges::NotStated,
            "toll-free" => Charges::TollFree,
            "local" => Charges::Local,
            "international" => Charges::International,
            other => return Err(format!("charges can't be `{other}`")),
        };
        Ok(Line {
            printed: self.phone.clone(),
            country: given(&self.country_iso2),
            kind,
            charges,
            label: given(&self.label),
            plan: given(&self.plan),
            dial_steps: self.dial_steps.split("; ").filter_map(given).collect(),
            hours: Vec::new(),
            origin: Origin { row, note: given(&self.notes) },
            number: OnceLock::new(),
        })
    }
}

impl HoursRow {
    fn hours(&self, row: usize, windows: Vec<Window>, place_zone: &PlaceZone) -> Result<LineHours, String> {
        let zone = match place_zone {
            _ if self.timezone != LOCAL => Some(self.timezone.clone()),
            PlaceZone::One(zone) => Some(zone.clone()),
            PlaceZone::Several(_) | PlaceZone::Unknown => None,
        };
        let calendar = Calendar::of_windows(&windows, zone.as_deref()).map_err(|error| error.to_string())?;
        Ok(LineHours {
            category: self.support_type.clone(),
            language: given(&self.language_tag),
            severity: given(&self.severity),
            windows,
            zone,
            origin: Origin { row, note: given(&self.note) },
            calendar: Arc::new(calendar),
        })
    }
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

/// The rows that can be read, with the lines that they stand on.
fn rows<T: for<'de> Deserialize<'de>>(file: &File, problems: &mut Vec<Problem>) -> Vec<(usize, T)> {
    let mut reader = csv::Reader::from_reader(file.text.as_bytes());
    let line_of = |position: Option<&csv::Position>| position.map_or(1, csv::Position::line) as usize;
    let mut broken = |error: csv::Error| {
        let line = line_of(error.position());
        let file = file.name.clone();
        problems.push(Problem { file, line, column: 1, message: error.to_string() });
    };
    let headers = match reader.headers() {
        Ok(headers) => headers.clone(),
        Err(error) => {
            broken(error);
            return Vec::new();
        }
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        let row =
            record.and_then(|record| Ok((line_of(record.position()), record.deserialize(Some(&headers))?)));
        match row {
            Ok(row) => rows.push(row),
            Err(error) => broken(error),
        }
    }
    rows
}

fn problem(file: &str, line: usize, slug: &str, message: &str) -> Problem {
    Problem { file: file.to_owned(), line, column: 1, message: format!("{slug}: {message}") }
}
