//! The article dialect: Markdown with front matter in, a document or safe HTML out.
//!
//! Nothing here knows the product. What the dialect cannot carry over is named in
//! [`Document::notes`] and stays readable as text.

mod align;
mod bilingual;
mod compose;
mod dialect;
mod directive;
mod front;
mod furniture;
mod html;
mod lines;
mod lint;
mod outline;
mod related;
mod segments;
mod tabs;
mod tags;
mod variants;

use serde::Serialize;
use serde_json::Value;

pub use align::{Aligned, align};
pub use bilingual::{Bilingual, Pair, Problem, bilingual, interleave};
pub use compose::compose;
pub use html::{Alert, Html, Label, Options, Shown, render, render_user, show, undo_percent};
pub use lines::{Include, join};
pub use lint::{Finding, Glossary, GlossaryError, Kind, Placed, lint, lint_file};
pub use related::{Related, RelatedKind, related, video};
pub use segments::{Block, Segment, replace, segments};

/// The largest source that is read.
pub const MAX_BYTES: usize = 1024 * 1024;
/// Nobody reads more about one file.
pub(crate) const MAX_NOTES: usize = 1000;

/// An article as its source says it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// Every front matter pair in the order of the source. Quoted numbers stay strings.
    pub front: Vec<(String, Value)>,
    /// The front matter's title, else the first heading of level 1.
    pub title: String,
    /// The first heading of level 1, else the title. [`render`] leaves that heading out,
    /// because it is the heading of the page.
    pub headline: String,
    pub description: Option<String>,
    pub locale: Option<String>,
    /// The Markdown below the front matter, with line ends unified.
    pub body: String,
    pub headings: Vec<Heading>,
    /// All visible words, one line per block, for search.
    pub text: String,
    /// What the article leads to and shows, places within it left out.
    pub references: Vec<Reference>,
    pub notes: Vec<Note>,
}

impl Document {
    pub fn front(&self, key: &str) -> Option<&Value> {
        self.front.iter().find(|(k, _)| k == key).map(|(_, v)| v)
    }

    /// A front matter value that is text and not blank.
    pub fn front_text(&self, key: &str) -> Option<&str> {
        front::text(&self.front, key)
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Heading {
    pub level: u8,
    pub text: String,
    /// The id of the heading in the rendered page. An explicit anchor is kept in every language.
    pub slug: String,
}

/// A link or a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Counted from 1, front matter included.
    pub line: usize,
    /// As seen from the article's own file.
    pub address: String,
    pub picture: bool,
}

/// Something in the source that could not be taken over as it was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Counted from 1, front matter included.
    pub line: usize,
    pub kind: NoteKind,
    /// The words of the source.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// `[!INCLUDE …]` or `[!code-…]` of a text that isn't there, or may not be: shown as it is written.
    Include,
    /// Tabs that no `---` ends: the last one goes on to the end.
    Tab,
    /// A variant marker without its partner, inside another one or not a plain list of variants:
    /// the text is shown to everybody.
    Variant,
    /// An alert of a kind that isn't known: shown as a note with the author's title.
    Alert,
    /// Any other `:::` or `[!…]` marker: shown as it is written.
    Directive,
    /// An element that is not allowed: shown as text, scripts and styles dropped.
    Element,
    /// An address that runs something or brings its content along: its words are shown.
    Link,
    /// A picture without alternative text, or one that isn't beside the article: its words are shown.
    Picture,
    /// Something of the page around the article, such as "Share via": left out.
    Furniture,
    /// A front matter key that stands twice: the first counts. Named at line 1.
    RepeatedKey,
}

impl NoteKind {
    pub fn as_str(self) -> &'static str {
        match self {
            NoteKind::Include => "include",
            NoteKind::Tab => "tab",
            NoteKind::Variant => "variant",
            NoteKind::Alert => "alert",
            NoteKind::Directive => "directive",
            NoteKind::Element => "element",
            NoteKind::Link => "link",
            NoteKind::Picture => "picture",
            NoteKind::Furniture => "furniture",
            NoteKind::RepeatedKey => "repeated-key",
        }
    }
}

/// Why a file is no document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    Empty,
    TooLarge {
        limit: usize,
    },
    /// Neither UTF-8 nor UTF-16 with a byte order mark.
    Encoding,
    /// The bytes are no text at all.
    Binary,
    /// The front matter that starts on the first line never ends.
    FrontMatterOpen,
    FrontMatter {
        line: usize,
        reason: String,
    },
    NoTitle,
}

impl Refused {
    /// A stable name for message catalogues.
    pub fn as_str(&self) -> &'static str {
        match self {
            Refused::Empty => "empty",
            Refused::TooLarge { .. } => "too-large",
            Refused::Encoding => "encoding",
            Refused::Binary => "binary",
            Refused::FrontMatterOpen => "front-matter-open",
            Refused::FrontMatter { .. } => "front-matter",
            Refused::NoTitle => "no-title",
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Refused::Empty => f.write_str("the file is empty"),
            Refused::TooLarge { limit } => write!(f, "the file is larger than {limit} bytes"),
            Refused::Encoding => f.write_str("the file is neither UTF-8 nor UTF-16 with a byte order mark"),
            Refused::Binary => f.write_str("the file is not text"),
            Refused::FrontMatterOpen => f.write_str("the front matter has no closing line"),
            Refused::FrontMatter { line, reason } => {
                write!(f, "front matter, line {line}: {reason}")
            }
            Refused::NoTitle => f.write_str("neither a title in the front matter nor a heading of level 1"),
        }
    }
}

impl std::error::Error for Refused {}

/// Text from the bytes of a file: UTF-8, or UTF-16 with a byte order mark.
pub fn decode(bytes: &[u8]) -> Result<String, Refused> {
    if bytes.len() > MAX_BYTES {
        return Err(Refused::TooLarge { limit: MAX_BYTES });
    }
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes)?,
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8(rest)?,
        _ => utf8(bytes)?,
    };
    if text.contains('\0') {
        return Err(Refused::Binary);
    }
    Ok(text)
}

fn utf8(bytes: &[u8]) -> Result<String, Refused> {
    String::from_utf8(bytes.to_vec()).map_err(|_| Refused::Encoding)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Result<String, Refused> {
    let (pairs, []) = bytes.as_chunks::<2>() else {
        return Err(Refused::Encoding);
    };
    char::decode_utf16(pairs.iter().map(|pair| unit(*pair)))
        .collect::<Result<_, _>>()
        .map_err(|_| Refused::Encoding)
}

/// Reads an article. Never fails on the body: what it cannot take becomes a note.
pub fn parse(source: &str) -> Result<Document, Refused> {
    parse_with(source, &|_| None)
}

/// As [`parse`], with the texts that the article includes.
pub fn parse_with(source: &str, include: Include<'_>) -> Result<Document, Refused> {
    if source.len() > MAX_BYTES {
        return Err(Refused::TooLarge { limit: MAX_BYTES });
    }
    let source = dialect::unify(source);
    if source.trim().is_empty() {
        return Err(Refused::Empty);
    }
    let (front, body, first_line) = front::split(&source)?;
    let prepared = dialect::prepare(body, None, include);
    let mut outline = outline::outline(&prepared);

    let h1 = outline.headings.iter().find(|h| h.level == 1 && !h.text.is_empty());
    let title =
        front::text(&front, "title").or(h1.map(|h| h.text.as_str())).ok_or(Refused::NoTitle)?.to_owned();
    let headline = h1.map_or_else(|| title.clone(), |h| h.text.clone());
    let description = front::text(&front, "description").map(str::to_owned);
    let locale = front::text(&front, "ms.contentlocale").map(str::to_owned);
    let mut notes: Vec<Note> = prepared.notes.into_iter().chain(outline.notes).collect();
    for note in &mut notes {
        note.line += first_line - 1;
    }
    for reference in &mut outline.references {
        reference.line += first_line - 1;
    }
    notes.extend(front::repeated(&front));
    notes.sort_by_key(|note| note.line);
    notes.truncate(MAX_NOTES);
    let body = body.to_owned();
    Ok(Document {
        title,
        headline,
        description,
        locale,
        body,
        headings: outline.headings,
        text: outline.text,
        references: outline.references,
        notes,
        front,
    })
}

/// The files that the article includes, as seen from its own file, and that `include` doesn't know yet.
pub fn wanted(source: &str, include: Include<'_>) -> Vec<String> {
    let wanted = std::cell::RefCell::new(Vec::new());
    let ask = |address: &str| {
        let known = include(address);
        if known.is_none() {
            wanted.borrow_mut().push(address.to_owned());
        }
        known
    };
    let source = dialect::unify(source);
    lines::read(front::skip(&source), &ask, &mut Vec::new());
    wanted.into_inner()
}

/// The front matter of a file, whatever stands below it.
pub fn front_matter(source: &str) -> Result<Vec<(String, Value)>, Refused> {
    Ok(front::split(&dialect::unify(source))?.0)
}
