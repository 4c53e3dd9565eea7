//! A full-text index of articles and cases: a copy that can be deleted and rebuilt.
//!
//! The index remembers how far in the feed of changes it has read; who feeds it asks for the
//! [`position`](Index::position) and applies what came after. All calls block.

mod articles;
mod cases;
mod concepts;
mod gist;
mod language;
mod shelf;
mod words;

use articles::Articles;
use cases::Cases;
use shelf::Writer;
use std::fs;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

pub use articles::{Answer, Hit, Question, Suggestion, Weights};
pub use gist::gist;
pub use words::fold;

/// Raise it with every change of fields or analysis: an index of another version starts anew.
const VERSION: &str = "2";

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
    /// Its meaning, if somebody worked it out: a direction, the nearer the likelier it answers.
    pub vector: Option<Vec<i8>>,
    /// Handed back with the hits. Its words are English ones that every edition has.
    pub path: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    pub text: String,
    pub slug: String,
}

/// Articles and cases stand on shelves of their own: the few articles are ranked as a whole, the many
/// cases are not.
pub struct Index {
    articles: Articles,
    cases: Cases,
    feed: Mutex<Feed>,
}

/// Held while a batch is applied: one at a time.
struct Feed {
    position: Option<i64>,
    articles: Writer,
    cases: Writer,
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
        Articles::create(&data.join("articles"))?;
        Cases::create(&data.join("cases"))?;
        // Last, so that a half-made index is made again.
        fs::write(&version, VERSION)?;
        Self::open_data(&data)
    }

    fn open_data(data: &Path) -> Result<Self> {
        let articles = Articles::open(&data.join("articles"))?;
        let cases = Cases::open(&data.join("cases"))?;
        // Articles are written first, so that they have everything before the position of the cases.
        let position = cases.shelf.position()?;
        Ok(Index { articles, cases, feed: Mutex::new(Feed { position, articles: None, cases: None }) })
    }

    /// What counts how much; others than usual only to measure them.
    pub fn weigh(&mut self, weights: Weights) {
        self.articles.weights = weights;
    }

    /// The position of the last applied batch; `None` when everything is still to be fed.
    pub fn position(&self) -> Option<i64> {
        self.feed().position
    }

    fn feed(&self) -> MutexGuard<'_, Feed> {
        self.feed.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Applies the changes in their order and remembers the position. After a crash between the two
    /// shelves the same changes are applied again, which changes nothing.
    pub fn apply(&self, batch: Vec<Change>, position: i64) -> Result<()> {
        let mut feed = self.feed();
        if batch.is_empty() && feed.position == Some(position) {
            return Ok(());
        }
        let (mut articles, mut cases) = (Vec::new(), Vec::new());
        for change in batch {
            match change {
                Change::Put(Doc::Article(article)) => articles.push(articles::Change::Put(article)),
                Change::Put(Doc::Case { key, scopes, number, title, text, at }) => {
                    cases.push(cases::Change::Put(cases::Case { key, scopes, number, title, text, at }));
                }
                Change::Delete(key) => {
                    articles.push(articles::Change::Delete(key.clone()));
                    cases.push(cases::Change::Delete(key));
                }
            }
        }
        self.articles.apply(articles, position, &mut feed.articles)?;
        self.cases.apply(cases, position, &mut feed.cases)?;
        feed.position = Some(position);
        Ok(())
    }

    /// After the last of several batches: gives back the memory and the threads that they needed.
    pub fn settle(&self) -> Result<()> {
        let mut feed = self.feed();
        self.articles.shelf.settle(&mut feed.articles)?;
        self.cases.shelf.settle(&mut feed.cases)
    }

    /// What answers the question, best first: in the reader's language, then, if that is little,
    /// other articles in the other languages in their order.
    pub fn find(&self, question: &Question) -> Result<Answer> {
        self.articles.find(question)
    }

    /// What somebody who has typed this may mean, best first. The last word may be unfinished.
    pub fn suggest(&self, typed: &Question) -> Result<Vec<Suggestion>> {
        self.articles.suggest(typed)
    }

    /// The keys of the cases in any of the scopes whose number starts like the text or that have
    /// all its words or their beginnings. The case with exactly this number first, then the newest.
    pub fn cases(&self, text: &str, scopes: &[&str], limit: usize) -> Result<Vec<String>> {
        self.cases.find(text, scopes, limit)
    }
}
