//! What somebody typed, ready to be looked for and to be recognised in a text.

use crate::words::{Analyzer, Token};

/// More of a question is not read.
const MAX_WORDS: usize = 32;
const MAX_CHARACTERS: usize = 1000;

/// From how many letters on a word may be the beginning of a longer one.
const PREFIX_LETTERS: usize = 4;
/// From how many letters on one letter may be wrong.
const TYPO_LETTERS: usize = 5;
/// The same for the beginning of a word that is still typed.
const TYPO_PREFIX_LETTERS: usize = 4;

#[derive(Debug, Clone)]
pub struct Word {
    pub word: String,
    pub stem: String,
    /// How longer words with the same meaning may start.
    pub prefix: Option<String>,
    pub typo: bool,
    pub typo_in_prefix: bool,
    /// Two neighbouring characters rather than a word of its own.
    pub gram: bool,
}

#[derive(Debug, Clone, Default)]
pub struct Words(pub Vec<Word>);

impl Words {
    /// A whole question: words that say nothing are left out, unless there are no others.
    pub fn question(text: &str, analyzer: &mut Analyzer) -> Self {
        let text = start(text, MAX_CHARACTERS);
        let tokens = analyzer.tokens(text);
        let telling: Vec<&Token> = tokens
            .iter()
            .filter(|token| !analyzer.is_stop_word(&text[token.range.clone()].to_lowercase()))
            .collect();
        if telling.iter().any(|token| !token.gram) {
            Self::of(telling)
        } else {
            Self::of(tokens.iter().collect())
        }
    }

    /// The start of a question, whose last word may not be finished.
    pub fn unfinished(text: &str, analyzer: &mut Analyzer) -> Self {
        let mut words = Self::question(text, analyzer);
        words.0.retain(|word| !word.gram);
        if let Some(last) = words.0.last_mut() {
            let letters = last.word.chars().count();
            last.prefix = Some(last.word.clone());
            last.typo_in_prefix = letters >= TYPO_PREFIX_LETTERS && !is_number(&last.word);
        }
        words
    }

    fn of(tokens: Vec<&Token>) -> Self {
        let mut words: Vec<Word> = Vec::new();
        // A lone character has no neighbour; as a word it is there already.
        for token in tokens.into_iter().filter(|token| !token.gram || token.stem != token.word) {
            if words.len() == MAX_WORDS {
                break;
            }
            if !words.iter().any(|word| word.word == token.word && word.stem == token.stem) {
                words.push(Word::of(token));
            }
        }
        Words(words)
    }

    /// Which word of the question a word of a text answers, and how well (at most 1).
    pub fn find(&self, token: &Token) -> Option<(usize, f32)> {
        let mut best: Option<(usize, f32)> = None;
        for (index, word) in self.0.iter().enumerate() {
            let quality = word.quality(token);
            if quality > best.map_or(0.0, |(_, quality)| quality) {
                best = Some((index, quality));
            }
        }
        best
    }
}

impl Word {
    fn of(token: &Token) -> Self {
        let letters = token.word.chars().count();
        // The stem reaches more, if the word starts with it.
        let start = if token.word.starts_with(&token.stem) { &token.stem } else { &token.word };
        let prefix = (!token.han && start.chars().count() >= PREFIX_LETTERS).then(|| start.clone());
        Word {
            prefix,
            typo: !token.han && letters >= TYPO_LETTERS && !is_number(&token.word),
            typo_in_prefix: false,
            gram: token.gram,
            word: token.word.clone(),
            stem: token.stem.clone(),
        }
    }

    fn quality(&self, token: &Token) -> f32 {
        if token.gram || self.gram {
            return 0.0;
        }
        if self.word == token.word {
            1.0
        } else if self.stem == token.stem {
            0.9
        } else if self.prefix.as_ref().is_some_and(|prefix| token.word.starts_with(prefix)) {
            0.8
        } else if (self.typo && one_edit(&self.word, &token.word)) || self.starts_with_typo(&token.word) {
            0.5
        } else {
            0.0
        }
    }

    fn starts_with_typo(&self, word: &str) -> bool {
        let letters = self.word.chars().count();
        self.typo_in_prefix
            && (letters - 1..=letters + 1).any(|count| one_edit(&self.word, start(word, count)))
    }
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_numeric() || c == '.')
}

/// The first so many characters.
pub fn start(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// One letter wrong, missing, too many, or two swapped.
fn one_edit(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    if a.len().abs_diff(b.len()) > 1 {
        return false;
    }
    let same = a.iter().zip(&b).take_while(|(x, y)| x == y).count();
    let (a, b) = (&a[same..], &b[same..]);
    match (a, b) {
        ([], _) | (_, []) => true,
        ([x, y, rest @ ..], [v, w, other @ ..]) if x == w && y == v && rest == other => true,
        ([_, rest @ ..], [_, other @ ..]) if a.len() == b.len() => rest == other,
        ([_, rest @ ..], b) if rest == b => true,
        (a, [_, other @ ..]) => a == other,
    }
}
