use crate::State;

/// Duty of an agent begins or ends.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Change {
    /// Seconds from now.
    pub after: f64,
    pub agent: usize,
    pub on: bool,
}

/// Somebody who should be here already is believed to come for so long.
const LATE: f64 = 300.0;
/// Behind what is published, the last period is believed to come again so often.
const AGAIN: usize = 7;

/// What the published plan does to the agents, in order of time.
pub(crate) fn changes(state: &State, period: f64) -> Vec<Change> {
    let now = state.now;
    let published = state.agents.iter().flat_map(|a| &a.shifts).map(|s| s.from).fold(f64::MIN, f64::max);
    let mut changes = Vec::new();
    for (agent, who) in state.agents.iter().enumerate() {
        let mut add = |from: f64, to: f64| {
            if to <= now {
                return;
            }
            if from > now {
                changes.push(Change { after: from - now, agent, on: true });
            } else if !who.on_duty {
                if now - from > LATE {
                    return;
                }
                changes.push(Change { after: 1.0, agent, on: true });
            }
            changes.push(Change { after: to - now, agent, on: false });
        };
        for shift in &who.shifts {
            add(shift.from, shift.to);
        }
        let last = who.shifts.iter().filter(|s| s.from > published - period);
        for shift in last {
            for again in 1..=AGAIN {
                let by = again as f64 * period;
                if shift.from + by > published.max(now) {
                    add(shift.from + by, shift.to + by);
                }
            }
        }
    }
    // An end goes before the beginning that follows it at once.
    changes.sort_by(|a, b| a.after.total_cmp(&b.after).then(a.on.cmp(&b.on)));
    changes
}
