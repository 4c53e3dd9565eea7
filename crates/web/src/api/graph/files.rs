//! The bytes of reviews and attachments. They are read piece by piece, each when the one before has been sent, and are to
//! be saved, never to be shown by a browser.

use axum::{
    body::Body,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::health::{self, Attachment};

use super::zip::{self, Crc, Entry};
use crate::{Shared, error::Result, page::encode};

/// A file as it came.
pub fn one(app: &Shared, file: Attachment) -> Response {
    let size = u64::try_from(file.size).unwrap_or_default();
    let head = headers("application/octet-stream", &file.name, size);
    (head, send(app.clone(), vec![Part::File(file)])).into_response()
}

/// A text that has no file.
pub fn text(name: &str, text: String) -> Response {
    (headers("text/plain; charset=utf-8", name, text.len() as u64), text).into_response()
}

/// All files of a message in one. Each is read twice, since its checksum stands before it.
pub async fn archive(app: &Shared, number: &str, files: Vec<Attachment>) -> Result {
    let names = zip::names(files.iter().map(|file| file.name.as_str()));
    let mut entries = Vec::new();
    for (name, file) in names.into_iter().zip(&files) {
        let mut crc = Crc::new();
        let mut size = 0;
        let mut position = 0;
        while let Some(piece) = piece(app, file, position).await? {
            crc.add(&piece);
            size += piece.len();
            position += 1;
        }
        let size = u32::try_from(size).map_err(centre::Error::broken)?;
        entries.push(Entry { name, size, crc: crc.sum() });
    }
    let end = zip::directory(&entries);
    let heads: Vec<_> = entries.iter().map(Entry::head).collect();
    let whole = heads.iter().map(|head| head.len() as u64).sum::<u64>()
        + entries.iter().map(|entry| u64::from(entry.size)).sum::<u64>()
        + end.len() as u64;
    let mut parts = Vec::new();
    for (head, file) in heads.into_iter().zip(files) {
        parts.extend([Part::Bytes(head), Part::File(file)]);
    }
    parts.push(Part::Bytes(end));
    let head = headers("application/zip", &format!("{number}.zip"), whole);
    Ok((head, send(app.clone(), parts)).into_response())
}

enum Part {
    Bytes(Vec<u8>),
    File(Attachment),
}

fn send(app: Shared, mut parts: Vec<Part>) -> Body {
    parts.reverse();
    Body::from_stream(futures_util::stream::try_unfold(
        (app, parts, 0),
        async |(app, mut parts, position)| {
            let mut position = position;
            loop {
                match parts.pop() {
                    None => return Ok::<_, centre::Error>(None),
                    Some(Part::Bytes(bytes)) => return Ok(Some((bytes, (app, parts, 0)))),
                    Some(Part::File(file)) => {
                        if let Some(bytes) = piece(&app, &file, position).await? {
                            parts.push(Part::File(file));
                            return Ok(Some((bytes, (app, parts, position + 1))));
                        }
                        position = 0;
                    }
                }
            }
        },
    ))
}

async fn piece(app: &Shared, file: &Attachment, position: i64) -> centre::Result<Option<Vec<u8>>> {
    let file = file.clone();
    app.db.read(move |tx| health::chunk(tx, &file, position)).await
}

fn headers(kind: &str, name: &str, size: u64) -> [(HeaderName, String); 5] {
    [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_LENGTH, size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(name))),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ]
}
