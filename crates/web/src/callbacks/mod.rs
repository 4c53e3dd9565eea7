//! Call-backs: what the customer sees of them and chooses, and the agents' list of whom to call.

mod told;

pub use told::told;
