//! Markdown to HTML that is safe to put into a page.

use crate::outline::{self, Events};
use crate::tags::{self, Piece, Standing};
use crate::{MAX_BYTES, dialect, front};
use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

/// Deeper nesting than any page for people has.
const MAX_DEPTH: usize = 48;

const USER_MARKDOWN: pulldown_cmark::Options =
    pulldown_cmark::Options::ENABLE_STRIKETHROUGH.union(pulldown_cmark::Options::ENABLE_TABLES);

/// HTML that went through the sanitizer; only this crate makes it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Html(String);

impl Html {
    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn into_string(self) -> String {
        self.0
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alert {
    Note,
    Tip,
    Important,
    Caution,
    Warning,
}

impl Alert {
    pub fn as_str(self) -> &'static str {
        match self {
            Alert::Note => "note",
            Alert::Tip => "tip",
            Alert::Important => "important",
            Alert::Caution => "caution",
            Alert::Warning => "warning",
        }
    }
}

impl From<BlockQuoteKind> for Alert {
    fn from(kind: BlockQuoteKind) -> Self {
        match kind {
            BlockQuoteKind::Note => Alert::Note,
            BlockQuoteKind::Tip => Alert::Tip,
            BlockQuoteKind::Important => Alert::Important,
            BlockQuoteKind::Caution => Alert::Caution,
            BlockQuoteKind::Warning => Alert::Warning,
        }
    }
}

pub struct Options<'a> {
    /// The variant to show, by its name in the source (`o365-worldwide`); `None` shows all.
    pub cloud: Option<&'a str>,
    /// Where a link or picture leads on this site, asked for every address except fragments. Without
    /// an answer web, mail and telephone addresses stay, other links become text and pictures
    /// their description.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// The title of an alert in the reader's language.
    pub alert: &'a dyn Fn(Alert) -> String,
}

/// The article below its headline. `source` may have front matter, which is left out.
pub fn render(source: &str, options: &Options<'_>) -> Html {
    let source = dialect::unify(source);
    let body = front::skip(&source);
    let text = dialect::prepare(body, options.cloud).text;
    match outline::events(&text, outline::ARTICLE) {
        Some(events) if text.len() <= MAX_BYTES => {
            let mut page = Page::new(options);
            page.take(events);
            finish(page.out, &ARTICLE)
        }
        _ => plain(&text),
    }
}

/// What agents and customers write: no HTML, no pictures, no headings; line ends stay line ends.
pub fn render_user(markdown: &str) -> Html {
    let text = dialect::unify(markdown);
    match outline::events(&text, USER_MARKDOWN) {
        Some(events) if text.len() <= MAX_BYTES => finish(user_events(events), &USER),
        _ => plain(&text),
    }
}

fn finish(events: Vec<Event<'_>>, sanitizer: &Builder<'static>) -> Html {
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events.into_iter());
    Html(sanitizer.clean(&html).to_string())
}

fn plain(text: &str) -> Html {
    Html(format!("<pre>{}</pre>", escape(text)))
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

struct Page<'a, 'o> {
    options: &'o Options<'o>,
    out: Vec<Event<'a>>,
    depth: usize,
    headline_seen: bool,
    slugs: HashMap<String, usize>,
    /// Whether the open link was kept.
    links: Vec<bool>,
    /// Raw inline elements that wait for their end; a block's end closes them.
    inline: Vec<String>,
    raw_depth: usize,
    /// Inside raw script or style.
    code: bool,
}

impl<'a, 'o> Page<'a, 'o> {
    fn new(options: &'o Options<'o>) -> Self {
        Page {
            options,
            out: Vec::new(),
            depth: 0,
            headline_seen: false,
            slugs: HashMap::new(),
            links: Vec::new(),
            inline: Vec::new(),
            raw_depth: 0,
            code: false,
        }
    }

    fn take(&mut self, events: Events<'a>) {
        let mut at = 0;
        while at < events.len() {
            let (event, _) = &events[at];
            at += 1;
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let length = inner_length(&events[at..], |end| matches!(end, TagEnd::Heading(_)));
                    if *level == HeadingLevel::H1 && !self.headline_seen {
                        self.headline_seen = true;
                        at += length;
                    } else {
                        self.heading(*level, &events[at..]);
                    }
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let length = inner_length(&events[at..], |end| matches!(end, TagEnd::Image));
                    let description = words(&events[at..at + length]);
                    self.picture(dest_url, &description);
                    at += length;
                }
                Event::Start(tag) => self.start(tag.clone()),
                Event::End(end) => self.end(*end),
                Event::Html(html) | Event::InlineHtml(html) => self.raw(html),
                _ if self.code => {}
                event => self.out.push(event.clone()),
            }
        }
    }

    fn push(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    fn heading(&mut self, level: HeadingLevel, inner: &[(Event<'a>, std::ops::Range<usize>)]) {
        let (slug, _) = outline::heading(inner);
        let id = self.unique(slug);
        self.start(Tag::Heading {
            level: level.max(HeadingLevel::H2),
            id: Some(id.into()),
            classes: Vec::new(),
            attrs: Vec::new(),
        });
    }

    fn unique(&mut self, slug: String) -> String {
        let count = self.slugs.entry(slug.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { slug } else { format!("{slug}-{}", *count - 1) }
    }

    fn start(&mut self, tag: Tag<'a>) {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return;
        }
        match tag {
            Tag::Link { link_type, dest_url, .. } => {
                let dest = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                let open = self.link(&dest);
                self.links.push(open.is_some());
                if let Some(open) = open {
                    self.push(open);
                }
            }
            Tag::BlockQuote(Some(kind)) => {
                let alert = Alert::from(kind);
                let label = escape(&(self.options.alert)(alert));
                self.push(format!(
                    "\n<div class=\"alert {}\">\n<p class=\"alert-title\">{label}</p>\n",
                    alert.as_str()
                ));
            }
            tag => self.out.push(Event::Start(tag)),
        }
    }

    fn end(&mut self, end: TagEnd) {
        let too_deep = self.depth > MAX_DEPTH;
        self.depth = self.depth.saturating_sub(1);
        let block = !matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link);
        if block {
            self.code = false;
            while let Some(name) = self.inline.pop() {
                self.push(format!("</{name}>"));
            }
        }
        if too_deep {
            return;
        }
        match end {
            TagEnd::Link => {
                if self.links.pop() == Some(true) {
                    self.push("</a>");
                }
            }
            TagEnd::BlockQuote(Some(_)) => self.push("</div>\n"),
            // An `End` of another level closes what `heading` opened.
            TagEnd::Heading(HeadingLevel::H1) => self.out.push(Event::End(TagEnd::Heading(HeadingLevel::H2))),
            end => self.out.push(Event::End(end)),
        }
    }

    fn link(&self, dest: &str) -> Option<String> {
        let target = Target::of(dest, self.options.link)?;
        let rel = if target.external { " rel=\"noopener noreferrer nofollow\"" } else { "" };
        Some(format!("<a href=\"{}\"{rel}>", escape(&target.address)))
    }

    fn picture(&mut self, address: &str, description: &str) {
        let file = (self.options.link)(address).filter(|file| is_own(file));
        let description = description.trim();
        match file {
            Some(file) => {
                self.push(format!("<img src=\"{}\" alt=\"{}\">", escape(&file), escape(description)))
            }
            None if description.is_empty() => {}
            None => self.push(format!("<span class=\"picture\">{}</span>", escape(description))),
        }
    }

    fn raw(&mut self, html: &str) {
        for piece in tags::pieces(html) {
            match piece {
                Piece::Tag(tag) if tag.standing() == Standing::Code => self.code = !tag.closing,
                _ if self.code => {}
                Piece::Comment(_) => {}
                Piece::Text(text) => self.push(text.replace('<', "&lt;")),
                Piece::Tag(tag) => match tag.standing() {
                    Standing::Text => self.out.push(Event::Text(tag.raw.to_owned().into())),
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
                self.picture(&attribute("src"), &attribute("alt"));
            }
            Kind::Void | Kind::Part => self.push(opening(name, tag)),
            Kind::Inline if self.inline.len() >= MAX_DEPTH => {}
            Kind::Inline => {
                let open = if name == "a" { self.raw_anchor(tag) } else { Some(opening(name, tag)) };
                if let Some(open) = open {
                    self.push(open);
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
        let place = outline::anchor(tag).filter(|name| !self.slugs.contains_key(name));
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
    for attribute in attributes {
        if let Some(value) = tag.attribute(attribute) {
            html.push_str(&format!(" {attribute}=\"{}\"", escape(&value)));
        }
    }
    html.push('>');
    html
}

struct Target {
    address: String,
    external: bool,
}

impl Target {
    fn of(dest: &str, link: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        if dest.starts_with("#tab/") || dest == "#" {
            return None;
        }
        if dest.starts_with('#') {
            return Some(Target { address: dest.to_owned(), external: false });
        }
        let address = link(dest).unwrap_or_else(|| dest.to_owned());
        let external = is_external(&address);
        let own = address != dest && is_own(&address);
        (own || external).then_some(Target { address, external })
    }
}

/// A path on this site; `//host` and `/\host` lead elsewhere.
fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\")
}

fn is_external(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    address.len() > scheme.len()
        && ["https", "http", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// The number of events up to and with the end that fits, nothing left out.
fn inner_length(events: &[(Event<'_>, std::ops::Range<usize>)], fits: fn(&TagEnd) -> bool) -> usize {
    let mut depth = 0usize;
    for (index, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(end) if depth == 0 && fits(end) => return index + 1,
            Event::End(_) => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    events.len()
}

fn words(events: &[(Event<'_>, std::ops::Range<usize>)]) -> String {
    events
        .iter()
        .map(|(event, _)| match event {
            Event::Text(text) | Event::Code(text) => text,
            Event::SoftBreak | Event::HardBreak => " ",
            _ => "",
        })
        .collect()
}

fn user_events(events: Events<'_>) -> Vec<Event<'_>> {
    let mut out = Vec::with_capacity(events.len());
    let mut depth = 0;
    let mut links = Vec::new();
    let nowhere = |_: &str| None;
    for (event, _) in events {
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        let shown = depth + usize::from(matches!(event, Event::End(_))) <= MAX_DEPTH;
        match event {
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                let dest = if link_type == LinkType::Email {
                    format!("mailto:{dest_url}")
                } else {
                    dest_url.into_string()
                };
                let target =
                    Target::of(&dest, &nowhere).filter(|t| t.external && shown && !dest.starts_with("tel"));
                links.push(target.is_some());
                if let Some(target) = target {
                    let open = format!(
                        "<a href=\"{}\" rel=\"noopener noreferrer nofollow\">",
                        escape(&target.address)
                    );
                    out.push(Event::InlineHtml(open.into()));
                }
            }
            Event::End(TagEnd::Link) => {
                if links.pop() == Some(true) {
                    out.push(Event::InlineHtml("</a>".into()));
                }
            }
            Event::Start(_) | Event::End(_) if !shown => {}
            Event::Start(Tag::Heading { .. }) => {
                out.extend([Event::Start(Tag::Paragraph), Event::Start(Tag::Strong)])
            }
            Event::End(TagEnd::Heading(_)) => {
                out.extend([Event::End(TagEnd::Strong), Event::End(TagEnd::Paragraph)])
            }
            Event::Start(Tag::HtmlBlock) => out.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => out.push(Event::End(TagEnd::Paragraph)),
            Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => {}
            Event::Start(Tag::BlockQuote(_)) => out.push(Event::Start(Tag::BlockQuote(None))),
            Event::Start(Tag::CodeBlock(_)) => {
                out.push(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)))
            }
            Event::Html(html) | Event::InlineHtml(html) => lines_as_text(&html, &mut out),
            Event::SoftBreak => out.push(Event::HardBreak),
            event => out.push(event),
        }
    }
    out
}

fn lines_as_text(html: &str, out: &mut Vec<Event<'_>>) {
    for (index, line) in html.trim_end_matches('\n').split('\n').enumerate() {
        if index > 0 {
            out.push(Event::HardBreak);
        }
        out.push(Event::Text(line.to_owned().into()));
    }
}

/// The last word on addresses, whatever came before.
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

static ARTICLE: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: Vec<_> = tags::ALLOWED.iter().copied().filter(|tag| *tag != "h1").collect();
    let mut builder = sanitizer(
        &tags,
        &[
            ("a", &["href", "id"]),
            ("abbr", &["title"]),
            ("dfn", &["title"]),
            ("div", &["id"]),
            ("h2", &["id"]),
            ("h3", &["id"]),
            ("h4", &["id"]),
            ("h5", &["id"]),
            ("h6", &["id"]),
            ("img", &["src", "alt"]),
            ("ol", &["start"]),
            ("td", &["colspan", "rowspan"]),
            ("th", &["colspan", "rowspan"]),
        ],
    );
    builder.allowed_classes(HashMap::from([
        (
            "div",
            HashSet::from(["alert", "note", "tip", "important", "caution", "warning", "footnote-definition"]),
        ),
        ("p", HashSet::from(["alert-title"])),
        ("span", HashSet::from(["picture"])),
        ("sup", HashSet::from(["footnote-reference", "footnote-definition-label"])),
    ]));
    builder
});

static USER: LazyLock<Builder<'static>> = LazyLock::new(|| {
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
