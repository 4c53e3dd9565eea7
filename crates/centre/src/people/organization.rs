use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::Viewer;
use crate::{Error, Result, phone::calls};

#[derive(Debug, Clone)]
pub struct Organization {
    pub id: Id,
    pub name: String,
    pub cloud: String,
    pub is_partner: bool,
    /// ISO code; the default region of its phone numbers.
    pub country: String,
    pub time_zone: String,
    pub language: String,
    pub support_id: String,
    /// The partner that looks after it.
    pub partner: Option<Id>,
    pub agreements: Vec<Agreement>,
    pub contacts: Vec<Contact>,
    pub subscriptions: Vec<Subscription>,
}

#[derive(Debug, Clone)]
pub struct Agreement {
    pub kind: String,
    pub signed_at: Timestamp,
}

/// A registered phone number (`phone`, E.164) or address (`email`).
#[derive(Debug, Clone)]
pub struct Contact {
    pub kind: String,
    pub value: String,
}

#[derive(Debug, Clone)]
pub struct Subscription {
    pub id: Id,
    pub key: String,
    pub plan: String,
    pub licences: i64,
    pub state: String,
    pub bought: Bought,
    pub ends_on: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bought {
    Direct,
    ThroughPartner,
}

impl Bought {
    pub(super) fn code(self) -> &'static str {
        match self {
            Bought::Direct => "direct",
            Bought::ThroughPartner => "partner",
        }
    }
}

impl Organization {
    pub fn has_agreement(&self, kind: &str) -> bool {
        self.agreements.iter().any(|a| a.kind == kind)
    }

    pub fn subscriptions_in_force(&self) -> impl Iterator<Item = &Subscription> {
        self.subscriptions.iter().filter(|subscription| subscription.is_in_force())
    }

    pub fn buys_directly(&self) -> bool {
        self.subscriptions.iter().any(|s| s.bought == Bought::Direct)
    }
}

impl Subscription {
    pub fn is_in_force(&self) -> bool {
        self.state != "expired"
    }
}

/// An organization as its own people, its partner's staff and the agents of its cloud see it.
pub fn organization(tx: &mut Tx, viewer: &Viewer, id: Id) -> Result<Organization> {
    let found = load(tx, id)?.ok_or(Error::NotFound)?;
    let visible = match &viewer.who {
        super::Who::Agent(_) => found.cloud == viewer.cloud,
        super::Who::App { organization } => *organization == found.id,
        super::Who::Customer(c) => {
            c.organization == found.id
                || (c.is_partner && found.partner == Some(c.organization))
                || own_partner(tx, c.organization)? == Some(found.id)
        }
    };
    if !visible {
        return Err(Error::NotFound);
    }
    calls::open(tx, viewer, found.id)?;
    Ok(found)
}

fn own_partner(tx: &mut Tx, organization: Id) -> Result<Option<Id>> {
    let row = tx.query_opt("SELECT partner FROM organizations WHERE id = $1", &[&organization])?;
    Ok(row.map(|r| r.get(0)).transpose()?.flatten())
}

/// Organizations of the agent's cloud by name, from after `after` (name, id).
pub fn organizations(
    tx: &mut Tx,
    viewer: &Viewer,
    after: Option<(String, Id)>,
    limit: i64,
) -> Result<Vec<(Id, String, String)>> {
    viewer.desk()?;
    let (name, id) = after.unwrap_or((String::new(), Id([0; 16])));
    tx.query(
        "SELECT id, name, support_id FROM organizations
         WHERE cloud = $1 AND (name, id) > ($2, $3) ORDER BY name, id LIMIT $4",
        &[&viewer.cloud, &name, &id, &limit],
    )?
    .iter()
    .map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
    .collect()
}

pub(crate) fn load(tx: &mut Tx, id: Id) -> Result<Option<Organization>> {
    let Some(row) = tx.query_opt(
        "SELECT id, name, cloud, kind, country, time_zone, language, support_id, partner
         FROM organizations WHERE id = $1",
        &[&id],
    )?
    else {
        return Ok(None);
    };
    let agreements = tx
        .query("SELECT kind, signed_at FROM agreements WHERE organization = $1 ORDER BY kind", &[&id])?
        .iter()
        .map(|r| Ok(Agreement { kind: r.get(0)?, signed_at: r.get(1)? }))
        .collect::<Result<_>>()?;
    let contacts = tx
        .query(
            "SELECT kind, value FROM registered_contacts WHERE organization = $1 ORDER BY kind, value",
            &[&id],
        )?
        .iter()
        .map(|r| Ok(Contact { kind: r.get(0)?, value: r.get(1)? }))
        .collect::<Result<_>>()?;
    let subscriptions = tx
        .query(
            "SELECT id, key, plan, licences, state, bought, ends_on
             FROM subscriptions WHERE organization = $1 ORDER BY plan, id",
            &[&id],
        )?
        .iter()
        .map(subscription)
        .collect::<Result<_>>()?;
    Ok(Some(Organization {
        id: row.get(0)?,
        name: row.get(1)?,
        cloud: row.get(2)?,
        is_partner: row.get::<String>(3)? == "partner",
        country: row.get(4)?,
        time_zone: row.get(5)?,
        language: row.get(6)?,
        support_id: row.get(7)?,
        partner: row.get(8)?,
        agreements,
        contacts,
        subscriptions,
    }))
}

fn subscription(row: &Row) -> Result<Subscription> {
    Ok(Subscription {
        id: row.get(0)?,
        key: row.get(1)?,
        plan: row.get(2)?,
        licences: row.get(3)?,
        state: row.get(4)?,
        bought: match row.get::<String>(5)?.as_str() {
            "partner" => Bought::ThroughPartner,
            _ => Bought::Direct,
        },
        ends_on: row.get(6)?,
    })
}
