//! Numbers as they are written in different countries.

use super::words::Unit;

/// A number without its looks. `1.000` is a thousand or one; both readings are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    main: String,
    other: Option<String>,
}

impl Decimal {
    pub fn whole(number: u32) -> Self {
        Decimal { main: number.to_string(), other: None }
    }

    /// Groups of digits with the signs between them, or nothing if they are no number.
    pub fn of(groups: &[&str], signs: &[char], comma: bool) -> Option<Self> {
        let (first, rest) = groups.split_first()?;
        let thousands = |groups: &[&str]| first.len() <= 3 && groups.iter().all(|group| group.len() == 3);
        let one = |main| Some(Decimal { main, other: None });
        match (rest, signs) {
            ([], _) => one(plain(first, "")),
            ([last], [sign]) => {
                let decimal = plain(first, last);
                if !thousands(&[last]) || first.starts_with('0') || *sign == ' ' {
                    return one(if *sign == ' ' { plain(&groups.concat(), "") } else { decimal });
                }
                let whole = plain(&groups.concat(), "");
                let is_decimal = (*sign == ',') == comma;
                let (main, other) = if is_decimal { (decimal, whole) } else { (whole, decimal) };
                Some(Decimal { main, other: Some(other) })
            }
            ([middle @ .., last], [same @ .., end]) if same.iter().all(|sign| *sign == same[0]) => {
                if *end == same[0] && thousands(rest) {
                    one(plain(&groups.concat(), ""))
                } else if *end != same[0] && *end != ' ' && thousands(middle) {
                    one(plain(&groups[..groups.len() - 1].concat(), last))
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    pub fn same(&self, other: &Decimal) -> bool {
        let readings = [Some(&other.main), other.other.as_ref()];
        [Some(&self.main), self.other.as_ref()].into_iter().flatten().any(|a| readings.contains(&Some(a)))
    }

    /// Whether the digits (with a point for decimals) are one of its readings.
    pub fn is(&self, digits: &str) -> bool {
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let wanted = plain(whole, part);
        self.main == wanted || self.other.as_ref() == Some(&wanted)
    }

    pub fn as_u32(&self) -> Option<u32> {
        self.main.parse().ok()
    }
}

/// Without zeros that say nothing.
fn plain(whole: &str, part: &str) -> String {
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    match part.trim_end_matches('0') {
        "" => whole.to_owned(),
        part => format!("{whole}.{part}"),
    }
}

/// How long it is, where units can be turned into each other.
pub fn seconds(number: &Decimal, unit: Unit) -> Option<u64> {
    let of_one = match unit {
        Unit::Second => 1,
        Unit::Minute => 60,
        Unit::Hour | Unit::Clock => 3600,
        Unit::Day => 86_400,
        Unit::Week => 604_800,
        Unit::BusinessDay | Unit::Month | Unit::Year => return None,
    };
    number.as_u32().map(|number| u64::from(number) * of_one)
}
