//! Translation side by side: a draft as sentences, each with what the memory knows, and back to Markdown.

use std::collections::{HashMap, HashSet};

use db::{Id, Row, Tx};
use docs::Block;
use lang::Lang;

use super::{
    draft::{Beginning, Draft, Saved, Stage, begin_by, draft},
    exactly,
    memory::{self, Pair},
    published_text,
    store::Made,
};
use crate::{Error, Result, people::Viewer, tell, text};

/// How far the translation of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    Empty,
    /// The memory's translation of the same sentence, not read yet.
    Remembered,
    Edited,
    Confirmed,
}

impl Progress {
    pub const ALL: [Progress; 4] =
        [Progress::Empty, Progress::Remembered, Progress::Edited, Progress::Confirmed];

    pub fn code(self) -> &'static str {
        match self {
            Progress::Empty => "empty",
            Progress::Remembered => "memory",
            Progress::Edited => "edited",
            Progress::Confirmed => "confirmed",
        }
    }

    fn parse(code: &str) -> Progress {
        Progress::ALL.into_iter().find(|p| p.code() == code).unwrap_or(Progress::Empty)
    }
}

/// A sentence of a draft.
#[derive(Debug, Clone)]
pub struct Sentence {
    pub position: i64,
    pub source: String,
    /// How a similar sentence stood in the edition before its original moved on.
    pub earlier: Option<String>,
    pub target: String,
    pub progress: Progress,
}

/// A translation that is ready to begin; made in a reading transaction by [`prepare`].
#[derive(Debug)]
pub struct Prepared {
    key: String,
    language: Lang,
    from: Lang,
    /// Of the original.
    version: i64,
    base: Option<i64>,
    origin: String,
    title: String,
    source: String,
    sentences: Vec<Sentence>,
}

/// What was translated before: (sentence of the original, its translation).
type Known = HashMap<String, String>;

/// Takes the original apart; sentences that were translated before are so again. `from` is what the edition is
/// translated from already, if there is one.
pub fn prepare(tx: &mut Tx, viewer: &Viewer, key: &str, language: Lang, from: Lang) -> Result<Prepared> {
    viewer.authors()?;
    take_apart(tx, key, language, from)
}

fn take_apart(tx: &mut Tx, key: &str, language: Lang, from: Lang) -> Result<Prepared> {
    let there = exactly(tx, key, language)?;
    let from = there.as_ref().and_then(|edition| edition.from).map_or(from, |(from, _)| from);
    if from == language {
        return Err(Error::NotFound);
    }
    let original = exactly(tx, key, from)?.ok_or_else(|| tell("authoring-error-no-original"))?;
    let known = match &there {
        None => Known::new(),
        Some(edition) => {
            let stored = memory::pairs_of(tx, edition.id)?;
            let pairs = if stored.is_empty() {
                let version = edition.from.and_then(|(_, version)| version);
                let old = match version {
                    Some(version) => published_text(tx, key, from, version)?,
                    None => None,
                };
                memory::aligned(&old.unwrap_or_else(|| original.source.clone()), &edition.source)
            } else {
                stored
            };
            pairs.into_iter().map(|pair| (pair.source, pair.target)).collect()
        }
    };
    let sentences = sentences(tx, &original.source, from, language, &known)?;
    let mut prepared = Prepared {
        key: key.to_owned(),
        language,
        from,
        version: original.version,
        base: there.as_ref().map(|edition| edition.version),
        origin: there.map_or_else(|| beside(&original.origin, language), |edition| edition.origin),
        title: original.title,
        source: String::new(),
        sentences,
    };
    prepared.source = assemble(&original.source, language, &prepared.sentences);
    Ok(prepared)
}

fn sentences(tx: &mut Tx, source: &str, from: Lang, to: Lang, known: &Known) -> Result<Vec<Sentence>> {
    let mut sentences = Vec::new();
    let segments = docs::segments(source);
    let ours: HashSet<&str> = segments.iter().map(|segment| segment.text.as_str()).collect();
    // Translations of sentences that are gone may help with those that came.
    let mut gone: Vec<(&String, &String)> =
        known.iter().filter(|(s, _)| !ours.contains(s.as_str())).collect();
    gone.sort();
    for (position, segment) in segments.iter().enumerate() {
        let source = segment.text.clone();
        let sentence = |target: String, earlier, progress| Sentence {
            position: position as i64,
            source: source.clone(),
            earlier,
            target,
            progress,
        };
        sentences.push(if let Some(target) = known.get(&source) {
            sentence(target.clone(), None, Progress::Confirmed)
        } else if !source.chars().any(char::is_alphabetic) {
            sentence(source.clone(), None, Progress::Confirmed)
        } else if let Some(target) = memory::exact(tx, from, to, &source)? {
            sentence(target, None, Progress::Remembered)
        } else {
            let alike = gone.iter().map(|(old, target)| (memory::likeness(old, &source), *target));
            let best = alike.filter(|(likeness, _)| *likeness >= 0.45).max_by(|a, b| a.0.total_cmp(&b.0));
            sentence(String::new(), best.map(|(_, target)| target.clone()), Progress::Empty)
        });
    }
    Ok(sentences)
}

/// The file of a translation stands in the folder of its language.
fn beside(origin: &str, language: Lang) -> String {
    match origin.split_once('/') {
        Some((folder, rest)) if Lang::parse(folder).is_some() => format!("{}/{rest}", language.code()),
        _ => format!("{}/{origin}", language.code()),
    }
}

/// The original's Markdown with the sentences that are translated. Headings keep the original's anchors, so that
/// links lead to them in every language.
pub fn assemble(source: &str, language: Lang, sentences: &[Sentence]) -> String {
    let mut slugs = docs::parse(source).map(|d| d.headings).unwrap_or_default().into_iter().map(|h| h.slug);
    let segments = docs::segments(source);
    let mut anchors: HashMap<&str, String> = HashMap::new();
    let mut last_line = usize::MAX;
    for segment in segments.iter().filter(|segment| matches!(segment.block, Block::Heading(_))) {
        let line = source[..segment.range.start].rfind('\n').map_or(0, |end| end + 1);
        if line == last_line {
            continue;
        }
        last_line = line;
        if let Some(slug) = slugs.next()
            && !source[line..segment.range.start].contains("<a name=")
        {
            anchors.insert(&segment.id, format!("<a name=\"{slug}\"></a>"));
        }
    }
    let targets: HashMap<&str, &Sentence> =
        segments.iter().zip(sentences).map(|(segment, sentence)| (segment.id.as_str(), sentence)).collect();
    let translated = docs::replace(source, |segment| {
        let sentence = targets.get(segment.id.as_str())?;
        if sentence.target.trim().is_empty() || sentence.source != segment.text {
            return None;
        }
        let anchor = anchors.get(segment.id.as_str()).map_or("", String::as_str);
        Some(format!("{anchor}{}", sentence.target))
    });
    let body = docs::parse(&translated).map_or_else(|_| translated.clone(), |document| document.body);
    const OF_ANOTHER_TRANSLATION: [&str; 5] =
        ["ms.openlocfilehash", "ms.sourcegitcommit", "ms.lasthandoff", "ms.locfileid", "ms.contentlocale"];
    let mut front: Vec<(&str, &str)> = OF_ANOTHER_TRANSLATION.map(|key| (key, "")).to_vec();
    front.push(("contentlocale", language.code()));
    front.push(("translationtype", "HT"));
    docs::compose(&translated, &front, &body)
}

/// Begins a translation, or finds the one that was begun.
pub fn begin(tx: &mut Tx, viewer: &Viewer, prepared: &Prepared) -> Result<Id> {
    viewer.authors()?;
    begin_prepared(tx, viewer.id(), prepared)
}

/// The demo's way: a translation by somebody who isn't here.
pub(crate) fn begin_for(tx: &mut Tx, author: Id, key: &str, language: Lang, from: Lang) -> Result<Id> {
    let prepared = take_apart(tx, key, language, from)?;
    begin_prepared(tx, author, &prepared)
}

fn begin_prepared(tx: &mut Tx, author: Id, prepared: &Prepared) -> Result<Id> {
    let beginning = Beginning {
        key: &prepared.key,
        language: prepared.language,
        origin: &prepared.origin,
        base: prepared.base,
        title: &prepared.title,
        source: &prepared.source,
        made: Made::Human,
        from: Some((prepared.from, Some(prepared.version))),
    };
    let (id, is_new) = begin_by(tx, author, &beginning)?;
    if is_new {
        insert(tx, id, &prepared.sentences)?;
    }
    Ok(id)
}

/// Brings what changed in the original into a translation that was begun: the rest stays translated.
pub fn renew(tx: &mut Tx, viewer: &Viewer, id: Id, prepared: &Prepared) -> Result<()> {
    let draft = draft(tx, viewer, id)?;
    if draft.stage == Stage::Review {
        return Err(tell("authoring-error-in-review").into());
    }
    tx.execute("DELETE FROM draft_segments WHERE draft = $1", &[&id])?;
    insert(tx, id, &prepared.sentences)?;
    let now = tx.now();
    tx.execute(
        "UPDATE drafts SET source = $2, from_version = $3, base = $4, saved = saved + 1, changed_at = $5 WHERE id = $1",
        &[&id, &prepared.source, &prepared.version, &prepared.base, &now],
    )?;
    Ok(())
}

/// As [`prepare`], with what this draft has translated so far.
pub fn prepare_renewal(tx: &mut Tx, viewer: &Viewer, draft: &Draft) -> Result<Prepared> {
    let (from, _) = draft.from.ok_or(Error::NotFound)?;
    let mut prepared = prepare(tx, viewer, &draft.key, draft.language, from)?;
    let original = exactly(tx, &draft.key, from)?.ok_or(Error::NotFound)?;
    let begun = self::sentences_of(tx, viewer, draft.id)?;
    let mut progress = HashMap::new();
    let mut known = Known::new();
    for sentence in begun.into_iter().filter(|sentence| sentence.progress != Progress::Empty) {
        progress.insert(sentence.source.clone(), sentence.progress);
        known.insert(sentence.source, sentence.target);
    }
    let mut renewed = sentences(tx, &original.source, from, draft.language, &known)?;
    for (new, before) in renewed.iter_mut().zip(&prepared.sentences) {
        if let Some(progress) = progress.get(&new.source) {
            new.progress = *progress;
        } else if before.progress == Progress::Confirmed {
            *new = before.clone();
        }
    }
    prepared.source = assemble(&original.source, draft.language, &renewed);
    prepared.sentences = renewed;
    Ok(prepared)
}

fn insert(tx: &mut Tx, id: Id, sentences: &[Sentence]) -> Result<()> {
    for sentence in sentences {
        tx.execute(
            "INSERT INTO draft_segments (draft, position, source, earlier, target, state)
             VALUES ($1, $2, $3, $4, $5, $6)",
            &[
                &id,
                &sentence.position,
                &sentence.source,
                &sentence.earlier,
                &sentence.target,
                &sentence.progress.code(),
            ],
        )?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Sentence> {
    Ok(Sentence {
        position: row.get(0)?,
        source: row.get(1)?,
        earlier: row.get(2)?,
        target: row.get(3)?,
        progress: Progress::parse(&row.get::<String>(4)?),
    })
}

/// The sentences of a draft in their order.
pub fn sentences_of(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Vec<Sentence>> {
    viewer.authors()?;
    let rows = tx.query(
        "SELECT position, source, earlier, target, state FROM draft_segments WHERE draft = $1 ORDER BY position",
        &[&id],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn unconfirmed(tx: &mut Tx, id: Id) -> Result<i64> {
    let left = tx
        .query_one("SELECT count(*) FROM draft_segments WHERE draft = $1 AND state <> 'confirmed'", &[&id])?;
    Ok(left.get(0)?)
}

pub(super) fn pairs(tx: &mut Tx, id: Id) -> Result<Vec<Pair>> {
    let rows = tx.query(
        "SELECT position, source, target FROM draft_segments WHERE draft = $1 ORDER BY position",
        &[&id],
    )?;
    rows.iter()
        .map(|row| Ok(Pair { position: row.get(0)?, source: row.get(1)?, target: row.get(2)? }))
        .collect()
}

/// A sentence as a form brings it.
#[derive(Debug, Clone)]
pub struct Change {
    pub position: i64,
    /// How the translation stood when the form was drawn.
    pub was: String,
    pub target: String,
    pub is_confirmed: bool,
}

/// The sentences with changes made to them.
#[derive(Debug)]
pub struct Changed {
    pub sentences: Vec<Sentence>,
    pub any: bool,
    /// Somebody else changed the same sentences in the meantime: theirs stand.
    pub refused: Vec<Change>,
}

/// Makes the changes that meet the sentences as they were seen.
pub fn changed(sentences: &[Sentence], changes: &[Change]) -> Result<Changed> {
    let mut all = sentences.to_vec();
    let (mut any, mut refused) = (false, Vec::new());
    for change in changes {
        let Some(sentence) = all.iter_mut().find(|s| s.position == change.position) else { continue };
        if sentence.target != change.was && sentence.target != change.target {
            if change.target != change.was {
                refused.push(change.clone());
            }
            continue;
        }
        let target = text::lines("target", &change.target)?.split_whitespace().collect::<Vec<_>>().join(" ");
        let progress = match (target.is_empty(), change.is_confirmed, target == sentence.target) {
            (true, ..) => Progress::Empty,
            (_, true, _) => Progress::Confirmed,
            (_, false, true) if sentence.progress != Progress::Confirmed => sentence.progress,
            _ => Progress::Edited,
        };
        any |= sentence.target != target || sentence.progress != progress;
        (sentence.target, sentence.progress) = (target, progress);
    }
    Ok(Changed { sentences: all, any, refused })
}

/// Saves sentences of a draft that was seen as it was `saved`, and the Markdown that they make.
pub fn save_sentences(
    tx: &mut Tx,
    viewer: &Viewer,
    id: Id,
    saved: i64,
    sentences: &[Sentence],
    source: &str,
) -> Result<Saved> {
    let draft = draft(tx, viewer, id)?;
    if draft.stage == Stage::Review {
        return Err(tell("authoring-error-in-review").into());
    }
    if draft.saved != saved {
        return Ok(Saved::Conflict(Box::new(draft)));
    }
    for sentence in sentences {
        tx.execute(
            "UPDATE draft_segments SET target = $3, state = $4
             WHERE draft = $1 AND position = $2 AND (target <> $3 OR state <> $4)",
            &[&id, &sentence.position, &sentence.target, &sentence.progress.code()],
        )?;
    }
    let now = tx.now();
    let title = docs::parse(source).map_or(draft.title, |document| document.title);
    tx.execute(
        "UPDATE drafts SET title = $2, source = $3, saved = saved + 1, changed_by = $4, changed_at = $5 WHERE id = $1",
        &[&id, &title, &source, &viewer.id(), &now],
    )?;
    Ok(Saved::As(saved + 1))
}
