//! How words of a language are bent and put together, beyond what stemmers know.

use super::lexicon::Lexicon;
use crate::concepts::is_weak;
use crate::language::Language;

/// Letters of the shortest word that another one is made of.
const PART: usize = 4;

/// Endings, without accents. Several may follow each other.
fn endings(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => &[
            "s", "es", "ed", "d", "ing", "er", "or", "ion", "ation", "ment", "al", "able", "e", "y", "ly",
            "ance", "ness", "ity", "n",
        ],
        Language::German => &[
            "e", "en", "er", "es", "em", "ern", "n", "s", "st", "t", "te", "ten", "tet", "et", "ung",
            "ungen", "lich", "liche", "bar", "end", "ation", "ieren", "iert", "ier",
        ],
        Language::Norwegian => &[
            "e", "en", "et", "er", "ene", "ens", "s", "st", "t", "te", "de", "r", "ing", "inger", "ingen",
            "else", "elser", "elsen", "a", "n", "ne", "ere", "ert", "erte",
        ],
        Language::Dutch => &[
            "e", "en", "er", "ers", "es", "s", "je", "jes", "t", "te", "ten", "d", "de", "den", "ing",
            "ingen", "atie", "eren", "eer", "eert", "lijk",
        ],
        Language::Hungarian => &[
            "k", "ok", "ek", "ak", "m", "om", "em", "am", "d", "od", "ed", "ad", "ja", "je", "juk", "jat",
            "jet", "jai", "jei", "a", "e", "i", "ai", "ei", "unk", "uk", "nk", "ink", "tok", "tek", "t",
            "at", "et", "ot", "ban", "ben", "ba", "be", "bol", "nak", "nek", "ra", "re", "rol", "tol", "hoz",
            "hez", "nal", "nel", "val", "vel", "al", "el", "on", "en", "n", "ig", "ert", "kent", "ni", "as",
            "es", "os", "asa", "ese", "hat", "het", "tt", "ott", "ett", "va", "ve", "jon", "junk", "nak",
            "o", "s", "asi", "esi", "ul", "v", "av", "jan", "jen", "b", "l", "r", "z", "c", "p", "g", "h",
        ],
        Language::Chinese | Language::Other => &[],
    }
}

/// Whether the end of a word is made of endings only.
pub fn is_ending(rest: &str, language: Language) -> bool {
    fn made_of(rest: &str, endings: &[&str], most: usize) -> bool {
        rest.is_empty()
            || (most > 0
                && endings.iter().any(|ending| {
                    rest.strip_prefix(ending).is_some_and(|rest| made_of(rest, endings, most - 1))
                }))
    }
    let most = if language == Language::Hungarian { 4 } else { 2 };
    rest.len() <= 10 && made_of(rest, endings(language), most)
}

/// Small words before a verb that change little of what it is about, without accents.
pub fn is_prefix(word: &str, language: Language) -> bool {
    let prefixes: &[&str] = match language {
        Language::German => &["ein", "aus", "an", "ab", "auf", "zu", "zuruck", "nach", "um", "hinzu", "neu"],
        Language::Dutch => &["in", "uit", "aan", "af", "op", "toe", "terug", "om", "her"],
        Language::Norwegian => &["inn", "ut", "pa", "av", "opp", "til", "om", "gjen"],
        Language::Hungarian => &[
            "meg", "el", "be", "ki", "fel", "le", "at", "vissza", "ossze", "hozza", "ujra", "ide", "oda",
            "tovabb",
        ],
        _ => &[],
    };
    prefixes.contains(&word)
}

/// Letters between two words that are written as one.
fn links(language: Language) -> &'static [&'static str] {
    match language {
        Language::German => &["", "s", "es", "n", "en", "er", "e"],
        Language::Dutch => &["", "s", "en", "e"],
        Language::Norwegian => &["", "s", "e"],
        _ => &[""],
    }
}

/// What follows a linking letter at the start.
pub fn without_links(rest: &str, language: Language) -> impl Iterator<Item = &str> {
    links(language).iter().filter_map(|link| rest.strip_prefix(link))
}

/// What stands before a linking letter at the end.
pub fn before_links(rest: &str, language: Language) -> impl Iterator<Item = &str> {
    links(language).iter().filter_map(|link| rest.strip_suffix(link))
}

/// Whether longer words may be made of this one.
pub fn is_part(word: &str, language: Language, lexicon: &Lexicon) -> bool {
    may_be_part(word, language) && lexicon.count(word) > 0
}

fn may_be_part(word: &str, language: Language) -> bool {
    let letters = word.chars().count();
    let number = word.chars().all(|c| c.is_numeric());
    (letters >= PART || (number && letters > 1)) && !is_weak(language, word)
}

/// About how many articles have the word in one of its forms, if others may be made of it.
fn frequency(word: &str, language: Language, lexicon: &Lexicon) -> u32 {
    if !may_be_part(word, language) {
        return 0;
    }
    let forms = lexicon.starting(word).take(50);
    let forms = forms.filter(|known| is_ending(&known.word[word.len()..], language));
    forms.map(|known| known.count).sum()
}

/// The words that a word is made of. A known one is taken apart only into words that at least `count`
/// articles have.
pub fn split(word: &str, language: Language, lexicon: &Lexicon, count: u32) -> Option<Vec<String>> {
    pieces(word, language, lexicon, count, 2).map(|(parts, _)| parts)
}

fn pieces(
    word: &str,
    language: Language,
    lexicon: &Lexicon,
    count: u32,
    most: usize,
) -> Option<(Vec<String>, f32)> {
    if word.len() < 2 * PART - 1 || word.len() > 60 || (!language.joins_words() && count > 1) {
        return None;
    }
    let mut best: Option<(Vec<String>, f32)> = None;
    for (at, _) in word.char_indices().skip(2) {
        let (first, rest) = word.split_at(at);
        for first in before_links(first, language) {
            let articles = frequency(first, language, lexicon);
            if articles < count {
                continue;
            }
            let often = (1.0 + articles as f32).ln();
            let mut consider = |mut parts: Vec<String>, score: f32| {
                if best.as_ref().is_none_or(|best| score > best.1) {
                    parts.insert(0, first.to_owned());
                    best = Some((parts, score));
                }
            };
            let articles = frequency(rest, language, lexicon);
            if articles >= count {
                consider(vec![rest.to_owned()], (often * (1.0 + articles as f32).ln()).sqrt());
            } else if most > 1
                && let Some((parts, score)) = pieces(rest, language, lexicon, count, most - 1)
            {
                consider(parts, 0.8 * (often * score).sqrt());
            }
        }
    }
    best
}

/// The ways in which a word is spelled by people whose keyboard lacks a letter.
pub fn spellings(word: &str, language: Language) -> Vec<String> {
    let mut spellings = vec![word.to_owned()];
    let pairs: &[(&str, &str)] = match language {
        Language::German => &[("ae", "a"), ("oe", "o"), ("ue", "u")],
        Language::Norwegian => &[("aa", "a"), ("oe", "o"), ("ae", "a"), ("a", "ae")],
        _ => &[],
    };
    for (typed, folded) in pairs {
        if word.contains(typed) {
            spellings.push(word.replace(typed, folded));
        }
    }
    spellings
}
