//! The lines that vCard (RFC 6350) and iCalendar (RFC 5545) are made of.

/// An object of such lines as it is written.
#[derive(Default)]
pub struct Content(String);

/// Of a line in bytes, without its end.
const LONGEST: usize = 75;

impl Content {
    /// A property whose value is written as it is.
    pub fn line(&mut self, name: &str, value: &str) {
        let mut long = 0;
        for c in format!("{name}:{value}").chars().filter(|c| !c.is_control()) {
            if long + c.len_utf8() > LONGEST {
                self.0.push_str("\r\n ");
                long = 1;
            }
            self.0.push(c);
            long += c.len_utf8();
        }
        self.0.push_str("\r\n");
    }

    /// A property for people to read.
    pub fn text(&mut self, name: &str, text: &str) {
        self.line(name, &escaped(text));
    }

    pub fn finish(self) -> String {
        self.0
    }
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> String {
        let mut out = String::new();
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            match (c, c == '\\') {
                (_, true) => match chars.next() {
                    Some('n') => out.push('\n'),
                    other => out.extend(other),
                },
                (c, false) => out.push(c),
            }
        }
        out
    }

    proptest! {
        #[test]
        fn whatever_a_text_holds_it_stays_one_property_of_short_lines(text in any::<String>()) {
            let mut content = Content::default();
            content.text("NOTE", &text);
            let whole = content.finish();
            let lines: Vec<&str> = whole.strip_suffix("\r\n").expect("an end").split("\r\n").collect();
            prop_assert!(lines.iter().all(|line| line.len() <= LONGEST));
            prop_assert!(lines[1..].iter().all(|line| line.starts_with(' ')));
            let unfolded = whole.replace("\r\n ", "").replace("\r\n", "");
            let value = unfolded.strip_prefix("NOTE:").expect("a name");
            let clean: String = text.chars().filter(|c| *c == '\n' || !c.is_control()).collect();
            prop_assert_eq!(read(value), clean);
        }
    }
}
