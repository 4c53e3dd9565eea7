use std::collections::{BTreeMap, VecDeque};

use crate::{Class, Law, Patience, Random, staffing::Arrival, world::Visitor};

/// What is believed before anything was seen.
#[derive(Debug, Clone)]
pub struct Prior {
    /// Mean seconds of a service.
    pub service: f64,
    /// After how many seconds the days (or weeks) repeat themselves.
    pub period: f64,
}

impl Default for Prior {
    fn default() -> Self {
        Prior { service: 600.0, period: 86_400.0 }
    }
}

/// A kind of service that takes longer or shorter than others, such as calls and letters.
#[derive(Debug, Clone)]
pub struct Kind {
    pub ranks: Vec<u8>,
    /// Mean seconds that are believed before anything was seen.
    pub service: f64,
}

/// Learns the laws of a centre from what happened: how long services take, how patient people are, when they come.
#[derive(Debug, Clone)]
pub struct Learner {
    prior: Prior,
    kinds: Vec<Kind>,
    services: VecDeque<Service>,
    /// Worked out of the services; how many there have been, and at how many it is worked out anew.
    law: Law,
    quickness: Quickness,
    /// Standard error of the logarithm of the law's mean.
    doubt: f64,
    served: usize,
    /// Whom each agent serves, since when.
    running: BTreeMap<usize, (Class, f64)>,
    next_fit: usize,
    patience: Patience,
    by_rank: BTreeMap<u8, (f64, f64)>,
    waits: usize,
    arrivals: Vec<f64>,
    exposure: Vec<f64>,
    shares: BTreeMap<Class, f64>,
    seen_until: Option<f64>,
}

#[derive(Debug, Clone, Copy)]
struct Service {
    class: Class,
    agent: usize,
    seconds: f64,
}

/// Logarithms by which a class or an agent takes longer than others.
#[derive(Debug, Clone, Default)]
struct Quickness {
    kinds: BTreeMap<usize, f64>,
    ranks: BTreeMap<usize, f64>,
    lines: BTreeMap<usize, f64>,
    agents: BTreeMap<usize, f64>,
}

/// Older services than so many are forgotten.
const MEMORY: usize = 4000;
/// Arrival rates are learned for each stretch of so many seconds of the period.
const STRETCH: f64 = 1800.0;

impl Learner {
    pub fn new(prior: Prior) -> Self {
        let stretches = ((prior.period / STRETCH).ceil() as usize).clamp(1, 10_000);
        Learner {
            services: VecDeque::new(),
            law: Law::exponential(prior.service),
            quickness: Quickness::default(),
            doubt: 0.5,
            served: 0,
            running: BTreeMap::new(),
            next_fit: 1,
            patience: Patience::default(),
            by_rank: BTreeMap::new(),
            waits: 0,
            arrivals: vec![0.0; stretches],
            exposure: vec![0.0; stretches],
            shares: BTreeMap::new(),
            seen_until: None,
            kinds: Vec::new(),
            prior,
        }
    }

    /// Services of these kinds are told apart, each by its ranks. Others take as long as the prior says.
    #[must_use]
    pub fn with_kinds(self, kinds: Vec<Kind>) -> Self {
        Learner { kinds, ..self }
    }

    /// An agent begins to serve somebody.
    pub fn started(&mut self, class: Class, agent: usize, now: f64) {
        self.running.insert(agent, (class, now));
    }

    /// A service took so long.
    pub fn served(&mut self, class: Class, agent: usize, seconds: f64) {
        self.running.remove(&agent);
        if self.services.len() == MEMORY {
            self.services.pop_front();
        }
        self.services.push_back(Service { class, agent, seconds: seconds.max(0.1) });
        self.served += 1;
        if self.served >= self.next_fit {
            self.fit();
            self.next_fit = self.served + (self.served / 20).clamp(1, 100);
        }
    }

    /// Somebody waited so long and then was served, or hung up.
    pub fn waited(&mut self, class: Class, seconds: f64, hung_up: bool) {
        if hung_up || seconds > 0.0 {
            let expected = -self.patience.stays(0.0, seconds, 1.0).ln();
            let counts = self.by_rank.entry(class.rank).or_default();
            counts.0 += f64::from(u8::from(hung_up));
            counts.1 += expected;
        }
        self.patience.learn(seconds, hung_up);
        self.waits += 1;
        if self.waits < 200 || self.waits.is_multiple_of(50) {
            self.patience.settle();
        }
    }

    /// Time went on, whether or not anybody came.
    pub fn passed(&mut self, now: f64) {
        let mut at = self.seen_until.unwrap_or(now);
        self.seen_until = Some(now.max(at));
        let whole = ((now - at) / self.prior.period).floor();
        if whole >= 1.0 {
            let length = self.prior.period / self.exposure.len() as f64;
            self.exposure.iter_mut().for_each(|time| *time += whole * length);
            at += whole * self.prior.period;
        }
        while at < now {
            let stretch = self.stretch(at);
            let end = self.end_of_stretch(at).min(now);
            self.exposure[stretch] += end - at;
            at = end;
        }
    }

    /// Somebody came who had not booked.
    pub fn arrived(&mut self, class: Class, now: f64) {
        self.passed(now);
        let stretch = self.stretch(now);
        self.arrivals[stretch] += 1.0;
        *self.shares.entry(class).or_default() += 1.0;
    }

    pub fn law(&self) -> &Law {
        &self.law
    }

    pub fn doubt(&self) -> f64 {
        self.doubt
    }

    /// By what the law's durations are multiplied for a class.
    pub fn scale_of_class(&self, class: Class) -> f64 {
        let of = |factors: &BTreeMap<usize, f64>, key: usize| factors.get(&key).copied().unwrap_or(0.0);
        let Quickness { kinds, ranks, lines, .. } = &self.quickness;
        let kind = self.believed(class) + of(kinds, self.kind_of(class));
        (kind + of(ranks, class.rank.into()) + of(lines, class.line.into())).exp()
    }

    /// The place of its kind; behind them all for a class of none.
    fn kind_of(&self, class: Class) -> usize {
        let found = self.kinds.iter().position(|kind| kind.ranks.contains(&class.rank));
        found.unwrap_or(self.kinds.len())
    }

    /// The logarithm by which its kind is believed to take longer.
    fn believed(&self, class: Class) -> f64 {
        self.kinds.get(self.kind_of(class)).map_or(0.0, |kind| (kind.service / self.prior.service).ln())
    }

    /// By what they are multiplied for an agent.
    pub fn scale_of_agent(&self, agent: usize) -> f64 {
        self.quickness.agents.get(&agent).copied().unwrap_or(0.0).exp()
    }

    /// Seconds that a service of this class takes on average.
    pub fn mean_service(&self, class: Class) -> f64 {
        self.law.mean() * self.scale_of_class(class)
    }

    pub fn patience(&self) -> &Patience {
        &self.patience
    }

    /// How much more than all others people of this rank tend to hang up.
    pub fn impatience(&self, rank: u8) -> f64 {
        const BELIEF: f64 = 20.0;
        let (all_hung_up, all_expected) =
            self.by_rank.values().fold((0.0, 0.0), |(h, e), (hung_up, expected)| (h + hung_up, e + expected));
        let (hung_up, expected) = self.by_rank.get(&rank).copied().unwrap_or_default();
        let expected = expected * if all_expected > 0.0 { all_hung_up / all_expected } else { 1.0 };
        (hung_up + BELIEF) / (expected + BELIEF)
    }

    /// Which share of those who come is of each class.
    pub fn shares(&self) -> impl Iterator<Item = (Class, f64)> {
        let all = self.shares.values().sum::<f64>().max(1.0);
        self.shares.iter().map(move |(class, count)| (*class, count / all))
    }

    /// How many come in a second, for each stretch of the period, and the relative error of that.
    pub(crate) fn rates(&self) -> Vec<(f64, f64)> {
        const NEAR: [(isize, f64); 5] = [(-2, 0.3), (-1, 0.8), (0, 1.0), (1, 0.8), (2, 0.3)];
        let (came, time) = (self.arrivals.iter().sum::<f64>(), self.exposure.iter().sum::<f64>());
        let n = self.arrivals.len();
        if came == 0.0 || time <= 0.0 {
            return vec![(0.0, 0.0); n];
        }
        let overall = came / time;
        // By how much more the stretches differ than chance would have it. If they don't, then a busy hour says nothing about the next:
        // a stretch is believed as if so many had come in it by the overall rate.
        let each = || self.arrivals.iter().zip(&self.exposure).map(|(came, time)| (*came, time * overall));
        let chance = each().map(|(_, expected)| expected * expected).sum::<f64>();
        let differ =
            each().map(|(came, expected)| (came - expected).powi(2) - expected).sum::<f64>() / chance;
        let belief = 1.0 / differ.clamp(1e-4, 0.5);
        let around = |of: &[f64], at: usize| {
            let near =
                |(by, weight): &(isize, f64)| of[(at as isize + by).rem_euclid(n as isize) as usize] * weight;
            NEAR.iter().map(near).sum::<f64>()
        };
        let rate = |at| {
            let came = around(&self.arrivals, at) + belief;
            (came / (around(&self.exposure, at) + belief / overall), 1.0 / came.sqrt())
        };
        (0..n).map(rate).collect()
    }

    /// Somebody who comes, with a service and a patience as they may be.
    pub(crate) fn visitor(&self, Arrival { class, at }: Arrival, random: &mut Random) -> Visitor {
        let service = self.law.at(random.exponential()) * self.scale_of_class(class);
        let patience = self.patience.until(random.exponential() / self.impatience(class.rank));
        Visitor { class, at, service, patience }
    }

    pub fn period(&self) -> f64 {
        self.prior.period
    }

    pub(crate) fn stretch(&self, at: f64) -> usize {
        ((at.rem_euclid(self.prior.period) / STRETCH) as usize).min(self.arrivals.len() - 1)
    }

    pub(crate) fn end_of_stretch(&self, at: f64) -> f64 {
        let day = (at / self.prior.period).floor() * self.prior.period;
        let end = day + ((self.stretch(at) + 1) as f64 * STRETCH).min(self.prior.period);
        // Rounding must not keep the time from going on.
        if end > at { end } else { at + STRETCH }
    }

    fn fit(&mut self) {
        let n = self.services.len() as f64;
        let mut logs: Vec<f64> =
            self.services.iter().map(|s| s.seconds.ln() - self.believed(s.class)).collect();
        let middle = logs.iter().sum::<f64>() / n;
        logs.iter_mut().for_each(|l| *l -= middle);
        self.quickness.kinds = self.explain(&mut logs, |s| self.kind_of(s.class));
        self.quickness.ranks = self.explain(&mut logs, |s| usize::from(s.class.rank));
        self.quickness.lines = self.explain(&mut logs, |s| usize::from(s.class.line));
        self.quickness.agents = self.explain(&mut logs, |s| s.agent);
        let mut sample: Vec<f64> = logs.iter().map(|l| (middle + l).exp()).collect();
        let mut law = Law::fit(&sample, self.prior.service);
        // Those who are still served count as well: the long ones are among them. How long theirs will be is what the law says, and so on.
        let now = self.seen_until.unwrap_or(0.0);
        let running = self.running.iter().map(|(agent, (class, since))| {
            (now - since).max(0.0) / (self.scale_of_class(*class) * self.scale_of_agent(*agent))
        });
        let mut running: Vec<f64> = running.collect();
        if running.len() * 50 > self.services.len() {
            running.sort_by(f64::total_cmp);
            for _ in 0..3 {
                sample.truncate(self.services.len());
                for (k, elapsed) in running.iter().enumerate() {
                    // Even chances, far from each other for those who are alike.
                    let chance = ((k as f64 + 0.5) * 0.618_033_988_749_895).fract();
                    sample.push(law.at(law.hazard(*elapsed) - chance.ln()));
                }
                law = Law::fit(&sample, self.prior.service);
            }
        }
        self.law = law;
        sample.truncate(self.services.len());
        let mean = sample.iter().sum::<f64>() / n;
        let spread = sample.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        self.doubt = ((spread.sqrt() / mean).max(0.5) / (n + 3.0).sqrt()).min(0.5);
    }

    /// Takes out of the logarithms what belongs to groups that differ more than chance would have it; less where there are few.
    fn explain(&self, logs: &mut [f64], group: impl Fn(&Service) -> usize) -> BTreeMap<usize, f64> {
        let mut groups: BTreeMap<usize, (f64, f64)> = BTreeMap::new();
        for (service, log) in self.services.iter().zip(logs.iter()) {
            let (n, sum) = groups.entry(group(service)).or_default();
            *n += 1.0;
            *sum += log;
        }
        let n = logs.len() as f64;
        let noise = logs.iter().map(|l| l * l).sum::<f64>() / n.max(1.0);
        let free = groups.len() as f64 - 1.0;
        let differ = groups.values().map(|(n, sum)| sum * sum / n).sum::<f64>() / noise.max(1e-9);
        if n < 30.0 || free < 1.0 || differ < free + 4.0 * (2.0 * free).sqrt() {
            return BTreeMap::new();
        }
        let evenness = n - groups.values().map(|(n, _)| n * n).sum::<f64>() / n;
        let between = (differ - free) / evenness.max(1.0);
        let shrunk = groups.into_iter().map(|(key, (n, sum))| (key, sum / n * between / (between + 1.0 / n)));
        let found: BTreeMap<usize, f64> = shrunk.collect();
        for (service, log) in self.services.iter().zip(logs.iter_mut()) {
            *log -= found[&group(service)];
        }
        found
    }
}
