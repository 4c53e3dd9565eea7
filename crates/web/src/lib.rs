//! Pages, forms and JSON over the product: parse, call one function of `centre`, render.

mod api;
mod assets;
mod cached;
mod csv;
mod error;
mod feeds;
mod form;
mod live;
mod page;
mod routes;
mod security;
#[cfg(test)]
mod testing;
mod visit;
#[cfg(test)]
mod walk;

mod account;
mod authoring;
mod callbacks;
mod desk;
mod finding;
mod following;
mod guides;
mod health;
mod help;
mod public;
mod requests;
mod waits;
mod why;

use std::{path::PathBuf, sync::Arc};

use centre::policy;
use db::{Clock, Db};
use search::Index;

pub use health::keep as keep_health;
pub use routes::{Route, router, routes};

/// What every handler shares.
pub struct App {
    pub db: Db,
    /// Handlers take those of their visit: one request sees one policy.
    pub policies: policy::InForce,
    pub guides: centre::guides::InForce,
    pub index: Arc<Index>,
    pub clock: Clock,
    pub config: Config,
    /// Hashing a password takes much memory: so many at a time.
    pub(crate) hashing: tokio::sync::Semaphore,
    pub(crate) notes: finding::Notes,
    pub(crate) waits: waits::Live,
    pub(crate) health: health::Known,
    pub(crate) token_uses: visit::Uses,
    pub(crate) kept: cached::Kept,
}

#[derive(Debug, Clone)]
pub struct Config {
    /// As people type it, without a slash at the end: `https://support.contoso.example`.
    pub base_url: String,
    /// Believe `X-Forwarded-For` of the proxy in front.
    pub behind_proxy: bool,
    /// The cloud whose pages a visitor without a choice sees.
    pub home_cloud: String,
    /// What is noted of those who look for something.
    pub finding: centre::finding::Settings,
    /// Search by what is meant as well as by words.
    pub meaning: bool,
    /// By which ways something can be sent.
    pub channels: Vec<centre::tell::Channel>,
    /// Webhooks may call this very machine, without TLS: for tests and trials.
    pub webhooks_to_this_machine: bool,
    /// Where it is kept how the services were last known to be, for a start without the database.
    pub known_health: Option<PathBuf>,
}

pub type Shared = Arc<App>;

impl App {
    pub fn new(
        db: Db,
        policies: policy::InForce,
        guides: centre::guides::InForce,
        index: Arc<Index>,
        clock: Clock,
        config: Config,
    ) -> Shared {
        let hashing = tokio::sync::Semaphore::new(2);
        let (notes, waits) = (finding::Notes::default(), waits::Live::default());
        let health = health::Known::new(config.known_health.clone());
        let (token_uses, kept) = (visit::Uses::default(), cached::Kept::default());
        Arc::new(App {
            db,
            policies,
            guides,
            index,
            clock,
            config,
            hashing,
            notes,
            waits,
            health,
            token_uses,
            kept,
        })
    }

    /// Over TLS, by itself or by the proxy in front: then cookies are for TLS only.
    pub(crate) fn is_secure(&self) -> bool {
        self.config.base_url.starts_with("https://")
    }

    pub(crate) fn cookie_name(&self) -> &'static str {
        if self.is_secure() { "__Host-servus" } else { "servus" }
    }
}
