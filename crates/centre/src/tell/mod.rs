//! What goes out as mail or text message. Whoever causes a message writes it into the outbox, in the same transaction;
//! a worker claims it, sends it outside of any transaction and writes down what became of it.
//!
//! A message is sent at least once, and a repeat after a crash carries the same identity.

mod deliveries;
mod mask;
mod outbox;
#[cfg(test)]
mod tests;
mod work;

pub use deliveries::{Delivery, State, deliveries, topic};
pub use mask::masked;
pub use outbox::{About, Channel, Mail, TextMessage, mail, text_message};
pub use work::{Outcome, Outgoing, TOPIC, claim, expire, forget, has_expired, is_due, settle};
