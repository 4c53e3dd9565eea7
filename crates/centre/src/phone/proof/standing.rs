use db::{Id, Tx};
use jiff::Timestamp;

use super::{Offered, offer, send::codes_left, word::word};
use crate::{
    Error, Result,
    people::Viewer,
    phone::{Call, CallState, call},
    policy::Policies,
    tell::{self as post, About, Channel, Delivery},
};

/// How it stands with the proof of a call.
#[derive(Debug, Clone)]
pub struct Standing {
    pub call: Call,
    /// The viewer is the one who talks to the caller.
    pub is_own: bool,
    pub is_going_on: bool,
    pub contacts: Vec<Offered>,
    pub live: Option<Live>,
    /// How the last code ended, while there is no other.
    pub ended: Option<Ended>,
    /// How many codes may still be sent in this hour, and when there will be more.
    pub codes_left: i64,
    pub more_at: Option<Timestamp>,
    /// What the agent says to prove to speak for the operator, in the place of the list of words.
    pub word: Option<usize>,
    /// The language that the organization is written to in.
    pub language: String,
}

/// A code that can be typed.
#[derive(Debug, Clone)]
pub struct Live {
    /// Masked.
    pub to: String,
    pub sent_at: Timestamp,
    pub expires_at: Timestamp,
    pub tries_left: i64,
    pub delivery: Option<Delivery>,
    /// Another agent sent it: it works for that one only.
    pub is_of_another: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    Locked,
    Expired,
}

/// For an agent of the call's cloud.
pub fn proof(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    channels: &[Channel],
    id: Id,
) -> Result<Standing> {
    let rules = &policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?.verification;
    let call = call(tx, viewer, id)?;
    let is_own = call.agent == Some(viewer.id());
    let is_going_on = call.state == CallState::Answered;
    let mut standing = Standing {
        is_own,
        is_going_on,
        contacts: Vec::new(),
        live: None,
        ended: None,
        codes_left: 0,
        more_at: None,
        word: None,
        language: String::new(),
        call,
    };
    let Some(organization) = standing.call.organization else { return Ok(standing) };
    standing.word = is_going_on.then(|| word(standing.call.id, organization));
    let row = tx.query_one("SELECT language FROM organizations WHERE id = $1", &[&organization])?;
    standing.language = row.get(0)?;
    if is_own && is_going_on {
        let contacts = offer::contacts(tx, rules, channels, organization)?;
        standing.contacts = contacts.into_iter().map(|contact| contact.offered).collect();
        (standing.codes_left, standing.more_at) = codes_left(tx, rules, organization)?;
    }
    let last = tx.query_opt(
        "SELECT state, contact, sent_at, expires_at, tries, agent, message FROM call_codes
         WHERE call_id = $1 AND organization = $2 ORDER BY sent_at DESC LIMIT 1",
        &[&standing.call.id, &organization],
    )?;
    let Some(row) = last.filter(|_| is_going_on) else { return Ok(standing) };
    let expires_at: Timestamp = row.get(3)?;
    match row.get::<String>(0)?.as_str() {
        "live" if expires_at > tx.now() => {
            let message: Id = row.get(6)?;
            let about = About { kind: "call", id: standing.call.id };
            let deliveries = post::deliveries(tx, viewer, about)?;
            standing.live = Some(Live {
                to: row.get(1)?,
                sent_at: row.get(2)?,
                expires_at,
                tries_left: i64::from(rules.attempts) - row.get::<i64>(4)?,
                delivery: deliveries.into_iter().find(|delivery| delivery.id == message),
                is_of_another: row.get::<Id>(5)? != viewer.id(),
            });
        }
        "live" => standing.ended = Some(Ended::Expired),
        "locked" => standing.ended = Some(Ended::Locked),
        _ => {}
    }
    Ok(standing)
}
