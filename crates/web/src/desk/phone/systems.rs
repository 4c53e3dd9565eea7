use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Told,
    people::Viewer,
    phone::calls::{self, TelephoneSystem},
};
use db::{Id, Tx};

use crate::{
    desk::{Badge, parse},
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{AtDesk, Visit},
};

#[derive(Template)]
#[template(path = "desk/phone-systems.html")]
struct SystemsPage {
    page: Page,
    lines: Vec<Line>,
    extensions: Vec<(String, String)>,
    agents: Vec<(String, String)>,
    countries: Vec<(String, String)>,
    typed: Typed,
    problem: Option<(String, String)>,
    /// The address of a system that was added just now: it is shown this once.
    address: Option<String>,
}

struct Line {
    id: String,
    name: String,
    country: String,
    state: Badge,
    used: String,
    is_revoked: bool,
}

#[derive(Default)]
struct Typed {
    name: String,
    country: String,
    extension: String,
    agent: String,
}

impl SystemsPage {
    fn problem(&self, field: &str) -> Option<&str> {
        self.problem.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }
}

/// `GET /desk/phone/systems`: what may tell of calls, for managers.
pub async fn systems(AtDesk { visit, viewer }: AtDesk) -> Result {
    show(&visit, &viewer, Typed::default(), None, None).await
}

/// `POST /desk/phone/systems`
pub async fn add(AtDesk { visit, viewer }: AtDesk, fields: Fields) -> Result {
    let cloud = calls::looks_after_systems(&viewer)?.to_owned();
    let (name, country) = (fields.get("name").to_owned(), fields.get("country").to_owned());
    let typed = Typed { name: name.clone(), country: country.clone(), ..Typed::default() };
    let by = Some(viewer.id());
    match visit.app.db.write(move |tx| calls::add_system(tx, &cloud, &name, &country, by)).await {
        Ok(token) => show(&visit, &viewer, Typed::default(), None, Some(token)).await,
        Err(centre::Error::Told(told)) => show(&visit, &viewer, typed, Some(told), None).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/phone/systems/{id}/revoke`
pub async fn revoke(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let cloud = calls::looks_after_systems(&viewer)?.to_owned();
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| calls::revoke_system(tx, &cloud, id)).await?;
    Ok(visit.go_with("/desk/phone/systems", "flash-telephone-revoked"))
}

/// `POST /desk/phone/extensions`: gives an agent an extension, or takes one away.
pub async fn extension(AtDesk { visit, viewer }: AtDesk, fields: Fields) -> Result {
    let cloud = calls::looks_after_systems(&viewer)?.to_owned();
    let (extension, agent) = (fields.get("extension").to_owned(), fields.get("agent").to_owned());
    let typed = Typed { extension: extension.clone(), agent: agent.clone(), ..Typed::default() };
    let owner = Some(agent).filter(|_| !fields.is_set("remove"));
    let set = move |tx: &mut Tx| calls::set_extension(tx, &cloud, &extension, owner.as_deref());
    match visit.app.db.write(set).await {
        Ok(()) => Ok(visit.go_with("/desk/phone/systems", "flash-extension-saved")),
        Err(centre::Error::Told(told)) => show(&visit, &viewer, typed, Some(told), None).await,
        Err(error) => Err(error.into()),
    }
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    typed: Typed,
    told: Option<Told>,
    token: Option<String>,
) -> Result {
    let cloud = calls::looks_after_systems(viewer)?.to_owned();
    let load = move |tx: &mut Tx| {
        let agents = centre::staff::agents(tx, &cloud)?;
        Ok::<_, centre::Error>((calls::systems(tx, &cloud)?, calls::extensions(tx, &cloud)?, agents))
    };
    let (systems, extensions, agents) = visit.app.db.read(load).await?;
    let page = visit.page("phone");
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let answer = SystemsPage {
        lines: systems.into_iter().map(|system| line(&page, system)).collect(),
        extensions,
        agents: agents.into_iter().map(|agent| (agent.email, agent.name)).collect(),
        countries: countries(&page),
        typed,
        problem: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
        address: token.map(|token| format!("{}/api/v1/cti/{token}", visit.app.config.base_url)),
        page,
    };
    visit.html_with(status, &answer)
}

fn line(page: &Page, system: TelephoneSystem) -> Line {
    let is_revoked = system.revoked_at.is_some();
    let (kind, key) = if is_revoked { ("", "calls-system-revoked") } else { ("good", "calls-system-works") };
    let never = || page.t("calls-system-never");
    Line {
        id: system.id.to_string(),
        country: page.l.country(&system.country).unwrap_or(&system.country).to_owned(),
        state: Badge { kind, text: page.t(key) },
        used: system.used_at.map_or_else(never, |at| page.relative(&at)),
        name: system.name,
        is_revoked,
    }
}

/// ISO codes and names, as the reader sorts them.
fn countries(page: &Page) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> =
        page.l.countries().iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect();
    page.l.collator().sort_by_key(&mut all, |(_, name)| name.as_str());
    all
}
