use crate::front;

/// The Markdown with these values in its front matter and this text below it. Everything else of the front matter
/// stays as it is written; an empty value takes its key out.
pub fn compose(source: &str, front: &[(&str, &str)], body: &str) -> String {
    let old = front::skip(source);
    let head = source[..source.len() - old.len()].trim();
    let mut lines: Vec<&str> = head.lines().collect();
    if lines.first().is_some_and(|line| line.trim() == "---") {
        lines.remove(0);
        lines.pop();
    } else {
        lines.clear();
    }
    let mut lines: Vec<String> = lines.into_iter().map(|line| line.trim_end().to_owned()).collect();
    for (key, value) in front {
        set(&mut lines, key, value);
    }
    let body = body.trim();
    if lines.is_empty() { format!("{body}\n") } else { format!("---\n{}\n---\n\n{body}\n", lines.join("\n")) }
}

/// Puts `key: "value"` in the place of the key, with the lines that go on after it, or at the end.
fn set(lines: &mut Vec<String>, key: &str, value: &str) {
    let is_key =
        |line: &String| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    let new = (!value.is_empty()).then(|| format!("{key}: {}", serde_json::Value::from(value)));
    let Some(start) = lines.iter().position(is_key) else {
        lines.extend(new);
        return;
    };
    let goes_on = |line: &&String| line.is_empty() || line.starts_with([' ', '\t', '-', '#']);
    let end = start + 1 + lines[start + 1..].iter().take_while(goes_on).count();
    lines.splice(start..end, new);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parse;

    #[test]
    fn other_lines_of_the_front_matter_stay_as_they_are_written() {
        let source =
            "---\ntitle: >-\n  Old\n  title\nms.locfileid: \"44388241\"\nf1.keywords:\n- NOCSH\n---\n# Old\n";
        let new = compose(source, &[("title", "New: \"title\""), ("service", "mail")], "# New\n\nText.");
        assert_eq!(
            new,
            "---\ntitle: \"New: \\\"title\\\"\"\nms.locfileid: \"44388241\"\nf1.keywords:\n- NOCSH\nservice: \"mail\"\n---\n\n# New\n\nText.\n"
        );
        assert_eq!(parse(&new).map(|d| d.title), Ok("New: \"title\"".into()));
        assert_eq!(compose("Text", &[], "Other"), "Other\n");
    }

    proptest::proptest! {
        #[test]
        fn a_value_comes_back_as_it_was_given(value in "[^\\p{C}\\p{Z}]{1,20}", body in "[a-z ]{0,20}") {
            let new = compose("---\nservice: mail\n---\nText", &[("title", &value)], &body);
            let document = parse(&new);
            proptest::prop_assert_eq!(document.map(|d| d.title), Ok(value));
        }
    }
}
