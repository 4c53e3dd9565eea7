//! How long people wait before they hang up.

/// The hazard of hanging up, by how long somebody has waited already: constant within steps that grow. Learned from all who waited; those
/// who were served tell only that they were still there.
#[derive(Debug, Clone)]
pub struct Patience {
    hung_up: [f64; STEPS],
    waited: [f64; STEPS],
    /// Worked out of these two: the hazard in each step, and what has added up before it.
    hazard: [f64; STEPS],
    before: [f64; STEPS],
    any: bool,
}

const STEPS: usize = 24;

/// The step begins here, in seconds.
const fn begins() -> [f64; STEPS] {
    let mut edges = [0.0; STEPS];
    let (mut k, mut edge) = (1, 10.0);
    while k < STEPS {
        edges[k] = edge;
        edge *= 1.45;
        k += 1;
    }
    edges
}
const BEGINS: [f64; STEPS] = begins();

/// The logarithm of the wait in the middle of a step, about zero after five minutes.
fn middle(step: usize) -> f64 {
    let end = BEGINS.get(step + 1).copied().unwrap_or(BEGINS[step] * 1.45);
    (0.5 * (BEGINS[step] + end) / 300.0).ln()
}

impl Default for Patience {
    fn default() -> Self {
        Patience {
            hung_up: [0.0; STEPS],
            waited: [0.0; STEPS],
            hazard: [0.0; STEPS],
            before: [0.0; STEPS],
            any: false,
        }
    }
}

impl Patience {
    /// Somebody waited so long, and then hung up or not.
    pub fn learn(&mut self, waited: f64, hung_up: bool) {
        for (step, begin) in BEGINS.into_iter().enumerate() {
            let end = BEGINS.get(step + 1).copied().unwrap_or(f64::INFINITY);
            if waited <= begin && step > 0 {
                break;
            }
            self.waited[step] += (waited.min(end) - begin).max(0.0);
            if hung_up && waited < end {
                self.hung_up[step] += 1.0;
                self.any = true;
                break;
            }
        }
    }

    /// Works the hazards out of what was learned. Where a step knows little, it believes the trend of all.
    pub fn settle(&mut self) {
        /// A step is believed as if so many had hung up in it by the trend.
        const BELIEF: f64 = 6.0;
        if !self.any || self.waited.iter().sum::<f64>() <= 0.0 {
            return;
        }
        let (level, slope) = self.trend();
        let mut sum = 0.0;
        for (step, begin) in BEGINS.into_iter().enumerate() {
            let trend = (level + slope * middle(step)).exp();
            self.hazard[step] = (self.hung_up[step] + BELIEF) / (self.waited[step] + BELIEF / trend);
            self.before[step] = sum;
            if let Some(end) = BEGINS.get(step + 1) {
                sum += self.hazard[step] * (end - begin);
            }
        }
    }

    /// The straight line that fits the logarithm of the hazard best, over the logarithm of the wait: a Weibull law.
    fn trend(&self) -> (f64, f64) {
        /// How surely the hazard is believed to be constant, before the data say something else.
        const CONSTANT: f64 = 2.0;
        let all = self.hung_up.iter().sum::<f64>() / self.waited.iter().sum::<f64>();
        let (mut level, mut slope) = (all.ln(), 0.0);
        for _ in 0..20 {
            let (mut gl, mut gs, mut ll, mut ls, mut ss) = (0.0, -CONSTANT * slope, 1e-9, 0.0, CONSTANT);
            for step in 0..STEPS {
                let x = middle(step);
                let expected = self.waited[step] * (level + slope * x).exp();
                gl += self.hung_up[step] - expected;
                gs += (self.hung_up[step] - expected) * x;
                ll += expected;
                ls += expected * x;
                ss += expected * x * x;
            }
            let det = ll * ss - ls * ls;
            let (by_level, by_slope) = ((ss * gl - ls * gs) / det, (ll * gs - ls * gl) / det);
            if !(by_level.is_finite() && by_slope.is_finite()) {
                break;
            }
            level += by_level.clamp(-1.0, 1.0);
            slope = (slope + by_slope.clamp(-0.5, 0.5)).clamp(-1.0, 3.0);
        }
        (level, slope)
    }

    /// Whether anybody hangs up at all.
    pub fn matters(&self) -> bool {
        self.any
    }

    fn cumulated(&self, waited: f64) -> f64 {
        let step = BEGINS.partition_point(|edge| *edge <= waited).max(1) - 1;
        self.before[step] + self.hazard[step] * (waited - BEGINS[step])
    }

    /// The wait at which the hazard has added up to this.
    pub(crate) fn until(&self, hazard: f64) -> f64 {
        if !self.any {
            return f64::INFINITY;
        }
        let step = self.before.partition_point(|before| *before <= hazard).max(1) - 1;
        BEGINS[step] + (hazard - self.before[step]) / self.hazard[step]
    }

    /// The share of those who have waited `from` seconds who are still there after `to`, if they are so many times as impatient as all.
    pub fn stays(&self, from: f64, to: f64, impatience: f64) -> f64 {
        let lost = self.cumulated(to.max(0.0)) - self.cumulated(from.max(0.0));
        (-lost.max(0.0) * impatience).exp()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    #[test]
    fn patience_is_learned_although_most_are_served_first() {
        let (mut patience, mut random) = (Patience::default(), Random::new(2));
        for _ in 0..20_000 {
            let (patient, offered) = (600.0 * random.exponential(), 150.0 * random.exponential());
            patience.learn(offered.min(patient), patient < offered);
        }
        patience.settle();
        for t in [60.0, 300.0, 600.0] {
            let truth = (-t / 600.0_f64).exp();
            assert!(
                (patience.stays(0.0, t, 1.0) - truth).abs() < 0.04,
                "{} for {truth}",
                patience.stays(0.0, t, 1.0)
            );
        }
        assert!(patience.stays(100.0, 200.0, 1.0) < 1.0 && patience.stays(200.0, 200.0, 1.0) == 1.0);
    }

    #[test]
    fn everybody_stays_where_nobody_ever_hung_up() {
        let mut patience = Patience::default();
        patience.learn(100.0, false);
        patience.settle();
        assert_eq!(patience.stays(0.0, 1e6, 1.0), 1.0);
    }
}
