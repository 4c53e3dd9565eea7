use std::collections::BTreeSet;

use db::Tx;

use super::{Address, addresses};
use crate::{
    Error, Result,
    health::{self, Reader},
    people::Viewer,
    policy::Policies,
};

/// Of what kind of thing somebody wants to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Of {
    Incident,
    Advisory,
    /// Changes ahead, planned maintenance.
    Message,
}

pub const OF: [Of; 3] = [Of::Incident, Of::Advisory, Of::Message];

impl Of {
    pub fn code(self) -> &'static str {
        match self {
            Of::Incident => "incident",
            Of::Advisory => "advisory",
            Of::Message => "message",
        }
    }

    pub fn parse(code: &str) -> Option<Of> {
        OF.into_iter().find(|of| of.code() == code)
    }
}

/// What somebody wants to be told of, besides issues that are followed one by one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wishes {
    pub of: BTreeSet<Of>,
    /// Of these services; `None` means all that the organization has.
    pub services: Option<BTreeSet<String>>,
}

/// How somebody is told.
#[derive(Debug, Clone)]
pub struct Following {
    pub wishes: Wishes,
    /// Empty before the first wish.
    pub addresses: Vec<Address>,
    /// The numbers of issues.
    pub issues: Vec<String>,
}

/// Stands for all services.
pub(super) const ALL: &str = "*";
const ISSUE: &str = "issue/";
/// More is no following any more.
const MOST_ISSUES: usize = 50;

pub(super) fn topic_of_issue(number: &str) -> String {
    format!("{ISSUE}{number}")
}

/// The viewer's own choice.
pub fn following(tx: &mut Tx, viewer: &Viewer) -> Result<Following> {
    viewer.reads_health()?;
    let rows =
        tx.query("SELECT topic FROM health_wishes WHERE person = $1 ORDER BY topic", &[&viewer.id()])?;
    let (mut of, mut services, mut issues) = (BTreeSet::new(), BTreeSet::new(), Vec::new());
    for row in &rows {
        let topic: String = row.get(0)?;
        if let Some(number) = topic.strip_prefix(ISSUE) {
            issues.push(number.to_owned());
        } else if let Some((kind, service)) = topic.split_once('/') {
            of.extend(Of::parse(kind));
            services.insert(service.to_owned());
        }
    }
    let services = if services.contains(ALL) || services.is_empty() { None } else { Some(services) };
    Ok(Following { wishes: Wishes { of, services }, addresses: addresses::addresses(tx, viewer)?, issues })
}

/// Puts another choice in the place of the viewer's; followed issues stay.
pub fn set_wishes(tx: &mut Tx, policies: &Policies, viewer: &Viewer, wishes: &Wishes) -> Result<()> {
    viewer.reads_health()?;
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let services: Vec<&str> = match &wishes.services {
        None => vec![ALL],
        Some(chosen) => chosen.iter().map(String::as_str).filter(|id| policy.service(id).is_some()).collect(),
    };
    if services.is_empty() && !wishes.of.is_empty() {
        return Err(crate::tell("error-following-services").about("service").into());
    }
    tx.execute("DELETE FROM health_wishes WHERE person = $1 AND topic NOT LIKE 'issue/%'", &[&viewer.id()])?;
    for of in &wishes.of {
        for service in &services {
            wish(tx, viewer, &format!("{}/{service}", of.code()))?;
        }
    }
    addresses::begin(tx, viewer)
}

fn wish(tx: &mut Tx, viewer: &Viewer, topic: &str) -> Result<()> {
    tx.execute(
        "INSERT INTO health_wishes (cloud, topic, person) VALUES ($1, $2, $3)
         ON CONFLICT (cloud, topic, person) DO NOTHING",
        &[&viewer.cloud, &topic, &viewer.id()],
    )?;
    Ok(())
}

/// Tells the viewer of one issue, whatever else was chosen; one that the viewer may not see doesn't exist.
pub fn follow(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str) -> Result<()> {
    viewer.reads_health()?;
    let reader = Reader::of(tx, policies, viewer)?;
    let issue = health::issue(tx, &reader, number)?;
    if following(tx, viewer)?.issues.len() >= MOST_ISSUES {
        return Err(crate::tell("error-following-most").with("most", MOST_ISSUES).into());
    }
    addresses::begin(tx, viewer)?;
    wish(tx, viewer, &topic_of_issue(&issue.number))
}

pub fn unfollow(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<()> {
    viewer.reads_health()?;
    tx.execute(
        "DELETE FROM health_wishes WHERE cloud = $1 AND topic = $2 AND person = $3",
        &[&viewer.cloud, &topic_of_issue(number), &viewer.id()],
    )?;
    Ok(())
}
