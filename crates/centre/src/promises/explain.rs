use db::Tx;
use hours::clock::{self, Event, Explanation, Kind};
use jiff::Timestamp;

use crate::{
    Error, Result,
    cases::{self, Case},
    policy::Policy,
};

/// What a clock of a case shows, and how it came to that.
#[derive(Debug)]
pub struct Explained {
    pub kind: Kind,
    pub told: Explanation,
}

/// Beyond so many, stretches are told as one.
const MOST: usize = 60;

/// The clocks of a case, explained from its history; none while it is its partner's turn.
pub fn explain(tx: &mut Tx, policy: &Policy, case: &Case) -> Result<Vec<Explained>> {
    let story = story(&cases::history(tx, case.id)?);
    if story.is_empty() {
        return Ok(Vec::new());
    }
    let rules = policy
        .response_clock(&case.category)
        .ok_or_else(|| Error::broken(format!("no clock for the category {}", case.category)))?;
    let told = clock::explain(Kind::FirstResponse, &rules, &story, tx.now(), MOST).map_err(Error::broken)?;
    Ok(vec![Explained { kind: Kind::FirstResponse, told }])
}

/// What a case's history means to its clocks. What its partner did with it before counts for nobody's clock but the
/// partner's own.
fn story(history: &[(Timestamp, cases::Event)]) -> Vec<(Timestamp, Event)> {
    use cases::Event as Happened;
    let mut severity = "";
    let mut story = Vec::new();
    for (at, happened) in history {
        let event = match happened {
            Happened::Opened { severity: first, partner, .. } => {
                severity = first;
                partner.is_none().then(|| Event::Opened { severity: first.clone() })
            }
            Happened::HandedOn { .. } => Some(Event::Opened { severity: severity.to_owned() }),
            Happened::SeverityChanged { to, .. } => {
                severity = to;
                Some(Event::SeverityChanged { severity: to.clone() })
            }
            Happened::AgentReplied { .. } => Some(Event::AgentReplied),
            Happened::CustomerReplied { .. } => Some(Event::CustomerReplied),
            Happened::WaitingOnCustomer => Some(Event::WaitingOnCustomer),
            Happened::Resolved { .. } | Happened::Closed => Some(Event::Resolved),
            Happened::Reopened { .. } => Some(Event::Reopened),
            Happened::PartnerReplied { .. } | Happened::Note { .. } | Happened::Assigned { .. } => None,
        };
        let has_begun = !story.is_empty() || matches!(event, Some(Event::Opened { .. }));
        story.extend(event.filter(|_| has_begun).map(|event| (*at, event)));
    }
    story
}
