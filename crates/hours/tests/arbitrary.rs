//! Whatever stands in a line, it gets an answer.

use std::collections::BTreeMap;

use hours::sla::answer;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::value::RawValue;

const LINES: [&str; 4] = [
    r#"{"id":"1","kind":"deadline","calendar":{"tz":"Europe/Berlin","weekly":{"mon":[["09:00","17:00"]],"sat":[["22:00","06:00"]]},"holidays":["2025-05-12"],"overrides":{"2025-05-13":[["09:00","12:00"]]}},"start":"2025-05-09T14:00:00Z","target":{"unit":"business_days","value":3}}"#,
    r#"{"id":2,"kind":"elapsed","calendar":{"tz":"America/St_Johns","always_open":true},"from":"2025-03-09T05:00:00+02:00","to":"2025-03-10T05:00:00Z"}"#,
    r#"{"id":null,"kind":"state","calendar":{"tz":"Asia/Kathmandu","weekly":{"sun":[["00:00","24:00"]]},"business_day_minutes":480},"at":"2025-05-09T14:00:00Z"}"#,
    r#"{"kind":"ticket","clock":"resolution","calendars":{"c":{"tz":"UTC","always_open":true}},"policy":{"order":["A","B"],"severities":{"A":{"value":1,"unit":"hours","calendar":"c"},"B":{"value":9,"unit":"minutes","calendar":"c"}},"on_severity_change":"carry_elapsed","on_reopen":"continue"},"events":[{"type":"opened","at":"2025-05-05T00:00:00Z","severity":"A"},{"type":"severity_changed","at":"2025-05-05T00:10:00Z","severity":"B"},{"type":"waiting_on_customer","at":"2025-05-05T00:11:00Z"},{"type":"customer_replied","at":"2025-05-05T00:12:00Z"},{"type":"resolved","at":"2025-05-05T01:00:00Z"},{"type":"reopened","at":"2025-05-05T02:00:00Z"}],"as_of":"2025-05-06T00:00:00Z"}"#,
];

/// What is likely to hurt.
const SHARDS: [&str; 24] = [
    "",
    "\"",
    "{",
    "]",
    ",",
    ":",
    "null",
    "[]",
    "{}",
    "0",
    "-1",
    "1e400",
    "9223372036854775807",
    "-9223372036854775808",
    "\"24:00\"",
    "\"00:00\"",
    "\"+262143-12-31T23:59:59Z\"",
    "\"9999-12-31T23:59:59Z\"",
    "\"0000-01-01T00:00:00-23:59\"",
    "\\ud800",
    "\u{fffd}",
    "\u{0}",
    "\"Factory\"",
    "{\"tz\":1}",
];

fn answered(line: &str) -> Result<(), TestCaseError> {
    let mut out = String::new();
    answer(line, &mut out);
    // The id comes back as it was, even if it is a number that no program has room for.
    let members: BTreeMap<String, &RawValue> = serde_json::from_str(&out)
        .map_err(|error| TestCaseError::fail(format!("{line} was answered with {out}: {error}")))?;
    prop_assert!(members.keys().any(|member| member != "id"), "{}", out);
    Ok(())
}

fn boundary(text: &str, at: &Index) -> usize {
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    *at.get(&ends)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

    #[test]
    fn any_line_is_answered(line in "\\PC{0,80}") {
        answered(&line)?;
    }

    #[test]
    fn a_line_that_was_damaged_is_answered(
        line in select(&LINES[..]),
        damages in prop::collection::vec((any::<Index>(), 0..12usize, select(&SHARDS[..])), 1..4),
    ) {
        let mut line = line.to_owned();
        for (at, long, shard) in damages {
            let from = boundary(&line, &at);
            let to = line[from..].char_indices().nth(long).map_or(line.len(), |(end, _)| from + end);
            line.replace_range(from..to, shard);
        }
        answered(&line)?;
    }

    #[test]
    fn a_line_with_other_values_is_answered(
        line in select(&LINES[..]),
        at in any::<Index>(),
        shard in select(&SHARDS[..]),
    ) {
        let values: Vec<(usize, &str)> = line.match_indices(':').collect();
        let (colon, _) = *at.get(&values);
        let rest = &line[colon + 1..];
        let long = rest.find([',', '}', ']']).unwrap_or(rest.len());
        answered(&format!("{}{shard}{}", &line[..=colon], &rest[long..]))?;
    }
}
