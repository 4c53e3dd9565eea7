use super::{Block, Segment, front, segments};

/// The same article with other sentences: `text` gives the new words of a segment, or nothing where the
/// old ones stay. Structure, code and marks remain as they are.
pub fn replace(source: &str, mut text: impl FnMut(&Segment) -> Option<String>) -> String {
    let mut out = String::with_capacity(source.len());
    let mut at = 0;
    for segment in segments(source) {
        let Some(new) = text(&segment).filter(|new| *new != segment.text) else { continue };
        out.push_str(&source[at..segment.range.start]);
        out.push_str(&fitted(&new, &segment, source));
        at = segment.range.end;
    }
    out.push_str(&source[at..]);
    out
}

/// The new words, so written that they stay what the old ones were.
fn fitted(new: &str, segment: &Segment, source: &str) -> String {
    let one_line = new.split_whitespace().collect::<Vec<_>>().join(" ");
    match segment.block {
        Block::Title | Block::Description => front::yaml(&one_line, &source[segment.range.clone()]),
        Block::Cell => escaped(&one_line, '|'),
        Block::AltText => one_line.replace('"', "'").replace(['[', ']'], ""),
        _ if begins_line(source, segment.range.start) => as_words(one_line),
        _ => one_line,
    }
}

fn escaped(text: &str, mark: char) -> String {
    let mut out = String::with_capacity(text.len());
    let mut backslash = false;
    for c in text.chars() {
        if c == mark && !backslash {
            out.push('\\');
        }
        backslash = c == '\\' && !backslash;
        out.push(c);
    }
    out
}

fn begins_line(source: &str, at: usize) -> bool {
    let line = source[..at].rfind('\n').map_or(0, |end| end + 1);
    let marker = |c: char| c.is_whitespace() || c.is_ascii_digit() || ">-+*.)".contains(c);
    source[line..at].chars().all(marker)
}

/// What would begin a heading, list, quotation or code is escaped.
fn as_words(text: String) -> String {
    let bytes = text.as_bytes();
    let digits = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    let spaced = |at: usize| bytes.get(at).is_none_or(|b| *b == b' ');
    let hashes = bytes.iter().take_while(|b| **b == b'#').count();
    let marks = match bytes.first() {
        Some(b'#') => spaced(hashes),
        Some(b'-' | b'+' | b'*') => spaced(1) || text.chars().all(|c| "-*_ ".contains(c)),
        Some(b'>' | b'=' | b'|') => true,
        Some(b'`' | b'~') => text.starts_with("```") || text.starts_with("~~~"),
        Some(b':') => text.starts_with(":::"),
        _ => false,
    };
    if marks {
        return format!("\\{text}");
    }
    if digits > 0 && matches!(bytes.get(digits), Some(b'.' | b')')) && spaced(digits + 1) {
        return format!("{}\\{}", &text[..digits], &text[digits..]);
    }
    text
}
