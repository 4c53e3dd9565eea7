//! A closure on its way through a queue to a database thread, and its answer on the way back.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tokio::sync::{mpsc, oneshot};

use crate::{Error, Result, Tx};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Read,
    Write,
}

pub(crate) trait Work: Send {
    fn mode(&self) -> Mode;

    /// Runs the closure once and keeps what it returned. Says whether that was a success.
    fn run(&mut self, tx: &mut Tx<'_>) -> bool;

    /// Answers the caller, with the closure's own result if the transaction ended as that result asked for.
    fn answer(self: Box<Self>, ended: Result<()>);
}

const SLOW: Duration = Duration::from_millis(50);

pub(crate) struct Call<F, T, E> {
    mode: Mode,
    closure: F,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Call<F, T, E> {
    pub(crate) fn new(mode: Mode, closure: F, reply: oneshot::Sender<Result<T, E>>) -> Self {
        Call { mode, closure, result: None, reply }
    }
}

impl<F, T, E> Work for Call<F, T, E>
where
    F: Fn(&mut Tx<'_>) -> Result<T, E> + Send + Sync,
    T: Send,
    E: From<Error> + Send,
{
    fn mode(&self) -> Mode {
        self.mode
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> bool {
        let start = Instant::now();
        // Nothing that a panic could leave half done outlives it: the transaction is rolled back.
        let result = catch_unwind(AssertUnwindSafe(|| (self.closure)(tx)))
            .unwrap_or_else(|cause| Err(E::from(Error::Engine(format!("panic: {}", message(&*cause))))));
        let took = start.elapsed();
        if took > SLOW {
            let closure = std::any::type_name::<F>();
            tracing::warn!(closure, mode = ?self.mode, ms = took.as_millis(), "slow transaction");
        }
        self.result.insert(result).is_ok()
    }

    fn answer(self: Box<Self>, ended: Result<()>) {
        let result = match (ended, self.result) {
            (Err(error), _) => Err(E::from(error)),
            (Ok(()), Some(result)) => result,
            (Ok(()), None) => Err(E::from(Error::Closed)),
        };
        // The caller may have stopped waiting.
        let _ = self.reply.send(result);
    }
}

fn message(cause: &(dyn Any + Send)) -> &str {
    let text = cause.downcast_ref::<&str>().copied();
    text.or_else(|| cause.downcast_ref::<String>().map(String::as_str)).unwrap_or("of unknown cause")
}

pub(crate) fn spawn(name: &str, run: impl FnOnce() + Send + 'static) -> Result<JoinHandle<()>> {
    let thread = thread::Builder::new().name(name.to_owned());
    thread.spawn(run).map_err(|error| Error::Engine(error.to_string()))
}

/// The next piece of work for one of several threads that share a queue, `None` when it is closed and empty.
pub(crate) fn next(queue: &Mutex<mpsc::Receiver<Box<dyn Work>>>) -> Option<Box<dyn Work>> {
    queue.lock().unwrap_or_else(PoisonError::into_inner).blocking_recv()
}
