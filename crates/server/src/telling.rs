//! Carries out what stands in the outbox. Sending blocks, so it has threads of its own. What goes to many waits in lanes of
//! its own, has other threads, and goes out at the pace of the policy: nobody's code waits for it.

use std::{
    io::Write,
    sync::Arc,
    thread::{self, JoinHandle},
    time::{Duration, Instant},
};

use anyhow::Result;
use centre::{
    Error,
    policy::InForce,
    tell::{self, Channel, Outcome, Outgoing},
};
use db::Db;
use post::{Failure, Gateway, Letter, Smtp, WeChat};
use tokio::{runtime::Handle, sync::watch, time};

use crate::work::word;

/// By what something goes out.
pub enum Way {
    Mail(Smtp),
    TextMessages(Gateway),
    /// What the account of a cloud's operator posts.
    Account(String, WeChat),
    /// The demo has no server: what would go out is shown where it was started.
    Shown(Channel),
}

impl Way {
    pub fn channel(&self) -> Channel {
        match self {
            Way::Mail(_) => Channel::Mail,
            Way::TextMessages(_) => Channel::TextMessage,
            Way::Account(..) => Channel::Account,
            Way::Shown(channel) => *channel,
        }
    }

    fn send(&self, message: &Outgoing) -> Outcome {
        let sent = match self {
            Way::Mail(smtp) => smtp.send(&letter(message)),
            Way::TextMessages(gateway) => gateway.send(&message.id.to_string(), &message.to, &message.text),
            Way::Account(_, account) => account.post(&message.id.to_string(), &message.text),
            Way::Shown(_) => show(message),
        };
        match sent {
            Ok(()) => Outcome::Sent,
            Err(Failure::Passing(why)) => Outcome::Failed(why),
            Err(Failure::Lasting(why)) => Outcome::Refused(why),
        }
    }
}

fn letter(message: &Outgoing) -> Letter {
    Letter {
        id: message.id.to_string(),
        to: message.to.clone(),
        language: message.language.code().to_owned(),
        subject: message.subject.clone(),
        text: message.text.clone(),
        calendar: message.calendar.clone(),
        leave: message.leave.clone(),
        written_at: message.created_at.into(),
    }
}

fn show(message: &Outgoing) -> post::Result {
    let text = message.text.replace('\n', "\n  ");
    let shown = format!("To {}: {}\n  {text}\n", message.to, message.subject);
    std::io::stdout().write_all(shown.as_bytes()).map_err(|why| Failure::Passing(why.to_string()))
}

/// One slow receiver must not hold up all others.
const THREADS: usize = 2;
const THREADS_FOR_MANY: usize = 4;
/// So many of a lane are taken at once.
const AT_ONCE: u32 = 20;
/// An account posts no faster.
const POSTS_PER_SECOND: u32 = 1;
/// An announcement may be lost, and a retry isn't announced.
const LOOKS_EVERY: Duration = Duration::from_secs(2);
const AFTER_TROUBLE: Duration = Duration::from_secs(10);
/// How long a message in hand may take when the program is told to stop.
const LAST_MESSAGE: Duration = Duration::from_secs(5);

/// The workers.
pub struct Telling {
    stop: watch::Sender<bool>,
    threads: Vec<JoinHandle<()>>,
}

impl Telling {
    pub fn start(db: &Db, policies: &InForce, ways: Vec<Way>) -> Result<Telling> {
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(expire(db.clone(), stopped.clone()));
        let mut threads = Vec::new();
        for way in ways {
            let way = Arc::new(way);
            let (each, many) = match *way {
                Way::Account(..) => (0, 1),
                _ if way.channel() == Channel::Mail => (THREADS, THREADS_FOR_MANY),
                _ => (THREADS, 0),
            };
            for number in 0..each + many {
                let (way, db, stopped, handle) =
                    (way.clone(), db.clone(), stopped.clone(), Handle::current());
                let policies = policies.clone();
                let work = move || match number < each {
                    true => handle.block_on(send_all(&way, &db, stopped)),
                    false => handle.block_on(send_many(&way, &db, &policies, stopped)),
                };
                threads.push(thread::Builder::new().name("telling".into()).spawn(work)?);
            }
        }
        Ok(Telling { stop, threads })
    }

    /// Lets what is being sent be sent, if that doesn't take too long.
    pub async fn stop(self) {
        let _ = self.stop.send(true);
        let joined = tokio::task::spawn_blocking(|| self.threads.into_iter().for_each(|t| drop(t.join())));
        let _ = time::timeout(LAST_MESSAGE, joined).await;
    }
}

/// The life of a thread: it has nothing else to do, so it may block while it sends.
async fn send_all(way: &Way, db: &Db, mut stopped: watch::Receiver<bool>) {
    let mut heard = db.announcements();
    while !*stopped.borrow() {
        let pause = match send_next(way, db).await {
            Ok(true) => continue,
            Ok(false) => LOOKS_EVERY,
            Err(error) => {
                tracing::error!(%error, "the outbox could not be worked on");
                AFTER_TROUBLE
            }
        };
        tokio::select! {
            () = word(&mut heard, tell::TOPIC) => {}
            () = time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Sends one message, if one is due.
async fn send_next(way: &Way, db: &Db) -> Result<bool, Error> {
    let channel = way.channel();
    if !db.read(move |tx| tell::is_due(tx, channel, "")).await? {
        return Ok(false);
    }
    let claimed = db.write(move |tx| tell::claim(tx, channel, 1)).await?;
    let any = !claimed.is_empty();
    for message in claimed {
        carry_out(way, db, message).await?;
    }
    Ok(any)
}

/// Sends a message and writes down at once what came of it: a worker that dies leaves one in doubt, not a batch.
async fn carry_out(way: &Way, db: &Db, message: Outgoing) -> Result<(), Error> {
    let outcome = way.send(&message);
    if let Outcome::Failed(_) | Outcome::Refused(_) = outcome {
        let channel = message.channel.code();
        tracing::warn!(id = %message.id, channel, tries = message.tries, "not sent");
    }
    db.write(move |tx| tell::settle(tx, &message, &outcome)).await
}

/// The life of a thread that sends what goes to many, each cloud's at its pace.
async fn send_many(way: &Way, db: &Db, policies: &InForce, mut stopped: watch::Receiver<bool>) {
    let mut heard = db.announcements();
    while !*stopped.borrow() {
        let pause = match send_lanes(way, db, policies, &stopped).await {
            Ok(pause) => pause,
            Err(error) => {
                tracing::error!(%error, "what goes to many could not be sent");
                AFTER_TROUBLE
            }
        };
        // While there is more, the pace says when; a word would only lead to looks in vain.
        let word = async {
            match pause < LOOKS_EVERY {
                true => std::future::pending().await,
                false => word(&mut heard, tell::TOPIC).await,
            }
        };
        tokio::select! {
            () = word => {}
            () = time::sleep(pause) => {}
            _ = stopped.changed() => {}
        }
    }
}

/// Sends some of each lane; answers when to come again.
async fn send_lanes(
    way: &Way,
    db: &Db,
    policies: &InForce,
    stopped: &watch::Receiver<bool>,
) -> Result<Duration, Error> {
    let (channel, policies) = (way.channel(), policies.get());
    let mut pause = LOOKS_EVERY;
    for policy in policies.iter() {
        let lane = policy.cloud.key.clone();
        let pace = match way {
            Way::Account(cloud, _) if *cloud != lane => continue,
            Way::Account(..) => POSTS_PER_SECOND,
            _ => policy.telling.mails_per_second,
        };
        let of = lane.clone();
        if !db.read(move |tx| tell::is_due(tx, channel, &of)).await? {
            continue;
        }
        let limit = i64::from((pace / 4).clamp(1, AT_ONCE));
        let took = Instant::now();
        let (claimed, wait) = db
            .write(move |tx| {
                let (claimed, next) = tell::claim_at_pace(tx, channel, &lane, pace, limit)?;
                Ok::<_, Error>((claimed, next.duration_since(tx.now()).unsigned_abs()))
            })
            .await?;
        for message in claimed {
            // What can't be sent while it surely is ours is left to whoever claims it next.
            if took.elapsed() > tell::LEASE.unsigned_abs() / 2 || *stopped.borrow() {
                break;
            }
            carry_out(way, db, message).await?;
        }
        pause = pause.min(wait.saturating_sub(took.elapsed()));
    }
    Ok(pause)
}

/// Gives up in time what nobody could send.
async fn expire(db: Db, mut stopped: watch::Receiver<bool>) {
    let mut looks = time::interval(LOOKS_EVERY);
    loop {
        tokio::select! {
            _ = looks.tick() => {}
            _ = stopped.changed() => return,
        }
        let expired = async {
            if db.read(tell::has_expired).await? {
                db.write(tell::expire).await?;
            }
            Ok::<_, Error>(())
        };
        if let Err(error) = expired.await {
            tracing::error!(%error, "messages that came too late could not be given up");
        }
    }
}

#[cfg(test)]
mod tests;
