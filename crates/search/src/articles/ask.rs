//! A question as groups of stems: each group is one thing that was asked for, with all the ways in
//! which an article may say it.

use super::forms::{self, is_ending};
use super::lexicon::{Known, Lexicon};
use super::{Analyzers, Weights};
use crate::concepts::{Concepts, is_weak};
use crate::language::Language;
use crate::words::{Token, start};
use std::collections::HashMap;

/// More of a question is not read.
const MAX_WORDS: usize = 28;
const MAX_CHARACTERS: usize = 1000;
/// Ways to say one thing.
const MAX_WAYS: usize = 40;
/// Letters of a word that means the same at the start of a longer one whose rest is unknown.
const LONG: usize = 6;
/// Words that may be meant by the beginning of one.
const MAX_BEGUN: usize = 40;

#[derive(Debug, Clone)]
pub struct Group {
    pub ways: Vec<Way>,
    pub weight: f32,
}

#[derive(Debug, Clone, PartialEq)]
pub struct Way {
    /// All of them have to be there.
    pub stems: Vec<String>,
    pub weight: f32,
    /// Among the words that are English in every language.
    pub english: bool,
}

#[derive(Debug, Default)]
pub struct Asked {
    pub groups: Vec<Group>,
    /// Which group a stem of a text answers, and how well.
    marks: HashMap<String, (usize, f32)>,
    /// The question with its unknown words put right.
    pub spelling: Option<String>,
}

impl Asked {
    pub fn find(&self, token: &Token) -> Option<(usize, f32)> {
        if token.gram { None } else { self.marks.get(&*token.stem).copied() }
    }
}

struct Word<'a> {
    token: &'a Token,
    weak: bool,
    mistyped: bool,
    begun: bool,
    /// What it is looked up by among the concepts: mistyped ones put right.
    stem: String,
    ways: Vec<Way>,
    /// Words that it is made of.
    parts: Vec<String>,
}

impl<'a> Word<'a> {
    fn new(token: &'a Token, weak: bool) -> Self {
        let stem = token.stem.to_string();
        Word { token, weak, mistyped: false, begun: false, stem, ways: Vec::new(), parts: Vec::new() }
    }
}

pub struct Reader<'a> {
    pub language: Language,
    pub lexicon: &'a Lexicon,
    pub analyzers: &'a mut Analyzers,
    pub weights: &'a Weights,
}

impl Reader<'_> {
    /// With `unfinished` the last word may go on.
    pub fn read(&mut self, text: &str, unfinished: bool) -> Asked {
        let text = start(text, MAX_CHARACTERS);
        let tokens = self.analyzers.of(self.language).tokens(text);
        let unfinished = unfinished && text.ends_with(|c: char| c.is_alphanumeric());
        let last = tokens.iter().rposition(|token| !token.gram).filter(|_| unfinished);
        let mut words = Vec::new();
        let mut spelling = text.to_owned();
        for (at, token) in tokens.iter().enumerate().filter(|(_, token)| !token.gram).rev() {
            let begun = last == Some(at) && !token.han;
            let word = self.word(text, token, begun);
            if word.mistyped
                && let Some(right) = self.right(&word.stem)
            {
                spelling.replace_range(token.range.clone(), &right);
            }
            words.push(word);
        }
        words.reverse();
        self.concepts(&mut words);
        self.joined(&mut words);
        let strong: Vec<usize> = (0..words.len()).filter(|at| !words[*at].weak).collect();
        let all = strong.is_empty();
        let mut asked = Asked { spelling: (spelling != text).then_some(spelling), ..Asked::default() };
        for word in &words {
            if word.weak && !all {
                continue;
            }
            self.group(word, &mut asked.groups);
        }
        let weight = if words.iter().all(|word| !word.token.han) { 0.0 } else { self.weights.gram };
        for gram in tokens.iter().filter(|token| token.gram && token.stem != token.word) {
            let way = Way { stems: vec![gram.stem.to_string()], weight: 1.0, english: false };
            if weight > 0.0 && !asked.groups.iter().any(|group| group.ways.contains(&way)) {
                asked.groups.push(Group { ways: vec![way], weight });
            }
        }
        asked.groups.truncate(2 * MAX_WORDS);
        for (index, group) in asked.groups.iter().enumerate() {
            for way in group.ways.iter().filter(|way| !way.english) {
                for stem in &way.stems {
                    let mark = asked.marks.entry(stem.clone()).or_insert((index, way.weight));
                    if way.weight > mark.1 {
                        *mark = (index, way.weight);
                    }
                }
            }
        }
        asked
    }

    fn word<'t>(&mut self, text: &str, token: &'t Token, begun: bool) -> Word<'t> {
        let typed = &text[token.range.clone()];
        let weak = !begun && is_weak(self.language, &token.word);
        let mut word = Word::new(token, weak);
        add(&mut word.ways, &token.stem, 1.0);
        if token.han || weak {
            return word;
        }
        let english = self.analyzers.of(Language::English).tokens(typed);
        for stem in english.into_iter().map(|token| token.stem) {
            word.ways.push(Way { stems: vec![stem.to_string()], weight: 1.0, english: true });
        }
        if begun {
            word.begun = true;
            self.begun(&mut word);
        } else if !self.known(&mut word) {
            self.unknown(&mut word);
        }
        word
    }

    /// Everything that the beginning of a word may be meant to become.
    fn begun(&self, word: &mut Word) {
        let typed = &word.token.word;
        let mut found: Vec<(Known, f32)> =
            self.lexicon.starting(typed).map(|known| (known, self.weights.begun)).collect();
        if found.is_empty() && typed.chars().count() >= 4 {
            let like = self.lexicon.like(typed, 1, true).into_iter();
            found = like.map(|(known, _)| (known, self.weights.begun * self.weights.typo)).collect();
        }
        found.sort_by_key(|(known, _)| std::cmp::Reverse(known.count));
        for (known, weight) in found.into_iter().take(MAX_BEGUN) {
            add(&mut word.ways, known.stem, weight);
        }
    }

    /// The stems of a word that articles have, however its accents were typed.
    fn known(&self, word: &mut Word) -> bool {
        let mut is_known = false;
        for spelled in forms::spellings(&word.token.word, self.language) {
            for known in self.lexicon.get(&spelled) {
                if !is_known {
                    word.stem = known.stem.to_owned();
                }
                is_known = true;
                add(&mut word.ways, known.stem, 1.0);
            }
        }
        if is_known {
            // Kept when it is one of them: the typed accents tell.
            if word.ways.iter().any(|way| way.stems[0] == *word.token.stem) {
                word.stem = word.token.stem.to_string();
            }
            return true;
        }
        let stem = &word.token.stem;
        self.lexicon.starting(stem).take(200).any(|known| known.stem == &**stem)
            || !Concepts::of(self.language).at(&[stem]).is_empty()
    }

    /// A word that no article has: it may be mistyped, or be made of several.
    fn unknown(&self, word: &mut Word) {
        let typed = &word.token.word;
        let letters = typed.chars().count();
        if let Some(parts) = forms::split(typed, self.language, self.lexicon, 1) {
            word.parts = parts;
        }
        if self.weights.typo == 0.0 || letters < 4 || typed.chars().any(|c| c.is_numeric()) {
            return;
        }
        let most = if letters >= 7 { 2 } else { 1 };
        let mut found: Vec<(Known, f32)> = Vec::new();
        for (known, slips) in self.lexicon.like(typed, most, false) {
            let same_start = known.word.chars().next() == typed.chars().next();
            let closeness = if slips == 1 { 1.0 } else { 0.5 } * if same_start { 1.0 } else { 0.4 };
            found.push((known, closeness * (1.0 + (1.0 + known.count as f32).ln())));
        }
        found.sort_by(|a, b| b.1.total_cmp(&a.1));
        let Some(best) = found.first().map(|found| found.1) else { return };
        let trust = if word.parts.is_empty() { self.weights.typo } else { 0.5 * self.weights.typo };
        if word.parts.is_empty() {
            word.stem = found[0].0.stem.to_owned();
            word.mistyped = true;
        }
        for (known, score) in found.into_iter().take(4) {
            let weight = trust * score / best;
            add(&mut word.ways, known.stem, weight);
            // Names of products are spelled alike in all languages.
            word.ways.push(Way { stems: vec![known.word.to_owned()], weight, english: true });
        }
    }

    /// A word with this stem, as it is written most often.
    fn right(&self, stem: &str) -> Option<String> {
        let same = self.lexicon.starting(stem).take(200).filter(|known| known.stem == stem);
        same.max_by_key(|known| known.count).map(|known| known.word.to_owned())
    }

    /// Other words for the same.
    fn concepts(&self, words: &mut [Word]) {
        if self.weights.synonym == 0.0 {
            return;
        }
        let concepts = Concepts::of(self.language);
        let stems: Vec<String> = words.iter().map(|word| word.stem.clone()).collect();
        let stems: Vec<&str> = stems.iter().map(String::as_str).collect();
        for at in 0..words.len() {
            for (length, concept) in concepts.at(&stems[at..]) {
                let said = &stems[at..at + length];
                // One says a thing once: the words that say it share what else says it.
                let strong: Vec<usize> = (at..at + length).filter(|at| !words[*at].weak).collect();
                let all: Vec<usize> = (at..at + length).collect();
                if strong.is_empty() {
                    words[at].weak = false;
                }
                for index in if strong.is_empty() { vec![all[0]] } else { strong } {
                    for (phrases, english) in [(&concept.own, false), (&concept.english, true)] {
                        for phrase in phrases.iter().filter(|phrase| english || phrase.as_slice() != said) {
                            let weight = self.weights.synonym;
                            words[index].ways.push(Way { stems: phrase.clone(), weight, english });
                        }
                    }
                }
            }
        }
    }

    /// "one drive" is "onedrive".
    fn joined(&self, words: &mut [Word]) {
        for at in 1..words.len() {
            if words[at].token.han || words[at - 1].token.han {
                continue;
            }
            let both = [&*words[at - 1].token.word, &*words[at].token.word].concat();
            let whole = self.lexicon.get(&both).map(|known| known.stem);
            let begun = self.lexicon.starting(&both).take(if words[at].begun { MAX_BEGUN } else { 0 });
            for stem in whole.chain(begun.map(|known| known.stem)) {
                add(&mut words[at - 1].ways, stem, 0.9);
                add(&mut words[at].ways, stem, 0.9);
            }
        }
    }

    fn group(&mut self, word: &Word, groups: &mut Vec<Group>) {
        let mut ways = word.ways.clone();
        let han = word.token.han;
        if !han {
            self.relatives(&word.stem, &word.token.word, &mut ways);
            self.compounds(&word.stem, &word.token.word, &mut ways);
        }
        let mut parts = word.parts.clone();
        let is_known = parts.is_empty();
        if is_known && !han && self.weights.part > 0.0 {
            // Only a word that articles have may be one by itself.
            let count = if self.lexicon.count(&word.token.word) > 0 { 2 } else { 1 };
            parts = forms::split(&word.token.word, self.language, self.lexicon, count).unwrap_or_default();
        }
        if self.weights.part == 0.0 {
            parts.clear();
        }
        push(groups, ways, if is_known { 1.0 } else { 0.5 });
        for part in parts {
            for token in self.analyzers.of(self.language).tokens(&part) {
                let mut part = Word::new(&token, false);
                add(&mut part.ways, &token.stem, 1.0);
                self.known(&mut part);
                let mut alone = [part];
                self.concepts(&mut alone);
                let [part] = alone;
                let mut ways = part.ways;
                self.relatives(&part.stem, &token.word, &mut ways);
                self.compounds(&part.stem, &token.word, &mut ways);
                push(groups, ways, if is_known { self.weights.part } else { 0.8 });
            }
        }
    }

    /// Forms that the stemmer doesn't know to be of one word.
    fn relatives(&self, stem: &str, typed: &str, ways: &mut Vec<Way>) {
        let letters = stem.chars().count();
        if self.weights.relative == 0.0 || letters < 4 {
            return;
        }
        let root = start(stem, (letters - letters / 4).max(4));
        let mut found: Vec<Known> = self
            .lexicon
            .starting(root)
            .filter(|known| {
                let same = common(typed, known.word).max(common(stem, known.word));
                let rest = |word: &str| word.get(same.min(word.len())..).unwrap_or_default().to_owned();
                known.stem != stem
                    && same >= root.len()
                    && is_ending(&rest(typed), self.language)
                    && is_ending(&rest(known.word), self.language)
            })
            .collect();
        found.sort_by_key(|known| std::cmp::Reverse(known.count));
        for known in found.into_iter().take(12) {
            add(ways, known.stem, self.weights.relative);
        }
    }

    /// Longer words that have this one in them.
    fn compounds(&self, stem: &str, typed: &str, ways: &mut Vec<Way>) {
        if self.weights.compound == 0.0 || stem.chars().count() < 4 || !self.language.joins_words() {
            return;
        }
        let is_word = |rest: &str| forms::is_part(rest, self.language, self.lexicon);
        let mut found: Vec<(Known, f32)> = Vec::new();
        let is_long = stem.chars().count() >= LONG;
        for known in self.lexicon.starting(stem) {
            let Some(rest) = known.word.get(stem.len()..).filter(|rest| rest.len() >= 4) else { continue };
            if forms::without_links(rest, self.language).any(is_word) {
                found.push((known, 0.8 * self.weights.compound));
            } else if is_long {
                found.push((known, 0.5 * self.weights.compound));
            }
        }
        for end in [stem, typed] {
            for known in self.lexicon.ending(end) {
                if let Some(rest) =
                    known.word.get(..known.word.len() - end.len()).filter(|rest| rest.len() >= 2)
                    && (forms::is_prefix(rest, self.language)
                        || forms::before_links(rest, self.language).any(is_word))
                {
                    found.push((known, self.weights.compound));
                }
            }
        }
        found.sort_by_key(|(known, _)| std::cmp::Reverse(known.count));
        for (known, weight) in found.into_iter().take(24) {
            add(ways, known.stem, weight);
        }
    }
}

fn push(groups: &mut Vec<Group>, mut ways: Vec<Way>, weight: f32) {
    ways.truncate(MAX_WAYS);
    let same = groups.iter_mut().find(|group| group.ways.first() == ways.first());
    match same {
        Some(group) => group.weight = group.weight.max(weight),
        None => groups.push(Group { ways, weight }),
    }
}

fn add(ways: &mut Vec<Way>, stem: &str, weight: f32) {
    let stems = [stem.to_owned()];
    match ways.iter_mut().find(|way| !way.english && way.stems == stems) {
        Some(way) => way.weight = way.weight.max(weight),
        None => ways.push(Way { stems: stems.into(), weight, english: false }),
    }
}

/// Bytes that both words start with.
fn common(a: &str, b: &str) -> usize {
    a.char_indices()
        .zip(b.chars())
        .take_while(|((_, x), y)| x == y)
        .map(|((at, c), _)| at + c.len_utf8())
        .last()
        .unwrap_or(0)
}
