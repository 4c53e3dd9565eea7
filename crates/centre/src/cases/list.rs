use std::{fmt, str::FromStr};

use db::{Id, Row, ToValue, Tx};
use jiff::Timestamp;
use search::Doc;

use super::{State, access, timeline};
use crate::{
    Result,
    people::{Viewer, Who},
    phone::calls::{self, Locks},
};

/// A case in a list.
#[derive(Debug, Clone)]
pub struct Line {
    pub number: i64,
    pub subject: String,
    pub state: State,
    pub severity: String,
    pub category: String,
    pub service: Option<String>,
    pub language: String,
    pub organization_name: String,
    pub opened_by_name: String,
    pub assignee_name: Option<String>,
    pub partner_name: Option<String>,
    pub opened_at: Timestamp,
    pub updated_at: Timestamp,
    pub due_at: Option<Timestamp>,
    /// Closed to an agent during a call: then nothing is told of what it is about, or of whom.
    pub is_locked: bool,
    key: Timestamp,
}

/// Where a page of a list begins: after the line with this key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    at: Timestamp,
    number: i64,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.at.as_microsecond(), self.number)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Place, ()> {
        let (at, number) = text.split_once('-').ok_or(())?;
        let at = Timestamp::from_microsecond(at.parse().map_err(|_| ())?).map_err(|_| ())?;
        Ok(Place { at, number: number.parse().map_err(|_| ())? })
    }
}

#[derive(Debug, Clone)]
pub struct Page {
    pub lines: Vec<Line>,
    /// Where the next page begins, if there is one.
    pub next: Option<Place>,
}

const PAGE: usize = 25;

const COLUMNS: &str = "SELECT c.number, c.subject, c.state, c.severity, c.category, c.service, c.language,
            o.name, p.name, a.name, h.name, c.opened_at, c.updated_at, c.due_at, c.queue_at, c.id, c.organization
     FROM cases c
     JOIN organizations o ON o.id = c.organization
     JOIN people p ON p.id = c.opened_by
     LEFT JOIN people a ON a.id = c.assignee
     LEFT JOIN organizations h ON h.id = c.partner
     WHERE ";

/// What a customer's list shows.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter {
    pub state: Option<State>,
    /// The requests that wait for the viewer as a partner, instead of the own organization's.
    pub as_partner: bool,
    pub after: Option<Place>,
}

/// The requests of the viewer's organization, last changed first; for those who don't manage them, the own
/// conversations with specialists.
pub fn list(tx: &mut Tx, viewer: &Viewer, filter: &Filter) -> Result<Page> {
    let organization = viewer.customer()?.organization;
    if viewer.manages().is_err() {
        let own = "c.opened_by = $1 AND c.of_opener = 1 AND c.organization = $2";
        let mut query = Query::new(own.into(), vec![Box::new(viewer.id()), Box::new(organization)]);
        if let Some(state) = filter.state {
            query.and("c.state =", state.code());
        }
        return query.page(tx, viewer, By::LastChange, filter.after);
    }
    let scope = if filter.as_partner && viewer.customer()?.is_partner { "partner" } else { "organization" };
    let mut query = Query::new(format!("c.{scope} = $1"), vec![Box::new(organization)]);
    if let Some(state) = filter.state {
        query.and("c.state =", state.code());
    }
    query.page(tx, viewer, By::LastChange, filter.after)
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeskTab {
    /// To take: nobody's yet, the nearest deadline first.
    #[default]
    Take,
    /// The agent's own, what is due first.
    Mine,
    /// The agent's own that wait for the customer, the longest waiting first.
    Waiting,
    /// Every case of the operator, last changed first.
    All,
}

#[derive(Debug, Clone, Copy, Default)]
pub struct DeskFilter {
    pub tab: DeskTab,
    pub after: Option<Place>,
}

pub fn desk_list(tx: &mut Tx, viewer: &Viewer, filter: &DeskFilter) -> Result<Page> {
    viewer.desk()?;
    let (query, by) = desk_query(viewer, filter.tab);
    query.page(tx, viewer, by, filter.after)
}

/// How many cases the tabs to take, mine and waiting hold; [`MOST_COUNTED`] stands for that many or more.
pub fn desk_counts(tx: &mut Tx, viewer: &Viewer) -> Result<[i64; 3]> {
    viewer.desk()?;
    let mut counts = [0; 3];
    for (count, tab) in counts.iter_mut().zip([DeskTab::Take, DeskTab::Mine, DeskTab::Waiting]) {
        *count = desk_query(viewer, tab).0.count(tx)?;
    }
    Ok(counts)
}

fn desk_query(viewer: &Viewer, tab: DeskTab) -> (Query, By) {
    let own = |queue| {
        let mut query = Query::new("c.assignee = $1".into(), vec![Box::new(viewer.id())]);
        query.and("c.queue =", queue);
        (query, By::Due)
    };
    let cloud: Vec<Box<dyn ToValue>> = vec![Box::new(viewer.cloud.clone())];
    match tab {
        DeskTab::Take => (Query::new("c.cloud = $1 AND c.queue = 'take'".into(), cloud), By::Due),
        DeskTab::Mine => own("work"),
        DeskTab::Waiting => own("waiting"),
        DeskTab::All => (Query::new("c.cloud = $1 AND c.queue <> 'partner'".into(), cloud), By::LastChange),
    }
}

/// The latest cases of an organization, for the agent who works on one of them.
pub fn history_of(tx: &mut Tx, viewer: &Viewer, organization: Id) -> Result<Vec<Line>> {
    viewer.desk()?;
    let mut query = Query::new("c.organization = $1".into(), vec![Box::new(organization)]);
    query.and("c.cloud =", viewer.cloud.as_str());
    query.condition.push_str(" AND c.queue <> 'partner'");
    query.lines(tx, viewer, By::LastChange, None, 6)
}

/// The cases that a search found by their keys, in its order; only those that the viewer may see now.
pub fn found(tx: &mut Tx, viewer: &Viewer, keys: &[String]) -> Result<Vec<Line>> {
    let mut query = match &viewer.who {
        Who::Agent(_) => {
            let cloud = viewer.cloud.clone();
            Query::new("c.cloud = $1 AND c.partner IS NULL".into(), vec![Box::new(cloud)])
        }
        Who::App { .. } => return Err(crate::Error::NotFound),
        Who::Customer(customer) => {
            let own = viewer.manages()?;
            let own_or_waiting = match customer.is_partner {
                true => "c.organization = $1 OR c.partner = $1",
                false => "c.organization = $1",
            };
            Query::new(own_or_waiting.into(), vec![Box::new(own)])
        }
    };
    let ids: Vec<Id> = keys.iter().filter_map(|key| key.parse().ok()).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let begin = query.params.len() + 1;
    let places: Vec<String> = (begin..begin + ids.len()).map(|n| format!("${n}")).collect();
    // As a value, so that the engine looks for the keys and not through all that the viewer may see.
    let seen = query.condition;
    query.condition = format!("c.id IN ({}) AND CASE WHEN {seen} THEN 1 ELSE 0 END = 1", places.join(", "));
    query.params.extend(ids.iter().map(|id| Box::new(*id) as Box<dyn ToValue>));
    let sql = format!("{COLUMNS}{}", query.condition);
    let params: Vec<&dyn ToValue> = query.params.iter().map(AsRef::as_ref).collect();
    let locks = calls::locks(tx, viewer)?;
    let mut lines = Vec::new();
    for row in tx.query_dyn(&sql, &params)? {
        let id: Id = row.get(15)?;
        let line = line(&row, By::LastChange, &locks)?;
        // That the words occur in it would tell what it is about.
        if !line.is_locked {
            lines.push((ids.iter().position(|i| *i == id), line));
        }
    }
    lines.sort_by_key(|(position, _)| *position);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

#[derive(Clone, Copy)]
enum By {
    /// Earliest due first.
    Due,
    LastChange,
}

struct Query {
    condition: String,
    params: Vec<Box<dyn ToValue>>,
}

impl Query {
    fn new(condition: String, params: Vec<Box<dyn ToValue>>) -> Query {
        Query { condition, params }
    }

    fn and(&mut self, comparison: &str, value: &str) {
        self.params.push(Box::new(value.to_owned()));
        self.condition.push_str(&format!(" AND {comparison} ${}", self.params.len()));
    }

    fn page(self, tx: &mut Tx, viewer: &Viewer, by: By, after: Option<Place>) -> Result<Page> {
        let mut lines = self.lines(tx, viewer, by, after, PAGE + 1)?;
        let more = lines.len() > PAGE;
        lines.truncate(PAGE);
        let next = lines.last().filter(|_| more).map(|l| Place { at: l.key, number: l.number });
        Ok(Page { lines, next })
    }

    fn lines(
        mut self,
        tx: &mut Tx,
        viewer: &Viewer,
        by: By,
        after: Option<Place>,
        many: usize,
    ) -> Result<Vec<Line>> {
        let locks = calls::locks(tx, viewer)?;
        let (column, compare, order) = match by {
            By::Due => ("c.queue_at", ">", "c.queue_at, c.number"),
            By::LastChange => ("c.updated_at", "<", "c.updated_at DESC, c.number DESC"),
        };
        if let Some(after) = after {
            let at = self.params.len() + 1;
            self.condition.push_str(&format!(" AND ({column}, c.number) {compare} (${at}, ${})", at + 1));
            self.params.push(Box::new(after.at));
            self.params.push(Box::new(after.number));
        }
        let sql = format!("{COLUMNS}{} ORDER BY {order} LIMIT {many}", self.condition);
        let params: Vec<&dyn ToValue> = self.params.iter().map(AsRef::as_ref).collect();
        tx.query_dyn(&sql, &params)?.iter().map(|row| line(row, by, &locks)).collect()
    }

    fn count(self, tx: &mut Tx) -> Result<i64> {
        let sql = format!(
            "SELECT count(*) FROM (SELECT 1 FROM cases c WHERE {} LIMIT {MOST_COUNTED}) AS counted",
            self.condition
        );
        let params: Vec<&dyn ToValue> = self.params.iter().map(AsRef::as_ref).collect();
        Ok(tx.query_dyn(&sql, &params)?.first().map(|r| r.get(0)).transpose()?.unwrap_or(0))
    }
}

/// Counting stops here: that many or more.
pub const MOST_COUNTED: i64 = 100;

fn line(row: &Row, by: By, locks: &Locks) -> Result<Line> {
    let updated_at = row.get(12)?;
    let is_locked = locks.has(row.get(16)?);
    let unless_locked = |text: String| if is_locked { String::new() } else { text };
    Ok(Line {
        number: row.get(0)?,
        subject: unless_locked(row.get(1)?),
        state: access::state(&row.get::<String>(2)?)?,
        severity: row.get(3)?,
        category: row.get(4)?,
        service: row.get(5)?,
        language: row.get(6)?,
        organization_name: row.get(7)?,
        opened_by_name: unless_locked(row.get(8)?),
        assignee_name: row.get(9)?,
        partner_name: row.get(10)?,
        opened_at: row.get(11)?,
        updated_at,
        due_at: row.get(13)?,
        is_locked,
        key: match by {
            By::Due => row.get(14)?,
            By::LastChange => updated_at,
        },
    })
}

/// What the search index keeps of a case: nothing that was written for agents only.
pub(crate) fn search_document(tx: &mut Tx, id: Id) -> Result<Option<Doc>> {
    let Some(row) = tx.query_opt(
        "SELECT number, subject, organization, partner, cloud, updated_at FROM cases WHERE id = $1",
        &[&id],
    )?
    else {
        return Ok(None);
    };
    let organization: Id = row.get(2)?;
    let mut scopes = vec![super::organization_scope(organization)];
    match row.get::<Option<Id>>(3)? {
        Some(partner) => scopes.push(super::partner_scope(partner)),
        None => scopes.push(super::desk_scope(&row.get::<String>(4)?)),
    }
    let mut text = String::new();
    for (_, event) in timeline::history(tx, id)? {
        if let Some(written) = event.text().filter(|_| event.is_public()) {
            text.push_str(written);
            text.push('\n');
        }
        if text.len() > 20_000 {
            break;
        }
    }
    Ok(Some(Doc::Case {
        key: id.to_string(),
        scopes,
        number: row.get::<i64>(0)?.to_string(),
        title: row.get(1)?,
        text,
        at: row.get::<Timestamp>(5)?.as_microsecond(),
    }))
}
