use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::Lang;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Settings, Thing, folded, kept};
use crate::{Result, articles};

/// What is read within this time after a question answers it.
const READING: SignedDuration = SignedDuration::from_mins(30);
/// What goes along into a request was asked and read within this time.
const TRYING: SignedDuration = SignedDuration::from_hours(24);
const MOST_TRIED: usize = 8;

/// A browser that is known until it is closed, by a random number that only it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor(Vec<u8>);

impl Visitor {
    /// By what the browser keeps; `None` if that can't have come from here.
    pub fn of(secret: &str) -> Option<Visitor> {
        let is_one = secret.len() == 32 && secret.bytes().all(|b| b.is_ascii_hexdigit());
        is_one.then(|| Visitor(Sha256::digest(secret).to_vec()))
    }

    pub(super) fn hash(&self) -> &Vec<u8> {
        &self.0
    }
}

/// Something that a visitor did.
#[derive(Debug, Clone)]
pub struct Note {
    pub visitor: Visitor,
    pub cloud: String,
    pub language: Lang,
    pub at: Timestamp,
    pub what: What,
}

#[derive(Debug, Clone)]
pub enum What {
    /// A question, and how many answers there were.
    Asked {
        question: String,
        hits: usize,
    },
    Read(Thing),
    /// Wrote to support.
    Contacted,
}

/// Writes down what visitors did, in the order in which they did it.
pub fn note(tx: &mut Tx, notes: &[Note], settings: &Settings) -> Result<()> {
    for note in notes {
        match &note.what {
            What::Asked { question, hits } => asked(tx, note, question, *hits)?,
            What::Read(thing) => read(tx, note, thing)?,
            What::Contacted => contacted(tx, note, settings)?,
        }
    }
    Ok(())
}

fn asked(tx: &mut Tx, note: &Note, question: &str, hits: usize) -> Result<()> {
    let (words, question) = (kept(question), folded(&kept(question)));
    if question.is_empty() {
        return Ok(());
    }
    // Another page of the same answers, or back from an article, is no new question.
    if let Some((_, before)) = latest(tx, note)?
        && before == question
    {
        return Ok(());
    }
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO quests (id, visitor, cloud, language, question, words, hits, asked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        &[
            &id,
            note.visitor.hash(),
            &note.cloud,
            &note.language.code(),
            &question,
            &words,
            &(hits as i64),
            &note.at,
        ],
    )?;
    Ok(())
}

/// What the visitor asked last, if that isn't long ago.
fn latest(tx: &mut Tx, note: &Note) -> Result<Option<(Id, String)>> {
    let row = tx.query_opt(
        "SELECT id, question FROM quests WHERE visitor = $1 AND asked_at >= $2 AND asked_at <= $3
         ORDER BY asked_at DESC, id DESC LIMIT 1",
        &[note.visitor.hash(), &(note.at - READING), &note.at],
    )?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

fn read(tx: &mut Tx, note: &Note, thing: &Thing) -> Result<()> {
    let Some((quest, _)) = latest(tx, note)? else { return Ok(()) };
    tx.execute("UPDATE quests SET read_at = $2 WHERE id = $1 AND read_at IS NULL", &[&quest, &note.at])?;
    tx.execute(
        "INSERT INTO quest_reads (quest, thing, at) VALUES ($1, $2, $3) ON CONFLICT (quest, thing) DO NOTHING",
        &[&quest, &thing.to_string(), &note.at],
    )?;
    Ok(())
}

/// Every question of before that nobody said was solved led to support.
fn contacted(tx: &mut Tx, note: &Note, settings: &Settings) -> Result<()> {
    tx.execute(
        "UPDATE quests SET contacted_at = $3
         WHERE visitor = $1 AND asked_at >= $2 AND asked_at <= $3 AND contacted_at IS NULL AND solved_at IS NULL",
        &[note.visitor.hash(), &(note.at - settings.solved_after()), &note.at],
    )?;
    Ok(())
}

/// The visitor says whether something that was read solved it.
pub(super) fn said(tx: &mut Tx, visitor: &Visitor, thing: &Thing, helped: bool, at: Timestamp) -> Result<()> {
    let row = tx.query_opt(
        "SELECT q.id FROM quests q JOIN quest_reads r ON r.quest = q.id
         WHERE q.visitor = $1 AND q.asked_at >= $2 AND r.thing = $3 ORDER BY q.asked_at DESC LIMIT 1",
        &[visitor.hash(), &(at - TRYING), &thing.to_string()],
    )?;
    let Some(row) = row else { return Ok(()) };
    let quest: Id = row.get(0)?;
    let (solved, unsolved) = if helped { (Some(at), None) } else { (None, Some(at)) };
    tx.execute(
        "UPDATE quests SET solved_at = $2, unsolved_at = $3 WHERE id = $1",
        &[&quest, &solved, &unsolved],
    )?;
    Ok(())
}

/// What a visitor tried before writing to support.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub asked: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub read: Vec<Reading>,
}

/// What was read, with its title in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    pub thing: Thing,
    pub title: String,
}

impl Tried {
    pub fn is_empty(&self) -> bool {
        self.asked.is_empty() && self.read.is_empty()
    }

    /// As somebody sends it: only so much, without what may be personal, and only what there is.
    pub fn settle(tx: &mut Tx, asked: &[String], read: &[Thing], language: Lang) -> Result<Tried> {
        let mut tried = Tried::default();
        for words in asked.iter().map(|words| kept(words)).filter(|words| !words.is_empty()) {
            if tried.asked.len() < MOST_TRIED && !tried.asked.contains(&words) {
                tried.asked.push(words);
            }
        }
        for thing in read {
            if tried.read.len() == MOST_TRIED || tried.read.iter().any(|known| known.thing == *thing) {
                continue;
            }
            // What was answered in a guide goes along by itself.
            if let Thing::Article(_) = thing
                && let Some(title) = title(tx, thing, language)?
            {
                tried.read.push(Reading { thing: thing.clone(), title });
            }
        }
        Ok(tried)
    }
}

/// What the visitor asked and read of late, the first one first.
pub fn tried(tx: &mut Tx, visitor: &Visitor, language: Lang) -> Result<Tried> {
    let since = tx.now() - TRYING;
    let rows = tx.query(
        "SELECT words FROM quests WHERE visitor = $1 AND asked_at >= $2 AND solved_at IS NULL
         ORDER BY asked_at DESC LIMIT 20",
        &[visitor.hash(), &since],
    )?;
    let mut asked = rows.iter().map(|row| row.get(0)).collect::<db::Result<Vec<String>>>()?;
    asked.truncate(MOST_TRIED);
    asked.reverse();
    let rows = tx.query(
        "SELECT r.thing FROM quests q JOIN quest_reads r ON r.quest = q.id
         WHERE q.visitor = $1 AND q.asked_at >= $2 AND q.solved_at IS NULL ORDER BY r.at LIMIT 20",
        &[visitor.hash(), &since],
    )?;
    let things = rows.iter().map(|row| row.get::<String>(0)).collect::<db::Result<Vec<_>>>()?;
    let things: Vec<Thing> = things.iter().filter_map(|text| Thing::parse(text)).collect();
    Tried::settle(tx, &asked, &things, language)
}

/// `None` for what is no longer there.
pub(super) fn title(tx: &mut Tx, thing: &Thing, language: Lang) -> Result<Option<String>> {
    match thing {
        Thing::Article(key) => articles::title(tx, key, language),
        Thing::Guide(key) => Ok(Some(key.clone())),
    }
}

/// Forgets what was noted long ago.
pub fn expire(tx: &mut Tx, settings: &Settings) -> Result<()> {
    let before = tx.now() - settings.keep();
    tx.execute(
        "DELETE FROM quest_reads WHERE quest IN (SELECT id FROM quests WHERE asked_at < $1)",
        &[&before],
    )?;
    tx.execute("DELETE FROM quests WHERE asked_at < $1", &[&before])?;
    tx.execute("DELETE FROM votes WHERE at < $1", &[&before])?;
    Ok(())
}
