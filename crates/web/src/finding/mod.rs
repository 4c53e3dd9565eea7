//! Finding as people see it: suggestions while they type, results, "did this help?", and what authors learn from it.

mod helped;
mod notes;
mod results;
mod search;
mod suggest;

pub use helped::{Helped, helped};
pub use notes::{COOKIE, Notes, Tracks};
pub use results::{Results, Wanted};
pub use search::{Answer, Kind, KnownIssue, find};
pub use suggest::{suggest, suggestions};
