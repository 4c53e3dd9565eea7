use super::{Settled, announce::Outcome};

/// How announcements came true.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Summary {
    pub announced: i64,
    pub answered: i64,
    /// Closed before anybody answered.
    pub left: i64,
    /// Of those who were answered: before the 10 %, up to the middle, up to the 90 %, and after them.
    pub parts: [i64; 4],
    /// Seconds by which the wait was longer than announced, on average; negative if it was shorter.
    pub bias: i64,
    /// Half of the waits were no further from the announced middle than so many seconds.
    pub median_error: i64,
    pub median_wait: i64,
}

/// Which share of the waits should come in each part.
pub const NOMINAL: [i64; 4] = [100, 400, 400, 100];

impl Summary {
    pub fn of<'s>(all: impl IntoIterator<Item = &'s Settled>) -> Summary {
        let mut summary = Summary::default();
        let (mut errors, mut waits, mut bias) = (Vec::new(), Vec::new(), 0.0);
        for one in all {
            summary.announced += 1;
            summary.left += i64::from(one.outcome == Some(Outcome::Left));
            let Some(wait) = one.answered() else { continue };
            summary.answered += 1;
            let range = one.range;
            let came = wait as f64;
            let part = match () {
                () if came < range.p10.floor() => 0,
                () if came <= range.p50 => 1,
                () if came <= range.p90.ceil() => 2,
                () => 3,
            };
            summary.parts[part] += 1;
            bias += came - range.mean;
            errors.push((came - range.p50).abs() as i64);
            waits.push(wait);
        }
        summary.bias = (bias / summary.answered.max(1) as f64).round() as i64;
        summary.median_error = median(errors);
        summary.median_wait = median(waits);
        summary
    }

    /// The share of waits within the announced range, in thousandths; it should be 800.
    pub fn coverage(&self) -> Option<i64> {
        ((self.parts[1] + self.parts[2]) * 1000).checked_div(self.answered)
    }

    /// The share of a part, in thousandths.
    pub fn share(&self, part: usize) -> Option<i64> {
        (self.parts.get(part)? * 1000).checked_div(self.answered)
    }
}

fn median(mut all: Vec<i64>) -> i64 {
    let middle = all.len() / 2;
    if all.is_empty() { 0 } else { *all.select_nth_unstable(middle).1 }
}
