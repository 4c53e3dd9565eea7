use hours::clock::{Clock, Event, Kind, Status};
use jiff::Timestamp;

use crate::{
    Error, Result,
    policy::{ClockKind, Policy},
};

/// What a clock of a case listens to.
#[derive(Debug, Clone, Copy)]
pub enum Beat<'a> {
    /// At this severity.
    Opened(&'a str),
    Severity(&'a str),
    Wait,
    Resume,
}

/// Until when the first response is promised after these beats, the first of which opens the case;
/// `None` while the clock is paused.
pub fn first_response(
    policy: &Policy,
    category: &str,
    beats: &[(Timestamp, Beat)],
) -> Result<Option<Timestamp>> {
    match beats {
        [] => Ok(None),
        [(at, Beat::Opened(severity))] => Ok(policy.promise(severity, category, *at).map(|p| p.deadline)),
        [(at, Beat::Opened(severity)), rest @ ..] => replay(policy, category, *at, severity, rest),
        _ => Err(Error::broken("a history that doesn't begin with its opening")),
    }
}

fn replay(
    policy: &Policy,
    category: &str,
    at: Timestamp,
    severity: &str,
    beats: &[(Timestamp, Beat)],
) -> Result<Option<Timestamp>> {
    let rules = policy
        .clock(ClockKind::FirstResponse, category)
        .ok_or_else(|| Error::broken(format!("no clock for the category {category}")))?;
    let mut clock = Clock::open(Kind::FirstResponse, &rules, at, severity).map_err(Error::broken)?;
    let mut last = at;
    for (at, beat) in beats {
        let event = match beat {
            Beat::Opened(_) => continue,
            Beat::Severity(to) => Event::SeverityChanged { severity: (*to).to_owned() },
            Beat::Wait => Event::WaitingOnCustomer,
            Beat::Resume => Event::CustomerReplied,
        };
        last = *at;
        clock.apply(last, &event).map_err(Error::broken)?;
    }
    let reading = clock.read(last).map_err(Error::broken)?;
    Ok(reading.deadline.filter(|_| reading.status != Status::Paused || reading.breached))
}
