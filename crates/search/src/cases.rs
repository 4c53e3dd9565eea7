//! Finding cases.

use crate::articles::{MAX_HITS, prefix};
use crate::fields::{CASE_AT, case_number};
use crate::query::start;
use crate::words::{Analyzer, Language};
use crate::{Index, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{BooleanQuery, Query, TermQuery, TermSetQuery};
use tantivy::schema::{IndexRecordOption, Term};
use tantivy::{Order, Searcher, TantivyDocument};

const MAX_WORDS: usize = 16;
const MAX_CHARACTERS: usize = 300;

/// Words as typed; of running characters each with its neighbour.
pub fn case_words(text: &str, analyzer: &mut Analyzer) -> impl Iterator<Item = String> {
    let tokens = analyzer.tokens(text).into_iter();
    tokens
        .filter(|token| !token.han || token.gram)
        .map(|token| if token.gram { token.stem } else { token.word })
}

impl Index {
    /// The keys of the cases in any of the scopes whose number starts like the text or that have
    /// all its words or their beginnings. The case with exactly this number first, then the newest.
    pub fn cases(&self, text: &str, scopes: &[&str], limit: usize) -> Result<Vec<String>> {
        let text = start(text, MAX_CHARACTERS);
        let number = case_number(text);
        if number.is_empty() || scopes.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let searcher = self.reader.searcher();
        let exact =
            TermQuery::new(Term::from_field_text(self.fields.number, &number), IndexRecordOption::Basic);
        let begun = prefix(self.fields.number, &number, 0, 1.0);
        let wanted = match self.case_words(text) {
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

    fn case_words(&self, text: &str) -> Option<Box<dyn Query>> {
        let words: Vec<Box<dyn Query>> = case_words(text, &mut Analyzer::new(Language::Other))
            .take(MAX_WORDS)
            .map(|word| prefix(self.fields.case_words, &word, 0, 1.0))
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
        let scopes = scopes.iter().map(|scope| Term::from_field_text(self.fields.scope, scope));
        let query = BooleanQuery::intersection(vec![Box::new(TermSetQuery::new(scopes)), wanted]);
        let top = TopDocs::with_limit(limit.min(MAX_HITS)).order_by_fast_field::<i64>(CASE_AT, Order::Desc);
        let found = searcher.search(&query, &top)?;
        found
            .into_iter()
            .map(|(_, address)| {
                let doc: TantivyDocument = searcher.doc(address)?;
                Ok(self.stored(&doc, self.fields.key))
            })
            .collect()
    }
}
