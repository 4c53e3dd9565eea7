//! Prints the cost of the calendar's operations: `cargo bench -p hours`.

use std::hint::black_box;
use std::time::{Duration, Instant};

use hours::{Calendar, Spec, sla};
use jiff::{Timestamp, ToSpan};

const TEXT: &str = r#"{"tz":"Europe/Berlin","weekly":{"mon":[["09:00","17:00"]],"tue":[["09:00","17:00"]],"wed":[["09:00","17:00"]],"thu":[["09:00","17:00"]],"fri":[["09:00","17:00"]]},"holidays":["2025-01-01","2025-04-18","2025-04-21","2025-05-01","2025-05-29","2025-06-09","2025-10-03","2025-12-25","2025-12-26"],"overrides":{"2025-12-24":[["09:00","12:00"]],"2025-12-31":[["09:00","12:00"]]}}"#;
const STARTS: i64 = 1_735_689_600;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let spec: Spec = serde_json::from_str(TEXT)?;
    let calendar = Calendar::new(&spec)?;
    let start = |i: i64| Timestamp::from_second(STARTS + i * 7919 % 31_536_000);
    let starts = (0..1000).map(start).collect::<Result<Vec<_>, _>>()?;
    let (from, to) = (starts[0], starts[0] + (10 * 365 * 24).hours());

    measure("Calendar::new", || Calendar::new(&spec));
    let mut next = starts.iter().cycle();
    measure("is_open", || next.next().map(|at| calendar.is_open(*at)));
    measure("state", || next.next().map(|at| calendar.state(*at)));
    measure("deadline, 4 open hours", || next.next().map(|at| calendar.add(*at, 4 * 3600)));
    measure("deadline, a year (2080 open hours)", || next.next().map(|at| calendar.add(*at, 2080 * 3600)));
    measure("elapsed, ten years", || calendar.elapsed(black_box(from), black_box(to)));
    measure("stretches, a month", || calendar.stretches(from, from + (30 * 24).hours()).count());

    let ticket = format!(
        r#"{{"id":7,"kind":"ticket","clock":"resolution","calendars":{{"day":{TEXT},"all":{{"tz":"UTC","always_open":true}}}},"policy":{{"order":["A","B","C"],"severities":{{"A":{{"value":1,"unit":"hours","calendar":"all"}},"B":{{"value":1,"unit":"business_days","calendar":"day"}},"C":{{"value":3,"unit":"business_days","calendar":"day"}}}},"on_severity_change":"per_level","on_reopen":"continue"}},"events":[{{"type":"opened","at":"2025-05-05T08:00:00Z","severity":"C"}},{{"type":"waiting_on_customer","at":"2025-05-05T10:00:00Z"}},{{"type":"customer_replied","at":"2025-05-06T10:00:00Z"}},{{"type":"severity_changed","at":"2025-05-06T11:00:00Z","severity":"B"}},{{"type":"resolved","at":"2025-05-07T08:00:00Z"}}],"as_of":"2025-05-08T08:00:00Z"}}"#
    );
    let deadlines: Vec<String> = starts
        .iter()
        .map(|at| format!(r#"{{"id":"1","kind":"deadline","calendar":{TEXT},"start":"{at}","target":{{"unit":"business_days","value":3}}}}"#))
        .collect();
    let fresh: Vec<String> = deadlines
        .iter()
        .enumerate()
        .map(|(i, line)| line.replace("2025-12-31", &format!("{}-12-31", 2026 + i)))
        .collect();
    for (name, lines) in [
        ("lines: deadline", deadlines.as_slice()),
        ("lines: deadline, every calendar new", &fresh),
        ("lines: ticket with five events", std::slice::from_ref(&ticket)),
    ] {
        let mut out = String::new();
        let mut next = lines.iter().cycle();
        let each = measure(name, || {
            out.clear();
            if let Some(line) = next.next() {
                sla::answer(line, &mut out);
            }
            out.len()
        });
        println!("{:>51.0} lines/s", 1.0 / each.as_secs_f64());
    }
    Ok(())
}

fn measure<T>(name: &str, mut operation: impl FnMut() -> T) -> Duration {
    let begin = Instant::now();
    let mut rounds = 0;
    while begin.elapsed() < Duration::from_millis(500) {
        for _ in 0..100 {
            black_box(operation());
        }
        rounds += 100;
    }
    let each = begin.elapsed() / rounds;
    println!("{name:<40} {:>8} ns", each.as_nanos());
    each
}
