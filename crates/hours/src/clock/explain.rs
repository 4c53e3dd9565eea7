use jiff::Timestamp;

use super::{Clock, Event, Kind, OnSeverityChange, Phase, Policy, Reading};
use crate::calendar::{Stretch, Why};
use crate::error::{Code, Error};
use crate::spec::Target;

/// Why a clock is due when it is: its time in stretches, as one stopwatch counted it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// What the clock shows.
    pub reading: Reading,
    /// Whose stopwatch is told of: the severity that gives the deadline, without one the current.
    pub severity: String,
    pub target: Target,
    /// What that severity is counted in.
    pub calendar: String,
    /// The open seconds that the target allows.
    pub budget: i64,
    /// Counted until the clock stopped, or until it was read.
    pub used: i64,
    /// When the cycle began.
    pub since: Timestamp,
    /// When the clock stopped, if it did.
    pub stopped: Option<Timestamp>,
    /// From the beginning of the cycle to the deadline, or to when the clock was read if that is later; after a stop,
    /// to the deadline as it stood then.
    pub parts: Vec<Part>,
}

/// A stretch of time that meant one thing to a stopwatch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub from: Timestamp,
    pub to: Timestamp,
    pub what: What,
    /// Seconds that were counted in it.
    pub counted: i64,
    /// Seconds that were counted up to its end.
    pub total: i64,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    Counted,
    Closed,
    Holiday,
    WaitingOnCustomer,
    /// The ticket was at a less severe level, which this stopwatch doesn't count.
    OtherSeverity(String),
    /// Resolved, and reopened later.
    Stopped,
    /// Several stretches that are not told one by one.
    Several,
}

impl What {
    pub fn code(&self) -> &'static str {
        match self {
            What::Counted => "counted",
            What::Closed => "closed",
            What::Holiday => "holiday",
            What::WaitingOnCustomer => "waiting_on_customer",
            What::OtherSeverity(_) => "other_severity",
            What::Stopped => "stopped",
            What::Several => "several",
        }
    }
}

/// What a clock shows after the events up to `as_of`, and how it came to that in about `most` parts.
pub fn explain(
    kind: Kind,
    policy: &Policy,
    events: &[(Timestamp, Event)],
    as_of: Timestamp,
    most: usize,
) -> Result<Explanation, Error> {
    let reading = super::read(kind, policy, events, as_of)?;
    let Some(((opened, Event::Opened { severity: first }), later)) = events.split_first() else {
        return Err(Code::MissingOpened.into());
    };
    let later = &later[..later.partition_point(|(at, _)| *at <= as_of)];
    let stop = last_stop(Clock::open(kind, policy, *opened, first)?, later)?;
    let stopped = stop.map(|stop| later[stop].0);
    let told = &later[..stop.unwrap_or(later.len())];

    let mut clock = Clock::open(kind, policy, *opened, first)?;
    for (at, event) in told {
        clock.apply(*at, event)?;
    }
    let level = match &reading.binding {
        Some(binding) => policy.rank(binding)?,
        None => clock.severity,
    };
    let rule = &policy.levels[level];
    let mut parts = Parts { list: Vec::new(), most, cuts: [reading.deadline, stopped], total: 0 };
    let mut since = *opened;
    let mut clock = Clock::open(kind, policy, *opened, first)?;
    for (at, event) in told {
        parts.count(&clock, level, *at);
        let cycles = clock.cycles;
        clock.apply(*at, event)?;
        if clock.cycles > cycles {
            parts = Parts { list: Vec::new(), total: 0, ..parts };
            since = *at;
        }
    }
    let until = stopped.unwrap_or(as_of);
    parts.count(&clock, level, until);
    let used = parts.total;
    clock.settle(until)?;
    let budget = clock.stopwatches[level].budget;
    if let Some(deadline) = reading.deadline.filter(|deadline| *deadline > until) {
        parts.count(&clock, level, deadline);
    }
    Ok(Explanation {
        reading,
        severity: rule.severity.clone(),
        target: rule.target,
        calendar: rule.calendar.clone(),
        budget,
        used,
        since,
        stopped,
        parts: parts.list,
    })
}

/// Which of the events stopped the clock for good.
fn last_stop(mut clock: Clock<'_>, events: &[(Timestamp, Event)]) -> Result<Option<usize>, Error> {
    let mut stop = None;
    for (index, (at, event)) in events.iter().enumerate() {
        clock.apply(*at, event)?;
        stop = match clock.phase {
            Phase::Stopped { .. } => stop.or(Some(index)),
            Phase::Running | Phase::Paused => None,
        };
    }
    Ok(stop)
}

struct Parts {
    list: Vec<Part>,
    most: usize,
    /// Where a part ends though the next is of its kind.
    cuts: [Option<Timestamp>; 2],
    total: i64,
}

impl Parts {
    /// Adds the time from the clock's last event up to `to`, as the stopwatch of a level counts it.
    fn count(&mut self, clock: &Clock<'_>, level: usize, to: Timestamp) {
        let per_level = clock.policy.on_severity_change == OnSeverityChange::PerLevel;
        let from = clock.now;
        let whole = |what| Piece { from, to, what };
        match clock.phase {
            Phase::Paused => self.push(whole(What::WaitingOnCustomer)),
            Phase::Stopped { .. } => self.push(whole(What::Stopped)),
            Phase::Running if per_level && level < clock.severity => {
                let severity = clock.policy.levels[clock.severity].severity.clone();
                self.push(whole(What::OtherSeverity(severity)));
            }
            Phase::Running => {
                let counting = if per_level { level } else { clock.severity };
                let calendar = &clock.stopwatches[counting].calendar;
                calendar.stretches(from, to).for_each(|stretch| self.push(stretch.into()));
            }
        }
    }

    fn push(&mut self, piece: Piece) {
        let (start, end) = (whole_second(piece.from), whole_second(piece.to));
        let cut = self.cuts.iter().flatten().filter(|cut| start < **cut && **cut < end).min();
        if let Some(cut) = cut.copied() {
            self.push(Piece { to: cut, what: piece.what.clone(), ..piece });
            return self.push(Piece { from: cut, ..piece });
        }
        if end <= start {
            return;
        }
        let counted = if piece.what == What::Counted { end.as_second() - start.as_second() } else { 0 };
        self.total += counted;
        let is_full = self.list.len() >= self.most;
        match self.list.last_mut().filter(|last| !self.cuts.contains(&Some(last.to))) {
            Some(last) if is_full || last.what == piece.what => {
                if last.what != piece.what {
                    last.what = What::Several;
                }
                last.to = end;
                last.counted += counted;
                last.total = self.total;
            }
            _ => {
                self.list.push(Part { from: start, to: end, what: piece.what, counted, total: self.total });
            }
        }
    }
}

struct Piece {
    from: Timestamp,
    to: Timestamp,
    what: What,
}

impl From<Stretch> for Piece {
    fn from(stretch: Stretch) -> Piece {
        let what = match (stretch.open, stretch.why) {
            (true, _) => What::Counted,
            (false, Why::Holiday) => What::Holiday,
            (false, _) => What::Closed,
        };
        Piece { from: stretch.from, to: stretch.to, what }
    }
}

/// Clocks count whole seconds.
fn whole_second(at: Timestamp) -> Timestamp {
    let second = at.as_second() - i64::from(at.subsec_nanosecond() < 0);
    Timestamp::from_second(second).unwrap_or(at)
}
