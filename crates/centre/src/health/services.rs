use db::Tx;
use jiff::Timestamp;

use super::{Class, Issue, Reader, Show, Status, Texts, Which, issues};
use crate::{Result, policy::Policy};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    Operational,
    /// Some users are affected, the service is available.
    Advisory,
    /// The service or a major function is unavailable.
    Incident,
}

impl State {
    pub fn code(self) -> &'static str {
        match self {
            State::Operational => "operational",
            State::Advisory => "advisory",
            State::Incident => "incident",
        }
    }
}

impl From<Class> for State {
    fn from(class: Class) -> State {
        match class {
            Class::Advisory => State::Advisory,
            Class::Incident => State::Incident,
        }
    }
}

/// How a service is, by its open issues: the worst of them decides.
#[derive(Debug, Clone)]
pub struct ServiceState {
    pub service: String,
    pub state: State,
    /// Of the issue that decides.
    pub since: Option<Timestamp>,
    /// The worst first.
    pub issues: Vec<Line>,
}

/// An open issue in short.
#[derive(Debug, Clone)]
pub struct Line {
    pub number: String,
    pub class: Class,
    pub status: Status,
    pub title: Texts,
    pub impact: Texts,
    pub started_at: Timestamp,
}

impl ServiceState {
    /// What the worst issue means for people, in this language or the one that stands in for it.
    pub fn text(&self, language: &str) -> String {
        self.issues.first().map(|line| line.impact.text(language).to_owned()).unwrap_or_default()
    }
}

/// Every service of the cloud, in the policy's order; one without an open issue is operational. An issue of some regions
/// counts for those who are there.
pub fn services(tx: &mut Tx, policy: &Policy, reader: &Reader) -> Result<Vec<ServiceState>> {
    const MOST: i64 = 200;
    let open = issues(tx, reader, &Which { show: Show::Open, limit: MOST, ..Which::default() })?;
    Ok(states(policy, reader, &open))
}

/// The same of open issues that were read before.
pub fn states(policy: &Policy, reader: &Reader, open: &[Issue]) -> Vec<ServiceState> {
    let state = |id: &String| {
        let affects = |issue: &&Issue| reader.is_in(&issue.regions) && issue.services().any(|s| s == id);
        let mut lines: Vec<Line> = open.iter().filter(affects).map(line).collect();
        lines.sort_by_key(|line| std::cmp::Reverse((line.class, line.started_at)));
        let worst = lines.first();
        ServiceState {
            service: id.clone(),
            state: worst.map_or(State::Operational, |line| line.class.into()),
            since: worst.map(|line| line.started_at),
            issues: lines,
        }
    };
    policy.services.iter().map(|service| state(&service.id)).collect()
}

fn line(issue: &Issue) -> Line {
    Line {
        number: issue.number.clone(),
        class: issue.class,
        status: issue.status,
        title: issue.title.clone(),
        impact: issue.impact.clone(),
        started_at: issue.started_at,
    }
}
