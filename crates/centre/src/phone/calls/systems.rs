//! The telephone systems that tell of calls, by tokens of which only the hash is kept; the agents' extensions.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use rlibphonenumber::Region;
use sha2::{Digest, Sha256};

use super::ringing;
use crate::{
    Error, Result,
    people::{Secret, Viewer},
    tell, text,
};

#[derive(Debug, Clone)]
pub struct TelephoneSystem {
    pub id: Id,
    pub cloud: String,
    pub name: String,
    /// ISO code: national numbers are of this country.
    pub country: String,
    pub created_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub revoked_at: Option<Timestamp>,
}

/// So exact is it known when a token was last used.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);

fn hash(token: &str) -> Vec<u8> {
    Sha256::digest(token).to_vec()
}

/// Whose token it is. One look-up by a hash, whatever comes.
pub(super) fn of_token(tx: &mut Tx, token: &str) -> Result<Option<TelephoneSystem>> {
    let row = tx.query_opt(
        "SELECT id, cloud, name, country, created_at, used_at, revoked_at FROM cti_tokens WHERE secret = $1",
        &[&hash(token)],
    )?;
    let system = row.as_ref().map(read).transpose()?.filter(|system| system.revoked_at.is_none());
    let now = tx.now();
    let is_stale = |s: &TelephoneSystem| s.used_at.is_none_or(|used| now.duration_since(used) > USED_EVERY);
    if let Some(system) = system.as_ref().filter(|system| is_stale(system)) {
        tx.execute("UPDATE cti_tokens SET used_at = $2 WHERE id = $1", &[&system.id, &now])?;
    }
    Ok(system)
}

fn read(row: &db::Row) -> Result<TelephoneSystem> {
    Ok(TelephoneSystem {
        id: row.get(0)?,
        cloud: row.get(1)?,
        name: row.get(2)?,
        country: row.get(3)?,
        created_at: row.get(4)?,
        used_at: row.get(5)?,
        revoked_at: row.get(6)?,
    })
}

/// Lets a telephone system tell of calls, and answers its token, which is shown once. For the program's own commands.
pub fn add_system(tx: &mut Tx, cloud: &str, name: &str, country: &str, by: Option<Id>) -> Result<String> {
    let name = text::required("name", text::line("name", name)?)?;
    let country = country.trim().to_ascii_uppercase();
    if country.parse::<Region>().is_err() {
        return Err(tell("error-country").about("country").into());
    }
    let token = Secret::new(tx).reveal();
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO cti_tokens (id, secret, cloud, name, country, created_at, created_by)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&id, &hash(&token), &cloud, &name, &country, &now, &by],
    )?;
    Ok(token)
}

/// Those of a cloud, the newest first.
pub fn systems(tx: &mut Tx, cloud: &str) -> Result<Vec<TelephoneSystem>> {
    tx.query(
        "SELECT id, cloud, name, country, created_at, used_at, revoked_at
         FROM cti_tokens WHERE cloud = $1 ORDER BY created_at DESC, id LIMIT 200",
        &[&cloud],
    )?
    .iter()
    .map(read)
    .collect()
}

/// From now on nobody is let in with its token.
pub fn revoke_system(tx: &mut Tx, cloud: &str, id: Id) -> Result<()> {
    let now = tx.now();
    let changed = tx.execute(
        "UPDATE cti_tokens SET revoked_at = coalesce(revoked_at, $3) WHERE id = $1 AND cloud = $2",
        &[&id, &cloud, &now],
    )?;
    if changed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The cloud whose telephone systems the viewer looks after; for anyone but a manager they don't exist.
pub fn looks_after_systems(viewer: &Viewer) -> Result<&str> {
    if viewer.desk()?.is_manager { Ok(&viewer.cloud) } else { Err(Error::NotFound) }
}

/// The agents' extensions: (extension, agent's name).
pub fn extensions(tx: &mut Tx, cloud: &str) -> Result<Vec<(String, String)>> {
    tx.query(
        "SELECT e.extension, p.name FROM extensions e JOIN people p ON p.id = e.agent
         WHERE e.cloud = $1 ORDER BY e.extension LIMIT 1000",
        &[&cloud],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?)))
    .collect()
}

/// Gives an agent an extension, or with `None` takes it away.
pub fn set_extension(tx: &mut Tx, cloud: &str, extension: &str, agent: Option<&str>) -> Result<()> {
    let extension = text::required("extension", text::line("extension", extension)?)?;
    let Some(agent) = agent else {
        tx.execute("DELETE FROM extensions WHERE cloud = $1 AND extension = $2", &[&cloud, &extension])?;
        return Ok(());
    };
    let unknown = || Error::from(tell("error-no-agent").about("agent"));
    let [id] = ringing::agents_called(tx, cloud, &[agent.to_owned()])?[..] else { return Err(unknown()) };
    tx.execute(
        "INSERT INTO extensions (cloud, extension, agent) VALUES ($1, $2, $3)
         ON CONFLICT (cloud, extension) DO UPDATE SET agent = $3",
        &[&cloud, &extension, &id],
    )?;
    Ok(())
}
