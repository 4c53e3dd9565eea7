//! A post of the issue that explains a request, in its timeline.

use centre::cases::Event;

use crate::page::Page;

/// What it is about, and that it isn't in the request's language; nothing of any other event.
pub fn about(page: &Page, event: &Event, language: &str) -> Option<String> {
    let Event::IssuePosted { issue, language: of, is_over, .. } = event else { return None };
    let key = if *is_over { "reports-post-over" } else { "reports-post-about" };
    let about = page.t1(key, "issue", issue.as_str());
    if of == language {
        return Some(about);
    }
    let name = page.l.language_name(of).unwrap_or(of);
    Some(format!("{about} · {}", page.t1("reports-post-language", "language", name)))
}

/// The language that the text of an event is in, where the event knows.
pub fn language(event: &Event) -> String {
    match event {
        Event::IssuePosted { language, .. } => language.clone(),
        _ => String::new(),
    }
}
