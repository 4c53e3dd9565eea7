use std::collections::BTreeMap;

use centre::{
    policy::Policy,
    promises::record::{Asked, Attainment, Figure, Month},
};

use super::behind;
use crate::page::Page;

/// The figures of a line, as the columns name them.
pub struct Line {
    pub name: String,
    /// Empty where the name leads nowhere.
    pub href: String,
    /// Empty where the line isn't about one severity.
    pub level: String,
    pub cells: Vec<Cell>,
}

pub struct Cell {
    pub label: String,
    /// Empty where there is nothing to tell.
    pub text: String,
    /// Empty where nothing is behind it.
    pub href: String,
}

/// A month and its severities.
pub struct MonthLines {
    pub month: Line,
    pub severities: Vec<Line>,
}

const COLUMNS: [&str; 8] = [
    "record-share",
    "record-due",
    "record-met",
    "record-late",
    "record-running",
    "record-late-median",
    "record-late-most",
    "record-late-all",
];

/// The columns that have something to tell: how late is told only where something was.
pub fn columns(total: &Attainment) -> &'static [&'static str] {
    let lateness = COLUMNS.len() - 3;
    if total.late_by(100).is_some() { &COLUMNS } else { &COLUMNS[..lateness] }
}

impl Line {
    pub fn new(page: &Page, columns: &[&str], asked: &Asked, name: String, attainment: &Attainment) -> Line {
        let count = |figure| (page.l.number(attainment.of(figure)), figure);
        let late_by = |percent| {
            let seconds = attainment.late_by(percent);
            (seconds.map(|seconds| page.l.open_time(seconds)).unwrap_or_default(), Figure::Late)
        };
        let figures = [
            (attainment.share().map(|share| percent(page, share)).unwrap_or_default(), Figure::Due),
            count(Figure::Due),
            count(Figure::Met),
            count(Figure::Late),
            count(Figure::Running),
            late_by(50),
            late_by(90),
            late_by(100),
        ];
        let cell = |((text, figure), label): ((String, Figure), &&str)| Cell {
            label: page.t(label),
            href: if attainment.of(figure) == 0 { String::new() } else { behind(asked, figure) },
            text,
        };
        Line {
            name,
            href: String::new(),
            level: String::new(),
            cells: figures.into_iter().zip(columns).map(cell).collect(),
        }
    }

    pub fn leading_to(self, href: String) -> Line {
        Line { href, ..self }
    }
}

/// From thousandths.
pub fn percent(page: &Page, share: i64) -> String {
    page.t1("units-percent", "n", share as f64 / 10.0)
}

/// The latest month first; those without a promise aren't told.
pub fn months(
    page: &Page,
    policy: &Policy,
    columns: &[&str],
    asked: &Asked,
    levels: &[String],
    figures: &BTreeMap<(Month, String), Attainment>,
) -> Vec<MonthLines> {
    let lines = |month: Month| {
        let of_month = Asked { from: month, to: month, ..asked.clone() };
        let mut total = Attainment::default();
        let mut severities = Vec::new();
        for level in levels {
            let Some(attainment) = figures.get(&(month, level.clone())) else { continue };
            total.add(attainment);
            let asked = Asked { severity: Some(level.clone()), ..of_month.clone() };
            let name = crate::desk::queue::severity_name(page, policy, level);
            severities
                .push(Line { level: level.clone(), ..Line::new(page, columns, &asked, name, attainment) });
        }
        let month = Line::new(page, columns, &of_month, page.l.month(month.first_day()), &total);
        (!severities.is_empty()).then_some(MonthLines { month, severities })
    };
    asked.months().filter_map(lines).collect()
}
