//! Uptime by quarter: figures, a picture of the days, and which minutes were counted.

use askama::Template;
use centre::{
    health::{
        Issue, Origin, State, Status,
        uptime::{Counted, Quarter, Trouble, Uptime, uptime},
    },
    policy::Policy,
};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use serde::Deserialize;

use super::{
    history::Choice,
    scene::Scene,
    show::{class_name, service_name},
};
use crate::{page::Page, public::service_icon};

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Asked {
    quarter: String,
}

impl Asked {
    /// One of the last `many` quarters; the current one without a word.
    pub fn quarter(&self, now: Timestamp, many: usize) -> Quarter {
        let asked = Quarter::parse(&self.quarter);
        let current = Quarter::of(now);
        quarters(now, many).into_iter().find(|quarter| Some(*quarter) == asked).unwrap_or(current)
    }
}

/// The current one and those before.
fn quarters(now: Timestamp, many: usize) -> Vec<Quarter> {
    std::iter::successors(Some(Quarter::of(now)), |quarter| Some(quarter.before())).take(many).collect()
}

#[derive(Template)]
#[template(path = "health/uptime.html")]
pub struct UptimePage {
    page: Page,
    scene: Scene,
    quarters: Vec<Choice>,
    title: String,
    rows: Vec<Row>,
}

struct Row {
    id: String,
    name: String,
    icon: &'static str,
    share: String,
    down: String,
    incidents: String,
    advisories: String,
    picture: Picture,
    lines: Vec<Line>,
}

/// A day is a square, a week a column.
struct Picture {
    width: usize,
    text: String,
    days: Vec<Square>,
    /// Where each month begins.
    months: Vec<(usize, String)>,
}

struct Square {
    x: usize,
    y: usize,
    class: &'static str,
    text: String,
}

/// An issue, and whether its minutes count.
struct Line {
    href: String,
    number: String,
    class: String,
    from: String,
    to: String,
    counted: String,
    why: String,
}

const STEP: usize = 14;
const TOP: usize = 14;

impl UptimePage {
    /// Class and message of each kind of square.
    fn legend(&self) -> [(&'static str, &'static str); 4] {
        [
            ("operational", "service-legend-well"),
            ("advisory", "health-class-advisory"),
            ("incident", "health-class-incident"),
            ("ahead", "service-legend-ahead"),
        ]
    }

    /// `issues` are all that the reader sees of the quarter.
    pub fn new(
        page: Page,
        scene: Scene,
        policy: &Policy,
        services: &[&str],
        quarter: Quarter,
        many: usize,
        issues: &[&Issue],
    ) -> UptimePage {
        let name = |quarter: Quarter| {
            let year = quarter.year().to_string();
            page.t2("service-quarter", "quarter", quarter.number().to_string(), "year", year)
        };
        let choice = |one: Quarter| Choice { value: one.code(), label: name(one), is_chosen: one == quarter };
        let row = |service: &&str| {
            let troubles: Vec<Trouble> = issues
                .iter()
                .filter(|issue| issue.services().any(|one| one == *service))
                .map(|issue| trouble(issue))
                .collect();
            row(&page, policy, &scene.base, service, &uptime(quarter, page.now, &troubles))
        };
        UptimePage {
            quarters: quarters(page.now, many).into_iter().map(choice).collect(),
            title: name(quarter),
            rows: services.iter().map(row).collect(),
            page,
            scene,
        }
    }
}

fn trouble(issue: &Issue) -> Trouble {
    Trouble {
        number: issue.number.clone(),
        class: issue.class,
        from: issue.started_at,
        to: if issue.is_open() {
            None
        } else {
            issue.ended_at.or(issue.resolved_at).or(Some(issue.changed_at))
        },
        is_false: issue.status == Status::FalsePositive,
        is_theirs: issue.origin == Origin::Customer,
    }
}

fn row(page: &Page, policy: &Policy, base: &str, service: &str, told: &Uptime) -> Row {
    let many = |counted| {
        let count = told.shares.iter().filter(|share| share.counted == counted).count();
        page.l.number(count.try_into().unwrap_or(i64::MAX))
    };
    let name = service_name(page, policy, service);
    let line = |share: &centre::health::uptime::Share| Line {
        href: format!("{base}/issues/{}", share.number),
        number: share.number.clone(),
        class: class_name(page, share.class),
        from: page.when(&share.from),
        to: if share.is_open { page.t("service-goes-on") } else { page.when(&share.to) },
        counted: time(page, share.time),
        why: page.t(match share.counted {
            Counted::Yes if share.time < share.to.duration_since(share.from) => "service-counted-once",
            Counted::Yes => "service-counted",
            Counted::Advisory => "service-counted-advisory",
            Counted::FalsePositive => "service-counted-false",
            Counted::Theirs => "service-counted-theirs",
        }),
    };
    Row {
        id: service.to_owned(),
        icon: service_icon(service),
        share: percent(page, told.available()),
        down: time(page, told.down),
        incidents: many(Counted::Yes),
        advisories: many(Counted::Advisory),
        picture: picture(page, told),
        lines: told.shares.iter().map(line).collect(),
        name,
    }
}

fn time(page: &Page, time: SignedDuration) -> String {
    if time.is_zero() { "–".to_owned() } else { page.l.open_time(time.as_secs()) }
}

/// Two places after the point, and never rounded up: all of it is only said of all of it.
fn percent(page: &Page, share: f64) -> String {
    page.t1("units-percent", "n", (share * 10_000.0 + 1e-6).floor() / 100.0)
}

fn picture(page: &Page, told: &Uptime) -> Picture {
    let first = told.days.first().map_or(0, |day| monday_offset(day.date));
    let place = |n: usize| ((first + n) / 7 * STEP, (first + n) % 7 * STEP + TOP);
    let state = |day: &centre::health::uptime::Day| match day {
        day if !day.down.is_zero() => State::Incident,
        day if !day.limited.is_zero() => State::Advisory,
        _ => State::Operational,
    };
    let square = |(n, day): (usize, &centre::health::uptime::Day)| {
        let (x, y) = place(n);
        let date = date(page, day.date);
        let (class, text) = match state(day) {
            _ if day.is_ahead => ("ahead", date),
            State::Incident => {
                let time = page.l.open_time(day.down.as_secs());
                ("incident", page.t2("service-day-incident", "day", date, "time", time))
            }
            State::Advisory => {
                let time = page.l.open_time(day.limited.as_secs());
                ("advisory", page.t2("service-day-advisory", "day", date, "time", time))
            }
            State::Operational => ("operational", page.t1("service-day-well", "day", date)),
        };
        Square { x, y, class, text }
    };
    let days: Vec<Square> = told.days.iter().enumerate().map(square).collect();
    let months = told.days.iter().enumerate().filter(|(_, day)| day.date.day() == 1);
    let of = |class| days.iter().filter(|square| square.class == class).count();
    Picture {
        width: (first + told.days.len()).div_ceil(7) * STEP,
        text: page.t2("service-picture", "incidents", of("incident"), "advisories", of("advisory")),
        // The first column is the month's own only if it begins there.
        months: months.map(|(n, day)| (place(n + 6).0, page.l.month_short(day.date))).collect(),
        days,
    }
}

fn monday_offset(date: Date) -> usize {
    usize::try_from(date.weekday().to_monday_zero_offset()).unwrap_or(0)
}

fn date(page: &Page, date: Date) -> String {
    let at = date.to_zoned(TimeZone::UTC).map(|at| at.timestamp());
    at.map(|at| page.l.day(at, &TimeZone::UTC)).unwrap_or_default()
}
