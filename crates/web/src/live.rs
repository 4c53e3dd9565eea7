use std::{convert::Infallible, time::Duration};

use axum::response::{
    IntoResponse, Response,
    sse::{Event, KeepAlive, Sse},
};
use tokio::sync::broadcast::error::RecvError;
use tokio_stream::wrappers::ReceiverStream;

use crate::Shared;

/// How long a stream lasts. The browser comes again, and is asked again who it is.
const LASTS: Duration = Duration::from_secs(600);
/// Changes in quick succession are told once.
const PAUSE: Duration = Duration::from_millis(250);

/// Tells the browser `name` whenever one of the topics is announced. It says nothing else: what
/// changed is fetched by a request of its own, which asks who may see it.
pub fn stream(app: &Shared, topics: Vec<String>, name: &'static str) -> Response {
    let mut heard = app.db.announcements();
    let (tell, told) = tokio::sync::mpsc::channel::<Result<Event, Infallible>>(1);
    tokio::spawn(async move {
        let listen = async {
            loop {
                let concerns = match heard.recv().await {
                    Ok(topic) => topics.iter().any(|t| **t == *topic),
                    // Too slow to hear everything: something may have concerned us.
                    Err(RecvError::Lagged(_)) => true,
                    Err(RecvError::Closed) => return,
                };
                if !concerns {
                    continue;
                }
                tokio::time::sleep(PAUSE).await;
                heard = heard.resubscribe();
                if tell.send(Ok(Event::default().event(name).data("changed"))).await.is_err() {
                    return;
                }
            }
        };
        tokio::select! {
            () = listen => {}
            () = tell.closed() => {}
            () = tokio::time::sleep(LASTS) => {}
        }
    });
    Sse::new(ReceiverStream::new(told)).keep_alive(KeepAlive::new().interval(Duration::from_secs(20))).into_response()
}
