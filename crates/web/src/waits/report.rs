//! What was announced, beside what came.

use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use centre::expect::{self, Filter, MOST, Settled, Summary};
use db::Tx;
use jiff::{SignedDuration, Timestamp, ToSpan, civil::Date};
use lang::Lang;
use serde::Deserialize;

use super::{
    chart::{Band, Calibration},
    words::{self, minutes},
};
use crate::{
    error::{Fault, Result},
    page::{Page, encode},
    visit::{AtDesk, Visit},
};

/// So many weeks can be looked at.
const WEEKS: [i64; 3] = [4, 13, 26];

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    method: String,
    language: String,
    severity: String,
    weeks: String,
    after: String,
}

/// What the address asks for; what it doesn't say or nobody knows is as usual.
pub struct Wanted {
    pub filter: Filter,
    pub weeks: i64,
}

impl Wanted {
    pub fn new(visit: &Visit, asked: &Asked) -> Result<Wanted> {
        let policy = visit.policy()?;
        let methods = &policy.contact_methods;
        let usual = methods.first().map(|m| m.id.clone()).unwrap_or_default();
        let weeks = asked.weeks.parse().ok().filter(|weeks| WEEKS.contains(weeks)).unwrap_or(WEEKS[1]);
        let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
        Ok(Wanted {
            filter: Filter {
                method: methods.iter().find(|m| m.id == asked.method).map_or(usual, |m| m.id.clone()),
                language: known(&asked.language),
                severity: known(&asked.severity),
                from: first_of(&visit.page(""), visit.now - SignedDuration::from_hours(24 * 7 * (weeks - 1))),
                to: visit.now + SignedDuration::from_secs(1),
            },
            weeks,
        })
    }

    pub fn query(&self) -> String {
        let of = |text: &Option<String>| encode(text.as_deref().unwrap_or_default());
        let Filter { method, language, severity, .. } = &self.filter;
        format!(
            "?method={}&language={}&severity={}&weeks={}",
            encode(method),
            of(language),
            of(severity),
            self.weeks
        )
    }
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

fn choice(value: impl ToString, label: impl ToString, is_chosen: bool) -> Choice {
    Choice { value: value.to_string(), label: label.to_string(), is_chosen }
}

/// The figures of a line of a table.
struct Line {
    name: String,
    cells: Vec<(String, String)>,
}

struct Row {
    /// Of the case, or when it was if that is not known any more.
    number: String,
    name: String,
    /// Where it is explained.
    why: String,
    at: (String, String),
    class: String,
    told: String,
    came: String,
    badge: (&'static str, String),
}

#[derive(Template)]
#[template(path = "waits/report.html")]
struct Report {
    page: Page,
    methods: Vec<Choice>,
    languages: Vec<Choice>,
    severities: Vec<Choice>,
    spans: Vec<Choice>,
    csv: String,
    headline: Vec<(String, String)>,
    /// The figures are of the latest ones only.
    is_cut: Option<String>,
    band: Option<Band>,
    calibration: Option<Calibration>,
    columns: Vec<String>,
    weeks: Vec<Line>,
    classes: Vec<Line>,
    rows: Vec<Row>,
    first: Option<String>,
    next: Option<String>,
}

/// `GET /desk/waits?method=&language=&severity=&weeks=`
pub async fn report(AtDesk { visit, viewer }: AtDesk, Query(asked): Query<Asked>) -> Result {
    let wanted = Wanted::new(&visit, &asked)?;
    let (filter, place) = (wanted.filter.clone(), asked.after.parse().ok());
    let read = move |tx: &mut Tx| {
        let all = expect::figures(tx, &viewer, &filter)?;
        Ok::<_, centre::Error>((all, expect::list(tx, &viewer, &filter, place)?))
    };
    let (all, (listed, next)) = visit.app.db.read(read).await?;
    let page = visit.page("record");
    let policy = visit.policy()?;
    let filter = &wanted.filter;
    let mut weeks: BTreeMap<Timestamp, Vec<&Settled>> = BTreeMap::new();
    let mut classes: BTreeMap<(String, String), Vec<&Settled>> = BTreeMap::new();
    for one in &all {
        weeks.entry(first_of(&page, one.at)).or_default().push(one);
        classes.entry((one.language.clone(), one.severity.clone())).or_default().push(one);
    }
    let summary = Summary::of(&all);
    let language = |tag: &str| page.l.language_name(tag).unwrap_or(tag).to_owned();
    let list = format!("/desk/waits{}", wanted.query());
    visit.html(&Report {
        methods: policy
            .contact_methods
            .iter()
            .map(|m| choice(&m.id, page.text(&m.name), m.id == filter.method))
            .collect(),
        languages: Lang::ALL
            .iter()
            .map(|l| choice(l.code(), language(l.code()), filter.language.as_deref() == Some(l.code())))
            .collect(),
        severities: policy
            .severities
            .iter()
            .map(|s| {
                let label = format!("{} {}", s.level, page.text(&s.name));
                choice(&s.level, label, filter.severity.as_ref() == Some(&s.level))
            })
            .collect(),
        spans: WEEKS.map(|n| choice(n, page.t1("waits-weeks", "n", n), n == wanted.weeks)).into(),
        csv: format!("/desk/waits.csv{}", wanted.query()),
        headline: figures(&page, &summary),
        is_cut: (all.len() as i64 >= MOST).then(|| page.t1("waits-cut", "n", MOST)),
        band: Band::new(&page, &weeks),
        calibration: (summary.answered > 0).then(|| Calibration::new(&page, &summary)),
        columns: figures(&page, &Summary::default()).into_iter().map(|(label, _)| label).collect(),
        weeks: weeks
            .iter()
            .rev()
            .map(|(week, of)| Line {
                name: page.l.date(*week, &page.zone),
                cells: figures(&page, &Summary::of(of.iter().copied())),
            })
            .collect(),
        classes: classes
            .iter()
            .map(|((spoken, level), of)| Line {
                name: format!("{} · {level}", language(spoken)),
                cells: figures(&page, &Summary::of(of.iter().copied())),
            })
            .collect(),
        rows: listed.iter().map(|one| Row::new(&page, one)).collect(),
        first: place.is_some().then(|| format!("{list}#waits-list")),
        next: next.map(|place| format!("{list}&after={place}#waits-list")),
        page,
    })
}

/// The Monday that begins the week of a time, in the reader's zone.
fn first_of(page: &Page, at: Timestamp) -> Timestamp {
    let day: Date = page.zone.to_datetime(at).date();
    let monday = day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days());
    monday.to_zoned(page.zone.clone()).map_or(at, |monday| monday.timestamp())
}

/// The figures with their names, as the columns of the tables show them.
fn figures(page: &Page, summary: &Summary) -> Vec<(String, String)> {
    let is_any = summary.answered > 0;
    let share = |thousandths: Option<i64>| thousandths.map(|n| percent(page, n)).unwrap_or_default();
    let time = |seconds: i64| if is_any { page.l.duration(minutes(seconds)) } else { String::new() };
    let bias = match summary.bias {
        _ if !is_any => String::new(),
        longer if longer >= 30 => page.t1("waits-longer", "duration", page.l.duration(minutes(longer))),
        shorter if shorter <= -30 => page.t1("waits-shorter", "duration", page.l.duration(minutes(-shorter))),
        _ => page.t("waits-unbiased"),
    };
    [
        ("waits-announced", page.l.number(summary.announced)),
        ("waits-answered", page.l.number(summary.answered)),
        ("waits-within", share(summary.coverage())),
        ("waits-earlier", share(summary.share(0))),
        ("waits-later", share(summary.share(3))),
        ("waits-bias", bias),
        ("waits-error", time(summary.median_error)),
        ("waits-median", time(summary.median_wait)),
    ]
    .map(|(key, text)| (page.t(key), text))
    .into()
}

pub(super) fn percent(page: &Page, thousandths: i64) -> String {
    page.l.percent(((thousandths as f64) / 10.0).round() / 100.0)
}

impl Row {
    fn new(page: &Page, one: &Settled) -> Row {
        let range = one.range;
        let badge = match one.answered() {
            Some(wait) if one.is_within(wait) => ("good", page.t("waits-is-within")),
            Some(wait) if (wait as f64) < range.p10 => ("info", page.t("waits-is-earlier")),
            Some(_) => ("warn", page.t("waits-is-later")),
            None if one.outcome.is_some() => ("outline", page.t("waits-is-left")),
            None => ("outline", page.t("waits-is-waiting")),
        };
        Row {
            name: name(page, one),
            number: one.number.map_or_else(|| page.when(&one.at), |number| number.to_string()),
            why: format!("/desk/waits/{}", one.id),
            at: (one.at.to_string(), page.when(&one.at)),
            class: format!(
                "{} · {}",
                page.l.language_name(&one.language).unwrap_or(&one.language),
                one.severity
            ),
            told: words::told(page, range),
            came: one.wait.map(|wait| page.l.duration(minutes(wait))).unwrap_or_default(),
            badge,
        }
    }
}

/// What an announcement is called.
fn name(page: &Page, one: &Settled) -> String {
    match one.number {
        Some(number) => page.t1("waits-one", "number", number.to_string()),
        None => page.t1("waits-one-without", "when", page.when(&one.at)),
    }
}

#[derive(Template)]
#[template(path = "waits/one.html")]
struct One {
    page: Page,
    title: String,
    number: Option<i64>,
    facts: Vec<(String, String)>,
    told: Why,
}

/// As `waits/why.html` shows it.
struct Why {
    why: Vec<String>,
}

/// `GET /desk/waits/{id}`: what was announced for a request, and why.
pub async fn one(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    let id = id.parse().map_err(|_| Fault::NotFound)?;
    let one = visit.app.db.read(move |tx: &mut Tx| expect::announcement(tx, &viewer, id)).await?;
    let page = visit.page("record");
    let policy = visit.policy()?;
    let row = Row::new(&page, &one);
    let method = policy.contact_methods.iter().find(|m| m.id == one.method);
    let made_by = page.t(if one.made_by == "formula" { "waits-by-formula" } else { "waits-by-simulation" });
    let at = |seconds: f64| page.when(&one.after(seconds));
    let facts = [
        ("waits-at", row.at.1.clone()),
        ("waits-method", method.map(|m| page.text(&m.name).to_owned()).unwrap_or_default()),
        ("waits-told", row.told.clone()),
        ("waits-told-from", at(one.range.p10)),
        ("waits-told-about", at(one.range.p50)),
        ("waits-told-to", at(one.range.p90)),
        ("waits-came", format!("{} {}", row.came, row.badge.1).trim().to_owned()),
        ("waits-made-by", made_by),
    ];
    visit.html(&One {
        title: name(&page, &one),
        number: one.number,
        facts: facts.map(|(key, value)| (page.t(key), value)).into(),
        told: Why { why: words::why(&page, &one.why) },
        page,
    })
}
