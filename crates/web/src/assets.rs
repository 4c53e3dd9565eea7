use std::{collections::HashMap, sync::LazyLock};

use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Response},
};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

use crate::error::{Fault, Result};

#[derive(Embed)]
#[folder = "assets/"]
struct Assets;

/// File name to the first digits of its content's hash.
static VERSIONS: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let hash = |name: &str| {
        let digest = Assets::get(name).map(|file| Sha256::digest(&file.data)).unwrap_or_default();
        digest[..6].iter().map(|byte| format!("{byte:02x}")).collect()
    };
    Assets::iter().map(|name| (name.to_string(), hash(&name))).collect()
});

/// The address of an asset; another content has another address.
pub fn url(name: &str) -> String {
    match VERSIONS.get(name) {
        Some(version) => format!("/assets/{version}/{name}"),
        None => format!("/assets/0/{name}"),
    }
}

/// `GET /assets/{version}/{name}`
pub async fn asset(Path((version, name)): Path<(String, String)>) -> Result {
    let file = Assets::get(&name).ok_or(Fault::NotFound)?;
    let kind = match name.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let keep = match VERSIONS.get(&name) {
        Some(current) if *current == version => "public, max-age=31536000, immutable",
        _ => "no-cache",
    };
    Ok(answer(file.data.into_owned(), kind, keep))
}

fn answer(data: Vec<u8>, kind: &'static str, keep: &'static str) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, keep)], data).into_response()
}
