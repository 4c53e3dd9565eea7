//! The telephone: calls, who is on the line and what an agent may see meanwhile.

pub mod calls;
pub mod proof;

pub use calls::{Call, CallState, Direction, ProvenBy, call};
