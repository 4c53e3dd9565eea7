//! Whatever stands in a line, and however things stand.
#![allow(clippy::unwrap_used, clippy::panic)]

use proptest::{collection::vec, prelude::*, sample::select};
use waits::{Agent, Class, Learner, Lines, Prior, Serving, Shift, State, Waiting, forecast, trace::Reader};

const LINES: [&str; 9] = [
    r#"{"ev":"header","scenario":"x","day_seconds":86400,"languages":["en","de"],"severities":["A","B","C"],"agents":[{"id":"a","skills":["en"]},{"id":"b","skills":["en","de"]}]}"#,
    r#"{"t":1,"ev":"plan","agent":"a","from":5,"to":900}"#,
    r#"{"t":2,"ev":"agent_on","agent":"b"}"#,
    r#"{"t":2,"ev":"book","id":"k","lang":"de","slot":60}"#,
    r#"{"t":3,"ev":"arrive","id":"k","lang":"de","sev":"S"}"#,
    r#"{"t":3,"ev":"start","id":"k","agent":"b"}"#,
    r#"{"t":4,"ev":"arrive","id":"m","lang":"en","sev":"C"}"#,
    r#"{"t":5,"ev":"abandon","id":"m"}"#,
    r#"{"t":6,"ev":"done","id":"k","agent":"b"}"#,
];

const SHARDS: [&str; 16] = [
    "",
    "\"",
    "{",
    "}",
    "null",
    "[]",
    "-1",
    "1e308",
    "1e400",
    "0",
    "\"en\"",
    "\"xx\"",
    "\"t\"",
    "\"ev\"",
    "99999999999999999999",
    "\u{fffd}",
];

proptest! {
    #[test]
    fn a_broken_line_never_stops_the_reader(
        order in vec(0..LINES.len(), 1..30),
        breaks in vec((0..30usize, 0..200usize, select(&SHARDS[..])), 0..6),
    ) {
        let mut lines: Vec<String> = std::iter::once(0).chain(order).map(|k| LINES[k].to_owned()).collect();
        for (line, at, shard) in breaks {
            let count = lines.len();
            let line = &mut lines[line % count];
            let mut at = at % (line.len() + 1);
            while !line.is_char_boundary(at) {
                at -= 1;
            }
            line.insert_str(at, shard);
        }
        let mut reader = Reader::default();
        for line in lines {
            let mut out = String::new();
            let _ = reader.line(&line, &mut out);
            if !out.is_empty() {
                let answer: serde_json::Value = serde_json::from_str(&out).unwrap();
                let [p10, p50, p90] = ["p10", "p50", "p90"].map(|q| answer[q].as_f64().unwrap());
                prop_assert!(0.0 <= p10 && p10 <= p50 && p50 <= p90, "{}", out);
            }
        }
    }

    #[test]
    fn quantiles_are_in_order_and_more_people_before_never_shorten_the_wait(
        agents in vec((0..4u64, 0.0..2000.0f64, any::<bool>()), 1..8),
        waiting in vec((0..2u8, 0..3u8, 0.0..3000.0f64), 0..20),
        class in (0..2u8, 0..3u8),
        seed in any::<u64>(),
    ) {
        let now = 50_000.0;
        let learner = Learner::new(Prior::default());
        let class = Class { line: class.0, rank: class.1 };
        let agents: Vec<Agent> = agents.into_iter().map(|(lines, since, on_duty)| Agent {
            lines: Lines(lines),
            on_duty,
            serving: Some(Serving { class, since: now - since }),
            shifts: vec![Shift { from: 40_000.0, to: 60_000.0 }],
            ..Agent::default()
        }).collect();
        let mut state = State { now, agents, ..State::default() };
        state.waiting = waiting
            .into_iter()
            .map(|(line, rank, since)| Waiting { class: Class { line, rank }, since: now - since })
            .collect();
        let Some(first) = forecast(&state, &learner, class, seed) else { return Ok(()) };
        let range = first.range();
        prop_assert!(0.0 < range.p10 && range.p10 <= range.p50 && range.p50 <= range.p90);
        prop_assert!(range.mean.is_finite());
        state.waiting.push(Waiting { class: Class { rank: 0, ..class }, since: now - 9000.0 });
        let more = forecast(&state, &learner, class, seed).unwrap();
        prop_assert!(more.mean() > 0.97 * first.mean(), "{} after {}", more.mean(), first.mean());
        // Somebody free takes them at once.
        state.agents[0] = Agent { lines: Lines::default().with(class.line), on_duty: true, ..Agent::default() };
        prop_assert_eq!(forecast(&state, &learner, class, seed).unwrap().range().p90, 0.0);
    }
}
