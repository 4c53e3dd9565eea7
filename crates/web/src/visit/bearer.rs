//! Programs, which bring a token instead of a session.

use std::{collections::HashSet, sync::Mutex};

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use centre::people::{self, Scope, Viewer};
use db::Id;

use super::Visit;
use crate::{
    Shared,
    error::{Fault, Refused, Result},
};

/// A visit by a program with a token, as whoever the token speaks for. Cookies mean nothing here. In the language that
/// the program asks for, or else its owner's.
pub struct Bearer {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl Bearer {
    /// Goes on if the token is good for this.
    pub fn may(&self, scope: Scope) -> Result<()> {
        if self.viewer.may(scope) { Ok(()) } else { Err(Fault::Token(Refused::Scope(scope))) }
    }
}

impl<S: Sync> FromRequestParts<S> for Bearer {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Bearer> {
        let visit = Visit::from_request_parts(parts, state).await?;
        let token = token(&parts.headers).ok_or(Fault::Token(Refused::NoToken))?.to_owned();
        let policies = visit.policies.clone();
        let found = visit.app.db.read(move |tx| people::bearer(tx, &policies, &token)).await?;
        let (viewer, is_stale) = found.ok_or(Fault::Token(Refused::BadToken))?;
        if is_stale {
            note_use(&visit.app, viewer.session());
        }
        let asks = parts.headers.contains_key(header::ACCEPT_LANGUAGE);
        let lang = if asks { visit.lang } else { viewer.lang };
        let visit = visit.at(lang.code(), &viewer.cloud)?;
        Ok(Bearer { visit, viewer })
    }
}

/// The token that a request brings, if it says that it does.
pub(super) fn token(headers: &HeaderMap) -> Option<&str> {
    let (scheme, token) = headers.get(header::AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

/// The tokens whose last use is being written down.
#[derive(Default)]
pub struct Uses(Mutex<HashSet<Id>>);

impl Uses {
    fn with<T>(&self, act: impl FnOnce(&mut HashSet<Id>) -> T) -> T {
        act(&mut self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// Writes down that a token is in use; nobody waits for that.
fn note_use(app: &Shared, id: Id) {
    if !app.token_uses.with(|uses| uses.insert(id)) {
        return;
    }
    let app = app.clone();
    tokio::spawn(async move {
        if let Err(error) = app.db.write(move |tx| people::token_used(tx, id)).await {
            tracing::warn!(%error, "the last use of a token was not written down");
        }
        app.token_uses.with(|uses| uses.remove(&id));
    });
}
