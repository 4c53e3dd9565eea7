//! The rules of the clocks, one by one, mostly on a calendar that is always open.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod slow;

use std::collections::HashMap;
use std::sync::Arc;

use hours::clock::{self, Clock, Event, Kind, Level, OnReopen, OnSeverityChange, Policy, Reading, Status};
use hours::{Calendar, Code, Error, Spec, Target, Unit};
use jiff::{Timestamp, ToSpan};
use slow::{at, working_days};

use Event::*;

/// A: 1 hour, B: 4 hours, C: 10 hours, always open; times are hours after the opening at midnight.
struct Case {
    kind: Kind,
    on_severity_change: OnSeverityChange,
    on_reopen: OnReopen,
    spec: Spec,
    severity: &'static str,
}

const RESOLUTION: Kind = Kind::Resolution;

fn case(kind: Kind) -> Case {
    let spec = Spec { tz: "UTC".into(), always_open: true, ..Spec::default() };
    Case {
        kind,
        on_severity_change: OnSeverityChange::PerLevel,
        on_reopen: OnReopen::Continue,
        spec,
        severity: "B",
    }
}

fn carrying() -> Case {
    Case { on_severity_change: OnSeverityChange::CarryElapsed, ..case(RESOLUTION) }
}

fn hour(hours: f64) -> Timestamp {
    at("2025-05-05T00:00:00Z") + ((hours * 3600.0) as i64).seconds()
}

fn to(severity: &str) -> Event {
    SeverityChanged { severity: severity.into() }
}

impl Case {
    fn policy(&self) -> Result<Policy, Error> {
        let calendars = HashMap::from([("c".to_string(), Arc::new(Calendar::new(&self.spec)?))]);
        let level = |(severity, value): (&str, i64)| Level {
            severity: severity.into(),
            target: Target { value, unit: Unit::Hours },
            calendar: "c".into(),
        };
        let levels = [("A", 1), ("B", 4), ("C", 10)].map(level).into();
        Policy::new(levels, calendars, self.on_severity_change, self.on_reopen)
    }

    fn read(&self, events: &[(f64, Event)], as_of: f64) -> Reading {
        let opened = (hour(0.0), Opened { severity: self.severity.into() });
        let later = events.iter().map(|(at, event)| (hour(*at), event.clone()));
        let events: Vec<_> = std::iter::once(opened).chain(later).collect();
        clock::read(self.kind, &self.policy().unwrap(), &events, hour(as_of)).unwrap()
    }

    fn due(&self, events: &[(f64, Event)], as_of: f64) -> (Option<f64>, Option<String>, bool) {
        let reading = self.read(events, as_of);
        let hours = |at: Timestamp| (at.as_second() - hour(0.0).as_second()) as f64 / 3600.0;
        (reading.deadline.map(hours), reading.binding, reading.breached)
    }
}

fn by(hours: f64, severity: &str, breached: bool) -> (Option<f64>, Option<String>, bool) {
    (Some(hours), Some(severity.into()), breached)
}

const NONE: (Option<f64>, Option<String>, bool) = (None, None, false);

#[test]
fn a_first_response_stops_for_good_at_the_first_reply() {
    let first = case(Kind::FirstResponse);
    let reading = first.read(&[(1.0, AgentReplied), (2.0, Resolved), (3.0, Reopened)], 9.0);
    assert_eq!(
        reading,
        Reading {
            status: Status::Stopped,
            breached: false,
            deadline: Some(hour(4.0)),
            binding: Some("B".into()),
            elapsed_seconds: 3600,
            remaining_seconds: 3 * 3600,
            cycles: 1,
            breached_cycles: 0,
        }
    );
    assert_eq!(first.read(&[(2.0, Resolved)], 9.0).elapsed_seconds, 7200);
    assert_eq!(case(RESOLUTION).read(&[(2.0, AgentReplied)], 3.0).status, Status::Running);
}

#[test]
fn late_is_strictly_after_the_deadline() {
    let resolution = case(RESOLUTION);
    assert_eq!(resolution.due(&[], 4.0), by(4.0, "B", false));
    assert_eq!(resolution.due(&[], 4.25), by(4.0, "B", true));
    assert_eq!(resolution.due(&[(4.0, Resolved)], 9.0), by(4.0, "B", false));
    assert_eq!(resolution.due(&[(4.25, Resolved)], 9.0), by(4.0, "B", true));
    assert_eq!(resolution.read(&[], 6.0).remaining_seconds, -2 * 3600);
}

#[test]
fn late_is_decided_by_the_clock_on_the_wall_even_if_no_open_time_lies_between() {
    let office = Case { spec: working_days("UTC", "00:00-04:00"), ..case(RESOLUTION) };
    assert_eq!(office.due(&[(4.0, Resolved)], 5.0), by(4.0, "B", false));
    assert_eq!(office.due(&[(4.5, Resolved)], 5.0), by(4.0, "B", true));
    assert_eq!(office.read(&[], 30.0).elapsed_seconds, 8 * 3600);
}

#[test]
fn a_paused_clock_has_no_deadline_unless_it_was_reached() {
    let resolution = case(RESOLUTION);
    let waiting = [(1.0, WaitingOnCustomer), (2.0, WaitingOnCustomer)];
    assert_eq!(resolution.due(&waiting, 50.0), NONE);
    let resumed = [&waiting[..], &[(11.0, CustomerReplied), (12.0, CustomerReplied)]].concat();
    assert_eq!(resolution.due(&resumed, 12.0), by(14.0, "B", false));
    assert_eq!(resolution.due(&[(4.0, WaitingOnCustomer)], 4.0), by(4.0, "B", false));
    assert_eq!(resolution.due(&[(5.0, WaitingOnCustomer)], 9.0), by(4.0, "B", true));
    assert_eq!(resolution.due(&[(1.0, WaitingOnCustomer), (2.0, Resolved)], 9.0), NONE);
    assert_eq!(resolution.read(&[(1.0, WaitingOnCustomer), (2.0, Resolved)], 9.0).status, Status::Stopped);
}

#[test]
fn waiting_and_replies_change_nothing_on_a_stopped_ticket() {
    let events = [(1.0, Resolved), (2.0, WaitingOnCustomer), (3.0, CustomerReplied), (4.0, Resolved)];
    assert_eq!(case(RESOLUTION).read(&events, 9.0), case(RESOLUTION).read(&events[..1], 9.0));
}

#[test]
fn reopening_continues_with_what_was_used() {
    let resolution = case(RESOLUTION);
    let events = [(3.0, Resolved), (20.0, Reopened)];
    assert_eq!(resolution.due(&events, 20.5), by(21.0, "B", false));
    assert_eq!(resolution.due(&events, 21.5), by(21.0, "B", true));
    assert_eq!(resolution.read(&events, 20.5).cycles, 1);
    // Reopened out of a pause, the clock runs.
    let paused = [(3.0, WaitingOnCustomer), (3.5, Resolved), (20.0, Reopened)];
    assert_eq!(resolution.due(&paused, 20.5), by(21.0, "B", false));
}

#[test]
fn reopening_restarts_a_cycle_from_zero() {
    let restart = Case { on_reopen: OnReopen::Restart, ..case(RESOLUTION) };
    let events = [(5.0, Resolved), (20.0, Reopened), (21.0, Resolved), (30.0, Reopened)];
    let reading = restart.read(&events, 31.0);
    assert_eq!((reading.deadline, reading.breached), (Some(hour(34.0)), false));
    assert_eq!((reading.cycles, reading.breached_cycles, reading.elapsed_seconds), (3, 1, 3600));
    assert_eq!(restart.read(&events, 35.0).breached_cycles, 2);
}

#[test]
fn an_upgrade_grants_the_new_target_but_never_more_than_was_left() {
    let resolution = case(RESOLUTION);
    assert_eq!(resolution.due(&[(2.0, to("A"))], 2.0), by(3.0, "A", false));
    assert_eq!(resolution.due(&[(3.5, to("A"))], 3.5), by(4.0, "B", false));
    assert_eq!(resolution.due(&[(3.0, to("A"))], 3.0), by(4.0, "A", false));
}

#[test]
fn a_downgrade_counts_all_time_since_the_opening_against_the_longer_target() {
    let resolution = case(RESOLUTION);
    assert_eq!(resolution.due(&[(2.0, to("C"))], 2.0), by(10.0, "C", false));
    let reading = resolution.read(&[(2.0, to("C"))], 3.0);
    assert_eq!((reading.elapsed_seconds, reading.remaining_seconds), (3 * 3600, 7 * 3600));
}

#[test]
fn toggling_the_severity_gains_nothing() {
    let toggling = [(1.0, to("A")), (1.5, to("B")), (2.0, to("A")), (2.25, to("C")), (2.5, to("A"))];
    assert_eq!(case(RESOLUTION).due(&toggling, 2.5), by(2.75, "A", false));
}

#[test]
fn a_reached_deadline_stays_through_later_changes() {
    let urgent = Case { severity: "A", ..case(RESOLUTION) };
    assert_eq!(urgent.due(&[(1.0, to("C"))], 1.0), by(1.0, "A", false));
    assert_eq!(urgent.due(&[(2.0, to("C"))], 3.0), by(1.0, "A", true));
    assert_eq!(urgent.read(&[(2.0, to("C"))], 3.0).elapsed_seconds, 3 * 3600);
}

#[test]
fn a_severity_changes_while_paused_or_stopped_too() {
    let resolution = case(RESOLUTION);
    let paused = [(1.0, WaitingOnCustomer), (2.0, to("A")), (3.0, CustomerReplied)];
    assert_eq!(resolution.due(&paused, 3.0), by(4.0, "A", false));
    let stopped = [(1.0, Resolved), (2.0, to("C"))];
    assert_eq!(resolution.due(&stopped, 3.0), by(4.0, "B", false));
    assert_eq!(resolution.read(&stopped, 3.0).remaining_seconds, 9 * 3600);
}

#[test]
fn carried_time_may_breach_at_the_instant_of_an_upgrade() {
    assert_eq!(carrying().due(&[(0.5, to("A"))], 0.5), by(1.0, "A", false));
    assert_eq!(carrying().due(&[(2.0, to("A"))], 2.0), by(2.0, "A", false));
    assert_eq!(carrying().due(&[(2.0, to("A")), (3.0, to("C"))], 3.0), by(2.0, "A", true));
    assert_eq!(carrying().due(&[(2.0, to("C"))], 3.0), by(10.0, "C", false));
}

#[test]
fn carried_time_may_breach_at_the_resume_after_an_upgrade() {
    let events = [(2.0, WaitingOnCustomer), (3.0, to("A")), (5.0, CustomerReplied)];
    assert_eq!(carrying().due(&events, 4.0), NONE);
    assert_eq!(carrying().due(&events, 5.0), by(5.0, "A", false));
    assert_eq!(carrying().due(&events, 5.25), by(5.0, "A", true));
}

#[test]
fn a_new_version_of_a_calendar_decides_from_then_on_and_budgets_stay() {
    let office = Case { spec: working_days("UTC", "00:00-02:00"), ..case(RESOLUTION) };
    assert_eq!(office.due(&[], 1.0), by(26.0, "B", false));
    let version = Arc::new(Calendar::new(&working_days("UTC", "06:00-12:00")).unwrap());
    let change = CalendarChanged { calendar: "c".into(), version };
    assert_eq!(office.due(&[(1.0, change.clone())], 1.0), by(9.0, "B", false));
    assert_eq!(office.due(&[(1.0, Resolved), (1.5, change)], 2.0), by(26.0, "B", false));
}

#[test]
fn events_of_one_instant_apply_in_their_order() {
    let resolution = case(RESOLUTION);
    assert_eq!(resolution.due(&[(1.0, Resolved), (1.0, Reopened)], 2.0), by(4.0, "B", false));
    assert_eq!(resolution.read(&[(1.0, Reopened), (1.0, Resolved)], 2.0).status, Status::Stopped);
}

#[test]
fn events_after_the_reading_are_ignored() {
    assert_eq!(case(RESOLUTION).due(&[(2.0, Resolved)], 1.0), by(4.0, "B", false));
}

#[test]
fn a_clock_is_read_without_changing_it() {
    let case = case(RESOLUTION);
    let policy = case.policy().unwrap();
    let mut clock = Clock::open(RESOLUTION, &policy, hour(0.0), "B").unwrap();
    assert!(clock.read(hour(9.0)).unwrap().breached);
    clock.apply(hour(2.0), &Resolved).unwrap();
    assert!(!clock.read(hour(9.0)).unwrap().breached);
    assert_eq!(clock.apply(hour(1.0), &Reopened).unwrap_err().code, Code::EventsOutOfOrder);
    assert_eq!(clock.apply(hour(3.0), &to("Z")).unwrap_err().code, Code::UnknownSeverity);
}

#[test]
fn a_clock_that_will_not_get_its_time_within_ten_years_never_opens() {
    let mut spec = working_days("UTC", "");
    spec.overrides.insert("2025-05-05".into(), slow::windows("00:00-02:00"));
    let policy = Case { spec, ..case(RESOLUTION) }.policy().unwrap();
    let clock = Clock::open(RESOLUTION, &policy, hour(0.0), "B").unwrap();
    assert_eq!(clock.read(hour(1.0)).unwrap_err().code, Code::NeverOpens);
}
