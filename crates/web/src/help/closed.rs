use askama::Template;
use axum::http::StatusCode;
use centre::{
    articles,
    cases::{Gate, PartnerContact},
    people::Helper,
    policy::{Link, Policy, Text},
    text,
};
use db::Tx;

use super::{assist, health::Health};
use crate::{error::Result, page::Page, visit::Visit};

/// Somebody who can help instead.
pub struct Contact {
    pub name: String,
    pub role: String,
    pub phones: Vec<Phone>,
    pub emails: Vec<String>,
}

pub struct Phone {
    pub e164: String,
    pub text: String,
}

impl Contact {
    pub fn partner(page: &Page, partner: &PartnerContact) -> Contact {
        Contact {
            name: partner.name.clone(),
            role: page.t("help-role-partner"),
            phones: partner.phones.iter().map(|p| Phone::new(p)).collect(),
            emails: partner.emails.clone(),
        }
    }

    fn helper(page: &Page, policy: &Policy, helper: &Helper) -> Contact {
        let roles = helper.roles.iter().filter_map(|r| policy.role(r));
        let roles: Vec<&str> = roles.map(|r| page.text(&r.name)).collect();
        Contact {
            name: helper.name.clone(),
            role: page.l.list(&roles),
            phones: helper.phone.iter().map(|p| Phone::new(p)).collect(),
            emails: vec![helper.email.clone()],
        }
    }
}

impl Phone {
    fn new(e164: &str) -> Phone {
        Phone { e164: e164.to_owned(), text: text::phone_for_reading(e164) }
    }
}

struct Note {
    text: String,
    link: Option<Pointer>,
}

struct Pointer {
    href: String,
    title: String,
}

/// Those of the policy's links for people without access that lead somewhere.
pub fn links(tx: &mut Tx, policy: &Policy) -> centre::Result<Vec<Link>> {
    let eligibility = &policy.eligibility;
    let mut links = Vec::new();
    for link in [&eligibility.who_is_admin_link, &eligibility.roles_link, &eligibility.others_link] {
        let leads_somewhere = match link.to.strip_prefix("article:") {
            Some(place) => articles::exists(tx, article_of(place))?,
            None => true,
        };
        if leads_somewhere {
            links.push(link.clone());
        }
    }
    Ok(links)
}

/// The key of an article, of an address that may point into it.
fn article_of(place: &str) -> &str {
    place.split('#').next().unwrap_or(place)
}

/// Why the form isn't open to the reader and what to do instead (E-01 to E-09). `None`: it is open.
pub async fn page(
    visit: &Visit,
    status: StatusCode,
    gate: &Gate,
    health: Vec<Health>,
    links: &[Link],
) -> Result {
    let page = visit.page("support");
    let policy = visit.policy()?;
    let pointer = |link: &Link| Pointer {
        title: page.text(&link.title).to_owned(),
        href: match link.to.strip_prefix("article:") {
            Some(place) => page.public(&format!("articles/{place}")),
            None => link.to.clone(),
        },
    };
    let eligibility = &policy.eligibility;
    let say = |text: &Text| Note { text: page.text(text).to_owned(), link: None };
    let told = |key| Note { text: page.t(key), link: None };
    // A note that speaks of another page leads there, or it isn't said.
    let leading = |text: &Text, link: &Link| {
        let link = links.iter().find(|l| l.id == link.id)?;
        Some(Note { text: page.text(text).to_owned(), link: Some(pointer(link)) })
    };
    let (title, notes, contacts) = match gate {
        Gate::AskYourAdmin { is_admin, helpers } => {
            let mut notes = match is_admin {
                true => vec![told("help-closed-role")],
                false => vec![say(&eligibility.note)],
            };
            if !is_admin {
                notes.extend(leading(&eligibility.others_note, &eligibility.others_link));
            }
            if helpers.is_empty() {
                notes.push(told("help-closed-nobody"));
            }
            let helpers = helpers.iter().map(|h| Contact::helper(&page, policy, h)).collect();
            ("help-closed-admin-title", notes, helpers)
        }
        Gate::AskYourPartner(partner) => {
            let notes = eligibility.partner.notes.iter().map(say).collect();
            ("help-closed-partner-title", notes, vec![Contact::partner(&page, partner)])
        }
        Gate::NoSubscription => {
            ("help-closed-subscription-title", vec![told("error-no-subscription")], Vec::new())
        }
        Gate::Retired => ("help-closed-retired-title", vec![told("error-retired")], Vec::new()),
        Gate::NotACustomer | Gate::Open { .. } => return Ok(visit.go("/desk")),
    };
    let is_about_people = matches!(gate, Gate::AskYourAdmin { .. });
    let view = Closed {
        assist: assist::note(visit).await?,
        title: page.t(title),
        notes,
        contacts_title: page.t(if is_about_people { "help-closed-helpers" } else { "help-closed-partner" }),
        contacts,
        links: links
            .iter()
            .filter(|link| is_about_people && link.id != eligibility.others_link.id)
            .map(pointer)
            .collect(),
        health,
        page,
    };
    visit.html_with(status, &view)
}

#[derive(Template)]
#[template(path = "help/closed.html")]
struct Closed {
    page: Page,
    title: String,
    health: Vec<Health>,
    notes: Vec<Note>,
    contacts_title: String,
    contacts: Vec<Contact>,
    links: Vec<Pointer>,
    assist: Option<assist::Note>,
}
