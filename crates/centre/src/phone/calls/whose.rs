//! For whom a number speaks.

use db::{Id, ToValue, Tx};
use jiff::{SignedDuration, Timestamp};

use super::number::{Heard, of_the_house};
use crate::{Result, policy::Policy};

/// An organization that a number may belong to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    pub organization: Id,
    pub name: String,
    pub support_id: String,
    pub by: By,
    /// Whose own number it is, if only one person's.
    pub person: Option<(Id, String)>,
}

/// What connects a number with an organization, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// Registered, and long enough.
    Registered,
    /// Registered only lately: it proves nothing yet.
    Lately,
    /// Somebody gave it as the own number.
    Person,
    /// An extension of a registered number.
    House,
}

impl By {
    pub fn code(self) -> &'static str {
        match self {
            By::Registered => "registered",
            By::Lately => "lately",
            By::Person => "person",
            By::House => "house",
        }
    }
}

/// Whether the operator's own people call from this number: an agent's extension, or what the policy says is theirs.
pub(super) fn is_colleague(tx: &mut Tx, policy: &Policy, heard: &Heard) -> Result<bool> {
    if heard.said.is_empty() {
        return Ok(false);
    }
    let extension = tx.query_opt(
        "SELECT 1 FROM extensions WHERE cloud = $1 AND extension = $2",
        &[&policy.cloud.key, &heard.said],
    )?;
    Ok(extension.is_some() || is_own(&policy.calls.own_numbers, heard))
}

/// By every reading, so that a number that can mean another one too isn't taken for an own one.
pub(super) fn is_own(own: &[String], heard: &Heard) -> bool {
    let begins = |e164: &String| own.iter().any(|begin| e164.starts_with(begin.as_str()));
    !heard.readings.is_empty() && heard.readings.iter().all(begins)
}

/// More organizations with one number are no help.
const MOST: i64 = 10;

/// The organizations that any reading of a number may belong to, and the reading that did if only one did.
pub(super) fn whose(tx: &mut Tx, policy: &Policy, heard: &Heard) -> Result<(Vec<Match>, Option<String>)> {
    let mut found: Vec<Match> = Vec::new();
    let mut of: Vec<&String> = Vec::new();
    for reading in &heard.readings {
        let matches = exact(tx, policy, reading)?;
        if !matches.is_empty() {
            of.push(reading);
        }
        for one in matches {
            if !found.iter().any(|known| known.organization == one.organization) {
                found.push(one);
            }
        }
    }
    if let [reading] = of[..] {
        return Ok((found, Some(reading.clone())));
    }
    if found.is_empty() {
        for reading in &heard.readings {
            found.extend(house(tx, policy, reading)?);
        }
    }
    Ok((found, None))
}

fn exact(tx: &mut Tx, policy: &Policy, number: &str) -> Result<Vec<Match>> {
    let cloud = &policy.cloud.key;
    let old_enough =
        tx.now() - SignedDuration::from_hours(i64::from(policy.verification.registered_for_hours));
    let registered = tx.query(
        "SELECT o.id, o.name, o.support_id, r.registered_at
         FROM registered_contacts r JOIN organizations o ON o.id = r.organization
         WHERE r.kind = 'phone' AND r.value = $1 AND o.cloud = $2 ORDER BY o.name LIMIT $3",
        &[&number, cloud, &MOST],
    )?;
    let mut found = Vec::new();
    for row in &registered {
        let by = if row.get::<Timestamp>(3)? <= old_enough { By::Registered } else { By::Lately };
        let (organization, name, support_id) = (row.get(0)?, row.get(1)?, row.get(2)?);
        found.push(Match { organization, name, support_id, by, person: None });
    }
    let people = tx.query(
        "SELECT o.id, o.name, o.support_id, p.id, p.name
         FROM people p JOIN organizations o ON o.id = p.organization
         WHERE p.phone = $1 AND o.cloud = $2 ORDER BY p.name LIMIT $3",
        &[&number, cloud, &MOST],
    )?;
    let mut shared = Vec::new();
    for row in &people {
        let organization = row.get(0)?;
        let person = Some((row.get(3)?, row.get(4)?));
        match found.iter_mut().find(|known| known.organization == organization) {
            None => {
                let (name, support_id) = (row.get(1)?, row.get(2)?);
                found.push(Match { organization, name, support_id, by: By::Person, person });
            }
            Some(known) if known.person.is_none() => known.person = person,
            Some(_) => shared.push(organization),
        }
    }
    for known in found.iter_mut().filter(|known| shared.contains(&known.organization)) {
        known.person = None;
    }
    Ok(found)
}

fn house(tx: &mut Tx, policy: &Policy, number: &str) -> Result<Vec<Match>> {
    let stems = of_the_house(number);
    if stems.is_empty() {
        return Ok(Vec::new());
    }
    let places: Vec<String> = (2..stems.len() + 2).map(|n| format!("${n}")).collect();
    let sql = format!(
        "SELECT DISTINCT o.id, o.name, o.support_id
         FROM registered_contacts r JOIN organizations o ON o.id = r.organization
         WHERE r.kind = 'phone' AND r.value IN ({}) AND o.cloud = $1 ORDER BY o.name LIMIT {MOST}",
        places.join(", ")
    );
    let mut params: Vec<&dyn ToValue> = vec![&policy.cloud.key];
    params.extend(stems.iter().map(|stem| stem as &dyn ToValue));
    let rows = tx.query_dyn(&sql, &params)?;
    let one = |row: &db::Row| {
        Ok(Match {
            organization: row.get(0)?,
            name: row.get(1)?,
            support_id: row.get(2)?,
            by: By::House,
            person: None,
        })
    };
    rows.iter().map(one).collect()
}
