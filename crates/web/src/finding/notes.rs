use std::{
    sync::{Mutex, PoisonError},
    time::Duration,
};

use axum::{
    http::{HeaderValue, header},
    response::Response,
};
use centre::finding::{self, Note, Thing, Visitor, What};

use crate::{Shared, visit::Visit};

/// What visitors did and wasn't written down yet. A page never waits for it: what isn't written within [`SOON`] because
/// the program ended, or because more came than fits, is lost, and the figures are a little lower.
#[derive(Default)]
pub struct Notes(Mutex<Vec<Note>>);

const SOON: Duration = Duration::from_millis(500);
const MOST: usize = 10_000;

/// The cookie by which a browser is known until it is closed.
pub const COOKIE: &str = "visitor";

impl Notes {
    fn push(&self, app: &Shared, note: Note) {
        let mut notes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if notes.len() >= MOST {
            return;
        }
        notes.push(note);
        // Whoever comes first sees to it that all are written.
        if notes.len() == 1 {
            let app = app.clone();
            tokio::spawn(async move {
                tokio::time::sleep(SOON).await;
                app.notes.write(&app).await;
            });
        }
    }

    /// Writes down what is known so far.
    pub async fn write(&self, app: &Shared) {
        let notes = std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner));
        if notes.is_empty() {
            return;
        }
        let settings = app.config.finding.clone();
        if let Err(error) = app.db.write(move |tx| finding::note(tx, &notes, &settings)).await {
            tracing::warn!(%error, "what visitors asked could not be noted");
        }
    }
}

/// The browser of a visit, as far as it is known.
pub struct Tracks {
    pub visitor: Visitor,
    /// What a browser that wasn't known is to keep.
    fresh: Option<String>,
}

impl Tracks {
    /// The browser if it is known; otherwise it will be.
    pub fn begin(visit: &Visit) -> Tracks {
        if let Some(visitor) = &visit.visitor {
            return Tracks { visitor: visitor.clone(), fresh: None };
        }
        loop {
            let mut bytes = [0; 16];
            // Without randomness nothing would work at all.
            if getrandom::fill(&mut bytes).is_err() {
                continue;
            }
            let secret: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
            if let Some(visitor) = Visitor::of(&secret) {
                return Tracks { visitor, fresh: Some(secret) };
            }
        }
    }

    /// As [`Tracks::begin`], but of nobody whose steps are not to be noted.
    pub fn of(visit: &Visit) -> Option<Tracks> {
        let is_robot =
            ["bot", "crawl", "spider"].iter().any(|word| visit.device.to_lowercase().contains(word));
        let may = visit.app.config.finding.measure && !visit.wants_privacy && !is_robot;
        may.then(|| Tracks::begin(visit))
    }

    /// Somebody reads: after a question that is known, or by a suggestion, whose title is then what was asked.
    pub fn reading(visit: &Visit, thing: &Thing, suggested: Option<&String>) -> Option<Tracks> {
        let tracks = match (suggested, &visit.visitor) {
            // Who asked nothing is not noted.
            (None, None) => return None,
            _ => Tracks::of(visit)?,
        };
        if let Some(title) = suggested {
            tracks.note(visit, What::Asked { question: title.clone(), hits: 1 });
        }
        tracks.note(visit, What::Read(thing.clone()));
        Some(tracks)
    }

    pub fn note(&self, visit: &Visit, what: What) {
        let note = Note {
            visitor: self.visitor.clone(),
            cloud: visit.cloud.clone(),
            language: visit.lang,
            at: visit.now,
            what,
        };
        visit.app.notes.push(&visit.app, note);
    }

    /// Lets the browser be known again, until it is closed.
    pub fn keep(self, visit: &Visit, response: &mut Response) {
        let Some(secret) = self.fresh else { return };
        let secure = if visit.app.is_secure() { "; Secure" } else { "" };
        let cookie = format!("{COOKIE}={secret}; Path=/; HttpOnly; SameSite=Lax{secure}");
        if let Ok(cookie) = HeaderValue::from_str(&cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
}
