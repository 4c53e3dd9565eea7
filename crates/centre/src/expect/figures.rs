use std::{fmt, str::FromStr};

use db::{Id, Row, ToValue, Tx};
use jiff::{SignedDuration, Timestamp};
use waits::Range;

use super::announce::{Outcome, Why, read_why};
use crate::{Result, people::Viewer};

/// An announcement, and how the wait ended if it did.
#[derive(Debug, Clone)]
pub struct Settled {
    pub id: Id,
    pub case: Option<Id>,
    /// Of the case.
    pub number: Option<i64>,
    pub method: String,
    pub category: String,
    pub language: String,
    pub severity: String,
    pub at: Timestamp,
    pub range: Range,
    pub made_by: String,
    pub why: Why,
    /// Seconds; `None` while the case waits.
    pub wait: Option<i64>,
    pub outcome: Option<Outcome>,
}

impl Settled {
    /// The wait of somebody who was answered.
    pub fn answered(&self) -> Option<i64> {
        self.wait.filter(|_| self.outcome == Some(Outcome::Answered))
    }

    pub fn is_within(&self, wait: i64) -> bool {
        (self.range.p10.floor()..=self.range.p90.ceil()).contains(&(wait as f64))
    }

    /// When it would be one's turn after so many seconds.
    pub fn after(&self, seconds: f64) -> Timestamp {
        self.at.checked_add(SignedDuration::from_secs(seconds as i64)).unwrap_or(Timestamp::MAX)
    }
}

/// Which announcements of the viewer's operator are looked at.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    pub method: String,
    pub language: Option<String>,
    pub severity: Option<String>,
    pub from: Timestamp,
    pub to: Timestamp,
}

pub(super) const SELECT: &str =
    "SELECT w.id, c.number, w.method, w.category, w.language, w.severity, w.at, w.mean_s, w.p10_s,
            w.p50_s, w.p90_s, w.made_by, w.why, w.wait_s, w.outcome, w.case_id
     FROM announcements w LEFT JOIN cases c ON c.id = w.case_id";

pub(super) fn read(row: &Row) -> Result<Settled> {
    let seconds = |column| Ok::<_, crate::Error>(row.get::<i64>(column)? as f64);
    Ok(Settled {
        id: row.get(0)?,
        case: row.get(15)?,
        number: row.get(1)?,
        method: row.get(2)?,
        category: row.get(3)?,
        language: row.get(4)?,
        severity: row.get(5)?,
        at: row.get(6)?,
        range: Range { mean: seconds(7)?, p10: seconds(8)?, p50: seconds(9)?, p90: seconds(10)? },
        made_by: row.get(11)?,
        why: read_why(row, 12)?,
        wait: row.get(13)?,
        outcome: row.get::<Option<String>>(14)?.map(|code| Outcome::parse(&code)).transpose()?,
    })
}

/// No more announcements are read for the figures of a page; they are the latest.
pub const MOST: i64 = 20_000;
const PAGE: i64 = 10;

/// Where a page of announcements begins: before this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    at: Timestamp,
    id: Id,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.as_microsecond(), self.id)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Place, ()> {
        let (at, id) = text.split_once('-').ok_or(())?;
        let at = Timestamp::from_microsecond(at.parse().map_err(|_| ())?).map_err(|_| ())?;
        Ok(Place { at, id: id.parse().map_err(|_| ())? })
    }
}

/// All of them, the latest first: what charts and tables are made of.
pub fn figures(tx: &mut Tx, viewer: &Viewer, filter: &Filter) -> Result<Vec<Settled>> {
    select(tx, viewer, filter, None, MOST)
}

/// A page of them, the latest first.
pub fn list(
    tx: &mut Tx,
    viewer: &Viewer,
    filter: &Filter,
    after: Option<Place>,
) -> Result<(Vec<Settled>, Option<Place>)> {
    let mut found = select(tx, viewer, filter, after, PAGE + 1)?;
    let more = found.len() > PAGE as usize;
    found.truncate(PAGE as usize);
    let next = found.last().filter(|_| more).map(|last| Place { at: last.at, id: last.id });
    Ok((found, next))
}

fn select(
    tx: &mut Tx,
    viewer: &Viewer,
    filter: &Filter,
    after: Option<Place>,
    most: i64,
) -> Result<Vec<Settled>> {
    viewer.desk()?;
    let mut sql = format!("{SELECT} WHERE w.cloud = $1 AND w.method = $2 AND w.at >= $3 AND w.at < $4");
    let mut params: Vec<&dyn ToValue> = vec![&viewer.cloud, &filter.method, &filter.from, &filter.to];
    if let Some(language) = &filter.language {
        params.push(language);
        sql.push_str(&format!(" AND w.language = ${}", params.len()));
    }
    if let Some(severity) = &filter.severity {
        params.push(severity);
        sql.push_str(&format!(" AND w.severity = ${}", params.len()));
    }
    if let Some(Place { at, id }) = &after {
        params.push(at);
        params.push(id);
        sql.push_str(&format!(" AND (w.at, w.id) < (${}, ${})", params.len() - 1, params.len()));
    }
    params.push(&most);
    sql.push_str(&format!(" ORDER BY w.at DESC, w.id DESC LIMIT ${}", params.len()));
    tx.query_dyn(&sql, &params)?.iter().map(read).collect()
}
