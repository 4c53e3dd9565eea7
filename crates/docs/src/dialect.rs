//! The line-level part of the dialect, taken care of before Markdown is read.
//! Lines are blanked or changed in place, so that line numbers stay those of the source.

use crate::{Note, NoteKind};
use std::borrow::Cow;

pub struct Prepared {
    pub text: String,
    pub notes: Vec<Note>,
}

/// Without byte order mark, and with `\n` as the only line end.
pub fn unify(source: &str) -> Cow<'_, str> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    if source.contains('\r') {
        source.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        source.into()
    }
}

/// The text one cloud's readers see (`None`: the text of all), without the source sentences of
/// side-by-side translations.
pub fn prepare(body: &str, cloud: Option<&str>) -> Prepared {
    let body = drop_source_sentences(body);
    let lines: Vec<&str> = body.split('\n').collect();
    let code = code_lines(&lines);
    let mut notes = Vec::new();
    let hidden = hidden_lines(&lines, &code, cloud, &mut notes);

    let mut text = String::with_capacity(body.len());
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        if hidden[index] {
            continue;
        }
        if code[index] {
            text.push_str(line);
        } else {
            text.push_str(&marked(line, index + 1, &mut notes));
        }
    }
    Prepared { text, notes }
}

/// Which lines stand in fenced code.
pub fn code_lines(lines: &[&str]) -> Vec<bool> {
    let mut fence: Option<&str> = None;
    lines
        .iter()
        .map(|line| {
            let line = line.trim_start_matches([' ', '\t', '>']);
            match (fence, fence_of(line)) {
                (None, Some(open)) => {
                    fence = Some(open);
                    true
                }
                (Some(open), Some(close)) if close.starts_with(open) && line.trim_end() == close => {
                    fence = None;
                    true
                }
                (fence, _) => fence.is_some(),
            }
        })
        .collect()
}

fn fence_of(line: &str) -> Option<&str> {
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(mark).len();
    // A back-tick after the fence makes it a code span in running text.
    (length >= 3 && !(mark == '`' && line[length..].contains('`'))).then(|| &line[..length])
}

/// Marks the lines of other clouds and the variant markers themselves.
fn hidden_lines(lines: &[&str], code: &[bool], cloud: Option<&str>, notes: &mut Vec<Note>) -> Vec<bool> {
    let mut hidden = vec![false; lines.len()];
    let mut open: Option<(usize, bool)> = None;
    let mut note = |index: usize| {
        notes.push(Note { line: index + 1, kind: NoteKind::Variant, text: lines[index].trim().to_owned() });
    };
    for index in 0..lines.len() {
        let Some(marker) = (!code[index]).then(|| Marker::of(lines[index])).flatten() else {
            continue;
        };
        hidden[index] = true;
        match (marker, open) {
            (Marker::Start(clouds), None) => {
                if clouds.is_none() {
                    note(index);
                }
                let shown = match (cloud, clouds) {
                    (Some(cloud), Some(clouds)) => clouds.contains(&cloud),
                    _ => true,
                };
                open = Some((index, shown));
            }
            (Marker::Start(_), Some((outer, _))) => {
                note(outer);
                open = Some((index, true));
            }
            (Marker::End, Some((start, shown))) => {
                if !shown {
                    hidden[start..index].fill(true);
                }
                open = None;
            }
            (Marker::End, None) => note(index),
        }
    }
    if let Some((start, _)) = open {
        note(start);
    }
    hidden
}

enum Marker<'a> {
    /// The clouds named, or nothing when the range is more than a list of names.
    Start(Option<Vec<&'a str>>),
    End,
}

impl<'a> Marker<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let rest = line.trim().strip_prefix(":::")?.trim_start_matches(':').trim();
        if rest == "moniker-end" {
            return Some(Marker::End);
        }
        let range = rest.strip_prefix("moniker")?.trim_start().strip_prefix("range")?;
        let range = range.trim_start().strip_prefix('=')?.trim().trim_matches(['"', '\'']);
        let names: Vec<&str> = range.split("||").map(str::trim).collect();
        let plain =
            |name: &&str| !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
        Some(Marker::Start(names.iter().all(plain).then_some(names)))
    }
}

/// A line with its markers noted; videos become links.
fn marked<'a>(line: &'a str, number: usize, notes: &mut Vec<Note>) -> Cow<'a, str> {
    let mut note = |kind, text: &str| {
        notes.push(Note { line: number, kind, text: text.trim().to_owned() });
    };
    let trimmed = line.trim_start_matches([' ', '\t', '>']);
    if trimmed.starts_with(":::") {
        note(NoteKind::Directive, trimmed);
        return line.into();
    }
    let Some(start) = line.find("[!") else {
        return line.into();
    };
    let word = line[start + 2..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    match word.to_ascii_uppercase().as_str() {
        // `[![` is a picture inside a link.
        "" | "NOTE" | "TIP" | "IMPORTANT" | "CAUTION" | "WARNING" => {}
        "INCLUDE" => note(NoteKind::Include, &line[start..]),
        "VIDEO" => {
            note(NoteKind::Video, &line[start..]);
            if let Some((address, after)) = video(&line[start + 2 + word.len()..]) {
                return format!("{}<{address}>{after}", &line[..start]).into();
            }
        }
        _ => note(NoteKind::Directive, &line[start..]),
    }
    line.into()
}

fn video(rest: &str) -> Option<(&str, &str)> {
    let (address, after) = rest.split_once(']')?;
    let address = address.trim();
    let web = address.starts_with("https://") || address.starts_with("http://");
    (web && !address.contains(|c: char| c.is_whitespace() || c == '<' || c == '>'))
        .then_some((address, after))
}

/// Machine translations carry each source sentence in a hidden span behind its translation.
/// Line breaks inside stay, to keep the line numbers.
fn drop_source_sentences(body: &str) -> Cow<'_, str> {
    use crate::bilingual::SOURCE_SPAN as OPEN;
    if !body.contains(OPEN) {
        return body.into();
    }
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(start) = rest.find(OPEN) {
        out.push_str(&rest[..start]);
        let inside = &rest[start + OPEN.len()..];
        match span_end(inside) {
            Ok(end) => {
                out.extend(inside[..end].matches('\n'));
                rest = &inside[end..];
            }
            Err(searched) => {
                out.push_str(&rest[start..start + OPEN.len()]);
                out.push_str(&inside[..searched]);
                rest = &inside[searched..];
            }
        }
    }
    out.push_str(rest);
    out.into()
}

/// Where the span that is open at the start of `text` ends, or how far its paragraph was searched.
pub fn span_end(text: &str) -> Result<usize, usize> {
    let limit = text.find("\n\n").unwrap_or(text.len());
    let mut depth = 1;
    let mut at = 0;
    while let Some(found) = text[at..limit].find('<') {
        at += found + 1;
        if text[at..limit].starts_with("span") {
            depth += 1;
        } else if text[at..limit].starts_with("/span>") {
            depth -= 1;
            if depth == 0 {
                return Ok(at + "/span>".len());
            }
        }
    }
    Err(limit)
}
