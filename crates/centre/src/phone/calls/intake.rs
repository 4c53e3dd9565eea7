//! Events of telephone systems become calls. They may come twice, late or in the wrong order: a call only goes forward.

use db::{Id, Tx};

use super::{
    Call, CallState, Direction, News, NewsEvent, ProvenBy, history,
    number::{self, Heard},
    record::load,
    ringing::{self, Ringing},
    systems,
    whose::{self, By},
};
use crate::{
    Error, Result,
    people::{self, Attempt},
    policy::{Policies, Policy},
    staff::{self, Cause, Presence},
    tell,
};

/// What a telephone system says, with the token that it has. `NotFound` if it is nobody's token.
pub fn hear(tx: &mut Tx, policies: &Policies, token: &str, news: &News) -> Result<()> {
    let system = systems::of_token(tx, token)?.ok_or(Error::NotFound)?;
    let policy = policies.cloud(&system.cloud).ok_or(Error::NotFound)?;
    let events = [Attempt::Telephone(system.id)];
    if !people::attempts_allowed(tx, &events)? {
        return Err(tell("error-too-many-events").into());
    }
    people::attempt_failed(tx, &events)?;
    if news.event == NewsEvent::Other {
        return Ok(());
    }
    let line = Line { policies, policy, country: &system.country, news };
    let known = tx
        .query_opt("SELECT id FROM calls WHERE cloud = $1 AND external = $2", &[&system.cloud, &news.call])?;
    let id = match known {
        Some(row) => {
            let id = row.get(0)?;
            line.fill_in(tx, id)?;
            id
        }
        None => line.begin(tx)?,
    };
    match news.event {
        NewsEvent::NewCall | NewsEvent::Other => line.for_callback(tx, id),
        NewsEvent::Answer => {
            line.answer(tx, id)?;
            line.for_callback(tx, id)
        }
        NewsEvent::Hangup => {
            line.for_callback(tx, id)?;
            line.hang_up(tx, id)
        }
    }
}

/// `NotFound` if it is nobody's token.
pub fn knows_token(tx: &mut Tx, token: &str) -> Result<()> {
    systems::of_token(tx, token)?.map(drop).ok_or(Error::NotFound)
}

struct Line<'a> {
    policies: &'a Policies,
    policy: &'a Policy,
    /// Where the telephone system stands: national numbers are of this country.
    country: &'a str,
    news: &'a News,
}

/// What a call is begun with.
struct Sides {
    direction: Direction,
    ours: String,
    theirs: Option<Heard>,
}

impl Line<'_> {
    fn sides(&self) -> Sides {
        let direction = self.news.direction.unwrap_or(Direction::In);
        let (ours, theirs) = match direction {
            Direction::In => (&self.news.to, &self.news.from),
            Direction::Out => (&self.news.from, &self.news.to),
        };
        let ours = number::read(ours.as_deref().unwrap_or_default(), self.country);
        // Whoever calls a line of another country dials as one dials there.
        let country = ours.readings.first().and_then(|e164| number::country_of(e164));
        let country = country.as_deref().unwrap_or(self.country);
        let theirs = theirs.as_deref().map(|said| number::read(said, country));
        Sides { direction, ours: ours.number().to_owned(), theirs }
    }

    fn begin(&self, tx: &mut Tx) -> Result<Id> {
        let Sides { direction, ours, theirs } = self.sides();
        let (id, now) = (tx.new_id(), tx.now());
        tx.execute(
            "INSERT INTO calls (id, cloud, external, direction, number, number_dialled, state, place, proof, rang_at,
                                told)
             VALUES ($1, $2, $3, $4, '', $5, $6, 'now', $7, $8, 0)",
            &[
                &id,
                &self.policy.cloud.key,
                &self.news.call,
                &direction.code(),
                &ours,
                &CallState::Ringing.code(),
                &ProvenBy::Nothing.code(),
                &now,
            ],
        )?;
        if let Some(heard) = theirs {
            know(tx, self.policy, id, &heard)?;
        }
        if self.news.event == NewsEvent::NewCall {
            self.ring(tx, id, direction)?;
        }
        tx.announce(ringing::topic_of_cloud(&self.policy.cloud.key));
        Ok(id)
    }

    /// A late or repeated event may know what an earlier one didn't say.
    fn fill_in(&self, tx: &mut Tx, id: Id) -> Result<()> {
        let call = found(tx, id)?;
        if call.number.is_empty()
            && call.organization.is_none()
            && let Some(heard) = self.sides().theirs
            && !heard.number().is_empty()
        {
            know(tx, self.policy, id, &heard)?;
        }
        if self.news.event == NewsEvent::NewCall && call.state == CallState::Ringing && call.cause.is_none() {
            self.ring(tx, id, call.direction)?;
        }
        Ok(())
    }

    /// An incoming call rings at those who were named, or at those who are available; an outgoing one is its caller's.
    fn ring(&self, tx: &mut Tx, id: Id, direction: Direction) -> Result<()> {
        let named = self.named(tx)?;
        match direction {
            Direction::Out => {
                let Some(agent) = named.first() else { return Ok(()) };
                tx.execute("UPDATE calls SET agent = $2 WHERE id = $1 AND agent IS NULL", &[&id, agent])?;
                tx.announce(ringing::topic(*agent));
                Ok(())
            }
            Direction::In if named.is_empty() => {
                let agents = ringing::available(tx, &self.policy.cloud.key)?;
                Ringing::at(tx, id, &agents)
            }
            Direction::In => Ringing::at(tx, id, &named),
        }
    }

    fn named(&self, tx: &mut Tx) -> Result<Vec<Id>> {
        ringing::agents_called(tx, &self.policy.cloud.key, &self.news.users)
    }

    fn answer(&self, tx: &mut Tx, id: Id) -> Result<()> {
        if self.news.is_voicemail() {
            tx.execute("UPDATE calls SET cause = 'voicemail' WHERE id = $1 AND answered_at IS NULL", &[&id])?;
            Ringing::stop(tx, id)?;
            tx.announce(ringing::topic_of_cloud(&self.policy.cloud.key));
            return Ok(());
        }
        // Two agents of one name: nobody can say which of them it was.
        let agent = match self.named(tx)?[..] {
            [agent] => Some(agent),
            _ => None,
        };
        answered(tx, self.policies, id, agent)
    }

    /// An outgoing call to the number of a call-back that its agent has taken is made for that. Where the telephone system
    /// names nobody, it is the call of who has taken it.
    fn for_callback(&self, tx: &mut Tx, id: Id) -> Result<()> {
        let call = found(tx, id)?;
        if call.direction != Direction::Out || call.callback.is_some() || call.case.is_some() {
            return Ok(());
        }
        let readings = self.sides().theirs.map(|heard| heard.readings).unwrap_or_default();
        let rows = tx.query(
            "SELECT id, case_id, organization, person, claimed_by, number FROM callbacks
             WHERE cloud = $1 AND ended_at IS NULL AND state = 'claimed'",
            &[&call.cloud],
        )?;
        let mut meant = Vec::new();
        for row in &rows {
            let (agent, number): (Id, String) = (row.get(4)?, row.get(5)?);
            let is_number = number == call.number || readings.contains(&number);
            if is_number && call.agent.is_none_or(|known| known == agent) {
                meant.push((row, agent, number));
            }
        }
        let [(row, agent, number)] = &meant[..] else { return Ok(()) };
        let (callback, case): (Id, Id) = (row.get(0)?, row.get(1)?);
        let (organization, person): (Id, Id) = (row.get(2)?, row.get(3)?);
        tx.execute(
            "UPDATE calls SET callback = $2, case_id = $3, organization = $4, person = $5, agent = $6, number = $7,
                    proof = 'none', proven_at = NULL
             WHERE id = $1",
            &[&id, &callback, &case, &organization, &person, agent, number],
        )?;
        tx.announce(crate::callbacks::topic(&call.cloud));
        announce(tx, id, [Some(*agent), None])
    }

    fn hang_up(&self, tx: &mut Tx, id: Id) -> Result<()> {
        ended(tx, self.policies, id, self.news.cause.as_deref())
    }
}

fn found(tx: &mut Tx, id: Id) -> Result<Call> {
    load(tx, id)?.ok_or(Error::NotFound)
}

/// Notes the other side's number, and whose it is.
fn know(tx: &mut Tx, policy: &Policy, id: Id, heard: &Heard) -> Result<()> {
    let (matches, reading) = whose::whose(tx, policy, heard)?;
    // Where two readings belong to somebody, neither is taken for the number.
    let number = match (&reading, matches.is_empty()) {
        (Some(reading), _) => reading.as_str(),
        (None, true) => heard.number(),
        (None, false) if heard.readings.len() == 1 => heard.number(),
        (None, false) => &heard.said,
    };
    let is_colleague = whose::is_colleague(tx, policy, heard)?;
    tx.execute("UPDATE calls SET number = $2, inside = $3 WHERE id = $1", &[&id, &number, &is_colleague])?;
    let known = match &matches[..] {
        [one] if one.by != By::House => one,
        _ => return Ok(()),
    };
    let now = tx.now();
    let is_proof = known.by == By::Registered && policy.verification.registered_number_is_enough;
    let proof = if is_proof { ProvenBy::Number } else { ProvenBy::Nothing };
    let person = known.person.as_ref().map(|(id, _)| *id);
    let proven_at = (proof != ProvenBy::Nothing).then_some(now);
    tx.execute(
        "UPDATE calls SET organization = $2, person = $3, proof = $4, proven_at = $5 WHERE id = $1",
        &[&id, &known.organization, &person, &proof.code(), &proven_at],
    )?;
    Ok(())
}

/// A call with this number as it would begin now, for the demo.
pub(crate) fn put(tx: &mut Tx, policy: &Policy, number: &str, direction: Direction) -> Result<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO calls (id, cloud, external, direction, number, number_dialled, state, place, proof, rang_at, told)
         VALUES ($1, $2, $3, $4, '', '', 'ringing', 'now', 'none', $5, 0)",
        &[&id, &policy.cloud.key, &id.to_string(), &direction.code(), &now],
    )?;
    know(tx, policy, id, &number::read(number, ""))?;
    Ok(id)
}

pub(crate) fn person_of_call(tx: &mut Tx, id: Id) -> Result<Option<Id>> {
    Ok(found(tx, id)?.person)
}

/// Somebody answered: this agent, if it is known who. A second agent took the call over.
pub(super) fn answered(tx: &mut Tx, policies: &Policies, id: Id, agent: Option<Id>) -> Result<()> {
    let call = found(tx, id)?;
    let now = tx.now();
    match call.state {
        CallState::Ringing => {
            tx.execute(
                "UPDATE calls SET state = 'answered', answered_at = $2, agent = coalesce($3, agent), cause = NULL
                 WHERE id = $1",
                &[&id, &now, &agent],
            )?;
        }
        CallState::Answered => {
            tx.execute("UPDATE calls SET agent = coalesce($2, agent) WHERE id = $1", &[&id, &agent])?;
        }
        // The news of the end was quicker: it is known that somebody talked, but not for how long.
        CallState::Ended => {
            tx.execute(
                "UPDATE calls SET answered_at = coalesce(answered_at, ended_at), agent = coalesce(agent, $2),
                        place = 'done', cause = CASE WHEN answered_at IS NULL THEN NULL ELSE cause END
                 WHERE id = $1",
                &[&id, &agent],
            )?;
        }
    }
    Ringing::stop(tx, id)?;
    history::settle_missed(tx, &call)?;
    let agent = agent.or(call.agent);
    if call.state != CallState::Ended {
        if let Some(agent) = agent {
            staff::set_state(tx, policies, agent, Presence::Busy, Cause::Call)?;
        }
        if let Some(before) =
            call.agent.filter(|before| call.state == CallState::Answered && agent != Some(*before))
        {
            wrap_up(tx, policy_of(policies, &call)?, before)?;
        }
    }
    announce(tx, id, [call.agent, agent])
}

/// The call is over; whoever talked writes it up.
pub(super) fn ended(tx: &mut Tx, policies: &Policies, id: Id, cause: Option<&str>) -> Result<()> {
    let call = found(tx, id)?;
    if call.state == CallState::Ended {
        tx.execute(
            "UPDATE calls SET cause = coalesce(cause, $2) WHERE id = $1 AND answered_at IS NULL",
            &[&id, &cause],
        )?;
        return Ok(());
    }
    let now = tx.now();
    let is_elsewhere = cause.is_some_and(|cause| cause.eq_ignore_ascii_case("forwarded"));
    let is_missed = call.answered_at.is_none() && call.direction == Direction::In && !is_elsewhere;
    let place = if is_missed { "missed" } else { "done" };
    tx.execute(
        "UPDATE calls SET state = 'ended', ended_at = $2, cause = coalesce(cause, $3), place = $4 WHERE id = $1",
        &[&id, &now, &cause, &place],
    )?;
    Ringing::stop(tx, id)?;
    if let Some(agent) = call.agent.filter(|_| call.answered_at.is_some()) {
        wrap_up(tx, policy_of(policies, &call)?, agent)?;
    }
    history::tell_case(tx, policies, id)?;
    announce(tx, id, [call.agent, None])
}

fn policy_of<'p>(policies: &'p Policies, call: &Call) -> Result<&'p Policy> {
    policies.cloud(&call.cloud).ok_or(Error::NotFound)
}

/// An agent's call is over. Unless they talk on another line, or have a call-back of which they have yet to say what became.
pub(crate) fn wrap_up(tx: &mut Tx, policy: &Policy, agent: Id) -> Result<()> {
    let talks = tx.query_opt(
        "SELECT 1 FROM calls WHERE agent = $1 AND place = 'now' AND state = 'answered' LIMIT 1",
        &[&agent],
    )?;
    let has_callback = tx
        .query_opt("SELECT 1 FROM callbacks WHERE claimed_by = $1 AND ended_at IS NULL LIMIT 1", &[&agent])?;
    if talks.is_some() || has_callback.is_some() {
        return Ok(());
    }
    staff::put_state(tx, policy, agent, Presence::WrapUp, Cause::Call)
}

fn announce(tx: &mut Tx, id: Id, agents: [Option<Id>; 2]) -> Result<()> {
    let call = found(tx, id)?;
    for agent in agents.into_iter().flatten() {
        tx.announce(ringing::topic(agent));
    }
    ringing::announce(tx, &call);
    Ok(())
}
