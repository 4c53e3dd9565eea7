//! What if so many agents were there?

use std::ops::RangeInclusive;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use centre::expect::staffing::{
    self, Crew, HOURS, Hour, MOST_AGENTS, MOST_CREWS, Question, Record, Total, Tried, erlang,
};
use centre::policy::Policy;
use jiff::civil::Weekday;
use lang::{Width, args};

use super::{report::percent, words::minutes};
use crate::{error::Result, page::Page, visit::AtDesk};

const WEEKS: [i64; 3] = [4, 13, 26];
/// How soon eight in ten should be served, where Erlang's formula says how many agents that takes.
const SOON_MINUTES: u32 = 15;
/// Percent of the recorded requests.
const SHARE: RangeInclusive<u32> = 10..=500;
const DAYS: [(&str, std::ops::Range<usize>); 3] = [("week", 0..5), ("weekend", 5..7), ("every", 0..7)];

type Pairs = Vec<(String, String)>;

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

/// A line of the form: so many for these kinds of support who speak this, on these days, from one hour until another.
#[derive(Clone, PartialEq, Eq)]
struct Line {
    /// None: all.
    categories: Vec<String>,
    languages: Vec<String>,
    many: u32,
    days: usize,
    from: usize,
    to: usize,
}

/// The same as it is shown.
struct Field {
    place: usize,
    categories: Vec<Choice>,
    languages: Vec<Choice>,
    many: String,
    days: Vec<Choice>,
    from: Vec<Choice>,
    to: Vec<Choice>,
}

struct Cell {
    text: String,
    /// How bad it is, for the colour.
    level: usize,
}

struct Day {
    name: String,
    cells: Vec<Cell>,
}

struct Check {
    hour: String,
    cells: Vec<String>,
}

#[derive(Template)]
#[template(path = "waits/staffing.html")]
struct Staffing {
    page: Page,
    methods: Vec<Choice>,
    kinds: Vec<Choice>,
    spans: Vec<Choice>,
    percent: String,
    share: RangeInclusive<u32>,
    soon: u32,
    fields: Vec<Field>,
    most: u32,
    refused: Option<String>,
    came: String,
    is_empty: bool,
    /// The name of a figure, by the published shifts, and if.
    totals: Vec<(String, String, String)>,
    lines: Vec<(String, Vec<String>)>,
    hours: Vec<String>,
    days: Vec<Day>,
    checks: Vec<Check>,
    /// No shifts are published: there is nothing to compare with.
    is_unplanned: bool,
}

/// `GET /desk/staffing`
pub async fn staffing(AtDesk { visit, viewer }: AtDesk, Query(pairs): Query<Pairs>) -> Result {
    let policy = visit.policy()?;
    let page = visit.page("record");
    let given =
        |name: &str| pairs.iter().find(|(key, _)| key == name).map_or("", |(_, value)| value.as_str());
    let method = policy.contact_methods.iter().find(|m| m.id == given("method")).map(|m| m.id.clone());
    let category = policy.category(given("kind")).map(|c| c.id.clone());
    let weeks = given("weeks").parse().ok().filter(|weeks| WEEKS.contains(weeks)).unwrap_or(WEEKS[0]);
    let wanted = match given("percent").trim() {
        "" => Some(100),
        text => text.parse().ok().filter(|n| SHARE.contains(n)),
    };
    let asked = Question {
        method: method.clone(),
        category: category.clone(),
        weeks,
        percent: wanted.unwrap_or(100),
        zone: visit.zone.clone(),
    };
    let policies = visit.policies.clone();
    let read = move |tx: &mut db::Tx| staffing::record(tx, &policies, &viewer, &asked);
    let record = visit.app.db.read(read).await?;
    let lines = lines(&pairs);
    let mut refused = match (&lines, wanted) {
        (Ok(_), Some(_)) => None,
        _ => Some(page.l.t(
            "staffing-refused",
            &args!["least" => 0, "most" => MOST_AGENTS, "from" => *SHARE.start(), "to" => *SHARE.end()],
        )),
    };
    let lines = match lines {
        Ok(lines) if !lines.is_empty() => lines,
        _ => published_lines(&record.published),
    };
    let crews = crews(&record, &lines);
    let (record, tried) = visit.app.waits.try_staffing(record, crews).await?;
    let [published, tried] = match tried {
        Some(both) => both,
        None => {
            refused = refused.or_else(|| Some(page.t("staffing-too-much")));
            Default::default()
        }
    };
    let status = if refused.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let choice = |value: String, label: String, is_chosen: bool| Choice { value, label, is_chosen };
    let view = Staffing {
        methods: policy
            .contact_methods
            .iter()
            .map(|m| choice(m.id.clone(), page.text(&m.name).to_owned(), Some(&m.id) == method.as_ref()))
            .collect(),
        kinds: policy
            .categories
            .iter()
            .map(|c| choice(c.id.clone(), page.text(&c.name).to_owned(), Some(&c.id) == category.as_ref()))
            .collect(),
        spans: WEEKS.map(|n| choice(n.to_string(), page.t1("waits-weeks", "n", n), n == weeks)).into(),
        percent: match given("percent").trim() {
            "" => "100".to_owned(),
            text => text.chars().take(8).collect(),
        },
        share: SHARE,
        soon: SOON_MINUTES,
        fields: fields(&page, policy, &record, &lines),
        most: MOST_AGENTS,
        refused,
        came: page.t2(
            "staffing-came",
            "n",
            record.arrivals as i64,
            "duration",
            page.l.duration(minutes(record.service as i64)),
        ),
        is_empty: record.arrivals == 0,
        totals: match (&published, &tried) {
            (Some(published), Some(tried)) => totals(&page, &published.total, &tried.total),
            _ => Vec::new(),
        },
        lines: tried.as_ref().map(|tried| by_line(&page, policy, tried)).unwrap_or_default(),
        hours: (0..24).map(|hour| page.l.clock(hour, 0)).collect(),
        days: tried.as_ref().map(|tried| days(&page, tried)).unwrap_or_default(),
        checks: tried.as_ref().map(|tried| checks(&page, tried, record.service)).unwrap_or_default(),
        is_unplanned: record.published.is_empty(),
        page,
    };
    visit.html_with(status, &view)
}

/// The lines of the form; what nobody can mean is refused.
fn lines(pairs: &Pairs) -> std::result::Result<Vec<Line>, ()> {
    let given = |name: String| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| value.trim());
    let mut lines = Vec::new();
    for place in 0..MOST_CREWS {
        let Some(many) = given(format!("n{place}")).filter(|many| !many.is_empty()) else { continue };
        let hour = |name: &str, usual: usize| match given(format!("{name}{place}")) {
            None | Some("") => Ok(usual),
            Some(text) => text.parse().ok().filter(|hour| *hour <= 24).ok_or(()),
        };
        let many: u32 = many.parse().ok().filter(|n| *n <= MOST_AGENTS).ok_or(())?;
        let (from, to) = (hour("from", 8)?, hour("to", 17)?);
        if from >= to {
            return Err(());
        }
        let days = given(format!("days{place}")).unwrap_or_default();
        let spoken = given(format!("speaks{place}")).unwrap_or_default();
        let languages: Vec<String> =
            spoken.split('+').filter(|l| l.len() <= 12).map(str::to_owned).take(12).collect();
        let kinds = given(format!("kinds{place}")).unwrap_or_default();
        let categories = kinds.split('+').filter(|c| !c.is_empty() && c.len() <= 40).map(str::to_owned);
        let categories = categories.take(12).collect();
        let days = DAYS.iter().position(|(code, _)| *code == days).unwrap_or(0);
        lines.push(Line { categories, languages, many, days, from, to });
    }
    Ok(lines)
}

/// The published shifts as lines of the form, as near as these come.
fn published_lines(published: &[Crew]) -> Vec<Line> {
    let mut lines = Vec::new();
    for crew in published {
        for days in [0, 1] {
            let hours = |hour: &usize| DAYS[days].1.clone().any(|day| crew.hours[day * 24 + hour] > 0);
            let there: Vec<usize> = (0..24).filter(hours).collect();
            let (Some(from), Some(to)) = (there.first(), there.last()) else { continue };
            let all = DAYS[days].1.clone().flat_map(|day| crew.hours[day * 24..day * 24 + 24].iter());
            // As many as are there in an hour with anybody, on average.
            let (sum, count) = all.filter(|n| **n > 0).fold((0, 0), |(sum, count), n| (sum + n, count + 1));
            let many = (sum + count / 2) / count.max(1);
            lines.push(Line {
                categories: crew.categories.clone(),
                languages: crew.languages.clone(),
                many: many.max(1),
                days,
                from: *from,
                to: to + 1,
            });
        }
    }
    lines.truncate(MOST_CREWS);
    lines
}

fn crews(record: &Record, lines: &[Line]) -> Vec<Crew> {
    let crew = |line: &Line| {
        let is_there = |hour: usize| {
            DAYS[line.days].1.contains(&(hour / 24)) && (line.from..line.to).contains(&(hour % 24))
        };
        let hours = (0..HOURS).map(|hour| if is_there(hour) { line.many } else { 0 });
        let all = if line.categories.is_empty() { &record.categories } else { &line.categories };
        Crew { categories: all.clone(), languages: line.languages.clone(), hours: hours.collect() }
    };
    lines.iter().map(crew).collect()
}

fn fields(page: &Page, policy: &Policy, record: &Record, lines: &[Line]) -> Vec<Field> {
    let mut spoken: Vec<Vec<String>> = record.published.iter().map(|crew| crew.languages.clone()).collect();
    spoken.extend(record.languages.iter().map(|language| vec![language.clone()]));
    spoken.extend(lines.iter().map(|line| line.languages.clone()));
    spoken.sort();
    spoken.dedup();
    let name = |languages: &Vec<String>| {
        let names: Vec<&str> = languages.iter().map(|l| page.l.language_name(l).unwrap_or(l)).collect();
        page.l.list(&names)
    };
    let is_all = |kinds: &[String]| record.categories.iter().all(|c| kinds.contains(c));
    let mut kinds: Vec<Vec<String>> = record.published.iter().map(|crew| crew.categories.clone()).collect();
    kinds.extend(record.categories.iter().map(|category| vec![category.clone()]));
    kinds.extend(lines.iter().map(|line| line.categories.clone()));
    kinds.retain(|kinds| !kinds.is_empty() && !is_all(kinds));
    kinds.sort();
    kinds.dedup();
    let kinds_name = |kinds: &Vec<String>| {
        let names: Vec<String> = kinds.iter().map(|id| category(page, policy, id)).collect();
        page.l.list(&names.iter().map(String::as_str).collect::<Vec<_>>())
    };
    let field = |place: usize| {
        let line = lines.get(place);
        let hour = |hour: usize, chosen: usize| Choice {
            value: hour.to_string(),
            label: page.l.clock(hour as u8, 0),
            is_chosen: hour == chosen,
        };
        Field {
            place,
            categories: kinds
                .iter()
                .map(|kinds| Choice {
                    value: kinds.join("+"),
                    label: kinds_name(kinds),
                    is_chosen: line.is_some_and(|line| line.categories == *kinds),
                })
                .collect(),
            languages: spoken
                .iter()
                .map(|languages| Choice {
                    value: languages.join("+"),
                    label: name(languages),
                    is_chosen: line.is_some_and(|line| line.languages == *languages),
                })
                .collect(),
            many: line.map(|line| line.many.to_string()).unwrap_or_default(),
            days: DAYS
                .iter()
                .enumerate()
                .map(|(n, (code, _))| Choice {
                    value: (*code).to_owned(),
                    label: page.t(&format!("staffing-days-{code}")),
                    is_chosen: line.is_some_and(|line| line.days == n),
                })
                .collect(),
            from: (0..24).map(|h| hour(h, line.map_or(8, |line| line.from))).collect(),
            to: (1..=24).map(|h| hour(h, line.map_or(17, |line| line.to))).collect(),
        }
    };
    (0..MOST_CREWS.min(lines.len() + 2)).map(field).collect()
}

fn time(page: &Page, seconds: f64) -> String {
    page.l.duration(minutes(seconds.clamp(0.0, 1e8) as i64))
}

fn share(page: &Page, share: f64) -> String {
    percent(page, (share * 1000.0).round() as i64)
}

fn totals(page: &Page, published: &Total, tried: &Total) -> Vec<(String, String, String)> {
    let row = |key: &str, of: &dyn Fn(&Total) -> String| (page.t(key), of(published), of(tried));
    vec![
        row("staffing-hours", &|t| page.l.number(i64::from(t.agent_hours))),
        row("staffing-kept", &|t| share(page, t.kept)),
        row("staffing-mean", &|t| time(page, t.mean_wait)),
        row("staffing-worst", &|t| time(page, t.worst)),
        row("staffing-hung-up", &|t| share(page, t.hung_up)),
    ]
}

/// What a kind of support is called.
fn category(page: &Page, policy: &Policy, id: &str) -> String {
    policy.category(id).map_or(id, |c| page.text(&c.name)).to_owned()
}

fn by_line(page: &Page, policy: &Policy, tried: &Tried) -> Vec<(String, Vec<String>)> {
    let line = |line: &staffing::Line| {
        let language = page.l.language_name(&line.language).unwrap_or(&line.language);
        let name = format!("{} · {language}", category(page, policy, &line.category));
        let total = &line.total;
        let cells = [
            page.l.number(total.came.round() as i64),
            share(page, total.kept),
            time(page, total.mean_wait),
            time(page, total.worst),
        ];
        (name, cells.into())
    };
    tried.lines.iter().map(line).collect()
}

/// The heat map: what nine of ten wait at most, in minutes.
fn days(page: &Page, tried: &Tried) -> Vec<Day> {
    let week = Weekday::Monday.cycle_forward().take(7).zip(tried.hours.chunks(24));
    let cell = |hour: &Hour| {
        if hour.came <= 0.0 {
            return Cell { text: String::new(), level: 0 };
        }
        let level = [300.0, 900.0, 3600.0, 14_400.0].iter().filter(|edge| hour.p90 > **edge).count();
        Cell { text: page.l.number((hour.p90 / 60.0).round() as i64), level: level + 1 }
    };
    week.map(|(day, hours)| Day {
        name: page.l.weekday(day, Width::Short),
        cells: hours.iter().map(cell).collect(),
    })
    .collect()
}

/// What Erlang's formulas say of each hour from Monday to Friday, beside what was played.
fn checks(page: &Page, tried: &Tried, service: f64) -> Vec<Check> {
    let hour = |hour: usize| {
        let all: Vec<_> = (0..5).filter_map(|day| tried.hours.get(day * 24 + hour)).collect();
        let n = all.len().max(1) as f64;
        let came = all.iter().map(|h| h.came).sum::<f64>() / n;
        if came <= 0.0 {
            return None;
        }
        let load = all.iter().map(|h| h.load).sum::<f64>() / n;
        let agents = (all.iter().map(|h| f64::from(h.agents)).sum::<f64>() / n).round() as u32;
        let wait = all.iter().map(|h| h.mean_wait * h.came).sum::<f64>() / n / came;
        let erlang = erlang::mean_wait(agents, load) * service;
        let fewest = erlang::fewest(load, f64::from(SOON_MINUTES * 60) / service.max(1.0), 0.8);
        Some(Check {
            hour: page.l.clock(hour as u8, 0),
            cells: vec![
                page.l.number(came.round() as i64),
                page.l.number(i64::from(agents)),
                time(page, wait),
                if erlang.is_finite() { time(page, erlang) } else { page.t("staffing-endless") },
                fewest.map(|n| page.l.number(i64::from(n))).unwrap_or_default(),
            ],
        })
    };
    (0..24).filter_map(hour).collect()
}
