//! The markers of the dialect: `:::name …:::` and `[!NAME …]`.

use crate::html::Alert;
use crate::tags;

/// What a marker asks for. The text holds a comment in its place until the page is made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    Alert(Alert),
    /// An alert of a kind that only its author knows, with its title.
    OtherAlert(String),
    Selector,
    NextStep,
    Checklist,
    Video {
        address: String,
        title: String,
        captions: String,
    },
    Picture(Picture),
    PictureEnd,
    Row,
    RowEnd,
    Column(u8),
    ColumnEnd,
    Zone(String),
    ZoneEnd,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    pub address: String,
    pub words: String,
    /// The picture in full size.
    pub large: String,
    pub is_icon: bool,
    /// A long description stands below, up to [`Mark::PictureEnd`].
    pub is_described: bool,
}

impl Mark {
    /// The mark that this one opens or closes a stretch of, and whether it opens.
    pub fn stretch(&self) -> Option<(&'static str, bool)> {
        match self {
            Mark::Row => Some(("row", true)),
            Mark::RowEnd => Some(("row", false)),
            Mark::Column(_) => Some(("column", true)),
            Mark::ColumnEnd => Some(("column", false)),
            Mark::Zone(_) => Some(("zone", true)),
            Mark::ZoneEnd => Some(("zone", false)),
            Mark::Picture(picture) if picture.is_described => Some(("picture", true)),
            Mark::PictureEnd => Some(("picture", false)),
            _ => None,
        }
    }
}

/// `:::name attribute="value":::` from its beginning, and what follows it in the line.
pub fn block(text: &str) -> Option<(Mark, &str)> {
    let inside = text.strip_prefix(":::")?;
    let inside = inside.trim_start_matches(':').trim_start();
    let (inside, after) = match closing(inside) {
        Some(end) => (&inside[..end], inside[end..].trim_start_matches(':')),
        None => (inside, ""),
    };
    let name = inside.split(|c: char| !c.is_ascii_alphabetic() && c != '-').next().unwrap_or_default();
    let attributes = &inside[name.len()..];
    let get = |wanted: &str| tags::attribute(attributes, wanted).unwrap_or_default();
    let mark = match name.to_ascii_lowercase().as_str() {
        "row" => Mark::Row,
        "row-end" => Mark::RowEnd,
        "column" => Mark::Column(get("span").parse().unwrap_or(1).clamp(1, 4)),
        "column-end" => Mark::ColumnEnd,
        "zone" => Mark::Zone([get("pivot"), get("target")].into_iter().find(|name| !name.is_empty())?),
        "zone-end" => Mark::ZoneEnd,
        "image" => picture(&get("type"), get("source"), get("alt-text"), get("lightbox"))?,
        "image-end" => Mark::PictureEnd,
        "video" => Mark::Video {
            address: Some(get("source")).filter(|source| !source.is_empty())?,
            title: get("title"),
            captions: get("captions"),
        },
        _ => return None,
    };
    Some((mark, after))
}

/// Where the closing `:::` starts, quotes respected.
fn closing(inside: &str) -> Option<usize> {
    let mut quoted = false;
    let bytes = inside.as_bytes();
    (0..bytes.len()).find(|at| {
        quoted ^= bytes[*at] == b'"';
        !quoted && bytes[*at..].starts_with(b":::")
    })
}

fn picture(kind: &str, address: String, words: String, large: String) -> Option<Mark> {
    let (is_icon, is_described) = match kind {
        "" | "content" => (false, false),
        "complex" => (false, true),
        "icon" => (true, false),
        _ => return None,
    };
    let picture = Picture { address, words, large, is_icon, is_described };
    (!picture.address.is_empty()).then_some(Mark::Picture(picture))
}

/// What `[!NAME …]` at the beginning of a quotation's line asks for, and what follows it in the line.
pub fn quoted(text: &str) -> Option<(Mark, &str)> {
    let (inside, after) = text.strip_prefix("[!")?.split_once(']')?;
    let name = inside.split(char::is_whitespace).next().unwrap_or_default();
    let alert = match name.to_ascii_uppercase().as_str() {
        "NOTE" => Alert::Note,
        "TIP" => Alert::Tip,
        "IMPORTANT" => Alert::Important,
        "CAUTION" => Alert::Caution,
        "WARNING" => Alert::Warning,
        "VIDEO" => return video(text),
        "DIV" => {
            let class = tags::attribute(&inside[name.len()..], "class")?;
            let mark = class.split_whitespace().find_map(|class| match class {
                "op_single_selector" | "op_multi_selector" => Some(Mark::Selector),
                "nextstepaction" => Some(Mark::NextStep),
                "checklist" => Some(Mark::Checklist),
                _ => None,
            })?;
            return Some((mark, after));
        }
        _ => {
            // A word of the author's; what has an address or more to it is something else.
            let is_word = inside.chars().count() <= 40
                && inside.chars().all(|c| c.is_alphabetic() || c == ' ')
                && inside.starts_with(char::is_alphabetic)
                && after.trim().is_empty();
            return is_word.then(|| (Mark::OtherAlert(inside.trim().to_owned()), after));
        }
    };
    (inside.trim_end() == name).then_some((Mark::Alert(alert), after))
}

/// `[!VIDEO https://…]`
pub fn video(text: &str) -> Option<(Mark, &str)> {
    let (inside, after) = text.strip_prefix("[!")?.split_once(']')?;
    let address =
        inside.get(..5).filter(|name| name.eq_ignore_ascii_case("VIDEO")).map(|_| inside[5..].trim())?;
    let web = address.starts_with("https://") || address.starts_with("http://");
    let plain = !address.contains(|c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"'));
    let (title, captions) = (String::new(), String::new());
    (web && plain).then(|| (Mark::Video { address: address.to_owned(), title, captions }, after))
}
