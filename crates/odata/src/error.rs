use std::fmt;

/// Why options are refused, in the words of whoever wrote them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Error {
    /// The option, such as `$filter`.
    pub option: &'static str,
    /// The character that was not expected, counted from one; none if the whole is meant.
    pub at: Option<usize>,
    pub message: String,
}

impl Error {
    pub fn new(option: &'static str, message: impl Into<String>) -> Error {
        Error { option, at: None, message: message.into() }
    }

    pub(crate) fn at(option: &'static str, at: usize, message: impl Into<String>) -> Error {
        Error { option, at: Some(at), message: message.into() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self.at {
            Some(at) => write!(f, "{} at position {at}: {}", self.option, self.message),
            None => write!(f, "{}: {}", self.option, self.message),
        }
    }
}

impl std::error::Error for Error {}
