//! The sentences of an article that are translated, and the article with others in their place.

mod front;
mod mask;
mod reader;
mod replace;
mod sentences;

use serde::Serialize;
use std::ops::Range;

pub use replace::replace;

/// What a sentence stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Block {
    /// The front matter's title.
    Title,
    /// The front matter's description.
    Description,
    Heading(u8),
    Paragraph,
    Item,
    Cell,
    /// What is said instead of a picture.
    AltText,
}

/// One sentence as it is translated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Segment {
    /// `s101` is the title, `s102` the description; the body's sentences are counted from `s103`.
    pub id: String,
    pub block: Block,
    /// Inline Markdown on one line; of the front matter, its words.
    pub text: String,
    /// Where it stands in the source, in bytes.
    pub range: Range<usize>,
    /// Nothing of its paragraph stands before it.
    pub first: bool,
}

const TITLE: usize = 101;
const DESCRIPTION: usize = 102;
const BODY: usize = 103;

/// The sentences in the order of the source, which may have front matter. Code, addresses and marks of
/// the dialect are not among them. Of a side-by-side file take the [`crate::bilingual`] pairs instead.
pub fn segments(source: &str) -> Vec<Segment> {
    let body = crate::front::skip(source);
    let offset = source.len() - body.len();
    let mut found = front::segments(&source[..offset]);
    for (number, segment) in reader::read(body).into_iter().enumerate() {
        let range = segment.range.start + offset..segment.range.end + offset;
        found.push(Segment { id: format!("s{}", BODY + number), range, ..segment });
    }
    found
}
