//! How much of a quarter a service was available, worked out from the issues that were recorded. Pure.
//!
//! Each minute of an incident counts, from its estimated start to its end, and each once however many incidents there
//! were at the time. What the customers caused themselves doesn't count, nor do advisories (the service was
//! available), nor what turned out to be nothing. Quarters and days are those of UTC, the same for all readers.

use jiff::{
    SignedDuration, Timestamp, ToSpan,
    civil::{self, Date},
    tz::TimeZone,
};

use super::Class;

/// An issue as far as it matters here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    pub number: String,
    pub class: Class,
    pub from: Timestamp,
    /// `None`: it isn't over.
    pub to: Option<Timestamp>,
    /// It turned out to be nothing.
    pub is_false: bool,
    /// Caused on the customers' side.
    pub is_theirs: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Those minutes that no earlier incident counts.
    Yes,
    Advisory,
    FalsePositive,
    Theirs,
}

/// What an issue adds to the quarter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    pub number: String,
    pub class: Class,
    /// Within the quarter.
    pub from: Timestamp,
    pub to: Timestamp,
    pub is_open: bool,
    pub counted: Counted,
    /// Less than its length where another incident was there already.
    pub time: SignedDuration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub is_ahead: bool,
    /// How long there were incidents that count, and how long advisories.
    pub down: SignedDuration,
    pub limited: SignedDuration,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Uptime {
    /// The quarter until now.
    pub time: SignedDuration,
    pub down: SignedDuration,
    /// The earliest first.
    pub shares: Vec<Share>,
    pub days: Vec<Day>,
}

impl Uptime {
    /// From 0 to 1; all of it before the quarter has begun.
    pub fn available(&self) -> f64 {
        match self.time.as_secs() {
            0 => 1.0,
            whole => 1.0 - self.down.as_secs() as f64 / whole as f64,
        }
    }
}

/// Three months from the first of January, April, July or October.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quarter {
    year: i16,
    /// From 1 to 4.
    number: i8,
}

impl Quarter {
    pub fn of(at: Timestamp) -> Quarter {
        let date = TimeZone::UTC.to_datetime(at).date();
        Quarter { year: date.year(), number: (date.month() - 1) / 3 + 1 }
    }

    /// Reads "2026-3".
    pub fn parse(code: &str) -> Option<Quarter> {
        let (year, number) = code.split_once('-')?;
        let quarter = Quarter { year: year.parse().ok()?, number: number.parse().ok()? };
        let is_one = (2000..=2999).contains(&quarter.year) && (1..=4).contains(&quarter.number);
        is_one.then_some(quarter)
    }

    pub fn code(self) -> String {
        format!("{}-{}", self.year, self.number)
    }

    pub fn year(self) -> i16 {
        self.year
    }

    pub fn number(self) -> i8 {
        self.number
    }

    pub fn before(self) -> Quarter {
        match self.number {
            1 => Quarter { year: self.year - 1, number: 4 },
            number => Quarter { number: number - 1, ..self },
        }
    }

    fn after(self) -> Quarter {
        match self.number {
            4 => Quarter { year: self.year + 1, number: 1 },
            number => Quarter { number: number + 1, ..self },
        }
    }

    pub fn first(self) -> Date {
        civil::date(self.year, (self.number - 1) * 3 + 1, 1)
    }

    pub fn from(self) -> Timestamp {
        midnight(self.first())
    }

    /// Where the next one begins.
    pub fn to(self) -> Timestamp {
        self.after().from()
    }
}

fn midnight(date: Date) -> Timestamp {
    date.to_zoned(TimeZone::UTC).map_or(Timestamp::UNIX_EPOCH, |at| at.timestamp())
}

type Span = (Timestamp, Timestamp);

/// The uptime of one service in a quarter, of the issues that concern it.
pub fn uptime(quarter: Quarter, now: Timestamp, troubles: &[Trouble]) -> Uptime {
    let (from, to) = (quarter.from(), quarter.to().min(now).max(quarter.from()));
    let mut troubles: Vec<&Trouble> = troubles.iter().collect();
    troubles.sort_by(|a, b| (a.from, &a.number).cmp(&(b.from, &b.number)));
    let (mut down, mut limited) = (Vec::new(), Vec::new());
    let mut shares = Vec::new();
    for trouble in troubles {
        let span = (trouble.from.max(from), trouble.to.unwrap_or(now).min(to));
        if span.0 >= span.1 {
            continue;
        }
        let counted = counted(trouble);
        let time = match counted {
            Counted::Yes => add(&mut down, span),
            Counted::Advisory => {
                add(&mut limited, span);
                SignedDuration::ZERO
            }
            Counted::FalsePositive | Counted::Theirs => SignedDuration::ZERO,
        };
        shares.push(Share {
            number: trouble.number.clone(),
            class: trouble.class,
            from: span.0,
            to: span.1,
            is_open: trouble.to.is_none(),
            counted,
            time,
        });
    }
    let days = quarter.first().series(1.day()).take_while(|date| midnight(*date) < quarter.to());
    let day = |date: Date| {
        let span = (midnight(date), midnight(date.tomorrow().unwrap_or(date)));
        Day { date, is_ahead: span.0 >= now, down: within(&down, span), limited: within(&limited, span) }
    };
    Uptime {
        time: to.duration_since(from),
        down: within(&down, (from, to)),
        shares,
        days: days.map(day).collect(),
    }
}

fn counted(trouble: &Trouble) -> Counted {
    match trouble {
        Trouble { is_false: true, .. } => Counted::FalsePositive,
        Trouble { is_theirs: true, .. } => Counted::Theirs,
        Trouble { class: Class::Advisory, .. } => Counted::Advisory,
        Trouble { class: Class::Incident, .. } => Counted::Yes,
    }
}

/// Adds a span that begins no earlier than those before, which stay apart; tells how much of it is new.
fn add(spans: &mut Vec<Span>, (from, to): Span) -> SignedDuration {
    match spans.last_mut() {
        Some(last) if from <= last.1 => {
            let new = to.duration_since(last.1).max(SignedDuration::ZERO);
            last.1 = last.1.max(to);
            new
        }
        _ => {
            spans.push((from, to));
            to.duration_since(from)
        }
    }
}

fn within(spans: &[Span], (from, to): Span) -> SignedDuration {
    let part = |span: &Span| span.1.min(to).duration_since(span.0.max(from)).max(SignedDuration::ZERO);
    spans.iter().map(part).fold(SignedDuration::ZERO, SignedDuration::saturating_add)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    fn incident(number: &str, from: &str, to: Option<&str>) -> Trouble {
        Trouble {
            number: number.into(),
            class: Class::Incident,
            from: at(from),
            to: to.map(at),
            is_false: false,
            is_theirs: false,
        }
    }

    const QUARTER: Quarter = Quarter { year: 2026, number: 3 };
    const LATER: &str = "2026-11-01T00:00:00Z";

    #[test]
    fn a_quarter_begins_and_ends_with_its_months() {
        assert_eq!(Quarter::of(at("2026-09-30T23:59:59Z")), QUARTER);
        assert_eq!(Quarter::of(at("2026-10-01T00:00:00Z")).code(), "2026-4");
        assert_eq!((QUARTER.from(), QUARTER.to()), (at("2026-07-01T00:00:00Z"), at("2026-10-01T00:00:00Z")));
        assert_eq!(Quarter::parse("2027-1").unwrap().before(), Quarter { year: 2026, number: 4 });
        assert_eq!(["2026-5", "2026", "x-1", "1-1", ""].map(Quarter::parse), [None; 5]);
    }

    #[test]
    fn minutes_of_incidents_count_once_and_those_of_advisories_never() {
        let advisory = Trouble {
            class: Class::Advisory,
            ..incident("C", "2026-07-03T00:00:00Z", Some("2026-07-03T06:00:00Z"))
        };
        let nothing =
            Trouble { is_false: true, ..incident("D", "2026-07-04T00:00:00Z", Some("2026-07-04T06:00:00Z")) };
        let theirs = Trouble {
            is_theirs: true,
            ..incident("E", "2026-07-05T00:00:00Z", Some("2026-07-05T06:00:00Z"))
        };
        let told = uptime(
            QUARTER,
            at(LATER),
            &[
                incident("B", "2026-07-01T11:00:00Z", Some("2026-07-01T13:00:00Z")),
                incident("A", "2026-07-01T10:00:00Z", Some("2026-07-01T12:00:00Z")),
                advisory,
                nothing,
                theirs,
            ],
        );
        assert_eq!(told.down, SignedDuration::from_hours(3));
        assert_eq!(told.time, SignedDuration::from_hours(92 * 24));
        let shares: Vec<_> =
            told.shares.iter().map(|s| (s.number.as_str(), s.counted, s.time.as_hours())).collect();
        let expected = [
            ("A", Counted::Yes, 2),
            ("B", Counted::Yes, 1),
            ("C", Counted::Advisory, 0),
            ("D", Counted::FalsePositive, 0),
            ("E", Counted::Theirs, 0),
        ];
        assert_eq!(shares, expected);
        assert!((told.available() - (1.0 - 3.0 / 2208.0)).abs() < 1e-12);
        assert_eq!((told.days.len(), told.days[2].limited), (92, SignedDuration::from_hours(6)));
    }

    #[test]
    fn what_goes_over_the_end_of_a_quarter_counts_in_each_for_its_part() {
        let over = [incident("A", "2026-06-30T22:00:00Z", Some("2026-07-01T03:00:00Z"))];
        let both =
            [QUARTER.before(), QUARTER].map(|quarter| uptime(quarter, at(LATER), &over).down.as_hours());
        assert_eq!(both, [2, 3]);
    }

    #[test]
    fn a_quarter_that_goes_on_counts_until_now() {
        let told =
            uptime(QUARTER, at("2026-07-02T00:00:00Z"), &[incident("A", "2026-07-01T12:00:00Z", None)]);
        assert_eq!((told.time.as_hours(), told.down.as_hours()), (24, 12));
        assert!(!told.days[0].is_ahead && told.days[1].is_ahead);
        assert_eq!(uptime(QUARTER, at("2026-06-01T00:00:00Z"), &[]).available(), 1.0);
    }

    proptest! {
        #[test]
        fn what_is_down_is_the_sum_of_the_shares_and_of_the_days_and_never_more_than_all(
            spans in prop::collection::vec((0i64..200 * 24, 0i64..300, any::<bool>()), 0..20), now in 0i64..200 * 24,
        ) {
            let begin = at("2026-06-01T00:00:00Z");
            let hour = |hours| begin + SignedDuration::from_hours(hours);
            let troubles: Vec<Trouble> = spans.iter().enumerate().map(|(n, (from, length, is_incident))| Trouble {
                number: n.to_string(),
                class: if *is_incident { Class::Incident } else { Class::Advisory },
                from: hour(*from),
                to: (n % 5 > 0).then(|| hour(from + length)),
                is_false: n % 7 == 6,
                is_theirs: n % 11 == 10,
            }).collect();
            let told = uptime(QUARTER, hour(now), &troubles);
            let sum = |all: Vec<SignedDuration>| all.into_iter().fold(SignedDuration::ZERO, SignedDuration::saturating_add);
            prop_assert_eq!(told.down, sum(told.shares.iter().map(|share| share.time).collect()));
            prop_assert_eq!(told.down, sum(told.days.iter().map(|day| day.down).collect()));
            prop_assert!(told.down <= told.time && (0.0..=1.0).contains(&told.available()));
        }
    }
}
