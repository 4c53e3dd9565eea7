//! The page of an article: Markdown events in, those of its HTML out.

use super::target::{Target, is_own, undo_percent};
use super::{Alert, Label, Options, escape};
use crate::Heading;
use crate::dialect::Prepared;
use crate::directive::{Mark, Picture};
use crate::outline::{self, Events};
use crate::tabs::{self, Step, Tab};
use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};
use std::collections::HashMap;

/// Deeper nesting than any page for people has.
pub const MAX_DEPTH: usize = 48;

pub fn page<'a>(
    prepared: &'a Prepared,
    events: Events<'a>,
    options: &Options<'_>,
) -> (Vec<Event<'a>>, Vec<Heading>) {
    let mut page = Page {
        options,
        prepared,
        out: Vec::new(),
        headings: Vec::new(),
        at: 0,
        depth: 0,
        both_ways: events.iter().any(|(event, _)| matches!(event, Event::Text(text) if is_both_ways(text))),
        headline_seen: false,
        in_tabs: false,
        places: HashMap::new(),
        counts: HashMap::new(),
        fragments: Vec::new(),
        quotes: Vec::new(),
        suffix: None,
        links: Vec::new(),
        inline: Vec::new(),
        raw_depth: 0,
        code: false,
    };
    page.take(events);
    page.settle_fragments();
    (page.out, page.headings)
}

pub(super) struct Page<'a, 'o> {
    pub options: &'o Options<'o>,
    pub prepared: &'a Prepared,
    out: Vec<Event<'a>>,
    headings: Vec<Heading>,
    /// The byte that the event stands at.
    at: usize,
    depth: usize,
    /// Some of the text runs from right to left.
    both_ways: bool,
    headline_seen: bool,
    in_tabs: bool,
    /// Every name for a place of the page, and the id that it has.
    pub places: HashMap<String, String>,
    /// How often a name was wanted again.
    counts: HashMap<String, usize>,
    /// Links within the page: the event, and the place.
    fragments: Vec<(usize, String)>,
    /// The end of each open quotation, `None` before anything of it was seen.
    quotes: Vec<Option<&'static str>>,
    /// Stands behind the words of the open heading.
    suffix: Option<String>,
    /// Whether the open link was kept.
    links: Vec<bool>,
    /// Raw inline elements that wait for their end; a block's end closes them.
    pub inline: Vec<String>,
    pub raw_depth: usize,
    /// Inside raw script or style.
    pub code: bool,
}

impl<'a> Page<'a, '_> {
    fn take(&mut self, events: Events<'a>) {
        let (mut steps, _) = tabs::find(&events);
        let tabs = steps.values().filter_map(|step| step.open_tab.as_ref());
        let labels: HashMap<String, String> = tabs.map(|tab| (tab.id.clone(), tab.label.clone())).collect();
        let mut at = 0;
        loop {
            let step = steps.remove(&at);
            let opens_tab = step.as_ref().is_some_and(|step| step.open_tab.is_some());
            if let Some(step) = step
                && self.step(step, &labels)
            {
                at += 1;
                continue;
            }
            let Some((event, range)) = events.get(at) else { break };
            self.at = range.start;
            at += 1;
            match event {
                // They may hold a mark that says what the quotation is.
                Event::Start(Tag::HtmlBlock) | Event::Html(_) | Event::InlineHtml(_) => {}
                Event::End(TagEnd::HtmlBlock | TagEnd::BlockQuote(_)) => {}
                _ => self.settle_quote(),
            }
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let length = inner_length(&events[at..], |end| matches!(end, TagEnd::Heading(_)));
                    if *level == HeadingLevel::H1 && !self.headline_seen && !opens_tab {
                        self.headline_seen = true;
                        at += length;
                    } else {
                        self.heading(*level, &events[at..at + length]);
                    }
                }
                Event::Start(Tag::Image { dest_url, .. }) => {
                    let length = inner_length(&events[at..], |end| matches!(end, TagEnd::Image));
                    let description = words(&events[at..at + length]);
                    self.picture_at(dest_url, &description);
                    at += length;
                }
                Event::Start(tag) => self.start(tag.clone()),
                Event::End(end) => self.end(*end),
                Event::Html(html) => self.raw(html, true),
                Event::InlineHtml(html) => self.raw(html, false),
                _ if self.code => {}
                Event::Text(text) => {
                    let words = self.prepared.words(text).into_owned();
                    self.out.push(Event::Text(words.into()));
                }
                Event::Code(text) => {
                    let words = self.prepared.words(text).into_owned();
                    self.out.push(Event::Code(words.into()));
                }
                event => self.out.push(event.clone()),
            }
        }
    }

    /// Opens and closes tabs; whether the event is part of that and not shown.
    fn step(&mut self, step: Step, labels: &HashMap<String, String>) -> bool {
        if step.close_tab {
            self.push("</section>\n");
        }
        self.in_tabs = step.open_group || (self.in_tabs && !step.close_group);
        if step.close_group {
            self.push("</div>\n");
        }
        if step.open_group {
            self.settle_quote();
            self.push("<div class=\"tab-group\">\n");
        }
        if let Some(Tab { id, only_with, .. }) = step.open_tab {
            let id = escape(&id);
            let with = only_with.as_deref().map(escape);
            let with = with.map_or_else(String::new, |with| format!(" data-only-with=\"{with}\""));
            self.push(format!("<section class=\"tab\" data-tab=\"{id}\"{with}>\n"));
            self.suffix = only_with.map(|with| labels.get(&with).cloned().unwrap_or(with));
        }
        step.skip
    }

    pub fn push(&mut self, html: impl Into<CowStr<'a>>) {
        self.out.push(Event::InlineHtml(html.into()));
    }

    pub fn push_text(&mut self, text: String) {
        self.out.push(Event::Text(text.into()));
    }

    fn heading(&mut self, level: HeadingLevel, inner: &[(Event<'a>, std::ops::Range<usize>)]) {
        let (slug, text) = outline::heading(inner);
        let id = self.unique(slug);
        let level = level.max(HeadingLevel::H2);
        // A translated page may be linked to by the words of the heading, too.
        self.places.entry(outline::slug(&text)).or_insert_with(|| id.clone());
        if !self.in_tabs {
            self.headings.push(Heading { level: level as u8, text, slug: id.clone() });
        }
        let attrs = self.both_ways.then(|| ("dir".into(), Some("auto".into())));
        let classes = Vec::new();
        self.start(Tag::Heading { level, id: Some(id.into()), classes, attrs: attrs.into_iter().collect() });
    }

    pub fn unique(&mut self, name: String) -> String {
        let mut id = name.clone();
        let count = self.counts.entry(name.clone()).or_insert(0);
        while self.places.get(&id).is_some_and(|taken| *taken == id) {
            *count += 1;
            id = format!("{name}-{count}");
        }
        self.places.insert(id.clone(), id.clone());
        id
    }

    fn start(&mut self, tag: Tag<'a>) {
        self.depth += 1;
        let too_deep = self.depth > MAX_DEPTH;
        if matches!(tag, Tag::BlockQuote(_)) {
            self.quotes.push(too_deep.then_some(""));
            return;
        }
        if too_deep {
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
                    self.push_link(open);
                }
            }
            Tag::Paragraph if self.both_ways => self.push("<p dir=\"auto\">"),
            Tag::List(None) if self.both_ways => self.push("<ul dir=\"auto\">\n"),
            tag @ Tag::TableCell if self.both_ways => {
                self.out.push(Event::Start(tag));
                self.push("<bdi>");
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
        if let TagEnd::BlockQuote(_) = end {
            let end = self.quotes.pop().flatten().unwrap_or_default();
            return self.push(end);
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
            TagEnd::Heading(level) => {
                if let Some(suffix) = self.suffix.take() {
                    self.push(format!(" <small>{}</small>", escape(&suffix)));
                }
                // An `End` of another level closes what `heading` opened.
                self.out.push(Event::End(TagEnd::Heading(level.max(HeadingLevel::H2))));
            }
            end => {
                if end == TagEnd::TableCell && self.both_ways {
                    self.push("</bdi>");
                }
                self.out.push(Event::End(end));
            }
        }
    }

    /// A quotation that begins with words is one.
    pub fn settle_quote(&mut self) {
        if let Some(quote @ None) = self.quotes.last_mut() {
            *quote = Some("</blockquote>\n");
            let dir = if self.both_ways { " dir=\"auto\"" } else { "" };
            self.push(format!("<blockquote{dir}>\n"));
        }
    }

    /// From here the quotation is something else, up to its end.
    fn turn_quote(&mut self, opening: String) {
        let end = self.quotes.last_mut().and_then(|quote| quote.replace("</div>\n"));
        self.push(end.unwrap_or_default());
        let is_quoted = !self.quotes.is_empty();
        self.push(opening);
        if !is_quoted {
            self.push("</div>\n");
        }
    }

    pub fn mark(&mut self, mark: &Mark, is_block: bool) {
        match mark {
            Mark::Alert(alert) => {
                let title = (self.options.label)(Label::Alert(*alert));
                self.alert(*alert, &title);
            }
            Mark::OtherAlert(title) => self.alert(Alert::Note, title),
            Mark::Selector => self.turn_quote("\n<div class=\"selector\">\n".to_owned()),
            Mark::NextStep => self.turn_quote("\n<div class=\"next-step\">\n".to_owned()),
            Mark::Checklist => self.turn_quote("\n<div class=\"checklist\">\n".to_owned()),
            Mark::Video { address, title, captions } => self.video(address, title, captions, is_block),
            Mark::Picture(picture) => self.picture(picture, is_block),
            Mark::PictureEnd => self.push("</details></figure>\n"),
            Mark::Row => self.push("<div class=\"columns\">\n"),
            Mark::Column(1) => self.push("<div class=\"column\">\n"),
            Mark::Column(span) => self.push(format!("<div class=\"column span-{span}\">\n")),
            Mark::RowEnd | Mark::ColumnEnd => self.push("</div>\n"),
            Mark::Zone(name) => {
                let title = format!("<p class=\"zone-title\">{}</p>\n", escape(name));
                self.push(format!("<section class=\"zone\">\n{title}"));
            }
            Mark::ZoneEnd => self.push("</section>\n"),
        }
    }

    fn alert(&mut self, alert: Alert, title: &str) {
        self.turn_quote(format!(
            "\n<div class=\"alert {}\">\n<p class=\"alert-title\">{}</p>\n",
            alert.as_str(),
            escape(title)
        ));
    }

    pub fn link(&self, dest: &str) -> Option<String> {
        let target = Target::of(&self.prepared.address(self.at, dest), self.options.link)?;
        let rel = if target.external { " rel=\"noopener noreferrer nofollow\"" } else { "" };
        Some(format!("<a href=\"{}\"{rel}>", escape(&target.address)))
    }

    /// Pushes an opened link; where it leads within the page is seen to when all places are known.
    pub fn push_link(&mut self, open: String) {
        if let Some((_, place)) = open.split_once("href=\"#")
            && let Some((place, _)) = place.split_once('"')
        {
            self.fragments.push((self.out.len(), place.to_owned()));
        }
        self.push(open);
    }

    /// Links to places that this page doesn't have become text.
    fn settle_fragments(&mut self) {
        for (index, escaped) in std::mem::take(&mut self.fragments) {
            let wanted = crate::tags::decode(&escaped);
            let plain = undo_percent(&wanted);
            let found = self.places.get(&wanted).or_else(|| self.places.get(&plain));
            let href = match found.or_else(|| self.places.get(&plain.to_lowercase())) {
                Some(id) if *id == wanted => continue,
                Some(id) => format!(" href=\"#{}\"", escape(id)),
                None => String::new(),
            };
            if let Event::InlineHtml(html) = &mut self.out[index] {
                *html = html.replacen(&format!(" href=\"#{escaped}\""), &href, 1).into();
            }
        }
    }

    /// The address of a file on this site.
    fn file(&self, address: &str) -> Option<String> {
        (self.options.link)(&self.prepared.address(self.at, address)).filter(|file| is_own(file))
    }

    pub fn picture_at(&mut self, address: &str, words: &str) {
        // A picture with `#lightbox` can be seen in full size.
        let (address, large) = match address.strip_suffix("#lightbox") {
            Some(address) => (address, address),
            None => (address, ""),
        };
        let (address, large) = (address.to_owned(), large.to_owned());
        let words = words.trim().to_owned();
        self.picture(&Picture { address, words, large, is_icon: false, is_described: false }, false);
    }

    fn picture(&mut self, picture: &Picture, is_block: bool) {
        let words = escape(&picture.words);
        let class = if picture.is_icon { " class=\"icon\"" } else { "" };
        let mut html = match self.file(&picture.address) {
            Some(file) => format!("<img src=\"{}\" alt=\"{words}\"{class} loading=\"lazy\">", escape(&file)),
            None if words.is_empty() => String::new(),
            None => format!("<span class=\"picture\">{words}</span>"),
        };
        if !picture.large.is_empty()
            && let Some(file) = self.file(&picture.large)
        {
            let title = escape(&(self.options.label)(Label::LargePicture));
            html = format!("<a class=\"zoom\" href=\"{}\" title=\"{title}\">{html}</a>", escape(&file));
        }
        if picture.is_described {
            let summary = escape(&(self.options.label)(Label::Description));
            html = format!("<figure>{html}<details><summary>{summary}</summary>\n");
        } else if is_block && !html.is_empty() {
            html = format!("<p>{html}</p>\n");
        }
        self.push(html);
    }

    /// A card with links: what plays comes from elsewhere, so it isn't part of the page.
    fn video(&mut self, address: &str, title: &str, captions: &str, is_block: bool) {
        let host = address.split('/').nth(2).filter(|_| address.contains("://")).unwrap_or_default();
        let label = (self.options.label)(Label::Video);
        let words = match (title.is_empty(), host.is_empty()) {
            (false, _) => escape(title),
            (true, false) => format!("{} <small>{}</small>", escape(&label), escape(host)),
            (true, true) => escape(&label),
        };
        let mut html = match self.link(address) {
            Some(open) => format!("{open}{words}</a>"),
            None => format!("{words} <small>{}</small>", escape(address)),
        };
        if !captions.is_empty()
            && let Some(open) = self.link(captions)
        {
            html.push_str(&format!(" {open}{}</a>", escape(&(self.options.label)(Label::Captions))));
        }
        let block = if is_block { "p" } else { "span" };
        self.push(format!("<{block} class=\"video\">{html}</{block}>"));
    }
}

/// Hebrew and Arabic letters, and their kin.
fn is_both_ways(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdcf}' | '\u{fdf0}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'))
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
