//! What differs between two texts: lines, and the words in them.

use similar::{Algorithm, DiffOp, DiffTag, capture_diff_slices};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Both,
    Old,
    New,
}

/// A line of a comparison: its words, and whether each is only here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub side: Side,
    pub words: Vec<(bool, String)>,
}

/// Lines that stand together; between two parts nothing changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Of the new text, counted from 1.
    pub line: usize,
    pub lines: Vec<Line>,
}

/// Lines that are shown around a change.
const AROUND: usize = 2;
/// Longer lines are compared as a whole.
const MOST_WORDS: usize = 2_000;

/// What differs; nothing if the texts are the same.
pub fn diff(old: &str, new: &str) -> Vec<Part> {
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let ops = capture_diff_slices(Algorithm::Patience, &old, &new);
    let grouped = group(&ops);
    grouped.iter().map(|ops| part(ops, &old, &new)).collect()
}

fn group(ops: &[DiffOp]) -> Vec<Vec<DiffOp>> {
    similar::group_diff_ops(ops.to_vec(), AROUND)
}

fn part(ops: &[DiffOp], old: &[&str], new: &[&str]) -> Part {
    let mut lines = Vec::new();
    let whole = |side, text: &str| Line { side, words: vec![(side != Side::Both, text.to_owned())] };
    for op in ops {
        let (ours, theirs) = (&old[op.old_range()], &new[op.new_range()]);
        match op.tag() {
            DiffTag::Equal => lines.extend(theirs.iter().map(|text| whole(Side::Both, text))),
            DiffTag::Delete => lines.extend(ours.iter().map(|text| whole(Side::Old, text))),
            DiffTag::Insert => lines.extend(theirs.iter().map(|text| whole(Side::New, text))),
            DiffTag::Replace if ours.len() == theirs.len() => {
                for (before, after) in ours.iter().zip(theirs) {
                    let (before, after) = words(before, after);
                    lines.extend([before, after]);
                }
            }
            DiffTag::Replace => {
                lines.extend(ours.iter().map(|text| whole(Side::Old, text)));
                lines.extend(theirs.iter().map(|text| whole(Side::New, text)));
            }
        }
    }
    Part { line: ops.first().map_or(0, |op| op.new_range().start) + 1, lines }
}

/// Two lines, word by word.
fn words(old: &str, new: &str) -> (Line, Line) {
    let (ours, theirs) = (split(old), split(new));
    let mut lines =
        (Line { side: Side::Old, words: Vec::new() }, Line { side: Side::New, words: Vec::new() });
    if ours.len().max(theirs.len()) > MOST_WORDS {
        lines.0.words.push((true, old.to_owned()));
        lines.1.words.push((true, new.to_owned()));
        return lines;
    }
    for op in capture_diff_slices(Algorithm::Myers, &ours, &theirs) {
        let is_new = op.tag() != DiffTag::Equal;
        for (line, text) in
            [(&mut lines.0, ours[op.old_range()].concat()), (&mut lines.1, theirs[op.new_range()].concat())]
        {
            if !text.is_empty() {
                line.words.push((is_new, text));
            }
        }
    }
    lines
}

/// Words, spaces and marks; a Chinese character is a word.
fn split(line: &str) -> Vec<&str> {
    let kind = |c: char| match c {
        c if c.is_whitespace() => 0,
        c if c.is_alphanumeric() && c < '\u{2e80}' => 1,
        _ => 2,
    };
    let mut words = Vec::new();
    let mut start = 0;
    let mut before = None;
    for (at, c) in line.char_indices() {
        let now = kind(c);
        if before.is_some_and(|before| before != now || now == 2) {
            words.push(&line[start..at]);
            start = at;
        }
        before = Some(now);
    }
    if start < line.len() {
        words.push(&line[start..]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_words_are_told_from_those_that_stayed() {
        let parts = diff("a\nb\nc\nWait one minute.\nd\n", "a\nb\nc\nWait two minutes.\nd\n");
        let new = parts[0].lines.iter().find(|line| line.side == Side::New).unwrap();
        let changed: Vec<&str> =
            new.words.iter().filter(|(is_new, _)| *is_new).map(|(_, w)| w.as_str()).collect();
        assert_eq!(changed, ["two", "minutes"]);
        assert_eq!(parts[0].line, 2);
        assert!(diff("same", "same").is_empty());
    }

    #[test]
    fn chinese_is_compared_character_by_character() {
        let (old, new) = words("请等待一分钟。", "请等待两分钟。");
        assert_eq!(old.words.iter().filter(|(is_old, _)| *is_old).count(), 1);
        assert_eq!(new.words[1], (true, "两".into()));
    }

    proptest::proptest! {
        #[test]
        fn both_texts_can_be_read_from_the_comparison(old in "([ab一 ]{0,6}\n){0,8}", new in "([ab一 ]{0,6}\n){0,8}") {
            for part in diff(&old, &new) {
                for (side, text) in [(Side::Old, &old), (Side::New, &new)] {
                    let ours: Vec<String> = part.lines.iter().filter(|l| l.side == side || l.side == Side::Both)
                        .map(|l| l.words.iter().map(|(_, w)| w.as_str()).collect()).collect();
                    let lines: Vec<&str> = text.lines().collect();
                    proptest::prop_assert!(ours.is_empty() || lines.windows(ours.len()).any(|some| some == ours.as_slice()));
                }
            }
        }
    }
}
