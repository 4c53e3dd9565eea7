//! Is it known? Every service and how it is, and what is being worked on.

use askama::Template;
use centre::{
    health::{Issue, Message, Origin, ServiceState, Status},
    policy::Policy,
};

use super::{
    messages::Item,
    scene::Scene,
    show::{Entry, Service, Summary},
};
use crate::page::Page;

#[derive(Template)]
#[template(path = "health/overview.html")]
pub struct Overview {
    page: Page,
    scene: Scene,
    summary: Summary,
    /// What only the reader's organization can put right, or help with.
    to_act: Vec<Entry>,
    active: Vec<Entry>,
    services: Vec<Service>,
    maintenance: Vec<Item>,
}

impl Overview {
    pub fn new(
        page: Page,
        scene: Scene,
        policy: &Policy,
        states: &[ServiceState],
        open: &[Issue],
        maintenance: &[Message],
    ) -> Overview {
        let mut services: Vec<Service> =
            states.iter().map(|state| Service::new(&page, policy, &scene.base, state)).collect();
        let summary = Summary::new(&page, &services, scene.is_own);
        // Those in trouble first, the rest as the policy lists them.
        services.sort_by_key(|service| std::cmp::Reverse(service.state));
        let mut open: Vec<&Issue> = open.iter().collect();
        open.sort_by_key(|issue| std::cmp::Reverse((issue.class, issue.started_at)));
        let (to_act, active): (Vec<&Issue>, Vec<&Issue>) =
            open.into_iter().partition(|issue| scene.is_own && is_theirs(issue));
        let entries = |issues: Vec<&Issue>| {
            issues.into_iter().map(|issue| Entry::new(&page, policy, &scene.base, issue)).collect()
        };
        Overview {
            to_act: entries(to_act),
            active: entries(active),
            maintenance: maintenance.iter().map(|message| Item::new(&page, policy, message)).collect(),
            services,
            summary,
            page,
            scene,
        }
    }
}

/// The customer's to act on: it lies on their side, or waits for what they know.
fn is_theirs(issue: &Issue) -> bool {
    issue.origin == Origin::Customer || issue.status == Status::InvestigationSuspended
}
