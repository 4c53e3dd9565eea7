//! How a token is written: what it is, 27 random letters and digits (160 bits), and a checksum of six, so that scanners
//! of leaked secrets know one when they see it, and a mistyped one is told without looking anything up.

use db::Tx;
use sha2::{Digest, Sha256};

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const RANDOM: usize = 27;
const CHECK: usize = 6;

/// Of a person, and of an app.
pub(super) const PREFIXES: [&str; 2] = ["servusp_", "servusa_"];

pub(super) fn new(tx: &mut Tx, prefix: &str) -> String {
    let mut text = prefix.to_owned();
    while text.len() < prefix.len() + RANDOM {
        // Each digit is as likely as any other: bytes beyond the last multiple of 62 are left out.
        let bytes = tx.random::<32>().into_iter().filter(|byte| *byte < 248);
        text.extend(bytes.map(|byte| char::from(DIGITS[usize::from(byte % 62)])));
    }
    text.truncate(prefix.len() + RANDOM);
    let check = checksum(&text);
    text + &check
}

/// Whether it could be a token at all.
pub(super) fn is_plausible(text: &str) -> bool {
    let prefix = PREFIXES.iter().find(|prefix| text.starts_with(**prefix));
    let is_written_so = |prefix: &&&str| {
        text.len() == prefix.len() + RANDOM + CHECK
            && text.bytes().skip(prefix.len()).all(|b| DIGITS.contains(&b))
    };
    prefix.filter(is_written_so).is_some_and(|prefix| {
        let (text, check) = text.split_at(prefix.len() + RANDOM);
        checksum(text) == check
    })
}

/// What is kept of it. A fast hash is enough: nobody can guess so many random bits.
pub(super) fn hash(text: &str) -> Vec<u8> {
    Sha256::digest(text).to_vec()
}

/// The CRC-32 of a text in six digits.
fn checksum(text: &str) -> String {
    let mut crc = !0_u32;
    for byte in text.bytes() {
        crc ^= u32::from(byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 };
        }
    }
    let mut rest = !crc;
    let mut digits = [b'0'; CHECK];
    for digit in digits.iter_mut().rev() {
        *digit = DIGITS[(rest % 62) as usize];
        rest /= 62;
    }
    digits.into_iter().map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_checksum_is_the_one_that_scanners_compute() {
        // The CRC-32 of these nine digits is 0xcbf43926.
        assert_eq!(checksum("123456789"), base62(0xcbf4_3926));
    }

    fn base62(mut number: u64) -> String {
        let mut text = String::new();
        while text.len() < CHECK {
            text.insert(0, char::from(DIGITS[(number % 62) as usize]));
            number /= 62;
        }
        text
    }

    proptest! {
        #[test]
        fn whatever_is_shown_instead_of_a_token_is_no_token(text in "\\PC{0,60}") {
            prop_assert!(!is_plausible(&text));
        }

        #[test]
        fn a_slip_of_one_character_is_noticed(letters in "[0-9A-Za-z]{27}", at in 8_usize..41, other in 0_usize..62) {
            let text = format!("servusp_{letters}");
            let token = text.clone() + &checksum(&text);
            prop_assert!(is_plausible(&token));
            let mut slipped = token.clone().into_bytes();
            slipped[at] = DIGITS[other];
            let slipped = String::from_utf8(slipped).unwrap();
            prop_assert_eq!(is_plausible(&slipped), slipped == token);
        }
    }
}
