//! Calendars and clocks: when a support line is open, when a promise is due and how much of it is used.
//!
//! Everything here is a pure function of its arguments. One rule decides what is open: an instant is open when a wall
//! clock in the calendar's zone shows, at that instant, a date and time inside a window of that date. Local times are
//! never converted to instants, so an hour that a clock change skips contributes nothing and a repeated one counts twice.

mod calendar;
pub mod clock;
mod error;
mod parse;
pub mod sla;
mod spans;
mod spec;
mod zone;

pub use calendar::{Calendar, State, Stretch, Why};
pub use error::{Code, Error};
pub use parse::instant;
pub use spec::{Spec, Target, Unit, Window};
