use hours::clock::{self, OnReopen};
use jiff::Timestamp;

use crate::{
    cases::{Event, Standing, State},
    phone::Direction,
    policy::{ClockKind, Policy},
};

/// What a case's history means to one cycle of one of its clocks.
#[derive(Debug)]
pub struct Story {
    pub kind: ClockKind,
    /// From 1: follow-ups and silences begin anew again and again.
    pub cycle: i64,
    /// Begins with its opening.
    pub events: Vec<(Timestamp, clock::Event)>,
    pub end: Option<End>,
    /// The share of it, in percent, of which somebody was told already.
    pub told: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// What was waited for has happened.
    Kept,
    /// It didn't matter any more.
    Left,
}

impl Story {
    /// How `hours` counts it.
    pub fn counted_as(&self) -> clock::Kind {
        match self.kind {
            ClockKind::Resolution => clock::Kind::Resolution,
            _ => clock::Kind::FirstResponse,
        }
    }

    fn took_no_time(&self) -> bool {
        let ends = self.events.first().zip(self.events.last());
        self.end.is_some() && ends.is_some_and(|(first, last)| first.0 == last.0)
    }
}

/// The stories of a case's clocks. What its partner did with it before counts for nobody's clock but the partner's own.
pub fn stories(policy: &Policy, history: &[(Timestamp, Event)]) -> Vec<Story> {
    let Some((opened_at, Event::Opened { severity, partner, .. })) = history.first() else {
        return Vec::new();
    };
    let mut teller = Teller {
        policy,
        stories: Vec::new(),
        running: Vec::new(),
        at: whole_second(*opened_at),
        standing: Standing::opened(*opened_at, severity, *partner),
    };
    if partner.is_none() {
        teller.begin(ClockKind::FirstResponse);
        teller.begin(ClockKind::Resolution);
    }
    for (at, event) in &history[1..] {
        // The clocks of two computers may disagree a little.
        teller.at = teller.at.max(whole_second(*at));
        let before = teller.standing.clone();
        teller.standing.apply(*at, event);
        teller.hear(event, &before);
    }
    teller.stories.retain(|story| story.kind != ClockKind::FollowUp || !story.took_no_time());
    teller.stories
}

pub(super) fn whole_second(at: Timestamp) -> Timestamp {
    Timestamp::from_second(at.as_microsecond().div_euclid(1_000_000)).unwrap_or(at)
}

/// What counts for the customer until the case is done.
const PROMISED: [ClockKind; 3] = [ClockKind::FirstResponse, ClockKind::FollowUp, ClockKind::Resolution];

struct Teller<'p> {
    policy: &'p Policy,
    stories: Vec<Story>,
    /// The stories that go on, by their place.
    running: Vec<usize>,
    at: Timestamp,
    standing: Standing,
}

impl Teller<'_> {
    fn hear(&mut self, event: &Event, before: &Standing) {
        use ClockKind::{FirstResponse, FollowUp, Resolution, Silence};
        use clock::Event as Counted;
        if self.standing.partner.is_some() {
            return;
        }
        match event {
            Event::HandedOn { .. } => {
                if before.partner.is_some() {
                    self.begin(FirstResponse);
                    self.begin(Resolution);
                }
            }
            // Who was reached by phone was answered.
            Event::AgentReplied { .. } | Event::CallReached { .. } => {
                self.end(FirstResponse, Counted::AgentReplied, End::Kept);
                self.follow_up(before);
            }
            // It keeps the customer informed. The first answer is owed by somebody who read what they wrote.
            Event::IssuePosted { .. } => {
                if self.current(FollowUp).is_some() {
                    self.follow_up(before);
                }
            }
            Event::Called { direction, .. } => {
                if event.is_talk() {
                    self.hear_talk(*direction, before);
                }
            }
            Event::WaitingOnCustomer => {
                if before.state == State::Open {
                    PROMISED.into_iter().for_each(|kind| self.tell(kind, Counted::WaitingOnCustomer));
                    self.begin(Silence);
                }
            }
            Event::CustomerReplied { .. } => {
                self.end(Silence, Counted::AgentReplied, End::Kept);
                PROMISED.into_iter().for_each(|kind| self.tell(kind, Counted::CustomerReplied));
            }
            Event::SeverityChanged { .. }
            | Event::SeverityLowered { .. }
            | Event::SeverityRestored { .. } => {
                PROMISED.into_iter().for_each(|kind| self.change_severity(kind));
                // Whoever was told of another severity has its whole limit to answer.
                if self.current(Silence).is_some() {
                    self.end(Silence, Counted::Resolved, End::Left);
                    self.begin(Silence);
                }
            }
            Event::Resolved { .. } => {
                PROMISED.into_iter().for_each(|kind| self.end(kind, Counted::Resolved, End::Kept));
                self.end(Silence, Counted::Resolved, End::Left);
            }
            Event::Closed => {
                self.end(Resolution, Counted::Resolved, End::Kept);
                for kind in [FirstResponse, FollowUp, Silence] {
                    self.end(kind, Counted::Resolved, End::Left);
                }
            }
            Event::Reopened { .. } => {
                self.reopen();
                self.begin(FollowUp);
            }
            Event::ClockWarned { clock, percent } => self.note_told(*clock, i64::from(*percent)),
            Event::ClockBreached { clock } => self.note_told(*clock, OVER),
            Event::CustomerReminded => {
                let severity = self.policy.severity(&self.standing.severity);
                self.note_told(Silence, severity.map_or(0, |s| i64::from(s.silence.remind_at_percent)));
            }
            Event::LoweringOffered { .. } => self.note_told(Silence, OVER),
            Event::Opened { .. }
            | Event::PartnerReplied { .. }
            | Event::Note { .. }
            | Event::Assigned { .. }
            | Event::CallbackBooked { .. }
            | Event::CallbackMoved { .. }
            | Event::CallbackCancelled { .. }
            | Event::CallbackLost { .. }
            | Event::CallbackNear { .. }
            | Event::CallbackLate { .. }
            | Event::CallTried { .. }
            | Event::LinkedToIssue { .. }
            | Event::UnlinkedFromIssue { .. } => {}
        }
    }

    /// The customer was told how it stands; the next word is due.
    fn follow_up(&mut self, before: &Standing) {
        use clock::Event as Counted;
        if before.state.is_done() {
            return;
        }
        self.end(ClockKind::FollowUp, Counted::AgentReplied, End::Kept);
        self.begin(ClockKind::FollowUp);
        if before.state == State::Waiting {
            self.tell(ClockKind::FollowUp, Counted::WaitingOnCustomer);
        }
    }

    /// A talk is an answer of the operator; if the customer called, it is theirs as well.
    fn hear_talk(&mut self, direction: Direction, before: &Standing) {
        if direction == Direction::In && before.state == State::Waiting {
            self.hear(&Event::CustomerReplied { text: String::new() }, before);
        }
        let before = Standing { state: self.standing.state, ..before.clone() };
        self.hear(&Event::AgentReplied { text: String::new() }, &before);
    }

    fn current(&mut self, kind: ClockKind) -> Option<&mut Story> {
        let place = *self.running.iter().find(|place| self.stories[**place].kind == kind)?;
        self.stories.get_mut(place)
    }

    fn begin(&mut self, kind: ClockKind) {
        let cycle = 1 + self.stories.iter().filter(|story| story.kind == kind).count() as i64;
        let opening = clock::Event::Opened { severity: self.standing.severity.clone() };
        self.running.push(self.stories.len());
        self.stories.push(Story { kind, cycle, events: vec![(self.at, opening)], end: None, told: 0 });
    }

    fn tell(&mut self, kind: ClockKind, event: clock::Event) {
        let at = self.at;
        if let Some(story) = self.current(kind) {
            story.events.push((at, event));
        }
    }

    fn end(&mut self, kind: ClockKind, event: clock::Event, end: End) {
        self.tell(kind, event);
        if let Some(story) = self.current(kind) {
            story.end = Some(end);
        }
        self.running.retain(|place| self.stories[*place].end.is_none());
    }

    /// Another severity is another promise: what was said of the share that is over holds no more.
    fn change_severity(&mut self, kind: ClockKind) {
        let severity = self.standing.severity.clone();
        self.tell(kind, clock::Event::SeverityChanged { severity });
        if let Some(story) = self.current(kind).filter(|story| story.told < OVER) {
            story.told = 0;
        }
    }

    fn reopen(&mut self) {
        let last = self.stories.iter().rposition(|story| story.kind == ClockKind::Resolution);
        match last {
            Some(place) if self.policy.severity_rules.on_reopen == OnReopen::Continue => {
                self.stories[place].end = None;
                self.running.push(place);
                self.tell(ClockKind::Resolution, clock::Event::Reopened);
                // It may have changed while nobody counted.
                self.change_severity(ClockKind::Resolution);
            }
            _ => self.begin(ClockKind::Resolution),
        }
    }

    fn note_told(&mut self, kind: ClockKind, percent: i64) {
        if let Some(story) = self.current(kind) {
            story.told = story.told.max(percent);
        }
    }
}

/// The share that is told when a clock is over.
pub(super) const OVER: i64 = 100;
