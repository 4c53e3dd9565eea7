use db::Id;
use jiff::tz::TimeZone;
use lang::Lang;

use super::Scope;
use crate::{Error, Result, staff::Presence};

/// Who is looking. Only a session ([`super::viewer`]) or a token ([`super::bearer`]) makes one; every function that
/// concerns somebody's data asks for it.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// Of an app, which is nobody, the token's.
    pub(crate) person: Id,
    /// The session or the token.
    pub(crate) session: Id,
    /// What a token is good for; `None` of somebody who is there in person.
    pub(crate) scopes: Option<Vec<Scope>>,
    pub name: String,
    pub email: String,
    pub cloud: String,
    pub lang: Lang,
    pub zone: TimeZone,
    pub who: Who,
}

#[derive(Debug, Clone)]
pub enum Who {
    /// Somebody of a customer's or a partner's organization.
    Customer(Customer),
    /// Somebody of the operator of a cloud.
    Agent(Desk),
    /// A program that speaks for this organization. It is no person, and may what its token says and nothing else.
    App { organization: Id },
}

#[derive(Debug, Clone)]
pub struct Customer {
    pub organization: Id,
    pub is_partner: bool,
    pub is_admin: bool,
    /// Holds a role with the permission `requests:manage`.
    pub manages_requests: bool,
    /// Holds a role with the permission `contacts:manage`: may change whom the operator believes.
    pub manages_contacts: bool,
    /// Holds a role with the permission `health:read`: sees the health of the own organization's services.
    pub reads_health: bool,
    /// Holds a role with the permission `apps:manage`: may let programs speak for the organization.
    pub manages_apps: bool,
    pub roles: Vec<String>,
}

#[derive(Debug, Clone)]
pub struct Desk {
    pub languages: Vec<String>,
    pub categories: Vec<String>,
    /// How it stands with the agent now.
    pub presence: Presence,
    pub is_manager: bool,
    /// Writes, translates and reviews articles; a manager does too.
    pub is_author: bool,
    /// Publishes the health of services; a manager does too.
    pub is_engineer: bool,
}

impl Viewer {
    pub fn id(&self) -> Id {
        self.person
    }

    pub fn session(&self) -> Id {
        self.session
    }

    pub fn is_agent(&self) -> bool {
        matches!(self.who, Who::Agent(_))
    }

    pub fn is_author(&self) -> bool {
        matches!(&self.who, Who::Agent(desk) if desk.is_author)
    }

    /// For anyone but authors their pages don't exist.
    pub fn authors(&self) -> Result<()> {
        if self.is_author() { Ok(()) } else { Err(Error::NotFound) }
    }

    /// For anyone but engineers what isn't published of health doesn't exist.
    pub fn engineers(&self) -> Result<()> {
        if self.desk()?.is_engineer { Ok(()) } else { Err(Error::NotFound) }
    }

    /// The organization whose health pages the viewer may see.
    pub fn reads_health(&self) -> Result<Id> {
        match &self.who {
            Who::Customer(c) if c.reads_health => Ok(c.organization),
            Who::App { organization } => Ok(*organization),
            _ => Err(Error::NotFound),
        }
    }

    /// The viewer as an agent; for anyone else the desk doesn't exist.
    pub fn desk(&self) -> Result<&Desk> {
        match &self.who {
            Who::Agent(desk) => Ok(desk),
            Who::Customer(_) | Who::App { .. } => Err(Error::NotFound),
        }
    }

    /// For anyone but those who manage a desk its plans don't exist.
    pub fn manages_desk(&self) -> Result<()> {
        if self.desk()?.is_manager { Ok(()) } else { Err(Error::NotFound) }
    }

    pub fn customer(&self) -> Result<&Customer> {
        match &self.who {
            Who::Customer(customer) => Ok(customer),
            Who::Agent(_) | Who::App { .. } => Err(Error::NotFound),
        }
    }

    /// The organization that the viewer belongs to or speaks for.
    pub fn organization(&self) -> Option<Id> {
        match &self.who {
            Who::Customer(customer) => Some(customer.organization),
            Who::App { organization } => Some(*organization),
            Who::Agent(_) => None,
        }
    }

    /// Whether this is within what the viewer came for: a person with a browser for everything, a token for its scopes.
    /// It says nothing of what the person's roles permit.
    pub fn may(&self, scope: Scope) -> bool {
        self.scopes.as_ref().is_none_or(|scopes| scopes.contains(&scope))
    }

    /// The organization that the viewer may let programs speak for.
    pub fn manages_apps(&self) -> Result<Id> {
        match &self.who {
            Who::Customer(c) if c.manages_apps => Ok(c.organization),
            _ => Err(Error::NotFound),
        }
    }

    /// The organization whose requests the viewer may open and manage.
    pub fn manages(&self) -> Result<Id> {
        match &self.who {
            Who::Customer(c) if c.manages_requests => Ok(c.organization),
            _ => Err(Error::NotFound),
        }
    }

    /// The organization whose webhooks the viewer may make: who reads its health and does more than read.
    pub fn manages_webhooks(&self) -> Result<Id> {
        self.manages()?;
        self.reads_health()
    }

    /// The organization whose registered contacts the viewer may change.
    pub fn manages_contacts(&self) -> Result<Id> {
        match &self.who {
            Who::Customer(c) if c.manages_contacts => Ok(c.organization),
            _ => Err(Error::NotFound),
        }
    }
}
