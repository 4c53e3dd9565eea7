//! Lines in, lines out: the examples and every error code.

use hours::sla::answer;

fn answered(line: &str) -> String {
    let mut out = String::new();
    answer(line, &mut out);
    out
}

const NINE_TO_FIVE: &str = r#"{"tz":"Europe/Berlin","weekly":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}}"#;
const ALWAYS: &str = r#"{"tz":"UTC","always_open":true}"#;

fn deadline(calendar: &str, start: &str, target: &str) -> String {
    answered(&format!(r#"{{"kind":"deadline","calendar":{calendar},"start":{start},"target":{target}}}"#))
}

fn error_of_calendar(calendar: &str) -> String {
    // The target and the instant are wrong too: calendars are checked first.
    deadline(calendar, "7", "8")
}

/// A ticket on one severity `A` of ten hours, always open, with replaceable parts.
struct Ticket<'a> {
    clock: &'a str,
    calendars: &'a str,
    order: &'a str,
    severities: &'a str,
    events: &'a str,
    as_of: &'a str,
}

impl Default for Ticket<'_> {
    fn default() -> Self {
        Ticket {
            clock: "resolution",
            calendars: r#"{"c":{"tz":"UTC","always_open":true}}"#,
            order: r#"["A"]"#,
            severities: r#"{"A":{"value":10,"unit":"hours","calendar":"c"}}"#,
            events: r#"[{"type":"opened","at":"2025-05-05T00:00:00Z","severity":"A"}]"#,
            as_of: "2025-05-05T04:00:00Z",
        }
    }
}

impl Ticket<'_> {
    fn answer(&self) -> String {
        let Ticket { clock, calendars, order, severities, events, as_of } = self;
        answered(&format!(
            r#"{{"kind":"ticket","clock":"{clock}","calendars":{calendars},"policy":{{"order":{order},"severities":{severities},"on_severity_change":"per_level","on_reopen":"restart"}},"events":{events},"as_of":"{as_of}"}}"#
        ))
    }
}

#[test]
fn the_examples_are_answered_to_the_letter() {
    for (line, expected) in [
        (
            r#"{"id":"1","kind":"deadline","calendar":{"tz":"Asia/Shanghai","always_open":true},"start":"2025-05-05T16:00:00Z","target":{"unit":"hours","value":1}}"#,
            r#"{"id":"1","deadline":"2025-05-05T17:00:00Z"}"#,
        ),
        (
            r#"{"id":"2","kind":"deadline","calendar":{"tz":"Europe/Berlin","weekly":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]}},"start":"2025-05-09T14:00:00Z","target":{"unit":"business_days","value":1}}"#,
            r#"{"id":"2","deadline":"2025-05-12T14:00:00Z"}"#,
        ),
        (
            r#"{"id":"3","kind":"deadline","calendar":{"tz":"Europe/Berlin","weekly":{}},"start":"2025-05-09T14:00:00Z","target":{"unit":"hours","value":1}}"#,
            r#"{"id":"3","error":"never_opens"}"#,
        ),
    ] {
        assert_eq!(answered(line), expected);
    }
}

#[test]
fn the_id_comes_back_as_it_came_and_is_left_out_if_there_was_none() {
    let line =
        |id: &str| format!(r#"{{{id}"kind":"state","calendar":{ALWAYS},"at":"2025-05-05T00:00:00Z"}}"#);
    let body = r#""open":true,"next_change":null}"#;
    assert_eq!(answered(&line(r#""id":17,"#)), format!(r#"{{"id":17,{body}"#));
    assert_eq!(answered(&line(r#""id":"ä\"\n","#)), format!(r#"{{"id":"ä\"\n",{body}"#));
    assert_eq!(answered(&line("")), format!("{{{body}"));
}

#[test]
fn elapsed_and_state_are_answered() {
    let elapsed = |from: &str, to: &str| {
        answered(&format!(r#"{{"kind":"elapsed","calendar":{NINE_TO_FIVE},"from":"{from}","to":"{to}"}}"#))
    };
    assert_eq!(elapsed("2025-05-09T14:00:00Z", "2025-05-12T09:00:00+02:00"), r#"{"seconds":3600}"#);
    assert_eq!(elapsed("2025-05-09T14:00:00Z", "2025-05-09T14:00:00Z"), r#"{"seconds":0}"#);
    assert_eq!(elapsed("2025-05-09T14:00:00Z", "2025-05-09T13:59:59Z"), r#"{"error":"invalid_range"}"#);
    let state = |at: &str| answered(&format!(r#"{{"kind":"state","calendar":{NINE_TO_FIVE},"at":"{at}"}}"#));
    assert_eq!(state("2025-05-09T14:00:00Z"), r#"{"open":true,"next_change":"2025-05-09T15:00:00Z"}"#);
    assert_eq!(state("2025-05-09T15:00:00Z"), r#"{"open":false,"next_change":"2025-05-12T07:00:00Z"}"#);
}

#[test]
fn a_ticket_is_answered_with_all_members() {
    assert_eq!(
        Ticket::default().answer(),
        r#"{"status":"running","breached":false,"deadline":"2025-05-05T10:00:00Z","binding":"A","elapsed_seconds":14400,"remaining_seconds":21600,"cycles":1,"breached_cycles":0}"#
    );
    let paused = Ticket {
        events: r#"[{"type":"opened","at":"2025-05-05T00:00:00Z","severity":"A"},{"type":"waiting_on_customer","at":"2025-05-05T01:00:00Z"}]"#,
        ..Ticket::default()
    };
    assert_eq!(
        paused.answer(),
        r#"{"status":"paused","breached":false,"deadline":null,"binding":null,"elapsed_seconds":3600,"remaining_seconds":32400,"cycles":1,"breached_cycles":0}"#
    );
}

#[test]
fn faults_of_a_calendar_have_the_code_of_their_part() {
    let weekly = |windows: &str| error_of_calendar(&format!(r#"{{"tz":"UTC","weekly":{windows}}}"#));
    for windows in [
        r#"{"mon":[["09:00","09:00"]]}"#,
        r#"{"mon":[["00:00","00:00"]]}"#,
        r#"{"mon":[["24:00","09:00"]]}"#,
        r#"{"mon":[["24:00","24:00"]]}"#,
        r#"{"mon":[["9:00","17:00"]]}"#,
        r#"{"mon":[["09:60","17:00"]]}"#,
        r#"{"mon":[["09:00","24:01"]]}"#,
        r#"{"mon":[["09:00","25:00"]]}"#,
        r#"{"mon":[["+9:00","17:00"]]}"#,
        r#"{"mon":[["09:00"]]}"#,
        r#"{"mon":[[9,17]]}"#,
        r#"{"mon":"09:00-17:00"}"#,
        r#"{"monday":[["09:00","17:00"]]}"#,
        "[]",
    ] {
        assert_eq!(weekly(windows), r#"{"error":"invalid_window"}"#, "{windows}");
    }
    let dated = |dated: &str| {
        error_of_calendar(&format!(r#"{{"tz":"UTC","weekly":{{"mon":[["09:00","17:00"]]}},{dated}}}"#))
    };
    for holidays in [
        r#""holidays":["2025-02-29"]"#,
        r#""holidays":["2025-2-3"]"#,
        r#""holidays":["20250203"]"#,
        r#""holidays":[1]"#,
        r#""overrides":{"2025-13-01":[]}"#,
    ] {
        assert_eq!(dated(holidays), r#"{"error":"invalid_date"}"#, "{holidays}");
    }
    for windows in
        [r#"[["22:00","06:00"]]"#, r#"[["09:00","00:00"]]"#, r#"[["09:00","09:00"]]"#, "[1]", "null"]
    {
        let overrides = format!(r#""overrides":{{"2025-01-01":{windows}}}"#);
        assert_eq!(dated(&overrides), r#"{"error":"invalid_window"}"#, "{windows}");
    }
    for minutes in ["0", "-1", "7.5", r#""480""#] {
        let minutes = format!(r#""business_day_minutes":{minutes}"#);
        assert_eq!(dated(&minutes), r#"{"error":"invalid_target"}"#, "{minutes}");
    }
    for tz in [
        r#""Mars/Olympus""#,
        r#""""#,
        r#""Etc/Unknown""#,
        r#""europe/berlin""#,
        r#""../etc/passwd""#,
        "5",
        "null",
    ] {
        assert_eq!(
            error_of_calendar(&format!(r#"{{"tz":{tz}}}"#)),
            r#"{"error":"unknown_timezone"}"#,
            "{tz}"
        );
    }
    for never in [r#"{"tz":"UTC"}"#, r#"{"tz":"UTC","weekly":{"mon":[]},"overrides":{"2025-01-01":[]}}"#] {
        assert_eq!(error_of_calendar(never), r#"{"error":"never_opens"}"#);
    }
    assert_eq!(answered(r#"{"kind":"deadline"}"#), r#"{"error":"unknown_calendar"}"#);
}

#[test]
fn what_an_always_open_calendar_ignores_is_not_checked_either() {
    let calendar = r#"{"tz":"UTC","always_open":true,"weekly":{"mon":[["09:00","09:00"]]},"holidays":["x"]}"#;
    let at = r#""2025-05-05T00:00:00Z""#;
    assert_eq!(
        deadline(calendar, at, r#"{"value":1,"unit":"business_days"}"#),
        r#"{"deadline":"2025-05-06T00:00:00Z"}"#
    );
}

#[test]
fn targets_are_checked_before_instants() {
    for target in [
        r#"{"value":0,"unit":"hours"}"#,
        r#"{"value":-1,"unit":"hours"}"#,
        r#"{"value":1.5,"unit":"hours"}"#,
        r#"{"value":"1","unit":"hours"}"#,
        r#"{"value":1,"unit":"days"}"#,
        r#"{"value":1}"#,
        r#"{"unit":"hours"}"#,
        "null",
        "[]",
    ] {
        assert_eq!(deadline(ALWAYS, "8", target), r#"{"error":"invalid_target"}"#, "{target}");
    }
    let dated_only = r#"{"tz":"UTC","overrides":{"2025-01-01":[["09:00","17:00"]]}}"#;
    assert_eq!(
        deadline(dated_only, "8", r#"{"value":1,"unit":"business_days"}"#),
        r#"{"error":"invalid_target"}"#
    );
}

#[test]
fn instants_are_whole_seconds_of_rfc_3339() {
    let at = |at: &str| deadline(ALWAYS, &format!("\"{at}\""), r#"{"value":1,"unit":"seconds"}"#);
    assert_eq!(at("2025-05-05T00:00:00Z"), r#"{"deadline":"2025-05-05T00:00:01Z"}"#);
    assert_eq!(at("2025-05-05T00:00:00+05:45"), r#"{"deadline":"2025-05-04T18:15:01Z"}"#);
    assert_eq!(at("2024-02-29T23:59:59-00:00"), r#"{"deadline":"2024-03-01T00:00:00Z"}"#);
    assert_eq!(at(r"2025-05-05T00:00:00\u005a"), r#"{"deadline":"2025-05-05T00:00:01Z"}"#);
    for wrong in [
        "",
        "2025-05-05",
        "2025-05-05T00:00:00",
        "2025-05-05 00:00:00Z",
        "2025-05-05T00:00:00.5Z",
        "2025-05-05T00:00Z",
        "2025-05-05T24:00:00Z",
        "2025-05-05T23:59:60Z",
        "2025-02-29T00:00:00Z",
        "2025-05-05T00:00:00+0200",
        "2025-05-05T00:00:00+24:00",
        "2025-05-05T00:00:00+02:60",
        "2025-05-05T00:00:00Zulu",
        "2025-05-05T00:00:0äZ",
        "+2025-05-05T00:00:00Z",
    ] {
        assert_eq!(at(wrong), r#"{"error":"invalid_instant"}"#, "{wrong}");
    }
    assert_eq!(
        deadline(ALWAYS, "1746403200", r#"{"value":1,"unit":"hours"}"#),
        r#"{"error":"invalid_instant"}"#
    );
}

#[test]
fn a_budget_too_large_for_ten_years_never_opens() {
    let days = |value: i64| {
        deadline(
            ALWAYS,
            r#""2025-01-01T00:00:00Z""#,
            &format!(r#"{{"value":{value},"unit":"business_days"}}"#),
        )
    };
    assert_eq!(days(3660), r#"{"deadline":"2035-01-09T00:00:00Z"}"#);
    assert_eq!(days(3661), r#"{"error":"never_opens"}"#);
    assert_eq!(days(i64::MAX), r#"{"error":"never_opens"}"#);
}

#[test]
fn faults_of_a_ticket_have_their_codes() {
    let opened = r#"{"type":"opened","at":"2025-05-05T00:00:00Z","severity":"A"}"#;
    let events = |events: &str| Ticket { events, ..Ticket::default() }.answer();
    let then = |event: &str| events(&format!("[{opened},{event}]"));
    let cases = [
        (events("[]"), "missing_opened"),
        (events(r#"[{"type":"resolved","at":"2025-05-05T00:00:00Z"}]"#), "missing_opened"),
        (Ticket { as_of: "2025-05-04T23:59:59Z", ..Ticket::default() }.answer(), "missing_opened"),
        (then(r#"{"type":"resolved","at":"2025-05-04T00:00:00Z"}"#), "events_out_of_order"),
        (then(opened), "invalid_event"),
        (then(r#"{"type":"exploded","at":"2025-05-05T00:00:00Z"}"#), "invalid_event"),
        (then(r#"{"at":"2025-05-05T00:00:00Z"}"#), "invalid_event"),
        (then("7"), "invalid_event"),
        (events("{}"), "invalid_event"),
        (then(r#"{"type":"resolved","at":"yesterday"}"#), "invalid_instant"),
        (then(r#"{"type":"resolved"}"#), "invalid_instant"),
        (
            then(r#"{"type":"severity_changed","at":"2025-05-05T00:00:00Z","severity":"Z"}"#),
            "unknown_severity",
        ),
        (then(r#"{"type":"severity_changed","at":"2025-05-05T00:00:00Z"}"#), "unknown_severity"),
        (
            then(r#"{"type":"calendar_changed","at":"2025-05-05T00:00:00Z","calendar":"z","spec":{}}"#),
            "unknown_calendar",
        ),
        (then(r#"{"type":"calendar_changed","at":"2025-05-05T00:00:00Z","calendar":"c"}"#), "invalid_event"),
        (
            then(
                r#"{"type":"calendar_changed","at":"2025-05-05T00:00:00Z","calendar":"c","spec":{"tz":"UTC"}}"#,
            ),
            "never_opens",
        ),
        (Ticket { as_of: "soon", events: "7", ..Ticket::default() }.answer(), "invalid_instant"),
        (Ticket { order: r#"["A","B"]"#, ..Ticket::default() }.answer(), "unknown_severity"),
        (
            Ticket { severities: r#"{"A":{"value":0,"unit":"hours","calendar":"z"}}"#, ..Ticket::default() }
                .answer(),
            "unknown_calendar",
        ),
        (
            Ticket {
                severities: r#"{"A":{"value":0,"unit":"hours","calendar":"c"}}"#,
                as_of: "x",
                ..Ticket::default()
            }
            .answer(),
            "invalid_target",
        ),
        (
            Ticket { calendars: r#"{"c":{"tz":"UTC"}}"#, severities: "{}", ..Ticket::default() }.answer(),
            "never_opens",
        ),
        (Ticket { clock: "stopwatch", ..Ticket::default() }.answer(), "invalid_input"),
    ];
    for (index, (answer, code)) in cases.into_iter().enumerate() {
        assert_eq!(answer, format!(r#"{{"error":"{code}"}}"#), "case {index}");
    }
}

#[test]
fn lines_that_are_no_question_are_invalid_input() {
    for line in ["", "nonsense", "[]", "7", "{", r#"{"id":1"#, "{}", r#"{"kind":"weather"}"#, r#"{"kind":7}"#]
    {
        assert_eq!(answered(line), r#"{"error":"invalid_input"}"#, "{line}");
    }
    assert_eq!(answered(r#"{"id":4,"kind":"weather"}"#), r#"{"id":4,"error":"invalid_input"}"#);
}

#[test]
fn more_calendars_than_are_kept_at_once_are_all_answered() {
    for minute in 0..600 {
        let (start, end) = (minute / 60, minute % 60);
        let calendar = format!(r#"{{"tz":"UTC","weekly":{{"mon":[["{start:02}:{end:02}","23:00"]]}}}}"#);
        let line = format!(r#"{{"kind":"state","calendar":{calendar},"at":"2025-05-04T00:00:00Z"}}"#);
        let expected = format!(r#"{{"open":false,"next_change":"2025-05-05T{start:02}:{end:02}:00Z"}}"#);
        assert_eq!(answered(&line), expected);
    }
}
