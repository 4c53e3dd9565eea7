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
    /// Of technical support, in the language that is served best.
    pub state: Option<OpenState>,
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
            let mut rows = plan.kinds.into_iter().next()?.rows;
            // Somebody who answers now is better than somebody who does later.
            rows.sort_by_key(|row| !row.hours.state.as_ref().is_some_and(|state| state.open));
            let state = rows.into_iter().next().and_then(|row| row.hours.state);
            let line = plan.lines.into_iter().next()?;
            Some(OwnLine { line, state, support_id: own.organization.support_id })
        };
        Ok(Some(Call { own: own(visit).await?.and_then(line) }))
    }
}
