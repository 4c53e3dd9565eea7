//! How long it takes to read what texts mean, one at a time by one thread.
//!
//! `cargo run --release -p meaning --example speed -- benches/questions.tsv`

use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let list = std::env::args().nth(1).ok_or("a list of questions?")?;
    let list = std::fs::read_to_string(list)?;
    let questions: Vec<&str> = list.lines().skip(1).filter_map(|line| line.split('\t').nth(2)).collect();
    meaning::question("warm up")?;
    measure("questions", &questions, |text| meaning::question(text).map(drop))?;
    let long: Vec<String> = questions.chunks(12).map(|some| some.join(". ")).collect();
    measure("passages", &long, |text| meaning::passage(text).map(drop))?;
    Ok(())
}

fn measure<T: AsRef<str>>(
    what: &str,
    texts: &[T],
    read: impl Fn(&str) -> Result<(), meaning::Error>,
) -> Result<(), meaning::Error> {
    let mut took = Vec::new();
    for text in texts {
        let begun = Instant::now();
        read(text.as_ref())?;
        took.push(begun.elapsed().as_secs_f64() * 1e3);
    }
    took.sort_by(f64::total_cmp);
    let at = |share: f64| took.get((took.len() as f64 * share) as usize).copied().unwrap_or_default();
    println!("{} {what}: p50 {:.1} ms, p99 {:.1} ms", texts.len(), at(0.5), at(0.99));
    Ok(())
}
