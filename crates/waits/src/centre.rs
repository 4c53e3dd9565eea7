use std::collections::HashMap;

use crate::{
    Agent, Booking, Calibration, Class, Learner, Lines, Prior, Range, Serving, Shift, State, Waiting, Why,
    forecast::{self, forecast},
};

/// Who or what an event is about.
pub type Id = u128;

/// Something that happened.
#[derive(Debug, Clone, PartialEq)]
pub enum Event {
    /// A shift was published.
    Planned {
        agent: Id,
        shift: Shift,
    },
    /// It was withdrawn.
    Withdrawn {
        agent: Id,
        shift: Shift,
    },
    /// Duty begins or ends; whom the agent has in hand is served to the end.
    On {
        agent: Id,
    },
    Off {
        agent: Id,
    },
    /// A call-back was promised, and arrives at that time.
    Booked {
        customer: Id,
        class: Class,
        at: f64,
    },
    Cancelled {
        customer: Id,
    },
    /// Somebody joins a line.
    Arrived {
        customer: Id,
        class: Class,
    },
    /// Service begins.
    Started {
        customer: Id,
        agent: Id,
    },
    HungUp {
        customer: Id,
    },
    Done {
        customer: Id,
        agent: Id,
    },
}

/// An event that can't follow what was told before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Confused {
    /// It is earlier than the one before, or no time at all.
    Time,
    UnknownAgent,
    /// Too many lines or ranks.
    Class,
    NotWaiting,
    AlreadyThere,
    NotServing,
}

impl std::fmt::Display for Confused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Confused::Time => "the time is earlier than before",
            Confused::UnknownAgent => "no such agent",
            Confused::Class => "too many kinds of customers",
            Confused::NotWaiting => "no such customer is waiting",
            Confused::AlreadyThere => "this customer is there already",
            Confused::NotServing => "this agent doesn't serve this customer",
        })
    }
}

impl std::error::Error for Confused {}

/// What is told to somebody who joins a line.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Announcement {
    pub range: Range,
    pub why: Why,
}

/// A centre as it is followed by what happens in it.
#[derive(Debug, Clone)]
pub struct Centre {
    now: f64,
    agents: Vec<Agent>,
    agent_of: HashMap<Id, usize>,
    waiting: Vec<Guest>,
    /// Those who hung up, until an agent would have taken them: so long they would have waited.
    gone: Vec<Guest>,
    serving: HashMap<usize, Id>,
    booked: Vec<(Id, Booking)>,
    learner: Learner,
    calibration: Calibration,
    /// Of what was told while nobody was there.
    overnight: Calibration,
}

#[derive(Debug, Clone)]
struct Guest {
    id: Id,
    at: Waiting,
    told: Option<Told>,
}

#[derive(Debug, Clone, Copy)]
struct Told {
    range: Range,
    /// Nobody was there.
    closed: bool,
}

/// No time is later, nor as much earlier than zero.
const LATEST: f64 = 1e11;
/// Past shifts are kept for so many periods, as the pattern of those to come.
const PAST: f64 = 2.0;
/// A booking that nobody came for is forgotten after so many seconds.
const NO_SHOW: f64 = 600.0;

impl Centre {
    pub fn new(prior: Prior) -> Self {
        Centre {
            now: f64::NEG_INFINITY,
            agents: Vec::new(),
            agent_of: HashMap::new(),
            waiting: Vec::new(),
            gone: Vec::new(),
            serving: HashMap::new(),
            booked: Vec::new(),
            learner: Learner::new(prior),
            calibration: Calibration::default(),
            overnight: Calibration::default().overnight(),
        }
    }

    pub fn learner(&self) -> &Learner {
        &self.learner
    }

    pub fn now(&self) -> f64 {
        self.now
    }

    /// How things stand now.
    pub fn state(&self) -> State {
        State {
            now: if self.now.is_finite() { self.now } else { 0.0 },
            agents: self.agents.clone(),
            waiting: self.waiting.iter().map(|guest| guest.at).collect(),
            booked: self.booked.iter().map(|(_, booking)| *booking).collect(),
        }
    }

    /// This agent serves these lines, from now on.
    pub fn skill(&mut self, agent: Id, lines: Lines) {
        let agents = &mut self.agents;
        let place = *self.agent_of.entry(agent).or_insert_with(|| {
            agents.push(Agent { learned_as: agents.len(), ..Agent::default() });
            agents.len() - 1
        });
        self.agents[place].lines = lines;
    }

    /// Follows an event. One that can't be true leaves everything as it was.
    pub fn follow(&mut self, at: f64, event: &Event) -> Result<(), Confused> {
        if !(at.abs() < LATEST && at >= self.now) {
            return Err(Confused::Time);
        }
        if at > self.now {
            self.pass(at);
        }
        match *event {
            Event::Planned { agent, shift } => {
                let oldest = self.now - PAST * self.learner.period();
                let shifts = &mut self.agent(agent)?.shifts;
                shifts.retain(|s| s.to > oldest);
                if shift.to > shift.from
                    && shift.from > -LATEST
                    && shift.to < LATEST
                    && !shifts.contains(&shift)
                {
                    shifts.insert(shifts.partition_point(|s| s.from <= shift.from), shift);
                }
            }
            Event::Withdrawn { agent, shift } => self.agent(agent)?.shifts.retain(|s| *s != shift),
            Event::On { agent } => {
                let now = self.now;
                let agent = self.agent(agent)?;
                if !agent.on_duty {
                    (agent.on_duty, agent.idle_since) = (true, now);
                }
            }
            Event::Off { agent } => self.agent(agent)?.on_duty = false,
            Event::Booked { customer, class, at } => {
                check(class)?;
                if self.booked.iter().any(|(id, _)| *id == customer) || !at.is_finite() {
                    return Err(Confused::AlreadyThere);
                }
                self.booked.push((customer, Booking { class, at }));
            }
            Event::Cancelled { customer } => self.booked.retain(|(id, _)| *id != customer),
            Event::Arrived { customer, class } => {
                check(class)?;
                if self.waiting.iter().any(|guest| guest.id == customer) {
                    return Err(Confused::AlreadyThere);
                }
                match self.booking_of(customer, class) {
                    Some(place) => drop(self.booked.remove(place)),
                    None => self.learner.arrived(class, at),
                }
                self.waiting.push(Guest { id: customer, at: Waiting { class, since: at }, told: None });
            }
            Event::Started { customer, agent } => {
                let place = *self.agent_of.get(&agent).ok_or(Confused::UnknownAgent)?;
                let guest = self.leave(customer)?;
                let wait = at - guest.at.since;
                self.would_take(place, Some(guest.at));
                self.learner.waited(guest.at.class, wait, false);
                self.correct(&guest);
                self.agents[place].serving = Some(Serving { class: guest.at.class, since: at });
                self.serving.insert(place, customer);
                self.learner.started(guest.at.class, place, at);
            }
            Event::HungUp { customer } => {
                let guest = self.leave(customer)?;
                self.learner.waited(guest.at.class, at - guest.at.since, true);
                self.gone.push(guest);
            }
            Event::Done { customer, agent } => {
                let place = *self.agent_of.get(&agent).ok_or(Confused::UnknownAgent)?;
                let serving =
                    self.agents[place].serving.filter(|_| self.serving.get(&place) == Some(&customer));
                let serving = serving.ok_or(Confused::NotServing)?;
                self.serving.remove(&place);
                (self.agents[place].serving, self.agents[place].idle_since) = (None, at);
                self.learner.served(serving.class, place, at - serving.since);
            }
        }
        Ok(())
    }

    /// What to tell this customer, who is waiting; nothing if nobody will ever come who serves the line.
    pub fn announce(&mut self, customer: Id) -> Option<Announcement> {
        let place = self.waiting.iter().position(|guest| guest.id == customer)?;
        let Waiting { class, since } = self.waiting[place].at;
        let mut state = self.state();
        state.waiting.remove(place);
        let seed = since.to_bits() ^ state.waiting.len() as u64;
        let forecast = forecast(&state, &self.learner, class, seed)?;
        let closed = state.is_closed(class.line);
        let range = self.calibration(closed).range(class, &forecast);
        let why = forecast::why(&state, &self.learner, class, range);
        if range.p90 > 0.0 {
            self.waiting[place].told = Some(Told { range, closed });
        }
        Some(Announcement { range, why })
    }

    /// What to tell somebody who thinks of joining this line.
    pub fn expect(&self, class: Class) -> Option<Announcement> {
        let state = self.state();
        let forecast = forecast(&state, &self.learner, class, self.now.to_bits())?;
        let range = self.calibration(state.is_closed(class.line)).range(class, &forecast);
        Some(Announcement { range, why: forecast::why(&state, &self.learner, class, range) })
    }

    fn agent(&mut self, agent: Id) -> Result<&mut Agent, Confused> {
        let place = self.agent_of.get(&agent).ok_or(Confused::UnknownAgent)?;
        Ok(&mut self.agents[*place])
    }

    /// The booking that somebody comes for: their own, or one of their class that is due, should they be called differently now.
    fn booking_of(&self, customer: Id, class: Class) -> Option<usize> {
        let due = |b: &Booking| class.rank == 0 && b.class == class && (b.at - self.now).abs() < 1.0;
        let own = self.booked.iter().position(|(id, _)| *id == customer);
        own.or_else(|| self.booked.iter().position(|(_, booking)| due(booking)))
    }

    fn leave(&mut self, customer: Id) -> Result<Guest, Confused> {
        let place = self.waiting.iter().position(|guest| guest.id == customer).ok_or(Confused::NotWaiting)?;
        Ok(self.waiting.remove(place))
    }

    fn calibration(&self, closed: bool) -> &Calibration {
        if closed { &self.overnight } else { &self.calibration }
    }

    /// Learns from an agent's turn to somebody what they had been told.
    fn correct(&mut self, guest: &Guest) {
        let Waiting { class, since } = guest.at;
        let Some(Told { range, closed }) = guest.told else { return };
        let calibration = if closed { &mut self.overnight } else { &mut self.calibration };
        calibration.learn(class, since, range, self.now - since);
    }

    /// Time goes on. Agents who stayed idle until now would have taken those who hung up.
    fn pass(&mut self, at: f64) {
        if !self.gone.is_empty() {
            for place in 0..self.agents.len() {
                if self.agents[place].on_duty && self.agents[place].serving.is_none() {
                    self.would_take(place, None);
                }
            }
            let oldest = at - 3.0 * self.learner.period();
            self.gone.retain(|guest| guest.at.since > oldest);
        }
        self.learner.passed(at);
        self.now = at;
        self.booked.retain(|(_, booking)| booking.at > at - NO_SHOW);
    }

    /// This agent takes `next`: those who hung up and would have been served before now know how long they would have waited.
    fn would_take(&mut self, agent: usize, next: Option<Waiting>) {
        let lines = self.agents[agent].lines;
        let before = |w: Waiting, next: Waiting| {
            w.class.rank.cmp(&next.class.rank).then(w.since.total_cmp(&next.since)).is_lt()
        };
        let first = |w: Waiting| lines.has(w.class.line) && next.is_none_or(|next| before(w, next));
        let mut place = 0;
        while place < self.gone.len() {
            if first(self.gone[place].at) {
                let guest = self.gone.swap_remove(place);
                self.correct(&guest);
            } else {
                place += 1;
            }
        }
    }
}

fn check(class: Class) -> Result<(), Confused> {
    let fits = class.line < Class::MOST_LINES && class.rank < Class::MOST_RANKS;
    if fits { Ok(()) } else { Err(Confused::Class) }
}
