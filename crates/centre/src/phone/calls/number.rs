//! The numbers that telephone systems tell, read as far as they can be.

use std::str::FromStr;

use rlibphonenumber::{NumberLengthType, PhoneNumber, PhoneNumberFormat, Region};

/// The longest number that is kept as it came, in characters.
const LONGEST: usize = 64;
/// What stands where a number was withheld.
const WITHHELD: [&str; 9] = [
    "anonymous",
    "unknown",
    "private",
    "restricted",
    "withheld",
    "unavailable",
    "blocked",
    "noname",
    "anonym",
];

/// A number as somebody's telephone was told it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Heard {
    /// As it came, without what is around a number; empty if it was withheld.
    pub said: String,
    /// What it can mean in E.164, the likeliest first: `4930901820` may lack a plus or the zero of a national number.
    pub readings: Vec<String>,
}

impl Heard {
    /// The likeliest reading, or as it came.
    pub fn number(&self) -> &str {
        self.readings.first().unwrap_or(&self.said)
    }
}

/// Reads a number; national ones are of `country` (ISO code).
pub fn read(text: &str, country: &str) -> Heard {
    let (said, plus_was_lost) = bare(text);
    if said.is_empty() || WITHHELD.contains(&said.to_lowercase().as_str()) {
        return Heard::default();
    }
    let region = Region::from_str(country).ok();
    let (digits, is_plain) = digits(&said);
    let mut found: Vec<PhoneNumber> = Vec::new();
    let mut add = |text: &str, region| {
        let number = PhoneNumber::parse(text, region).ok();
        let possible =
            |n: &PhoneNumber| matches!(n.is_possible_with_reason(), Ok(NumberLengthType::IsPossible));
        found.extend(number.filter(possible));
    };
    if said.starts_with('+') {
        add(&said, None);
    } else if let Some(rest) = said.strip_prefix("00") {
        add(&format!("+{rest}"), None);
        add(&said, region);
    } else {
        // In an address a plus that isn't encoded arrives as a blank.
        if plus_was_lost {
            add(&format!("+{said}"), None);
        }
        add(&said, region);
        if is_plain && digits.len() > 7 && !digits.starts_with('0') {
            add(&format!("+{digits}"), None);
        }
    }
    // A stable order: those that exist before those that are only as long as a number can be.
    found.sort_by_key(|number| !number.is_valid());
    let mut readings: Vec<String> = Vec::new();
    for number in found {
        let e164 = number.format_as(PhoneNumberFormat::E164).into_owned();
        if !readings.contains(&e164) {
            readings.push(e164);
        }
    }
    Heard { said, readings }
}

/// The country of a number in E.164.
pub fn country_of(e164: &str) -> Option<String> {
    let number = PhoneNumber::parse(e164, None).ok()?;
    number.get_region_code().map(|region| region.to_string())
}

/// Numbers that are registered for the whole house when `e164` is one of its extensions: the same with up to four
/// digits less, or with a zero in their place.
pub fn of_the_house(e164: &str) -> Vec<String> {
    let digits = e164.len().saturating_sub(1);
    let stems =
        (1..=4).filter(|less| digits >= 8 + less && e164.is_ascii()).map(|less| &e164[..e164.len() - less]);
    stems.flat_map(|stem| [stem.to_owned(), format!("{stem}0")]).filter(|stem| stem != e164).collect()
}

/// Without the name, scheme, host and parameters of an address: `"Anna" <sip:+4930901820@pbx;user=phone>`.
fn bare(text: &str) -> (String, bool) {
    let text: String = text.chars().map(|c| if c.is_control() || c == '\u{a0}' { ' ' } else { c }).collect();
    let inner = match (text.find('<'), text.rfind('>')) {
        (Some(from), Some(to)) if from < to => &text[from + 1..to],
        _ => text.as_str(),
    };
    let plus_was_lost =
        inner.starts_with(' ') && inner.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let inner = inner.trim();
    let scheme = ["sip:", "sips:", "tel:"]
        .into_iter()
        .find(|scheme| inner.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
    let inner = scheme.map_or(inner, |scheme| &inner[scheme.len()..]);
    let end = inner.find('@').unwrap_or(inner.len());
    let said = inner[..end].split(';').next().unwrap_or_default().trim();
    (said.chars().take(LONGEST).collect(), plus_was_lost)
}

/// The digits, and whether there is nothing else but what people put between them.
fn digits(said: &str) -> (String, bool) {
    let digits = said.chars().filter(char::is_ascii_digit).collect();
    (digits, said.chars().all(|c| c.is_ascii_digit() || " /.-()".contains(c)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(text: &str, country: &str) -> String {
        read(text, country).number().to_owned()
    }

    #[test]
    fn a_number_is_read_however_a_telephone_system_writes_it() {
        for said in [
            "+494066969120",
            "+49 40 669 69-120",
            "00494066969120",
            "0049 (0) 40 66969120",
            "040 / 66 96 91 20",
            "040.66969120",
            "494066969120",
            " 494066969120",
            "sip:+494066969120@pbx.example;user=phone",
            "\"Anna Petersen\" <sip:494066969120@10.0.0.1>",
            "tel:+49-40-66969120",
            "+494066969120;ext=12",
        ] {
            assert_eq!(first(said, "DE"), "+494066969120", "{said}");
        }
        assert_eq!(first("312 555 0142", "US"), "+13125550142");
        assert_eq!(first("011 49 40 66969120", "US"), "+494066969120");
        assert_eq!(first("00494066969120", "US"), "+494066969120");
    }

    #[test]
    fn a_number_that_can_mean_two_things_keeps_both() {
        let heard = read("4755550142", "DE");
        assert!(heard.readings.contains(&"+4755550142".to_owned()), "{heard:?}");
        assert!(heard.readings.contains(&"+494755550142".to_owned()), "{heard:?}");
    }

    #[test]
    fn a_withheld_number_is_none() {
        for said in
            ["anonymous", "Anonymous", "", "  ", "sip:anonymous@anonymous.invalid", "<unknown>", "Private"]
        {
            assert_eq!(read(said, "DE"), Heard::default(), "{said}");
        }
    }

    #[test]
    fn an_extension_of_the_own_house_stays_as_it_is() {
        assert_eq!(read("42", "DE"), Heard { said: "42".into(), readings: vec![] });
        assert_eq!(first("reception", "DE"), "reception");
    }

    #[test]
    fn the_number_of_a_house_is_found_from_its_extensions() {
        assert!(of_the_house("+4940669691217").contains(&"+49406696912".to_owned()));
        assert!(of_the_house("+4940669691217").contains(&"+494066969120".to_owned()));
        assert!(of_the_house("+4930").is_empty());
    }

    proptest! {
        #[test]
        fn anything_at_all_is_read_without_harm(text in ".{0,80}", country in "[A-Z]{0,3}") {
            let heard = read(&text, &country);
            prop_assert!(heard.said.chars().count() <= LONGEST);
            for reading in &heard.readings {
                prop_assert!(reading.starts_with('+'));
                of_the_house(reading);
                country_of(reading);
            }
        }

        #[test]
        fn however_a_number_is_parted_it_is_the_same(gaps in prop::collection::vec("[ /.-]?", 11)) {
            let parted: String = "04066969120".chars().zip(&gaps).flat_map(|(digit, gap)| [digit.to_string(), gap.clone()]).collect();
            prop_assert_eq!(first(&parted, "DE"), "+494066969120");
        }
    }
}
