//! Finding: what people ask of self-help, whether what they read helped, and who had to write to support all the same.

mod history;
mod likeness;
mod note;
mod popular;
mod report;
mod vote;
mod words;

pub use history::History;
pub use likeness::Likeness;
pub use note::{Note, Reading, Tried, Visitor, What, expire, note, tried};
pub(crate) use popular::answered_by;
pub use popular::{Popular, gather, popular, replace_popular};
pub use report::{
    Asked, Click, Comment, Figures, Outcome, Period, Place, Question, Questions, Unhelpful, days, questions,
    unhelpful,
};
pub(crate) use vote::rename;
pub use vote::{Reason, Vote, helpfulness, own_vote, vote};
pub use words::{folded, is_sayable, kept};

use jiff::SignedDuration;
use serde::{Deserialize, Serialize};

/// How finding is measured.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Whether what visitors ask and read is noted at all.
    pub measure: bool,
    /// Whoever read something and didn't write to support for so long is taken to have found it.
    pub solved_after_hours: u32,
    /// Then what was noted is forgotten.
    pub keep_days: u32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { measure: true, solved_after_hours: 72, keep_days: 400 }
    }
}

impl Settings {
    pub fn solved_after(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.solved_after_hours))
    }

    pub fn keep(&self) -> SignedDuration {
        SignedDuration::from_hours(24 * i64::from(self.keep_days))
    }
}

/// Something to read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Thing {
    Article(String),
    Guide(String),
}

impl Thing {
    pub fn parse(text: &str) -> Option<Thing> {
        let (kind, key) = text.split_once(':')?;
        let is_key = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_');
        if key.is_empty() || key.len() > 200 || !key.bytes().all(is_key) {
            return None;
        }
        match kind {
            "article" => Some(Thing::Article(key.to_owned())),
            "guide" => Some(Thing::Guide(key.to_owned())),
            _ => None,
        }
    }

    pub fn key(&self) -> &str {
        match self {
            Thing::Article(key) | Thing::Guide(key) => key,
        }
    }
}

impl From<Thing> for String {
    fn from(thing: Thing) -> String {
        thing.to_string()
    }
}

impl TryFrom<String> for Thing {
    type Error = String;

    fn try_from(text: String) -> std::result::Result<Thing, String> {
        Thing::parse(&text).ok_or_else(|| format!("{text} is nothing to read"))
    }
}

impl std::fmt::Display for Thing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Thing::Article(key) => write!(f, "article:{key}"),
            Thing::Guide(key) => write!(f, "guide:{key}"),
        }
    }
}
