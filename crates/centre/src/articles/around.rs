//! An edition with what it leads to, shows and includes.

use std::collections::HashMap;

use db::Tx;
use docs::Document;
use lang::Lang;

use super::{files, import, redirects};
use crate::{Error, Result};

/// Where a link of an article leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To an article, and the place in it (`#…` or nothing).
    Article { key: String, place: String },
    /// To a file with this content's hash.
    File { hash: Vec<u8>, name: String },
}

/// What an article's text needs to be shown.
#[derive(Debug)]
pub struct Around {
    pub document: Document,
    includes: HashMap<String, String>,
    leads: HashMap<String, Leads>,
}

impl Around {
    /// The text that the article includes under this address.
    pub fn include(&self, address: &str) -> Option<String> {
        self.includes.get(address).cloned()
    }

    /// Where this address leads on this site.
    pub fn leads(&self, address: &str) -> Option<&Leads> {
        self.leads.get(address)
    }
}

/// Reads the text of an article, in this language and from the file `origin`, and finds what it refers to.
pub fn around(tx: &mut Tx, origin: &str, language: Lang, source: &str) -> Result<Around> {
    let includes = includes(tx, origin, language, source)?;
    let document =
        docs::parse_with(source, &|address| includes.get(address).cloned()).map_err(Error::broken)?;
    let mut leads = HashMap::new();
    for reference in &document.references {
        if !leads.contains_key(&reference.address)
            && let Some(found) = lead(tx, origin, language, &reference.address)?
        {
            leads.insert(reference.address.clone(), found);
        }
    }
    Ok(Around { document, includes, leads })
}

fn lead(tx: &mut Tx, origin: &str, language: Lang, address: &str) -> Result<Option<Leads>> {
    if let Some((key, place)) = import::linked(origin, address) {
        let key = redirects::follow(tx, &key)?;
        return Ok(key.map(|key| Leads::Article { key, place: place.to_owned() }));
    }
    let Some(path) = files::beside(origin, address) else { return Ok(None) };
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let hash = files::find(tx, &files::file_key(&path), language)?;
    Ok(hash.map(|hash| Leads::File { hash, name }))
}

/// The texts that an article includes, and those that these include.
pub(super) fn includes(
    tx: &mut Tx,
    origin: &str,
    language: Lang,
    source: &str,
) -> Result<HashMap<String, String>> {
    let mut known: HashMap<String, Option<String>> = HashMap::new();
    if !may_include(source) {
        return Ok(HashMap::new());
    }
    loop {
        let ask = |address: &str| known.get(address).cloned().unwrap_or_default();
        let mut wanted = docs::wanted(source, &ask);
        wanted.retain(|address| !known.contains_key(address));
        if wanted.is_empty() {
            break;
        }
        for address in wanted {
            let text = match files::beside(origin, &address) {
                Some(path) => match files::included(tx, &files::file_key(&path), language)? {
                    Some(text) => Some(text),
                    None => article_text(tx, &path, language)?,
                },
                None => None,
            };
            known.insert(address, text);
        }
    }
    Ok(known.into_iter().filter_map(|(address, text)| Some((address, text?))).collect())
}

/// An article that another one includes.
fn article_text(tx: &mut Tx, path: &std::path::Path, language: Lang) -> Result<Option<String>> {
    let Some(key) = import::key(path) else { return Ok(None) };
    for language in [language, Lang::En] {
        if let Some(edition) = super::exactly(tx, &key, language)? {
            return Ok(Some(edition.source));
        }
    }
    Ok(None)
}

/// Whether the text names others that are part of it.
pub(super) fn may_include(source: &str) -> bool {
    const MARKERS: [&[u8]; 3] = [b"[!INCLUDE", b"[!code-", b":::code"];
    let bytes = source.as_bytes();
    MARKERS.iter().any(|marker| bytes.windows(marker.len()).any(|word| word.eq_ignore_ascii_case(marker)))
}
