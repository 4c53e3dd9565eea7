use std::collections::HashMap;

use db::Tx;
use jiff::{SignedDuration, Timestamp, civil::Weekday, tz::TimeZone};
use lang::Lang;
use serde::Deserialize;

use super::{Note, Reason, Settings, Thing, Visitor, Vote, What, note, vote};
use crate::{Error, Result};

/// So far back the demo's questions reach.
const DAYS: i64 = 84;

/// What visitors of the demo asked, as a TOML file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct History {
    question: Vec<Entry>,
    #[serde(default)]
    remark: Vec<Remark>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    language: String,
    #[serde(default = "worldwide")]
    cloud: String,
    /// The same question as different people typed it.
    words: Vec<String>,
    article: Option<String>,
    asked: usize,
    #[serde(default)]
    read: usize,
    #[serde(default)]
    solved: usize,
    #[serde(default)]
    unsolved: usize,
    #[serde(default)]
    contacted: usize,
}

fn worldwide() -> String {
    "worldwide".into()
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    language: String,
    article: String,
    reason: String,
    #[serde(default)]
    words: String,
}

impl History {
    pub fn parse(text: &str) -> std::result::Result<History, toml::de::Error> {
        toml::from_str(text)
    }

    /// Notes all that was asked, as if visitors had done it.
    pub fn play(&self, tx: &mut Tx) -> Result<()> {
        let settings = Settings::default();
        let mut visitors = 0u64;
        let mut turns = HashMap::new();
        for (place, entry) in self.question.iter().enumerate() {
            let language = Lang::parse(&entry.language).ok_or_else(|| Error::broken(&entry.language))?;
            let thing = entry.article.as_ref().map(|key| Thing::Article(key.clone()));
            for n in 0..entry.asked {
                visitors += 1;
                let visitor =
                    Visitor::of(&format!("{visitors:032x}")).ok_or_else(|| Error::broken("no visitor"))?;
                let at = moment(tx.now(), place, n);
                // Outcomes are spread evenly among those who read.
                let share = |part: usize, from: usize| {
                    let turn = (n * 53 + place) % entry.asked;
                    turn >= from && turn < from + part
                };
                let minutes = |n| at + SignedDuration::from_mins(n);
                let mut notes = Vec::new();
                let mut write = |at, what| {
                    let (cloud, visitor) = (entry.cloud.clone(), visitor.clone());
                    notes.push(Note { visitor, cloud, language, at, what });
                };
                let words = &entry.words[n % entry.words.len()];
                let hits = if thing.is_some() { 5 } else { n % 3 };
                write(at, What::Asked { question: words.clone(), hits });
                if let Some(thing) = thing.as_ref().filter(|_| share(entry.read, 0)) {
                    write(minutes(1), What::Read(thing.clone()));
                }
                let last = match thing.is_some() {
                    true => entry.read.saturating_sub(entry.contacted),
                    false => 0,
                };
                if share(entry.contacted, last) {
                    write(minutes(9), What::Contacted);
                }
                note::note(tx, &notes, &settings)?;
                let Some(thing) = &thing else { continue };
                let helped = share(entry.solved, 0);
                if helped || share(entry.unsolved, entry.solved) {
                    let vote = if helped { YES } else { self.against(&mut turns, entry) };
                    vote::put(tx, &visitor, &entry.cloud, thing, language, &vote, minutes(4))?;
                }
            }
        }
        Ok(())
    }

    /// The next vote against an article.
    fn against(&self, turns: &mut HashMap<(String, String), usize>, entry: &Entry) -> Vote {
        let article = entry.article.clone().unwrap_or_default();
        let remarks: Vec<&Remark> =
            self.remark.iter().filter(|r| r.article == article && r.language == entry.language).collect();
        let turn = turns.entry((article, entry.language.clone())).or_default();
        *turn += 1;
        let remark = if remarks.is_empty() { None } else { remarks.get((*turn - 1) % remarks.len()) };
        Vote {
            helped: false,
            reason: remark.and_then(|remark| Reason::parse(&remark.reason)),
            // Said once each.
            words: remark.filter(|_| *turn <= remarks.len()).map(|r| r.words.clone()).unwrap_or_default(),
        }
    }
}

const YES: Vote = Vote { helped: true, reason: None, words: String::new() };

/// When the nth asked: spread over the weeks, on working days mostly, in the daytime.
fn moment(now: Timestamp, place: usize, n: usize) -> Timestamp {
    let spread = (n as f64 * 0.618_034 + place as f64 * 0.37) % 1.0;
    let day = now - SignedDuration::from_hours(24 * (1 + (spread * DAYS as f64) as i64));
    let hour = 7 + (n * 5 + place * 3) % 10;
    let weekday = day.to_zoned(TimeZone::UTC).weekday();
    let back = match weekday {
        Weekday::Saturday if !n.is_multiple_of(5) => 2,
        Weekday::Sunday if !n.is_multiple_of(7) => 3,
        _ => 0,
    };
    let midnight = day.as_second().div_euclid(86_400) * 86_400;
    let at = midnight - back * 86_400 + hour as i64 * 3_600 + (n as i64 * 211) % 3_600;
    Timestamp::from_second(at).unwrap_or(now)
}
