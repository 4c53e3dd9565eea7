//! How well questions are answered: recall and rank for each language and kind of question.
//!
//! `cargo run --release -p search --example quality -- benches/questions.tsv ARTICLES [--without part]… [--half 0|1] [--misses] [--tries] [--meaning FILE]`
//! where ARTICLES has a folder for each language.

use search::{Article, Change, Doc, Heading, Index, Question, Weights};
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

struct Asked {
    id: String,
    lang: String,
    text: String,
    kind: String,
    right: Vec<String>,
}

#[derive(Default, Clone, Copy)]
struct Score {
    count: f32,
    first: f32,
    five: f32,
    rank: f32,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [list, dir, options @ ..] = args.as_slice() else { return Err("questions and articles?".into()) };
    let mut weights = Weights::default();
    let mut half = None;
    let (mut misses, mut tries) = (false, false);
    let mut kept = None;
    let mut options = options.iter();
    while let Some(option) = options.next() {
        match option.as_str() {
            "--misses" => misses = true,
            "--tries" => tries = true,
            "--half" => half = options.next().and_then(|half| half.parse::<usize>().ok()),
            "--set" => {
                let (name, value) = options.next().and_then(|o| o.split_once('=')).ok_or("name=value?")?;
                set(&mut weights, name, value.parse()?);
            }
            "--meaning" => kept = Some(options.next().ok_or("where to keep the meanings?")?.clone()),
            "--without" => set(&mut weights, options.next().ok_or("without what?")?, 0.0),
            other => return Err(format!("what is {other}?").into()),
        }
    }
    let asked: Vec<Asked> = std::fs::read_to_string(list)?.lines().skip(1).filter_map(question).collect();
    let vectors = kept.map(|kept| meanings(&kept, &asked, Path::new(dir))).transpose()?.unwrap_or_default();
    let mut langs: Vec<&str> = asked.iter().map(|asked| asked.lang.as_str()).collect();
    langs.dedup();
    let home = std::env::temp_dir().join(format!("quality-{}", std::process::id()));
    let mut indexes = HashMap::new();
    for lang in langs {
        let index = Index::open(&home.join(lang))?;
        index.apply(articles(Path::new(dir), lang, &vectors)?, 1)?;
        index.settle()?;
        indexes.insert(lang, index);
    }
    if tries {
        // A line of weights after the other, each answered with what all questions of either half score.
        for line in std::io::stdin().lines() {
            let mut weights = weights.clone();
            for (name, value) in line?.split_whitespace().filter_map(|set| set.split_once('=')) {
                set(&mut weights, name, value.parse()?);
            }
            for half in [0, 1] {
                let scores = scores(&asked, &mut indexes, &weights, &vectors, Some(half), false)?;
                let Score { count, first, five, rank } = scores[&("all".to_owned(), "all".to_owned())];
                print!("{:.4} {:.4} {:.4} ", first / count, five / count, rank / count);
            }
            println!();
        }
    } else {
        println!("| language | questions | | first | recall@5 | MRR |\n|---|---|---:|---:|---:|---:|");
        for ((lang, kind), score) in scores(&asked, &mut indexes, &weights, &vectors, half, misses)? {
            let Score { count, first, five, rank } = score;
            println!(
                "| {lang} | {kind} | {count} | {:.3} | {:.3} | {:.3} |",
                first / count,
                five / count,
                rank / count
            );
        }
    }
    std::fs::remove_dir_all(&home)?;
    Ok(())
}

type Scores = BTreeMap<(String, String), Score>;

fn scores(
    asked: &[Asked],
    indexes: &mut HashMap<&str, Index>,
    weights: &Weights,
    vectors: &HashMap<String, Vec<i8>>,
    half: Option<usize>,
    misses: bool,
) -> Result<Scores, Box<dyn std::error::Error>> {
    let mut scores = Scores::new();
    for (lang, index) in indexes {
        index.weigh(weights.clone());
        for (at, asked) in asked.iter().filter(|asked| asked.lang == *lang).enumerate() {
            if half.is_some_and(|half| at % 2 != half) {
                continue;
            }
            let vector = vectors.get(&asked.id).map(Vec::as_slice);
            let question =
                Question { text: &asked.text, lang, vector, cloud: "all", limit: 10, ..Question::default() };
            let found: Vec<String> = match asked.kind.as_str() {
                "half" => index.suggest(&question)?.into_iter().map(|found| found.key).collect(),
                _ => index.find(&question)?.hits.into_iter().map(|hit| hit.key).collect(),
            };
            let of = |n: usize| {
                let hits = asked.right.iter().filter(|right| found.iter().take(n).any(|f| f == *right));
                hits.count() as f32 / asked.right.len().min(n) as f32
            };
            let rank = found.iter().position(|found| asked.right.contains(found));
            if misses && of(5) < 1.0 {
                println!(
                    "{} {} {:?} wanted {:?}\n      got {:?}",
                    asked.id,
                    asked.kind,
                    asked.text,
                    asked.right,
                    &found[..found.len().min(5)]
                );
            }
            for (lang, kind) in [(*lang, "all"), (lang, &*asked.kind), ("all", &*asked.kind), ("all", "all")]
            {
                let score = scores.entry((lang.into(), kind.into())).or_default();
                score.count += 1.0;
                score.first += f32::from(u8::from(rank == Some(0)));
                score.five += of(5);
                score.rank += rank.map_or(0.0, |rank| 1.0 / (rank + 1) as f32);
            }
        }
    }
    Ok(scores)
}

fn set(weights: &mut Weights, name: &str, value: f32) {
    match name {
        "titles" => weights.zones[0] = value,
        "headings" => weights.zones[1] = value,
        "lead" => weights.zones[2] = value,
        "text" => weights.zones[3] = value,
        "english" => weights.english = value,
        "length" => weights.length[3] = value,
        "length-title" => weights.length[0] = value,
        "saturation" => weights.saturation = value,
        "title" => weights.title = value,
        "name" => weights.name = value,
        "cover" => weights.cover = value,
        "meaning" => weights.meaning = value,
        "synonym" => weights.synonym = value,
        "relative" => weights.relative = value,
        "compound" => weights.compound = value,
        "part" => weights.part = value,
        "gram" => weights.gram = value,
        "typo" => weights.typo = value,
        "begun" => weights.begun = value,
        _ => eprintln!("there is no {name}"),
    }
}

fn question(line: &str) -> Option<Asked> {
    let [id, lang, text, kind, right] = line.split('\t').collect::<Vec<_>>().try_into().ok()?;
    let right = right.split_whitespace().map(str::to_owned).collect();
    Some(Asked { id: id.into(), lang: lang.into(), text: text.into(), kind: kind.into(), right })
}

fn articles(dir: &Path, lang: &str, vectors: &HashMap<String, Vec<i8>>) -> std::io::Result<Vec<Change>> {
    let mut changes = Vec::new();
    for entry in std::fs::read_dir(dir.join(lang.split('-').next().unwrap_or(lang)))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Ok(document) = docs::decode(&std::fs::read(&path)?).and_then(|source| docs::parse(&source))
        else {
            eprintln!("{name} is no article");
            continue;
        };
        changes.push(Change::Put(Doc::Article(Box::new(Article {
            key: name.clone(),
            article: name.clone(),
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
            vector: vectors.get(&format!("{lang}/{name}")).cloned(),
            path: name.trim_end_matches(".md").to_owned(),
            ..Article::default()
        }))));
    }
    Ok(changes)
}

/// What articles (`language/file`) and questions mean, worked out once and kept in a file.
fn meanings(
    kept: &str,
    asked: &[Asked],
    dir: &Path,
) -> Result<HashMap<String, Vec<i8>>, Box<dyn std::error::Error>> {
    let mut vectors = HashMap::new();
    for line in std::fs::read_to_string(kept).unwrap_or_default().lines() {
        let (key, numbers) = line.split_once('\t').ok_or("a key and numbers")?;
        let numbers = numbers.split(' ').map(str::parse).collect::<Result<_, _>>()?;
        vectors.insert(key.to_owned(), numbers);
    }
    let mut langs: Vec<&str> = asked.iter().map(|asked| asked.lang.as_str()).collect();
    langs.dedup();
    let mut passages = Vec::new();
    for lang in langs {
        for change in articles(dir, lang, &HashMap::new())? {
            let Change::Put(Doc::Article(article)) = change else { continue };
            let text = format!("{}. {} {}", article.title, article.description, article.text);
            passages.push((format!("{lang}/{}", article.key), text.chars().take(800).collect::<String>()));
        }
    }
    passages.retain(|(key, _)| !vectors.contains_key(key));
    let (one, two) = passages.split_at(passages.len() / 2);
    let read = |some: &[(String, String)]| -> Result<Vec<(String, Vec<i8>)>, meaning::Error> {
        some.iter().map(|(key, text)| Ok((key.clone(), meaning::passage(text)?.numbers().to_vec()))).collect()
    };
    let both = std::thread::scope(|scope| {
        let other = scope.spawn(|| read(two));
        (read(one), other.join())
    });
    vectors.extend(both.0?);
    vectors.extend(both.1.map_err(|_| "a thread broke")??);
    for asked in asked.iter().filter(|asked| asked.kind != "half") {
        if !vectors.contains_key(&asked.id) {
            vectors.insert(asked.id.clone(), meaning::question(&asked.text)?.numbers().to_vec());
        }
    }
    let line = |(key, numbers): (&String, &Vec<i8>)| {
        format!("{key}\t{}\n", numbers.iter().map(i8::to_string).collect::<Vec<_>>().join(" "))
    };
    std::fs::write(kept, vectors.iter().map(line).collect::<String>())?;
    Ok(vectors)
}
