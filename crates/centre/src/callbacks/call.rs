use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    Callback, State,
    ask::{change, end, written},
    record::{self, by_id, minutes},
    seats::Ground,
};
use crate::{
    Error, Result,
    cases::{self, Event, Then},
    people::Viewer,
    policy::{Policies, Policy},
    tell, text,
};

/// What became of a call.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// What was said, for the customer to read; may be empty.
    Reached {
        text: String,
        then: Then,
    },
    NoAnswer,
    WrongNumber,
    /// Call at this time instead.
    Later {
        at: Timestamp,
    },
    /// Somebody else shall call.
    GiveBack,
}

/// Notes what became of the call that the viewer took; answers the number of the case.
pub fn outcome(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, outcome: &Outcome) -> Result<i64> {
    viewer.desk()?;
    let callback = by_id(tx, id)?;
    if callback.cloud != viewer.cloud {
        return Err(Error::NotFound);
    }
    if callback.state != State::Claimed || callback.claimed_by != Some(viewer.id()) {
        return Err(tell("error-callback-not-yours").into());
    }
    let policy = policies.cloud(&callback.cloud).ok_or(Error::NotFound)?;
    let case = cases::load(tx, callback.number)?;
    let (now, number) = (tx.now(), callback.number);
    let assigned = case.standing.assignee.is_none().then(|| Event::Assigned { to: Some(viewer.id()) });
    let events = match outcome {
        Outcome::Reached { text, then } => {
            let text = text::lines("text", text)?;
            let tried = tried(callback, now);
            end(tx, policy, tried, State::Reached)?;
            let then = match then {
                _ if case.standing.state.is_done() => None,
                Then::Nothing => None,
                Then::WaitOnCustomer => Some(Event::WaitingOnCustomer),
                Then::Resolve => Some(Event::Resolved { text: String::new() }),
            };
            assigned.into_iter().chain([Event::CallReached { text }]).chain(then).collect()
        }
        Outcome::NoAnswer => no_answer(tx, policy, &case, tried(callback, now))?,
        Outcome::WrongNumber => {
            end(tx, policy, tried(callback, now), State::WrongNumber)?;
            given_up(&case, Event::CallTried { next_at: None, wrong_number: true })
        }
        Outcome::Later { at } => {
            let from = callback.slot_at;
            change(tx, policy, viewer, &case, callback, Some(*at))?;
            vec![Event::CallbackMoved { from, to: Some(*at) }]
        }
        Outcome::GiveBack => {
            give_back(tx, policy, callback)?;
            Vec::new()
        }
    };
    cases::append(tx, policy, &case, viewer.id(), now, &events, &[])?;
    Ok(number)
}

pub(super) fn tried(callback: Callback, now: Timestamp) -> Callback {
    Callback { tries: callback.tries + 1, first_try_at: callback.first_try_at.or(Some(now)), ..callback }
}

/// The next attempt in the hours of the line, or none: then the customer is written to and the case waits for them.
pub(super) fn no_answer(
    tx: &mut Tx,
    policy: &Policy,
    case: &cases::Case,
    tried: Callback,
) -> Result<Vec<Event>> {
    let rules = &policy.callbacks;
    let made = usize::try_from(tried.tries - 1).unwrap_or(0);
    let Some(pause) = rules.retry_minutes.get(made) else {
        end(tx, policy, tried, State::GivenUp)?;
        return Ok(given_up(case, Event::CallTried { next_at: None, wrong_number: false }));
    };
    let now = tx.now();
    let ready_at = Ground::of_case(tx, policy, case)?.turn_at(now + minutes(*pause));
    let again = Callback { state: State::Waiting, claimed_by: None, claimed_at: None, ready_at, ..tried };
    written(record::update(tx, policy, State::Claimed, &again)?)?;
    Ok(vec![Event::CallTried { next_at: Some(ready_at), wrong_number: false }])
}

fn given_up(case: &cases::Case, event: Event) -> Vec<Event> {
    let waits = (case.standing.state == cases::State::Open).then_some(Event::WaitingOnCustomer);
    std::iter::once(event).chain(waits).collect()
}

/// Back into the queue, where it stood.
pub(super) fn give_back(tx: &mut Tx, policy: &Policy, callback: Callback) -> Result<()> {
    let back = Callback { state: State::Waiting, claimed_by: None, claimed_at: None, ..callback };
    written(record::update(tx, policy, State::Claimed, &back)?)
}
