use std::collections::BTreeMap;

use crate::{Class, Forecast, Range};

/// Corrects what is announced by how earlier announcements came true, in all and for each class.
///
/// For each outcome it notes which share of the simulated futures was shorter. If these shares are spread evenly, the forecasts are right;
/// if not, the announced quantiles are taken where the outcomes say they are.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    all: Record,
    classes: BTreeMap<Class, Record>,
}

const BINS: usize = 100;

#[derive(Debug, Clone)]
struct Record {
    /// How many outcomes were above so many hundredths of the futures; older ones count less.
    shares: [f64; BINS],
    count: f64,
}

impl Default for Record {
    fn default() -> Self {
        Record { shares: [0.0; BINS], count: 0.0 }
    }
}

/// The forecasts are believed as if so many outcomes had proved them right; a class is believed to be like all others just as much.
const BELIEF: f64 = 1000.0;
const FORGET: f64 = 1.0 / 4000.0;

impl Calibration {
    pub fn learn(&mut self, class: Class, forecast: &Forecast, wait: f64) {
        let share = forecast.share_below(wait);
        self.all.learn(share);
        self.classes.entry(class).or_default().learn(share);
    }

    pub fn range(&self, class: Class, forecast: &Forecast) -> Range {
        let plain = Record::default();
        let own = self.classes.get(&class).unwrap_or(&plain);
        let levels = own.levels(&self.all.levels(&even()));
        let at = |share: f64| forecast.quantile(place(&levels, share));
        Range { mean: forecast.mean(), p10: at(0.1), p50: at(0.5), p90: at(0.9) }
    }
}

/// For each hundredth of the futures the share of outcomes expected below it.
type Levels = [f64; BINS + 1];

fn even() -> Levels {
    std::array::from_fn(|k| k as f64 / BINS as f64)
}

/// Which share of the futures has this share of outcomes below it.
fn place(levels: &Levels, share: f64) -> f64 {
    let above = levels.partition_point(|l| *l < share).clamp(1, BINS);
    let (low, high) = (levels[above - 1], levels[above]);
    (above as f64 - 1.0 + (share - low) / (high - low).max(1e-9)) / BINS as f64
}

impl Record {
    fn learn(&mut self, share: f64) {
        for count in &mut self.shares {
            *count *= 1.0 - FORGET;
        }
        self.shares[((share * BINS as f64) as usize).min(BINS - 1)] += 1.0;
        self.count = self.count * (1.0 - FORGET) + 1.0;
    }

    fn levels(&self, prior: &Levels) -> Levels {
        let mut below = 0.0;
        std::array::from_fn(|k| {
            if k > 0 {
                below += self.shares[k - 1];
            }
            (below + BELIEF * prior[k]) / (self.count + BELIEF)
        })
    }
}
