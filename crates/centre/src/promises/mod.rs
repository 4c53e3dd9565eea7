//! What was promised for a case and what to expect: the deadline of the first response, the wait.

mod response;
mod waits;

pub use response::{Beat, first_response};
pub use waits::{Expect, Wait, waits};
