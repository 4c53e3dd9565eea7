use std::collections::{BTreeMap, HashMap};

use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use waits::{Booking, Class, Lines, Serving, State, Waiting};

use super::{
    announce::{By, Why},
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

/// How things stand for a wish, by contact method.
#[derive(Debug, Clone)]
pub struct Scene {
    pub now: Timestamp,
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
/// Booked times go before everybody else.
const BOOKED: u8 = 0;
const ALL_BOOKED: i64 = crate::cases::MOST_COUNTED;

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
    let queue = queued(tx, cloud, own)?;
    let lines = Numbered::of(policy, &agents);
    let language = lines.spoken(policy, &wish.category, &wish.language);
    let able = agents.iter().filter(|a| a.knows(&wish.category) && a.speaks(&language)).count() as i64;
    let mut methods = Vec::new();
    for method in &policy.contact_methods {
        let line = Line::of(policy, &method.id, &wish.category, &language, &wish.severity, &wish.zone);
        let windows = line.windows(now, now + AHEAD);
        let is_open = windows.first().is_some_and(|w| w.0 <= now);
        let class = |category: &str, language: &str, severity: &str| {
            Some(Class { line: lines.of_pair(category, language)?, rank: rank(policy, severity) })
        };
        let Some(own_class) = class(&wish.category, &language, &wish.severity) else { continue };
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
            state.agents.push(placed(agent, &lines, shifts, now, state.agents.len()));
        }
        for one in queue.iter().filter(|one| one.method == method.id) {
            let spoken = lines.spoken(policy, &one.category, &one.language);
            let Some(class) = class(&one.category, &spoken, &one.severity) else { continue };
            let taken = one.taken_by.and_then(|id| agents.iter().position(|agent| agent.id == id));
            match (taken, one.booked) {
                // One whom somebody has taken is being served.
                (Some(agent), _) if state.agents[agent].on_duty => {
                    let since = seconds(one.changed_at).min(state.now);
                    state.agents[agent].serving.get_or_insert(Serving { class, since });
                }
                (_, Some(at)) => {
                    let class = Class { rank: BOOKED, ..class };
                    state.booked.push(Booking { class, at: seconds(at) });
                }
                (_, None) => state.waiting.push(Waiting { class, since: seconds(one.since) }),
            }
        }
        methods.push(Method {
            id: method.id.clone(),
            language: language.clone(),
            agents: able,
            opens: (!is_open).then(|| windows.first().map(|w| w.0)).flatten(),
            class: own_class,
            state,
            ids: agents.iter().map(|agent| agent.id).collect(),
        });
    }
    Ok(Scene { now, methods })
}

impl Scene {
    /// What is to be expected. Takes some milliseconds and no database.
    pub fn waits(mut self, learned: impl Fn(&str) -> std::sync::Arc<Learned>) -> Vec<Wait> {
        let now = self.now;
        self.methods.drain(..).map(|method| method.expect(&learned, now)).collect()
    }

    pub fn methods(&self) -> impl Iterator<Item = &str> {
        self.methods.iter().map(|method| method.id.as_str())
    }

    /// The one method.
    #[must_use]
    pub fn only(mut self, method: &str) -> Scene {
        self.methods.retain(|one| one.id == method);
        self
    }
}

impl Method {
    fn expect(mut self, learned: impl Fn(&str) -> std::sync::Arc<Learned>, now: Timestamp) -> Wait {
        let learned = learned(&self.id);
        for (agent, id) in self.state.agents.iter_mut().zip(&self.ids) {
            agent.learned_as = learned.number_of(*id);
        }
        let (state, class) = (&self.state, self.class);
        // The same state gives the same answer.
        let seed = state.now.to_bits() ^ state.waiting.len() as u64;
        let (by, simulated) = match learned.knows() {
            true => {
                (By::Simulation, waits::forecast(state, &learned.learner, class, seed).map(|f| f.range()))
            }
            false => (By::Formula, formula::range(state, class, learned.learner.mean_service(class))),
        };
        let range = simulated.map(|simulated| (simulated, learned.corrected(class.rank, simulated)));
        let announced = range.map(|(simulated, range)| {
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
                    outcomes: learned.outcomes() as i64,
                },
            }
        });
        let before =
            state.waiting.iter().filter(|w| w.class.line == class.line && w.class.rank <= class.rank);
        Wait {
            before: (before.count() as i64).min(ALL_BOOKED),
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

/// An agent as the simulation sees them.
fn placed(
    agent: &Agent,
    lines: &Numbered,
    shifts: Vec<(Timestamp, Timestamp)>,
    now: Timestamp,
    number: usize,
) -> waits::Agent {
    let mut placed = waits::Agent {
        lines: lines.of_agent(agent),
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

/// Those who wait for a first answer of the operator, the longest first: those who are to be called from the call-backs, the others
/// from the cases.
fn queued(tx: &mut Tx, cloud: &str, own: Option<(Id, Timestamp)>) -> Result<Vec<Queued>> {
    let (own, until) = own.map_or((Id([0; 16]), Timestamp::MAX), |(id, at)| (id, at));
    let now = tx.now();
    let until = until.min(now);
    let mut rows = tx.query(
        "SELECT contact_method, category, language, severity, assignee, opened_at, updated_at,
                CAST(NULL AS BIGINT) FROM cases
         WHERE cloud = $1 AND responded_at IS NULL AND closed_at IS NULL AND opened_at <= $2
           AND contact_method <> 'phone' AND partner IS NULL AND state = 'open' AND id <> $3
         ORDER BY opened_at LIMIT $4",
        &[&cloud, &until, &own, &MOST_WAITING],
    )?;
    rows.extend(tx.query(
        "SELECT 'phone', b.category, b.language, c.severity, b.claimed_by, b.asked_at,
                coalesce(b.claimed_at, b.asked_at), b.slot_at
         FROM callbacks b JOIN cases c ON c.id = b.case_id
         WHERE b.cloud = $1 AND b.ended_at IS NULL AND b.case_id <> $3
           AND (b.slot_at IS NOT NULL OR (b.asked_at <= $2 AND b.ready_at <= $5))
         ORDER BY b.ready_at LIMIT $4",
        &[&cloud, &until, &own, &MOST_WAITING, &now],
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

/// The most severe goes first, after booked times.
pub(super) fn rank(policy: &Policy, severity: &str) -> u8 {
    let rank = policy.rank(severity).unwrap_or(policy.severities.len());
    u8::try_from(rank + 1).unwrap_or(u8::MAX).min(Class::MOST_RANKS - 1)
}

/// Monday, 5 January 1970: weeks begin there.
const EPOCH: i64 = 4 * 86_400;

pub(super) fn seconds(at: Timestamp) -> f64 {
    at.as_microsecond() as f64 / 1e6 - EPOCH as f64
}

/// A line of the simulation for each pair of category and language.
pub(super) struct Numbered {
    pairs: BTreeMap<(String, String), u8>,
}

impl Numbered {
    pub fn of(policy: &Policy, agents: &[Agent]) -> Numbered {
        let categories = policy.categories.iter().map(|c| &c.id);
        let spoken: std::collections::BTreeSet<&String> =
            agents.iter().flat_map(|a| &a.languages).map(|(l, _)| l).collect();
        let pairs = categories.flat_map(|c| spoken.iter().map(move |l| (c.clone(), (*l).clone())));
        let known = pairs.filter(|(c, l)| agents.iter().any(|a| a.knows(c) && a.speaks(l)));
        Numbered { pairs: known.zip(0..Class::MOST_LINES).collect() }
    }

    fn of_pair(&self, category: &str, language: &str) -> Option<u8> {
        self.pairs.get(&(category.to_owned(), language.to_owned())).copied()
    }

    pub fn of_agent(&self, agent: &Agent) -> Lines {
        let serves =
            |(category, language): &(String, String)| agent.knows(category) && agent.speaks(language);
        self.pairs.iter().filter(|(pair, _)| serves(pair)).map(|(_, line)| *line).collect()
    }

    /// The language to expect an answer in.
    pub fn spoken(&self, policy: &Policy, category: &str, wanted: &str) -> String {
        let channels = policy.category(category).into_iter().flat_map(|c| &c.channels);
        let offered = channels.flat_map(|c| &c.languages).map(|spoken| spoken.language.as_str());
        let mut candidates = std::iter::once(wanted).chain(offered);
        candidates.find(|l| self.of_pair(category, l).is_some()).unwrap_or(wanted).to_owned()
    }
}
