//! One name in the source, one name in the translation: headings, buttons and links that say the same.

use super::inline::Inline;
use super::scan::is_cjk;
use super::{Finding, Kind};
use crate::Pair;
use std::collections::HashMap;

/// A longer text is no name.
const LONGEST: usize = 4;

/// More ways to say one name are not told apart.
const MANY: usize = 20;

/// Names that were translated in more than one way: the rarer ones, or the later of equally many.
pub fn compare<'a>(pairs: impl Iterator<Item = (&'a Pair, &'a Inline, &'a Inline)>) -> Vec<Finding> {
    let mut names: Vec<(String, Vec<(&str, String)>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for (pair, source, target) in pairs {
        for (name, said) in named(source, target) {
            let place = *places.entry(name.to_lowercase()).or_insert_with(|| {
                names.push((name.to_owned(), Vec::new()));
                names.len() - 1
            });
            names[place].1.push((&pair.id, said.to_owned()));
        }
    }
    names.into_iter().flat_map(|(name, said)| rarer(&name, &said)).collect()
}

fn rarer(name: &str, said: &[(&str, String)]) -> Vec<Finding> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for (_, said) in said {
        match counts.iter().position(|(other, _)| same(other, said)) {
            Some(place) => counts[place].1 += 1,
            None if counts.len() < MANY => counts.push((said, 1)),
            None => {}
        }
    }
    // The first of equally many.
    let Some((usual, _)) = counts.iter().rev().max_by_key(|(_, count)| *count) else { return Vec::new() };
    let other = said.iter().filter(|(_, said)| !same(said, usual));
    other
        .map(|(id, said)| Finding {
            id: (*id).to_owned(),
            kind: Kind::Inconsistent,
            source: name.to_owned(),
            target: said.clone(),
            expected: Some((*usual).to_owned()),
        })
        .collect()
}

/// Whether two are one name, perhaps in different forms of the word.
fn same(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> Vec<char> {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let begins = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    // Words of Latin letters have endings, Chinese ones have not.
    a == b || (begins * 10 >= a.len().max(b.len()) * 6 && !a.iter().any(|c| is_cjk(*c)))
}

/// The name that a sentence is, or the only one in bold or in a link.
fn named<'a>(source: &'a Inline, target: &'a Inline) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    let whole = (bare(&source.text), bare(&target.text));
    if is_name(whole.0) && !source.text.trim().ends_with(':') {
        found.push(whole);
        return found;
    }
    for (names, here) in [(&source.strong, &target.strong), (&source.anchors, &target.anchors)] {
        if let ([name], [here]) = (&names[..], &here[..])
            && is_name(bare(name))
        {
            found.push((bare(name), bare(here)));
        }
    }
    found
}

/// Without the marks around it.
fn bare(text: &str) -> &str {
    text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）' | '(' | '（'))
}

fn is_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    let capital = text.starts_with(|c: char| !c.is_lowercase());
    (1..=LONGEST).contains(&words) && capital && text.chars().filter(|c| c.is_alphabetic()).count() > 2
}
