//! What is doubtful in a phone directory: named for those who keep it, and told to callers where it matters to them.

use super::phone::{Charges, Line, LineHours};

/// What a caller should know before relying on a line or its hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Caveat {
    /// The number may be wrong: it is none of any country.
    Number,
    /// What is said of charges doesn't fit the number.
    Charges,
    /// The hours look like a slip of the pen.
    Hours,
    /// The days weren't stated; working days are assumed.
    Days,
    /// Nobody answers on public holidays, which the directory doesn't list.
    PublicHolidays,
}

/// A day shorter than this is more likely a slip (8 AM for 8 PM) than somebody's hours.
const SHORT_DAY: u16 = 3 * 60;
/// And so is a night shift longer than this.
const LONG_NIGHT: u16 = 16 * 60;

impl Line {
    pub fn caveat(&self) -> Option<Caveat> {
        let notes = |words: [&str; 2]| {
            self.origin.note.as_ref().is_some_and(|note| words.iter().all(|word| note.contains(word)))
        };
        let noted = || notes(["charges", "error"]).then_some(Caveat::Charges);
        self.fault().map(|(caveat, _)| caveat).or_else(noted)
    }

    /// What doesn't fit together in it, or what its note says is wrong.
    pub(super) fn doubt(&self) -> Option<String> {
        let says_so =
            |note: &&String| ["error", "elsewhere", "not stated"].iter().any(|word| note.contains(word));
        let fault = self.fault().map(|(_, fault)| fault);
        fault.or_else(|| self.origin.note.as_ref().filter(says_so).cloned())
    }

    fn fault(&self) -> Option<(Caveat, String)> {
        let number = &self.printed;
        match (self.is_international(), self.home()) {
            (true, None) => Some((Caveat::Number, format!("{number} is no valid number of any country"))),
            (true, Some(home)) if self.charges == Charges::Local && self.country.as_ref() != Some(&home) => {
                Some((Caveat::Charges, format!("local charges for {number}, a number of {home}")))
            }
            (false, _) if self.charges == Charges::International => {
                Some((Caveat::Charges, format!("international charges for {number}, a national number")))
            }
            _ => None,
        }
    }
}

impl LineHours {
    pub fn caveat(&self) -> Option<Caveat> {
        let notes = |word| self.origin.note.as_ref().is_some_and(|note| note.contains(word));
        let odd = |window| is_odd(window).is_some();
        if notes("source error") || self.windows.iter().any(odd) {
            Some(Caveat::Hours)
        } else if notes("assumed") {
            Some(Caveat::Days)
        } else {
            notes("public holidays").then_some(Caveat::PublicHolidays)
        }
    }

    pub(super) fn doubt(&self) -> Option<String> {
        let odd = self.windows.iter().find_map(|window| {
            let span = format!("{}-{}", window.start, window.end);
            let overnight = "ends before it starts: into the next day, or a slip";
            let why = is_odd(window).or(window.is_overnight().then_some(overnight))?;
            Some(format!("{span} {why}"))
        });
        odd.or_else(|| self.origin.note.as_ref().filter(|note| note.contains("assumed")).cloned())
    }
}

fn is_odd(window: &super::Window) -> Option<&'static str> {
    let long = window.minutes_a_day();
    if long < SHORT_DAY {
        Some("is a very short day")
    } else if window.is_overnight() && long > LONG_NIGHT {
        Some("runs through the night for very long")
    } else {
        None
    }
}
