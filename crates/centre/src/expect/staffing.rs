//! What if so many agents were there? Requests as they came are played against a week of duty.

use std::collections::BTreeMap;

use db::Tx;
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use waits::{
    Class, Lines,
    staffing::{self, Arrival, Group},
};
pub use waits::{erlang, staffing::Hour};

use super::{Learned, learned::learn, scene::rank};
use crate::{
    Error, Result,
    people::Viewer,
    policy::{Policies, Policy, Target, Unit},
    staff,
};

/// The hours of a week, from Monday on.
pub const HOURS: usize = 7 * 24;
/// No more agents of one crew, and no more crews.
pub const MOST_AGENTS: u32 = 200;
pub const MOST_CREWS: usize = 8;

/// Agents who speak these languages, and how many of them are there in each hour of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crew {
    pub languages: Vec<String>,
    pub hours: Vec<u32>,
}

/// What is asked: so many past weeks, of which so many percent come.
#[derive(Debug, Clone)]
pub struct Question {
    pub method: String,
    pub weeks: i64,
    pub percent: u32,
    pub zone: TimeZone,
}

/// What a week of duty is tried on.
#[derive(Debug, Clone)]
pub struct Record {
    pub arrivals: usize,
    pub languages: Vec<String>,
    /// As it is planned for this week.
    pub published: Vec<Crew>,
    /// Seconds that a request takes on average.
    pub service: f64,
    came: Vec<Arrival>,
    promised: Vec<f64>,
    learned: Learned,
}

/// All hours together.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Total {
    /// In a week.
    pub came: f64,
    pub mean_wait: f64,
    /// Nine of ten wait at most so long in the worst hour.
    pub worst: f64,
    pub kept: f64,
    pub hung_up: f64,
    /// Hours of work of all agents.
    pub agent_hours: u32,
}

#[derive(Debug, Clone)]
pub struct Tried {
    pub hours: Vec<Hour>,
    pub total: Total,
    pub languages: Vec<(String, Total)>,
}

/// No more requests of the record are looked at.
const MOST: i64 = 20_000;
/// So many visits are played for one answer.
const VISITS: usize = 60_000;

/// Reads what came in the last whole weeks, and the plan of this one.
pub fn record(tx: &mut Tx, policies: &Policies, viewer: &Viewer, asked: &Question) -> Result<Record> {
    viewer.desk()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let this = monday(asked.zone.to_datetime(tx.now()).date());
    let first = this.saturating_sub((asked.weeks.clamp(1, 26) * 7).days());
    let begins =
        |day: Date| day.to_zoned(asked.zone.clone()).map(|day| day.timestamp()).map_err(Error::broken);
    let (from, to) = (begins(first)?, begins(this)?);
    let rows = tx.query(
        "SELECT at, language, severity FROM announcements
         WHERE cloud = $1 AND method = $2 AND at >= $3 AND at < $4 ORDER BY at DESC LIMIT $5",
        &[&viewer.cloud, &asked.method, &from, &to, &MOST],
    )?;
    let published = published(tx, &viewer.cloud, this, &asked.zone)?;
    let mut languages: Vec<String> = published.iter().flat_map(|crew| crew.languages.clone()).collect();
    let mut came = Vec::new();
    for row in &rows {
        let (at, language): (Timestamp, String) = (row.get(0)?, row.get(1)?);
        let severity: String = row.get(2)?;
        let local = asked.zone.to_datetime(at);
        let days = first.until(local.date()).map_or(0, |span| span.get_days());
        let clock = local.time().duration_since(jiff::civil::Time::midnight()).as_secs_f64();
        languages.push(language.clone());
        came.push((f64::from(days) * 86_400.0 + clock, language, rank(policy, &severity)));
    }
    languages.sort();
    languages.dedup();
    languages.truncate(usize::from(Class::MOST_LINES));
    let line = |language: &str| languages.iter().position(|known| known == language).map(|n| n as u8);
    let mut arrivals: Vec<Arrival> = came
        .iter()
        .filter_map(|(at, language, rank)| {
            Some(Arrival { at: *at, class: Class { line: line(language)?, rank: *rank } })
        })
        .collect();
    arrivals.reverse();
    let arrivals = scaled(&arrivals, asked.percent.clamp(1, 1000));
    let learned = learn(tx, policy, &asked.method)?;
    Ok(Record {
        arrivals: arrivals.len(),
        service: learned.learner.mean_service(Class { line: 0, rank: 0 }),
        promised: promised(policy),
        came: arrivals,
        languages,
        published,
        learned,
    })
}

impl Record {
    /// Plays this week of duty again and again. Takes a second or so and no database; refused if it is too much.
    pub fn play(&self, crews: &[Crew]) -> Option<Tried> {
        let number = |language: &String| self.languages.iter().position(|known| known == language);
        let lines =
            |crew: &Crew| crew.languages.iter().filter_map(number).map(|n| n as u8).collect::<Lines>();
        let mut plan: Vec<Group> =
            crews.iter().map(|crew| Group { lines: lines(crew), hours: crew.hours.clone() }).collect();
        // Also if nobody is there a week has its hours.
        plan.push(Group { lines: Lines::default(), hours: vec![0; HOURS] });
        let runs = (VISITS / self.came.len().max(1)).clamp(1, 20);
        let outlook =
            staffing::play(&plan, &self.came, &self.learned.learner, &self.promised, runs, 5).ok()?;
        let agent_hours = crews.iter().flat_map(|crew| &crew.hours).sum();
        let languages = outlook.lines.iter().filter_map(|(line, hours)| {
            Some((self.languages.get(usize::from(*line))?.clone(), Total::of(hours, 0)))
        });
        Some(Tried {
            total: Total::of(&outlook.all, agent_hours),
            languages: languages.collect(),
            hours: outlook.all,
        })
    }
}

impl Total {
    fn of(hours: &[Hour], agent_hours: u32) -> Total {
        let came: f64 = hours.iter().map(|hour| hour.came).sum();
        let share = |of: fn(&Hour) -> f64| {
            hours.iter().map(|hour| of(hour) * hour.came).sum::<f64>() / came.max(f64::MIN_POSITIVE)
        };
        Total {
            came,
            mean_wait: share(|hour| hour.mean_wait),
            worst: hours.iter().filter(|hour| hour.came > 0.0).map(|hour| hour.p90).fold(0.0, f64::max),
            kept: if came > 0.0 { share(|hour| hour.kept) } else { 1.0 },
            hung_up: share(|hour| hour.hung_up),
            agent_hours,
        }
    }
}

pub(super) fn monday(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}

/// So many percent of what came: each as often as that, the last part by turns.
fn scaled(arrivals: &[Arrival], percent: u32) -> Vec<Arrival> {
    let mut due = 0;
    let mut all = Vec::new();
    for arrival in arrivals {
        due += percent;
        // Those who are added come a few minutes later.
        for extra in 0..due / 100 {
            all.push(Arrival { at: arrival.at + f64::from(extra) * 240.0, ..*arrival });
        }
        due %= 100;
    }
    all.sort_by(|a, b| a.at.total_cmp(&b.at));
    all
}

/// The first answer that each severity is promised, in seconds by rank.
fn promised(policy: &Policy) -> Vec<f64> {
    let mut promised = vec![f64::INFINITY; usize::from(Class::MOST_RANKS)];
    for severity in &policy.severities {
        let Target { value, unit, .. } = &severity.first_response;
        let seconds = match unit {
            Unit::Seconds => 1.0,
            Unit::Minutes => 60.0,
            Unit::Hours => 3600.0,
            Unit::BusinessDays => 86_400.0,
        };
        if let Some(place) = promised.get_mut(usize::from(rank(policy, &severity.level))) {
            *place = f64::from(*value) * seconds;
        }
    }
    promised
}

/// Who is on duty this week by the published shifts: an hour counts from its half on.
fn published(tx: &mut Tx, cloud: &str, this: Date, zone: &TimeZone) -> Result<Vec<Crew>> {
    let begin = this.to_zoned(zone.clone()).map_err(Error::broken)?.timestamp();
    let spoken: BTreeMap<_, Vec<String>> = staff::agents(tx, cloud)?
        .into_iter()
        .map(|agent| {
            let mut languages: Vec<String> = agent.languages.into_iter().map(|(l, _)| l).collect();
            languages.sort();
            (agent.id, languages)
        })
        .collect();
    let mut crews: BTreeMap<Vec<String>, Vec<u32>> = BTreeMap::new();
    for shift in staff::shifts(tx, cloud, begin, begin + SignedDuration::from_hours(HOURS as i64))? {
        let Some(languages) = spoken.get(&shift.agent).filter(|languages| !languages.is_empty()) else {
            continue;
        };
        let hours = crews.entry(languages.clone()).or_insert_with(|| vec![0; HOURS]);
        for (hour, there) in hours.iter_mut().enumerate() {
            let middle = begin + SignedDuration::from_mins(hour as i64 * 60 + 30);
            *there += u32::from(shift.from <= middle && middle < shift.to);
        }
    }
    Ok(crews.into_iter().map(|(languages, hours)| Crew { languages, hours }).collect())
}
