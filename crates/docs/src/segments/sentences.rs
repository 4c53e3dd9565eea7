//! Where one sentence ends and the next begins, in the languages that articles are written in.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// One visible character of running text and where it stands in the source. Markup before or behind
/// it may belong to it.
#[derive(Debug, Clone, Copy)]
pub struct Atom {
    pub char: char,
    pub start: usize,
    pub end: usize,
    /// Inline markup around it.
    pub depth: usize,
    /// All markup around it ends here.
    pub closes: bool,
    /// Where the outermost markup around it begins, or its own place.
    pub opened: usize,
}

/// Stands for code, pictures and other things that are no words.
pub const OPAQUE: char = '\u{fffc}';

/// Abbreviations behind which a sentence goes on, whatever follows.
const ABBREVIATIONS: &[&str] = &[
    // English
    "approx", "e.g", "eg", "i.e", "ie", "vs", "cf", "dept", "ext", "fig", "mr", "mrs", "ms", "dr", "prof",
    "st", "jr", "viz", // German
    "bzw", "ca", "d.h", "z.b", "u.a", "evtl", "ggf", "inkl", "exkl", "max", "min", "mind", "nr", "abs",
    "abschn", "art", "bspw", "einschl", "gem", "hr", "fr", "lt", "sog", "tel", "vgl", "zzgl", "s.o", "s.u",
    "u.u", "v.a", "i.d.r", "o.g", "bzgl", "allg", "mio", "mrd", // Hungarian
    "pl", "kb", "ill", "ún", "vö", "kft", "zrt", "ld", "lásd", "max", // Norwegian
    "f.eks", "bl.a", "dvs", "ev", "evt", "jf", "kl", "pga", "tlf", "ifm", "inkl", "ekskl", "mht", "p.g.a",
    "t.o.m", "f.o.m", // Dutch
    "bijv", "bv", "d.w.z", "dwz", "o.a", "m.b.t", "mbt", "t.a.v", "i.p.v", "ipv", "incl", "excl", "m.a.w",
    "z.o.z", "a.u.b", "blz", "n.a.v", "i.v.m", "o.b.v", "t.b.v", "resp",
];

/// German words before an ordinal: in »am 3. Oktober« nothing ends.
const BEFORE_ORDINAL: &[&str] = &[
    "der", "die", "das", "den", "dem", "des", "am", "im", "zum", "zur", "vom", "beim", "ab", "bis", "seit",
    "jeder", "jeden", "jedes",
];

#[rustfmt::skip]
const MONTHS: &[&str] = &[
    "januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober",
    "november", "dezember", "desember", "jan", "feb", "mär", "apr", "jun", "jul", "aug", "sep", "sept",
    "okt", "nov", "dez", "quartal",
];

static ABBREVIATION: LazyLock<HashSet<&str>> = LazyLock::new(|| ABBREVIATIONS.iter().copied().collect());

/// The sentences as ranges of atoms, without the space between them.
pub fn sentences(atoms: &[Atom]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    // Where the first word of the sentence stands in the source.
    let mut word = None;
    let mut at = 0;
    while at < atoms.len() {
        if word.is_none() && atoms[at].char.is_alphanumeric() {
            word = Some(atoms[at].start);
        }
        let end = behind_marks(atoms, at);
        if end > at && end < atoms.len() && ends_sentence(atoms, start, at, end, word) {
            push(atoms, start..end, &mut found);
            start = end;
            word = None;
        }
        at = end.max(at + 1);
    }
    push(atoms, start..atoms.len(), &mut found);
    found
}

/// Behind the full stop (or the like) at `at` with the quotes and brackets that close there.
fn behind_marks(atoms: &[Atom], at: usize) -> usize {
    let mark = |c| matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？');
    if !mark(atoms[at].char) {
        return at;
    }
    atoms[at..]
        .iter()
        .position(|a| !mark(a.char) && !closes(a.char))
        .map_or(atoms.len(), |length| at + length)
}

fn push(atoms: &[Atom], mut range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let blank = |atom: &Atom| atom.depth == 0 && is_space(atom);
    while range.start < range.end && blank(&atoms[range.start]) {
        range.start += 1;
    }
    while range.start < range.end && blank(&atoms[range.end - 1]) {
        range.end -= 1;
    }
    if !range.is_empty() {
        found.push(range);
    }
}

fn is_space(atom: &Atom) -> bool {
    atom.char.is_whitespace() || atom.char == super::mask::COVER
}

fn closes(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '“' | '»' | '«' | ')' | ']' | '）' | '」' | '』' | '】' | '》')
}

/// Whether the marks from `at` to `end` end the sentence that began at `start`.
fn ends_sentence(atoms: &[Atom], start: usize, at: usize, end: usize, word: Option<usize>) -> bool {
    let mark = atoms[at].char;
    let last = &atoms[end - 1];
    if last.depth > 0 && !last.closes {
        return false;
    }
    let wide = matches!(mark, '。' | '！' | '？');
    // The name of a button may end with a question mark.
    let asks = matches!(mark, '!' | '?' | '！' | '？');
    let in_name = atoms[at].depth > 0 && word.is_some_and(|word| word < atoms[at].opened);
    if asks && (in_name || (wide && end > at + 1)) {
        return false;
    }
    if wide {
        return true;
    }
    let Some(space) = atoms[end..].iter().position(|atom| !is_space(atom)).filter(|space| *space > 0) else {
        return false;
    };
    let first = atoms[end + space].char;
    let goes_on_with = matches!(first, ',' | ';' | ':' | '-' | '–' | '—' | '>' | '|' | '=');
    let no_full_stop = mark == '.' && end == at + 1 && is_no_full_stop(atoms, start, at, end + space);
    !(first.is_lowercase() || goes_on_with || no_full_stop)
}

/// An abbreviation, an initial or an ordinal before the full stop.
fn is_no_full_stop(atoms: &[Atom], start: usize, at: usize, next: usize) -> bool {
    let word_start = word_before(atoms, start, at);
    let word = text(&atoms[word_start..at]);
    if word.is_empty() {
        return true;
    }
    if ABBREVIATION.contains(word.as_str()) {
        return true;
    }
    let previous = (start..word_start).rev().find(|index| !is_space(&atoms[*index]));
    let before = previous.map(|last| text(&atoms[word_before(atoms, start, last + 1)..=last]));
    let mut letters = word.chars();
    if let (Some(letter), None) = (letters.next(), letters.next())
        && letter.is_alphabetic()
    {
        // »z. B. der Name«, but not »the highest level is B. For billing«.
        return atoms[at - 1].char.is_lowercase() || before.is_none_or(|before| before.ends_with('.'));
    }
    if word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        let near = &atoms[next..atoms.len().min(next + LONGEST)];
        let following = near.split(|atom| !atom.char.is_alphanumeric()).next().unwrap_or_default();
        return word.len() <= 2 && before.is_none_or(|before| BEFORE_ORDINAL.contains(&before.as_str()))
            || MONTHS.contains(&text(following).as_str());
    }
    false
}

/// Longer words are no abbreviations and no months; looking further would only take time.
const LONGEST: usize = 24;

/// Where the word begins that ends before `at`.
fn word_before(atoms: &[Atom], start: usize, at: usize) -> usize {
    let begins = |index: &usize| {
        let c = atoms[*index].char;
        c.is_whitespace() || matches!(c, '(' | '[' | '"' | '„' | '“' | '«' | '»' | '/' | OPAQUE)
    };
    let from = start.max(at.saturating_sub(LONGEST));
    (from..at).rev().find(begins).map_or(from, |index| index + 1)
}

fn text(atoms: &[Atom]) -> String {
    atoms.iter().flat_map(|atom| atom.char.to_lowercase()).collect()
}
