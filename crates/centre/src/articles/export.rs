//! Articles as files again.

use std::{
    collections::HashSet,
    fs,
    path::{Component, Path, PathBuf},
};

use db::{Db, Id, Row, ToValue, Tx};
use lang::Lang;

use super::{around, files, import};
use crate::{Error, Result};

/// Which articles.
#[derive(Debug, Clone, Default)]
pub struct Which {
    pub key: Option<String>,
    pub language: Option<Lang>,
}

/// What was written.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Exported {
    pub articles: usize,
    pub files: usize,
    pub redirects: usize,
}

/// A file to write.
struct Written {
    path: String,
    content: Vec<u8>,
}

/// Writes the articles as the Markdown that they are, what they show and include, and where earlier names lead:
/// a folder that can be imported.
pub async fn export(db: &Db, dir: &Path, which: &Which) -> Result<Exported> {
    let mut exported = Exported::default();
    let wanted = which.clone();
    let ids = db.read(move |tx| editions(tx, &wanted)).await?;
    let mut seen = HashSet::new();
    for id in ids {
        let (article, beside) = db.read(move |tx| one(tx, id)).await?;
        write(dir, &article)?;
        exported.articles += 1;
        for file in beside {
            if seen.insert(file.path.clone()) {
                write(dir, &file)?;
                exported.files += 1;
            }
        }
    }
    if which.key.is_none() && which.language.is_none() {
        let (count, list) = db.read(redirects).await?;
        if count > 0 {
            write(dir, &list)?;
        }
        exported.redirects = count;
    }
    Ok(exported)
}

fn editions(tx: &mut Tx, which: &Which) -> Result<Vec<Id>> {
    let mut sql = "SELECT id FROM editions WHERE 1 = 1".to_owned();
    let language = which.language.map(Lang::code);
    let mut params: Vec<&dyn ToValue> = Vec::new();
    if let Some(key) = &which.key {
        params.push(key);
        sql.push_str(&format!(" AND key = ${}", params.len()));
    }
    if let Some(language) = &language {
        params.push(language);
        sql.push_str(&format!(" AND language = ${}", params.len()));
    }
    sql.push_str(" ORDER BY key, language");
    tx.query_dyn(&sql, &params)?.iter().map(|row| Ok(row.get(0)?)).collect()
}

fn one(tx: &mut Tx, id: Id) -> Result<(Written, Vec<Written>)> {
    let row = tx.query_one("SELECT origin, language, source FROM editions WHERE id = $1", &[&id])?;
    let (origin, source): (String, String) = (row.get(0)?, row.get(2)?);
    let language = Lang::parse(&row.get::<String>(1)?).unwrap_or_default();
    let includes = around::includes(tx, &origin, language, &source)?;
    let document =
        docs::parse_with(&source, &|address| includes.get(address).cloned()).map_err(Error::broken)?;
    let addresses = document.references.iter().map(|reference| reference.address.as_str());
    let mut beside = Vec::new();
    for address in addresses.chain(includes.keys().map(String::as_str)) {
        let Some(path) = files::beside(&origin, address) else { continue };
        for language in [language, Lang::En] {
            let row = tx.query_opt(
                "SELECT f.path, c.content FROM article_files f JOIN article_contents c ON c.hash = f.hash
                 WHERE f.key = $1 AND f.language = $2",
                &[&files::file_key(&path), &language.code()],
            )?;
            let read = |row: &Row| Ok::<_, Error>((placed(&row.get::<String>(0)?, language), row.get(1)?));
            if let Some((path, content)) = row.as_ref().map(read).transpose()? {
                beside.push(Written { path, content });
                break;
            }
        }
    }
    Ok((Written { path: placed(&origin, language), content: source.into_bytes() }, beside))
}

/// The path with a folder for its language, unless it has one or is the original's.
fn placed(path: &str, language: Lang) -> String {
    match import::language_of_folders(Path::new(path)) {
        None if language != Lang::En => format!("{}/{path}", language.code()),
        _ => path.to_owned(),
    }
}

fn redirects(tx: &mut Tx) -> Result<(usize, Written)> {
    let rows = tx.query("SELECT key, target FROM article_redirects ORDER BY key", &[])?;
    let entries = rows.iter().map(|row| {
        let (key, target): (String, String) = (row.get(0)?, row.get(1)?);
        Ok(serde_json::json!({ "source_path": format!("{key}.md"), "redirect_url": target }))
    });
    let entries = entries.collect::<Result<Vec<_>>>()?;
    let count = entries.len();
    let json = serde_json::json!({ "redirections": entries });
    let content = serde_json::to_vec_pretty(&json).map_err(Error::broken)?;
    Ok((count, Written { path: ".openpublishing.redirection.json".to_owned(), content }))
}

fn write(dir: &Path, file: &Written) -> Result<()> {
    // Whatever a path says, it stays in the folder.
    let inside: PathBuf =
        Path::new(&file.path).components().filter(|step| matches!(step, Component::Normal(_))).collect();
    let path = dir.join(inside);
    let broken = |e| Error::broken(format!("{}: {e}", path.display()));
    fs::create_dir_all(path.parent().unwrap_or(dir)).map_err(broken)?;
    fs::write(&path, &file.content).map_err(broken)
}
