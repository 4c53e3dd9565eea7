//! What if so many agents were there? Requests as they came are played against a week of duty.

use std::collections::BTreeMap;

use db::Tx;
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date, tz::TimeZone};
use waits::{
    Class, Lines,
    staffing::{self, Arrival, Group},
};
pub use waits::{erlang, staffing::Hour};

use super::{Learned, classes::Classes, learned::learn};
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
pub const MOST_CREWS: usize = 16;

/// Agents for these kinds of support who speak these languages, and how many of them are there in each hour of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crew {
    pub categories: Vec<String>,
    pub languages: Vec<String>,
    pub hours: Vec<u32>,
}

/// What is asked: so many past weeks, of which so many percent come.
#[derive(Debug, Clone)]
pub struct Question {
    /// `None`: all contact methods together, as the same agents serve them.
    pub method: Option<String>,
    /// `None`: all kinds of support.
    pub category: Option<String>,
    pub weeks: i64,
    pub percent: u32,
    pub zone: TimeZone,
}

/// What a week of duty is tried on.
#[derive(Debug, Clone)]
pub struct Record {
    pub arrivals: usize,
    pub languages: Vec<String>,
    pub categories: Vec<String>,
    /// As it is planned for this week.
    pub published: Vec<Crew>,
    /// Seconds that a request takes on average.
    pub service: f64,
    came: Vec<Arrival>,
    promised: Vec<f64>,
    learned: Learned,
    classes: Classes,
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
    pub lines: Vec<Line>,
}

/// How it goes for a kind of support in a language.
#[derive(Debug, Clone)]
pub struct Line {
    pub category: String,
    pub language: String,
    pub total: Total,
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
    let learned = learn(tx, policy)?;
    let mut classes = learned.classes.clone();
    let mut came = Vec::new();
    for method in policy.contact_methods.iter().filter(|m| asked.method.as_ref().is_none_or(|id| *id == m.id))
    {
        let rows = tx.query(
            "SELECT at, category, language, severity FROM announcements
             WHERE cloud = $1 AND method = $2 AND at >= $3 AND at < $4 ORDER BY at DESC LIMIT $5",
            &[&viewer.cloud, &method.id, &from, &to, &MOST],
        )?;
        for row in &rows {
            let (at, category, language): (Timestamp, String, String) =
                (row.get(0)?, row.get(1)?, row.get(2)?);
            if asked.category.as_ref().is_some_and(|one| *one != category) {
                continue;
            }
            // Also what nobody serves now has its line: it shows that nobody does.
            classes.add(&category, &language);
            let class = classes.class(&category, &language, &row.get::<String>(3)?, &method.id);
            let local = asked.zone.to_datetime(at);
            let days = first.until(local.date()).map_or(0, |span| span.get_days());
            let clock = local.time().duration_since(jiff::civil::Time::midnight()).as_secs_f64();
            came.extend(class.map(|class| Arrival { at: f64::from(days) * 86_400.0 + clock, class }));
        }
    }
    came.sort_by(|a, b| a.at.total_cmp(&b.at));
    let came = scaled(&came, asked.percent.clamp(1, 1000));
    let service = |class: Class| learned.learner.mean_service(class);
    let all: f64 = came.iter().map(|arrival| service(arrival.class)).sum();
    let published = published(tx, policy, &viewer.cloud, this, &asked.zone)?;
    let mut languages: Vec<String> = published.iter().flat_map(|crew| crew.languages.clone()).collect();
    languages.extend(came.iter().filter_map(|arrival| Some(classes.pair(arrival.class.line)?.1.clone())));
    languages.sort();
    languages.dedup();
    Ok(Record {
        arrivals: came.len(),
        service: if came.is_empty() { service(Class { line: 0, rank: 0 }) } else { all / came.len() as f64 },
        promised: promised(policy, &classes),
        categories: policy.categories.iter().map(|c| c.id.clone()).collect(),
        came,
        languages,
        published,
        learned,
        classes,
    })
}

impl Record {
    /// Plays this week of duty again and again. Takes a second or so and no database; refused if it is too much.
    pub fn play(&self, crews: &[Crew]) -> Option<Tried> {
        let serves = |crew: &Crew, (category, language): &(String, String)| {
            crew.categories.contains(category) && crew.languages.contains(language)
        };
        let lines = |crew: &Crew| {
            let served = self.classes.pairs().filter(|(pair, _)| serves(crew, pair));
            served.map(|(_, line)| line).collect::<Lines>()
        };
        let mut plan: Vec<Group> =
            crews.iter().map(|crew| Group { lines: lines(crew), hours: crew.hours.clone() }).collect();
        // Also if nobody is there a week has its hours.
        plan.push(Group { lines: Lines::default(), hours: vec![0; HOURS] });
        let runs = (VISITS / self.came.len().max(1)).clamp(1, 20);
        let outlook =
            staffing::play(&plan, &self.came, &self.learned.learner, &self.promised, runs, 5).ok()?;
        let agent_hours = crews.iter().flat_map(|crew| &crew.hours).sum();
        let lines = outlook.lines.iter().filter_map(|(line, hours)| {
            let (category, language) = self.classes.pair(*line)?.clone();
            Some(Line { category, language, total: Total::of(hours, 0) })
        });
        Some(Tried {
            total: Total::of(&outlook.all, agent_hours),
            lines: lines.collect(),
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
fn promised(policy: &Policy, classes: &Classes) -> Vec<f64> {
    let mut promised = vec![f64::INFINITY; usize::from(Class::MOST_RANKS)];
    for severity in &policy.severities {
        let Target { value, unit, .. } = &severity.first_response;
        let seconds = match unit {
            Unit::Seconds => 1.0,
            Unit::Minutes => 60.0,
            Unit::Hours => 3600.0,
            Unit::BusinessDays => 86_400.0,
        };
        for method in &policy.contact_methods {
            let rank = classes.rank(&severity.level, &method.id);
            promised[usize::from(rank)] = f64::from(*value) * seconds;
        }
    }
    promised
}

/// Who is on duty this week by the published shifts: an hour counts from its half on.
fn published(tx: &mut Tx, policy: &Policy, cloud: &str, this: Date, zone: &TimeZone) -> Result<Vec<Crew>> {
    let begin = this.to_zoned(zone.clone()).map_err(Error::broken)?.timestamp();
    let skills: BTreeMap<_, (Vec<String>, Vec<String>)> = staff::agents(tx, cloud)?
        .into_iter()
        .map(|agent| {
            let known = policy.categories.iter().filter(|c| agent.knows(&c.id));
            let categories = known.map(|c| c.id.clone()).collect();
            let mut languages: Vec<String> = agent.languages.into_iter().map(|(l, _)| l).collect();
            languages.sort();
            (agent.id, (languages, categories))
        })
        .collect();
    let mut crews: BTreeMap<&(Vec<String>, Vec<String>), Vec<u32>> = BTreeMap::new();
    for shift in staff::shifts(tx, cloud, begin, begin + SignedDuration::from_hours(HOURS as i64))? {
        let Some(skills) = skills.get(&shift.agent).filter(|(l, c)| !l.is_empty() && !c.is_empty()) else {
            continue;
        };
        let hours = crews.entry(skills).or_insert_with(|| vec![0; HOURS]);
        for (hour, there) in hours.iter_mut().enumerate() {
            let middle = begin + SignedDuration::from_mins(hour as i64 * 60 + 30);
            *there += u32::from(shift.from <= middle && middle < shift.to);
        }
    }
    let crew = |((languages, categories), hours): (&(Vec<String>, Vec<String>), Vec<u32>)| Crew {
        languages: languages.clone(),
        categories: categories.clone(),
        hours,
    };
    Ok(crews.into_iter().map(crew).collect())
}
