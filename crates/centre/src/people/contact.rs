//! An organization's registered contacts, as its own people change them.

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};
use lang::{Lang, args};

use super::{Viewer, load};
use crate::{
    Error, Result,
    audit::{self, Event, Subject},
    policy::Policies,
    tell::{self as post, About, Channel, Mail, masked},
    text,
};

/// A registered contact as the organization itself sees it.
#[derive(Debug, Clone)]
pub struct OwnContact {
    /// `phone` or `email`.
    pub kind: String,
    pub value: String,
    pub registered_at: Timestamp,
    /// From when on codes are sent to it; `None` if they are already.
    pub usable_from: Option<Timestamp>,
}

/// More would be no list that anybody looks after.
const MOST: usize = 20;

/// The contacts of the viewer's own organization.
pub fn own_contacts(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Vec<OwnContact>> {
    let organization = viewer.manages_contacts()?;
    let rules = &policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?.verification;
    let waits = SignedDuration::from_hours(rules.registered_for_hours.into());
    let now = tx.now();
    tx.query(
        "SELECT kind, value, registered_at FROM registered_contacts WHERE organization = $1
         ORDER BY kind, value",
        &[&organization],
    )?
    .iter()
    .map(|row| {
        let registered_at: Timestamp = row.get(2)?;
        let usable_from = Some(registered_at + waits).filter(|from| *from > now);
        Ok(OwnContact { kind: row.get(0)?, value: row.get(1)?, registered_at, usable_from })
    })
    .collect()
}

/// Registers an address or a number; the other contacts are told. Codes are sent to it only after a while, so that
/// whoever got hold of an account for a moment can't call in the organization's name at once.
pub fn add_contact(tx: &mut Tx, policies: &Policies, viewer: &Viewer, typed: &str) -> Result<()> {
    let organization = viewer.manages_contacts()?;
    let known = own_contacts(tx, policies, viewer)?;
    let typed = text::required("contact", text::line("contact", typed)?)?;
    let (kind, value) = if typed.contains('@') {
        ("email", text::email("contact", &typed)?.to_lowercase())
    } else {
        let country = load(tx, organization)?.ok_or(Error::NotFound)?.country;
        ("phone", text::phone("contact", &typed, &country)?)
    };
    if known.iter().any(|contact| contact.kind == kind && contact.value == value) {
        return Err(crate::tell("error-contact-known").about("contact").into());
    }
    if known.len() >= MOST {
        return Err(crate::tell("error-contact-most").with("most", MOST).about("contact").into());
    }
    let now = tx.now();
    tx.execute(
        "INSERT INTO registered_contacts (organization, kind, value, registered_at) VALUES ($1, $2, $3, $4)",
        &[&organization, &kind, &value, &now],
    )?;
    let contact = masked(channel(kind), &value);
    let told = known.into_iter().map(|contact| (contact.kind, contact.value)).collect();
    notify(tx, policies, viewer, organization, told, "tell-contact-added", &contact)?;
    let subject = Subject { organization: Some(organization), call: None };
    audit::record(tx, viewer, subject, &Event::ContactAdded { contact })
}

/// Takes a contact off the list; all are told, also the one that is gone.
pub fn remove_contact(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    kind: &str,
    value: &str,
) -> Result<()> {
    let organization = viewer.manages_contacts()?;
    let known = own_contacts(tx, policies, viewer)?;
    let removed = tx.execute(
        "DELETE FROM registered_contacts WHERE organization = $1 AND kind = $2 AND value = $3",
        &[&organization, &kind, &value],
    )?;
    if removed == 0 {
        return Err(Error::NotFound);
    }
    let contact = masked(channel(kind), value);
    let told = known.into_iter().map(|contact| (contact.kind, contact.value)).collect();
    notify(tx, policies, viewer, organization, told, "tell-contact-removed", &contact)?;
    let subject = Subject { organization: Some(organization), call: None };
    audit::record(tx, viewer, subject, &Event::ContactRemoved { contact })
}

fn channel(kind: &str) -> Channel {
    if kind == "phone" { Channel::TextMessage } else { Channel::Mail }
}

fn notify(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    organization: Id,
    contacts: Vec<(String, String)>,
    what: &'static str,
    contact: &str,
) -> Result<()> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let organization = load(tx, organization)?.ok_or(Error::NotFound)?;
    let language = Lang::parse(&organization.language).unwrap_or(Lang::En);
    let operator = policy.operator.name.get(language.code());
    let name = organization.name.as_str();
    let facts = args!["contact" => contact, "organization" => name, "person" => viewer.name.as_str()];
    let text = [
        language.t("tell-hello", &[]),
        language.t(what, &facts),
        language.t("tell-contact-care", &args!["operator" => operator]),
        operator.to_owned(),
    ];
    for (_, to) in contacts.into_iter().filter(|(kind, _)| kind == "email") {
        let mail = Mail {
            cloud: organization.cloud.clone(),
            to,
            language,
            subject: language.t("tell-contact-subject", &args!["organization" => name]),
            text: text.join("\n\n"),
            calendar: None,
            about: About { kind: "contacts", id: organization.id },
            secret: false,
            expires_at: None,
        };
        post::mail(tx, &mail)?;
    }
    Ok(())
}
