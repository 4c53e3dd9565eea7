//! Which sentences of a translation stand for which of its original: both are read from front to back, and a
//! sentence may have become two, two one, or one may be missing.

use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher},
    ops::Range,
};

use crate::{Block, Segment};

/// What fits badly costs more.
const LEFT_OUT: f32 = 4.0;
const TWO_FOR_ONE: f32 = 1.6;
const OTHER_KIND: f32 = 5.0;
const OTHER_PLACE: f32 = 1.5;
const OVER_PARAGRAPHS: f32 = 6.0;
const OTHER_MARKS: f32 = 2.0;
/// How far off the straight way is looked.
const WIDTH: usize = 80;
/// Larger tables are not made: such texts are paired one by one.
const MOST: usize = 4_000_000;

/// Pairs of places, each of one sentence or two, or of none where the other side has none.
pub type Aligned = Vec<(Range<usize>, Range<usize>)>;

/// Aligns the sentences of an original with those of its translation.
pub fn align(source: &[Segment], target: &[Segment]) -> Aligned {
    let (from, to) = (features(source), features(target));
    let (rows, columns) = (from.len() + 1, to.len() + 1);
    if rows * columns > MOST {
        let place = |at: usize, all: usize| at.min(all)..(at + 1).min(all);
        let longer = from.len().max(to.len());
        return (0..longer).map(|at| (place(at, from.len()), place(at, to.len()))).collect();
    }
    let width = WIDTH + from.len().abs_diff(to.len());
    let band = |row: usize| {
        let middle = row * to.len() / from.len().max(1);
        middle.saturating_sub(width)..(middle + width + 1).min(columns)
    };
    let mut best = vec![(f32::INFINITY, 0u8, 0u8); rows * columns];
    best[0].0 = 0.0;
    for row in 0..rows {
        for column in band(row) {
            let here = best[row * columns + column].0;
            if here.is_infinite() {
                continue;
            }
            for (down, right) in [(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)] {
                let (next, beside) = (row + down, column + right);
                if next >= rows || beside >= columns {
                    continue;
                }
                let cost = here + cost(&from[row..next], &to[column..beside]);
                let there = &mut best[next * columns + beside];
                if cost < there.0 {
                    *there = (cost, down as u8, right as u8);
                }
            }
        }
    }
    let (mut row, mut column) = (from.len(), to.len());
    let mut pairs = Vec::new();
    while (row, column) != (0, 0) {
        let (_, down, right) = best[row * columns + column];
        if (down, right) == (0, 0) {
            break;
        }
        let (before, left) = (row - usize::from(down), column - usize::from(right));
        pairs.push((before..row, left..column));
        (row, column) = (before, left);
    }
    pairs.reverse();
    pairs
}

struct Features {
    kind: Block,
    /// It begins its paragraph.
    first: bool,
    length: f32,
    /// What is the same in every language: numbers, code and addresses, of this sentence alone and with the
    /// next one. Their hashes in order.
    marks: [Vec<u64>; 2],
}

fn features(segments: &[Segment]) -> Vec<Features> {
    let one = |segment: &Segment| Features {
        kind: segment.block,
        first: segment.first,
        length: length(&segment.text),
        marks: [marks(&segment.text), Vec::new()],
    };
    let mut features: Vec<Features> = segments.iter().map(one).collect();
    for at in 1..features.len() {
        let mut both = [&features[at - 1].marks[0][..], &features[at].marks[0]].concat();
        both.sort_unstable();
        both.dedup();
        features[at - 1].marks[1] = both;
    }
    features
}

/// How much is said; where a link leads is not.
fn length(text: &str) -> f32 {
    let mut parts = text.split("](");
    let words = |part: &str| -> f32 {
        // A Chinese character says about as much as two or three letters.
        part.chars().map(|c| if c >= '\u{2e80}' { 2.5 } else { 1.0 }).sum()
    };
    let first = parts.next().map_or(0.0, words);
    first + parts.map(|part| words(part.split_once(')').map_or(part, |(_, after)| after))).sum::<f32>()
}

fn marks(text: &str) -> Vec<u64> {
    let is_mark = |c: char| c.is_ascii_alphanumeric() || "/#._-".contains(c);
    let words = text.split(|c| !is_mark(c)).map(|word| word.trim_matches(['.', '-', '_', '/']));
    let telling = |word: &&str| word.contains(['/', '#', '_']) || word.bytes().any(|b| b.is_ascii_digit());
    let mut marks: Vec<u64> =
        words.filter(telling).map(|word| BuildHasherDefault::<DefaultHasher>::new().hash_one(word)).collect();
    marks.sort_unstable();
    marks.dedup();
    marks
}

/// How many marks two sentences share, and how many they have together.
fn in_common(ours: &[u64], theirs: &[u64]) -> (usize, usize) {
    let (mut at, mut both) = (0, 0);
    for mark in ours {
        while theirs.get(at).is_some_and(|other| other < mark) {
            at += 1;
        }
        both += usize::from(theirs.get(at) == Some(mark));
    }
    (both, ours.len() + theirs.len() - both)
}

fn cost(from: &[Features], to: &[Features]) -> f32 {
    let (Some(first), Some(other)) = (from.first(), to.first()) else { return LEFT_OUT };
    let length = |side: &[Features]| side.iter().map(|f| f.length).sum::<f32>() + 6.0;
    let mut cost = (length(to) / length(from)).ln().abs() * 1.5;
    if first.kind != other.kind {
        let both_headings = matches!((first.kind, other.kind), (Block::Heading(_), Block::Heading(_)));
        cost += if both_headings { 1.0 } else { OTHER_KIND };
    }
    if first.first != other.first {
        cost += OTHER_PLACE;
    }
    if from.len() + to.len() > 2 {
        let over = |side: &[Features]| side[1..].iter().any(|f| f.first);
        cost += if over(from) || over(to) { OVER_PARAGRAPHS } else { 0.0 };
        let same_kind = |side: &[Features]| side.iter().all(|f| f.kind == side[0].kind);
        cost += if same_kind(from) && same_kind(to) { TWO_FOR_ONE } else { 2.0 * OTHER_KIND };
    }
    let (both, either) = in_common(&first.marks[from.len() - 1], &other.marks[to.len() - 1]);
    if either > 0 {
        cost += OTHER_MARKS * (1.0 - both as f32 / either as f32);
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::segments;

    fn pairs(source: &str, target: &str) -> Vec<(String, String)> {
        let (from, to) = (segments(source), segments(target));
        let text = |all: &[Segment], range: Range<usize>| {
            all[range].iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ")
        };
        align(&from, &to).into_iter().map(|(a, b)| (text(&from, a), text(&to, b))).collect()
    }

    #[test]
    fn sentences_that_are_missing_or_were_joined_do_not_shift_the_rest() {
        let source =
            "# Mail\n\nOpen the page. Then select **Send**.\n\n- One\n- Two apples\n- Three\n\nCall 1 800.";
        let target = "# E-Mail\n\nÖffnen Sie die Seite und wählen Sie dann **Senden**.\n\n- Eins\n- Drei\n\nRufen Sie 1 800 an.";
        let pairs = pairs(source, target);
        assert!(pairs.contains(&("Mail".into(), "E-Mail".into())), "{pairs:?}");
        assert!(pairs.contains(&("Call 1 800.".into(), "Rufen Sie 1 800 an.".into())), "{pairs:?}");
        assert!(pairs.iter().any(|(from, _)| from.starts_with("Open") && from.ends_with("**.")), "{pairs:?}");
    }

    proptest::proptest! {
        #[test]
        fn every_sentence_is_in_exactly_one_pair(source in "([a-z]{1,9}[.] ?|\n\n|- |# ){0,40}", target in "([a-z]{1,9}[.] ?|\n\n|- |# ){0,40}") {
            let (from, to) = (segments(&source), segments(&target));
            let aligned = align(&from, &to);
            let ours: Vec<usize> = aligned.iter().flat_map(|(a, _)| a.clone()).collect();
            let theirs: Vec<usize> = aligned.iter().flat_map(|(_, b)| b.clone()).collect();
            proptest::prop_assert_eq!(ours, (0..from.len()).collect::<Vec<_>>());
            proptest::prop_assert_eq!(theirs, (0..to.len()).collect::<Vec<_>>());
        }
    }
}
