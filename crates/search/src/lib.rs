//! A full-text index of articles and cases: a copy that can be deleted and rebuilt.
//!
//! The index remembers how far in the feed of changes it has read; who feeds it asks for the
//! [`position`](Index::position) and applies what came after. All calls block.

mod articles;
mod cases;
mod fields;
mod query;
mod snippet;
mod words;

use fields::Fields;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::Term;
use tantivy::{IndexReader, IndexWriter, ReloadPolicy};

pub use articles::{Answer, Hit, Question, Suggestion};
pub use words::fold;

/// Raise it with every change of fields or analysis: an index of another version starts anew.
const VERSION: &str = "1";

#[derive(Debug, thiserror::Error)]
pub enum Error {
    #[error("search index: {0}")]
    Index(#[from] tantivy::TantivyError),
    #[error("search index folder: {0}")]
    Folder(#[from] std::io::Error),
}

pub type Result<T> = std::result::Result<T, Error>;

#[derive(Debug, Clone)]
pub enum Change {
    /// Takes the place of what has the same key.
    Put(Doc),
    /// Of an unknown key: nothing happens.
    Delete(String),
}

#[derive(Debug, Clone)]
pub enum Doc {
    Article(Box<Article>),
    Case {
        /// Unique in the whole index.
        key: String,
        /// Who may find it, such as an organization or a desk.
        scopes: Vec<String>,
        number: String,
        title: String,
        text: String,
        /// Larger is newer.
        at: i64,
    },
}

/// One edition of an article, or of anything else that helps people to help themselves.
#[derive(Debug, Clone, Default)]
pub struct Article {
    /// Unique in the whole index.
    pub key: String,
    /// The same for all editions.
    pub article: String,
    /// A language tag such as `nb` or `zh-CN`.
    pub lang: String,
    /// Where it may be read.
    pub clouds: Vec<String>,
    /// `article`, `guide`, …
    pub kind: String,
    pub service: Option<String>,
    pub title: String,
    /// Its other names: the headline on the page, what the front matter calls keywords, symptoms.
    pub names: Vec<String>,
    pub description: String,
    pub headings: Vec<Heading>,
    pub text: String,
    /// What people asked whom it helped.
    pub asked: Vec<String>,
    /// How much more it helped than others: from -1, nobody, over 0, nothing is known, to 1, everybody.
    pub helpful: f32,
    /// Handed back with the hits. Its words are English ones that every edition has.
    pub path: String,
}

impl Doc {
    fn key(&self) -> &str {
        match self {
            Doc::Article(article) => &article.key,
            Doc::Case { key, .. } => key,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub text: String,
    pub slug: String,
}

pub struct Index {
    index: tantivy::Index,
    reader: IndexReader,
    fields: Fields,
    feed: Mutex<Feed>,
}

/// Held while a batch is applied: one at a time.
struct Feed {
    position: Option<i64>,
    writer: Option<IndexWriter>,
}

impl Index {
    /// Opens the index in this folder. One that is missing, damaged or of another version becomes
    /// an empty one without a position.
    pub fn open(dir: &Path) -> Result<Self> {
        let data = dir.join("data");
        let version = dir.join("version");
        fs::create_dir_all(dir)?;
        if fs::read_to_string(&version).is_ok_and(|found| found == VERSION) {
            match Self::open_data(&data) {
                Ok(index) => return Ok(index),
                Err(error) => tracing::warn!(%error, "search index is rebuilt"),
            }
        }
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        fs::create_dir_all(&data)?;
        tantivy::Index::create_in_dir(&data, fields::schema())?;
        // Last, so that a half-made index is made again.
        fs::write(&version, VERSION)?;
        Self::open_data(&data)
    }

    fn open_data(data: &Path) -> Result<Self> {
        let index = tantivy::Index::open_in_dir(data)?;
        let fields = Fields::of(&index.schema())?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(8)
            .try_into()?;
        let position = index.load_metas()?.payload.and_then(|payload| payload.parse().ok());
        Ok(Index { index, reader, fields, feed: Mutex::new(Feed { position, writer: None }) })
    }

    /// The position of the last applied batch; `None` when everything is still to be fed.
    pub fn position(&self) -> Option<i64> {
        self.feed().position
    }

    fn feed(&self) -> MutexGuard<'_, Feed> {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies the changes in their order and remembers the position, both or neither.
    pub fn apply(&self, batch: Vec<Change>, position: i64) -> Result<()> {
        let mut feed = self.feed();
        if batch.is_empty() && feed.position == Some(position) {
            return Ok(());
        }
        // A writer that failed is not used again.
        let mut writer = match feed.writer.take() {
            Some(writer) => writer,
            None => self.writer()?,
        };
        let mut analyzers = articles::Analyzers::default();
        for change in batch {
            match change {
                Change::Put(doc) => {
                    writer.delete_term(Term::from_field_text(self.fields.key, doc.key()));
                    writer.add_document(self.fields.document(doc, &mut analyzers))?;
                }
                Change::Delete(key) => {
                    writer.delete_term(Term::from_field_text(self.fields.key, &key));
                }
            }
        }
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&position.to_string());
        commit.commit()?;
        feed.position = Some(position);
        feed.writer = Some(writer);
        self.reader.reload()?;
        Ok(())
    }

    /// After the last of several batches: gives back the memory and the threads that they needed.
    pub fn settle(&self) -> Result<()> {
        if let Some(writer) = self.feed().writer.take() {
            writer.wait_merging_threads()?;
            self.reader.reload()?;
        }
        Ok(())
    }

    fn writer(&self) -> Result<IndexWriter> {
        let options = IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).build();
        let writer = self.index.writer_with_options(options)?;
        let mut merges = LogMergePolicy::default();
        merges.set_min_num_segments(4);
        merges.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merges));
        Ok(writer)
    }
}
