use std::collections::BTreeMap;

use crate::{Class, Forecast, Range};

/// Corrects what is announced by how earlier announcements came true, in all and for each class.
///
/// An outcome below an announced quantile moves the quantile down, one that isn't moves it up, in the proportion in which both should
/// happen; so the shares come true in the long run whatever the forecasts get wrong (adaptive conformal inference). A quantile moves
/// along the simulated futures, on the scale of the logarithm of its odds, and a little beyond the last of them.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    /// Seconds by which forecasts may be off even where they are sure of themselves.
    ease: f64,
    overnight: bool,
    all: Track,
    classes: BTreeMap<Class, Track>,
}

/// The shares of outcomes that are to be below p10, p50 and p90, and how quickly each moves. The middle is no promise, it takes its time.
const SHARES: [(f64, f64); 3] = [(0.1, 1.0), (0.5, 0.5), (0.9, 1.0)];
/// Of a move, this part is all classes' and the rest the class's own.
const COMMON: f64 = 0.3;
/// By how much of a share the first outcome moves a quantile, and after how many it is less.
const STEP: f64 = 0.1;
const SETTLED: f64 = 50.0;
/// Those who wait at the same time tell nearly the same: by this much less for each of them. Those who wait for the same morning share all
/// its luck, which says nothing about the next, and the first outcome comes when all of them have been told.
const ALIKE: f64 = 0.5;
const ALIKE_OVERNIGHT: f64 = 4.0;
/// How far the odds move at most, and after how many outcomes as far again. Many come in of the same mistake before the first of them
/// helps; they must not carry a quantile away.
const MOST: f64 = 2.5;
const AS_FAR: f64 = 200.0;
/// Up to these odds (97 percent) the simulated futures tell where a quantile is.
const SIMULATED: f64 = 3.5;
/// Times are told and measured no finer than this, in seconds: who is served as the doors open is served in time.
const GRAIN: f64 = 0.1;

/// What was learned of a class, or of all.
#[derive(Debug, Clone, Default)]
struct Track {
    outcomes: f64,
    /// Seconds waited by all of them together, since the first of them came.
    waited: f64,
    since: Option<f64>,
    /// By how much the odds of each quantile are moved.
    moved: [f64; 3],
}

impl Calibration {
    /// For forecasts that leave out what happens as well: they may be off by so many seconds, and many times that, even where they are sure
    /// of themselves.
    pub fn easy(ease: f64) -> Self {
        Calibration { ease, ..Calibration::default() }
    }

    /// For those who come while nobody is there to serve them. They need their own: a morning's luck must not spoil the day's ranges.
    #[must_use]
    pub fn overnight(self) -> Self {
        Calibration { overnight: true, ..self }
    }

    /// Somebody who came at this time and was told this waited so long. Outcomes are told in the order in which they became known.
    pub fn learn(&mut self, class: Class, at: f64, told: Range, wait: f64) {
        let in_the_middle = (wait - told.p50).abs() <= GRAIN;
        let below = [wait < told.p10, wait < told.p50, wait <= told.p90];
        let missed = std::array::from_fn(|k| {
            let (share, pace) = SHARES[k];
            let missed = if k == 1 && in_the_middle { 0.0 } else { share - f64::from(u8::from(below[k])) };
            pace * missed / (share * (1.0 - share))
        });
        let alike = if self.overnight { ALIKE_OVERNIGHT } else { ALIKE };
        let own = self.classes.entry(class).or_default();
        let most = MOST * (1.0 + self.all.learn(COMMON, alike, at, missed, wait) / AS_FAR);
        own.learn(1.0 - COMMON, alike, at, missed, wait);
        for (own, all) in own.moved.iter_mut().zip(&mut self.all.moved) {
            *all = all.clamp(-most, most);
            *own = own.clamp(-most - *all, most - *all);
        }
    }

    /// What to announce.
    pub fn range(&self, class: Class, forecast: &Forecast) -> Range {
        let own = self.classes.get(&class).map_or([0.0; 3], |track| track.moved);
        let [p10, p50, p90] = std::array::from_fn(|k| {
            let (share, _) = SHARES[k];
            self.place(forecast, (share / (1.0 - share)).ln() + self.all.moved[k] + own[k]).max(0.0)
        });
        let (low, high) = (p10.min(p50), p90.max(p50));
        if high <= 0.0 {
            return Range::default();
        }
        let (p10, p90) = ((low - GRAIN).max(0.0), high + GRAIN);
        Range { mean: forecast.mean().clamp(p10, p90), p10, p50, p90 }
    }

    /// The wait that isn't exceeded with these odds, given as their logarithm.
    fn place(&self, forecast: &Forecast, odds: f64) -> f64 {
        let simulated = odds.clamp(-SIMULATED, SIMULATED);
        let wait = forecast.quantile(1.0 / (1.0 + (-simulated).exp()));
        let far = (wait - forecast.quantile(0.5)).abs().max(self.ease);
        wait + (odds - simulated) / SIMULATED * far
    }
}

impl Track {
    /// Moves the quantiles; as how many outcomes all so far count, had nobody waited at the same time.
    fn learn(&mut self, part: f64, alike: f64, at: f64, missed: [f64; 3], wait: f64) -> f64 {
        let since = *self.since.get_or_insert(at);
        self.outcomes += 1.0;
        self.waited += wait;
        let together = self.waited / (at + wait - since).max(wait).max(1.0);
        let counts = 1.0 / (1.0 + alike * together);
        let all = self.outcomes * counts;
        let step = part * STEP * counts / (1.0 + all / SETTLED).sqrt();
        for (moved, missed) in self.moved.iter_mut().zip(missed) {
            *moved += step * missed;
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Random;

    const CLASSES: [Class; 2] = [Class { rank: 1, line: 0 }, Class { rank: 2, line: 1 }];

    /// Announces waits of 600 seconds on average, so that several wait at a time, to two classes, one of which comes nine times as often;
    /// the share of each inside the range, after as many from whom it learned.
    fn inside(forecast: impl Fn(&mut Random) -> Forecast) -> [f64; 2] {
        let (mut calibration, mut random) = (Calibration::default(), Random::new(7));
        let (mut open, mut hits, mut count): (Vec<(f64, usize, f64, Range)>, _, _) =
            (Vec::new(), [0.0; 2], [0.0; 2]);
        for k in 0..20_000 {
            let at = f64::from(k) * 60.0;
            open.sort_by(|a, b| (a.0 + a.2).total_cmp(&(b.0 + b.2)));
            while open.first().is_some_and(|(since, _, wait, _)| since + wait <= at) {
                let (since, class, wait, told) = open.remove(0);
                calibration.learn(CLASSES[class], since, told, wait);
            }
            let class = usize::from(random.unit() < 0.1);
            let told = calibration.range(CLASSES[class], &forecast(&mut random));
            let wait = 600.0 * random.exponential();
            open.push((at, class, wait, told));
            if k >= 10_000 {
                count[class] += 1.0;
                hits[class] += f64::from(u8::from(told.p10 <= wait && wait <= told.p90));
            }
        }
        std::array::from_fn(|class| hits[class] / count[class])
    }

    fn sample(random: &mut Random, of: impl Fn(&mut Random) -> f64) -> Forecast {
        Forecast::of((0..60).map(|_| of(random)).collect())
    }

    #[test]
    fn ranges_come_true_in_each_class_whatever_the_forecasts_get_wrong() {
        type Draw = fn(&mut Random) -> f64;
        let wrong: [(&str, Draw); 4] = [
            ("right", |r| 600.0 * r.exponential()),
            ("too sure", |r| 400.0 + 200.0 * r.unit()),
            ("too careful", |r| 1500.0 * r.exponential()),
            ("too late", |r| 300.0 + 600.0 * r.exponential()),
        ];
        for (name, of) in wrong {
            let shares = inside(|random| sample(random, of));
            assert!(shares.iter().all(|share| (share - 0.8).abs() < 0.03), "{name}: {shares:?}");
        }
    }

    /// The share inside the range in the first weeks of fifty centres, if forecasts are right, and sixty people a night wait for the same
    /// morning, which is early or late for all of them.
    fn inside_overnight(new: &Calibration) -> f64 {
        let (mut random, mut hits) = (Random::new(11), 0.0);
        for _ in 0..50 {
            let mut calibration = new.clone();
            for night in 0..7 {
                let (evening, luck) = (f64::from(night) * 86_400.0, random.exponential());
                let told: Vec<(f64, Range, f64)> = (0..60)
                    .map(|k| {
                        let at = evening + 600.0 * f64::from(k);
                        let until = evening + 50_000.0 - at;
                        let forecast = sample(&mut random, |r| until + 3000.0 * r.exponential());
                        (at, calibration.range(CLASSES[0], &forecast), until + 3000.0 * luck)
                    })
                    .collect();
                for (at, told, wait) in told {
                    hits += f64::from(u8::from(told.p10 <= wait && wait <= told.p90));
                    calibration.learn(CLASSES[0], at, told, wait);
                }
            }
        }
        hits / (50.0 * 7.0 * 60.0)
    }

    #[test]
    fn the_luck_of_a_night_is_not_taken_for_the_rule() {
        let overnight = inside_overnight(&Calibration::default().overnight());
        assert!((overnight - 0.8).abs() < 0.04, "{overnight}");
        let by_day = inside_overnight(&Calibration::default());
        assert!(by_day < overnight - 0.02, "{by_day} and {overnight}");
    }

    #[test]
    fn who_is_served_as_the_doors_open_is_in_the_range() {
        let certain = Forecast::of(vec![0.1 + 0.2; 50]);
        let Range { p10, p50, p90, .. } = Calibration::default().range(CLASSES[0], &certain);
        assert!(p10 < 0.3 && 0.3 < p50 && p50 < p90);
        assert_eq!(Calibration::default().range(CLASSES[0], &Forecast::of(vec![0.0])), Range::default());
    }

    #[test]
    fn a_range_stays_in_order_whatever_came() {
        let (mut calibration, mut random) = (Calibration::default(), Random::new(9));
        for k in 0..3000 {
            let told = calibration.range(CLASSES[k % 2], &sample(&mut random, |r| 300.0 * r.exponential()));
            assert!(0.0 <= told.p10 && told.p10 <= told.p50 && told.p50 <= told.p90, "{told:?}");
            assert!(told.p10 <= told.mean && told.mean <= told.p90, "{told:?}");
            let wait = [0.0, 1e9, 5.0][k / 10 % 3];
            calibration.learn(CLASSES[k % 2], k as f64, told, wait);
        }
    }
}
