//! Business Assist: specialists for small businesses, for everybody of an entitled organization and not only its
//! admins; each conversation goes on where the last one ended.

use db::{Id, Tx};
use jiff::Timestamp;

use crate::{
    Error, Result, Told,
    cases::{self, Case, Event, State},
    people::{self, Organization, Subscription, Viewer},
    policy::{BusinessAssist, LifeCycle, Policies, Policy},
    staff, tell,
};

/// Whether the viewer's organization may ask the specialists.
#[derive(Debug, Clone)]
pub enum Offer {
    Entitled(Box<Entitled>),
    Not(Refused),
}

#[derive(Debug, Clone)]
pub struct Entitled {
    pub organization: Organization,
    /// Of all that it may be for, the first by name.
    pub subscription: Id,
}

/// Why not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    Country,
    /// No active subscription that it belongs to.
    Plan,
    /// Too many licences; no more than these.
    Size(u32),
    Retired,
}

impl Refused {
    pub fn told(self) -> Told {
        match self {
            Refused::Country => tell("error-assist-country"),
            Refused::Plan => tell("error-assist-plan"),
            Refused::Size(most) => tell("error-assist-size").with("most", most),
            Refused::Retired => tell("error-retired"),
        }
    }
}

/// The last conversation that a new one goes on from.
#[derive(Debug, Clone)]
pub struct Last {
    pub id: Id,
    pub number: i64,
    pub subject: String,
    pub language: String,
    pub state: State,
    pub updated_at: Timestamp,
    /// Who knows the matter.
    pub specialist: Option<(Id, String)>,
    /// It can be answered or opened again; otherwise a new one is linked with it.
    pub goes_on: bool,
}

/// What the policy says of a category, if that is the specialists'.
pub fn of_category<'p>(policy: &'p Policy, category: &str) -> Option<&'p BusinessAssist> {
    policy.business_assist.as_ref().filter(|assist| assist.category == category)
}

/// `None` where it doesn't exist: in clouds without it, and for agents.
pub fn offer(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Option<Offer>> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let (Some(assist), Ok(customer)) = (&policy.business_assist, viewer.customer()) else { return Ok(None) };
    let organization = people::organization(tx, viewer, customer.organization)?;
    let entitled = match entitled(assist, &organization) {
        _ if policy.cloud.life_cycle == LifeCycle::Retired => Err(Refused::Retired),
        entitled => entitled,
    };
    Ok(Some(match entitled {
        Ok(subscription) => Offer::Entitled(Box::new(Entitled { subscription, organization })),
        Err(why) => Offer::Not(why),
    }))
}

/// The subscription by which an organization may ask: its business plans together have few enough licences.
pub(crate) fn entitled(
    assist: &BusinessAssist,
    organization: &Organization,
) -> std::result::Result<Id, Refused> {
    if !assist.countries.is_empty() && !assist.countries.contains(&organization.country) {
        return Err(Refused::Country);
    }
    let counts = |s: &&Subscription| s.state == "active" && assist.plans.contains(&s.plan);
    let plans: Vec<&Subscription> = organization.subscriptions.iter().filter(counts).collect();
    let first = plans.first().ok_or(Refused::Plan)?;
    match plans.iter().map(|s| s.licences).sum::<i64>() > i64::from(assist.most_licences) {
        true => Err(Refused::Size(assist.most_licences)),
        false => Ok(first.id),
    }
}

/// The viewer's last conversation with a specialist; for an admin without one, that of the organization.
pub fn last(tx: &mut Tx, policies: &Policies, viewer: &Viewer) -> Result<Option<Last>> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let Some(assist) = &policy.business_assist else { return Ok(None) };
    let organization = viewer.customer()?.organization;
    let mut found = tx.query_opt(
        "SELECT number FROM cases WHERE opened_by = $1 AND of_opener = 1 AND organization = $2
         ORDER BY updated_at DESC, number DESC LIMIT 1",
        &[&viewer.id(), &organization],
    )?;
    if found.is_none() && viewer.manages().is_ok() {
        found = tx.query_opt(
            "SELECT number FROM cases WHERE organization = $1 AND category = $2
             ORDER BY updated_at DESC, number DESC LIMIT 1",
            &[&organization, &assist.category],
        )?;
    }
    let Some(row) = found else { return Ok(None) };
    let case = cases::find(tx, viewer, row.get(0)?)?;
    let standing = &case.standing;
    let goes_on = !standing.state.is_done() || cases::may_reopen(policy, standing, tx.now());
    Ok(Some(Last {
        id: case.id,
        number: case.number,
        subject: case.subject,
        language: case.language,
        state: standing.state,
        updated_at: standing.updated_at,
        specialist: standing.assignee.zip(case.assignee_name),
        goes_on,
    }))
}

/// The conversation before this one, for the agent who reads both.
pub fn before(tx: &mut Tx, viewer: &Viewer, case: &Case) -> Result<Option<Case>> {
    viewer.desk()?;
    let row = tx.query_opt(
        "SELECT b.number FROM cases c JOIN cases b ON b.id = c.continues WHERE c.id = $1",
        &[&case.id],
    )?;
    row.map(|row| cases::find(tx, viewer, row.get(0)?)).transpose()
}

/// Links a case that was just opened with the last conversation. A specialist who knows the matter and works now gets
/// it at once.
pub(crate) fn go_on(tx: &mut Tx, policy: &Policy, number: i64, last: Option<&Last>) -> Result<()> {
    let Some(last) = last else { return Ok(()) };
    tx.execute("UPDATE cases SET continues = $2 WHERE number = $1", &[&number, &last.id])?;
    let Some((specialist, _)) = &last.specialist else { return Ok(()) };
    let now = tx.now();
    let on_duty = staff::on_duty(tx, &policy.cloud.key, now)?;
    if on_duty.iter().any(|one| one.agent.id == *specialist) {
        let case = cases::load(tx, number)?;
        cases::append_of_time(tx, policy, &case, &[Event::Assigned { to: Some(*specialist) }])?;
    }
    Ok(())
}
