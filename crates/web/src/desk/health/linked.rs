//! The service requests that an issue explains, on its page.

use axum::extract::Path;
use centre::{
    Error, Told,
    health::{
        self, Sheet,
        reports::{self, Linked},
    },
    policy::Policy,
    tell,
};
use db::Tx;

use super::{issue, reported::Quote};
use crate::{
    desk::{Badge, state_badge},
    error::{Fault, Result},
    form::Fields,
    page::Page,
    visit::AtDesk,
};

pub(super) struct Line {
    pub href: String,
    pub number: i64,
    /// Empty while it is closed to the agent for a call.
    pub subject: String,
    pub language: String,
    pub organization: String,
    pub state: Badge,
}

pub(super) struct Requests {
    pub lines: Vec<Line>,
    pub quotes: Vec<Quote>,
    pub reported: String,
    /// How many go on though the issue is over, in words.
    pub to_resolve: Option<String>,
}

impl Requests {
    pub fn of(page: &Page, policy: &Policy, sheet: &Sheet) -> Requests {
        let line = |one: &Linked| Line {
            href: format!("/desk/cases/{}", one.number),
            number: one.number,
            subject: one.subject.clone(),
            language: one.language.clone(),
            organization: one.organization.clone(),
            state: state_badge(page, one.state),
        };
        let open = sheet.linked.iter().filter(|one| !one.state.is_done()).count() as i64;
        let quote = |one| Quote::of(page, policy, &sheet.issue.service, one);
        Requests {
            lines: sheet.linked.iter().map(line).collect(),
            quotes: sheet.affected.iter().map(quote).collect(),
            reported: page.t1("reports-affected", "count", sheet.affected.len() as i64),
            to_resolve: (open > 0 && !sheet.issue.is_open())
                .then(|| page.t1("reports-resolve-all", "count", open)),
        }
    }
}

/// What somebody typed as the number of a service request.
fn number_of(typed: &str) -> std::result::Result<i64, Told> {
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    digits.parse().map_err(|_| tell("error-reports-case").about("case"))
}

/// `POST /desk/health/issues/{number}/requests/{what}`: links or unlinks one, or resolves all that go on.
pub async fn requests(
    AtDesk { visit, viewer }: AtDesk,
    Path((number, what)): Path<(String, String)>,
    fields: Fields,
) -> Result {
    let is_engineer = viewer.engineers().is_ok();
    let (asker, wanted) = (viewer.clone(), number.clone());
    let sheet = visit.app.db.read(move |tx| health::sheet(tx, &asker, &wanted)).await?;
    let said = match what.as_str() {
        "link" => "flash-reports-linked",
        "unlink" => "flash-reports-unlinked",
        "resolve" => "flash-reports-resolved",
        _ => return Err(Fault::NotFound),
    };
    let case = number_of(fields.get("case"));
    loop {
        let (policies, viewer, of, case, what) =
            (visit.policies.clone(), viewer.clone(), number.clone(), case.clone(), what.clone());
        let write = move |tx: &mut Tx| {
            let unknown = |error| match error {
                Error::NotFound => tell("error-reports-case").about("case").into(),
                other => other,
            };
            match what.as_str() {
                "resolve" => reports::resolve_linked(tx, &policies, &viewer, &of),
                "unlink" => reports::unlink(tx, &policies, &viewer, case.clone()?, &of).map(|()| 0),
                _ => reports::link(tx, &policies, &viewer, case.clone()?, &of).map(|()| 0).map_err(unknown),
            }
        };
        match visit.app.db.write(write).await {
            // In batches, so that others can write in between.
            Ok(0) => return Ok(visit.go_with(&format!("/desk/health/issues/{number}"), said)),
            Ok(_) => {}
            Err(Error::Told(told)) => return issue::show(&visit, &sheet, is_engineer, Some(told)),
            Err(error) => return Err(error.into()),
        }
    }
}
