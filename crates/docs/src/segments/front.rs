//! Title and description of the front matter.

use super::{Block, DESCRIPTION, Segment, TITLE};
use std::ops::Range;

pub fn segments(front: &str) -> Vec<Segment> {
    let keys = [("title", TITLE, Block::Title), ("description", DESCRIPTION, Block::Description)];
    let found = keys.into_iter().filter_map(|(key, number, block)| {
        let range = value(front, key)?;
        let text: String = serde_yaml_ng::from_str(&format!("v: {}", &front[range.clone()]))
            .ok()
            .and_then(|value: serde_yaml_ng::Value| value.get("v")?.as_str().map(str::to_owned))?;
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| Segment { id: format!("s{number}"), block, text, range, first: true })
    });
    let mut found: Vec<Segment> = found.collect();
    found.sort_by_key(|segment| segment.range.start);
    found
}

/// Where the value of a key stands that begins a line, with the indented lines that go on with it.
fn value(front: &str, key: &str) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    let mut at = 0;
    for line in front.split_inclusive('\n') {
        let end = at + line.len();
        match &mut found {
            Some(value) if line.starts_with([' ', '\t']) => value.end = end,
            Some(_) => break,
            None => {
                if let Some(rest) = line.strip_prefix(key).and_then(|rest| rest.strip_prefix(':')) {
                    found = Some(end - rest.len()..end);
                }
            }
        }
        at = end;
    }
    let range = found?;
    let value = &front[range.clone()];
    let start = range.start + (value.len() - value.trim_start().len());
    Some(start..start + value.trim().len())
}

/// The words as a YAML value, quoted as the old one was or where they must be.
pub fn yaml(text: &str, old: &str) -> String {
    let read: Option<serde_yaml_ng::Value> = serde_yaml_ng::from_str(&format!("v: {text}")).ok();
    let plain = read.is_some_and(|value| value.get("v").and_then(|v| v.as_str()) == Some(text));
    if plain && !old.starts_with(['"', '\'']) { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}
