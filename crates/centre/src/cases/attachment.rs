use db::{Id, Row, Tx};
use jiff::SignedDuration;

use super::{Event, find, timeline};
use crate::{Error, Result, people::Viewer, policy::Policy, tell, text};

/// A file that somebody sent with what they wrote.
#[derive(Debug, Clone)]
pub struct Attachment {
    pub id: Id,
    pub name: String,
    /// As the sender's program named it: to be shown, never to be trusted.
    pub media_type: String,
    pub size: i64,
    /// The position of the event that it belongs to.
    pub position: Option<i64>,
}

/// Begins an upload; it belongs to the viewer alone until it is sent with a text.
pub fn begin_upload(tx: &mut Tx, viewer: &Viewer, name: &str, media_type: &str) -> Result<Id> {
    let id = tx.new_id();
    let now = tx.now();
    // Browsers on some systems send a whole path.
    let name = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = name.chars().filter(|c| !c.is_control()).take(text::LONGEST_LINE).collect();
    let name = if name.trim().is_empty() { "file".to_owned() } else { name };
    let media_type: String = media_type.chars().filter(char::is_ascii_graphic).take(100).collect();
    tx.execute(
        "INSERT INTO attachments (id, uploaded_by, name, media_type, size, created_at)
         VALUES ($1, $2, $3, $4, 0, $5)",
        &[&id, &viewer.id(), &name, &media_type, &now],
    )?;
    Ok(id)
}

/// Adds the next bytes to the viewer's unfinished upload.
pub fn put_chunk(tx: &mut Tx, policy: &Policy, viewer: &Viewer, id: Id, at: i64, data: &[u8]) -> Result<()> {
    let row = tx
        .query_opt(
            "UPDATE attachments SET size = size + $3
             WHERE id = $1 AND uploaded_by = $2 AND case_id IS NULL AND health IS NULL RETURNING size",
            &[&id, &viewer.id(), &(data.len() as i64)],
        )?
        .ok_or(Error::NotFound)?;
    let most = i64::from(policy.requests.attachment_megabytes) << 20;
    if row.get::<i64>(0)? > most {
        return Err(tell("error-attachment-too-large")
            .with("most", policy.requests.attachment_megabytes)
            .about("files")
            .into());
    }
    tx.execute(
        "INSERT INTO attachment_chunks (attachment, position, data) VALUES ($1, $2, $3)",
        &[&id, &at, &data],
    )?;
    Ok(())
}

/// The viewer's own uploads, ready to be sent.
pub(super) fn uploaded(tx: &mut Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<Attachment>> {
    let uploads = waiting_uploads(tx, viewer, ids)?;
    if uploads.len() < ids.len() {
        return Err(tell("error-attachment-gone").about("files").into());
    }
    Ok(uploads)
}

/// Those of these uploads that are the viewer's and not yet sent: for a form that comes back.
pub fn waiting_uploads(tx: &mut Tx, viewer: &Viewer, ids: &[Id]) -> Result<Vec<Attachment>> {
    let mut uploads = Vec::new();
    for id in ids {
        let row = tx.query_opt(
            "SELECT id, name, media_type, size, position FROM attachments
             WHERE id = $1 AND uploaded_by = $2 AND case_id IS NULL AND health IS NULL",
            &[id, &viewer.id()],
        )?;
        uploads.extend(row.as_ref().map(read).transpose()?);
    }
    Ok(uploads)
}

pub(super) fn attach(tx: &mut Tx, case: Id, position: i64, attachments: &[Attachment]) -> Result<()> {
    for attachment in attachments {
        tx.execute(
            "UPDATE attachments SET case_id = $2, position = $3 WHERE id = $1",
            &[&attachment.id, &case, &position],
        )?;
    }
    Ok(())
}

pub(super) fn of_case(tx: &mut Tx, case: Id) -> Result<Vec<Attachment>> {
    tx.query(
        "SELECT id, name, media_type, size, position FROM attachments
         WHERE case_id = $1 ORDER BY position, created_at, id",
        &[&case],
    )?
    .iter()
    .map(read)
    .collect()
}

/// An attachment of a case that the viewer may see, if they may see what it was sent with.
pub fn attachment(tx: &mut Tx, viewer: &Viewer, number: i64, id: Id) -> Result<Attachment> {
    let case = find(tx, viewer, number)?;
    let row = tx.query_opt(
        "SELECT id, name, media_type, size, position FROM attachments WHERE id = $1 AND case_id = $2",
        &[&id, &case.id],
    )?;
    let attachment = read(&row.ok_or(Error::NotFound)?)?;
    let public = match attachment.position {
        Some(position) => timeline::event(tx, case.id, position)?.as_ref().is_some_and(Event::is_public),
        None => false,
    };
    if public || viewer.is_agent() { Ok(attachment) } else { Err(Error::NotFound) }
}

/// The bytes from `position` on, in pieces of the size that they came in; `None` at the end.
/// The attachment was looked up by [`attachment`], which asks who may.
pub fn chunk(tx: &mut Tx, attachment: &Attachment, position: i64) -> Result<Option<Vec<u8>>> {
    piece(tx, attachment.id, position)
}

pub(crate) fn piece(tx: &mut Tx, attachment: Id, position: i64) -> Result<Option<Vec<u8>>> {
    let row = tx.query_opt(
        "SELECT data FROM attachment_chunks WHERE attachment = $1 AND position = $2",
        &[&attachment, &position],
    )?;
    row.map(|r| Ok(r.get(0)?)).transpose()
}

/// Forgets uploads that were never sent.
pub fn expire_uploads(tx: &mut Tx) -> Result<()> {
    let before = tx.now() - SignedDuration::from_hours(24);
    let old = tx.query(
        "SELECT id FROM attachments WHERE case_id IS NULL AND health IS NULL AND created_at < $1 LIMIT 100",
        &[&before],
    )?;
    for row in &old {
        let id: Id = row.get(0)?;
        tx.execute("DELETE FROM attachment_chunks WHERE attachment = $1", &[&id])?;
        tx.execute("DELETE FROM attachments WHERE id = $1", &[&id])?;
    }
    Ok(())
}

fn read(row: &Row) -> Result<Attachment> {
    Ok(Attachment {
        id: row.get(0)?,
        name: row.get(1)?,
        media_type: row.get(2)?,
        size: row.get(3)?,
        position: row.get(4)?,
    })
}
