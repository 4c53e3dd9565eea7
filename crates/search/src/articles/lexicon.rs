//! The words that stand in articles, language by language: what a mistyped, unfinished, compound or
//! inflected word of a question may have meant.

use crate::language::Language;
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap};
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard};

pub struct Lexicons([RwLock<Lexicon>; Language::ALL.len()]);

impl Lexicons {
    pub fn new() -> Self {
        Lexicons(std::array::from_fn(|_| RwLock::default()))
    }

    pub fn of(&self, language: Language) -> RwLockReadGuard<'_, Lexicon> {
        self.0[language.index()].read().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn add(&self, language: Language, words: &BTreeSet<(Arc<str>, Arc<str>)>) {
        let mut lexicon = self.0[language.index()].write().unwrap_or_else(PoisonError::into_inner);
        for (word, stem) in words {
            lexicon.add(word, stem, 1);
        }
    }

    pub fn load(&self, language: Language, word: &str, stem: &str, count: u32) {
        let mut lexicon = self.0[language.index()].write().unwrap_or_else(PoisonError::into_inner);
        lexicon.add(word, stem, count);
    }

    /// New words are found from now on.
    pub fn sort(&self) {
        for lexicon in &self.0 {
            lexicon.write().unwrap_or_else(PoisonError::into_inner).sort();
        }
    }
}

/// Words are only ever added: of those whose articles are gone a search finds nothing.
#[derive(Default)]
pub struct Lexicon {
    entries: Vec<Entry>,
    /// In the order of the words, and in that of the words read backwards.
    by_start: Vec<u32>,
    by_end: Vec<u32>,
    /// Not sorted in yet.
    fresh: HashMap<Box<str>, u32>,
}

struct Entry {
    /// The word, and behind it the stem if the word doesn't start with it.
    text: Box<str>,
    word: u8,
    stem: u8,
    /// Which letters it has, a bit for each.
    letters: u32,
    count: u32,
}

/// A word of the lexicon.
#[derive(Clone, Copy)]
pub struct Known<'a> {
    pub word: &'a str,
    pub stem: &'a str,
    /// About how many articles have it.
    pub count: u32,
}

impl Entry {
    fn new(word: &str, stem: &str, count: u32) -> Option<Self> {
        let text = if word.starts_with(stem) { word.into() } else { [word, stem].concat().into() };
        let (length, stem) = (u8::try_from(word.len()).ok()?, u8::try_from(stem.len()).ok()?);
        Some(Entry { text, word: length, stem, letters: letters(word), count })
    }

    fn word(&self) -> &str {
        &self.text[..usize::from(self.word)]
    }

    fn stem(&self) -> &str {
        let word = usize::from(self.word);
        if self.text.len() > word { &self.text[word..] } else { &self.text[..usize::from(self.stem)] }
    }

    fn known(&self) -> Known<'_> {
        Known { word: self.word(), stem: self.stem(), count: self.count }
    }
}

impl Lexicon {
    fn add(&mut self, word: &str, stem: &str, count: u32) {
        let range = self.range(&self.by_start, |entry| entry.word().cmp(word));
        if let Some(&index) =
            self.by_start[range].iter().find(|index| self.entries[**index as usize].stem() == stem)
        {
            self.entries[index as usize].count += count;
            return;
        }
        let both: Box<str> = [word, "\t", stem].concat().into();
        if let Some(&index) = self.fresh.get(&both) {
            self.entries[index as usize].count += count;
        } else if let Some(entry) = Entry::new(word, stem, count) {
            self.fresh.insert(both, self.entries.len() as u32);
            self.entries.push(entry);
        }
    }

    fn sort(&mut self) {
        if self.fresh.is_empty() {
            return;
        }
        self.fresh = HashMap::new();
        let all = self.entries.len() as u32;
        let new = self.by_start.len() as u32..all;
        self.by_start.extend(new.clone());
        self.by_end.extend(new);
        let entries = &self.entries;
        // Stable sorts take what is sorted already as one run.
        self.by_start.sort_by(|a, b| entries[*a as usize].word().cmp(entries[*b as usize].word()));
        self.by_end.sort_by(|a, b| backwards(entries[*a as usize].word(), entries[*b as usize].word()));
    }

    fn range(&self, order: &[u32], place: impl Fn(&Entry) -> Ordering) -> std::ops::Range<usize> {
        let place = |index: &u32| place(&self.entries[*index as usize]);
        let from = order.partition_point(|index| place(index) == Ordering::Less);
        let to = from + order[from..].partition_point(|index| place(index) == Ordering::Equal);
        from..to
    }

    /// The word with each of its stems.
    pub fn get(&self, word: &str) -> impl Iterator<Item = Known<'_>> {
        let range = self.range(&self.by_start, |entry| entry.word().cmp(word));
        self.by_start[range].iter().map(|index| self.entries[*index as usize].known())
    }

    pub fn count(&self, word: &str) -> u32 {
        self.get(word).map(|known| known.count).sum()
    }

    /// Words that start so.
    pub fn starting(&self, start: &str) -> impl Iterator<Item = Known<'_>> {
        let range = self.range(&self.by_start, |entry| {
            let word = entry.word().as_bytes();
            word[..word.len().min(start.len())].cmp(start.as_bytes())
        });
        self.by_start[range].iter().map(|index| self.entries[*index as usize].known())
    }

    /// Words that end so.
    pub fn ending(&self, end: &str) -> impl Iterator<Item = Known<'_>> {
        let range = self.range(&self.by_end, |entry| {
            let word = entry.word();
            let tail = &word.as_bytes()[word.len().saturating_sub(end.len())..];
            tail.iter().rev().cmp(end.as_bytes().iter().rev())
        });
        self.by_end[range].iter().map(|index| self.entries[*index as usize].known())
    }

    /// Words that are `word` but for up to so many slips of the finger, with their number. With
    /// `begun` the word may go on.
    pub fn like(&self, word: &str, most: usize, begun: bool) -> Vec<(Known<'_>, usize)> {
        let wanted: Vec<char> = word.chars().collect();
        let signature = letters(word);
        let mut found = Vec::new();
        let mut chars = Vec::new();
        let first = word.bytes().next();
        for entry in &self.entries {
            // Few slip at once, and what is begun could become too much.
            if begun && entry.text.bytes().next() != first {
                continue;
            }
            let missing = (signature & !entry.letters).count_ones() as usize;
            let surplus = (entry.letters & !signature).count_ones() as usize;
            let length = usize::from(entry.word);
            if missing > most || (!begun && (surplus > most || length.abs_diff(word.len()) > 2 * most)) {
                continue;
            }
            chars.clear();
            chars.extend(entry.word().chars());
            let slips = if begun {
                let shortest = wanted.len().saturating_sub(most);
                let lengths = shortest..=(wanted.len() + most).min(chars.len());
                lengths.filter_map(|length| slips(&wanted, &chars[..length], most)).min()
            } else {
                slips(&wanted, &chars, most)
            };
            if let Some(slips) = slips {
                found.push((entry.known(), slips));
            }
        }
        found
    }
}

fn backwards(a: &str, b: &str) -> Ordering {
    a.as_bytes().iter().rev().cmp(b.as_bytes().iter().rev())
}

fn letters(word: &str) -> u32 {
    word.chars().fold(0, |bits, c| bits | 1 << (c as u32 % 32))
}

/// Letters that are wrong, missing, too many or swapped with the next, if they are at most so many.
fn slips(a: &[char], b: &[char], most: usize) -> Option<usize> {
    if a.len().abs_diff(b.len()) > most {
        return None;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = Vec::with_capacity(b.len() + 1);
        row.push(i + 1);
        for (j, y) in b.iter().enumerate() {
            let mut least = (last[j] + usize::from(x != y)).min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                least = least.min(before[j - 1] + 1);
            }
            row.push(least);
        }
        if row.iter().all(|slips| *slips > most) {
            return None;
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().filter(|slips| *slips <= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in words {
            lexicon.add(word, word, 1);
        }
        lexicon.sort();
        lexicon
    }

    #[test]
    fn words_are_found_by_how_they_start_and_end() {
        let lexicon = lexicon(&["rechnung", "rechnungsadresse", "adresse", "mailadresse", "recht"]);
        let starting: Vec<&str> = lexicon.starting("rechn").map(|known| known.word).collect();
        assert_eq!(starting, ["rechnung", "rechnungsadresse"]);
        let mut ending: Vec<&str> = lexicon.ending("adresse").map(|known| known.word).collect();
        ending.sort_unstable();
        assert_eq!(ending, ["adresse", "mailadresse", "rechnungsadresse"]);
        assert_eq!((lexicon.count("recht"), lexicon.count("rech")), (1, 0));
    }

    #[test]
    fn slips_of_the_finger_are_counted() {
        let lexicon = lexicon(&["password", "word", "calendar"]);
        let like = |word: &str, most, begun| -> Vec<(String, usize)> {
            let found = lexicon.like(word, most, begun).into_iter();
            found.map(|(known, slips)| (known.word.to_owned(), slips)).collect()
        };
        assert_eq!(like("passwrod", 1, false), [("password".to_owned(), 1)]);
        assert_eq!(like("pasword", 1, false), [("password".to_owned(), 1)]);
        assert_eq!(like("paswrod", 2, false), [("password".to_owned(), 2)]);
        assert_eq!(like("calander", 1, false), []);
        assert_eq!(like("calnd", 1, true), [("calendar".to_owned(), 1)]);
    }
}
