//! Dates in digits and with the names of months.

use super::{Scan, Value};
use crate::lint::decimal::Decimal;
use crate::lint::facts::Fact;

impl Scan<'_> {
    /// `2026-10-03`, `3/10/2026`, `03.10.2026`, `2026. 10. 03.`, `2026年10月3日`.
    pub(super) fn date(&mut self) -> bool {
        let mut at = self.at;
        let mut parts = [(0, 0); 3];
        let mut sign = None;
        let mut count = 0;
        for part in &mut parts {
            let length = self.digits_at(at);
            if length == 0 {
                break;
            }
            *part = (length, self.value(at, length));
            at += length;
            count += 1;
            // »2026 年 10 月«
            at += usize::from(self.is(at, |c| c == ' ') && self.is(at + 1, |c| "年月日".contains(c)));
            let Some(c) = self.char(at).filter(|c| "-/.年月日".contains(*c)) else { break };
            let chinese = "年月日".contains(c);
            if count == 3 {
                at += usize::from(chinese || (c == '.' && parts_are_year_first(sign)));
                break;
            }
            if sign.is_some_and(|sign| sign != c && !chinese) {
                return false;
            }
            sign = Some(c);
            at += 1;
            at +=
                usize::from((chinese || c == '.') && self.is(at, |c| c == ' ') && self.digits_at(at + 1) > 0);
        }
        let year = |n: u32| (1900..=2200).contains(&n);
        let small = |length: usize, n: u32| length <= 2 && (1..=31).contains(&n);
        let found = match (count, parts) {
            (3, [(4, y), (a, x), (b, z)]) if year(y) && small(a, x) && small(b, z) => {
                Some((Some(y), ordered(x, z)))
            }
            (3, [(a, x), (b, z), (4, y)]) if year(y) && small(a, x) && small(b, z) && x.min(z) <= 12 => {
                Some((Some(y), ordered(x, z)))
            }
            (2, [(4, y), (a, x), _]) if year(y) && small(a, x) && sign == Some('月') => {
                Some((Some(y), (0, x)))
            }
            (2, [(a, x), (b, z), _]) if small(a, x) && small(b, z) && sign == Some('月') => {
                at += usize::from(self.is(at, |c| c == '日'));
                Some((None, ordered(x, z)))
            }
            _ => None,
        };
        if (count, sign) == (1, Some('月')) {
            let month = parts[0].1;
            self.put(Value::Number(Decimal::whole(month)), true, self.at, at);
            return true;
        }
        let Some((year, days)) = found else { return false };
        self.push(Value::Date { year, days }, self.at, at);
        true
    }

    /// The name of a month counts with a day or a year beside it.
    pub(super) fn date_around(&mut self, month: u32, start: usize, end: usize) -> bool {
        let mut from = start;
        let mut day = None;
        let mut year = None;
        // At most two numbers stand before: »2026. október«, »3. Oktober«.
        if let Some(Fact { value: Value::Number(number), start: first, end: last, .. }) = self.facts.last()
            && self.string(*last, start).trim_matches([' ', '.', ',']).is_empty()
            && start - last <= 3
        {
            match number.as_u32() {
                Some(number @ 1..=31) => day = Some(number),
                Some(number @ 1900..=2200) => year = Some(number),
                _ => return false,
            }
            from = *first;
            self.facts.pop();
        }
        let mut end = end;
        for _ in 0..2 {
            let gap = self.chars[end..].iter().take(2).take_while(|c| matches!(c, ' ' | '.' | ',')).count();
            let length = self.digits_at(end + gap);
            let number = self.value(end + gap, length);
            match length {
                1 | 2 if gap > 0 && day.is_none() && (1..=31).contains(&number) => day = Some(number),
                4 if gap > 0 && year.is_none() && (1900..=2200).contains(&number) => year = Some(number),
                _ => break,
            }
            end += gap + length;
        }
        if day.is_none() && year.is_none() {
            return false;
        }
        self.push(Value::Date { year, days: ordered(month, day.unwrap_or(0)) }, from, end);
        true
    }
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

fn parts_are_year_first(sign: Option<char>) -> bool {
    sign == Some('.')
}
