//! Where links lead.

pub struct Target {
    pub address: String,
    pub external: bool,
}

impl Target {
    pub fn of(dest: &str, link: &dyn Fn(&str) -> Option<String>) -> Option<Self> {
        if dest.starts_with("#tab/") || dest == "#" {
            return None;
        }
        if dest.starts_with('#') {
            return Some(Target { address: dest.to_owned(), external: false });
        }
        let address = link(dest).unwrap_or_else(|| dest.to_owned());
        let external = is_external(&address);
        let own = address != dest && is_own(&address);
        (own || external).then_some(Target { address, external })
    }
}

/// A path on this site; `//host` and `/\host` lead elsewhere.
pub fn is_own(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//") && !address.starts_with("/\\")
}

pub fn is_external(address: &str) -> bool {
    let scheme = address.split(':').next().unwrap_or_default();
    address.len() > scheme.len()
        && ["https", "http", "mailto", "tel"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// `%C3%A9` as the letter that it means.
pub fn undo_percent(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = (*first == b'%').then(|| after.get(..2)).flatten();
        let hex = hex.and_then(|hex| std::str::from_utf8(hex).ok());
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &after[2..];
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
