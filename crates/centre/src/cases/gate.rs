use db::Tx;

use crate::{
    Error, Result,
    people::{self, Bought, Helper, Organization, Subscription, Viewer, Who},
    policy::{LifeCycle, PartnerChoice, Policies, Policy},
};

/// Whether the viewer may ask the operator for help, and what to do instead if not.
#[derive(Debug, Clone)]
pub enum Gate {
    Open {
        organization: Box<Organization>,
        /// Its partner's details, to be shown before the form (E-08).
        partner: Option<PartnerContact>,
        /// The admin may send a request about a partner's subscription to the operator (E-09).
        may_choose_operator: bool,
    },
    /// No admin, or an admin whose roles don't permit it: these people of the organization can.
    AskYourAdmin {
        is_admin: bool,
        helpers: Vec<Helper>,
    },
    /// Everything was bought through this partner, so the partner supports (E-07).
    AskYourPartner(PartnerContact),
    NoSubscription,
    /// The operator has ceased to run this cloud.
    Retired,
    /// An agent: the desk is where they work.
    NotACustomer,
}

#[derive(Debug, Clone)]
pub struct PartnerContact {
    pub name: String,
    pub phones: Vec<String>,
    pub emails: Vec<String>,
}

pub fn gate(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Gate> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let Who::Customer(customer) = &viewer.who else { return Ok(Gate::NotACustomer) };
    if policy.cloud.life_cycle == LifeCycle::Retired {
        return Ok(Gate::Retired);
    }
    if !customer.manages_requests {
        return Ok(Gate::AskYourAdmin {
            is_admin: customer.is_admin,
            helpers: people::helpers(tx, policies, viewer)?,
        });
    }
    let organization = people::organization(tx, viewer, customer.organization)?;
    if let Some(refusal) = refusal(tx, policy, &organization)? {
        return Ok(refusal);
    }
    let rule = policy.eligibility.partner.rule;
    Ok(Gate::Open {
        partner: partner_of(tx, &organization)?.filter(|_| {
            rule != PartnerChoice::None
                && organization.subscriptions.iter().any(|s| s.bought == Bought::ThroughPartner)
        }),
        may_choose_operator: rule == PartnerChoice::PartnerFirst,
        organization: Box::new(organization),
    })
}

/// Why the operator doesn't support an organization, whoever of it asks.
pub(super) fn refusal(tx: &mut Tx, policy: &Policy, organization: &Organization) -> Result<Option<Gate>> {
    if policy.cloud.life_cycle == LifeCycle::Retired {
        return Ok(Some(Gate::Retired));
    }
    if organization.subscriptions.is_empty() {
        return Ok(Some(Gate::NoSubscription));
    }
    let by_partner = policy.eligibility.partner.rule == PartnerChoice::DirectSubscription;
    let partner = partner_of(tx, organization)?.filter(|_| by_partner && !organization.buys_directly());
    Ok(partner.map(Gate::AskYourPartner))
}

fn partner_of(tx: &mut Tx, org: &Organization) -> Result<Option<PartnerContact>> {
    let Some(id) = org.partner else { return Ok(None) };
    let Some(partner) = people::load(tx, id)? else { return Ok(None) };
    let of =
        |kind: &str| partner.contacts.iter().filter(|c| c.kind == kind).map(|c| c.value.clone()).collect();
    Ok(Some(PartnerContact { phones: of("phone"), emails: of("email"), name: partner.name }))
}

/// Who gets a request about `subscription` first: its partner, if it was bought there.
pub(super) fn goes_to_partner(
    organization: &Organization,
    subscription: Option<&Subscription>,
    rule: PartnerChoice,
    chose_operator: bool,
) -> Option<db::Id> {
    let through_partner = subscription.is_some_and(|s| s.bought == Bought::ThroughPartner);
    let chosen_away = rule == PartnerChoice::PartnerFirst && chose_operator;
    organization.partner.filter(|_| through_partner && rule != PartnerChoice::None && !chosen_away)
}
