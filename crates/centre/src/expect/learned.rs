use std::collections::{BTreeMap, HashMap};

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use waits::{Class, Learner, Prior, Range};

use super::{
    announce::Outcome,
    scene::{rank, seconds},
};
use crate::{Result, policy::Policy};

/// What was learned of one contact method of a cloud.
#[derive(Debug, Clone)]
pub struct Learned {
    pub(super) learner: Learner,
    agents: HashMap<Id, usize>,
    all: Experience,
    by_rank: BTreeMap<u8, Experience>,
}

/// How announcements came true: the wait that came as a multiple of each simulated quantile.
#[derive(Debug, Clone, Default)]
pub(super) struct Experience {
    ratios: [Vec<f64>; 3],
}

const SHARES: [f64; 3] = [0.1, 0.5, 0.9];
/// Seconds that are added to both waits that are compared, so that short ones don't weigh too much.
const EASE: f64 = 60.0;
/// Experience counts half against the simulation when there are so many outcomes.
const BELIEF: f64 = 25.0;
/// From so many outcomes on the simulation knows the place.
const ENOUGH: usize = 20;
const MOST: i64 = 3000;
const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(24 * 120);
const WEEK: f64 = 7.0 * 86_400.0;

impl Learned {
    pub fn new(service: f64) -> Learned {
        Learned {
            learner: Learner::new(Prior { service, period: WEEK }),
            agents: HashMap::new(),
            all: Experience::default(),
            by_rank: BTreeMap::new(),
        }
    }

    /// Whether enough happened to be learned from.
    pub(super) fn knows(&self) -> bool {
        self.outcomes() >= ENOUGH
    }

    pub(super) fn outcomes(&self) -> usize {
        self.all.len()
    }

    pub(super) fn number_of(&self, agent: Id) -> usize {
        self.agents.get(&agent).copied().unwrap_or(usize::MAX)
    }

    /// So long somebody waited of whom this was simulated.
    pub(super) fn add(&mut self, rank: u8, simulated: [f64; 3], came: f64) {
        self.all.learn(simulated, came);
        self.by_rank.entry(rank).or_default().learn(simulated, came);
    }

    /// What is announced for what was simulated.
    pub(super) fn corrected(&self, rank: u8, simulated: Range) -> Range {
        let all = self.all.factors([1.0; 3]);
        let factors = self.by_rank.get(&rank).map_or(all, |own| own.factors(all));
        let [p10, p50, p90] = std::array::from_fn(|k| {
            let quantile = [simulated.p10, simulated.p50, simulated.p90][k];
            ((quantile + EASE) * factors[k] - EASE).max(0.0)
        });
        let (p50, p90) = (p50.max(p10), p90.max(p50).max(p10));
        let mean = ((simulated.mean + EASE) * factors[1] - EASE).clamp(p10, p90.max(p10));
        Range { mean, p10, p50, p90 }
    }
}

impl Experience {
    fn learn(&mut self, simulated: [f64; 3], came: f64) {
        for (ratios, quantile) in self.ratios.iter_mut().zip(simulated) {
            ratios.push((came + EASE) / (quantile + EASE));
        }
    }

    fn len(&self) -> usize {
        self.ratios[0].len()
    }

    /// By what each quantile is multiplied so that its share of the outcomes lay below, leaning on `believed` where there are few.
    fn factors(&self, believed: [f64; 3]) -> [f64; 3] {
        let n = self.len() as f64;
        let weight = n / (n + BELIEF);
        std::array::from_fn(|k| {
            let mut sorted = self.ratios[k].clone();
            if sorted.is_empty() {
                return believed[k];
            }
            let place = ((SHARES[k] * n) as usize).min(sorted.len() - 1);
            let (_, own, _) = sorted.select_nth_unstable_by(place, f64::total_cmp);
            (weight * own.ln() + (1.0 - weight) * believed[k].ln()).exp()
        })
    }
}

/// When something was learned last: what was read before that time needs no second reading.
pub fn learned_until(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let row = tx.query_opt(
        "SELECT settled_at FROM announcements WHERE settled_at IS NOT NULL ORDER BY settled_at DESC LIMIT 1",
        &[],
    )?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Learns one contact method of a cloud from the record: the last announcements and what came, and the calls.
pub fn learn(tx: &mut Tx, policy: &Policy, method: &str) -> Result<Learned> {
    let prior = policy.contact_methods.iter().find(|one| one.id == method);
    let mut learned = Learned::new(prior.map_or(900.0, |one| f64::from(one.service_minutes) * 60.0));
    let now = tx.now();
    let from = now - LOOKS_BACK;
    let cloud = &policy.cloud.key;
    let mut rows = tx.query(
        "SELECT at, severity, simulated, wait_s, outcome FROM announcements
         WHERE cloud = $1 AND method = $2 AND at >= $3 ORDER BY at DESC LIMIT $4",
        &[&cloud, &method, &from, &MOST],
    )?;
    rows.reverse();
    for row in &rows {
        let at: Timestamp = row.get(0)?;
        let class = Class { line: 0, rank: rank(policy, &row.get::<String>(1)?) };
        learned.learner.arrived(class, seconds(at));
        let (Some(wait), Some(outcome)) = (row.get::<Option<i64>>(3)?, row.get::<Option<String>>(4)?) else {
            continue;
        };
        let outcome = Outcome::parse(&outcome)?;
        let simulated = super::announce::parse_simulated(&row.get::<String>(2)?);
        learned.learner.waited(class, wait as f64, outcome == Outcome::Left);
        if outcome == Outcome::Answered {
            learned.add(class.rank, simulated, wait as f64);
        }
    }
    learned.learner.passed(seconds(now));
    if method == "phone" {
        learn_calls(tx, policy, &mut learned)?;
    }
    Ok(learned)
}

/// How long calls take, with the time to write them up.
fn learn_calls(tx: &mut Tx, policy: &Policy, learned: &mut Learned) -> Result<()> {
    let from = tx.now() - LOOKS_BACK;
    let rows = tx.query(
        "SELECT agent, answered_at, ended_at FROM calls
         WHERE cloud = $1 AND place = 'done' AND rang_at >= $2 AND answered_at IS NOT NULL AND ended_at IS NOT NULL
         ORDER BY rang_at DESC LIMIT $3",
        &[&policy.cloud.key, &from, &MOST],
    )?;
    let wrap_up = f64::from(policy.staffing.wrap_up_minutes) * 60.0;
    for row in rows.iter().rev() {
        let Some(agent) = row.get::<Option<Id>>(0)? else { continue };
        let (answered, ended): (Timestamp, Timestamp) = (row.get(1)?, row.get(2)?);
        let next = learned.agents.len();
        let number = *learned.agents.entry(agent).or_insert(next);
        let took = ended.duration_since(answered).as_secs_f64() + wrap_up;
        if took > 0.0 {
            learned.learner.served(Class { line: 0, rank: 0 }, number, took);
        }
    }
    Ok(())
}
