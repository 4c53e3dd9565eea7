use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{Code, Usable, letter, offer, own_call};
use crate::{
    Error, Result,
    audit::{self, Event, Subject},
    people::{self, Viewer},
    phone::calls,
    policy::{Policies, Verification},
    tell::{self as post, About, Channel, Mail, TextMessage},
};

pub(super) const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Sends a code to the contact that stands at `place` and looks like `masked`; it replaces what was sent before.
pub fn send_code(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    channels: &[Channel],
    call: Id,
    (place, masked): (usize, &str),
    code: &Code,
) -> Result<()> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let rules = &policy.verification;
    let (call, organization) = own_call(tx, viewer, call)?;
    let contacts = offer::contacts(tx, rules, channels, organization)?;
    let contact = contacts.into_iter().nth(place).filter(|contact| contact.offered.masked == masked);
    // Somebody may have changed the list meanwhile.
    let contact = contact.ok_or_else(|| crate::tell("error-proof-contacts-changed"))?;
    match contact.offered.usable {
        Usable::Yes => {}
        Usable::From(_) => return Err(crate::tell("error-proof-too-new").into()),
        Usable::Landline | Usable::NoWay => return Err(crate::tell("error-proof-no-way").into()),
    }
    let (left, _) = codes_left(tx, rules, organization)?;
    if left == 0 {
        return Err(crate::tell("error-proof-limit").into());
    }

    let now = tx.now();
    let until = now + SignedDuration::from_mins(rules.lifetime_minutes.into());
    let loaded = people::load(tx, organization)?.ok_or(Error::NotFound)?;
    let words = letter::words(policy, &loaded, &code.digits, &viewer.name, until);
    let (cloud, about, language) = (call.cloud.clone(), About { kind: "call", id: call.id }, words.language);
    let expires_at = Some(until);
    let message = match contact.offered.channel {
        Channel::Mail => {
            let (subject, text) = (words.subject, words.mail);
            let (to, calendar) = (contact.value.clone(), None);
            post::mail(
                tx,
                &Mail { cloud, to, language, subject, text, calendar, about, secret: true, expires_at },
            )?
        }
        Channel::TextMessage => {
            let (to, text) = (contact.value.clone(), words.text_message);
            post::text_message(
                tx,
                &TextMessage { cloud, to, language, text, about, secret: true, expires_at },
            )?
        }
        // Nobody registers what everybody reads.
        Channel::Account => return Err(Error::NotFound),
    };
    tx.execute(
        "UPDATE call_codes SET state = 'replaced', hash = NULL, ended_at = $2
         WHERE call_id = $1 AND state = 'live'",
        &[&call.id, &now],
    )?;
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO call_codes (id, call_id, organization, agent, contact_kind, contact, message, hash, state, tries,
                                 sent_at, expires_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'live', 0, $9, $10)",
        &[
            &id,
            &call.id,
            &organization,
            &viewer.id(),
            &contact.kind,
            &contact.offered.masked,
            &message,
            &code.hash,
            &now,
            &until,
        ],
    )?;
    let subject = Subject { organization: Some(organization), call: Some(call.id) };
    audit::record(tx, viewer, subject, &Event::CodeSent { to: contact.offered.masked })?;
    calls::announce(tx, &call);
    Ok(())
}

/// How many codes may still be sent for an organization, whoever asks on whichever node; and when there will be more.
pub(super) fn codes_left(
    tx: &mut Tx,
    rules: &Verification,
    organization: Id,
) -> Result<(i64, Option<Timestamp>)> {
    let since = tx.now() - HOUR;
    let rows = tx.query(
        "SELECT sent_at FROM call_codes WHERE organization = $1 AND sent_at > $2 ORDER BY sent_at LIMIT $3",
        &[&organization, &since, &rules.codes_per_hour],
    )?;
    let oldest: Option<Timestamp> = rows.first().map(|row| row.get(0)).transpose()?;
    let left = i64::from(rules.codes_per_hour) - rows.len() as i64;
    Ok((left.max(0), oldest.map(|at| at + HOUR)))
}
