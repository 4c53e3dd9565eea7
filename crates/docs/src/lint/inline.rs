//! What one sentence shows: its words, and beside them links, code and labels.

use crate::outline::ARTICLE;
use crate::tags::{self, Piece};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

/// Stands for code in the words.
pub const CODE: char = '\u{fffc}';

/// More links and labels than any sentence for people has; keeps the work bounded.
const MOST: usize = 200;

/// Stands where a space is lost at the end of markup.
const GAP: char = '\u{200b}';

/// A sentence as its reader sees it.
#[derive(Debug, Default)]
pub struct Inline {
    /// The words without markup and addresses.
    pub text: String,
    pub links: Vec<String>,
    pub code: Vec<String>,
    /// How many parts are bold.
    pub bold: usize,
    /// How many parts are in quotation marks.
    pub quoted: usize,
    /// The words in bold and those of links.
    pub strong: Vec<String>,
    pub anchors: Vec<String>,
    /// Where the bold part and the link began that are open.
    open: (usize, usize),
    behind_markup: bool,
}

impl Inline {
    pub fn of(markdown: &str) -> Inline {
        // A word in front: what follows is running text whatever it begins with.
        const FRONT: &str = "x ";
        let markdown = format!("{FRONT}{markdown}");
        let mut inline = Inline::default();
        for event in Parser::new_ext(&markdown, ARTICLE) {
            inline.take(event);
        }
        let text = inline.text.strip_prefix(FRONT).unwrap_or(&inline.text);
        inline.text = without_marks(text, &mut inline.bold);
        inline.text = without_addresses(&inline.text, &mut inline.links);
        inline.quoted = quoted(&inline.text);
        for list in [&mut inline.links, &mut inline.code, &mut inline.strong, &mut inline.anchors] {
            list.truncate(MOST);
        }
        inline
    }

    /// Words on both sides of markup are two, even if the space between them is lost.
    fn words(&mut self, text: &str) {
        if self.behind_markup
            && text.starts_with(char::is_alphanumeric)
            && self.text.ends_with(char::is_alphanumeric)
        {
            self.text.push(GAP);
        }
        self.behind_markup = false;
        self.text.extend(text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }));
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.words(&text),
            Event::Code(code) => {
                self.text.push(CODE);
                self.code.push(code.trim().to_owned());
            }
            Event::SoftBreak | Event::HardBreak | Event::End(TagEnd::Paragraph) => self.text.push(' '),
            Event::Start(Tag::Strong) => {
                self.bold += 1;
                self.open.0 = self.text.len();
            }
            Event::End(TagEnd::Strong) => {
                self.strong.push(self.text[self.open.0..].to_owned());
                self.behind_markup = true;
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.links.push(dest_url.into_string());
                self.open.1 = self.text.len();
            }
            Event::End(TagEnd::Link) => {
                self.anchors.push(self.text[self.open.1..].to_owned());
                self.behind_markup = true;
            }
            Event::InlineHtml(html) | Event::Html(html) => {
                for piece in tags::pieces(&html) {
                    match piece {
                        Piece::Tag(tag) if tag.closing => {}
                        Piece::Tag(tag) if matches!(tag.name.as_str(), "b" | "strong") => self.bold += 1,
                        Piece::Tag(tag) if tag.name == "a" => self.links.extend(tag.attribute("href")),
                        Piece::Tag(tag) if tag.name == "br" => self.text.push(' '),
                        Piece::Text(text) => self.text.push_str(text),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }
}

/// Without the stars that are not read as markup, as between Chinese signs.
fn without_marks(text: &str, bold: &mut usize) -> String {
    let stars = text.matches("**").count();
    *bold += stars / 2;
    if stars > 0 { text.replace("**", "") } else { text.to_owned() }
}

/// Where bold is not used, labels stand in quotation marks.
fn quoted(text: &str) -> usize {
    let straight = text.matches('"').count() / 2;
    let curly = text.matches(['“', '„', '«', '「', '”']).count();
    let closing = text.matches(['”', '“', '»', '」']).count();
    straight + curly.min(closing).div_ceil(if text.contains('”') && text.contains('“') { 2 } else { 1 })
}

/// Without web and mail addresses, which are links.
fn without_addresses(text: &str, links: &mut Vec<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((start, length)) = address(rest) {
        let found = &rest[start..start + length];
        out.push_str(&rest[..start]);
        out.push(CODE);
        if links.len() < MOST
            && !links.iter().any(|link| link.trim_end_matches('/').ends_with(found.trim_end_matches('/')))
        {
            links.push(found.to_owned());
        }
        rest = &rest[start + length..];
    }
    out.push_str(rest);
    out
}

fn address(text: &str) -> Option<(usize, usize)> {
    let web = |at: &usize| text[*at..].starts_with("http://") || text[*at..].starts_with("https://");
    let start = text.match_indices("http").map(|(at, _)| at).find(web)?;
    let outside =
        |c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | ')' | ']' | '}' | '`' | '|' | '\\');
    let length = text[start..].find(outside).unwrap_or(text.len() - start);
    let length = text[start..start + length].trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']).len();
    Some((start, length.max(1)))
}
