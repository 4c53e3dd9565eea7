//! Addresses without what differs by language.

/// What the addresses point at, each once.
pub fn keys(links: &[String]) -> Vec<String> {
    let mut keys: Vec<String> = links.iter().map(|link| key(link)).filter(|key| !key.is_empty()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys
}

/// Whether both lead to one place; one may leave the host out.
pub fn same(a: &String, b: &String) -> bool {
    let on_host = |short: &str, long: &str| short.starts_with('/') && long.ends_with(short);
    a == b || on_host(a, b) || on_host(b, a)
}

fn key(link: &str) -> String {
    let link = link.trim().to_lowercase();
    let link = link.strip_prefix("https:").or(link.strip_prefix("http:")).unwrap_or(&link);
    // A page that has such an id has its title in the address too, in its language.
    if let Some(id) = guid(link) {
        return id.to_owned();
    }
    let (path, fragment) =
        link.split_once('#').map_or((link, None), |(path, fragment)| (path, Some(fragment)));
    let path = path.split('?').next().filter(|_| path.contains("?view=")).unwrap_or(path);
    let parts: Vec<&str> = path
        .split('/')
        .filter(|part| !part.is_empty() && !matches!(*part, "." | "..") && !is_locale(part))
        .collect();
    // `/docs/page` is on the same host as everything.
    let rooted = link.starts_with('/') && !link.starts_with("//");
    let path = format!("{}{}", if rooted { "/" } else { "" }, parts.join("/"));
    match fragment.filter(|fragment| !fragment.is_empty()) {
        Some(fragment) => format!("{path}#{fragment}"),
        None => path,
    }
}

/// `en-us`, `zh-hans-cn`; two letters alone may be anything.
fn is_locale(part: &str) -> bool {
    let mut parts = part.split('-');
    let language = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    let letters =
        |text: &str, length: usize| text.len() == length && text.bytes().all(|b| b.is_ascii_alphabetic());
    (letters(language, 2) || letters(language, 3))
        && match rest[..] {
            [country] => letters(country, 2),
            [script, country] => letters(script, 4) && letters(country, 2),
            _ => false,
        }
}

fn guid(text: &str) -> Option<&str> {
    const LENGTH: usize = 36;
    let bytes = text.as_bytes();
    let is = |part: &[u8]| {
        part.iter().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => *byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
    };
    bytes.windows(LENGTH).position(is).map(|at| &text[at..at + LENGTH])
}
