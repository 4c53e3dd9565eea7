//! What happened to a call-back, in words that both sides read.

use centre::cases::Event;
use lang::args;

use crate::page::Page;

/// An icon and a sentence; `None` for what has nothing to do with call-backs.
pub fn told(page: &Page, event: &Event, name: &str) -> Option<(&'static str, String)> {
    let when = |at: &jiff::Timestamp| page.l.day_time(*at, &page.zone);
    let say = |key: &str, at: &jiff::Timestamp| page.t2(key, "name", name, "when", when(at));
    Some(match event {
        Event::CallbackBooked { at: None } => ("call-back", page.t1("callback-event-asked", "name", name)),
        Event::CallbackBooked { at: Some(at) } | Event::CallbackMoved { from: None, to: Some(at) } => {
            ("calendar", say("callback-event-booked", at))
        }
        Event::CallbackMoved { from: Some(from), to: Some(to) } => {
            let facts = args!["name" => name, "from" => when(from), "to" => when(to)];
            ("calendar", page.l.t("callback-event-moved", &facts))
        }
        Event::CallbackMoved { from: Some(from), to: None } => {
            ("call-back", page.t2("callback-event-to-turn", "name", name, "from", when(from)))
        }
        Event::CallbackMoved { from: None, to: None } => {
            ("call-back", page.t1("callback-event-asked", "name", name))
        }
        Event::CallbackCancelled { at: Some(at) } => ("close", say("callback-event-cancelled", at)),
        Event::CallbackCancelled { at: None } => {
            ("close", page.t1("callback-event-cancelled-turn", "name", name))
        }
        Event::CallbackLost { at } => ("warning", page.t1("callback-event-lost", "when", when(at))),
        Event::CallbackNear { at } => ("bell", page.t1("callback-event-near", "when", when(at))),
        Event::CallbackLate { at } => ("warning", page.t1("callback-event-late", "when", when(at))),
        Event::CallTried { wrong_number: true, .. } => {
            ("phone", page.t1("callback-event-wrong-number", "name", name))
        }
        Event::CallTried { next_at: Some(at), .. } => ("phone", say("callback-event-tried", at)),
        Event::CallTried { next_at: None, .. } => {
            ("phone", page.t1("callback-event-tried-last", "name", name))
        }
        Event::CallReached { .. } => ("phone", page.t1("callback-event-reached", "name", name)),
        _ => return None,
    })
}
