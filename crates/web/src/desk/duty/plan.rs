use askama::Template;
use axum::{
    extract::Query,
    http::header,
    response::{IntoResponse, Response},
};
use centre::staff::{self, Agent, Off, Planned};
use db::Tx;
use jiff::{Span, Timestamp, ToSpan, civil::Date};
use serde::Deserialize;

use super::{
    category_name, language_name,
    picture::{self, Picture},
    times,
};
use crate::{
    csv::{line, written},
    error::{Fault, Result},
    page::Page,
    visit::{DeskManager, Visit},
};

/// A week as an address names it, by one of its days.
#[derive(Debug, Default, Deserialize)]
pub struct Week {
    #[serde(default)]
    week: String,
}

impl Week {
    /// The Monday that it begins on.
    fn monday(&self, visit: &Visit) -> Date {
        let day = self.week.parse().unwrap_or_else(|_| visit.zone.to_datetime(visit.now).date());
        monday_of(day)
    }
}

pub(super) fn monday_of(day: Date) -> Date {
    day.checked_sub(Span::new().days(day.weekday().to_monday_zero_offset())).unwrap_or(day)
}

pub(super) fn address(day: Date) -> String {
    format!("/desk/duty/plan?week={}", monday_of(day))
}

struct Row {
    agent: Agent,
    speaks: String,
    /// A cell for each day.
    days: Vec<Vec<Chip>>,
}

struct Chip {
    href: String,
    times: String,
    kind: &'static str,
    /// What is particular about it.
    note: String,
}

struct GapLine {
    when: String,
    language: String,
    categories: String,
}

#[derive(Template)]
#[template(path = "desk/duty-plan.html")]
struct PlanPage {
    page: Page,
    title: String,
    days: Vec<String>,
    rows: Vec<Row>,
    cover: Picture,
    gaps: Vec<GapLine>,
    unspoken: String,
    earlier: String,
    later: String,
    this_week: Option<String>,
    csv: String,
    monday: String,
    zone: String,
    publish_days: i64,
}

/// `GET /desk/duty/plan`: the shifts of a week, and what they leave open.
pub async fn plan(DeskManager { visit, viewer }: DeskManager, Query(week): Query<Week>) -> Result {
    let monday = week.monday(&visit);
    let (from, midnights) = midnights(&visit, monday)?;
    let to = midnights[7];
    let load = move |tx: &mut Tx| {
        let agents = staff::agents(tx, &viewer.cloud)?;
        Ok::<_, centre::Error>((agents, staff::planned(tx, &viewer, from, to)?))
    };
    let (mut agents, planned) = visit.app.db.read(load).await?;
    let page = visit.page("phone");
    let policy = visit.policy()?;
    let worked: Vec<staff::Shift> =
        planned.iter().filter(|one| one.off.is_none()).map(|one| one.shift.clone()).collect();
    let cover = staff::cover(policy, &agents, &worked, from, to);
    let mut drawn = Picture::new(&page, &midnights);
    let mut gaps = Vec::new();
    for covered in &cover.languages {
        drawn.of_language(&page, from, covered);
        gaps.extend(covered.gaps.iter().map(|gap| (gap, covered.language.as_str())));
    }
    gaps.sort_by_key(|(gap, _)| gap.from);
    let gap_line = |(gap, language): &(&staff::Gap, &str)| {
        let categories = gap.categories.iter().map(|id| category_name(&page, policy, id));
        GapLine {
            when: picture::gap_times(&page, gap),
            language: language_name(&page, language),
            categories: page.l.list(&categories.collect::<Vec<_>>()),
        }
    };
    page.l.collator().sort_by_key(&mut agents, |agent| &agent.name);
    let row = |agent: Agent| {
        let speaks: Vec<String> = agent.languages.iter().map(|(tag, _)| language_name(&page, tag)).collect();
        let own = planned.iter().filter(|one| one.shift.agent == agent.id);
        let mut days: Vec<Vec<Chip>> = (0..7).map(|_| Vec::new()).collect();
        for one in own {
            // What began before the week stands on its first day.
            let day = midnights.iter().rposition(|begins| *begins <= one.shift.from).unwrap_or(0);
            days[day.min(6)].push(chip(&page, one));
        }
        Row { speaks: page.l.list(&speaks), agent, days }
    };
    let this = monday_of(visit.zone.to_datetime(visit.now).date());
    let unspoken: Vec<String> = cover.unspoken.iter().map(|tag| language_name(&page, tag)).collect();
    let next = |days: i64| monday.saturating_add(days.days());
    visit.html(&PlanPage {
        title: page.t1("duty-plan-week", "day", page.l.date(from, &page.zone)),
        days: midnights[..7].iter().map(|at| page.l.day(*at, &page.zone)).collect(),
        rows: agents.into_iter().map(row).collect(),
        gaps: gaps.iter().map(gap_line).collect(),
        cover: drawn,
        unspoken: page.l.list(&unspoken),
        earlier: address(next(-7)),
        later: address(next(7)),
        this_week: (this != monday).then(|| address(this)),
        csv: format!("/desk/duty/plan.csv?week={monday}"),
        monday: monday.to_string(),
        zone: page.l.zone_name(page.zone_name(), page.now),
        publish_days: i64::from(policy.staffing.publish_days),
        page,
    })
}

fn midnights(visit: &Visit, monday: Date) -> Result<(Timestamp, Vec<Timestamp>)> {
    let from = visit.zone.to_zoned(monday.at(0, 0, 0, 0)).map_err(|_| Fault::NotFound)?.timestamp();
    let midnights = staff::midnights(from, 7, &visit.zone);
    if midnights.len() == 8 { Ok((from, midnights)) } else { Err(Fault::NotFound) }
}

fn chip(page: &Page, one: &Planned) -> Chip {
    let (kind, note) = match (one.off, &one.taken_from, one.origin) {
        (Some(off), ..) => ("off", page.t(&format!("duty-off-{}", off.code()))),
        (None, Some(name), _) => ("moved", page.t1("duty-taken-from", "name", name.as_str())),
        (None, None, staff::Origin::Extra) => ("moved", page.t("duty-extra")),
        _ => ("", String::new()),
    };
    Chip {
        href: format!("/desk/duty/shifts/{}", one.shift.id),
        times: times(page, one.shift.from, one.shift.to),
        kind,
        note,
    }
}

/// `GET /desk/duty/plan.csv`: the same week for a spreadsheet.
pub async fn csv(DeskManager { visit, viewer }: DeskManager, Query(week): Query<Week>) -> Result {
    let monday = week.monday(&visit);
    let (from, midnights) = midnights(&visit, monday)?;
    let to = midnights[7];
    let cloud = viewer.cloud.clone();
    let planned = visit.app.db.read(move |tx: &mut Tx| staff::planned(tx, &viewer, from, to)).await?;
    let mut text = String::from("operator,agent,from,to,minutes,origin,off,taken_from\r\n");
    for one in &planned {
        let origin = match one.origin {
            staff::Origin::Rota => "rota",
            staff::Origin::Extra => "extra",
            staff::Origin::Import => "import",
        };
        let (from, to) = (one.shift.from, one.shift.to);
        line(
            &mut text,
            &[
                cloud.clone(),
                written(&one.agent_name),
                from.to_string(),
                to.to_string(),
                to.duration_since(from).as_mins().to_string(),
                origin.into(),
                one.off.map(Off::code).unwrap_or_default().into(),
                written(one.taken_from.as_deref().unwrap_or_default()),
            ],
        );
    }
    let name = format!("attachment; filename=\"shifts-{cloud}-{monday}.csv\"");
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".to_owned()),
        (header::CONTENT_DISPOSITION, name),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    Ok::<Response, Fault>((headers, text).into_response())
}
