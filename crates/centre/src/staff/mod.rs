//! Those who help: what they know, how it stands with them now, and when they work.

mod agent;
mod cover;
mod feed;
mod ical;
mod import;
mod presence;
mod rota;
mod shift;
mod skill;
mod spans;
#[cfg(test)]
mod tests;

pub use agent::{Agent, OnDuty, agent, agents, on_duty};
pub use cover::{Cover, Covered, Gap, cover, midnights};
pub use feed::{Feed, end_feed, feed, has_feed, make_feed};
pub use ical::{Why, Wrong};
pub use import::{Imported, import_shifts};
pub use presence::{Cause, Past, Presence, Standing, is_due, past, seen, set_state, standing, tick};
pub use rota::{Rota, publish, rota, set_rota};
pub use shift::{
    Changed, Off, Origin, Planned, Shift, add_shift, change_shift, own_shifts, planned, planned_shift, shifts,
};
pub use skill::{BEST, USUAL};
pub use spans::Span;

pub(crate) use presence::{or_away, put_state};
pub(crate) use rota::put_rota;
pub(crate) use shift::put_change;
pub(crate) use skill::{Skill, put_skills, set_languages};

use db::Id;

/// The topic on which live pages hear that an agent of a cloud came, went, or works at other times.
pub fn topic(cloud: &str) -> String {
    format!("staff/{cloud}")
}

/// The topic on which an agent's own pages hear how it stands with them.
pub fn own_topic(agent: Id) -> String {
    format!("presence/{agent}")
}
