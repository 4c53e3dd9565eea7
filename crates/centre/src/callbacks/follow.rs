use db::Tx;

use super::{
    State,
    ask::{begin_in_turn, end},
    record::live_of_case,
};
use crate::{
    Result,
    cases::{Case, Event, Standing},
    policy::Policy,
};

/// What follows for the call-back of a case from what happened to the case; `case` is as it was before.
pub(crate) fn follow(
    tx: &mut Tx,
    policy: &Policy,
    case: &Case,
    standing: &Standing,
    events: &[Event],
) -> Result<()> {
    if standing.state.is_done() && !case.standing.state.is_done() {
        if let Some(callback) = live_of_case(tx, case.id)? {
            // Whoever resolves a case amid the call has reached them.
            let state = if callback.state == State::Claimed { State::Reached } else { State::Cancelled };
            end(tx, policy, callback, state)?;
        }
    } else if case.contact_method == "phone"
        && case.contact_phone.is_some()
        && events.iter().any(|event| matches!(event, Event::HandedOn { .. }))
        && live_of_case(tx, case.id)?.is_none()
    {
        let now = tx.now();
        begin_in_turn(tx, policy, case, now)?;
    }
    Ok(())
}
