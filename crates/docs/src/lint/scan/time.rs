//! Times of day.

use super::{Scan, Value, ends_with_word};

impl Scan<'_> {
    pub(super) fn time(&mut self, parts: &[&str], signs: &[char], start: usize, end: usize) -> bool {
        let hour: u32 = parts[0].parse().unwrap_or(u32::MAX);
        if hour > 24 || parts[0].len() > 2 {
            return false;
        }
        let before = self.before(start);
        let says = |words: &[&str]| words.iter().any(|word| ends_with_word(&before, word));
        let (minute, mut end, mut certain) = match (parts, signs) {
            ([_], []) if self.is(end, |c| c == ':') && self.digits_at(end + 1) == 2 => {
                let minute = self.value(end + 1, 2);
                let seconds = self.is(end + 3, |c| c == ':') && self.digits_at(end + 4) == 2;
                (minute, end + 3 + if seconds { 3 } else { 0 }, true)
            }
            ([_], []) => (0, end, false),
            ([_, minute], ['.']) if minute.len() == 2 => {
                let dash = |at: usize| self.is(at, |c| matches!(c, '-' | '–' | '~'));
                let ranged = (dash(end) && self.digits_at(end + 1) > 0) || (start > 0 && dash(start - 1));
                (minute.parse().unwrap_or(60), end, ranged && parts[0].len() == 2)
            }
            _ => return false,
        };
        if minute > 59 || (hour == 24 && minute > 0) {
            return false;
        }
        let behind = self.joined(end);
        let near = self.near(behind);
        let mut hour = hour;
        let upper = self.string(behind, behind + 2);
        let english = matches!(self.words.clock.first(), Some(&"o'clock"));
        let half = |sign: char| {
            let dotted = near.starts_with(&format!("{sign}.m"));
            let plain =
                near.starts_with(&format!("{sign}m")) && !near[2..].starts_with(char::is_alphanumeric);
            (dotted, plain && (english || upper == format!("{}M", sign.to_ascii_uppercase())))
        };
        let mut minute = minute;
        if let Some((sign, length)) = ['a', 'p'].into_iter().find_map(|sign| match half(sign) {
            (true, _) => Some((sign, 3 + usize::from(near[3..].starts_with('.')))),
            (_, true) => Some((sign, 2)),
            _ => None,
        }) {
            hour = if hour <= 12 { hour % 12 + if sign == 'p' { 12 } else { 0 } } else { hour };
            end = behind + length;
            certain = true;
        } else if let Some(word) =
            self.words.clock.iter().find(|word| near.starts_with(**word) && !near.starts_with("点击"))
        {
            end = behind + word.chars().count();
            certain = true;
            if near.starts_with('点') {
                (minute, end) = self.chinese_minutes(minute, end);
            }
        } else if says(self.words.clock) {
            certain = true;
        }
        if says(self.words.afternoon) {
            hour = if hour < 12 { hour + 12 } else { hour };
            certain = true;
        } else if says(self.words.morning) {
            certain = true;
        }
        if !certain {
            return false;
        }
        self.push(Value::Time(hour * 60 + minute), start, end);
        true
    }

    /// `9 点 30 分`, `9 点半`.
    fn chinese_minutes(&self, minute: u32, end: usize) -> (u32, usize) {
        if self.is(end, |c| c == '半') {
            return (30, end + 1);
        }
        let at = self.joined(end);
        let length = self.digits_at(at);
        let behind = self.joined(at + length);
        if (1..=2).contains(&length) && self.is(behind, |c| c == '分') && self.value(at, length) < 60 {
            return (self.value(at, length), behind + 1);
        }
        (minute, end)
    }

    /// `9-5` is a working day; in `9-11 AM` both are in the morning.
    pub(super) fn range(&mut self) {
        let [.., first, last] = &mut self.facts[..] else { return };
        if last.start < first.end || last.start - first.end > 3 {
            return;
        }
        let between: String = self.chars[first.end..last.start].iter().filter(|c| **c != ' ').collect();
        let Value::Number(from) = &first.value else { return };
        let Some(from @ 1..=12) = from.as_u32() else { return };
        if !matches!(between.as_str(), "-" | "–" | "—" | "~" | "bis") {
            return;
        }
        match &last.value {
            Value::Number(to) => {
                let Some(to) = to.as_u32().filter(|to| (1..from).contains(to)) else { return };
                first.value = Value::Time(from * 60);
                last.value = Value::Time((to + 12) * 60);
            }
            Value::Time(to) => {
                let half = if *to >= 720 && from % 12 <= (to / 60) % 12 { 12 } else { 0 };
                let ends = self.chars[last.start..last.end].iter().any(|c| matches!(c, 'm' | 'M'));
                if ends {
                    first.value = Value::Time((from % 12 + half) * 60);
                }
            }
            _ => {}
        }
    }
}
