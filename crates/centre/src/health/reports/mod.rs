//! What customers tell of services that trouble them, and what becomes of it. Reports of several organizations that tell of
//! the same are a suspicion, of which engineers make an issue; cases that an issue explains are linked to it, and each of its
//! posts answers them.

mod answer;
mod gather;
mod linked;
mod report;
mod suspicion;
#[cfg(test)]
mod tests;

pub use answer::{answer, is_due};
pub use gather::gather;
pub use linked::{Linked, link, linked, matching, of_case, resolve_linked, still_broken, unlink};
pub use report::{Before, NewReport, Outcome, Report, Reported, own, report};
pub use suspicion::{
    Evidence, Proposal, Suspicion, affected, dismiss, join, proposals, suspicion, suspicions,
};

pub(crate) use linked::attach;
pub(super) use linked::let_go;
pub(crate) use report::{Recorded, of_new_case, record};

/// The topic on which the desk hears that something was reported, linked or decided.
pub fn topic(cloud: &str) -> String {
    format!("reports/{cloud}")
}
