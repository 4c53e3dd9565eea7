//! The stopwatches of a ticket: what is used of a promise, and when it is due.

mod explain;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::error::{Code, Error};
use crate::spec::Target;

pub use explain::{Explanation, Part, What, explain};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Stops for good at the first reply of an agent, or when resolved.
    FirstResponse,
    /// Stops when resolved, and may be reopened.
    Resolution,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnSeverityChange {
    /// Each severity has its own stopwatch, which runs at that severity or a more severe one. An upgrade grants the
    /// new target but never more than was left, and a downgrade counts all time since the opening.
    #[default]
    PerLevel,
    /// One stopwatch, compared with the target of the severity that is valid.
    CarryElapsed,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnReopen {
    /// What was used stays used; the time while resolved is not counted.
    #[default]
    Continue,
    /// A new cycle from zero.
    Restart,
}

/// The target of one severity, and the calendar that counts it.
#[derive(Clone, Debug)]
pub struct Level {
    pub severity: String,
    pub target: Target,
    pub calendar: String,
}

/// What is promised at each severity.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The most severe first.
    levels: Vec<Level>,
    calendars: HashMap<String, Arc<Calendar>>,
    on_severity_change: OnSeverityChange,
    on_reopen: OnReopen,
}

#[derive(Clone, Debug)]
pub enum Event {
    /// The first of a ticket's events, and only the first.
    Opened {
        severity: String,
    },
    AgentReplied,
    Resolved,
    WaitingOnCustomer,
    CustomerReplied,
    Reopened,
    SeverityChanged {
        severity: String,
    },
    CalendarChanged {
        calendar: String,
        version: Arc<Calendar>,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    Running,
    Paused,
    Stopped,
}

/// What a clock shows at one instant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    pub status: Status,
    /// Late in this cycle: strictly after the deadline by the clock on the wall.
    pub breached: bool,
    /// Running: when it will be reached if nothing else happens. Paused: none unless reached before. Stopped: as it
    /// stood at the stop.
    pub deadline: Option<Timestamp>,
    /// The severity whose stopwatch gives the deadline.
    pub binding: Option<String>,
    /// On the stopwatch of the current severity.
    pub elapsed_seconds: i64,
    /// Negative once more than the target is used.
    pub remaining_seconds: i64,
    pub cycles: u32,
    pub breached_cycles: u32,
}

/// One clock of one ticket; events are applied in their order.
#[derive(Clone, Debug)]
pub struct Clock<'p> {
    policy: &'p Policy,
    kind: Kind,
    now: Timestamp,
    phase: Phase,
    severity: usize,
    stopwatches: Vec<Stopwatch>,
    /// The deadline, once it is reached; it stays for the rest of the cycle.
    reached: Option<Due>,
    cycles: u32,
    /// How many of the cycles before this one were breached.
    breached_before: u32,
}

#[derive(Clone, Copy, Debug)]
enum Phase {
    Running,
    Paused,
    Stopped { at: Timestamp, due: Option<Due> },
}

/// The stopwatch of one level; with `CarryElapsed` all levels show the same time.
#[derive(Clone, Debug)]
struct Stopwatch {
    calendar: Arc<Calendar>,
    /// Fixed at the start of the cycle.
    budget: i64,
    used: i64,
}

/// An earlier deadline is less; of equal ones, that of the more severe level.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Due {
    at: Timestamp,
    level: usize,
}

impl Policy {
    /// `levels` begin with the most severe.
    pub fn new(
        levels: Vec<Level>,
        calendars: HashMap<String, Arc<Calendar>>,
        on_severity_change: OnSeverityChange,
        on_reopen: OnReopen,
    ) -> Result<Policy, Error> {
        let policy = Policy { levels, calendars, on_severity_change, on_reopen };
        for level in &policy.levels {
            policy.calendar(&level.calendar)?;
        }
        for level in &policy.levels {
            policy.calendar(&level.calendar)?.budget(level.target)?;
        }
        Ok(policy)
    }

    /// The rank of a severity; 0 is the most severe.
    pub fn rank(&self, severity: &str) -> Result<usize, Error> {
        let rank = self.levels.iter().position(|level| level.severity == severity);
        rank.ok_or_else(|| Code::UnknownSeverity.about(severity))
    }

    /// A calendar as it was when the policy was made.
    pub fn calendar(&self, name: &str) -> Result<&Arc<Calendar>, Error> {
        self.calendars.get(name).ok_or_else(|| Code::UnknownCalendar.about(name))
    }
}

/// What a clock shows after the events up to `as_of`; later ones are ignored.
pub fn read(
    kind: Kind,
    policy: &Policy,
    events: &[(Timestamp, Event)],
    as_of: Timestamp,
) -> Result<Reading, Error> {
    if let Some(pair) = events.windows(2).find(|pair| pair[0].0 > pair[1].0) {
        return Err(Code::EventsOutOfOrder.about(pair[1].0));
    }
    let mut events = events.iter().take_while(|(at, _)| *at <= as_of);
    let Some((at, Event::Opened { severity })) = events.next() else {
        return Err(Code::MissingOpened.into());
    };
    let mut clock = Clock::open(kind, policy, *at, severity)?;
    for (at, event) in events {
        clock.apply(*at, event)?;
    }
    clock.read(as_of)
}

impl<'p> Clock<'p> {
    /// Starts when the ticket is opened.
    pub fn open(kind: Kind, policy: &'p Policy, at: Timestamp, severity: &str) -> Result<Clock<'p>, Error> {
        let stopwatch = |level: &Level| {
            let calendar = policy.calendar(&level.calendar)?.clone();
            Ok(Stopwatch { budget: calendar.budget(level.target)?, calendar, used: 0 })
        };
        Ok(Clock {
            policy,
            kind,
            now: at,
            phase: Phase::Running,
            severity: policy.rank(severity)?,
            stopwatches: policy.levels.iter().map(stopwatch).collect::<Result<_, Error>>()?,
            reached: None,
            cycles: 1,
            breached_before: 0,
        })
    }

    pub fn apply(&mut self, at: Timestamp, event: &Event) -> Result<(), Error> {
        self.settle(at)?;
        match (event, self.phase) {
            (Event::Opened { .. }, _) => return Err(Code::InvalidEvent.about("opened")),
            (Event::Resolved, Phase::Running | Phase::Paused) => self.stop()?,
            (Event::AgentReplied, Phase::Running | Phase::Paused) if self.kind == Kind::FirstResponse => {
                self.stop()?
            }
            (Event::WaitingOnCustomer, Phase::Running) => self.phase = Phase::Paused,
            (Event::CustomerReplied, Phase::Paused) => self.phase = Phase::Running,
            (Event::Reopened, Phase::Stopped { .. }) if self.kind == Kind::Resolution => self.reopen()?,
            (Event::SeverityChanged { severity }, _) => self.severity = self.policy.rank(severity)?,
            (Event::CalendarChanged { calendar, version }, _) => self.change_calendar(calendar, version)?,
            _ => {}
        }
        Ok(())
    }

    /// What the clock shows at an instant, if nothing else happens until then.
    pub fn read(&self, as_of: Timestamp) -> Result<Reading, Error> {
        let mut clock = self.clone();
        clock.settle(as_of)?;
        let (status, due) = match clock.phase {
            Phase::Running => (Status::Running, Some(clock.due()?)),
            Phase::Paused => (Status::Paused, clock.reached),
            Phase::Stopped { due, .. } => (Status::Stopped, due),
        };
        let breached = clock.breached();
        let stopwatch = &clock.stopwatches[clock.severity];
        Ok(Reading {
            status,
            breached,
            deadline: due.map(|due| due.at),
            binding: due.map(|due| self.policy.levels[due.level].severity.clone()),
            elapsed_seconds: stopwatch.used,
            remaining_seconds: stopwatch.budget.saturating_sub(stopwatch.used),
            cycles: clock.cycles,
            breached_cycles: clock.breached_before + u32::from(breached),
        })
    }

    /// Counts the time up to an instant.
    fn settle(&mut self, to: Timestamp) -> Result<(), Error> {
        if to < self.now {
            return Err(Code::EventsOutOfOrder.about(to));
        }
        if matches!(self.phase, Phase::Running) {
            let mut reached = None;
            for level in self.binding_levels() {
                let stopwatch = &self.stopwatches[level];
                let elapsed = stopwatch.calendar.elapsed(self.now, to);
                if self.reached.is_none() && stopwatch.used + elapsed >= stopwatch.budget {
                    let due = self.due_of(level)?;
                    reached = Some(reached.map_or(due, |earlier: Due| earlier.min(due)));
                }
                for counting in self.counting_with(level) {
                    self.stopwatches[counting].used += elapsed;
                }
            }
            self.reached = self.reached.or(reached);
        }
        self.now = to;
        Ok(())
    }

    /// The levels whose budgets bind at the current severity.
    fn binding_levels(&self) -> Range<usize> {
        match self.policy.on_severity_change {
            OnSeverityChange::PerLevel => self.severity..self.stopwatches.len(),
            OnSeverityChange::CarryElapsed => self.severity..self.severity + 1,
        }
    }

    /// The stopwatches that count the time measured at a binding level.
    fn counting_with(&self, level: usize) -> Range<usize> {
        match self.policy.on_severity_change {
            OnSeverityChange::PerLevel => level..level + 1,
            OnSeverityChange::CarryElapsed => 0..self.stopwatches.len(),
        }
    }

    /// The deadline of a running clock.
    fn due(&self) -> Result<Due, Error> {
        if let Some(reached) = self.reached {
            return Ok(reached);
        }
        let mut due = self.due_of(self.severity)?;
        for level in self.binding_levels().skip(1) {
            due = due.min(self.due_of(level)?);
        }
        Ok(due)
    }

    fn due_of(&self, level: usize) -> Result<Due, Error> {
        let stopwatch = &self.stopwatches[level];
        let at = stopwatch.calendar.add(self.now, stopwatch.budget - stopwatch.used)?;
        Ok(Due { at, level })
    }

    fn breached(&self) -> bool {
        let end = match self.phase {
            Phase::Stopped { at, .. } => at,
            Phase::Running | Phase::Paused => self.now,
        };
        self.reached.is_some_and(|due| due.at < end)
    }

    fn stop(&mut self) -> Result<(), Error> {
        let due = match self.phase {
            Phase::Running => Some(self.due()?),
            Phase::Paused | Phase::Stopped { .. } => self.reached,
        };
        self.phase = Phase::Stopped { at: self.now, due };
        Ok(())
    }

    fn reopen(&mut self) -> Result<(), Error> {
        if self.policy.on_reopen == OnReopen::Restart {
            self.breached_before += u32::from(self.breached());
            self.cycles += 1;
            self.reached = None;
            for (stopwatch, level) in self.stopwatches.iter_mut().zip(&self.policy.levels) {
                stopwatch.used = 0;
                stopwatch.budget = stopwatch.calendar.budget(level.target)?;
            }
        }
        self.phase = Phase::Running;
        Ok(())
    }

    /// What was measured stays; budgets change with the next cycle only.
    fn change_calendar(&mut self, calendar: &str, version: &Arc<Calendar>) -> Result<(), Error> {
        self.policy.calendar(calendar)?;
        for (stopwatch, level) in self.stopwatches.iter_mut().zip(&self.policy.levels) {
            if level.calendar == calendar {
                stopwatch.calendar = version.clone();
            }
        }
        Ok(())
    }
}
