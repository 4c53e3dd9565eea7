use rlibphonenumber::PhoneNumber;

use super::Channel;

/// As much of an address as lets its owner recognize it, and nobody else write to it: `a•••@contoso.example`,
/// `+49 ••• ••• 12`.
pub fn masked(channel: Channel, address: &str) -> String {
    match channel {
        Channel::Mail => {
            let (name, domain) = address.rsplit_once('@').unwrap_or((address, ""));
            let first = name.chars().next().filter(|_| name.chars().count() > 1);
            let at = if domain.is_empty() { "" } else { "@" };
            format!("{}•••{at}{domain}", first.map(String::from).unwrap_or_default())
        }
        // An account is known to everybody.
        Channel::Account => address.to_owned(),
        Channel::TextMessage => {
            let digits: Vec<char> = address.chars().filter(char::is_ascii_digit).collect();
            let shown = if digits.len() < 7 { 0 } else { 2 };
            let last: String = digits[digits.len() - shown..].iter().collect();
            format!("{}••• ••• {last}", prefix(address)).trim_end().to_owned()
        }
    }
}

/// The calling code of the country, `+49 `.
fn prefix(number: &str) -> String {
    let parsed = PhoneNumber::parse(number, None);
    parsed.map(|number| format!("+{} ", number.country_code)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn an_address_is_recognized_by_its_owner_only() {
        for (channel, address, shown) in [
            (Channel::Mail, "anna@contoso.example", "a•••@contoso.example"),
            (Channel::Mail, "a@contoso.example", "•••@contoso.example"),
            (Channel::TextMessage, "+4940555010012", "+49 ••• ••• 12"),
            (Channel::TextMessage, "+8613800138000", "+86 ••• ••• 00"),
            (Channel::TextMessage, "110", "••• •••"),
        ] {
            assert_eq!(masked(channel, address), shown);
        }
    }

    proptest! {
        #[test]
        fn whatever_the_address_most_of_it_stays_hidden(number in "\\+[1-9][0-9]{7,14}", any in ".{0,40}") {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
            let shown = masked(Channel::TextMessage, &number);
            prop_assert!(digits(&shown) <= 5, "{shown}");
            masked(Channel::Mail, &any);
            masked(Channel::TextMessage, &any);
        }
    }
}
