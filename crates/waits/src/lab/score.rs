use std::collections::BTreeMap;

use crate::{Class, Event, Range, trace::Reader};

use super::{Classic, Trace, classic::NAMES};

/// How announcements came true.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    n: f64,
    absolute: f64,
    squares: f64,
    inside: f64,
    pinball: f64,
    bias: f64,
    waits: f64,
}

impl Score {
    pub fn add(&mut self, range: Range, wait: f64) {
        self.n += 1.0;
        self.absolute += (range.p50 - wait).abs();
        self.squares += (range.mean - wait).powi(2);
        self.waits += wait;
        self.bias += range.mean - wait;
        self.inside += f64::from(u8::from(range.p10 <= wait && wait <= range.p90));
        let loss = |share: f64, told: f64| (share * (wait - told)).max((share - 1.0) * (wait - told));
        self.pinball += (loss(0.1, range.p10) + loss(0.5, range.p50) + loss(0.9, range.p90)) / 3.0;
    }

    pub fn count(&self) -> f64 {
        self.n
    }
    pub fn mae(&self) -> f64 {
        self.absolute / self.n
    }
    pub fn rmse(&self) -> f64 {
        (self.squares / self.n).sqrt()
    }
    pub fn coverage(&self) -> f64 {
        self.inside / self.n
    }
    pub fn pinball(&self) -> f64 {
        self.pinball / self.n
    }
    pub fn mean_wait(&self) -> f64 {
        self.waits / self.n
    }
    pub fn bias(&self) -> f64 {
        self.bias / self.n
    }
}

/// The scores of a trace: ours, in all and by class, of those served and those who hung up, and the classic ones.
#[derive(Debug, Clone, Default)]
pub struct Scores {
    pub ours: Score,
    pub classes: BTreeMap<Class, Score>,
    pub served: Score,
    pub hung_up: Score,
    pub classic: Vec<(&'static str, Score)>,
}

impl Scores {
    /// Plays a trace to the announcements, and judges those told to people who had to wait, after the first tenth.
    pub fn of(trace: &Trace) -> Result<Scores, String> {
        let (mut reader, mut classic) = (Reader::default(), Classic::default());
        let mut scores =
            Scores { classic: NAMES.map(|name| (name, Score::default())).to_vec(), ..Scores::default() };
        // What will be known, and when.
        let mut open: Vec<(f64, f64, [f64; NAMES.len()])> = Vec::new();
        for line in &trace.lines {
            let Some((at, event)) = reader.read(line)? else { continue };
            classic.follow(at, &event);
            let mut k = 0;
            while k < open.len() {
                if open[k].0 <= at {
                    let (_, wait, estimates) = open.swap_remove(k);
                    classic.learn(&estimates, wait);
                } else {
                    k += 1;
                }
            }
            let Event::Arrived { customer, class } = event else { continue };
            let range = reader.announce(customer).range;
            let visitor: usize = line
                .split(r#""id":"v"#)
                .nth(1)
                .and_then(|rest| rest.split('"').next())
                .and_then(|id| id.parse().ok())
                .ok_or("no id")?;
            let truth = trace.truth[visitor];
            let Some(wait) = truth.wait.filter(|wait| *wait > 0.0) else { continue };
            let Some(mut state) = reader.centre().map(|centre| centre.state()) else { continue };
            state.waiting.pop();
            let estimates = classic.estimates(&state, class);
            open.push((at + wait, wait, estimates));
            if at < trace.from {
                continue;
            }
            scores.ours.add(range, wait);
            scores.classes.entry(class).or_default().add(range, wait);
            if truth.hung_up {
                scores.hung_up.add(range, wait)
            } else {
                scores.served.add(range, wait)
            }
            for (which, estimate) in estimates.into_iter().enumerate() {
                scores.classic[which].1.add(classic.range(which, estimate), wait);
            }
        }
        Ok(scores)
    }

    pub fn best(&self, of: impl Fn(&Score) -> f64) -> (&'static str, f64) {
        let each = self.classic.iter().map(|(name, score)| (*name, of(score)));
        each.min_by(|a, b| a.1.total_cmp(&b.1)).unwrap_or(("", f64::NAN))
    }
}
