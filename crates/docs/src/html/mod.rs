//! Markdown to HTML that is safe to put into a page.

mod page;
mod raw;
mod sanitize;
mod target;
mod user;

pub use target::undo_percent;

use crate::lines::Include;
use crate::{Heading, MAX_BYTES, dialect, front, outline};
use ammonia::Builder;
use pulldown_cmark::Event;
use std::fmt;

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

/// Words that the page adds to the article's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    Alert(Alert),
    /// The link to a video without a title.
    Video,
    Captions,
    /// The link to a picture in full size.
    LargePicture,
    /// Opens the long description of a picture.
    Description,
}

impl Label {
    /// A stable name for message catalogues.
    pub fn as_str(self) -> &'static str {
        match self {
            Label::Alert(alert) => alert.as_str(),
            Label::Video => "video",
            Label::Captions => "captions",
            Label::LargePicture => "large-picture",
            Label::Description => "description",
        }
    }
}

pub struct Options<'a> {
    /// The variant to show, by its name in the source (`o365-worldwide`); `None` shows all.
    pub cloud: Option<&'a str>,
    /// Where a link or picture leads on this site, asked for every address except fragments, as seen from
    /// the article's own file. Without an answer web, mail and telephone addresses stay, other links
    /// become text and pictures their description.
    pub link: &'a dyn Fn(&str) -> Option<String>,
    /// A word of the page in the edition's language.
    pub label: &'a dyn Fn(Label) -> String,
    /// The texts that the article includes.
    pub include: Include<'a>,
}

impl Default for Options<'_> {
    /// The text of all, without files beside it.
    fn default() -> Self {
        Options {
            cloud: None,
            link: &|_| None,
            label: &|label| label.as_str().to_owned(),
            include: &|_| None,
        }
    }
}

/// An article as one cloud's readers see it.
#[derive(Debug, Clone, Default)]
pub struct Shown {
    /// The article below its headline.
    pub html: Html,
    /// The headings in it, in their order; those of tabs are not among them.
    pub headings: Vec<Heading>,
}

/// The article below its headline. `source` may have front matter, which is left out.
pub fn render(source: &str, options: &Options<'_>) -> Html {
    show(source, options).html
}

/// As [`render`], with what a table of contents needs.
pub fn show(source: &str, options: &Options<'_>) -> Shown {
    let source = dialect::unify(source);
    let body = front::skip(&source);
    let prepared = dialect::prepare(body, options.cloud, options.include);
    match outline::events(&prepared.text, outline::ARTICLE) {
        Some(events) if body.len() <= MAX_BYTES => {
            let (events, headings) = page::page(&prepared, events, options);
            Shown { html: finish(events, &sanitize::ARTICLE), headings }
        }
        _ => Shown { html: plain(body), headings: Vec::new() },
    }
}

/// What agents and customers write: no HTML, no pictures, no headings; line ends stay line ends.
pub fn render_user(markdown: &str) -> Html {
    let text = dialect::unify(markdown);
    match outline::events(&text, USER_MARKDOWN) {
        Some(events) if text.len() <= MAX_BYTES => finish(user::user_events(events), &sanitize::USER),
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
