use db::{Id, Row, ToValue, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::{
    Attachment, Category, Key, Reader, Severity, Stage, Texts, attachment,
    issue::{PAGE, list},
};
use crate::{Error, Result, people::Viewer};

/// Something that customers should know of: a change ahead, planned maintenance, what to do by when.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Message {
    pub id: Id,
    /// `MC` and six digits.
    pub number: String,
    pub cloud: String,
    pub stage: Stage,
    pub category: Category,
    pub severity: Severity,
    /// A change that touches many.
    pub major: bool,
    /// Planned work, from `starts_at` to `ends_at`.
    pub maintenance: bool,
    pub tags: Vec<String>,
    /// None means that it is about none in particular.
    pub services: Vec<String>,
    pub title: Texts,
    pub body: Texts,
    pub act_by: Option<Timestamp>,
    pub starts_at: Option<Timestamp>,
    pub ends_at: Option<Timestamp>,
    /// Why the work was announced later than the policy promises.
    pub short_notice: Option<String>,
    pub written_by: Option<Id>,
    pub published_at: Timestamp,
    pub changed_at: Timestamp,
    pub attachments: Vec<Attachment>,
    /// The reader's own.
    pub viewpoint: Viewpoint,
}

/// What a person did with a message.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewpoint {
    pub read: bool,
    pub archived: bool,
    pub favourite: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    Read,
    Unread,
    Archive,
    Unarchive,
    Favourite,
    Unfavourite,
}

/// Where a person keeps a message, by what they did with it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Shelf {
    /// What isn't archived.
    #[default]
    Inbox,
    Unread,
    Favourites,
    Archive,
}

impl Shelf {
    pub const ALL: [Shelf; 4] = [Shelf::Inbox, Shelf::Unread, Shelf::Favourites, Shelf::Archive];

    pub fn code(self) -> &'static str {
        match self {
            Shelf::Inbox => "inbox",
            Shelf::Unread => "unread",
            Shelf::Favourites => "favourites",
            Shelf::Archive => "archive",
        }
    }

    pub fn parse(code: &str) -> Option<Shelf> {
        Shelf::ALL.into_iter().find(|shelf| shelf.code() == code)
    }

    /// What the person's marks `v` have to be, which there may be none of.
    fn condition(self) -> &'static str {
        match self {
            Shelf::Inbox => "AND v.archived_at IS NULL",
            Shelf::Unread => "AND v.archived_at IS NULL AND v.read_at IS NULL",
            Shelf::Favourites => "AND v.favourite = 1",
            Shelf::Archive => "AND v.archived_at IS NOT NULL",
        }
    }
}

/// Which messages; the latest first.
#[derive(Debug, Clone, Default)]
pub struct Messages<'w> {
    pub category: Option<Category>,
    pub service: Option<&'w str>,
    /// Those that the reader keeps there; all if it doesn't matter.
    pub shelf: Option<Shelf>,
    /// Only planned maintenance, or none of it.
    pub maintenance: Option<bool>,
    /// Those that changed since, what changed last first.
    pub changed_since: Option<Timestamp>,
    pub after: Option<Key>,
    /// At most as many; 0 is as many as go on one page.
    pub limit: i64,
}

impl Message {
    /// Whether it is about something that the reader's organization has.
    pub fn concerns(&self, reader: &Reader) -> bool {
        self.services.is_empty() || self.services.iter().any(|service| reader.has(service))
    }

    pub fn key(&self) -> Key {
        Key { at: self.published_at, id: self.id }
    }
}

const COLUMNS: &str = "m.id, m.number, m.cloud, m.stage, m.category, m.severity, m.major, m.maintenance, m.tags, \
                       m.services, m.title, m.body, m.act_by, m.starts_at, m.ends_at, m.short_notice, m.written_by, \
                       m.published_at, m.changed_at";

fn read(row: &Row) -> Result<Message> {
    Ok(Message {
        id: row.get(0)?,
        number: row.get(1)?,
        cloud: row.get(2)?,
        stage: row.get(3)?,
        category: row.get(4)?,
        severity: row.get(5)?,
        major: row.get(6)?,
        maintenance: row.get(7)?,
        tags: list(&row.get::<String>(8)?),
        services: list(&row.get::<String>(9)?),
        title: Texts::parse(&row.get::<String>(10)?)?,
        body: Texts::parse(&row.get::<String>(11)?)?,
        act_by: row.get(12)?,
        starts_at: row.get(13)?,
        ends_at: row.get(14)?,
        short_notice: row.get(15)?,
        written_by: row.get(16)?,
        published_at: row.get(17)?,
        changed_at: row.get(18)?,
        attachments: Vec::new(),
        viewpoint: Viewpoint::default(),
    })
}

/// What was published, with the reader's own marks.
pub fn messages(tx: &mut Tx, reader: &Reader, which: &Messages<'_>) -> Result<Vec<Message>> {
    let after = which.after.unwrap_or(Key { at: Timestamp::MAX, id: Id([255; 16]) });
    let limit = if which.limit > 0 { which.limit } else { PAGE };
    let category = which.category.map(Category::code);
    // Services are kept between commas.
    let service = which.service.map(|service| format!("%,{service},%"));
    let shelf = which.shelf.map_or("", Shelf::condition);
    let (time, since) = match which.changed_since {
        Some(since) => ("m.changed_at", since),
        None => ("m.published_at", Timestamp::MIN),
    };
    let sql = format!(
        "SELECT {COLUMNS} FROM health_messages m
         LEFT JOIN health_viewpoints v ON v.message = m.id AND v.person = $8
         WHERE m.cloud = $1 AND m.stage = 'published' AND ({time}, m.id) < ($2, $3) AND {time} >= $9 {shelf}
           AND (CAST($4 AS TEXT) IS NULL OR m.category = $4)
           AND (CAST($5 AS BIGINT) IS NULL OR m.maintenance = $5)
           AND (CAST($6 AS TEXT) IS NULL OR m.services LIKE $6)
         ORDER BY {time} DESC, m.id DESC LIMIT $7"
    );
    let person = reader.person;
    let params: [&dyn ToValue; 9] = [
        &reader.cloud,
        &after.at,
        &after.id,
        &category,
        &which.maintenance,
        &service,
        &limit,
        &person,
        &since,
    ];
    let mut messages = Vec::new();
    for row in &tx.query_dyn(&sql, &params)? {
        messages.push(complete(tx, reader, read(row)?)?);
    }
    Ok(messages)
}

/// How many of the latest messages about what the reader's organization has the reader didn't read yet; 100 stands for more.
pub fn unread(tx: &mut Tx, reader: &Reader) -> Result<i64> {
    let rows = tx.query(
        "SELECT m.services FROM (SELECT id, services FROM health_messages
             WHERE cloud = $1 AND stage = 'published' ORDER BY published_at DESC, id DESC LIMIT 300) m
         LEFT JOIN health_viewpoints v ON v.message = m.id AND v.person = $2
         WHERE v.read_at IS NULL AND v.archived_at IS NULL LIMIT 100",
        &[&reader.cloud, &reader.person],
    )?;
    let mut count = 0;
    for row in &rows {
        let services = list(&row.get::<String>(0)?);
        count += i64::from(services.is_empty() || services.iter().any(|service| reader.has(service)));
    }
    Ok(count)
}

/// Planned maintenance that isn't over at `at`, the next first.
pub fn maintenance(tx: &mut Tx, reader: &Reader, at: Timestamp) -> Result<Vec<Message>> {
    let sql = format!(
        "SELECT {COLUMNS} FROM health_messages m
         WHERE m.cloud = $1 AND m.maintenance = 1 AND m.stage = 'published' AND m.starts_at IS NOT NULL
           AND coalesce(m.ends_at, m.starts_at) >= $2
         ORDER BY m.starts_at, m.id LIMIT $3"
    );
    let mut messages = Vec::new();
    for row in &tx.query_dyn(&sql, &[&reader.cloud, &at, &PAGE])? {
        messages.push(complete(tx, reader, read(row)?)?);
    }
    Ok(messages)
}

pub fn message(tx: &mut Tx, reader: &Reader, number: &str) -> Result<Message> {
    let message = load(tx, &reader.cloud, number)?;
    if message.stage != Stage::Published {
        return Err(Error::NotFound);
    }
    complete(tx, reader, message)
}

/// The number of a message, for what goes out.
pub fn message_number(tx: &mut Tx, id: Id) -> Result<String> {
    let row = tx.query_opt("SELECT number FROM health_messages WHERE id = $1", &[&id])?;
    Ok(row.ok_or(Error::NotFound)?.get(0)?)
}

/// Whatever its stage.
pub(super) fn load(tx: &mut Tx, cloud: &str, number: &str) -> Result<Message> {
    let sql = format!("SELECT {COLUMNS} FROM health_messages m WHERE m.number = $1 AND m.cloud = $2");
    let rows = tx.query_dyn(&sql, &[&number, &cloud])?;
    read(rows.first().ok_or(Error::NotFound)?)
}

pub(super) fn select(tx: &mut Tx, shown: &str, params: &[&dyn ToValue]) -> Result<Vec<Message>> {
    let sql = format!("SELECT {COLUMNS} FROM health_messages m {shown}");
    let rows = tx.query_dyn(&sql, params)?;
    rows.iter().map(read).collect()
}

pub(super) fn complete(tx: &mut Tx, reader: &Reader, mut message: Message) -> Result<Message> {
    message.attachments = attachment::of(tx, message.id)?;
    if !reader.desk() {
        message.written_by = None;
    }
    if let Some(person) = reader.person {
        let row = tx.query_opt(
            "SELECT read_at, archived_at, favourite FROM health_viewpoints WHERE person = $1 AND message = $2",
            &[&person, &message.id],
        )?;
        if let Some(row) = row {
            message.viewpoint = Viewpoint {
                read: row.get::<Option<Timestamp>>(0)?.is_some(),
                archived: row.get::<Option<Timestamp>>(1)?.is_some(),
                favourite: row.get(2)?,
            };
        }
    }
    Ok(message)
}

/// Notes what the viewer did with messages. All of them, or none if one doesn't exist.
pub fn mark(tx: &mut Tx, viewer: &Viewer, numbers: &[impl AsRef<str>], mark: Mark) -> Result<()> {
    let reader = Reader { person: Some(viewer.id()), ..Reader::public(&viewer.cloud) };
    let now = tx.now();
    for number in numbers {
        let message = message(tx, &reader, number.as_ref())?;
        tx.execute(
            "INSERT INTO health_viewpoints (person, message, favourite) VALUES ($1, $2, 0)
             ON CONFLICT (person, message) DO NOTHING",
            &[&viewer.id(), &message.id],
        )?;
        let (read, archived): (Option<_>, Option<_>) = (Some(now), Some(now));
        let of: [&dyn ToValue; 2] = [&viewer.id(), &message.id];
        let set =
            |tx: &mut Tx, sql: &'static str, value: &dyn ToValue| tx.execute(sql, &[of[0], of[1], value]);
        const READ: &str = "UPDATE health_viewpoints SET read_at = $3 WHERE person = $1 AND message = $2";
        const ARCHIVED: &str =
            "UPDATE health_viewpoints SET archived_at = $3 WHERE person = $1 AND message = $2";
        const FAVOURITE: &str =
            "UPDATE health_viewpoints SET favourite = $3 WHERE person = $1 AND message = $2";
        match mark {
            Mark::Read => set(tx, READ, &read)?,
            Mark::Unread => set(tx, READ, &None::<Timestamp>)?,
            Mark::Archive => set(tx, ARCHIVED, &archived)?,
            Mark::Unarchive => set(tx, ARCHIVED, &None::<Timestamp>)?,
            Mark::Favourite => set(tx, FAVOURITE, &true)?,
            Mark::Unfavourite => set(tx, FAVOURITE, &false)?,
        };
    }
    Ok(())
}
