use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use rlibphonenumber::{PhoneNumber, PhoneNumberType};

use crate::{
    Result,
    policy::Verification,
    tell::{Channel, masked},
};

/// A registered contact as an agent may see it before anything is proven.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offered {
    /// Where it stands in the list.
    pub place: usize,
    pub channel: Channel,
    pub masked: String,
    pub usable: Usable,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Usable {
    Yes,
    /// It was registered too short a time ago.
    From(Timestamp),
    /// A landline takes no text messages.
    Landline,
    /// Nothing can be sent this way.
    NoWay,
}

/// A contact with its whole address; it stays in here.
pub(super) struct Contact {
    pub(super) offered: Offered,
    pub(super) kind: String,
    pub(super) value: String,
}

/// The registered contacts of an organization, usable or not.
pub(super) fn contacts(
    tx: &mut Tx,
    rules: &Verification,
    channels: &[Channel],
    organization: Id,
) -> Result<Vec<Contact>> {
    let now = tx.now();
    let rows = tx.query(
        "SELECT kind, value, registered_at FROM registered_contacts WHERE organization = $1
         ORDER BY kind, value",
        &[&organization],
    )?;
    let mut contacts = Vec::with_capacity(rows.len());
    for (place, row) in rows.iter().enumerate() {
        let (kind, value): (String, String) = (row.get(0)?, row.get(1)?);
        let channel = if kind == "phone" { Channel::TextMessage } else { Channel::Mail };
        let from = row.get::<Timestamp>(2)? + SignedDuration::from_hours(rules.registered_for_hours.into());
        let usable = match channel {
            Channel::TextMessage if is_landline(&value) => Usable::Landline,
            channel if !channels.contains(&channel) => Usable::NoWay,
            _ if from > now => Usable::From(from),
            _ => Usable::Yes,
        };
        let offered = Offered { place, channel, masked: masked(channel, &value), usable };
        contacts.push(Contact { offered, kind, value });
    }
    Ok(contacts)
}

fn is_landline(number: &str) -> bool {
    PhoneNumber::parse(number, None).is_ok_and(|number| number.get_type() == PhoneNumberType::FixedLine)
}
