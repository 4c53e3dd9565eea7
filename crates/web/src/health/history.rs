//! What was wrong: resolved issues of the last days, or of as long as there is a record.

use askama::Template;
use centre::{
    health::{Class, Issue, Key},
    policy::Policy,
};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

use super::{
    scene::Scene,
    show::{Entry, class_name},
};
use crate::page::Page;

/// The spans that are offered, in days; then everything.
const DAYS: [i64; 2] = [7, 30];
pub const PAGE: usize = 50;

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Asked {
    days: String,
    service: String,
    class: String,
    after: String,
}

impl Asked {
    /// Issues that were resolved since; `None`: however long ago.
    pub fn since(&self, now: Timestamp) -> Option<Timestamp> {
        let days = self.days()?;
        now.checked_sub(SignedDuration::from_hours(days * 24)).ok()
    }

    /// What was asked for, if it is on offer; without a word the longer of the spans.
    fn days(&self) -> Option<i64> {
        match self.days.as_str() {
            "all" => None,
            days => DAYS.into_iter().find(|n| n.to_string() == days).or(Some(DAYS[1])),
        }
    }

    pub fn service<'a>(&'a self, policy: &Policy) -> Option<&'a str> {
        policy.service(&self.service).map(|_| self.service.as_str())
    }

    pub fn class(&self) -> Option<Class> {
        Class::parse(&self.class)
    }

    pub fn after(&self) -> Option<Key> {
        read_key(&self.after)
    }

    /// The address of this view, the same for all who ask the same.
    pub fn address(&self, base: &str, policy: &Policy, after: Option<Key>) -> String {
        let days = self.days().map_or("all".to_owned(), |days| days.to_string());
        let mut address = format!("{base}/history?days={days}");
        if let Some(service) = self.service(policy) {
            address.push_str(&format!("&service={service}"));
        }
        if let Some(class) = self.class() {
            address.push_str(&format!("&class={}", class.code()));
        }
        if let Some(key) = after {
            address.push_str(&format!("&after={}", write_key(key)));
        }
        address
    }
}

/// Where a page ends, in an address.
pub fn write_key(key: Key) -> String {
    format!("{}.{}", key.at.as_microsecond(), key.id)
}

pub fn read_key(text: &str) -> Option<Key> {
    let (at, id) = text.split_once('.')?;
    Some(Key { at: Timestamp::from_microsecond(at.parse().ok()?).ok()?, id: id.parse().ok()? })
}

pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

#[derive(Template)]
#[template(path = "health/history.html")]
pub struct History {
    page: Page,
    scene: Scene,
    spans: Vec<Choice>,
    services: Vec<Choice>,
    classes: Vec<Choice>,
    entries: Vec<Entry>,
    first: Option<String>,
    next: Option<String>,
}

impl History {
    /// `issues` are those of this page; `next` is where it ends if there are more.
    pub fn new(
        page: Page,
        scene: Scene,
        policy: &Policy,
        has: impl Fn(&str) -> bool,
        asked: &Asked,
        issues: &[&Issue],
        next: Option<Key>,
    ) -> History {
        let choice = |value: &str, label: String, chosen: &str| Choice {
            value: value.to_owned(),
            label,
            is_chosen: value == chosen,
        };
        let days = asked.days();
        let mut spans: Vec<Choice> = DAYS
            .into_iter()
            .map(|n| Choice {
                value: n.to_string(),
                label: page.t1("service-days", "n", n),
                is_chosen: days == Some(n),
            })
            .collect();
        let longer = if scene.is_own { "service-days-all" } else { "service-days-quarters" };
        spans.push(Choice { value: "all".into(), label: page.t(longer), is_chosen: days.is_none() });
        let services = policy.services.iter().filter(|service| has(&service.id));
        History {
            services: services
                .map(|s| choice(&s.id, page.text(&s.name).to_owned(), &asked.service))
                .collect(),
            classes: [Class::Incident, Class::Advisory]
                .map(|class| choice(class.code(), class_name(&page, class), &asked.class))
                .into(),
            entries: issues.iter().map(|issue| Entry::new(&page, policy, &scene.base, issue)).collect(),
            first: asked.after().map(|_| asked.address(&scene.base, policy, None)),
            next: next.map(|key| asked.address(&scene.base, policy, Some(key))),
            spans,
            page,
            scene,
        }
    }
}
