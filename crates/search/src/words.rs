//! From text to what is compared: words, folded and stemmed by language.

use crate::language::Language;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed, options::WordBreakInvariantOptions};
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, LazyLock};
use tantivy::tokenizer::{RawTokenizer, Stemmer, TextAnalyzer};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer ones are no words.
const MAX_LETTERS: usize = 60;
/// Words of which it is remembered what became of them.
const MAX_KNOWN: usize = 20_000;

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    pub range: Range<usize>,
    /// In lower case, without accents.
    pub word: Arc<str>,
    /// What the inflected forms have in common; of a gram its two characters.
    pub stem: Arc<str>,
    /// Characters of scripts without spaces.
    pub han: bool,
    /// A piece of running characters, beside the words the dictionary found there.
    pub gram: bool,
}

pub struct Analyzer {
    language: Language,
    stemmer: Option<TextAnalyzer>,
    /// Words as they stand in a text, in lower case, with what became of them.
    known: HashMap<Box<str>, (Arc<str>, Arc<str>)>,
}

impl Analyzer {
    pub fn new(language: Language) -> Self {
        let raw = || TextAnalyzer::builder(RawTokenizer::default());
        let stemmer = language.snowball().map(|snowball| raw().filter(Stemmer::new(snowball)).build());
        Analyzer { language, stemmer, known: HashMap::new() }
    }

    pub fn tokens(&mut self, text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        let mut lower = String::new();
        for run in runs(text) {
            let piece = &text[run.range.clone()];
            if run.han {
                han_tokens(piece, run.range.start, &mut tokens);
                continue;
            }
            lower.clear();
            lower.extend(piece.chars().flat_map(char::to_lowercase).filter(|c| !is_invisible(*c)));
            if lower.chars().count() > MAX_LETTERS {
                continue;
            }
            let (word, stem) = self.known(&lower);
            if !word.is_empty() {
                tokens.push(Token { range: run.range, word, stem, han: false, gram: false });
            }
        }
        tokens
    }

    fn known(&mut self, lower: &str) -> (Arc<str>, Arc<str>) {
        if let Some(known) = self.known.get(lower) {
            return known.clone();
        }
        if self.known.len() >= MAX_KNOWN {
            self.known.clear();
        }
        let known = (fold(lower).into(), self.stem(lower).into());
        self.known.insert(lower.into(), known.clone());
        known
    }

    fn stem(&mut self, lower: &str) -> String {
        let Some(stemmer) = &mut self.stemmer else {
            return fold(lower);
        };
        let mut stem = first(stemmer, lower).unwrap_or_else(|| lower.to_owned());
        // These two stemmers take off one ending at a time, and not the same one for all forms of a word.
        if matches!(self.language, Language::Hungarian | Language::Norwegian) {
            for _ in 0..2 {
                if let Some(shorter) = first(stemmer, &stem).filter(|stem| stem.chars().count() >= 3) {
                    stem = shorter;
                }
            }
        }
        // "szó" and "jelszó" (word, password) have a second form the stemmer does not know.
        if self.language == Language::Hungarian
            && let Some(root) = stem.strip_suffix("szav")
        {
            stem = format!("{root}szó");
        }
        fold(&stem)
    }
}

fn first(analyzer: &mut TextAnalyzer, word: &str) -> Option<String> {
    let mut stream = analyzer.token_stream(word);
    stream.next().map(|token| token.text.clone())
}

/// The dictionary's words, then every character with its neighbour, for words it does not know.
fn han_tokens(text: &str, start: usize, tokens: &mut Vec<Token>) {
    let mut from = 0;
    for to in SEGMENTER.segment_str(text).skip(1) {
        let word: Arc<str> = fold(&text[from..to]).into();
        let range = start + from..start + to;
        tokens.push(Token { range, stem: word.clone(), word, han: true, gram: false });
        from = to;
    }
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        let end = characters.peek().map_or(text.len(), |(next, c)| next + c.len_utf8());
        tokens.push(Token {
            range: start + at..start + end,
            word: fold(character.encode_utf8(&mut [0; 4])).into(),
            stem: fold(&text[at..end]).into(),
            han: true,
            gram: true,
        });
    }
}

struct Run {
    range: Range<usize>,
    han: bool,
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut characters = text.char_indices().peekable();
    let mut open: Option<Run> = None;
    let mut last = ' ';
    while let Some((at, c)) = characters.next() {
        let next = characters.peek().map_or(' ', |(_, next)| *next);
        let end = at + c.len_utf8();
        let joins = (!c.is_ascii() && (is_combining_mark(c) || is_invisible(c)))
            // Version and status numbers: 5.7.1
            || (c == '.' && last.is_ascii_digit() && next.is_ascii_digit());
        match &mut open {
            Some(run) if joins || (c.is_alphanumeric() && run.han == is_han(c)) => run.range.end = end,
            _ => {
                close(text, open.take(), &mut runs);
                if c.is_alphanumeric() {
                    open = Some(Run { range: at..end, han: is_han(c) });
                }
            }
        }
        last = c;
    }
    close(text, open, &mut runs);
    runs
}

fn close(text: &str, run: Option<Run>, runs: &mut Vec<Run>) {
    let Some(run) = run else {
        return;
    };
    if let Some(before) = runs.last()
        && run.range.start > before.range.end
    {
        let letters = |range: &Range<usize>| text[range.clone()].chars().count();
        match &text[before.range.end..run.range.start] {
            // What is left of "user's", "don't".
            "'" | "’" if letters(&run.range) <= 2 => return,
            // "e-mail", "e-post", "Wi-Fi" are also written in one; `fold` drops the hyphen.
            "-" | "\u{2010}" | "\u{2011}" if letters(&before.range) <= 2 && !before.han && !run.han => {
                let whole = before.range.start..run.range.end;
                runs.push(run);
                runs.push(Run { range: whole, han: false });
                return;
            }
            _ => {}
        }
    }
    runs.push(run);
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Soft hyphen, zero-width characters and byte order marks.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// The first so many characters.
pub fn start(text: &str, characters: usize) -> &str {
    text.char_indices().nth(characters).map_or(text, |(end, _)| &text[..end])
}

/// Without accents, width and letter variants, in lower case.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.nfkd().flat_map(char::to_lowercase) {
        match c {
            'ß' => folded.push_str("ss"),
            'æ' => folded.push_str("ae"),
            'œ' => folded.push_str("oe"),
            'ø' => folded.push('o'),
            'đ' | 'ð' => folded.push('d'),
            'ł' => folded.push('l'),
            'ı' => folded.push('i'),
            // Two ways to write one word: an account.
            '帐' => folded.push('账'),
            '-' | '\u{2010}' | '\u{2011}' => {}
            c if is_combining_mark(c) || is_invisible(c) => {}
            c => folded.push(c),
        }
    }
    folded
}
#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        let tokens = Analyzer::new(Language::Other).tokens(text);
        tokens.into_iter().filter(|token| !token.gram).map(|token| token.word.to_string()).collect()
    }

    #[test]
    fn words_are_folded_to_letters_and_digits() {
        assert_eq!(
            words("Årsgebühr, STRASSE/Straße: smörgås æøå"),
            ["arsgebuhr", "strasse", "strasse", "smorgas", "aeoa"]
        );
        assert_eq!(words("E\u{301}te\u{AD}te Ｗｉｎ１０"), ["etete", "win10"]);
    }

    #[test]
    fn short_parts_before_a_hyphen_count_with_and_without_it() {
        assert_eq!(words("e-mail"), ["e", "mail", "email"]);
        assert_eq!(words("sign-in"), ["sign", "in"]);
    }

    #[test]
    fn endings_behind_an_apostrophe_are_no_words() {
        assert_eq!(words("user's don’t O'Reilly"), ["user", "don", "o", "reilly"]);
    }

    #[test]
    fn numbers_with_dots_stay_whole_and_absurd_words_are_dropped() {
        assert_eq!(words(&format!("550 5.7.1. {} end.", "x".repeat(61))), ["550", "5.7.1", "end"]);
    }

    #[test]
    fn running_characters_are_cut_into_words_and_neighbours() {
        let tokens = Analyzer::new(Language::Chinese).tokens("管理密码 Outlook");
        let of = |gram: bool| -> Vec<&str> {
            tokens.iter().filter(|token| token.gram == gram).map(|token| &*token.stem).collect()
        };
        assert_eq!(of(false), ["管理", "密码", "outlook"]);
        assert_eq!(of(true), ["管理", "理密", "密码", "码"]);
    }
}
