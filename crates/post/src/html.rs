//! Plain text as a page of mail: paragraphs, links, and a code on a line of its own set large.

const STYLE: &str = "margin:0;padding:24px;background:#ffffff;color:#1b1f24;\
    font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,'Noto Sans CJK SC',sans-serif";
const CODE: &str = "margin:24px 0;font-size:28px;font-weight:600;letter-spacing:4px";

pub fn page(language: &str, title: &str, text: &str) -> String {
    let body: String = text.split("\n\n").map(str::trim).filter(|p| !p.is_empty()).map(paragraph).collect();
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>{}</title></head>\n\
         <body style=\"{STYLE}\"><div style=\"max-width:560px\">\n{body}</div></body>\n</html>\n",
        escaped(language),
        escaped(title),
    )
}

fn paragraph(text: &str) -> String {
    if is_code(text) {
        return format!("<p style=\"{CODE}\">{}</p>\n", escaped(text));
    }
    let lines: Vec<String> = text.lines().map(line).collect();
    format!("<p>{}</p>\n", lines.join("<br>\n"))
}

fn is_code(text: &str) -> bool {
    text.chars().filter(char::is_ascii_digit).count() >= 4
        && text.chars().all(|c| c.is_ascii_digit() || c == ' ' || c == '\u{a0}')
}

/// A line with its addresses as links.
fn line(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, link) = rest.split_at(start);
        let is_end = |c: char| c.is_whitespace() || c.is_control() || "<>\"'()，。；".contains(c);
        let end = link.find(is_end).unwrap_or(link.len());
        let link = link[..end].trim_end_matches(['.', ',', ';', ':', '!', '?']);
        let shown = escaped(link);
        out.push_str(&escaped(before));
        out.push_str(&format!("<a href=\"{shown}\">{shown}</a>"));
        rest = &rest[start + link.len()..];
    }
    out + &escaped(rest)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn paragraphs_links_and_a_code_are_set_as_such() {
        let page =
            page("de", "A & B", "Guten Tag,\nhier:\n\n482 917\n\nMehr auf https://a.example/x?b=1&c=2.");
        assert!(page.contains("<html lang=\"de\">"));
        assert!(page.contains("<title>A &amp; B</title>"));
        assert!(page.contains("<p>Guten Tag,<br>\nhier:</p>"));
        assert!(page.contains("letter-spacing:4px\">482 917</p>"));
        let link = "<a href=\"https://a.example/x?b=1&amp;c=2\">https://a.example/x?b=1&amp;c=2</a>.</p>";
        assert!(page.contains(link), "{page}");
    }

    proptest! {
        #[test]
        fn nothing_in_a_text_becomes_markup(text in ".{0,60}|[<>\"&a-z:/ \n]{0,60}|(http://|https://|[<\" .]){0,12}") {
            let made = page("en", &text, &text);
            for tag in made.split('<').skip(1) {
                let known = ["!doctype html", "html", "/html", "head", "/head", "meta", "title", "/title", "body",
                    "/body", "div", "/div", "p", "/p", "br", "a href=\"http", "/a"];
                prop_assert!(known.iter().any(|k| tag.starts_with(k)), "{tag}");
            }
        }
    }
}
