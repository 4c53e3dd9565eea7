//! Scores the announcements on made-up traces, beside the classic estimators:
//! `cargo run --release -p waits --example score -- [SEEDS [ABOUT [NAME]]]`.

use waits::lab::{SCENARIOS, Scores};

fn main() -> Result<(), String> {
    let mut args = std::env::args().skip(1);
    let seeds = args.next().unwrap_or_else(|| "1-3".into());
    let about = args.next().and_then(|n| n.parse().ok()).unwrap_or(6000);
    let only = args.next().unwrap_or_default();
    let (first, last) = seeds.split_once('-').unwrap_or((&seeds, &seeds));
    let (first, last): (u64, u64) = (first.parse().map_err(|_| "seeds")?, last.parse().map_err(|_| "seeds")?);
    println!(
        "{:<26} {:>5} {:>7} {:>6} {:>6} {:>5} {:>5} {:>13} {:>6}  best classic",
        "", "seed", "judged", "RMSE", "pinb.", "cover", "bias", "class cover", "ms"
    );
    for scenario in SCENARIOS.iter().filter(|s| s.name.contains(&only)) {
        let (mut rmse, mut pinball, mut cover, mut n) = (0.0, 0.0, 0.0, 0.0);
        let mut by_class = std::collections::BTreeMap::<_, (f64, f64)>::new();
        for seed in first..=last {
            let trace = scenario.trace(seed, about);
            let begun = std::time::Instant::now();
            let scores = Scores::of(&trace)?;
            let took = begun.elapsed().as_secs_f64() * 1000.0 / scores.ours.count();
            let (name, best) = scores.best(|s| s.rmse());
            let (pin_name, best_pinball) = scores.best(|s| s.pinball());
            let (r, p) = (scores.ours.rmse() / best, scores.ours.pinball() / best_pinball);
            let against = |name: &str| {
                let one = scores.classic.iter().find(|(one, _)| *one == name);
                scores.ours.rmse() / one.map_or(f64::NAN, |(_, score)| score.rmse())
            };
            let covers = scores.classes.values().map(|s| s.coverage());
            let worst = covers.clone().fold(1.0, f64::min)..covers.fold(0.0, f64::max);
            for (class, score) in &scores.classes {
                let sum = by_class.entry(*class).or_default();
                sum.0 += score.coverage();
                sum.1 += 1.0;
            }
            println!(
                "{:<26} {seed:>5} {:>7} {r:>6.3} {p:>6.3} {:>5.3} {:>5.2} {:>6.3}-{:>6.3} {took:>6.2}  {name}, {pin_name}; RMSE {:.0} of mean {:.0}; {:.3} of QL's, {:.3} of QL's, impatient",
                scenario.name,
                scores.ours.count(),
                scores.ours.coverage(),
                scores.ours.bias() / scores.ours.rmse(),
                worst.start,
                worst.end,
                scores.ours.rmse(),
                scores.ours.mean_wait(),
                against("QL"),
                against("QL, impatient"),
            );
            rmse += r;
            pinball += p;
            cover += scores.ours.coverage();
            n += 1.0;
        }
        let classes = by_class.iter().map(|(class, (sum, n))| {
            format!("{}{} {:.3}", ["S", "A", "B", "C"][usize::from(class.rank)], class.line, sum / n)
        });
        println!(
            "{:<26}  mean         {:>6.3} {:>6.3} {:>5.3}   {}",
            scenario.name,
            rmse / n,
            pinball / n,
            cover / n,
            classes.collect::<Vec<_>>().join("  ")
        );
    }
    Ok(())
}
