use centre::{
    cases::{Case, Entry, Event, Side},
    phone::Direction,
    policy::{ClockKind, Policy},
};

use super::initials;
use crate::{
    callbacks,
    page::Page,
    requests::{posted, promise},
};

/// One thing that happened, as the timeline shows it: written by somebody, or a line about what was done.
pub struct Item {
    pub position: i64,
    pub class: &'static str,
    pub icon: &'static str,
    pub avatar: &'static str,
    pub initials: String,
    pub name: String,
    pub label: String,
    /// What was done; of something written, what it led to.
    pub sentence: String,
    /// Markdown of a user, rendered.
    pub html: String,
    /// The language that it is in, where that is known.
    pub lang: String,
    pub files: Vec<File>,
    pub at: String,
    pub when: String,
    pub ago: String,
}

pub struct File {
    pub href: String,
    pub name: String,
    pub size: String,
}

impl Item {
    pub fn new(page: &Page, policy: &Policy, case: &Case, entry: &Entry) -> Item {
        let post = posted::about(page, &entry.event, &case.language);
        let nobody = if post.is_some() { "reports-post-from" } else { "desk-somebody" };
        let name = entry.author.as_ref().map_or_else(|| page.t(nobody), |a| a.name.clone());
        let side = entry.author.as_ref().map(|a| a.side);
        let html =
            entry.event.text().map(|text| docs::render_user(text).as_str().to_owned()).unwrap_or_default();
        let (icon, sentence) = said(page, policy, entry, &name);
        let class = match (&entry.event, side) {
            _ if html.is_empty() => "system",
            (Event::IssuePosted { .. }, _) => "agent",
            (Event::Note { .. }, _) => "note",
            (_, Some(Side::Agent)) => "agent",
            _ => "customer",
        };
        let label = match (&entry.event, side) {
            (Event::Note { .. }, _) => page.t("desk-note"),
            (Event::IssuePosted { .. }, _) => post.unwrap_or_default(),
            (_, Some(Side::Agent)) => page.t("desk-support"),
            (_, Some(Side::Partner)) => page.t("desk-partner"),
            _ => case.organization_name.clone(),
        };
        let file = |a: &centre::cases::Attachment| File {
            href: format!("/requests/{}/attachments/{}", case.number, a.id),
            name: a.name.clone(),
            size: page.l.bytes(a.size.unsigned_abs()),
        };
        Item {
            position: entry.position,
            class,
            icon,
            avatar: if side == Some(Side::Agent) { "agent" } else { "" },
            initials: initials(&name),
            name,
            label,
            sentence,
            lang: posted::language(&entry.event),
            html,
            files: entry.attachments.iter().map(file).collect(),
            at: entry.at.to_string(),
            when: page.when(&entry.at),
            ago: page.relative(&entry.at),
        }
    }
}

/// An icon and what was done in words; no words for what speaks for itself.
fn said(page: &Page, policy: &Policy, entry: &Entry, name: &str) -> (&'static str, String) {
    match &entry.event {
        Event::Opened { .. } => ("requests", page.t1("desk-event-opened", "name", name)),
        Event::CustomerReplied { text } | Event::AgentReplied { text } | Event::PartnerReplied { text } => (
            "attach",
            if text.is_empty() { page.t1("desk-event-files", "name", name) } else { String::new() },
        ),
        Event::Note { text } => (
            "lock",
            if text.is_empty() { page.t1("desk-event-note-files", "name", name) } else { String::new() },
        ),
        Event::Assigned { to: None } => ("assign", page.t1("desk-event-given-back", "name", name)),
        Event::Assigned { to: Some(_) } => match entry.assigned_name.as_deref() {
            Some(to) if entry.author.is_none() => ("assign", page.t1("desk-event-known", "to", to)),
            Some(to) if to != name => ("assign", page.t2("desk-event-assigned", "name", name, "to", to)),
            _ => ("assign", page.t1("desk-event-taken", "name", name)),
        },
        Event::SeverityChanged { from, to, reason } => {
            let raised = policy.rank(to) < policy.rank(from);
            let key = if raised { "desk-event-severity-raised" } else { "desk-event-severity-lowered" };
            let args = lang::args!["name" => name, "from" => from, "to" => to, "reason" => reason];
            ("severity", page.l.t(key, &args))
        }
        Event::SeverityLowered { from, to, reason } => {
            let args = lang::args!["name" => name, "from" => from, "to" => to, "reason" => reason];
            ("severity", page.l.t("desk-event-silence-lowered", &args))
        }
        Event::SeverityRestored { from, to } => {
            let args = lang::args!["name" => name, "from" => from, "to" => to];
            ("severity", page.l.t("desk-event-severity-restored", &args))
        }
        Event::CallbackBooked { .. }
        | Event::CallbackMoved { .. }
        | Event::CallbackCancelled { .. }
        | Event::CallTried { .. }
        | Event::CallReached { .. } => callbacks::told(page, &entry.event, name).unwrap_or_default(),
        Event::CustomerReminded
        | Event::LoweringOffered { .. }
        | Event::CallbackLost { .. }
        | Event::CallbackNear { .. }
        | Event::CallbackLate { .. }
        | Event::ClockWarned { .. }
        | Event::ClockBreached { .. } => of_time(page, &entry.event),
        Event::WaitingOnCustomer => ("wait", page.t1("desk-event-waiting", "name", name)),
        Event::Resolved { .. } => ("resolve", page.t1("desk-event-resolved", "name", name)),
        Event::Closed => ("check", page.t1("desk-event-closed", "name", name)),
        Event::Reopened { .. } => ("reopen", page.t1("desk-event-reopened", "name", name)),
        Event::Called { direction, seconds, .. } => called(page, entry, name, *direction, *seconds),
        Event::HandedOn { .. } => ("forward", page.t1("desk-event-handed-on", "name", name)),
        Event::LinkedToIssue { issue } => {
            ("health", page.t2("reports-event-linked", "name", name, "issue", issue.as_str()))
        }
        Event::UnlinkedFromIssue { issue } => {
            ("health", page.t2("reports-event-unlinked", "name", name, "issue", issue.as_str()))
        }
        Event::IssuePosted { .. } => ("health", String::new()),
    }
}

/// "Jonas Weber talked with Anna Petersen for 6 minutes."
fn called(
    page: &Page,
    entry: &Entry,
    name: &str,
    direction: Direction,
    seconds: Option<i64>,
) -> (&'static str, String) {
    let with = entry.called.as_ref().map_or_else(|| page.t("calls-customer"), |author| author.name.clone());
    let key = match (direction, seconds) {
        (Direction::In, Some(_)) => "calls-event-in",
        (Direction::Out, Some(_)) => "calls-event-out",
        (Direction::In, None) => "calls-event-missed",
        (Direction::Out, None) => "calls-event-not-reached",
    };
    let duration = promise::roughly(page.l, seconds.unwrap_or_default());
    let icon = if direction == Direction::In { "call-in" } else { "call-out" };
    (icon, page.l.t(key, &lang::args!["name" => name, "with" => with, "duration" => duration]))
}

/// An icon and words for what time alone made happen.
pub fn of_time(page: &Page, event: &Event) -> (&'static str, String) {
    match event {
        Event::CustomerReminded => ("bell", page.t("desk-event-reminded")),
        Event::LoweringOffered { to } => {
            ("severity", page.t1("desk-event-lowering-offered", "to", to.as_str()))
        }
        Event::ClockWarned { clock, percent } => {
            let share = page.l.percent(f64::from(*percent) / 100.0);
            ("clock", page.t2("desk-event-warned", "clock", clock_name(page, *clock), "share", share))
        }
        Event::ClockBreached { clock } => {
            ("warning", page.t1("desk-event-breached", "clock", clock_name(page, *clock)))
        }
        _ => callbacks::told(page, event, "").unwrap_or(("info", String::new())),
    }
}

pub fn clock_name(page: &Page, clock: ClockKind) -> String {
    page.t(match clock {
        ClockKind::FirstResponse => "desk-clock-first-response",
        ClockKind::FollowUp => "desk-clock-follow-up",
        ClockKind::Resolution => "desk-clock-resolution",
        ClockKind::Silence => "desk-clock-silence",
    })
}
