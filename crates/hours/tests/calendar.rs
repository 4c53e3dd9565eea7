//! The rules of open time, one by one.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod slow;

use hours::{Calendar, Code, Spec, State, Target, Unit, Why, Window};
use jiff::ToSpan;
use jiff::civil::date;
use slow::{Slow, at, every_day, seconds, spec, windows, working_days};

fn calendar(spec: &Spec) -> Calendar {
    Calendar::new(spec).unwrap()
}

fn due(calendar: &Calendar, start: &str, hours: i64) -> String {
    calendar.add(at(start), hours * 3600).unwrap().to_string()
}

const BERLIN: &str = "Europe/Berlin";

#[test]
fn a_budget_used_up_at_closing_is_due_at_closing() {
    let office = calendar(&working_days(BERLIN, "09:00-17:00"));
    assert_eq!(due(&office, "2025-05-09T13:00:00Z", 2), "2025-05-09T15:00:00Z");
    assert_eq!(office.add(at("2025-05-09T13:00:00Z"), 2 * 3600 + 1).unwrap(), at("2025-05-12T07:00:01Z"));
    assert_eq!(due(&office, "2025-05-10T13:00:00Z", 8), "2025-05-12T15:00:00Z");
    assert_eq!(office.add(at("2025-05-10T13:00:00Z"), 0).unwrap(), at("2025-05-10T13:00:00Z"));
}

#[test]
fn a_window_contains_its_start_and_not_its_end() {
    let office = calendar(&working_days("UTC", "09:00-17:00"));
    for (instant, open) in [
        ("2025-05-09T08:59:59Z", false),
        ("2025-05-09T09:00:00Z", true),
        ("2025-05-09T16:59:59Z", true),
        ("2025-05-09T16:59:59.999Z", true),
        ("2025-05-09T17:00:00Z", false),
    ] {
        assert_eq!(office.is_open(at(instant)), open, "{instant}");
    }
}

#[test]
fn twenty_four_hundred_and_midnight_are_the_same_end() {
    let (a, b) = (
        calendar(&every_day("Asia/Shanghai", "09:00-24:00")),
        calendar(&every_day("Asia/Shanghai", "09:00-00:00")),
    );
    assert_eq!(a.weekly(), b.weekly());
    assert_eq!(due(&a, "2025-05-05T15:30:00Z", 1), "2025-05-06T01:30:00Z");
    assert_eq!(a.business_days(1).unwrap(), 900 * 60);
}

#[test]
fn a_window_over_midnight_is_two_windows_of_two_dates() {
    let mut night = spec("UTC", &[("sun", "22:00-06:00"), ("wed", "22:00-06:00")]);
    night.holidays = vec!["2025-05-08".into()];
    let night = calendar(&night);
    assert_eq!(night.weekly()[0], [Window { start: 0, end: 360 }]);
    assert_eq!(night.weekly()[6], [Window { start: 1320, end: 1440 }]);
    // Thursday 8 May is a holiday: the night that began on Wednesday ends at midnight.
    assert!(night.is_open(at("2025-05-07T23:59:59Z")));
    assert!(!night.is_open(at("2025-05-08T00:00:00Z")));
    assert_eq!(due(&night, "2025-05-07T21:00:00Z", 3), "2025-05-11T23:00:00Z");
}

#[test]
fn overlapping_and_touching_windows_count_once() {
    let office = calendar(&every_day(
        "UTC",
        "09:00-12:00,11:00-13:00,13:00-14:00,10:00-11:00,20:00-24:00,23:00-01:00",
    ));
    assert_eq!(
        office.weekly()[2],
        [Window { start: 0, end: 60 }, Window { start: 540, end: 840 }, Window { start: 1200, end: 1440 }]
    );
    assert_eq!(office.elapsed(at("2025-05-06T00:00:00Z"), at("2025-05-07T00:00:00Z")), 10 * 3600);
}

#[test]
fn holidays_drop_and_overrides_replace_the_windows_of_a_date() {
    let mut office = working_days(BERLIN, "09:00-17:00");
    office.holidays = ["2025-12-25", "2025-12-26", "2025-12-27"].map(String::from).into();
    office.overrides = [
        ("2025-12-24", "09:00-12:00"),
        ("2025-12-27", "10:00-11:00"), // a Saturday and a holiday
        ("2025-12-29", ""),
    ]
    .map(|(date, text)| (date.to_string(), windows(text)))
    .into();
    let office = calendar(&office);
    for (hours, expected) in [
        (2, "2025-12-24T09:00:00Z"),
        (4, "2025-12-24T11:00:00Z"),
        (5, "2025-12-27T10:00:00Z"),
        (6, "2025-12-30T09:00:00Z"),
    ] {
        assert_eq!(due(&office, "2025-12-23T15:00:00Z", hours), expected);
    }
    assert_eq!(office.windows_of(date(2025, 12, 24)), [Window { start: 540, end: 720 }]);
    assert_eq!(office.windows_of(date(2025, 12, 25)), []);
    assert_eq!(office.windows_of(date(2025, 12, 30)), [Window { start: 540, end: 1020 }]);
    assert_eq!(
        office.state(at("2025-12-24T11:00:00Z")),
        State { open: false, next_change: Some(at("2025-12-27T09:00:00Z")) }
    );
}

#[test]
fn an_open_calendar_ignores_everything_else() {
    let mut all = every_day(BERLIN, "09:00-17:00");
    (all.always_open, all.holidays) = (true, vec!["2025-12-25".into()]);
    let all = calendar(&all);
    assert_eq!(due(&all, "2025-12-25T00:00:00Z", 24), "2025-12-26T00:00:00Z");
    assert_eq!(all.state(at("2025-12-25T00:00:00Z")), State { open: true, next_change: None });
    assert_eq!(all.business_days(2).unwrap(), 2 * 1440 * 60);
    assert!(all.always_open());
}

#[test]
fn a_business_day_is_the_most_frequent_day_of_the_week_or_as_stated() {
    let day =
        |spec: &Spec| calendar(spec).business_days(1).map(|seconds| seconds / 60).map_err(|error| error.code);
    assert_eq!(day(&working_days(BERLIN, "09:00-17:00")), Ok(480));
    assert_eq!(
        day(&spec("UTC", &[("mon", "09:00-12:00"), ("tue", "09:00-13:00"), ("sat", "10:00-13:00")])),
        Ok(180)
    );
    assert_eq!(day(&spec("UTC", &[("mon", "09:00-12:00"), ("tue", "09:00-13:00")])), Ok(240));
    assert_eq!(day(&spec("UTC", &[("mon", "09:00-12:00,11:00-13:00,14:00-15:00")])), Ok(300));
    assert_eq!(day(&spec("UTC", &[("mon", "22:00-06:00"), ("wed", "22:00-06:00")])), Ok(360));
    let stated = Spec { business_day_minutes: Some(450), ..working_days("UTC", "09:00-17:00") };
    assert_eq!(day(&stated), Ok(450));
    let mut dated_only = spec("UTC", &[]);
    dated_only.overrides.insert("2025-05-05".into(), windows("09:00-17:00"));
    assert_eq!(day(&dated_only), Err(Code::InvalidTarget));
    assert_eq!(due(&calendar(&dated_only), "2025-01-01T00:00:00Z", 8), "2025-05-05T17:00:00Z");
}

#[test]
fn n_business_days_end_at_the_same_local_time_on_the_nth_next_working_day() {
    let office = calendar(&working_days(BERLIN, "09:00-17:00"));
    let budget = office.budget(Target { value: 3, unit: Unit::BusinessDays }).unwrap();
    // Over the change to summer time, from Thursday 10:00 to Tuesday 10:00.
    assert_eq!(office.add(at("2025-03-27T09:00:00Z"), budget).unwrap(), at("2025-04-01T08:00:00Z"));
}

#[test]
fn a_skipped_hour_contributes_nothing_and_a_repeated_hour_counts_twice() {
    let night = calendar(&every_day(BERLIN, "01:00-05:00"));
    assert_eq!(night.elapsed(at("2025-03-29T23:00:00Z"), at("2025-03-30T22:00:00Z")), 3 * 3600);
    assert_eq!(night.elapsed(at("2025-10-25T22:00:00Z"), at("2025-10-26T23:00:00Z")), 5 * 3600);
    assert_eq!(due(&night, "2025-03-29T23:00:00Z", 3), "2025-03-30T03:00:00Z");
    assert_eq!(due(&night, "2025-10-25T22:00:00Z", 5), "2025-10-26T04:00:00Z");
    // A window inside the skipped hour never comes, one inside the repeated hour comes twice.
    let half_past_two = calendar(&every_day(BERLIN, "02:30-02:45"));
    assert_eq!(half_past_two.elapsed(at("2025-03-29T12:00:00Z"), at("2025-03-30T12:00:00Z")), 0);
    assert_eq!(half_past_two.elapsed(at("2025-10-25T12:00:00Z"), at("2025-10-26T12:00:00Z")), 2 * 900);
    assert_eq!(
        half_past_two.state(at("2025-10-26T00:45:00Z")),
        State { open: false, next_change: Some(at("2025-10-26T01:30:00Z")) }
    );
}

#[test]
fn a_window_that_the_clock_leaves_and_enters_at_once_is_open_throughout() {
    // 02:00 jumps to 03:00: both windows meet.
    let meeting = calendar(&every_day(BERLIN, "01:00-02:00,03:00-04:00"));
    assert_eq!(
        meeting.state(at("2025-03-30T00:00:00Z")),
        State { open: true, next_change: Some(at("2025-03-30T02:00:00Z")) }
    );
}

#[test]
fn half_hour_changes_and_skipped_days_follow_the_wall_clock() {
    for (spec, from, to, expected) in [
        (
            every_day("Australia/Lord_Howe", "01:00-03:00"),
            "2025-04-05T00:00:00Z",
            "2025-04-06T00:00:00Z",
            9000,
        ),
        (
            every_day("Australia/Lord_Howe", "01:00-03:00"),
            "2025-10-04T00:00:00Z",
            "2025-10-05T00:00:00Z",
            5400,
        ),
        // 30 December 2011 does not exist in Samoa.
        (every_day("Pacific/Apia", "09:00-17:00"), "2011-12-29T10:00:00Z", "2012-01-01T09:59:59Z", 24 * 3600),
        (spec("Pacific/Apia", &[("fri", "09:00-17:00")]), "2011-12-25T00:00:00Z", "2012-01-01T00:00:00Z", 0),
    ] {
        let (from, to) = (at(from), at(to));
        assert_eq!(calendar(&spec).elapsed(from, to), expected, "{}", spec.tz);
        assert_eq!(Slow::new(&spec).elapsed(from, to, 1), expected, "{}", spec.tz);
    }
}

#[test]
fn offsets_with_seconds_count_to_the_second() {
    // Amsterdam was 19 min 32 s ahead until 1937.
    let office = every_day("Europe/Amsterdam", "09:00-17:00");
    let (from, to) = (at("1930-01-01T08:00:00Z"), at("1930-01-01T18:00:00Z"));
    let (calendar, slow) = (calendar(&office), Slow::new(&office));
    assert_eq!(calendar.elapsed(from, to), slow.elapsed(from, to, 1));
    assert_eq!(Some(calendar.add(from, 3601).unwrap()), slow.add(from, 3601, 1, 1));
    assert_eq!(calendar.state(from).next_change, slow.next_change(from, 1, 2));
}

#[test]
fn deadlines_are_found_within_3660_days_and_changes_within_400() {
    let mut once = spec("UTC", &[]);
    once.overrides.insert("2035-01-09".into(), windows("00:00-00:01"));
    let once = calendar(&once);
    let opening = at("2035-01-09T00:00:00Z");
    let start = opening - (3660 * 24).hours();
    assert_eq!(once.add(seconds(start, 60), 60).unwrap(), seconds(opening, 60));
    assert_eq!(once.add(seconds(start, 59), 60).unwrap_err().code, Code::NeverOpens);
    assert_eq!(once.add(seconds(opening, 60), 1).unwrap_err().code, Code::NeverOpens);
    let before = opening - (400 * 24).hours();
    assert_eq!(once.state(before).next_change, Some(opening));
    assert_eq!(once.state(seconds(before, -1)).next_change, None);
}

#[test]
fn a_week_that_is_open_all_around_changes_at_its_next_holiday_only() {
    let mut all = every_day(BERLIN, "00:00-24:00");
    all.holidays = vec!["2025-12-25".into()];
    let all = calendar(&all);
    let state = all.state(at("2025-01-01T00:00:00Z"));
    assert_eq!(state, State { open: true, next_change: Some(at("2025-12-24T23:00:00Z")) });
    let state = all.state(at("2025-12-25T00:00:00Z"));
    assert_eq!(state, State { open: false, next_change: Some(at("2025-12-25T23:00:00Z")) });
    assert_eq!(all.state(at("2025-12-26T00:00:00Z")), State { open: true, next_change: None });
}

#[test]
fn instants_at_the_ends_of_time_are_answered_too() {
    use jiff::Timestamp;
    let office = calendar(&working_days(BERLIN, "09:00-17:00"));
    assert_eq!(office.add(Timestamp::MAX, 8 * 3600).unwrap_err().code, Code::NeverOpens);
    assert!(office.elapsed(Timestamp::MIN, Timestamp::MAX) > 0);
    assert!(office.state(Timestamp::MIN).next_change.is_some());
    assert_eq!(office.state(Timestamp::MAX).next_change, None);
}

#[test]
fn stretches_say_what_decides() {
    let mut office = working_days("UTC", "09:00-17:00");
    office.holidays = vec!["2025-05-01".into()];
    office.overrides.insert("2025-05-02".into(), windows("09:00-12:00"));
    let office = calendar(&office);
    let stretches = office.stretches(at("2025-04-30T16:00:00Z"), at("2025-05-05T09:30:00Z"));
    let stretches: Vec<_> =
        stretches.map(|stretch| (stretch.from.to_string(), stretch.open, stretch.why)).collect();
    let expected = [
        ("2025-04-30T16:00:00Z", true, Why::Open),
        ("2025-04-30T17:00:00Z", false, Why::Closed),
        ("2025-05-01T00:00:00Z", false, Why::Holiday),
        ("2025-05-02T00:00:00Z", false, Why::Override),
        ("2025-05-02T09:00:00Z", true, Why::Override),
        ("2025-05-02T12:00:00Z", false, Why::Override),
        ("2025-05-03T00:00:00Z", false, Why::Closed),
        ("2025-05-05T09:00:00Z", true, Why::Open),
    ];
    assert_eq!(stretches, expected.map(|(from, open, why)| (from.to_string(), open, why)));
}

#[test]
fn an_error_says_what_it_is_about() {
    let spec = spec("UTC", &[("mon", "09:00-17:00"), ("tue", "10:00-10:00")]);
    assert_eq!(Calendar::new(&spec).unwrap_err().to_string(), "invalid_window: tue 10:00-10:00");
    let spec = Spec { tz: "Mars/Olympus".into(), ..Spec::default() };
    assert_eq!(Calendar::new(&spec).unwrap_err().to_string(), "unknown_timezone: Mars/Olympus");
}
