use std::{net::SocketAddr, sync::Arc, time::Duration};

use anyhow::{Context, Result};
use axum_server::{Handle, tls_rustls::RustlsConfig};
use centre::{
    InForce,
    people::{self, NewAgent},
};
use db::{Clock, Db};
use jiff::SignedDuration;
use search::Index;
use web::{App, Shared};

use crate::{
    adrift,
    calling::Calling,
    config::{Config, FirstAdmin},
    reload::Watch,
    telling::{Telling, Way},
    tls, work,
};

/// Runs until it is told to stop.
pub async fn serve(config: Config) -> Result<()> {
    let db = match config.open() {
        Ok(db) => db,
        Err(error) => match adrift::until_back(&config, error).await? {
            Some(db) => db,
            None => return Ok(()),
        },
    };
    if let Some(first) = config.first_admin.clone() {
        greet(&db, &config, first).await?;
    }
    let ways = config.ways()?;
    run(config, db, ways).await
}

/// The way in to an empty database.
async fn greet(db: &Db, config: &Config, first: FirstAdmin) -> Result<()> {
    let cloud = config.home_cloud.clone();
    let secret = db
        .write(move |tx| {
            if people::any_agent(tx)? {
                return Ok(None);
            }
            let agent = NewAgent {
                name: first.name.clone(),
                email: first.email.clone(),
                cloud: cloud.clone(),
                languages: vec!["en".into()],
                categories: vec!["technical".into(), "billing".into(), "presales".into()],
                roles: vec!["manager".into()],
                time_zone: "UTC".into(),
            };
            let id = people::add_agent(tx, &agent)?;
            Ok::<_, centre::Error>(Some(people::issue_link(tx, id, SignedDuration::from_hours(72), false)?))
        })
        .await?;
    if let Some(secret) = secret {
        tracing::info!("the first manager signs in with {}/link/{}", config.base_url(), secret.reveal());
    }
    Ok(())
}

/// What pages need to know of the configuration.
pub fn settings(config: &Config, channels: Vec<centre::tell::Channel>) -> web::Config {
    web::Config {
        base_url: config.base_url(),
        behind_proxy: config.behind_proxy,
        home_cloud: config.home_cloud.clone(),
        finding: config.finding.clone(),
        meaning: config.meaning,
        channels,
        webhooks_to_this_machine: config.webhooks_to_this_machine,
        known_health: Some(config.known_health()),
    }
}

/// Answers requests until the handle says that it is enough.
pub async fn answer(config: Config, app: Shared, handle: Handle<SocketAddr>) -> Result<()> {
    let service = web::router(app).into_make_service_with_connect_info::<SocketAddr>();
    let listener = std::net::TcpListener::bind(config.listen)
        .with_context(|| format!("can't listen on {}", config.listen))?;
    listener.set_nonblocking(true)?;
    tracing::info!("serving {} on {}", config.base_url(), config.listen);
    match &config.tls {
        None => axum_server::from_tcp(listener)?.handle(handle).serve(service).await?,
        Some(tls) => {
            let seen = tls::look(tls);
            let shown = RustlsConfig::from_config(tls::read(tls).context("tls")?);
            tokio::spawn(tls::keep(tls.clone(), shown.clone(), seen));
            axum_server::from_tcp_rustls(listener, shown)?.handle(handle).serve(service).await?
        }
    }
    Ok(())
}

pub async fn run(config: Config, db: Db, ways: Vec<Way>) -> Result<()> {
    let index = Arc::new(Index::open(&config.data.join("index")).context("the search index")?);
    let settings = settings(&config, ways.iter().map(Way::channel).collect());
    let watch = Watch::new(&config);
    let policies = config.policies()?;
    let guides = InForce::new(config.guides(&policies)?);
    let policies = InForce::new(policies);
    if let Some(watch) = watch {
        tokio::spawn(watch.run(config.clone(), policies.clone(), guides.clone()));
    }
    let app =
        App::new(db.clone(), policies.clone(), guides.clone(), index.clone(), Clock::system(), settings);
    tokio::spawn(web::keep_health(app.clone()));
    let handle = Handle::new();
    tokio::spawn(work::index(db.clone(), index, guides, config.meaning));
    tokio::spawn(work::tidy(db.clone(), config.finding.clone()));
    tokio::spawn(work::gather(db.clone()));
    tokio::spawn(work::memory(db.clone()));
    if config.meaning {
        tokio::spawn(work::meaning(db.clone()));
    }
    let telling = Telling::start(&db, &policies, ways)?;
    let calling = Calling::start(&db, &policies, config.base_url(), config.webhooks_to_this_machine)?;
    tokio::spawn(work::spread(db.clone(), policies.clone(), config.base_url()));
    tokio::spawn(work::counting(db.clone(), policies.clone()));
    tokio::spawn(work::clocks(db.clone(), policies.clone()));
    tokio::spawn(work::health(db.clone()));
    tokio::spawn(work::reports(db.clone(), policies.clone()));
    tokio::spawn(work::callbacks(db.clone(), policies.clone(), config.base_url()));
    tokio::spawn(work::calls(db.clone(), policies.clone()));
    tokio::spawn(work::presence(db.clone(), policies.clone()));
    tokio::spawn(work::shifts(db.clone(), policies));
    tokio::spawn(stop(told_to_stop()?, handle.clone()));
    answer(config, app, handle).await?;
    telling.stop().await;
    calling.stop().await;
    db.close().await;
    tracing::info!("stopped");
    Ok(())
}

/// Waits for the signal to stop, then lets requests in hand finish.
async fn stop(told_to: impl Future<Output = ()>, handle: Handle<std::net::SocketAddr>) {
    told_to.await;
    tracing::info!("stopping");
    handle.graceful_shutdown(Some(Duration::from_secs(5)));
}

/// Ends when the program is told to stop, also if that was before anybody waits for it.
#[cfg(unix)]
pub fn told_to_stop() -> Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut interrupt, mut terminate) = (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
pub fn told_to_stop() -> Result<impl Future<Output = ()>> {
    Ok(async {
        let _ = tokio::signal::ctrl_c().await;
    })
}
