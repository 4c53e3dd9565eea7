//! What runs beside the pages.

use std::{sync::Arc, time::Duration};

use centre::{
    Error, articles, callbacks, cases, changes,
    finding::{self, Settings},
    following,
    guides::{self, Guides},
    health::{self, reports},
    people,
    phone::calls,
    policy::{InForce, Policies},
    promises, staff, tell, webhooks,
};
use db::Db;
use search::Index;
use tokio::{
    sync::broadcast::{Receiver, error::RecvError},
    time,
};

/// Keeps the search index up with the database: at once when something changes, and now and then in
/// case an announcement was lost.
pub async fn index(db: Db, index: Arc<Index>, guides: guides::InForce, by_meaning: bool) {
    const AT_LEAST: Duration = Duration::from_secs(10);
    // One commit of the index takes in all that changed meanwhile.
    const AT_MOST: Duration = Duration::from_millis(500);
    let mut heard = db.announcements();
    let mut fed: Option<Arc<Guides>> = None;
    loop {
        if let Err(error) = changes::feed(&db, &index).await {
            tracing::error!(%error, "the search index could not be brought up to date");
            time::sleep(AT_LEAST).await;
        }
        let current = guides.get();
        if !fed.as_ref().is_some_and(|fed| Arc::ptr_eq(fed, &current)) {
            match feed_guides(&current, &index, by_meaning).await {
                Ok(()) => fed = Some(current),
                Err(error) => tracing::error!(%error, "the guides could not be indexed"),
            }
        }
        time::sleep(AT_MOST).await;
        let _ = time::timeout(AT_LEAST, word(&mut heard, changes::TOPIC)).await;
    }
}

/// They are found by their words at once, and a moment later by what they mean.
async fn feed_guides(guides: &Arc<Guides>, index: &Arc<Index>, by_meaning: bool) -> Result<(), Error> {
    changes::feed_guides(guides, index, false).await?;
    if by_meaning {
        changes::feed_guides(guides, index, true).await?;
    }
    Ok(())
}

/// Waits until a topic may have been announced.
pub async fn word(heard: &mut Receiver<Arc<str>>, of: &str) {
    loop {
        match heard.recv().await {
            Ok(topic) if *topic == *of => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            Err(RecvError::Closed) => std::future::pending::<()>().await,
        }
    }
}

/// Keeps the translation memory up with what is published.
pub async fn memory(db: Db) {
    const AT_LEAST: Duration = Duration::from_secs(60);
    const AT_MOST: Duration = Duration::from_secs(2);
    let mut heard = db.announcements();
    loop {
        if let Err(error) = articles::memory::learn(&db).await {
            tracing::error!(%error, "the translation memory could not be brought up to date");
            time::sleep(AT_LEAST).await;
        }
        time::sleep(AT_MOST).await;
        let _ = time::timeout(AT_LEAST, word(&mut heard, changes::TOPIC)).await;
    }
}

/// Reads what articles mean, for the search.
pub async fn meaning(db: Db) {
    const AT_LEAST: Duration = Duration::from_secs(60);
    const AT_MOST: Duration = Duration::from_secs(2);
    let mut heard = db.announcements();
    loop {
        if let Err(error) = articles::meaning::learn(&db).await {
            tracing::error!(%error, "what articles mean could not be read");
            time::sleep(AT_LEAST).await;
        }
        time::sleep(AT_MOST).await;
        let _ = time::timeout(AT_LEAST, word(&mut heard, changes::TOPIC)).await;
    }
}

/// Does what is due by the clocks of the cases.
pub async fn clocks(db: Db, policies: InForce) {
    let mut seconds = time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = tick(&db, &policies).await {
            tracing::error!(%error, "what is due by the clocks could not be done");
            time::sleep(Duration::from_secs(10)).await;
        }
    }
}

async fn tick(db: &Db, policies: &InForce) -> Result<(), Error> {
    // A look costs no write.
    while db.read(promises::is_due).await? {
        let policies = policies.get();
        db.write(move |tx| promises::tick(tx, &policies)).await?;
    }
    Ok(())
}

/// Ends the wrap-ups of agents that are over, and gives up those whom nobody sees any more.
pub async fn presence(db: Db, policies: InForce) {
    let mut seconds = time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = attend(&db, &policies).await {
            tracing::error!(%error, "the states of agents could not be looked after");
            time::sleep(Duration::from_secs(10)).await;
        }
    }
}

/// Ends calls whose end no telephone system told.
pub async fn calls(db: Db, policies: InForce) {
    let mut minutes = time::interval(Duration::from_secs(60));
    minutes.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        minutes.tick().await;
        if let Err(error) = end_calls(&db, &policies).await {
            tracing::error!(%error, "calls that are over could not be ended");
        }
    }
}

async fn end_calls(db: &Db, policies: &InForce) -> Result<(), Error> {
    let current = policies.get();
    let looked = current.clone();
    while db
        .read({
            let looked = looked.clone();
            move |tx| calls::is_call_forgotten(tx, &looked)
        })
        .await?
    {
        let current = current.clone();
        db.write(move |tx| calls::end_forgotten_calls(tx, &current)).await?;
    }
    Ok(())
}

async fn attend(db: &Db, policies: &InForce) -> Result<(), Error> {
    while db.read(staff::is_due).await? {
        let policies = policies.get();
        db.write(move |tx| staff::tick(tx, &policies)).await?;
    }
    Ok(())
}

/// Does what is due of call-backs.
pub async fn callbacks(db: Db, policies: InForce, site: String) {
    let mut seconds = time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = attend_callbacks(&db, &policies, &site).await {
            tracing::error!(%error, "what is due of call-backs could not be done");
            time::sleep(Duration::from_secs(10)).await;
        }
    }
}

async fn attend_callbacks(db: &Db, policies: &InForce, site: &str) -> Result<(), Error> {
    while db.read(callbacks::is_due).await? {
        let (policies, site) = (policies.get(), site.to_owned());
        db.write(move |tx| callbacks::tick(tx, &policies, &site)).await?;
    }
    Ok(())
}

/// Tells on what is published of the health of services.
pub async fn spread(db: Db, policies: InForce, site: String) {
    const LOOKS_EVERY: Duration = Duration::from_secs(2);
    // Others write too.
    const BETWEEN_BATCHES: Duration = Duration::from_millis(5);
    loop {
        match following::spread(&db, &policies.get(), &site).await {
            Ok(true) => time::sleep(BETWEEN_BATCHES).await,
            Ok(false) => time::sleep(LOOKS_EVERY).await,
            Err(error) => {
                tracing::error!(%error, "what was published could not be told on");
                time::sleep(Duration::from_secs(10)).await;
            }
        }
    }
}

/// Tells engineers and managers what is due of service health.
pub async fn health(db: Db) {
    let mut seconds = time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = attend_health(&db).await {
            tracing::error!(%error, "what is due of service health could not be done");
            time::sleep(Duration::from_secs(10)).await;
        }
    }
}

async fn attend_health(db: &Db) -> Result<(), Error> {
    while db.read(health::is_due).await? {
        db.write(health::tick).await?;
    }
    Ok(())
}

/// Puts reports of customers together, and answers the cases that an issue explains with what is published of it.
pub async fn reports(db: Db, policies: InForce) {
    let mut seconds = time::interval(Duration::from_secs(1));
    seconds.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
    loop {
        seconds.tick().await;
        if let Err(error) = attend_reports(&db, &policies).await {
            tracing::error!(%error, "reports of customers could not be looked after");
            time::sleep(Duration::from_secs(10)).await;
        }
    }
}

async fn attend_reports(db: &Db, policies: &InForce) -> Result<(), Error> {
    while reports::gather(db, &policies.get()).await? {}
    while db.read(reports::is_due).await? {
        let policies = policies.get();
        db.write(move |tx| reports::answer(tx, &policies)).await?;
    }
    Ok(())
}

/// Makes shifts of the usual weeks, as far ahead as the policy says.
pub async fn shifts(db: Db, policies: InForce) {
    let mut hours = time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        let policies = policies.get();
        if let Err(error) = db.write(move |tx| staff::publish(tx, &policies)).await {
            tracing::error!(%error, "shifts could not be made of the usual weeks");
        }
    }
}

/// Counts the clocks of all open cases anew when they were counted by other policies.
pub async fn counting(db: Db, policies: InForce) {
    const PAUSE: Duration = Duration::from_millis(50);
    let mut seconds = time::interval(Duration::from_secs(1));
    let mut counted: Option<Arc<Policies>> = None;
    loop {
        seconds.tick().await;
        let current = policies.get();
        if counted.as_ref().is_some_and(|counted| Arc::ptr_eq(counted, &current)) {
            continue;
        }
        match recount(&db, &current, PAUSE).await {
            Ok(()) => counted = Some(current),
            Err(error) => {
                tracing::error!(%error, "the clocks could not be counted by the new policies");
                time::sleep(Duration::from_secs(10)).await;
            }
        }
    }
}

async fn recount(db: &Db, policies: &Arc<Policies>, pause: Duration) -> Result<(), Error> {
    let by = policies.clone();
    if !db.read(move |tx| promises::is_stale(tx, &by)).await? {
        return Ok(());
    }
    let mut place = Some(promises::Place::FIRST);
    while let Some(from) = place {
        let by = policies.clone();
        place = db.write(move |tx| promises::restate(tx, &by, from)).await?;
        time::sleep(pause).await;
    }
    Ok(())
}

/// Forgets what nobody needs any more.
pub async fn tidy(db: Db, settings: Settings) {
    let mut hours = time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        let settings = settings.clone();
        let tidied = db
            .write(move |tx| {
                people::expire(tx)?;
                cases::expire_uploads(tx)?;
                finding::expire(tx, &settings)?;
                articles::rank(tx)?;
                tell::forget(tx)?;
                webhooks::expire(tx)?;
                Ok::<_, Error>(())
            })
            .await;
        if let Err(error) = tidied {
            tracing::error!(%error, "what nobody needs any more could not be removed");
        }
    }
}

/// Gathers what others asked, to be offered to those who type the like.
pub async fn gather(db: Db) {
    let mut hours = time::interval(Duration::from_secs(3600));
    loop {
        hours.tick().await;
        if let Err(error) = gather_once(&db).await {
            tracing::error!(%error, "what others asked could not be gathered");
        }
    }
}

async fn gather_once(db: &Db) -> Result<(), Error> {
    let gathered = db.read(finding::gather).await?;
    db.write(move |tx| finding::replace_popular(tx, &gathered)).await
}
