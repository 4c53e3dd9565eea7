//! Numbers, times, dates and their like in the words of a sentence.

use super::decimal::{self, Decimal};
use super::scan::Scan;
use super::words::{Unit, Words};

/// Something that must be the same in every language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub value: Value,
    /// It may stand for something on the other side, but nobody misses it.
    pub soft: bool,
    /// Where it stands in the words, in characters.
    pub start: usize,
    pub end: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Number(Decimal),
    /// Minutes after midnight; 24:00 is not 0:00.
    Time(u32),
    /// »9 uur«: a time of day or a length.
    Clock(u32),
    Duration(Decimal, Unit),
    Percent(Decimal),
    /// With the code of the currency.
    Money(&'static str, Decimal),
    /// The digits.
    Phone(String),
    Date {
        year: Option<u32>,
        /// Month and day, the smaller first: which is which differs by country.
        days: (u32, u32),
    },
    /// Letters with digits: `E3`, `0x80070005`, `10.0.19042`.
    Name(String),
    /// Twenty-four hours a day, seven days a week.
    Always,
    /// Every day of the year.
    AllYear,
}

/// All facts of a sentence in the order of the text.
pub fn facts(text: &str, words: &Words) -> Vec<Fact> {
    let mut facts = Scan::new(text, words).all();
    let lower = text.to_lowercase();
    for (phrases, value) in [(words.always, Value::Always), (words.all_year, Value::AllYear)] {
        if phrases.iter().any(|phrase| lower.contains(phrase)) {
            facts.push(Fact { value, soft: true, start: 0, end: 0 });
        }
    }
    facts
}

impl Value {
    /// Whether both say the same.
    pub fn same(&self, other: &Value) -> bool {
        use Value::{Clock, Date, Duration, Money, Name, Number, Percent, Phone, Time};
        match (self, other) {
            (Number(a), Number(b)) | (Percent(a), Percent(b)) => a.same(b),
            (Time(a), Time(b)) | (Clock(a), Clock(b)) => a == b,
            (Clock(a), Time(b)) | (Time(b), Clock(a)) => a * 60 == *b,
            (Clock(a), Duration(b, unit)) | (Duration(b, unit), Clock(a)) => {
                decimal::seconds(b, *unit) == Some(u64::from(*a) * 3600)
            }
            (Duration(a, u), Duration(b, v)) => {
                (u == v && a.same(b))
                    || decimal::seconds(a, *u).is_some_and(|x| decimal::seconds(b, *v) == Some(x))
            }
            (Money(a, x), Money(b, y)) => a == b && x.same(y),
            (Phone(a), Phone(b)) => same_phone(a, b),
            (Phone(a), Number(b)) | (Number(b), Phone(a)) => b.is(a),
            (Date { year: a, days: x }, Date { year: b, days: y }) => a == b && x == y,
            (Name(a), Name(b)) => a.eq_ignore_ascii_case(b),
            (Value::Always, Value::Always) | (Value::AllYear, Value::AllYear) => true,
            _ => false,
        }
    }

    /// Whether one may be the other where the text doesn't say what a number is.
    pub fn may_be(&self, other: &Value) -> bool {
        self.seen_as(other) || other.seen_as(self)
    }

    fn seen_as(&self, other: &Value) -> bool {
        match (self, other) {
            (Value::Number(number), Value::Time(time)) => {
                let (hour, minute) = (time / 60, time % 60);
                if minute > 0 {
                    return number.is(&format!("{hour}.{minute:02}"))
                        || number.is(&format!("{hour}{minute:02}"));
                }
                number.is(&hour.to_string()) || (hour > 12 && number.is(&(hour - 12).to_string()))
            }
            (Value::Number(number), Value::Clock(hour)) => number.is(&hour.to_string()),
            (
                Value::Number(number),
                Value::Duration(other, _) | Value::Percent(other) | Value::Money(_, other),
            ) => number.same(other),
            (Value::Number(number), Value::Date { year, days }) => [*year, Some(days.0), Some(days.1)]
                .into_iter()
                .flatten()
                .any(|part| number.is(&part.to_string())),
            (Value::Number(number), Value::Name(name)) => {
                name.strip_prefix(|c: char| c.is_ascii_alphabetic()).is_some_and(|digits| number.is(digits))
            }
            (Value::Date { year: None, days }, Value::Date { days: other, .. }) => days == other,
            _ => false,
        }
    }
}

/// With and without country code or leading zero.
fn same_phone(a: &str, b: &str) -> bool {
    const ENOUGH: usize = 7;
    let (a, b) = (a.trim_start_matches('0'), b.trim_start_matches('0'));
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    long == short || (short.len() >= ENOUGH && long.ends_with(short))
}
