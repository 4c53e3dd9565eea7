//! The known issues that explain a case, on its page.

use axum::extract::Path;
use centre::{
    Error,
    cases::{Case, Entry, Event},
    health::{Issue, Reader, reports},
    people::Viewer,
    policy::Policies,
};
use db::Tx;

use super::{
    case::{Typed, show},
    parse,
    queue::View,
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::Page,
    visit::AtDesk,
};

/// The issues that it is linked to; while there are none, open ones that it may be.
pub struct Loaded {
    linked: Vec<Issue>,
    likely: Vec<Issue>,
}

impl Loaded {
    pub fn load(
        tx: &mut Tx,
        policies: &Policies,
        viewer: &Viewer,
        case: &Case,
        entries: &[Entry],
    ) -> centre::Result<Loaded> {
        let reader = Reader::of(tx, policies, viewer)?;
        let linked = reports::of_case(tx, &reader, case.id)?;
        if !linked.is_empty() || case.standing.state.is_done() {
            return Ok(Loaded { linked, likely: Vec::new() });
        }
        let asked = entries.iter().find_map(|entry| match &entry.event {
            Event::Opened { .. } => entry.event.text(),
            _ => None,
        });
        let words = format!("{}\n{}", case.subject, asked.unwrap_or_default());
        // What doesn't exist for the customer explains nothing.
        let theirs = Reader::organization(tx, policies, &case.cloud, case.organization)?;
        let likely = reports::matching(tx, &theirs, case.service.as_deref(), &words, &case.language)?;
        Ok(Loaded { linked, likely })
    }
}

pub struct Line {
    pub href: String,
    pub number: String,
    pub title: String,
    pub lang: String,
    pub state: &'static str,
    pub status: String,
}

impl Line {
    fn of(page: &Page, issue: &Issue) -> Line {
        let (title, lang) = issue.title.get(page.lang);
        Line {
            href: format!("/desk/health/issues/{}", issue.number),
            number: issue.number.clone(),
            title: title.to_owned(),
            lang: lang.to_owned(),
            state: if issue.is_open() { issue.class.code() } else { "operational" },
            status: page.t(&format!("health-status-{}", issue.status.code())),
        }
    }
}

pub struct Known {
    pub linked: Vec<Line>,
    pub likely: Vec<Line>,
    pub typed: String,
}

impl Known {
    pub fn new(page: &Page, loaded: &Loaded, typed: &str) -> Known {
        let lines = |issues: &[Issue]| issues.iter().map(|issue| Line::of(page, issue)).collect();
        Known { linked: lines(&loaded.linked), likely: lines(&loaded.likely), typed: typed.to_owned() }
    }
}

/// `POST /desk/cases/{number}/issue/{what}`: a known issue explains the case, or doesn't after all.
pub async fn issue(
    AtDesk { visit, viewer }: AtDesk,
    Path((number, what)): Path<(String, String)>,
    view: View,
    fields: Fields,
) -> Result {
    let number = parse(&number)?;
    let said = match what.as_str() {
        "link" => "flash-reports-linked",
        "unlink" => "flash-reports-unlinked",
        _ => return Err(Fault::NotFound),
    };
    let (policies, actor, issue) = (visit.policies.clone(), viewer.clone(), fields.get("issue").to_owned());
    let write = move |tx: &mut Tx| match what.as_str() {
        "link" => reports::link(tx, &policies, &actor, number, &issue),
        _ => reports::unlink(tx, &policies, &actor, number, &issue),
    };
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go_with(&view.case(number), said)),
        Err(Error::Told(told)) => {
            let typed = Typed { issue: fields.get("issue").to_owned(), told: Some(told), ..Typed::default() };
            show(&visit, &viewer, number, view, typed).await
        }
        Err(error) => Err(error.into()),
    }
}
