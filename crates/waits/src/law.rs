//! How long services take.

/// The law of a duration, kept as the inverse of its cumulative hazard: the duration at which the hazard has added up to `k / FINE`. A draw
/// is then the point at an exponential number, and the rest of a service that runs is one more draw on top of its hazard so far.
#[derive(Debug, Clone)]
pub struct Law {
    at: Vec<f64>,
    /// How the duration goes on behind the last point, per hazard.
    slope: f64,
}

const FINE: f64 = 32.0;
const POINTS: usize = 8 * 32 + 1;

impl Law {
    /// Exponential with this mean.
    pub fn exponential(mean: f64) -> Self {
        Self::from_points(|hazard| hazard * mean)
    }

    /// Lognormal: the logarithm has this middle and this spread.
    pub fn lognormal(middle: f64, spread: f64) -> Self {
        Self::from_points(|hazard| (middle + spread * probit(-(-hazard).exp_m1())).exp())
    }

    fn from_points(at: impl Fn(f64) -> f64) -> Self {
        let mut points: Vec<f64> = (0..POINTS).map(|k| at(k as f64 / FINE)).collect();
        points[0] = 0.0;
        for k in 1..POINTS {
            points[k] = points[k].max(points[k - 1] + 1e-9);
        }
        let slope = (points[POINTS - 1] - points[POINTS - 1 - FINE as usize]).max(1e-9);
        Law { at: points, slope }
    }

    /// The law that explains a sample best: a familiar one as long as the sample doesn't speak against it, else the sample itself.
    /// `prior` is what is believed before there is one.
    pub fn fit(sample: &[f64], prior: f64) -> Self {
        const BELIEF: f64 = 1.0;
        let n = sample.len() as f64;
        let mean = (sample.iter().sum::<f64>() + BELIEF * prior) / (n + BELIEF);
        if sample.len() < 20 {
            return Self::exponential(mean);
        }
        let mut sorted: Vec<f64> = sample.iter().map(|x| x.max(1e-3)).collect();
        sorted.sort_by(f64::total_cmp);
        let logs = || sorted.iter().map(|x| x.ln());
        let middle = logs().sum::<f64>() / n;
        let spread = (logs().map(|l| (l - middle).powi(2)).sum::<f64>() / (n - 1.0)).sqrt().max(1e-6);
        let exponential_says = -n * (1.0 + mean.ln());
        let lognormal_says = -n * (middle + spread.ln() + 0.5 * (1.0 + std::f64::consts::TAU.ln()));
        // The furthest that a sample may be from a law whose parameters were taken from it (Lilliefors); asked again and again, it must hardly ever err.
        if lognormal_says > exponential_says + 3.0 {
            if furthest(&sorted, |x| normal_below((x.ln() - middle) / spread)) < 1.3 / n.sqrt() {
                return Self::lognormal(middle, spread);
            }
        } else if furthest(&sorted, |x| -(-x / mean).exp_m1()) < 1.6 / n.sqrt() {
            return Self::exponential(mean);
        }
        Self::of_sample(&sorted)
    }

    /// Follows the sample, and behind its last twentieth goes on with the mean excess.
    fn of_sample(sorted: &[f64]) -> Self {
        let n = sorted.len();
        let tail = (n / 20).max(8).min(n - 1);
        let edge = sorted[n - 1 - tail];
        let slope = sorted[n - tail..].iter().map(|x| x - edge).sum::<f64>() / tail as f64;
        let edge_hazard = (n as f64 / (tail as f64 + 0.5)).ln();
        Self::from_points(|hazard| {
            if hazard >= edge_hazard {
                return edge + (hazard - edge_hazard) * slope;
            }
            let place = (-(-hazard).exp_m1() * n as f64 - 0.5).max(0.0);
            let k = (place as usize).min(n - 2);
            sorted[k] + (place - k as f64).min(1.0) * (sorted[k + 1] - sorted[k])
        })
    }

    /// The duration at this cumulative hazard.
    #[inline]
    pub fn at(&self, hazard: f64) -> f64 {
        let place = hazard * FINE;
        let k = place as usize;
        if k + 1 >= POINTS {
            return self.at[POINTS - 1] + (hazard - (POINTS - 1) as f64 / FINE) * self.slope;
        }
        self.at[k] + (place - k as f64) * (self.at[k + 1] - self.at[k])
    }

    /// The hazard that has added up after this long.
    pub fn hazard(&self, elapsed: f64) -> f64 {
        let last = self.at[POINTS - 1];
        if elapsed >= last {
            return (POINTS - 1) as f64 / FINE + (elapsed - last) / self.slope;
        }
        let above = self.at.partition_point(|x| *x <= elapsed).clamp(1, POINTS - 1);
        let (low, high) = (self.at[above - 1], self.at[above]);
        (above as f64 - 1.0 + (elapsed - low).max(0.0) / (high - low)) / FINE
    }

    pub fn mean(&self) -> f64 {
        let inner = (1..POINTS).map(|k| {
            let (low, high) = ((k - 1) as f64 / FINE, k as f64 / FINE);
            // The mean of a straight piece, weighted with the density e^-h.
            let weight = (-low).exp() - (-high).exp();
            let first = (low + 1.0) * (-low).exp() - (high + 1.0) * (-high).exp();
            let rise = (self.at[k] - self.at[k - 1]) * FINE;
            (self.at[k - 1] - rise * low) * weight + rise * first
        });
        let edge = (-((POINTS - 1) as f64) / FINE).exp();
        inner.sum::<f64>() + edge * (self.at[POINTS - 1] + self.slope)
    }
}

/// The furthest that a sample is from a distribution.
fn furthest(sorted: &[f64], below: impl Fn(f64) -> f64) -> f64 {
    let n = sorted.len() as f64;
    let gaps = sorted.iter().enumerate().map(|(i, x)| {
        let p = below(*x);
        (p - i as f64 / n).abs().max(((i + 1) as f64 / n - p).abs())
    });
    gaps.fold(0.0, f64::max)
}

/// The share of a normal distribution below x (Abramowitz and Stegun 7.1.26, error below 1e-7).
pub(crate) fn normal_below(x: f64) -> f64 {
    let z = x.abs() / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.327_591_1 * z);
    let poly = t
        * (0.254_829_592
            + t * (-0.284_496_736 + t * (1.421_413_741 + t * (-1.453_152_027 + t * 1.061_405_429))));
    let erf = 1.0 - poly * (-z * z).exp();
    if x < 0.0 { 0.5 * (1.0 - erf) } else { 0.5 * (1.0 + erf) }
}

/// The inverse of the normal distribution (Acklam's rational approximation, relative error below 1.2e-9).
pub(crate) fn probit(p: f64) -> f64 {
    const A: [f64; 6] = [
        -39.696_830_286_653_76,
        220.946_098_424_520_5,
        -275.928_510_446_968_7,
        138.357_751_867_269,
        -30.664_798_066_147_16,
        2.506_628_277_459_239,
    ];
    const B: [f64; 6] = [
        -54.476_098_798_224_06,
        161.585_836_858_040_9,
        -155.698_979_859_886_6,
        66.801_311_887_719_72,
        -13.280_681_552_885_72,
        1.0,
    ];
    const C: [f64; 6] = [
        -0.007_784_894_002_430_293,
        -0.322_396_458_041_136_5,
        -2.400_758_277_161_838,
        -2.549_732_539_343_734,
        4.374_664_141_464_968,
        2.938_163_982_698_783,
    ];
    const D: [f64; 5] = [
        0.007_784_695_709_041_462,
        0.322_467_129_070_039_8,
        2.445_134_137_142_996,
        3.754_408_661_907_416,
        1.0,
    ];
    const EDGE: f64 = 0.024_25;
    let poly = |c: &[f64], x: f64| c.iter().fold(0.0, |sum, c| sum * x + c);
    let p = p.clamp(1e-12, 1.0 - 1e-12);
    if p < EDGE {
        let q = (-2.0 * p.ln()).sqrt();
        poly(&C, q) / poly(&D, q)
    } else if p > 1.0 - EDGE {
        let q = (-2.0 * (1.0 - p).ln()).sqrt();
        -poly(&C, q) / poly(&D, q)
    } else {
        let q = p - 0.5;
        q * poly(&A, q * q) / poly(&B, q * q)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    fn sample(n: usize, mut draw: impl FnMut(&mut Random) -> f64) -> Vec<f64> {
        let mut random = Random::new(5);
        (0..n).map(|_| draw(&mut random)).collect()
    }

    #[test]
    fn a_law_is_found_again_in_its_sample() {
        let laws = [
            ("exponential", sample(4000, |r| 300.0 * r.exponential()), 300.0),
            ("lognormal", sample(4000, |r| (5.0 + 0.8 * r.normal()).exp()), (5.0_f64 + 0.32).exp()),
            ("even", sample(4000, |r| 100.0 + 200.0 * r.unit()), 200.0),
        ];
        for (name, sample, mean) in laws {
            let law = Law::fit(&sample, 1000.0);
            assert!((law.mean() / mean - 1.0).abs() < 0.05, "{name}: {} for {mean}", law.mean());
            let middle = law.at(std::f64::consts::LN_2);
            let below = sample.iter().filter(|x| **x < middle).count();
            assert!((1850..2150).contains(&below), "{name}: {below} below the middle");
        }
    }

    #[test]
    fn the_hazard_leads_back_to_the_duration() {
        for law in [Law::exponential(200.0), Law::lognormal(5.0, 1.2), Law::fit(&[1.0; 50], 1.0)] {
            for hazard in [0.0, 0.01, 0.5, 1.0, 3.3, 7.9, 12.0] {
                assert!((law.hazard(law.at(hazard)) - hazard).abs() < 1e-6, "{hazard}");
            }
        }
    }

    #[test]
    fn the_normal_distribution_and_its_inverse_agree() {
        for k in 1..100 {
            let p = f64::from(k) / 100.0;
            assert!((normal_below(probit(p)) - p).abs() < 1e-6);
        }
    }
}
