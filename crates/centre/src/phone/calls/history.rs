//! What remains of a call: in the history of its case, and among the missed ones.

use db::{Id, Tx};

use super::{Call, CallState, record::load};
use crate::{
    Error, Result,
    cases::{self, Event},
    policy::Policies,
};

/// Once the call is over and has a case, the case's history tells of it, once.
pub(super) fn tell_case(tx: &mut Tx, policies: &Policies, id: Id) -> Result<()> {
    let call = load(tx, id)?.ok_or(Error::NotFound)?;
    let (Some(number), Some(agent), CallState::Ended) = (call.case_number, call.agent, call.state) else {
        return Ok(());
    };
    // The condition makes two at once into one.
    if tx.execute("UPDATE calls SET told = 1 WHERE id = $1 AND told = 0", &[&id])? == 0 {
        return Ok(());
    }
    let policy = policies.cloud(&call.cloud).ok_or(Error::NotFound)?;
    let case = cases::load(tx, number)?;
    let now = tx.now();
    let event = Event::Called {
        call: Some(id),
        direction: call.direction,
        seconds: call.talked(now).map(|time| time.as_secs()),
        person: call.person,
    };
    cases::append(tx, policy, &case, agent, now, &cases::after_call(&case, event), &[])
}

/// Whoever has been talked to needs no calling back.
pub(super) fn settle_missed(tx: &mut Tx, call: &Call) -> Result<()> {
    if !call.is_withheld() {
        tx.execute(
            "UPDATE calls SET place = 'done' WHERE cloud = $1 AND number = $2 AND place = 'missed'",
            &[&call.cloud, &call.number],
        )?;
    }
    Ok(())
}
