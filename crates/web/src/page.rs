use askama::Template;
use centre::{Told, people::Who, staff::Presence};
use jiff::{Timestamp, tz::TimeZone};
use lang::{Arg, Lang};

use crate::{assets, desk, health, visit::Visit};

/// What the frame around every page needs, and what templates ask for texts and times.
pub struct Page {
    pub lang: &'static str,
    pub dir: &'static str,
    pub theme: &'static str,
    pub cloud: String,
    pub cloud_name: String,
    pub signed_in: bool,
    pub is_agent: bool,
    pub person_name: String,
    /// Of the operator's.
    pub is_manager: bool,
    pub nav: Vec<NavItem>,
    /// Of an agent.
    pub presence: Option<Presence>,
    pub languages: Vec<LanguageItem>,
    pub flash: Option<Flash>,
    /// Empty on the help pages themselves.
    pub help_href: String,
    /// Where the reader finds the health of the services.
    pub health_href: String,
    pub l: Lang,
    pub zone: TimeZone,
    pub now: Timestamp,
    /// The address of this page, for forms that come back to it.
    pub here: String,
}

pub struct NavItem {
    pub href: String,
    pub label: String,
    pub current: bool,
    pub icon: &'static str,
    /// From which width on it has a place in the bar; below, it is in the menu.
    pub room: Room,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    Phone,
    Wide,
    Menu,
}

impl Room {
    pub fn class(self) -> &'static str {
        match self {
            Room::Phone => "always",
            Room::Wide => "wide",
            Room::Menu => "menu-only",
        }
    }
}

pub struct LanguageItem {
    pub code: &'static str,
    pub name: &'static str,
    /// Empty where the address doesn't carry the language: then a form switches it.
    pub href: String,
    pub current: bool,
}

pub struct Flash {
    pub kind: &'static str,
    pub text: String,
}

impl Page {
    pub fn asset(&self, name: &str) -> String {
        assets::url(name)
    }

    pub fn t(&self, key: &str) -> String {
        self.l.t(key, &[])
    }

    pub fn t1<'a>(&self, key: &str, name: &'a str, value: impl Into<Arg<'a>>) -> String {
        self.l.t(key, &[(name, value.into())])
    }

    pub fn t2<'a>(
        &self,
        key: &str,
        name: &'a str,
        value: impl Into<Arg<'a>>,
        other: &'a str,
        another: impl Into<Arg<'a>>,
    ) -> String {
        self.l.t(key, &[(name, value.into()), (other, another.into())])
    }

    /// The entries that don't fit into the bar, on a phone at least.
    pub fn more(&self) -> impl Iterator<Item = &NavItem> {
        self.nav.iter().filter(|item| item.room != Room::Phone)
    }

    /// Whether the menu of further entries is needed on wide pages too.
    pub fn always_more(&self) -> bool {
        self.nav.iter().any(|item| item.room == Room::Menu)
    }

    pub fn presences(&self) -> [Presence; 4] {
        Presence::ALL
    }

    pub fn presence_name(&self, state: &Presence) -> String {
        desk::presence_name(self, *state)
    }

    /// A policy's text in the reader's language.
    pub fn text<'t>(&self, text: &'t centre::policy::Text) -> &'t str {
        text.get(self.lang)
    }

    /// A policy's texts one after the other.
    pub fn sentences(&self, texts: &[&centre::policy::Text]) -> String {
        let texts: Vec<&str> = texts.iter().map(|text| self.text(text)).collect();
        self.l.sentences(&texts)
    }

    /// The IANA name of the reader's zone.
    pub fn zone_name(&self) -> &str {
        self.zone.iana_name().unwrap_or("UTC")
    }

    /// Date and time in the reader's zone.
    pub fn when(&self, at: &Timestamp) -> String {
        self.l.date_time(*at, &self.zone)
    }

    /// "3 hours ago", "in 20 min".
    pub fn relative(&self, at: &Timestamp) -> String {
        self.l.relative(*at, self.now)
    }

    /// Whether this page is `path` or below it.
    pub fn is_at(&self, path: &str) -> bool {
        let rest = self.here.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
    }

    /// The address of a public page of this cloud in the reader's language.
    pub fn public(&self, path: &str) -> String {
        format!("/{}/{}/{path}", self.lang, self.cloud)
    }
}

pub(crate) fn frame(visit: &Visit, current: &str) -> Page {
    let lang = visit.lang;
    let cloud_name =
        visit.policy().map(|policy| policy.cloud.name.get(lang.code()).to_owned()).unwrap_or_default();
    let here = visit.uri.path_and_query().map_or("/", |p| p.as_str()).to_owned();
    Page {
        lang: lang.code(),
        dir: "ltr",
        theme: visit.theme,
        cloud: visit.cloud.clone(),
        cloud_name,
        signed_in: visit.is_signed_in(),
        is_agent: visit.viewer.as_ref().is_some_and(centre::people::Viewer::is_agent),
        person_name: visit.viewer.as_ref().map(|v| v.name.clone()).unwrap_or_default(),
        is_manager: visit.viewer.as_ref().and_then(|v| v.desk().ok()).is_some_and(|desk| desk.is_manager),
        nav: nav(visit, current),
        presence: desk::presence_of(visit),
        languages: Lang::ALL
            .into_iter()
            .map(|l| LanguageItem {
                code: l.code(),
                name: l.native_name(),
                href: in_language(&here, l).unwrap_or_default(),
                current: l == lang,
            })
            .collect(),
        flash: visit.flash.as_deref().and_then(|key| {
            let kind = if key.ends_with("-failed") { "bad" } else { "good" };
            Some(Flash { kind, text: lang.try_t(key, &[])? })
        }),
        health_href: health::base(visit),
        help_href: if here.starts_with("/help") { String::new() } else { "/help".into() },
        l: lang,
        zone: visit.zone.clone(),
        now: visit.now,
        here,
    }
}

/// The same public page in another language; `None` where the address doesn't carry one.
fn in_language(here: &str, lang: Lang) -> Option<String> {
    let rest = here.strip_prefix('/')?;
    let (first, rest) = rest.split_once('/')?;
    let carries = Lang::ALL.iter().any(|l| l.code().eq_ignore_ascii_case(first));
    carries.then(|| format!("/{}/{rest}", lang.code()))
}

fn nav(visit: &Visit, current: &str) -> Vec<NavItem> {
    let public = |path: &str| format!("/{}/{}/{path}", visit.lang.code(), visit.cloud);
    let mut entries = vec![("home", public(""), "home")];
    match visit.viewer.as_ref().map(|v| &v.who) {
        Some(Who::Agent(_)) => {
            entries.push(("desk", "/desk".into(), "desk"));
            entries.push(("phone", "/desk/phone".into(), "phone"));
            entries.push(("health", "/desk/health".into(), "health"));
            entries.push(("record", "/desk/record".into(), "severity"));
            if visit.viewer.as_ref().is_some_and(|v| v.is_author()) {
                entries.push(("authoring", "/authoring".into(), "edit"));
                entries.push(("finding", "/authoring/finding".into(), "search"));
            }
        }
        Some(Who::Customer(c)) if c.manages_requests => {
            entries.push(("requests", "/requests".into(), "requests"));
        }
        _ => {}
    }
    match &visit.viewer {
        Some(viewer) if viewer.is_agent() => {}
        _ => entries.push(("health", health::base(visit), "health")),
    }
    entries.push(("articles", public("articles"), "articles"));
    entries.push(("support", public("get-support"), "support"));
    let labelled = entries
        .into_iter()
        .map(|(name, href, icon)| (name, href, icon, visit.lang.t(&format!("frame-nav-{name}"), &[])));
    let (mut on_phone, mut on_wide) = (0.0, 0.0);
    let items = labelled.map(|(name, href, icon, label)| {
        on_wide += width(&label);
        // The mark beside it leads home as well.
        if name != "home" {
            on_phone += width(&label);
        }
        let room = match (on_phone, on_wide) {
            (..=PHONE, _) if name != "home" => Room::Phone,
            (_, ..=WIDE) => Room::Wide,
            _ => Room::Menu,
        };
        NavItem { href, label, current: name == current, icon, room }
    });
    items.collect()
}

/// How much of the bar there is for entries, beside the menu of all others: on a phone, and from a tablet on. In widths of
/// the font, as `app.css` has them.
const PHONE: f32 = 16.0;
const WIDE: f32 = 42.0;

/// About as wide as an entry is: a Chinese character takes twice the room of a letter.
fn width(label: &str) -> f32 {
    const PADDING: f32 = 1.3;
    PADDING + label.chars().map(|c| if c >= '\u{2e80}' { 1.0 } else { 0.5 }).sum::<f32>()
}

/// A refusal in the reader's language.
pub fn told(lang: Lang, told: &Told) -> String {
    let args: Vec<(&str, Arg)> =
        told.args.iter().map(|(name, value)| (*name, Arg::from(value.as_str()))).collect();
    lang.t(told.key, &args)
}

/// Percent-encoded for a query value.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => out.push(byte as char),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[derive(Template)]
#[template(path = "failure.html")]
pub(crate) struct Failure {
    pub page: Page,
    pub title: String,
    pub text: String,
    /// Where to go on: address and words.
    pub way: Option<(String, String)>,
}
