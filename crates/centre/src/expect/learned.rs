use std::collections::{BTreeMap, HashMap};

use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use waits::{Calibration, Class, Forecast, Learner, Prior, Random, Range};

use super::{
    announce::{self, By, Outcome, Why},
    classes::{Classes, NO_LINE},
    scene::{is_written, seconds},
};
use crate::{
    Result,
    policy::Policy,
    staff::{self, Agent},
};

/// What was learned of a cloud: all that its agents do, by whatever contact method.
#[derive(Debug, Clone)]
pub struct Learned {
    pub(super) learner: Learner,
    pub(super) classes: Classes,
    calibration: Calibration,
    /// Of what was told while nobody was there.
    overnight: Calibration,
    agents: HashMap<Id, usize>,
    /// How many outcomes of each contact method are known.
    outcomes: BTreeMap<String, usize>,
    /// How long those waited for a call for whom somebody was free at once: nobody dials at once.
    delays: Vec<f64>,
}

/// The latest delays are looked at, and none before there are some.
const DELAYS: std::ops::RangeInclusive<usize> = 10..=200;
/// Forecasts may be off by so many seconds even where somebody seems to be free.
const EASE: f64 = 60.0;
/// From so many outcomes on the simulation knows the place.
const ENOUGH: usize = 20;
const MOST: i64 = 3000;
const LOOKS_BACK: SignedDuration = SignedDuration::from_hours(24 * 120);
const WEEK: f64 = 7.0 * 86_400.0;

impl Learned {
    /// What is believed before anything happened.
    pub fn new(policy: &Policy, agents: &[Agent]) -> Learned {
        let classes = Classes::of(policy, agents);
        let kinds = classes.kinds(policy);
        let service = kinds.first().map_or(900.0, |kind| kind.service);
        Learned {
            learner: Learner::new(Prior { service, period: WEEK }).with_kinds(kinds),
            classes,
            calibration: Calibration::easy(EASE),
            overnight: Calibration::easy(EASE).overnight(),
            agents: HashMap::new(),
            outcomes: BTreeMap::new(),
            delays: Vec::new(),
        }
    }

    /// Whether enough happened to be learned from.
    pub(super) fn knows(&self, method: &str) -> bool {
        self.outcomes(method) >= ENOUGH
    }

    pub(super) fn outcomes(&self, method: &str) -> usize {
        self.outcomes.get(method).copied().unwrap_or(0)
    }

    pub(super) fn number_of(&self, agent: Id) -> usize {
        self.agents.get(&agent).copied().unwrap_or(usize::MAX)
    }

    /// A turn isn't the end of a wait: a letter has to be written, a number to be dialled.
    pub(super) fn until_the_end(
        &self,
        method: &str,
        class: Class,
        forecast: &Forecast,
        seed: u64,
    ) -> Forecast {
        let mut random = Random::new(seed);
        if is_written(method) {
            let (law, scale) = (self.learner.law(), self.learner.scale_of_class(class));
            return forecast.followed_by(|| law.at(random.exponential()) * scale);
        }
        if self.delays.len() < *DELAYS.start() {
            return forecast.clone();
        }
        let latest = &self.delays[self.delays.len().saturating_sub(*DELAYS.end())..];
        forecast.followed_by(|| latest[(random.unit() * latest.len() as f64) as usize % latest.len()])
    }

    /// What is announced for what was simulated, while nobody is there who serves the line or by day.
    pub(super) fn range(&self, class: Class, closed: bool, forecast: &Forecast) -> Range {
        let calibration = if closed { &self.overnight } else { &self.calibration };
        calibration.range(calibrated(class), forecast)
    }

    /// An agent had somebody in hand for so long.
    fn served(&mut self, agent: Id, class: Class, took: f64) {
        let next = self.agents.len();
        let number = *self.agents.entry(agent).or_insert(next);
        if took > 0.0 {
            self.learner.served(class, number, took);
        }
    }
}

/// Outcomes of each severity and contact method are few enough: languages aren't told apart.
fn calibrated(class: Class) -> Class {
    Class { line: 0, ..class }
}

/// When something was learned last: what was read before that time needs no second reading.
pub fn learned_until(tx: &mut Tx) -> Result<Option<Timestamp>> {
    let row = tx.query_opt(
        "SELECT settled_at FROM announcements WHERE settled_at IS NOT NULL ORDER BY settled_at DESC LIMIT 1",
        &[],
    )?;
    Ok(row.map(|row| row.get(0)).transpose()?)
}

/// Learns a cloud from the record: the last announcements and what came, the first answers and the calls.
pub fn learn(tx: &mut Tx, policy: &Policy) -> Result<Learned> {
    let (now, cloud) = (tx.now(), &policy.cloud.key);
    let mut learned = Learned::new(policy, &staff::agents(tx, cloud)?);
    let mut past = Vec::new();
    for method in &policy.contact_methods {
        let rows = tx.query(
            "SELECT method, at, category, language, severity, simulated, made_by, wait_s, outcome, agent, took_s,
                    why
             FROM announcements WHERE cloud = $1 AND method = $2 AND at >= $3 ORDER BY at DESC LIMIT $4",
            &[&cloud, &method.id, &(now - LOOKS_BACK), &MOST],
        )?;
        past.extend(rows.iter().map(Past::read).collect::<Result<Vec<_>>>()?);
    }
    past.sort_by_key(|one| one.at);
    for one in &past {
        one.teach(&mut learned)?;
    }
    learned.learner.passed(seconds(now));
    past.sort_by(|a, b| a.ended().total_cmp(&b.ended()));
    past.iter().for_each(|one| one.correct(&mut learned));
    learn_calls(tx, policy, &mut learned)?;
    Ok(learned)
}

/// An announcement of the record.
struct Past {
    method: String,
    at: Timestamp,
    category: String,
    language: String,
    severity: String,
    simulated: String,
    made_by: By,
    wait: Option<i64>,
    outcome: Option<String>,
    /// Who answered, and for how many seconds they had it in hand.
    agent: Option<Id>,
    took: Option<i64>,
    why: Why,
}

impl Past {
    fn read(row: &Row) -> Result<Past> {
        Ok(Past {
            method: row.get(0)?,
            at: row.get(1)?,
            category: row.get(2)?,
            language: row.get(3)?,
            severity: row.get(4)?,
            simulated: row.get(5)?,
            made_by: By::parse(&row.get::<String>(6)?),
            wait: row.get(7)?,
            outcome: row.get(8)?,
            agent: row.get(9)?,
            took: row.get(10)?,
            why: announce::read_why(row, 11)?,
        })
    }

    fn teach(&self, learned: &mut Learned) -> Result<()> {
        let rank = learned.classes.rank(&self.severity, &self.method);
        let line = learned.classes.line(&self.category, &self.language).unwrap_or(NO_LINE);
        let class = Class { line, rank };
        if line != NO_LINE {
            learned.learner.arrived(class, seconds(self.at));
        }
        if let (Some(agent), Some(took)) = (self.agent, self.took) {
            learned.served(agent, class, took as f64);
        }
        let (Some(wait), Some(outcome)) = (self.wait, &self.outcome) else { return Ok(()) };
        let outcome = Outcome::parse(outcome)?;
        learned.learner.waited(class, wait as f64, outcome == Outcome::Left);
        if outcome == Outcome::Answered {
            if !is_written(&self.method) && self.why.agents > self.why.busy {
                learned.delays.push(wait as f64);
            }
            *learned.outcomes.entry(self.method.clone()).or_default() += 1;
        }
        Ok(())
    }

    /// When it became known what came.
    fn ended(&self) -> f64 {
        seconds(self.at) + self.wait.unwrap_or(0) as f64
    }

    /// What was simulated then would be announced as earlier outcomes correct it, and be compared with what came.
    fn correct(&self, learned: &mut Learned) {
        let is_answered = self.outcome.as_deref() == Some(Outcome::Answered.code());
        let simulated = announce::parse_simulated(&self.simulated);
        let (Some(wait), By::Simulation, true, false) =
            (self.wait, self.made_by, is_answered, simulated.is_empty())
        else {
            return;
        };
        let class = Class { line: 0, rank: learned.classes.rank(&self.severity, &self.method) };
        let closed = self.why.agents == 0;
        let calibration = if closed { &mut learned.overnight } else { &mut learned.calibration };
        let told = calibration.range(class, &Forecast::of(simulated));
        calibration.learn(class, seconds(self.at), told, wait as f64);
    }
}

/// How long calls take, with the time to write them up.
fn learn_calls(tx: &mut Tx, policy: &Policy, learned: &mut Learned) -> Result<()> {
    let rows = tx.query(
        "SELECT k.agent, k.answered_at, k.ended_at, c.category, c.language, c.severity
         FROM calls k LEFT JOIN cases c ON c.id = k.case_id
         WHERE k.cloud = $1 AND k.place = 'done' AND k.rang_at >= $2 AND k.answered_at IS NOT NULL
           AND k.ended_at IS NOT NULL AND k.agent IS NOT NULL
         ORDER BY k.rang_at DESC LIMIT $3",
        &[&policy.cloud.key, &(tx.now() - LOOKS_BACK), &MOST],
    )?;
    let wrap_up = f64::from(policy.staffing.wrap_up_minutes) * 60.0;
    for row in rows.iter().rev() {
        let (answered, ended): (Timestamp, Timestamp) = (row.get(1)?, row.get(2)?);
        let text =
            |column| Ok::<String, crate::Error>(row.get::<Option<String>>(column)?.unwrap_or_default());
        let line = learned.classes.line(&text(3)?, &text(4)?).unwrap_or(NO_LINE);
        let class = Class { line, rank: learned.classes.rank(&text(5)?, "phone") };
        learned.served(row.get(0)?, class, ended.duration_since(answered).as_secs_f64() + wrap_up);
    }
    Ok(())
}
