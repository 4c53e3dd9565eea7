//! What people type, made fit to keep.

use rlibphonenumber::{NumberLengthType, PhoneNumber, PhoneNumberFormat, Region};

use crate::{Result, tell};

/// The longest text of a description, reply or note, in characters.
pub const LONGEST_TEXT: usize = 50_000;
/// The longest subject or name, in characters.
pub const LONGEST_LINE: usize = 200;

/// Several lines: line ends become `\n`, control characters go, blank ends are trimmed.
pub fn lines(field: &'static str, text: &str) -> Result<String> {
    let clean: String = text
        .replace("\r\n", "\n")
        .replace('\r', "\n")
        .chars()
        .filter(|c| !c.is_control() || matches!(c, '\n' | '\t'))
        .collect();
    bounded(field, clean.trim().to_owned(), LONGEST_TEXT)
}

/// One line: every run of white space or control characters becomes a blank.
pub fn line(field: &'static str, text: &str) -> Result<String> {
    let clean = text
        .split(|c: char| c.is_whitespace() || c.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    bounded(field, clean, LONGEST_LINE)
}

/// As given, or told that `field` must not be empty.
pub fn required(field: &'static str, text: String) -> Result<String> {
    if text.is_empty() { Err(tell("error-required").about(field).into()) } else { Ok(text) }
}

/// A subject taken from the first line of a text, cut at a word.
pub fn first_line(text: &str) -> String {
    const LONG: usize = 100;
    let line = text.lines().map(str::trim).find(|l| !l.is_empty()).unwrap_or_default();
    if line.chars().count() <= LONG {
        return line.to_owned();
    }
    let cut: String = line.chars().take(LONG).collect();
    let end = cut.rfind(' ').filter(|end| *end > LONG / 2).unwrap_or(cut.len());
    format!("{}…", &cut[..end])
}

/// An address that mail could go to; how it is spelled is the owner's business.
pub fn email(field: &'static str, text: &str) -> Result<String> {
    let text = line(field, text)?;
    let plausible = text.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && !text.contains(' ')
            && domain.contains('.')
            && !domain.contains('@')
            && domain.split('.').all(|label| !label.is_empty())
    });
    if plausible { Ok(text) } else { Err(tell("error-email").about(field).into()) }
}

/// A phone number in any national form of `country` (ISO code) as E.164.
pub fn phone(field: &'static str, text: &str, country: &str) -> Result<String> {
    let text = line(field, text)?;
    PhoneNumber::parse(&text, country.parse::<Region>().ok())
        .ok()
        .filter(|number| matches!(number.is_possible_with_reason(), Ok(NumberLengthType::IsPossible)))
        .map(|number| number.format_as(PhoneNumberFormat::E164).into_owned())
        .ok_or_else(|| tell("error-phone").about(field).into())
}

/// E.164 as it is written internationally, for people to read.
pub fn phone_for_reading(e164: &str) -> String {
    match PhoneNumber::parse(e164, None) {
        Ok(number) => number.format_as(PhoneNumberFormat::International).into_owned(),
        Err(_) => e164.to_owned(),
    }
}

fn bounded(field: &'static str, text: String, longest: usize) -> Result<String> {
    if text.chars().count() > longest {
        return Err(tell("error-too-long").with("most", longest).about(field).into());
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_number_is_understood_in_any_national_form() {
        for (typed, country) in [
            ("030 / 901820", "DE"),
            ("+49 30 901820", "US"),
            ("0049 30 901820", "NL"),
            ("(030) 901-820", "DE"),
        ] {
            assert_eq!(phone("phone", typed, country).unwrap(), "+4930901820", "{typed}");
        }
        assert!(phone("phone", "call me", "DE").is_err());
        assert!(phone("phone", "12", "DE").is_err());
    }

    #[test]
    fn control_characters_and_strange_line_ends_go() {
        assert_eq!(lines("d", " a\r\nb\u{0}\rc\u{7} \n").unwrap(), "a\nb\nc");
        assert_eq!(line("d", " a\r\n\tb ").unwrap(), "a b");
    }

    #[test]
    fn the_first_line_becomes_a_subject_cut_at_a_word() {
        assert_eq!(first_line("\n  Mail is down \nsince nine"), "Mail is down");
        let long = "word ".repeat(60);
        let subject = first_line(&long);
        assert!(subject.ends_with("word…") && subject.chars().count() <= 101);
    }

    #[test]
    fn addresses_without_a_domain_are_refused() {
        assert!(email("e", "anna@contoso.example").is_ok());
        for bad in ["anna", "@a.b", "a@b", "a b@c.d", "a@b..c", "a@@b.c"] {
            assert!(email("e", bad).is_err(), "{bad}");
        }
    }
}
