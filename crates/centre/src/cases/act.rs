use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{Attachment, Case, Event, Standing, State, attachment, find, timeline};
use crate::{
    Error, Result, callbacks, cases, changes, expect,
    people::{Viewer, Who},
    phone::Direction,
    policy::{Policies, Policy, SeverityWish},
    promises, tell, text,
};

/// What a person does with a case.
#[derive(Debug, Clone)]
pub enum Act {
    Reply {
        text: String,
        then: Then,
    },
    Note {
        text: String,
    },
    /// To an agent of the same cloud, or to nobody.
    Assign {
        to: Option<Id>,
    },
    ChangeSeverity {
        to: String,
        reason: String,
    },
    /// By one level, as it was offered when the customer had been silent for too long.
    LowerSeverity {
        reason: String,
    },
    WaitOnCustomer,
    Resolve {
        text: String,
    },
    Close,
    Reopen {
        text: String,
    },
    HandOn {
        text: String,
    },
}

/// What an agent's reply leads to besides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Then {
    #[default]
    Nothing,
    WaitOnCustomer,
    Resolve,
}

/// Which side of the case the viewer stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Customer,
    Partner,
    Agent,
}

/// Does `act` to the case with this number as the viewer. Uploads become part of what was written.
pub fn act(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: i64,
    act: &Act,
    uploads: &[Id],
) -> Result<()> {
    let case = find(tx, viewer, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    let uploads = attachment::uploaded(tx, viewer, uploads)?;
    let events = events_of(tx, policy, viewer, &case, act, !uploads.is_empty())?;
    let now = tx.now();
    append(tx, policy, &case, viewer.id(), now, &events, &uploads)
}

fn events_of(
    tx: &mut Tx,
    policy: &Policy,
    viewer: &Viewer,
    case: &Case,
    act: &Act,
    has_uploads: bool,
) -> Result<Vec<Event>> {
    let state = case.standing.state;
    let side = match &viewer.who {
        Who::Agent(_) => Side::Agent,
        Who::Customer(c) if c.organization == case.organization => Side::Customer,
        Who::Customer(_) => Side::Partner,
        Who::App { .. } => return Err(Error::NotFound),
    };
    let written = |text: &str| -> Result<String> {
        let text = text::lines("text", text)?;
        if has_uploads { Ok(text) } else { text::required("text", text) }
    };
    let only = |allowed: &[Side]| if allowed.contains(&side) { Ok(()) } else { Err(Error::NotFound) };
    match act {
        Act::Reply { text, then } => {
            let text = written(text)?;
            match side {
                Side::Customer if state.is_done() => Err(tell("error-case-done").into()),
                Side::Customer => Ok(answered(case, Event::CustomerReplied { text })),
                Side::Partner => Ok(vec![Event::PartnerReplied { text }]),
                Side::Agent if state.is_done() && *then != Then::Nothing => {
                    Err(tell("error-case-over").into())
                }
                Side::Agent => {
                    let mut events = Vec::new();
                    if case.standing.assignee.is_none() {
                        events.push(Event::Assigned { to: Some(viewer.id()) });
                    }
                    events.push(Event::AgentReplied { text });
                    match then {
                        Then::Nothing => {}
                        Then::WaitOnCustomer => events.push(Event::WaitingOnCustomer),
                        Then::Resolve => events.push(Event::Resolved { text: String::new() }),
                    }
                    Ok(events)
                }
            }
        }
        Act::Note { text } => {
            only(&[Side::Agent])?;
            Ok(vec![Event::Note { text: written(text)? }])
        }
        Act::Assign { to } => {
            only(&[Side::Agent])?;
            if let Some(to) = to {
                tx.query_opt(
                    "SELECT 1 FROM people WHERE id = $1 AND kind = 'agent' AND cloud = $2",
                    &[to, &case.cloud],
                )?
                .ok_or_else(|| tell("error-assignee").about("to"))?;
            }
            if case.standing.assignee == *to { Ok(vec![]) } else { Ok(vec![Event::Assigned { to: *to }]) }
        }
        Act::ChangeSeverity { to, reason } => {
            only(&[Side::Agent])?;
            let reason = text::required("reason", text::lines("reason", reason)?)?;
            severity_on_offer(tx, policy, viewer, case, to)?;
            if case.standing.severity == *to {
                return Ok(vec![]);
            }
            Ok(vec![Event::SeverityChanged { from: case.standing.severity.clone(), to: to.clone(), reason }])
        }
        Act::LowerSeverity { reason } => {
            only(&[Side::Agent])?;
            let reason = text::required("lowering", text::lines("lowering", reason)?)?;
            let history = timeline::history(tx, case.id)?;
            let offered = offered_lowering(case, history.iter().map(|(_, event)| event));
            let to = offered.ok_or_else(|| tell("error-lowering-not-offered"))?.to_owned();
            Ok(vec![Event::SeverityLowered { from: case.standing.severity.clone(), to, reason }])
        }
        Act::WaitOnCustomer => {
            only(&[Side::Agent])?;
            if state.is_done() {
                return Err(tell("error-case-over").into());
            }
            Ok(if state == State::Waiting { vec![] } else { vec![Event::WaitingOnCustomer] })
        }
        Act::Resolve { text } => {
            only(&[Side::Agent, Side::Partner])?;
            if state.is_done() {
                return Err(tell("error-case-over").into());
            }
            Ok(vec![Event::Resolved { text: text::lines("text", text)? }])
        }
        Act::Close => {
            only(&[Side::Customer, Side::Agent])?;
            Ok(if state == State::Closed { vec![] } else { vec![Event::Closed] })
        }
        Act::Reopen { text } => {
            if !state.is_done() {
                return Err(tell("error-case-open").into());
            }
            if !may_reopen(policy, &case.standing, tx.now()) {
                return Err(tell("error-reopen-too-late").with("days", policy.requests.reopen_days).into());
            }
            let reopened = Event::Reopened { text: written(text)? };
            Ok(if side == Side::Customer { answered(case, reopened) } else { vec![reopened] })
        }
        Act::HandOn { text } => {
            only(&[Side::Partner])?;
            Ok(vec![Event::HandedOn { text: text::lines("text", text)? }])
        }
    }
}

/// What a call adds to the history: a customer who calls has answered.
pub(crate) fn after_call(case: &Case, called: Event) -> Vec<Event> {
    let is_answer = called.is_talk() && matches!(called, Event::Called { direction: Direction::In, .. });
    if is_answer { answered(case, called) } else { vec![called] }
}

/// An answer of the customer raises the severity again that their silence lowered.
fn answered(case: &Case, answer: Event) -> Vec<Event> {
    let restored = case
        .standing
        .lowered_from
        .as_ref()
        .map(|to| Event::SeverityRestored { from: case.standing.severity.clone(), to: to.clone() });
    std::iter::once(answer).chain(restored).collect()
}

/// The level that an agent may lower the severity to now, because the customer is silent; `events` are the case's.
pub fn offered_lowering<'e>(
    case: &Case,
    events: impl DoubleEndedIterator<Item = &'e Event>,
) -> Option<&'e str> {
    if case.standing.state != State::Waiting {
        return None;
    }
    let is_of_this_silence = |event: &&Event| {
        !matches!(
            event,
            Event::WaitingOnCustomer
                | Event::SeverityChanged { .. }
                | Event::SeverityLowered { .. }
                | Event::SeverityRestored { .. }
        )
    };
    events.rev().take_while(is_of_this_silence).find_map(|event| match event {
        Event::LoweringOffered { to } => Some(to.as_str()),
        _ => None,
    })
}

/// Whether a case that was resolved or closed can still be opened again at `at`.
pub fn may_reopen(policy: &Policy, standing: &Standing, at: Timestamp) -> bool {
    let within = SignedDuration::from_hours(24 * i64::from(policy.requests.reopen_days));
    standing.closed_at.is_some_and(|closed| at.duration_since(closed) <= within)
}

fn severity_on_offer(tx: &mut Tx, policy: &Policy, viewer: &Viewer, case: &Case, to: &str) -> Result<()> {
    let organization = crate::people::organization(tx, viewer, case.organization)?;
    let agreement = cases::agreement(policy, &organization);
    let offers = policy.offered_severities(&SeverityWish { category: &case.category, agreement });
    let offer =
        offers.iter().find(|o| o.level == to).ok_or_else(|| tell("error-severity").about("severity"))?;
    match &offer.reason {
        None => Ok(()),
        Some(refusal) => Err(tell("error-severity-not-offered")
            .with("severity", to)
            .with("reason", refusal.note().get(viewer.lang.code()))
            .about("severity")
            .into()),
    }
}

/// Adds events to the history and brings the rows in line with it. A deadline that nobody noticed before is noted first.
pub(crate) fn append(
    tx: &mut Tx,
    policy: &Policy,
    case: &Case,
    actor: Id,
    at: Timestamp,
    events: &[Event],
    uploads: &[Attachment],
) -> Result<()> {
    if events.is_empty() {
        return Ok(());
    }
    let mut all = promises::breaches(tx, policy, case, at)?;
    all.extend_from_slice(events);
    write(tx, policy, case, Some(actor), at, &all, uploads)
}

/// Adds what time alone made happen.
pub(crate) fn append_of_time(tx: &mut Tx, policy: &Policy, case: &Case, events: &[Event]) -> Result<()> {
    let now = tx.now();
    write(tx, policy, case, None, now, events, &[])
}

fn write(
    tx: &mut Tx,
    policy: &Policy,
    case: &Case,
    actor: Option<Id>,
    at: Timestamp,
    events: &[Event],
    uploads: &[Attachment],
) -> Result<()> {
    let mut standing = case.standing.clone();
    let mut position = case.events;
    let mut written_at = position;
    for event in events {
        let actor = actor.filter(|_| !event.is_of_time());
        write_event(tx, case.id, position, at, actor, event)?;
        standing.apply(at, event);
        if event.text().is_some() {
            written_at = position;
        }
        position += 1;
    }
    attachment::attach(tx, case.id, written_at, uploads)?;
    let history = timeline::history(tx, case.id)?;
    let clocks = promises::clocks(policy, &case.category, &history, at)?;
    promises::keep(tx, case, &clocks)?;
    let due_at = promises::response_due(&clocks);
    let queue_at = promises::next_due(&clocks).unwrap_or(standing.updated_at);
    // The number of events guards against two writers who both read the row before either wrote.
    let changed = tx.execute(
        "UPDATE cases SET state = $3, severity = $4, assignee = $5, partner = $6, updated_at = $7,
                responded_at = $8, closed_at = $9, queue = $10, queue_at = $11, due_at = $12, events = $13,
                lowered_from = $14
         WHERE id = $1 AND events = $2",
        &[
            &case.id,
            &case.events,
            &standing.state.code(),
            &standing.severity,
            &standing.assignee,
            &standing.partner,
            &standing.updated_at,
            &standing.responded_at,
            &standing.closed_at,
            &standing.queue().code(),
            &queue_at,
            &due_at,
            &position,
            &standing.lowered_from,
        ],
    )?;
    if changed == 0 {
        return Err(db::Error::Conflict.into());
    }
    callbacks::follow(tx, policy, case, &standing, events)?;
    expect::settle(tx, case, &standing, at, actor, events, &history)?;
    changes::record(tx, changes::What::Case, case.id)?;
    tx.announce(cases::topic(case.number));
    tx.announce(cases::desk_topic(&case.cloud));
    Ok(())
}

pub(super) fn write_event(
    tx: &mut Tx,
    case: Id,
    position: i64,
    at: Timestamp,
    actor: Option<Id>,
    event: &Event,
) -> Result<()> {
    let event = serde_json::to_string(event).map_err(Error::broken)?;
    tx.execute(
        "INSERT INTO case_events (case_id, position, at, actor, event) VALUES ($1, $2, $3, $4, $5)",
        &[&case, &position, &at, &actor, &event],
    )?;
    Ok(())
}
