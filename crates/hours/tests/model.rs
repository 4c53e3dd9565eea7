//! Random calendars and tickets against the slow rules.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod slow;

use std::collections::HashMap;
use std::sync::Arc;

use hours::clock::{
    self, Event, Kind, Level, OnReopen, OnSeverityChange, Part, Policy, Reading, Status, What,
};
use hours::{Calendar, Spec, Target, Unit};
use jiff::Timestamp;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use slow::{DAYS, Slow, seconds};

const ZONES: [&str; 16] = [
    "UTC",
    "Europe/Berlin",
    "Europe/Dublin",
    "Europe/Oslo",
    "America/New_York",
    "America/St_Johns",
    "America/Sao_Paulo",
    "Asia/Shanghai",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Asia/Tehran",
    "Australia/Lord_Howe",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Africa/Casablanca",
    "Antarctica/Troll",
];

const DAY: i64 = 86_400;

fn window() -> impl Strategy<Value = (String, String)> {
    (0..1440u32, 1..=1440u32).prop_filter("no window is empty", |(start, end)| start != end).prop_map(written)
}

fn window_in_day() -> impl Strategy<Value = (String, String)> {
    (0..1440u32, 1..=1440u32).prop_filter("ends later", |(start, end)| start < end).prop_map(written)
}

fn written((start, end): (u32, u32)) -> (String, String) {
    let text = |minutes: u32| format!("{:02}:{:02}", minutes / 60, minutes % 60);
    (text(start), text(end))
}

fn date(day: i64) -> String {
    Timestamp::from_second(day * DAY).unwrap().to_string()[..10].to_string()
}

/// Calendars with dated days in the weeks after a day.
fn calendar(first_day: i64) -> impl Strategy<Value = Spec> {
    let week = vec((select(DAYS.as_slice()), vec(window(), 0..3)), 0..7);
    let holidays = vec(first_day - 2..first_day + 20, 0..4);
    let overrides = vec((first_day - 2..first_day + 20, vec(window_in_day(), 0..3)), 0..4);
    let business_day = prop_oneof![2 => Just(None), 1 => (1..900u32).prop_map(Some)];
    (select(ZONES.as_slice()), week, holidays, overrides, prop::bool::weighted(0.05), business_day)
        .prop_map(|(tz, week, holidays, overrides, always_open, business_day_minutes)| Spec {
            tz: tz.to_string(),
            weekly: week.into_iter().map(|(day, windows)| (day.to_string(), windows)).collect(),
            holidays: holidays.into_iter().map(date).collect(),
            overrides: overrides.into_iter().map(|(day, windows)| (date(day), windows)).collect(),
            always_open,
            business_day_minutes,
        })
        .prop_filter("has a window", |spec| Calendar::new(spec).is_ok())
}

/// A minute of 2000 to 2030, often close to a change of clocks, with a calendar whose dated days are near.
fn calendar_and_start() -> impl Strategy<Value = (Spec, Timestamp)> {
    (946_684_800 / 60..1_924_905_600i64 / 60).prop_flat_map(|minute| {
        let start = minute * 60;
        (calendar(start / DAY), prop::bool::ANY).prop_map(move |(spec, near_change)| {
            let start = Timestamp::from_second(start).unwrap();
            let zone = jiff::tz::TimeZone::get(&spec.tz).unwrap();
            let change =
                zone.following(start).next().map(|change| change.timestamp()).filter(|_| near_change);
            let start = change.map_or(start, |change| {
                let minute = change.as_second().div_euclid(60) - start.as_second() / 60 % 4320;
                Timestamp::from_second(minute * 60).unwrap()
            });
            (spec, start)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn a_calendar_answers_as_the_wall_clock_does(
        (spec, start) in calendar_and_start(),
        minutes in 0..14 * 1440i64,
        budget in 1..100 * 60i64,
    ) {
        let (calendar, slow) = (Calendar::new(&spec).unwrap(), Slow::new(&spec));
        let to = seconds(start, minutes * 60);
        prop_assert_eq!(calendar.elapsed(start, to), slow.elapsed(start, to, 60));
        prop_assert_eq!(calendar.is_open(to), slow.is_open(to));
        let state = calendar.state(to);
        prop_assert_eq!(state.open, slow.is_open(to));
        match slow.next_change(to, 60, 10) {
            Some(change) => prop_assert_eq!(state.next_change, Some(change)),
            None => prop_assert!(state.next_change.is_none_or(|change| change > seconds(to, 10 * DAY))),
        }
        match slow.add(start, budget * 60, 60, 20) {
            Some(due) => prop_assert_eq!(calendar.add(start, budget * 60), Ok(due)),
            None => {
                let later = calendar.add(start, budget * 60).is_ok_and(|due| due > seconds(start, 20 * DAY));
                let never = calendar.elapsed(start, seconds(start, 3660 * DAY)) < budget * 60;
                prop_assert!(later != never);
            }
        }
    }

    #[test]
    fn stretches_cover_the_time_and_add_up((spec, start) in calendar_and_start(), minutes in 1..14 * 1440i64) {
        let (calendar, slow) = (Calendar::new(&spec).unwrap(), Slow::new(&spec));
        let to = seconds(start, minutes * 60);
        let stretches: Vec<_> = calendar.stretches(start, to).collect();
        prop_assert_eq!(stretches.first().map(|first| first.from), Some(start));
        prop_assert_eq!(stretches.last().map(|last| last.to), Some(to));
        for pair in stretches.windows(2) {
            prop_assert_eq!(pair[0].to, pair[1].from);
            prop_assert!((pair[0].open, pair[0].why) != (pair[1].open, pair[1].why));
        }
        let mut open = 0;
        for stretch in &stretches {
            prop_assert_eq!(slow.is_open(stretch.from), stretch.open);
            open += if stretch.open { stretch.to.as_second() - stretch.from.as_second() } else { 0 };
        }
        prop_assert_eq!(open, calendar.elapsed(start, to));
    }

    #[test]
    fn a_deadline_is_the_first_instant_at_which_the_budget_is_used(
        (spec, _) in calendar_and_start(),
        start in -4_000_000_000..8_000_000_000i64,
        budget in 1..20_000_000i64,
        cut in 0..20_000_000i64,
    ) {
        let calendar = Calendar::new(&spec).unwrap();
        let start = Timestamp::from_second(start).unwrap();
        if let Ok(due) = calendar.add(start, budget) {
            prop_assert_eq!(calendar.elapsed(start, due), budget);
            prop_assert_eq!(calendar.elapsed(start, seconds(due, -1)), budget - 1);
            let middle = seconds(start, cut);
            if middle < due {
                let used = calendar.elapsed(start, middle);
                prop_assert_eq!(calendar.elapsed(middle, due), budget - used);
            }
        } else {
            prop_assert!(calendar.elapsed(start, seconds(start, 3660 * DAY)) < budget);
        }
    }
}

// ---- tickets

#[derive(Clone, Debug)]
struct Ticket {
    kind: Kind,
    levels: Vec<Level>,
    specs: Vec<Spec>,
    on_severity_change: OnSeverityChange,
    on_reopen: OnReopen,
    opened: Timestamp,
    severity: usize,
    events: Vec<(Timestamp, Step)>,
    as_of: Timestamp,
}

#[derive(Clone, Debug)]
enum Step {
    Plain(Event),
    Severity(usize),
    Calendar(usize, Spec),
}

const NAMES: [&str; 3] = ["A", "B", "C"];

fn target() -> impl Strategy<Value = Target> {
    prop_oneof![
        (1..3i64).prop_map(|value| Target { value, unit: Unit::BusinessDays }),
        (1..12i64).prop_map(|value| Target { value, unit: Unit::Hours }),
        (1..700i64).prop_map(|value| Target { value, unit: Unit::Minutes }),
        (1..700i64).prop_map(|value| Target { value: value * 60, unit: Unit::Seconds }),
    ]
}

/// Calendars that open often enough for tickets of a few days.
fn busy_calendar(first_day: i64) -> impl Strategy<Value = Spec> {
    (calendar(first_day), 0..900u32, 300..600u32).prop_map(|(mut spec, start, length)| {
        spec.overrides.clear();
        spec.holidays.truncate(1);
        for day in DAYS {
            spec.weekly
                .entry(day.to_string())
                .or_default()
                .push(written((start, (start + length).min(1440))));
        }
        spec
    })
}

fn step(first_day: i64) -> impl Strategy<Value = Step> {
    prop_oneof![
        3 => Just(Step::Plain(Event::WaitingOnCustomer)),
        3 => Just(Step::Plain(Event::CustomerReplied)),
        1 => Just(Step::Plain(Event::AgentReplied)),
        2 => Just(Step::Plain(Event::Resolved)),
        2 => Just(Step::Plain(Event::Reopened)),
        4 => (0..3usize).prop_map(Step::Severity),
        1 => (0..2usize, busy_calendar(first_day)).prop_map(|(calendar, spec)| Step::Calendar(calendar, spec)),
    ]
}

fn ticket() -> impl Strategy<Value = Ticket> {
    (946_684_800 / 60..1_924_905_600i64 / 60).prop_flat_map(|minute| {
        let first_day = minute * 60 / DAY;
        // Coarse distances make events meet each other and the deadlines.
        let distance =
            prop_oneof![1 => Just(0), 2 => (0..40i64).prop_map(|hours| hours * 30), 1 => 0..1000i64];
        let events = vec((distance, step(first_day)), 0..10);
        let policy = (
            select(vec![Kind::FirstResponse, Kind::Resolution, Kind::Resolution]),
            vec((target(), 0..2usize), 3),
            vec(busy_calendar(first_day), 2),
            select(vec![OnSeverityChange::PerLevel, OnSeverityChange::CarryElapsed]),
            select(vec![OnReopen::Continue, OnReopen::Restart]),
        );
        (policy, events, 0..3usize, 0..1500i64).prop_map(move |(policy, events, severity, rest)| {
            let (kind, levels, specs, on_severity_change, on_reopen) = policy;
            let level = |(name, (target, calendar)): (&str, (Target, usize))| Level {
                severity: name.to_string(),
                target,
                calendar: calendar.to_string(),
            };
            let levels = NAMES.into_iter().zip(levels).map(level).collect();
            let opened = Timestamp::from_second(minute * 60).unwrap();
            let mut now = opened;
            let events = events.into_iter().map(|(distance, step)| {
                now = seconds(now, distance * 60);
                (now, step)
            });
            let events: Vec<_> = events.collect();
            let as_of = seconds(now, rest * 60);
            Ticket { kind, levels, specs, on_severity_change, on_reopen, opened, severity, events, as_of }
        })
    })
}

fn fast(ticket: &Ticket) -> Reading {
    let (policy, events) = story(ticket);
    clock::read(ticket.kind, &policy, &events, ticket.as_of).unwrap()
}

fn story(ticket: &Ticket) -> (Policy, Vec<(Timestamp, Event)>) {
    let calendar = |spec: &Spec| Arc::new(Calendar::new(spec).unwrap());
    let calendars: HashMap<_, _> =
        ticket.specs.iter().enumerate().map(|(name, spec)| (name.to_string(), calendar(spec))).collect();
    let policy =
        Policy::new(ticket.levels.clone(), calendars, ticket.on_severity_change, ticket.on_reopen).unwrap();
    let opened = (ticket.opened, Event::Opened { severity: NAMES[ticket.severity].to_string() });
    let later = ticket.events.iter().map(|(at, step)| {
        let event = match step {
            Step::Plain(event) => event.clone(),
            Step::Severity(severity) => Event::SeverityChanged { severity: NAMES[*severity].to_string() },
            Step::Calendar(name, spec) => {
                Event::CalendarChanged { calendar: name.to_string(), version: calendar(spec) }
            }
        };
        (*at, event)
    });
    (policy, std::iter::once(opened).chain(later).collect())
}

/// The clock again, a minute at a time.
#[derive(Clone)]
struct Minutes<'t> {
    ticket: &'t Ticket,
    calendars: Vec<Slow>,
    status: Status,
    severity: usize,
    budgets: Vec<i64>,
    /// Of each level; only the first is used when time is carried over.
    used: Vec<i64>,
    reached: Option<(Timestamp, usize)>,
    at_stop: (Timestamp, Option<(Timestamp, usize)>),
    cycles: u32,
    breached_before: u32,
}

impl<'t> Minutes<'t> {
    fn new(ticket: &'t Ticket) -> Minutes<'t> {
        let mut minutes = Minutes {
            ticket,
            calendars: ticket.specs.iter().map(Slow::new).collect(),
            status: Status::Running,
            severity: ticket.severity,
            budgets: Vec::new(),
            used: vec![0; 3],
            reached: None,
            at_stop: (ticket.opened, None),
            cycles: 1,
            breached_before: 0,
        };
        minutes.begin_cycle();
        minutes
    }

    fn begin_cycle(&mut self) {
        let budget = |level: &Level| self.calendar(level).budget(level.target);
        self.budgets = self.ticket.levels.iter().map(budget).collect();
        self.used = vec![0; 3];
        self.reached = None;
    }

    fn calendar(&self, level: &Level) -> &Slow {
        &self.calendars[level.calendar.parse::<usize>().unwrap()]
    }

    fn per_level(&self) -> bool {
        self.ticket.on_severity_change == OnSeverityChange::PerLevel
    }

    fn used_at(&self, level: usize) -> i64 {
        if self.per_level() { self.used[level] } else { self.used[0] }
    }

    fn check(&mut self, now: Timestamp) {
        let binding = if self.per_level() { self.severity..3 } else { self.severity..self.severity + 1 };
        if self.status == Status::Running && self.reached.is_none() {
            self.reached = binding
                .into_iter()
                .find(|level| self.used_at(*level) >= self.budgets[*level])
                .map(|level| (now, level));
        }
    }

    fn pass_minute(&mut self, from: Timestamp) {
        if self.status == Status::Running {
            for level in 0..3 {
                let counts = if self.per_level() { level >= self.severity } else { level == self.severity };
                if counts && self.calendar(&self.ticket.levels[level]).is_open(from) {
                    let stopwatch = if self.per_level() { level } else { 0 };
                    self.used[stopwatch] += 60;
                }
            }
        }
        self.check(seconds(from, 60));
    }

    fn deadline(&self, now: Timestamp) -> Option<(Timestamp, usize)> {
        if self.status != Status::Running {
            return self.reached;
        }
        let (mut future, mut now) = (self.clone(), now);
        while future.reached.is_none() {
            future.pass_minute(now);
            now = seconds(now, 60);
        }
        future.reached
    }

    fn breached(&self, now: Timestamp) -> bool {
        let end = if self.status == Status::Stopped { self.at_stop.0 } else { now };
        self.reached.is_some_and(|(due, _)| end > due)
    }

    fn apply(&mut self, now: Timestamp, step: &Step) {
        let stopped = self.status == Status::Stopped;
        let first_response = self.ticket.kind == Kind::FirstResponse;
        match step {
            Step::Severity(severity) => self.severity = *severity,
            Step::Calendar(index, spec) => self.calendars[*index] = Slow::new(spec),
            Step::Plain(Event::Resolved) if !stopped => self.stop(now),
            Step::Plain(Event::AgentReplied) if !stopped && first_response => self.stop(now),
            Step::Plain(Event::WaitingOnCustomer) if !stopped => self.status = Status::Paused,
            Step::Plain(Event::CustomerReplied) if !stopped => self.status = Status::Running,
            Step::Plain(Event::Reopened) if stopped && !first_response => {
                if self.ticket.on_reopen == OnReopen::Restart {
                    self.breached_before += u32::from(self.breached(now));
                    self.cycles += 1;
                    self.begin_cycle();
                }
                self.status = Status::Running;
            }
            Step::Plain(_) => {}
        }
        self.check(now);
    }

    fn stop(&mut self, now: Timestamp) {
        self.at_stop = (now, self.deadline(now));
        self.status = Status::Stopped;
    }

    fn run(mut self) -> Reading {
        let mut events = self.ticket.events.iter().peekable();
        let mut now = self.ticket.opened;
        loop {
            while let Some((_, step)) = events.next_if(|(at, _)| *at == now) {
                self.apply(now, step);
            }
            if now == self.ticket.as_of {
                break;
            }
            self.pass_minute(now);
            now = seconds(now, 60);
        }
        let due = if self.status == Status::Stopped { self.at_stop.1 } else { self.deadline(now) };
        let breached = self.breached(now);
        let used = self.used_at(self.severity);
        Reading {
            status: self.status,
            breached,
            deadline: due.map(|(at, _)| at),
            binding: due.map(|(_, level)| NAMES[level].to_string()),
            elapsed_seconds: used,
            remaining_seconds: self.budgets[self.severity] - used,
            cycles: self.cycles,
            breached_cycles: self.breached_before + u32::from(breached),
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn a_ticket_reads_as_if_it_was_counted_minute_by_minute(ticket in ticket()) {
        prop_assert_eq!(fast(&ticket), Minutes::new(&ticket).run());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, ..ProptestConfig::default() })]

    #[test]
    fn an_explanation_adds_up_to_what_the_clock_shows(ticket in ticket(), most in 1..30usize) {
        let (policy, events) = story(&ticket);
        let told = clock::explain(ticket.kind, &policy, &events, ticket.as_of, usize::MAX).unwrap();
        prop_assert_eq!(&told.reading, &fast(&ticket));
        prop_assert!(told.reading.binding.as_ref().is_none_or(|binding| *binding == told.severity));

        let until = told.stopped.unwrap_or(ticket.as_of);
        let end = told.reading.deadline.map_or(until, |deadline| deadline.max(until));
        let mut at = told.since;
        let mut total = 0;
        for part in &told.parts {
            let length = part.to.as_second() - part.from.as_second();
            prop_assert_eq!(part.from, at);
            prop_assert!(length > 0);
            prop_assert_eq!(part.counted, if part.what == What::Counted { length } else { 0 });
            (at, total) = (part.to, total + part.counted);
            prop_assert_eq!(part.total, total);
        }
        prop_assert_eq!(at, end);
        for pair in told.parts.windows(2) {
            let is_cut = Some(pair[0].to) == told.reading.deadline || Some(pair[0].to) == told.stopped;
            prop_assert!(pair[0].what != pair[1].what || is_cut);
        }
        if told.stopped.is_none() && told.reading.binding == Some(told.severity.clone()) {
            let is_current = ticket.events.iter().rev().find_map(|(_, step)| match step {
                Step::Severity(severity) => Some(*severity),
                _ => None,
            });
            if NAMES[is_current.unwrap_or(ticket.severity)] == told.severity {
                prop_assert_eq!(told.used, told.reading.elapsed_seconds);
            }
        }
        if let Some(deadline) = told.reading.deadline {
            let before: i64 = told.parts.iter().filter(|p| p.to <= deadline).map(|p| p.counted).sum();
            match ticket.on_severity_change {
                OnSeverityChange::PerLevel => prop_assert_eq!(before, told.budget),
                // With the time of another level taken over it may be late at once.
                OnSeverityChange::CarryElapsed => prop_assert!(before >= told.budget),
            }
        }

        let short = clock::explain(ticket.kind, &policy, &events, ticket.as_of, most).unwrap();
        prop_assert!(short.parts.len() <= most + 2);
        prop_assert_eq!(short.parts.iter().map(|p| p.counted).sum::<i64>(), total);
        prop_assert_eq!((short.used, short.budget), (told.used, told.budget));
        let ends = |parts: &[Part]| parts.iter().map(|p| p.to).collect::<Vec<_>>();
        let told_ends = ends(&told.parts);
        prop_assert!(ends(&short.parts).iter().all(|end| told_ends.contains(end)));
        if let Some(deadline) = told.reading.deadline {
            prop_assert_eq!(told_ends.contains(&deadline), ends(&short.parts).contains(&deadline));
        }
    }
}
