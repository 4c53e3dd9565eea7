use db::{Id, Tx};
use jiff::SignedDuration;

use super::{Secret, sign_in};
use crate::{Result, tell};

/// A link that signs `person` in, once or as often as wanted, until it expires.
pub fn issue_link(tx: &mut Tx, person: Id, lasts: SignedDuration, reusable: bool) -> Result<Secret> {
    let secret = Secret::new(tx);
    let until = tx.now() + lasts;
    tx.execute(
        "INSERT INTO sign_in_links (secret, person, reusable, expires_at) VALUES ($1, $2, $3, $4)",
        &[&secret.hash(), &person, &reusable, &until],
    )?;
    Ok(secret)
}

/// Whose link it is, without using it up.
pub fn link_owner(tx: &mut Tx, secret: &Secret) -> Result<String> {
    let now = tx.now();
    tx.query_opt(
        "SELECT p.name FROM sign_in_links l JOIN people p ON p.id = l.person
         WHERE l.secret = $1 AND l.expires_at > $2",
        &[&secret.hash(), &now],
    )?
    .ok_or_else(|| tell("error-link-expired").into())
    .and_then(|row| Ok(row.get(0)?))
}

/// Signs its owner in.
pub fn redeem_link(tx: &mut Tx, secret: &Secret, device: &str) -> Result<(Secret, Id)> {
    let now = tx.now();
    let Some(row) = tx.query_opt(
        "SELECT person, reusable FROM sign_in_links WHERE secret = $1 AND expires_at > $2",
        &[&secret.hash(), &now],
    )?
    else {
        return Err(tell("error-link-expired").into());
    };
    let person = row.get(0)?;
    if !row.get::<bool>(1)? {
        tx.execute("DELETE FROM sign_in_links WHERE secret = $1", &[&secret.hash()])?;
    }
    Ok((sign_in(tx, person, device)?, person))
}
