//! The support agent's desk: what there is to take, one case with all that helps to answer it, the
//! organization behind it, and how promises were kept.

mod act;
mod audit;
mod case;
mod duty;
mod entry;
mod health;
mod known;
mod notices;
mod organization;
mod phone;
mod proof;
mod queue;
mod record;
mod side;
#[cfg(test)]
mod tests;

use centre::cases::{Case, State};
use jiff::Timestamp;

pub(crate) use audit::Row as AuditRow;

pub use act::{assign, close, lower, reopen, resolve, severity, wait, write};
pub use audit::audit;
pub use case::{case, case_live, history, presence};
pub use duty::{
    add as add_shift, change as change_shift, csv as plan_csv, duty, end_feed, feed as shift_feed,
    import as import_shifts, live as duty_live, make_feed, plan, presence as presence_menu, presence_name,
    presence_of, rota, set_presence, set_rota, shift,
};
pub use health::{
    act as act_on_post, add_files as add_health_files, begin as begin_issue, change as change_issue, decide,
    facts as issue_facts, file as health_file, issue as health_issue, list as health_list,
    live as health_live, message as health_message, message_in, new as new_issue, post as health_post,
    reported, requests as linked_requests, review as health_review, said_in, see as see_health_notice,
    translate as translate_said, translate_message, write as write_post, write_message, write_review,
};
pub use known::issue as case_issue;
pub use notices::{notices, see};
pub use organization::organization;
pub use phone::list as calls;
pub use phone::{
    act as act_on_call, add_system, alerts as call_alerts, call, extension, live as call_live,
    log as log_call, new_request, open_request, revoke_system, systems,
};
pub use proof::{proof, send as send_code, try_code};
pub use queue::{desk, live, next, queue};
pub use record::{cases as record_cases, csv as record_csv, record};

use crate::{
    error::{Fault, Result},
    page::Page,
    requests::promise,
};

/// A number or id in an address; what can't be one doesn't exist.
fn parse<T: std::str::FromStr>(text: &str) -> Result<T> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// How near the deadline of a first response is.
struct Deadline {
    kind: &'static str,
    at: String,
    when: String,
    text: String,
}

impl Deadline {
    /// Soon is when less than a quarter of the time from opening to deadline is left.
    fn new(page: &Page, opened_at: Timestamp, due_at: Timestamp) -> Deadline {
        let left = due_at.duration_since(page.now).as_secs();
        let (kind, key) = match left {
            ..0 => ("late", "desk-late"),
            _ if left * 4 < due_at.duration_since(opened_at).as_secs() => ("soon", "desk-left"),
            _ => ("ok", "desk-left"),
        };
        let text = page.t1(key, "duration", promise::roughly(page.l, left.abs()));
        Deadline { kind, at: due_at.to_string(), when: page.when(&due_at), text }
    }

    fn of(page: &Page, case: &Case) -> Option<Deadline> {
        Some(Deadline::new(page, case.standing.opened_at, case.due_at?))
    }
}

/// A subject with its language; one that is closed for a call is told as that.
fn told_subject(page: &Page, subject: String, language: &str) -> (String, String) {
    match subject.is_empty() {
        true => (page.t("calls-locked-title"), page.lang.to_owned()),
        false => (subject, language.to_owned()),
    }
}

/// A state as a badge shows it.
struct Badge {
    kind: &'static str,
    text: String,
}

fn state_badge(page: &Page, state: State) -> Badge {
    let kind = match state {
        State::Open => "info",
        State::Waiting => "warn",
        State::Resolved => "good",
        State::Closed => "",
    };
    Badge { kind, text: page.t(&format!("desk-state-{}", state.code())) }
}

/// The first letters of the first and the last name; of a name without spaces the first character.
fn initials(name: &str) -> String {
    let mut words = name.split_whitespace();
    let first = words.next().and_then(|w| w.chars().next());
    let last = words.next_back().and_then(|w| w.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}
