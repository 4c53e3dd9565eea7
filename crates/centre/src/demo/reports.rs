//! What the demo's customers report just now, and requests that a known issue explains.

use db::Tx;
use serde::Deserialize;

use super::{CaseEntry, Files, people_of, play_one};
use crate::{
    Error, Result,
    health::{
        Class, Extent, Reader, Show, Which, issues,
        reports::{self, Recorded},
    },
    people::{self, Directory},
    policy::Policies,
};

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Story {
    report: Vec<ReportEntry>,
    /// They are linked to the open advisory of their service.
    case: Vec<CaseEntry>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportEntry {
    /// An e-mail address.
    by: String,
    service: String,
    feature: Option<String>,
    extent: Extent,
    since_hours_ago: Option<f64>,
    hours_ago: f64,
    text: String,
}

/// Writes the demo's reports down as if they had come then. The worker puts them together.
pub fn play_reports(tx: &mut Tx, policies: &Policies, directory: &Directory) -> Result<()> {
    let file = Files::get("reports.toml").ok_or_else(|| Error::broken("reports.toml is missing"))?;
    let text = std::str::from_utf8(&file.data).map_err(Error::broken)?;
    let story: Story = toml::from_str(text).map_err(Error::broken)?;
    let now = tx.now();
    let ago = |hours| people::hours_before(now, hours);
    for entry in &story.report {
        let unknown = || Error::broken(format!("nobody is called {}", entry.by));
        let person = people::person_by_email(tx, &entry.by)?.ok_or_else(unknown)?;
        let report = Recorded {
            organization: person.organization.ok_or(Error::NotFound)?,
            person: person.id,
            service: &entry.service,
            feature: entry.feature.as_deref(),
            text: &entry.text,
            language: person.language.code(),
            extent: entry.extent,
            since: entry.since_hours_ago.map(ago).transpose()?,
            issue: None,
            case: None,
        };
        reports::record(tx, &person.cloud, &report, ago(entry.hours_ago)?)?;
    }
    let agents = people_of(tx, directory)?;
    let by = agents.get("grace-okafor").ok_or(Error::NotFound)?.id;
    for entry in &story.case {
        let number = play_one(tx, policies, &agents, entry)?;
        let policy = policies.cloud("worldwide").ok_or(Error::NotFound)?;
        let which = Which {
            show: Show::Open,
            service: entry.service.as_deref(),
            class: Some(Class::Advisory),
            ..Which::default()
        };
        let open = issues(tx, &Reader::public("worldwide"), &which)?;
        reports::attach(tx, policy, by, number, open.first().ok_or(Error::NotFound)?)?;
    }
    Ok(())
}
