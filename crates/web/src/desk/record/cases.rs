use askama::Template;
use centre::{
    people,
    promises::record::{self, Asked, Kept, Month, Outcome},
};
use db::Tx;

use super::{Wanted, address, behind, kind_name};
use crate::{
    desk::{queue::severity_name, told_subject},
    error::Result,
    page::Page,
    visit::AtDesk,
};

#[derive(Template)]
#[template(path = "desk/record-cases.html")]
struct CasesPage {
    page: Page,
    title: String,
    /// What the figure is about.
    about: Vec<String>,
    record: String,
    csv: String,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    number: i64,
    subject: String,
    language: String,
    organization: String,
    severity: String,
    severity_name: String,
    began: Moment,
    due: Option<Moment>,
    met: Option<Moment>,
    badge: (&'static str, String),
    late_by: String,
}

struct Moment {
    at: String,
    when: String,
}

/// `GET /desk/record/cases`: what is behind a figure.
pub async fn cases(AtDesk { visit, viewer }: AtDesk, wanted: Wanted) -> Result {
    let Wanted { asked, figure, after, .. } = wanted;
    let (inner, place) = (asked.clone(), after.parse().ok());
    let load = move |tx: &mut Tx| {
        let organization = inner.organization.map(|id| people::organization(tx, &viewer, id)).transpose()?;
        Ok::<_, centre::Error>((organization, record::behind(tx, &viewer, &inner, figure, place)?))
    };
    let (organization, (kept, next)) = visit.app.db.read(load).await?;
    let page = visit.page("record");
    let policy = visit.policy()?;
    let severity = asked.severity.as_deref().map(|l| format!("{l} {}", severity_name(&page, policy, l)));
    let about = [kind_name(&page, asked.kind), months(&page, &asked)];
    let list = behind(&asked, figure);
    visit.html(&CasesPage {
        title: page.t(&format!("record-cases-{}", figure.code())),
        about: about.into_iter().chain(severity).chain(organization.map(|o| o.name)).collect(),
        record: address("/desk/record", &asked),
        csv: format!("{}&figure={}&rows=cases", address("/desk/record.csv", &asked), figure.code()),
        rows: kept
            .into_iter()
            .map(|kept| Row::new(&page, severity_name(&page, policy, &kept.severity), kept))
            .collect(),
        first: place.is_some().then(|| list.clone()),
        next: next.map(|place| format!("{list}&after={place}")),
        page,
    })
}

fn months(page: &Page, asked: &Asked) -> String {
    let name = |month: Month| page.l.month(month.first_day());
    match asked.from == asked.to {
        true => name(asked.from),
        false => page.t2("units-range", "from", name(asked.from), "to", name(asked.to)),
    }
}

impl Row {
    fn new(page: &Page, severity_name: String, kept: Kept) -> Row {
        let (subject, language) = told_subject(page, kept.subject, &kept.language);
        let moment = |at: jiff::Timestamp| Moment { at: at.to_string(), when: page.when(&at) };
        let kind = match kept.outcome {
            Outcome::Met => "good",
            Outcome::Late => "bad",
            Outcome::Running => "info",
        };
        Row {
            number: kept.number,
            began: moment(kept.started_at),
            due: kept.due_at.map(moment),
            met: kept.met_at.map(moment),
            badge: (kind, page.t(&format!("record-{}", kept.outcome.code()))),
            late_by: match (kept.outcome, kept.late_seconds) {
                (Outcome::Late, Some(seconds)) => page.l.open_time(seconds),
                (Outcome::Late, None) => page.t("record-not-yet"),
                _ => String::new(),
            },
            subject,
            language,
            organization: kept.organization,
            severity: kept.severity,
            severity_name,
        }
    }
}
