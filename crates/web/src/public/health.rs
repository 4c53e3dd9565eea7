use askama::Template;
use axum::response::Response;
use centre::{
    health::{self, Reader, ServiceState, State},
    policy::Policy,
};
use jiff::Timestamp;

use super::{Public, service_icon};
use crate::{error::Result, live, page::Page, visit::Visit};

#[derive(Template)]
#[template(path = "public/health.html")]
struct HealthPage {
    page: Page,
    services: Vec<ServiceHealth>,
}

/// How a service is, in the reader's language.
pub(super) struct ServiceHealth {
    pub name: String,
    pub icon: &'static str,
    pub state: State,
    pub since: Option<Timestamp>,
    pub text: String,
}

impl ServiceHealth {
    fn new(visit: &Visit, policy: &Policy, known: ServiceState) -> ServiceHealth {
        let language = visit.lang.code();
        let name = policy.service(&known.service).map_or(known.service.as_str(), |s| s.name.get(language));
        ServiceHealth {
            name: name.to_owned(),
            icon: service_icon(&known.service),
            text: known.text(language),
            state: known.state,
            since: known.since,
        }
    }

    pub fn label(&self, page: &Page) -> String {
        page.t(match self.state {
            State::Operational => "public-health-operational",
            State::Advisory => "public-health-advisory",
            State::Incident => "public-health-incident",
        })
    }

    pub fn is_well(&self) -> bool {
        self.state == State::Operational
    }
}

/// Every service of the cloud, what is wrong first.
pub(super) async fn services(visit: &Visit) -> Result<Vec<ServiceHealth>> {
    let (policies, cloud) = (visit.policies.clone(), visit.cloud.clone());
    let known = move |tx: &mut db::Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        health::services(tx, policy, &Reader::public(&cloud))
    };
    let mut known = visit.app.db.read(known).await?;
    known.sort_by_key(|service| std::cmp::Reverse(service.state));
    let policy = visit.policy()?;
    Ok(known.into_iter().map(|service| ServiceHealth::new(visit, policy, service)).collect())
}

/// `GET /{lang}/{cloud}/health`
pub async fn health(public: Public) -> Result {
    let visit = &public.visit;
    let services = services(visit).await?;
    public.html(&HealthPage { page: visit.page("health"), services })
}

/// `GET /{lang}/{cloud}/health/live` tells when the page should look again.
pub async fn live(Public { visit, .. }: Public) -> Response {
    live::stream(&visit.app, vec![health::topic(&visit.cloud)], "health")
}
