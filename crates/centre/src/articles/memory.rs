//! The translation memory: sentences of published translations with what they were translated from, found again for
//! the same sentence and for similar ones.

use std::collections::{BTreeMap, HashSet};

use db::{Db, Id, ToValue, Tx};
use docs::Segment;
use lang::Lang;
use sha2::{Digest, Sha256};

use super::{exactly, published_text};
use crate::{Result, changes};

/// A sentence and its translation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    pub position: i64,
    pub source: String,
    pub target: String,
}

/// What the memory knows for a sentence.
#[derive(Debug, Clone, PartialEq)]
pub struct Match {
    pub source: String,
    pub target: String,
    /// 1 for the same sentence.
    pub likeness: f32,
}

/// Less alike isn't worth a look.
const LEAST: f32 = 0.6;
/// So many similar sentences are compared, and shown.
const CANDIDATES: i64 = 80;
const SHOWN: usize = 3;

/// Takes the place of what the memory knew of this edition.
pub(super) fn store(tx: &mut Tx, edition: Id, from: Lang, to: Lang, pairs: &[Pair]) -> Result<()> {
    forget(tx, edition)?;
    for pair in pairs {
        if pair.target.trim().is_empty() || !pair.source.chars().any(char::is_alphabetic) {
            continue;
        }
        tx.execute(
            "INSERT INTO memory (edition, position, from_language, to_language, hash, source, target)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
            &[
                &edition,
                &pair.position,
                &from.code(),
                &to.code(),
                &hash(&pair.source),
                &pair.source,
                &pair.target,
            ],
        )?;
        for band in bands(from, to, &pair.source) {
            tx.execute(
                "INSERT INTO memory_bands (band, edition, position) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                &[&band, &edition, &pair.position],
            )?;
        }
    }
    Ok(())
}

pub(super) fn forget(tx: &mut Tx, edition: Id) -> Result<()> {
    tx.execute("DELETE FROM memory WHERE edition = $1", &[&edition])?;
    tx.execute("DELETE FROM memory_bands WHERE edition = $1", &[&edition])?;
    Ok(())
}

/// The stored pairs of an edition, in their order.
pub(super) fn pairs_of(tx: &mut Tx, edition: Id) -> Result<Vec<Pair>> {
    let rows = tx.query(
        "SELECT position, source, target FROM memory WHERE edition = $1 ORDER BY position",
        &[&edition],
    )?;
    rows.iter()
        .map(|row| Ok(Pair { position: row.get(0)?, source: row.get(1)?, target: row.get(2)? }))
        .collect()
}

/// The translation of the same sentence that is used most, if there is any.
pub(super) fn exact(tx: &mut Tx, from: Lang, to: Lang, sentence: &str) -> Result<Option<String>> {
    let row = tx.query_opt(
        "SELECT target FROM memory WHERE from_language = $1 AND to_language = $2 AND hash = $3
         GROUP BY target ORDER BY count(*) DESC, target LIMIT 1",
        &[&from.code(), &to.code(), &hash(sentence)],
    )?;
    row.map(|row| Ok(row.get(0)?)).transpose()
}

/// Translations of this sentence and of similar ones, the most alike first.
pub fn remember(tx: &mut Tx, from: Lang, to: Lang, sentence: &str) -> Result<Vec<Match>> {
    let bands = bands(from, to, sentence);
    if bands.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (1..=bands.len()).map(|n| format!("${n}")).collect();
    let mut params: Vec<&dyn ToValue> = bands.iter().map(|band| band as &dyn ToValue).collect();
    params.push(&CANDIDATES);
    let candidates = format!(
        "SELECT m.source, m.target FROM memory m JOIN
           (SELECT edition, position FROM memory_bands WHERE band IN ({}) GROUP BY edition, position
            ORDER BY count(*) DESC LIMIT ${}) b ON m.edition = b.edition AND m.position = b.position",
        places.join(", "),
        params.len(),
    );
    let mut found: Vec<Match> = Vec::new();
    for row in &tx.query_dyn(&candidates, &params)? {
        let (source, target): (String, String) = (row.get(0)?, row.get(1)?);
        let likeness = likeness(sentence, &source);
        if likeness >= LEAST && !found.iter().any(|m| m.target == target) {
            found.push(Match { source, target, likeness });
        }
    }
    found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness).then_with(|| a.target.cmp(&b.target)));
    found.truncate(SHOWN);
    Ok(found)
}

/// How much of their letters, three at a time, two sentences have in common.
pub(super) fn likeness(one: &str, other: &str) -> f32 {
    if normal(one) == normal(other) {
        return 1.0;
    }
    let (one, other) = (grams(one), grams(other));
    let all = one.values().sum::<usize>() + other.values().sum::<usize>();
    let both: usize = one.iter().map(|(gram, n)| (*n).min(other.get(gram).copied().unwrap_or(0))).sum();
    if all == 0 { 0.0 } else { (2.0 * both as f32 / all as f32).min(0.99) }
}

fn normal(sentence: &str) -> String {
    sentence.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn hash(sentence: &str) -> Vec<u8> {
    Sha256::digest(normal(sentence).as_bytes())[..16].to_vec()
}

fn grams(sentence: &str) -> BTreeMap<[char; 3], usize> {
    let letters: Vec<char> = format!(" {} ", normal(sentence).to_lowercase()).chars().collect();
    let mut grams = BTreeMap::new();
    for gram in letters.windows(3) {
        *grams.entry([gram[0], gram[1], gram[2]]).or_default() += 1;
    }
    grams
}

/// Keys that similar sentences share: the more alike two are, the more likely one of their keys is the same
/// (the smallest hashes of their letters, two at a time).
fn bands(from: Lang, to: Lang, sentence: &str) -> Vec<i64> {
    const BANDS: u64 = 10;
    let grams = grams(sentence);
    if grams.is_empty() {
        return Vec::new();
    }
    let gram = |gram: &[char; 3]| gram.iter().fold(0, |sum, letter| mixed(sum, u64::from(*letter)));
    let grams: Vec<u64> = grams.keys().map(gram).collect();
    let smallest = |seed: u64| grams.iter().map(|gram| mixed(seed, *gram)).min().unwrap_or_default();
    let languages =
        [from, to].iter().flat_map(|l| l.code().bytes()).fold(0, |sum, b| mixed(sum, u64::from(b)));
    let band = |n: u64| mixed(mixed(languages, smallest(2 * n)), smallest(2 * n + 1)).cast_signed();
    (0..BANDS).map(band).collect()
}

/// A number that looks random and is always the same for the same two. It is stored, so it never changes.
fn mixed(one: u64, other: u64) -> u64 {
    let mut mixed = one.wrapping_add(0x9e37_79b9_7f4a_7c15) ^ other.wrapping_mul(0xff51_afd7_ed55_8ccd);
    for shift in [30, 27] {
        mixed = (mixed ^ (mixed >> shift)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    }
    mixed ^ (mixed >> 31)
}

/// The sentences of two texts, paired.
pub fn aligned(source: &str, target: &str) -> Vec<Pair> {
    let (from, to) = (docs::segments(source), docs::segments(target));
    let text = |all: &[Segment]| all.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let pairs = docs::align(&from, &to).into_iter().filter(|(a, b)| !a.is_empty() && !b.is_empty());
    pairs
        .map(|(a, b)| Pair { position: b.start as i64, source: text(&from[a]), target: text(&to[b]) })
        .collect()
}

/// What an edition says, sentence by sentence, and from which language. A side-by-side file brings its own pairs.
fn pairs_in(tx: &mut Tx, key: &str, language: Lang) -> Result<Option<(Id, Lang, Vec<Pair>)>> {
    let Some(edition) = exactly(tx, key, language)? else { return Ok(None) };
    let (from, version) = edition.from.unwrap_or((Lang::En, None));
    if from == language {
        return Ok(None);
    }
    if let Some(file) = docs::bilingual(&edition.source) {
        let pair = |(at, pair): (usize, docs::Pair)| Pair {
            position: at as i64,
            source: pair.source.trim().to_owned(),
            target: pair.target.trim().to_owned(),
        };
        return Ok(Some((edition.id, from, file.pairs.into_iter().enumerate().map(pair).collect())));
    }
    let (Some(_), Some(version)) = (edition.from, version) else { return Ok(None) };
    let Some(source) = published_text(tx, key, from, version)? else { return Ok(None) };
    Ok(Some((edition.id, from, aligned(&source, &edition.source))))
}

/// Learns from the editions that changed since it last looked; answers whether there was anything to do.
pub async fn learn(db: &Db) -> Result<bool> {
    const POSITION: &str = "memory.position";
    const AT_ONCE: usize = 20;
    let mut any = false;
    loop {
        let next = db.read(|tx| {
            let position = changes::position(tx, POSITION)?;
            let Some((editions, until)) = changes::editions_after(tx, position)? else { return Ok(None) };
            let mut wanted: Vec<(String, Lang)> = Vec::new();
            let mut seen = HashSet::new();
            for id in editions {
                // The edition itself, and what was translated from it before it came.
                let rows = tx.query(
                    "SELECT e.key, t.language, t.id FROM editions e JOIN editions t ON t.key = e.key
                     WHERE e.id = $1 AND (t.id = e.id OR t.from_language = e.language)
                       AND NOT EXISTS (SELECT 1 FROM memory m WHERE m.edition = t.id)",
                    &[&id],
                )?;
                for row in &rows {
                    if let (Some(language), true) =
                        (Lang::parse(&row.get::<String>(1)?), seen.insert(row.get::<Id>(2)?))
                    {
                        wanted.push((row.get(0)?, language));
                    }
                }
            }
            Ok::<_, crate::Error>(Some((until, wanted)))
        });
        let Some((until, wanted)) = next.await? else { return Ok(any) };
        any = true;
        for some in wanted.chunks(AT_ONCE) {
            let some = some.to_vec();
            let found = db
                .read(move |tx| {
                    let mut found = Vec::new();
                    for (key, language) in &some {
                        if let Some((id, from, pairs)) = pairs_in(tx, key, *language)? {
                            found.push((id, from, *language, pairs));
                        }
                    }
                    Ok::<_, crate::Error>(found)
                })
                .await?;
            let found = std::sync::Arc::new(found);
            db.write(move |tx| {
                for (id, from, to, pairs) in found.iter() {
                    store(tx, *id, *from, *to, pairs)?;
                }
                Ok::<_, crate::Error>(())
            })
            .await?;
        }
        db.write(move |tx| changes::set_position(tx, POSITION, until)).await?;
    }
}
