//! Finding articles.

use crate::fields::{Fields, Zone};
use crate::query::{Word, Words};
use crate::snippet::snippet;
use crate::words::{Analyzer, Language, primary};
use crate::{Index, Result};
use tantivy::collector::TopDocs;
use tantivy::query::{
    Bm25StatisticsProvider, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, FuzzyTermQuery,
    Occur, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption, Term, Value};
use tantivy::{Score, Searcher, TantivyDocument};

/// Nobody reads more.
pub const MAX_HITS: usize = 1000;

/// With fewer hits the other languages are asked.
const ENOUGH: usize = 3;

/// What somebody asks, or has begun to ask.
#[derive(Debug, Clone, Copy, Default)]
pub struct Question<'a> {
    pub text: &'a str,
    /// The reader's language.
    pub lang: &'a str,
    /// Languages that stand in when there is little in the reader's.
    pub others: &'a [&'a str],
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
}

#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub key: String,
    pub article: String,
    /// The language without region.
    pub lang: String,
    pub title: String,
    pub description: String,
    pub path: String,
    /// Plain text in pieces; those with `true` answer the question.
    pub snippet: Vec<(String, bool)>,
    pub score: f32,
}

/// A title, or a heading below it, that continues what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub key: String,
    pub article: String,
    pub path: String,
    pub title: String,
    /// The heading that fits better than the title.
    pub heading: Option<crate::Heading>,
}

/// One analyzer per language that comes up.
#[derive(Default)]
pub struct Analyzers([Option<Analyzer>; Language::ALL.len()]);

impl Analyzers {
    pub fn of(&mut self, language: Language) -> &mut Analyzer {
        self.0[language.index()].get_or_insert_with(|| Analyzer::new(language))
    }
}

impl Index {
    /// What answers the question, best first: in the reader's language, then, if that is little,
    /// other articles in the other languages in their order.
    pub fn find(&self, question: &Question) -> Result<Answer> {
        let searcher = self.reader.searcher();
        let mut hits: Vec<Hit> = Vec::new();
        for lang in std::iter::once(&question.lang).chain(question.others) {
            if hits.len() >= question.limit.min(ENOUGH) {
                break;
            }
            self.articles_in(&searcher, question.text, lang, question.cloud, question.limit, &mut hits)?;
        }
        Ok(Answer { hits })
    }

    fn articles_in(
        &self,
        searcher: &Searcher,
        question: &str,
        lang: &str,
        cloud: &str,
        limit: usize,
        hits: &mut Vec<Hit>,
    ) -> Result<()> {
        let language = Language::of(lang);
        let mut analyzer = Analyzer::new(language);
        let words = Words::question(question, &mut analyzer);
        let known = hits.iter().map(|hit| Term::from_field_text(self.fields.article, &hit.article)).collect();
        let mut asked = Vec::new();
        for word in &words.0 {
            asked.push(search_clause(&self.fields, language, word, self.is_known(searcher, language, word)?));
        }
        let required = match words.0.iter().filter(|word| !word.gram).count() {
            0..=2 => 1,
            3..=5 => 2,
            _ => 3,
        };
        let found = self.best(searcher, lang, cloud, known, asked, required, limit - hits.len())?;
        for (score, doc) in found {
            let text = self.stored(&doc, self.fields.text);
            hits.push(Hit {
                key: self.stored(&doc, self.fields.key),
                article: self.stored(&doc, self.fields.article),
                lang: self.stored(&doc, self.fields.lang),
                title: self.stored(&doc, self.fields.title),
                description: self.stored(&doc, self.fields.description),
                path: self.stored(&doc, self.fields.path),
                snippet: snippet(&text, &words, &mut analyzer),
                score,
            });
        }
        Ok(())
    }

    /// Titles and headings that continue what is typed, best first.
    pub fn suggest(&self, typed: &Question) -> Result<Vec<Suggestion>> {
        let Question { text: typed, lang, cloud, limit, .. } = *typed;
        let searcher = self.reader.searcher();
        let language = Language::of(lang);
        let mut analyzer = Analyzer::new(language);
        let words = Words::unfinished(typed, &mut analyzer);
        let required = words.0.len() - words.0.len() / 3;
        let mut found = Vec::new();
        for typos in [false, true] {
            let asked =
                words.0.iter().map(|word| suggest_clause(&self.fields, language, word, typos)).collect();
            found = self.best(&searcher, lang, cloud, Vec::new(), asked, required, limit)?;
            if !found.is_empty() {
                break;
            }
        }
        Ok(found
            .into_iter()
            .map(|(_, doc)| {
                let title = self.stored(&doc, self.fields.title);
                Suggestion {
                    key: self.stored(&doc, self.fields.key),
                    article: self.stored(&doc, self.fields.article),
                    path: self.stored(&doc, self.fields.path),
                    heading: self.better_heading(&doc, &title, &words, &mut analyzer),
                    title,
                }
            })
            .collect())
    }

    fn is_known(&self, searcher: &Searcher, language: Language, word: &Word) -> Result<bool> {
        for zone in Zone::ALL {
            let fields = self.fields.zone(language, zone);
            for (field, form) in [(fields.words, &word.word), (fields.stems, &word.stem)] {
                if searcher.doc_freq(&Term::from_field_text(field, form))? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn better_heading(
        &self,
        doc: &TantivyDocument,
        title: &str,
        words: &Words,
        analyzer: &mut Analyzer,
    ) -> Option<crate::Heading> {
        let all = |field| doc.get_all(field).map(|value| value.as_str().unwrap_or_default().to_owned());
        let mut best = (fit(title, words, analyzer), None);
        for (text, slug) in all(self.fields.heading).zip(all(self.fields.slug)) {
            let fit = fit(&text, words, analyzer);
            if fit > best.0 {
                best = (fit, Some(crate::Heading { text, slug }));
            }
        }
        best.1
    }

    #[expect(clippy::too_many_arguments, reason = "one search, described completely")]
    fn best(
        &self,
        searcher: &Searcher,
        lang: &str,
        cloud: &str,
        known: Vec<Term>,
        asked: Vec<Box<dyn Query>>,
        required: usize,
        limit: usize,
    ) -> Result<Vec<(Score, TantivyDocument)>> {
        let lang = Term::from_field_text(self.fields.lang, &primary(lang));
        let docs = searcher.doc_freq(&lang)?;
        if docs == 0 || asked.is_empty() || limit == 0 {
            return Ok(Vec::new());
        }
        let asked = BooleanQuery::union_with_minimum_required_clauses(asked, required);
        let cloud = Term::from_field_text(self.fields.cloud, cloud);
        let mut clauses: Vec<(Occur, Box<dyn Query>)> =
            vec![(Occur::Must, filter(lang)), (Occur::Must, filter(cloud)), (Occur::Must, Box::new(asked))];
        if !known.is_empty() {
            clauses.push((Occur::MustNot, Box::new(TermSetQuery::new(known))));
        }
        let top = TopDocs::with_limit(limit.min(MAX_HITS)).order_by_score();
        let statistics = Statistics { searcher, docs };
        let found =
            searcher.search_with_statistics_provider(&BooleanQuery::new(clauses), &top, &statistics)?;
        found.into_iter().map(|(score, address)| Ok((score, searcher.doc(address)?))).collect()
    }

    pub(crate) fn stored(&self, doc: &TantivyDocument, field: Field) -> String {
        doc.get_first(field).and_then(|value| value.as_str()).unwrap_or_default().to_owned()
    }
}

/// How much of the question a title or heading answers.
fn fit(text: &str, words: &Words, analyzer: &mut Analyzer) -> f32 {
    let mut best = vec![0.0f32; words.0.len()];
    for token in analyzer.tokens(text) {
        if let Some((index, quality)) = words.find(&token) {
            best[index] = best[index].max(quality);
        }
    }
    best.iter().sum()
}

/// One language's documents only: neither cases nor other languages change what is rare.
struct Statistics<'a> {
    searcher: &'a Searcher,
    docs: u64,
}

impl Bm25StatisticsProvider for Statistics<'_> {
    fn total_num_tokens(&self, field: Field) -> tantivy::Result<u64> {
        self.searcher.total_num_tokens(field)
    }

    fn total_num_docs(&self) -> tantivy::Result<u64> {
        Ok(self.docs)
    }

    fn doc_freq(&self, term: &Term) -> tantivy::Result<u64> {
        Ok(self.searcher.doc_freq(term)?.min(self.docs))
    }
}

fn filter(term: Term) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(Box::new(TermQuery::new(term, IndexRecordOption::Basic)), 0.0))
}

fn term(field: Field, word: &str, boost: Score) -> Box<dyn Query> {
    let term = TermQuery::new(Term::from_field_text(field, word), IndexRecordOption::WithFreqs);
    Box::new(BoostQuery::new(Box::new(term), boost))
}

pub fn prefix(field: Field, start: &str, typos: u8, score: Score) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new_prefix(Term::from_field_text(field, start), typos, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

fn fuzzy(field: Field, word: &str, score: Score) -> Box<dyn Query> {
    let query = FuzzyTermQuery::new(Term::from_field_text(field, word), 1, true);
    Box::new(ConstScoreQuery::new(Box::new(query), score))
}

/// The best way one word is met counts, the others a little.
fn any(ways: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    Box::new(DisjunctionMaxQuery::with_tie_breaker(ways, 0.1))
}

fn search_clause(fields: &Fields, language: Language, word: &Word, known: bool) -> Box<dyn Query> {
    let mut ways = Vec::new();
    for zone in Zone::ALL {
        let weight = match zone {
            Zone::Title => 4.0,
            Zone::Headings => 2.0,
            Zone::Text => 1.0,
        };
        let field = fields.zone(language, zone);
        if word.gram {
            ways.push(term(field.stems, &word.stem, 0.3 * weight));
            continue;
        }
        ways.push(term(field.words, &word.word, 1.1 * weight));
        ways.push(term(field.stems, &word.stem, weight));
        if let Some(start) = &word.prefix {
            ways.push(prefix(field.words, start, 0, 0.6 * weight));
        }
        if word.typo {
            // A word nobody wrote is most likely mistyped.
            let trust = if known { 0.1 } else { 1.0 };
            ways.push(fuzzy(field.words, &word.word, trust * weight));
        }
    }
    any(ways)
}

fn suggest_clause(fields: &Fields, language: Language, word: &Word, typos: bool) -> Box<dyn Query> {
    let mut ways = Vec::new();
    for (zone, weight) in [(Zone::Title, 2.0), (Zone::Headings, 1.0)] {
        let field = fields.zone(language, zone);
        ways.push(term(field.words, &word.word, weight));
        ways.push(term(field.stems, &word.stem, 0.9 * weight));
        if let Some(start) = &word.prefix {
            ways.push(prefix(field.words, start, 0, 1.5 * weight));
            if typos && word.typo_in_prefix {
                ways.push(prefix(field.words, start, 1, 0.5 * weight));
            }
        }
        if typos && word.typo {
            ways.push(fuzzy(field.words, &word.word, 0.5 * weight));
        }
    }
    any(ways)
}
