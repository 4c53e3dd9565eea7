//! Raw HTML in Markdown, cut into tags and text. Safety does not hang on it: the result goes
//! through the sanitizer. It decides what becomes of links, pictures, headings and place-holders.

pub enum Piece<'a> {
    /// Text as HTML, entities undecoded.
    Text(&'a str),
    Tag(Tag<'a>),
    /// A comment, declaration or processing instruction.
    Comment(&'a str),
}

pub struct Tag<'a> {
    pub raw: &'a str,
    pub name: String,
    pub closing: bool,
    attributes: &'a str,
}

/// What an element that is written as raw HTML may be.
#[derive(PartialEq, Eq)]
pub enum Standing {
    Allowed,
    /// Dropped without a word: it only wraps its content.
    Wrapper,
    /// Dropped with its content.
    Code,
    /// Not an element we show, often a place-holder such as `<your-domain>`: it is text.
    Text,
}

/// What the sanitizer lets through.
#[rustfmt::skip]
pub const ALLOWED: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "blockquote", "br", "caption", "cite", "code", "col", "colgroup", "dd", "del",
    "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "h1", "h2", "h3", "h4", "h5",
    "h6", "hr", "i", "img", "ins", "kbd", "li", "mark", "ol", "p", "pre", "q", "s", "samp", "small",
    "span", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "tr",
    "u", "ul", "var",
];

#[rustfmt::skip]
const WRAPPERS: &[&str] = &[
    "address", "article", "aside", "big", "body", "center", "font", "footer", "header",
    "html", "main", "nav", "nobr", "section", "span", "strike", "time", "tt", "wbr",
];

impl Tag<'_> {
    pub fn standing(&self) -> Standing {
        let name = self.name.as_str();
        if WRAPPERS.contains(&name) {
            Standing::Wrapper
        } else if ALLOWED.contains(&name) {
            Standing::Allowed
        } else if matches!(name, "script" | "style") {
            Standing::Code
        } else {
            Standing::Text
        }
    }

    pub fn attribute(&self, wanted: &str) -> Option<String> {
        attribute(self.attributes, wanted)
    }
}

/// The value of the attribute of this name.
pub fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_whitespace() || c == '=' || c == '/').unwrap_or(rest.len());
        // A stray `=` is a name of its own in HTML.
        let end = end.max(rest.chars().next().map_or(1, char::len_utf8));
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value).trim().to_owned());
        }
        rest = after;
    }
}

fn value(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    text.split_at(end)
}

/// The few entities that matter in addresses and words.
pub fn decode(text: &str) -> String {
    text.replace("&nbsp;", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

pub fn pieces(html: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = html;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let (piece, length) = next(rest);
        rest = &rest[length..];
        Some(piece)
    })
}

fn next(html: &str) -> (Piece<'_>, usize) {
    let Some(inner) = html.strip_prefix('<') else {
        let end = html.find('<').unwrap_or(html.len());
        return (Piece::Text(&html[..end]), end);
    };
    if inner.starts_with("!--") {
        let end = html.find("-->").map_or(html.len(), |at| at + 3);
        return (Piece::Comment(&html[..end]), end);
    }
    if inner.starts_with(['!', '?']) {
        let end = html.find('>').map_or(html.len(), |at| at + 1);
        return (Piece::Comment(&html[..end]), end);
    }
    let closing = inner.starts_with('/');
    let name_at = 1 + usize::from(closing);
    let name = &html[name_at..];
    let name =
        &name[..name.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/' | '<')).unwrap_or(name.len())];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        let end = html[1..].find('<').map_or(html.len(), |at| at + 1);
        return (Piece::Text(&html[..end]), end);
    }
    // Without an end all the rest is text: searching again from every `<` would take quadratic time.
    let Some(end) = tag_end(html) else {
        return (Piece::Text(html), html.len());
    };
    let attributes = &html[name_at + name.len()..end - 1];
    (Piece::Tag(Tag { raw: &html[..end], name: name.to_ascii_lowercase(), closing, attributes }), end)
}

/// Behind the `>` that ends the tag, quotes respected.
fn tag_end(html: &str) -> Option<usize> {
    let mut quote = None;
    let mut after_equals = false;
    for (at, byte) in html.bytes().enumerate() {
        match quote {
            Some(open) => {
                if byte == open {
                    quote = None;
                }
            }
            None => match byte {
                b'>' => return Some(at + 1),
                b'"' | b'\'' if after_equals => quote = Some(byte),
                _ => {}
            },
        }
        if !byte.is_ascii_whitespace() {
            after_equals = byte == b'=';
        }
    }
    None
}
