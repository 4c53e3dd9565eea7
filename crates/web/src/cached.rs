//! Answers that are the same for everybody who asks for them, so that caches may keep them for a while.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

/// What was written for everybody a moment ago.
#[derive(Default)]
pub struct Kept(Mutex<HashMap<String, (Timestamp, Arc<str>)>>);

impl Kept {
    /// How long others may keep it.
    pub const FOR: Duration = Duration::from_secs(30);
    const FRESH: SignedDuration = SignedDuration::from_secs(5);
    const MOST: usize = 256;

    pub fn get(&self, key: &str, now: Timestamp) -> Option<Arc<str>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(key).filter(|(at, _)| now.duration_since(*at) < Kept::FRESH).map(|(_, body)| body.clone())
    }

    pub fn put(&self, key: String, now: Timestamp, body: String) -> Arc<str> {
        let body: Arc<str> = body.into();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= Kept::MOST {
            kept.clear();
        }
        kept.insert(key, (now, body.clone()));
        body
    }
}

/// The answer, or word that the asker has it already.
pub fn cached(asked: &HeaderMap, kind: &'static str, body: String, keep: Duration) -> Response {
    let digest = Sha256::digest(&body);
    let tag: String = digest[..12].iter().map(|byte| format!("{byte:02x}")).collect();
    let tag = format!("\"{tag}\"");
    let known = asked.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    // Whatever compresses the answer on the way makes the tag a weak one.
    let is_known = known.split(',').any(|known| known.trim().trim_start_matches("W/") == tag);
    let headers = [
        (header::CACHE_CONTROL, format!("public, max-age={}", keep.as_secs())),
        (header::ETAG, format!("W/{tag}")),
    ];
    match is_known {
        true => (StatusCode::NOT_MODIFIED, headers).into_response(),
        false => (headers, [(header::CONTENT_TYPE, kind)], body).into_response(),
    }
}
