use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    following::{self, Address, OF, Of, Wishes},
    health::Reader,
    people::Viewer,
};
use db::Tx;

use super::{Reads, parse};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    public::service_icon,
    visit::Visit,
};

const HERE: &str = "/health/notifications";

#[derive(Template)]
#[template(path = "following/notifications.html")]
struct Notifications {
    page: Page,
    kinds: Vec<Choice>,
    services: Vec<Choice>,
    all_services: bool,
    is_nothing: bool,
    addresses: Vec<Address>,
    issues: Vec<String>,
    makes_webhooks: bool,
    typed: String,
    /// Field and text.
    problem: Option<(String, String)>,
}

struct Choice {
    id: String,
    name: String,
    hint: String,
    icon: &'static str,
    is_chosen: bool,
}

impl Notifications {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }

    fn has_second(&self) -> bool {
        self.addresses.iter().any(|address| address.is_second)
    }
}

/// `GET /health/notifications`
pub async fn notifications(Reads { visit, viewer }: Reads) -> Result {
    show(&visit, &viewer, None, String::new(), None).await
}

/// `chosen` stands for what was typed, and not saved.
async fn show(
    visit: &Visit,
    viewer: &Viewer,
    chosen: Option<Wishes>,
    typed: String,
    told: Option<Told>,
) -> Result {
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read = move |tx: &mut Tx| {
        Ok::<_, Error>((following::following(tx, &who)?, Reader::of(tx, &policies, &who)?))
    };
    let (kept, reader) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let wishes = chosen.unwrap_or(kept.wishes);
    let is_chosen = |id: &str| wishes.services.as_ref().is_some_and(|services| services.contains(id));
    let services = visit.policy()?.services.iter().filter(|service| reader.has(&service.id));
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answer = Notifications {
        kinds: OF.map(|of| kind(&page, of, &wishes)).into(),
        services: services
            .map(|service| Choice {
                name: page.text(&service.name).to_owned(),
                hint: String::new(),
                icon: service_icon(&service.id),
                is_chosen: is_chosen(&service.id),
                id: service.id.clone(),
            })
            .collect(),
        all_services: wishes.services.is_none(),
        is_nothing: wishes.of.is_empty() && kept.issues.is_empty(),
        addresses: kept.addresses,
        issues: kept.issues,
        makes_webhooks: viewer.manages_webhooks().is_ok(),
        typed,
        problem: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
        page,
    };
    visit.html_with(status, &answer)
}

fn kind(page: &Page, of: Of, wishes: &Wishes) -> Choice {
    let key = format!("following-of-{}", of.code());
    Choice {
        id: of.code().to_owned(),
        name: page.t(&key),
        hint: page.t(&format!("{key}-hint")),
        icon: "",
        is_chosen: wishes.of.contains(&of),
    }
}

/// `POST /health/notifications`
pub async fn save(Reads { visit, viewer }: Reads, fields: Fields) -> Result {
    let chosen: BTreeSet<String> = fields.all("service").map(str::to_owned).collect();
    let wishes = Wishes {
        of: fields.all("of").filter_map(Of::parse).collect(),
        services: (fields.get("services") == "some").then_some(chosen),
    };
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), wishes.clone());
    match visit.app.db.write(move |tx| following::set_wishes(tx, &policies, &who, &wanted)).await {
        Ok(()) => Ok(visit.go_with(HERE, "flash-following-saved")),
        Err(Error::Told(told)) => show(&visit, &viewer, Some(wishes), String::new(), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /health/notifications/address`
pub async fn add_address(Reads { visit, viewer }: Reads, fields: Fields) -> Result {
    let typed = fields.get("address").to_owned();
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), typed.clone());
    let site = visit.app.config.base_url.clone();
    let add = move |tx: &mut Tx| following::add_second(tx, &policies, &who, &site, &wanted);
    match visit.app.db.write(add).await {
        Ok(()) => Ok(visit.go_with(HERE, "flash-address-sent")),
        Err(Error::Told(told)) => show(&visit, &viewer, None, typed, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /health/notifications/address/remove`
pub async fn remove_address(Reads { visit, viewer }: Reads) -> Result {
    visit.app.db.write(move |tx| following::remove_second(tx, &viewer)).await?;
    Ok(visit.go_with(HERE, "flash-address-removed"))
}

/// `POST /health/notifications/address/{id}/resume`
pub async fn resume_address(Reads { visit, viewer }: Reads, Path(id): Path<String>) -> Result {
    let id = parse(&id)?;
    visit.app.db.write(move |tx| following::resume(tx, &viewer, id)).await?;
    Ok(visit.go_with(HERE, "flash-address-resumed"))
}

/// `POST /health/issues/{number}/follow`
pub async fn follow(Reads { visit, viewer }: Reads, Path(number): Path<String>) -> Result {
    let (policies, wanted) = (visit.policies.clone(), number.clone());
    visit.app.db.write(move |tx| following::follow(tx, &policies, &viewer, &wanted)).await?;
    Ok(visit.go_with(&format!("/health/issues/{number}"), "flash-followed"))
}

/// `POST /health/issues/{number}/unfollow`
pub async fn unfollow(Reads { visit, viewer }: Reads, Path(number): Path<String>, fields: Fields) -> Result {
    let to = if fields.is_set("here") { HERE.to_owned() } else { format!("/health/issues/{number}") };
    let to = if number.bytes().all(|b| b.is_ascii_alphanumeric()) { to } else { HERE.to_owned() };
    visit.app.db.write(move |tx| following::unfollow(tx, &viewer, &number)).await?;
    Ok(visit.go_with(&to, "flash-unfollowed"))
}
