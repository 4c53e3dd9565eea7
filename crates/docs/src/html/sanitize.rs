//! What HTML may get into a page: the last word, whatever came before.

use super::target::{is_external, is_own};
use crate::tags;
use ammonia::{Builder, UrlRelative};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

fn safe_address<'u>(element: &str, attribute: &str, value: &'u str) -> Option<Cow<'u, str>> {
    let safe = match (element, attribute) {
        ("a", "href") => value.starts_with('#') || is_own(value) || is_external(value),
        ("img", "src") => is_own(value),
        _ => true,
    };
    safe.then_some(Cow::Borrowed(value))
}

fn sanitizer(tags: &[&'static str], attributes: &[(&'static str, &[&'static str])]) -> Builder<'static> {
    let mut builder = Builder::empty();
    builder
        .tags(tags.iter().copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(
            attributes.iter().map(|(tag, names)| (*tag, names.iter().copied().collect())).collect(),
        )
        .tag_attribute_values(HashMap::from([(
            "a",
            HashMap::from([("rel", HashSet::from(["noopener noreferrer nofollow"]))]),
        )]))
        .url_schemes(HashSet::from(["https", "http", "mailto", "tel"]))
        .url_relative(UrlRelative::PassThrough)
        .attribute_filter(safe_address)
        .link_rel(None);
    builder
}

pub static ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags = tags::ALLOWED.iter().copied().filter(|tag| *tag != "h1").chain(["section"]);
    let tags: Vec<_> = tags.collect();
    let mut builder = sanitizer(
        &tags,
        &[
            ("a", &["href", "id", "title"]),
            ("abbr", &["title"]),
            ("bdi", &["dir"]),
            ("bdo", &["dir"]),
            ("blockquote", &["dir"]),
            ("dfn", &["title"]),
            ("div", &["dir", "id"]),
            ("h2", &["dir", "id"]),
            ("h3", &["dir", "id"]),
            ("h4", &["dir", "id"]),
            ("h5", &["dir", "id"]),
            ("h6", &["dir", "id"]),
            ("img", &["src", "alt", "loading"]),
            ("ol", &["dir", "start"]),
            ("p", &["dir"]),
            ("section", &["data-tab", "data-only-with"]),
            ("td", &["colspan", "dir", "rowspan"]),
            ("th", &["colspan", "dir", "rowspan"]),
            ("ul", &["dir"]),
        ],
    );
    let classes = |names: &[&'static str]| names.iter().copied().collect::<HashSet<_>>();
    builder.allowed_classes(HashMap::from([
        ("a", classes(&["zoom"])),
        (
            "div",
            classes(&[
                "alert",
                "note",
                "tip",
                "important",
                "caution",
                "warning",
                "tab-group",
                "columns",
                "column",
                "span-2",
                "span-3",
                "span-4",
                "selector",
                "next-step",
                "checklist",
                "footnote-definition",
            ]),
        ),
        ("img", classes(&["icon"])),
        ("p", classes(&["alert-title", "video", "zone-title"])),
        ("section", classes(&["tab", "zone"])),
        ("span", classes(&["picture", "video"])),
        ("sup", classes(&["footnote-reference", "footnote-definition-label"])),
    ]));
    builder
});

pub static USER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    sanitizer(
        &[
            "a",
            "blockquote",
            "br",
            "code",
            "del",
            "em",
            "hr",
            "li",
            "ol",
            "p",
            "pre",
            "strong",
            "sup",
            "table",
            "tbody",
            "td",
            "th",
            "thead",
            "tr",
            "ul",
        ],
        &[("a", &["href"]), ("ol", &["start"])],
    )
});
