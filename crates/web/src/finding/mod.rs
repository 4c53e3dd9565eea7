//! Finding as people see it: suggestions while they type, results, "did this help?", and what authors learn from it.

mod helped;
mod notes;
mod report;
mod results;
mod search;
mod suggest;
#[cfg(test)]
mod tests;

pub use helped::{Helped, helped};
pub use notes::{COOKIE, Notes, Tracks};
pub use report::{csv as report_csv, report};
pub use results::{Results, Wanted};
pub use search::{Kind, KnownIssue, find, issues};
pub use suggest::{suggest, suggestions};
