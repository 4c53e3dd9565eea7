//! Cases (customers know them as service requests): opening, the history, what people do with them, the lists.

mod access;
mod act;
mod attachment;
mod desk;
mod event;
mod gate;
mod list;
mod open;
#[cfg(test)]
mod tests;
mod timeline;

use crate::{
    Result,
    people::{Viewer, Who},
};

pub use access::{Case, find};
pub use act::{Act, Then, act, may_reopen, offered_lowering};
pub(crate) use attachment::piece;
pub use attachment::{
    Attachment, attachment, begin_upload, chunk, expire_uploads, put_chunk, waiting_uploads,
};
pub use desk::{Canned, Doing, Presence, agents, announce_doing, canned_answers, presence, put_canned};
pub use event::{Event, Queue, Reachable, Standing, State};
pub use gate::{Gate, PartnerContact, gate};
pub use list::{
    DeskFilter, DeskTab, Filter, Line, MOST_COUNTED, Page, Place, desk_counts, desk_list, found, history_of,
    list,
};
pub use open::{Missing, NewCase, agreement, missing, open, settle};
pub use timeline::{Author, Entry, Side, timeline};

use db::Id;

pub(crate) use access::{known, load};
pub(crate) use act::{after_call, append, append_of_time};
pub(crate) use list::search_document;
pub(crate) use open::{Opening, insert, open_for};
pub(crate) use timeline::history;

/// The topic on which live pages hear of a case.
pub fn topic(number: i64) -> String {
    format!("case/{number}")
}

/// The topic on which an operator's desk hears of its queues.
pub fn desk_topic(cloud: &str) -> String {
    format!("desk/{cloud}")
}

/// The search scopes that a case is filed under.
fn organization_scope(id: Id) -> String {
    format!("org:{id}")
}

fn partner_scope(id: Id) -> String {
    format!("partner:{id}")
}

fn desk_scope(cloud: &str) -> String {
    format!("desk:{cloud}")
}

/// The one search scope whose cases the viewer looks through.
pub fn search_scope(viewer: &Viewer, as_partner: bool) -> Result<String> {
    match &viewer.who {
        Who::Agent(_) => Ok(desk_scope(&viewer.cloud)),
        Who::Customer(c) if as_partner && c.is_partner => viewer.manages().map(partner_scope),
        Who::Customer(_) => viewer.manages().map(organization_scope),
        Who::App { .. } => Err(crate::Error::NotFound),
    }
}
