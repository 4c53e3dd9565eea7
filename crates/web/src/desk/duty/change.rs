use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    people::Viewer,
    staff::{self, Agent, Changed, Imported, Off, Planned, Rota, Why},
    tell,
};
use db::{Id, Tx};
use jiff::{
    Timestamp, ToSpan,
    civil::{Date, Time, Weekday},
};
use lang::Width;

use super::plan;
use crate::{
    account::zones::{self, ZoneGroup},
    desk::parse,
    error::{Fault, Result},
    form::Fields,
    page::{self, Page},
    visit::{DeskManager, Visit},
};

/// The times of a shift as they are typed.
#[derive(Debug, Clone, Default)]
struct Typed {
    agent: String,
    day: String,
    from: String,
    to: String,
    off: String,
}

impl Typed {
    fn of(fields: &Fields) -> Typed {
        let get = |name| fields.get(name).trim().to_owned();
        Typed { agent: get("agent"), day: get("day"), from: get("from"), to: get("to"), off: get("off") }
    }

    /// In the manager's zone; an end before the beginning is on the next day.
    fn times(&self, visit: &Visit) -> std::result::Result<(Timestamp, Timestamp), Told> {
        let day: Date = self.day.parse().map_err(|_| tell("error-duty-day").about("day"))?;
        let time = |text: &str, field| {
            let text = if text == "24:00" { "00:00" } else { text };
            text.parse::<Time>().map_err(|_| tell("error-duty-time").about(field))
        };
        let (from, to) = (time(&self.from, "from")?, time(&self.to, "to")?);
        let last = if to <= from { day.saturating_add(1.day()) } else { day };
        let at = |day: Date, time: Time, field| {
            let at = visit.zone.to_ambiguous_timestamp(day.to_datetime(time)).compatible();
            at.map_err(|_| tell("error-duty-day").about(field))
        };
        Ok((at(day, from, "day")?, at(last, to, "to")?))
    }
}

#[derive(Template)]
#[template(path = "desk/duty-shift.html")]
struct ShiftPage {
    page: Page,
    /// A new one has no address yet.
    action: String,
    title: String,
    note: String,
    agents: Vec<Agent>,
    typed: Typed,
    offs: Vec<(String, String)>,
    back: String,
    zone: String,
    error: Option<Told>,
}

impl ShiftPage {
    fn wrong(&self, field: &str) -> Option<String> {
        let told = self.error.as_ref().filter(|told| told.field == Some(field))?;
        Some(page::told(self.page.l, told))
    }

    fn say(&self, told: &Told) -> String {
        page::told(self.page.l, told)
    }

    fn is_agent(&self, agent: &Agent) -> bool {
        agent.id.to_string() == self.typed.agent
    }
}

async fn agents(visit: &Visit, viewer: &Viewer) -> Result<Vec<Agent>> {
    let cloud = viewer.cloud.clone();
    let mut agents = visit.app.db.read(move |tx: &mut Tx| staff::agents(tx, &cloud)).await?;
    visit.lang.collator().sort_by_key(&mut agents, |agent| &agent.name);
    Ok(agents)
}

async fn show_shift(
    visit: &Visit,
    viewer: &Viewer,
    of: Option<Planned>,
    typed: Typed,
    error: Option<Told>,
) -> Result {
    let page = visit.page("phone");
    let day = typed.day.parse().unwrap_or_else(|_| visit.zone.to_datetime(visit.now).date());
    let off = |off: Off| (off.code().to_owned(), page.t(&format!("duty-off-{}", off.code())));
    let (action, title, note) = match &of {
        None => ("/desk/duty/shifts".into(), page.t("duty-add"), String::new()),
        Some(one) => (
            format!("/desk/duty/shifts/{}", one.shift.id),
            page.t1("duty-shift-of", "name", one.agent_name.as_str()),
            one.taken_from
                .as_ref()
                .map(|n| page.t1("duty-taken-from", "name", n.as_str()))
                .unwrap_or_default(),
        ),
    };
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = ShiftPage {
        action,
        title,
        note,
        agents: agents(visit, viewer).await?,
        offs: if of.is_some() { Off::ALL.map(off).into() } else { Vec::new() },
        back: plan::address(day),
        zone: page.l.zone_name(page.zone_name(), page.now),
        typed,
        error,
        page,
    };
    visit.html_with(status, &shown)
}

async fn planned(visit: &Visit, viewer: &Viewer, id: Id) -> Result<Planned> {
    let asker = viewer.clone();
    Ok(visit.app.db.read(move |tx: &mut Tx| staff::planned_shift(tx, &asker, id)).await?)
}

/// `GET /desk/duty/shifts/{id}`
pub async fn shift(DeskManager { visit, viewer }: DeskManager, Path(id): Path<String>) -> Result {
    let one = planned(&visit, &viewer, parse(&id)?).await?;
    let (from, to) = (visit.zone.to_datetime(one.shift.from), visit.zone.to_datetime(one.shift.to));
    let typed = Typed {
        agent: one.shift.agent.to_string(),
        day: from.date().to_string(),
        from: from.strftime("%H:%M").to_string(),
        to: to.strftime("%H:%M").to_string(),
        off: one.off.map(Off::code).unwrap_or_default().into(),
    };
    show_shift(&visit, &viewer, Some(one), typed, None).await
}

/// `POST /desk/duty/shifts/{id}`: other times, another agent, or not worked after all.
pub async fn change(
    DeskManager { visit, viewer }: DeskManager,
    Path(id): Path<String>,
    fields: Fields,
) -> Result {
    let id: Id = parse(&id)?;
    let one = planned(&visit, &viewer, id).await?;
    let typed = Typed::of(&fields);
    let (from, to) = match typed.times(&visit) {
        Ok(times) => times,
        Err(told) => return show_shift(&visit, &viewer, Some(one), typed, Some(told)).await,
    };
    let Ok(agent) = typed.agent.parse() else {
        let told = tell("error-duty-agent").about("agent");
        return show_shift(&visit, &viewer, Some(one), typed, Some(told)).await;
    };
    let (asker, off) = (viewer.clone(), Off::parse(&typed.off));
    let write = move |tx: &mut Tx| staff::change_shift(tx, &asker, id, &Changed { agent, from, to, off });
    match visit.app.db.write(write).await {
        Ok(()) => {
            Ok(visit.go_with(&plan::address(visit.zone.to_datetime(from).date()), "flash-duty-changed"))
        }
        Err(Error::Told(told)) => show_shift(&visit, &viewer, Some(one), typed, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/duty/shifts`: an extra shift.
pub async fn add(DeskManager { visit, viewer }: DeskManager, fields: Fields) -> Result {
    let typed = Typed::of(&fields);
    let (from, to) = match typed.times(&visit) {
        Ok(times) => times,
        Err(told) => return show_shift(&visit, &viewer, None, typed, Some(told)).await,
    };
    let Ok(agent) = typed.agent.parse() else {
        let told = tell("error-duty-agent").about("agent");
        return show_shift(&visit, &viewer, None, typed, Some(told)).await;
    };
    let asker = viewer.clone();
    let write = move |tx: &mut Tx| staff::add_shift(tx, &asker, agent, from, to);
    match visit.app.db.write(write).await {
        Ok(_) => Ok(visit.go_with(&plan::address(visit.zone.to_datetime(from).date()), "flash-duty-added")),
        Err(Error::Told(told)) => show_shift(&visit, &viewer, None, typed, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

struct DayField {
    name: &'static str,
    label: String,
    value: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/duty-rota.html")]
struct RotaPage {
    page: Page,
    id: String,
    name: String,
    days: Vec<DayField>,
    zones: Vec<ZoneGroup>,
    time_zone: String,
    publish_days: i64,
    error: Option<(Option<&'static str>, String)>,
}

async fn show_rota(
    visit: &Visit,
    viewer: &Viewer,
    id: Id,
    typed: Option<Rota>,
    error: Option<Told>,
) -> Result {
    let asker = viewer.clone();
    let load = move |tx: &mut Tx| {
        let agent = staff::agent(tx, &asker.cloud, id)?;
        Ok::<_, centre::Error>((agent, staff::rota(tx, &asker, id)?))
    };
    let (agent, stored) = visit.app.db.read(load).await?;
    let page = visit.page("phone");
    let rota = typed.unwrap_or(stored);
    let error = error.map(|told| (told.field, page::told(page.l, &told)));
    let week = Weekday::Monday.cycle_forward().take(7);
    let days = DAYS.into_iter().zip(week).zip(rota.days).map(|((name, day), value)| DayField {
        name,
        label: page.l.weekday(day, Width::Long),
        value,
        error: error.as_ref().filter(|(field, _)| *field == Some(name)).map(|(_, text)| text.clone()),
    });
    let status = if error.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let shown = RotaPage {
        id: id.to_string(),
        name: agent.name,
        days: days.collect(),
        zones: zones::by_continent(page.l, visit.now, &rota.time_zone),
        time_zone: rota.time_zone,
        publish_days: i64::from(visit.policy()?.staffing.publish_days),
        error,
        page,
    };
    visit.html_with(status, &shown)
}

/// `GET /desk/duty/rotas/{id}`: the usual week of an agent.
pub async fn rota(DeskManager { visit, viewer }: DeskManager, Path(id): Path<String>) -> Result {
    show_rota(&visit, &viewer, parse(&id)?, None, None).await
}

/// `POST /desk/duty/rotas/{id}`
pub async fn set_rota(
    DeskManager { visit, viewer }: DeskManager,
    Path(id): Path<String>,
    fields: Fields,
) -> Result {
    let id: Id = parse(&id)?;
    let rota = Rota {
        time_zone: fields.get("time_zone").to_owned(),
        days: DAYS.map(|day| fields.get(day).trim().to_owned()),
    };
    let (policies, asker, wanted) = (visit.policies.clone(), viewer.clone(), rota.clone());
    let write = move |tx: &mut Tx| staff::set_rota(tx, &policies, &asker, id, &wanted);
    match visit.app.db.write(write).await {
        Ok(()) => Ok(visit.go_with("/desk/duty/plan", "flash-duty-rota")),
        Err(Error::Told(told)) => show_rota(&visit, &viewer, id, Some(rota), Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

#[derive(Template)]
#[template(path = "desk/duty-imported.html")]
struct ImportedPage {
    page: Page,
    added: String,
    notes: Vec<String>,
}

/// `POST /desk/duty/plan/import`: shifts from a calendar file.
pub async fn import(DeskManager { visit, viewer }: DeskManager, fields: Fields) -> Result {
    const MOST: usize = 400 << 10;
    let text = fields.get("calendar").to_owned();
    if text.trim().is_empty() || text.len() > MOST {
        return Err(Fault::told(tell("error-duty-file").about("calendar")));
    }
    let agent = fields.get("agent").parse().ok();
    let write = move |tx: &mut Tx| staff::import_shifts(tx, &viewer, agent, &text);
    let imported = visit.app.db.write(write).await?;
    let page = visit.page("phone");
    visit.html(&ImportedPage {
        added: page.t1("duty-imported", "n", imported.added as i64),
        notes: notes(&page, &imported),
        page,
    })
}

fn notes(page: &Page, imported: &Imported) -> Vec<String> {
    const MOST: usize = 50;
    let mut notes = Vec::new();
    for (key, n) in [("duty-import-refused", imported.refused), ("duty-import-nobodys", imported.nobodys)] {
        if n > 0 {
            notes.push(page.t1(key, "n", n as i64));
        }
    }
    for wrong in imported.wrong.iter().take(MOST) {
        let why = page.t(match wrong.why {
            Why::NoCalendar => "duty-wrong-calendar",
            Why::Time => "duty-wrong-time",
            Why::Zone => "duty-wrong-zone",
            Why::Repeat => "duty-wrong-repeat",
            Why::WholeDay => "duty-wrong-whole-day",
        });
        notes.push(page.t2("duty-wrong-line", "line", wrong.line as i64, "why", why));
    }
    notes
}
