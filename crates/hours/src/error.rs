use std::fmt;

/// What is wrong, and about which part of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    pub code: Code,
    pub about: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Code {
    NeverOpens,
    InvalidWindow,
    InvalidDate,
    InvalidTarget,
    InvalidInstant,
    InvalidRange,
    InvalidEvent,
    UnknownTimezone,
    UnknownSeverity,
    UnknownCalendar,
    MissingOpened,
    EventsOutOfOrder,
    /// Not JSON, or a word that is none of those allowed in its place.
    InvalidInput,
}

impl Code {
    pub fn as_str(self) -> &'static str {
        match self {
            Code::NeverOpens => "never_opens",
            Code::InvalidWindow => "invalid_window",
            Code::InvalidDate => "invalid_date",
            Code::InvalidTarget => "invalid_target",
            Code::InvalidInstant => "invalid_instant",
            Code::InvalidRange => "invalid_range",
            Code::InvalidEvent => "invalid_event",
            Code::UnknownTimezone => "unknown_timezone",
            Code::UnknownSeverity => "unknown_severity",
            Code::UnknownCalendar => "unknown_calendar",
            Code::MissingOpened => "missing_opened",
            Code::EventsOutOfOrder => "events_out_of_order",
            Code::InvalidInput => "invalid_input",
        }
    }

    pub(crate) fn about(self, about: impl fmt::Display) -> Error {
        Error { code: self, about: about.to_string() }
    }
}

impl From<Code> for Error {
    fn from(code: Code) -> Error {
        Error { code, about: String::new() }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code.as_str())?;
        if self.about.is_empty() { Ok(()) } else { write!(f, ": {}", self.about) }
    }
}

impl std::error::Error for Error {}
