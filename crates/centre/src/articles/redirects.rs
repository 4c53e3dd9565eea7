//! Articles that have another name now.

use std::path::Path;

use db::Tx;
use lang::Lang;
use serde::Deserialize;

use super::import::{key, linked};
use crate::{
    Error, Result, changes,
    finding::{self, Thing},
};

/// Names that lead from one to the next.
const MAX_STEPS: usize = 8;

/// Where an old name leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Redirect {
    /// To an article, and the place in it (`#…` or nothing).
    Article { key: String, place: String },
    /// To a page elsewhere.
    Elsewhere(String),
}

/// Where an article that isn't known under this name is now.
pub fn redirect(tx: &mut Tx, key: &str) -> Result<Option<Redirect>> {
    let (mut key, mut place) = (key.to_owned(), String::new());
    for _ in 0..MAX_STEPS {
        let Some(row) = tx.query_opt("SELECT target FROM article_redirects WHERE key = $1", &[&key])? else {
            return Ok(None);
        };
        let target: String = row.get(0)?;
        if target.starts_with("https://") || target.starts_with("http://") {
            return Ok(Some(Redirect::Elsewhere(target)));
        }
        let (path, to) = target.split_at(target.find('#').unwrap_or(target.len()));
        if !to.is_empty() {
            place = to.to_owned();
        }
        let Some(next) = named(tx, path)? else { return Ok(None) };
        if super::exists(tx, &next)? {
            return Ok(Some(Redirect::Article { key: next, place }));
        }
        key = next;
    }
    Ok(None)
}

/// The name under which an article is known now, if it is.
pub(super) fn follow(tx: &mut Tx, key: &str) -> Result<Option<String>> {
    if super::exists(tx, key)? {
        return Ok(Some(key.to_owned()));
    }
    Ok(match redirect(tx, key)? {
        Some(Redirect::Article { key, .. }) => Some(key),
        _ => None,
    })
}

/// The article, or the earlier name of one, that a path of a documentation site stands for: what comes before
/// the documentation set's own folders is not known, so the longest name that exists counts.
fn named(tx: &mut Tx, path: &str) -> Result<Option<String>> {
    let path = path.split('?').next().unwrap_or_default().trim_matches('/');
    let steps: Vec<&str> = path.split('/').filter(|step| Lang::parse(step).is_none()).collect();
    for start in 0..steps.len() {
        let file = format!("{}.md", steps[start..].join("/").trim_end_matches(".md"));
        let Some(key) = key(Path::new(&file)) else { continue };
        let old = tx.query_opt("SELECT 1 FROM article_redirects WHERE key = $1", &[&key])?;
        if old.is_some() || super::exists(tx, &key)? {
            return Ok(Some(key));
        }
    }
    Ok(None)
}

/// Keeps where an old name leads: `target` is as the file `origin` says it.
pub(super) fn put_redirect(tx: &mut Tx, old: &str, origin: &str, target: &str) -> Result<()> {
    let target = target.trim();
    let target = match linked(origin, target) {
        Some((key, place)) => format!("{key}{place}"),
        None => target.to_owned(),
    };
    if target == old || target.contains(char::is_control) {
        return Ok(());
    }
    tx.execute(
        "INSERT INTO article_redirects (key, target) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET target = $2",
        &[&old, &target],
    )?;
    Ok(())
}

pub(super) fn remove_redirect(tx: &mut Tx, old: &str) -> Result<()> {
    tx.execute("DELETE FROM article_redirects WHERE key = $1", &[&old])?;
    Ok(())
}

/// Gives an article another name in every language; the old one leads to it.
pub(super) fn rename(tx: &mut Tx, old: &str, new: &str) -> Result<()> {
    let rows = tx.query(
        "UPDATE editions SET key = $2
         WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM editions o WHERE o.key = $2 AND o.language = editions.language)
         RETURNING id",
        &[&old, &new],
    )?;
    for row in &rows {
        changes::record(tx, changes::What::Edition, row.get(0)?)?;
    }
    tx.execute(
        "UPDATE drafts SET key = $2
         WHERE key = $1 AND NOT EXISTS (SELECT 1 FROM drafts o WHERE o.key = $2 AND o.language = drafts.language)",
        &[&old, &new],
    )?;
    tx.execute("UPDATE imported SET key = $2 WHERE key = $1 AND what = 'article'", &[&old, &new])?;
    finding::rename(tx, &Thing::Article(old.to_owned()), &Thing::Article(new.to_owned()))?;
    remove_redirect(tx, new)?;
    put_redirect(tx, old, "", new)?;
    for key in [old, new] {
        super::todo::bring_up_to_date(tx, key)?;
    }
    Ok(())
}

#[derive(Deserialize)]
struct Redirections {
    redirections: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    #[serde(alias = "source_path_from_root")]
    source_path: String,
    redirect_url: String,
}

/// The entries of `.openpublishing.redirection.json`: the file that was, from the folder `within` of the repository,
/// and where it leads now.
pub(super) fn entries(json: &[u8], within: &Path) -> Result<Vec<(String, String)>> {
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let read: Redirections = serde_json::from_slice(json).map_err(Error::broken)?;
    let inside = |entry: Entry| {
        let path = Path::new(entry.source_path.trim_start_matches('/'));
        let path = path.strip_prefix(within).ok()?;
        Some((path.to_str()?.to_owned(), entry.redirect_url))
    };
    Ok(read.redirections.into_iter().filter_map(inside).collect())
}
