//! How the operator keeps its promises: charts, tables whose figures lead to the cases behind them, and CSV.

mod cases;
mod chart;
mod csv;
mod tables;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts};
use centre::{
    people,
    policy::{ClockKind, Policy},
    promises::record::{self, Asked, Attainment, Figure, MOST_MONTHS, Month},
};
use db::Tx;

pub use cases::cases;
pub use csv::csv;

use self::{
    chart::Chart,
    tables::{Line, MonthLines},
};
use crate::{
    error::{Fault, Result},
    page::{Page, encode},
    visit::{AtDesk, Visit},
};

const KINDS: [ClockKind; 3] = [ClockKind::FirstResponse, ClockKind::FollowUp, ClockKind::Resolution];
/// So many months are shown to whoever doesn't say which.
const USUAL_MONTHS: usize = 6;

/// What the address of a page of the record asks for.
pub struct Wanted {
    asked: Asked,
    figure: Figure,
    after: String,
    /// CSV with a row for each case.
    by_case: bool,
}

impl<S: Sync> FromRequestParts<S> for Wanted {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Wanted> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        let given = |name: &str| {
            pairs
                .iter()
                .find(|(key, value)| key == name && !value.is_empty())
                .map(|(_, value)| value.as_str())
        };
        let month = |name, usual| given(name).and_then(|text| text.parse().ok()).unwrap_or(usual);
        let this = Month::of(visit.now);
        let (from, to) = (month("from", this.earlier(USUAL_MONTHS - 1)), month("to", this));
        let (from, to) = (from.min(to), from.max(to));
        Ok(Wanted {
            asked: Asked {
                kind: given("kind")
                    .and_then(ClockKind::parse)
                    .filter(|kind| KINDS.contains(kind))
                    .unwrap_or(ClockKind::FirstResponse),
                from: from.max(to.earlier(MOST_MONTHS - 1)),
                to,
                severity: given("severity").map(str::to_owned),
                organization: given("organization").map(super::parse).transpose()?,
            },
            figure: given("figure").and_then(Figure::parse).unwrap_or(Figure::All),
            after: given("after").unwrap_or_default().to_owned(),
            by_case: given("rows") == Some("cases"),
        })
    }
}

fn address(path: &str, asked: &Asked) -> String {
    let mut address = format!("{path}?kind={}&from={}&to={}", asked.kind.code(), asked.from, asked.to);
    if let Some(severity) = &asked.severity {
        address.push_str(&format!("&severity={}", encode(severity)));
    }
    if let Some(organization) = asked.organization {
        address.push_str(&format!("&organization={organization}"));
    }
    address
}

/// Where the cases behind a figure are listed.
fn behind(asked: &Asked, figure: Figure) -> String {
    format!("{}&figure={}", address("/desk/record/cases", asked), figure.code())
}

fn kind_name(page: &Page, kind: ClockKind) -> String {
    page.t(&format!("desk-clock-{}", kind.code().replace('_', "-")))
}

/// The policy's severities, then those that only old cases have.
fn levels(policy: &Policy, known: impl Iterator<Item = String>) -> Vec<String> {
    let mut levels: Vec<String> = policy.severities.iter().map(|severity| severity.level.clone()).collect();
    for level in known {
        if !levels.contains(&level) {
            levels.push(level);
        }
    }
    levels
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// What can be chosen from.
struct Filters {
    kinds: Vec<Choice>,
    from: Vec<Choice>,
    to: Vec<Choice>,
    severities: Vec<Choice>,
    /// The one that is chosen: others are chosen in the table.
    organization: Option<(String, String)>,
}

impl Filters {
    fn new(page: &Page, policy: &Policy, asked: &Asked, organization: Option<String>) -> Filters {
        let months = |chosen: Month| {
            let this = Month::of(page.now);
            let mut months: Vec<Month> = (0..MOST_MONTHS).map(|n| this.earlier(n)).collect();
            if !months.contains(&chosen) {
                months.push(chosen);
                months.sort_by(|a, b| b.cmp(a));
            }
            let choice = |month: Month| Choice {
                value: month.to_string(),
                label: page.l.month(month.first_day()),
                is_chosen: month == chosen,
            };
            months.into_iter().map(choice).collect()
        };
        let kind = |kind: ClockKind| Choice {
            value: kind.code().into(),
            label: kind_name(page, kind),
            is_chosen: kind == asked.kind,
        };
        let severity = |level: String| Choice {
            label: format!("{level} {}", super::queue::severity_name(page, policy, &level)),
            is_chosen: asked.severity.as_ref() == Some(&level),
            value: level,
        };
        Filters {
            kinds: KINDS.map(kind).into(),
            from: months(asked.from),
            to: months(asked.to),
            severities: levels(policy, asked.severity.clone().into_iter())
                .into_iter()
                .map(severity)
                .collect(),
            organization: asked.organization.map(|id| id.to_string()).zip(organization),
        }
    }
}

#[derive(Template)]
#[template(path = "desk/record.html")]
struct RecordPage {
    page: Page,
    filters: Filters,
    headline: Line,
    /// Late ones that still aren't kept.
    still_late: Option<String>,
    charts: Vec<Chart>,
    columns: Vec<String>,
    months: Vec<MonthLines>,
    organizations: Vec<Line>,
    first: Option<String>,
    next: Option<String>,
    csv: String,
    /// Nobody promised it to the customers.
    is_own_goal: bool,
}

/// `GET /desk/record`
pub async fn record(AtDesk { visit, viewer }: AtDesk, wanted: Wanted) -> Result {
    let Wanted { asked, after, .. } = wanted;
    let (inner, place) = (asked.clone(), after.parse().ok());
    let load = move |tx: &mut Tx| {
        let organization = inner.organization.map(|id| people::organization(tx, &viewer, id)).transpose()?;
        let figures = record::attainment(tx, &viewer, &inner)?;
        let towards = match organization {
            Some(_) => (Vec::new(), None),
            None => record::towards(tx, &viewer, &inner, place)?,
        };
        Ok::<_, centre::Error>((organization, figures, towards))
    };
    let (organization, figures, (towards, next)) = visit.app.db.read(load).await?;
    let page = visit.page("record");
    let policy = visit.policy()?;
    let levels = levels(policy, figures.keys().map(|(_, level)| level.clone()));
    let mut total = Attainment::default();
    figures.values().for_each(|one| total.add(one));
    let columns = tables::columns(&total);
    let organizations = towards.iter().map(|one| {
        let asked = Asked { organization: Some(one.organization), ..asked.clone() };
        Line::new(&page, columns, &asked, one.name.clone(), &one.attainment)
            .leading_to(address("/desk/record", &asked))
    });
    let further = |place: String| format!("{}&after={place}#organizations", address("/desk/record", &asked));
    visit.html(&RecordPage {
        filters: Filters::new(&page, policy, &asked, organization.map(|o| o.name)),
        headline: Line::new(&page, columns, &asked, String::new(), &total),
        still_late: (total.still_late() > 0).then(|| page.t1("record-still-late", "n", total.still_late())),
        charts: match total.of(Figure::All) {
            0 => Vec::new(),
            _ => vec![
                Chart::of_counts(&page, &asked, &levels, &figures),
                Chart::of_shares(&page, &asked, &levels, &figures),
            ],
        },
        columns: columns.iter().map(|key| page.t(key)).collect(),
        months: tables::months(&page, policy, columns, &asked, &levels, &figures),
        organizations: organizations.collect(),
        first: place.is_some().then(|| format!("{}#organizations", address("/desk/record", &asked))),
        next: next.map(|place| further(place.to_string())),
        csv: address("/desk/record.csv", &asked),
        is_own_goal: asked.kind == ClockKind::Resolution,
        page,
    })
}
