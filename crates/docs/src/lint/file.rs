//! A file against its source: beside it in the same file, or a document of its own.

use super::ignore::Ignored;
use super::inline::Inline;
use super::{Finding, Glossary, Kind, lint};
use crate::{Pair, Segment, align, bilingual, parse, segments};
use serde::Serialize;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A finding where it stands in the translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// Counted from 1.
    pub line: usize,
    /// In characters, counted from 1.
    pub column: usize,
    #[serde(flatten)]
    pub finding: Finding,
}

/// With less in common the translation is one of another revision, and single findings would tell nothing.
const ENOUGH: f32 = 0.6;

/// Compares a translation with its source, which stands in another text or, side by side, in the same one.
/// Nothing if there is no source. `<!-- lint-ignore number, link -->` keeps silent about the block behind it,
/// `<!-- lint-ignore-file number -->` about the file.
pub fn lint_file(
    file: &str,
    source: Option<&str>,
    (from, to): (&str, &str),
    glossary: &Glossary,
) -> Option<Vec<Placed>> {
    let (mut findings, starts) = match bilingual(file) {
        Some(both) => (lint(&both.pairs, from, to, glossary), places(file, &both.pairs)),
        None => documents(file, source?, (from, to), glossary),
    };
    let ignored = Ignored::of(file);
    let place = Places::of(file);
    let mut placed: Vec<Placed> = findings
        .drain(..)
        .map(|finding| {
            let (line, column) = place.at(file, starts.get(&finding.id).copied().unwrap_or_default());
            Placed { line, column, finding }
        })
        .filter(|placed| !ignored.covers(placed.line, placed.finding.kind))
        .collect();
    placed.sort_by_key(|placed| (placed.line, placed.column));
    Some(placed)
}

/// Where the pairs of a side-by-side file stand in it.
fn places(file: &str, pairs: &[Pair]) -> HashMap<String, usize> {
    let mut at = 0;
    let mut starts = HashMap::new();
    for pair in pairs {
        let mark = format!("data-ttu-id=\"{}\">", pair.id);
        if let Some(found) = file[at..].find(&mark) {
            at += found + mark.len();
            starts.entry(pair.id.clone()).or_insert(at);
        }
    }
    starts
}

fn documents(
    file: &str,
    source: &str,
    (from, to): (&str, &str),
    glossary: &Glossary,
) -> (Vec<Finding>, HashMap<String, usize>) {
    let (theirs, ours) = (segments(source), segments(file));
    let mut starts = HashMap::new();
    let mut pairs = Vec::new();
    let (mut lost, mut new) = (Vec::new(), Vec::new());
    let mut last = "s101".to_owned();
    let aligned = align(&theirs, &ours);
    let all = aligned.len();
    for (before, here) in aligned {
        let (before, here) = (&theirs[before], &ours[here]);
        if let Some(first) = here.first() {
            last.clone_from(&first.id);
            starts.insert(last.clone(), first.range.start);
        }
        match (before.is_empty(), here.is_empty()) {
            (false, false) => pairs.push(pair(before, file, here)),
            (false, true) => unpaired(&mut lost, &last, source, before),
            (true, false) => unpaired(&mut new, &last, file, here),
            (true, true) => {}
        }
    }
    let mut findings = lint(&pairs, from, to, glossary);
    if pairs.len() as f32 / all.max(1) as f32 * agreement(&pairs, &findings) < ENOUGH {
        let (source, target) = (theirs.len().to_string(), ours.len().to_string());
        let finding = Finding { id: "s101".into(), kind: Kind::Structure, source, target, expected: None };
        return (vec![finding], starts);
    }
    let structure = |(id, text): (String, String), lost: bool| {
        let (source, target) = if lost { (text, String::new()) } else { (String::new(), text) };
        Finding { id, kind: Kind::Structure, source, target, expected: None }
    };
    findings.extend(lost_anchors(&pairs, source, file));
    findings.extend(lost.into_iter().map(|lost| structure(lost, true)));
    findings.extend(new.into_iter().map(|new| structure(new, false)));
    (findings, starts)
}

/// Links within the page to places that only the source names: a heading's English name must stay in every language.
fn lost_anchors(pairs: &[Pair], source: &str, file: &str) -> Vec<Finding> {
    let (theirs, ours) = (anchors(source), anchors(file));
    let mut findings = Vec::new();
    for pair in pairs.iter().filter(|pair| pair.target.contains("(#")) {
        for link in Inline::of(&pair.target).links {
            let lost = link.strip_prefix('#').filter(|name| theirs.contains(*name) && !ours.contains(*name));
            findings.extend(lost.map(|name| Finding {
                id: pair.id.clone(),
                kind: Kind::Link,
                source: format!("<a name=\"{name}\">"),
                target: String::new(),
                expected: None,
            }));
        }
    }
    findings
}

/// The places of a page that links can lead to.
fn anchors(text: &str) -> HashSet<String> {
    let headings = parse(text).map_or_else(|_| Vec::new(), |document| document.headings);
    let named = ["name=\"", "id=\""].into_iter().flat_map(|key| text.split(key).skip(1));
    let named = named.filter_map(|rest| rest.split_once('"').map(|(name, _)| name.to_owned()));
    headings.into_iter().map(|heading| heading.slug).chain(named).collect()
}

/// How much of the text says the same, as far as links and numbers tell.
fn agreement(pairs: &[Pair], findings: &[Finding]) -> f32 {
    const FEW: usize = 8;
    let tells = |kind| matches!(kind, Kind::Link | Kind::Number | Kind::Date | Kind::Product | Kind::Code);
    let mut other: Vec<&str> = findings.iter().filter(|f| tells(f.kind)).map(|f| f.id.as_str()).collect();
    other.dedup();
    if pairs.len() < FEW { 1.0 } else { 1.0 - other.len() as f32 / pairs.len() as f32 }
}

fn pair(before: &[Segment], file: &str, here: &[Segment]) -> Pair {
    Pair {
        id: here[0].id.clone(),
        is_paragraph: before.len() + here.len() > 2,
        target: joined(here),
        source: joined(before),
        range: whole(file, here),
    }
}

fn joined(segments: &[Segment]) -> String {
    segments.iter().map(|segment| segment.text.as_str()).collect::<Vec<_>>().join(" ")
}

fn whole(text: &str, segments: &[Segment]) -> Range<usize> {
    let (first, last) = (segments.first(), segments.last());
    first.map_or(0, |first| first.range.start)..last.map_or(text.len(), |last| last.range.end)
}

/// Neighbours go together.
fn unpaired(list: &mut Vec<(String, String)>, id: &str, text: &str, segments: &[Segment]) {
    let said = text.get(whole(text, segments)).map_or_else(|| joined(segments), str::to_owned);
    match list.last_mut().filter(|(last, _)| last == id) {
        Some((_, before)) => *before = format!("{before} … {said}"),
        None => list.push((id.to_owned(), said)),
    }
}

/// Turns places in bytes into lines and columns.
struct Places(Vec<usize>);

impl Places {
    fn of(text: &str) -> Self {
        Places(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn at(&self, text: &str, byte: usize) -> (usize, usize) {
        let line = self.0.partition_point(|start| *start <= byte);
        let start = self.0[line.saturating_sub(1)];
        (line, text.get(start..byte).map_or(0, |before| before.chars().count()) + 1)
    }
}
