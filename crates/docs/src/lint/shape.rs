//! What one sees of a sentence without understanding it: labels, steps, bold parts, place-holders.

use super::inline::{CODE, Inline};
use super::scan::is_cjk;
use super::words::Words;
use super::{Found, Glossary, Kind};

pub fn compare(source: &Inline, target: &Inline, words: &Words, found: &mut Found<'_>) {
    let (labels, here) = (labels(&source.text), labels(&target.text));
    if labels.len() >= 2 && here.len() < labels.len() {
        found.add(Kind::Label, &labels.join(" "), &here.join(" "));
    }
    let labels_lost = target.bold < source.bold && target.bold + target.quoted < source.bold + source.quoted;
    if !path(source, target, found) && labels_lost {
        found.add(Kind::Bold, &source.bold.to_string(), &target.bold.to_string());
    }
    ampersand(&source.text, &target.text, words, found);
}

/// The words before colons: `Germany:`, `帐单支持：`.
fn labels(text: &str) -> Vec<String> {
    let mut labels = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        match c {
            ':' if !text[end..].starts_with([' ', '\u{a0}', '\u{3000}']) && !text[end..].is_empty() => {}
            ':' | '：' => {
                labels.push(format!("{}:", label(&text[start..at])));
                start = end;
            }
            '.' | ',' | ';' | '。' | '，' | '；' | '?' | '？' | '!' | '！' => start = end,
            _ => {}
        }
    }
    labels
}

/// The last words before a colon: those that begin with a capital, or all signs.
fn label(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capital = |word: &&&str| word.starts_with(char::is_uppercase) && !word.contains(char::is_numeric);
    let count = words.iter().rev().take_while(capital).take(3).count().max(1);
    words[words.len().saturating_sub(count)..].join(" ")
}

/// Reports the steps of a menu path if they are not as many, or a `>` doesn't stand between two of them.
fn path(source: &Inline, target: &Inline, found: &mut Found<'_>) -> bool {
    let (steps, intact) = steps(&source.text);
    if steps == 0 || !intact {
        return false;
    }
    let here = self::steps(&target.text);
    let bold_lost = source.bold > steps && target.bold + target.quoted <= steps;
    let broken = here != (steps, true) || bold_lost;
    if broken {
        found.add(Kind::Path, &around(&source.text), &around(&target.text));
    }
    broken
}

const STEP: [char; 6] = ['>', '＞', '→', '➔', '›', '»'];

fn steps(text: &str) -> (usize, bool) {
    // »…« and ›…‹ are quotation marks, as is » before a word.
    let quotes = text.contains(['«', '‹']);
    let signs = if quotes { &STEP[..4] } else { &STEP[..5] };
    let parts: Vec<&str> = text.split(signs).collect();
    let ends = |(before, after): (&str, &str)| {
        let said = |part: &str| part.chars().any(|c| c.is_alphanumeric() || c == CODE);
        said(before)
            && said(after)
            && before.ends_with(char::is_whitespace) == after.starts_with(char::is_whitespace)
    };
    (parts.len() - 1, parts.windows(2).all(|pair| ends((pair[0], pair[1]))))
}

/// The part of a text with the steps.
fn around(text: &str) -> String {
    let Some(first) = text.find(STEP) else { return String::new() };
    excerpt(text, first, text.rfind(STEP).unwrap_or(first))
}

/// From some words before a place to some words behind another.
fn excerpt(text: &str, first: usize, last: usize) -> String {
    const NEAR: usize = 20;
    let start = text[..first].char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
    let end = text[last..].char_indices().nth(NEAR).map_or(text.len(), |(at, _)| last + at);
    let start = text[..start].rfind(char::is_whitespace).unwrap_or(0);
    let end = text[end..].find(char::is_whitespace).map_or(text.len(), |at| end + at);
    text[start..end].trim().to_owned()
}

fn ampersand(source: &str, target: &str, words: &Words, found: &mut Found<'_>) {
    if !source.contains(" & ") {
        return;
    }
    let (joining, dangling) = ampersands(target);
    let lower = target.to_lowercase();
    let and = words.and.iter().any(|and| {
        and.starts_with(is_cjk) && lower.contains(and)
            || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == *and)
    });
    if dangling || (joining == 0 && !and && !target.contains('、')) {
        found.add(Kind::Ampersand, &near_ampersand(source), &near_ampersand(target));
    }
}

/// How many stand between words, and whether one does not.
fn ampersands(text: &str) -> (usize, bool) {
    let mut joining = 0;
    let mut dangling = false;
    for (at, sign) in text.match_indices(['&', '＆']) {
        let joins = |part: Option<char>| part.is_some_and(|c| c.is_alphanumeric() || c == CODE);
        let before = text[..at].trim_end();
        let after = text[at + sign.len()..].trim_start();
        let spaces = (text[..at].len() - before.len() > 0, text[at + sign.len()..].len() - after.len() > 0);
        // »R&D« and »Help & support«, but not »Help-ondersteuning& wählen«.
        if joins(before.chars().next_back()) && joins(after.chars().next()) && spaces.0 == spaces.1 {
            joining += 1;
        } else {
            dangling = true;
        }
    }
    (joining, dangling)
}

fn near_ampersand(text: &str) -> String {
    text.find(['&', '＆']).map_or_else(String::new, |at| excerpt(text, at, at))
}

/// More than any sentence for people has; keeps the work bounded.
const MOST: usize = 200;

/// `{name}`, `{{name}}`, `${name}`, `%s`, `%1$s`, `%TEMP%`.
pub fn placeholders(text: &str) -> Vec<String> {
    const LONGEST: usize = 40;
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text[at..].find(['{', '%']) {
        let start = at + next;
        let rest = &text[start..];
        let length = if rest.starts_with('{') { braces(rest, LONGEST) } else { percent(rest, LONGEST) };
        if let Some(length) = length {
            found.push(rest[..length].to_owned());
        }
        at = start + length.unwrap_or(1);
    }
    found.sort_unstable();
    found.dedup();
    found.truncate(MOST);
    found
}

fn braces(text: &str, longest: usize) -> Option<usize> {
    let depth = text.bytes().take(3).take_while(|b| *b == b'{').count();
    let name = text[depth..].find(|c: char| !(c.is_ascii_alphanumeric() || "_-.$: ".contains(c)))?;
    let end = depth + name + depth;
    (name > 0 && name <= longest && text.get(depth + name..end)?.bytes().all(|b| b == b'}')).then_some(end)
}

fn percent(text: &str, longest: usize) -> Option<usize> {
    let name =
        text[1..].find(|c: char| !(c.is_ascii_alphanumeric() || "_()".contains(c))).unwrap_or(text.len() - 1);
    if (2..=longest).contains(&name) && text[1 + name..].starts_with('%') {
        return Some(name + 2);
    }
    let digits = text[1..].bytes().take_while(u8::is_ascii_digit).count();
    let at = 1 + digits + usize::from(digits > 0 && text[1 + digits..].starts_with('$'));
    let letter = text[at..].starts_with(['s', 'd', 'i', 'f', 'x', '@']);
    let ends = !text[at..].chars().nth(1).is_some_and(char::is_alphanumeric);
    (letter && ends && (digits == 0 || at > 1 + digits)).then_some(at + 1)
}

/// The words of the source again, and enough of them that they are no name.
pub fn is_untranslated(source: &Inline, target: &Inline, from: &str, to: &str, glossary: &Glossary) -> bool {
    const FEW: usize = 4;
    let language = |tag: &str| tag.split('-').next().unwrap_or_default().to_lowercase();
    if language(from) == language(to) {
        return false;
    }
    let words = |text: &str| {
        let text = glossary.without_products(text);
        text.split_whitespace().filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count()
    };
    let same = || source.text.split_whitespace().eq(target.text.split_whitespace());
    let no_sign = language(to) == "zh" && !target.text.chars().any(is_cjk);
    if no_sign { words(&target.text) >= FEW } else { same() && words(&source.text) >= FEW }
}
