//! What if so many agents were there? Plays recorded or given arrivals against a plan and counts, hour by hour, how long people would wait.

use std::collections::BTreeMap;

use crate::{
    Class, Learner, Lines, Random, Shift,
    world::{self, Visitor},
};

/// Agents of the same skills, and how many of them are there in each hour of the period.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    pub lines: Lines,
    pub hours: Vec<u32>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arrival {
    pub class: Class,
    pub at: f64,
}

/// What came of an hour of the period, over all its returns and runs.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Hour {
    /// How many came, on average.
    pub came: f64,
    /// Agents in the plan who serve them.
    pub agents: u32,
    /// The work that came, in agents; see [`crate::erlang`].
    pub load: f64,
    pub mean_wait: f64,
    /// What nine of ten wait at most.
    pub p90: f64,
    /// The shares of those who were served within what is promised, and of those who hung up.
    pub kept: f64,
    pub hung_up: f64,
}

/// Each hour of the period by line, and for all lines together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Outlook {
    pub lines: BTreeMap<u8, Vec<Hour>>,
    pub all: Vec<Hour>,
}

/// More than can be played in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooMuch;

pub const MOST_AGENTS: u32 = 1000;
pub const MOST_VISITS: usize = 400_000;
const MOST_HOURS: usize = 24 * 28;
const HOUR: f64 = 3600.0;

/// Plays the plan; it repeats itself after its hours. Arrivals are in seconds since the beginning of such a period, and may cover many;
/// what is promised, in seconds, by rank. Services and patience are as learned, drawn anew in each run.
pub fn play(
    plan: &[Group],
    arrivals: &[Arrival],
    learner: &Learner,
    promised: &[f64],
    runs: usize,
    seed: u64,
) -> Result<Outlook, TooMuch> {
    let hours = plan.iter().map(|group| group.hours.len()).max().unwrap_or(0);
    let most = |group: &Group| group.hours.iter().copied().max().unwrap_or(0);
    let agents = plan.iter().map(most).fold(0, u32::saturating_add);
    let fits = |a: &Arrival| {
        a.at.is_finite()
            && a.at >= 0.0
            && a.class.line < Class::MOST_LINES
            && a.class.rank < Class::MOST_RANKS
    };
    let last = arrivals.iter().map(|a| a.at).fold(0.0, f64::max);
    let period = hours as f64 * HOUR;
    if agents > MOST_AGENTS
        || arrivals.len().saturating_mul(runs) > MOST_VISITS
        || !(1..=MOST_HOURS).contains(&hours)
        || !arrivals.iter().all(fits)
        || last > 1000.0 * period
    {
        return Err(TooMuch);
    }
    // One period more, in which those who still wait are served.
    let periods = (last / period) as usize + 2;
    let mut who = Vec::new();
    let mut shifts = Vec::new();
    for group in plan {
        for number in 0..most(group) {
            stretches(&group.hours, number, |from, to| {
                for again in 0..periods {
                    let begin = again as f64 * period;
                    shifts.push((
                        who.len(),
                        Shift { from: begin + from as f64 * HOUR, to: begin + to as f64 * HOUR },
                    ));
                }
            });
            who.push(group.lines);
        }
    }
    let mut counts: BTreeMap<Option<u8>, Vec<Count>> = BTreeMap::new();
    let mut random = Random::new(seed);
    for _ in 0..runs {
        let visitors: Vec<Visitor> =
            arrivals.iter().map(|arrival| learner.visitor(*arrival, &mut random)).collect();
        let outcomes = world::play(&who, &shifts, &visitors, |_, _| {});
        for (visitor, outcome) in visitors.iter().zip(outcomes) {
            let hour = (visitor.at / HOUR) as usize % hours;
            let promise = promised.get(usize::from(visitor.class.rank)).copied().unwrap_or(f64::INFINITY);
            for line in [None, Some(visitor.class.line)] {
                counts.entry(line).or_insert_with(|| vec![Count::default(); hours])[hour]
                    .add(visitor, outcome, promise);
            }
        }
    }
    let times = (runs * ((last / period) as usize + 1)).max(1) as f64;
    let hour = |line: Option<u8>, hour: usize, count: &mut Count| {
        let there = plan.iter().filter(|group| line.is_none_or(|line| group.lines.has(line)));
        let agents = there.map(|group| group.hours.get(hour).copied().unwrap_or(0)).sum();
        count.hour(agents, times)
    };
    let mut outlook = Outlook { all: vec![Hour::default(); hours], ..Outlook::default() };
    for (line, mut counts) in counts {
        let found = counts.iter_mut().enumerate().map(|(k, count)| hour(line, k, count)).collect();
        match line {
            Some(line) => drop(outlook.lines.insert(line, found)),
            None => outlook.all = found,
        }
    }
    Ok(outlook)
}

/// Arrivals as they may come if so many of each class come in each hour of a period.
pub fn draw(hourly: &[(Class, Vec<f64>)], periods: usize, seed: u64) -> Result<Vec<Arrival>, TooMuch> {
    let expected: f64 =
        hourly.iter().flat_map(|(_, hours)| hours).map(|n| n.max(0.0)).sum::<f64>() * periods as f64;
    if expected >= MOST_VISITS as f64 || hourly.iter().any(|(_, hours)| hours.len() > MOST_HOURS) {
        return Err(TooMuch);
    }
    let mut random = Random::new(seed);
    let mut arrivals = Vec::new();
    for (class, hours) in hourly {
        for again in 0..periods {
            for (hour, n) in hours.iter().enumerate().filter(|(_, n)| **n > 0.0) {
                let begin = (again * hours.len() + hour) as f64 * HOUR;
                let mut at = random.exponential() / n;
                while at < 1.0 {
                    arrivals.push(Arrival { class: *class, at: begin + at * HOUR });
                    at += random.exponential() / n;
                }
            }
        }
    }
    arrivals.sort_by(|a, b| a.at.total_cmp(&b.at));
    Ok(arrivals)
}

/// The hours in which this one of a group is there, as stretches; one that goes on over the end of the period is cut there.
fn stretches(hours: &[u32], number: u32, mut each: impl FnMut(usize, usize)) {
    let mut begin = None;
    for hour in 0..=hours.len() {
        let there = hours.get(hour).is_some_and(|n| *n > number);
        match (there, begin) {
            (true, None) => begin = Some(hour),
            (false, Some(from)) => {
                each(from, hour);
                begin = None;
            }
            _ => {}
        }
    }
}

#[derive(Debug, Clone, Default)]
struct Count {
    waits: Vec<f64>,
    work: f64,
    kept: f64,
    hung_up: f64,
}

impl Count {
    fn add(&mut self, visitor: &Visitor, outcome: world::Outcome, promise: f64) {
        // Nobody came for them while it was played: they waited very long.
        let wait = outcome.wait.unwrap_or(86_400.0);
        self.waits.push(if outcome.hung_up { wait.min(visitor.patience) } else { wait });
        self.work += visitor.service;
        self.hung_up += f64::from(u8::from(outcome.hung_up));
        self.kept += f64::from(u8::from(!outcome.hung_up && wait <= promise));
    }

    fn hour(&mut self, agents: u32, times: f64) -> Hour {
        let n = self.waits.len() as f64;
        if n == 0.0 {
            return Hour { agents, kept: 1.0, ..Hour::default() };
        }
        self.waits.sort_by(f64::total_cmp);
        Hour {
            came: n / times,
            agents,
            load: self.work / times / HOUR,
            mean_wait: self.waits.iter().sum::<f64>() / n,
            p90: self.waits[(0.9 * (n - 1.0)) as usize],
            kept: self.kept / n,
            hung_up: self.hung_up / n,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Prior, erlang};

    const CLASS: Class = Class { rank: 0, line: 0 };

    fn learned() -> Learner {
        let (mut learner, mut random) = (Learner::new(Prior::default()), Random::new(3));
        for _ in 0..4000 {
            learner.served(CLASS, 0, 300.0 * random.exponential());
        }
        learner
    }

    #[test]
    fn what_is_played_agrees_with_erlang_c() {
        let arrivals = draw(&[(CLASS, vec![96.0; 24])], 40, 1).unwrap();
        let plan = [Group { lines: Lines::default().with(0), hours: vec![10; 24] }];
        let outlook = play(&plan, &arrivals, &learned(), &[60.0], 2, 7).unwrap();
        let share = outlook.all.iter().map(|hour| hour.kept).sum::<f64>() / 24.0;
        let wait = outlook.all.iter().map(|hour| hour.mean_wait).sum::<f64>() / 24.0;
        let load = outlook.all.iter().map(|hour| hour.load).sum::<f64>() / 24.0;
        assert!((load - 8.0).abs() < 0.3, "{load}");
        assert!((share - erlang::within(10, load, 60.0 / 300.0)).abs() < 0.04, "{share}");
        assert!((wait / 300.0 / erlang::mean_wait(10, load) - 1.0).abs() < 0.2, "{wait}");
    }

    #[test]
    fn more_agents_keep_more_promises_and_those_of_another_language_keep_none() {
        let german = Class { rank: 1, line: 1 };
        let arrivals = draw(&[(CLASS, vec![40.0; 24]), (german, vec![10.0; 24])], 3, 1).unwrap();
        let plan = |english: u32, german: u32| {
            let group = |lines, n| Group { lines: Lines::default().with(lines), hours: vec![n; 24] };
            let plan = [group(0, english), group(1, german)];
            play(&plan, &arrivals, &learned(), &[60.0, 60.0], 2, 7).unwrap()
        };
        let kept = |outlook: &Outlook, line: u8| {
            outlook.lines[&line].iter().map(|hour| hour.kept).sum::<f64>() / 24.0
        };
        let (few, many) = (plan(4, 0), plan(6, 2));
        assert!(kept(&few, 0) < kept(&many, 0));
        assert_eq!(kept(&few, 1), 0.0);
        assert!(kept(&many, 1) > 0.5);
        assert_eq!(many.lines[&1][5].agents, 2);
    }

    #[test]
    fn a_night_without_anybody_is_waited_through() {
        let mut hours = vec![0; 24];
        hours[8..16].fill(3);
        let plan = [Group { lines: Lines::default().with(0), hours }];
        let arrivals = [Arrival { class: CLASS, at: 20.0 * HOUR }];
        let outlook = play(&plan, &arrivals, &learned(), &[60.0], 1, 7).unwrap();
        assert_eq!(outlook.all[20].mean_wait, 12.0 * HOUR);
    }

    #[test]
    fn hostile_numbers_are_refused() {
        let plan = |n| [Group { lines: Lines(1), hours: vec![n; 24] }];
        let at = |at| [Arrival { class: CLASS, at }];
        let learner = learned();
        assert_eq!(play(&plan(u32::MAX), &at(0.0), &learner, &[], 1, 1), Err(TooMuch));
        assert_eq!(play(&plan(1), &at(f64::NAN), &learner, &[], 1, 1), Err(TooMuch));
        assert_eq!(play(&plan(1), &at(1e15), &learner, &[], 1, 1), Err(TooMuch));
        assert_eq!(play(&plan(1), &at(0.0), &learner, &[], usize::MAX, 1), Err(TooMuch));
        assert_eq!(play(&[], &at(0.0), &learner, &[], 1, 1), Err(TooMuch));
        assert_eq!(draw(&[(CLASS, vec![1e12; 24])], 1, 1), Err(TooMuch));
        assert_eq!(draw(&[(CLASS, vec![f64::NAN; 24])], 1, 1).map(|a| a.len()), Ok(0));
    }
}
