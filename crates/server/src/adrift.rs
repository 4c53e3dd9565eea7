//! A start while the database is out of reach: what was last known of the services' health is served until it is back.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Error, Result};
use axum_server::Handle;
use centre::InForce;
use db::{Clock, Db};
use search::Index;
use web::App;

use crate::{config::Config, serve};

const TRY_AGAIN: Duration = Duration::from_secs(2);

/// The database once it is there, or `None` if the program is told to stop before. Where nothing is known that could be
/// served, and where waiting helps nobody, `why` is what the start fails with.
pub async fn until_back(config: &Config, why: Error) -> Result<Option<Db>> {
    let is_away = matches!(why.downcast_ref(), Some(db::Error::Disconnected(_) | db::Error::Busy));
    if !is_away || !config.known_health().exists() {
        return Err(why);
    }
    tracing::error!("{why:#}: only the health of the services is served, as it was last known");
    let policies = config.policies()?;
    let guides = InForce::new(config.guides(&policies)?);
    let index = Arc::new(Index::open(&config.data.join("index")).context("the search index")?);
    let app = App::new(
        Db::away(),
        InForce::new(policies),
        guides,
        index,
        Clock::system(),
        serve::settings(config, Vec::new()),
    );
    let handle = Handle::new();
    let serving = tokio::spawn(serve::answer(config.clone(), app, handle.clone()));
    let mut told_to_stop = std::pin::pin!(serve::told_to_stop()?);
    let db = loop {
        tokio::select! {
            () = tokio::time::sleep(TRY_AGAIN) => {}
            () = &mut told_to_stop => break None,
        }
        let again = config.clone();
        match tokio::task::spawn_blocking(move || again.open()).await? {
            Ok(db) => {
                tracing::info!("the database is back");
                break Some(db);
            }
            Err(error) => tracing::debug!(%error, "still without the database"),
        }
    };
    handle.graceful_shutdown(Some(Duration::from_secs(1)));
    serving.await??;
    Ok(db)
}
