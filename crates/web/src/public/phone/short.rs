use super::{Asked, Own, own, place::LineView};
use crate::{
    error::Result,
    public::support::{hours::OpenState, offered},
    visit::Visit,
};

/// Whom to call, in a few words.
pub struct Call {
    /// `None`: who asks must say first where they are.
    pub own: Option<OwnLine>,
}

pub struct OwnLine {
    pub line: LineView,
    /// Whether technical support answers now, by language.
    pub answered: Vec<(String, OpenState)>,
    pub support_id: String,
}

impl Call {
    /// `None` where support can't be called.
    pub async fn of(visit: &Visit) -> Result<Option<Call>> {
        let policy = visit.policy()?;
        if !offered(visit, policy).any(|channel| channel.id == "phone") {
            return Ok(None);
        }
        let line = |own: Own| {
            let asked = Asked::new(visit, policy, &own.organization.country, &own.plans(policy));
            let plan = asked.shown?.plans.into_iter().next()?;
            let rows = plan.kinds.into_iter().next()?.rows.into_iter().filter(|row| row.severities.is_none());
            let answered = rows.filter_map(|row| Some((row.languages, row.hours.state?))).collect();
            let line = plan.lines.into_iter().next()?;
            Some(OwnLine { line, answered, support_id: own.organization.support_id })
        };
        Ok(Some(Call { own: own(visit).await?.and_then(line) }))
    }
}
