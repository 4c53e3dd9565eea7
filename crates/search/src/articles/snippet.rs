//! The place of a text that answers a question best.

use super::ask::Asked;
use crate::words::{Analyzer, Token, start};

/// Characters of a snippet, about two lines.
const LENGTH: usize = 220;
/// Characters that are searched for the place.
const SEARCHED: usize = 20_000;
/// Characters kept before the first found word.
const BEFORE: usize = 60;

/// Pieces of text; those with `true` answer the question.
pub fn snippet(text: &str, words: &Asked, analyzer: &mut Analyzer) -> Vec<(String, bool)> {
    let text = start(text, SEARCHED);
    let found: Vec<(Token, usize)> = analyzer
        .tokens(text)
        .into_iter()
        .filter_map(|token| words.find(&token).map(|(word, _)| (token, word)))
        .collect();
    let from = best(&found, text).map_or(0, |at| begin(text, at));
    let rest = &text[from..];
    let to = from + end(rest);

    let mut pieces = Vec::new();
    let mut at = from;
    if from > 0 {
        pieces.push(("…".to_owned(), false));
    }
    for (token, _) in &found {
        if token.range.start < at || token.range.end > to {
            continue;
        }
        push(&mut pieces, &text[at..token.range.start], false);
        push(&mut pieces, &text[token.range.clone()], true);
        at = token.range.end;
    }
    push(&mut pieces, text[at..to].trim_end(), false);
    if to < text.trim_end().len() {
        push(&mut pieces, "…", false);
    }
    pieces
}

fn push(pieces: &mut Vec<(String, bool)>, text: &str, found: bool) {
    if text.is_empty() {
        return;
    }
    let text = text.replace('\n', " ");
    match pieces.last_mut() {
        Some((last, same)) if *same == found => last.push_str(&text),
        _ => pieces.push((text, found)),
    }
}

/// Where the most different words of the question stand together.
fn best(found: &[(Token, usize)], text: &str) -> Option<usize> {
    let mut best: Option<(usize, usize)> = None;
    for (index, (first, _)) in found.iter().enumerate() {
        let limit = first.range.start + start(&text[first.range.start..], LENGTH - BEFORE).len();
        let mut words: Vec<usize> = found[index..]
            .iter()
            .take_while(|(token, _)| token.range.end <= limit)
            .map(|(_, word)| *word)
            .collect();
        words.sort_unstable();
        words.dedup();
        if best.is_none_or(|(count, _)| words.len() > count) {
            best = Some((words.len(), first.range.start));
        }
    }
    best.map(|(_, at)| at)
}

/// The start of the line, or of a word some way before.
fn begin(text: &str, at: usize) -> usize {
    let before = &text[..at];
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let back = before.char_indices().rev().nth(BEFORE - 1).map_or(0, |(at, _)| at);
    if line >= back {
        return line;
    }
    let word = before[back..].find(|c: char| c.is_whitespace() || "，。；、".contains(c));
    let skipped =
        word.map(|space| back + space + before[back + space..].chars().next().map_or(0, char::len_utf8));
    skipped.unwrap_or(back)
}

fn end(text: &str) -> usize {
    let cut = start(text, LENGTH);
    if cut.len() == text.len() {
        return text.len();
    }
    let space = cut.rfind(char::is_whitespace).filter(|space| *space > cut.len() / 2);
    space.unwrap_or(cut.len())
}
