//! Calls, as a telephone system tells of them or an agent writes them down.

mod act;
mod forgotten;
mod history;
mod intake;
mod list;
mod lock;
mod news;
mod number;
mod record;
mod ringing;
mod systems;
#[cfg(test)]
mod tests;
mod whose;

pub use act::{CallAct, LoggedCall, Outline, act_on_call, log_call, open_for_caller, outline, outlines};
pub use forgotten::{end_forgotten_calls, is_call_forgotten};
pub use intake::{hear, knows_token};
pub use list::{CallFilter, CallPlace, Which, calls};
pub use lock::{Locks, locks};
pub use news::{News, NewsEvent};
pub use record::{Call, CallState, Direction, ProvenBy, call};
pub use ringing::{Alert, alerts, matches, topic, topic_of_call, topic_of_cloud, topic_of_organization};
pub use systems::{
    TelephoneSystem, add_system, extensions, looks_after_systems, revoke_system, set_extension, systems,
};
pub use whose::{By, Match};

pub(crate) use intake::{person_of_call, put, wrap_up};
pub(crate) use lock::open;
pub(crate) use record::last_of_callback;
pub(crate) use ringing::announce;
