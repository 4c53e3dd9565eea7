//! A booked time as an iCalendar object (RFC 5545): whoever takes it into a calendar takes later versions in its place.

use jiff::{SignedDuration, Timestamp};
use lang::{Lang, args};

use super::{Callback, State};
use crate::{content::Content, policy::Policy, text};

/// The appointment of a booked time; `None` for a call in turn. `site` is the address of the centre.
pub fn event(policy: &Policy, lang: Lang, site: &str, callback: &Callback, now: Timestamp) -> Option<String> {
    let at = callback.slot_at?;
    let length = SignedDuration::from_mins(i64::from(policy.callbacks.slot_minutes));
    let operator = policy.operator.name.get(lang.code());
    let link = format!("{site}/requests/{}", callback.number);
    let host = site.split_once("://").map_or(site, |(_, rest)| rest);
    let host = host.split(['/', ':']).next().unwrap_or_default();
    let is_off = matches!(callback.state, State::Cancelled | State::Lost);
    let facts = args![
        "phone" => text::phone_for_reading(&callback.phone), "number" => callback.number.to_string(), "link" => &link
    ];
    let mut content = Content::default();
    content.line("BEGIN", "VCALENDAR");
    content.line("VERSION", "2.0");
    content.line("PRODID", "-//Servus//Call-backs//EN");
    content.line("METHOD", "PUBLISH");
    content.line("BEGIN", "VEVENT");
    content.line("UID", &format!("{}@{host}", callback.id));
    content.line("SEQUENCE", &callback.sequence.max(0).to_string());
    content.line("DTSTAMP", &instant(now));
    content.line("DTSTART", &instant(at));
    content.line("DTEND", &instant(at + length));
    content.line(&format!("ORGANIZER;CN=\"{}\"", operator.replace(['"', '\r', '\n'], " ")), site);
    content.text("SUMMARY", &lang.t("callback-calendar-summary", &args!["operator" => operator]));
    let about = format!("{}\n{}", callback.subject, lang.t("callback-calendar-text", &facts));
    content.text("DESCRIPTION", &about);
    content.line("URL", &link);
    content.line("STATUS", if is_off { "CANCELLED" } else { "CONFIRMED" });
    content.line("END", "VEVENT");
    content.line("END", "VCALENDAR");
    Some(content.finish())
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
