//! A translation together with what it was translated from, sentence by sentence.

use std::ops::Range;

use db::Tx;
use lang::Lang;

use super::{Edition, exactly, published_text};
use crate::Result;

#[derive(Debug, Clone)]
pub struct Both {
    pub from: Lang,
    /// The translation, without the spans of a side-by-side file.
    pub target: String,
    /// The original as it was when it was translated, as far as that is known.
    pub source: String,
    pub pairs: Vec<BothPair>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BothPair {
    pub target: String,
    pub source: String,
    /// Where the translation stands in [`Both::target`].
    pub range: Range<usize>,
}

/// The edition beside its original; nothing for what is no translation or whose original isn't here.
pub fn both(tx: &mut Tx, edition: &Edition) -> Result<Option<Both>> {
    if let Some(file) = docs::bilingual(&edition.source) {
        let from = edition.from.map_or(Lang::En, |(from, _)| from);
        let pair =
            |pair: docs::Pair| BothPair { target: pair.target, source: pair.source, range: pair.range };
        let pairs = file.pairs.into_iter().map(pair).collect();
        return Ok(Some(Both { from, target: file.target, source: file.source, pairs }));
    }
    let Some((from, version)) = edition.from else { return Ok(None) };
    let then = match version {
        Some(version) => published_text(tx, &edition.key, from, version)?,
        None => None,
    };
    let source = match then {
        Some(source) => source,
        None => match exactly(tx, &edition.key, from)? {
            Some(now) => now.source,
            None => return Ok(None),
        },
    };
    let (ours, theirs) = (docs::segments(&source), docs::segments(&edition.source));
    let text = |all: &[docs::Segment]| all.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    let pair = |(a, b): (Range<usize>, Range<usize>)| {
        let (first, last) = (theirs.get(b.start)?, theirs.get(b.end.checked_sub(1)?)?);
        let range = first.range.start..last.range.end;
        Some(BothPair { target: text(&theirs[b]), source: text(&ours[a]), range })
    };
    let pairs = docs::align(&ours, &theirs).into_iter().filter_map(pair).collect();
    Ok(Some(Both { from, target: edition.source.clone(), source, pairs }))
}
