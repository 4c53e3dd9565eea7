//! Announcements come true: small made-up centres, judged generously. `cargo run --release -p waits --example score` judges large ones.
#![allow(clippy::unwrap_used, clippy::panic)]

use waits::{
    lab::{SCENARIOS, Scores},
    trace::Reader,
};

#[test]
fn announcements_come_true_about_as_often_as_they_say_and_are_no_worse_than_the_best_classic_estimator() {
    for scenario in SCENARIOS {
        let mut trace = scenario.trace(11, 900);
        trace.lines.truncate(3000);
        let scores = Scores::of(&trace).unwrap();
        let name = scenario.name;
        let (coverage, n) = (scores.ours.coverage(), scores.ours.count());
        // A hundred agents are hardly ever all busy in so short a time.
        if n < 100.0 {
            continue;
        }
        // So few mornings are a matter of luck.
        let off = if name == "closing hours" { 0.12 } else { 0.06 };
        assert!((coverage - 0.8).abs() < off, "{name}: {coverage}");
        let (_, rmse) = scores.best(|s| s.rmse());
        assert!(scores.ours.rmse() < 1.4 * rmse, "{name}: {} for {rmse}", scores.ours.rmse());
        let (_, pinball) = scores.best(|s| s.pinball());
        assert!(scores.ours.pinball() < 1.2 * pinball, "{name}: {} for {pinball}", scores.ours.pinball());
    }
}

#[test]
fn the_same_trace_gets_the_same_answers() {
    let trace = SCENARIOS[10].trace(3, 200);
    let answers = || {
        let (mut reader, mut out) = (Reader::default(), String::new());
        trace.lines.iter().for_each(|line| reader.line(line, &mut out).unwrap());
        out
    };
    let first = answers();
    assert!(first.lines().count() > 100);
    assert_eq!(first, answers());
}

#[test]
fn an_answer_depends_on_nothing_that_comes_later() {
    let mut trace = SCENARIOS[9].trace(4, 150);
    trace.lines.truncate(1500);
    let answers = |lines: &[String]| {
        let (mut reader, mut out) = (Reader::default(), String::new());
        lines.iter().for_each(|line| reader.line(line, &mut out).unwrap());
        out
    };
    let (all, half) = (answers(&trace.lines), answers(&trace.lines[..trace.lines.len() / 2]));
    assert!(!half.is_empty() && all.starts_with(&half));
}

const HEADER: &str =
    r#"{"ev":"header","languages":["en"],"severities":["A","C"],"agents":[{"id":1,"skills":["en"]}]}"#;

fn told(lines: &[&str]) -> Vec<Result<String, String>> {
    let mut reader = Reader::default();
    let line = |line: &&str| {
        let mut out = String::new();
        reader.line(line, &mut out).map(|()| out)
    };
    lines.iter().map(line).collect()
}

#[test]
fn nobody_waits_while_an_agent_is_free() {
    let answers = told(&[
        HEADER,
        r#"{"t":0,"ev":"agent_on","agent":1}"#,
        r#"{"t":5,"ev":"arrive","id":7,"lang":"en","sev":"C"}"#,
        r#"{"t":5,"ev":"start","id":7,"agent":1}"#,
        r#"{"t":9,"ev":"arrive","id":"x","lang":"en","sev":"A"}"#,
    ]);
    assert_eq!(answers[2].as_deref(), Ok("{\"id\":7,\"mean\":0.0,\"p10\":0.0,\"p50\":0.0,\"p90\":0.0}\n"));
    assert!(answers[4].as_deref().unwrap().starts_with("{\"id\":\"x\",\"mean\":"));
}

#[test]
fn somebody_who_comes_after_closing_is_told_of_the_morning() {
    let answers = told(&[
        HEADER,
        r#"{"t":0,"ev":"plan","agent":1,"from":28800,"to":61200}"#,
        r#"{"t":0,"ev":"plan","agent":1,"from":115200,"to":147600}"#,
        r#"{"t":28800,"ev":"agent_on","agent":1}"#,
        r#"{"t":61200,"ev":"agent_off","agent":1}"#,
        r#"{"t":72000,"ev":"arrive","id":1,"lang":"en","sev":"C"}"#,
    ]);
    let answer: serde_json::Value = serde_json::from_str(answers[5].as_deref().unwrap()).unwrap();
    let told = ["p10", "p50", "p90"].map(|quantile| answer[quantile].as_f64().unwrap());
    assert!(told[0] < 43_200.0 && told[1] == 43_200.0 && 43_200.0 < told[2], "{told:?}");
    assert!(told[2] - told[0] < 1.0, "{told:?}");
}

#[test]
fn what_is_not_known_is_passed_over_and_what_is_wrong_is_named() {
    let answers = told(&[
        r#"{"t":1,"ev":"arrive","id":1,"lang":"en","sev":"C"}"#,
        HEADER,
        r#"{"t":1,"ev":"lunch","agent":1,"soup":true}"#,
        r#"{"t":1,"ev":"agent_on","agent":1,"mood":"good"}"#,
        r#"{"t":0,"ev":"agent_off","agent":1}"#,
        r#"{"t":2,"ev":"agent_off","agent":9}"#,
        r#"{"t":2,"ev":"arrive","id":1,"lang":"en","sev":"Z"}"#,
        r#"{"t":2,"ev":"arrive","lang":"en","sev":"C"}"#,
        r#"{"t":2,"ev":"start","id":4,"agent":1}"#,
        "oh",
        "",
    ]);
    let errors: Vec<&str> = answers.iter().map(|a| a.as_ref().err().map_or("", |why| why.as_str())).collect();
    assert_eq!(
        errors[..9],
        [
            "the header must come first",
            "",
            "",
            "",
            "the time is earlier than before",
            "no such agent",
            "the header knows no severity \"Z\"",
            "id is missing",
            "no such customer is waiting"
        ]
    );
    assert!(errors[9].contains("expected"), "{}", errors[9]);
    assert_eq!(errors[10], "");
}
