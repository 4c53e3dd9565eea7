//! Side-by-side files: each sentence of a translation with the source sentence in a hidden span behind it.

use crate::dialect::span_end;
use crate::segments::{Block, replace, segments};
use serde::Serialize;
use std::collections::HashSet;
use std::fmt::Write;
use std::ops::Range;

const TARGET_SPAN: &str = "<span data-ttu-id=\"";
pub const SOURCE_SPAN: &str = "<span class=\"sxs-lookup\">";
const SOURCE_ID: &str = "<span data-stu-id=\"";
const END: &str = "</span>";

/// Longer sentences are none; looking on from each of many would take time.
const LONGEST: usize = 16 * 1024;

/// A side-by-side file taken apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bilingual {
    /// The translation as clean Markdown, front matter included.
    pub target: String,
    /// The same document in the language it was translated from, as far as the pairs know it.
    pub source: String,
    pub pairs: Vec<Pair>,
    pub problems: Vec<Problem>,
}

/// A sentence, or a paragraph of them, with its source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Pair {
    pub id: String,
    /// Several source sentences were translated as one.
    pub is_paragraph: bool,
    pub target: String,
    pub source: String,
    /// Where the translation stands in [`Bilingual::target`].
    pub range: Range<usize>,
}

/// Something about the pairs that is not as it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Problem {
    /// No source sentence follows; the text stays in the translation.
    NoSource { id: String },
    /// The two sentences have different ids; that of the translation counts.
    IdsDiffer { target: String, source: String },
    /// The id was there before.
    Repeated { id: String },
    /// Words that are in no pair: they are the same in both texts.
    Unpaired { block: Block, text: String },
}

/// Takes a side-by-side file apart; nothing if it is none.
pub fn bilingual(file: &str) -> Option<Bilingual> {
    if !file.contains(TARGET_SPAN) || !file.contains(SOURCE_SPAN) {
        return None;
    }
    let mut out = Bilingual {
        target: String::with_capacity(file.len() / 2),
        source: String::with_capacity(file.len() / 2),
        pairs: Vec::new(),
        problems: Vec::new(),
    };
    let mut seen = HashSet::new();
    let mut rest = file;
    while let Some(start) = rest.find(TARGET_SPAN) {
        let (before, here) = rest.split_at(start);
        out.both(before);
        let Some((id, target, after)) = span(here, TARGET_SPAN) else {
            out.both(TARGET_SPAN);
            rest = &here[TARGET_SPAN.len()..];
            continue;
        };
        if !seen.insert(id) {
            out.problems.push(Problem::Repeated { id: id.to_owned() });
        }
        let source = after.strip_prefix(SOURCE_SPAN).and_then(|inside| {
            let (source_id, source, after) = span(inside, SOURCE_ID)?;
            Some((source_id, source, after.strip_prefix(END)?))
        });
        let Some((source_id, source, after)) = source else {
            out.problems.push(Problem::NoSource { id: id.to_owned() });
            out.both(target);
            rest = after;
            continue;
        };
        if source_id != id {
            let (target, source) = (id.to_owned(), source_id.to_owned());
            out.problems.push(Problem::IdsDiffer { target, source });
        }
        out.pair(id, target, source);
        rest = after;
    }
    out.both(rest);
    out.finish();
    Some(out)
}

/// The id, the inside and what follows of the span that `text` begins with.
fn span<'a>(text: &'a str, open: &str) -> Option<(&'a str, &'a str, &'a str)> {
    let (id, inside) = text.strip_prefix(open)?.split_once("\">")?;
    if id.is_empty() || id.len() > 64 || id.contains(['<', '"', '\n']) {
        return None;
    }
    let end = span_end(&inside[..inside.floor_char_boundary(LONGEST)]).ok()?;
    Some((id, &inside[..end - END.len()], &inside[end..]))
}

impl Bilingual {
    fn both(&mut self, text: &str) {
        self.target.push_str(text);
        self.source.push_str(text);
    }

    fn pair(&mut self, id: &str, target: &str, source: &str) {
        let start = self.target.len();
        self.target.push_str(target);
        self.source.push_str(source);
        self.pairs.push(Pair {
            id: id.to_owned(),
            is_paragraph: id.rsplit('-').next().is_some_and(|number| number.starts_with('p')),
            target: target.to_owned(),
            source: source.to_owned(),
            range: start..self.target.len(),
        });
    }

    /// The front matter's title is the headline's pair again; other words outside of pairs are named.
    fn finish(&mut self) {
        let headline = |title: &str| self.pairs.iter().find(|pair| pair.target.trim() == title);
        let source = replace(&self.source, |segment| {
            if segment.block != Block::Title {
                return None;
            }
            headline(&segment.text).map(|pair| pair.source.trim().to_owned())
        });
        for segment in segments(&self.target) {
            let next = self.pairs.partition_point(|pair| pair.range.end <= segment.range.start);
            let paired = self.pairs.get(next).is_some_and(|pair| pair.range.start < segment.range.end);
            let again = segment.block == Block::Title && headline(&segment.text).is_some();
            if !paired && !again {
                self.problems.push(Problem::Unpaired { block: segment.block, text: segment.text });
            }
        }
        self.source = source;
    }
}

/// Writes the side-by-side file again: the spans of `pairs` around their places in `target`. A pair whose
/// place is not in the text, or reaches into the pair before it, is left out.
pub fn interleave(target: &str, pairs: &[Pair]) -> String {
    let mut out = String::with_capacity(target.len() * 3);
    let mut at = 0;
    for Pair { id, source, range, .. } in pairs {
        let (Some(before), Some(text)) = (target.get(at..range.start), target.get(range.clone())) else {
            continue;
        };
        out.push_str(before);
        let _ =
            write!(out, "{TARGET_SPAN}{id}\">{text}{END}{SOURCE_SPAN}{SOURCE_ID}{id}\">{source}{END}{END}");
        at = range.end;
    }
    out.push_str(&target[at..]);
    out
}
