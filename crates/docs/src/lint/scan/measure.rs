//! What a number counts: lengths of time, money, percent.

use super::{Scan, Value, ends_with_word, is_cjk};
use crate::lint::decimal::Decimal;
use crate::lint::words::Unit;

pub(super) const CURRENCIES: &[(&str, &str)] = &[
    ("us$", "USD"),
    ("$", "USD"),
    ("usd", "USD"),
    ("dollar", "USD"),
    ("dollars", "USD"),
    ("美元", "USD"),
    ("€", "EUR"),
    ("eur", "EUR"),
    ("euro", "EUR"),
    ("euró", "EUR"),
    ("欧元", "EUR"),
    ("£", "GBP"),
    ("gbp", "GBP"),
    ("¥", "CNY"),
    ("cny", "CNY"),
    ("rmb", "CNY"),
    ("元", "CNY"),
    ("人民币", "CNY"),
    ("kr", "NOK"),
    ("nok", "NOK"),
    ("kroner", "NOK"),
    ("ft", "HUF"),
    ("huf", "HUF"),
    ("forint", "HUF"),
];

impl Scan<'_> {
    /// A number with what it counts, if that is said.
    pub(super) fn measured(&mut self, number: Decimal, start: usize, end: usize) {
        let behind = self.joined(end);
        let near = self.near(behind);
        let word = behind + near.chars().take_while(|c| c.is_alphabetic()).count().max(1);
        let before = self.before(start);
        if near.starts_with('%') || self.words.percent.iter().any(|percent| near.starts_with(percent)) {
            return self.push(Value::Percent(number), start, word);
        }
        if let Some((sign, code)) = CURRENCIES.iter().find(|(sign, _)| begins_with_word(&near, sign)) {
            return self.push(Value::Money(code, number), start, behind + sign.chars().count());
        }
        if let Some((_, code)) = CURRENCIES.iter().find(|(sign, _)| ends_with_word(&before, sign)) {
            return self.push(Value::Money(code, number), start, end);
        }
        let year = end - start == 4 && number.as_u32().is_some_and(|n| (1900..=2200).contains(&n));
        let hours = || begins_with_word(&near, "h").then_some(Unit::Hour);
        match self.words.unit(&near).or_else(hours).filter(|_| !year) {
            Some(Unit::Clock) => match number.as_u32() {
                Some(hour) => self.push(Value::Clock(hour), start, word),
                None => self.push(Value::Duration(number, Unit::Hour), start, word),
            },
            Some(unit) => self.push(Value::Duration(number, unit), start, behind + unit_length(&near)),
            None => self.push(Value::Number(number), start, end),
        }
    }
}

/// How long the name of a unit is as it is shown.
fn unit_length(near: &str) -> usize {
    const SIGNS: [&str; 9] =
        ["个工作日", "个工作天", "个小时", "个星期", "工作日", "小时", "星期", "个月", "分钟"];
    if near.starts_with(is_cjk) {
        return SIGNS.iter().find(|unit| near.starts_with(**unit)).map_or(1, |unit| unit.chars().count());
    }
    let word = |text: &str| text.chars().take_while(|c| c.is_alphabetic()).count();
    match near.strip_prefix("business ").or(near.strip_prefix("working ")).or(near.strip_prefix("work ")) {
        Some(day) => near.chars().count() - day.chars().count() + word(day),
        None => word(near),
    }
}

fn begins_with_word(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_prefix(word) else { return false };
    !word.ends_with(|c: char| c.is_ascii_alphabetic()) || !rest.starts_with(char::is_alphabetic)
}
