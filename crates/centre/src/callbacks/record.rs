use db::{Id, Row, ToValue, Tx};
use jiff::{SignedDuration, Timestamp};

use crate::{
    Error, Result,
    phone::calls,
    policy::{Callbacks, Late, Policy},
    staff::{self, Cause, Presence},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    Waiting,
    /// An agent is about to call.
    Claimed,
    Reached,
    /// Tried in vain as often as the policy says.
    GivenUp,
    WrongNumber,
    Cancelled,
    /// The booked time had to be given up because nobody is there any more.
    Lost,
}

impl State {
    const ALL: [State; 7] = [
        State::Waiting,
        State::Claimed,
        State::Reached,
        State::GivenUp,
        State::WrongNumber,
        State::Cancelled,
        State::Lost,
    ];

    pub fn code(self) -> &'static str {
        match self {
            State::Waiting => "waiting",
            State::Claimed => "claimed",
            State::Reached => "reached",
            State::GivenUp => "given-up",
            State::WrongNumber => "wrong-number",
            State::Cancelled => "cancelled",
            State::Lost => "lost",
        }
    }

    fn parse(code: &str) -> Result<State> {
        let found = State::ALL.into_iter().find(|state| state.code() == code);
        found.ok_or_else(|| Error::broken(format!("unknown state of a call-back {code}")))
    }
}

/// A call-back with what its case says of it.
#[derive(Debug, Clone)]
pub struct Callback {
    pub id: Id,
    pub case: Id,
    /// Of the case, as are subject, severity and deadline.
    pub number: i64,
    pub subject: String,
    pub subject_language: String,
    pub severity: String,
    pub due_at: Option<Timestamp>,
    pub cloud: String,
    pub organization: Id,
    pub organization_name: String,
    /// Where the organization is.
    pub country: String,
    pub time_zone: String,
    pub person: Id,
    pub person_name: String,
    /// In E.164.
    pub phone: String,
    /// The one that will be spoken.
    pub language: String,
    pub category: String,
    pub state: State,
    /// The booked time; `None`: in turn.
    pub slot_at: Option<Timestamp>,
    /// Whose shift the booked time uses.
    pub seat: Option<Id>,
    /// From then on it may be called.
    pub ready_at: Timestamp,
    pub tries: i64,
    pub claimed_by: Option<Id>,
    pub claimed_name: Option<String>,
    pub claimed_at: Option<Timestamp>,
    pub asked_at: Timestamp,
    pub first_try_at: Option<Timestamp>,
    pub ended_at: Option<Timestamp>,
    /// What the customer has to be told of: counts the changes of the booked time.
    pub sequence: i64,
    pub(super) told: i64,
    pub(super) reminded: i64,
}

/// Nobody was reminded of a booked time yet; the customer was; the agents were as well. From there it counts on who was told
/// that nobody called.
pub(super) const UNREMINDED: i64 = 0;
pub(super) const CUSTOMER_REMINDED: i64 = 1;
pub(super) const ALL_REMINDED: i64 = 2;

pub(super) fn minutes(many: u32) -> SignedDuration {
    SignedDuration::from_mins(i64::from(many))
}

impl Callback {
    pub fn is_live(&self) -> bool {
        self.ended_at.is_none()
    }

    /// When something of it is due next.
    pub(super) fn wake_at(&self, rules: &Callbacks, now: Timestamp) -> Option<Timestamp> {
        if self.told < self.sequence {
            return Some(now);
        }
        if !self.is_live() {
            return None;
        }
        if self.state == State::Claimed {
            return self.claimed_at.map(|at| at + minutes(rules.claim_minutes));
        }
        let ready = Some(self.ready_at).filter(|ready| *ready > now);
        let reminder = self.slot_at.filter(|_| self.tries == 0).and_then(|slot| match self.reminded {
            UNREMINDED => Some(slot - minutes(rules.remind_customer_minutes)),
            CUSTOMER_REMINDED => Some(slot - minutes(rules.remind_agent_minutes)),
            _ => self.late(rules).map(|late| slot + minutes(late.after_minutes)),
        });
        ready.into_iter().chain(reminder).min()
    }

    /// Who is told next that nobody has made the booked call.
    pub(super) fn late<'r>(&self, rules: &'r Callbacks) -> Option<&'r Late> {
        let told = usize::try_from(self.reminded - ALL_REMINDED).ok()?;
        rules.late.get(told)
    }

    /// A time that is booked so late that a reminder would come at once needs none.
    pub(super) fn reminders_left(slot: Option<Timestamp>, rules: &Callbacks, now: Timestamp) -> i64 {
        match slot {
            None => ALL_REMINDED,
            Some(slot) if slot - minutes(rules.remind_customer_minutes) > now => UNREMINDED,
            Some(_) => CUSTOMER_REMINDED,
        }
    }
}

const SELECT: &str = "SELECT b.id, b.case_id, c.number, c.subject, c.language, c.severity, c.due_at, b.cloud,
        b.organization, o.name, o.country, o.time_zone, b.person, p.name, b.number, b.language, b.category, b.state,
        b.slot_at, b.seat, b.ready_at, b.tries, b.claimed_by, a.name, b.claimed_at, b.asked_at, b.first_try_at,
        b.ended_at, b.sequence, b.told, b.reminded
 FROM callbacks b
 JOIN cases c ON c.id = b.case_id
 JOIN organizations o ON o.id = b.organization
 JOIN people p ON p.id = b.person
 LEFT JOIN people a ON a.id = b.claimed_by
 WHERE ";

fn read(row: &Row) -> Result<Callback> {
    Ok(Callback {
        id: row.get(0)?,
        case: row.get(1)?,
        number: row.get(2)?,
        subject: row.get(3)?,
        subject_language: row.get(4)?,
        severity: row.get(5)?,
        due_at: row.get(6)?,
        cloud: row.get(7)?,
        organization: row.get(8)?,
        organization_name: row.get(9)?,
        country: row.get(10)?,
        time_zone: row.get(11)?,
        person: row.get(12)?,
        person_name: row.get(13)?,
        phone: row.get(14)?,
        language: row.get(15)?,
        category: row.get(16)?,
        state: State::parse(&row.get::<String>(17)?)?,
        slot_at: row.get(18)?,
        seat: row.get(19)?,
        ready_at: row.get(20)?,
        tries: row.get(21)?,
        claimed_by: row.get(22)?,
        claimed_name: row.get(23)?,
        claimed_at: row.get(24)?,
        asked_at: row.get(25)?,
        first_try_at: row.get(26)?,
        ended_at: row.get(27)?,
        sequence: row.get(28)?,
        told: row.get(29)?,
        reminded: row.get(30)?,
    })
}

fn select(tx: &mut Tx, condition: &str, params: &[&dyn ToValue]) -> Result<Vec<Callback>> {
    tx.query_dyn(&format!("{SELECT}{condition}"), params)?.iter().map(read).collect()
}

/// The one that is live.
pub(super) fn live_of_case(tx: &mut Tx, case: Id) -> Result<Option<Callback>> {
    Ok(select(tx, "b.case_id = $1 AND b.ended_at IS NULL", &[&case])?.into_iter().next())
}

/// The one that is live, else the last one.
pub(super) fn last_of_case(tx: &mut Tx, case: Id) -> Result<Option<Callback>> {
    let last = "b.case_id = $1
        ORDER BY CASE WHEN b.ended_at IS NULL THEN 0 ELSE 1 END, b.asked_at DESC, b.id DESC LIMIT 1";
    Ok(select(tx, last, &[&case])?.into_iter().next())
}

pub(super) fn by_id(tx: &mut Tx, id: Id) -> Result<Callback> {
    select(tx, "b.id = $1", &[&id])?.into_iter().next().ok_or(Error::NotFound)
}

pub(super) fn live_of_cloud(tx: &mut Tx, cloud: &str) -> Result<Vec<Callback>> {
    select(tx, "b.cloud = $1 AND b.ended_at IS NULL ORDER BY b.ready_at, b.id", &[&cloud])
}

pub(super) fn claimed_by(tx: &mut Tx, agent: Id) -> Result<Option<Callback>> {
    Ok(select(tx, "b.claimed_by = $1 AND b.ended_at IS NULL", &[&agent])?.into_iter().next())
}

pub(super) fn due(tx: &mut Tx, now: Timestamp, most: i64) -> Result<Vec<Callback>> {
    select(tx, "b.wake_at <= $1 ORDER BY b.wake_at LIMIT $2", &[&now, &most])
}

/// Writes a new one. `false` if the case has one already or somebody else just took the seat.
pub(super) fn insert(tx: &mut Tx, rules: &Callbacks, new: &Callback) -> Result<bool> {
    let now = tx.now();
    let written = tx.execute(
        "INSERT INTO callbacks (id, case_id, cloud, organization, person, number, language, category, state, slot_at,
             seat, ready_at, wake_at, tries, asked_at, sequence, told, reminded)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
         ON CONFLICT DO NOTHING",
        &[
            &new.id,
            &new.case,
            &new.cloud,
            &new.organization,
            &new.person,
            &new.phone,
            &new.language,
            &new.category,
            &new.state.code(),
            &new.slot_at,
            &new.seat,
            &new.ready_at,
            &new.wake_at(rules, now),
            &new.tries,
            &new.asked_at,
            &new.sequence,
            &new.told,
            &new.reminded,
        ],
    )?;
    Ok(written == 1)
}

/// Writes what became of it, if nobody else changed its state since it was read. Whoever takes one is busy with it, and has
/// time to write it up when it is over.
pub(super) fn update(tx: &mut Tx, policy: &Policy, was: State, it: &Callback) -> Result<bool> {
    let now = tx.now();
    let held = claimer(tx, it.id)?;
    let written = tx.execute(
        "UPDATE callbacks SET language = $3, state = $4, slot_at = $5, seat = $6, ready_at = $7, wake_at = $8,
                tries = $9, claimed_by = $10, claimed_at = $11, first_try_at = $12, ended_at = $13, sequence = $14,
                told = $15, reminded = $16, number = $17
         WHERE id = $1 AND state = $2",
        &[
            &it.id,
            &was.code(),
            &it.language,
            &it.state.code(),
            &it.slot_at,
            &it.seat,
            &it.ready_at,
            &it.wake_at(&policy.callbacks, now),
            &it.tries,
            &it.claimed_by,
            &it.claimed_at,
            &it.first_try_at,
            &it.ended_at,
            &it.sequence,
            &it.told,
            &it.reminded,
            &it.phone,
        ],
    )?;
    tx.announce(super::topic(&it.cloud));
    tx.announce(crate::cases::topic(it.number));
    if written == 1 && it.state == State::Claimed {
        if let Some(agent) = it.claimed_by.filter(|agent| held != Some(*agent)) {
            staff::put_state(tx, policy, agent, Presence::Busy, Cause::Call)?;
        }
    } else if written == 1
        && let Some(agent) = held
    {
        calls::wrap_up(tx, policy, agent)?;
    }
    Ok(written == 1)
}

/// Who is about to make the call.
fn claimer(tx: &mut Tx, id: Id) -> Result<Option<Id>> {
    let row = tx.query_opt("SELECT claimed_by FROM callbacks WHERE id = $1 AND state = 'claimed'", &[&id])?;
    Ok(row.map(|row| row.get(0)).transpose()?.flatten())
}

/// Looks at one that is claimed again later: somebody talks for it.
pub(super) fn postpone(tx: &mut Tx, rules: &Callbacks, id: Id) -> Result<()> {
    let wake_at = tx.now() + minutes(rules.claim_minutes);
    tx.execute("UPDATE callbacks SET wake_at = $2 WHERE id = $1 AND state = 'claimed'", &[&id, &wake_at])?;
    Ok(())
}
