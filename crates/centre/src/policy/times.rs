use std::fmt;

use jiff::civil::Weekday;

pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

/// A time on the wall clock, to the minute; 24:00 is the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock(u16);

impl Clock {
    pub const MIDNIGHT: Clock = Clock(0);
    pub const END_OF_DAY: Clock = Clock(24 * 60);

    /// Reads `09:00`, `24:00`.
    pub fn parse(text: &str) -> Option<Clock> {
        let (hour, minute) = text.split_once(':')?;
        let two = |part: &str| (part.len() == 2).then(|| part.parse::<u16>().ok()).flatten();
        let (hour, minute) = (two(hour)?, two(minute)?);
        let clock = Clock(hour * 60 + minute);
        (minute < 60 && clock <= Clock::END_OF_DAY).then_some(clock)
    }

    /// So many minutes after midnight; the end of the day if there are too many.
    pub(super) fn at(minutes: u16) -> Clock {
        Clock(minutes).min(Clock::END_OF_DAY)
    }

    /// 0 to 24.
    pub fn hour(self) -> u16 {
        self.0 / 60
    }

    pub fn minute(self) -> u16 {
        self.0 % 60
    }

    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.hour(), self.minute())
    }
}

/// The same hours on each day from `first` to `last`, in the order of a week that may run over Sunday (Sun-Thu).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    pub first: Weekday,
    pub last: Weekday,
    pub start: Clock,
    /// Not after `start`: the hours run into the next day.
    pub end: Clock,
}

impl Window {
    pub const ALWAYS: Window = Window {
        first: Weekday::Monday,
        last: Weekday::Sunday,
        start: Clock::MIDNIGHT,
        end: Clock::END_OF_DAY,
    };

    pub fn is_overnight(&self) -> bool {
        self.end <= self.start
    }

    pub fn is_always(&self) -> bool {
        self.is_every_day() && self.start == Clock::MIDNIGHT && self.end == Clock::END_OF_DAY
    }

    pub fn is_every_day(&self) -> bool {
        self.days().count() == WEEK.len()
    }

    pub fn days(&self) -> impl Iterator<Item = Weekday> + use<> {
        let last = self.last;
        let mut next = Some(self.first);
        std::iter::from_fn(move || {
            let day = next?;
            next = (day != last).then(|| day.next());
            Some(day)
        })
    }

    /// How long it is open on one of its days.
    pub fn minutes_a_day(&self) -> u16 {
        let overnight = if self.is_overnight() { Clock::END_OF_DAY.minutes() } else { 0 };
        self.end.minutes() + overnight - self.start.minutes()
    }
}

/// Days with the same hours next to each other as one window, for people to read.
pub(super) fn gathered(week: &[(Weekday, Vec<(Clock, Clock)>)]) -> Vec<Window> {
    let mut windows: Vec<Window> = Vec::new();
    for (day, hours) in week {
        for &(start, end) in hours {
            let goes_on =
                windows.iter_mut().find(|w| w.start == start && w.end == end && w.last.next() == *day);
            match goes_on {
                Some(window) if window.first != *day => window.last = *day,
                _ => windows.push(Window { first: *day, last: *day, start, end }),
            }
        }
    }
    windows
}

/// Reads `Mon-Fri`, `Sun`, and `Mon 12:00 - Sat 12:00` (without a break) as they stand in the phone directory.
pub(super) fn parse_windows(days: &str, start: &str, end: &str) -> Option<Vec<Window>> {
    if let Some((from, to)) = days.split_once(" - ") {
        let (from, to) = (from.split_once(' ')?, to.split_once(' ')?);
        let (first, start) = (weekday(from.0)?, Clock::parse(from.1)?);
        let (last, end) = (weekday(to.0)?, Clock::parse(to.1)?);
        if first == last {
            return None;
        }
        let mut windows = vec![Window { first, last: first, start, end: Clock::END_OF_DAY }];
        if first.next() != last {
            let (first, last) = (first.next(), last.previous());
            windows.push(Window { first, last, start: Clock::MIDNIGHT, end: Clock::END_OF_DAY });
        }
        if end > Clock::MIDNIGHT {
            windows.push(Window { first: last, last, start: Clock::MIDNIGHT, end });
        }
        return Some(windows);
    }
    let (first, last) = days.split_once('-').unwrap_or((days, days));
    let window = Window {
        first: weekday(first)?,
        last: weekday(last)?,
        start: Clock::parse(start)?,
        end: Clock::parse(end)?,
    };
    (window.start != window.end && window.start != Clock::END_OF_DAY).then(|| vec![window])
}

const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn weekday(text: &str) -> Option<Weekday> {
    let at = NAMES.iter().position(|name| name.eq_ignore_ascii_case(text))?;
    Some(WEEK[at])
}

/// `mon` to `sun`.
pub(super) fn short_name(day: Weekday) -> &'static str {
    NAMES[usize::from(day.to_monday_zero_offset().unsigned_abs())]
}
