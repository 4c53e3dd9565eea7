//! How fast sentences are found and compared: `cargo bench -p docs`. Twice the text must take twice the time.

use docs::{Glossary, bilingual, lint_file, segments};
use std::hint::black_box;
use std::time::{Duration, Instant};

const FILE: &str = include_str!("../tests/samples/zh-side-by-side.md");
const WORDS: [&str; 2] =
    [include_str!("../../../glossary/terms.toml"), include_str!("../../../glossary/products.toml")];

fn main() {
    let Ok(glossary) = Glossary::parse(&WORDS) else { return };
    let body = FILE.split_once("---\n#").map_or(FILE, |(_, body)| body);
    println!(
        "{:>8}  {:>12} {:>12} {:>14} {:>14}",
        "KB", "segments", "bilingual", "lint (beside)", "lint (folders)"
    );
    for times in [1, 2, 4, 8, 16] {
        // Each copy has its own ids, as a longer document would.
        let file: String = (0..times)
            .map(|n| {
                format!(
                    "{}\n\n#{}",
                    if n == 0 { &FILE[..FILE.len() - body.len() - 1] } else { "" },
                    body.replace("6774a-", &format!("{n:05x}-"))
                )
            })
            .collect();
        let Some(both) = bilingual(&file) else { return };
        let speed = |bytes: usize, work: &dyn Fn()| {
            let (mut runs, start) = (0, Instant::now());
            while start.elapsed() < Duration::from_secs(1) {
                work();
                runs += 1;
            }
            format!("{:.1} MB/s", (bytes * runs) as f64 / start.elapsed().as_secs_f64() / 1e6)
        };
        println!(
            "{:>8}  {:>12} {:>12} {:>14} {:>14}",
            file.len() / 1024,
            speed(both.target.len(), &|| drop(black_box(segments(&both.target)))),
            speed(file.len(), &|| drop(black_box(bilingual(&file)))),
            speed(file.len(), &|| drop(black_box(lint_file(&file, None, ("en", "zh"), &glossary)))),
            speed(both.target.len(), &|| {
                drop(black_box(lint_file(&both.target, Some(&both.source), ("en", "zh"), &glossary)));
            }),
        );
    }
}
