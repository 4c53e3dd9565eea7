//! Which articles answer a question best: every piece of evidence is a number between 0 and 1, their
//! weighted sum decides.

use super::ask::{Asked, Way};
use super::fields::{Fields, HELPFUL, LENGTHS, MEANING, Zone};
use crate::Result;
use crate::language::{Language, primary};
use crate::shelf::term;
use std::sync::Arc;
use tantivy::columnar::Column;
use tantivy::postings::Postings;
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{DocAddress, DocSet, InvertedIndexReader, Searcher, TERMINATED};

/// What counts how much. Each was measured: see docs/search-quality.md.
#[derive(Debug, Clone)]
pub struct Weights {
    /// Of a word in the title, the headings, the lead and the text.
    pub zones: [f32; 4],
    /// Of an English word of the address.
    pub english: f32,
    /// How much more a word counts in a short zone than in a long one.
    pub length: [f32; 4],
    /// How quickly more of the same word adds nothing.
    pub saturation: f32,
    /// The share of the question that is found in the title.
    pub title: f32,
    /// The same, as a share of the title.
    pub name: f32,
    /// The share of the question that is found anywhere.
    pub cover: f32,
    /// How near its meaning is, as the cosine.
    pub meaning: f32,
    /// Whether it helped others.
    pub helpful: f32,
    /// Ways to say a word, against the word itself.
    pub synonym: f32,
    pub relative: f32,
    pub compound: f32,
    pub part: f32,
    pub gram: f32,
    pub typo: f32,
    pub begun: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Weights {
            zones: [3.0, 1.5, 2.0, 1.0],
            english: 3.0,
            length: [0.35, 0.5, 0.3, 0.7],
            saturation: 3.0,
            title: 0.3,
            name: 0.0,
            cover: 0.0,
            meaning: 1.5,
            helpful: 0.05,
            synonym: 0.7,
            relative: 0.3,
            compound: 0.7,
            part: 0.35,
            gram: 0.1,
            typo: 0.9,
            begun: 0.8,
        }
    }
}

/// Nearer than this an article may answer without a word of the question.
const NEAR: f32 = 0.2;

/// Where to look.
pub struct Place<'a> {
    pub lang: &'a str,
    pub cloud: &'a str,
    pub kind: Option<&'a str>,
    pub service: Option<&'a str>,
}

pub struct Ranked {
    pub address: DocAddress,
    pub score: f32,
    /// The share of the question that it has something about.
    pub cover: f32,
}

/// One language's articles that may be read here, numbered through all segments.
pub struct Ranker<'a> {
    fields: &'a Fields,
    weights: &'a Weights,
    language: Language,
    segments: Vec<Segment>,
    allowed: Vec<bool>,
    lengths: Vec<u64>,
    helpful: Vec<f32>,
    average: [f32; 4],
    docs: usize,
    tf: Vec<f32>,
}

struct Segment {
    base: u32,
    zones: [Arc<InvertedIndexReader>; 4],
    english: Arc<InvertedIndexReader>,
    meaning: Column<u64>,
}

/// How well a thing that was asked for is met by an article.
#[derive(Clone, Copy)]
struct Met {
    doc: u32,
    frequency: f32,
    title: bool,
}

impl<'a> Ranker<'a> {
    pub fn new(searcher: &Searcher, fields: &'a Fields, weights: &'a Weights, place: &Place) -> Result<Self> {
        let language = Language::of(place.lang);
        let mut segments = Vec::new();
        let (mut allowed, mut lengths, mut helpful) = (Vec::new(), Vec::new(), Vec::new());
        let mut terms: Vec<Term> =
            vec![term(fields.lang, &primary(place.lang)), term(fields.cloud, place.cloud)];
        terms.extend(place.kind.map(|kind| term(fields.kind, kind)));
        terms.extend(place.service.map(|service| term(fields.service, service)));
        for reader in searcher.segment_readers() {
            let base = allowed.len() as u32;
            let all = reader.max_doc() as usize;
            let mut found = vec![0u8; all];
            for term in &terms {
                let inverted = reader.inverted_index(term.field())?;
                if let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::Basic)? {
                    while postings.doc() != TERMINATED {
                        found[postings.doc() as usize] += 1;
                        postings.advance();
                    }
                }
            }
            let length: Column<u64> = reader.fast_fields().u64(LENGTHS)?;
            let help: Column<f64> = reader.fast_fields().f64(HELPFUL)?;
            for (doc, found) in found.into_iter().enumerate() {
                let doc = doc as u32;
                let is_allowed = usize::from(found) == terms.len() && !reader.is_deleted(doc);
                allowed.push(is_allowed);
                lengths.push(if is_allowed { length.first(doc).unwrap_or(0) } else { 0 });
                helpful.push(if is_allowed { help.first(doc).unwrap_or(0.0) as f32 } else { 0.0 });
            }
            let of = fields.language(language);
            let zone = |zone: Zone| reader.inverted_index(of.zones[zone as usize]);
            segments.push(Segment {
                base,
                zones: [zone(Zone::Title)?, zone(Zone::Headings)?, zone(Zone::Lead)?, zone(Zone::Text)?],
                english: reader.inverted_index(fields.english)?,
                meaning: reader.fast_fields().u64(MEANING)?,
            });
        }
        let docs = allowed.iter().filter(|allowed| **allowed).count();
        let mut average = [1.0; 4];
        for zone in Zone::ALL {
            let all: usize = lengths.iter().map(|lengths| length(*lengths, zone)).sum();
            average[zone as usize] = (all as f32 / docs.max(1) as f32).max(1.0);
        }
        let tf = vec![0.0; allowed.len()];
        Ok(Ranker { fields, weights, language, segments, allowed, lengths, helpful, average, docs, tf })
    }

    /// The best articles for what was asked.
    pub fn best(&mut self, asked: &Asked, vector: Option<&[i8]>, limit: usize) -> Result<Vec<Ranked>> {
        let all = self.allowed.len();
        let (mut words, mut title, mut cover) = (vec![0.0f32; all], vec![0.0f32; all], vec![0.0f32; all]);
        let mut named = vec![0.0f32; all];
        let mut total = 0.0;
        let mut best = vec![0.0f32; all];
        let mut best_title = vec![0.0f32; all];
        let mut share = vec![0.0f32; all];
        let mut touched: Vec<u32> = Vec::new();
        for group in &asked.groups {
            for way in &group.ways {
                for met in self.met(way)? {
                    let doc = met.doc as usize;
                    if share[doc] == 0.0 {
                        touched.push(met.doc);
                    }
                    let saturated = met.frequency / (met.frequency + self.weights.saturation);
                    best[doc] = best[doc].max(way.weight * saturated);
                    share[doc] = share[doc].max(way.weight);
                    if met.title {
                        best_title[doc] = best_title[doc].max(way.weight);
                    }
                }
            }
            let count: f32 = touched.iter().map(|doc| share[*doc as usize]).sum();
            if touched.is_empty() {
                continue;
            }
            let rare = (1.0 + (self.docs as f32 - count + 0.5).max(0.0) / (count + 0.5)).ln();
            let weight = group.weight * rare;
            total += weight;
            for doc in touched.drain(..) {
                let doc = doc as usize;
                words[doc] += weight * std::mem::take(&mut best[doc]);
                cover[doc] += weight * std::mem::take(&mut share[doc]);
                let in_title = std::mem::take(&mut best_title[doc]);
                title[doc] += weight * in_title;
                named[doc] += group.weight * in_title;
            }
        }
        let near = vector.map(|vector| self.near(vector)).unwrap_or_default();
        let near = |doc: usize| near.get(doc).copied().unwrap_or(0.0);
        if total == 0.0 {
            total = 1.0;
        }
        let weights = self.weights;
        let mut ranked: Vec<(usize, f32)> = (0..all)
            .filter(|doc| cover[*doc] > 0.0 || near(*doc) > NEAR)
            .map(|doc| {
                let long = length(self.lengths[doc], Zone::Title).max(1) as f32;
                let name = (named[doc] / long).min(1.0) * title[doc] / total;
                let evidence = words[doc] / total
                    + weights.title * title[doc] / total
                    + weights.name * name
                    + weights.cover * cover[doc] / total
                    + weights.meaning * near(doc);
                (doc, evidence * (1.0 + weights.helpful * self.helpful[doc]))
            })
            .collect();
        ranked.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        ranked.truncate(limit);
        let ranked = ranked.into_iter();
        Ok(ranked
            .map(|(doc, score)| Ranked {
                address: self.address(doc),
                score,
                cover: if near(doc) > NEAR { 1.0 } else { cover[doc] / total },
            })
            .collect())
    }

    /// How near the meaning of each article is: the cosine of the angle between them.
    fn near(&self, vector: &[i8]) -> Vec<f32> {
        let mut near = vec![0.0f32; self.allowed.len()];
        let asked = vector.iter().map(|x| i32::from(*x) * i32::from(*x)).sum::<i32>();
        for (at, segment) in self.segments.iter().enumerate() {
            let end = self.segments.get(at + 1).map_or(self.allowed.len(), |next| next.base as usize);
            for doc in (segment.base as usize..end).filter(|doc| self.allowed[*doc]) {
                let (mut dot, mut square) = (0i32, 0i32);
                let numbers = segment.meaning.values_for_doc(doc as u32 - segment.base);
                for (number, eight) in numbers.zip(vector.chunks(8)) {
                    for (x, y) in number.to_le_bytes().into_iter().zip(eight) {
                        let x = i32::from(x.cast_signed());
                        dot += x * i32::from(*y);
                        square += x * x;
                    }
                }
                near[doc] = dot as f32 / (asked as f32 * square as f32).sqrt().max(1.0);
            }
        }
        near
    }

    fn address(&self, doc: usize) -> DocAddress {
        let doc = doc as u32;
        let segment = self.segments.partition_point(|segment| segment.base <= doc) - 1;
        DocAddress::new(segment as u32, doc - self.segments[segment].base)
    }

    /// The articles that say it this way.
    fn met(&mut self, way: &Way) -> Result<Vec<Met>> {
        let mut met: Option<Vec<Met>> = None;
        for stem in &way.stems {
            let found = if way.english { self.met_in_english(stem)? } else { self.met_in_zones(stem)? };
            met = Some(match met {
                None => found,
                Some(before) => both(&before, &found),
            });
            if met.as_ref().is_some_and(Vec::is_empty) {
                break;
            }
        }
        Ok(met.unwrap_or_default())
    }

    fn met_in_zones(&mut self, stem: &str) -> Result<Vec<Met>> {
        let mut met: Vec<Met> = Vec::new();
        let fields = self.fields.language(self.language).zones;
        for zone in Zone::ALL {
            let z = zone as usize;
            let (weight, b, average) = (self.weights.zones[z], self.weights.length[z], self.average[z]);
            let term = term(fields[z], stem);
            for segment in &self.segments {
                let (tf, lengths) = (&mut self.tf, &self.lengths);
                each(&segment.zones[z], segment.base, &term, &self.allowed, |doc, count| {
                    let long = length(lengths[doc as usize], zone) as f32;
                    let at = &mut tf[doc as usize];
                    if *at == 0.0 {
                        met.push(Met { doc, frequency: 0.0, title: zone == Zone::Title });
                    }
                    *at += weight * count as f32 / (1.0 - b + b * long / average);
                })?;
            }
        }
        for met in &mut met {
            met.frequency = std::mem::take(&mut self.tf[met.doc as usize]);
        }
        met.sort_unstable_by_key(|met| met.doc);
        Ok(met)
    }

    fn met_in_english(&self, stem: &str) -> Result<Vec<Met>> {
        let mut met = Vec::new();
        if self.weights.english == 0.0 {
            return Ok(met);
        }
        let term = term(self.fields.english, stem);
        for segment in &self.segments {
            each(&segment.english, segment.base, &term, &self.allowed, |doc, count| {
                met.push(Met { doc, frequency: self.weights.english * count as f32, title: count > 1 });
            })?;
        }
        Ok(met)
    }
}

fn each(
    index: &InvertedIndexReader,
    base: u32,
    term: &Term,
    allowed: &[bool],
    mut then: impl FnMut(u32, u32),
) -> Result<()> {
    if let Some(mut postings) = index.read_postings(term, IndexRecordOption::WithFreqs)? {
        while postings.doc() != TERMINATED {
            let doc = base + postings.doc();
            if allowed[doc as usize] {
                then(doc, postings.term_freq());
            }
            postings.advance();
        }
    }
    Ok(())
}

/// What has both, as well as it has the one that it has less of.
fn both(a: &[Met], b: &[Met]) -> Vec<Met> {
    let mut met = Vec::new();
    let mut rest = b.iter().peekable();
    for a in a {
        while rest.next_if(|b| b.doc < a.doc).is_some() {}
        if let Some(b) = rest.peek().filter(|b| b.doc == a.doc) {
            met.push(Met { frequency: a.frequency.min(b.frequency), title: a.title && b.title, ..*a });
        }
    }
    met
}

fn length(lengths: u64, zone: Zone) -> usize {
    usize::from((lengths >> (16 * zone as u32)) as u16)
}
