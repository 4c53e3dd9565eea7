//! Call-backs: the promise to phone somebody back, in turn or at a time that they booked. A case has one at a time.

mod ask;
mod calendar;
mod call;
mod follow;
mod line;
mod mail;
mod queue;
mod record;
mod seats;
#[cfg(test)]
mod tests;
mod tick;

pub use ask::{ask, cancel};
pub use calendar::event as calendar;
pub use call::{Outcome, outcome};
pub use line::Line;
pub use queue::{Place, Queue, can_call, claim, claimed, own, place, queue};
pub use record::{Callback, State};
pub use seats::{Offer, Wish, offer, offer_for_case};
pub use tick::{is_due, recheck, tick};

pub(crate) use ask::{begin, play};
pub(crate) use follow::follow;

/// The topic on which live pages hear that the call-backs of a cloud changed.
pub fn topic(cloud: &str) -> String {
    format!("callbacks/{cloud}")
}
