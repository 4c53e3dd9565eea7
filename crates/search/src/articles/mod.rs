//! Finding articles.

mod ask;
mod fields;
mod forms;
mod lexicon;
mod rank;
mod snippet;

use crate::language::Language;
use crate::shelf::{Shelf, Writer, stored, term};
use crate::words::Analyzer;
use crate::{Article, Heading, Result};
use ask::{Asked, Reader};
use fields::Fields;
use lexicon::Lexicons;
use rank::{Place, Ranked, Ranker};
use snippet::snippet;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use tantivy::schema::Value;
use tantivy::{Searcher, TantivyDocument};

pub use rank::Weights;

/// Nobody reads more.
const MAX_HITS: usize = 1000;
/// As many as ask at the same time.
const MAX_IDLE: usize = 2;
/// With fewer hits the other languages are asked.
const ENOUGH: usize = 3;
/// What has less of the question than this answers another one.
const LEAST_COVER: f32 = 0.12;

/// Nobody chooses what is so much worse than the best that is suggested.
const LEAST_SUGGESTED: f32 = 0.4;

/// What somebody asks, or has begun to ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    pub text: &'a str,
    /// The reader's language.
    pub lang: &'a str,
    /// Languages that stand in when there is little in the reader's.
    pub others: &'a [&'a str],
    /// What it means, in the numbers that the articles' meanings are in.
    pub vector: Option<&'a [i8]>,
    /// Where it must be readable.
    pub cloud: &'a str,
    /// Only of this kind.
    pub kind: Option<&'a str>,
    /// Only about this service.
    pub service: Option<&'a str>,
    pub limit: usize,
}

#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    pub hits: Vec<Hit>,
    /// The question as it was probably meant, if words of it are mistyped.
    pub spelling: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub key: String,
    pub article: String,
    /// The language without region.
    pub lang: String,
    pub kind: String,
    pub service: Option<String>,
    pub title: String,
    pub description: String,
    pub path: String,
    /// Plain text in pieces; those with `true` answer the question.
    pub snippet: Vec<(String, bool)>,
    pub score: f32,
}

/// A title, or a heading below it, that answers what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub key: String,
    pub article: String,
    pub kind: String,
    pub service: Option<String>,
    pub path: String,
    pub title: String,
    /// The heading that fits better than the title.
    pub heading: Option<Heading>,
}

pub enum Change {
    Put(Box<Article>),
    Delete(String),
}

/// One analyzer per language that comes up.
#[derive(Default)]
pub struct Analyzers([Option<Analyzer>; Language::ALL.len()]);

impl Analyzers {
    pub fn of(&mut self, language: Language) -> &mut Analyzer {
        self.0[language.index()].get_or_insert_with(|| Analyzer::new(language))
    }
}

pub struct Articles {
    pub shelf: Shelf,
    fields: Fields,
    lexicons: Lexicons,
    pub weights: Weights,
    /// Analyzers that nobody uses right now: they remember words.
    idle: Mutex<Vec<Analyzers>>,
}

impl Articles {
    pub fn create(dir: &Path) -> Result<()> {
        Shelf::create(dir, fields::schema())
    }

    pub fn open(dir: &Path) -> Result<Self> {
        let shelf = Shelf::open(dir)?;
        let fields = Fields::of(&shelf.schema())?;
        let lexicons = Lexicons::new();
        for reader in shelf.searcher().segment_readers() {
            for language in Language::ALL {
                let index = reader.inverted_index(fields.language(language).words)?;
                let mut words = index.terms().stream()?;
                while words.advance() {
                    let word = std::str::from_utf8(words.key()).unwrap_or_default();
                    if let Some((word, stem)) = word.split_once(fields::BETWEEN) {
                        lexicons.load(language, word, stem, words.value().doc_freq);
                    }
                }
            }
            lexicons.sort();
        }
        Ok(Articles { shelf, fields, lexicons, weights: Weights::default(), idle: Mutex::default() })
    }

    pub fn apply(&self, changes: Vec<Change>, position: i64, kept: &mut Writer) -> Result<()> {
        let searcher = self.shelf.searcher();
        let is_mine = |change: &Change| match change {
            Change::Put(_) => true,
            Change::Delete(key) => searcher.doc_freq(&term(self.fields.key, key)).unwrap_or(1) > 0,
        };
        // Most batches are of cases only.
        if !changes.iter().any(is_mine) {
            return Ok(());
        }
        let writer = self.shelf.writer(kept)?;
        let mut analyzers = self.analyzers();
        for change in changes {
            match change {
                Change::Put(article) => {
                    writer.delete_term(term(self.fields.key, &article.key));
                    writer.add_document(self.fields.document(*article, &mut analyzers, &self.lexicons))?;
                }
                Change::Delete(key) => {
                    writer.delete_term(term(self.fields.key, &key));
                }
            }
        }
        self.put_back(analyzers);
        self.lexicons.sort();
        *kept = Some(self.shelf.commit(writer, position)?);
        Ok(())
    }

    fn analyzers(&self) -> Analyzers {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default()
    }

    fn put_back(&self, analyzers: Analyzers) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < MAX_IDLE {
            idle.push(analyzers);
        }
    }

    pub fn find(&self, question: &Question) -> Result<Answer> {
        let searcher = self.shelf.searcher();
        let mut analyzers = self.analyzers();
        let mut answer = Answer::default();
        for (at, lang) in std::iter::once(&question.lang).chain(question.others).enumerate() {
            if answer.hits.len() >= question.limit.min(ENOUGH) {
                break;
            }
            let spelling = self.find_in(&searcher, question, lang, &mut analyzers, &mut answer.hits)?;
            if at == 0 {
                answer.spelling = spelling;
            }
        }
        self.put_back(analyzers);
        Ok(answer)
    }

    fn find_in(
        &self,
        searcher: &Searcher,
        question: &Question,
        lang: &str,
        analyzers: &mut Analyzers,
        hits: &mut Vec<Hit>,
    ) -> Result<Option<String>> {
        let asked = self.read(question.text, lang, analyzers, false);
        let limit = question.limit.min(MAX_HITS);
        for Ranked { address, score, cover } in
            self.ranked(searcher, &asked, question, lang, limit + hits.len())?
        {
            if hits.len() >= limit {
                break;
            }
            let doc: TantivyDocument = searcher.doc(address)?;
            let article = stored(&doc, self.fields.article);
            if cover < LEAST_COVER || hits.iter().any(|hit| hit.article == article) {
                continue;
            }
            let text = stored(&doc, self.fields.text);
            hits.push(Hit {
                key: stored(&doc, self.fields.key),
                article,
                lang: stored(&doc, self.fields.lang),
                kind: stored(&doc, self.fields.kind),
                service: self.service(&doc),
                title: stored(&doc, self.fields.title),
                description: stored(&doc, self.fields.description),
                path: stored(&doc, self.fields.path),
                snippet: snippet(&text, &asked, analyzers.of(Language::of(lang))),
                score,
            });
        }
        Ok(asked.spelling)
    }

    pub fn suggest(&self, typed: &Question) -> Result<Vec<Suggestion>> {
        let searcher = self.shelf.searcher();
        let mut analyzers = self.analyzers();
        let asked = self.read(typed.text, typed.lang, &mut analyzers, true);
        let ranked = self.ranked(&searcher, &asked, typed, typed.lang, typed.limit.min(MAX_HITS))?;
        let mut suggestions = Vec::new();
        let best = ranked.first().map_or(0.0, |best| best.score);
        for Ranked { address, cover, score } in ranked {
            if cover < LEAST_COVER || score < LEAST_SUGGESTED * best {
                continue;
            }
            let doc: TantivyDocument = searcher.doc(address)?;
            let title = stored(&doc, self.fields.title);
            let analyzer = analyzers.of(Language::of(typed.lang));
            suggestions.push(Suggestion {
                key: stored(&doc, self.fields.key),
                article: stored(&doc, self.fields.article),
                kind: stored(&doc, self.fields.kind),
                service: self.service(&doc),
                path: stored(&doc, self.fields.path),
                heading: self.better_heading(&doc, &title, &asked, analyzer),
                title,
            });
        }
        self.put_back(analyzers);
        Ok(suggestions)
    }

    fn read(&self, text: &str, lang: &str, analyzers: &mut Analyzers, unfinished: bool) -> Asked {
        let language = Language::of(lang);
        let lexicon = self.lexicons.of(language);
        let weights = &self.weights;
        Reader { language, lexicon: &lexicon, analyzers, weights }.read(text, unfinished)
    }

    fn ranked(
        &self,
        searcher: &Searcher,
        asked: &Asked,
        question: &Question,
        lang: &str,
        limit: usize,
    ) -> Result<Vec<Ranked>> {
        let Question { cloud, kind, service, .. } = *question;
        let place = Place { lang, cloud, kind, service };
        Ranker::new(searcher, &self.fields, &self.weights, &place)?.best(asked, question.vector, limit)
    }

    fn better_heading(
        &self,
        doc: &TantivyDocument,
        title: &str,
        asked: &Asked,
        analyzer: &mut Analyzer,
    ) -> Option<Heading> {
        let all = |field| doc.get_all(field).map(|value| value.as_str().unwrap_or_default().to_owned());
        let mut best = (fit(title, asked, analyzer), None);
        for (text, slug) in all(self.fields.heading).zip(all(self.fields.slug)) {
            let fit = fit(&text, asked, analyzer);
            if fit > best.0 {
                best = (fit, Some(Heading { text, slug }));
            }
        }
        best.1
    }

    fn service(&self, doc: &TantivyDocument) -> Option<String> {
        Some(stored(doc, self.fields.service)).filter(|service| !service.is_empty())
    }
}

/// How much of the question a title or heading answers.
fn fit(text: &str, asked: &Asked, analyzer: &mut Analyzer) -> f32 {
    let mut best = vec![0.0f32; asked.groups.len()];
    for token in analyzer.tokens(text) {
        if let Some((group, quality)) = asked.find(&token) {
            best[group] = best[group].max(quality);
        }
    }
    best.iter().sum()
}
