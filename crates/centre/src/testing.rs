//! A small centre for tests: the demo's people, the shipped policies, and a clock that stands until a test moves it.

use std::sync::Arc;

use db::{Clock, Db, Id, Tx, testing::TestDb};
use jiff::SignedDuration;

use crate::{
    MIGRATIONS, Result, demo,
    people::{self, Viewer},
    policy::Policies,
};

/// Wednesday noon in Berlin.
pub const NOON: &str = "2026-11-18T11:00:00Z";

pub struct Centre {
    pub db: Db,
    pub clock: Clock,
    pub policies: Arc<Policies>,
    _store: TestDb,
}

pub async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for store in db::testing::engines() {
        story(Centre::in_store(store).await).await;
    }
}

impl Centre {
    pub async fn in_store(store: TestDb) -> Centre {
        let clock = Clock::fixed(NOON.parse().unwrap());
        let db = store.open(MIGRATIONS, &clock);
        let policies = Arc::new(Policies::load(None).unwrap());
        let centre = Centre { db, clock, policies, _store: store };
        centre
            .write(|tx, policies| people::import(tx, policies, &demo::directory()?).map(drop))
            .await
            .unwrap();
        centre
    }

    pub async fn write<T: Send + 'static>(
        &self,
        what: impl Fn(&mut Tx, &Policies) -> Result<T> + Send + Sync + 'static,
    ) -> Result<T> {
        let policies = self.policies.clone();
        self.db.write(move |tx| what(tx, &policies)).await
    }

    /// What must not fail.
    pub async fn done<T: Send + 'static>(
        &self,
        what: impl Fn(&mut Tx, &Policies) -> Result<T> + Send + Sync + 'static,
    ) -> T {
        self.write(what).await.unwrap()
    }

    /// The same as somebody.
    pub async fn by<T: Send + 'static>(
        &self,
        email: &'static str,
        act: impl Fn(&mut Tx, &Policies, &Viewer) -> Result<T> + Send + Sync + 'static,
    ) -> T {
        self.done(move |tx, policies| {
            let viewer = viewer(tx, policies, email)?;
            act(tx, policies, &viewer)
        })
        .await
    }

    pub fn minutes_pass(&self, minutes: i64) {
        self.clock.advance(SignedDuration::from_mins(minutes));
    }
}

pub fn person(tx: &mut Tx, email: &str) -> Result<Id> {
    Ok(people::person_by_email(tx, email)?.unwrap().id)
}

/// Somebody who has signed in.
pub fn viewer(tx: &mut Tx, policies: &Policies, email: &str) -> Result<Viewer> {
    let id = person(tx, email)?;
    let secret = people::sign_in(tx, id, "test")?;
    Ok(people::viewer(tx, policies, &secret)?.unwrap().0)
}
