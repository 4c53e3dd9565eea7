//! A booked time as an iCalendar object (RFC 5545): whoever takes it into a calendar takes later versions in its place.

use jiff::{SignedDuration, Timestamp};
use lang::{Lang, args};

use super::{Callback, State};
use crate::{policy::Policy, text};

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
    let mut out = String::new();
    let mut line = |name: &str, value: &str| fold(&mut out, &format!("{name}:{value}"));
    line("BEGIN", "VCALENDAR");
    line("VERSION", "2.0");
    line("PRODID", "-//Servus//Call-backs//EN");
    line("METHOD", "PUBLISH");
    line("BEGIN", "VEVENT");
    line("UID", &format!("{}@{host}", callback.id));
    line("SEQUENCE", &callback.sequence.max(0).to_string());
    line("DTSTAMP", &instant(now));
    line("DTSTART", &instant(at));
    line("DTEND", &instant(at + length));
    line(&format!("ORGANIZER;CN=\"{}\"", operator.replace(['"', '\r', '\n'], " ")), site);
    line("SUMMARY", &escape(&lang.t("callback-calendar-summary", &args!["operator" => operator])));
    let about = format!("{}\n{}", callback.subject, lang.t("callback-calendar-text", &facts));
    line("DESCRIPTION", &escape(&about));
    line("URL", &link);
    line("STATUS", if is_off { "CANCELLED" } else { "CONFIRMED" });
    line("END", "VEVENT");
    line("END", "VCALENDAR");
    Some(out)
}

fn instant(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// Lines have at most 75 bytes; what is longer goes on in the next one, after a blank.
fn fold(out: &mut String, line: &str) {
    const LONGEST: usize = 75;
    let mut long = 0;
    for c in line.chars() {
        if long + c.len_utf8() > LONGEST {
            out.push_str("\r\n ");
            long = 1;
        }
        out.push(c);
        long += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As a calendar program reads it: folded lines joined, escapes undone.
    fn unfold(text: &str) -> String {
        text.replace("\r\n ", "")
    }

    fn unescape(text: &str) -> String {
        let mut chars = text.chars();
        let mut out = String::new();
        while let Some(c) = chars.next() {
            match c {
                '\\' => match chars.next() {
                    Some('n') => out.push('\n'),
                    Some(other) => out.push(other),
                    None => {}
                },
                c => out.push(c),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_a_subject_holds_it_stays_one_property_of_short_lines(text in "(?s).{0,200}") {
            let mut out = String::new();
            fold(&mut out, &format!("SUMMARY:{}", escape(&text)));
            prop_assert!(out.ends_with("\r\n"));
            for line in out.trim_end_matches("\r\n").split("\r\n") {
                prop_assert!(line.len() <= 75, "{}", line.len());
                prop_assert!(!line.contains(['\r', '\n']));
            }
            let whole = unfold(&out);
            let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(unescape(whole.trim_end_matches("\r\n").strip_prefix("SUMMARY:").unwrap()), clean);
        }
    }
}
