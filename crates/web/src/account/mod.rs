//! Signing in and out, the account page, and the switches for language and appearance.

mod calls;
mod contacts;
mod device;
mod page;
mod sign_in;
mod switches;
#[cfg(test)]
mod tests;
mod tokens;
#[cfg(test)]
mod tokens_tests;
pub(crate) mod zones;

pub use calls::{calls, calls_live};
pub use contacts::{add_contact, contacts, remove_contact};
pub use page::{account, change_password, change_profile, end_session};
pub use sign_in::{link, sign_in, sign_in_form, sign_out, use_link};
pub use switches::{switch_language, switch_theme};
pub use tokens::{make_token, revoke_token, tokens};

pub(crate) use calls::{Now, now};
pub(crate) use switches::{Readable, keep};
pub(crate) use zones::{ZoneGroup, by_continent};

/// An address of this site to go back to, if it surely is one: `//host`, `/\host` and what a browser
/// makes of control characters lead elsewhere.
pub(crate) fn own_path(text: &str) -> Option<&str> {
    let is_plain = text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (text.starts_with('/') && !text.starts_with("//") && is_plain).then_some(text)
}
