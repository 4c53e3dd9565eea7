//! How long will it take? Pure: what happens in a centre goes in, a range comes out.
//!
//! A [`Centre`] follows what happens, learns from it and announces a wait to whoever joins a line. Its parts can be used alone: a
//! [`State`] is how things stand now, a [`Learner`] knows the laws behind it, [`forecast`] simulates the near future of the one by the
//! other, and [`Calibration`] corrects what is announced by what came.
//!
//! The rules of a centre: an agent serves those lines that they are skilled for; the next customer is the most severe, then the longest
//! waiting; nobody is interrupted, and a call in hand is finished after the shift. Whoever arrives takes an idle agent with the fewest
//! skills, then the longest idle.
//!
//! Times are seconds since a local midnight.

mod calibration;
mod centre;
pub mod erlang;
mod forecast;
pub mod lab;
mod law;
mod learner;
mod patience;
mod plan;
mod random;
mod runs;
pub mod staffing;
mod state;
pub mod trace;
pub mod world;

pub use calibration::Calibration;
pub use centre::{Announcement, Centre, Confused, Event, Id};
pub use forecast::{Forecast, Range, Why, forecast, why};
pub use law::Law;
pub use learner::{Kind, Learner, Prior};
pub use patience::Patience;
pub use random::Random;
pub use state::{Agent, Booking, Class, Lines, Serving, Shift, State, Waiting};
