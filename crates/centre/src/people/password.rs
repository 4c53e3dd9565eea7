use argon2::{
    Argon2,
    password_hash::{PasswordHasher, PasswordVerifier, phc::PasswordHash},
};

use crate::{Error, Result, tell};

/// A password that is fit to be set, not yet hashed.
pub struct Password(String);

impl Password {
    const SHORTEST: usize = 10;
    const LONGEST: usize = 200;

    /// Long enough, and not the name or address it protects.
    pub fn new(text: &str, about: &[&str]) -> Result<Password> {
        let length = text.chars().count();
        if !(Self::SHORTEST..=Self::LONGEST).contains(&length) {
            return Err(tell("error-password-length")
                .with("least", Self::SHORTEST)
                .with("most", Self::LONGEST)
                .about("password")
                .into());
        }
        if about.iter().any(|word| word.eq_ignore_ascii_case(text)) {
            return Err(tell("error-password-guessable").about("password").into());
        }
        Ok(Password(text.to_owned()))
    }

    /// Argon2id as a PHC string. Takes a fifth of a second: never inside a transaction.
    pub fn hash(&self) -> Result<String> {
        Argon2::default().hash_password(self.0.as_bytes()).map(|hash| hash.to_string()).map_err(Error::broken)
    }

    /// Whether `text` is the password behind `hash`; as slow as [`Password::hash`].
    pub fn verify(text: &str, hash: &str) -> bool {
        #[cfg(test)]
        VERIFIED.with(|many| many.set(many.get() + 1));
        PasswordHash::new(hash)
            .is_ok_and(|hash| Argon2::default().verify_password(text.as_bytes(), &hash).is_ok())
    }
}

#[cfg(test)]
thread_local! {
    /// How often this thread compared something with a hash: each time takes as long as any other.
    pub(crate) static VERIFIED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Takes as long as verifying, so that an unknown name answers no sooner than a known one.
pub fn verify_nothing(text: &str) {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$8TG0h9lXvQm1UO1Vb1kyrkGZ0l1Jd7o6KqMoxCqvzYk";
    let _ = Password::verify(text, NOBODY);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_opens_only_with_itself() {
        let hash = Password::new("correct horse battery", &[]).unwrap().hash().unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(Password::verify("correct horse battery", &hash));
        assert!(!Password::verify("correct horse batterz", &hash));
    }

    #[test]
    fn short_and_guessable_passwords_are_refused() {
        assert!(Password::new("short", &[]).is_err());
        assert!(Password::new("Anna@contoso.example", &["anna@contoso.example"]).is_err());
    }

    #[test]
    fn verifying_nothing_does_the_real_work() {
        assert!(PasswordHash::new(
            "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5LW5vYm9keQ$8TG0h9lXvQm1UO1Vb1kyrkGZ0l1Jd7o6KqMoxCqvzYk"
        )
        .is_ok());
    }
}
