//! What programs show instead of a session. A token speaks for a person, who made it, or for an organization, whose app
//! it is; it may what its scopes say, and of that only what the person still may.

#[cfg(test)]
mod tests;
mod text;

use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use lang::Lang;

use super::{Viewer, Who, session};
use crate::{
    Error, Result,
    audit::{self, Event, Subject},
    policy::Policies,
    tell, text as typed,
};

/// What a token is good for; the names are those of Microsoft Graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Scope {
    ReadHealth,
    ReadMessages,
    /// To say which messages one has read, archived or likes: for people only.
    MarkMessages,
}

impl Scope {
    pub const ALL: [Scope; 3] = [Scope::ReadHealth, Scope::ReadMessages, Scope::MarkMessages];

    pub fn code(self) -> &'static str {
        match self {
            Scope::ReadHealth => "ServiceHealth.Read.All",
            Scope::ReadMessages => "ServiceMessage.Read.All",
            Scope::MarkMessages => "ServiceMessageViewpoint.Write",
        }
    }

    pub fn parse(code: &str) -> Option<Scope> {
        Scope::ALL.into_iter().find(|scope| scope.code() == code)
    }

    /// Whether an app, which is nobody, can hold it.
    pub fn is_for_apps(self) -> bool {
        self != Scope::MarkMessages
    }
}

/// A token to be made.
#[derive(Debug, Clone, Default)]
pub struct NewToken {
    pub name: String,
    /// For an app of the organization, not for whoever makes it.
    pub for_app: bool,
    /// Codes of scopes.
    pub scopes: Vec<String>,
    pub days: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenState {
    Works,
    Expired,
    Revoked,
}

/// A token as its owners see it; the secret is gone.
#[derive(Debug, Clone)]
pub struct TokenLine {
    pub id: Id,
    pub name: String,
    pub is_app: bool,
    pub ending: String,
    pub scopes: Vec<Scope>,
    pub created_at: Timestamp,
    pub created_by: String,
    pub expires_at: Timestamp,
    pub used_at: Option<Timestamp>,
    pub state: TokenState,
}

/// More at a time nobody looks after.
const MOST: usize = 50;
/// So exact is it known when a token was last used.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);
/// So long after it expired is a token still listed.
const LISTED: SignedDuration = SignedDuration::from_hours(24 * 90);

/// The scopes of tokens that the viewer may make: for programs of their own, and for apps of the organization.
pub fn may_make(viewer: &Viewer) -> (Vec<Scope>, Vec<Scope>) {
    let is_there = viewer.scopes.is_none();
    let reads_health = viewer.reads_health().is_ok() || viewer.is_agent();
    let own = Scope::ALL.into_iter().filter(|_| is_there && reads_health).collect();
    let of_apps = Scope::ALL.into_iter().filter(|scope| viewer.manages_apps().is_ok() && scope.is_for_apps());
    (own, of_apps.collect())
}

/// Makes a token and answers it: it can't be shown again.
pub fn make_token(tx: &mut Tx, policies: &Policies, viewer: &Viewer, new: &NewToken) -> Result<String> {
    let (own, of_apps) = may_make(viewer);
    let offered = if new.for_app { of_apps } else { own };
    if offered.is_empty() {
        return Err(Error::NotFound);
    }
    let organization = if new.for_app { Some(viewer.manages_apps()?) } else { None };
    let person = Some(viewer.person).filter(|_| !new.for_app);
    let name = typed::required("name", typed::line("name", &new.name)?)?;
    let mut scopes = Vec::new();
    for code in &new.scopes {
        let scope = Scope::parse(code).filter(|scope| offered.contains(scope));
        scopes.push(scope.ok_or_else(|| tell("error-token-scope").about("scopes"))?);
    }
    scopes.sort();
    scopes.dedup();
    if scopes.is_empty() {
        return Err(tell("error-token-scope").about("scopes").into());
    }
    let rules = &policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?.tokens;
    if !rules.days.contains(&new.days) {
        return Err(tell("error-token-days").about("days").into());
    }
    let listed = tokens(tx, viewer)?;
    if listed.iter().filter(|line| line.is_app == new.for_app && line.state == TokenState::Works).count()
        >= MOST
    {
        return Err(tell("error-token-most").with("most", MOST).about("name").into());
    }
    let token = text::new(tx, text::PREFIXES[usize::from(new.for_app)]);
    let (id, now) = (tx.new_id(), tx.now());
    let codes: Vec<&str> = scopes.iter().map(|scope| scope.code()).collect();
    tx.execute(
        "INSERT INTO tokens (id, hash, ending, cloud, person, organization, name, scopes, created_at, created_by,
                             expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        &[
            &id,
            &text::hash(&token),
            &&token[token.len() - 4..],
            &viewer.cloud,
            &person,
            &organization,
            &name,
            &codes.join(" "),
            &now,
            &viewer.person,
            &(now + SignedDuration::from_hours(24 * i64::from(new.days))),
        ],
    )?;
    let scopes = codes.into_iter().map(str::to_owned).collect();
    record(tx, viewer, organization, &Event::TokenMade { name, scopes })?;
    Ok(token)
}

fn record(tx: &mut Tx, viewer: &Viewer, organization: Option<Id>, event: &Event) -> Result<()> {
    audit::record(tx, viewer, Subject { organization, call: None }, event)
}

/// Those of the viewer, and the apps of the organization for those who look after them; the newest first.
pub fn tokens(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<TokenLine>> {
    let now = tx.now();
    let own = tx.query(
        "SELECT t.id, t.name, t.organization, t.ending, t.scopes, t.created_at, p.name, t.expires_at, t.used_at,
                t.revoked_at
         FROM tokens t JOIN people p ON p.id = t.created_by
         WHERE t.person = $1 ORDER BY t.created_at DESC LIMIT 200",
        &[&viewer.person],
    )?;
    let of_apps = match viewer.manages_apps() {
        Err(_) => Vec::new(),
        Ok(organization) => tx.query(
            "SELECT t.id, t.name, t.organization, t.ending, t.scopes, t.created_at, p.name, t.expires_at, t.used_at,
                    t.revoked_at
             FROM tokens t JOIN people p ON p.id = t.created_by
             WHERE t.organization = $1 ORDER BY t.created_at DESC LIMIT 200",
            &[&organization],
        )?,
    };
    own.iter().chain(&of_apps).map(|row| line(row, now)).collect()
}

fn line(row: &Row, now: Timestamp) -> Result<TokenLine> {
    let expires_at: Timestamp = row.get(7)?;
    let state = match row.get::<Option<Timestamp>>(9)? {
        Some(_) => TokenState::Revoked,
        None if expires_at <= now => TokenState::Expired,
        None => TokenState::Works,
    };
    Ok(TokenLine {
        id: row.get(0)?,
        name: row.get(1)?,
        is_app: row.get::<Option<Id>>(2)?.is_some(),
        ending: row.get(3)?,
        scopes: scopes(&row.get::<String>(4)?),
        created_at: row.get(5)?,
        created_by: row.get(6)?,
        expires_at,
        used_at: row.get(8)?,
        state,
    })
}

fn scopes(codes: &str) -> Vec<Scope> {
    codes.split(' ').filter_map(Scope::parse).collect()
}

/// From now on nobody is let in with it. Somebody else's doesn't exist.
pub fn revoke_token(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    let found =
        tx.query_opt("SELECT person, organization, name, revoked_at FROM tokens WHERE id = $1", &[&id])?;
    let row = found.ok_or(Error::NotFound)?;
    let organization: Option<Id> = row.get(1)?;
    let is_own = row.get::<Option<Id>>(0)? == Some(viewer.person) && viewer.scopes.is_none();
    let is_of_own_app = organization.is_some() && organization == viewer.manages_apps().ok();
    if !(is_own || is_of_own_app) {
        return Err(Error::NotFound);
    }
    if row.get::<Option<Timestamp>>(3)?.is_some() {
        return Ok(());
    }
    let now = tx.now();
    tx.execute("UPDATE tokens SET revoked_at = $2 WHERE id = $1", &[&id, &now])?;
    record(tx, viewer, organization, &Event::TokenRevoked { name: row.get(2)? })
}

/// Whom a token that is still valid speaks for, and whether its use should be noted ([`token_used`]).
pub fn bearer(tx: &mut Tx, policies: &Policies, token: &str) -> Result<Option<(Viewer, bool)>> {
    if !text::is_plausible(token) {
        return Ok(None);
    }
    let now = tx.now();
    let sql = concat!(
        "SELECT t.id, t.used_at, ",
        session::person_columns!(),
        ", t.scopes, t.name, t.cloud, t.organization, o.language, o.time_zone
         FROM tokens t LEFT JOIN people p ON p.id = t.person
         LEFT JOIN organizations o ON o.id = coalesce(p.organization, t.organization)
         WHERE t.hash = $1 AND t.expires_at > $2 AND t.revoked_at IS NULL"
    );
    let Some(row) = tx.query_opt(sql, &[&text::hash(token), &now])? else { return Ok(None) };
    let scopes = scopes(&row.get::<String>(15)?);
    let viewer = match row.get::<Option<Id>>(18)? {
        Some(organization) => app(&row, organization, scopes)?,
        None => session::seen_as(policies, &row, Some(scopes))?,
    };
    let used_at: Option<Timestamp> = row.get(1)?;
    Ok(Some((viewer, used_at.is_none_or(|used| now.duration_since(used) > USED_EVERY))))
}

fn app(row: &Row, organization: Id, scopes: Vec<Scope>) -> Result<Viewer> {
    let zone: String = row.get(20)?;
    Ok(Viewer {
        session: row.get(0)?,
        person: row.get(0)?,
        scopes: Some(scopes),
        name: row.get(16)?,
        email: String::new(),
        lang: Lang::parse(&row.get::<String>(19)?).unwrap_or(Lang::En),
        zone: TimeZone::get(&zone).unwrap_or(TimeZone::UTC),
        cloud: row.get(17)?,
        who: Who::App { organization },
    })
}

/// Notes that a token is in use, at most once a minute whoever says so how often.
pub fn token_used(tx: &mut Tx, id: Id) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE tokens SET used_at = $2 WHERE id = $1 AND (used_at IS NULL OR used_at < $3)",
        &[&id, &now, &(now - USED_EVERY)],
    )?;
    Ok(())
}

/// Those that expired long ago are listed no more; the audit log knows of them.
pub(super) fn forget(tx: &mut Tx) -> Result<()> {
    let now = tx.now();
    tx.execute("DELETE FROM tokens WHERE expires_at <= $1", &[&(now - LISTED)])?;
    Ok(())
}
