/// So much of a question is kept.
const MOST: usize = 200;
/// Longer ones tell a story, and stories are about somebody.
const SAYABLE: usize = 80;
/// So many digits in a row may be a phone number, an account or a person.
const DIGITS: usize = 4;

/// A question as it is counted: those that differ in case, accents and punctuation are one.
pub fn folded(question: &str) -> String {
    let plain = search::fold(question);
    let words = plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let folded = words.collect::<Vec<_>>().join(" ");
    start(&folded, MOST).trim_end().to_owned()
}

/// A question as it is kept: on one line, without addresses and long numbers.
pub fn kept(question: &str) -> String {
    let words = question.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let kept = words.map(|word| if is_personal(word) { "…" } else { word }).collect::<Vec<_>>().join(" ");
    start(&kept, MOST).trim_end().to_owned()
}

/// Whether a question may be shown to others: nothing in it looks like an address, a number or a story.
pub fn is_sayable(question: &str) -> bool {
    let letters = question.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 3
        && question.chars().count() <= SAYABLE
        && !question.contains(|c: char| c.is_numeric() || c.is_control() || "@…\\<>{}".contains(c))
        && !question.contains("//")
        && !question.split_whitespace().any(is_personal)
}

fn is_personal(word: &str) -> bool {
    let mut in_a_row = 0;
    let many_digits = word.chars().any(|c| {
        // What people put between the digits of a number doesn't end it.
        in_a_row = match c {
            c if c.is_numeric() => in_a_row + 1,
            '-' | '.' | '/' | '(' | ')' | '+' => in_a_row,
            _ => 0,
        };
        in_a_row > DIGITS
    });
    many_digits || word.contains(['@', '＠']) || word.contains("://")
}

fn start(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn questions_that_differ_in_case_accents_and_punctuation_are_one() {
        assert_eq!(folded("  Wie leite ich E-Mails weiter? "), folded("wie leite ich emails weiter"));
        assert_eq!(folded("Elfelejtettem a jelszót!"), folded("elfelejtettem a jelszot"));
        assert_eq!(folded("忘记密码了？"), folded("忘记密码了"));
    }

    #[test]
    fn addresses_and_long_numbers_are_not_kept() {
        let cases = [
            ("reset password of anna@nordwind.example please", "reset password of … please"),
            ("call +49 (0)421 5550-123456 now", "call +49 (0)421 … now"),
            ("see https://portal.example/u?id=1 for it", "see … for it"),
            ("Windows 11 version 2024", "Windows 11 version 2024"),
            ("two\nlines\tand\u{0}more", "two lines and more"),
        ];
        for (typed, kept_) in cases {
            assert_eq!(kept(typed), kept_);
        }
        assert_eq!(kept(&"长".repeat(1000)).chars().count(), MOST);
    }

    #[test]
    fn what_may_be_about_somebody_is_not_shown_to_others() {
        for sayable in
            ["shared mailbox", "Wie leite ich E-Mails weiter?", "忘记密码", "jelszó visszaállítása"]
        {
            assert!(is_sayable(sayable), "{sayable}");
        }
        let long = "a very long story ".repeat(6);
        for personal in [
            "mail to anna@nordwind.example",
            "order 4711",
            "invoice ١٢٣٤٥",
            "C:\\Users\\anna",
            "https://portal.example",
            "<b>bold</b>",
            "…",
            "ok",
            &long,
        ] {
            assert!(!is_sayable(personal), "{personal}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_kept_short_and_without_an_address(text in "\\PC{0,400}") {
            let kept = kept(&text);
            prop_assert!(kept.chars().count() <= MOST);
            prop_assert!(!kept.contains('@'));
            prop_assert!(folded(&text).chars().count() <= MOST);
            prop_assert_eq!(folded(&folded(&text)), folded(&text));
            let _ = is_sayable(&text);
        }
    }
}
