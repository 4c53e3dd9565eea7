use db::{Id, Tx};

use crate::{Error, Result, callbacks};

/// The level of what somebody does best, as the language they grew up with.
pub const BEST: i64 = 3;
/// The level where none is said.
pub const USUAL: i64 = 2;

/// A language or category with its level, from 1 to [`BEST`]. A directory writes `de:3`, or `de` alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Skill {
    pub value: String,
    pub level: i64,
}

impl Skill {
    pub fn parse(text: &str, otherwise: i64) -> Result<Skill> {
        let (value, level) = match text.split_once(':') {
            None => (text, otherwise),
            Some((value, level)) => (value, level.trim().parse().unwrap_or(0)),
        };
        if !(1..=BEST).contains(&level) || value.trim().is_empty() || value.contains(',') {
            return Err(Error::broken(format!("{text}: a skill has a level from 1 to {BEST}")));
        }
        Ok(Skill { value: value.trim().to_owned(), level })
    }

    /// Languages, best first: the first is the own one.
    pub fn languages(texts: &[String]) -> Result<Vec<Skill>> {
        let level = |place| if place == 0 { BEST } else { USUAL };
        texts.iter().enumerate().map(|(place, text)| Skill::parse(text, level(place))).collect()
    }
}

/// What the agent knows from now on.
pub(crate) fn put_skills(tx: &mut Tx, agent: Id, languages: &[Skill], categories: &[Skill]) -> Result<()> {
    tx.execute("DELETE FROM skills WHERE agent = $1", &[&agent])?;
    for (kind, skills) in [("language", languages), ("category", categories)] {
        put(tx, agent, kind, skills)?;
    }
    Ok(())
}

/// The languages as the agent orders them; a level that was known stays.
pub(crate) fn set_languages(tx: &mut Tx, agent: Id, languages: &[String]) -> Result<()> {
    let known =
        tx.query("SELECT value, level FROM skills WHERE agent = $1 AND kind = 'language'", &[&agent])?;
    let mut skills = Skill::languages(languages)?;
    for row in &known {
        let value: String = row.get(0)?;
        if let Some(skill) = skills.iter_mut().find(|skill| skill.value == value) {
            skill.level = row.get(1)?;
        }
    }
    tx.execute("DELETE FROM skills WHERE agent = $1 AND kind = 'language'", &[&agent])?;
    put(tx, agent, "language", &skills)
}

fn put(tx: &mut Tx, agent: Id, kind: &str, skills: &[Skill]) -> Result<()> {
    callbacks::recheck(tx, agent)?;
    for skill in skills {
        tx.execute(
            "INSERT INTO skills (agent, kind, value, level) VALUES ($1, $2, $3, $4)
             ON CONFLICT (agent, kind, value) DO UPDATE SET level = $4",
            &[&agent, &kind, &skill.value, &skill.level],
        )?;
    }
    Ok(())
}
