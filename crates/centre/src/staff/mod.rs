//! Those who help: what they know, how it stands with them now, and when they work.

mod agent;
mod presence;
mod shift;
mod skill;
#[cfg(test)]
mod tests;

pub use agent::{Agent, OnDuty, agent, agents, on_duty};
pub use presence::{Cause, Past, Presence, Standing, is_due, past, seen, set_state, standing, tick};
pub use shift::{Shift, shifts};
pub use skill::{BEST, USUAL};

pub(crate) use skill::{Skill, put_skills, set_languages};

/// The topic on which live pages hear that an agent of a cloud came, went, or works at other times.
pub fn topic(cloud: &str) -> String {
    format!("staff/{cloud}")
}
