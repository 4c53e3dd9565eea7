//! Every change of every clock.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod slow;

use hours::Calendar;
use jiff::tz::{self, TimeZone};
use jiff::{Timestamp, ToSpan};
use slow::{Slow, at, every_day};

#[test]
fn open_time_around_every_clock_change_from_2000_to_2030_is_what_the_wall_clock_shows() {
    let odd_half_hours: Vec<String> = (0..24).map(|hour| format!("{hour:02}:07-{hour:02}:40")).collect();
    let odd_half_hours = format!("{},23:50-00:03", odd_half_hours.join(","));
    let (first, last) = (at("2000-01-01T00:00:00Z"), at("2030-12-31T00:00:00Z"));
    let mut changes = 0;
    for name in tz::db().available() {
        let zone = TimeZone::get(name.as_str()).unwrap();
        if zone.is_unknown() || zone.following(first).next().is_none() {
            continue;
        }
        let spec = every_day(name.as_str(), &odd_half_hours);
        let (calendar, slow) = (Calendar::new(&spec).unwrap(), Slow::new(&spec));
        for change in
            zone.following(first).map(|change| change.timestamp()).take_while(|change| *change < last)
        {
            let (from, to) = (change - 2.hours(), change + 2.hours());
            let expected = slow.elapsed(from, to, 60);
            assert_eq!(calendar.elapsed(from, to), expected, "{name} {change}");
            assert_eq!(calendar.is_open(change), slow.is_open(change), "{name} {change}");
            let reached = calendar.add(from, expected).unwrap();
            assert_eq!(calendar.elapsed(from, reached), expected, "{name} {change}");
            assert!(slow.is_open(slow::seconds(reached, -1)), "{name} {change}");
            changes += 1;
        }
    }
    assert!(changes > 5000, "{changes} changes");
}

#[test]
fn offsets_are_those_of_the_zone_at_any_time() {
    for name in [
        "Europe/Amsterdam",
        "Africa/Monrovia",
        "America/New_York",
        "Pacific/Apia",
        "Africa/Casablanca",
        "UTC",
    ] {
        let spec = every_day(name, "00:00-12:00");
        let (calendar, slow) = (Calendar::new(&spec).unwrap(), Slow::new(&spec));
        for year in (1800..2500).step_by(3) {
            for day in [3, 100, 200, 300] {
                let at =
                    Timestamp::from_second((year - 1970) * 31_556_952 + day * 86_400 + 6 * 3600).unwrap();
                assert_eq!(calendar.is_open(at), slow.is_open(at), "{name} {at}");
            }
        }
    }
}
