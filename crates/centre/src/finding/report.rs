use std::{collections::BTreeMap, fmt, str::FromStr};

use db::{Row, ToValue, Tx};
use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use lang::Lang;

use super::{Reason, Settings, Thing, note::title};
use crate::{Error, Result, people::Viewer};

const DAY: i64 = 24 * 3600 * 1_000_000;
/// So many things that don't help are shown, and so many remarks of each.
const UNHELPFUL: usize = 20;
const REMARKS: i64 = 3;

/// Days of UTC, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    pub from: Date,
    pub to: Date,
}

/// What a report is asked for.
#[derive(Debug, Clone)]
pub struct Asked {
    pub period: Period,
    /// Questions in this language only.
    pub language: Option<Lang>,
    pub settings: Settings,
}

/// What came of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Said so.
    Solved,
    /// Read something, and didn't write to support.
    Quiet,
    /// Read something a short while ago.
    Open,
    /// Read nothing of what was found.
    Unread,
    /// Said that it didn't help.
    Unsolved,
    /// Wrote to support.
    Contacted,
}

impl Outcome {
    pub const ALL: [Outcome; 6] = [
        Outcome::Solved,
        Outcome::Quiet,
        Outcome::Open,
        Outcome::Unread,
        Outcome::Unsolved,
        Outcome::Contacted,
    ];

    pub fn code(self) -> &'static str {
        match self {
            Outcome::Solved => "solved",
            Outcome::Quiet => "quiet",
            Outcome::Open => "open",
            Outcome::Unread => "unread",
            Outcome::Unsolved => "unsolved",
            Outcome::Contacted => "contacted",
        }
    }
}

/// `$4` is when it was long enough ago to say that somebody who read something was helped.
const OUTCOME: &str = "CASE WHEN contacted_at IS NOT NULL THEN 'contacted'
    WHEN solved_at IS NOT NULL THEN 'solved' WHEN unsolved_at IS NOT NULL THEN 'unsolved'
    WHEN read_at IS NULL THEN 'unread' WHEN asked_at < $4 THEN 'quiet' ELSE 'open' END";
const WITHIN: &str = "cloud = $1 AND asked_at >= $2 AND asked_at < $3 AND ($5 = '' OR language = $5)";

/// How many questions, and what came of them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    outcomes: BTreeMap<Outcome, i64>,
    /// After how many something was read.
    pub read: i64,
}

impl Figures {
    pub fn of(&self, outcome: Outcome) -> i64 {
        self.outcomes.get(&outcome).copied().unwrap_or(0)
    }

    pub fn asked(&self) -> i64 {
        self.outcomes.values().sum()
    }

    /// Said so, or needed nobody.
    pub fn solved(&self) -> i64 {
        self.of(Outcome::Solved) + self.of(Outcome::Quiet)
    }

    pub fn contacted(&self) -> i64 {
        self.of(Outcome::Contacted)
    }

    /// Without a good answer.
    pub fn unanswered(&self) -> i64 {
        [Outcome::Unread, Outcome::Unsolved, Outcome::Contacted].into_iter().map(|one| self.of(one)).sum()
    }

    pub fn add(&mut self, other: &Figures) {
        for (outcome, count) in &other.outcomes {
            *self.outcomes.entry(*outcome).or_default() += count;
        }
        self.read += other.read;
    }

    fn count(&mut self, code: &str, count: i64, read: i64) -> Result<()> {
        let outcome = Outcome::ALL.into_iter().find(|one| one.code() == code);
        *self.outcomes.entry(outcome.ok_or_else(|| Error::broken("unknown outcome"))?).or_default() += count;
        self.read += read;
        Ok(())
    }
}

/// The bounds of a report as parameters: `$1` to `$5`.
struct Bounds {
    cloud: String,
    from: Timestamp,
    until: Timestamp,
    settled: Timestamp,
    language: &'static str,
}

impl Bounds {
    fn new(tx: &Tx, viewer: &Viewer, asked: &Asked) -> Result<Bounds> {
        viewer.authors()?;
        let start = |day: Date| day.to_zoned(TimeZone::UTC).map(|day| day.timestamp()).map_err(Error::broken);
        let from = start(asked.period.from)?;
        Ok(Bounds {
            cloud: viewer.cloud.clone(),
            from,
            until: start(asked.period.to)? + SignedDuration::from_hours(24),
            settled: tx.now() - asked.settings.solved_after(),
            language: asked.language.map(Lang::code).unwrap_or_default(),
        })
    }

    fn params(&self) -> Vec<&dyn ToValue> {
        vec![&self.cloud, &self.from, &self.until, &self.settled, &self.language]
    }
}

/// The days on which something was asked.
pub fn days(tx: &mut Tx, viewer: &Viewer, asked: &Asked) -> Result<BTreeMap<Date, Figures>> {
    let bounds = Bounds::new(tx, viewer, asked)?;
    let sql = format!(
        "SELECT asked_at / {DAY}, {OUTCOME}, count(*), count(read_at) FROM quests WHERE {WITHIN} GROUP BY 1, 2"
    );
    let mut days: BTreeMap<Date, Figures> = BTreeMap::new();
    for row in tx.query_dyn(&sql, &bounds.params())? {
        let at = Timestamp::from_microsecond(row.get::<i64>(0)? * DAY).map_err(Error::broken)?;
        let day = at.to_zoned(TimeZone::UTC).date();
        days.entry(day).or_default().count(&row.get::<String>(1)?, row.get(2)?, row.get(3)?)?;
    }
    Ok(days)
}

/// Questions that are the same but for case, accents and punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    pub words: String,
    pub language: Lang,
    pub figures: Figures,
    /// Nothing was ever found.
    pub is_unknown: bool,
    /// What was read, the most read first.
    pub clicks: Vec<Click>,
    folded: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Click {
    pub thing: Thing,
    /// Empty for what is no longer there.
    pub title: String,
    pub times: i64,
}

/// Where a page of the questions begins: after this one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    unanswered: i64,
    language: String,
    question: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.unanswered, self.language, self.question)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Place, ()> {
        let (unanswered, rest) = text.split_once('.').ok_or(())?;
        let (language, question) = rest.split_once('.').ok_or(())?;
        Ok(Place {
            unanswered: unanswered.parse().map_err(|_| ())?,
            language: language.into(),
            question: question.into(),
        })
    }
}

#[derive(Debug, Clone)]
pub struct Questions {
    pub lines: Vec<Question>,
    pub next: Option<Place>,
}

/// The questions of the period, those without a good answer first.
pub fn questions(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
    after: Option<&Place>,
    many: usize,
) -> Result<Questions> {
    let bounds = Bounds::new(tx, viewer, asked)?;
    let sums = Outcome::ALL.map(|one| format!("sum(CASE WHEN outcome = '{}' THEN 1 ELSE 0 END)", one.code()));
    let further = match after {
        None => "",
        Some(_) => {
            "WHERE unanswered < $6 OR unanswered = $6 AND (language > $7 OR language = $7 AND question > $8)"
        }
    };
    let sql = format!(
        "SELECT * FROM (
           SELECT question, language, min(words) AS words, max(hits) AS hits, count(read_at) AS reads, {},
                  sum(CASE WHEN outcome IN ('unread', 'unsolved', 'contacted') THEN 1 ELSE 0 END) AS unanswered
           FROM (SELECT question, language, words, hits, read_at, {OUTCOME} AS outcome FROM quests WHERE {WITHIN}) AS q
           GROUP BY question, language
         ) AS g {further} ORDER BY unanswered DESC, language, question LIMIT {}",
        sums.join(", "),
        many + 1
    );
    let mut params = bounds.params();
    if let Some(place) = after {
        params.extend([&place.unanswered as &dyn ToValue, &place.language, &place.question]);
    }
    let rows = tx.query_dyn(&sql, &params)?;
    let mut lines = rows.iter().map(question).collect::<Result<Vec<_>>>()?;
    let more = lines.len() > many;
    lines.truncate(many);
    let next = lines.last().filter(|_| more).map(|last| Place {
        unanswered: last.figures.unanswered(),
        language: last.language.code().to_owned(),
        question: last.folded.clone(),
    });
    clicks(tx, &bounds, &mut lines)?;
    Ok(Questions { lines, next })
}

fn question(row: &Row) -> Result<Question> {
    let mut figures = Figures::default();
    for (place, outcome) in Outcome::ALL.into_iter().enumerate() {
        figures.count(outcome.code(), row.get(5 + place)?, 0)?;
    }
    figures.read = row.get(4)?;
    Ok(Question {
        folded: row.get(0)?,
        language: Lang::parse(&row.get::<String>(1)?).unwrap_or_default(),
        words: row.get(2)?,
        is_unknown: row.get::<i64>(3)? == 0,
        figures,
        clicks: Vec::new(),
    })
}

/// What was read after these questions.
fn clicks(tx: &mut Tx, bounds: &Bounds, lines: &mut [Question]) -> Result<()> {
    const MOST: usize = 3;
    if lines.is_empty() {
        return Ok(());
    }
    let places: Vec<String> = (0..lines.len()).map(|n| format!("${}", n + 5)).collect();
    let sql = format!(
        "SELECT q.question, q.language, r.thing, count(*) FROM quests q JOIN quest_reads r ON r.quest = q.id
         WHERE q.cloud = $1 AND q.asked_at >= $2 AND q.asked_at < $3 AND ($4 = '' OR q.language = $4)
           AND q.question IN ({}) GROUP BY q.question, q.language, r.thing ORDER BY 4 DESC, 3",
        places.join(", ")
    );
    let folded: Vec<String> = lines.iter().map(|line| line.folded.clone()).collect();
    let mut params: Vec<&dyn ToValue> = vec![&bounds.cloud, &bounds.from, &bounds.until, &bounds.language];
    params.extend(folded.iter().map(|one| one as &dyn ToValue));
    for row in tx.query_dyn(&sql, &params)? {
        let (question, language): (String, String) = (row.get(0)?, row.get(1)?);
        let Some(thing) = Thing::parse(&row.get::<String>(2)?) else { continue };
        let of = |line: &&mut Question| line.folded == question && line.language.code() == language;
        if let Some(line) = lines.iter_mut().find(of)
            && line.clicks.len() < MOST
        {
            let title = title(tx, &thing, line.language)?.unwrap_or_default();
            line.clicks.push(Click { thing, title, times: row.get(3)? });
        }
    }
    Ok(())
}

/// Something that was read, and didn't help.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unhelpful {
    pub thing: Thing,
    pub language: Lang,
    pub title: String,
    pub yes: i64,
    pub no: i64,
    /// After how many questions it was read, and how many of those led to support all the same.
    pub read: i64,
    pub contacted: i64,
    /// The most frequent first.
    pub reasons: Vec<(Reason, i64)>,
    /// The latest first.
    pub comments: Vec<Comment>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    pub words: String,
    pub at: Timestamp,
}

/// What helped least: most votes against it and most who wrote to support after it.
pub fn unhelpful(tx: &mut Tx, viewer: &Viewer, asked: &Asked) -> Result<Vec<Unhelpful>> {
    let bounds = Bounds::new(tx, viewer, asked)?;
    let params: Vec<&dyn ToValue> = vec![&bounds.cloud, &bounds.from, &bounds.until, &bounds.language];
    let mut found: BTreeMap<(String, String), Unhelpful> = BTreeMap::new();
    let votes = tx.query_dyn(
        "SELECT thing, language, reason, CAST(sum(helped) AS BIGINT), count(*) FROM votes
         WHERE cloud = $1 AND at >= $2 AND at < $3 AND ($4 = '' OR language = $4)
         GROUP BY thing, language, reason ORDER BY 5 DESC",
        &params,
    )?;
    for row in &votes {
        let Some(one) = entry(&mut found, row)? else { continue };
        let (yes, all): (i64, i64) = (row.get(3)?, row.get(4)?);
        one.yes += yes;
        one.no += all - yes;
        if let Some(reason) = row.get::<Option<String>>(2)?.as_deref().and_then(Reason::parse) {
            one.reasons.push((reason, all - yes));
        }
    }
    let read = tx.query_dyn(
        "SELECT r.thing, q.language, count(*), count(q.contacted_at)
         FROM quests q JOIN quest_reads r ON r.quest = q.id
         WHERE q.cloud = $1 AND q.asked_at >= $2 AND q.asked_at < $3 AND ($4 = '' OR q.language = $4)
         GROUP BY r.thing, q.language",
        &params,
    )?;
    for row in &read {
        let Some(one) = entry(&mut found, row)? else { continue };
        one.read = row.get(2)?;
        one.contacted = row.get(3)?;
    }
    let mut worst: Vec<Unhelpful> = found.into_values().filter(|one| one.no + one.contacted > 0).collect();
    worst.sort_by_key(|one| std::cmp::Reverse((one.no + one.contacted, one.contacted)));
    worst.truncate(UNHELPFUL);
    for one in &mut worst {
        one.title = title(tx, &one.thing, one.language)?.unwrap_or_else(|| one.thing.key().to_owned());
        let comments = tx.query(
            "SELECT words, at FROM votes WHERE thing = $1 AND language = $2 AND cloud = $3 AND words <> ''
             AND at >= $4 AND at < $5 ORDER BY at DESC LIMIT $6",
            &[
                &one.thing.to_string(),
                &one.language.code(),
                &bounds.cloud,
                &bounds.from,
                &bounds.until,
                &REMARKS,
            ],
        )?;
        for row in &comments {
            one.comments.push(Comment { words: row.get(0)?, at: row.get(1)? });
        }
    }
    Ok(worst)
}

fn entry<'f>(
    found: &'f mut BTreeMap<(String, String), Unhelpful>,
    row: &Row,
) -> Result<Option<&'f mut Unhelpful>> {
    let (thing, language): (String, String) = (row.get(0)?, row.get(1)?);
    let (Some(parsed), Some(lang)) = (Thing::parse(&thing), Lang::parse(&language)) else { return Ok(None) };
    Ok(Some(found.entry((thing, language)).or_insert_with(|| Unhelpful {
        thing: parsed,
        language: lang,
        title: String::new(),
        yes: 0,
        no: 0,
        read: 0,
        contacted: 0,
        reasons: Vec::new(),
        comments: Vec::new(),
    })))
}
