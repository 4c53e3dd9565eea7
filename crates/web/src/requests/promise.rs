//! Promises in words: so much of which hours, and until when.

use centre::policy::{Calendar, Clock, Promise, Target, Unit, Window};
use jiff::{SignedDuration, Timestamp};
use lang::{Lang, args};

use crate::page::Page;

/// "Within 1 business day, counted every day 9 AM–midnight (Shanghai, UTC+8)."
pub fn counted(lang: Lang, promise: &Promise, now: Timestamp) -> String {
    let (target, hours) = (target(lang, promise.target), hours(lang, promise.calendar, now));
    lang.t("request-promise", &args!["target" => target, "hours" => hours])
}

/// "Within 1 business day".
pub fn target(lang: Lang, target: &Target) -> String {
    let key = match target.unit {
        Unit::Seconds => "request-target-seconds",
        Unit::Minutes => "request-target-minutes",
        Unit::Hours => "request-target-hours",
        Unit::BusinessDays => "request-target-business-days",
    };
    lang.t(key, &args!["n" => target.value])
}

/// "Every day 9 AM–midnight (Shanghai, UTC+8)".
pub fn hours(lang: Lang, calendar: &Calendar, now: Timestamp) -> String {
    if calendar.always_open {
        return lang.t("request-hours-always", &[]);
    }
    let windows: Vec<String> = calendar.week().iter().map(|w| window(lang, w)).collect();
    let hours = lang.list(&windows);
    match calendar.zone.name() {
        Some(zone) => {
            lang.t("request-hours-zone", &args!["hours" => hours, "zone" => lang.zone_name(zone, now)])
        }
        None => hours,
    }
}

fn window(lang: Lang, window: &Window) -> String {
    let days = match window.is_every_day() {
        true => lang.t("units-every-day", &[]),
        false => lang.weekdays(&window.days().collect::<Vec<_>>()),
    };
    if window.minutes_a_day() == Clock::END_OF_DAY.minutes() {
        return lang.t("request-hours-whole-days", &args!["days" => days]);
    }
    let at = |clock: Clock| (clock.hour() as u8, clock.minute() as u8);
    let hours = lang.clock_range(at(window.start), at(window.end));
    lang.t("request-hours-window", &args!["days" => days, "hours" => hours])
}

/// A moment ahead in the reader's zone, by its weekday if it is near.
pub fn moment(page: &Page, at: Timestamp) -> String {
    let near = at.duration_since(page.now) < SignedDuration::from_hours(6 * 24);
    if near { page.l.weekday_time(at, &page.zone) } else { page.l.date_time(at, &page.zone) }
}

/// Time left, as `ui::deadline` shows it.
pub struct Due {
    pub kind: &'static str,
    pub at: String,
    pub when: String,
    pub text: String,
}

/// With less time left the colour warns.
const SOON: SignedDuration = SignedDuration::from_hours(1);

/// A duration without the seconds that nobody plans by.
pub fn roughly(lang: Lang, seconds: i64) -> String {
    lang.duration(if seconds < 60 { seconds } else { seconds - seconds % 60 })
}

pub fn due(page: &Page, at: Timestamp) -> Due {
    let left = at.duration_since(page.now);
    let (kind, text) = match left {
        late if late.is_negative() => {
            ("late", page.t1("request-late", "duration", roughly(page.l, -late.as_secs())))
        }
        left => (
            if left < SOON { "soon" } else { "ok" },
            page.t1("request-left", "duration", roughly(page.l, left.as_secs())),
        ),
    };
    Due { kind, at: at.to_string(), when: page.when(&at), text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_left_is_told_without_seconds_until_the_last_minute() {
        assert_eq!(roughly(Lang::En, 3599), Lang::En.duration(59 * 60));
        assert_eq!(roughly(Lang::En, 59), Lang::En.duration(59));
    }
}
