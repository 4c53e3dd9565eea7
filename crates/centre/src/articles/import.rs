use std::{
    collections::HashMap,
    fs,
    path::{Path, PathBuf},
};

use db::Db;
use docs::{Document, Note};
use lang::Lang;

use super::store::{Put, Text, Way, put};
use crate::{Error, Result};

/// What came of an import.
#[derive(Debug, Default)]
pub struct Report {
    pub taken: Taken,
    /// Files that were not taken, and why.
    pub refused: Vec<(PathBuf, String)>,
    /// What in a taken file is shown as text because it isn't understood.
    pub notes: Vec<(PathBuf, Vec<Note>)>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    pub new: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// Brought for editions that were edited here: they wait for review.
    pub waiting: usize,
}

/// Takes every Markdown file below `dir`. A file's language is that of the folder that it stands in,
/// else what its front matter says, else English; its key is its path. What was taken before and has
/// not changed is left alone.
pub async fn import(db: &Db, dir: &Path, progress: impl Fn(usize, usize)) -> Result<Report> {
    let mut paths = Vec::new();
    collect(dir, &mut paths).map_err(|e| Error::broken(format!("{}: {e}", dir.display())))?;
    paths.sort_by_cached_key(|path| originals_first(path));
    let named = dir.file_name().and_then(|name| Lang::parse(&name.to_string_lossy()));
    let all = paths.len();
    let files = paths.into_iter().map(|path| {
        let relative = path.strip_prefix(dir).map(Path::to_path_buf).unwrap_or_else(|_| path.clone());
        (relative, bytes(&path))
    });
    take(db, files, named, |done| progress(done, all)).await
}

/// As [`import`], of files that are in memory: (path, content).
pub async fn import_embedded(
    db: &Db,
    files: impl Iterator<Item = (PathBuf, std::borrow::Cow<'static, [u8]>)>,
) -> Result<Report> {
    let mut files: Vec<(PathBuf, Read)> = files.map(|(path, bytes)| (path, Ok(bytes.into_owned()))).collect();
    files.sort_by_cached_key(|(path, _)| originals_first(path));
    take(db, files.into_iter(), None, |_| {}).await
}

type Read = std::result::Result<Vec<u8>, String>;

async fn take(
    db: &Db,
    files: impl Iterator<Item = (PathBuf, Read)>,
    otherwise: Option<Lang>,
    progress: impl Fn(usize),
) -> Result<Report> {
    const AT_ONCE: usize = 50;
    let mut report = Report::default();
    let mut seen: HashMap<(String, Lang), PathBuf> = HashMap::new();
    let mut files = files.peekable();
    let mut done = 0;
    while files.peek().is_some() {
        let mut batch = Vec::new();
        for (path, bytes) in files.by_ref().take(AT_ONCE) {
            done += 1;
            let (file, notes) = match bytes.and_then(|bytes| read(&path, &bytes, otherwise)) {
                Ok(read) => read,
                Err(why) => {
                    report.refused.push((path, why));
                    continue;
                }
            };
            if let Some(other) = seen.get(&(file.key.clone(), file.language)) {
                let why = format!("would have the same address as {}", other.display());
                report.refused.push((path, why));
                continue;
            }
            seen.insert((file.key.clone(), file.language), path.clone());
            batch.push(file);
            if !notes.is_empty() {
                report.notes.push((path, notes));
            }
        }
        let batch = std::sync::Arc::new(batch);
        let taken = db.write(move |tx| store(tx, &batch)).await?;
        report.taken.new += taken.new;
        report.taken.changed += taken.changed;
        report.taken.unchanged += taken.unchanged;
        report.taken.waiting += taken.waiting;
        progress(done);
    }
    Ok(report)
}

/// The order of files: what is translated from is known before its translations come.
fn originals_first(path: &Path) -> (bool, PathBuf) {
    (language_of_folders(path) != Some(Lang::En), path.to_owned())
}

fn bytes(path: &Path) -> Read {
    let size = fs::metadata(path).map_err(|e| e.to_string())?.len();
    if size > docs::MAX_BYTES as u64 {
        return Err(docs::Refused::TooLarge { limit: docs::MAX_BYTES }.to_string());
    }
    fs::read(path).map_err(|e| e.to_string())
}

pub(super) fn collect(dir: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let kind = entry.file_type()?;
        let path = entry.path();
        // Links are not followed: they could lead out of the folder, or round in circles.
        if kind.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
            collect(&path, into)?;
        } else if kind.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md")) {
            into.push(path);
        }
    }
    Ok(())
}

fn read(
    path: &Path,
    bytes: &[u8],
    otherwise: Option<Lang>,
) -> std::result::Result<(Text, Vec<Note>), String> {
    if is_about_the_folder(path) {
        return Err("is about the folder and no article".into());
    }
    let source = docs::decode(bytes).map_err(|e| e.to_string())?;
    let key = key(path).ok_or("the file name has nothing that an address could be made of")?;
    let language = |document: &Document| language(path, document, otherwise);
    Text::read(&key, language, &path.to_string_lossy(), source).map_err(|e| e.to_string())
}

/// What repositories keep beside their articles.
fn is_about_the_folder(path: &Path) -> bool {
    const NAMES: [&str; 5] = ["readme", "license", "contributing", "changelog", "code_of_conduct"];
    let stem = path.file_stem().map(|s| s.to_string_lossy().to_lowercase()).unwrap_or_default();
    path.components().count() == 1 && NAMES.contains(&stem.as_str())
}

/// Folders and name as they go into an address, without the folder that says the language.
pub(super) fn key(relative: &Path) -> Option<String> {
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
    let path = path.split('?').next().unwrap_or_default();
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

fn language_of_folders(path: &Path) -> Option<Lang> {
    let mut folders = path.parent().into_iter().flat_map(Path::components);
    folders.find_map(|c| Lang::parse(&c.as_os_str().to_string_lossy()))
}

fn language(path: &Path, document: &Document, otherwise: Option<Lang>) -> Lang {
    let said = || document.locale.as_deref().and_then(Lang::parse);
    language_of_folders(path).or_else(said).or(otherwise).unwrap_or(Lang::En)
}

fn store(tx: &mut db::Tx, files: &[Text]) -> Result<Taken> {
    let mut taken = Taken::default();
    for file in files {
        match put(tx, file, &Way::Import)?.1 {
            Put::New => taken.new += 1,
            Put::Changed => taken.changed += 1,
            Put::Unchanged => taken.unchanged += 1,
            Put::Waits => taken.waiting += 1,
        }
    }
    Ok(taken)
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
