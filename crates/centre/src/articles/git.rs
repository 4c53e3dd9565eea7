//! What a checkout says of itself, read without running git.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// A checkout that a folder is part of.
pub struct Checkout {
    pub root: PathBuf,
    /// The commit that is checked out.
    pub revision: Option<String>,
}

/// The checkout around `dir`, if there is one.
pub fn checkout(dir: &Path) -> Option<Checkout> {
    let dir = dir.canonicalize().ok()?;
    let root = dir.ancestors().find(|folder| folder.join(".git").exists())?;
    Some(Checkout { root: root.to_owned(), revision: head(&root.join(".git")) })
}

fn head(git: &Path) -> Option<String> {
    // In a second worktree `.git` is a file that names the folder.
    let git = match small(git) {
        Some(text) => git.parent()?.join(text.strip_prefix("gitdir:")?.trim()),
        None => git.to_owned(),
    };
    let head = small(&git.join("HEAD"))?;
    let Some(name) = head.trim().strip_prefix("ref:") else { return commit(&head) };
    let name = name.trim();
    if name.contains("..") || !name.starts_with("refs/") {
        return None;
    }
    let common = small(&git.join("commondir")).map_or_else(|| git.clone(), |path| git.join(path.trim()));
    [&git, &common].into_iter().find_map(|folder| {
        small(&folder.join(name)).and_then(|text| commit(&text)).or_else(|| {
            let packed = fs::read_to_string(folder.join("packed-refs")).ok()?;
            packed.lines().find_map(|line| commit(line.strip_suffix(name)?))
        })
    })
}

fn small(file: &Path) -> Option<String> {
    let is_small = fs::metadata(file).is_ok_and(|found| found.is_file() && found.len() < 4096);
    if is_small { fs::read_to_string(file).ok() } else { None }
}

fn commit(text: &str) -> Option<String> {
    let text = text.trim();
    let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| text.to_owned())
}
