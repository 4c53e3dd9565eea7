//! The files of an import: a folder, a checkout, or what the program brings along.

use std::{
    borrow::Cow,
    collections::HashMap,
    fs,
    io::Read as _,
    path::{Path, PathBuf},
};

use lang::Lang;

use super::{names, report::Report};
use crate::{
    Error, Result,
    articles::{files, git},
};

/// The most bytes of a list of redirects.
const LARGEST_LIST: u64 = 16 << 20;

/// The bytes of a file, or why they aren't read.
pub type Read = std::result::Result<Vec<u8>, String>;

pub struct Folder {
    place: Place,
    /// By what they are, each from the folder on.
    pub articles: Vec<PathBuf>,
    pub beside: Vec<PathBuf>,
    /// Files that are taken only if an article includes them.
    pub others: Vec<PathBuf>,
    /// Lists of redirects, and what their paths begin with.
    pub redirects: Vec<(PathBuf, PathBuf)>,
    /// The language that the folder's name says.
    pub language: Option<Lang>,
    /// The commit of a checkout.
    pub revision: Option<String>,
}

enum Place {
    Disk(PathBuf),
    Memory(HashMap<PathBuf, Cow<'static, [u8]>>),
}

impl Folder {
    /// Looks through a folder. Links are not followed: they could lead out of it, or round in circles.
    pub fn on_disk(dir: &Path, report: &mut Report) -> Result<Folder> {
        let mut folder = Folder::new(Place::Disk(dir.to_owned()));
        let mut open = vec![PathBuf::new()];
        while let Some(inner) = open.pop() {
            let broken = |e| Error::broken(format!("{}: {e}", dir.join(&inner).display()));
            for entry in fs::read_dir(dir.join(&inner)).map_err(broken)? {
                let entry = entry.map_err(broken)?;
                let kind = entry.file_type().map_err(broken)?;
                let path = inner.join(entry.file_name());
                if kind.is_symlink() {
                    report.refuse(path, "is a link, and links are not followed");
                } else if kind.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
                    open.push(path);
                } else if kind.is_file() {
                    folder.add(path);
                }
            }
        }
        folder.language = language(dir);
        if let Some(checkout) = git::checkout(dir) {
            let dir = dir.canonicalize().map_err(Error::broken)?;
            let within = dir.strip_prefix(&checkout.root).unwrap_or(Path::new("")).to_owned();
            // The lists of a whole repository stand at its root.
            for (_, prefix) in &mut folder.redirects {
                prefix.clone_from(&within);
            }
            if within != Path::new("") {
                let lists = fs::read_dir(&checkout.root).map_err(Error::broken)?.flatten();
                let lists =
                    lists.filter(|e| is_list(&e.path()) && e.file_type().is_ok_and(|kind| kind.is_file()));
                folder.redirects.extend(lists.map(|entry| (entry.path(), within.clone())));
            }
            folder.revision = checkout.revision;
        }
        folder.sort();
        Ok(folder)
    }

    pub fn in_memory(files: impl Iterator<Item = (PathBuf, Cow<'static, [u8]>)>) -> Folder {
        let files: HashMap<_, _> = files.collect();
        let paths: Vec<_> = files.keys().cloned().collect();
        let mut folder = Folder::new(Place::Memory(files));
        for path in paths {
            folder.add(path);
        }
        folder.sort();
        folder
    }

    fn new(place: Place) -> Folder {
        let (articles, beside, others, redirects) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        Folder { place, articles, beside, others, redirects, language: None, revision: None }
    }

    fn add(&mut self, path: PathBuf) {
        if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("md")) {
            if names::is_included(&path) { self.beside.push(path) } else { self.articles.push(path) }
        } else if files::is_wanted(&path) {
            self.beside.push(path);
        } else if is_list(&path) {
            self.redirects.push((path, PathBuf::new()));
        } else {
            self.others.push(path);
        }
    }

    /// What is translated from is known before its translations come.
    fn sort(&mut self) {
        let originals_first =
            |path: &PathBuf| (names::language_of_folders(path) != Some(Lang::En), path.clone());
        self.articles.sort_by_cached_key(originals_first);
        self.beside.sort_by_cached_key(originals_first);
        self.redirects.sort();
    }

    pub fn article(&self, path: &Path) -> Read {
        let too_large = |_| docs::Refused::TooLarge { limit: docs::MAX_BYTES }.to_string();
        self.read(path, docs::MAX_BYTES as u64, too_large)
    }

    pub fn file(&self, path: &Path) -> Read {
        self.read(path, files::LARGEST_FILE, |limit| format!("the file is larger than {limit} bytes"))
    }

    pub fn list(&self, path: &Path) -> Read {
        self.read(path, LARGEST_LIST, |limit| format!("the file is larger than {limit} bytes"))
    }

    fn read(&self, path: &Path, limit: u64, too_large: impl Fn(u64) -> String) -> Read {
        let mut bytes = Vec::new();
        match &self.place {
            Place::Memory(files) => bytes.extend_from_slice(files.get(path).map_or(&[], |bytes| bytes)),
            Place::Disk(dir) => {
                let file = fs::File::open(dir.join(path)).map_err(|e| e.to_string())?;
                file.take(limit + 1).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
            }
        }
        if bytes.len() as u64 > limit { Err(too_large(limit)) } else { Ok(bytes) }
    }
}

/// Every Markdown file below a folder.
pub fn collect(dir: &Path, into: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let (kind, path) = (entry.file_type()?, entry.path());
        if kind.is_dir() && !entry.file_name().to_string_lossy().starts_with('.') {
            collect(&path, into)?;
        } else if kind.is_file() && path.extension().is_some_and(|e| e.eq_ignore_ascii_case("md")) {
            into.push(path);
        }
    }
    Ok(())
}

/// `de`, or the end of a repository's name: `articles-pr.de-DE`.
fn language(dir: &Path) -> Option<Lang> {
    let name = dir.file_name()?.to_string_lossy();
    Lang::parse(&name).or_else(|| Lang::parse(name.rsplit_once('.')?.1))
}

fn is_list(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with(".openpublishing.redirection") && name.ends_with(".json")
}
