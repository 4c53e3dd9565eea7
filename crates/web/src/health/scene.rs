//! What all pages of health have around them: where they are, the tabs, and how old what they show is.

use centre::health::View;
use jiff::Timestamp;

use super::show::When;
use crate::page::Page;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    Overview,
    History,
    Messages,
    Reported,
    Uptime,
    Settings,
}

pub struct Scene {
    /// `/health`, or `/en/worldwide/health` where everybody looks.
    pub base: String,
    pub is_own: bool,
    pub tabs: Vec<TabLink>,
    /// When it was so, while the database is out of reach.
    pub as_of: Option<When>,
    /// The reader chose not to see everything.
    pub is_narrowed: bool,
}

pub struct TabLink {
    pub href: String,
    pub label: String,
    /// How many are new; empty where nothing is.
    pub count: String,
    pub is_current: bool,
}

/// Counts stop here.
pub const MOST_COUNTED: i64 = 100;

impl Scene {
    pub fn public(page: &Page, tab: Tab, as_of: Option<Timestamp>) -> Scene {
        let base = page.public("health");
        let tabs = [Tab::Overview, Tab::History, Tab::Uptime].map(|one| link(page, &base, one, tab));
        let as_of = as_of.map(|at| When::new(page, at));
        Scene { base, is_own: false, tabs: tabs.into(), as_of, is_narrowed: false }
    }

    /// For somebody who reads what everybody sees, and what became of the own reports.
    pub fn of_reporter(page: &Page) -> Scene {
        let mut scene = Scene::public(page, Tab::Reported, None);
        scene.tabs.push(link(page, "/health", Tab::Reported, Tab::Reported));
        scene
    }

    pub fn own(page: &Page, tab: Tab, unread: i64, view: &View) -> Scene {
        let base = "/health".to_owned();
        let mut tabs =
            [Tab::Overview, Tab::History, Tab::Messages, Tab::Reported, Tab::Uptime, Tab::Settings]
                .map(|one| link(page, &base, one, tab));
        tabs[2].count = match unread {
            0 => String::new(),
            MOST_COUNTED.. => page.t1("service-many", "n", MOST_COUNTED - 1),
            n => page.l.number(n),
        };
        Scene { base, is_own: true, tabs: tabs.into(), as_of: None, is_narrowed: !view.is_everything() }
    }
}

fn link(page: &Page, base: &str, tab: Tab, current: Tab) -> TabLink {
    let (path, key) = match tab {
        Tab::Overview => ("", "service-tab-overview"),
        Tab::History => ("/history", "service-tab-history"),
        Tab::Messages => ("/messages", "service-tab-messages"),
        Tab::Reported => ("/reported", "report-tab"),
        Tab::Uptime => ("/uptime", "service-tab-uptime"),
        Tab::Settings => ("/settings", "service-tab-settings"),
    };
    TabLink {
        href: format!("{base}{path}"),
        label: page.t(key),
        count: String::new(),
        is_current: tab == current,
    }
}
