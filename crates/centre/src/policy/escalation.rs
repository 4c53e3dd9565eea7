//! Whom to tell when a clock runs out, and who is there to be told.

use serde::{Deserialize, Serialize};

use super::{Calendar, Policy, Text};

/// What is counted on a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockKind {
    /// Until the customer hears from the operator at all.
    FirstResponse,
    /// From one answer to the next.
    FollowUp,
    Resolution,
    /// How long the customer says nothing while the case waits for them.
    Silence,
}

impl ClockKind {
    pub const ALL: [ClockKind; 4] =
        [ClockKind::FirstResponse, ClockKind::FollowUp, ClockKind::Resolution, ClockKind::Silence];

    pub fn code(self) -> &'static str {
        match self {
            ClockKind::FirstResponse => "first_response",
            ClockKind::FollowUp => "follow_up",
            ClockKind::Resolution => "resolution",
            ClockKind::Silence => "silence",
        }
    }

    pub fn parse(code: &str) -> Option<ClockKind> {
        ClockKind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

/// At which share of a clock whom to tell.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Escalation {
    pub clock: ClockKind,
    /// 100 is when it is over.
    pub at_percent: u32,
    pub severities: Vec<String>,
    pub tell: Tell,
    /// The list of those on call, where they are told.
    pub on_call: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tell {
    Assignee,
    OnCall,
}

/// People who take turns.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnCall {
    pub id: String,
    pub name: Text,
    pub shifts: Vec<Shift>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shift {
    pub calendar: String,
    /// The e-mail addresses that they sign in with.
    pub people: Vec<String>,
}

impl Policy {
    /// What is done about a clock at a severity.
    pub fn escalations<'p>(
        &'p self,
        clock: ClockKind,
        severity: &'p str,
    ) -> impl Iterator<Item = &'p Escalation> {
        let concerns = move |rule: &&Escalation| {
            rule.clock == clock && rule.severities.iter().any(|level| level == severity)
        };
        self.escalations.iter().filter(concerns)
    }

    /// The people of a list who work at an instant: the first shift that is open then, or else the one that opens next.
    pub fn on_duty(&self, list: &str, at: jiff::Timestamp) -> &[String] {
        let shifts = self.on_call.iter().find(|l| l.id == list).map_or(&[][..], |l| &l.shifts);
        let opens = |shift: &&Shift| {
            let calendar: &Calendar = self.calendar(&shift.calendar)?;
            let state = calendar.hours().state(at);
            if state.open { Some(at) } else { state.next_change }
        };
        let next = shifts.iter().filter_map(|s| Some((opens(&s)?, s))).min_by_key(|(opens, _)| *opens);
        next.map_or(&[], |(_, shift)| &shift.people)
    }
}
