use std::collections::HashMap;

use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use waits::{Booking, Class, Serving, State, Waiting};

use super::{
    announce::{By, Why},
    classes::{BOOKED, Classes},
    formula,
    learned::Learned,
    line::{Line, common},
};
use crate::{
    Result,
    cases::Case,
    policy::Policy,
    staff::{self, Agent, Presence},
};

/// What somebody thinks of asking, or has asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Wish {
    pub category: String,
    pub language: String,
    pub severity: String,
    /// The customer's, for hours that are local to them.
    pub zone: String,
}

/// What is to be expected of one contact method.
#[derive(Debug, Clone, PartialEq)]
pub struct Wait {
    pub method: String,
    /// The language in which an agent will answer: the one asked for, else one that the policy offers.
    pub language: String,
    /// How many agents speak it and know the category.
    pub agents: i64,
    /// How many requests are served before; [`crate::cases::MOST_COUNTED`] stands for more.
    pub before: i64,
    /// Closed now, and open again then.
    pub opens: Option<Timestamp>,
    /// `None`: nobody can say.
    pub announced: Option<super::Announced>,
}

/// How things stand for a wish, by contact method. The same agents serve them all.
#[derive(Debug, Clone)]
pub struct Scene {
    pub now: Timestamp,
    classes: Classes,
    methods: Vec<Method>,
}

#[derive(Debug, Clone)]
struct Method {
    id: String,
    language: String,
    agents: i64,
    opens: Option<Timestamp>,
    class: Class,
    state: State,
    ids: Vec<Id>,
}

/// Shifts are looked at so far ahead.
const AHEAD: SignedDuration = SignedDuration::from_hours(9 * 24);
/// Who said to be away is believed to come back after so many seconds.
const BACK_IN: f64 = 900.0;
/// No more of those who wait are looked at.
const MOST_WAITING: i64 = 500;
/// Who has taken a letter is believed to write the answer for so long; then it waits like others.
const WRITTEN_IN: SignedDuration = SignedDuration::from_mins(60);
/// So many waits stand for all that were simulated.
const KEPT: usize = 20;

/// Reads how things stand for a wish. A case that waits already isn't counted before itself, nor are those that came after it.
pub fn look(tx: &mut Tx, policy: &Policy, wish: &Wish, own: Option<(Id, Timestamp)>) -> Result<Scene> {
    let now = tx.now();
    let cloud = &policy.cloud.key;
    let agents = staff::agents(tx, cloud)?;
    let shifts = staff::shifts(tx, cloud, now, now + AHEAD)?;
    let mut published: HashMap<Id, Vec<(Timestamp, Timestamp)>> = HashMap::new();
    for shift in &shifts {
        published.entry(shift.agent).or_default().push((shift.from, shift.to));
    }
    let queue = queued(tx, cloud, own.map(|own| own.0))?;
    let classes = Classes::of(policy, &agents);
    let language = classes.spoken(policy, &wish.category, &wish.language);
    let able = agents.iter().filter(|a| a.knows(&wish.category) && a.speaks(&language)).count() as i64;
    let open: Vec<(&str, Vec<Stretch>)> = policy
        .contact_methods
        .iter()
        .map(|method| {
            let line = Line::of(policy, &method.id, &wish.category, &language, &wish.severity, &wish.zone);
            (method.id.as_str(), line.windows(now, now + AHEAD))
        })
        .collect();
    let mut methods = Vec::new();
    for (method, windows) in &open {
        let own_class = classes.class(&wish.category, &language, &wish.severity, method);
        let Some(own_class) = own_class else { continue };
        let others = open.iter().filter(|(_, other)| is_worked_on_before(other, windows, now));
        let others: Vec<&str> = others.map(|(other, _)| *other).chain([*method]).collect();
        let mut state = State { now: seconds(now), ..State::default() };
        for agent in &agents {
            let shifts = match published.is_empty() {
                // Nobody publishes shifts here: then agents work in the hours of the line.
                true => windows.clone(),
                false => published
                    .get(&agent.id)
                    .into_iter()
                    .flatten()
                    .flat_map(|shift| windows.iter().filter_map(|window| common(*shift, *window)))
                    .collect(),
            };
            state.agents.push(placed(agent, &classes, shifts, now, state.agents.len()));
        }
        for one in queue.iter().filter(|one| others.contains(&one.method.as_str())) {
            let spoken = classes.spoken(policy, &one.category, &one.language);
            let class = classes.class(&one.category, &spoken, &one.severity, &one.method);
            let Some(class) = class else { continue };
            // Who came later is before only if they are more severe.
            if own.is_none_or(|(_, since)| one.since <= since || class.rank < own_class.rank) {
                one.stand_in(&mut state, class, &agents, now);
            }
        }
        let opens = windows.first().map(|w| w.0).filter(|at| *at > now);
        methods.push(Method {
            id: (*method).to_owned(),
            language: language.clone(),
            agents: able,
            opens,
            class: own_class,
            state,
            ids: agents.iter().map(|agent| agent.id).collect(),
        });
    }
    Ok(Scene { now, classes, methods })
}

type Stretch = (Timestamp, Timestamp);

/// Whether those who wait by another contact method are there when this one is served: it is open then as well, and
/// hasn't been so long that they were all served meanwhile.
fn is_worked_on_before(other: &[Stretch], own: &[Stretch], now: Timestamp) -> bool {
    let (Some(other), Some(own)) = (other.first(), own.first()) else { return false };
    (other.0 <= own.0 && own.0 < other.1) && (own.0 <= now || other.0 > now)
}

impl Scene {
    /// What is to be expected. Takes some milliseconds and no database.
    pub fn waits(mut self, learned: &Learned) -> Vec<Wait> {
        let now = self.now;
        self.methods.drain(..).map(|method| method.expect(learned, now)).collect()
    }

    /// Whether what was learned is about the same agents, languages and categories.
    pub fn fits(&self, learned: &Learned) -> bool {
        self.classes == learned.classes
    }

    /// The one method.
    #[must_use]
    pub fn only(mut self, method: &str) -> Scene {
        self.methods.retain(|one| one.id == method);
        self
    }
}

impl Method {
    fn expect(mut self, learned: &Learned, now: Timestamp) -> Wait {
        for (agent, id) in self.state.agents.iter_mut().zip(&self.ids) {
            agent.learned_as = learned.number_of(*id);
        }
        let (state, class) = (&self.state, self.class);
        // The same state gives the same answer.
        let seed = state.now.to_bits() ^ state.waiting.len() as u64;
        let by = if learned.knows(&self.id) { By::Simulation } else { By::Formula };
        let range = match by {
            By::Simulation => waits::forecast(state, &learned.learner, class, seed)
                .map(|forecast| learned.until_the_end(&self.id, class, &forecast, seed))
                .map(|forecast| {
                    let range = learned.range(class, state.is_closed(class.line), &forecast);
                    (range, forecast.samples(KEPT))
                }),
            By::Formula => {
                let service = learned.learner.mean_service(class);
                let written = if is_written(&self.id) { service } else { 0.0 };
                formula::range(state, class, service)
                    .map(|range| (formula::and_served(range, written), Vec::new()))
            }
        };
        let announced = range.map(|(range, simulated)| {
            let told = waits::why(state, &learned.learner, class, range);
            let at = |seconds: f64| Timestamp::from_second(seconds as i64 + EPOCH).ok();
            super::Announced {
                at: now,
                simulated,
                range,
                by,
                why: Why {
                    before: told.before as i64,
                    agents: told.agents as i64,
                    busy: told.busy as i64,
                    next_comes: told.next_comes.and_then(at),
                    next_leaves: told.next_leaves.and_then(at),
                    booked: told.booked as i64,
                    overtaking: told.overtaking.round() as i64,
                    service: told.service.round() as i64,
                    language: self.language.clone(),
                    opens: self.opens,
                    outcomes: learned.outcomes(&self.id) as i64,
                },
            }
        });
        let before =
            state.waiting.iter().filter(|w| w.class.line == class.line && w.class.rank <= class.rank);
        Wait {
            before: (before.count() as i64).min(crate::cases::MOST_COUNTED),
            method: self.id,
            language: self.language,
            agents: self.agents,
            opens: self.opens,
            announced,
        }
    }
}

/// Whether somebody waits in turn: those who are to be called may have booked a time instead.
pub fn is_in_turn(tx: &mut Tx, case: &Case) -> Result<bool> {
    if case.contact_method != "phone" {
        return Ok(true);
    }
    let in_turn =
        "SELECT 1 FROM callbacks WHERE case_id = $1 AND ended_at IS NULL AND slot_at IS NULL AND tries = 0";
    Ok(tx.query_opt(in_turn, &[&case.id])?.is_some())
}

/// Whether the wait ends with an answer that was written; else with the beginning of a call.
pub(super) fn is_written(method: &str) -> bool {
    method != "phone"
}

/// An agent as the simulation sees them.
fn placed(
    agent: &Agent,
    classes: &Classes,
    shifts: Vec<(Timestamp, Timestamp)>,
    now: Timestamp,
    number: usize,
) -> waits::Agent {
    let mut placed = waits::Agent {
        lines: classes.of_agent(agent),
        shifts: shifts.iter().map(|s| waits::Shift { from: seconds(s.0), to: seconds(s.1) }).collect(),
        learned_as: number,
        ..waits::Agent::default()
    };
    let on_shift = shifts.iter().any(|s| s.0 <= now && now < s.1);
    let since = agent.since.map_or(0.0, seconds);
    match agent.state {
        // What was said counts for as long as a shift could last.
        Presence::Away if on_shift && agent.since.is_some_and(|since| is_recent(since, now)) => {
            let back = seconds(now) + BACK_IN;
            for shift in &mut placed.shifts {
                shift.from = shift.from.max(back).min(shift.to);
            }
        }
        Presence::Away => placed.on_duty = on_shift,
        Presence::Available | Presence::Busy | Presence::WrapUp => placed.on_duty = on_shift,
    }
    if placed.on_duty && matches!(agent.state, Presence::Busy | Presence::WrapUp) {
        let line = placed.lines.iter().next().unwrap_or_default();
        placed.serving = Some(Serving { class: Class { line, rank: BOOKED + 1 }, since });
    }
    placed.idle_since = since;
    placed
}

fn is_recent(since: Timestamp, now: Timestamp) -> bool {
    now.duration_since(since) < SignedDuration::from_hours(8)
}

/// Somebody who waits for a first answer.
struct Queued {
    method: String,
    category: String,
    language: String,
    severity: String,
    taken_by: Option<Id>,
    since: Timestamp,
    changed_at: Timestamp,
    /// The time that was booked.
    booked: Option<Timestamp>,
}

impl Queued {
    /// Takes their place among those who are served, booked or wait.
    fn stand_in(&self, state: &mut State, class: Class, agents: &[Agent], now: Timestamp) {
        if let Some(at) = self.booked.filter(|_| self.taken_by.is_none()) {
            state.booked.push(Booking { class: Class { rank: BOOKED, ..class }, at: seconds(at) });
            return;
        }
        let is_call = self.method == "phone";
        let is_in_hand = is_call || now.duration_since(self.changed_at) < WRITTEN_IN;
        let taken = self.taken_by.filter(|_| is_in_hand);
        let agent = taken.and_then(|id| agents.iter().position(|agent| agent.id == id));
        match agent.and_then(|place| state.agents.get_mut(place)).filter(|agent| agent.on_duty) {
            // An agent serves one at a time, and a call goes before what is to be written.
            Some(agent) if agent.serving.is_none() || is_call => {
                let since = seconds(self.changed_at).min(state.now);
                agent.serving.get_or_insert(Serving { class, since });
            }
            _ => state.waiting.push(Waiting { class, since: seconds(self.since) }),
        }
    }
}

/// Those who wait for a first answer of the operator, the longest first: those who are to be called from the call-backs, the others
/// from the cases.
fn queued(tx: &mut Tx, cloud: &str, own: Option<Id>) -> Result<Vec<Queued>> {
    let (own, now) = (own.unwrap_or(Id([0; 16])), tx.now());
    let mut rows = tx.query(
        "SELECT contact_method, category, language, severity, assignee, opened_at, updated_at,
                CAST(NULL AS BIGINT) FROM cases
         WHERE cloud = $1 AND responded_at IS NULL AND closed_at IS NULL
           AND contact_method <> 'phone' AND partner IS NULL AND state = 'open' AND id <> $2
         ORDER BY opened_at LIMIT $3",
        &[&cloud, &own, &MOST_WAITING],
    )?;
    rows.extend(tx.query(
        "SELECT 'phone', b.category, b.language, c.severity, b.claimed_by, b.asked_at,
                coalesce(b.claimed_at, b.asked_at), b.slot_at
         FROM callbacks b JOIN cases c ON c.id = b.case_id
         WHERE b.cloud = $1 AND b.ended_at IS NULL AND b.case_id <> $2
           AND (b.slot_at IS NOT NULL OR b.ready_at <= $4)
         ORDER BY b.ready_at LIMIT $3",
        &[&cloud, &own, &MOST_WAITING, &now],
    )?);
    let read = |row: &Row| {
        Ok(Queued {
            method: row.get(0)?,
            category: row.get(1)?,
            language: row.get(2)?,
            severity: row.get(3)?,
            taken_by: row.get(4)?,
            since: row.get(5)?,
            changed_at: row.get(6)?,
            booked: row.get(7)?,
        })
    };
    rows.iter().map(read).collect()
}

/// Monday, 5 January 1970: weeks begin there.
const EPOCH: i64 = 4 * 86_400;

pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_microsecond() as f64 / 1e6 - EPOCH as f64
}
