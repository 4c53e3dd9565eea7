use axum::{
    body::Body,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::health::{self, Attachment};

use crate::{Shared, page::encode};

/// A file to be saved, never to be shown by the browser; piece by piece, each read when the one before has been sent.
pub fn download(app: Shared, file: Attachment) -> Response {
    let headers: [(HeaderName, String); 6] = [
        (header::CONTENT_TYPE, "application/octet-stream".into()),
        (header::CONTENT_LENGTH, file.size.to_string()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", encode(&file.name))),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    let pieces = futures_util::stream::try_unfold((app, file, 0), async |(app, file, position)| {
        let wanted = file.clone();
        let piece = app.db.read(move |tx| health::chunk(tx, &wanted, position)).await?;
        Ok::<_, centre::Error>(piece.map(|piece| (piece, (app, file, position + 1))))
    });
    (headers, Body::from_stream(pieces)).into_response()
}
