use std::collections::BTreeMap;

use crate::{Class, Forecast, Range};

/// Corrects what is announced by how earlier announcements came true, in all and for each class.
///
/// Each outcome that fell below a quantile moves it down a little, each that didn't moves it up, in the proportion in which both should happen; so
/// the shares come true in the long run whatever the simulation gets wrong (adaptive conformal inference). A quantile moves along
/// the simulated futures, on the scale of the logarithm of its odds, and beyond the last of them if it must.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    ease: f64,
    all: Track,
    classes: BTreeMap<Class, Track>,
}

/// The shares of outcomes that are to be below p10, p50 and p90, and how quickly each is moved. The middle is no promise: it takes its time.
const SHARES: [(f64, f64); 3] = [(0.1, 1.0), (0.5, 0.5), (0.9, 1.0)];
/// Of a move, this part is all classes' and the rest the class's own.
const COMMON: f64 = 0.3;
/// By how much of a share a first outcome counts; when so many have come, less and less.
const STEP: f64 = 0.1;
const SETTLED: f64 = 50.0;
/// Those who wait at the same time tell nearly the same: each further one makes them count so much less.
const ALIKE: f64 = 0.5;
/// Up to these odds (97 percent) the simulated futures say where a quantile is.
const SIMULATED: f64 = 3.5;
/// Times are told and measured no finer than this, in seconds: who is served as the doors open is served in time.
pub(crate) const GRAIN: f64 = 0.1;

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
    /// For forecasts that may be off by so many seconds even where they are sure of themselves.
    pub fn easy(ease: f64) -> Self {
        Calibration { ease, ..Calibration::default() }
    }

    /// How many announcements it has seen come true or not.
    pub fn outcomes(&self) -> usize {
        self.all.outcomes as usize
    }

    /// Somebody who came at this time and was told this waited so long. Outcomes come in the order in which they became known.
    pub fn learn(&mut self, class: Class, at: f64, told: Range, wait: f64) {
        let at_once = (wait - told.p50).abs() <= GRAIN;
        let below = [wait < told.p10, wait < told.p50, wait <= told.p90];
        let missed: [f64; 3] = std::array::from_fn(|k| {
            let (share, pace) = SHARES[k];
            let missed = if k == 1 && at_once { 0.0 } else { share - f64::from(u8::from(below[k])) };
            pace * missed / (share * (1.0 - share))
        });
        self.all.learn(COMMON, at, missed, wait);
        self.classes.entry(class).or_default().learn(1.0 - COMMON, at, missed, wait);
    }

    /// What to announce.
    pub fn range(&self, class: Class, forecast: &Forecast) -> Range {
        let own = self.classes.get(&class).map_or([0.0; 3], |track| track.moved);
        let [p10, p50, p90] = std::array::from_fn(|k| {
            let (share, _) = SHARES[k];
            self.place(forecast, (share / (1.0 - share)).ln() + self.all.moved[k] + own[k])
        });
        let p50 = p50.max(0.0);
        let p10 = (p10.min(p50) - GRAIN).max(0.0);
        let p90 = if p90.max(p50) > 0.0 { p90.max(p50) + GRAIN } else { 0.0 };
        Range { mean: forecast.mean().clamp(p10, p90), p10, p50, p90 }
    }

    /// The wait that isn't exceeded by these odds, given as their logarithm.
    fn place(&self, forecast: &Forecast, odds: f64) -> f64 {
        let simulated = odds.clamp(-SIMULATED, SIMULATED);
        let wait = forecast.quantile(1.0 / (1.0 + (-simulated).exp()));
        let beyond = (odds - simulated) / SIMULATED;
        wait + beyond * (wait - forecast.quantile(0.5)).abs().max(self.ease)
    }
}

impl Track {
    fn learn(&mut self, part: f64, at: f64, missed: [f64; 3], wait: f64) {
        let since = *self.since.get_or_insert(at);
        self.outcomes += 1.0;
        self.waited += wait;
        let together = self.waited / (at + wait - since).max(wait).max(1.0);
        let counts = 1.0 / (1.0 + ALIKE * together);
        let step = part * STEP * counts / (1.0 + self.outcomes * counts / SETTLED).sqrt();
        for (moved, missed) in self.moved.iter_mut().zip(missed) {
            *moved += step * missed;
        }
    }
}
