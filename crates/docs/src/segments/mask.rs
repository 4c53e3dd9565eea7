//! The marks of the dialect, covered up so that only running text is left to read as Markdown.

use crate::dialect;

/// Stands where a mark stood in a line of text. It has one byte, so places stay as they are.
pub const COVER: char = '\u{1a}';

/// The body with its marks covered, byte for byte as long, and the places of descriptions in them.
pub fn mask(body: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let lines: Vec<&str> = body.split('\n').collect();
    let code = dialect::code_lines(&lines);
    let mut masked = String::with_capacity(body.len());
    let mut descriptions = Vec::new();
    for (line, in_code) in lines.iter().zip(code) {
        let start = masked.len();
        let text = line.trim_start_matches([' ', '\t', '>']);
        if in_code {
            masked.push_str(line);
        } else if text.starts_with(":::") {
            descriptions.extend(description(line).map(|found| start + found.start..start + found.end));
            masked.extend(prefix_and(line, text.len(), ' '));
        } else {
            masked.push_str(&without_marks(line));
        }
        masked.push('\n');
    }
    masked.pop();
    (masked, descriptions)
}

fn prefix_and(line: &str, rest: usize, fill: char) -> impl Iterator<Item = char> {
    let (prefix, rest) = line.split_at(line.len() - rest);
    prefix.chars().chain(std::iter::repeat_n(fill, rest.len()))
}

/// Where the words of `alt-text="…"` stand in `:::image …:::`.
fn description(line: &str) -> Option<std::ops::Range<usize>> {
    const KEY: &str = "alt-text=\"";
    let start = line.find(KEY)? + KEY.len();
    let length = line[start..].find('"')?;
    (length > 0).then_some(start..start + length)
}

/// `[!NOTE]`, `[!INCLUDE [name](path)]` and their like covered; a line of nothing else becomes blank.
fn without_marks(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(start) = rest.find("[!") {
        let (before, mark) = rest.split_at(start);
        out.push_str(before);
        let length = mark_length(mark);
        if length == 0 {
            out.push_str("[!");
            rest = &mark[2..];
        } else {
            out.extend(std::iter::repeat_n(COVER, length));
            rest = &mark[length..];
        }
    }
    out.push_str(rest);
    let text = out.trim_start_matches([' ', '\t', '>']);
    if text.starts_with(COVER) && text.trim_end_matches([COVER, ' ', '\t', '\r']).is_empty() {
        let length = text.len();
        return prefix_and(line, length, ' ').collect();
    }
    out
}

/// Longer ones are none; looking on from each of many would take time.
const LONGEST: usize = 1000;

/// How long the mark at the start of `text` is, or nothing if it is none.
fn mark_length(text: &str) -> usize {
    let word = text[2..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    // `[![` is a picture inside a link, `[!x` may be anything.
    if word.len() < 3 {
        return 0;
    }
    let mut depth = 0;
    for (at, byte) in text.bytes().enumerate().take(LONGEST) {
        match byte {
            b'[' => depth += 1,
            b']' if depth == 1 => return at + 1,
            b']' => depth -= 1,
            _ => {}
        }
    }
    0
}
