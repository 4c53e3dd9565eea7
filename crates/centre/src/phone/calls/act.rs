//! What agents do with calls.

use db::{Id, Tx};
use jiff::SignedDuration;

use super::{
    By, Call, CallState, Direction, ProvenBy, call, history,
    intake::{answered, ended},
    ringing,
};
use crate::{
    Error, Result,
    audit::{self, Subject},
    cases::{self, NewCase},
    people::{self, Viewer},
    policy::Policies,
    tell, text,
};

/// What is done with a call.
#[derive(Debug, Clone)]
pub enum CallAct {
    /// The agent has answered; the telephone system didn't say so.
    Take,
    /// It is over; the telephone system didn't say so.
    End,
    /// The other side speaks for this organization.
    Choose {
        organization: Id,
        person: Option<Id>,
    },
    /// It is a colleague's, or about nobody's data.
    Inside,
    /// It is about this case.
    Attach {
        number: i64,
    },
    Note {
        text: String,
    },
    /// Nobody needs to call back any more.
    Settle,
}

/// Does `act` to a call of the viewer's cloud. What belongs to the agent on the line is theirs, or their manager's.
pub fn act_on_call(tx: &mut Tx, policies: &Policies, viewer: &Viewer, id: Id, act: &CallAct) -> Result<()> {
    let found = call(tx, viewer, id)?;
    let is_own = found.agent.is_none_or(|agent| agent == viewer.id()) || viewer.desk()?.is_manager;
    if !is_own && !matches!(act, CallAct::Settle) {
        let name = found.agent_name.unwrap_or_default();
        return Err(tell("error-call-of-another").with("name", name).into());
    }
    match act {
        CallAct::Take => match found.state {
            CallState::Ringing => answered(tx, policies, id, Some(viewer.id()))?,
            CallState::Answered if found.agent == Some(viewer.id()) => {}
            _ => return Err(tell("error-call-not-ringing").into()),
        },
        CallAct::End if found.state == CallState::Ended => {}
        CallAct::End => {
            ended(tx, policies, id, None)?;
            let subject = Subject { organization: found.organization, call: Some(id) };
            audit::record(tx, viewer, subject, &audit::Event::CallEndedByHand)?;
        }
        CallAct::Choose { organization, person } => {
            choose(tx, policies, viewer, &found, *organization, *person)?;
            tx.execute("UPDATE calls SET inside = 0 WHERE id = $1", &[&id])?;
        }
        CallAct::Inside => inside(tx, viewer, &found)?,
        CallAct::Attach { number } => attach(tx, policies, viewer, &found, *number)?,
        CallAct::Note { text } => {
            let note = text::lines("note", text)?;
            tx.execute("UPDATE calls SET note = $2 WHERE id = $1", &[&id, &note])?;
        }
        CallAct::Settle => {
            tx.execute("UPDATE calls SET place = 'done' WHERE id = $1 AND place = 'missed'", &[&id])?;
        }
    }
    ringing::announce(tx, &found);
    // Its organization may be another one now.
    let changed = call(tx, viewer, id)?;
    ringing::announce(tx, &changed);
    Ok(())
}

/// Nothing is locked for it from now on, which the audit log tells.
fn inside(tx: &mut Tx, viewer: &Viewer, call: &Call) -> Result<()> {
    if call.organization.is_some() {
        return Err(tell("error-call-has-organization").into());
    }
    tx.execute("UPDATE calls SET inside = 1 WHERE id = $1", &[&call.id])?;
    let subject = Subject { organization: None, call: Some(call.id) };
    audit::record(tx, viewer, subject, &audit::Event::CallInside)
}

/// A proof is for one organization: whoever speaks for another one proves that anew.
fn choose(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    call: &Call,
    organization: Id,
    person: Option<Id>,
) -> Result<()> {
    tx.query_opt(
        "SELECT 1 FROM organizations WHERE id = $1 AND cloud = $2",
        &[&organization, &viewer.cloud],
    )?
    .ok_or(Error::NotFound)?;
    if let Some(person) = person {
        tx.query_opt("SELECT 1 FROM people WHERE id = $1 AND organization = $2", &[&person, &organization])?
            .ok_or_else(|| tell("error-call-person").about("person"))?;
    }
    if call.case.is_some() && call.organization != Some(organization) {
        return Err(tell("error-call-has-case").into());
    }
    if call.organization == Some(organization) {
        tx.execute("UPDATE calls SET person = $2 WHERE id = $1", &[&call.id, &person])?;
        return Ok(());
    }
    let matches = ringing::matches(tx, policies, call)?;
    let known = matches.into_iter().find(|one| one.organization == organization);
    let is_registered = known.as_ref().is_some_and(|one| one.by == By::Registered)
        && policies.cloud(&call.cloud).is_some_and(|policy| policy.verification.registered_number_is_enough);
    let person = person.or_else(|| known.and_then(|one| one.person).map(|(id, _)| id));
    let proof = if is_registered { ProvenBy::Number } else { ProvenBy::Nothing };
    let proven_at = is_registered.then(|| tx.now());
    tx.execute(
        "UPDATE calls SET organization = $2, person = $3, proof = $4, proven_at = $5 WHERE id = $1",
        &[&call.id, &organization, &person, &proof.code(), &proven_at],
    )?;
    let subject = Subject { organization: Some(organization), call: Some(call.id) };
    audit::record(tx, viewer, subject, &audit::Event::OrganizationChosen)
}

fn attach(tx: &mut Tx, policies: &Policies, viewer: &Viewer, call: &Call, number: i64) -> Result<()> {
    let unknown = || Error::from(tell("error-call-no-case").with("number", number).about("number"));
    // While nobody is known to call everything is locked: then the request says for whom the caller claims to speak.
    let found = match call.organization {
        None => cases::known(tx, viewer, number),
        Some(_) => cases::find(tx, viewer, number),
    };
    let case = match found {
        Err(Error::NotFound) => return Err(unknown()),
        other => other?,
    };
    if call.case.is_some_and(|known| known != case.id) {
        return Err(tell("error-call-has-case").about("number").into());
    }
    match call.organization {
        None => choose(tx, policies, viewer, call, case.organization, None)?,
        Some(organization) if organization == case.organization => {}
        Some(_) => return Err(tell("error-call-other-organization").about("number").into()),
    }
    tx.execute("UPDATE calls SET case_id = $2 WHERE id = $1", &[&call.id, &case.id])?;
    history::tell_case(tx, policies, call.id)
}

/// A call that no telephone system told of, written down on its case.
#[derive(Debug, Clone)]
pub struct LoggedCall {
    pub direction: Direction,
    /// 0: nobody was reached.
    pub minutes: i64,
    pub note: String,
}

/// More would be a slip of the keys.
const MOST_MINUTES: i64 = 600;

pub fn log_call(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: i64,
    log: &LoggedCall,
) -> Result<()> {
    viewer.desk()?;
    let case = cases::find(tx, viewer, number)?;
    if !(0..=MOST_MINUTES).contains(&log.minutes) {
        return Err(tell("error-call-minutes").with("most", MOST_MINUTES).about("minutes").into());
    }
    let note = text::lines("note", &log.note)?;
    let person = people::person_of(tx, viewer, case.organization, case.opened_by)?;
    let other_side =
        case.contact_phone.clone().or_else(|| person.as_ref()?.phone.clone()).unwrap_or_default();
    let (id, now) = (tx.new_id(), tx.now());
    let began = now - SignedDuration::from_mins(log.minutes);
    let answered_at = (log.minutes > 0).then_some(began);
    tx.execute(
        "INSERT INTO calls (id, cloud, direction, number, number_dialled, state, place, agent, organization, person,
                            case_id, proof, rang_at, answered_at, ended_at, logged_by, note, told)
         VALUES ($1, $2, $3, $4, '', 'ended', 'done', $5, $6, $7, $8, 'none', $9, $10, $11, $5, $12, 0)",
        &[
            &id,
            &case.cloud,
            &log.direction.code(),
            &other_side,
            &viewer.id(),
            &case.organization,
            &person.map(|p| p.id),
            &case.id,
            &began,
            &answered_at,
            &now,
            &note,
        ],
    )?;
    tx.announce(ringing::topic_of_cloud(&case.cloud));
    history::tell_case(tx, policies, id)
}

/// Opens a request for somebody on the line who has proven to speak for the organization; the call belongs to it.
pub fn open_for_caller(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    id: Id,
    person: Id,
    new: &NewCase,
) -> Result<i64> {
    let found = call(tx, viewer, id)?;
    let organization = found.organization.filter(|_| found.is_open()).ok_or(Error::Locked { call: id })?;
    let number = cases::open_for(tx, policies, viewer, organization, person, new)?;
    let act = CallAct::Choose { organization, person: Some(person) };
    act_on_call(tx, policies, viewer, id, &act)?;
    // It may be a partner's turn first: then the agent doesn't see it, and it is theirs all the same.
    tx.execute(
        "UPDATE calls SET case_id = (SELECT id FROM cases WHERE number = $2) WHERE id = $1 AND case_id IS NULL",
        &[&id, &number],
    )?;
    history::tell_case(tx, policies, id)?;
    Ok(number)
}

/// An organization as it may be seen before anybody has proven anything.
#[derive(Debug, Clone)]
pub struct Outline {
    pub id: Id,
    pub name: String,
    pub support_id: String,
    pub country: String,
    pub open_requests: i64,
}

pub fn outline(tx: &mut Tx, viewer: &Viewer, organization: Id) -> Result<Outline> {
    viewer.desk()?;
    let row = tx.query_opt(
        "SELECT id, name, support_id, country FROM organizations WHERE id = $1 AND cloud = $2",
        &[&organization, &viewer.cloud],
    )?;
    let row = row.ok_or(Error::NotFound)?;
    let counted = tx.query_one(
        "SELECT count(*) FROM (SELECT 1 FROM cases WHERE organization = $1 AND state IN ('open', 'waiting')
                               LIMIT 100) AS counted",
        &[&organization],
    )?;
    Ok(Outline {
        id: row.get(0)?,
        name: row.get(1)?,
        support_id: row.get(2)?,
        country: row.get(3)?,
        open_requests: counted.get(0)?,
    })
}

const MOST_FOUND: usize = 20;

/// Organizations of the agent's cloud by support id, or by the beginnings of the words of their names.
pub fn outlines(tx: &mut Tx, viewer: &Viewer, wanted: &str) -> Result<Vec<Outline>> {
    viewer.desk()?;
    let wanted = wanted.trim();
    let support_id = wanted.to_uppercase();
    let mut ids: Vec<Id> = tx
        .query(
            "SELECT id FROM organizations WHERE support_id = $1 AND cloud = $2",
            &[&support_id, &viewer.cloud],
        )?
        .iter()
        .map(|row| Ok(row.get(0)?))
        .collect::<Result<_>>()?;
    let words = people::name_words(wanted);
    // The longest word is the rarest.
    if let Some(rarest) = words.iter().max_by_key(|word| word.len()).filter(|_| ids.is_empty()) {
        let from = rarest.as_bytes().to_vec();
        let mut to = from.clone();
        to.push(0xff);
        let rows = tx.query(
            "SELECT DISTINCT o.id, o.name FROM organization_words w JOIN organizations o ON o.id = w.organization
             WHERE w.cloud = $1 AND w.word >= $2 AND w.word < $3 ORDER BY o.name LIMIT 100",
            &[&viewer.cloud, &from, &to],
        )?;
        for row in &rows {
            let of_name = people::name_words(&row.get::<String>(1)?);
            if words.iter().all(|word| of_name.iter().any(|known| known.starts_with(word))) {
                ids.push(row.get(0)?);
            }
        }
    }
    ids.truncate(MOST_FOUND);
    ids.into_iter().map(|id| outline(tx, viewer, id)).collect()
}
