use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    Callback, State,
    record::{self, live_of_case},
    seats::{Ground, told_taken},
};
use crate::{
    Error, Result,
    cases::{self, Case, Event},
    people::{Viewer, Who},
    policy::{Policies, Policy},
    tell, text,
};

/// So many free times are named when one is gone.
const NAMED: usize = 3;

/// Asks for a call about the case as the viewer: in turn, or at a time that was on offer. One that was asked for before is
/// moved. `phone` is the number to call, in any national form; empty for that of the case.
pub fn ask(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: i64,
    at: Option<Timestamp>,
    phone: &str,
) -> Result<()> {
    let case = callable(tx, viewer, number)?;
    let case = with_phone(tx, case, phone)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let event = match live_of_case(tx, case.id)? {
        None => {
            begin(tx, policy, viewer, &case, at)?;
            Event::CallbackBooked { at }
        }
        Some(callback) if callback.slot_at == at && callback.state == State::Waiting => {
            let phone = case.contact_phone.unwrap_or_else(|| callback.phone.clone());
            let same = Callback { phone, ..callback };
            return written(record::update(tx, policy, State::Waiting, &same)?);
        }
        Some(callback) => {
            let from = callback.slot_at;
            change(tx, policy, viewer, &case, callback, at)?;
            Event::CallbackMoved { from, to: at }
        }
    };
    let now = tx.now();
    cases::append(tx, policy, &case, viewer.id(), now, &[event], &[])
}

/// Takes the wish to be called back.
pub fn cancel(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: i64) -> Result<()> {
    let case = callable(tx, viewer, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let callback = live_of_case(tx, case.id)?.ok_or_else(|| tell("error-callback-none"))?;
    let at = callback.slot_at;
    movable(viewer, &callback)?;
    end(tx, policy, callback, State::Cancelled)?;
    let now = tx.now();
    cases::append(tx, policy, &case, viewer.id(), now, &[Event::CallbackCancelled { at }], &[])
}

/// The case, if a call about it can be asked for: by its organization or an agent, while it is the operator's and open.
fn callable(tx: &mut Tx, viewer: &Viewer, number: i64) -> Result<Case> {
    let case = cases::find(tx, viewer, number)?;
    if let Who::Customer(customer) = &viewer.who
        && customer.organization != case.organization
    {
        return Err(Error::NotFound);
    }
    if case.standing.partner.is_some() {
        return Err(tell("error-callback-partner").into());
    }
    if case.standing.state.is_done() {
        return Err(tell("error-callback-done").into());
    }
    Ok(case)
}

/// The case with another number to call, if one was given.
fn with_phone(tx: &mut Tx, case: Case, typed: &str) -> Result<Case> {
    if typed.trim().is_empty() {
        return Ok(case);
    }
    let country = tx.query_one("SELECT country FROM organizations WHERE id = $1", &[&case.organization])?;
    let phone = text::phone("contact_phone", typed, &country.get::<String>(0)?)?;
    if case.contact_phone.as_deref() != Some(phone.as_str()) {
        tx.execute("UPDATE cases SET contact_phone = $2 WHERE id = $1", &[&case.id, &phone])?;
    }
    Ok(Case { contact_phone: Some(phone), ..case })
}

/// While somebody dials nothing is moved or taken back, but by who dials.
fn movable(viewer: &Viewer, callback: &Callback) -> Result<()> {
    match callback.state {
        State::Claimed if callback.claimed_by != Some(viewer.id()) => {
            Err(tell("error-callback-dialled").into())
        }
        _ => Ok(()),
    }
}

/// The first call-back of a case, or the first after the last one ended. The history is the caller's to write.
pub(crate) fn begin(
    tx: &mut Tx,
    policy: &Policy,
    viewer: &Viewer,
    case: &Case,
    at: Option<Timestamp>,
) -> Result<()> {
    let ground = Ground::of_case(tx, policy, case)?;
    let seat = seat(tx, &ground, viewer, at)?;
    let now = tx.now();
    let ready_at = at.unwrap_or_else(|| ground.turn_at(now));
    let new = new_of(tx, case, &ground, at.zip(seat), ready_at)?;
    if record::insert(tx, ground.rules, &new)? {
        tx.announce(super::topic(&case.cloud));
        return Ok(());
    }
    let nearest = ground.nearest(tx, ready_at, NAMED)?;
    Err(told_taken(viewer, &nearest).into())
}

/// One in turn, from `from` on, which nobody asked for just now.
pub(super) fn begin_in_turn(tx: &mut Tx, policy: &Policy, case: &Case, from: Timestamp) -> Result<()> {
    let ground = Ground::of_case(tx, policy, case)?;
    let ready_at = ground.turn_at(from);
    let new = new_of(tx, case, &ground, None, ready_at)?;
    record::insert(tx, ground.rules, &new)?;
    tx.announce(super::topic(&case.cloud));
    Ok(())
}

/// One of the demo, asked for at `asked_at`: the time with this place among the free ones, else in turn.
pub(crate) fn play(
    tx: &mut Tx,
    policy: &Policy,
    case: &Case,
    asked_at: Timestamp,
    wanted: Option<usize>,
) -> Result<()> {
    let ground = Ground::of_case(tx, policy, case)?;
    let slots = ground.offer(tx)?.slots;
    let at = wanted.and_then(|place| slots.get(place).or(slots.last()).copied());
    let seat = match at {
        Some(at) => ground.seat(tx, at)?,
        None => None,
    };
    let slot = at.zip(seat);
    let now = tx.now();
    let ready_at = slot.map_or_else(|| ground.turn_at(now), |(at, _)| at);
    // The customer was told long ago.
    let new = Callback { asked_at, told: 0, ..new_of(tx, case, &ground, slot, ready_at)? };
    record::insert(tx, ground.rules, &new)?;
    let event = Event::CallbackBooked { at: new.slot_at };
    if slot.is_some() {
        cases::append(tx, policy, case, case.opened_by, now, &[event], &[])?;
    }
    Ok(())
}

fn new_of(
    tx: &mut Tx,
    case: &Case,
    ground: &Ground,
    slot: Option<(Timestamp, Id)>,
    ready_at: Timestamp,
) -> Result<Callback> {
    let phone = case.contact_phone.clone().ok_or_else(|| tell("error-required").about("contact_phone"))?;
    let (now, id) = (tx.now(), tx.new_id());
    let slot_at = slot.map(|(at, _)| at);
    Ok(Callback {
        id,
        case: case.id,
        number: case.number,
        subject: case.subject.clone(),
        subject_language: case.language.clone(),
        severity: case.standing.severity.clone(),
        due_at: case.due_at,
        cloud: case.cloud.clone(),
        organization: case.organization,
        organization_name: case.organization_name.clone(),
        country: String::new(),
        time_zone: String::new(),
        person: case.opened_by,
        person_name: case.opened_by_name.clone(),
        phone,
        language: ground.language.clone(),
        category: case.category.clone(),
        state: State::Waiting,
        slot_at,
        seat: slot.map(|(_, seat)| seat),
        ready_at,
        tries: 0,
        claimed_by: None,
        claimed_name: None,
        claimed_at: None,
        asked_at: now,
        first_try_at: None,
        ended_at: None,
        sequence: 0,
        told: if slot_at.is_some() { -1 } else { 0 },
        reminded: Callback::reminders_left(slot_at, ground.rules, now),
    })
}

/// To another time, or from a time to a call in turn or back.
pub(super) fn change(
    tx: &mut Tx,
    policy: &Policy,
    viewer: &Viewer,
    case: &Case,
    callback: Callback,
    at: Option<Timestamp>,
) -> Result<()> {
    movable(viewer, &callback)?;
    if at.is_none() || callback.slot_at.is_none() {
        // What was in a calendar goes out of it, what comes is another appointment.
        end(tx, policy, callback, State::Cancelled)?;
        return begin(tx, policy, viewer, case, at);
    }
    let ground = Ground::of_case(tx, policy, case)?;
    let seat = seat(tx, &ground, viewer, at)?;
    let (was, now) = (callback.state, tx.now());
    let moved = Callback {
        phone: case.contact_phone.clone().unwrap_or_else(|| callback.phone.clone()),
        language: ground.language.clone(),
        state: State::Waiting,
        slot_at: at,
        seat,
        ready_at: at.unwrap_or(now),
        tries: 0,
        claimed_by: None,
        claimed_at: None,
        sequence: callback.sequence + 1,
        reminded: Callback::reminders_left(at, ground.rules, now),
        ..callback
    };
    written(record::update(tx, policy, was, &moved)?)
}

/// Somebody whose time this is; nobody for a call in turn.
fn seat(tx: &mut Tx, ground: &Ground, viewer: &Viewer, at: Option<Timestamp>) -> Result<Option<Id>> {
    let Some(at) = at else { return Ok(None) };
    match ground.seat(tx, at)? {
        Some(seat) => Ok(Some(seat)),
        None => {
            let nearest = ground.nearest(tx, at, NAMED)?;
            Err(told_taken(viewer, &nearest).into())
        }
    }
}

/// It is over; whoever was told of a booked time, or waits for a call that won't come, is told.
pub(super) fn end(tx: &mut Tx, policy: &Policy, callback: Callback, state: State) -> Result<()> {
    let now = tx.now();
    let is_news = match state {
        State::Cancelled | State::Lost => callback.told >= 0 && callback.slot_at.is_some(),
        State::GivenUp | State::WrongNumber => true,
        _ => false,
    };
    let was = callback.state;
    let sequence = callback.sequence + 1;
    let over = Callback {
        state,
        ended_at: Some(now),
        told: if is_news { callback.told } else { sequence },
        sequence,
        ..callback
    };
    written(record::update(tx, policy, was, &over)?)
}

pub(super) fn written(is_written: bool) -> Result<()> {
    if is_written { Ok(()) } else { Err(db::Error::Conflict.into()) }
}
