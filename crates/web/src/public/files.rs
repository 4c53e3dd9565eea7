use axum::{
    extract::Path,
    http::{HeaderName, header},
    response::IntoResponse,
};
use centre::articles;

use crate::{
    error::{Fault, Result},
    page::encode,
    visit::Visit,
};

/// The address of a file beside the articles; other content has another address.
pub fn url(hash: &[u8], name: &str) -> String {
    let hash: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("/files/{hash}/{}", encode(name))
}

/// `GET /files/{hash}/{name}`: pictures are shown, all else is to be saved.
pub async fn file(visit: Visit, Path((hash, name)): Path<(String, String)>) -> Result {
    let hash = bytes(&hash).ok_or(Fault::NotFound)?;
    let file = visit.app.db.read(move |tx| articles::file(tx, &hash)).await?.ok_or(Fault::NotFound)?;
    let place = if file.kind.is_picture() { "inline" } else { "attachment" };
    let headers: [(HeaderName, String); 5] = [
        (header::CONTENT_TYPE, file.kind.media_type().into()),
        (header::CONTENT_DISPOSITION, format!("{place}; filename*=UTF-8''{}", encode(&name))),
        (header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'".into()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable".into()),
    ];
    Ok((headers, file.content).into_response())
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let pairs = hex.as_bytes().chunks(2);
    let byte = |pair: &[u8]| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok();
    (hex.len() == 64).then(|| pairs.map(byte).collect()).flatten()
}
