//! The custom view: which services and which kinds of issues somebody wants to see.

use askama::Template;
use axum::http::StatusCode;
use centre::{
    Told,
    health::{self, Reader, View},
};
use db::Tx;

use super::{
    own::Reads,
    scene::{Scene, Tab},
    show::service_name,
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    public::service_icon,
};

#[derive(Template)]
#[template(path = "health/settings.html")]
struct Settings {
    page: Page,
    scene: Scene,
    services: Vec<Switch>,
    incidents: bool,
    advisories: bool,
    error: Option<String>,
}

struct Switch {
    id: String,
    name: String,
    icon: &'static str,
    is_shown: bool,
}

/// `GET /health/settings`
pub async fn settings(reads: Reads) -> Result {
    let viewer = reads.viewer.clone();
    let view = reads.visit.app.db.read(move |tx| health::view(tx, &viewer)).await?;
    show(reads, view, None, StatusCode::OK).await
}

async fn show(Reads { visit, viewer }: Reads, view: View, told: Option<Told>, status: StatusCode) -> Result {
    let policies = visit.policies.clone();
    let read = move |tx: &mut Tx| {
        let reader = Reader::of(tx, &policies, &viewer)?;
        let unread = health::unread(tx, &reader)?;
        Ok::<_, centre::Error>((reader, unread))
    };
    let (reader, unread) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let policy = visit.policy()?;
    let services = policy.services.iter().filter(|service| reader.has(&service.id));
    let settings = Settings {
        services: services
            .map(|service| Switch {
                id: service.id.clone(),
                name: service_name(&page, policy, &service.id),
                icon: service_icon(&service.id),
                is_shown: view.shows_service(&service.id),
            })
            .collect(),
        incidents: view.incidents,
        advisories: view.advisories,
        error: told.map(|told| page::told(page.l, &told)),
        scene: Scene::own(&page, Tab::Settings, unread, &View::default()),
        page,
    };
    visit.html_with(status, &settings)
}

/// `POST /health/settings`
pub async fn save(reads: Reads, fields: Fields) -> Result {
    let Reads { visit, viewer } = &reads;
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let reader = visit.app.db.read(move |tx| Reader::of(tx, &policies, &who)).await?;
    let is_shown = |id: &str| fields.all("service").any(|shown| shown == id);
    let has = visit.policy()?.services.iter().filter(|service| reader.has(&service.id));
    let view = View {
        hidden: has.filter(|service| !is_shown(&service.id)).map(|service| service.id.clone()).collect(),
        incidents: fields.all("class").any(|class| class == "incident"),
        advisories: fields.all("class").any(|class| class == "advisory"),
    };
    let (policies, who, wanted) = (visit.policies.clone(), viewer.clone(), view.clone());
    let save = move |tx: &mut Tx| {
        let policy = policies.cloud(&who.cloud).ok_or(centre::Error::NotFound)?;
        let reader = Reader::of(tx, &policies, &who)?;
        health::set_view(tx, policy, &reader, &who, &wanted)
    };
    let saved = visit.app.db.write(save).await;
    match saved {
        Ok(()) => Ok(visit.go_with("/health", "flash-view-saved")),
        Err(centre::Error::Told(told)) => {
            show(reads, view, Some(told), StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(Fault::from(error)),
    }
}
