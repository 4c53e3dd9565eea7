//! Planned maintenance as a calendar (RFC 5545).

use centre::{content::Content, health::Message};
use jiff::Timestamp;

use crate::visit::Visit;

pub(super) fn write(visit: &Visit, name: &str, messages: &[&Message]) -> String {
    let code = visit.lang.code();
    let page = format!("{}/{code}/{}/health", visit.app.config.base_url, visit.cloud);
    let mut out = Content::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", "-//Servus//EN");
    out.line("CALSCALE", "GREGORIAN");
    out.line("METHOD", "PUBLISH");
    out.text("NAME", name);
    out.text("X-WR-CALNAME", name);
    out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
    for message in messages {
        let Some(start) = message.starts_at else { continue };
        out.line("BEGIN", "VEVENT");
        out.line("UID", &format!("{}@servus", message.id));
        out.line("DTSTAMP", &utc(message.changed_at));
        out.line("CREATED", &utc(message.published_at));
        out.line("LAST-MODIFIED", &utc(message.changed_at));
        // It only has to grow with every change.
        out.line(
            "SEQUENCE",
            &message.changed_at.duration_since(message.published_at).as_secs().max(0).to_string(),
        );
        out.line("STATUS", "CONFIRMED");
        out.line("TRANSP", "TRANSPARENT");
        out.line("DTSTART", &utc(start));
        if let Some(end) = message.ends_at.filter(|end| *end > start) {
            out.line("DTEND", &utc(end));
        }
        let (title, language) = message.title.get(code);
        out.text(&format!("SUMMARY;LANGUAGE={language}"), title);
        let (body, language) = message.body.get(code);
        out.text(&format!("DESCRIPTION;LANGUAGE={language}"), body);
        out.text("CATEGORIES", &message.number);
        out.line("URL", &page);
        out.line("END", "VEVENT");
    }
    out.line("END", "VCALENDAR");
    out.finish()
}

fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}
