//! What was promised for a case and what to expect: the deadline of the first response and why it is then, the wait.

mod explain;
mod response;
mod waits;

pub use explain::{Explained, explain};
pub use hours::clock::{Explanation, Kind as ClockKind, Part, Status, What};
pub use response::{Beat, first_response};
pub use waits::{Expect, Wait, waits};
