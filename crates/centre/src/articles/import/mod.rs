//! Articles from files: only what changed since the last time, and again from where it stopped.

mod folder;
mod memory;
mod mentions;
mod names;
mod own;
mod report;

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use db::{Db, Tx};
use docs::{Note, Reference};
use lang::Lang;

use super::{
    around,
    files::{self, Kind},
    redirects,
    store::{Put, Text, Way, put, withdraw},
};
use crate::{Error, Result};
use folder::Folder;
use memory::{Seen, forget, is_edited, remember, seen};
use mentions::Mentions;
use own::own_key;

pub(super) use folder::collect;
pub use names::linked;
pub(super) use names::{key, language_of_folders};
pub use report::{Kind as Found, Report, Taken};

/// So many articles, or bytes of files, are stored at once.
const AT_ONCE: usize = 50;
const BYTES_AT_ONCE: usize = 8 << 20;

/// How a folder is to be imported.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    /// Which files belong together from one import to the next; else the folder's name says it.
    pub collection: Option<String>,
    /// What vanished from the folder goes from here, too.
    pub remove: bool,
}

/// Takes the articles below `dir` and what stands beside them. An article's language is that of the folder that it
/// stands in, else what its front matter says, else English; its key is its path, or the one that the same article
/// (`ms.assetid`) had under an earlier path. What was taken before and has not changed is left alone.
pub async fn import(db: &Db, dir: &Path, wish: &Wish, progress: impl Fn(usize, usize)) -> Result<Report> {
    let mut report = Report::default();
    let folder = Folder::on_disk(dir, &mut report)?;
    let collection = wish.collection.clone().unwrap_or_else(|| collection(dir));
    take(db, &folder, &collection, wish.remove, report, progress).await
}

/// As [`import`], of files that are in memory: (path, content).
pub async fn import_embedded(
    db: &Db,
    files: impl Iterator<Item = (PathBuf, Cow<'static, [u8]>)>,
) -> Result<Report> {
    let folder = Folder::in_memory(files);
    take(db, &folder, "demo", false, Report::default(), |_, _| {}).await
}

/// The name of the folder, with the one before it where it is only a language.
fn collection(dir: &Path) -> String {
    let dir = dir.canonicalize().unwrap_or_else(|_| dir.to_owned());
    let names: Vec<String> = dir.iter().map(|name| name.to_string_lossy().into_owned()).collect();
    let is_language = names.last().is_some_and(|name| Lang::parse(name).is_some());
    names[names.len().saturating_sub(if is_language { 2 } else { 1 })..].join("/")
}

async fn take(
    db: &Db,
    folder: &Folder,
    collection: &str,
    remove: bool,
    mut report: Report,
    progress: impl Fn(usize, usize),
) -> Result<Report> {
    report.revision.clone_from(&folder.revision);
    let collection: Arc<str> = collection.into();
    let name = collection.clone();
    let before = Arc::new(db.read(move |tx| seen(tx, &name)).await?);
    let present = folder.articles.iter().chain(&folder.beside).chain(&folder.others);
    let present: HashSet<PathBuf> = present.cloned().collect();
    let gone = before.keys().filter(|path| !present.contains(Path::new(path))).cloned().collect();
    let gone = Arc::new(gone);
    let mut import = Import { db, folder, collection, before, present, gone, report, done: 0, progress };
    import.take_beside().await?;
    import.take_articles().await?;
    import.take_redirects().await?;
    import.settle_vanished(remove).await?;
    Ok(import.report)
}

struct Import<'a, P> {
    db: &'a Db,
    folder: &'a Folder,
    collection: Arc<str>,
    before: Arc<HashMap<String, Seen>>,
    /// What is in the folder now.
    present: HashSet<PathBuf>,
    /// What was there the last time and isn't now.
    gone: Arc<HashSet<String>>,
    report: Report,
    done: usize,
    progress: P,
}

/// A file beside the articles: the key and language of its folder, what it is, its content.
type Beside = (String, Lang, Kind, Vec<u8>);

/// A file that is new or has changed.
struct Changed<T> {
    path: String,
    hash: Vec<u8>,
    what: T,
}

/// What a file says.
struct Read {
    article: Article,
    notes: Vec<Note>,
    references: Vec<Reference>,
}

enum Article {
    Text { text: Box<Text>, document: Option<String> },
    Redirect { key: String, language: Lang, target: String },
}

impl<P: Fn(usize, usize)> Import<'_, P> {
    fn step(&mut self) {
        self.done += 1;
        let all = self.folder.articles.len() + self.folder.beside.len();
        if self.done.is_multiple_of(AT_ONCE) || self.done == all {
            (self.progress)(self.done, all);
        }
    }

    fn is_unchanged(&self, path: &Path, hash: &[u8]) -> bool {
        self.before.get(&*path.to_string_lossy()).is_some_and(|seen| seen.hash == hash)
    }

    async fn take_beside(&mut self) -> Result<()> {
        let mut taken: HashMap<(String, Lang), PathBuf> = HashMap::new();
        let mut batch = Vec::new();
        let mut bytes_in_batch = 0;
        let known =
            self.folder.others.iter().filter(|path| self.before.contains_key(&*path.to_string_lossy()));
        let known: Vec<&PathBuf> = known.collect();
        self.report.ignored = self.folder.others.len() - known.len();
        for (path, is_counted) in self
            .folder
            .beside
            .iter()
            .map(|path| (path, true))
            .chain(known.into_iter().map(|path| (path, false)))
        {
            if is_counted {
                self.step();
            }
            let found = self.folder.file(path).and_then(|bytes| Ok((files::kind(path, &bytes)?, bytes)));
            let (kind, bytes) = match found {
                Ok(found) => found,
                Err(why) => {
                    self.report.refuse(path, why);
                    continue;
                }
            };
            let language = names::language_of_folders(path).or(self.folder.language).unwrap_or(Lang::En);
            let key = files::file_key(path);
            if let Some(other) = taken.insert((key.clone(), language), path.clone()) {
                self.report.refuse(path, format!("would have the same address as {}", other.display()));
                continue;
            }
            let hash = files::hash(&bytes);
            if self.is_unchanged(path, &hash) {
                self.report.files.unchanged += 1;
                continue;
            }
            if kind == Kind::Text
                && let Err(why) = docs::decode(&bytes)
            {
                self.report.refuse(path, why.to_string());
                continue;
            }
            bytes_in_batch += bytes.len();
            let path = path.to_string_lossy().into_owned();
            match self.before.contains_key(&path) {
                true => self.report.files.changed += 1,
                false => self.report.files.new += 1,
            }
            batch.push(Changed { path, hash, what: (key, language, kind, bytes) });
            if batch.len() == AT_ONCE || bytes_in_batch > BYTES_AT_ONCE {
                bytes_in_batch = 0;
                self.store_beside(std::mem::take(&mut batch)).await?;
            }
        }
        self.store_beside(batch).await
    }

    async fn store_beside(&self, batch: Vec<Changed<Beside>>) -> Result<()> {
        let collection = self.collection.clone();
        let batch = Arc::new(batch);
        let store = move |tx: &mut Tx| {
            for Changed { path, hash, what: (key, language, kind, bytes) } in batch.iter() {
                files::put_file(tx, path, *language, *kind, bytes)?;
                remember(tx, &collection, path, "file", hash, (key, *language, None))?;
            }
            Ok::<_, Error>(())
        };
        self.db.write(store).await
    }

    async fn take_articles(&mut self) -> Result<()> {
        let mut taken: HashMap<(String, Lang), PathBuf> = HashMap::new();
        let mut mentions = Mentions::default();
        for paths in self.folder.articles.chunks(AT_ONCE) {
            let mut batch = Vec::new();
            for path in paths {
                self.step();
                let read = match self.folder.article(path) {
                    Ok(bytes) => {
                        let hash = files::hash(&bytes);
                        if self.is_unchanged(path, &hash) {
                            self.report.taken.unchanged += 1;
                            continue;
                        }
                        self.read(path, &bytes).await?.map(|read| (read, hash))
                    }
                    Err(why) => Err(why),
                };
                let (Read { article, notes, references }, hash) = match read {
                    Ok(read) => read,
                    Err(why) => {
                        self.report.refuse(path, why);
                        continue;
                    }
                };
                if let Article::Text { text, .. } = &article {
                    if let Some(other) = taken.insert((text.key.clone(), text.language), path.clone()) {
                        self.report
                            .refuse(path, format!("would have the same address as {}", other.display()));
                        continue;
                    }
                    mentions.add(path, text, references);
                }
                if !notes.is_empty() {
                    self.report.notes.push((path.clone(), notes));
                }
                batch.push(Changed { path: path.to_string_lossy().into_owned(), hash, what: article });
            }
            self.store_articles(batch).await?;
        }
        self.check(mentions).await
    }

    /// Reads an article, or says why it is none.
    async fn read(&self, path: &Path, bytes: &[u8]) -> Result<std::result::Result<Read, String>> {
        let source = match names::is_about_the_folder(path) {
            true => Err("is about the folder and no article".to_owned()),
            false => docs::decode(bytes).map_err(|e| e.to_string()),
        };
        let (source, key) = match (source, names::key(path)) {
            (Ok(source), Some(key)) => (source, key),
            (Err(why), _) => return Ok(Err(why)),
            (_, None) => return Ok(Err("the file name has nothing that an address could be made of".into())),
        };
        let origin = path.to_string_lossy().into_owned();
        let folders = names::language_of_folders(path);
        if source.contains("redirect_url")
            && let Ok(front) = docs::front_matter(&source)
            && let Some((_, target)) = front.iter().find(|(name, _)| name == "redirect_url")
            && let Some(target) = target.as_str()
        {
            let language = folders.or(self.folder.language).unwrap_or(Lang::En);
            let article = Article::Redirect { key, language, target: target.to_owned() };
            return Ok(Ok(Read { article, notes: Vec::new(), references: Vec::new() }));
        }
        let includes = match around::may_include(&source) {
            true => {
                self.includes(&origin, folders.or(self.folder.language).unwrap_or(Lang::En), &source).await?
            }
            false => HashMap::new(),
        };
        let include = |address: &str| includes.get(address).cloned();
        let language = |document: &docs::Document| names::language(path, document, self.folder.language);
        let (mut text, document) = match Text::read_with(&key, language, &origin, source, &include) {
            Ok(read) => read,
            Err(why) => return Ok(Err(why.to_string())),
        };
        text.revision.clone_from(&self.folder.revision);
        let id = document.front_text("ms.assetid").map(str::to_lowercase);
        let article = Article::Text { text: Box::new(text), document: id };
        Ok(Ok(Read { article, notes: document.notes, references: document.references }))
    }

    /// The texts that an article includes. What isn't known yet and stands in the folder is taken now.
    async fn includes(&self, origin: &str, language: Lang, source: &str) -> Result<HashMap<String, String>> {
        loop {
            let (file, text) = (origin.to_owned(), source.to_owned());
            let known = self.db.read(move |tx| around::includes(tx, &file, language, &text)).await?;
            let mut batch = Vec::new();
            for address in docs::wanted(source, &|address| known.get(address).cloned()) {
                let Some(path) = files::beside(origin, &address).filter(|path| self.present.contains(path))
                else {
                    continue;
                };
                let Ok(bytes) = self.folder.article(&path) else { continue };
                // An article that another one includes is known when it has been taken itself.
                let is_article = docs::decode(&bytes).is_ok_and(|text| docs::parse(&text).is_ok());
                if let Ok(kind @ Kind::Text) = files::kind(&path, &bytes)
                    && !(is_article && self.folder.articles.contains(&path))
                {
                    let key = files::file_key(&path);
                    let path = path.to_string_lossy().into_owned();
                    batch.push(Changed {
                        path,
                        hash: files::hash(&bytes),
                        what: (key, language, kind, bytes),
                    });
                }
            }
            if batch.is_empty() {
                return Ok(known);
            }
            self.store_beside(batch).await?;
        }
    }

    async fn store_articles(&mut self, batch: Vec<Changed<Article>>) -> Result<()> {
        let (collection, before, gone) = (self.collection.clone(), self.before.clone(), self.gone.clone());
        let batch = Arc::new(batch);
        let store = move |tx: &mut Tx| {
            let (mut taken, mut renamed) = (Taken::default(), Vec::new());
            for Changed { path, hash, what } in batch.iter() {
                match what {
                    Article::Redirect { key, language, target } => {
                        if before.get(path).is_some_and(|seen| seen.what == "article")
                            && super::exactly(tx, key, *language)?.is_some()
                        {
                            withdraw(tx, key, *language)?;
                        }
                        redirects::put_redirect(tx, key, path, target)?;
                        remember(tx, &collection, path, "redirect", hash, (key, *language, None))?;
                    }
                    Article::Text { text, document } => {
                        let mut text = (**text).clone();
                        let own = own_key(tx, &collection, path, &text, document.as_deref(), &gone)?;
                        if let Some(old) = own.renamed {
                            redirects::rename(tx, &old.key, &text.key)?;
                            forget(tx, &collection, &old.path)?;
                            renamed.push((path.clone(), old.key));
                        } else if let Some(key) = own.key {
                            text.key = key;
                        }
                        let (_, put) = put(tx, &text, &Way::Import)?;
                        remember(
                            tx,
                            &collection,
                            path,
                            "article",
                            hash,
                            (&text.key, text.language, document.as_deref()),
                        )?;
                        match put {
                            Put::New => taken.new += 1,
                            Put::Changed => taken.changed += 1,
                            Put::Unchanged => taken.unchanged += 1,
                            Put::Waits => taken.waiting += 1,
                        }
                    }
                }
            }
            Ok::<_, Error>((
                taken,
                renamed,
                batch.iter().filter(|c| matches!(c.what, Article::Redirect { .. })).count(),
            ))
        };
        let (taken, renamed, redirects) = self.db.write(store).await?;
        self.report.taken.new += taken.new;
        self.report.taken.changed += taken.changed;
        self.report.taken.unchanged += taken.unchanged;
        self.report.taken.waiting += taken.waiting;
        self.report.redirects += redirects;
        for (path, old) in renamed {
            self.report.find(path, Found::Renamed, old);
        }
        Ok(())
    }

    /// Says which pictures and articles are named and not there.
    async fn check(&mut self, mentions: Mentions) -> Result<()> {
        let wanted = Arc::new(mentions.0);
        let ask = wanted.clone();
        let missing = self
            .db
            .read(move |tx| {
                let mut known: HashMap<(Found, String, Lang), bool> = HashMap::new();
                let mut missing = Vec::new();
                for (index, mention) in ask.iter().enumerate() {
                    let name = (mention.finding.kind, mention.key.clone(), mention.language);
                    let is_there = match known.get(&name) {
                        Some(is_there) => *is_there,
                        None => match mention.finding.kind {
                            Found::MissingArticle => redirects::follow(tx, &mention.key)?.is_some(),
                            _ => files::find(tx, &mention.key, mention.language)?.is_some(),
                        },
                    };
                    known.insert(name, is_there);
                    if !is_there {
                        missing.push(index);
                    }
                }
                Ok::<_, Error>(missing)
            })
            .await?;
        self.report.findings.extend(missing.into_iter().map(|index| wanted[index].finding.clone()));
        Ok(())
    }

    async fn take_redirects(&mut self) -> Result<()> {
        for (list, within) in &self.folder.redirects {
            let path = list.to_string_lossy().into_owned();
            let read = self.folder.list(list).and_then(|bytes| {
                let entries = redirects::entries(&bytes, within).map_err(|e| e.to_string())?;
                Ok((files::hash(&bytes), entries))
            });
            let (hash, entries) = match read {
                Ok(read) => read,
                Err(why) => {
                    self.report.refuse(list, why);
                    continue;
                }
            };
            if self.is_unchanged(list, &hash) {
                continue;
            }
            self.report.redirects += entries.len();
            let (collection, entries) = (self.collection.clone(), Arc::new(entries));
            let store = move |tx: &mut Tx| {
                for (origin, target) in entries.iter() {
                    if let Some(old) = names::key(Path::new(origin)) {
                        redirects::put_redirect(tx, &old, origin, target)?;
                    }
                }
                remember(tx, &collection, &path, "list", &hash, ("", Lang::En, None))
            };
            self.db.write(store).await?;
        }
        Ok(())
    }

    /// Names what is gone from the folder, and removes it if that is wished.
    async fn settle_vanished(&mut self, remove: bool) -> Result<()> {
        let name = self.collection.clone();
        // As it is now: what was renamed is no longer among it.
        let now = self.db.read(move |tx| seen(tx, &name)).await?;
        let mut gone: Vec<(String, Seen)> = now
            .into_iter()
            .filter(|(path, seen)| seen.what != "list" && !self.present.contains(Path::new(path)))
            .collect();
        gone.sort_by(|a, b| a.0.cmp(&b.0));
        if !remove {
            for (path, seen) in gone {
                self.report.find(path, Found::Vanished, seen.key);
            }
            return Ok(());
        }
        for (path, seen) in gone {
            let (collection, key, what) = (self.collection.clone(), seen.key.clone(), seen.what.clone());
            let language = Lang::parse(&seen.language).unwrap_or_default();
            let file = path.clone();
            let removed = self
                .db
                .write(move |tx| {
                    match what.as_str() {
                        "file" => files::remove_file(tx, &key, language)?,
                        "redirect" => redirects::remove_redirect(tx, &key)?,
                        _ if is_edited(tx, &key, language)? => return Ok(false),
                        _ if super::exactly(tx, &key, language)?.is_some() => withdraw(tx, &key, language)?,
                        _ => {}
                    }
                    forget(tx, &collection, &file)?;
                    Ok::<_, Error>(true)
                })
                .await?;
            self.report.removed += usize::from(removed && seen.what == "article");
            self.report.find(path, if removed { Found::Removed } else { Found::Kept }, seen.key);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
