//! Dates, times and numbers the way the readers of a language write them.

use std::cell::OnceCell;

use icu_calendar::Gregorian;
use icu_datetime::FixedCalendarDateTimeFormatter as Formatter;
use icu_datetime::fieldsets::{E, M, MDE, MDET, T, YM, YMD, YMDE, YMDT};
use icu_datetime::input::{Date, DateTime, Time};
use icu_datetime::options::TimePrecision;
use icu_datetime::{DateTimeFormatterLoadError, NoCalendarFormatter};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use jiff::Timestamp;
use jiff::civil::{self, Weekday};
use jiff::tz::TimeZone;

use crate::{Lang, args};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// As in tables: "Mon".
    Short,
    /// As in sentences: "Monday".
    Long,
}

impl Lang {
    /// "Sep 21, 2026".
    pub fn date(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.date.format(&date_time_in(at, zone)).to_string())
    }

    /// "Monday, September 21, 2026".
    pub fn date_long(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.date_long.format(&date_time_in(at, zone)).to_string())
    }

    /// "September 2026".
    pub fn month(self, day: civil::Date) -> String {
        with(self, |f| f.month.format(&icu_date(day)).to_string())
    }

    /// "Sep", where the year is plain.
    pub fn month_short(self, day: civil::Date) -> String {
        with(self, |f| f.month_short.format(&icu_date(day)).to_string())
    }

    /// "9:00 AM".
    pub fn time(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.time.format(&date_time_in(at, zone).time).to_string())
    }

    /// "Sep 21, 2026, 9:00 AM".
    pub fn date_time(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.date_time.format(&date_time_in(at, zone)).to_string())
    }

    /// "Mon, Sep 21", where the year is plain.
    pub fn day(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.day.format(&date_time_in(at, zone)).to_string())
    }

    /// "Mon, Sep 21, 9:00 AM", where the year is plain.
    pub fn day_time(self, at: Timestamp, zone: &TimeZone) -> String {
        with(self, |f| f.day_time.format(&date_time_in(at, zone)).to_string())
    }

    /// "Monday 9:00 AM", for the days around today.
    pub fn weekday_time(self, at: Timestamp, zone: &TimeZone) -> String {
        let weekday = self.weekday(zone.to_datetime(at).date().weekday(), Width::Long);
        let time = self.time(at, zone);
        self.t("units-weekday-time", &args!["weekday" => weekday, "time" => time])
    }

    pub fn weekday(self, day: Weekday, width: Width) -> String {
        /// A Monday.
        const WEEK: civil::Date = civil::date(2024, 1, 1);
        let day = WEEK.saturating_add(jiff::Span::new().days(day.to_monday_zero_offset()));
        let day = icu_date(day);
        with(self, |f| match width {
            Width::Short => f.weekday_short.format(&day).to_string(),
            Width::Long => f.weekday_long.format(&day).to_string(),
        })
    }

    /// "Mon–Thu, Sat"; runs may go over the end of the week: "Sun–Thu".
    pub fn weekdays(self, days: &[Weekday]) -> String {
        let has = |day: Weekday| days.contains(&day);
        let week = || Weekday::Monday.cycle_forward().take(7);
        if week().all(has) {
            return self.t("units-every-day", &[]);
        }
        let mut names = Vec::new();
        for first in week().filter(|&day| has(day) && !has(day.previous())) {
            let run: Vec<_> = first.cycle_forward().take_while(|&day| has(day)).collect();
            let name = |day: Weekday| self.weekday(day, Width::Short);
            match run[..] {
                [from, _, .., to] => {
                    names.push(self.t("units-weekday-range", &args!["from" => name(from), "to" => name(to)]))
                }
                _ => names.extend(run.into_iter().map(name)),
            }
        }
        self.joined(&names)
    }

    /// A time of day on the wall, "9 AM" or "09:00". The end of the day, 24:00, is not the same
    /// as its beginning: it reads "midnight" where clocks have twelve hours.
    pub fn clock(self, hour: u8, minute: u8) -> String {
        match Time::try_new(hour, minute, 0, 0) {
            Ok(time) => with(self, |f| f.clock.format(&time).to_string()),
            Err(_) if self == Self::En && (hour, minute) == (24, 0) => self.t("units-midnight", &[]),
            Err(_) => format!("{hour}:{minute:02}"),
        }
    }

    /// "9 AM–5 PM" from two times of day as `(hour, minute)`.
    pub fn clock_range(self, from: (u8, u8), to: (u8, u8)) -> String {
        let (from, to) = (self.clock(from.0, from.1), self.clock(to.0, to.1));
        self.t("units-range", &args!["from" => from, "to" => to])
    }

    /// "3 h 20 min": the largest unit and the one below it.
    pub fn duration(self, seconds: i64) -> String {
        self.two_units("units-days", seconds)
    }

    /// "in 3 h 20 min".
    pub fn in_duration(self, seconds: i64) -> String {
        if seconds < 1 {
            return self.t("units-now", &[]);
        }
        let duration = self.two_units("units-days-ahead", seconds);
        self.t("units-ahead", &args!["duration" => duration])
    }

    /// "3 h ago": the largest unit alone.
    pub fn ago(self, seconds: i64) -> String {
        let (key, n) = match seconds {
            ..MINUTE => return self.t("units-just-now", &[]),
            MINUTE..HOUR => ("units-minutes-ago", seconds / MINUTE),
            HOUR..DAY => ("units-hours-ago", seconds / HOUR),
            _ => ("units-days-ago", seconds / DAY),
        };
        self.t(key, &args!["n" => n])
    }

    /// How far `at` is from now, in either direction.
    pub fn relative(self, at: Timestamp, now: Timestamp) -> String {
        match at.duration_since(now).as_secs() {
            ahead @ 1.. => self.in_duration(ahead),
            past => self.ago(-past),
        }
    }

    /// "45 h 20 min": open time isn't told in days, which would be taken for those of the calendar.
    pub fn open_time(self, seconds: i64) -> String {
        let text = |key, n: i64| self.t(key, &args!["n" => n]);
        let (hours, minutes) = (seconds / HOUR, seconds % HOUR / MINUTE);
        match (hours, minutes) {
            (0, 0) => text("units-seconds", seconds),
            (0, _) => text("units-minutes", minutes),
            (_, 0) => text("units-hours", hours),
            _ => {
                let (first, second) = (text("units-hours", hours), text("units-minutes", minutes));
                self.t("units-two", &args!["first" => first, "second" => second])
            }
        }
    }

    fn two_units(self, days_key: &str, seconds: i64) -> String {
        let seconds = seconds.max(0);
        let parts = [
            (days_key, seconds / DAY),
            ("units-hours", seconds % DAY / HOUR),
            ("units-minutes", seconds % HOUR / MINUTE),
            ("units-seconds", seconds % MINUTE),
        ];
        let largest = parts.iter().position(|&(_, n)| n > 0).unwrap_or(parts.len() - 1);
        let text = |(key, n): (&str, i64)| self.t(key, &args!["n" => n]);
        let first = text(parts[largest]);
        match parts.get(largest + 1) {
            Some(&part) if part.1 > 0 => {
                self.t("units-two", &args!["first" => first, "second" => text(part)])
            }
            _ => first,
        }
    }

    pub fn number(self, number: i64) -> String {
        with(self, |f| f.number.format(&Decimal::from(number)).to_string())
    }

    /// A share from 0 to 1, in whole percent.
    pub fn percent(self, share: f64) -> String {
        self.t("units-percent", &args!["n" => (share * 100.0).round()])
    }

    /// The size of a file: "1.5 MB".
    pub fn bytes(self, bytes: u64) -> String {
        const UNITS: [&str; 4] = ["units-bytes", "units-kilobytes", "units-megabytes", "units-gigabytes"];
        let mut size = bytes as f64;
        let mut unit = 0;
        while size >= 999.5 && unit + 1 < UNITS.len() {
            size /= 1000.0;
            unit += 1;
        }
        let shown = if size < 9.95 { (size * 10.0).round() / 10.0 } else { size.round() };
        self.t(UNITS[unit], &args!["n" => shown])
    }

    /// "A, B, and C".
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        let pair = |key, first: &str, last: &str| self.t(key, &args!["first" => first, "last" => last]);
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first, last] => pair("units-list-pair", first.as_ref(), last.as_ref()),
            [head @ .., last] => pair("units-list-end", &self.joined(head), last.as_ref()),
        }
    }

    fn joined<S: AsRef<str>>(self, items: &[S]) -> String {
        let mut items = items.iter().map(AsRef::as_ref);
        let first = items.next().unwrap_or_default().to_owned();
        items.fold(first, |first, last| self.t("units-list-middle", &args!["first" => first, "last" => last]))
    }
}

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Writes a number given in plain digits the language's way.
pub(crate) fn written_number(lang: Lang, digits: &str) -> String {
    match Decimal::try_from_str(digits) {
        Ok(number) => with(lang, |f| f.number.format(&number).to_string()),
        Err(_) => digits.to_owned(),
    }
}

struct Formatters {
    date: Formatter<Gregorian, YMD>,
    date_long: Formatter<Gregorian, YMDE>,
    month: Formatter<Gregorian, YM>,
    month_short: Formatter<Gregorian, M>,
    date_time: Formatter<Gregorian, YMDT>,
    day: Formatter<Gregorian, MDE>,
    day_time: Formatter<Gregorian, MDET>,
    weekday_short: Formatter<Gregorian, E>,
    weekday_long: Formatter<Gregorian, E>,
    time: NoCalendarFormatter<T>,
    clock: NoCalendarFormatter<T>,
    number: DecimalFormatter,
}

impl Formatters {
    fn new(lang: Lang) -> Result<Self, DateTimeFormatterLoadError> {
        let locale = || lang.locale().into();
        Ok(Self {
            date: Formatter::try_new(locale(), YMD::medium())?,
            date_long: Formatter::try_new(locale(), YMDE::long())?,
            month: Formatter::try_new(locale(), YM::long())?,
            month_short: Formatter::try_new(locale(), M::medium())?,
            date_time: Formatter::try_new(
                locale(),
                YMDT::medium().with_time_precision(TimePrecision::Minute),
            )?,
            day: Formatter::try_new(locale(), MDE::medium())?,
            day_time: Formatter::try_new(
                locale(),
                MDET::medium().with_time_precision(TimePrecision::Minute),
            )?,
            weekday_short: Formatter::try_new(locale(), E::medium())?,
            weekday_long: Formatter::try_new(locale(), E::long())?,
            time: NoCalendarFormatter::try_new(
                locale(),
                T::short().with_time_precision(TimePrecision::Minute),
            )?,
            clock: NoCalendarFormatter::try_new(
                locale(),
                T::short().with_time_precision(TimePrecision::MinuteOptional),
            )?,
            number: DecimalFormatter::try_new(lang.locale().into(), Default::default())
                .map_err(DateTimeFormatterLoadError::Data)?,
        })
    }
}

/// The formatters of a language, made once a thread: they can't be shared between threads.
fn with<R>(lang: Lang, format: impl FnOnce(&Formatters) -> R) -> R {
    thread_local! {
        static FORMATTERS: [OnceCell<Formatters>; Lang::ALL.len()] =
            const { [const { OnceCell::new() }; Lang::ALL.len()] };
    }
    FORMATTERS.with(|all| {
        format(
            all[lang.index()]
                .get_or_init(|| Formatters::new(lang).expect("the data of every language is compiled in")),
        )
    })
}

fn date_time_in(at: Timestamp, zone: &TimeZone) -> DateTime<Gregorian> {
    let local = zone.to_datetime(at);
    let time = Time::try_new(local.hour() as u8, local.minute() as u8, local.second() as u8, 0)
        .unwrap_or(Time::start_of_day());
    DateTime { date: icu_date(local.date()), time }
}

fn icu_date(date: civil::Date) -> Date<Gregorian> {
    Date::try_new_gregorian(date.year().into(), date.month() as u8, date.day() as u8)
        .expect("both calendars are Gregorian")
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;

    /// A Monday in summer time, 09:05 in Berlin.
    fn at() -> Timestamp {
        "2026-09-21T07:05:09Z".parse().unwrap()
    }

    /// Compares in all six languages, with plain spaces for those that don't break.
    fn reads(format: impl Fn(Lang) -> String, expected: [&str; 6]) {
        let actual = Lang::ALL.map(|lang| format(lang).replace(['\u{a0}', '\u{202f}'], " "));
        assert_eq!(actual, expected);
    }

    #[test]
    fn dates_and_times_follow_the_habit_of_the_language() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        reads(
            |lang| lang.date(at(), &berlin),
            [
                "Sep 21, 2026",
                "21.09.2026",
                "2026. szept. 21.",
                "21. sep. 2026",
                "21 sep 2026",
                "2026年9月21日",
            ],
        );
        reads(
            |lang| lang.date_long(at(), &berlin),
            [
                "Monday, September 21, 2026",
                "Montag, 21. September 2026",
                "2026. szeptember 21., hétfő",
                "mandag 21. september 2026",
                "maandag 21 september 2026",
                "2026年9月21日星期一",
            ],
        );
        let september = civil::date(2026, 9, 1);
        reads(
            |lang| lang.month(september),
            [
                "September 2026",
                "September 2026",
                "2026. szeptember",
                "september 2026",
                "september 2026",
                "2026年9月",
            ],
        );
        reads(|lang| lang.month_short(september), ["Sep", "Sep", "szept.", "sep", "sep", "9月"]);
        reads(
            |lang| lang.date_time(at(), &berlin),
            [
                "Sep 21, 2026, 9:05 AM",
                "21.09.2026, 09:05",
                "2026. szept. 21. 9:05",
                "21. sep. 2026, 09:05",
                "21 sep 2026, 09:05",
                "2026年9月21日 09:05",
            ],
        );
        reads(
            |lang| lang.day(at(), &berlin),
            ["Mon, Sep 21", "Mo., 21. Sept.", "szept. 21., H", "man. 21. sep.", "ma 21 sep", "9月21日周一"],
        );
        reads(
            |lang| lang.day_time(at(), &berlin),
            [
                "Mon, Sep 21, 9:05 AM",
                "Mo., 21. Sept., 09:05",
                "szept. 21., H 9:05",
                "man. 21. sep., 09:05",
                "ma 21 sep, 09:05",
                "9月21日周一 09:05",
            ],
        );
        reads(|lang| lang.time(at(), &berlin), ["9:05 AM", "09:05", "9:05", "09:05", "09:05", "09:05"]);
        reads(
            |lang| lang.weekday_time(at(), &berlin),
            [
                "Monday 9:05 AM",
                "Montag, 09:05",
                "hétfő 9:05",
                "mandag kl. 09:05",
                "maandag 09:05",
                "星期一 09:05",
            ],
        );
    }

    #[test]
    fn a_moment_is_read_in_the_given_time_zone() {
        let auckland = TimeZone::get("Pacific/Auckland").unwrap();
        let late: Timestamp = "2026-12-31T23:30:00Z".parse().unwrap();
        assert_eq!(Lang::De.date_time(late, &auckland), "01.01.2027, 12:30");
        assert_eq!(Lang::De.date_time(late, &TimeZone::UTC), "31.12.2026, 23:30");
    }

    #[test]
    fn open_time_is_told_in_hours_however_many() {
        let told = |seconds| Lang::En.open_time(seconds).replace('\u{a0}', " ");
        assert_eq!([0, 59, 60, 3_600, 163_200].map(told), ["0 s", "59 s", "1 min", "1 h", "45 h 20 min"]);
    }

    #[test]
    fn weekdays_are_named_and_joined_to_ranges() {
        use Weekday::*;
        reads(|lang| lang.weekday(Wednesday, Width::Short), ["Wed", "Mi", "Sze", "on.", "wo", "周三"]);
        reads(
            |lang| lang.weekday(Wednesday, Width::Long),
            ["Wednesday", "Mittwoch", "szerda", "onsdag", "woensdag", "星期三"],
        );
        reads(
            |lang| lang.weekdays(&[Monday, Tuesday, Wednesday, Thursday, Friday]),
            ["Mon–Fri", "Mo–Fr", "H–P", "ma.–fr.", "ma t/m vr", "周一至周五"],
        );
        reads(
            |lang| lang.weekdays(&[Sunday, Saturday, Tuesday]),
            ["Tue, Sat, Sun", "Di, Sa, So", "K, Szo, V", "ti., lø., sø.", "di, za, zo", "周二、周六、周日"],
        );
        reads(
            |lang| lang.weekdays(&[Sunday, Monday, Tuesday, Wednesday, Thursday]),
            ["Sun–Thu", "So–Do", "V–Cs", "sø.–to.", "zo t/m do", "周日至周四"],
        );
        reads(
            |lang| lang.weekdays(&Monday.cycle_forward().take(7).collect::<Vec<_>>()),
            ["every day", "täglich", "minden nap", "hver dag", "elke dag", "每天"],
        );
        assert_eq!(Lang::En.weekdays(&[]), "");
    }

    #[test]
    fn the_end_of_the_day_differs_from_its_beginning() {
        reads(
            |lang| lang.clock_range((9, 0), (17, 30)),
            ["9 AM–5:30 PM", "09:00–17:30", "9:00–17:30", "09:00–17:30", "09:00–17:30", "09:00–17:30"],
        );
        reads(
            |lang| lang.clock_range((0, 0), (24, 0)),
            ["12 AM–midnight", "00:00–24:00", "0:00–24:00", "00:00–24:00", "00:00–24:00", "00:00–24:00"],
        );
    }

    #[test]
    fn a_duration_shows_its_two_largest_units() {
        reads(
            |lang| lang.duration(12_059),
            [
                "3 h 20 min",
                "3 Std. 20 Min.",
                "3 óra 20 perc",
                "3 t 20 min",
                "3 uur 20 min.",
                "3 小时 20 分钟",
            ],
        );
        reads(
            |lang| lang.duration(2 * DAY + 3 * HOUR + MINUTE),
            ["2 days 3 h", "2 Tage 3 Std.", "2 nap 3 óra", "2 dager 3 t", "2 dagen 3 uur", "2 天 3 小时"],
        );
        reads(|lang| lang.duration(DAY + 20 * MINUTE), ["1 day", "1 Tag", "1 nap", "1 dag", "1 dag", "1 天"]);
        reads(|lang| lang.duration(0), ["0 s", "0 Sek.", "0 másodperc", "0 s", "0 sec.", "0 秒"]);
    }

    #[test]
    fn what_is_ahead_and_what_is_past_reads_relative_to_now() {
        let away = |seconds| move |lang: Lang| lang.relative(at() + SignedDuration::from_secs(seconds), at());
        reads(
            away(2 * DAY + 3 * HOUR),
            [
                "in 2 days 3 h",
                "in 2 Tagen 3 Std.",
                "2 nap 3 óra múlva",
                "om 2 dager 3 t",
                "over 2 dagen 3 uur",
                "2 天 3 小时后",
            ],
        );
        reads(
            away(-2 * DAY - 3 * HOUR),
            [
                "2 days ago",
                "vor 2 Tagen",
                "2 nappal ezelőtt",
                "for 2 dager siden",
                "2 dagen geleden",
                "2 天前",
            ],
        );
        reads(
            away(-12_000),
            ["3 h ago", "vor 3 Std.", "3 órával ezelőtt", "for 3 t siden", "3 uur geleden", "3 小时前"],
        );
        reads(away(-59), ["just now", "gerade eben", "az imént", "akkurat nå", "zojuist", "刚刚"]);
        reads(|lang| lang.in_duration(0), ["now", "jetzt", "most", "nå", "nu", "现在"]);
    }

    #[test]
    fn numbers_are_grouped_the_way_of_the_language() {
        reads(
            |lang| lang.number(-1_234_567),
            ["-1,234,567", "-1.234.567", "-1 234 567", "−1 234 567", "-1.234.567", "-1,234,567"],
        );
        reads(|lang| lang.percent(0.856), ["86%", "86 %", "86%", "86 %", "86%", "86%"]);
    }

    #[test]
    fn sizes_of_files_are_rounded_to_what_matters() {
        reads(|lang| lang.bytes(1_540_000), ["1.5 MB", "1,5 MB", "1,5 MB", "1,5 MB", "1,5 MB", "1.5 MB"]);
        for (bytes, text) in [
            (0, "0 B"),
            (999, "999 B"),
            (1_000, "1 kB"),
            (99_940, "100 kB"),
            (999_600, "1 MB"),
            (u64::MAX, "18,446,744,074 GB"),
        ] {
            assert_eq!(Lang::En.bytes(bytes).replace('\u{a0}', " "), text);
        }
    }

    #[test]
    fn lists_end_with_and() {
        reads(
            |lang| lang.list(&["A", "B", "C"]),
            ["A, B, and C", "A, B und C", "A, B és C", "A, B og C", "A, B en C", "A、B 和 C"],
        );
        assert_eq!(Lang::De.list(&["A", "B"]), "A und B");
        assert_eq!(Lang::De.list(&["A".to_owned()]), "A");
        assert_eq!(Lang::De.list::<&str>(&[]), "");
    }
}
