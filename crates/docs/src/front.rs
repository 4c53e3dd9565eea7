use crate::{Note, NoteKind, Refused};
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use serde_yaml_ng::Value as Yaml;
use std::fmt;

/// The longest front matter of any page has a tenth of it.
const MAX_BYTES: usize = 64 * 1024;
/// The parser takes quadratic time over brackets in brackets.
const MAX_LISTS: usize = 1000;

pub type Front = Vec<(String, Value)>;

/// Front matter, the text below it and the number of that text's first line.
pub fn split(source: &str) -> Result<(Front, &str, usize), Refused> {
    let start = source.trim_start();
    let Some(yaml) = start.strip_prefix("---").filter(|rest| first_line_is_blank(rest)) else {
        return Ok((Front::new(), source, 1));
    };
    let line_of = |rest: &str| source[..source.len() - rest.len()].matches('\n').count() + 1;
    let mut at = 0;
    for line in yaml.split_inclusive('\n') {
        let end = at + line.len();
        if at > 0 && matches!(line.trim_end(), "---" | "...") {
            let rest = &yaml[end..];
            let front = pairs(&yaml[..at], line_of(yaml))?;
            return Ok((front, rest, line_of(rest)));
        }
        at = end;
    }
    Err(Refused::FrontMatterOpen)
}

/// The text below the front matter, if what stands on top is one.
pub fn skip(source: &str) -> &str {
    split(source).map_or(source, |(_, body, _)| body)
}

pub fn text<'a>(front: &'a Front, key: &str) -> Option<&'a str> {
    let (_, value) = front.iter().find(|(k, _)| k == key)?;
    value.as_str().map(str::trim).filter(|text| !text.is_empty())
}

fn first_line_is_blank(rest: &str) -> bool {
    rest.lines().next().is_none_or(|line| line.trim().is_empty())
}

fn pairs(yaml: &str, line: usize) -> Result<Front, Refused> {
    if yaml.trim().is_empty() {
        return Ok(Front::new());
    }
    let refuse = |line, reason| Refused::FrontMatter { line, reason };
    if yaml.len() > MAX_BYTES {
        return Err(refuse(line, format!("is longer than {MAX_BYTES} bytes")));
    }
    if yaml.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > MAX_LISTS {
        return Err(refuse(line, "has too many lists in brackets".to_owned()));
    }
    let Pairs(pairs) = serde_yaml_ng::from_str(yaml).map_err(|error| {
        let line = line + error.location().map_or(0, |place| place.line().saturating_sub(1));
        refuse(line, error.to_string())
    })?;
    Ok(pairs.into_iter().map(|(key, value)| (key_text(key), json(value))).collect())
}

/// Keys that stand more than once: each is kept, the first counts.
pub fn repeated(front: &Front) -> Vec<Note> {
    let again = |index: usize| front[..index].iter().any(|(key, _)| *key == front[index].0);
    (0..front.len())
        .filter(|index| again(*index))
        .map(|index| Note { line: 1, kind: NoteKind::RepeatedKey, text: front[index].0.clone() })
        .collect()
}

/// A mapping that may name a key twice, as published pages do.
struct Pairs(Vec<(Yaml, Yaml)>);

impl<'de> Deserialize<'de> for Pairs {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Collect;
        impl<'de> Visitor<'de> for Collect {
            type Value = Pairs;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("keys with values")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pairs, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Pairs(pairs))
            }
        }
        deserializer.deserialize_map(Collect)
    }
}

fn key_text(key: Yaml) -> String {
    match json(key) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

fn json(value: Yaml) -> Value {
    match value {
        Yaml::Null => Value::Null,
        Yaml::Bool(flag) => flag.into(),
        Yaml::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(n), _, _) => n.into(),
            (_, Some(n), _) => n.into(),
            (_, _, Some(n)) if n.is_finite() => n.into(),
            _ => number.to_string().into(),
        },
        Yaml::String(text) => text.into(),
        Yaml::Sequence(items) => items.into_iter().map(json).collect(),
        Yaml::Mapping(map) => map.into_iter().map(|(key, value)| (key_text(key), json(value))).collect(),
        Yaml::Tagged(tagged) => json(tagged.value),
    }
}
