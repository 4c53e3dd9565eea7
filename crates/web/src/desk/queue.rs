use askama::Template;
use axum::{extract::FromRequestParts, http::request::Parts, response::Response};
use centre::{
    cases::{self, DeskFilter, DeskTab, Line, MOST_COUNTED, Place},
    people::{Viewer, Who},
    phone::calls,
    policy::Policy,
    promises, staff,
};
use db::Tx;

use super::{
    Badge, Deadline,
    notices::{Notices, Told},
    state_badge, told_subject,
};
use crate::{
    error::{Fault, Result},
    live as sse,
    page::{Page, encode},
    visit::{AtDesk, Visit},
};

/// Which list stands at the left and where it begins. It goes along in every address of the desk.
#[derive(Debug, Clone, Default)]
pub struct View {
    tab: DeskTab,
    after: Option<Place>,
    search: String,
    /// The case that is open beside the list.
    open: Option<i64>,
}

/// The longest text that is searched for, in characters.
const LONGEST_SEARCH: usize = 200;
const MOST_FOUND: usize = 50;

const TABS: [(DeskTab, &str); 4] =
    [(DeskTab::Take, "take"), (DeskTab::Mine, "mine"), (DeskTab::Waiting, "waiting"), (DeskTab::All, "all")];

impl<S: Sync> FromRequestParts<S> for View {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<View> {
        let mut view = View::default();
        let pairs: Vec<(String, String)> =
            serde_urlencoded::from_str(parts.uri.query().unwrap_or_default()).unwrap_or_default();
        for (name, value) in pairs {
            match name.as_str() {
                "tab" => view.tab = TABS.iter().find(|t| t.1 == value).map(|t| t.0).unwrap_or_default(),
                "after" => view.after = value.parse().ok(),
                "q" => view.search = value.trim().chars().take(LONGEST_SEARCH).collect(),
                "open" => view.open = value.parse().ok(),
                _ => {}
            }
        }
        Ok(view)
    }
}

impl View {
    pub fn beside(mut self, number: i64) -> View {
        self.open = Some(number);
        self
    }

    /// An address of the desk from which this list is found again.
    pub fn at(&self, path: &str) -> String {
        let mut pairs = Vec::new();
        if self.tab != DeskTab::default() {
            pairs.push(format!("tab={}", code(self.tab)));
        }
        if let Some(after) = self.after {
            pairs.push(format!("after={after}"));
        }
        if !self.search.is_empty() {
            pairs.push(format!("q={}", encode(&self.search)));
        }
        if pairs.is_empty() { path.to_owned() } else { format!("{path}?{}", pairs.join("&")) }
    }

    pub fn case(&self, number: i64) -> String {
        self.at(&format!("/desk/cases/{number}"))
    }
}

fn code(tab: DeskTab) -> &'static str {
    TABS.iter().find(|t| t.0 == tab).map_or("take", |t| t.1)
}

/// What the database says about a list.
pub struct Listing {
    page: cases::Page,
    counts: [i64; 3],
    notices: Notices,
    /// Something is locked for a call and wasn't searched.
    is_searched_in_part: bool,
}

impl Listing {
    /// `found` are the keys of the cases that a search found.
    pub fn load(
        tx: &mut Tx,
        viewer: &Viewer,
        view: &View,
        found: Option<&[String]>,
    ) -> centre::Result<Listing> {
        let page = match found {
            Some(keys) => cases::Page { lines: cases::found(tx, viewer, keys)?, next: None },
            None => cases::desk_list(tx, viewer, &DeskFilter { tab: view.tab, after: view.after })?,
        };
        let counts = cases::desk_counts(tx, viewer)?;
        let is_searched_in_part = found.is_some() && calls::locks(tx, viewer)?.any();
        let notices = Notices::load(tx, viewer)?;
        Ok(Listing { page, counts, notices, is_searched_in_part })
    }
}

/// Looks for what the view searches, if anything.
pub async fn search(visit: &Visit, viewer: &Viewer, view: &View) -> Result<Option<Vec<String>>> {
    if view.search.is_empty() {
        return Ok(None);
    }
    let scope = cases::search_scope(viewer, false)?;
    let (index, text) = (visit.app.index.clone(), view.search.clone());
    let search = move || index.cases(&text, &[&scope], MOST_FOUND);
    let found = tokio::task::spawn_blocking(search).await.map_err(Fault::broken)?;
    found.map(Some).map_err(Fault::broken)
}

/// The list as the page shows it.
pub struct Queue {
    pub tabs: Vec<Tab>,
    pub rows: Vec<Row>,
    pub search: String,
    pub tab: &'static str,
    pub first: Option<String>,
    pub next: Option<String>,
    /// Where the list is fetched again.
    pub refresh: String,
    pub notices: Vec<Told>,
    pub is_searched_in_part: bool,
}

pub struct Tab {
    pub href: String,
    pub label: String,
    /// Empty where nothing is counted.
    pub count: String,
    pub is_current: bool,
}

pub struct Row {
    pub number: i64,
    pub href: String,
    pub subject: String,
    pub organization: String,
    pub severity: String,
    pub severity_name: String,
    /// BCP 47.
    pub subject_language: String,
    /// Of the case, in the reader's language.
    pub language_name: String,
    pub service: String,
    pub assignee: String,
    pub is_open: bool,
    pub deadline: Option<Deadline>,
    pub state: Badge,
}

impl Queue {
    pub fn new(page: &Page, policy: &Policy, view: &View, listing: Listing) -> Queue {
        let searching = !view.search.is_empty();
        let mut counts = listing.counts.into_iter();
        let tabs = TABS.map(|(tab, code)| Tab {
            href: View { tab, ..View::default() }.at("/desk"),
            label: page.t(&format!("desk-tab-{code}")),
            count: counts.next().map(|n| count(page, n)).unwrap_or_default(),
            is_current: tab == view.tab && !searching,
        });
        let following = |after| View { after, ..view.clone() }.at("/desk");
        let refresh = match (view.at("/desk/queue"), view.open) {
            (path, None) => path,
            (path, Some(open)) if path.contains('?') => format!("{path}&open={open}"),
            (path, Some(open)) => format!("{path}?open={open}"),
        };
        Queue {
            rows: listing.page.lines.into_iter().map(|line| row(page, policy, view, line)).collect(),
            tabs: tabs.into(),
            notices: listing.notices.told(page, policy),
            search: view.search.clone(),
            tab: code(view.tab),
            first: view.after.is_some().then(|| following(None)),
            next: listing.page.next.map(|after| following(Some(after))),
            refresh,
            is_searched_in_part: listing.is_searched_in_part,
        }
    }
}

fn count(page: &Page, n: i64) -> String {
    match n {
        0 => String::new(),
        MOST_COUNTED.. => page.t1("desk-count-more", "n", MOST_COUNTED - 1),
        n => page.l.number(n),
    }
}

fn row(page: &Page, policy: &Policy, view: &View, line: Line) -> Row {
    let (subject, language) = told_subject(page, line.subject, &line.language);
    let service = line.service.as_deref().and_then(|id| policy.service(id));
    Row {
        href: view.case(line.number),
        severity_name: severity_name(page, policy, &line.severity),
        language_name: page.l.language_name(&line.language).unwrap_or(&line.language).to_owned(),
        service: service.map(|s| page.text(&s.name).to_owned()).unwrap_or_default(),
        assignee: line.assignee_name.unwrap_or_default(),
        is_open: view.open == Some(line.number),
        deadline: line.due_at.map(|due| Deadline::new(page, line.opened_at, due)),
        state: state_badge(page, line.state),
        number: line.number,
        subject,
        subject_language: language,
        organization: line.organization_name,
        severity: line.severity,
    }
}

pub fn severity_name(page: &Page, policy: &Policy, level: &str) -> String {
    policy.severity(level).map(|s| page.text(&s.name).to_owned()).unwrap_or_default()
}

#[derive(Template)]
#[template(path = "desk/desk.html")]
struct DeskPage {
    page: Page,
    queue: Queue,
}

#[derive(Template)]
#[template(path = "desk/queue.html")]
struct QueuePart {
    page: Page,
    queue: Queue,
}

/// `GET /desk`
pub async fn desk(AtDesk { visit, viewer }: AtDesk, view: View) -> Result {
    let page = visit.page("desk");
    let queue = load(&visit, viewer, view, &page).await?;
    visit.html(&DeskPage { page, queue })
}

/// `GET /desk/queue`: the list alone, to be put into the page again.
pub async fn queue(AtDesk { visit, viewer }: AtDesk, view: View) -> Result {
    let page = visit.page("desk");
    let queue = load(&visit, viewer, view, &page).await?;
    visit.html(&QueuePart { page, queue })
}

async fn load(visit: &Visit, viewer: Viewer, view: View, page: &Page) -> Result<Queue> {
    let found = search(visit, &viewer, &view).await?;
    let wanted = view.clone();
    let load = move |tx: &mut Tx| Listing::load(tx, &viewer, &wanted, found.as_deref());
    let listing = visit.app.db.read(load).await?;
    Ok(Queue::new(page, visit.policy()?, &view, listing))
}

/// `GET /desk/live`
pub async fn live(AtDesk { visit, viewer }: AtDesk) -> Response {
    sse::streams(&visit.app, topics(&viewer))
}

/// What every page of the desk hears of.
pub fn topics(viewer: &Viewer) -> Vec<(String, &'static str)> {
    vec![
        (cases::desk_topic(&viewer.cloud), "queue"),
        (promises::notice_topic(viewer.id()), "notices"),
        (calls::topic(viewer.id()), "calls"),
        (calls::topic_of_cloud(&viewer.cloud), "phone"),
        (staff::own_topic(viewer.id()), "presence"),
    ]
}

/// `GET /desk/next`: to the most urgent case that the agent has the languages and categories for, or
/// else to the most urgent one.
pub async fn next(AtDesk { visit, viewer }: AtDesk) -> Result {
    let load = move |tx: &mut Tx| {
        let Who::Agent(agent) = &viewer.who else { return Err(centre::Error::NotFound) };
        let lines = cases::desk_list(tx, &viewer, &DeskFilter::default())?.lines;
        let fits =
            |l: &&Line| agent.languages.contains(&l.language) && agent.categories.contains(&l.category);
        Ok(lines.iter().find(fits).or(lines.first()).map(|line| line.number))
    };
    match visit.app.db.read(load).await? {
        Some(number) => Ok(visit.go(&View::default().case(number))),
        None => Ok(visit.go_with("/desk", "flash-desk-nothing-to-take")),
    }
}
