//! What came of the guides, for authors: who was helped, who was not, and at which step people gave up.

mod picture;

use askama::Template;
use axum::extract::Path;
use centre::guides::{Given, Outcome, given};
use db::Tx;
use jiff::SignedDuration;

use crate::{
    error::{Fault, Result},
    page::Page,
    visit::{Author, Visit},
};
use picture::Picture;

const DAYS: i64 = 90;

struct Line {
    href: String,
    title: String,
    begun: String,
    shares: [String; 5],
}

#[derive(Template)]
#[template(path = "guides/report.html")]
struct Report {
    page: Page,
    period: String,
    lines: Vec<Line>,
}

async fn counted(visit: &Visit) -> Result<std::collections::BTreeMap<String, Given>> {
    let since = visit.now - SignedDuration::from_hours(24 * DAYS);
    let cloud = visit.cloud.clone();
    Ok(visit.app.db.read(move |tx: &mut Tx| given(tx, &cloud, since)).await?)
}

/// `GET /authoring/guides`
pub async fn report(Author { visit, .. }: Author) -> Result {
    let counted = counted(&visit).await?;
    let page = visit.page("finding");
    let guides = visit.app.guides.get();
    let none = Given::default();
    let line = |guide: &centre::guides::Guide| {
        let outcome = counted.get(&guide.key).unwrap_or(&none).outcome(guide);
        Line {
            href: format!("/authoring/guides/{}", guide.key),
            title: guide.words(page.l).title.clone(),
            begun: page.l.number(outcome.begun),
            shares: shares(&page, &outcome),
        }
    };
    let mut lines: Vec<Line> = guides.of_cloud(&visit.cloud).map(line).collect();
    page.l.collator().sort_by_key(&mut lines, |line| &line.title);
    visit.html(&Report { period: page.t1("guide-report-period", "n", DAYS), lines, page })
}

/// Of those who began: solved, known issue, sent to an admin, contacted, left.
fn shares(page: &Page, outcome: &Outcome) -> [String; 5] {
    let share = |many: i64| match outcome.begun {
        0 => "–".to_owned(),
        all => page.t1("guide-report-percent", "n", (100 * many + all / 2) / all),
    };
    [outcome.solved, outcome.known_issue, outcome.ask_admin, outcome.contact, outcome.left()].map(share)
}

struct StepLine {
    title: String,
    came: String,
    left: String,
}

#[derive(Template)]
#[template(path = "guides/report-one.html")]
struct ReportOne {
    page: Page,
    title: String,
    href: String,
    period: String,
    picture: Picture,
    steps: Vec<StepLine>,
}

/// `GET /authoring/guides/{key}`: the whole tree, with how many came by.
pub async fn report_one(Author { visit, .. }: Author, Path(key): Path<String>) -> Result {
    let guides = visit.app.guides.get();
    let guide = guides.get(&visit.cloud, &key).ok_or(Fault::NotFound)?;
    let counted = counted(&visit).await?;
    let none = Given::default();
    let given = counted.get(&guide.key).unwrap_or(&none);
    let page = visit.page("finding");
    let words = guide.words(page.l);
    let steps = guide.steps().iter().map(|step| {
        let (came, left) = given.at(guide, &step.key);
        StepLine {
            title: words.step(step).title.clone(),
            came: page.l.number(came),
            left: if step.end().is_some() { String::new() } else { page.l.number(left) },
        }
    });
    visit.html(&ReportOne {
        title: words.title.clone(),
        href: page.public(&format!("guides/{}", guide.key)),
        period: page.t1("guide-report-period", "n", DAYS),
        picture: Picture::new(&page, guide, given),
        steps: steps.collect(),
        page,
    })
}
