//! Files of issues and messages: the pieces are those that files of cases are kept in.

use db::{Id, Row, Tx};
use serde::{Deserialize, Serialize};

use super::{Message, Reader};
use crate::{Error, Result, cases, people::Viewer, tell};

/// A file beside an issue, a review or a message.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attachment {
    pub id: Id,
    pub name: String,
    pub media_type: String,
    pub size: i64,
}

fn read(row: &Row) -> Result<Attachment> {
    Ok(Attachment { id: row.get(0)?, name: row.get(1)?, media_type: row.get(2)?, size: row.get(3)? })
}

pub(super) fn of(tx: &mut Tx, subject: Id) -> Result<Vec<Attachment>> {
    let rows = tx.query(
        "SELECT id, name, media_type, size FROM attachments WHERE health = $1 ORDER BY created_at, id",
        &[&subject],
    )?;
    rows.iter().map(read).collect()
}

pub(super) fn load(tx: &mut Tx, id: Id) -> Result<Option<Attachment>> {
    let row = tx.query_opt("SELECT id, name, media_type, size FROM attachments WHERE id = $1", &[&id])?;
    row.as_ref().map(read).transpose()
}

/// Gives the viewer's own uploads to an issue, a review or a message.
pub(super) fn attach(tx: &mut Tx, viewer: &Viewer, subject: Id, uploads: &[Id]) -> Result<()> {
    for id in uploads {
        let given = tx.execute(
            "UPDATE attachments SET health = $2
             WHERE id = $1 AND uploaded_by = $3 AND case_id IS NULL AND health IS NULL",
            &[id, &subject, &viewer.id()],
        )?;
        if given == 0 {
            return Err(tell("error-attachment-gone").about("files").into());
        }
    }
    Ok(())
}

/// A file of an issue that the reader may see.
pub fn issue_attachment(tx: &mut Tx, reader: &Reader, number: &str, id: Id) -> Result<Attachment> {
    let issue = super::issue(tx, reader, number)?;
    let documents = issue.reviews.into_iter().filter_map(|review| review.document);
    let found = issue.attachments.into_iter().chain(documents).find(|file| file.id == id);
    found.ok_or(Error::NotFound)
}

/// A file of a message that the reader may see.
pub fn message_attachment(tx: &mut Tx, reader: &Reader, number: &str, id: Id) -> Result<Attachment> {
    let Message { attachments, .. } = super::message(tx, reader, number)?;
    attachments.into_iter().find(|file| file.id == id).ok_or(Error::NotFound)
}

/// The bytes from `position` on, in pieces; `None` at the end.
pub fn chunk(tx: &mut Tx, attachment: &Attachment, position: i64) -> Result<Option<Vec<u8>>> {
    cases::piece(tx, attachment.id, position)
}
