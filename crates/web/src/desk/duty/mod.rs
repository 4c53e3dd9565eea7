//! Who is there, who works when, and what that leaves open.

mod change;
mod feed;
mod page;
mod picture;
mod plan;
mod presence;
#[cfg(test)]
mod tests;

pub use change::{add, change, import, rota, set_rota, shift};
pub use feed::{end_feed, feed, make_feed};
pub use page::{duty, live};
pub use plan::{csv, plan};
pub use presence::{name as presence_name, of as presence_of, presence, set_presence};

use centre::{policy::Policy, staff::Shift};
use jiff::Timestamp;

use crate::page::Page;

/// The name of a language in the reader's.
fn language_name(page: &Page, tag: &str) -> String {
    page.l.language_name(tag).unwrap_or(tag).to_owned()
}

fn category_name(page: &Page, policy: &Policy, id: &str) -> String {
    policy.category(id).map_or_else(|| id.to_owned(), |category| page.text(&category.name).to_owned())
}

/// "9:00 AM–5:30 PM" in the reader's zone.
fn times(page: &Page, from: Timestamp, to: Timestamp) -> String {
    let (from, to) = (page.l.time(from, &page.zone), page.l.time(to, &page.zone));
    page.l.t("units-range", &[("from", from.into()), ("to", to.into())])
}

/// "Mon, Sep 21, 9:00 AM–5:30 PM".
fn day_times(page: &Page, shift: &Shift) -> String {
    let (day, times) = (page.l.day(shift.from, &page.zone), times(page, shift.from, shift.to));
    page.t2("duty-day-times", "day", day, "times", times)
}
