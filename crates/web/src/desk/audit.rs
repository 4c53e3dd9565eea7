use askama::Template;
use axum::extract::Query;
use centre::audit::{self, Entry, Event, Filter};
use serde::Deserialize;

use crate::{
    error::Result,
    page::{Page, encode},
    visit::AtDesk,
};

#[derive(Template)]
#[template(path = "desk/audit.html")]
struct AuditPage {
    page: Page,
    asked: Asked,
    kinds: Vec<Kind>,
    /// What is shown of whom alone.
    only: Option<String>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

struct Kind {
    code: &'static str,
    name: String,
    is_chosen: bool,
}

/// A row of the log in words.
pub struct Row {
    pub at: String,
    pub when: String,
    pub what: String,
    pub person: String,
    pub person_href: Option<String>,
    pub organization: String,
    pub organization_href: Option<String>,
    pub call: Option<String>,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    kind: String,
    organization: String,
    person: String,
    after: String,
}

impl Asked {
    fn at(&self, after: &str) -> String {
        let given = [("kind", &*self.kind), ("organization", &self.organization), ("person", &self.person)];
        let pairs = given.into_iter().chain([("after", after)]).filter(|(_, value)| !value.is_empty());
        let pairs: Vec<_> = pairs.map(|(name, value)| format!("{name}={}", encode(value))).collect();
        if pairs.is_empty() { "/desk/audit".into() } else { format!("/desk/audit?{}", pairs.join("&")) }
    }
}

impl Row {
    pub fn of(page: &Page, entry: Entry) -> Row {
        Row {
            at: entry.at.to_string(),
            when: page.when(&entry.at),
            what: what(page, &entry.event),
            person_href: entry.person.map(|id| format!("/desk/audit?person={id}")),
            person: entry.person_name,
            organization_href: entry.organization.map(|id| format!("/desk/audit?organization={id}")),
            organization: entry.organization_name,
            call: entry.call.map(|id| format!("/desk/calls/{id}")),
        }
    }
}

fn what(page: &Page, event: &Event) -> String {
    let key = format!("audit-{}", event.kind());
    match event {
        Event::CodeSent { to } | Event::CallerProven { to } => page.t1(&key, "contact", to.as_str()),
        Event::ContactAdded { contact } | Event::ContactRemoved { contact } => {
            page.t1(&key, "contact", contact.as_str())
        }
        Event::TokenMade { name, scopes } => {
            page.t2(&key, "name", name.as_str(), "scopes", page.l.list(scopes))
        }
        Event::TokenRevoked { name } => page.t1(&key, "name", name.as_str()),
        Event::CodeWrong { tries_left } => page.t1(&key, "n", *tries_left),
        Event::CodeLocked | Event::OrganizationChosen | Event::CallEndedByHand | Event::CallInside => {
            page.t(&key)
        }
    }
}

/// `GET /desk/audit`
pub async fn audit(AtDesk { visit, viewer }: AtDesk, Query(asked): Query<Asked>) -> Result {
    let filter = Filter {
        kind: audit::KINDS.into_iter().find(|kind| *kind == asked.kind).map(str::to_owned),
        organization: asked.organization.parse().ok(),
        person: asked.person.parse().ok(),
        after: asked.after.parse().ok(),
    };
    let wanted = filter.clone();
    let (entries, next) = visit.app.db.read(move |tx| audit::entries(tx, &viewer, &wanted)).await?;
    let page = visit.page("record");
    let name_of = |entry: &Entry| match (filter.organization, filter.person) {
        (Some(_), _) => Some(entry.organization_name.clone()),
        (None, Some(_)) => Some(entry.person_name.clone()),
        _ => None,
    };
    let name = entries.first().and_then(name_of);
    let is_narrow = filter.organization.is_some() || filter.person.is_some();
    visit.html(&AuditPage {
        kinds: audit::KINDS
            .into_iter()
            .map(|code| Kind {
                code,
                name: page.t(&format!("audit-kind-{code}")),
                is_chosen: filter.kind.as_deref() == Some(code),
            })
            .collect(),
        only: is_narrow.then(|| name.unwrap_or_default()),
        rows: entries.into_iter().map(|entry| Row::of(&page, entry)).collect(),
        first: (!asked.after.is_empty()).then(|| asked.at("")),
        next: next.map(|place| asked.at(&place.to_string())),
        asked,
        page,
    })
}
