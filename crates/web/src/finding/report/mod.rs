//! What authors learn of finding: how many questions were answered, and which were not.

mod chart;
mod csv;

use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts};
use centre::finding::{self, Asked, Figures, Outcome, Period, Place, Question, Thing, Unhelpful};
use db::Tx;
use jiff::{ToSpan, civil::Date, tz::TimeZone};
use lang::Lang;

pub use csv::csv;

use self::chart::Chart;
use crate::{
    error::{Fault, Result},
    page::{Page, encode},
    visit::{Author, Visit},
};

/// So many days back, as they can be chosen.
const SPANS: [i64; 4] = [7, 30, 90, 365];
const USUAL: i64 = 30;
/// So many questions stand on a page.
const QUESTIONS: usize = 25;

/// What the address of the page asks for.
pub struct Wanted {
    days: i64,
    asked: Asked,
    after: Option<Place>,
}

impl<S: Sync> FromRequestParts<S> for Wanted {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Wanted> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        let given = |name: &str| pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let days = given("days").and_then(|text| text.parse().ok()).unwrap_or(USUAL);
        let days = if SPANS.contains(&days) { days } else { USUAL };
        let to = visit.now.to_zoned(TimeZone::UTC).date();
        Ok(Wanted {
            days,
            asked: Asked {
                period: Period { from: to.saturating_sub((days - 1).days()), to },
                language: given("language")
                    .and_then(|code| Lang::ALL.into_iter().find(|lang| lang.code() == code)),
                settings: visit.app.config.finding.clone(),
            },
            after: given("after").and_then(|text| text.parse().ok()),
        })
    }
}

impl Wanted {
    fn address(&self, path: &str) -> String {
        let mut address = format!("{path}?days={}", self.days);
        if let Some(language) = self.asked.language {
            address.push_str(&format!("&language={}", language.code()));
        }
        address
    }
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

struct Number {
    label: String,
    text: String,
    hint: String,
}

struct Line {
    question: Question,
    language: &'static str,
    language_name: String,
    /// Where the same is looked for.
    href: String,
    asked: String,
    unanswered: String,
    contacted: String,
    clicks: Vec<(String, String, String)>,
}

struct Poor {
    href: String,
    language: &'static str,
    language_name: String,
    one: Unhelpful,
    votes: String,
    contacted: String,
    reasons: Vec<String>,
    remarks: Vec<(String, String, String, String)>,
}

#[derive(Template)]
#[template(path = "finding/report.html")]
struct ReportPage {
    page: Page,
    spans: Vec<Choice>,
    languages: Vec<Choice>,
    headline: Vec<Number>,
    chart: Option<Chart>,
    lines: Vec<Line>,
    first: Option<String>,
    next: Option<String>,
    poor: Vec<Poor>,
    csv: String,
    note: String,
    is_measured: bool,
}

/// `GET /authoring/finding?days=&language=&after=`
pub async fn report(Author { visit, viewer }: Author, wanted: Wanted) -> Result {
    let (asked, after) = (wanted.asked.clone(), wanted.after.clone());
    let load = move |tx: &mut Tx| {
        Ok::<_, centre::Error>((
            finding::days(tx, &viewer, &asked)?,
            finding::questions(tx, &viewer, &asked, after.as_ref(), QUESTIONS)?,
            match after {
                None => finding::unhelpful(tx, &viewer, &asked)?,
                Some(_) => Vec::new(),
            },
        ))
    };
    // What was asked a moment ago counts.
    visit.app.notes.write(&visit.app).await;
    let (days, questions, poor) = visit.app.db.read(load).await?;
    let page = visit.page("finding");
    let mut total = Figures::default();
    days.values().for_each(|day| total.add(day));
    let path = "/authoring/finding";
    let further = |place: Place| format!("{}&after={}", wanted.address(path), encode(&place.to_string()));
    let choice = |value: String, label: String, is_chosen| Choice { value, label, is_chosen };
    visit.html(&ReportPage {
        spans: SPANS.map(|n| choice(n.to_string(), page.t1("finding-days", "n", n), n == wanted.days)).into(),
        languages: Lang::ALL
            .map(|l| choice(l.code().into(), l.native_name().into(), wanted.asked.language == Some(l)))
            .into(),
        headline: headline(&page, &total),
        chart: (total.asked() > 0).then(|| Chart::new(&page, &wanted.asked.period, &days)),
        lines: questions.lines.into_iter().map(|one| line(&page, one)).collect(),
        first: wanted.after.is_some().then(|| wanted.address(path)),
        next: questions.next.map(further),
        poor: poor.into_iter().map(|one| shown(&page, one)).collect(),
        csv: wanted.address("/authoring/finding.csv"),
        note: {
            let hours = i64::from(wanted.asked.settings.solved_after_hours);
            let kept = i64::from(wanted.asked.settings.keep_days);
            page.t2("finding-note", "after", page.l.duration(hours * 3600), "kept", kept)
        },
        is_measured: wanted.asked.settings.measure,
        page,
    })
}

fn share(page: &Page, part: i64, all: i64) -> String {
    if all == 0 { "–".into() } else { page.l.percent(part as f64 / all as f64) }
}

fn headline(page: &Page, total: &Figures) -> Vec<Number> {
    let number = |key: &str, text: String, count: i64| Number {
        label: page.t(key),
        text,
        hint: page.t1("finding-times", "n", count),
    };
    let all = total.asked();
    let of = |count| share(page, count, all);
    let mut asked = number("finding-asked", page.l.number(all), all);
    asked.hint.clear();
    vec![
        asked,
        number("finding-was-read", of(total.read), total.read),
        number("finding-was-solved", of(total.solved()), total.solved()),
        number("finding-still-contacted", of(total.contacted()), total.contacted()),
    ]
}

fn language_name(page: &Page, language: Lang) -> String {
    page.l.language_name(language.code()).unwrap_or(language.native_name()).to_owned()
}

fn place(page: &Page, thing: &Thing, language: Lang) -> String {
    let kind = match thing {
        Thing::Article(_) => "articles",
        Thing::Guide(_) => "guides",
    };
    format!("/{}/{}/{kind}/{}", language.code(), page.cloud, encode(thing.key()))
}

fn line(page: &Page, question: Question) -> Line {
    let language = question.language;
    let clicks = question.clicks.iter().map(|click| {
        let title = if click.title.is_empty() { click.thing.key().to_owned() } else { click.title.clone() };
        (place(page, &click.thing, language), title, page.t1("finding-times", "n", click.times))
    });
    Line {
        language: language.code(),
        language_name: language_name(page, language),
        href: format!("/{}/{}/articles?q={}", language.code(), page.cloud, encode(&question.words)),
        asked: page.l.number(question.figures.asked()),
        unanswered: page.l.number(question.figures.unanswered()),
        contacted: share(page, question.figures.contacted(), question.figures.asked()),
        clicks: clicks.collect(),
        question,
    }
}

fn shown(page: &Page, one: Unhelpful) -> Poor {
    let reason = |(reason, times): &(finding::Reason, i64)| {
        let name = page.t(&format!("finding-reason-{}", reason.code()));
        page.t2("finding-reason-times", "reason", name, "n", *times)
    };
    let remark = |comment: &finding::Comment| {
        (comment.words.clone(), comment.at.to_string(), page.when(&comment.at), page.relative(&comment.at))
    };
    Poor {
        href: place(page, &one.thing, one.language),
        language: one.language.code(),
        language_name: language_name(page, one.language),
        votes: page.t2("finding-votes", "no", page.l.number(one.no), "all", page.l.number(one.yes + one.no)),
        contacted: page.t2(
            "finding-contacted-of",
            "n",
            page.l.number(one.contacted),
            "all",
            page.l.number(one.read),
        ),
        reasons: one.reasons.iter().map(reason).collect(),
        remarks: one.comments.iter().map(remark).collect(),
        one,
    }
}

/// What came of questions, as the chart stacks it from the bottom.
const STACK: [(&str, &[Outcome]); 4] = [
    ("solved", &[Outcome::Solved, Outcome::Quiet]),
    ("open", &[Outcome::Open]),
    ("unread", &[Outcome::Unread, Outcome::Unsolved]),
    ("contacted", &[Outcome::Contacted]),
];

/// The first day of a stretch of so many days that the day falls into, counted from the beginning of the period.
fn stretch(period: &Period, day: Date, length: i64) -> i64 {
    i64::from(period.from.until(day).map(|span| span.get_days()).unwrap_or(0)) / length
}
