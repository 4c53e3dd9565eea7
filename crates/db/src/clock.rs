use std::sync::{Arc, Mutex, PoisonError};

use jiff::{Timestamp, TimestampArithmetic};

/// Where transactions take the time from. Clones share it.
#[derive(Debug, Clone)]
pub struct Clock {
    fixed: Option<Arc<Mutex<Timestamp>>>,
}

impl Clock {
    pub fn system() -> Clock {
        Clock { fixed: None }
    }

    /// A clock for tests that stands still until it is moved.
    pub fn fixed(at: Timestamp) -> Clock {
        Clock { fixed: Some(Arc::new(Mutex::new(at))) }
    }

    /// The time, cut to the microseconds that the database keeps.
    pub fn now(&self) -> Timestamp {
        let now = match &self.fixed {
            Some(fixed) => *fixed.lock().unwrap_or_else(PoisonError::into_inner),
            #[allow(clippy::disallowed_methods)]
            None => Timestamp::now(),
        };
        Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
    }

    /// Moves a fixed clock.
    pub fn set(&self, to: Timestamp) {
        self.change(|now| *now = to);
    }

    /// Moves a fixed clock forward, by a duration or a span of hours or less.
    pub fn advance(&self, by: impl Into<TimestampArithmetic>) {
        self.change(|now| *now = now.checked_add(by).expect("the clock stays within jiff's range"));
    }

    fn change(&self, change: impl FnOnce(&mut Timestamp)) {
        let fixed = self.fixed.as_ref().expect("only a fixed clock can be moved");
        change(&mut fixed.lock().unwrap_or_else(PoisonError::into_inner));
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, ToSpan};

    use super::*;

    #[test]
    fn a_fixed_clock_moves_for_all_its_clones() {
        let clock = Clock::fixed("2026-03-01T09:00:00Z".parse().unwrap());
        let other = clock.clone();
        clock.advance(4.hours());
        clock.advance(SignedDuration::from_nanos(1_500));
        assert_eq!(other.now().to_string(), "2026-03-01T13:00:00.000001Z");
        other.set(Timestamp::UNIX_EPOCH);
        assert_eq!(clock.now(), Timestamp::UNIX_EPOCH);
    }

    #[test]
    fn the_system_clock_has_no_more_than_microseconds() {
        assert_eq!(Clock::system().now().subsec_nanosecond() % 1_000, 0);
    }
}
