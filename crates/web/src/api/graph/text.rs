//! What issues and messages share.

use std::collections::BTreeSet;

use centre::Error;
use odata::{Entity, Kind, Literal, Property};
use serde_json::{Value as Json, json};

/// `itemBody`.
pub static BODY: Entity = Entity {
    name: "itemBody",
    properties: &[
        Property::asked("contentType", Kind::Enum(&["text", "html"])),
        Property::asked("content", Kind::Text),
    ],
};

/// `keyValuePair`.
pub static PAIR: Entity = Entity {
    name: "keyValuePair",
    properties: &[Property::told("name", Kind::Text), Property::told("value", Kind::Text)],
};

/// A text as HTML: its paragraphs, and nothing that a reader could take for markup.
pub fn body(text: &str) -> Json {
    let mut html = String::new();
    for paragraph in text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()) {
        html.push_str("<p>");
        for c in paragraph.chars() {
            match c {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                '\n' => html.push_str("<br>"),
                c => html.push(c),
            }
        }
        html.push_str("</p>");
    }
    json!({ "contentType": "html", "content": html })
}

/// The texts among literals, each once.
pub fn all(literals: &[Literal]) -> Vec<String> {
    let texts: BTreeSet<&str> = literals.iter().filter_map(Literal::text).collect();
    texts.into_iter().map(str::to_owned).collect()
}

/// Those that there are.
pub fn found<T>(
    numbers: &[String],
    mut one: impl FnMut(&str) -> centre::Result<T>,
) -> centre::Result<Vec<T>> {
    let mut found = Vec::new();
    for number in numbers {
        match one(number) {
            Ok(one) => found.push(one),
            Err(Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(found)
}
