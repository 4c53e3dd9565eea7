use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use lang::Lang;
use sha2::{Digest, Sha256};

use super::{Customer, Desk, Scope, Viewer, Who, person::list, token};
use crate::{Result, policy::Policies, staff};

/// How long a session lasts.
pub const SESSION: SignedDuration = SignedDuration::from_hours(24 * 14);
const SEEN_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// A random secret that its holder keeps; only its hash is stored.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    pub fn new(tx: &mut Tx) -> Secret {
        Secret(tx.random())
    }

    pub fn parse(text: &str) -> Option<Secret> {
        URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Secret)
    }

    /// As it goes into a cookie or a link.
    pub fn reveal(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    pub(crate) fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

/// Begins a new session: nothing of an earlier one is taken over.
pub fn sign_in(tx: &mut Tx, person: Id, device: &str) -> Result<Secret> {
    let secret = Secret::new(tx);
    let now = tx.now();
    let device: String = device.chars().filter(|c| !c.is_control()).take(200).collect();
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO sessions (secret, id, person, device, created_at, seen_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $5, $6)",
        &[&secret.hash(), &id, &person, &device, &now, &(now + SESSION)],
    )?;
    Ok(secret)
}

/// What a viewer is made of, in the order that [`seen_as`] reads it: of a person `p` in an organization `o`.
macro_rules! person_columns {
    () => {
        "p.id, p.kind, p.cloud, p.organization, p.name, p.email, p.language,
         (SELECT string_agg(value, ',' ORDER BY level DESC, value) FROM skills
          WHERE agent = p.id AND kind = 'language'),
         p.time_zone, p.roles,
         (SELECT string_agg(value, ',' ORDER BY level DESC, value) FROM skills
          WHERE agent = p.id AND kind = 'category'),
         o.kind, (SELECT state FROM agent_states WHERE agent = p.id)"
    };
}
pub(super) use person_columns;

/// The person behind a session that is still valid, and whether it should be [`touch`]ed.
pub fn viewer(tx: &mut Tx, policies: &Policies, secret: &Secret) -> Result<Option<(Viewer, bool)>> {
    let now = tx.now();
    let sql = concat!(
        "SELECT s.id, s.seen_at, ",
        person_columns!(),
        " FROM sessions s JOIN people p ON p.id = s.person
         LEFT JOIN organizations o ON o.id = p.organization
         WHERE s.secret = $1 AND s.expires_at > $2"
    );
    let Some(row) = tx.query_opt(sql, &[&secret.hash(), &now])? else { return Ok(None) };
    let viewer = seen_as(policies, &row, None)?;
    Ok(Some((viewer, now.duration_since(row.get(1)?) > SEEN_EVERY)))
}

/// Whom a row is about: it begins with the session or token and when that was last used, and goes on with
/// `person_columns`. Whoever comes with a token has no rights that no scope stands for.
pub(super) fn seen_as(policies: &Policies, row: &Row, scopes: Option<Vec<Scope>>) -> Result<Viewer> {
    let kind: String = row.get(3)?;
    let cloud: String = row.get(4)?;
    let roles = list(&row.get::<String>(11)?);
    let permits = |permission| {
        kind == "admin" && policies.cloud(&cloud).is_some_and(|policy| policy.may(&roles, permission))
    };
    let is_there = scopes.is_none();
    let who = match row.get::<Option<Id>>(5)? {
        Some(organization) => Who::Customer(Customer {
            organization,
            is_partner: row.get::<Option<String>>(13)?.as_deref() == Some("partner"),
            is_admin: kind == "admin",
            manages_requests: is_there && permits("requests:manage"),
            manages_contacts: is_there && permits("contacts:manage"),
            reads_health: permits("health:read"),
            manages_apps: is_there && permits("apps:manage"),
            roles,
        }),
        None => Who::Agent(Desk {
            languages: list(&row.get::<Option<String>>(9)?.unwrap_or_default()),
            categories: list(&row.get::<Option<String>>(12)?.unwrap_or_default()),
            presence: staff::or_away(row.get(14)?),
            is_manager: is_there && roles.iter().any(|role| role == "manager"),
            is_author: is_there && roles.iter().any(|role| role == "author" || role == "manager"),
            is_engineer: is_there && roles.iter().any(|role| role == "engineer" || role == "manager"),
        }),
    };
    let zone: String = row.get(10)?;
    Ok(Viewer {
        session: row.get(0)?,
        person: row.get(2)?,
        scopes,
        name: row.get(6)?,
        email: row.get(7)?,
        lang: Lang::parse(&row.get::<String>(8)?).unwrap_or(Lang::En),
        zone: TimeZone::get(&zone).unwrap_or(TimeZone::UTC),
        cloud,
        who,
    })
}

/// Notes that the session is in use.
pub fn touch(tx: &mut Tx, session: Id) -> Result<()> {
    let now = tx.now();
    tx.execute("UPDATE sessions SET seen_at = $2 WHERE id = $1", &[&session, &now])?;
    Ok(())
}

#[derive(Debug, Clone)]
pub struct SessionLine {
    pub id: Id,
    pub device: String,
    pub created_at: Timestamp,
    pub seen_at: Timestamp,
    pub is_this: bool,
}

/// The viewer's own sessions, latest use first.
pub fn sessions(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<SessionLine>> {
    let now = tx.now();
    tx.query(
        "SELECT id, device, created_at, seen_at FROM sessions
         WHERE person = $1 AND expires_at > $2 ORDER BY seen_at DESC",
        &[&viewer.person, &now],
    )?
    .iter()
    .map(|row| {
        let id = row.get(0)?;
        Ok(SessionLine {
            id,
            device: row.get(1)?,
            created_at: row.get(2)?,
            seen_at: row.get(3)?,
            is_this: id == viewer.session,
        })
    })
    .collect()
}

/// Ends one of the viewer's own sessions; somebody else's doesn't exist.
pub fn end_session(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let ended = tx.execute("DELETE FROM sessions WHERE id = $1 AND person = $2", &[&id, &viewer.person])?;
    if ended == 0 { Err(crate::Error::NotFound) } else { Ok(()) }
}

pub fn sign_out(tx: &mut Tx, viewer: &Viewer) -> Result<()> {
    end_session(tx, viewer, viewer.session)
}

/// Forgets sessions, links, tokens and attempts that no longer matter.
pub fn expire(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    token::forget(tx)?;
    tx.execute("DELETE FROM sessions WHERE expires_at <= $1", &[&now])?;
    tx.execute("DELETE FROM sign_in_links WHERE expires_at <= $1", &[&now])?;
    tx.execute("DELETE FROM attempts WHERE since <= $1", &[&(now - Attempt::WINDOW)])?;
    Ok(())
}

/// What failed sign-ins, and whatever else has a limit, are counted by.
#[derive(Debug, Clone)]
pub enum Attempt {
    Name(String),
    Address(String),
    /// What somebody without an account says of an article, by address.
    Vote(String),
    /// Remarks about sentences from an address: they cost authors time, as failed sign-ins cost security.
    Remark(String),
    /// Events of a telephone system.
    Telephone(Id),
    /// Tokens that are nobody's, by address.
    Token(String),
    /// Addresses that somebody wants confirmed.
    Confirmation(Id),
}

impl Attempt {
    const WINDOW: SignedDuration = SignedDuration::from_mins(15);

    fn most(&self) -> i64 {
        match self {
            Attempt::Name(_) => 10,
            Attempt::Address(_) => 100,
            Attempt::Vote(_) => 60,
            Attempt::Remark(_) => 20,
            Attempt::Telephone(_) => 20_000,
            Attempt::Token(_) => 100,
            Attempt::Confirmation(_) => 3,
        }
    }

    fn subject(&self) -> Vec<u8> {
        let (kind, text) = match self {
            Attempt::Name(name) => ("name", name.trim().to_lowercase()),
            Attempt::Address(address) => ("address", address.clone()),
            Attempt::Vote(address) => ("vote", address.clone()),
            Attempt::Remark(address) => ("remark", address.clone()),
            Attempt::Telephone(system) => ("telephone", system.to_string()),
            Attempt::Token(address) => ("token", address.clone()),
            Attempt::Confirmation(person) => ("confirmation", person.to_string()),
        };
        Sha256::digest(format!("{kind}:{text}")).to_vec()
    }
}

/// Whether a password may be tried now. Known and unknown names are counted alike.
pub fn attempts_allowed(tx: &mut Tx, attempts: &[Attempt]) -> Result<bool> {
    let since = tx.now() - Attempt::WINDOW;
    for attempt in attempts {
        let row = tx.query_opt(
            "SELECT failures FROM attempts WHERE subject = $1 AND since > $2",
            &[&attempt.subject(), &since],
        )?;
        if row.is_some_and(|r| r.get::<i64>(0).is_ok_and(|failures| failures >= attempt.most())) {
            return Ok(false);
        }
    }
    Ok(true)
}

pub fn attempt_failed(tx: &mut Tx, attempts: &[Attempt]) -> Result<()> {
    let now = tx.now();
    for attempt in attempts {
        tx.execute(
            "INSERT INTO attempts (subject, failures, since) VALUES ($1, 1, $2)
             ON CONFLICT (subject) DO UPDATE SET
               failures = CASE WHEN attempts.since > $3 THEN attempts.failures + 1 ELSE 1 END,
               since = CASE WHEN attempts.since > $3 THEN attempts.since ELSE $2 END",
            &[&attempt.subject(), &now, &(now - Attempt::WINDOW)],
        )?;
    }
    Ok(())
}

/// After a success the name's failures are forgotten; the address's are not, since one good
/// account must not buy more guesses at others.
pub fn attempts_forgiven(tx: &mut Tx, name: &str) -> Result<()> {
    tx.execute("DELETE FROM attempts WHERE subject = $1", &[&Attempt::Name(name.into()).subject()])?;
    Ok(())
}
