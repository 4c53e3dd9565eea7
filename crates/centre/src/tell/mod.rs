//! What goes out as mail or text message. Whoever causes a message writes it into the outbox, in the same transaction;
//! a worker claims it, sends it outside of any transaction and writes down what became of it.
//!
//! A message is sent at least once, and a repeat after a crash carries the same identity.

mod deliveries;
mod mask;
mod outbox;
mod spread;
#[cfg(test)]
mod tests;
mod work;

pub use deliveries::{Delivery, State, deliveries, topic};
pub use mask::masked;
pub use outbox::{About, Channel, Mail, TextMessage, mail, text_message};
pub(crate) use spread::LEAVE;
pub use spread::{Letter, Receiver, post_once, put_letter, send_once, take_back};
pub use work::{
    LEASE, Outcome, Outgoing, TOPIC, claim, claim_at_pace, expire, forget, has_expired, is_due, settle,
};
