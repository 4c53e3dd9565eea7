//! Finding cases.

use crate::Result;
use crate::language::Language;
use crate::shelf::{self, Shelf, Writer, spaced, stored, term};
use crate::words::{Analyzer, fold, start};
use std::path::Path;
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, FuzzyTermQuery, Query, TermQuery, TermSetQuery};
use tantivy::schema::{FAST, Field, IndexRecordOption, STORED, STRING, Schema};
use tantivy::{Order, Searcher, TantivyDocument};

const MAX_WORDS: usize = 16;
const MAX_CHARACTERS: usize = 300;
/// Nobody reads more.
const MAX_HITS: usize = 1000;
/// Bytes of a text that are indexed.
const MAX_TEXT: usize = 512 * 1024;
/// The field that orders them.
const AT: &str = "at";

pub struct Case {
    pub key: String,
    pub scopes: Vec<String>,
    pub number: String,
    pub title: String,
    pub text: String,
    pub at: i64,
}

pub enum Change {
    Put(Case),
    Delete(String),
}

pub struct Cases {
    pub shelf: Shelf,
    key: Field,
    scope: Field,
    number: Field,
    words: Field,
    at: Field,
}

impl Cases {
    pub fn create(dir: &Path) -> Result<()> {
        let mut schema = Schema::builder();
        schema.add_text_field("key", STRING | STORED);
        schema.add_text_field("scope", STRING);
        schema.add_text_field("number", STRING);
        schema.add_i64_field(AT, FAST);
        schema.add_text_field("words", shelf::words(IndexRecordOption::Basic));
        Shelf::create(dir, schema.build())
    }

    pub fn open(dir: &Path) -> Result<Self> {
        let shelf = Shelf::open(dir)?;
        let schema = shelf.schema();
        Ok(Cases {
            key: schema.get_field("key")?,
            scope: schema.get_field("scope")?,
            number: schema.get_field("number")?,
            words: schema.get_field("words")?,
            at: schema.get_field(AT)?,
            shelf,
        })
    }

    pub fn apply(&self, changes: Vec<Change>, position: i64, kept: &mut Writer) -> Result<()> {
        let writer = self.shelf.writer(kept)?;
        let mut analyzer = Analyzer::new(Language::Other);
        for change in changes {
            match change {
                Change::Put(case) => {
                    writer.delete_term(term(self.key, &case.key));
                    writer.add_document(self.document(case, &mut analyzer))?;
                }
                Change::Delete(key) => {
                    writer.delete_term(term(self.key, &key));
                }
            }
        }
        *kept = Some(self.shelf.commit(writer, position)?);
        Ok(())
    }

    fn document(&self, case: Case, analyzer: &mut Analyzer) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        let text = &case.text[..case.text.floor_char_boundary(MAX_TEXT)];
        let mut words: Vec<String> = [case.number.as_str(), &case.title, text]
            .into_iter()
            .flat_map(|part| words(part, analyzer).collect::<Vec<_>>())
            .collect();
        words.sort_unstable();
        words.dedup();
        out.add_text(self.words, spaced(words.iter()));
        out.add_text(self.key, case.key);
        for scope in case.scopes {
            out.add_text(self.scope, scope);
        }
        out.add_text(self.number, plain(&case.number));
        out.add_i64(self.at, case.at);
        out
    }

    pub fn find(&self, text: &str, scopes: &[&str], limit: usize) -> Result<Vec<String>> {
        let text = start(text, MAX_CHARACTERS);
        let number = plain(text);
        if number.is_empty() || scopes.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let searcher = self.shelf.searcher();
        let exact = TermQuery::new(term(self.number, &number), IndexRecordOption::Basic);
        let begun = prefix(self.number, &number);
        let wanted = match self.all_words(text) {
            Some(words) => Box::new(BooleanQuery::union(vec![begun, words])),
            None => begun,
        };
        let mut keys = self.newest(&searcher, Box::new(exact), scopes, limit)?;
        for key in self.newest(&searcher, wanted, scopes, limit)? {
            if keys.len() < limit && !keys.contains(&key) {
                keys.push(key);
            }
        }
        Ok(keys)
    }

    fn all_words(&self, text: &str) -> Option<Box<dyn Query>> {
        let words: Vec<Box<dyn Query>> = words(text, &mut Analyzer::new(Language::Other))
            .take(MAX_WORDS)
            .map(|word| prefix(self.words, &word))
            .collect();
        (!words.is_empty()).then(|| Box::new(BooleanQuery::intersection(words)) as Box<dyn Query>)
    }

    fn newest(
        &self,
        searcher: &Searcher,
        wanted: Box<dyn Query>,
        scopes: &[&str],
        limit: usize,
    ) -> Result<Vec<String>> {
        let scopes = scopes.iter().map(|scope| term(self.scope, scope));
        let query = BooleanQuery::intersection(vec![Box::new(TermSetQuery::new(scopes)), wanted]);
        let top = TopDocs::with_limit(limit.min(MAX_HITS)).order_by_fast_field::<i64>(AT, Order::Desc);
        let found = searcher.search(&query, &top)?;
        found
            .into_iter()
            .map(|(_, address)| {
                let doc: TantivyDocument = searcher.doc(address)?;
                Ok(stored(&doc, self.key))
            })
            .collect()
    }
}

/// Words as typed; of running characters each with its neighbour.
fn words(text: &str, analyzer: &mut Analyzer) -> impl Iterator<Item = String> {
    let tokens = analyzer.tokens(text).into_iter();
    tokens
        .filter(|token| !token.han || token.gram)
        .map(|token| if token.gram { token.stem.to_string() } else { token.word.to_string() })
}

/// A number as it is compared: letters and digits only.
fn plain(number: &str) -> String {
    fold(number).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn prefix(field: Field, start: &str) -> Box<dyn Query> {
    Box::new(FuzzyTermQuery::new_prefix(term(field, start), 0, true))
}
