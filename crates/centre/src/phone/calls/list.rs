use std::{fmt, str::FromStr};

use db::{Id, ToValue, Tx};
use jiff::Timestamp;

use super::{
    Call, number,
    record::{COLUMNS, read},
    systems,
};
use crate::{Result, people::Viewer};

/// Which calls of the agent's cloud a list shows, latest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    /// That ring or are talked on, the longest first.
    Now,
    /// That nobody answered and nobody called back yet, the longest waiting first.
    Missed,
    Mine,
    #[default]
    All,
}

#[derive(Debug, Clone, Default)]
pub struct CallFilter {
    pub which: Which,
    /// Only calls from and to this number, as people write it.
    pub number: Option<String>,
    pub after: Option<CallPlace>,
}

/// Where a page of a list begins: after the call with this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CallPlace {
    at: Timestamp,
    id: Id,
}

impl fmt::Display for CallPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.as_microsecond(), self.id)
    }
}

impl FromStr for CallPlace {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<CallPlace, ()> {
        let (at, id) = text.split_once('-').ok_or(())?;
        let at = Timestamp::from_microsecond(at.parse().map_err(|_| ())?).map_err(|_| ())?;
        Ok(CallPlace { at, id: id.parse().map_err(|_| ())? })
    }
}

const PAGE: usize = 25;

/// A page of calls, and where the next one begins.
pub fn calls(tx: &mut Tx, viewer: &Viewer, filter: &CallFilter) -> Result<(Vec<Call>, Option<CallPlace>)> {
    viewer.desk()?;
    let number = filter.number.as_deref().map(|typed| as_stored(tx, viewer, typed)).transpose()?;
    let mut params: Vec<&dyn ToValue> = Vec::new();
    let me = viewer.id();
    let (condition, is_oldest_first) = match (&number, filter.which) {
        (Some(number), _) => {
            params.extend([&viewer.cloud as &dyn ToValue, number]);
            ("c.cloud = $1 AND c.number = $2", false)
        }
        (None, Which::Mine) => {
            params.extend([&me as &dyn ToValue, &viewer.cloud]);
            ("c.agent = $1 AND c.cloud = $2", false)
        }
        (None, Which::All) => {
            params.push(&viewer.cloud);
            ("c.cloud = $1", false)
        }
        (None, Which::Now) => {
            params.push(&viewer.cloud);
            ("c.cloud = $1 AND c.place = 'now'", true)
        }
        (None, Which::Missed) => {
            params.push(&viewer.cloud);
            ("c.cloud = $1 AND c.place = 'missed'", true)
        }
    };
    let (compare, order) = if is_oldest_first { (">", "") } else { ("<", " DESC") };
    let mut sql = format!("{COLUMNS}{condition}");
    if let Some(after) = &filter.after {
        let at = params.len() + 1;
        sql.push_str(&format!(" AND (c.rang_at, c.id) {compare} (${at}, ${})", at + 1));
        params.extend([&after.at as &dyn ToValue, &after.id]);
    }
    sql.push_str(&format!(" ORDER BY c.rang_at{order}, c.id{order} LIMIT {}", PAGE + 1));
    let mut calls = tx.query_dyn(&sql, &params)?.iter().map(read).collect::<Result<Vec<_>>>()?;
    let more = calls.len() > PAGE;
    calls.truncate(PAGE);
    let next = calls.last().filter(|_| more).map(|c| CallPlace { at: c.rang_at, id: c.id });
    Ok((calls, next))
}

/// A number as the calls have it; a national one is of the country of the operator's telephones.
fn as_stored(tx: &mut Tx, viewer: &Viewer, typed: &str) -> Result<String> {
    let country = systems::systems(tx, &viewer.cloud)?.into_iter().next().map(|system| system.country);
    Ok(number::read(typed, &country.unwrap_or_default()).number().to_owned())
}
