//! What the page of a case at the desk shows of its call-back: whom to call, and what became of it.

use centre::{
    callbacks::{self, Callback, Offer},
    people::{Desk, Viewer},
    policy::{Policies, Policy},
};
use db::Tx;
use jiff::tz::TimeZone;

use super::{Slots, desk::Row, zone_of};
use crate::page::Page;

pub struct Panel {
    pub row: Row,
    pub e164: String,
    /// The zone of who is called, with the time there.
    pub there: String,
    /// The viewer is about to call, and can say what came of it.
    pub is_own: bool,
    /// When to call later instead.
    pub slots: Option<Slots>,
}

/// What a [`Panel`] is made of.
pub struct Loaded {
    callback: Callback,
    offer: Option<Offer>,
}

impl Panel {
    /// The live call-back of a case; times to move it to only for who is about to call.
    pub fn load(
        tx: &mut Tx,
        policies: &Policies,
        viewer: &Viewer,
        number: i64,
    ) -> centre::Result<Option<Loaded>> {
        let Some(callback) = callbacks::own(tx, viewer, number)?.filter(Callback::is_live) else {
            return Ok(None);
        };
        let offer = match callback.claimed_by == Some(viewer.id()) {
            true => Some(callbacks::offer_for_case(tx, policies, viewer, number)?),
            false => None,
        };
        Ok(Some(Loaded { callback, offer }))
    }

    pub fn new(page: &Page, policy: &Policy, desk: &Desk, loaded: Loaded) -> Panel {
        let Loaded { callback, offer } = loaded;
        let zone = TimeZone::get(&callback.time_zone).unwrap_or(TimeZone::UTC);
        let there = page.t2(
            "callback-there",
            "time",
            page.l.weekday_time(page.now, &zone),
            "zone",
            page.l.zone_name(&callback.time_zone, page.now),
        );
        Panel {
            e164: callback.phone.clone(),
            there,
            is_own: offer.is_some(),
            slots: offer.map(|offer| {
                // Times are agreed on in the zone of who is called.
                Slots::new(page, "callback", &offer, &zone_of(page, &callback.time_zone), "")
            }),
            row: Row::new(page, policy, desk, callback),
        }
    }
}
