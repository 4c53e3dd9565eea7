//! What the demo's authors have done, played through the same functions as the pages.

use db::{Id, Tx};
use lang::Lang;
use serde::Deserialize;

use super::Files;
use crate::{
    Error, Result,
    articles::{self, By, Seen, Text, Way, Wrong},
    people,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    edit: Vec<Edit>,
    draft: Vec<Edit>,
    translation: Vec<Translation>,
    remark: Vec<Remark>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Edit {
    key: String,
    language: String,
    by: String,
    approved_by: Option<String>,
    note: String,
    hours_ago: f64,
    #[serde(default)]
    is_submitted: bool,
    old: String,
    new: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Translation {
    key: String,
    language: String,
    by: String,
    hours_ago: f64,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Remark {
    key: String,
    language: String,
    sentence: String,
    wrong: String,
    text: String,
    hours_ago: f64,
}

/// Once the articles are there.
pub fn play_authors(tx: &mut Tx) -> Result<()> {
    let file = Files::get("authoring.toml").ok_or_else(|| Error::broken("authoring.toml is missing"))?;
    let story: Story =
        toml::from_str(std::str::from_utf8(&file.data).map_err(Error::broken)?).map_err(Error::broken)?;
    for edit in &story.edit {
        published(tx, edit).map_err(|e| Error::broken(format!("edit of {}: {e}", edit.key)))?;
    }
    for edit in &story.draft {
        draft(tx, edit).map_err(|e| Error::broken(format!("draft of {}: {e}", edit.key)))?;
    }
    for translation in &story.translation {
        begun(tx, translation)
            .map_err(|e| Error::broken(format!("translation of {}: {e}", translation.key)))?;
    }
    for remark in &story.remark {
        said(tx, remark).map_err(|e| Error::broken(format!("remark on {}: {e}", remark.key)))?;
    }
    Ok(())
}

fn language(code: &str) -> Result<Lang> {
    Lang::parse(code).ok_or_else(|| Error::broken(format!("no language {code}")))
}

fn somebody(tx: &mut Tx, email: &str) -> Result<Id> {
    Ok(people::person_by_email(tx, email)?.ok_or_else(|| Error::broken(format!("nobody is {email}")))?.id)
}

/// The edition with its change made.
fn changed(tx: &mut Tx, edit: &Edit) -> Result<(articles::Edition, String)> {
    let edition = articles::exactly(tx, &edit.key, language(&edit.language)?)?.ok_or(Error::NotFound)?;
    let source = edition.source.replacen(&edit.old, &edit.new, 1);
    if source == edition.source {
        return Err(Error::broken(format!("nowhere stands: {}", edit.old)));
    }
    Ok((edition, source))
}

fn published(tx: &mut Tx, edit: &Edit) -> Result<()> {
    let (edition, source) = changed(tx, edit)?;
    let read = Text::read(&edition.key, |_| edition.language, &edition.origin, source);
    let (mut text, _) = read.map_err(Error::broken)?;
    text.from = edition.from.map(|(from, _)| from);
    text.from_version = edition.from.and_then(|(_, version)| version);
    text.made = edition.made;
    let approved_by = edit.approved_by.as_deref().map(|email| somebody(tx, email)).transpose()?;
    let by =
        By { person: Some(somebody(tx, &edit.by)?), approved_by, note: edit.note.clone(), is_minor: false };
    let (id, _) = articles::put(tx, &text, &Way::Author(by))?;
    let at = people::hours_before(tx.now(), edit.hours_ago)?;
    tx.execute("UPDATE editions SET updated_at = $2 WHERE id = $1", &[&id, &at])?;
    tx.execute(
        "UPDATE edition_versions SET at = $3 WHERE edition = $1 AND version = $2",
        &[&id, &(edition.version + 1), &at],
    )?;
    // What was imported is older than what was written since.
    tx.execute(
        "UPDATE edition_versions SET at = $3 WHERE edition = $1 AND version <= $2",
        &[&id, &edition.version, &people::hours_before(tx.now(), edit.hours_ago + 24.0 * 20.0)?],
    )?;
    tx.execute(
        "UPDATE translation_work SET since = $2 WHERE key = $1 AND what = 'update'",
        &[&edition.key, &at],
    )?;
    Ok(())
}

fn draft(tx: &mut Tx, edit: &Edit) -> Result<()> {
    let (edition, source) = changed(tx, edit)?;
    let by = somebody(tx, &edit.by)?;
    let at = people::hours_before(tx.now(), edit.hours_ago)?;
    let id = articles::begin_for(tx, by, &edition, &source)?;
    tx.execute(
        "UPDATE drafts SET note = $2, changed_at = $3, state = $4 WHERE id = $1",
        &[&id, &edit.note, &at, &(if edit.is_submitted { "review" } else { "writing" })],
    )?;
    Ok(())
}

fn begun(tx: &mut Tx, translation: &Translation) -> Result<()> {
    let by = somebody(tx, &translation.by)?;
    let language = language(&translation.language)?;
    let id = articles::translate::begin_for(tx, by, &translation.key, language, Lang::En)?;
    let at = people::hours_before(tx.now(), translation.hours_ago)?;
    tx.execute("UPDATE drafts SET changed_at = $2 WHERE id = $1", &[&id, &at])?;
    Ok(())
}

fn said(tx: &mut Tx, remark: &Remark) -> Result<()> {
    let edition = articles::exactly(tx, &remark.key, language(&remark.language)?)?.ok_or(Error::NotFound)?;
    let both = articles::both(tx, &edition)?.ok_or_else(|| Error::broken("no original"))?;
    let found = both.pairs.iter().enumerate().find(|(_, pair)| pair.target.contains(&remark.sentence));
    let (position, pair) = found.ok_or_else(|| Error::broken(format!("no sentence {}", remark.sentence)))?;
    let seen = Seen {
        key: edition.key.clone(),
        language: edition.language,
        version: edition.version,
        position: i64::try_from(position).map_err(Error::broken)?,
        target: pair.target.clone(),
        source: pair.source.clone(),
    };
    let wrong = Wrong::parse(&remark.wrong).ok_or_else(|| Error::broken("no such kind of remark"))?;
    articles::say_wrong(tx, None, &seen, wrong, &remark.text)?;
    let at = people::hours_before(tx.now(), remark.hours_ago)?;
    tx.execute(
        "UPDATE sentence_feedback SET at = $3 WHERE edition = $1 AND text = $2",
        &[&edition.id, &remark.text, &at],
    )?;
    Ok(())
}
