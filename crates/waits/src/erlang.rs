//! The formulas of A. K. Erlang and C. Palm: what a centre does in the long run, if people come by chance, nobody is more severe, and nothing
//! changes. A check of what is simulated.
//!
//! `load` is the work that comes, in agents: how many come while one service takes its mean time.

/// The share of those who find all agents busy and are sent away (Erlang B).
pub fn blocked(agents: u32, load: f64) -> f64 {
    (1..=agents).fold(1.0, |blocked, k| load * blocked / (f64::from(k) + load * blocked))
}

/// The share of those who have to wait, if nobody ever hangs up (Erlang C).
pub fn delayed(agents: u32, load: f64) -> f64 {
    let s = f64::from(agents);
    if load >= s {
        return 1.0;
    }
    let blocked = blocked(agents, load);
    s * blocked / (s - load * (1.0 - blocked))
}

/// The mean wait of all, as a multiple of the mean service (Erlang C); endless if there are too few agents.
pub fn mean_wait(agents: u32, load: f64) -> f64 {
    let spare = f64::from(agents) - load;
    if spare <= 0.0 { f64::INFINITY } else { delayed(agents, load) / spare }
}

/// The share of those who wait no longer than this multiple of the mean service (Erlang C).
pub fn within(agents: u32, load: f64, wait: f64) -> f64 {
    let spare = f64::from(agents) - load;
    if spare <= 0.0 { 0.0 } else { 1.0 - delayed(agents, load) * (-spare * wait).exp() }
}

/// The fewest agents with whom this share waits no longer than this multiple of the mean service.
pub fn fewest(load: f64, wait: f64, share: f64) -> Option<u32> {
    let least = load.max(0.0).floor();
    if !(least < 10_000.0 && share < 1.0) {
        return None;
    }
    (least as u32..).take(10_000).find(|agents| within(*agents, load, wait) >= share)
}

/// What happens where people hang up.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Impatient {
    /// The share of those who have to wait.
    pub delayed: f64,
    pub hang_up: f64,
    /// The mean wait of all, as a multiple of the mean service.
    pub mean_wait: f64,
}

/// People hang up after this multiple of the mean service on average (Erlang A).
pub fn impatient(agents: u32, load: f64, patience: f64) -> Impatient {
    let patience = patience.max(1e-6);
    if load <= 0.0 {
        return Impatient { delayed: 0.0, hang_up: 0.0, mean_wait: 0.0 };
    }
    // How likely it is that so many wait, as a multiple of all agents being busy with nobody waiting.
    let (mut waiting, mut all, mut queue) = (1.0, 1.0, 0.0);
    for k in 1..1_000_000 {
        waiting *= load / (f64::from(agents) + f64::from(k) / patience);
        all += waiting;
        queue += f64::from(k) * waiting;
        if waiting < 1e-12 * all {
            break;
        }
    }
    let total = 1.0 / blocked(agents, load) - 1.0 + all;
    let queue = queue / total;
    Impatient { delayed: all / total, hang_up: queue / patience / load, mean_wait: queue / load }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(found: f64, published: f64, by: f64) {
        assert!((found - published).abs() <= by, "{found} for {published}");
    }

    #[test]
    fn erlang_b_is_that_of_the_tables() {
        close(blocked(10, 10.0), 0.2146, 5e-5);
        close(blocked(20, 12.0), 0.0098, 5e-5);
        close(blocked(1, 1.0), 0.5, 1e-12);
        // 1 % of blocking: 10 lines carry 4.461 erlangs, 100 lines 84.06.
        close(blocked(10, 4.461), 0.01, 1e-5);
        close(blocked(100, 84.06), 0.01, 1e-4);
    }

    #[test]
    fn erlang_c_is_that_of_the_tables() {
        close(delayed(10, 8.0), 0.4092, 5e-5);
        close(delayed(1, 0.7), 0.7, 1e-12);
        close(delayed(2, 1.0), 1.0 / 3.0, 1e-12);
        // 100 calls in half an hour of three minutes each with 14 agents: 88.8 % within 20 seconds.
        close(within(14, 10.0, 20.0 / 180.0), 0.888, 5e-4);
        assert_eq!(fewest(10.0, 20.0 / 180.0, 0.8), Some(14));
        assert_eq!(fewest(f64::NAN, 1.0, 0.8), None);
    }

    #[test]
    fn erlang_a_is_the_example_of_garnett_mandelbaum_and_reiman() {
        // 48 calls a minute of a minute each, 50 agents, people stay two minutes.
        close(60.0 * mean_wait(50, 48.0), 20.8, 0.1);
        let found = impatient(50, 48.0, 2.0);
        close(found.hang_up, 0.031, 5e-4);
        close(60.0 * found.mean_wait, 3.7, 0.1);
    }

    #[test]
    fn nobody_hangs_up_if_patience_is_endless() {
        let found = impatient(12, 10.0, 1e9);
        close(found.mean_wait, mean_wait(12, 10.0), 1e-4);
        close(found.delayed, delayed(12, 10.0), 1e-4);
    }
}
