//! What was promised for a case and what to expect: the deadline of the first response and why it is then, the wait;
//! and how it was kept.

mod clocks;
mod explain;
mod moved;
mod notices;
pub mod record;
mod restate;
mod story;
#[cfg(test)]
mod tests;
mod tick;

pub use clocks::{CaseClock, clocks, kept};
pub use explain::{Explained, explain};
pub use hours::clock::{Explanation, Part, Status, What};
pub use moved::{Moved, Step, moved};
pub use notices::{Notice, notice_topic, notices, see_notice};
pub use restate::{Place, is_stale, restate};
pub use story::{End, Story, stories};
pub use tick::{is_due, tick};

pub(crate) use clocks::{begin, keep, next_due, response_due};
pub(crate) use notices::{give, managers};
pub(crate) use tick::breaches;
