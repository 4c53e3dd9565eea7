//! One possible near future after the other, until somebody who joins the line now is served.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{Class, Learner, Lines, Random, State, plan};

/// All that the runs have in common.
pub(crate) struct Runs<'a> {
    learner: &'a Learner,
    now: f64,
    target: Class,
    target_slot: usize,
    lines: Vec<Lines>,
    on_duty: Vec<bool>,
    /// Agents at work: who, the hazard of their service so far, its scale, the seconds so far.
    busy: Vec<(u32, f64, f64, f64)>,
    /// Idle agents, the longest idle first.
    idle: Vec<u32>,
    changes: Vec<plan::Change>,
    booked: Vec<(f64, Class)>,
    ranks: usize,
    /// How much longer services of a class take, and those of an agent.
    by_class: Vec<f64>,
    by_agent: Vec<f64>,
    /// Those who wait, by line and rank: when they came, before now. The target is the last of its class.
    queues: Vec<Vec<f64>>,
    initial: Vec<usize>,
    rates: Vec<(f64, f64)>,
    /// Those of a run.
    often: Vec<f64>,
    /// Classes of those who may come and matter, with their share of all, summed up.
    coming: Vec<(Class, f64)>,
    share: f64,
    impatience: Vec<f64>,
    /// How much has happened in all runs.
    pub happened: usize,
    // What a run works with.
    heads: Vec<usize>,
    on: Vec<bool>,
    free: Vec<u32>,
    ends: BinaryHeap<Reverse<(u64, u32)>>,
}

/// What an agent does next.
enum Next {
    Target,
    /// Serves a class, by its place in the queues.
    Serve(usize),
    Nobody,
}

/// Nobody is simulated for longer.
const HORIZON: f64 = 10.0 * 86_400.0;

impl<'a> Runs<'a> {
    pub fn new(state: &State, learner: &'a Learner, target: Class) -> Self {
        let classes = state.waiting.iter().map(|w| w.class).chain(state.booked.iter().map(|b| b.class));
        let classes = classes.chain(learner.shares().map(|(class, _)| class)).chain([target]);
        let most = classes.fold(target, |most, class| Class {
            rank: most.rank.max(class.rank),
            line: most.line.max(class.line),
        });
        let ranks = usize::from(most.rank) + 1;
        let asked = Lines((0..=most.line).fold(0, |all, line| all | Lines::default().with(line).0));
        let lines: Vec<Lines> = state.agents.iter().map(|a| Lines(a.lines.0 & asked.0)).collect();
        let mut queues = vec![Vec::new(); (usize::from(most.line) + 1) * ranks];
        // Who goes after the target matters only by keeping agents busy who don't serve its line.
        let aside = lines.iter().filter(|l| !l.has(target.line)).fold(0, |all, l| all | l.0);
        let matters = |class: Class, before: bool| {
            class.rank < target.rank || (before && class.rank == target.rank) || Lines(aside).has(class.line)
        };
        let mut waiting: Vec<_> = state.waiting.iter().filter(|w| matters(w.class, true)).collect();
        waiting.sort_by(|a, b| a.since.total_cmp(&b.since));
        for w in waiting {
            queues[slot(w.class, ranks)].push((w.since - state.now).min(0.0));
        }
        queues[slot(target, ranks)].push(0.0);
        let mut busy = Vec::new();
        let mut idle = Vec::new();
        for (k, agent) in state.agents.iter().enumerate() {
            if let Some(serving) = agent.serving {
                let scale = learner.scale_of_class(serving.class) * learner.scale_of_agent(agent.learned_as);
                let elapsed = (state.now - serving.since).max(0.0);
                busy.push((k as u32, learner.law().hazard(elapsed / scale), scale, elapsed));
            } else if agent.on_duty {
                idle.push(k as u32);
            }
        }
        idle.sort_by(|a, b| {
            let since = |k: &u32| state.agents[*k as usize].idle_since;
            since(a).total_cmp(&since(b))
        });
        let mut booked: Vec<(f64, Class)> = state
            .booked
            .iter()
            .filter(|b| matters(b.class, false))
            .map(|b| ((b.at - state.now).max(0.0), b.class))
            .collect();
        booked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut share = 0.0;
        let coming = learner.shares().filter(|(class, _)| matters(*class, false));
        let coming: Vec<(Class, f64)> = coming
            .map(|(class, part)| {
                share += part;
                (class, share)
            })
            .collect();
        Runs {
            learner,
            now: state.now,
            target,
            target_slot: slot(target, ranks),
            by_class: (0..queues.len()).map(|slot| learner.scale_of_class(class_at(slot, ranks))).collect(),
            by_agent: state.agents.iter().map(|a| learner.scale_of_agent(a.learned_as)).collect(),
            on_duty: state.agents.iter().map(|a| a.on_duty).collect(),
            changes: plan::changes(state, learner.period()),
            initial: queues.iter().map(Vec::len).collect(),
            heads: vec![0; queues.len()],
            rates: if share > 0.0 { learner.rates() } else { Vec::new() },
            often: Vec::new(),
            impatience: (0..ranks).map(|rank| learner.impatience(rank as u8)).collect(),
            lines,
            busy,
            idle,
            booked,
            ranks,
            queues,
            coming,
            share,
            happened: 0,
            on: Vec::new(),
            free: Vec::new(),
            ends: BinaryHeap::new(),
        }
    }

    /// The seconds until the target is served, in one possible future.
    pub fn run(&mut self, seed: u64) -> f64 {
        // One stream for each kind of chance, so that the same seed means the same luck in a slightly different state.
        let [mut services, mut stays, mut arrivals] =
            [1, 2, 3].map(|kind| Random::new(seed.wrapping_mul(4).wrapping_add(kind)));
        for (queue, initial) in self.queues.iter_mut().zip(&self.initial) {
            queue.truncate(*initial);
        }
        self.heads.fill(0);
        self.on.clone_from(&self.on_duty);
        self.free.clone_from(&self.idle);
        self.ends.clear();
        let doubt = self.learner.doubt();
        let longer = (doubt * services.normal() - 0.5 * doubt * doubt).exp();
        self.draw_rates(&mut arrivals);
        for &(agent, hazard, scale, elapsed) in &self.busy {
            let whole = self.learner.law().at(hazard + services.exponential()) * scale;
            self.ends.push(Reverse((((whole - elapsed).max(0.0) * longer).to_bits(), agent)));
        }
        let (mut changes, mut booked) = (0, 0);
        let mut arrival = self.next_arrival(0.0, &mut arrivals);
        self.happened += self.busy.len();
        loop {
            self.happened += 1;
            let end = self.ends.peek().map_or(f64::INFINITY, |Reverse((at, _))| f64::from_bits(*at));
            let change = self.changes.get(changes).map_or(f64::INFINITY, |c| c.after);
            let booking = self.booked.get(booked).map_or(f64::INFINITY, |b| b.0);
            let now = end.min(change).min(booking).min(arrival);
            if now >= HORIZON {
                return HORIZON;
            }
            let agent = if end == now {
                let Some(Reverse((_, agent))) = self.ends.pop() else { return HORIZON };
                if !self.on[agent as usize] {
                    continue;
                }
                agent
            } else if change == now {
                let c = self.changes[changes];
                changes += 1;
                let agent = c.agent as u32;
                self.on[c.agent] = c.on;
                let was_idle = self.free.iter().position(|free| *free == agent);
                match (c.on, was_idle) {
                    (false, Some(place)) => {
                        self.free.remove(place);
                        continue;
                    }
                    (true, None) if !self.ends.iter().any(|Reverse((_, a))| *a == agent) => agent,
                    _ => continue,
                }
            } else {
                let class = if booking == now {
                    booked += 1;
                    self.booked[booked - 1].1
                } else {
                    arrival = self.next_arrival(now, &mut arrivals);
                    self.draw_class(&mut arrivals)
                };
                self.queues[slot(class, self.ranks)].push(now);
                let fewest = |(_, agent): &(usize, &u32)| self.lines[**agent as usize].count();
                let can = |(_, agent): &(usize, &u32)| self.lines[**agent as usize].has(class.line);
                let Some((place, _)) = self.free.iter().enumerate().filter(can).min_by_key(fewest) else {
                    continue;
                };
                self.free.remove(place)
            };
            match self.next_for(agent, now, &mut stays) {
                Next::Target => return now,
                Next::Serve(slot) => {
                    let scale = self.by_class[slot] * self.by_agent[agent as usize];
                    let takes = self.learner.law().at(services.exponential()) * scale * longer;
                    self.ends.push(Reverse(((now + takes).to_bits(), agent)));
                }
                Next::Nobody => self.free.push(agent),
            }
        }
    }

    /// Whom this agent serves next.
    fn next_for(&mut self, agent: u32, now: f64, stays: &mut Random) -> Next {
        let lines = self.lines[agent as usize];
        for rank in 0..self.ranks {
            loop {
                let mut best: Option<(f64, usize)> = None;
                for line in lines.iter() {
                    let slot = slot(Class { rank: rank as u8, line }, self.ranks);
                    if let Some(since) = self.queues[slot].get(self.heads[slot])
                        && best.is_none_or(|(first, _)| *since < first)
                    {
                        best = Some((*since, slot));
                    }
                }
                let Some((since, slot)) = best else { break };
                let place = self.heads[slot];
                self.heads[slot] += 1;
                if slot == self.target_slot && place + 1 == self.initial[slot] {
                    return Next::Target;
                }
                let patience = self.learner.patience();
                if !patience.matters()
                    || stays.unit() < patience.stays((-since).max(0.0), now - since, self.impatience[rank])
                {
                    return Next::Serve(slot);
                }
            }
        }
        Next::Nobody
    }

    /// How often those who matter come in this run: neighbours were learned together, so they are wrong together.
    fn draw_rates(&mut self, random: &mut Random) {
        const TOGETHER: usize = 3;
        self.often.clear();
        for stretches in self.rates.chunks(TOGETHER) {
            let luck = random.normal();
            let rate =
                |(rate, doubt): &(f64, f64)| rate * self.share * (doubt * luck - 0.5 * doubt * doubt).exp();
            self.often.extend(stretches.iter().map(rate));
        }
    }

    fn next_arrival(&self, after: f64, random: &mut Random) -> f64 {
        if self.often.is_empty() {
            return f64::INFINITY;
        }
        let mut left = random.exponential();
        let mut at = self.now + after;
        while at - self.now < HORIZON {
            let rate = self.often[self.learner.stretch(at)];
            let end = self.learner.end_of_stretch(at);
            if rate * (end - at) >= left {
                return at + left / rate - self.now;
            }
            left -= rate * (end - at);
            at = end;
        }
        f64::INFINITY
    }

    fn draw_class(&self, random: &mut Random) -> Class {
        let point = random.unit() * self.share;
        self.coming.iter().find(|(_, sum)| point < *sum).or(self.coming.last()).map_or(self.target, |c| c.0)
    }
}

fn class_at(slot: usize, ranks: usize) -> Class {
    Class { rank: (slot % ranks) as u8, line: (slot / ranks) as u8 }
}

fn slot(class: Class, ranks: usize) -> usize {
    usize::from(class.line) * ranks + usize::from(class.rank)
}
