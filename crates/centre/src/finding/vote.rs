use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{Thing, Visitor, note};
use crate::{Error, Result, changes, people::Attempt, tell, text};

/// The index hears of a change of this size.
const STEPS: f32 = 10.0;

/// Why it didn't help.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    Wrong,
    Unclear,
    TooHard,
    OtherProblem,
    Language,
}

impl Reason {
    pub const ALL: [Reason; 5] =
        [Reason::Unclear, Reason::TooHard, Reason::Wrong, Reason::OtherProblem, Reason::Language];

    pub fn code(self) -> &'static str {
        match self {
            Reason::Wrong => "wrong",
            Reason::Unclear => "unclear",
            Reason::TooHard => "too-hard",
            Reason::OtherProblem => "other-problem",
            Reason::Language => "language",
        }
    }

    pub fn parse(code: &str) -> Option<Reason> {
        Reason::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// What a visitor says of something that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vote {
    pub helped: bool,
    /// With a no.
    pub reason: Option<Reason>,
    pub words: String,
}

/// Takes a visitor's vote in the place of an earlier one. `address` is where it came from: only so many come from one.
pub fn vote(
    tx: &mut Tx,
    visitor: &Visitor,
    address: &str,
    cloud: &str,
    thing: &Thing,
    language: Lang,
    vote: &Vote,
) -> Result<()> {
    let attempts = [Attempt::Vote(address.to_owned())];
    if !crate::people::attempts_allowed(tx, &attempts)? {
        return Err(tell("error-too-many-votes").into());
    }
    crate::people::attempt_failed(tx, &attempts)?;
    let now = tx.now();
    put(tx, visitor, cloud, thing, language, vote, now)
}

pub(super) fn put(
    tx: &mut Tx,
    visitor: &Visitor,
    cloud: &str,
    thing: &Thing,
    language: Lang,
    vote: &Vote,
    at: Timestamp,
) -> Result<()> {
    let edition = edition(tx, thing, language)?;
    let words = text::line("words", &vote.words)?;
    let (reason, words) = match vote.helped {
        true => (None, ""),
        false => (vote.reason.map(Reason::code), words.as_str()),
    };
    let before = helpfulness(tx, thing, language)?;
    tx.execute(
        "INSERT INTO votes (thing, language, visitor, cloud, helped, reason, words, at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (thing, language, visitor) DO UPDATE SET
           cloud = $4, helped = $5, reason = $6, words = $7, at = $8",
        &[&thing.to_string(), &language.code(), visitor.hash(), &cloud, &vote.helped, &reason, &words, &at],
    )?;
    note::said(tx, visitor, thing, vote.helped, at)?;
    let after = helpfulness(tx, thing, language)?;
    if let Some(edition) = edition
        && (before * STEPS).round() != (after * STEPS).round()
    {
        changes::record(tx, changes::What::Edition, edition)?;
    }
    Ok(())
}

/// What is voted on has to exist; an article is an edition, which the index knows.
fn edition(tx: &mut Tx, thing: &Thing, language: Lang) -> Result<Option<Id>> {
    match thing {
        Thing::Article(key) => {
            let row = tx.query_opt(
                "SELECT id FROM editions WHERE key = $1 AND language = $2",
                &[&key.as_str(), &language.code()],
            )?;
            Ok(Some(row.ok_or(Error::NotFound)?.get(0)?))
        }
        Thing::Guide(_) => Ok(None),
    }
}

/// What the visitor said of it.
pub fn own_vote(tx: &mut Tx, visitor: &Visitor, thing: &Thing, language: Lang) -> Result<Option<Vote>> {
    let row = tx.query_opt(
        "SELECT helped, reason, words FROM votes WHERE thing = $1 AND language = $2 AND visitor = $3",
        &[&thing.to_string(), &language.code(), visitor.hash()],
    )?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Vote {
        helped: row.get(0)?,
        reason: row.get::<Option<String>>(1)?.as_deref().and_then(Reason::parse),
        words: row.get(2)?,
    }))
}

/// From -1, it helped nobody, over 0, nothing is known, to 1, it helped everybody. A few votes move it little. Whoever
/// has another problem says nothing of the article.
pub fn helpfulness(tx: &mut Tx, thing: &Thing, language: Lang) -> Result<f32> {
    let row = tx.query_one(
        "SELECT CAST(coalesce(sum(helped), 0) AS BIGINT), count(*) FROM votes
         WHERE thing = $1 AND language = $2 AND (reason IS NULL OR reason <> 'other-problem')",
        &[&thing.to_string(), &language.code()],
    )?;
    let (helped, all): (i64, i64) = (row.get(0)?, row.get(1)?);
    Ok((2 * helped - all) as f32 / (all + 4) as f32)
}

/// What was said about an article is said about it under its new name.
pub(crate) fn rename(tx: &mut Tx, from: &Thing, to: &Thing) -> Result<()> {
    tx.execute(
        "UPDATE votes SET thing = $2 WHERE thing = $1 AND NOT EXISTS (
             SELECT 1 FROM votes o WHERE o.thing = $2 AND o.language = votes.language AND o.visitor = votes.visitor)",
        &[&from.to_string(), &to.to_string()],
    )?;
    Ok(())
}
