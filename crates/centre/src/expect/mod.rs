//! How long somebody will wait: announced from how things stand, compared with what came, and turned around into how many
//! agents it takes.
//!
//! A [`Scene`] is read in a transaction and simulated outside of it with what was [`Learned`].

pub use ::waits::Range;

mod announce;
mod classes;
mod figures;
mod formula;
mod learned;
mod line;
mod scene;
pub mod staffing;
mod summary;
#[cfg(test)]
mod tests;

pub use announce::{Announced, By, Outcome, Why, announced, announcement, put};
pub use figures::{Filter, MOST, Place, Settled, figures, list};
pub use learned::{Learned, learn, learned_until};
pub use scene::{Scene, Wait, Wish, is_in_turn, look};
pub use summary::{NOMINAL, Summary};

pub(crate) use announce::settle;
