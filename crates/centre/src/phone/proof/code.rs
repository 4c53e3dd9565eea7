use db::Id;

use crate::{Error, Result, people::Password, policy::Verification};

/// A code on its way to a contact, with the hash that stays.
pub struct Code {
    pub(super) digits: String,
    pub(super) hash: String,
}

impl Code {
    /// Draws a code for a call. Hashes as slowly as for a password, since there are few codes to guess from: never inside
    /// a transaction.
    pub fn draw(rules: &Verification, call: Id) -> Result<Code> {
        let random = getrandom::u64().map_err(Error::broken)?;
        let width = usize::try_from(rules.digits).unwrap_or(1).clamp(4, 12);
        let digits = format!("{:0width$}", random % 10u64.pow(width as u32));
        let hash = Password::new(&bound(call, &digits), &[])?.hash()?;
        Ok(Code { digits, hash })
    }

    /// Whether `typed` is the code behind `hash`. Takes as long whether or not it is.
    pub(super) fn is(typed: &str, call: Id, hash: &str) -> bool {
        Password::verify(&bound(call, typed), hash)
    }
}

/// A code counts for one call only.
fn bound(call: Id, digits: &str) -> String {
    format!("{call}:{digits}")
}

/// The digits of what an agent typed, whatever stands between them; `None` if it can't be a code.
pub(super) fn digits(typed: &str, rules: &Verification) -> Option<String> {
    let mut digits = String::new();
    for c in typed.chars() {
        match c {
            '0'..='9' => digits.push(c),
            // As a Chinese keyboard types them.
            '０'..='９' => digits.push(char::from_digit(c as u32 - '０' as u32, 10)?),
            c if c.is_whitespace() || matches!(c, '-' | '.' | '/') => {}
            _ => return None,
        }
    }
    (u32::try_from(digits.len()).ok() == Some(rules.digits)).then_some(digits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::policy::Policies;

    fn rules() -> Verification {
        Policies::load(None).unwrap().cloud("worldwide").unwrap().verification.clone()
    }

    #[test]
    fn a_code_opens_its_own_call_only() {
        let (call, other) = (Id([1; 16]), Id([2; 16]));
        let code = Code::draw(&rules(), call).unwrap();
        assert_eq!(code.digits.len(), 6);
        assert!(!code.hash.contains(&code.digits) && code.hash.starts_with("$argon2id$"));
        assert!(Code::is(&code.digits, call, &code.hash));
        assert!(!Code::is(&code.digits, other, &code.hash));
        let wrong = if code.digits == "000000" { "000001" } else { "000000" };
        assert!(!Code::is(wrong, call, &code.hash));
    }

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let rules = rules();
        for typed in ["482917", " 482 917 ", "482-917", "48 29 17", "４８２９１７", "482\u{a0}917"] {
            assert_eq!(digits(typed, &rules).as_deref(), Some("482917"), "{typed}");
        }
        for typed in ["", "48291", "4829170", "48291x", "code 482917"] {
            assert_eq!(digits(typed, &rules), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_digits_or_nothing(typed in ".{0,30}") {
            if let Some(digits) = digits(&typed, &rules()) {
                prop_assert!(digits.len() == 6 && digits.chars().all(|c| c.is_ascii_digit()));
            }
        }
    }
}
