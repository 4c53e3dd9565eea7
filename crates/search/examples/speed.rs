//! How quick the index is: makes so many editions out of a folder of articles by mixing their sentences, indexes
//! them, and asks.
//!
//! `cargo run --release -p search --example speed -- benches/questions.tsv ARTICLES 20000`

use search::{Article, Change, Doc, Heading, Index, Question};
use std::path::Path;
use std::time::{Duration, Instant};

const LANGUAGES: [&str; 6] = ["en", "de", "hu", "nb", "nl", "zh"];

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [list, dir, count] = args.as_slice() else { return Err("questions, articles, how many?".into()) };
    let count: usize = count.parse()?;
    let mut dice = Dice(1);
    let mut known: Vec<Vec<Article>> = Vec::new();
    for lang in LANGUAGES {
        known.push(read(&Path::new(dir).join(lang), lang)?);
    }
    let home = std::env::temp_dir().join(format!("speed-{}", std::process::id()));
    let index = Index::open(&home)?;
    let before = Instant::now();
    let mut made = 0;
    let mut mixing = Duration::ZERO;
    while made < count {
        let mix = Instant::now();
        let batch: Vec<Change> = (made..(made + 1000).min(count))
            .map(|n| Change::Put(Doc::Article(Box::new(mixed(&known[n % LANGUAGES.len()], n, &mut dice)))))
            .collect();
        mixing += mix.elapsed();
        made += batch.len();
        index.apply(batch, made as i64)?;
    }
    index.settle()?;
    println!("{count} editions indexed in {:.1} s", (before.elapsed() - mixing).as_secs_f64());
    let open = Instant::now();
    drop(index);
    let index = Index::open(&home)?;
    println!("opened in {:.0} ms, {} MB resident", open.elapsed().as_secs_f64() * 1e3, resident());
    let vector = vec![7i8; 384];
    let questions = std::fs::read_to_string(list)?;
    let questions: Vec<(&str, &str)> = questions
        .lines()
        .skip(1)
        .filter_map(|line| {
            let mut cells = line.split('\t').skip(1);
            Some((cells.next()?, cells.next()?))
        })
        .collect();
    let (mut found, mut suggested) = (Vec::new(), Vec::new());
    for _ in 0..3 {
        found.clear();
        suggested.clear();
        for (lang, text) in &questions {
            let question = Question {
                text,
                lang,
                cloud: "all",
                vector: Some(&vector),
                limit: 10,
                ..Question::default()
            };
            let at = on_processor();
            index.find(&question)?;
            found.push(on_processor() - at);
            for end in [text.len() / 4, text.len() / 2, text.len() * 3 / 4, text.len()] {
                let text = &text[..text.floor_char_boundary(end)];
                let typed = Question { text, vector: None, limit: 8, ..question };
                let at = on_processor();
                index.suggest(&typed)?;
                suggested.push(on_processor() - at);
            }
        }
    }
    for (what, mut times) in [("search", found), ("suggestion", suggested)] {
        times.sort();
        let at = |share: f64| times[((times.len() - 1) as f64 * share) as usize].as_secs_f64() * 1e3;
        println!(
            "{what}: p50 {:.2} ms, p99 {:.2} ms, most {:.2} ms of {}",
            at(0.5),
            at(0.99),
            at(1.0),
            times.len()
        );
    }
    println!("{} MB resident", resident());
    std::fs::remove_dir_all(&home)?;
    Ok(())
}

struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// The title of one, the headings of another, and lines of several; and a word that no other has.
fn mixed(known: &[Article], n: usize, dice: &mut Dice) -> Article {
    let one = &known[dice.roll(known.len())];
    let other = &known[dice.roll(known.len())];
    let mut lines: Vec<&str> = one.text.lines().collect();
    for _ in 0..4 {
        let from: Vec<&str> = known[dice.roll(known.len())].text.lines().collect();
        let at = dice.roll(from.len());
        lines.extend(from.iter().skip(at).take(6));
    }
    let vector = (0..384).map(|_| dice.roll(30) as i8 - 15).collect();
    Article {
        key: n.to_string(),
        article: n.to_string(),
        headings: other.headings.clone(),
        text: format!("{} thing{n}", lines.join("\n")),
        title: format!("{} {}", one.title, other.title.split_whitespace().last().unwrap_or_default()),
        vector: Some(vector),
        ..one.clone()
    }
}

fn read(dir: &Path, lang: &str) -> std::io::Result<Vec<Article>> {
    let mut articles = Vec::new();
    for entry in std::fs::read_dir(dir)? {
        let path = entry?.path();
        let Ok(document) = docs::decode(&std::fs::read(&path)?).and_then(|source| docs::parse(&source))
        else {
            continue;
        };
        articles.push(Article {
            lang: lang.into(),
            clouds: vec!["all".into()],
            kind: "article".into(),
            names: vec![document.headline.clone()],
            description: document.description.clone().unwrap_or_default(),
            headings: document
                .headings
                .iter()
                .map(|h| Heading { text: h.text.clone(), slug: h.slug.clone() })
                .collect(),
            text: document.text,
            title: document.title,
            path: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            ..Article::default()
        });
    }
    Ok(articles)
}

/// What this thread has had of a processor: others that want it don't count.
fn on_processor() -> Duration {
    let spent = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(spent.split(' ').next().and_then(|spent| spent.parse().ok()).unwrap_or(0))
}

fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<usize>().ok()).unwrap_or(0) / 1024
}
