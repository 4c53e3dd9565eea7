//! What the page of a request says of its call-back.

use centre::{
    callbacks::{Place, State},
    cases::Case,
    text,
};

use crate::page::Page;

pub struct Card {
    /// What is promised, or what came of it.
    pub lines: Vec<String>,
    pub is_live: bool,
    pub is_booked: bool,
    /// Support dials: nothing can be changed now.
    pub is_dialled: bool,
    /// It stands in the queue: the page hears of changes.
    pub is_in_queue: bool,
}

impl Card {
    /// `None` where no call can be asked for.
    pub fn new(page: &Page, case: &Case, place: Option<&Place>) -> Option<Card> {
        if case.standing.partner.is_some() || case.standing.state.is_done() {
            return None;
        }
        let mut card = Card {
            lines: Vec::new(),
            is_live: false,
            is_booked: false,
            is_dialled: false,
            is_in_queue: false,
        };
        let Some(Place { callback, turn }) = place else {
            card.lines.push(page.t("callback-card-none"));
            return Some(card);
        };
        let phone = text::phone_for_reading(&callback.phone);
        let when = |at| page.l.day_time(at, &page.zone);
        card.is_live = callback.is_live();
        card.is_booked = card.is_live && callback.slot_at.is_some() && callback.tries == 0;
        match (callback.state, callback.slot_at) {
            (State::Claimed, _) => {
                card.is_dialled = true;
                card.lines.push(page.t1("callback-card-dialled", "phone", phone));
            }
            (State::Waiting, _) if callback.tries > 0 => {
                let said = if callback.ready_at > page.now {
                    "callback-card-again"
                } else {
                    "callback-card-again-soon"
                };
                card.lines.push(page.t2(said, "when", when(callback.ready_at), "phone", phone));
            }
            (State::Waiting, Some(at)) => {
                let zone = page.l.zone_name(page.zone_name(), at);
                let facts = lang::args!["when" => when(at), "zone" => zone, "phone" => phone];
                card.lines.push(page.l.t("callback-card-booked", &facts));
            }
            (State::Waiting, None) => {
                card.is_in_queue = true;
                card.lines.push(page.t1("callback-card-turn", "phone", phone));
                match turn {
                    Some(before) => card.lines.push(match before {
                        0 => page.t("callback-card-next"),
                        many => page.t1("callback-card-before", "n", *many),
                    }),
                    None => card.lines.push(page.t1("callback-card-opens", "when", when(callback.ready_at))),
                }
            }
            (State::GivenUp, _) => card.lines.push(page.t1("callback-card-given-up", "phone", phone)),
            (State::WrongNumber, _) => card.lines.push(page.t1("callback-card-wrong-number", "phone", phone)),
            (State::Reached | State::Cancelled | State::Lost, _) => {
                card.lines.push(page.t("callback-card-none"));
            }
        }
        Some(card)
    }
}
