use db::{Id, Tx};
use jiff::Timestamp;

use super::{
    Callback, State,
    ask::written,
    record::{self, by_id, claimed_by, last_of_case, live_of_cloud},
    seats::Ground,
};
use crate::{
    Error, Result, cases,
    people::{Desk, Viewer},
    phone::calls,
    policy::{Policies, Policy},
    tell,
};

/// The call-backs of a cloud as an agent sees them.
#[derive(Debug)]
pub struct Queue {
    /// What the agent is about to call.
    pub own: Option<Callback>,
    /// What the agent could call now, the next one first.
    pub ready: Vec<Callback>,
    /// What comes later: booked times, further attempts, the opening of the line.
    pub ahead: Vec<Callback>,
    /// What others are about to call, or only others can.
    pub others: Vec<Callback>,
}

/// Which of two calls is made first: a booked time, then by severity, promise and age; whoever's shift a booked time uses
/// has it before others.
fn order(
    policy: &Policy,
    agent: Option<Id>,
) -> impl Fn(&Callback) -> (bool, bool, usize, Timestamp, Timestamp, Id) {
    move |one: &Callback| {
        (
            one.slot_at.is_none(),
            agent.is_some() && one.seat != agent,
            policy.rank(&one.severity).unwrap_or(usize::MAX),
            one.due_at.unwrap_or(Timestamp::MAX),
            one.asked_at,
            one.id,
        )
    }
}

/// Whether an agent with these skills can make the call.
pub fn can_call(desk: &Desk, callback: &Callback) -> bool {
    desk.languages.contains(&callback.language) && desk.categories.contains(&callback.category)
}

pub fn queue(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Queue> {
    let desk = viewer.desk()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let now = tx.now();
    let mut queue = Queue { own: None, ready: Vec::new(), ahead: Vec::new(), others: Vec::new() };
    let locks = calls::locks(tx, viewer)?;
    for callback in live_of_cloud(tx, &viewer.cloud)? {
        let callback = if locks.has(callback.organization) { concealed(callback) } else { callback };
        match callback.state {
            State::Claimed if callback.claimed_by == Some(viewer.id()) => queue.own = Some(callback),
            State::Waiting if can_call(desk, &callback) && callback.ready_at <= now => {
                queue.ready.push(callback)
            }
            State::Waiting if can_call(desk, &callback) => queue.ahead.push(callback),
            _ => queue.others.push(callback),
        }
    }
    queue.ready.sort_by_key(order(policy, Some(viewer.id())));
    Ok(queue)
}

/// As it stands in a list while its organization is closed to the agent for a call.
fn concealed(callback: Callback) -> Callback {
    Callback { subject: String::new(), person_name: String::new(), phone: String::new(), ..callback }
}

/// Takes a call-back for the viewer: this one, else the next best one. Who has taken one already keeps that; `None` when
/// there is nothing to call.
pub fn claim(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Option<Id>) -> Result<Option<Id>> {
    let desk = viewer.desk()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    if let Some(own) = claimed_by(tx, viewer.id())? {
        return Ok(Some(own.id));
    }
    let found = match id {
        None => {
            let locks = calls::locks(tx, viewer)?;
            let ready = queue(tx, policies, viewer)?.ready;
            ready.into_iter().find(|callback| !locks.has(callback.organization))
        }
        Some(id) => {
            let callback = by_id(tx, id)?;
            if callback.cloud != viewer.cloud {
                return Err(Error::NotFound);
            }
            calls::open(tx, viewer, callback.organization)?;
            let is_due = callback.ready_at <= tx.now();
            if callback.state != State::Waiting || !can_call(desk, &callback) || !is_due {
                let name = callback.claimed_name.unwrap_or_default();
                return Err(match callback.state {
                    State::Claimed => tell("error-callback-taken").with("name", name),
                    State::Waiting if is_due => tell("error-callback-skills"),
                    State::Waiting => tell("error-callback-early"),
                    _ => tell("error-callback-over"),
                }
                .into());
            }
            Some(callback)
        }
    };
    let Some(callback) = found else { return Ok(None) };
    let (now, id) = (tx.now(), callback.id);
    let taken =
        Callback { state: State::Claimed, claimed_by: Some(viewer.id()), claimed_at: Some(now), ..callback };
    written(record::update(tx, policy, State::Waiting, &taken)?)?;
    Ok(Some(id))
}

/// One of the viewer's cloud, for the page of a call.
pub fn claimed(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Callback> {
    viewer.desk()?;
    let callback = by_id(tx, id)?;
    if callback.cloud != viewer.cloud {
        return Err(Error::NotFound);
    }
    calls::open(tx, viewer, callback.organization)?;
    Ok(callback)
}

/// Where a call-back stands, as its customer sees it.
#[derive(Debug, Clone)]
pub struct Place {
    pub callback: Callback,
    /// For a call in turn whose line is open: how many are before it.
    pub turn: Option<usize>,
}

/// The last call-back of a case, live or over, as the viewer sees the case.
pub fn own(tx: &mut Tx, viewer: &Viewer, number: i64) -> Result<Option<Callback>> {
    let case = cases::find(tx, viewer, number)?;
    last_of_case(tx, case.id)
}

/// The same, with its place in the queue.
pub fn place(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: i64) -> Result<Option<Place>> {
    let case = cases::find(tx, viewer, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let Some(callback) = last_of_case(tx, case.id)? else { return Ok(None) };
    let now = tx.now();
    let waits = callback.state == State::Waiting && callback.slot_at.is_none() && callback.ready_at <= now;
    let turn = match waits {
        false => None,
        true => {
            let ground = Ground::of_case(tx, policy, &case)?;
            Some(before(tx, policy, &ground, &callback)?)
        }
    };
    Ok(Some(Place { callback, turn }))
}

/// How many calls are made before this one by those who could make it.
fn before(tx: &mut Tx, policy: &Policy, ground: &Ground, callback: &Callback) -> Result<usize> {
    let now = tx.now();
    let order = order(policy, None);
    let mut same = std::collections::BTreeMap::new();
    let mut competes = |other: &Callback| {
        let key = (other.language.clone(), other.category.clone());
        *same.entry(key).or_insert_with(|| {
            ground.pool.iter().any(|agent| agent.speaks(&other.language) && agent.knows(&other.category))
        })
    };
    let own = order(callback);
    let all = live_of_cloud(tx, &callback.cloud)?;
    let ready = all.iter().filter(|other| other.id != callback.id && other.ready_at <= now);
    Ok(ready.filter(|other| other.state == State::Waiting && order(other) < own && competes(other)).count())
}
