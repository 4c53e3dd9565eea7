use std::collections::BTreeMap;

use centre::promises::record::{Asked, Attainment, Figure, Month};

use super::tables::percent;
use crate::page::Page;

type Figures = BTreeMap<(Month, String), Attainment>;

/// Bars for each month, one for each severity. It shows at a glance what the table beside it says.
pub struct Chart {
    pub title: String,
    /// At the top, in the middle and at the bottom.
    pub scale: [String; 3],
    /// The latest first: where not all have room, the others are scrolled to.
    pub months: Vec<Group>,
    /// The width of a month's picture.
    pub width: usize,
    /// Too many months for a phone.
    pub is_long: bool,
    pub legend: Vec<(&'static str, String)>,
}

pub struct Group {
    pub label: String,
    /// Empty where the month before says it.
    pub year: String,
    pub bars: Vec<Bar>,
}

pub struct Bar {
    pub level: String,
    pub x: usize,
    pub parts: Vec<Part>,
}

/// In hundredths of the height, from the top.
pub struct Part {
    pub kind: &'static str,
    pub y: f64,
    pub height: f64,
}

/// The width of a bar and the gaps at its sides.
const SLOT: usize = 10;
/// So many months stand side by side on a phone.
const FIT: usize = 6;

impl Chart {
    pub fn of_counts(page: &Page, asked: &Asked, levels: &[String], figures: &Figures) -> Chart {
        let top = round_up(figures.values().map(|one| one.of(Figure::All)).max().unwrap_or(0));
        let scale = [top, top / 2, 0].map(|n| page.l.number(n));
        let figures_ = [Figure::Met, Figure::Late, Figure::Running];
        Chart::new(page, asked, levels, "record-chart-counts", &figures_, scale, |level, month| {
            let one = figures.get(&(month, level.to_owned()))?;
            Some((top, figures_.map(|figure| one.of(figure)).into()))
        })
    }

    pub fn of_shares(page: &Page, asked: &Asked, levels: &[String], figures: &Figures) -> Chart {
        let scale = [1000, 500, 0].map(|share| percent(page, share));
        let figures_ = [Figure::Met, Figure::Late];
        Chart::new(page, asked, levels, "record-chart-shares", &figures_, scale, |level, month| {
            let one = figures.get(&(month, level.to_owned()))?;
            Some((one.of(Figure::Due), figures_.map(|figure| one.of(figure)).into()))
        })
    }

    /// `measure` says what the whole height of a bar is, and what is stacked in it from the bottom.
    fn new(
        page: &Page,
        asked: &Asked,
        levels: &[String],
        title: &str,
        figures: &[Figure],
        scale: [String; 3],
        measure: impl Fn(&str, Month) -> Option<(i64, Vec<i64>)>,
    ) -> Chart {
        let bar = |month: Month, place: usize, level: &String| {
            let (whole, counts) = measure(level, month).unwrap_or_default();
            let mut y = 100.0;
            let mut parts = Vec::new();
            for (figure, count) in figures.iter().zip(counts).filter(|(_, count)| *count > 0) {
                let height = count as f64 * 100.0 / whole.max(1) as f64;
                y -= height;
                parts.push(Part { kind: figure.code(), y, height });
            }
            Bar { level: level.clone(), x: place * SLOT + 1, parts }
        };
        let months: Vec<Group> = asked
            .months()
            .map(|month| Group {
                label: page.l.month_short(month.first_day()),
                year: match month == asked.from || month.first_day().month() == 1 {
                    true => month.first_day().year().to_string(),
                    false => String::new(),
                },
                bars: levels.iter().enumerate().map(|(place, level)| bar(month, place, level)).collect(),
            })
            .collect();
        Chart {
            title: page.t(title),
            scale,
            width: levels.len() * SLOT,
            is_long: months.len() > FIT,
            months,
            legend: figures
                .iter()
                .map(|figure| (figure.code(), page.t(&format!("record-{}", figure.code()))))
                .collect(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scale_ends_at_a_number_whose_half_reads_well() {
        let most = [0, 1, 2, 3, 5, 10, 11, 39, 41, 1001];
        assert_eq!(most.map(round_up), [2, 2, 2, 4, 10, 10, 20, 40, 100, 2000]);
    }
}
