use waits::{Class, Range, State};

/// What is announced before anything was learned: those before and oneself are shared among the agents on duty, as their
/// number follows the plan. The work before one's turn is a sum of services that take `service` seconds on average and
/// vary as much (a gamma law).
pub(super) fn range(state: &State, class: Class, service: f64) -> Option<Range> {
    if state.is_free(class.line) {
        return Some(Range::default());
    }
    let before = state.waiting.iter().filter(|w| w.class.line == class.line && w.class.rank <= class.rank);
    let busy = state.agents.iter().any(|a| a.on_duty && a.lines.has(class.line));
    // Whoever is on duty has somebody in hand, or could take one at once.
    let services = before.count() as f64 + if busy { 1.0 } else { 0.0 };
    let of = |share: f64| wall_time(state, class.line, gamma(services, share) * service);
    Some(Range {
        mean: wall_time(state, class.line, services * service)?,
        p10: of(-1.2816)?,
        p50: of(0.0)?,
        p90: of(1.2816)?,
    })
}

/// The same with one's own service behind it, where that takes so many seconds on average.
pub(super) fn and_served(range: Range, service: f64) -> Range {
    let after = |wait: f64, share: f64| wait - service * (1.0 - share).ln();
    Range {
        mean: range.mean + service,
        p10: after(range.p10, 0.1),
        p50: after(range.p50, 0.5),
        p90: after(range.p90, 0.9),
    }
}

/// A quantile of the sum of so many exponential services, by that of the normal law (Wilson and Hilferty).
fn gamma(services: f64, normal: f64) -> f64 {
    if services <= 0.0 {
        return 0.0;
    }
    let spread = 1.0 / (9.0 * services);
    services * (1.0 - spread + normal * spread.sqrt()).max(0.02).powi(3)
}

/// The seconds until the agents of a line have worked so many seconds together; at least until the first of them is there.
/// `None` if the plan knows nobody who ever could.
fn wall_time(state: &State, line: u8, work: f64) -> Option<f64> {
    let mut changes: Vec<(f64, f64)> = Vec::new();
    for agent in state.agents.iter().filter(|agent| agent.lines.has(line)) {
        for shift in agent.shifts.iter().filter(|shift| shift.to > state.now) {
            changes.push(((shift.from - state.now).max(0.0), 1.0));
            changes.push((shift.to - state.now, -1.0));
        }
    }
    changes.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.total_cmp(&a.1)));
    let (mut at, mut on, mut left) = (0.0, 0.0, work);
    for (when, change) in changes {
        if on > 0.0 && on * (when - at) >= left {
            return Some(at + left / on);
        }
        left -= on * (when - at);
        (at, on) = (when, on + change);
    }
    None
}
