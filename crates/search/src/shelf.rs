//! A folder with documents: opened, written in batches, read meanwhile.

use crate::Result;
use std::path::Path;
use tantivy::indexer::{IndexWriterOptions, LogMergePolicy};
use tantivy::schema::{Field, IndexRecordOption, Schema, Term, TextFieldIndexing, TextOptions, Value};
use tantivy::{IndexReader, IndexWriter, ReloadPolicy, Searcher, TantivyDocument};

pub struct Shelf {
    index: tantivy::Index,
    reader: IndexReader,
}

/// Whoever writes; one at a time.
pub type Writer = Option<IndexWriter>;

impl Shelf {
    pub fn create(dir: &Path, schema: Schema) -> Result<()> {
        std::fs::create_dir_all(dir)?;
        tantivy::Index::create_in_dir(dir, schema)?;
        Ok(())
    }

    pub fn open(dir: &Path) -> Result<Self> {
        let index = tantivy::Index::open_in_dir(dir)?;
        let reader = index
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(8)
            .try_into()?;
        Ok(Shelf { index, reader })
    }

    pub fn schema(&self) -> Schema {
        self.index.schema()
    }

    pub fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }

    pub fn position(&self) -> Result<Option<i64>> {
        Ok(self.index.load_metas()?.payload.and_then(|payload| payload.parse().ok()))
    }

    /// A writer that failed is not used again: whoever takes it puts it back after the commit.
    pub fn writer(&self, kept: &mut Writer) -> Result<IndexWriter> {
        if let Some(writer) = kept.take() {
            return Ok(writer);
        }
        let options = IndexWriterOptions::builder().num_worker_threads(1).num_merge_threads(1).build();
        let writer = self.index.writer_with_options(options)?;
        let mut merges = LogMergePolicy::default();
        merges.set_min_num_segments(4);
        merges.set_del_docs_ratio_before_merge(0.3);
        writer.set_merge_policy(Box::new(merges));
        Ok(writer)
    }

    pub fn commit(&self, mut writer: IndexWriter, position: i64) -> Result<IndexWriter> {
        let mut commit = writer.prepare_commit()?;
        commit.set_payload(&position.to_string());
        commit.commit()?;
        self.reader.reload()?;
        Ok(writer)
    }

    /// Gives back the memory and the threads that writing needed.
    pub fn settle(&self, kept: &mut Writer) -> Result<()> {
        if let Some(writer) = kept.take() {
            writer.wait_merging_threads()?;
            self.reader.reload()?;
        }
        Ok(())
    }
}

pub fn term(field: Field, word: &str) -> Term {
    Term::from_field_text(field, word)
}

pub fn stored(doc: &TantivyDocument, field: Field) -> String {
    doc.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
}

/// The words come ready-made, with spaces between them.
pub fn words(record: IndexRecordOption) -> TextOptions {
    let indexing = TextFieldIndexing::default().set_tokenizer("whitespace").set_index_option(record);
    TextOptions::default().set_indexing_options(indexing)
}

pub fn spaced(words: impl Iterator<Item = impl AsRef<str>>) -> String {
    let mut text = String::new();
    for word in words {
        text.push_str(word.as_ref());
        text.push(' ');
    }
    text
}
