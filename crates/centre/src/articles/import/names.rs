//! What an article is called, and in which language it is, by its path.

use std::path::{Path, PathBuf};

use docs::Document;
use lang::Lang;

/// What repositories keep beside their articles.
pub fn is_about_the_folder(path: &Path) -> bool {
    const NAMES: [&str; 5] = ["readme", "license", "contributing", "changelog", "code_of_conduct"];
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    path.components().count() == 1 && NAMES.contains(&stem.as_str())
}

/// What others include stands in folders of its own.
pub fn is_included(path: &Path) -> bool {
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    folders.any(|folder| {
        let name = folder.as_os_str().to_string_lossy().to_lowercase();
        matches!(name.trim_start_matches('_'), "include" | "includes")
    })
}

/// Folders and name as they go into an address, without the folder that says the language.
pub fn key(relative: &Path) -> Option<String> {
    let folders = relative.parent().into_iter().flat_map(Path::components);
    let folders = folders.map(|c| c.as_os_str().to_string_lossy()).filter(|f| Lang::parse(f).is_none());
    let words: Vec<_> = folders.chain([relative.file_stem()?.to_string_lossy()]).collect();
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' };
    let key: String = words.join("-").to_lowercase().chars().map(plain).collect();
    let key = key.trim_matches(['-', '.']).to_owned();
    (!key.is_empty()).then_some(key)
}

/// The key of the article that a relative link in the file `origin` leads to, and the place in it (`#…`
/// or nothing).
pub fn linked<'a>(origin: &str, address: &'a str) -> Option<(String, &'a str)> {
    let (path, place) = address.split_at(address.find('#').unwrap_or(address.len()));
    let path = docs::undo_percent(path.split('?').next().unwrap_or_default());
    let is_article =
        path.get(path.len().checked_sub(3)?..).is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    if !is_article || path.starts_with('/') || path.contains(':') {
        return None;
    }
    let mut file: PathBuf = Path::new(origin).parent()?.to_owned();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                file.pop();
            }
            name => file.push(name),
        }
    }
    Some((key(&file)?, place))
}

pub fn language_of_folders(path: &Path) -> Option<Lang> {
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    folders.find_map(|c| Lang::parse(&c.as_os_str().to_string_lossy()))
}

pub fn language(path: &Path, document: &Document, otherwise: Option<Lang>) -> Lang {
    let said = || document.locale.as_deref().and_then(Lang::parse);
    language_of_folders(path).or_else(said).or(otherwise).unwrap_or(Lang::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_relative_link_leads_to_the_article_of_the_file_that_it_names() {
        for (origin, address, found) in [
            ("de/mail.md", "calls.md", Some(("calls", ""))),
            ("de/mail.md", "./calls.md#join", Some(("calls", "#join"))),
            ("de/admin/mail.md", "../setup/Add Users.MD?view=all#a", Some(("setup-add-users", "#a"))),
            ("mail.md", "../../../calls.md", Some(("calls", ""))),
            ("de/mail.md", "https://docs.example/calls.md", None),
            ("de/mail.md", "/calls.md", None),
            ("de/mail.md", "calls.png", None),
            ("de/mail.md", "é.md", None),
            ("de/mail.md", "#place", None),
            ("de/mail.md", "", None),
        ] {
            let found = found.map(|(key, place)| (key.to_owned(), place));
            assert_eq!(linked(origin, address), found, "{address}");
        }
    }
}
