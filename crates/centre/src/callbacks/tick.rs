use std::collections::BTreeSet;

use db::{Id, Tx};

use super::{
    Callback, State,
    ask::{begin_in_turn, end, written},
    call::give_back,
    mail::{self, Says},
    record::{self, ALL_REMINDED, CUSTOMER_REMINDED, UNREMINDED, minutes},
    seats::Ground,
};
use crate::{
    Error, Result,
    cases::{self, Case, Event},
    policy::{Policies, Policy},
    promises,
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
        return written(record::update(tx, rules, was, &told)?);
    }
    if callback.state == State::Claimed {
        return give_back(tx, policy, callback);
    }
    let Some(slot) = callback.slot_at.filter(|slot| *slot > now && callback.tries == 0) else {
        // It can be called now: the pages hear of it.
        let ready = Callback { reminded: ALL_REMINDED, ..callback };
        return written(record::update(tx, rules, was, &ready)?);
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
    written(record::update(tx, rules, was, &callback)?)
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
    end(tx, &policy.callbacks, callback, State::Lost)?;
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
