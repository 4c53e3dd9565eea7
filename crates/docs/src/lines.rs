//! The lines of an article with those of its includes in their places, each knowing where it came from.

use crate::{Note, NoteKind, dialect, front};
use std::borrow::Cow;

/// Gives the text of the file at this address, which is relative to the article's own file.
pub type Include<'a> = &'a dyn Fn(&str) -> Option<String>;

/// Includes within includes.
const MAX_NESTING: usize = 8;
/// What includes may add to an article.
const MAX_ADDED: usize = crate::MAX_BYTES;

#[derive(Debug)]
pub struct Line {
    pub text: String,
    /// In the article's own text, counted from 1; for what was included the line that says so.
    pub number: usize,
    /// Which of [`Lines::files`] it stands in.
    pub file: usize,
}

#[derive(Debug)]
pub struct Lines {
    pub lines: Vec<Line>,
    /// The article itself (an empty address) and every included file.
    pub files: Vec<String>,
}

pub fn read(body: &str, include: Include<'_>, notes: &mut Vec<Note>) -> Lines {
    let lines = Lines { lines: Vec::new(), files: vec![String::new()] };
    let mut reader = Reader { include, notes, lines, open: vec![0], left: MAX_ADDED };
    reader.text(body, None);
    reader.lines
}

struct Reader<'a> {
    include: Include<'a>,
    notes: &'a mut Vec<Note>,
    lines: Lines,
    /// The files that are being read, outermost first.
    open: Vec<usize>,
    left: usize,
}

/// Where an included text stands: the line that names it, and what each of its lines begins with.
struct Place<'a> {
    number: usize,
    first: &'a str,
    further: String,
}

impl Reader<'_> {
    fn text(&mut self, text: &str, place: Option<&Place<'_>>) {
        let file = self.open.last().copied().unwrap_or_default();
        let mut fence = Fence::default();
        let text = text.replace(dialect::NOBODYS, "\u{fffd}");
        for (index, line) in dialect::without_source_sentences(&text).split('\n').enumerate() {
            let number = place.map_or(index + 1, |place| place.number);
            let line: Cow<'_, str> = match place {
                None => line.into(),
                Some(place) if index == 0 => format!("{}{line}", place.first).into(),
                Some(place) => format!("{}{line}", place.further).into(),
            };
            if fence.is_code(&line) || !self.line(&line, number, file) {
                self.lines.lines.push(Line { text: line.into_owned(), number, file });
            }
        }
    }

    /// Whether the line was an include or had some, and has been taken.
    fn line(&mut self, line: &str, number: usize, file: usize) -> bool {
        let Some(marker) = Marker::find(line, 0) else { return false };
        let (before, after) = (&line[..marker.start], &line[marker.end..]);
        if let Some(further) = indent(before)
            && after.trim().is_empty()
        {
            let Some(text) = self.open(&marker, number) else { return false };
            self.text(text.trim_matches('\n'), Some(&Place { number, first: before, further }));
            self.open.pop();
            return true;
        }
        let mut out = String::new();
        let (mut at, mut found) = (0, Some(marker));
        while let Some(marker) = found {
            out.push_str(&line[at..marker.start]);
            match self.open(&marker, number) {
                Some(text) => {
                    let from = self.lines.lines.len();
                    self.text(text.trim(), Some(&Place { number, first: "", further: String::new() }));
                    let inner: Vec<String> =
                        self.lines.lines.drain(from..).map(|line| line.text.trim().to_owned()).collect();
                    out.push_str(&inner.join(" "));
                    self.open.pop();
                }
                None => out.push_str(&line[marker.start..marker.end]),
            }
            at = marker.end;
            found = Marker::find(line, at);
        }
        out.push_str(&line[at..]);
        self.lines.lines.push(Line { text: out, number, file });
        true
    }

    /// The text of an included file, which is then open.
    fn open(&mut self, marker: &Marker<'_>, number: usize) -> Option<String> {
        let base = self.open.last().map_or("", |file| &self.lines.files[*file]);
        let address = join(base, marker.address);
        let mut refuse = |why: &str| {
            let text = format!("{}{why}", marker.address);
            self.notes.push(Note { line: number, kind: NoteKind::Include, text });
            None
        };
        if !is_relative(marker.address) {
            return refuse(": only files beside the article can be included");
        }
        if self.open.iter().any(|file| self.lines.files[*file] == address) {
            return refuse(": includes itself");
        }
        if self.open.len() > MAX_NESTING {
            return refuse(": too many includes within includes");
        }
        let Some(text) = (self.include)(&address) else { return refuse("") };
        if text.len() > self.left {
            return refuse(": too much text is included");
        }
        self.left -= text.len();
        let text = dialect::unify(&text);
        let text = front::skip(&text).to_owned();
        self.lines.files.push(address);
        self.open.push(self.lines.files.len() - 1);
        Some(text)
    }
}

/// `[!INCLUDE [name](address)]`
struct Marker<'a> {
    start: usize,
    end: usize,
    address: &'a str,
}

impl<'a> Marker<'a> {
    fn find(line: &'a str, from: usize) -> Option<Self> {
        const WORD: &str = "[!INCLUDE";
        let (mut at, mut ticks) = (from, 0);
        while let Some(found) = line[at..].find("[!") {
            let start = at + found;
            ticks += line[at..start].matches('`').count();
            at = start + 2;
            let is_include =
                line.get(start..start + WORD.len()).is_some_and(|w| w.eq_ignore_ascii_case(WORD));
            // Between back-ticks it is an example.
            if is_include
                && ticks % 2 == 0
                && let Some((address, end)) = target(dialect::near(&line[start + WORD.len()..]))
            {
                return Some(Self { start, end: start + WORD.len() + end, address });
            }
        }
        None
    }
}

/// The address in ` [name](address)]`, and where that ends.
fn target(text: &str) -> Option<(&str, usize)> {
    let rest = text.trim_start().strip_prefix('[')?;
    let (_, rest) = rest.split_once("](")?;
    let (address, rest) = rest.split_once(')')?;
    let rest = rest.trim_start().strip_prefix(']')?;
    Some((address.trim().trim_matches(['<', '>']).trim(), text.len() - rest.len()))
}

/// What the further lines of a text begin with that stands behind `before`, or nothing if there are words.
fn indent(before: &str) -> Option<String> {
    let words = before.trim_start_matches([' ', '\t', '>']);
    let plain = words.trim_end();
    let is_item = matches!(plain, "" | "-" | "*" | "+")
        || plain.strip_suffix(['.', ')']).is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let quote = &before[..before.len() - words.len()];
    is_item.then(|| format!("{quote}{}", " ".repeat(words.len())))
}

/// Keeps account of fenced code, line by line.
#[derive(Default)]
pub struct Fence(Option<(char, usize)>);

impl Fence {
    /// Whether this line belongs to fenced code, the fences themselves with it.
    pub fn is_code(&mut self, line: &str) -> bool {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| line.len() - line.trim_start_matches(mark).len());
        match (self.0, mark) {
            // A back-tick after the fence makes it a code span in running text.
            (None, Some(mark)) if length >= 3 && !(mark == '`' && line[length..].contains('`')) => {
                self.0 = Some((mark, length));
                true
            }
            (Some((open, least)), Some(mark))
                if mark == open && length >= least && line[length..].trim().is_empty() =>
            {
                self.0 = None;
                true
            }
            (open, _) => open.is_some(),
        }
    }
}

/// The address of something as seen from the article, that the file at `base` names as `address`.
pub fn join(base: &str, address: &str) -> String {
    let folder = base.rfind('/').map_or("", |end| &base[..end]);
    if !is_relative(address) || (folder.is_empty() && !address.contains("./") && !address.contains('\\')) {
        return address.to_owned();
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let mut steps: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in address[..end].split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." if steps.last().is_some_and(|last| *last != "..") => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/") + &address[end..]
}

fn is_relative(address: &str) -> bool {
    let end = address.find(['/', '?', '#']).unwrap_or(address.len());
    !address.is_empty() && !address.starts_with(['/', '\\', '#', '?', '~']) && !address[..end].contains(':')
}
