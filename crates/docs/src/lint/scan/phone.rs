//! Phone numbers.

use super::{NEAR, Scan, Value};

impl Scan<'_> {
    /// `1 800 865 9408`, `(86) 400-089-0365`, `+49 69 380 789 305`.
    pub(super) fn phone(&mut self) -> bool {
        const DIGITS: std::ops::RangeInclusive<usize> = 8..=15;
        let start = self.at;
        if start > 0 && self.is(start - 1, |c| matches!(c, '.' | '-' | '_' | '/' | '=' | '#' | ',')) {
            return false;
        }
        let mut end = start;
        let mut groups = vec![0];
        let mut spaced = false;
        for (at, c) in self.chars.iter().enumerate().skip(start).take(NEAR + 8) {
            match c {
                '0'..='9' => {
                    if let Some(last) = groups.last_mut() {
                        *last += 1;
                    }
                    end = at + 1;
                    spaced = false;
                }
                '+' if at == start || self.chars[at - 1] == '(' => {}
                ' ' | '-' | '(' | ')' | '/' => {
                    if *c == ' ' && spaced {
                        break;
                    }
                    spaced = *c == ' ';
                    if groups.last() != Some(&0) {
                        groups.push(0);
                    }
                }
                _ => break,
            }
        }
        groups.retain(|length| *length > 0);
        let digits: String = self.chars[start..end].iter().filter(|c| c.is_ascii_digit()).collect();
        let signed = matches!(self.chars[start], '+' | '(');
        let years = groups.iter().all(|length| *length == 4);
        let date = matches!(groups[..], [4, 2, 2] | [2, 2, 4]);
        let grouped = groups.len() >= 3 || (signed && groups.len() >= 2) || self.chars[start] == '+';
        if !DIGITS.contains(&digits.len()) || !grouped || years || date || groups[0] > 5 {
            return false;
        }
        if self.is(end, |c| c.is_ascii_alphabetic() || matches!(c, ':' | '%'))
            || groups.iter().any(|l| *l > 11)
        {
            return false;
        }
        self.push(Value::Phone(digits), start, end);
        true
    }
}
