//! What happened to a request, as its customer and its partner read it.

use centre::{
    cases::{Author, Case, Entry, Event, Side},
    phone::Direction,
    policy::Policy,
};

use super::{posted, promise};
use crate::{
    callbacks,
    page::{Page, encode},
};

pub struct Happened {
    pub position: i64,
    /// Somebody wrote something, or it is a line in between.
    pub is_text: bool,
    pub class: &'static str,
    pub icon: &'static str,
    pub initials: String,
    pub who: String,
    pub what: String,
    pub at: String,
    pub when: String,
    pub ago: String,
    /// Safe HTML of what was written.
    pub html: String,
    /// The language that it is in, where that is known.
    pub lang: String,
    pub files: Vec<File>,
}

pub struct File {
    pub href: String,
    pub name: String,
    pub size: String,
}

pub fn happened(page: &Page, policy: &Policy, case: &Case, entries: &[Entry]) -> Vec<Happened> {
    entries.iter().map(|entry| one(page, policy, case, entry)).collect()
}

fn one(page: &Page, policy: &Policy, case: &Case, entry: &Entry) -> Happened {
    let post = posted::about(page, &entry.event, &case.language);
    let nobody = if post.is_some() { page.t("reports-post-from") } else { String::new() };
    let who = entry.author.as_ref().map_or(nobody, |a| a.name.clone());
    let class = match entry.author.as_ref().map(|a| a.side) {
        _ if post.is_some() => "agent",
        Some(Side::Agent) => "agent",
        Some(Side::Customer) => "customer",
        Some(Side::Partner) => "partner",
        None => "system",
    };
    let text = entry.event.text();
    Happened {
        position: entry.position,
        is_text: text.is_some() || !entry.attachments.is_empty(),
        class,
        icon: callbacks::told(page, &entry.event, &who).map_or_else(|| icon(&entry.event), |(icon, _)| icon),
        initials: initials(&who),
        what: post.unwrap_or_else(|| what(page, policy, entry, &who)),
        who,
        at: entry.at.to_string(),
        when: page.when(&entry.at),
        ago: page.relative(&entry.at),
        html: text.map(|t| docs::render_user(t).into_string()).unwrap_or_default(),
        lang: posted::language(&entry.event),
        files: entry.attachments.iter().map(|a| file(page, case.number, a)).collect(),
    }
}

fn file(page: &Page, number: i64, attachment: &centre::cases::Attachment) -> File {
    File {
        href: format!("/requests/{number}/attachments/{}", encode(&attachment.id.to_string())),
        name: attachment.name.clone(),
        size: page.l.bytes(attachment.size.unsigned_abs()),
    }
}

/// What was done: beside the name over a text, or a sentence of its own.
fn what(page: &Page, policy: &Policy, entry: &Entry, who: &str) -> String {
    let side = |author: Option<&Author>| match author.map(|a| a.side) {
        Some(Side::Agent) => page.t1("request-side-agent", "operator", page.text(&policy.operator.name)),
        Some(Side::Partner) => page.t("request-side-partner"),
        Some(Side::Customer) | None => page.t("request-side-customer"),
    };
    let level = |level: &str| policy.severity(level).map_or(level, |s| page.text(&s.name)).to_owned();
    match &entry.event {
        Event::Opened { .. } if entry.author.as_ref().is_some_and(|a| a.side == Side::Agent) => {
            page.t("calls-told-opened")
        }
        Event::Opened { .. } => page.t("request-did-open"),
        Event::CustomerReplied { .. }
        | Event::AgentReplied { .. }
        | Event::PartnerReplied { .. }
        | Event::Note { .. } => side(entry.author.as_ref()),
        Event::Assigned { to: _ } => match &entry.assigned_name {
            Some(name) => page.t1("request-did-assign", "name", name),
            None => page.t("request-did-return"),
        },
        Event::SeverityChanged { from, to, reason } => page.l.t(
            "request-did-change-severity",
            &lang::args![
                "from" => from, "fromname" => level(from), "to" => to, "toname" => level(to), "reason" => reason
            ],
        ),
        Event::SeverityLowered { from, to, reason } => page.l.t(
            "request-did-lower-severity",
            &lang::args![
                "from" => from, "fromname" => level(from), "to" => to, "toname" => level(to), "reason" => reason
            ],
        ),
        Event::SeverityRestored { from, to } => page.l.t(
            "request-did-restore-severity",
            &lang::args!["from" => from, "fromname" => level(from), "to" => to, "toname" => level(to)],
        ),
        Event::CustomerReminded => page.t("request-did-remind"),
        Event::CallbackBooked { .. }
        | Event::CallbackMoved { .. }
        | Event::CallbackCancelled { .. }
        | Event::CallbackLost { .. }
        | Event::CallTried { .. }
        | Event::CallReached { .. } => {
            callbacks::told(page, &entry.event, who).map(|(_, sentence)| sentence).unwrap_or_default()
        }
        // For agents only.
        Event::CallbackNear { .. }
        | Event::CallbackLate { .. }
        | Event::LinkedToIssue { .. }
        | Event::UnlinkedFromIssue { .. } => String::new(),
        // It speaks for itself.
        Event::IssuePosted { .. } => String::new(),
        Event::ClockWarned { .. } | Event::ClockBreached { .. } | Event::LoweringOffered { .. } => String::new(),
        Event::Called { direction, seconds, .. } => called(page, entry, who, *direction, *seconds),
        Event::WaitingOnCustomer => page.t("request-did-wait"),
        Event::Resolved { .. } => page.t1("request-did-resolve", "name", who),
        Event::Closed => page.t1("request-did-close", "name", who),
        Event::Reopened { .. } => page.t1("request-did-reopen", "name", who),
        Event::HandedOn { .. } => {
            page.t2("request-did-hand-on", "name", who, "operator", page.text(&policy.operator.name))
        }
    }
}

/// "You talked with Jonas Weber for 6 minutes."
fn called(page: &Page, entry: &Entry, who: &str, direction: Direction, seconds: Option<i64>) -> String {
    let duration = promise::roughly(page.l, seconds.unwrap_or_default());
    let (name, key) = match (&entry.called, direction, seconds) {
        (_, Direction::In, None) => ("", "calls-told-missed"),
        (_, Direction::Out, None) => ("", "calls-told-not-reached"),
        (Some(person), ..) if person.is_viewer => ("", "calls-told-you"),
        (Some(person), ..) => (person.name.as_str(), "calls-told-other"),
        (None, ..) => ("", "calls-told-somebody"),
    };
    page.l.t(key, &lang::args!["name" => name, "agent" => who, "duration" => duration])
}

fn icon(event: &Event) -> &'static str {
    match event {
        Event::Assigned { .. } => "assign",
        Event::SeverityChanged { .. } | Event::SeverityLowered { .. } | Event::SeverityRestored { .. } => {
            "severity"
        }
        Event::Called { direction: Direction::In, .. } => "call-in",
        Event::Called { direction: Direction::Out, .. } => "call-out",
        Event::CustomerReminded => "bell",
        Event::WaitingOnCustomer => "wait",
        Event::Resolved { .. } | Event::Closed => "resolve",
        Event::Reopened { .. } => "reopen",
        Event::HandedOn { .. } => "forward",
        _ => "info",
    }
}

fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|w| w.chars().next());
    let last = words.next_back().and_then(|w| w.chars().next());
    first.into_iter().chain(last).collect()
}
