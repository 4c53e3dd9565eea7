use std::sync::Arc;

use hours::Calendar;
use jiff::{SignedDuration, Timestamp};

use crate::policy::Policy;

/// When requests of a kind are answered: in the hours of the contact method, as far as their severity is worked on.
pub(super) struct Line(Vec<Arc<Calendar>>);

/// Changes that are looked at within the days ahead.
const MOST_CHANGES: usize = 200;

impl Line {
    pub fn of(
        policy: &Policy,
        method: &str,
        category: &str,
        language: &str,
        severity: &str,
        zone: &str,
    ) -> Line {
        let channel = policy.served_by(category, channel(method));
        let spoken = channel.and_then(|c| c.languages.iter().find(|s| s.language == language));
        let answered = spoken.map(|s| &s.calendar).or(channel.map(|c| &c.calendar));
        let handled = policy.category(category).and_then(|c| c.handled_in.as_ref());
        let worked_on = handled.or(policy.severity(severity).map(|s| &s.hours));
        let hours = [answered, worked_on].into_iter().flatten();
        Line(hours.filter_map(|key| policy.calendar(key)).map(|c| c.hours_in(zone)).collect())
    }

    pub fn is_open(&self, at: Timestamp) -> bool {
        self.0.iter().all(|hours| hours.is_open(at))
    }

    /// The open stretches between two times.
    pub fn windows(&self, from: Timestamp, to: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let mut windows: Vec<(Timestamp, Timestamp)> = Vec::new();
        let mut at = from;
        for _ in 0..MOST_CHANGES {
            let next = self.next_change(at).unwrap_or(to).min(to);
            if self.is_open(at) {
                match windows.last_mut() {
                    Some(last) if last.1 == at => last.1 = next,
                    _ => windows.push((at, next)),
                }
            }
            if next >= to {
                break;
            }
            at = next;
        }
        windows
    }

    fn next_change(&self, at: Timestamp) -> Option<Timestamp> {
        let changes = self.0.iter().filter_map(|hours| hours.state(at).next_change);
        changes.filter(|next| *next > at).min()
    }
}

/// The channel whose hours are those of a contact method: an answer by mail is part of online support.
fn channel(method: &str) -> &str {
    if method == "phone" { "phone" } else { "online" }
}

/// What two stretches have in common.
pub(super) fn common(a: (Timestamp, Timestamp), b: (Timestamp, Timestamp)) -> Option<(Timestamp, Timestamp)> {
    let both = (a.0.max(b.0), a.1.min(b.1));
    (both.1.duration_since(both.0) > SignedDuration::ZERO).then_some(both)
}
