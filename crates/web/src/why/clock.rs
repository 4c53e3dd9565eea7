use centre::{
    cases::Case,
    policy::{ClockKind, Policy, Unit},
    promises::{Explained, Explanation, Part, Status, What},
};
use jiff::Timestamp;
use lang::args;

use super::{
    Reader,
    picture::{self, Picture},
};
use crate::{
    page::Page,
    requests::promise::{self, roughly},
};

/// One clock in words, as a picture and as a table.
pub struct Clock {
    pub title: String,
    /// What was promised, and what decides.
    pub rules: Vec<String>,
    pub state: String,
    /// Business time beside the time on the wall.
    pub times: Vec<Times>,
    pub picture: Picture,
    pub rows: Vec<Row>,
}

pub struct Times {
    pub label: String,
    pub business: String,
    pub wall: String,
}

pub struct Row {
    pub class: &'static str,
    pub when: String,
    pub what: String,
    pub counted: String,
    pub total: String,
    /// What happened at its end.
    pub end: Option<String>,
}

impl Clock {
    pub(super) fn new(
        page: &Page,
        policy: &Policy,
        case: &Case,
        explained: &Explained,
        reader: Reader,
    ) -> Option<Clock> {
        let told = &explained.told;
        let until = told.stopped.unwrap_or(page.now);
        Some(Clock {
            title: page.t(match (explained.kind, reader) {
                (ClockKind::FirstResponse, Reader::Customer) => "why-first-response",
                (ClockKind::FirstResponse, Reader::Agent) => "desk-first-response",
                (ClockKind::FollowUp, Reader::Customer) => "why-follow-up",
                (ClockKind::FollowUp, Reader::Agent) => "desk-clock-follow-up",
                (ClockKind::Resolution, Reader::Agent) => "desk-clock-resolution",
                (ClockKind::Resolution, Reader::Customer) | (ClockKind::Silence, _) => return None,
            }),
            rules: rules(page, policy, case, explained)?,
            state: state(page, explained, reader),
            times: times(page, told, until),
            picture: picture::draw(page, told, until, reader),
            rows: rows(page, told, reader),
        })
    }
}

fn rules(page: &Page, policy: &Policy, case: &Case, explained: &Explained) -> Option<Vec<String>> {
    let told = &explained.told;
    let severity = policy.severity(&told.severity)?;
    let (target, calendar) = policy.counted(explained.kind, &told.severity, &case.category)?;
    let mut rules = vec![page.l.t(
        "why-rule",
        &args![
            "severity" => &severity.level,
            "name" => page.text(&severity.name),
            "target" => promise::target(page.l, target),
            "hours" => promise::hours(page.l, calendar, page.now),
        ],
    )];
    if let (Unit::BusinessDays, Ok(day)) = (target.unit, calendar.hours().business_days(1)) {
        rules.push(page.t1("why-business-day", "duration", page.l.open_time(day)));
    }
    if told.severity != case.standing.severity && told.stopped.is_none() {
        let current = case.standing.severity.as_str();
        rules.push(page.t2("why-binding", "binding", severity.level.as_str(), "current", current));
    }
    Some(rules)
}

fn state(page: &Page, explained: &Explained, reader: Reader) -> String {
    let told = &explained.told;
    let when = |at: Timestamp| page.when(&at);
    match (told.stopped, told.reading.status, told.reading.deadline) {
        (Some(at), ..) if explained.kind == ClockKind::FirstResponse => {
            page.t1("why-answered", "when", when(at))
        }
        (Some(at), ..) => page.t1("why-stopped", "when", when(at)),
        (None, Status::Paused, None) if reader == Reader::Customer => page.t("why-paused-for-you"),
        (None, Status::Paused, None) => page.t("why-paused"),
        (None, _, Some(at)) if told.reading.breached => page.t1("why-was-due", "when", when(at)),
        (None, _, Some(at)) => page.t1("why-due", "when", when(at)),
        (None, _, None) => String::new(),
    }
}

fn times(page: &Page, told: &Explanation, until: Timestamp) -> Vec<Times> {
    let wall = |from: Timestamp, to: Timestamp| roughly(page.l, to.duration_since(from).as_secs());
    let row = |key, business: i64, wall: String| Times {
        label: page.t(key),
        business: page.l.open_time(business),
        wall,
    };
    let deadline = told.reading.deadline;
    let nobody_knows = || page.t("why-open");
    let rest = match deadline {
        Some(at) if until > at => row("why-over", told.used - told.budget, wall(at, until)),
        Some(at) => row("why-left", told.budget - told.used, wall(until, at)),
        None => row("why-left", told.budget - told.used, nobody_knows()),
    };
    vec![
        row("why-used", told.used, wall(told.since, until)),
        rest,
        row("why-allowed", told.budget, deadline.map_or_else(nobody_knows, |at| wall(told.since, at))),
    ]
}

fn rows(page: &Page, told: &Explanation, reader: Reader) -> Vec<Row> {
    let row = |part: &Part| Row {
        class: class(&part.what),
        when: span(page, part.from, part.to),
        what: what(page, &part.what, reader),
        counted: if part.counted > 0 { page.l.open_time(part.counted) } else { String::new() },
        total: if part.total > 0 { page.l.open_time(part.total) } else { String::new() },
        end: match Some(part.to) {
            at if at == told.reading.deadline => Some(page.t("why-mark-due")),
            at if at == told.stopped => Some(page.t("why-mark-stopped")),
            _ => None,
        },
    };
    told.parts.iter().map(row).collect()
}

/// From when to when; the day is said once.
fn span(page: &Page, from: Timestamp, to: Timestamp) -> String {
    let day = |at| page.zone.to_datetime(at).date();
    let end =
        if day(from) == day(to) { page.l.time(to, &page.zone) } else { page.l.day_time(to, &page.zone) };
    page.t2("why-span", "from", page.l.day_time(from, &page.zone), "to", end)
}

pub(super) fn class(what: &What) -> &'static str {
    match what {
        What::Counted => "counted",
        What::Closed => "closed",
        What::Holiday => "holiday",
        What::WaitingOnCustomer => "waiting",
        What::OtherSeverity(_) => "other",
        What::Stopped => "stopped",
        What::Several => "several",
    }
}

pub(super) fn what(page: &Page, what: &What, reader: Reader) -> String {
    match (what, reader) {
        (What::Counted, _) => page.t("why-counted"),
        (What::Closed, _) => page.t("why-closed"),
        (What::Holiday, _) => page.t("why-holiday"),
        (What::WaitingOnCustomer, Reader::Customer) => page.t("why-waiting-for-you"),
        (What::WaitingOnCustomer, Reader::Agent) => page.t("why-waiting"),
        (What::OtherSeverity(level), _) => page.t1("why-other-severity", "severity", level),
        (What::Stopped, _) => page.t("why-resolved"),
        (What::Several, _) => page.t("why-several"),
    }
}
