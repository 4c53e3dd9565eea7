use std::{collections::BTreeMap, fmt, str::FromStr};

use db::{Id, Row, ToValue, Tx};
use jiff::{Span, Timestamp, civil::Date, tz::TimeZone};

use super::story::whole_second;
use crate::{
    Error, Result,
    people::Viewer,
    phone::calls::{self, Locks},
    policy::ClockKind,
};

/// A month of the record, in UTC: `2026-11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month(Date);

impl Month {
    pub fn of(at: Timestamp) -> Month {
        Month(at.to_zoned(TimeZone::UTC).date().first_of_month())
    }

    pub fn first_day(self) -> Date {
        self.0
    }

    pub fn earlier(self, months: usize) -> Month {
        let span = Span::new().try_months(i64::try_from(months).unwrap_or(i64::MAX));
        Month(span.and_then(|span| self.0.checked_sub(span)).unwrap_or(Date::MIN))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.strftime("%Y-%m"))
    }
}

impl FromStr for Month {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Month, ()> {
        let month = Month(format!("{text}-01").parse().map_err(|_| ())?);
        if month.to_string() == text { Ok(month) } else { Err(()) }
    }
}

/// Nobody is told of more months at once.
pub const MOST_MONTHS: usize = 24;

/// Which promises of the viewer's operator are looked at.
#[derive(Debug, Clone)]
pub struct Asked {
    pub kind: ClockKind,
    /// The months in which they began.
    pub from: Month,
    pub to: Month,
    pub severity: Option<String>,
    pub organization: Option<Id>,
}

impl Asked {
    /// The months, the latest first.
    pub fn months(&self) -> impl Iterator<Item = Month> {
        let (from, to) = (self.from, self.to);
        (0..MOST_MONTHS).map(move |n| to.earlier(n)).take_while(move |month| *month >= from)
    }
}

/// One of the numbers of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Figure {
    /// Every promise but those that fell away before they were due.
    All,
    /// Those that are decided: met or late.
    Due,
    Met,
    Late,
    Running,
}

impl Figure {
    pub const ALL: [Figure; 5] = [Figure::All, Figure::Due, Figure::Met, Figure::Late, Figure::Running];

    pub fn code(self) -> &'static str {
        match self {
            Figure::All => "all",
            Figure::Due => "due",
            Figure::Met => "met",
            Figure::Late => "late",
            Figure::Running => "running",
        }
    }

    pub fn parse(code: &str) -> Option<Figure> {
        Figure::ALL.into_iter().find(|figure| figure.code() == code)
    }

    fn outcomes(self) -> &'static str {
        match self {
            Figure::All => "('met', 'late', 'running')",
            Figure::Due => "('met', 'late')",
            Figure::Met => "('met')",
            Figure::Late => "('late')",
            Figure::Running => "('running')",
        }
    }
}

/// How promises were kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attainment {
    pub met: i64,
    /// Also those that still aren't kept.
    pub late: i64,
    pub running: i64,
    /// How late, in open seconds, and how many were; without those that aren't kept yet.
    lateness: BTreeMap<i64, i64>,
}

impl Attainment {
    pub fn of(&self, figure: Figure) -> i64 {
        match figure {
            Figure::All => self.met + self.late + self.running,
            Figure::Due => self.met + self.late,
            Figure::Met => self.met,
            Figure::Late => self.late,
            Figure::Running => self.running,
        }
    }

    /// The share that was met, in whole thousandths, rounded down: with one that was late it is never all.
    pub fn share(&self) -> Option<i64> {
        (self.met * 1000).checked_div(self.of(Figure::Due))
    }

    /// So late, in open seconds, was this share of the late ones at most (the nearest rank).
    pub fn late_by(&self, percent: i64) -> Option<i64> {
        let rank = (self.ended_late() * percent + 99) / 100;
        let mut seen = 0;
        let reached = |(_, many): &(&i64, &i64)| {
            seen += **many;
            seen >= rank
        };
        self.lateness.iter().find(reached).map(|(seconds, _)| *seconds)
    }

    /// The late ones that still aren't kept.
    pub fn still_late(&self) -> i64 {
        self.late - self.ended_late()
    }

    pub fn add(&mut self, other: &Attainment) {
        self.met += other.met;
        self.late += other.late;
        self.running += other.running;
        for (seconds, many) in &other.lateness {
            *self.lateness.entry(*seconds).or_default() += many;
        }
    }

    fn ended_late(&self) -> i64 {
        self.lateness.values().sum()
    }

    fn count(&mut self, outcome: Outcome, late_seconds: Option<i64>, many: i64) {
        match outcome {
            Outcome::Met => self.met += many,
            Outcome::Running => self.running += many,
            Outcome::Late => {
                self.late += many;
                if let Some(seconds) = late_seconds {
                    *self.lateness.entry(seconds).or_default() += many;
                }
            }
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Met,
    Late,
    Running,
}

impl Outcome {
    pub fn code(self) -> &'static str {
        match self {
            Outcome::Met => "met",
            Outcome::Late => "late",
            Outcome::Running => "running",
        }
    }

    fn parse(code: &str) -> Result<Outcome> {
        let all = [Outcome::Met, Outcome::Late, Outcome::Running];
        let found = all.into_iter().find(|outcome| outcome.code() == code);
        found.ok_or_else(|| Error::broken(format!("unknown outcome {code}")))
    }
}

/// What has become of a clock at the second `$1`, whether or not the worker has noted it. What fell away before its
/// deadline, as when the customer closes the request, is neither met nor late.
const OUTCOME: &str = "CASE WHEN breached_at IS NOT NULL OR (stopped_at IS NULL AND due_at < $1) THEN 'late'
     WHEN met_at IS NOT NULL THEN 'met' WHEN stopped_at IS NULL THEN 'running' ELSE 'left' END";

/// The clocks that are asked for, and the parameters that say which.
struct Clocks {
    condition: String,
    params: Vec<Box<dyn ToValue>>,
}

impl Clocks {
    fn new(tx: &Tx, viewer: &Viewer, asked: &Asked) -> Result<Clocks> {
        viewer.desk()?;
        let mut clocks = Clocks { condition: "cloud = $2".into(), params: Vec::new() };
        clocks.params.push(Box::new(whole_second(tx.now())));
        clocks.params.push(Box::new(viewer.cloud.clone()));
        // Each month by itself, for the engines to use the rest of the index as well.
        clocks.among("month", asked.months().map(|month| month.to_string()).collect());
        clocks.among("kind", vec![asked.kind.code()]);
        if let Some(severity) = &asked.severity {
            clocks.among("severity", vec![severity.clone()]);
        }
        if let Some(organization) = asked.organization {
            clocks.among("organization", vec![organization]);
        }
        Ok(clocks)
    }

    fn among<T: ToValue + 'static>(&mut self, column: &str, values: Vec<T>) {
        let places: Vec<String> = values.into_iter().map(|value| self.place(value)).collect();
        let among = match places.is_empty() {
            true => " AND 1 = 0".into(),
            false => format!(" AND {column} IN ({})", places.join(", ")),
        };
        self.condition.push_str(&among);
    }

    fn place<T: ToValue + 'static>(&mut self, value: T) -> String {
        self.params.push(Box::new(value));
        format!("${}", self.params.len())
    }

    /// Those of them that a figure counts, with their outcomes.
    fn behind(&self, figure: Figure) -> String {
        format!(
            "(SELECT * FROM (SELECT case_clocks.*, {OUTCOME} AS outcome FROM case_clocks WHERE {}) AS asked
              WHERE outcome IN {}) AS clocks",
            self.condition,
            figure.outcomes()
        )
    }

    fn query(&self, tx: &mut Tx, sql: &str) -> Result<Vec<Row>> {
        let params: Vec<&dyn ToValue> = self.params.iter().map(AsRef::as_ref).collect();
        Ok(tx.query_dyn(sql, &params)?)
    }

    /// Counted by these columns.
    fn count<K: Ord>(
        &self,
        tx: &mut Tx,
        columns: &str,
        key: impl Fn(&Row) -> Result<K>,
    ) -> Result<BTreeMap<K, Attainment>> {
        let sql = format!(
            "SELECT outcome, late, count(*), {columns}
             FROM (SELECT outcome, CASE WHEN outcome = 'late' THEN late_seconds END AS late, {columns} FROM {}) AS c
             GROUP BY outcome, late, {columns}",
            self.behind(Figure::All)
        );
        let mut all: BTreeMap<K, Attainment> = BTreeMap::new();
        for row in self.query(tx, &sql)? {
            let outcome = Outcome::parse(&row.get::<String>(0)?)?;
            all.entry(key(&row)?).or_default().count(outcome, row.get(1)?, row.get(2)?);
        }
        Ok(all)
    }
}

fn month(row: &Row, column: usize) -> Result<Month> {
    let text: String = row.get(column)?;
    text.parse().map_err(|()| Error::broken(format!("{text} is not a month")))
}

/// How the promises were kept, by the month in which they began and the severity that they had in the end.
///
/// It reads the clocks that are asked for through their index on cloud, month, kind and severity, and no others: about
/// two microseconds each on SQLite, so a second for an operator with a million cases a year who looks at six months.
/// An index that covered all the columns would save a third of that and make every change of a clock dearer.
pub fn attainment(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
) -> Result<BTreeMap<(Month, String), Attainment>> {
    Clocks::new(tx, viewer, asked)?.count(tx, "month, severity", |row| Ok((month(row, 3)?, row.get(4)?)))
}

/// An organization and how the promises to it were kept.
#[derive(Debug, Clone)]
pub struct Towards {
    pub organization: Id,
    pub name: String,
    pub attainment: Attainment,
}

/// Where a page of the organizations begins: after the one with so many late, so many decided, and this id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct After {
    late: i64,
    due: i64,
    organization: Id,
}

impl fmt::Display for After {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.late, self.due, self.organization)
    }
}

impl FromStr for After {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<After, ()> {
        let (late, due, organization) = numbers_and_id(text).ok_or(())?;
        Ok(After { late, due, organization })
    }
}

fn numbers_and_id(text: &str) -> Option<(i64, i64, Id)> {
    let mut parts = text.splitn(3, '-');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

const PAGE: usize = 25;

/// The organizations with the most late promises first. Each page reads the clocks of [`attainment`] twice: to find the
/// organizations, and for how late theirs were.
pub fn towards(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
    after: Option<After>,
) -> Result<(Vec<Towards>, Option<After>)> {
    let mut clocks = Clocks::new(tx, viewer, asked)?;
    let late = "count(CASE WHEN outcome = 'late' THEN 1 END)";
    let due = "count(CASE WHEN outcome <> 'running' THEN 1 END)";
    let found = clocks.behind(Figure::All);
    let having = match after {
        None => String::new(),
        Some(After { late: l, due: d, organization }) => {
            let (l, d, o) = (clocks.place(-l), clocks.place(-d), clocks.place(organization));
            format!("HAVING (-{late}, -{due}, organization) > ({l}, {d}, {o})")
        }
    };
    let sql = format!(
        "SELECT o.id, o.name, p.late, p.due
         FROM (SELECT organization, {late} AS late, {due} AS due FROM {found} GROUP BY organization {having}
               ORDER BY -{late}, -{due}, organization LIMIT {}) AS p
         JOIN organizations o ON o.id = p.organization ORDER BY -p.late, -p.due, p.organization",
        PAGE + 1
    );
    let mut places = Vec::new();
    let mut names = Vec::new();
    for row in clocks.query(tx, &sql)? {
        places.push(After { organization: row.get(0)?, late: row.get(2)?, due: row.get(3)? });
        names.push(row.get::<String>(1)?);
    }
    let more = places.len() > PAGE;
    places.truncate(PAGE);
    let mut of_page = Clocks::new(tx, viewer, asked)?;
    of_page.among("organization", places.iter().map(|place| place.organization).collect());
    let mut counted = of_page.count(tx, "organization", |row| Ok(row.get::<Id>(3)?))?;
    let lines = places.iter().zip(names).map(|(place, name)| Towards {
        organization: place.organization,
        name,
        attainment: counted.remove(&place.organization).unwrap_or_default(),
    });
    Ok((lines.collect(), places.last().copied().filter(|_| more)))
}

/// The finest figures there are.
#[derive(Debug, Clone)]
pub struct Cell {
    pub month: Month,
    pub severity: String,
    pub organization: String,
    pub support_id: String,
    pub attainment: Attainment,
}

/// By month, severity and organization. It reads what [`attainment`] reads.
pub fn cells(tx: &mut Tx, viewer: &Viewer, asked: &Asked) -> Result<Vec<Cell>> {
    let clocks = Clocks::new(tx, viewer, asked)?;
    let key = |row: &Row| Ok((month(row, 3)?, row.get::<String>(4)?, row.get::<Id>(5)?));
    let counted = clocks.count(tx, "month, severity, organization", key)?;
    let sql = format!(
        "SELECT id, name, support_id FROM organizations WHERE id IN (SELECT organization FROM {})",
        clocks.behind(Figure::All)
    );
    let mut names: BTreeMap<Id, (String, String)> = BTreeMap::new();
    for row in clocks.query(tx, &sql)? {
        names.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    let cell = |((month, severity, organization), attainment): ((Month, String, Id), Attainment)| {
        let (organization, support_id) = names.get(&organization).cloned().unwrap_or_default();
        Cell { month, severity, organization, support_id, attainment }
    };
    Ok(counted.into_iter().map(cell).collect())
}

/// One promise behind a figure.
#[derive(Debug, Clone)]
pub struct Kept {
    pub number: i64,
    /// Empty while it is closed to the agent for a call.
    pub subject: String,
    /// Of the subject.
    pub language: String,
    pub organization: String,
    pub support_id: String,
    pub severity: String,
    /// Follow-ups are promised again and again.
    pub cycle: i64,
    pub started_at: Timestamp,
    /// `None` while the case waits for the customer.
    pub due_at: Option<Timestamp>,
    pub met_at: Option<Timestamp>,
    pub outcome: Outcome,
    /// Open seconds; `None` also as long as it isn't kept.
    pub late_seconds: Option<i64>,
    case: Id,
}

/// Where a page of promises begins: after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    started_at: Timestamp,
    cycle: i64,
    case: Id,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}-{}", self.started_at.as_microsecond(), self.cycle, self.case)
    }
}

impl FromStr for Place {
    type Err = ();

    fn from_str(text: &str) -> std::result::Result<Place, ()> {
        let (at, cycle, case) = numbers_and_id(text).ok_or(())?;
        let started_at = Timestamp::from_microsecond(at).map_err(|_| ())?;
        Ok(Place { started_at, cycle, case })
    }
}

/// A page of the promises that a figure counts, the latest first. It reads the clocks that are asked for, and the cases
/// of the page alone.
pub fn behind(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
    figure: Figure,
    after: Option<Place>,
) -> Result<(Vec<Kept>, Option<Place>)> {
    let mut kept = read_behind(tx, viewer, asked, figure, after, Some(PAGE + 1))?;
    let more = kept.len() > PAGE;
    kept.truncate(PAGE);
    let place = |k: &Kept| Place { started_at: k.started_at, cycle: k.cycle, case: k.case };
    let next = kept.last().filter(|_| more).map(place);
    Ok((kept, next))
}

/// All the promises that a figure counts. Whoever hands them on asks for a month at a time.
pub fn all_behind(tx: &mut Tx, viewer: &Viewer, asked: &Asked, figure: Figure) -> Result<Vec<Kept>> {
    read_behind(tx, viewer, asked, figure, None, None)
}

fn read_behind(
    tx: &mut Tx,
    viewer: &Viewer,
    asked: &Asked,
    figure: Figure,
    after: Option<Place>,
    most: Option<usize>,
) -> Result<Vec<Kept>> {
    let mut clocks = Clocks::new(tx, viewer, asked)?;
    if let Some(Place { started_at, cycle, case }) = after {
        let (at, case, cycle) = (clocks.place(started_at), clocks.place(case), clocks.place(cycle));
        clocks.condition.push_str(&format!(" AND (started_at, case_id, cycle) < ({at}, {case}, {cycle})"));
    }
    let found = clocks.behind(figure);
    let limit = most.map(|most| format!("LIMIT {most}")).unwrap_or_default();
    let sql = format!(
        "SELECT c.number, c.subject, c.language, o.name, o.support_id, k.severity, k.cycle, k.started_at, k.due_at,
                k.met_at, k.outcome, k.late_seconds, k.case_id, k.organization
         FROM (SELECT * FROM {found} ORDER BY started_at DESC, case_id DESC, cycle DESC {limit}) AS k
         JOIN cases c ON c.id = k.case_id JOIN organizations o ON o.id = k.organization
         ORDER BY k.started_at DESC, k.case_id DESC, k.cycle DESC"
    );
    let locks = calls::locks(tx, viewer)?;
    clocks.query(tx, &sql)?.iter().map(|row| read(row, &locks)).collect()
}

fn read(row: &Row, locks: &Locks) -> Result<Kept> {
    let is_locked = locks.has(row.get(13)?);
    let outcome = Outcome::parse(&row.get::<String>(10)?)?;
    Ok(Kept {
        number: row.get(0)?,
        subject: if is_locked { String::new() } else { row.get(1)? },
        language: row.get(2)?,
        organization: row.get(3)?,
        support_id: row.get(4)?,
        severity: row.get(5)?,
        cycle: row.get(6)?,
        started_at: row.get(7)?,
        due_at: row.get(8)?,
        met_at: row.get(9)?,
        outcome,
        late_seconds: row.get::<Option<i64>>(11)?.filter(|_| outcome == Outcome::Late),
        case: row.get(12)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_was_late_is_never_rounded_away() {
        let share = |met, late| Attainment { met, late, ..Attainment::default() }.share();
        assert_eq!([share(1999, 1), share(1999, 0), share(0, 0)], [Some(999), Some(1000), None]);
    }

    #[test]
    fn lateness_is_told_by_the_nearest_rank() {
        let by = |lateness: &[(i64, i64)]| {
            let late = Attainment { lateness: lateness.iter().copied().collect(), ..Attainment::default() };
            [50, 90, 100].map(|percent| late.late_by(percent))
        };
        assert_eq!(by(&[]), [None; 3]);
        assert_eq!(by(&[(0, 1)]), [Some(0); 3]);
        assert_eq!(by(&[(60, 5), (120, 4), (900, 1)]), [Some(60), Some(120), Some(900)]);
        assert_eq!(by(&[(60, 1), (120, 1), (180, 1)]), [Some(120), Some(180), Some(180)]);
    }
}
