//! As much XML as feeds need.

/// As character data or the value of an attribute; what XML can't hold is left out.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The posts of an entry as HTML.
pub(super) fn content(entry: &super::Entry) -> String {
    let paragraphs = |text: &str| -> String {
        let parts = text.split("\n\n").map(|part| escaped(part.trim()).replace('\n', "<br>"));
        parts.filter(|part| !part.is_empty()).map(|part| format!("<p>{part}</p>")).collect()
    };
    let mut html = paragraphs(&entry.impact);
    for (when, status, text) in &entry.posts {
        html.push_str(&format!("<p><b>{}</b> ({})</p>{}", escaped(status), escaped(when), paragraphs(text)));
    }
    html
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_a_text_holds_it_stays_text(text in any::<String>()) {
            let out = escaped(&text);
            prop_assert!(!out.contains(['<', '>', '"', '\'']));
            prop_assert!(out.chars().all(|c| matches!(c, '\n' | '\t') || !c.is_control()));
            prop_assert!(out.split('&').skip(1).all(|rest| rest.split_once(';').is_some_and(|(name, _)| name.len() <= 4)));
        }
    }
}
