use db::{Id, Row, ToValue, Tx};
use hours::clock::{self, Clock, Status};
use jiff::{SignedDuration, Timestamp};

use super::{
    record::Month,
    story::{End, OVER, Story, stories, whole_second},
};
use crate::{
    Error, Result,
    cases::{Case, Event},
    policy::{ClockKind, Policy},
};

/// One cycle of a clock of a case, as its row keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseClock {
    pub kind: ClockKind,
    pub cycle: i64,
    /// The last one while it counted.
    pub severity: String,
    pub started_at: Timestamp,
    /// `None` while it is paused, unless it was reached before.
    pub due_at: Option<Timestamp>,
    /// When somebody has to be told something.
    pub next_at: Option<Timestamp>,
    /// The share, in percent, of which somebody was told.
    pub told: i64,
    pub stopped_at: Option<Timestamp>,
    /// When what was promised happened, be it late.
    pub met_at: Option<Timestamp>,
    /// The deadline, once it is over.
    pub breached_at: Option<Timestamp>,
    /// Open time from the deadline to the stop, once it is stopped.
    pub late_seconds: Option<i64>,
}

/// A clock, and when which share of it is over for which somebody has to be told; the earliest first.
pub(super) struct Measured {
    pub clock: CaseClock,
    pub ahead: Vec<(i64, Timestamp)>,
}

/// The clocks that a history gives, as they stand at `as_of`.
pub fn clocks(
    policy: &Policy,
    category: &str,
    history: &[(Timestamp, Event)],
    as_of: Timestamp,
) -> Result<Vec<CaseClock>> {
    Ok(measured(policy, category, history, as_of)?.into_iter().map(|measured| measured.clock).collect())
}

pub(super) fn measured(
    policy: &Policy,
    category: &str,
    history: &[(Timestamp, Event)],
    as_of: Timestamp,
) -> Result<Vec<Measured>> {
    let mut rules: Vec<(ClockKind, Option<clock::Policy>)> = Vec::new();
    let mut all = Vec::new();
    for story in stories(policy, history) {
        if !rules.iter().any(|(kind, _)| *kind == story.kind) {
            rules.push((story.kind, policy.clock(story.kind, category)));
        }
        let found = rules.iter().find(|(kind, _)| *kind == story.kind).and_then(|(_, rules)| rules.as_ref());
        if let Some(rules) = found {
            all.push(Count { policy, category, story: &story }.measure(rules, as_of).map_err(Error::broken)?);
        } else if story.kind != ClockKind::Resolution {
            return Err(Error::broken(format!("no clock for the category {category}")));
        }
    }
    Ok(all)
}

struct Count<'a> {
    policy: &'a Policy,
    category: &'a str,
    story: &'a Story,
}

impl Count<'_> {
    fn measure(
        &self,
        rules: &clock::Policy,
        as_of: Timestamp,
    ) -> std::result::Result<Measured, hours::Error> {
        let story = self.story;
        let mut events = story.events.iter();
        let Some((started_at, clock::Event::Opened { severity })) = events.next() else {
            return Err(hours::Code::MissingOpened.into());
        };
        let mut clock = Clock::open(story.counted_as(), rules, *started_at, severity)?;
        let (mut severity, mut last, mut late) = (severity, *started_at, 0);
        for (at, event) in events {
            late += self.lateness(&clock, last, *at)?;
            clock.apply(*at, event)?;
            last = *at;
            if let clock::Event::SeverityChanged { severity: changed } = event {
                severity = changed;
            }
        }
        let as_of = whole_second(as_of).max(last);
        let reading = clock.read(as_of)?;
        let stopped_at = story.end.map(|_| last);
        let due_at = reading.deadline.filter(|_| reading.status != Status::Paused || reading.breached);
        let ahead = match (reading.status, due_at) {
            (Status::Running, Some(due)) => {
                let level = reading.binding.as_deref().unwrap_or(severity);
                self.ahead(severity, level, as_of, due)?
            }
            _ => Vec::new(),
        };
        let clock = CaseClock {
            kind: story.kind,
            cycle: story.cycle,
            severity: severity.clone(),
            started_at: *started_at,
            due_at,
            next_at: ahead.first().map(|(_, at)| *at),
            told: story.told,
            stopped_at,
            met_at: stopped_at.filter(|_| story.end == Some(End::Kept)),
            breached_at: due_at.filter(|_| reading.breached),
            late_seconds: stopped_at.map(|_| late),
        };
        Ok(Measured { clock, ahead })
    }

    /// Open time after the deadline in a span without events.
    fn lateness(
        &self,
        clock: &Clock,
        from: Timestamp,
        to: Timestamp,
    ) -> std::result::Result<i64, hours::Error> {
        let reading = clock.read(to)?;
        match (reading.status, reading.deadline, reading.binding) {
            (Status::Running, Some(due), Some(level)) if due < to => {
                let counted = self.policy.counted(self.story.kind, &level, self.category);
                Ok(counted.map_or(0, |(_, calendar)| calendar.hours().elapsed(due.max(from), to)))
            }
            _ => Ok(0),
        }
    }

    /// When which share is over, of those that nobody was told of.
    fn ahead(
        &self,
        severity: &str,
        level: &str,
        now: Timestamp,
        due: Timestamp,
    ) -> std::result::Result<Vec<(i64, Timestamp)>, hours::Error> {
        let told = self.story.told;
        let mut ahead = Vec::new();
        let counted = self.policy.counted(self.story.kind, level, self.category);
        if let Some((target, calendar)) = counted.filter(|_| now < due) {
            let hours = calendar.hours();
            let budget = hours.budget(target.in_hours())?;
            let used = budget - hours.elapsed(now, due);
            for share in self.shares(severity).into_iter().filter(|share| *share > told) {
                ahead.push((
                    share,
                    hours.add(now, budget / OVER * share + budget % OVER * share / OVER - used)?,
                ));
            }
        }
        if told < OVER {
            // Late is what comes after the deadline.
            ahead.push((OVER, due + SignedDuration::from_secs(1)));
        }
        Ok(ahead)
    }

    fn shares(&self, severity: &str) -> Vec<i64> {
        let mut shares: Vec<i64> = match self.story.kind {
            ClockKind::Silence => {
                let severity = self.policy.severity(severity);
                severity.map(|s| i64::from(s.silence.remind_at_percent)).into_iter().collect()
            }
            kind => self.policy.escalations(kind, severity).map(|rule| i64::from(rule.at_percent)).collect(),
        };
        shares.retain(|share| *share < OVER);
        shares.sort_unstable();
        shares.dedup();
        shares
    }
}

/// The nearest deadline of the first response that still counts.
pub(crate) fn response_due(clocks: &[CaseClock]) -> Option<Timestamp> {
    due_of(clocks, ClockKind::FirstResponse)
}

/// Where a case stands in a queue by what is due: the first response, or the next word to the customer.
pub(crate) fn next_due(clocks: &[CaseClock]) -> Option<Timestamp> {
    response_due(clocks).or(due_of(clocks, ClockKind::FollowUp))
}

fn due_of(clocks: &[CaseClock], kind: ClockKind) -> Option<Timestamp> {
    clocks.iter().find(|clock| clock.kind == kind && clock.stopped_at.is_none())?.due_at
}

const COLUMNS: &str = "kind, cycle, severity, started_at, due_at, next_at, told, stopped_at, met_at, breached_at, \
                       late_seconds";

/// The clocks of a case as they are kept.
pub fn kept(tx: &mut Tx, case: &Case) -> Result<Vec<CaseClock>> {
    let sql = format!("SELECT {COLUMNS} FROM case_clocks WHERE case_id = $1 ORDER BY kind, cycle");
    tx.query_dyn(&sql, &[&case.id])?.iter().map(read).collect()
}

fn read(row: &Row) -> Result<CaseClock> {
    let kind: String = row.get(0)?;
    Ok(CaseClock {
        kind: ClockKind::parse(&kind).ok_or_else(|| Error::broken(format!("unknown clock {kind}")))?,
        cycle: row.get(1)?,
        severity: row.get(2)?,
        started_at: row.get(3)?,
        due_at: row.get(4)?,
        next_at: row.get(5)?,
        told: row.get(6)?,
        stopped_at: row.get(7)?,
        met_at: row.get(8)?,
        breached_at: row.get(9)?,
        late_seconds: row.get(10)?,
    })
}

/// Keeps the clocks of a case that has just been opened.
pub(crate) fn begin(
    tx: &mut Tx,
    case: Id,
    cloud: &str,
    organization: Id,
    clocks: &[CaseClock],
) -> Result<()> {
    if clocks.is_empty() {
        return Ok(());
    }
    let codes: Vec<(&str, String)> =
        clocks.iter().map(|clock| (clock.kind.code(), Month::of(clock.started_at).to_string())).collect();
    let mut sql = format!("INSERT INTO case_clocks (case_id, cloud, organization, month, {COLUMNS}) VALUES ");
    let mut params: Vec<&dyn ToValue> = vec![&case, &cloud, &organization];
    for (place, (clock, (code, month))) in clocks.iter().zip(&codes).enumerate() {
        let first = params.len() + 1;
        let own: [&dyn ToValue; 12] = [
            month,
            code,
            &clock.cycle,
            &clock.severity,
            &clock.started_at,
            &clock.due_at,
            &clock.next_at,
            &clock.told,
            &clock.stopped_at,
            &clock.met_at,
            &clock.breached_at,
            &clock.late_seconds,
        ];
        params.extend(own);
        let places: Vec<String> = (first..params.len() + 1).map(|n| format!("${n}")).collect();
        let comma = if place == 0 { "" } else { ", " };
        sql.push_str(&format!("{comma}($1, $2, $3, {})", places.join(", ")));
    }
    tx.execute_dyn(&sql, &params)?;
    Ok(())
}

/// Brings the rows in line with the clocks; those that didn't change aren't touched. What was stopped or breached under
/// an earlier policy stays so.
pub(crate) fn keep(tx: &mut Tx, case: &Case, clocks: &[CaseClock]) -> Result<()> {
    let before = kept(tx, case)?;
    let same = |a: &CaseClock, b: &CaseClock| (a.kind, a.cycle) == (b.kind, b.cycle);
    let mut new = Vec::new();
    for clock in clocks {
        let Some(old) = before.iter().find(|old| same(old, clock)) else {
            new.push(clock.clone());
            continue;
        };
        if old == clock || (old.stopped_at.is_some() && old.stopped_at == clock.stopped_at) {
            continue;
        }
        let mut clock = clock.clone();
        if old.breached_at.is_some() {
            (clock.due_at, clock.breached_at) = (old.due_at, old.breached_at);
        }
        tx.execute(
            "UPDATE case_clocks SET severity = $4, due_at = $5, next_at = $6, told = $7, stopped_at = $8,
                    met_at = $9, breached_at = $10, late_seconds = $11
             WHERE case_id = $1 AND kind = $2 AND cycle = $3",
            &[
                &case.id,
                &clock.kind.code(),
                &clock.cycle,
                &clock.severity,
                &clock.due_at,
                &clock.next_at,
                &clock.told,
                &clock.stopped_at,
                &clock.met_at,
                &clock.breached_at,
                &clock.late_seconds,
            ],
        )?;
    }
    let running = before.iter().filter(|old| old.stopped_at.is_none());
    for gone in running.filter(|old| !clocks.iter().any(|clock| same(old, clock))) {
        tx.execute(
            "DELETE FROM case_clocks WHERE case_id = $1 AND kind = $2 AND cycle = $3",
            &[&case.id, &gone.kind.code(), &gone.cycle],
        )?;
    }
    begin(tx, case.id, &case.cloud, case.organization, &new)
}
