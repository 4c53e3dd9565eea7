use db::{Id, Row, Tx};
use jiff::{SignedDuration, Timestamp};

use super::topic;
use crate::{Error, Result, callbacks, people::Viewer, tell};

/// No shift is longer.
pub(crate) const LONGEST: SignedDuration = SignedDuration::from_hours(24);

/// When an agent works.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    pub id: Id,
    pub agent: Id,
    pub from: Timestamp,
    pub to: Timestamp,
}

/// A shift as it stands in the plan, worked or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub shift: Shift,
    pub agent_name: String,
    pub origin: Origin,
    pub off: Option<Off>,
    /// Whose it was before.
    pub taken_from: Option<String>,
}

/// Where a shift comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    Rota,
    Extra,
    Import,
}

/// Why a shift isn't worked after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Off {
    Sick,
    Leave,
}

impl Off {
    pub const ALL: [Off; 2] = [Off::Sick, Off::Leave];

    pub fn code(self) -> &'static str {
        match self {
            Off::Sick => "sick",
            Off::Leave => "leave",
        }
    }

    pub fn parse(code: &str) -> Option<Off> {
        Off::ALL.into_iter().find(|off| off.code() == code)
    }
}

/// How a shift shall be from now on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    pub agent: Id,
    pub from: Timestamp,
    pub to: Timestamp,
    pub off: Option<Off>,
}

/// The shifts that are worked within a time, the earliest first; at one instant if `from` and `to` are the same.
pub fn shifts(tx: &mut Tx, cloud: &str, from: Timestamp, to: Timestamp) -> Result<Vec<Shift>> {
    let before = to.max(from + SignedDuration::from_micros(1));
    tx.query(
        "SELECT id, agent, from_at, to_at FROM shifts
         WHERE cloud = $1 AND from_at >= $2 AND from_at < $3 AND to_at > $4 AND off IS NULL
         ORDER BY from_at, id",
        &[&cloud, &(from - LONGEST), &before, &from],
    )?
    .iter()
    .map(read)
    .collect()
}

fn read(row: &Row) -> Result<Shift> {
    Ok(Shift { id: row.get(0)?, agent: row.get(1)?, from: row.get(2)?, to: row.get(3)? })
}

/// All shifts of a time with what became of them, as a manager of the cloud plans with them.
pub fn planned(tx: &mut Tx, viewer: &Viewer, from: Timestamp, to: Timestamp) -> Result<Vec<Planned>> {
    viewer.manages_desk()?;
    tx.query(
        "SELECT s.id, s.agent, s.from_at, s.to_at, p.name, s.origin, s.off, t.name
         FROM shifts s JOIN people p ON p.id = s.agent LEFT JOIN people t ON t.id = s.taken_from
         WHERE s.cloud = $1 AND s.from_at >= $2 AND s.from_at < $3 AND s.to_at > $4
         ORDER BY s.from_at, s.id",
        &[&viewer.cloud, &(from - LONGEST), &to, &from],
    )?
    .iter()
    .map(read_planned)
    .collect()
}

/// One shift of the manager's cloud.
pub fn planned_shift(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Planned> {
    viewer.manages_desk()?;
    let row = tx.query_opt(
        "SELECT s.id, s.agent, s.from_at, s.to_at, p.name, s.origin, s.off, t.name
         FROM shifts s JOIN people p ON p.id = s.agent LEFT JOIN people t ON t.id = s.taken_from
         WHERE s.id = $1 AND s.cloud = $2",
        &[&id, &viewer.cloud],
    )?;
    row.as_ref().map(read_planned).unwrap_or(Err(Error::NotFound))
}

fn read_planned(row: &Row) -> Result<Planned> {
    Ok(Planned {
        shift: read(row)?,
        agent_name: row.get(4)?,
        origin: match row.get::<String>(5)?.as_str() {
            "extra" => Origin::Extra,
            "import" => Origin::Import,
            _ => Origin::Rota,
        },
        off: row.get::<Option<String>>(6)?.as_deref().and_then(Off::parse),
        taken_from: row.get(7)?,
    })
}

/// The viewer's own shifts from now on, or those of whoever a feed belongs to.
pub fn own_shifts(tx: &mut Tx, agent: Id, from: Timestamp, to: Timestamp) -> Result<Vec<Shift>> {
    tx.query(
        "SELECT id, agent, from_at, to_at FROM shifts
         WHERE agent = $1 AND from_at >= $2 AND from_at < $3 AND to_at > $4 AND off IS NULL
         ORDER BY from_at, id",
        &[&agent, &(from - LONGEST), &to, &from],
    )?
    .iter()
    .map(read)
    .collect()
}

/// An extra shift, besides the usual week.
pub fn add_shift(tx: &mut Tx, viewer: &Viewer, agent: Id, from: Timestamp, to: Timestamp) -> Result<Id> {
    viewer.manages_desk()?;
    let agent = super::agent(tx, &viewer.cloud, agent)?;
    check(tx, agent.id, from, to, None)?;
    let id = insert(tx, &viewer.cloud, agent.id, from, to, "extra", None)?;
    tx.announce(topic(&viewer.cloud));
    Ok(id)
}

/// Changes the times of a shift, hands it to somebody else, or says that it isn't worked.
pub fn change_shift(tx: &mut Tx, viewer: &Viewer, id: Id, changed: &Changed) -> Result<()> {
    let before = planned_shift(tx, viewer, id)?;
    super::agent(tx, &viewer.cloud, changed.agent)?;
    put_change(tx, &before.shift, changed)?;
    tx.announce(topic(&viewer.cloud));
    Ok(())
}

pub(crate) fn put_change(tx: &mut Tx, before: &Shift, changed: &Changed) -> Result<()> {
    check(tx, changed.agent, changed.from, changed.to, Some(before.id))?;
    tx.execute(
        "UPDATE shifts SET agent = $2, from_at = $3, to_at = $4, off = $5, changed = 1 WHERE id = $1",
        &[&before.id, &changed.agent, &changed.from, &changed.to, &changed.off.map(Off::code)],
    )?;
    if before.agent != changed.agent {
        // Handed back to the first one, it is nobody else's any more.
        tx.execute(
            "UPDATE shifts SET taken_from = CASE WHEN taken_from = $2 THEN NULL ELSE COALESCE(taken_from, $3) END
             WHERE id = $1",
            &[&before.id, &changed.agent, &before.agent],
        )?;
    }
    callbacks::recheck(tx, before.agent)
}

fn check(tx: &mut Tx, agent: Id, from: Timestamp, to: Timestamp, besides: Option<Id>) -> Result<()> {
    if to <= from {
        return Err(tell("error-duty-end").about("to").into());
    }
    if to.duration_since(from) > LONGEST {
        return Err(tell("error-duty-long").about("to").into());
    }
    match overlaps(tx, agent, from, to, besides)? {
        true => Err(tell("error-duty-overlap").about("from").into()),
        false => Ok(()),
    }
}

/// Whether the agent has another shift at that time already, worked or not.
pub(super) fn overlaps(
    tx: &mut Tx,
    agent: Id,
    from: Timestamp,
    to: Timestamp,
    besides: Option<Id>,
) -> Result<bool> {
    let besides = besides.unwrap_or(Id([0; 16]));
    let found = tx.query_opt(
        "SELECT 1 FROM shifts
         WHERE agent = $1 AND from_at > $2 AND from_at < $3 AND to_at > $4 AND id <> $5 LIMIT 1",
        &[&agent, &(from - LONGEST), &to, &from, &besides],
    )?;
    Ok(found.is_some())
}

pub(super) fn insert(
    tx: &mut Tx,
    cloud: &str,
    agent: Id,
    from: Timestamp,
    to: Timestamp,
    origin: &str,
    external: Option<&str>,
) -> Result<Id> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO shifts (id, cloud, agent, from_at, to_at, origin, external, changed)
         VALUES ($1, $2, $3, $4, $5, $6, $7, 0)",
        &[&id, &cloud, &agent, &from, &to, &origin, &external],
    )?;
    Ok(id)
}
