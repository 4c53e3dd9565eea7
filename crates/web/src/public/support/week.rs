use centre::policy::Window;
use jiff::civil::Weekday;
use lang::{Lang, args};

const DAY: i32 = 24 * 60;
const DAYS: i32 = 7;
const WEEK: i32 = DAYS * DAY;

/// Open stretches of a week in minutes from Monday's midnight, in order; no two of them touch. The last may run into
/// the next week.
#[derive(Debug, PartialEq, Eq)]
pub struct Week(Vec<(i32, i32)>);

impl Week {
    /// The week of the windows as clocks show it that are `shift` minutes ahead of the windows' own.
    pub fn new(windows: &[Window], shift: i32) -> Week {
        let spans = windows.iter().flat_map(|window| {
            window.days().map(move |day| {
                let from = i32::from(day.to_monday_zero_offset()) * DAY + i32::from(window.start.minutes());
                let from = (from + shift).rem_euclid(WEEK);
                (from, from + i32::from(window.minutes_a_day()))
            })
        });
        let mut spans: Vec<(i32, i32)> = spans.collect();
        spans.sort_unstable();
        let mut week: Vec<(i32, i32)> = Vec::new();
        for (from, to) in spans {
            match week.last_mut() {
                Some(last) if from <= last.1 => last.1 = last.1.max(to),
                _ => week.push((from, to)),
            }
        }
        while let [first, .., last] = week[..] {
            if last.1 - WEEK < first.0 {
                break;
            }
            week.remove(0);
            if let Some(end) = week.last_mut() {
                end.1 = end.1.max(first.1 + WEEK);
            }
        }
        Week(week)
    }

    pub fn is_always(&self) -> bool {
        self.0.iter().any(|(from, to)| to - from >= WEEK)
    }

    /// "Mon–Fri, 9 AM–5 PM", a line for each group of days.
    pub fn lines(&self, lang: Lang) -> Vec<String> {
        if self.is_always() {
            return vec![lang.t("support-hours-always", &args!["hours" => DAY / 60, "days" => DAYS])];
        }
        let mut daily: Vec<(i32, i32, Vec<Weekday>)> = Vec::new();
        let mut lines = Vec::new();
        for &(from, to) in &self.0 {
            let (start, long) = (from % DAY, to - from);
            if start == 0 && long % DAY == 0 {
                let days: Vec<Weekday> = (from / DAY..to / DAY).map(weekday).collect();
                lines.push(lang.t("support-hours-whole-days", &args!["days" => lang.weekdays(&days)]));
            } else if long > DAY {
                let args = args!["from" => moment(lang, from), "to" => moment(lang, to)];
                lines.push(lang.t("support-hours-unbroken", &args));
            } else {
                match daily.iter_mut().find(|(s, l, _)| (*s, *l) == (start, long)) {
                    Some((_, _, days)) => days.push(weekday(from / DAY)),
                    None => daily.push((start, long, vec![weekday(from / DAY)])),
                }
            }
        }
        let daily = daily.into_iter().map(|(start, long, days)| {
            let end = start + long;
            let key = if end > DAY { "support-hours-overnight" } else { "support-hours-daily" };
            let end = if end > DAY { end - DAY } else { end };
            let times = lang.clock_range(clock(start), clock(end));
            lang.t(key, &args!["days" => lang.weekdays(&days), "times" => times])
        });
        lines.extend(daily);
        lines
    }
}

/// The week of the windows as their own clocks show it, a line for each group of days.
pub fn week_lines(windows: &[Window], lang: Lang) -> Vec<String> {
    Week::new(windows, 0).lines(lang)
}

/// "Sat 12 PM"
fn moment(lang: Lang, minute: i32) -> String {
    let (hour, rest) = clock(minute % DAY);
    let day = lang.weekday(weekday(minute / DAY), lang::Width::Short);
    lang.t("units-weekday-time", &args!["weekday" => day, "time" => lang.clock(hour, rest)])
}

/// Counted from Monday, into the next week too.
fn weekday(day: i32) -> Weekday {
    Weekday::Monday.wrapping_add(day)
}

/// Hour and minute of a minute of the day; both fit, as a day has no more than 24 hours.
fn clock(minute: i32) -> (u8, u8) {
    let small = |number: i32| u8::try_from(number).unwrap_or_default();
    (small(minute / 60), small(minute % 60))
}

#[cfg(test)]
mod tests {
    use centre::policy::Clock;

    use super::*;

    fn window(first: Weekday, last: Weekday, start: &str, end: &str) -> Window {
        let clock = |text| Clock::parse(text).expect("a time of day");
        Window { first, last, start: clock(start), end: clock(end) }
    }

    fn english(windows: &[Window], shift: i32) -> String {
        Week::new(windows, shift).lines(Lang::En).join("; ").replace(['\u{a0}', '\u{202f}'], " ")
    }

    #[test]
    fn hours_move_with_the_readers_clock() {
        use Weekday::{Friday, Monday, Sunday};
        let office = [window(Monday, Friday, "09:00", "17:00")];
        assert_eq!(english(&office, 0), "Mon–Fri, 9 AM–5 PM");
        assert_eq!(english(&office, 330), "Mon–Fri, 2:30 PM–10:30 PM");
        assert_eq!(english(&office, 8 * 60), "Mon–Fri, 5 PM–1 AM (next day)");
        assert_eq!(english(&office, 16 * 60), "Tue–Sat, 1 AM–9 AM");
        assert_eq!(english(&office, -10 * 60), "Sun–Thu, 11 PM–7 AM (next day)");
        let daily = [window(Monday, Sunday, "09:00", "24:00")];
        assert_eq!(english(&daily, 0), "every day, 9 AM–midnight");
        assert_eq!(english(&daily, -7 * 60), "every day, 2 AM–5 PM");
        assert_eq!(english(&daily, -15 * 60), "every day, 6 PM–9 AM (next day)");
    }

    #[test]
    fn days_without_a_break_are_one_stretch() {
        use Weekday::{Friday, Monday, Saturday, Tuesday};
        assert_eq!(english(&[Window::ALWAYS], 60), "24 hours a day, 7 days a week");
        let working = [window(Monday, Friday, "00:00", "24:00")];
        assert_eq!(english(&working, 0), "Mon–Fri, around the clock");
        assert_eq!(english(&working, 60), "from Mon 1 AM to Sat 1 AM without a break");
        let noon = [
            window(Monday, Monday, "12:00", "24:00"),
            window(Tuesday, Friday, "00:00", "24:00"),
            window(Saturday, Saturday, "00:00", "12:00"),
        ];
        assert_eq!(english(&noon, 0), "from Mon 12 PM to Sat 12 PM without a break");
    }

    #[test]
    fn a_stretch_over_the_end_of_the_week_is_whole() {
        use Weekday::{Monday, Saturday, Sunday};
        let weekend = [window(Saturday, Sunday, "00:00", "24:00"), window(Monday, Monday, "00:00", "06:00")];
        assert_eq!(english(&weekend, 0), "from Sat 12 AM to Mon 6 AM without a break");
    }
}
