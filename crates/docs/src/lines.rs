//! The lines of an article with those of its includes in their places, each knowing where it came from.

use crate::{MAX_NOTES, Note, NoteKind, dialect, front, outline, tags};
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
        if let Some(snippet) = Snippet::of(line) {
            return self.snippet(&snippet, number, file);
        }
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

    /// Shows a part of a program's text.
    fn snippet(&mut self, snippet: &Snippet<'_>, number: usize, file: usize) -> bool {
        let Ok(text) = self.fetch(snippet.address, number) else { return false };
        let text = dialect::unify(&text).replace(dialect::NOBODYS, "\u{fffd}");
        let fence = "`".repeat(3.max(longest_run(&text, '`') + 1));
        let mut push = |text: &str| {
            self.lines.lines.push(Line { text: format!("{}{text}", snippet.before), number, file });
        };
        push(&format!("{fence}{}", snippet.language));
        let numbered = text.lines().zip(1..);
        for (line, _) in numbered.filter(|(_, n)| snippet.ranges.is_empty() || snippet.has(*n)) {
            push(line);
        }
        push(&fence);
        true
    }

    /// The text of an included file, which is then open.
    fn open(&mut self, marker: &Marker<'_>, number: usize) -> Option<String> {
        let text = self.fetch(marker.address, number).ok()?;
        let address = self.address(marker.address);
        let text = dialect::unify(&text);
        let text = front::skip(&text).to_owned();
        self.lines.files.push(address);
        self.open.push(self.lines.files.len() - 1);
        Some(text)
    }
}

impl Reader<'_> {
    fn address(&self, address: &str) -> String {
        join(self.open.last().map_or("", |file| &self.lines.files[*file]), address)
    }

    /// The text of a file, or a note why there is none.
    fn fetch(&mut self, said: &str, number: usize) -> Result<String, ()> {
        let address = self.address(said);
        let found = if !is_relative(said) {
            Err(": only files beside the article can be included")
        } else if self.open.iter().any(|file| self.lines.files[*file] == address) {
            Err(": includes itself")
        } else if self.open.len() > MAX_NESTING {
            Err(": too many includes within includes")
        } else {
            (self.include)(&address).ok_or("")
        };
        let found = found.and_then(|text| {
            if text.len() > self.left { Err(": too much text is included") } else { Ok(text) }
        });
        match found {
            Ok(text) => {
                self.left -= text.len();
                Ok(text)
            }
            Err(why) => {
                if self.notes.len() < MAX_NOTES {
                    let text = format!("{}{why}", outline::shortened(said));
                    self.notes.push(Note { line: number, kind: NoteKind::Include, text });
                }
                Err(())
            }
        }
    }
}

/// A line that is `[!code-language[name](address#L1-L9)]` or `:::code language="…" source="…" range="1-9":::`.
struct Snippet<'a> {
    before: &'a str,
    language: String,
    address: &'a str,
    /// First and last lines.
    ranges: Vec<(usize, usize)>,
}

impl<'a> Snippet<'a> {
    fn of(line: &'a str) -> Option<Self> {
        let rest = line.trim_start_matches([' ', '\t', '>']);
        let (before, rest) = line.split_at(line.len() - rest.len());
        let rest = dialect::near(rest.trim_end());
        let is_marker = rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("[!code-"));
        let (language, address, range) = if is_marker {
            let (language, _) = rest[7..].split_once('[')?;
            let (address, end) = target(&rest[7 + language.len()..])?;
            if 7 + language.len() + end != rest.len() {
                return None;
            }
            let (address, place) = address.split_at(address.find(['#', '?']).unwrap_or(address.len()));
            let range = place
                .strip_prefix('#')
                .or_else(|| place.get(1..)?.split('&').find_map(|part| part.strip_prefix("range=")));
            (language.to_owned(), address, range.unwrap_or_default().to_owned())
        } else {
            let inside = rest.strip_prefix(":::")?.trim_start().strip_prefix("code ")?.strip_suffix(":::")?;
            let get = |name: &str| tags::attribute(inside, name).unwrap_or_default();
            let source = get("source");
            let at = inside.find(&source).filter(|_| !source.is_empty())?;
            (get("language"), &inside[at..at + source.len()], get("range"))
        };
        let language = language.chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        let ranges = range.split(',').filter_map(|part| {
            let (from, to) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| text.trim().trim_start_matches('L').parse().ok();
            Some((number(from)?, if to.is_empty() { usize::MAX } else { number(to)? }))
        });
        Some(Snippet { before, language, address, ranges: ranges.collect() })
    }

    fn has(&self, line: usize) -> bool {
        self.ranges.iter().any(|(from, to)| (*from..=*to).contains(&line))
    }
}

fn longest_run(text: &str, of: char) -> usize {
    text.split(|c| c != of).map(str::len).max().unwrap_or_default()
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
