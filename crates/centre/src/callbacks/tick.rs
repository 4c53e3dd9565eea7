use std::collections::BTreeSet;

use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    Callback, State,
    ask::{begin_in_turn, end, written},
    call::{give_back, no_answer, tried},
    mail::{self, Says},
    record::{self, ALL_REMINDED, CUSTOMER_REMINDED, UNREMINDED, minutes},
    seats::Ground,
};
use crate::{
    Error, Result,
    cases::{self, Case, Event},
    phone::{CallState, calls},
    policy::{Callbacks, Policies, Policy, TellOfLate},
    promises, staff,
};

/// So many are looked after in one transaction.
const AT_ONCE: i64 = 20;

/// Whether any call-back wants something now.
pub fn is_due(tx: &mut Tx) -> Result<bool> {
    let now = tx.now();
    Ok(tx.query_opt("SELECT 1 FROM callbacks WHERE wake_at <= $1 LIMIT 1", &[&now])?.is_some())
}

/// Does what is due: writes to customers, reminds, takes back what was forgotten, finds other agents for booked times whose
/// shift is gone. What was done stands in the same transaction as that it was, so nothing happens twice. Answers how many
/// it looked after.
pub fn tick(tx: &mut Tx, policies: &Policies, site: &str) -> Result<usize> {
    let now = tx.now();
    let due = record::due(tx, now, AT_ONCE)?;
    let many = due.len();
    for callback in due {
        let id = callback.id;
        let policy = policies.cloud(&callback.cloud).ok_or_else(|| Error::broken("the cloud has no policy"));
        match policy.and_then(|policy| attend(tx, policy, site, callback)) {
            Ok(()) => {}
            Err(Error::Db(error)) => return Err(error.into()),
            // One that nothing can be done for must not hold up the others.
            Err(error) => {
                tracing::error!(%id, %error, "a call-back rests");
                tx.execute("UPDATE callbacks SET wake_at = NULL WHERE id = $1", &[&id])?;
            }
        }
    }
    Ok(many)
}

fn attend(tx: &mut Tx, policy: &Policy, site: &str, callback: Callback) -> Result<()> {
    let (rules, now, was) = (&policy.callbacks, tx.now(), callback.state);
    if callback.told < callback.sequence {
        if let Some(says) = Says::news(&callback) {
            mail::write(tx, policy, site, &callback, says, None)?;
        }
        let told = Callback { told: callback.sequence, ..callback };
        return written(record::update(tx, policy, was, &told)?);
    }
    if callback.state == State::Claimed {
        return forgotten(tx, policy, callback);
    }
    if lateness(rules, &callback).is_some_and(|at| at <= now) {
        return tell_of_lateness(tx, policy, callback);
    }
    let Some(slot) = callback.slot_at.filter(|slot| *slot > now && callback.tries == 0) else {
        // It can be called now: the pages hear of it.
        let ready = Callback { reminded: callback.reminded.max(ALL_REMINDED), ..callback };
        return written(record::update(tx, policy, was, &ready)?);
    };
    let case = cases::load(tx, callback.number)?;
    let Some(mut callback) = seated(tx, policy, &case, callback)? else { return Ok(()) };
    if callback.reminded == UNREMINDED && slot - minutes(rules.remind_customer_minutes) <= now {
        mail::write(tx, policy, site, &callback, Says::Reminder, Some(slot))?;
        callback.reminded = CUSTOMER_REMINDED;
    }
    if callback.reminded == CUSTOMER_REMINDED && slot - minutes(rules.remind_agent_minutes) <= now {
        cases::append_of_time(tx, policy, &case, &[Event::CallbackNear { at: slot }])?;
        let people: BTreeSet<Id> = callback.seat.into_iter().collect();
        promises::give(tx, case.id, case.events, &people)?;
        callback.reminded = ALL_REMINDED;
    }
    written(record::update(tx, policy, was, &callback)?)
}

/// Whoever took it says nothing more of it. While they talk, it stays theirs; a call that reached nobody was an attempt;
/// otherwise somebody else shall call.
fn forgotten(tx: &mut Tx, policy: &Policy, callback: Callback) -> Result<()> {
    let last = calls::last_of_callback(tx, callback.id, callback.claimed_at)?;
    match (last, callback.claimed_by) {
        (Some(call), _) if call.state != CallState::Ended => {
            record::postpone(tx, &policy.callbacks, callback.id)
        }
        (Some(call), Some(agent)) if call.answered_at.is_none() => {
            let (case, now) = (cases::load(tx, callback.number)?, tx.now());
            let events = no_answer(tx, policy, &case, tried(callback, now))?;
            cases::append(tx, policy, &case, agent, now, &events, &[])
        }
        _ => give_back(tx, policy, callback),
    }
}

/// When somebody is told next that nobody has taken a booked call.
fn lateness(rules: &Callbacks, callback: &Callback) -> Option<Timestamp> {
    let slot = callback.slot_at.filter(|_| callback.tries == 0)?;
    Some(slot + minutes(callback.late(rules)?.after_minutes))
}

/// Those who could make the call and are on duty, or those who answer for it.
fn tell_of_lateness(tx: &mut Tx, policy: &Policy, callback: Callback) -> Result<()> {
    let (rules, now, was) = (&policy.callbacks, tx.now(), callback.state);
    let (Some(slot), Some(late)) = (callback.slot_at, callback.late(rules)) else { return Ok(()) };
    let mut people = BTreeSet::new();
    if late.tell == TellOfLate::OnDuty {
        let on_duty = staff::on_duty(tx, &callback.cloud, now)?.into_iter().map(|one| one.agent);
        let able = on_duty.filter(|a| a.speaks(&callback.language) && a.knows(&callback.category));
        people.extend(able.map(|agent| agent.id));
    }
    if people.is_empty() {
        people = promises::managers(tx, &callback.cloud)?;
    }
    let case = cases::load(tx, callback.number)?;
    cases::append_of_time(tx, policy, &case, &[Event::CallbackLate { at: slot }])?;
    promises::give(tx, case.id, case.events, &people)?;
    let told = Callback { reminded: callback.reminded + 1, ..callback };
    written(record::update(tx, policy, was, &told)?)
}

/// The call-back with an agent who is there at its time. If nobody is any more, the customer is told, and called in turn
/// from that time on.
fn seated(tx: &mut Tx, policy: &Policy, case: &Case, callback: Callback) -> Result<Option<Callback>> {
    let Some((slot, seat)) = callback.slot_at.zip(callback.seat) else { return Ok(Some(callback)) };
    let ground = Ground::of_case(tx, policy, case)?;
    if ground.is_there(tx, seat, slot)? {
        return Ok(Some(callback));
    }
    if let Some(other) = ground.stand_in(tx, slot)? {
        return Ok(Some(Callback { seat: Some(other), ..callback }));
    }
    end(tx, policy, callback, State::Lost)?;
    begin_in_turn(tx, policy, case, slot)?;
    cases::append_of_time(tx, policy, case, &[Event::CallbackLost { at: slot }])?;
    Ok(None)
}

/// Has the booked times of an agent looked at again, whose shifts or skills changed.
pub fn recheck(tx: &mut Tx, agent: Id) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "UPDATE callbacks SET wake_at = $2
         WHERE seat = $1 AND slot_at > $2 AND ended_at IS NULL AND state = 'waiting'",
        &[&agent, &now],
    )?;
    Ok(())
}
