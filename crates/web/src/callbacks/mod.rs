//! Call-backs: what the customer sees of them and chooses, and the agents' list of whom to call.

mod api;
mod card;
mod choose;
mod desk;
mod panel;
mod slots;
#[cfg(test)]
mod tests;
mod told;

pub use api::{cancel as api_cancel, change as api_change, conflict, slots as api_slots};
pub use card::Card;
pub use choose::{calendar, cancel, change, choose};
pub use desk::{list, live, next, outcome, take};
pub use panel::{Loaded as CallbackLoaded, Panel};
pub use slots::{Slots, time_of, zone_of};
pub use told::told;
