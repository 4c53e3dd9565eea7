use db::{Id, Row, Tx};
use jiff::Timestamp;

use super::{Standing, State};
use crate::{
    Error, Result,
    people::{Viewer, Who},
    phone::calls,
};

/// A case as its row tells it.
#[derive(Debug, Clone)]
pub struct Case {
    pub id: Id,
    pub number: i64,
    pub cloud: String,
    pub organization: Id,
    pub organization_name: String,
    pub opened_by: Id,
    pub opened_by_name: String,
    pub subscription: Option<Id>,
    pub category: String,
    pub topic: Option<String>,
    pub service: Option<String>,
    pub language: String,
    pub subject: String,
    pub contact_method: String,
    pub contact_phone: Option<String>,
    pub contact_email: String,
    pub assignee_name: Option<String>,
    pub partner_name: Option<String>,
    pub standing: Standing,
    /// Until when the first response was promised, while it is.
    pub due_at: Option<Timestamp>,
    pub events: i64,
    /// Whoever opened it sees and answers it, whatever their role.
    pub of_opener: bool,
}

/// The case with this number, if the viewer may see it; else it doesn't exist.
pub fn find(tx: &mut Tx, viewer: &Viewer, number: i64) -> Result<Case> {
    let case = known(tx, viewer, number)?;
    calls::open(tx, viewer, case.organization)?;
    Ok(case)
}

/// The same though it may be locked for a call: whoever asks shows nothing of it.
pub(crate) fn known(tx: &mut Tx, viewer: &Viewer, number: i64) -> Result<Case> {
    let case = load(tx, number)?;
    if may_see(viewer, &case) { Ok(case) } else { Err(Error::NotFound) }
}

pub(crate) fn load(tx: &mut Tx, number: i64) -> Result<Case> {
    let row = tx
        .query_opt(
            "SELECT c.id, c.number, c.cloud, c.organization, o.name, c.opened_by, p.name, c.subscription,
                    c.category, c.topic, c.service, c.language, c.subject, c.contact_method,
                    c.contact_phone, c.contact_email, a.name, h.name,
                    c.state, c.severity, c.assignee, c.partner, c.opened_at, c.updated_at,
                    c.responded_at, c.closed_at, c.due_at, c.events, c.lowered_from, c.of_opener
             FROM cases c
             JOIN organizations o ON o.id = c.organization
             JOIN people p ON p.id = c.opened_by
             LEFT JOIN people a ON a.id = c.assignee
             LEFT JOIN organizations h ON h.id = c.partner
             WHERE c.number = $1",
            &[&number],
        )?
        .ok_or(Error::NotFound)?;
    read(&row)
}

/// Agents see their operator's cases once it is the operator's turn; people who manage an
/// organization's requests see the organization's, a partner's those that wait for the partner; others the own
/// conversations with specialists.
fn may_see(viewer: &Viewer, case: &Case) -> bool {
    match &viewer.who {
        Who::Agent(_) => viewer.cloud == case.cloud && case.standing.partner.is_none(),
        Who::App { .. } => false,
        Who::Customer(c) => {
            let is_own =
                case.of_opener && case.opened_by == viewer.id() && case.organization == c.organization;
            let manages = c.manages_requests
                && (c.organization == case.organization
                    || (c.is_partner && case.standing.partner == Some(c.organization)));
            is_own || manages
        }
    }
}

fn read(row: &Row) -> Result<Case> {
    Ok(Case {
        id: row.get(0)?,
        number: row.get(1)?,
        cloud: row.get(2)?,
        organization: row.get(3)?,
        organization_name: row.get(4)?,
        opened_by: row.get(5)?,
        opened_by_name: row.get(6)?,
        subscription: row.get(7)?,
        category: row.get(8)?,
        topic: row.get(9)?,
        service: row.get(10)?,
        language: row.get(11)?,
        subject: row.get(12)?,
        contact_method: row.get(13)?,
        contact_phone: row.get(14)?,
        contact_email: row.get(15)?,
        assignee_name: row.get(16)?,
        partner_name: row.get(17)?,
        standing: Standing {
            state: state(&row.get::<String>(18)?)?,
            severity: row.get(19)?,
            assignee: row.get(20)?,
            partner: row.get(21)?,
            opened_at: row.get(22)?,
            updated_at: row.get(23)?,
            responded_at: row.get(24)?,
            closed_at: row.get(25)?,
            lowered_from: row.get(28)?,
        },
        due_at: row.get(26)?,
        events: row.get(27)?,
        of_opener: row.get(29)?,
    })
}

pub(super) fn state(code: &str) -> Result<State> {
    State::parse(code).ok_or_else(|| Error::broken(format!("unknown case state {code}")))
}
