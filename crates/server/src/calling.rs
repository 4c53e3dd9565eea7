//! Calls webhooks. Calling blocks, so it has threads of its own.

use std::{
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::Result;
use centre::{
    Error,
    policy::InForce,
    webhooks::{self, Answer},
};
use db::Db;
use post::{Call, Webhooks};
use tokio::{runtime::Handle, sync::watch, time};

use crate::work::word;

/// Webhooks that are slow at the same time.
const THREADS: usize = 6;
const LOOKS_EVERY: Duration = Duration::from_secs(2);
const AFTER_TROUBLE: Duration = Duration::from_secs(10);
const LAST_CALL: Duration = Duration::from_secs(5);

/// The workers.
pub struct Calling {
    stop: watch::Sender<bool>,
    threads: Vec<JoinHandle<()>>,
}

struct Caller {
    db: Db,
    policies: InForce,
    site: String,
    out: Webhooks,
}

impl Calling {
    pub fn start(db: &Db, policies: &InForce, site: String, to_this_machine: bool) -> Result<Calling> {
        let (stop, stopped) = watch::channel(false);
        let out = Webhooks::new(to_this_machine);
        let caller = Arc::new(Caller { db: db.clone(), policies: policies.clone(), site, out });
        let mut threads = Vec::new();
        for _ in 0..THREADS {
            let (caller, stopped, handle) = (caller.clone(), stopped.clone(), Handle::current());
            let work = move || handle.block_on(caller.call_all(stopped));
            threads.push(thread::Builder::new().name("calling".into()).spawn(work)?);
        }
        Ok(Calling { stop, threads })
    }

    /// Lets calls in hand end, if that doesn't take too long.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let joined = tokio::task::spawn_blocking(|| self.threads.into_iter().for_each(|t| drop(t.join())));
        let _ = time::timeout(LAST_CALL, joined).await;
    }
}

impl Caller {
    async fn call_all(&self, mut stopped: watch::Receiver<bool>) {
        let mut heard = self.db.announcements();
        while !*stopped.borrow() {
            let pause = match self.call_next().await {
                Ok(true) => continue,
                Ok(false) => LOOKS_EVERY,
                Err(error) => {
                    tracing::error!(%error, "webhooks could not be called");
                    AFTER_TROUBLE
                }
            };
            tokio::select! {
                () = word(&mut heard, webhooks::TOPIC) => {}
                () = time::sleep(pause) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    /// Makes one call, if one is due.
    async fn call_next(&self) -> Result<bool, Error> {
        if !self.db.read(webhooks::is_due).await? {
            return Ok(false);
        }
        let Some(due) = self.db.write(webhooks::claim).await? else { return Ok(true) };
        let id = due.message_id();
        let answer = self.out.send(&Call {
            id: &id,
            at: due.at.as_second(),
            url: &due.url,
            keys: &due.keys,
            body: &due.body,
        });
        let answer = Answer {
            status: answer.status,
            milliseconds: i64::try_from(answer.took.as_millis()).unwrap_or(i64::MAX),
            said: answer.said,
        };
        let (policies, site) = (self.policies.get(), self.site.clone());
        self.db.write(move |tx| webhooks::settle(tx, &policies, &site, &due, &answer)).await?;
        Ok(true)
    }
}
