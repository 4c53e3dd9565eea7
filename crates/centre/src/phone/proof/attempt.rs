use db::{Id, Tx};

use super::{Code, code, own_call};
use crate::{
    Error, Result,
    audit::{self, Event, Subject},
    people::Viewer,
    phone::calls,
    policy::Policies,
    tell,
};

/// A try that has been counted and is yet to be compared.
#[derive(Clone)]
pub struct Try {
    call: Id,
    code: Id,
    typed: String,
    hash: String,
    /// Which try of this code it is.
    number: i64,
}

/// A try that was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Checked {
    Right,
    Wrong,
}

impl Try {
    /// Compares what was typed. Takes as long as hashing a password: never inside a transaction.
    pub fn check(&self) -> Checked {
        if Code::is(&self.typed, self.call, &self.hash) { Checked::Right } else { Checked::Wrong }
    }
}

/// Counts a try of the code that was sent for a call. What can't be a code isn't counted.
pub fn begin_try(tx: &mut Tx, policies: &Policies, viewer: &Viewer, call: Id, typed: &str) -> Result<Try> {
    let rules = &policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?.verification;
    let typed = code::digits(typed, rules)
        .ok_or_else(|| tell("error-proof-digits").with("n", rules.digits).about("code"))?;
    let (call, organization) = own_call(tx, viewer, call)?;
    let now = tx.now();
    let row = tx.query_opt(
        "UPDATE call_codes SET tries = tries + 1
         WHERE call_id = $1 AND state = 'live' AND organization = $2 AND agent = $3 AND expires_at > $4 AND tries < $5
         RETURNING id, hash, tries",
        &[&call.id, &organization, &viewer.id(), &now, &rules.attempts],
    )?;
    let row = row.ok_or_else(|| tell("error-proof-no-code").about("code"))?;
    let hash = row.get::<Option<String>>(1)?.unwrap_or_default();
    Ok(Try { call: call.id, code: row.get(0)?, typed, hash, number: row.get(2)? })
}

/// Writes down what came of a try, and how many are left after a wrong one. A right one opens what belongs to the
/// organization for this call, once.
pub fn finish_try(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    tried: &Try,
    checked: Checked,
) -> Result<Option<i64>> {
    let rules = &policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?.verification;
    let (call, organization) = own_call(tx, viewer, tried.call)?;
    let subject = Subject { organization: Some(organization), call: Some(call.id) };
    let now = tx.now();
    if checked == Checked::Wrong {
        let left = (i64::from(rules.attempts) - tried.number).max(0);
        let event = if left > 0 {
            Event::CodeWrong { tries_left: left }
        } else {
            tx.execute(
                "UPDATE call_codes SET state = 'locked', hash = NULL, ended_at = $2
                 WHERE id = $1 AND state = 'live'",
                &[&tried.code, &now],
            )?;
            Event::CodeLocked
        };
        audit::record(tx, viewer, subject, &event)?;
        calls::announce(tx, &call);
        return Ok(Some(left));
    }
    let used = tx.query_opt(
        "UPDATE call_codes SET state = 'used', hash = NULL, ended_at = $3
         WHERE id = $1 AND state = 'live' AND organization = $2
         RETURNING contact",
        &[&tried.code, &organization, &now],
    )?;
    // Another try was quicker, or another code has been sent.
    let to = used.ok_or_else(|| tell("error-proof-no-code").about("code"))?.get(0)?;
    tx.execute("UPDATE calls SET proof = 'code', proven_at = $2 WHERE id = $1", &[&call.id, &now])?;
    audit::record(tx, viewer, subject, &Event::CallerProven { to })?;
    calls::announce(tx, &call);
    Ok(None)
}
