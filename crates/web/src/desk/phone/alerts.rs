use askama::Template;
use axum::extract::Query;
use centre::phone::calls::{self, Alert, By};
use serde::Deserialize;

use super::number_or_withheld;
use crate::{error::Result, page::Page, visit::AtDesk};

#[derive(Template)]
#[template(path = "desk/call-alerts.html")]
struct Alerts {
    page: Page,
    lines: Vec<Line>,
}

struct Line {
    href: String,
    icon: &'static str,
    title: String,
    number: String,
    /// For whom the caller may speak: name, and what connects them where it proves nothing.
    organizations: Vec<(String, String)>,
    person: String,
    is_proven: bool,
    /// It is talked, and nobody knows for whom the caller speaks.
    locks_all: bool,
    requests: Vec<i64>,
    is_ringing: bool,
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// The page that asks: that of a call needs no alert of it.
    at: String,
}

/// `GET /desk/calls/alerts`: the calls that ring at the agent, and the one that the agent is on, for any page.
pub async fn alerts(AtDesk { visit, viewer }: AtDesk, Query(asked): Query<Asked>) -> Result {
    let policies = visit.policies.clone();
    let found = visit.app.db.read(move |tx| calls::alerts(tx, &policies, &viewer)).await?;
    let page = visit.page("phone");
    let is_elsewhere = |alert: &Alert| !asked.at.contains(&alert.call.id.to_string());
    let lines = found.into_iter().filter(is_elsewhere).map(|alert| line(&page, alert)).collect();
    visit.html(&Alerts { page, lines })
}

fn line(page: &Page, alert: Alert) -> Line {
    let Alert { call, matches, requests } = alert;
    let organizations = match &call.organization_name {
        Some(name) => vec![(name.clone(), String::new())],
        None => matches.iter().map(|one| (one.name.clone(), by(page, one.by))).collect(),
    };
    let key = match (call.is_talk(), call.direction) {
        (true, _) => "calls-alert-talking",
        (false, calls::Direction::In) => "calls-alert-ringing",
        (false, calls::Direction::Out) => "calls-alert-dialling",
    };
    Line {
        href: format!("/desk/calls/{}", call.id),
        icon: super::icon(&call),
        title: page.t(key),
        number: number_or_withheld(page, &call),
        organizations,
        person: call.person_name.clone().unwrap_or_default(),
        is_proven: call.is_proven(),
        locks_all: call.is_talk() && call.organization.is_none() && !call.is_open(),
        requests,
        is_ringing: !call.is_talk(),
    }
}

/// What connects a number with an organization, in words.
pub fn by(page: &Page, by: By) -> String {
    page.t(&format!("calls-by-{}", by.code()))
}
