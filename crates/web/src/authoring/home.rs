use askama::Template;
use axum::extract::{Path, Query};
use centre::articles::{self, Counts, Draft, Lacking, Remark, Stage, Work};
use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;
use serde::Deserialize;

use super::{Moment, language, language_name, moment, parse};
use crate::{error::Result, page::Page, visit::Author};

/// So many lines a page.
const LINES: usize = 50;

/// What the lists hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum List {
    Review,
    Writing,
    Returned,
    Update,
    Translation,
    Remarks,
}

impl List {
    const ALL: [List; 6] =
        [List::Review, List::Returned, List::Writing, List::Update, List::Translation, List::Remarks];

    fn code(self) -> &'static str {
        match self {
            List::Review => "review",
            List::Writing => "writing",
            List::Returned => "returned",
            List::Update => "update",
            List::Translation => "translation",
            List::Remarks => "remarks",
        }
    }
}

#[derive(Template)]
#[template(path = "authoring/home.html")]
struct HomePage {
    page: Page,
    /// Of each language: code, its name, and how much waits in each list.
    languages: Vec<Row>,
    language: Lang,
    name: String,
    tabs: Vec<Tab>,
    list: List,
    lines: Lines,
    first: Option<String>,
    next: Option<String>,
}

struct Row {
    name: String,
    is_current: bool,
    cells: Vec<Cell>,
}

struct Cell {
    href: String,
    label: String,
    count: String,
    is_zero: bool,
}

struct Tab {
    href: String,
    label: String,
    count: String,
    is_current: bool,
}

enum Lines {
    Work(Vec<(Work, Moment)>),
    Drafts(Vec<(Draft, Moment)>),
    Remarks(Vec<(Remark, Moment)>),
}

impl HomePage {
    fn is_empty(&self) -> bool {
        match &self.lines {
            Lines::Work(lines) => lines.is_empty(),
            Lines::Drafts(lines) => lines.is_empty(),
            Lines::Remarks(lines) => lines.is_empty(),
        }
    }

    fn is_update(&self) -> bool {
        self.list == List::Update
    }

    fn empty_text(&self) -> String {
        self.page.t1(&format!("authoring-none-{}", self.list.code()), "language", self.name.as_str())
    }

    fn target(&self, draft: &Draft) -> String {
        match draft.stage {
            Stage::Review => format!("/authoring/drafts/{}/review", draft.id),
            _ => format!("/authoring/drafts/{}", draft.id),
        }
    }

    fn by(&self, draft: &Draft) -> String {
        draft.changed_by.as_ref().map_or_else(|| self.page.t("authoring-by-import"), |(_, name)| name.clone())
    }

    fn wrong(&self, remark: &Remark) -> String {
        self.page.t(&format!("authoring-wrong-{}", remark.wrong.code()))
    }
}

#[derive(Deserialize)]
pub struct Wanted {
    #[serde(default)]
    language: String,
    #[serde(default)]
    list: String,
    #[serde(default)]
    after: String,
}

fn count_of(counts: &Counts, list: List) -> i64 {
    match list {
        List::Review => counts.review,
        List::Writing => counts.writing,
        List::Returned => counts.returned,
        List::Update => counts.update,
        List::Translation => counts.translation,
        List::Remarks => counts.remarks,
    }
}

/// `GET /authoring?language=&list=&after=`: what waits for authors and translators.
pub async fn home(Author { visit, viewer }: Author, Query(wanted): Query<Wanted>) -> Result {
    let of = language(&wanted.language).unwrap_or(visit.lang);
    let chosen = List::ALL.into_iter().find(|list| list.code() == wanted.list);
    let after = wanted.after.clone();
    let load = move |tx: &mut Tx| {
        let mut counts = Vec::new();
        for language in Lang::ALL {
            counts.push((language, articles::counts(tx, &viewer, language)?));
        }
        let own = counts.iter().find(|(language, _)| *language == of).map(|(_, c)| *c).unwrap_or_default();
        // Without a choice the first list that has something.
        let busy = || List::ALL.into_iter().find(|list| count_of(&own, *list) > 0);
        let list = chosen.or_else(busy).unwrap_or(List::Review);
        let most = LINES + 1;
        let work = |tx: &mut Tx, lacking| {
            let place = after.split_once(':').and_then(|(rank, key)| Some((rank.parse().ok()?, key)));
            articles::work(tx, &viewer, of, lacking, place, most)
        };
        let timed = || {
            let (at, id) = after.split_once(':')?;
            Some((Timestamp::from_microsecond(at.parse().ok()?).ok()?, id.parse::<Id>().ok()?))
        };
        let found = match list {
            List::Update => Found::Work(work(tx, Lacking::Update)?),
            List::Translation => Found::Work(work(tx, Lacking::Translation)?),
            List::Review => Found::Drafts(articles::drafts(tx, &viewer, of, Stage::Review, timed(), most)?),
            List::Writing => Found::Drafts(articles::drafts(tx, &viewer, of, Stage::Writing, timed(), most)?),
            List::Returned => {
                Found::Drafts(articles::drafts(tx, &viewer, of, Stage::Returned, timed(), most)?)
            }
            List::Remarks => Found::Remarks(articles::remarks(tx, &viewer, of, timed(), most)?),
        };
        Ok::<_, centre::Error>((counts, list, found))
    };
    let (counts, list, found) = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    let href =
        |language: Lang, list: List| format!("/authoring?language={}&list={}", language.code(), list.code());
    let number =
        |n: i64| if n > 100 { page.t1("authoring-more-than", "count", 100) } else { page.l.number(n) };
    let label = |list: List| page.t(&format!("authoring-list-{}", list.code()));
    let own = counts.iter().find(|(language, _)| *language == of).map(|(_, c)| *c).unwrap_or_default();
    let here = href(of, list);
    let (lines, last) = found.lines(&page);
    let rows = counts.iter().map(|(language, counts)| Row {
        name: language_name(&page, *language),
        is_current: *language == of,
        cells: List::ALL
            .into_iter()
            .map(|list| Cell {
                href: href(*language, list),
                label: label(list),
                count: number(count_of(counts, list)),
                is_zero: count_of(counts, list) == 0,
            })
            .collect(),
    });
    let tabs = List::ALL.into_iter().map(|other| Tab {
        href: href(of, other),
        label: label(other),
        count: number(count_of(&own, other)),
        is_current: other == list,
    });
    visit.html(&HomePage {
        languages: rows.collect(),
        tabs: tabs.collect(),
        name: language_name(&page, of),
        language: of,
        first: (!wanted.after.is_empty()).then(|| here.clone()),
        next: last.map(|place| format!("{here}&after={}", crate::page::encode(&place))),
        list,
        lines,
        page,
    })
}

enum Found {
    Work(Vec<Work>),
    Drafts(Vec<Draft>),
    Remarks(Vec<Remark>),
}

impl Found {
    /// The lines of this page, and the place of the last one if there are more.
    fn lines(self, page: &Page) -> (Lines, Option<String>) {
        fn cut<T>(all: &mut Vec<T>, place: impl Fn(&T) -> String) -> Option<String> {
            let has_more = all.len() > LINES;
            all.truncate(LINES);
            all.last().filter(|_| has_more).map(place)
        }
        let timed = |at: Timestamp, id: Id| format!("{}:{id}", at.as_microsecond());
        match self {
            Found::Work(mut all) => {
                let last = cut(&mut all, |work| format!("{}:{}", work.rank, work.key));
                let line = |work: Work| (moment(page, work.since), work);
                (Lines::Work(all.into_iter().map(line).map(|(m, w)| (w, m)).collect()), last)
            }
            Found::Drafts(mut all) => {
                let last = cut(&mut all, |draft| timed(draft.changed_at, draft.id));
                let line = |draft: Draft| (moment(page, draft.changed_at), draft);
                (Lines::Drafts(all.into_iter().map(line).map(|(m, d)| (d, m)).collect()), last)
            }
            Found::Remarks(mut all) => {
                let last = cut(&mut all, |remark| timed(remark.at, remark.id));
                let line = |remark: Remark| (moment(page, remark.at), remark);
                (Lines::Remarks(all.into_iter().map(line).map(|(m, r)| (r, m)).collect()), last)
            }
        }
    }
}

/// `POST /authoring/remarks/{id}/done`
pub async fn settle(Author { visit, viewer }: Author, Path(id): Path<String>) -> Result {
    let id: Id = parse(&id)?;
    visit.app.db.write(move |tx| articles::settle(tx, &viewer, id)).await?;
    Ok(visit.go_with("/authoring?list=remarks", "flash-authoring-settled"))
}
