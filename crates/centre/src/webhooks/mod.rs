//! Calls to programs of customers when something is published. Who reads health for an organization makes them; each
//! publication that the organization may know of becomes one call, made again until it is taken or given up.

mod events;
mod hook;
mod log;
mod queue;
#[cfg(test)]
mod tests;
mod work;

pub use events::{EVENTS, Event};
pub use hook::{
    Made, NewWebhook, State, Webhook, change, forget, make, rotate, switch_off, switch_on, webhook, webhooks,
};
pub use log::{Call, CallState, Try, call, calls, next_page, replay, replay_since, test};
pub use work::{Answer, Due, claim, expire, is_due, settle};

pub(crate) use queue::{NewCall, calls_for, queue};

/// The topic that is announced when there is a call to make.
pub const TOPIC: &str = "webhooks";

/// The topic on which pages hear of a webhook's calls.
pub fn topic(id: db::Id) -> String {
    format!("webhook/{id}")
}
