//! What means the same in other words: data in `synonyms/`, read once for each language.

use crate::language::Language;
use crate::words::{Analyzer, fold};
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// A column for each language, a line for each concept, `|` between the ways to say it.
const CONCEPTS: &str = include_str!("../../../synonyms/concepts.tsv");
/// Names of products, old and new, in any language: a line for each, `|` between the names.
const NAMES: &str = include_str!("../../../synonyms/names.txt");
/// Words that say nothing of what is asked: a line for each language.
const WEAK: &str = include_str!("../../../synonyms/weak.tsv");

/// The stems of a phrase.
pub type Phrase = Vec<String>;

#[derive(Default)]
pub struct Concepts {
    /// By its first stem.
    phrases: HashMap<String, Vec<(Phrase, usize)>>,
    concepts: Vec<Concept>,
}

#[derive(Default)]
pub struct Concept {
    /// The ways to say it in this language.
    pub own: Vec<Phrase>,
    /// In English, for what is English in every language.
    pub english: Vec<Phrase>,
}

static ALL: [LazyLock<Concepts>; Language::ALL.len()] = [
    LazyLock::new(|| Concepts::read(Language::English)),
    LazyLock::new(|| Concepts::read(Language::German)),
    LazyLock::new(|| Concepts::read(Language::Hungarian)),
    LazyLock::new(|| Concepts::read(Language::Norwegian)),
    LazyLock::new(|| Concepts::read(Language::Dutch)),
    LazyLock::new(|| Concepts::read(Language::Chinese)),
    LazyLock::new(|| Concepts::read(Language::Other)),
];

static WEAK_WORDS: LazyLock<HashMap<&str, HashSet<String>>> = LazyLock::new(|| {
    let lines = WEAK.lines().filter_map(|line| line.split_once('\t'));
    lines.map(|(language, words)| (language, words.split_whitespace().map(fold).collect())).collect()
});

/// Whether the word, folded, says nothing of what is asked.
pub fn is_weak(language: Language, word: &str) -> bool {
    WEAK_WORDS.get(language.name()).is_some_and(|words| words.contains(word))
}

impl Concepts {
    pub fn of(language: Language) -> &'static Concepts {
        &ALL[language.index()]
    }

    fn read(language: Language) -> Self {
        let (mut own, mut english) = (Analyzer::new(language), Analyzer::new(Language::English));
        let mut concepts = Concepts::default();
        let mut lines = CONCEPTS.lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        let column = |language: Language| header.iter().position(|name| *name == language.name());
        for line in lines.filter(|line| !line.starts_with('#')) {
            let cells: Vec<&str> = line.split('\t').collect();
            let cell = |language| column(language).and_then(|at| cells.get(at)).copied().unwrap_or_default();
            concepts.add(&mut own, &mut english, cell(language), cell(Language::English));
        }
        for line in NAMES.lines().filter(|line| !line.starts_with('#')) {
            concepts.add(&mut own, &mut english, line, line);
        }
        concepts
    }

    fn add(&mut self, own: &mut Analyzer, english: &mut Analyzer, ways: &str, english_ways: &str) {
        let concept = Concept { own: phrases(own, ways), english: phrases(english, english_ways) };
        for phrase in &concept.own {
            let known = self.phrases.entry(phrase[0].clone()).or_default();
            known.push((phrase.clone(), self.concepts.len()));
        }
        self.concepts.push(concept);
    }

    /// The concepts that these stems begin with, and how many stems say each.
    pub fn at(&self, stems: &[&str]) -> Vec<(usize, &Concept)> {
        let known = stems.first().and_then(|first| self.phrases.get(*first)).into_iter().flatten();
        let begins =
            |phrase: &Phrase| phrase.len() <= stems.len() && phrase.iter().zip(stems).all(|(a, b)| a == b);
        known
            .filter(|(phrase, _)| begins(phrase))
            .map(|(phrase, index)| (phrase.len(), &self.concepts[*index]))
            .collect()
    }
}

fn phrases(analyzer: &mut Analyzer, ways: &str) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    for way in ways.split('|') {
        let tokens = analyzer.tokens(way).into_iter().filter(|token| !token.gram);
        // "e-mail" is "email" as well; here only as that.
        let tokens: Vec<_> = tokens.collect();
        let stems: Phrase = tokens
            .iter()
            .filter(|token| {
                !tokens.iter().any(|other| {
                    other.range.len() > token.range.len()
                        && other.range.start <= token.range.start
                        && other.range.end >= token.range.end
                })
            })
            .map(|token| token.stem.to_string())
            .collect();
        if !stems.is_empty() && !phrases.contains(&stems) {
            phrases.push(stems);
        }
    }
    phrases
}
