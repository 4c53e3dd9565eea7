//! Raw HTML in an article.

use super::escape;
use super::page::{MAX_DEPTH, Page};
use crate::outline;
use crate::tags::{self, Piece, Standing};

impl Page<'_, '_> {
    pub fn raw(&mut self, html: &str, is_block: bool) {
        for piece in tags::pieces(html) {
            match &piece {
                Piece::Comment(_) => {}
                Piece::Text(text) if text.trim().is_empty() => {}
                _ => self.settle_quote(),
            }
            match piece {
                Piece::Tag(tag) if tag.standing() == Standing::Code => self.code = !tag.closing,
                _ if self.code => {}
                Piece::Comment(comment) => {
                    if let Some(mark) = self.prepared.mark(comment) {
                        self.mark(mark, is_block);
                    }
                }
                Piece::Text(text) => self.push(text.replace('<', "&lt;")),
                Piece::Tag(tag) => match tag.standing() {
                    Standing::Text => self.push_text(tag.raw.to_owned()),
                    Standing::Allowed if tag.closing => self.raw_end(&tag),
                    Standing::Allowed => self.raw_start(&tag),
                    Standing::Wrapper | Standing::Code => {}
                },
            }
        }
    }

    fn raw_start(&mut self, tag: &tags::Tag<'_>) {
        let name = raw_name(tag);
        match kind(name) {
            Kind::Void if name == "img" => {
                let attribute = |name| tag.attribute(name).unwrap_or_default();
                self.picture_at(&attribute("src"), &attribute("alt"));
            }
            Kind::Void | Kind::Part => self.push(opening(name, tag)),
            Kind::Inline if self.inline.len() >= MAX_DEPTH => {}
            Kind::Inline => {
                let open = if name == "a" { self.raw_anchor(tag) } else { Some(opening(name, tag)) };
                if let Some(open) = open {
                    self.push_link(open);
                    self.inline.push(name.to_owned());
                }
            }
            Kind::Container if self.raw_depth < MAX_DEPTH => {
                self.raw_depth += 1;
                self.push(opening(name, tag));
            }
            Kind::Container => {}
        }
    }

    fn raw_anchor(&mut self, tag: &tags::Tag<'_>) -> Option<String> {
        let link = tag.attribute("href").and_then(|dest| self.link(&dest));
        // The first anchor of a heading has become its id.
        let place = outline::anchor(tag).filter(|name| self.places.get(name) != Some(name));
        let Some(place) = place else {
            return link;
        };
        let link = link.unwrap_or_else(|| "<a>".to_owned());
        let id = escape(&self.unique(place));
        Some(link.replacen("<a", &format!("<a id=\"{id}\""), 1))
    }

    fn raw_end(&mut self, tag: &tags::Tag<'_>) {
        let name = raw_name(tag);
        match kind(name) {
            Kind::Void if name == "br" => self.push("<br>"),
            Kind::Void => {}
            Kind::Part => self.push(format!("</{name}>")),
            Kind::Inline => {
                if let Some(at) = self.inline.iter().rposition(|open| open == name) {
                    self.inline.remove(at);
                    self.push(format!("</{name}>"));
                }
            }
            Kind::Container if self.raw_depth > 0 => {
                self.raw_depth -= 1;
                self.push(format!("</{name}>"));
            }
            Kind::Container => {}
        }
    }
}

/// How a raw element nests.
enum Kind {
    Void,
    /// Closed by the next one of its sort, so unclosed ones do not pile up.
    Part,
    Inline,
    Container,
}

fn kind(name: &str) -> Kind {
    match name {
        "br" | "hr" | "img" | "col" => Kind::Void,
        "p" | "li" | "dd" | "dt" | "tr" | "td" | "th" | "tbody" | "thead" | "tfoot" | "caption"
        | "colgroup" => Kind::Part,
        "blockquote" | "details" | "div" | "dl" | "figcaption" | "figure" | "h2" | "h3" | "h4" | "h5"
        | "h6" | "ol" | "pre" | "summary" | "table" | "ul" => Kind::Container,
        _ => Kind::Inline,
    }
}

/// The page has one heading of level 1 already.
fn raw_name<'t>(tag: &'t tags::Tag<'_>) -> &'t str {
    if tag.name == "h1" { "h2" } else { &tag.name }
}

fn opening(name: &str, tag: &tags::Tag<'_>) -> String {
    let attributes: &[&str] = match name {
        "td" | "th" => &["colspan", "rowspan"],
        "ol" => &["start"],
        "abbr" | "dfn" => &["title"],
        _ => &[],
    };
    let mut html = format!("<{name}");
    if let Some(dir) = tag.attribute("dir").filter(|dir| matches!(dir.as_str(), "rtl" | "ltr" | "auto")) {
        html.push_str(&format!(" dir=\"{dir}\""));
    }
    for attribute in attributes {
        if let Some(value) = tag.attribute(attribute) {
            html.push_str(&format!(" {attribute}=\"{}\"", escape(&value)));
        }
    }
    html.push('>');
    html
}
