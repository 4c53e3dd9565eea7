//! Expected waits as they are read.

use centre::{
    cases::MOST_COUNTED,
    expect::{Announced, Range, Wait, Why},
    policy::Policy,
};
use jiff::{SignedDuration, Timestamp};
use lang::args;

use crate::page::Page;

/// A wait in the reader's words.
pub struct Told {
    pub method: String,
    pub icon: &'static str,
    pub name: String,
    /// "Between 10:20 AM and 10:45 AM".
    pub text: String,
    /// "Closed now, opens Monday 8:00 AM".
    pub closed: Option<String>,
    /// "3 requests are before yours", "2 agents speak German".
    pub why: Vec<String>,
}

impl Told {
    pub fn new(page: &Page, policy: &Policy, wait: &Wait) -> Told {
        let method = policy.contact_methods.iter().find(|one| one.id == wait.method);
        Told {
            method: wait.method.clone(),
            icon: if wait.method == "phone" { "phone" } else { "mail" },
            name: method.map(|one| page.text(&one.name).to_owned()).unwrap_or_default(),
            text: range(page, wait),
            closed: wait.opens.map(|at| page.t1("wait-opens", "when", moment(page, at))),
            why: wait.announced.as_ref().map(|told| why(page, &told.why)).unwrap_or_default(),
        }
    }
}

fn range(page: &Page, wait: &Wait) -> String {
    wait.announced.as_ref().map_or_else(|| page.t("wait-unknown"), |told| span(page, told))
}

/// The range, and that it is closed now.
pub fn text(page: &Page, wait: &Wait) -> String {
    match wait.opens {
        Some(at) => page.t2("wait-closed-until", "opens", moment(page, at), "text", range(page, wait)),
        None => range(page, wait),
    }
}

/// The reasons that weigh most: who is before, and who is there.
pub fn reasons(page: &Page, wait: &Wait) -> Vec<String> {
    let before = match wait.before {
        many if many >= MOST_COUNTED => page.t1("help-wait-before-many", "n", MOST_COUNTED),
        0 => page.t("wait-why-before-none"),
        n => page.t1("wait-why-before", "n", n),
    };
    let on_duty = |told: &Announced| {
        let comes = told.why.next_comes.filter(|_| told.why.agents == 0);
        [Some(agents(page, &told.why)), comes.map(|at| page.t1("wait-why-comes", "when", moment(page, at)))]
    };
    let on_duty = wait.announced.iter().flat_map(on_duty).flatten();
    std::iter::once(before).chain(on_duty).collect()
}

fn agents(page: &Page, why: &Why) -> String {
    let language = page.l.language_name(&why.language).unwrap_or(&why.language);
    let args = args!["n" => why.agents, "language" => language, "free" => (why.agents - why.busy).max(0)];
    page.l.t(if why.agents == 0 { "wait-why-nobody" } else { "wait-why-agents" }, &args)
}

/// What was announced, as one line: "5 to 30 minutes".
pub fn told(page: &Page, range: Range) -> String {
    let time = |seconds: f64| page.l.duration(minutes(seconds as i64));
    page.t2("units-range", "from", time(range.p10), "to", time(range.p90))
}

/// A time of day as near as it is known.
fn span(page: &Page, told: &Announced) -> String {
    let at = |seconds: f64| told.after(seconds);
    between(page, at(told.range.p10), at(told.range.p50), at(told.range.p90))
}

/// "Between 10:20 and 10:45", across a closing "tomorrow from about 9:10".
pub fn between(page: &Page, from: Timestamp, about: Timestamp, to: Timestamp) -> String {
    const AT_ONCE: SignedDuration = SignedDuration::from_mins(5);
    if to.duration_since(page.now) <= AT_ONCE {
        return page.t("wait-at-once");
    }
    let date = |at: Timestamp| page.zone.to_datetime(at).date();
    let step = step(to.duration_since(from));
    let (from, to) = (rounded(from, step, false), rounded(to, step, true));
    let today = date(page.now);
    if date(from) == date(to) && date(from) == today {
        return page.t2(
            "wait-between",
            "from",
            page.l.time(from, &page.zone),
            "to",
            page.l.time(to, &page.zone),
        );
    }
    if date(from) == date(to) {
        let time = page.l.time(from, &page.zone);
        return match date(from) == today.saturating_add(jiff::Span::new().days(1)) {
            true => page.t1("wait-tomorrow", "time", time),
            false => page.t1("wait-from-day", "when", moment(page, from)),
        };
    }
    let about = rounded(about, step, false);
    let args = args!["from" => moment(page, from), "about" => moment(page, about), "to" => moment(page, to)];
    page.l.t("wait-days", &args)
}

/// A moment by its weekday if it is near, else by its date.
pub fn moment(page: &Page, at: Timestamp) -> String {
    crate::requests::promise::moment(page, at)
}

/// Nobody believes in minutes of a wait of hours.
fn step(width: SignedDuration) -> i64 {
    match width.as_mins() {
        ..=20 => 1,
        21..=120 => 5,
        121..=480 => 15,
        _ => 30,
    }
}

fn rounded(at: Timestamp, minutes: i64, up: bool) -> Timestamp {
    let step = minutes * 60;
    let second = at.as_second();
    let down = second - second.rem_euclid(step);
    let up = if up && down < second { step } else { 0 };
    Timestamp::from_second(down + up).unwrap_or(at)
}

/// What an announced wait comes from, a sentence each.
pub fn why(page: &Page, why: &Why) -> Vec<String> {
    let mut lines = Vec::new();
    if let Some(opens) = why.opens {
        lines.push(page.t1("wait-why-opens", "when", moment(page, opens)));
    }
    lines.push(match why.before {
        0 => page.t("wait-why-before-none"),
        n => page.t1("wait-why-before", "n", n),
    });
    lines.push(agents(page, why));
    if let Some(at) = why.next_comes {
        lines.push(page.t1("wait-why-comes", "when", moment(page, at)));
    }
    if let Some(at) = why.next_leaves {
        lines.push(page.t1("wait-why-leaves", "when", moment(page, at)));
    }
    if why.booked > 0 {
        lines.push(page.t1("wait-why-booked", "n", why.booked));
    }
    if why.overtaking > 0 {
        lines.push(page.t1("wait-why-overtaking", "n", why.overtaking));
    }
    if why.service > 0 {
        lines.push(page.t1("wait-why-service", "duration", page.l.duration(minutes(why.service))));
    }
    lines.push(match why.outcomes {
        0 => page.t("wait-why-new"),
        n => page.t1("wait-why-outcomes", "n", n),
    });
    lines
}

/// Whole minutes of so many seconds.
pub fn minutes(seconds: i64) -> i64 {
    (seconds + 30) / 60 * 60
}
