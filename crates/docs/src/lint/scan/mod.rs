//! One walk over the words of a sentence that names what its digits mean.

mod date;
mod measure;
mod phone;
mod time;

use super::decimal::Decimal;
use super::facts::{Fact, Value};
use super::words::Words;
use measure::CURRENCIES;

pub struct Scan<'a> {
    chars: Vec<char>,
    at: usize,
    words: &'a Words,
    facts: Vec<Fact>,
}

/// More than any sentence for people has; keeps the work bounded.
const MOST: usize = 200;

/// How far a word behind a number is looked at, in characters.
const NEAR: usize = 24;

const ORDINALS: &[&str] =
    &["st", "nd", "rd", "th", "gb", "mb", "kb", "tb", "px", "pt", "ms", "k", "s", "er", "ste"];

impl<'a> Scan<'a> {
    pub fn new(text: &str, words: &'a Words) -> Self {
        Scan { chars: text.chars().map(normal).collect(), at: 0, words, facts: Vec::new() }
    }

    pub fn all(mut self) -> Vec<Fact> {
        while let Some(c) = self.char(self.at).filter(|_| self.facts.len() < MOST) {
            let start = self.at;
            if c.is_ascii_digit() || (matches!(c, '+' | '(') && self.phone_starts()) {
                self.digits();
            } else if c.is_alphabetic() {
                if is_cjk(c) { self.sign() } else { self.word() }
            }
            if self.at == start {
                self.at += 1;
            }
        }
        self.facts
    }

    fn char(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    fn is(&self, at: usize, test: impl Fn(char) -> bool) -> bool {
        self.char(at).is_some_and(test)
    }

    fn digits_at(&self, at: usize) -> usize {
        self.chars[at.min(self.chars.len())..].iter().take_while(|c| c.is_ascii_digit()).count()
    }

    fn string(&self, start: usize, end: usize) -> String {
        self.chars[start.min(end)..end.min(self.chars.len())].iter().collect()
    }

    fn value(&self, start: usize, length: usize) -> u32 {
        self.string(start, start + length).parse().unwrap_or(u32::MAX)
    }

    /// What follows, in lower case.
    fn near(&self, at: usize) -> String {
        let end = self.chars.len().min(at + NEAR);
        self.chars[at.min(end)..end].iter().flat_map(|c| c.to_lowercase()).collect()
    }

    /// What stands before, in lower case, without the space and full stop at its end.
    fn before(&self, at: usize) -> String {
        let text: String =
            self.chars[at.saturating_sub(NEAR)..at].iter().flat_map(|c| c.to_lowercase()).collect();
        text.trim_end_matches([' ', '.']).to_owned()
    }

    /// Behind the spaces, or the hyphen, that join a number with its unit.
    fn joined(&self, at: usize) -> usize {
        if self.is(at, |c| c == '-') && self.is(at + 1, char::is_alphabetic) {
            return at + 1;
        }
        at + self.chars[at.min(self.chars.len())..].iter().take(2).take_while(|c| **c == ' ').count()
    }

    fn push(&mut self, value: Value, start: usize, end: usize) {
        self.put(value, false, start, end);
    }

    fn put(&mut self, value: Value, soft: bool, start: usize, end: usize) {
        self.facts.push(Fact { value, soft, start, end });
        self.at = end;
    }

    /// A Chinese number before a unit.
    fn sign(&mut self) {
        let length = [2, 1].into_iter().find_map(|length| {
            let number = self.words.number(&self.string(self.at, self.at + length))?;
            Some((number, length))
        });
        let Some((number, length)) = length else { return };
        let behind = self.joined(self.at + length);
        if let Some(unit) = self.words.unit(&self.near(behind)) {
            self.put(Value::Duration(Decimal::whole(number), unit), true, self.at, behind + 1);
        }
    }

    fn word(&mut self) {
        let start = self.at;
        let in_word = |c: char| (c.is_alphanumeric() || c == '_') && !is_cjk(c);
        let mut end = start;
        while self.is(end, in_word) {
            end += 1;
        }
        if self.chars[start..end].iter().any(char::is_ascii_digit) {
            while self.is(end, |c| c == '.') && self.is(end + 1, in_word) {
                end += 1;
                while self.is(end, in_word) {
                    end += 1;
                }
            }
            let name = self.string(start, end);
            let letters = name.strip_prefix('v').unwrap_or(&name);
            let plain = letters.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '.');
            if plain {
                self.push(Value::Name(name), start, end);
            }
            self.at = end;
            return;
        }
        self.at = end;
        let word = self.string(start, end).to_lowercase();
        if let Some(month) = self.words.month(&word)
            && self.date_around(month, start, end)
        {
            return;
        }
        if let Some(number) = self.words.number(&word) {
            let behind = self.joined(end);
            let number = Decimal::whole(number);
            match self.words.unit(&self.near(behind)).filter(|_| behind > end) {
                // »eine Stunde« may be an article.
                Some(unit) => {
                    let soft = number.is("1");
                    let length = self.chars[behind..].iter().take_while(|c| in_word(**c)).count();
                    self.put(Value::Duration(number, unit), soft, start, behind + length);
                }
                None => self.put(Value::Number(number), true, start, end),
            }
        }
    }

    fn phone_starts(&self) -> bool {
        self.is(self.at + 1, |c| c.is_ascii_digit() || c == '+')
    }

    /// Everything that begins with a digit, or a phone number.
    fn digits(&mut self) {
        let start = self.at;
        if self.phone() || !self.is(start, |c| c.is_ascii_digit()) || self.date() || self.mixed() {
            return;
        }
        let (groups, signs, end) = self.groups(start);
        let parts: Vec<&str> = groups.iter().map(String::as_str).collect();
        let Some(number) = Decimal::of(&parts, &signs, self.words.comma) else {
            self.push(Value::Name(self.string(start, end)), start, end);
            return;
        };
        if !self.time(&parts, &signs, start, end) {
            self.measured(number, start, end);
        }
        self.range();
    }

    /// Digits with letters at them: a name, unless the letters are a unit.
    fn mixed(&mut self) -> bool {
        let start = self.at;
        let length = self.chars[start..].iter().take_while(|c| c.is_ascii_alphanumeric()).count();
        let run = self.string(start, start + length);
        let lower = run.to_lowercase();
        let (from, to) = (self.near(start), "24x7");
        let always = ["24x7", "24*7", "24/7", "7x24", "7*24", "7/24", "24×7", "7×24", "24\\*7"];
        if let Some(found) = always.iter().find(|sign| from.starts_with(**sign)) {
            let end = start + found.chars().count().max(to.len());
            if !self.is(end, |c| c.is_ascii_digit() || c == '/') {
                self.push(Value::Always, start, end);
                return true;
            }
        }
        let digits = self.digits_at(start);
        if length == digits {
            return false;
        }
        let suffix = &lower[digits..];
        if suffix.bytes().all(|b| b.is_ascii_lowercase()) {
            let currency = CURRENCIES.iter().any(|(sign, _)| *sign == suffix);
            let unit =
                matches!(suffix, "am" | "pm" | "h" | "hr" | "hrs") || self.words.unit(suffix).is_some();
            if currency || unit || ORDINALS.contains(&suffix) || self.words.clock.contains(&suffix) {
                return false;
            }
        }
        let short = length <= 3;
        let code = lower.starts_with("0x") || !run.contains(|c: char| c.is_ascii_lowercase());
        self.put(Value::Name(run), short || !code, start, start + length);
        true
    }

    fn groups(&self, start: usize) -> (Vec<String>, Vec<char>, usize) {
        let mut end = start + self.digits_at(start);
        let mut groups = vec![self.string(start, end)];
        let mut signs = Vec::new();
        while let Some(sign) = self.char(end).filter(|c| matches!(c, '.' | ',' | '’' | ' ')) {
            let length = self.digits_at(end + 1);
            let spaced =
                sign != ' ' || (length == 3 && groups[0].len() <= 3 && self.words.comma && groups[0] != "0");
            if length == 0 || !spaced || groups.len() > 8 {
                break;
            }
            groups.push(self.string(end + 1, end + 1 + length));
            signs.push(sign);
            end += 1 + length;
        }
        (groups, signs, end)
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let Some(rest) = text.strip_suffix(word) else { return false };
    let sign = !word.starts_with(|c: char| c.is_alphabetic() && !is_cjk(c));
    sign || !rest.ends_with(char::is_alphanumeric)
}

pub fn is_cjk(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Wide digits and signs as narrow ones, all spaces as one kind.
fn normal(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{3000}' | '\t' | '\n' => ' ',
        '‑' | '−' => '-',
        _ => c,
    }
}
