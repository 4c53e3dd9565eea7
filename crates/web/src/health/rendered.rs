//! Pages as they were drawn, for the many who look at the same: bytes, and the same bytes compressed.

use std::{
    collections::HashMap,
    io::Write,
    sync::{
        Arc, PoisonError, RwLock,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    body::Bytes,
    http::{HeaderMap, HeaderName, StatusCode, header},
    response::{IntoResponse, Response},
};
use flate2::{Compression, write::GzEncoder};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// Pages tell of time: "the last seven days" are others tomorrow.
const LASTS: SignedDuration = SignedDuration::from_secs(60);
/// Readers' zones, languages and appearances, times the pages that are looked at.
const MOST: usize = 1_000;

#[derive(Default)]
pub struct Rendered {
    pages: RwLock<HashMap<String, Arc<Drawn>>>,
    /// What was drawn before the last change isn't kept after it.
    age: AtomicU64,
}

pub struct Drawn {
    at: Timestamp,
    tag: String,
    plain: Bytes,
    compressed: Bytes,
}

impl Rendered {
    pub fn get(&self, key: &str, now: Timestamp) -> Option<Arc<Drawn>> {
        let pages = self.pages.read().unwrap_or_else(PoisonError::into_inner);
        let is_fresh = |drawn: &&Arc<Drawn>| {
            let age = now.duration_since(drawn.at);
            !age.is_negative() && age < LASTS
        };
        pages.get(key).filter(is_fresh).cloned()
    }

    /// Told before a page is drawn, so that it isn't kept if something changed meanwhile.
    pub fn age(&self) -> u64 {
        self.age.load(Ordering::Acquire)
    }

    pub fn put(&self, key: String, age: u64, drawn: Arc<Drawn>) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        if self.age() != age {
            return;
        }
        if pages.len() >= MOST {
            pages.clear();
        }
        pages.insert(key, drawn);
    }

    pub fn forget(&self) {
        let mut pages = self.pages.write().unwrap_or_else(PoisonError::into_inner);
        self.age.fetch_add(1, Ordering::Release);
        pages.clear();
    }
}

impl Drawn {
    pub fn new(at: Timestamp, html: String) -> std::io::Result<Drawn> {
        let digest = Sha256::digest(&html);
        let tag = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
        let mut encoder = GzEncoder::new(Vec::with_capacity(html.len() / 4), Compression::default());
        encoder.write_all(html.as_bytes())?;
        Ok(Drawn { at, tag, compressed: encoder.finish()?.into(), plain: html.into() })
    }

    /// The page in the form that the browser takes, or word that it has it already.
    pub fn answer(&self, asked: &HeaderMap) -> Response {
        let said =
            |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let known = said(header::IF_NONE_MATCH);
        let is_known =
            known.split(',').any(|known| known.trim().trim_start_matches("W/").trim_matches('"') == self.tag);
        let takes_gzip = said(header::ACCEPT_ENCODING).split(',').any(|one| {
            let (name, weight) = one.split_once(';').unwrap_or((one, ""));
            name.trim() == "gzip" && weight.trim() != "q=0"
        });
        let headers = [
            (header::CACHE_CONTROL, "private, no-cache".to_owned()),
            (header::VARY, "accept-encoding, cookie".to_owned()),
            (header::ETAG, format!("W/\"{}\"", self.tag)),
        ];
        let kind = (header::CONTENT_TYPE, "text/html; charset=utf-8");
        match (is_known, takes_gzip) {
            (true, _) => (StatusCode::NOT_MODIFIED, headers).into_response(),
            (_, true) => {
                let encoding = (header::CONTENT_ENCODING, "gzip");
                (headers, [kind, encoding], self.compressed.clone()).into_response()
            }
            (_, false) => (headers, [kind], self.plain.clone()).into_response(),
        }
    }
}
