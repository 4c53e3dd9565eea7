use std::collections::{BTreeMap, VecDeque};

use crate::{Agent, Class, Event, Id, Range, State};

/// The estimators of the literature, with what they have learned; to compare with.
#[derive(Debug, Clone, Default)]
pub struct Classic {
    begun: Option<f64>,
    now: f64,
    came: BTreeMap<Id, (Class, f64)>,
    serving: BTreeMap<Id, f64>,
    services: (f64, f64),
    hung_up: f64,
    waited: f64,
    arrivals: VecDeque<(f64, Class)>,
    last_wait: f64,
    last_of_class: BTreeMap<Class, f64>,
    /// What came of each estimate, as a multiple of it.
    came_true: Vec<VecDeque<f64>>,
}

pub const NAMES: [&str; 9] = [
    "LES",
    "LES of the class",
    "HOL of the class",
    "QL",
    "QL, impatient",
    "QL by priority",
    "QL by priority, impatient",
    "QL by priority and plan",
    "fluid: priority, plan, impatient",
];

/// How far back those who come are counted.
const RECENT: f64 = 4.0 * 3600.0;

impl Classic {
    pub fn follow(&mut self, at: f64, event: &Event) {
        self.now = at;
        self.begun.get_or_insert(at);
        match *event {
            Event::Arrived { customer, class } => {
                self.came.insert(customer, (class, at));
                if class.rank > 0 {
                    self.arrivals.push_back((at, class));
                }
                while self.arrivals.front().is_some_and(|(then, _)| *then < at - RECENT) {
                    self.arrivals.pop_front();
                }
            }
            Event::Started { customer, .. } => {
                self.serving.insert(customer, at);
                if let Some((class, since)) = self.came.remove(&customer) {
                    self.waited += at - since;
                    self.last_wait = at - since;
                    self.last_of_class.insert(class, at - since);
                }
            }
            Event::HungUp { customer } => {
                if let Some((_, since)) = self.came.remove(&customer) {
                    self.waited += at - since;
                    self.hung_up += 1.0;
                }
            }
            Event::Done { customer, .. } => {
                if let Some(since) = self.serving.remove(&customer) {
                    self.services.0 += 1.0;
                    self.services.1 += at - since;
                }
            }
            _ => {}
        }
    }

    /// Each one's estimate for somebody who joins now.
    pub fn estimates(&self, state: &State, class: Class) -> [f64; NAMES.len()] {
        let service = (self.services.1 + 600.0) / (self.services.0 + 1.0);
        let leave = if self.waited > 0.0 { self.hung_up / self.waited } else { 0.0 };
        let agents = |at: f64| {
            state.agents.iter().filter(|a| a.lines.has(class.line) && there(a, state.now, at)).count() as f64
        };
        let now = agents(state.now).max(1.0);
        let line = || state.waiting.iter().filter(|w| w.class.line == class.line);
        let all = line().count() as f64;
        let before = line().filter(|w| w.class.rank <= class.rank).count() as f64;
        let head = line().filter(|w| w.class == class).map(|w| state.now - w.since).fold(0.0, f64::max);
        let severe = |c: &Class| c.line == class.line && c.rank < class.rank;
        let seen = (self.now - self.begun.unwrap_or(self.now)).clamp(600.0, RECENT);
        let overtake = self.arrivals.iter().filter(|(_, c)| severe(c)).count() as f64 / seen;
        let impatient = |queue: f64, over: f64| {
            (0..=queue as usize)
                .map(|k| 1.0 / (now / service + k as f64 * leave - over).max(0.05 * now / service))
                .sum::<f64>()
        };
        // The fluid: those before drain as fast as the plan has agents, until less than one is left.
        let drain = |leave: f64| {
            let (mut left, mut t) = (before + 1.0, 0.0);
            let step = service / now / 4.0;
            let mut booked: Vec<f64> = state
                .booked
                .iter()
                .filter(|b| b.class.line == class.line && class.rank > 0)
                .map(|b| b.at)
                .collect();
            booked.retain(|at| *at > state.now);
            while left > 0.0 && t < 3.0 * 86_400.0 {
                let step = if agents(state.now + t) == 0.0 { 60.0 } else { step.clamp(1.0, 60.0) };
                let speed = agents(state.now + t) / service + leave * (left - 1.0).max(0.0) - overtake;
                let due =
                    booked.iter().filter(|at| **at > state.now + t && **at <= state.now + t + step).count();
                left += due as f64 - speed * step;
                t += step;
            }
            t
        };
        [
            self.last_wait,
            self.last_of_class.get(&class).copied().unwrap_or(self.last_wait),
            head,
            (all + 1.0) * service / now,
            impatient(all, 0.0),
            (before + 1.0) / (now / service - overtake).max(0.05 * now / service),
            impatient(before, overtake),
            drain(0.0),
            drain(leave),
        ]
    }

    /// What an estimate means as a range: by how the earlier ones came true.
    pub fn range(&self, which: usize, estimate: f64) -> Range {
        let Some(ratios) = self.came_true.get(which).filter(|r| r.len() >= 30) else {
            return Range { mean: estimate, p10: 0.2 * estimate, p50: estimate, p90: 2.0 * estimate };
        };
        let mut sorted: Vec<f64> = ratios.iter().copied().collect();
        sorted.sort_by(f64::total_cmp);
        let [p10, p50, p90] =
            [0.1, 0.5, 0.9].map(|share| estimate * sorted[(share * (sorted.len() - 1) as f64) as usize]);
        Range { mean: estimate, p10, p50, p90 }
    }

    pub fn learn(&mut self, estimates: &[f64], wait: f64) {
        self.came_true.resize(estimates.len(), VecDeque::new());
        for (record, estimate) in self.came_true.iter_mut().zip(estimates) {
            if *estimate > 0.0 {
                record.push_back(wait / estimate);
            }
            if record.len() > 500 {
                record.pop_front();
            }
        }
    }
}

fn there(agent: &Agent, now: f64, at: f64) -> bool {
    let planned = |t: f64| agent.shifts.iter().any(|s| s.from <= t && t < s.to);
    if agent.shifts.is_empty() || at <= now { agent.on_duty } else { planned(at) }
}
