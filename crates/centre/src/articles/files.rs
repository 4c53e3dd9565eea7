//! What stands beside the articles: pictures, texts that they include, downloads.

use std::path::{Component, Path, PathBuf};

use db::{Id, Tx};
use lang::Lang;
use sha2::{Digest, Sha256};

use crate::{Result, changes};

/// The largest file that is taken.
pub const LARGEST_FILE: u64 = 8 << 20;

/// What a file is, by its first bytes; its name must agree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Markdown that articles include, and programs that they show.
    Text,
    Png,
    Jpeg,
    Gif,
    WebP,
    Captions,
    Pdf,
    /// A file to download: office documents, archives.
    Download,
}

impl Kind {
    pub fn media_type(self) -> &'static str {
        match self {
            Kind::Text => "text/markdown",
            Kind::Png => "image/png",
            Kind::Jpeg => "image/jpeg",
            Kind::Gif => "image/gif",
            Kind::WebP => "image/webp",
            Kind::Captions => "text/vtt",
            Kind::Pdf => "application/pdf",
            Kind::Download => "application/octet-stream",
        }
    }

    pub fn is_picture(self) -> bool {
        matches!(self, Kind::Png | Kind::Jpeg | Kind::Gif | Kind::WebP)
    }

    fn parse(media_type: &str) -> Kind {
        const ALL: [Kind; 7] =
            [Kind::Text, Kind::Png, Kind::Jpeg, Kind::Gif, Kind::WebP, Kind::Captions, Kind::Pdf];
        ALL.into_iter().find(|kind| kind.media_type() == media_type).unwrap_or(Kind::Download)
    }
}

/// Whether a file of this name is worth looking into.
pub fn is_wanted(path: &Path) -> bool {
    const NAMES: [&str; 13] =
        ["png", "jpg", "jpeg", "gif", "webp", "svg", "vtt", "pdf", "docx", "xlsx", "pptx", "zip", "bmp"];
    extension(path).is_some_and(|end| NAMES.contains(&end.as_str()))
}

fn extension(path: &Path) -> Option<String> {
    Some(path.extension()?.to_str()?.to_lowercase())
}

/// What the file is, or why it isn't taken.
pub fn kind(path: &Path, bytes: &[u8]) -> std::result::Result<Kind, String> {
    let extension = extension(path).unwrap_or_default();
    let (kind, is_so) = match extension.as_str() {
        _ if !is_wanted(path) => (Kind::Text, docs::decode(bytes).is_ok()),
        "png" => (Kind::Png, bytes.starts_with(b"\x89PNG\r\n\x1a\n")),
        "jpg" | "jpeg" => (Kind::Jpeg, bytes.starts_with(b"\xff\xd8\xff")),
        "gif" => (Kind::Gif, bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a")),
        "webp" => (Kind::WebP, bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP")),
        "vtt" => {
            (Kind::Captions, bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).starts_with(b"WEBVTT"))
        }
        "pdf" => (Kind::Pdf, bytes.starts_with(b"%PDF-")),
        "docx" | "xlsx" | "pptx" | "zip" => (Kind::Download, bytes.starts_with(b"PK\x03\x04")),
        "svg" => return Err("SVG pictures can carry programs; PNG or WebP can't".into()),
        other => return Err(format!("files of the kind {other} are not taken")),
    };
    if is_so { Ok(kind) } else { Err(format!("is not what its name says: no {extension} file")) }
}

/// The name of a file beside the articles: its path without the folder that says the language.
pub fn file_key(path: &Path) -> String {
    let steps = path.components().filter_map(|step| match step {
        Component::Normal(step) => Some(step.to_string_lossy().to_lowercase()),
        _ => None,
    });
    steps.filter(|step| Lang::parse(step).is_none()).collect::<Vec<_>>().join("/")
}

/// The path, from where the import began, of what the file `origin` names as `address`; nothing if that is no path
/// or leads out of the folder.
pub fn beside(origin: &str, address: &str) -> Option<PathBuf> {
    let path = &address[..address.find(['?', '#']).unwrap_or(address.len())];
    let path = docs::undo_percent(path);
    if path.is_empty() || path.starts_with(['/', '\\']) || path.contains(':') {
        return None;
    }
    let (path, mut file) = match path.strip_prefix("~/") {
        Some(path) => (path, PathBuf::new()),
        None => (path.as_str(), Path::new(origin).parent()?.to_owned()),
    };
    for step in path.split(['/', '\\']) {
        match step {
            "" | "." => {}
            ".." if !file.pop() => return None,
            ".." => {}
            name => file.push(name),
        }
    }
    Some(file)
}

pub fn hash(bytes: &[u8]) -> Vec<u8> {
    Sha256::digest(bytes).to_vec()
}

/// A file as it is served.
#[derive(Debug, Clone)]
pub struct File {
    pub kind: Kind,
    pub content: Vec<u8>,
}

/// The file with this content's hash, unless it is a text to include.
pub fn file(tx: &mut Tx, hash: &[u8]) -> Result<Option<File>> {
    let row = tx.query_opt("SELECT kind, content FROM article_contents WHERE hash = $1", &[&hash])?;
    let Some(row) = row else { return Ok(None) };
    let kind = Kind::parse(&row.get::<String>(0)?);
    Ok((kind != Kind::Text).then_some(File { kind, content: row.get(1)? }))
}

/// The hash of the file of this name, in the language or else in English.
pub(super) fn find(tx: &mut Tx, key: &str, language: Lang) -> Result<Option<Vec<u8>>> {
    for language in [language, Lang::En] {
        let sql = "SELECT hash FROM article_files WHERE key = $1 AND language = $2";
        if let Some(row) = tx.query_opt(sql, &[&key, &language.code()])? {
            return Ok(Some(row.get(0)?));
        }
    }
    Ok(None)
}

/// The text of this name that articles include.
pub(super) fn included(tx: &mut Tx, key: &str, language: Lang) -> Result<Option<String>> {
    let Some(hash) = find(tx, key, language)? else { return Ok(None) };
    let sql = "SELECT content FROM article_contents WHERE hash = $1 AND kind = 'text/markdown'";
    let Some(row) = tx.query_opt(sql, &[&hash])? else { return Ok(None) };
    Ok(docs::decode(&row.get::<Vec<u8>>(0)?).ok())
}

/// Stores a file; the editions that include it are to be indexed again.
pub(super) fn put_file(tx: &mut Tx, path: &str, language: Lang, kind: Kind, content: &[u8]) -> Result<()> {
    let (key, hash) = (file_key(Path::new(path)), hash(content));
    tx.execute(
        "INSERT INTO article_contents (hash, kind, content) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING",
        &[&hash, &kind.media_type(), &content],
    )?;
    let before = tx.query_opt(
        "SELECT hash FROM article_files WHERE key = $1 AND language = $2",
        &[&key, &language.code()],
    )?;
    tx.execute(
        "INSERT INTO article_files (key, language, path, hash) VALUES ($1, $2, $3, $4)
         ON CONFLICT (key, language) DO UPDATE SET path = $3, hash = $4",
        &[&key, &language.code(), &path, &hash],
    )?;
    if let Some(before) = before {
        drop_content(tx, &before.get::<Vec<u8>>(0)?)?;
    }
    if kind == Kind::Text { tell_editions(tx, &key) } else { Ok(()) }
}

pub(super) fn remove_file(tx: &mut Tx, key: &str, language: Lang) -> Result<()> {
    let sql = "DELETE FROM article_files WHERE key = $1 AND language = $2 RETURNING hash";
    if let Some(row) = tx.query_opt(sql, &[&key, &language.code()])? {
        drop_content(tx, &row.get::<Vec<u8>>(0)?)?;
        tell_editions(tx, key)?;
    }
    Ok(())
}

/// Content that no file has any more.
fn drop_content(tx: &mut Tx, hash: &[u8]) -> Result<()> {
    tx.execute(
        "DELETE FROM article_contents WHERE hash = $1
         AND NOT EXISTS (SELECT 1 FROM article_files f WHERE f.hash = $1)",
        &[&hash],
    )?;
    Ok(())
}

fn tell_editions(tx: &mut Tx, key: &str) -> Result<()> {
    for row in tx.query("SELECT edition FROM article_includes WHERE file = $1", &[&key])? {
        changes::record(tx, changes::What::Edition, row.get(0)?)?;
    }
    Ok(())
}

/// Keeps which files the edition includes.
pub(super) fn note_includes(tx: &mut Tx, edition: Id, text: &super::Text) -> Result<()> {
    tx.execute("DELETE FROM article_includes WHERE edition = $1", &[&edition])?;
    let texts = super::around::includes(tx, &text.origin, text.language, &text.source)?;
    for path in texts.keys().filter_map(|address| beside(&text.origin, address)) {
        tx.execute(
            "INSERT INTO article_includes (file, edition) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            &[&file_key(&path), &edition],
        )?;
    }
    Ok(())
}
