//! Which services and which kinds of issues a person wants to see.

use std::collections::BTreeSet;

use db::Tx;

use super::{Class, Issue, Reader, issue::list};
use crate::{Result, people::Viewer, policy::Policy, tell};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct View {
    /// Services; those that are named nowhere are shown.
    pub hidden: BTreeSet<String>,
    pub incidents: bool,
    pub advisories: bool,
}

impl Default for View {
    fn default() -> View {
        View { hidden: BTreeSet::new(), incidents: true, advisories: true }
    }
}

impl View {
    pub fn is_everything(&self) -> bool {
        *self == View::default()
    }

    pub fn shows_service(&self, service: &str) -> bool {
        !self.hidden.contains(service)
    }

    pub fn shows(&self, issue: &Issue) -> bool {
        let class = match issue.class {
            Class::Incident => self.incidents,
            Class::Advisory => self.advisories,
        };
        class && issue.services().any(|service| self.shows_service(service))
    }
}

/// The viewer's own.
pub fn view(tx: &mut Tx, viewer: &Viewer) -> Result<View> {
    let sql = "SELECT hidden, incidents, advisories FROM health_views WHERE person = $1";
    let Some(row) = tx.query_opt(sql, &[&viewer.id()])? else { return Ok(View::default()) };
    let hidden = list(&row.get::<String>(0)?).into_iter().collect();
    Ok(View { hidden, incidents: row.get(1)?, advisories: row.get(2)? })
}

/// Refuses a view in which nothing would be left of what the viewer's organization has.
pub fn set_view(tx: &mut Tx, policy: &Policy, reader: &Reader, viewer: &Viewer, view: &View) -> Result<()> {
    if !view.incidents && !view.advisories {
        return Err(tell("service-view-nothing").about("classes").into());
    }
    let mut has = policy.services.iter().filter(|service| reader.has(&service.id));
    if has.all(|service| view.hidden.contains(&service.id)) {
        return Err(tell("service-view-nothing").about("services").into());
    }
    let known = view.hidden.iter().filter(|id| policy.service(id).is_some()).map(String::as_str);
    let hidden = known.collect::<Vec<_>>().join(",");
    tx.execute(
        "INSERT INTO health_views (person, hidden, incidents, advisories) VALUES ($1, $2, $3, $4)
         ON CONFLICT (person) DO UPDATE SET hidden = $2, incidents = $3, advisories = $4",
        &[&viewer.id(), &hidden, &view.incidents, &view.advisories],
    )?;
    Ok(())
}
