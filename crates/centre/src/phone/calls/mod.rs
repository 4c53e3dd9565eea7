//! Calls, as a telephone system tells of them or an agent writes them down.

mod list;
mod record;

pub use list::{CallFilter, CallPlace, Which, calls};
pub use record::{Call, CallState, Direction, ProvenBy, call};
