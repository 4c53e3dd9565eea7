//! What the Markdown says, without its looks: headings, words, notes.

use crate::dialect::Prepared;
use crate::directive::Mark;
use crate::tabs;
use crate::tags::{self, Piece, Standing};
use crate::{Heading, Note, NoteKind, Reference};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::ops::Range;

/// More than any page for people has; keeps the work bounded.
const MAX_EVENTS: usize = 200_000;

pub type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// Everything of Markdown that articles use.
pub const ARTICLE: Options =
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH);

/// The Markdown events with each HTML block in one piece, or nothing if there are too many.
pub fn events(markdown: &str, options: Options) -> Option<Events<'_>> {
    let mut events: Events<'_> = Vec::new();
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        if let (Event::Html(line), Some((Event::Html(block), whole))) = (&event, events.last_mut()) {
            *block = format!("{block}{line}").into();
            whole.end = range.end;
            continue;
        }
        if events.len() == MAX_EVENTS {
            return None;
        }
        events.push((event, range));
    }
    Some(events)
}

pub struct Outline {
    pub headings: Vec<Heading>,
    pub text: String,
    pub references: Vec<Reference>,
    pub notes: Vec<Note>,
}

pub fn outline(prepared: &Prepared) -> Outline {
    let mut outline =
        Outline { headings: Vec::new(), text: String::new(), references: Vec::new(), notes: Vec::new() };
    let Some(events) = events(&prepared.text, ARTICLE) else {
        outline.text = prepared.text.clone();
        return outline;
    };
    for start in tabs::find(&events).1 {
        let (_, text) = heading(&events[start + 1..]);
        let line = prepared.line_at(events[start].1.start);
        outline.notes.push(Note { line, kind: NoteKind::Tab, text: shortened(&text) });
    }
    let mut code = false;
    for (index, (event, range)) in events.iter().enumerate() {
        let line = prepared.line_at(range.start);
        let reference = |address: &str, picture| Reference {
            line,
            address: prepared.address(range.start, address.strip_suffix("#lightbox").unwrap_or(address)),
            picture,
        };
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                let (slug, text) = heading(&events[index + 1..]);
                outline.headings.push(Heading { level: *level as u8, text, slug });
            }
            Event::Start(Tag::Link { dest_url, .. }) => outline.references.push(reference(dest_url, false)),
            Event::Start(Tag::Image { dest_url, .. }) => {
                outline.references.push(reference(dest_url, true));
                let is_wordless = matches!(events.get(index + 1), Some((Event::End(TagEnd::Image), _)));
                if is_wordless || dest_url.contains(':') {
                    let text = shortened(dest_url);
                    outline.notes.push(Note { line, kind: NoteKind::Picture, text });
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let mut line = line;
                for piece in tags::pieces(html) {
                    let raw = match &piece {
                        Piece::Text(text) => text,
                        Piece::Tag(tag) => tag.raw,
                        Piece::Comment(raw) => raw,
                    };
                    match &piece {
                        Piece::Tag(tag) => {
                            if let Some(kind) = complaint(tag) {
                                outline.notes.push(Note { line, kind, text: shortened(tag.raw) });
                            }
                            for (name, picture) in [("href", false), ("src", true)] {
                                let address = tag.attribute(name).filter(|address| !address.is_empty());
                                outline.references.extend(address.map(|a| reference(&a, picture)));
                            }
                        }
                        Piece::Comment(comment) => {
                            for (address, picture) in mark(prepared.mark(comment), &mut outline.text) {
                                outline.references.push(reference(address, picture));
                            }
                        }
                        Piece::Text(_) => {}
                    }
                    raw_words(&piece, &mut code, &mut outline.text);
                    line += raw.matches('\n').count();
                }
            }
            Event::Text(text) | Event::Code(text) if !code => outline.text.push_str(&prepared.words(text)),
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::TableCell) => outline.text.push(' '),
            Event::End(end) if is_block(*end) => {
                code = false;
                end_line(&mut outline.text);
            }
            _ => {}
        }
    }
    for reference in outline.references.iter().filter(|reference| is_script(&reference.address)) {
        let (line, text) = (reference.line, shortened(&reference.address));
        outline.notes.push(Note { line, kind: NoteKind::Link, text });
    }
    outline.text = tidy(&outline.text);
    outline.references.retain(|reference| !reference.address.starts_with('#'));
    outline
}

/// The words of a mark, and the addresses that it names.
fn mark<'m>(mark: Option<&'m Mark>, text: &mut String) -> Vec<(&'m str, bool)> {
    let addresses = match mark {
        Some(Mark::Picture(picture)) => {
            text.push_str(&picture.words);
            vec![(picture.address.as_str(), true), (picture.large.as_str(), true)]
        }
        Some(Mark::Video { address, title, captions }) => {
            text.push_str(title);
            vec![(address.as_str(), false), (captions.as_str(), false)]
        }
        Some(Mark::OtherAlert(title)) => {
            text.push_str(title);
            text.push('\n');
            Vec::new()
        }
        _ => Vec::new(),
    };
    addresses.into_iter().filter(|(address, _)| !address.is_empty()).collect()
}

/// Whether the address is something to run, or brings its content along.
fn is_script(address: &str) -> bool {
    let plain = |c: &char| !c.is_whitespace() && !c.is_control();
    let scheme: String = address.split(':').next().unwrap_or_default().chars().filter(plain).collect();
    address.contains(':')
        && ["javascript", "vbscript", "data", "file"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

fn tidy(text: &str) -> String {
    let lines: Vec<String> = text.lines().map(single_spaced).filter(|line| !line.is_empty()).collect();
    lines.join("\n")
}

fn single_spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn complaint(tag: &tags::Tag<'_>) -> Option<NoteKind> {
    match tag.standing() {
        _ if tag.closing => None,
        Standing::Text | Standing::Code => Some(NoteKind::Element),
        _ if tag.name == "img" => {
            let is_wordless = tag.attribute("alt").is_none_or(|words| words.is_empty());
            let is_elsewhere = tag.attribute("src").is_some_and(|source| source.contains(':'));
            (is_wordless || is_elsewhere).then_some(NoteKind::Picture)
        }
        _ => None,
    }
}

fn raw_words(piece: &Piece<'_>, code: &mut bool, text: &mut String) {
    match piece {
        Piece::Tag(tag) if tag.standing() == Standing::Code => *code = !tag.closing,
        _ if *code => {}
        Piece::Text(words) => text.push_str(&tags::decode(words)),
        Piece::Tag(tag) => match tag.name.as_str() {
            "img" => text.push_str(&tag.attribute("alt").unwrap_or_default()),
            "br" | "td" | "th" => text.push(' '),
            "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => end_line(text),
            _ if tag.standing() == Standing::Text => text.push_str(tag.raw),
            _ => {}
        },
        Piece::Comment(_) => {}
    }
}

fn is_block(end: TagEnd) -> bool {
    !matches!(
        end,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
            | TagEnd::TableCell
    )
}

fn end_line(text: &mut String) {
    text.truncate(text.trim_end().len());
    if !text.is_empty() {
        text.push('\n');
    }
}

/// The id and the words of the heading whose inner events come first.
pub fn heading(events: &[(Event<'_>, Range<usize>)]) -> (String, String) {
    let mut text = String::new();
    let mut anchor = None;
    for (event, _) in events {
        match event {
            Event::End(TagEnd::Heading(_)) => break,
            Event::Text(words) | Event::Code(words) => text.push_str(words),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::InlineHtml(html) => {
                for piece in tags::pieces(html) {
                    if let Piece::Tag(tag) = &piece
                        && tag.name == "a"
                    {
                        anchor = anchor.or_else(|| self::anchor(tag));
                    }
                    raw_words(&piece, &mut false, &mut text);
                }
            }
            _ => {}
        }
    }
    let text = single_spaced(&text);
    (anchor.unwrap_or_else(|| slug(&text)), text)
}

/// The name a raw `<a>` gives to its place.
pub fn anchor(tag: &tags::Tag<'_>) -> Option<String> {
    let name = tag.attribute("name").or_else(|| tag.attribute("id"))?;
    (!name.is_empty() && !name.contains(char::is_whitespace)).then_some(name)
}

pub fn slug(text: &str) -> String {
    let slug: String = text
        .to_lowercase()
        .chars()
        .filter_map(|c| match c {
            c if c.is_alphanumeric() || c == '-' || c == '_' => Some(c),
            c if c.is_whitespace() => Some('-'),
            _ => None,
        })
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}

/// Pictures inside the text can be long.
pub fn shortened(text: &str) -> String {
    const ENOUGH: usize = 120;
    match text.char_indices().nth(ENOUGH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
