//! Carries out what stands in the outbox. Sending blocks, so it has threads of its own.

use std::{
    io::Write,
    sync::Arc,
    thread::{self, JoinHandle},
    time::Duration,
};

use anyhow::Result;
use centre::{
    Error,
    tell::{self, Channel, Outcome, Outgoing},
};
use db::Db;
use post::{Failure, Gateway, Letter, Smtp};
use tokio::{runtime::Handle, sync::watch, time};

use crate::work::word;

/// By what something goes out.
pub enum Way {
    Mail(Smtp),
    TextMessages(Gateway),
    /// The demo has no server: what would go out is shown where it was started.
    Shown(Channel),
}

impl Way {
    pub fn channel(&self) -> Channel {
        match self {
            Way::Mail(_) => Channel::Mail,
            Way::TextMessages(_) => Channel::TextMessage,
            Way::Shown(channel) => *channel,
        }
    }

    fn send(&self, message: &Outgoing) -> Outcome {
        let sent = match self {
            Way::Mail(smtp) => smtp.send(&letter(message)),
            Way::TextMessages(gateway) => gateway.send(&message.id.to_string(), &message.to, &message.text),
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
    pub fn start(db: &Db, ways: Vec<Way>) -> Result<Telling> {
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(expire(db.clone(), stopped.clone()));
        let mut threads = Vec::new();
        for way in ways {
            let way = Arc::new(way);
            for _ in 0..THREADS {
                let (way, db, stopped, handle) =
                    (way.clone(), db.clone(), stopped.clone(), Handle::current());
                let work = move || handle.block_on(send_all(&way, &db, stopped));
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
    if !db.read(move |tx| tell::is_due(tx, channel)).await? {
        return Ok(false);
    }
    let claimed = db.write(move |tx| tell::claim(tx, channel, 1)).await?;
    let any = !claimed.is_empty();
    for message in claimed {
        let outcome = way.send(&message);
        if let Outcome::Failed(_) | Outcome::Refused(_) = outcome {
            tracing::warn!(id = %message.id, channel = channel.code(), tries = message.tries, "not sent");
        }
        db.write(move |tx| tell::settle(tx, &message, &outcome)).await?;
    }
    Ok(any)
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
