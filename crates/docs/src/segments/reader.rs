//! Markdown cut into runs of text, and those into sentences.

use super::mask::{self, COVER};
use super::sentences::{Atom, OPAQUE, sentences};
use super::{Block, Segment};
use crate::outline;
use crate::tags::{self, Piece, Standing};
use pulldown_cmark::{Event, Tag, TagEnd};
use std::ops::Range;

/// The sentences of a body without front matter, not yet numbered.
pub fn read(body: &str) -> Vec<Segment> {
    let (text, descriptions) = mask::mask(body);
    let Some(events) = outline::events(&text, outline::ARTICLE) else {
        return Vec::new();
    };
    let mut reader = Reader { body, ..Reader::default() };
    for (index, (event, range)) in events.iter().enumerate() {
        let next = events.get(index + 1).map_or(range.end, |(_, next)| next.start.max(range.end));
        reader.take(event, range, next);
    }
    reader.end_run();
    for range in descriptions {
        reader.push(Block::AltText, range, &[], true);
    }
    reader.found.sort_by_key(|segment| segment.range.start);
    reader.found
}

#[derive(Default)]
struct Reader<'a> {
    body: &'a str,
    found: Vec<Segment>,
    /// The blocks that are open; what stands in the innermost gets its name.
    blocks: Vec<Block>,
    code: bool,
    atoms: Vec<Atom>,
    /// Line ends with the marks of the lines they lead to.
    breaks: Vec<Range<usize>>,
    /// Pictures of this run: where their descriptions are in `atoms`, and where those end in the source.
    pictures: Vec<(Range<usize>, usize)>,
    /// Inline markup that is open, and where the outermost began.
    depth: usize,
    opened: usize,
    /// Raw elements that are open.
    elements: Vec<Element>,
}

struct Element {
    name: String,
    /// What stands in it, unless it is inline.
    block: Option<Block>,
    /// How many blocks of Markdown are around it.
    within: usize,
}

/// How far an end tag looks back for its start.
const NEAR: usize = 8;

impl Reader<'_> {
    fn take(&mut self, event: &Event<'_>, range: &Range<usize>, next: usize) {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::MetadataBlock(_)) => {
                self.end_run();
                self.code = true;
            }
            Event::End(TagEnd::CodeBlock | TagEnd::MetadataBlock(_)) => self.code = false,
            _ if self.code && !matches!(event, Event::Html(_) | Event::InlineHtml(_)) => {}
            Event::Start(Tag::Link { dest_url, .. }) if self.is_tab(dest_url) => {}
            Event::Start(Tag::Image { .. }) => {
                self.open(range.start);
                self.pictures.push((self.atoms.len()..self.atoms.len(), range.end));
            }
            Event::Start(
                Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. },
            ) => self.open(range.start),
            Event::End(TagEnd::Image) => {
                if let Some((picture, end)) = self.pictures.last_mut() {
                    picture.end = self.atoms.len();
                    *end = self.atoms.last().map_or(range.start, |last| last.end);
                }
                self.close(range.end);
            }
            Event::End(
                TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link,
            ) => self.close(range.end),
            Event::Start(block) => {
                self.end_run();
                self.blocks.push(self.block_of(block));
            }
            Event::End(_) => {
                self.end_run();
                self.blocks.pop();
                while self.elements.pop_if(|last| last.within > self.blocks.len()).is_some() {}
            }
            Event::Text(text) => self.text(text, range),
            Event::Code(_) | Event::FootnoteReference(_) => self.atom(OPAQUE, range.clone()),
            Event::Html(_) | Event::InlineHtml(_) => self.raw(range.clone()),
            Event::SoftBreak => self.line_end(range.start..next),
            Event::HardBreak if self.depth > 0 => self.line_end(range.start..next),
            Event::HardBreak | Event::Rule => self.end_run(),
            _ => {}
        }
    }

    fn block(&self) -> Block {
        let raw = self.elements.last().filter(|last| last.within == self.blocks.len());
        raw.and_then(|last| last.block).or(self.blocks.last().copied()).unwrap_or(Block::Paragraph)
    }

    fn block_of(&self, tag: &Tag<'_>) -> Block {
        match tag {
            Tag::Heading { level, .. } => Block::Heading(*level as u8),
            Tag::Item => Block::Item,
            Tag::TableCell => Block::Cell,
            Tag::BlockQuote(_) | Tag::FootnoteDefinition(_) => Block::Paragraph,
            _ => self.block(),
        }
    }

    fn is_tab(&self, address: &str) -> bool {
        address.starts_with("#tab/") && matches!(self.block(), Block::Heading(_))
    }

    fn open(&mut self, at: usize) {
        if self.depth == 0 {
            self.opened = at;
        }
        self.depth += 1;
    }

    fn close(&mut self, end: usize) {
        // The link that names a tab was not opened.
        if self.depth == 0 {
            return;
        }
        self.depth -= 1;
        if self.depth == 0
            && let Some(last) = self.atoms.last_mut().filter(|last| last.depth > 0)
        {
            last.end = end;
            last.closes = true;
        }
    }

    fn atom(&mut self, char: char, range: Range<usize>) {
        let opened = if self.depth > 0 { self.opened } else { range.start };
        let Range { start, end } = range;
        self.atoms.push(Atom { char, start, end, depth: self.depth, closes: false, opened });
    }

    fn text(&mut self, text: &str, range: &Range<usize>) {
        // An escaped character brings its backslash.
        let before = self.body.as_bytes().get(range.start.wrapping_sub(1));
        let escape = before == Some(&b'\\') && self.atoms.last().is_none_or(|last| last.end < range.start);
        if self.body.get(range.clone()).is_some_and(|source| source.len() == text.len()) {
            for (at, c) in text.char_indices() {
                let start = range.start + at - usize::from(escape && at == 0);
                self.atom(c, start..range.start + at + c.len_utf8());
            }
        } else {
            text.chars().for_each(|c| self.atom(c, range.clone()));
        }
    }

    fn line_end(&mut self, range: Range<usize>) {
        self.atom(' ', range.clone());
        self.breaks.push(range);
    }

    fn raw(&mut self, range: Range<usize>) {
        let body = self.body;
        let mut at = range.start;
        for piece in tags::pieces(&body[range]) {
            let (Piece::Text(raw) | Piece::Comment(raw)) = (match &piece {
                Piece::Tag(tag) => Piece::Text(tag.raw),
                Piece::Text(raw) => Piece::Text(raw),
                Piece::Comment(raw) => Piece::Comment(raw),
            }) else {
                continue;
            };
            let place = at..at + raw.len();
            at = place.end;
            match &piece {
                Piece::Tag(tag) => self.element(tag, place),
                Piece::Text(words) if !self.code => self.raw_words(words, place.start),
                _ => {}
            }
        }
    }

    fn raw_words(&mut self, words: &str, start: usize) {
        for (at, c) in words.char_indices() {
            let place = start + at..start + at + c.len_utf8();
            if c == '\n' { self.line_end(place) } else { self.atom(c, place) }
        }
    }

    fn element(&mut self, tag: &tags::Tag<'_>, place: Range<usize>) {
        let name = tag.name.as_str();
        let block = match name {
            "li" | "dd" | "dt" => Some(Block::Item),
            "td" | "th" => Some(Block::Cell),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Some(Block::Heading(name.as_bytes()[1] - b'0')),
            "p" | "div" | "ul" | "ol" | "dl" | "tr" | "table" | "thead" | "tbody" | "details" | "summary"
            | "blockquote" | "hr" => Some(self.block()),
            _ => None,
        };
        if name == "pre" || tag.standing() == Standing::Code {
            self.end_run();
            self.code = !tag.closing;
        } else if let Some(block) = block {
            self.end_run();
            if tag.closing {
                self.leave(name);
            } else if !matches!(name, "hr" | "p") {
                self.enter(name, Some(block));
            }
        } else if name == "br" && self.depth == 0 {
            self.end_run();
        } else if matches!(name, "br" | "img" | "wbr") {
            self.atom(' ', place);
        } else if tag.standing() == Standing::Text {
            self.atom(OPAQUE, place);
        } else if tag.closing {
            for _ in 0..self.leave(name) {
                self.close(place.end);
            }
        } else if !tag.raw.ends_with("/>") {
            self.open(place.start);
            self.enter(name, None);
        }
    }

    fn enter(&mut self, name: &str, block: Option<Block>) {
        self.elements.push(Element { name: name.to_owned(), block, within: self.blocks.len() });
    }

    /// Closes the innermost element of this name and what is open inside it: how many inline ones.
    fn leave(&mut self, name: &str) -> usize {
        let Some(back) = self.elements.iter().rev().take(NEAR).position(|element| element.name == name)
        else {
            return 0;
        };
        let left = self.elements.split_off(self.elements.len() - back - 1);
        left.iter().filter(|element| element.block.is_none()).count()
    }

    fn end_run(&mut self) {
        let atoms = std::mem::take(&mut self.atoms);
        let breaks = std::mem::take(&mut self.breaks);
        let pictures = std::mem::take(&mut self.pictures);
        self.depth = 0;
        while self.elements.pop_if(|last| last.block.is_none()).is_some() {}
        let said = |atom: &Atom| atom.char.is_alphanumeric();
        if only_pictures(&atoms, &pictures) {
            for (picture, end) in pictures {
                let inside = &atoms[picture];
                if let [first, ..] = inside
                    && inside.iter().any(said)
                {
                    self.push(Block::AltText, first.start..end, &breaks, true);
                }
            }
            return;
        }
        let block = self.block();
        let mut first_of_run = true;
        for sentence in sentences(&atoms) {
            let sentence = &atoms[sentence];
            if let [first, ..] = sentence
                && let [.., last] = sentence
                && sentence.iter().any(said)
            {
                let start = if first.depth > 0 { first.opened } else { first.start };
                self.push(block, start..last.end, &breaks, first_of_run);
                first_of_run = false;
            }
        }
    }

    fn push(&mut self, block: Block, range: Range<usize>, breaks: &[Range<usize>], first: bool) {
        let mut text = String::with_capacity(range.len());
        let mut at = range.start;
        let inside = breaks.partition_point(|line_end| line_end.start < range.start);
        for line_end in breaks[inside..].iter().take_while(|line_end| line_end.end <= range.end) {
            text.push_str(self.body[at..line_end.start].trim_end());
            text.push(' ');
            at = line_end.end;
        }
        text.push_str(&self.body[at..range.end]);
        let text = text.replace(COVER, "");
        self.found.push(Segment { id: String::new(), block, text, range, first });
    }
}

/// Whether all words of the run describe pictures.
fn only_pictures(atoms: &[Atom], pictures: &[(Range<usize>, usize)]) -> bool {
    let mut at = 0;
    let outside = |range: Range<usize>| {
        atoms.get(range).is_some_and(|part| part.iter().any(|a| a.char.is_alphanumeric()))
    };
    for (picture, _) in pictures {
        if outside(at..picture.start) {
            return false;
        }
        at = picture.end;
    }
    !pictures.is_empty() && !outside(at..atoms.len())
}
