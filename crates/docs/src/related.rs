//! Typed related content: what to read next, and of which kind it is.

use serde_json::Value;

use crate::front;

/// Something to go on with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    pub kind: RelatedKind,
    /// As in the source: a file, a web address, or the key of a guide.
    pub address: String,
    /// As in the source; what is on this site may have a title of its own.
    pub title: Option<String>,
    /// Of a video, as in the source: `PT4M30S`.
    pub duration: Option<String>,
    /// Of a video: where its captions are.
    pub captions: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RelatedKind {
    LinkPage,
    Article,
    Video,
    Guide,
}

impl RelatedKind {
    pub const ALL: [RelatedKind; 4] =
        [RelatedKind::LinkPage, RelatedKind::Article, RelatedKind::Video, RelatedKind::Guide];

    pub fn as_str(self) -> &'static str {
        match self {
            RelatedKind::LinkPage => "link-page",
            RelatedKind::Article => "article",
            RelatedKind::Video => "video",
            RelatedKind::Guide => "guide",
        }
    }

    /// What pages print in brackets after a title, in any of the languages.
    fn printed(word: &str) -> Option<RelatedKind> {
        Some(match word.trim().to_lowercase().as_str() {
            "link page" | "linkseite" | "hivatkozásoldal" | "koblingsside" | "koppelingenpagina"
            | "koppelingspagina" | "linkpagina" | "链接页" | "链接页面" => RelatedKind::LinkPage,
            "article" | "artikel" | "cikk" | "artikkel" | "文章" => RelatedKind::Article,
            "video" | "videó" | "视频" => RelatedKind::Video,
            "guide" | "anleitung" | "útmutató" | "veiledning" | "gids" | "指南" => RelatedKind::Guide,
            _ => return None,
        })
    }
}

/// What an article says it is related to, in its front matter (`related`, a list of `kind: address`) or in a last list
/// of links with their kinds in brackets; and the source without that list, whose place is elsewhere.
pub fn related(source: &str) -> (&str, Vec<Related>) {
    let named = match front::split(source) {
        Ok((front, ..)) => named(&front),
        Err(_) => Vec::new(),
    };
    let (rest, listed) = listed(source);
    (rest, named.into_iter().chain(listed).collect())
}

/// The video that an article is about: `video` in its front matter.
pub fn video(front: &[(String, Value)]) -> Option<Related> {
    let (_, value) = front.iter().find(|(key, _)| key == "video")?;
    let text = |key: &str| value.get(key)?.as_str().map(str::to_owned);
    let address = text("address")?;
    is_web(&address).then(|| Related {
        kind: RelatedKind::Video,
        address,
        title: text("title"),
        duration: text("duration"),
        captions: text("captions").filter(|captions| is_web(captions)),
    })
}

fn is_web(address: &str) -> bool {
    address.starts_with("https://") || address.starts_with("http://")
}

fn named(front: &[(String, Value)]) -> Vec<Related> {
    let list = front.iter().find(|(key, _)| key == "related").and_then(|(_, value)| value.as_array());
    let one = |entry: &Value| {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        let kind = RelatedKind::ALL.into_iter().find(|kind| entry.get(kind.as_str()).is_some())?;
        Some(Related {
            kind,
            address: text(kind.as_str())?,
            title: text("title"),
            duration: text("duration"),
            captions: text("captions").filter(|captions| is_web(captions)),
        })
    };
    list.into_iter().flatten().filter_map(one).collect()
}

/// The last lines of the source, if they are such a list, with the heading above it.
fn listed(source: &str) -> (&str, Vec<Related>) {
    let mut end = source.len();
    let mut found = Vec::new();
    let mut rest = source;
    while let Some((before, line)) = last_line(rest) {
        let line = line.trim();
        if line.is_empty() {
            rest = before;
        } else if let Some(one) = entry(line) {
            found.push(one);
            (rest, end) = (before, before.len());
        } else {
            let is_heading = line.starts_with('#') && !found.is_empty();
            if is_heading {
                end = before.len();
            }
            break;
        }
    }
    found.reverse();
    (&source[..end], found)
}

/// What is before the last line, and that line. `None` of an empty text.
fn last_line(text: &str) -> Option<(&str, &str)> {
    if text.is_empty() {
        return None;
    }
    let body = text.strip_suffix('\n').unwrap_or(text);
    let at = body.rfind('\n').map_or(0, |at| at + 1);
    Some((&text[..at], &body[at..]))
}

/// `- [title](address) (kind)`
fn entry(line: &str) -> Option<Related> {
    let line = line.strip_prefix("- ").or_else(|| line.strip_prefix("* "))?.trim();
    let (title, rest) = line.strip_prefix('[')?.split_once("](")?;
    let (address, kind) = rest.split_once(')')?;
    let kind = kind.trim();
    let word = kind.strip_prefix('(').and_then(|k| k.strip_suffix(')'));
    let wide = || kind.strip_prefix('（').and_then(|k| k.strip_suffix('）'));
    Some(Related {
        kind: RelatedKind::printed(word.or_else(wide)?)?,
        address: address.trim().to_owned(),
        title: Some(title.replace("\\&", "&")),
        duration: None,
        captions: None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_last_list_with_kinds_in_brackets_is_related_content() {
        let source = "# Help\n\nWords.\n\n- [no kind](a.md)\n\n## Related content\n\n- [Find docs](docs.md) (link page)\n\
                      - [Schnelleinrichtung](quick.md#a) (Artikel)\n* [Overview](https://v.example/1) (video )\n- [甲](b.md)（文章）\n\n";
        let (rest, found) = related(source);
        assert_eq!(rest, "# Help\n\nWords.\n\n- [no kind](a.md)\n\n");
        let kinds: Vec<&str> = found.iter().map(|one| one.kind.as_str()).collect();
        assert_eq!(kinds, ["link-page", "article", "video", "article"]);
        assert_eq!(
            (found[1].address.as_str(), found[1].title.as_deref()),
            ("quick.md#a", Some("Schnelleinrichtung"))
        );
    }

    #[test]
    fn front_matter_names_kind_and_address() {
        let source = "---\ntitle: T\nrelated:\n- link-page: docs.md\n- guide: no-mail\n- video: https://v.example/1\n  title: Small business help & learning\n  duration: PT4M30S\n  captions: https://v.example/1.vtt\n- thing: x\nvideo:\n  address: https://v.example/2\n  captions: javascript:alert(1)\n---\n\n# T\n\nWords.\n";
        let (rest, found) = related(source);
        assert_eq!(rest, source);
        assert_eq!(found.len(), 3);
        assert_eq!(found[2].title.as_deref(), Some("Small business help & learning"));
        assert_eq!(
            (found[2].duration.as_deref(), found[2].captions.as_deref()),
            (Some("PT4M30S"), Some("https://v.example/1.vtt"))
        );
        let document = crate::parse(source).unwrap();
        let own = video(&document.front).unwrap();
        assert_eq!((own.address.as_str(), own.captions), ("https://v.example/2", None));
    }

    #[test]
    fn a_list_of_other_things_stays_where_it_is() {
        for source in [
            "",
            "# T\n\n- [a](b.md)\n",
            "# T\n\n- [a](b.md) (something)\n",
            "- [a](b.md) (video)\nend",
            "---\n",
        ] {
            assert_eq!(related(source), (source, Vec::new()), "{source}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_apart_without_losing_its_beginning(text in "(?s).{0,80}", list in "([-* ]{0,2}\\[a\\]\\(b\\) ?\\(video\\)?\n){0,4}") {
            let source = format!("{text}\n{list}");
            let (rest, _) = related(&source);
            prop_assert!(source.starts_with(rest));
        }
    }
}
