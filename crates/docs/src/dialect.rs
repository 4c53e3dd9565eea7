//! The line-level part of the dialect, taken care of before Markdown is read: what it asks for
//! becomes marks, comments which Markdown lets through, in the lists and quotations that they stand in.

use crate::directive::{self, Mark};
use crate::lines::{self, Fence, Include, Line, Lines};
use crate::{MAX_NOTES, Note, NoteKind, furniture, outline, variants};
use std::borrow::Cow;

/// Starts a mark. No text has the character in it: it is nobody's letter.
const OPEN: &str = "<!--\u{fdd0}";
const CLOSE: &str = "-->";
pub const NOBODYS: char = '\u{fdd0}';

/// A marker ends within so many bytes, so that looking for its end takes bounded time.
pub fn near(text: &str) -> &str {
    const NEAR: usize = 4096;
    &text[..text.floor_char_boundary(NEAR)]
}
/// Rows in rows, in an article that means it.
const MAX_OPEN: usize = 32;

pub struct Prepared {
    pub text: String,
    pub notes: Vec<Note>,
    /// Each with the words that it stands for.
    marks: Vec<(Mark, String)>,
    /// Of each line of the text: the line of the source, and the file.
    places: Vec<(usize, usize)>,
    ends: Vec<usize>,
    files: Vec<String>,
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
pub fn prepare(body: &str, cloud: Option<&str>, include: Include<'_>) -> Prepared {
    let mut notes = Vec::new();
    let Lines { mut lines, files } = lines::read(body, include, &mut notes);
    furniture::leave_out(&mut lines, &mut notes);
    let mut fence = Fence::default();
    let code: Vec<bool> = lines.iter().map(|line| fence.is_code(&line.text)).collect();
    let hidden = variants::hidden(&lines, &code, cloud, &mut notes);

    let unpaired = unpaired(&lines, &code, &hidden);
    let mut prepared = Prepared {
        text: String::with_capacity(body.len()),
        notes,
        marks: Vec::new(),
        places: Vec::with_capacity(lines.len()),
        ends: Vec::with_capacity(lines.len()),
        files,
    };
    for (index, line) in lines.iter().enumerate() {
        if hidden[index] {
            prepared.push("", line);
        } else if code[index] {
            prepared.push(&line.text, line);
        } else {
            prepared.line(line, unpaired[index]);
        }
    }
    prepared
}

/// Which lines stand in fenced code.
pub fn code_lines(lines: &[&str]) -> Vec<bool> {
    let mut fence = Fence::default();
    lines.iter().map(|line| fence.is_code(line)).collect()
}

/// Where `:::` or `[!` comes next.
fn next_marker(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    (0..bytes.len()).find(|at| match bytes[*at] {
        b':' => bytes[*at..].starts_with(b":::"),
        b'[' => bytes.get(at + 1) == Some(&b'!'),
        _ => false,
    })
}

/// Lines that open a stretch which doesn't end, or end one that wasn't opened.
fn unpaired(lines: &[Line], code: &[bool], hidden: &[bool]) -> Vec<bool> {
    let mut unpaired = vec![false; lines.len()];
    let mut open: Vec<(usize, &str)> = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(index, _)| !code[*index] && !hidden[*index]) {
        let found = directive::block(near(unquoted(&line.text).1));
        match found.and_then(|(mark, _)| mark.stretch()) {
            Some((_, true)) if open.len() == MAX_OPEN => unpaired[index] = true,
            Some((name, true)) => open.push((index, name)),
            Some((name, false)) => match open.iter().rposition(|(_, other)| *other == name) {
                Some(at) => {
                    for (inner, _) in open.drain(at..).skip(1) {
                        unpaired[inner] = true;
                    }
                }
                None => unpaired[index] = true,
            },
            None => {}
        }
    }
    for (index, _) in open {
        unpaired[index] = true;
    }
    unpaired
}

/// A line in its indentation and quotation marks, and the rest.
fn unquoted(line: &str) -> (&str, &str) {
    let rest = line.trim_start_matches([' ', '\t', '>']);
    line.split_at(line.len() - rest.len())
}

impl Prepared {
    /// The line of the source at this byte of the text, counted from 1.
    pub fn line_at(&self, byte: usize) -> usize {
        self.place(byte).0
    }

    /// The address of what is named at this byte, as seen from the article's own file.
    pub fn address(&self, byte: usize, address: &str) -> String {
        let file = &self.files[self.place(byte).1];
        if file.is_empty() { address.to_owned() } else { lines::join(file, address) }
    }

    fn place(&self, byte: usize) -> (usize, usize) {
        let line = self.ends.partition_point(|end| *end < byte);
        self.places.get(line).copied().unwrap_or((1, 0))
    }

    /// What a comment stands for, if it is a mark.
    pub fn mark(&self, comment: &str) -> Option<&Mark> {
        let number = comment.strip_prefix(OPEN)?.split_once(CLOSE)?.0;
        self.marks.get(number.parse::<usize>().ok()?).map(|(mark, _)| mark)
    }

    /// Text in which marks are the words that they stand for, as in code.
    pub fn words<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains(OPEN) {
            return text.into();
        }
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(OPEN) {
            out.push_str(before);
            let (number, after) = after.split_once(CLOSE).unwrap_or((after, ""));
            if let Some((_, words)) = number.parse::<usize>().ok().and_then(|n| self.marks.get(n)) {
                out.push_str(words);
            }
            rest = after;
        }
        out.push_str(rest);
        out.into()
    }

    fn push(&mut self, text: &str, line: &Line) {
        if !self.places.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(text);
        self.places.push((line.number, line.file));
        self.ends.push(self.text.len());
    }

    fn note(&mut self, line: &Line, kind: NoteKind, text: &str) {
        if self.notes.len() < MAX_NOTES {
            self.notes.push(Note { line: line.number, kind, text: outline::shortened(text.trim()) });
        }
    }

    /// The comment that stands for a mark from now on.
    fn hold(&mut self, mark: Mark, words: &str, line: &Line) -> String {
        if let Mark::OtherAlert(_) = mark {
            self.note(line, NoteKind::Alert, words);
        }
        if let Mark::Picture(picture) = &mark
            && (picture.words.is_empty() && !picture.is_icon || picture.address.contains(':'))
        {
            self.note(line, NoteKind::Picture, words);
        }
        self.marks.push((mark, words.to_owned()));
        format!("{OPEN}{}{CLOSE}", self.marks.len() - 1)
    }

    fn line(&mut self, line: &Line, is_unpaired: bool) {
        let text = line.text.as_str();
        let (quote, rest) = unquoted(text);
        if rest.starts_with(":::") {
            match directive::block(near(rest)) {
                Some((mark, after)) if !is_unpaired => {
                    let (words, after) = rest.split_at(near(rest).len() - after.len());
                    let is_alone = after.trim().is_empty();
                    let in_line = match &mark {
                        Mark::Picture(picture) => picture.is_icon || !(picture.is_described || is_alone),
                        _ => false,
                    };
                    let mark = self.hold(mark, words, line);
                    if in_line {
                        // An element before the comment makes it part of a paragraph.
                        let after = self.within(after, line);
                        return self.push(&format!("{quote}<span></span>{mark}{after}"), line);
                    }
                    self.push(&format!("{quote}{mark}"), line);
                    if !is_alone {
                        let after = self.within(after.trim_start(), line);
                        self.push(&format!("{quote}{after}"), line);
                    }
                    return;
                }
                _ => {
                    self.note(line, NoteKind::Directive, rest);
                    return self.push(text, line);
                }
            }
        }
        if quote.contains('>')
            && let Some((mark, after)) = directive::quoted(near(rest))
        {
            let (words, after) = rest.split_at(near(rest).len() - after.len());
            let mark = self.hold(mark, words, line);
            self.push(&format!("{quote}{mark}"), line);
            if !after.trim().is_empty() {
                let after = self.within(after.trim_start(), line);
                self.push(&format!("{quote}{after}"), line);
            }
            return;
        }
        let within = self.within(text, line);
        self.push(&within, line);
    }

    /// Running text with pictures and videos as marks, and other markers noted.
    fn within(&mut self, text: &str, line: &Line) -> String {
        let mut out = String::with_capacity(text.len());
        let (mut rest, mut ticks) = (text, 0);
        while let Some(at) = next_marker(rest) {
            let (before, marker) = rest.split_at(at);
            out.push_str(before);
            ticks += before.matches('`').count();
            let is_code = ticks % 2 == 1;
            let found = directive::block(near(marker)).or_else(|| directive::video(near(marker)));
            let length = match found {
                Some((mark @ (Mark::Picture(_) | Mark::Video { .. }), after))
                    if !is_code && mark.stretch().is_none() =>
                {
                    let length = near(marker).len() - after.len();
                    out.push_str(&self.hold(mark, &marker[..length], line));
                    length
                }
                _ => {
                    let word = marker[2..].split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
                    // `[![` is a picture inside a link; unanswered includes have been noted.
                    let is_marker = marker.starts_with("[!") && !word.is_empty();
                    let is_noted = word.eq_ignore_ascii_case("INCLUDE") || word.eq_ignore_ascii_case("code");
                    if is_marker && !is_code && !is_noted {
                        self.note(line, NoteKind::Directive, marker);
                    }
                    let length = marker.len() - marker.trim_start_matches(':').len();
                    let length = if length == 0 { 2 } else { length };
                    out.push_str(&marker[..length]);
                    length
                }
            };
            rest = &marker[length..];
        }
        out.push_str(rest);
        out
    }
}

/// Machine translations carry each source sentence in a hidden span behind its translation.
/// Line breaks inside stay, to keep the line numbers.
pub fn without_source_sentences(body: &str) -> Cow<'_, str> {
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
