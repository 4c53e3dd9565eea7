use std::ops::Range;

use askama::Template;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
};
use centre::{
    articles::{self, Around, Both, Edition, Seen, Wrong},
    people::{self, Attempt},
    tell,
};
use db::Tx;
use lang::Lang;
use serde::Deserialize;

use super::{Public, as_read};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::Visit,
};

#[derive(Template)]
#[template(path = "public/bilingual.html")]
struct BilingualPage {
    page: Page,
    edition: Edition,
    from: Lang,
    from_name: String,
    view: View,
    views: Vec<(String, String, bool)>,
    rows: Vec<Row>,
    /// The text as it is read, for the views that show it as a whole.
    body: String,
    body_language: Lang,
    remark: Option<Remark>,
    error: Option<String>,
}

struct Row {
    number: usize,
    source: String,
    target: String,
    href: String,
}

/// What somebody is about to say of a sentence.
struct Remark {
    position: usize,
    source: String,
    target: String,
    kind: String,
    words: String,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum View {
    Side,
    Hover,
    Source,
}

impl View {
    const ALL: [View; 3] = [View::Side, View::Hover, View::Source];

    fn code(self) -> &'static str {
        match self {
            View::Side => "side",
            View::Hover => "hover",
            View::Source => "source",
        }
    }
}

impl BilingualPage {
    fn article(&self) -> String {
        self.page.public(&format!("articles/{}", self.edition.key))
    }

    fn here(&self) -> String {
        format!("{}/bilingual", self.article())
    }

    fn is_side(&self) -> bool {
        self.view == View::Side
    }

    fn is_hover(&self) -> bool {
        self.view == View::Hover
    }

    fn kinds(&self) -> [Wrong; 4] {
        Wrong::ALL
    }

    fn kind(&self, wrong: &Wrong) -> String {
        self.page.t(&format!("authoring-wrong-{}", wrong.code()))
    }

    fn is_chosen(&self, wrong: &Wrong) -> bool {
        self.remark.as_ref().is_some_and(|remark| remark.kind == wrong.code())
    }
}

#[derive(Deserialize)]
pub struct Key {
    key: String,
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    view: String,
    sentence: Option<usize>,
}

/// `GET /{lang}/{cloud}/articles/{key}/bilingual?view=&sentence=`: a translation with its original.
pub async fn bilingual(public: Public, Path(Key { key }): Path<Key>, Query(wanted): Query<Wanted>) -> Result {
    let remark = wanted.sentence.map(|position| (position, String::new(), String::new()));
    show(&public, &key, &wanted.view, remark, None, StatusCode::OK).await
}

async fn load(visit: &Visit, key: &str) -> Result<(Edition, Both, Around, Around)> {
    let (language, key) = (visit.lang, key.to_owned());
    let load = move |tx: &mut Tx| {
        let edition = articles::exactly(tx, &key, language)?.ok_or(centre::Error::NotFound)?;
        let both = articles::both(tx, &edition)?.ok_or(centre::Error::NotFound)?;
        let target = articles::around(tx, &edition.origin, language, &both.target)?;
        let source = articles::around(tx, &edition.origin, both.from, &both.source)?;
        Ok::<_, centre::Error>((edition, both, target, source))
    };
    Ok(visit.app.db.read(load).await?)
}

async fn show(
    public: &Public,
    key: &str,
    view: &str,
    remark: Option<(usize, String, String)>,
    error: Option<String>,
    status: StatusCode,
) -> Result {
    let visit = &public.visit;
    let (edition, both, around, around_source) = load(visit, key).await?;
    let page = visit.page("articles");
    let view = View::ALL.into_iter().find(|known| known.code() == view).unwrap_or(View::Side);
    let here = page.public(&format!("articles/{}/bilingual", edition.key));
    let href = |position: usize| format!("{here}?view={}&sentence={position}#remark", view.code());
    let (body, body_language) = match view {
        View::Side => (String::new(), edition.language),
        View::Hover => {
            let marked = mark(&both);
            let shown = as_read(&page, &visit.cloud, edition.language, &marked, &around);
            let original = |position: usize| {
                let pair = both.pairs.get(position)?;
                let (words, say) = (plain(&pair.source), page.t("bilingual-wrong"));
                Some(format!(
                    "<span class=\"sentence-original\"><span lang=\"{}\">{words}</span> <a href=\"{}\">{}</a></span>",
                    both.from.code(),
                    href(position),
                    escape(&say),
                ))
            };
            (unmark(shown.html.as_str(), original), edition.language)
        }
        View::Source => {
            let shown = as_read(&page, &visit.cloud, both.from, &both.source, &around_source);
            (shown.html.into_string(), both.from)
        }
    };
    let rows = both.pairs.iter().enumerate();
    let rows = rows.filter(|(_, pair)| view == View::Side && !pair.target.trim().is_empty());
    let rows = rows.map(|(position, pair)| Row {
        number: position + 1,
        source: inline(&pair.source),
        target: inline(&pair.target),
        href: href(position),
    });
    let remark = remark.and_then(|(position, kind, words)| {
        let pair = both.pairs.get(position)?;
        Some(Remark { position, source: inline(&pair.source), target: inline(&pair.target), kind, words })
    });
    let views = View::ALL.into_iter().map(|other| {
        let name = page.t(&format!("bilingual-view-{}", other.code()));
        (name, format!("{here}?view={}", other.code()), other == view)
    });
    let shown = BilingualPage {
        views: views.collect(),
        rows: rows.collect(),
        from: both.from,
        from_name: page.l.language_name(both.from.code()).unwrap_or_default().to_owned(),
        view,
        body,
        body_language,
        remark,
        error,
        edition,
        page,
    };
    visit.html_with(status, &shown)
}

/// `POST /{lang}/{cloud}/articles/{key}/bilingual`: a sentence is wrong. Who isn't signed in may say so too.
pub async fn say_wrong(public: Public, Path(Key { key }): Path<Key>, fields: Fields) -> Result {
    let visit = &public.visit;
    let (edition, both, ..) = load(visit, &key).await?;
    let position: usize = fields.get("sentence").parse().map_err(|_| Fault::NotFound)?;
    let pair = both.pairs.get(position).ok_or(Fault::NotFound)?;
    let (kind, words) = (fields.get("kind").to_owned(), fields.get("text").to_owned());
    let seen = Seen {
        key: edition.key.clone(),
        language: edition.language,
        version: fields.get("version").parse().unwrap_or(edition.version),
        position: i64::try_from(position).unwrap_or(i64::MAX),
        target: pair.target.clone(),
        source: pair.source.clone(),
    };
    let (viewer, attempt) = (visit.viewer.clone(), [Attempt::Remark(visit.address.clone())]);
    let (wrong, said) = (Wrong::parse(&kind), words.clone());
    let write = move |tx: &mut Tx| {
        let wrong = wrong.ok_or_else(|| tell("error-required").about("kind"))?;
        if !people::attempts_allowed(tx, &attempt)? {
            return Err(tell("bilingual-too-many").into());
        }
        people::attempt_failed(tx, &attempt)?;
        articles::say_wrong(tx, viewer.as_ref(), &seen, wrong, &said)
    };
    let view = fields.get("view").to_owned();
    match visit.app.db.write(write).await {
        Ok(()) => {
            let view = View::ALL.into_iter().find(|known| known.code() == view).unwrap_or(View::Side);
            let to = format!("articles/{}/bilingual?view={}", edition.key, view.code());
            Ok(visit.go_with(&format!("/{}/{}/{to}", visit.lang.code(), visit.cloud), "flash-bilingual-said"))
        }
        Err(centre::Error::Told(told)) => {
            let error = Some(page::told(visit.lang, &told));
            let remark = Some((position, kind, words));
            show(&public, &key, &view, remark, error, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

/// Rare marks that Markdown takes for punctuation: they mark sentences on their way through it.
const BEGIN: char = '\u{2e26}';
const END: char = '\u{2e27}';
const ZERO: u32 = 0x2e00;
const MARKS: std::ops::RangeInclusive<char> = '\u{2e00}'..='\u{2e2f}';

/// The translation with its sentences marked.
fn mark(both: &Both) -> String {
    if both.target.contains(|c| MARKS.contains(&c)) {
        return both.target.clone();
    }
    let body = both.target.len() - docs::parse(&both.target).map_or(0, |document| document.body.len());
    let mut marked = String::with_capacity(both.target.len() + 16 * both.pairs.len());
    let mut at = 0;
    for (position, pair) in both.pairs.iter().enumerate() {
        let Range { start, end } = pair.range;
        let fits = start >= at.max(body) && start < end && both.target.get(start..end).is_some();
        // A sentence lies within one block.
        if !fits || both.target[start..end].contains("\n\n") || pair.source.trim().is_empty() {
            continue;
        }
        marked.push_str(&both.target[at..start]);
        marked.push(BEGIN);
        marked.extend(position.to_string().chars().filter_map(|c| char::from_u32(ZERO + c.to_digit(10)?)));
        marked.push(BEGIN);
        marked.push_str(&both.target[start..end]);
        marked.push(END);
        at = end;
    }
    marked.push_str(&both.target[at..]);
    marked
}

/// The page with its marked sentences as elements that show their original; other marks go.
fn unmark(html: &str, original: impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() * 2);
    let mut rest = html;
    while let Some(at) = rest.find(BEGIN) {
        let (before, marked) = rest.split_at(at);
        out.push_str(before);
        let inner = &marked[BEGIN.len_utf8()..];
        let found = inner.split_once(BEGIN).and_then(|(digits, inner)| {
            let (sentence, after) = inner.split_once(END)?;
            let digits: Option<String> =
                digits.chars().map(|c| char::from_digit((c as u32).checked_sub(ZERO)?, 10)).collect();
            Some((digits?.parse::<usize>().ok()?, sentence, after))
        });
        let Some((position, sentence, after)) = found else {
            rest = inner;
            continue;
        };
        // Within a tag there is no place for elements, and around half of one neither.
        let in_tag = out.rfind('<').is_some_and(|open| !out[open..].contains('>'));
        match original(position).filter(|_| !in_tag && is_balanced(sentence)) {
            Some(original) => {
                out.push_str("<span class=\"sentence\" tabindex=\"0\">");
                out.push_str(sentence);
                out.push_str(&original);
                out.push_str("</span>");
            }
            None => out.push_str(sentence),
        }
        rest = after;
    }
    out.push_str(rest);
    out.retain(|c| !MARKS.contains(&c));
    out
}

fn is_balanced(html: &str) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        match (tag.starts_with('/'), matches!(name, "br" | "img" | "hr")) {
            (_, true) => {}
            (true, _) if open.pop() != Some(name) => return false,
            (true, _) => {}
            (false, _) => open.push(name),
        }
        rest = &rest[at + end + 1..];
    }
    open.is_empty()
}

/// A sentence of Markdown as HTML, without links.
fn inline(markdown: &str) -> String {
    let html = docs::render_user(&without_tags(markdown)).into_string();
    let mut out = String::with_capacity(html.len());
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let Some(end) = rest[at..].find('>') else { break };
        let tag = &rest[at..=at + end];
        if ["<strong>", "</strong>", "<em>", "</em>", "<code>", "</code>"].contains(&tag) {
            out.push_str(tag);
        }
        rest = &rest[at + end + 1..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}

fn plain(markdown: &str) -> String {
    ["strong", "em", "code"].iter().fold(inline(markdown), |text, tag| {
        text.replace(&format!("<{tag}>"), "").replace(&format!("</{tag}>"), "")
    })
}

/// Inline HTML of an article goes, its words stay.
fn without_tags(markdown: &str) -> String {
    let mut out = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let inside = &rest[at + 1..];
        let is_tag = inside.starts_with(|c: char| c == '/' || c.is_ascii_alphabetic());
        match inside.find('>').filter(|_| is_tag) {
            Some(end) => rest = &inside[end + 1..],
            None => {
                out.push('<');
                rest = inside;
            }
        }
    }
    out.push_str(rest);
    out
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marked_sentences_become_elements_and_nothing_else_changes() {
        let marked = format!(
            "<p>{BEGIN}\u{2e01}\u{2e02}{BEGIN}<b>One</b>.{END} <a title=\"{BEGIN}\u{2e00}{BEGIN}x{END}\">y</a></p>"
        );
        let out = unmark(&marked, |position| Some(format!("[{position}]")));
        assert_eq!(
            out,
            "<p><span class=\"sentence\" tabindex=\"0\"><b>One</b>.[12]</span> <a title=\"x\">y</a></p>"
        );
        let torn = format!("<p>{BEGIN}\u{2e00}{BEGIN}<b>One{END}</b></p>");
        assert_eq!(unmark(&torn, |_| Some(String::new())), "<p><b>One</b></p>");
        assert_eq!(unmark(&format!("a{BEGIN}b{END}c"), |_| None), "abc");
    }

    #[test]
    fn a_sentence_is_shown_without_links_and_foreign_elements() {
        assert_eq!(
            inline("Go to <a href=\"https://x.example\">x</a> & [y](z.md) **now**"),
            "Go to x &amp; y <strong>now</strong>"
        );
        assert_eq!(plain("**a** < b"), "a &lt; b");
    }

    proptest::proptest! {
        #[test]
        fn any_text_comes_through(text in "[\u{2e00}-\u{2e2f}<>/a-c \" ]{0,40}") {
            let out = unmark(&text, |_| Some("!".into()));
            proptest::prop_assert!(!out.contains(|c| MARKS.contains(&c)));
            inline(&text);
        }
    }
}
