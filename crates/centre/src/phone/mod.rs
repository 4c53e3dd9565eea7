//! The telephone: calls, who is on the line and what an agent may see meanwhile.

mod calls;

pub use calls::{Call, CallFilter, CallPlace, CallState, Direction, ProvenBy, Which, call, calls};
