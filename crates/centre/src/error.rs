use std::fmt;

use db::Id;

pub type Result<T> = std::result::Result<T, Error>;

/// Two kinds of error that a person sees (what was wrong, what doesn't exist), and one that is logged.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("told: {0}")]
    Told(Told),
    /// What was asked for doesn't exist, or the viewer may not know that it does.
    #[error("not found")]
    NotFound,
    /// It exists, but stays closed to an agent as long as the caller of this call is not proven.
    #[error("locked for a call")]
    Locked { call: Id },
    #[error(transparent)]
    Db(#[from] db::Error),
    #[error("{0}")]
    Broken(String),
}

impl Error {
    pub fn broken(why: impl fmt::Display) -> Error {
        Error::Broken(why.to_string())
    }
}

/// A refusal as a message key with its fields; pages and the API put it into the reader's language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub key: &'static str,
    pub args: Vec<(&'static str, String)>,
    /// The form field that it is about.
    pub field: Option<&'static str>,
}

impl fmt::Display for Told {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.key)
    }
}

/// `Err(tell("request-subject-missing").about("subject"))`
pub fn tell(key: &'static str) -> Told {
    Told { key, args: Vec::new(), field: None }
}

impl Told {
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Told {
        self.args.push((name, value.to_string()));
        self
    }

    pub fn about(mut self, field: &'static str) -> Told {
        self.field = Some(field);
        self
    }
}

impl From<Told> for Error {
    fn from(told: Told) -> Error {
        Error::Told(told)
    }
}
