//! Texts that nobody reads yet: at most one for each edition, saved as one types, published through review.

use db::{Id, Row, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{
    Edition, exactly, exists, memory,
    store::{By, Made, Text, Way, put},
    translate,
};
use crate::{Error, Result, people::Viewer, policy::Articles, tell, text};

/// How far a draft is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    Writing,
    /// Waits for somebody who approves it; it doesn't change meanwhile.
    Review,
    /// Came back with a comment.
    Returned,
}

impl Stage {
    pub fn code(self) -> &'static str {
        match self {
            Stage::Writing => "writing",
            Stage::Review => "review",
            Stage::Returned => "returned",
        }
    }

    fn parse(code: &str) -> Stage {
        [Stage::Review, Stage::Returned].into_iter().find(|s| s.code() == code).unwrap_or(Stage::Writing)
    }
}

#[derive(Debug, Clone)]
pub struct Draft {
    pub id: Id,
    pub key: String,
    pub language: Lang,
    pub origin: String,
    /// The version of the edition that it began from.
    pub base: Option<i64>,
    pub title: String,
    pub source: String,
    pub made: Made,
    /// What it is translated from, and the version of that.
    pub from: Option<(Lang, Option<i64>)>,
    pub stage: Stage,
    /// How often it was saved: who saves says what was seen.
    pub saved: i64,
    pub started_by: Option<Id>,
    /// Nobody: an import brought it.
    pub changed_by: Option<(Id, String)>,
    pub changed_at: Timestamp,
    /// What the author says of the change.
    pub note: String,
    pub is_minor: bool,
    /// What a reviewer said.
    pub comment: String,
    pub commented_by: Option<String>,
    /// It is translated sentence by sentence.
    pub by_sentence: bool,
}

const COLUMNS: &str = "d.id, d.key, d.language, d.origin, d.base, d.title, d.source, d.made, d.from_language,
    d.from_version, d.state, d.saved, d.started_by, d.changed_by, c.name, d.changed_at, d.note, d.minor, d.comment,
    r.name, (SELECT count(*) FROM draft_segments s WHERE s.draft = d.id AND s.position = 0)";
const TABLES: &str =
    "drafts d LEFT JOIN people c ON c.id = d.changed_by LEFT JOIN people r ON r.id = d.commented_by";

fn read(row: &Row) -> Result<Draft> {
    let from = row.get::<Option<String>>(8)?.as_deref().and_then(Lang::parse);
    let from_version = row.get(9)?;
    let changed_by: (Option<Id>, Option<String>) = (row.get(13)?, row.get(14)?);
    Ok(Draft {
        id: row.get(0)?,
        key: row.get(1)?,
        language: Lang::parse(&row.get::<String>(2)?).unwrap_or_default(),
        origin: row.get(3)?,
        base: row.get(4)?,
        title: row.get(5)?,
        source: row.get(6)?,
        made: Made::parse(&row.get::<String>(7)?),
        from: from.map(|from| (from, from_version)),
        stage: Stage::parse(&row.get::<String>(10)?),
        saved: row.get(11)?,
        started_by: row.get(12)?,
        changed_by: changed_by.0.zip(changed_by.1),
        changed_at: row.get(15)?,
        note: row.get(16)?,
        is_minor: row.get(17)?,
        comment: row.get(18)?,
        commented_by: row.get(19)?,
        by_sentence: row.get::<i64>(20)? > 0,
    })
}

/// A draft, for authors only.
pub fn draft(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Draft> {
    viewer.authors()?;
    let rows = tx.query_dyn(&format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.id = $1"), &[&id])?;
    read(rows.first().ok_or(Error::NotFound)?)
}

/// The draft of an edition, if somebody writes one.
pub fn draft_of(tx: &mut Tx, viewer: &Viewer, key: &str, language: Lang) -> Result<Option<Draft>> {
    viewer.authors()?;
    let one = format!("SELECT {COLUMNS} FROM {TABLES} WHERE d.key = $1 AND d.language = $2");
    tx.query_dyn(&one, &[&key, &language.code()])?.first().map(read).transpose()
}

/// Drafts of a language at these stages, those that wait longest first, after the last of the page before.
pub fn drafts(
    tx: &mut Tx,
    viewer: &Viewer,
    language: Lang,
    stage: Stage,
    after: Option<(Timestamp, Id)>,
    limit: usize,
) -> Result<Vec<Draft>> {
    viewer.authors()?;
    let (at, id) = after.unwrap_or((Timestamp::UNIX_EPOCH, Id([0; 16])));
    let page = format!(
        "SELECT {COLUMNS} FROM {TABLES} WHERE d.language = $1 AND d.state = $2 AND (d.changed_at, d.id) > ($3, $4)
         ORDER BY d.changed_at, d.id LIMIT $5"
    );
    let rows = tx.query_dyn(&page, &[&language.code(), &stage.code(), &at, &id, &(limit as i64)])?;
    rows.iter().map(read).collect()
}

pub(super) struct Beginning<'a> {
    pub key: &'a str,
    pub language: Lang,
    pub origin: &'a str,
    pub base: Option<i64>,
    pub title: &'a str,
    pub source: &'a str,
    pub made: Made,
    pub from: Option<(Lang, Option<i64>)>,
}

/// The draft that there is already, or a new one.
pub(super) fn begin_as(tx: &mut Tx, viewer: &Viewer, new: &Beginning<'_>) -> Result<(Id, bool)> {
    viewer.authors()?;
    begin_by(tx, viewer.id(), new)
}

pub(super) fn begin_by(tx: &mut Tx, author: Id, new: &Beginning<'_>) -> Result<(Id, bool)> {
    let there = tx.query_opt(
        "SELECT id FROM drafts WHERE key = $1 AND language = $2",
        &[&new.key, &new.language.code()],
    )?;
    if let Some(row) = there {
        return Ok((row.get(0)?, false));
    }
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO drafts (id, key, language, origin, base, title, source, made, from_language, from_version,
                             state, saved, started_by, changed_by, changed_at, note, minor, comment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'writing', 1, $11, $11, $12, '', 0, '')",
        &[
            &id,
            &new.key,
            &new.language.code(),
            &new.origin,
            &new.base,
            &new.title,
            &new.source,
            &new.made.code(),
            &new.from.map(|(from, _)| from.code()),
            &new.from.and_then(|(_, version)| version),
            &author,
            &now,
        ],
    )?;
    Ok((id, true))
}

/// The demo's way: a draft of somebody who isn't here.
pub(crate) fn begin_for(tx: &mut Tx, author: Id, edition: &Edition, source: &str) -> Result<Id> {
    let beginning = Beginning {
        key: &edition.key,
        language: edition.language,
        origin: &edition.origin,
        base: Some(edition.version),
        title: &edition.title,
        source,
        made: edition.made,
        from: edition.from,
    };
    Ok(begin_by(tx, author, &beginning)?.0)
}

/// A draft that begins as the edition is.
pub fn begin(tx: &mut Tx, viewer: &Viewer, key: &str, language: Lang) -> Result<Id> {
    viewer.authors()?;
    let edition = exactly(tx, key, language)?.ok_or(Error::NotFound)?;
    let beginning = Beginning {
        key,
        language,
        origin: &edition.origin,
        base: Some(edition.version),
        title: &edition.title,
        source: &edition.source,
        made: edition.made,
        from: edition.from,
    };
    Ok(begin_as(tx, viewer, &beginning)?.0)
}

/// A draft that begins as an earlier version was.
pub fn restore(tx: &mut Tx, viewer: &Viewer, key: &str, language: Lang, version: i64) -> Result<Id> {
    let old = super::version(tx, viewer, key, language, version)?;
    let edition = exactly(tx, key, language)?.ok_or(Error::NotFound)?;
    if draft_of(tx, viewer, key, language)?.is_some() {
        return Err(tell("authoring-error-has-draft").into());
    }
    let beginning = Beginning {
        key,
        language,
        origin: &edition.origin,
        base: Some(edition.version),
        title: &old.title,
        source: &old.source,
        made: old.made,
        from: old.from,
    };
    Ok(begin_as(tx, viewer, &beginning)?.0)
}

/// An article that doesn't exist yet.
#[derive(Debug, Clone)]
pub struct NewArticle {
    /// As it goes into the address.
    pub key: String,
    pub language: Lang,
    pub title: String,
    pub source: String,
}

pub fn begin_new(tx: &mut Tx, viewer: &Viewer, new: &NewArticle) -> Result<Id> {
    let title = text::required("title", text::line("title", &new.title)?)?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if new.key.is_empty() || new.key.len() > 100 || !new.key.chars().all(is_plain) || new.key.starts_with('-')
    {
        return Err(tell("authoring-error-key").about("key").into());
    }
    let is_taken = exists(tx, &new.key)? || draft_of(tx, viewer, &new.key, new.language)?.is_some();
    if is_taken {
        return Err(tell("authoring-error-key-taken").about("key").into());
    }
    let origin = format!("{}/{}.md", new.language.code(), new.key);
    let beginning = Beginning {
        key: &new.key,
        language: new.language,
        origin: &origin,
        base: None,
        title: &title,
        source: &new.source,
        made: Made::Original,
        from: None,
    };
    Ok(begin_as(tx, viewer, &beginning)?.0)
}

/// What came of saving.
#[derive(Debug)]
pub enum Saved {
    /// It was saved for the so many-eth time.
    As(i64),
    /// Somebody else saved in the meantime: this is what stands there; nothing was overwritten.
    Conflict(Box<Draft>),
}

/// Saves the text of a draft that was seen as it was `saved`.
pub fn save(tx: &mut Tx, viewer: &Viewer, id: Id, saved: i64, title: &str, source: &str) -> Result<Saved> {
    let draft = draft(tx, viewer, id)?;
    if draft.stage == Stage::Review {
        return Err(tell("authoring-error-in-review").into());
    }
    if draft.source == source {
        return Ok(Saved::As(draft.saved));
    }
    if draft.saved != saved {
        return Ok(Saved::Conflict(Box::new(draft)));
    }
    if source.len() > docs::MAX_BYTES {
        return Err(tell("error-too-large").into());
    }
    let now = tx.now();
    tx.execute(
        "UPDATE drafts SET title = $2, source = $3, saved = saved + 1, changed_by = $4, changed_at = $5 WHERE id = $1",
        &[&id, &title, &source, &viewer.id(), &now],
    )?;
    Ok(Saved::As(saved + 1))
}

/// What an author says of a draft that is ready.
#[derive(Debug, Clone, Default)]
pub struct Submission {
    pub note: String,
    /// Means the same as before: translations stay current.
    pub is_minor: bool,
    /// The translation says now what its original says.
    pub is_up_to_date: bool,
}

/// Hands a draft to review as it was `saved`.
pub fn submit(tx: &mut Tx, viewer: &Viewer, id: Id, saved: i64, submission: &Submission) -> Result<()> {
    let draft = unchanged(tx, viewer, id, saved)?;
    let note = text::lines("note", &submission.note)?;
    if draft.by_sentence {
        let left = translate::unconfirmed(tx, id)?;
        if left > 0 {
            return Err(tell("authoring-error-unconfirmed").with("count", left).into());
        }
    }
    let now = tx.now();
    tx.execute(
        "UPDATE drafts SET state = 'review', note = $2, minor = $3, changed_at = $4,
                started_by = coalesce(started_by, $5), changed_by = coalesce(changed_by, $5) WHERE id = $1",
        &[&id, &note, &submission.is_minor, &now, &viewer.id()],
    )?;
    if let (true, Some((from, _))) = (submission.is_up_to_date, draft.from) {
        tx.execute(
            "UPDATE drafts SET from_version = (SELECT version FROM editions WHERE key = $2 AND language = $3)
             WHERE id = $1",
            &[&id, &draft.key, &from.code()],
        )?;
    }
    Ok(())
}

fn unchanged(tx: &mut Tx, viewer: &Viewer, id: Id, saved: i64) -> Result<Draft> {
    let draft = draft(tx, viewer, id)?;
    if draft.saved == saved { Ok(draft) } else { Err(tell("authoring-error-changed").into()) }
}

/// From review back to writing, without a word.
pub fn take_back(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    draft(tx, viewer, id)?;
    let now = tx.now();
    tx.execute("UPDATE drafts SET state = 'writing', changed_at = $2 WHERE id = $1", &[&id, &now])?;
    Ok(())
}

/// From review back to its author, with what is to be better.
pub fn give_back(tx: &mut Tx, viewer: &Viewer, id: Id, saved: i64, comment: &str) -> Result<()> {
    unchanged(tx, viewer, id, saved)?;
    let comment = text::required("comment", text::lines("comment", comment)?)?;
    let now = tx.now();
    tx.execute(
        "UPDATE drafts SET state = 'returned', comment = $2, commented_by = $3, changed_at = $4 WHERE id = $1",
        &[&id, &comment, &viewer.id(), &now],
    )?;
    Ok(())
}

/// The edition has moved on since the draft began: its author has seen what changed.
pub fn rebase(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let draft = draft(tx, viewer, id)?;
    let edition = exactly(tx, &draft.key, draft.language)?.ok_or(Error::NotFound)?;
    tx.execute("UPDATE drafts SET base = $2, saved = saved + 1 WHERE id = $1", &[&id, &edition.version])?;
    Ok(())
}

/// Publishes what a reviewer saw: the edition, its version, the change feed and the memory, all or nothing. `text` is
/// the draft's source, read.
pub fn approve(
    tx: &mut Tx,
    rules: &Articles,
    viewer: &Viewer,
    id: Id,
    saved: i64,
    text: &Text,
) -> Result<Draft> {
    let draft = unchanged(tx, viewer, id, saved)?;
    if draft.stage != Stage::Review || text.source != draft.source {
        return Err(tell("authoring-error-changed").into());
    }
    let author = draft.changed_by.as_ref().map(|(id, _)| *id);
    if !rules.own_approval && (author == Some(viewer.id()) || draft.started_by == Some(viewer.id())) {
        return Err(tell("authoring-error-own").into());
    }
    let current = exactly(tx, &draft.key, draft.language)?.map(|edition| edition.version);
    if current != draft.base {
        return Err(tell("authoring-error-moved-on").into());
    }
    let mut text = text.clone();
    text.from = draft.from.map(|(from, _)| from);
    text.from_version = draft.from.and_then(|(_, version)| version);
    text.made = match (text.from, author) {
        (Some(_), Some(_)) => Made::Human,
        _ => draft.made,
    };
    let by = By {
        person: author,
        approved_by: Some(viewer.id()),
        note: draft.note.clone(),
        is_minor: draft.is_minor,
    };
    let (edition, _) = put(tx, &text, &Way::Author(by))?;
    if let (true, Some((from, _))) = (draft.by_sentence, draft.from) {
        let pairs = translate::pairs(tx, id)?;
        memory::store(tx, edition, from, draft.language, &pairs)?;
    }
    remove(tx, id)?;
    Ok(draft)
}

/// Throws a draft away.
pub fn discard(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Draft> {
    let draft = draft(tx, viewer, id)?;
    remove(tx, id)?;
    Ok(draft)
}

fn remove(tx: &mut Tx, id: Id) -> Result<()> {
    tx.execute("DELETE FROM draft_segments WHERE draft = $1", &[&id])?;
    tx.execute("DELETE FROM drafts WHERE id = $1", &[&id])?;
    Ok(())
}

/// What an import brought for an edition that was edited here waits as a draft, unless somebody writes one.
pub(super) fn of_import(tx: &mut Tx, text: &Text, base: i64) -> Result<()> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO drafts (id, key, language, origin, base, title, source, made, from_language, from_version,
                             state, saved, changed_at, note, minor, comment)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 'review', 1, $11, '', 0, '')
         ON CONFLICT (key, language) DO UPDATE SET origin = $4, base = $5, title = $6, source = $7,
             saved = drafts.saved + 1, changed_at = $11
             WHERE drafts.started_by IS NULL AND drafts.changed_by IS NULL",
        &[
            &id,
            &text.key,
            &text.language.code(),
            &text.origin,
            &base,
            &text.title,
            &text.source,
            &text.made.code(),
            &text.from.map(Lang::code),
            &text.from_version,
            &now,
        ],
    )?;
    Ok(())
}
