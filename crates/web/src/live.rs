use std::{collections::BTreeSet, convert::Infallible, sync::Arc, time::Duration};

use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use tokio::sync::{
    broadcast::{
        Receiver,
        error::{RecvError, TryRecvError},
    },
    watch,
};
use tokio_stream::wrappers::ReceiverStream;

use crate::Shared;

/// How long a stream lasts. The browser comes again, and is asked again who it is.
const LASTS: Duration = Duration::from_secs(600);
/// Changes in quick succession are told once.
const PAUSE: Duration = Duration::from_millis(250);

/// Tells the browser `name` whenever one of the topics is announced. It says nothing else: what
/// changed is fetched by a request of its own, which asks who may see it.
pub fn stream(app: &Shared, topics: Vec<String>, name: &'static str) -> Response {
    streams(app, topics.into_iter().map(|topic| (topic, name)).collect())
}

/// As [`stream`], with a name for each topic.
pub fn streams(app: &Shared, topics: Vec<(String, &'static str)>) -> Response {
    let mut heard = app.db.announcements();
    let (tell, told) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(1);
    tokio::spawn(async move {
        let mut names = BTreeSet::new();
        let listen = async {
            loop {
                names.extend(concerned(&topics, heard.recv().await)?);
                if names.is_empty() {
                    continue;
                }
                tokio::time::sleep(PAUSE).await;
                while let Some(more) = next_of(&mut heard) {
                    names.extend(concerned(&topics, more)?);
                }
                while let Some(name) = names.pop_first() {
                    tell.send(Ok(Event::default().event(name).data("changed"))).await.ok()?;
                }
            }
        };
        tokio::select! {
            None::<Infallible> = listen => {}
            () = tell.closed() => {}
            () = tokio::time::sleep(LASTS) => {}
        }
    });
    events(told)
}

/// Tells the browser `name` whenever the count is another.
pub fn watch(mut count: watch::Receiver<u64>, name: &'static str) -> Response {
    let (tell, told) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(1);
    tokio::spawn(async move {
        let look = async {
            loop {
                count.changed().await.ok()?;
                tell.send(Ok(Event::default().event(name).data("changed"))).await.ok()?;
                tokio::time::sleep(PAUSE).await;
            }
        };
        tokio::select! {
            None::<Infallible> = look => {}
            () = tell.closed() => {}
            () = tokio::time::sleep(LASTS) => {}
        }
    });
    events(told)
}

fn events(told: tokio::sync::mpsc::Receiver<Result<Event, Infallible>>) -> Response {
    Sse::new(ReceiverStream::new(told))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(20)))
        .into_response()
}

/// What is waiting to be heard, if anything.
fn next_of(heard: &mut Receiver<Arc<str>>) -> Option<Result<Arc<str>, RecvError>> {
    match heard.try_recv() {
        Ok(topic) => Some(Ok(topic)),
        Err(TryRecvError::Lagged(many)) => Some(Err(RecvError::Lagged(many))),
        Err(TryRecvError::Empty | TryRecvError::Closed) => None,
    }
}

/// The names to tell of an announcement; `None` when there will be no more.
fn concerned(
    topics: &[(String, &'static str)],
    heard: Result<Arc<str>, RecvError>,
) -> Option<Vec<&'static str>> {
    let all = topics.iter();
    match heard {
        Ok(heard) => Some(all.filter(|(topic, _)| **topic == *heard).map(|(_, name)| *name).collect()),
        // Too slow to hear everything: something may have concerned us.
        Err(RecvError::Lagged(_)) => Some(all.map(|(_, name)| *name).collect()),
        Err(RecvError::Closed) => None,
    }
}
