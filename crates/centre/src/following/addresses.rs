use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::args;

use crate::{
    Error, Result,
    people::{self, Attempt, Secret, Viewer},
    policy::Policies,
    tell::{self as post, About, Channel, Mail, masked},
    text,
};

/// Where somebody wants to be written to.
#[derive(Debug, Clone)]
pub struct Address {
    pub id: Id,
    pub address: String,
    /// Not that of the account.
    pub is_second: bool,
    /// Its owner said yes; that of the account needs no yes.
    pub is_confirmed: bool,
    /// Nothing goes there any more, by its reader's own wish.
    pub is_stopped: bool,
}

impl Address {
    pub fn is_used(&self) -> bool {
        self.is_confirmed && !self.is_stopped
    }
}

/// How long the link that confirms an address is good.
const CONFIRMABLE: SignedDuration = SignedDuration::from_hours(48);

pub(super) fn addresses(tx: &mut Tx, viewer: &Viewer) -> Result<Vec<Address>> {
    let rows = tx.query(
        "SELECT a.id, a.address, p.email, a.confirmed_at, a.stopped_at FROM health_addresses a
         JOIN people p ON p.id = a.person WHERE a.person = $1 ORDER BY a.created_at, a.id",
        &[&viewer.id()],
    )?;
    let read = |row: &Row| {
        let second: Option<String> = row.get(1)?;
        Ok(Address {
            id: row.get(0)?,
            is_second: second.is_some(),
            address: second.map_or_else(|| row.get(2), Ok)?,
            is_confirmed: row.get::<Option<Timestamp>>(3)?.is_some(),
            is_stopped: row.get::<Option<Timestamp>>(4)?.is_some(),
        })
    };
    rows.iter().map(read).collect()
}

/// The address of the account takes part from the first wish on.
pub(super) fn begin(tx: &mut Tx, viewer: &Viewer) -> Result<()> {
    let (id, now, leave) = (tx.new_id(), tx.now(), Secret::new(tx).reveal());
    tx.execute(
        "INSERT INTO health_addresses (id, person, leave, confirmed_at, created_at) VALUES ($1, $2, $3, $4, $4)
         ON CONFLICT (person) WHERE address IS NULL DO NOTHING",
        &[&id, &viewer.id(), &leave, &now],
    )?;
    Ok(())
}

/// Adds a second address, or puts another in its place. It is used once its owner says yes by the link that is sent there.
pub fn add_second(tx: &mut Tx, policies: &Policies, viewer: &Viewer, site: &str, typed: &str) -> Result<()> {
    viewer.reads_health()?;
    let address = text::email("address", &text::required("address", text::line("address", typed)?)?)?;
    let address = address.to_lowercase();
    if address == viewer.email.to_lowercase() {
        return Err(crate::tell("error-address-known").about("address").into());
    }
    // Each costs a stranger a mail.
    let attempt = [Attempt::Confirmation(viewer.id())];
    if !people::attempts_allowed(tx, &attempt)? {
        return Err(crate::tell("error-address-often").about("address").into());
    }
    people::attempt_failed(tx, &attempt)?;
    begin(tx, viewer)?;
    let (id, now, secret, leave) = (tx.new_id(), tx.now(), Secret::new(tx), Secret::new(tx).reveal());
    let until = now + CONFIRMABLE;
    tx.execute("DELETE FROM health_addresses WHERE person = $1 AND address IS NOT NULL", &[&viewer.id()])?;
    tx.execute(
        "INSERT INTO health_addresses (id, person, address, leave, confirm, confirm_until, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&id, &viewer.id(), &address, &leave, &secret.hash(), &until, &now],
    )?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let operator = policy.operator.name.get(viewer.lang.code());
    let facts = args![
        "person" => viewer.name.as_str(),
        "operator" => operator,
        "link" => format!("{site}/confirm/{}", secret.reveal()),
    ];
    let text = ["tell-hello", "following-confirm-mail", "following-confirm-link", "following-confirm-else"]
        .map(|key| viewer.lang.t(key, &facts))
        .join("\n\n");
    let mail = Mail {
        cloud: viewer.cloud.clone(),
        to: address,
        language: viewer.lang,
        subject: viewer.lang.t("following-confirm-subject", &facts),
        text: format!("{text}\n\n{operator}"),
        calendar: None,
        about: About { kind: "health-address", id },
        secret: true,
        expires_at: Some(until),
    };
    post::mail(tx, &mail)?;
    Ok(())
}

pub fn remove_second(tx: &mut Tx, viewer: &Viewer) -> Result<()> {
    viewer.reads_health()?;
    tx.execute("DELETE FROM health_addresses WHERE person = $1 AND address IS NOT NULL", &[&viewer.id()])?;
    Ok(())
}

/// Writes to one of the viewer's own addresses again.
pub fn resume(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<()> {
    viewer.reads_health()?;
    let resumed = tx.execute(
        "UPDATE health_addresses SET stopped_at = NULL WHERE id = $1 AND person = $2",
        &[&id, &viewer.id()],
    )?;
    if resumed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// The second address, masked, whose owner holds this link; `None` once it is used or too late.
pub fn second_of(tx: &mut Tx, secret: &Secret) -> Result<Option<String>> {
    let now = tx.now();
    let row = tx.query_opt(
        "SELECT address FROM health_addresses WHERE confirm = $1 AND confirm_until > $2",
        &[&secret.hash(), &now],
    )?;
    row.map(|row| Ok(masked(Channel::Mail, &row.get::<String>(0)?))).transpose()
}

/// The owner of a second address says yes.
pub fn confirm(tx: &mut Tx, secret: &Secret) -> Result<()> {
    let now = tx.now();
    let confirmed = tx.execute(
        "UPDATE health_addresses SET confirmed_at = $2, confirm = NULL WHERE confirm = $1 AND confirm_until > $2",
        &[&secret.hash(), &now],
    )?;
    if confirmed == 0 { Err(Error::NotFound) } else { Ok(()) }
}

/// Whom the link at the end of a mail belongs to.
#[derive(Debug, Clone)]
pub struct Leaving {
    /// Masked.
    pub address: String,
    pub is_stopped: bool,
}

pub fn leaving(tx: &mut Tx, secret: &str) -> Result<Leaving> {
    let row = tx.query_opt(
        "SELECT coalesce(a.address, p.email), a.stopped_at FROM health_addresses a JOIN people p ON p.id = a.person
         WHERE a.leave = $1",
        &[&secret],
    )?;
    let row = row.ok_or(Error::NotFound)?;
    Ok(Leaving {
        address: masked(Channel::Mail, &row.get::<String>(0)?),
        is_stopped: row.get::<Option<Timestamp>>(1)?.is_some(),
    })
}

/// Stops all mails about health to the address of this link, also those that already wait to be sent.
pub fn leave(tx: &mut Tx, secret: &str) -> Result<()> {
    let now = tx.now();
    let row = tx.query_opt(
        "UPDATE health_addresses SET stopped_at = coalesce(stopped_at, $2) WHERE leave = $1 RETURNING id",
        &[&secret, &now],
    )?;
    post::take_back(tx, row.ok_or(Error::NotFound)?.get(0)?)
}
