use std::collections::BTreeSet;

use db::{Id, Tx};

use crate::{
    Error, Result,
    people::{Viewer, Who},
    policy::{Policies, Policy},
};

/// Whom health is read for. What is limited to organizations exists for theirs and for the operator's people; drafts
/// exist for engineers.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(super) cloud: String,
    pub(super) who: Side,
    /// Whose marks messages carry.
    pub(super) person: Option<Id>,
    /// Those that the active subscriptions contain; all without an organization.
    pub(super) services: Option<BTreeSet<String>>,
    pub(super) country: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    Anybody,
    Organization(Id),
    Desk,
}

impl Reader {
    /// Sees what concerns everybody of the cloud.
    pub fn public(cloud: &str) -> Reader {
        Reader { cloud: cloud.to_owned(), who: Side::Anybody, person: None, services: None, country: None }
    }

    /// For those who pass on what was published, and see to it themselves whom it reaches.
    pub(crate) fn desk_of(cloud: &str) -> Reader {
        Reader { who: Side::Desk, ..Reader::public(cloud) }
    }

    /// The operator's person at the desk.
    pub(super) fn at_desk(viewer: &Viewer) -> Reader {
        Reader { person: Some(viewer.person), ..Reader::desk_of(&viewer.cloud) }
    }

    /// Sees what concerns the viewer's organization as well; an agent sees all that was published.
    /// For a customer without the permission to read health it is what everybody sees.
    pub fn of(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Reader> {
        match &viewer.who {
            Who::Agent(_) => Ok(Reader::at_desk(viewer)),
            Who::App { organization } => Reader::organization(tx, policies, &viewer.cloud, *organization),
            Who::Customer(customer) => {
                let whole = Reader::organization(tx, policies, &viewer.cloud, customer.organization)?;
                let who = if customer.reads_health { whole.who } else { Side::Anybody };
                Ok(Reader { who, person: Some(viewer.person), ..whole })
            }
        }
    }

    /// For a program that speaks for an organization and is no person.
    pub fn organization(tx: &mut Tx, policies: &Policies, cloud: &str, organization: Id) -> Result<Reader> {
        let policy = policies.cloud(cloud).ok_or(Error::NotFound)?;
        let row = tx.query_one("SELECT country FROM organizations WHERE id = $1", &[&organization])?;
        let plans = tx.query(
            "SELECT plan FROM subscriptions WHERE organization = $1 AND state IN ('active', 'trial')",
            &[&organization],
        )?;
        let mut services = BTreeSet::new();
        for row in &plans {
            services.extend(contained(policy, &row.get::<String>(0)?));
        }
        Ok(Reader {
            who: Side::Organization(organization),
            services: Some(services),
            country: row.get(0)?,
            ..Reader::public(cloud)
        })
    }

    pub fn cloud(&self) -> &str {
        &self.cloud
    }

    /// Whether it reads for the people of one organization.
    pub fn is_of_organization(&self) -> bool {
        matches!(self.who, Side::Organization(_))
    }

    /// Whether the reader's subscriptions contain the service.
    pub fn has(&self, service: &str) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(service))
    }

    /// Whether the reader is in one of the regions; everybody is if none is named.
    pub fn is_in(&self, regions: &[String]) -> bool {
        regions.is_empty() || self.country.as_ref().is_none_or(|country| regions.contains(country))
    }

    pub(super) fn desk(&self) -> bool {
        self.who == Side::Desk
    }

    /// The organization whose limited issues are seen too.
    pub(super) fn own(&self) -> Option<Id> {
        match self.who {
            Side::Organization(organization) => Some(organization),
            _ => None,
        }
    }
}

/// The services of a plan; all of the cloud for a plan that the policy doesn't know, so that nothing is kept from anybody.
fn contained(policy: &Policy, plan: &str) -> Vec<String> {
    match policy.plans.iter().find(|known| known.name == plan) {
        Some(known) => known.services.clone(),
        None => policy.services.iter().map(|service| service.id.clone()).collect(),
    }
}
