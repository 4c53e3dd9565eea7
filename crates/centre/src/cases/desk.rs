use std::collections::BTreeMap;

use db::{Id, Tx};
use jiff::SignedDuration;

use super::{find, topic};
use crate::{Error, Result, people::Viewer};

/// What an agent does on a case right now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    Reading,
    Writing,
}

impl Doing {
    pub fn code(self) -> &'static str {
        match self {
            Doing::Reading => "reading",
            Doing::Writing => "writing",
        }
    }

    pub fn parse(code: &str) -> Option<Doing> {
        [Doing::Reading, Doing::Writing].into_iter().find(|d| d.code() == code)
    }
}

#[derive(Debug, Clone)]
pub struct Presence {
    pub name: String,
    pub doing: Doing,
}

/// An agent who says nothing for so long has gone.
const GONE: SignedDuration = SignedDuration::from_secs(50);

/// Notes what the viewer does on the case; other agents' pages hear of a change. `None`: has left.
pub fn announce_doing(tx: &mut Tx, viewer: &Viewer, number: i64, doing: Option<Doing>) -> Result<()> {
    viewer.desk()?;
    let case = find(tx, viewer, number)?;
    let now = tx.now();
    let before = tx.query_opt(
        "SELECT doing FROM presence WHERE case_id = $1 AND person = $2 AND seen_at > $3",
        &[&case.id, &viewer.id(), &(now - GONE)],
    )?;
    let before: Option<String> = before.map(|r| r.get(0)).transpose()?;
    match doing {
        Some(doing) => tx.execute(
            "INSERT INTO presence (case_id, person, doing, seen_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (case_id, person) DO UPDATE SET doing = $3, seen_at = $4",
            &[&case.id, &viewer.id(), &doing.code(), &now],
        )?,
        None => {
            tx.execute("DELETE FROM presence WHERE case_id = $1 AND person = $2", &[&case.id, &viewer.id()])?
        }
    };
    tx.execute("DELETE FROM presence WHERE seen_at < $1", &[&(now - GONE * 10)])?;
    if before.as_deref() != doing.map(Doing::code) {
        tx.announce(topic(number));
    }
    Ok(())
}

/// The other agents who are on the case.
pub fn presence(tx: &mut Tx, viewer: &Viewer, number: i64) -> Result<Vec<Presence>> {
    viewer.desk()?;
    let case = find(tx, viewer, number)?;
    let since = tx.now() - GONE;
    tx.query(
        "SELECT p.name, s.doing FROM presence s JOIN people p ON p.id = s.person
         WHERE s.case_id = $1 AND s.person <> $2 AND s.seen_at > $3 ORDER BY p.name",
        &[&case.id, &viewer.id(), &since],
    )?
    .iter()
    .map(|row| {
        let doing = Doing::parse(&row.get::<String>(1)?).unwrap_or(Doing::Reading);
        Ok(Presence { name: row.get(0)?, doing })
    })
    .collect()
}

/// The agents to whom a case of the viewer's cloud can be given.
pub fn agents(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<(Id, String)>> {
    viewer.desk()?;
    tx.query(
        "SELECT id, name FROM people WHERE cloud = $1 AND kind = 'agent' ORDER BY name",
        &[&viewer.cloud],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?)))
    .collect()
}

/// A prepared answer in the language of the case.
#[derive(Debug, Clone)]
pub struct Canned {
    pub key: String,
    pub title: String,
    /// With `{name}` and `{number}` where the customer's name and the request's number go.
    pub body: String,
}

type CannedTexts = BTreeMap<String, (String, String)>;

pub fn canned_answers(tx: &mut Tx, viewer: &Viewer, language: &str) -> Result<Vec<Canned>> {
    viewer.desk()?;
    let rows = tx.query(
        "SELECT key, texts FROM canned_answers WHERE cloud IS NULL OR cloud = $1 ORDER BY key",
        &[&viewer.cloud],
    )?;
    let mut answers = Vec::new();
    for row in &rows {
        let mut texts: CannedTexts = serde_json::from_str(&row.get::<String>(1)?).map_err(Error::broken)?;
        if let Some((title, body)) = texts.remove(language).or_else(|| texts.remove("en")) {
            answers.push(Canned { key: row.get(0)?, title, body });
        }
    }
    Ok(answers)
}

/// Keeps a prepared answer: language to (title, body). `cloud` of `None` is for every desk.
pub fn put_canned(tx: &mut Tx, key: &str, cloud: Option<&str>, texts: &CannedTexts) -> Result<()> {
    let texts = serde_json::to_string(texts).map_err(Error::broken)?;
    tx.execute(
        "INSERT INTO canned_answers (key, cloud, texts) VALUES ($1, $2, $3)
         ON CONFLICT (key) DO UPDATE SET cloud = $2, texts = $3",
        &[&key, &cloud, &texts],
    )?;
    Ok(())
}
