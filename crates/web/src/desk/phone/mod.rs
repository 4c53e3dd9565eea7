//! The telephone at the desk: the calls, one call with what its agent may see, telephone systems.

mod alerts;
mod call;
mod list;
mod new_request;
mod systems;
#[cfg(test)]
mod tests;

pub use alerts::alerts;
pub use call::{act, call, live, log};
pub use list::list;
pub use new_request::{new_request, open_request};
pub use systems::{add as add_system, extension, revoke as revoke_system, systems};

use centre::phone::{Call, CallState, Direction};

use super::{Badge, side::Phone};
use crate::{page::Page, requests::promise};

/// A call as lists and its page show it.
struct Line {
    href: String,
    icon: &'static str,
    direction_name: String,
    /// `None` if the number was withheld.
    number: Option<Phone>,
    organization: String,
    person: String,
    agent: String,
    case: Option<i64>,
    outcome: Badge,
    at: String,
    when: String,
    ago: String,
}

impl Line {
    fn new(page: &Page, call: Call) -> Line {
        Line {
            href: format!("/desk/calls/{}", call.id),
            icon: icon(&call),
            direction_name: page.t(&format!("calls-{}", call.direction.code())),
            number: (!call.is_withheld()).then(|| Phone::new(&call.number)),
            outcome: outcome(page, &call),
            organization: call.organization_name.unwrap_or_default(),
            person: call.person_name.unwrap_or_default(),
            agent: call.agent_name.unwrap_or_default(),
            case: call.case_number,
            at: call.rang_at.to_string(),
            when: page.when(&call.rang_at),
            ago: page.relative(&call.rang_at),
        }
    }
}

/// The number as people read it.
fn number_or_withheld(page: &Page, call: &Call) -> String {
    match call.is_withheld() {
        true => page.t("calls-withheld"),
        false => centre::text::phone_for_reading(&call.number),
    }
}

fn icon(call: &Call) -> &'static str {
    match call.direction {
        Direction::In if call.state == CallState::Ended && call.answered_at.is_none() => "call-missed",
        Direction::In => "call-in",
        Direction::Out => "call-out",
    }
}

/// What became of a call: how long it was talked, or why nobody did.
fn outcome(page: &Page, call: &Call) -> Badge {
    let talked = call.talked(page.now).map(|time| promise::roughly(page.l, time.as_secs()));
    let (kind, text) = match (call.state, talked) {
        (CallState::Ringing, _) => ("warn", page.t("calls-ringing")),
        (CallState::Answered, Some(time)) => ("info", page.t1("calls-talking", "duration", time)),
        (CallState::Answered, None) => ("info", page.t("calls-answered")),
        (CallState::Ended, Some(time)) => ("good", time),
        (CallState::Ended, None) => {
            let kind = if call.direction == Direction::In { "bad" } else { "" };
            (kind, cause(page, call))
        }
    };
    Badge { kind, text }
}

/// Why nobody talked, in the reader's words; what a telephone system says besides is told as it says it.
fn cause(page: &Page, call: &Call) -> String {
    let said = call.cause.as_deref().unwrap_or_default();
    let key = match said.to_ascii_lowercase().as_str() {
        "busy" => "calls-cause-busy",
        "voicemail" => "calls-cause-voicemail",
        "congestion" => "calls-cause-congestion",
        "notfound" => "calls-cause-not-found",
        "forwarded" => "calls-cause-forwarded",
        "forgotten" => "calls-cause-forgotten",
        "" | "cancel" | "noanswer" | "normalclearing" => match call.direction {
            Direction::In => "calls-cause-missed",
            Direction::Out => "calls-cause-not-reached",
        },
        _ => return page.t1("calls-cause-other", "cause", said),
    };
    page.t(key)
}
