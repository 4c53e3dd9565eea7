use axum::{
    body::Body,
    extract::Path,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::cases::{self, Attachment};
use db::Id;

use super::number_of;
use crate::{
    Shared,
    error::{Fault, Result},
    page::encode,
    visit::{Signed, Visit},
};

/// `GET /requests/{number}/attachments/{id}`: to be saved, never to be shown by the browser.
pub async fn attachment(signed: Signed, Path((number, id)): Path<(String, String)>) -> Result {
    let Signed { visit, viewer } = signed;
    let number = number_of(&number)?;
    let id: Id = id.parse().map_err(|_| Fault::NotFound)?;
    let attachment = visit.app.db.read(move |tx| cases::attachment(tx, &viewer, number, id)).await?;
    Ok(download(&visit, attachment))
}

/// A file to be saved, in a sandbox if a browser shows it all the same.
pub(crate) fn download(visit: &Visit, attachment: Attachment) -> Response {
    let headers: [(HeaderName, String); 6] = [
        (header::CONTENT_TYPE, "application/octet-stream".into()),
        (header::CONTENT_LENGTH, attachment.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(&attachment.name))),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    let body = Body::from_stream(pieces(visit.app.clone(), attachment));
    (headers, body).into_response()
}

/// The file piece by piece, each read when the one before has been sent.
fn pieces(
    app: Shared,
    attachment: Attachment,
) -> impl futures_util::Stream<Item = std::result::Result<Vec<u8>, centre::Error>> {
    futures_util::stream::try_unfold((app, attachment, 0), async |(app, attachment, position)| {
        let wanted = attachment.clone();
        let piece = app.db.read(move |tx| cases::chunk(tx, &wanted, position)).await?;
        Ok(piece.map(|piece| (piece, (app, attachment, position + 1))))
    })
}
