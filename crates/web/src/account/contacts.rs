use askama::Template;
use axum::http::StatusCode;
use centre::{
    Error, Told,
    people::{self, OwnContact, Viewer},
    text::phone_for_reading,
};
use lang::args;

use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{Signed, Visit},
};

#[derive(Template)]
#[template(path = "account/contacts.html")]
struct ContactsPage {
    page: Page,
    wait: String,
    contacts: Vec<Contact>,
    typed: String,
    error: Option<String>,
}

struct Contact {
    kind: String,
    value: String,
    shown: String,
    icon: &'static str,
    added: String,
    /// When it begins to be used.
    from: Option<String>,
}

impl Contact {
    fn of(page: &Page, contact: OwnContact) -> Contact {
        let is_phone = contact.kind == "phone";
        Contact {
            shown: if is_phone { phone_for_reading(&contact.value) } else { contact.value.clone() },
            icon: if is_phone { "phone" } else { "mail" },
            added: page.t1("contacts-added", "time", page.when(&contact.registered_at)),
            from: contact.usable_from.map(|at| page.t1("contacts-from", "time", page.when(&at))),
            kind: contact.kind,
            value: contact.value,
        }
    }
}

/// `GET /account/contacts`
pub async fn contacts(Signed { visit, viewer }: Signed) -> Result {
    show(&visit, &viewer, String::new(), None).await
}

async fn show(visit: &Visit, viewer: &Viewer, typed: String, told: Option<Told>) -> Result {
    let (policies, viewer) = (visit.policies.clone(), viewer.clone());
    let contacts = visit.app.db.read(move |tx| people::own_contacts(tx, &policies, &viewer)).await?;
    let mut page = visit.page("account");
    page.here = "/account/contacts".into();
    let hours = visit.policy()?.verification.registered_for_hours;
    let duration = page.l.t("support-hours", &args!["n" => hours]);
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = ContactsPage {
        wait: page.t1("contacts-wait", "duration", duration),
        contacts: contacts.into_iter().map(|contact| Contact::of(&page, contact)).collect(),
        typed,
        error: told.map(|told| page::told(page.l, &told)),
        page,
    };
    visit.html_with(status, &shown)
}

/// `POST /account/contacts`
pub async fn add_contact(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let typed = fields.get("contact").to_owned();
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), typed.clone());
    match visit.app.db.write(move |tx| people::add_contact(tx, &policies, &who, &wanted)).await {
        Ok(()) => Ok(visit.go_with("/account/contacts", "flash-contact-added")),
        Err(Error::Told(told)) => show(&visit, &viewer, typed, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /account/contacts/remove`
pub async fn remove_contact(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let (kind, value) = (fields.get("kind").to_owned(), fields.get("value").to_owned());
    let policies = visit.policies.clone();
    visit.app.db.write(move |tx| people::remove_contact(tx, &policies, &viewer, &kind, &value)).await?;
    Ok(visit.go_with("/account/contacts", "flash-contact-removed"))
}
