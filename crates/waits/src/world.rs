//! A centre that runs by its rules, with people who are known beforehand.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{Class, Lines, Shift};

/// Somebody who comes.
#[derive(Debug, Clone, Copy)]
pub struct Visitor {
    pub class: Class,
    pub at: f64,
    /// Seconds that the service takes.
    pub service: f64,
    /// Seconds after which they hang up.
    pub patience: f64,
}

/// What happened, to a visitor or an agent by their place in the lists.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Happened {
    On { agent: usize },
    Off { agent: usize },
    Arrived { visitor: usize },
    Started { visitor: usize, agent: usize },
    HungUp { visitor: usize },
    Done { visitor: usize, agent: usize },
}

/// How it went for a visitor.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Outcome {
    /// The wait, and of those who hung up the wait that they would have had; nothing if nobody ever came for them.
    pub wait: Option<f64>,
    pub hung_up: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    Done { agent: usize, visitor: usize },
    Off { agent: usize },
    On { agent: usize },
    HangUp { visitor: usize },
    Arrive { visitor: usize },
}

struct World<'a, F> {
    agents: &'a [Lines],
    visitors: &'a [Visitor],
    due: BinaryHeap<Reverse<(Instant, Due)>>,
    now: f64,
    on: Vec<u32>,
    busy: Vec<bool>,
    /// Idle agents, the longest idle first.
    idle: Vec<usize>,
    /// Who waits, by class; also those who hung up, until their turn would have come.
    queues: Vec<std::collections::VecDeque<usize>>,
    ranks: usize,
    outcomes: Vec<Outcome>,
    tell: F,
}

/// A time that can be ordered.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Instant(f64);
impl Eq for Instant {}
impl PartialOrd for Instant {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Instant {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.total_cmp(&other.0)
    }
}

/// Lets a centre run until everybody is served or nobody is left to serve them; `tell` hears what happens, in order of time.
pub fn play(
    agents: &[Lines],
    shifts: &[(usize, Shift)],
    visitors: &[Visitor],
    tell: impl FnMut(f64, Happened),
) -> Vec<Outcome> {
    let ranks = visitors.iter().map(|v| usize::from(v.class.rank) + 1).max().unwrap_or(1);
    let mut world = World {
        agents,
        visitors,
        due: BinaryHeap::new(),
        now: 0.0,
        on: vec![0; agents.len()],
        busy: vec![false; agents.len()],
        idle: Vec::new(),
        queues: vec![Default::default(); ranks * usize::from(Class::MOST_LINES)],
        ranks,
        outcomes: vec![Outcome { wait: None, hung_up: false }; visitors.len()],
        tell,
    };
    for &(agent, shift) in shifts.iter().filter(|(agent, _)| *agent < agents.len()) {
        world.plan(shift.from, Due::On { agent });
        world.plan(shift.to, Due::Off { agent });
    }
    for (visitor, who) in visitors.iter().enumerate() {
        world.plan(who.at, Due::Arrive { visitor });
    }
    while let Some(Reverse((Instant(at), due))) = world.due.pop() {
        world.now = at;
        world.happens(due);
    }
    world.outcomes
}

impl<F: FnMut(f64, Happened)> World<'_, F> {
    fn plan(&mut self, at: f64, due: Due) {
        if at.is_finite() {
            self.due.push(Reverse((Instant(at), due)));
        }
    }

    fn happens(&mut self, due: Due) {
        match due {
            Due::Done { agent, visitor } => {
                self.busy[agent] = false;
                (self.tell)(self.now, Happened::Done { visitor, agent });
                if self.on[agent] > 0 {
                    self.take_next(agent);
                }
            }
            Due::On { agent } => {
                self.on[agent] += 1;
                if self.on[agent] == 1 {
                    (self.tell)(self.now, Happened::On { agent });
                    if !self.busy[agent] {
                        self.take_next(agent);
                    }
                }
            }
            Due::Off { agent } => {
                self.on[agent] = self.on[agent].saturating_sub(1);
                if self.on[agent] == 0 {
                    self.idle.retain(|idle| *idle != agent);
                    (self.tell)(self.now, Happened::Off { agent });
                }
            }
            Due::HangUp { visitor } => {
                if self.outcomes[visitor].wait.is_none() {
                    self.outcomes[visitor].hung_up = true;
                    (self.tell)(self.now, Happened::HungUp { visitor });
                }
            }
            Due::Arrive { visitor } => {
                (self.tell)(self.now, Happened::Arrived { visitor });
                let Visitor { class, patience, .. } = self.visitors[visitor];
                let able =
                    self.idle.iter().enumerate().filter(|(_, agent)| self.agents[**agent].has(class.line));
                if let Some((place, _)) = able.min_by_key(|(_, agent)| self.agents[**agent].count()) {
                    let agent = self.idle.remove(place);
                    self.serve(agent, visitor);
                } else {
                    self.queues[usize::from(class.line) * self.ranks + usize::from(class.rank)]
                        .push_back(visitor);
                    self.plan(self.now + patience, Due::HangUp { visitor });
                }
            }
        }
    }

    fn serve(&mut self, agent: usize, visitor: usize) {
        self.outcomes[visitor].wait = Some(self.now - self.visitors[visitor].at);
        self.busy[agent] = true;
        (self.tell)(self.now, Happened::Started { visitor, agent });
        self.plan(self.now + self.visitors[visitor].service, Due::Done { agent, visitor });
    }

    fn take_next(&mut self, agent: usize) {
        for rank in 0..self.ranks {
            loop {
                let first = |line: u8| {
                    let slot = usize::from(line) * self.ranks + rank;
                    self.queues[slot].front().map(|visitor| (Instant(self.visitors[*visitor].at), slot))
                };
                let Some((_, slot)) = self.agents[agent].iter().filter_map(first).min() else { break };
                let Some(visitor) = self.queues[slot].pop_front() else { break };
                if !self.outcomes[visitor].hung_up {
                    return self.serve(agent, visitor);
                }
                self.outcomes[visitor].wait = Some(self.now - self.visitors[visitor].at);
            }
        }
        self.idle.push(agent);
    }
}
