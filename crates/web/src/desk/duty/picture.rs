use centre::staff::{Covered, Gap, Shift, Span};
use jiff::Timestamp;

use super::{language_name, times};
use crate::page::Page;

/// Some days side by side, with a line for each language or agent. It shows what the words in each line say.
pub struct Picture {
    /// In minutes.
    pub width: i64,
    pub days: Vec<Day>,
    /// Where now is, if the picture shows it.
    pub now: Option<i64>,
    pub lines: Vec<Line>,
}

pub struct Day {
    pub x: i64,
    pub label: String,
}

pub struct Line {
    pub name: String,
    pub note: String,
    /// What the bars say, for whoever doesn't see them.
    pub words: String,
    pub bars: Vec<Bar>,
}

pub struct Bar {
    pub kind: &'static str,
    pub x: i64,
    pub width: i64,
    pub title: String,
}

impl Picture {
    /// `midnights` are where the days begin, and the end of the last.
    pub fn new(page: &Page, midnights: &[Timestamp]) -> Picture {
        let (from, to) = (midnights[0], midnights[midnights.len() - 1]);
        let starts = &midnights[..midnights.len() - 1];
        let day = |at: &Timestamp| Day { x: minutes(from, *at), label: page.l.day(*at, &page.zone) };
        Picture {
            width: minutes(from, to).max(1),
            days: starts.iter().map(day).collect(),
            now: (from <= page.now && page.now < to).then(|| minutes(from, page.now)),
            lines: Vec::new(),
        }
    }

    fn bar(&self, page: &Page, from: Timestamp, kind: &'static str, (begins, ends): Span) -> Bar {
        let x = minutes(from, begins).max(0);
        let width = (minutes(from, ends).min(self.width) - x).max(0);
        Bar { kind, x, width, title: times(page, begins, ends) }
    }

    pub fn of_language(&mut self, page: &Page, from: Timestamp, covered: &Covered) {
        let bar = |kind| move |span: &Span| (kind, *span);
        let gaps = covered.gaps.iter().map(|gap| ("gap", (gap.from, gap.to)));
        let promised = covered.promised.iter().map(bar("promised"));
        let staffed = covered.staffed.iter().map(bar("staffed"));
        let bars = promised.chain(staffed).chain(gaps);
        let bars: Vec<Bar> = bars.map(|(kind, span)| self.bar(page, from, kind, span)).collect();
        let hours: i64 = covered.staffed.iter().map(|(from, to)| minutes(*from, *to)).sum();
        self.lines.push(Line {
            name: language_name(page, &covered.language),
            note: String::new(),
            words: match covered.gaps.len() {
                0 => page.t1("duty-language-covered", "duration", page.l.duration(hours * 60)),
                n => page.t1("duty-language-gaps", "n", n as i64),
            },
            bars,
        });
    }

    pub fn of_agent(&mut self, page: &Page, from: Timestamp, name: &str, note: String, shifts: &[&Shift]) {
        let bars = shifts.iter().map(|shift| self.bar(page, from, "shift", (shift.from, shift.to)));
        let words: Vec<String> = shifts.iter().map(|shift| super::day_times(page, shift)).collect();
        let line = Line { name: name.to_owned(), note, bars: bars.collect(), words: words.join("; ") };
        self.lines.push(line);
    }
}

fn minutes(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_mins()
}

/// "Tue, Sep 22, 9:00 AM–12:00 PM", over midnight with both days.
pub fn gap_times(page: &Page, gap: &Gap) -> String {
    let day = |at| page.zone.to_datetime(at).date();
    if day(gap.from) == day(gap.to) {
        let (day, times) = (page.l.day(gap.from, &page.zone), times(page, gap.from, gap.to));
        return page.t2("duty-day-times", "day", day, "times", times);
    }
    let (from, to) = (page.l.day_time(gap.from, &page.zone), page.l.day_time(gap.to, &page.zone));
    page.l.t("units-range", &[("from", from.into()), ("to", to.into())])
}
