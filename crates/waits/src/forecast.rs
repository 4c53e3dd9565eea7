use crate::{Class, Learner, State, runs::Runs};

/// Seconds to wait: on average, and what one, five and nine of ten wait at most.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Range {
    pub mean: f64,
    pub p10: f64,
    pub p50: f64,
    pub p90: f64,
}

/// The waits that came out of many possible futures, the shortest first.
#[derive(Debug, Clone, Default)]
pub struct Forecast {
    waits: Vec<f64>,
}

/// What an announced wait comes from.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Why {
    /// Those waiting who are served first.
    pub before: usize,
    /// Agents on duty who serve this line, and how many of them have somebody to serve.
    pub agents: usize,
    pub busy: usize,
    /// When the next of them comes, and when the next of them leaves, by the plan.
    pub next_comes: Option<f64>,
    pub next_leaves: Option<f64>,
    /// Call-backs that are promised for within the range and go first.
    pub booked: usize,
    /// How many more severe ones are expected to come within the range.
    pub overtaking: f64,
    /// Seconds that a service takes on average.
    pub service: f64,
}

/// At least and at most so many futures are looked at; between them it ends when so much has happened in them all.
const FEWEST: usize = 48;
const MOST: usize = 400;
const WORK: usize = 30_000;
const CERTAIN: usize = 100;

/// What a patient customer who joins this line now has to expect; nothing if nobody will ever come to serve it.
pub fn forecast(state: &State, learner: &Learner, class: Class, seed: u64) -> Option<Forecast> {
    if state.is_free(class.line) {
        return Some(Forecast { waits: vec![0.0] });
    }
    let serve = |a: &crate::Agent| {
        a.lines.has(class.line) && (a.on_duty || a.shifts.iter().any(|s| s.to > state.now))
    };
    if !state.agents.iter().any(serve) {
        return None;
    }
    let mut runs = Runs::new(state, learner, class);
    let mut waits = Vec::new();
    while waits.len() < FEWEST || (waits.len() < MOST && runs.happened < WORK) {
        waits.push(runs.run(seed.wrapping_add(waits.len() as u64)));
    }
    Some(Forecast::of(waits))
}

impl Forecast {
    /// Of waits that are as likely as each other.
    pub fn of(mut waits: Vec<f64>) -> Self {
        waits.sort_by(f64::total_cmp);
        Forecast { waits }
    }

    /// The same with something that follows each wait; one that is certain is drawn as often as others are simulated.
    pub fn followed_by(&self, mut takes: impl FnMut() -> f64) -> Forecast {
        let often = if self.waits.len() == 1 { CERTAIN } else { 1 };
        let each = self.waits.iter().flat_map(|wait| std::iter::repeat_n(*wait, often));
        Forecast::of(each.map(|wait| wait + takes()).collect())
    }

    /// So many waits that stand for all.
    pub fn samples(&self, n: usize) -> Vec<f64> {
        (1..=n).map(|k| self.quantile(k as f64 / (n as f64 + 1.0))).collect()
    }

    pub fn mean(&self) -> f64 {
        self.waits.iter().sum::<f64>() / self.waits.len().max(1) as f64
    }

    /// The wait that this share doesn't exceed. One more draw is as likely to fall between any two of them as before the first.
    pub fn quantile(&self, share: f64) -> f64 {
        let n = self.waits.len();
        if n == 0 {
            return 0.0;
        }
        let place = (share * (n as f64 + 1.0) - 1.0).clamp(0.0, n as f64 - 1.0);
        let low = place as usize;
        let high = (low + 1).min(n - 1);
        self.waits[low] + (place - low as f64) * (self.waits[high] - self.waits[low])
    }

    pub fn range(&self) -> Range {
        let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|share| self.quantile(share));
        Range { mean: self.mean(), p10, p50, p90 }
    }
}

/// What the wait of this class comes from, if it is in this range.
pub fn why(state: &State, learner: &Learner, class: Class, range: Range) -> Why {
    let now = state.now;
    let serving = || state.agents.iter().filter(|a| a.lines.has(class.line));
    let on_duty = || serving().filter(|a| a.on_duty);
    let end = now + range.p50;
    let comes =
        serving().filter(|a| !a.on_duty).flat_map(|a| &a.shifts).map(|s| s.from).filter(|from| *from > now);
    let leaves = on_duty().flat_map(|a| &a.shifts).map(|s| s.to).filter(|to| *to > now && *to <= end);
    let share = learner.shares().filter(|(c, _)| c.line == class.line && c.rank < class.rank);
    let share: f64 = share.map(|(_, share)| share).sum();
    let mut overtaking = 0.0;
    let rates = learner.rates();
    let mut at = now;
    while at < end {
        let next = learner.end_of_stretch(at).min(end);
        overtaking += rates[learner.stretch(at)].0 * share * (next - at);
        at = next;
    }
    Why {
        before: state
            .waiting
            .iter()
            .filter(|w| w.class.line == class.line && w.class.rank <= class.rank)
            .count(),
        agents: on_duty().count(),
        busy: on_duty().filter(|a| a.serving.is_some()).count(),
        next_comes: comes.min_by(f64::total_cmp),
        next_leaves: leaves.min_by(f64::total_cmp),
        booked: state
            .booked
            .iter()
            .filter(|b| b.class.line == class.line && b.class.rank < class.rank && b.at <= end)
            .count(),
        overtaking,
        service: learner.mean_service(class),
    }
}
