//! Chinese is written without spaces, but keeps one between its characters and Latin letters or digits. What is put
//! into a text may begin with either, so the seams are closed after it is known.

use crate::Lang;

/// What Fluent writes around the parts that it puts in.
const SEAMS: [char; 2] = ['\u{2068}', '\u{2069}'];

impl Lang {
    /// Appends a part to a text, with the spacing that the language asks for where they meet.
    pub fn append(self, text: &mut String, part: &str) {
        if self != Lang::Zh {
            return text.push_str(part);
        }
        let (before, after) = (text.trim_end_matches(' '), part.trim_start_matches(' '));
        let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
            return text.push_str(part);
        };
        let is_latin = |c: char| c.is_ascii_alphanumeric();
        match (is_han(last), is_han(first)) {
            (true, true) => {
                text.truncate(before.len());
                text.push_str(after);
            }
            (true, false) if is_latin(first) => *text = format!("{before} {after}"),
            (false, true) if is_latin(last) => *text = format!("{before} {after}"),
            _ => text.push_str(part),
        }
    }

    /// Sentences that follow one another.
    pub fn sentences<S: AsRef<str>>(self, sentences: &[S]) -> String {
        let sentences: Vec<&str> = sentences.iter().map(AsRef::as_ref).collect();
        sentences.join(if self == Lang::Zh { "" } else { " " })
    }
}

/// The text with the marks of its seams taken out and the seams closed.
pub(crate) fn close_seams(lang: Lang, marked: &str) -> String {
    let mut text = String::with_capacity(marked.len());
    for part in marked.split(SEAMS) {
        lang.append(&mut text, part);
    }
    text
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(lang: Lang, parts: &[&str]) -> String {
        let mut text = String::new();
        for part in parts {
            lang.append(&mut text, part);
        }
        text
    }

    #[test]
    fn chinese_keeps_a_space_to_latin_letters_and_none_to_its_own() {
        assert_eq!(joined(Lang::Zh, &["由 ", "世纪互联", " 运营"]), "由世纪互联运营");
        assert_eq!(joined(Lang::Zh, &["由", "Contoso", "运营"]), "由 Contoso 运营");
        assert_eq!(joined(Lang::Zh, &["还剩", "3", "天"]), "还剩 3 天");
        assert_eq!(joined(Lang::Zh, &["（", "Contoso", "）"]), "（Contoso）");
        assert_eq!(joined(Lang::Zh, &["A", " – ", "关键"]), "A – 关键");
        assert_eq!(joined(Lang::De, &["von ", "Contoso", " betrieben"]), "von Contoso betrieben");
    }

    #[test]
    fn chinese_sentences_follow_without_a_space() {
        assert_eq!(Lang::Zh.sentences(&["是。", "否。"]), "是。否。");
        assert_eq!(Lang::En.sentences(&["Yes.", "No."]), "Yes. No.");
    }
}
