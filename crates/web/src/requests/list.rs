use askama::Template;
use axum::extract::Query;
use centre::cases::{self, Filter, Line, State};
use serde::Deserialize;

use super::{
    Badge,
    promise::{self, Due},
};
use crate::{
    account,
    error::{Fault, Result},
    page::{Page, encode},
    visit::Signed,
};

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// `customers`: what waits for the viewer's organization as a partner.
    view: String,
    state: String,
    q: String,
    after: String,
}

/// As many as anyone looks through.
const MOST_FOUND: usize = 50;

/// `GET /requests`
pub async fn list(Signed { visit, viewer }: Signed, Query(asked): Query<Asked>) -> Result {
    let customer = viewer.customer()?;
    let manages = customer.manages_requests;
    let is_partner = customer.is_partner;
    let as_partner = is_partner && asked.view == "customers";
    let state = State::parse(&asked.state);
    let db = &visit.app.db;
    let page = visit.page("requests");
    let calls = account::now(&visit, &page).await?;
    let found = if asked.q.trim().is_empty() || !manages {
        let filter = Filter { state, as_partner, after: asked.after.parse().ok() };
        db.read(move |tx| cases::list(tx, &viewer, &filter)).await?
    } else {
        let scope = cases::search_scope(&viewer, as_partner)?;
        let (index, q) = (visit.app.index.clone(), asked.q.clone());
        let search = move || index.cases(&q, &[&scope], MOST_FOUND);
        let keys =
            tokio::task::spawn_blocking(search).await.map_err(Fault::broken)?.map_err(Fault::broken)?;
        let mut lines = db.read(move |tx| cases::found(tx, &viewer, &keys)).await?;
        lines.retain(|line| state.is_none_or(|s| s == line.state));
        cases::Page { lines, next: None }
    };
    if !manages && found.lines.is_empty() && state.is_none() {
        // There it is said why, and who can.
        return Ok(visit.go("/help/contact"));
    }
    let policy = visit.policy()?;
    let rows = found.lines.into_iter().map(|line| Row::new(&page, policy, line)).collect();
    let asked = Asked { view: if as_partner { asked.view } else { String::new() }, ..asked };
    visit.html(&List {
        views: if is_partner { views(&page, as_partner) } else { Vec::new() },
        tabs: tabs(&page, &asked, state),
        first: (!asked.after.is_empty()).then(|| address(&asked, &asked.state, "")),
        next: found.next.map(|place| address(&asked, &asked.state, &place.to_string())),
        is_filtered: state.is_some() || !asked.q.trim().is_empty(),
        asked,
        as_partner,
        rows,
        calls,
        page,
    })
}

fn address(asked: &Asked, state: &str, after: &str) -> String {
    let given = [("view", asked.view.as_str()), ("state", state), ("q", &asked.q), ("after", after)];
    let pairs: Vec<String> = given
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if pairs.is_empty() { "/requests".into() } else { format!("/requests?{}", pairs.join("&")) }
}

fn views(page: &Page, as_partner: bool) -> Vec<Tab> {
    let tab = |href: &str, key, is_current| Tab { href: href.into(), label: page.t(key), is_current };
    vec![
        tab("/requests", "request-view-own", !as_partner),
        tab("/requests?view=customers", "request-view-customers", as_partner),
    ]
}

fn tabs(page: &Page, asked: &Asked, current: Option<State>) -> Vec<Tab> {
    std::iter::once(None)
        .chain(State::ALL.map(Some))
        .map(|state| {
            let code = state.map_or("", State::code);
            let key = match state {
                None => "request-tab-all",
                Some(State::Open) => "request-tab-open",
                Some(State::Waiting) => "request-state-waiting",
                Some(State::Resolved) => "request-state-resolved",
                Some(State::Closed) => "request-state-closed",
            };
            Tab { href: address(asked, code, ""), label: page.t(key), is_current: state == current }
        })
        .collect()
}

struct Tab {
    href: String,
    label: String,
    is_current: bool,
}

struct Row {
    number: i64,
    subject: String,
    organization: String,
    level: String,
    severity: String,
    state: Badge,
    due: Option<Due>,
    changed_at: String,
    changed_when: String,
    changed: String,
}

impl Row {
    fn new(page: &Page, policy: &centre::policy::Policy, line: Line) -> Row {
        let severity = policy.severity(&line.severity).map(|s| page.text(&s.name).to_owned());
        Row {
            number: line.number,
            organization: line.organization_name,
            severity: severity.unwrap_or_default(),
            level: line.severity,
            state: Badge::of(page, line.state, line.partner_name.as_deref()),
            due: line.due_at.filter(|_| line.state == State::Open).map(|at| promise::due(page, at)),
            changed_at: line.updated_at.to_string(),
            changed_when: page.when(&line.updated_at),
            changed: page.relative(&line.updated_at),
            subject: line.subject,
        }
    }
}

#[derive(Template)]
#[template(path = "requests/list.html")]
struct List {
    page: Page,
    asked: Asked,
    as_partner: bool,
    is_filtered: bool,
    views: Vec<Tab>,
    tabs: Vec<Tab>,
    rows: Vec<Row>,
    /// Those that go on in the organization's name.
    calls: Option<Vec<account::Now>>,
    first: Option<String>,
    next: Option<String>,
}
