use std::collections::HashMap;

use db::Tx;
use jiff::SignedDuration;
use lang::Lang;

use super::{Thing, is_sayable};
use crate::Result;

/// So far back what others asked is gathered.
const SINCE: SignedDuration = SignedDuration::from_hours(24 * 90);
/// Fewer visitors may be one person, or one company.
const VISITORS: i64 = 3;
/// So many are offered in a language.
const MOST: usize = 200;

/// A question that led others to an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Popular {
    pub cloud: String,
    pub language: String,
    pub words: String,
}

/// What several visitors asked and found: the most asked first in each cloud and language.
pub fn gather(tx: &mut Tx) -> Result<Vec<Popular>> {
    let since = tx.now() - SINCE;
    let rows = tx.query(
        "SELECT cloud, language, min(words), count(DISTINCT visitor) AS visitors FROM quests
         WHERE asked_at >= $1 AND solved_at IS NOT NULL
         GROUP BY cloud, language, question HAVING count(DISTINCT visitor) >= $2
         ORDER BY cloud, language, visitors DESC, min(words)",
        &[&since, &VISITORS],
    )?;
    let mut offered: HashMap<(String, String), usize> = HashMap::new();
    let mut gathered = Vec::new();
    for row in &rows {
        let one = Popular { cloud: row.get(0)?, language: row.get(1)?, words: row.get(2)? };
        let many = offered.entry((one.cloud.clone(), one.language.clone())).or_default();
        if *many < MOST && is_sayable(&one.words) {
            *many += 1;
            gathered.push(one);
        }
    }
    Ok(gathered)
}

/// Puts what was gathered in the place of what was offered before.
pub fn replace_popular(tx: &mut Tx, gathered: &[Popular]) -> Result<()> {
    tx.execute("DELETE FROM popular_questions", &[])?;
    for (place, one) in gathered.iter().enumerate() {
        tx.execute(
            "INSERT INTO popular_questions (cloud, language, place, words) VALUES ($1, $2, $3, $4)",
            &[&one.cloud, &one.language, &(place as i64), &one.words],
        )?;
    }
    Ok(())
}

/// What others asked in this language, the most asked first.
pub fn popular(tx: &mut Tx, cloud: &str, language: Lang) -> Result<Vec<String>> {
    tx.query(
        "SELECT words FROM popular_questions WHERE cloud = $1 AND language = $2 ORDER BY place",
        &[&cloud, &language.code()],
    )?
    .iter()
    .map(|row| Ok(row.get(0)?))
    .collect()
}

/// What several visitors asked whom this helped.
pub(crate) fn answered_by(tx: &mut Tx, thing: &Thing, language: Lang) -> Result<Vec<String>> {
    let rows = tx.query(
        "SELECT min(q.words) FROM quest_reads r JOIN quests q ON q.id = r.quest
         WHERE r.thing = $1 AND q.language = $2 AND q.solved_at IS NOT NULL
         GROUP BY q.question HAVING count(DISTINCT q.visitor) >= $3 ORDER BY count(*) DESC, 1 LIMIT 20",
        &[&thing.to_string(), &language.code(), &VISITORS],
    )?;
    let words = rows.iter().map(|row| row.get(0)).collect::<db::Result<Vec<String>>>()?;
    Ok(words.into_iter().filter(|words| is_sayable(words)).collect())
}
