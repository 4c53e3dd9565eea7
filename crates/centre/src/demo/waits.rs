//! Waits that were announced in the last half year, and what came: the same in every demo.

use db::Tx;
use jiff::{SignedDuration, Zoned, civil::Weekday};
use waits::{Random, Range};

use crate::{
    Result,
    expect::{self, Announced, By, Outcome, Why},
    policy::{Policies, Policy},
};

const WEEKS: i64 = 26;
/// So many weeks it was announced by the formula, before anything was learned.
const NEW: i64 = 5;

/// What is asked of an operator in a day, in which languages, and where its days begin.
struct Operator {
    cloud: &'static str,
    zone: &'static str,
    a_day: f64,
    languages: &'static [(&'static str, f64)],
}

const OPERATORS: [Operator; 3] = [
    Operator {
        cloud: "worldwide",
        zone: "Europe/Berlin",
        a_day: 11.0,
        languages: &[("en", 0.45), ("de", 0.7), ("hu", 0.8), ("nb", 0.89), ("nl", 1.0)],
    },
    Operator { cloud: "china", zone: "Asia/Shanghai", a_day: 5.0, languages: &[("zh-CN", 0.9), ("en", 1.0)] },
    Operator { cloud: "germany", zone: "Europe/Berlin", a_day: 2.0, languages: &[("de", 0.85), ("en", 1.0)] },
];

pub fn play_waits(tx: &mut Tx, policies: &Policies) -> Result<()> {
    let mut dice = Random::new(20_261_121);
    for operator in &OPERATORS {
        let Some(policy) = policies.cloud(operator.cloud) else { continue };
        for back in (1..=WEEKS * 7).rev() {
            let day = tx.now() - SignedDuration::from_hours(24 * back);
            let Ok(day) = day.in_tz(operator.zone) else { continue };
            if matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
                continue;
            }
            // Mondays are busy, and from month to month there is more to do.
            let busy = if day.weekday() == Weekday::Monday { 1.4 } else { 0.95 };
            let many = operator.a_day * busy * (1.2 - back as f64 / 600.0);
            let mut left = many * (0.7 + 0.6 * dice.unit());
            while left > 0.0 {
                left -= 1.0;
                one(tx, policy, operator, &day, back, &mut dice)?;
            }
        }
    }
    Ok(())
}

/// A request of that day, what was announced for it, and what came.
fn one(
    tx: &mut Tx,
    policy: &Policy,
    operator: &Operator,
    day: &Zoned,
    back: i64,
    dice: &mut Random,
) -> Result<()> {
    // Most come before noon, fewer in the afternoon.
    let hour = 8.0 + if dice.unit() < 0.6 { 4.0 * dice.unit() } else { 4.0 + 5.5 * dice.unit() };
    let Ok(midnight) = day.start_of_day() else { return Ok(()) };
    let at = midnight.timestamp() + SignedDuration::from_secs((hour * 3600.0) as i64);
    let pick = |point: f64, among: &[(&'static str, f64)]| {
        among.iter().find(|(_, upto)| point < *upto).map_or("en", |(what, _)| what)
    };
    let language = pick(dice.unit(), operator.languages);
    let severity = pick(dice.unit(), &[("A", 0.06), ("B", 0.4), ("C", 1.0)]);
    let category = pick(dice.unit(), &[("technical", 0.68), ("billing", 0.93), ("presales", 1.0)]);
    let is_call = dice.unit() < 0.45;
    let method = if is_call { "phone" } else { "email" };
    if !policy.contact_methods.iter().any(|one| one.id == method) {
        return Ok(());
    }
    let before = (dice.exponential() * if (9.0..12.0).contains(&hour) { 2.6 } else { 1.2 }) as i64;
    let agents = 1 + (dice.unit() * 3.0) as i64;
    let service = if is_call { 900.0 } else { 1500.0 };
    let urgency = match severity {
        "A" => 0.4,
        "B" => 0.8,
        _ => 1.25,
    };
    let rare = if matches!(language, "en" | "de" | "zh-CN") { 1.0 } else { 1.5 };
    let middle =
        (before as f64 + 1.0) / agents as f64 * service * urgency * rare * if is_call { 1.0 } else { 3.5 };
    // What comes late in the day is answered in the morning.
    let closes = 17.5 * 3600.0;
    let over_night = hour * 3600.0 + middle > closes && severity != "A" && !is_call;
    let gap = if over_night { overnight(day, hour) } else { 0.0 };
    let spread: f64 = 0.42;
    let of = |normal: f64| gap + middle * (spread * normal).exp();
    let simulated = Range {
        mean: gap + middle * (0.5 * spread * spread).exp(),
        p10: of(-1.2816),
        p50: of(0.0),
        p90: of(1.2816),
    };
    let is_new = back > (WEEKS - NEW) * 7;
    let (luck, bias) = if is_new { (0.78, 0.22) } else { (0.44, 0.02) };
    let wait = gap + middle * (luck * dice.normal() + bias).exp();
    let left = dice.unit() < if is_call { 0.06 } else { 0.02 };
    let outcome = if left { Outcome::Left } else { Outcome::Answered };
    let wait = if left { wait * dice.unit() } else { wait };
    let announced = Announced {
        at,
        range: simulated,
        simulated,
        by: if is_new { By::Formula } else { By::Simulation },
        why: Why {
            before,
            agents,
            busy: agents,
            service: service as i64,
            language: language.to_owned(),
            outcomes: if is_new { 0 } else { ((WEEKS * 7 - back) as f64 * operator.a_day * 0.4) as i64 },
            ..Why::default()
        },
    };
    let settled_at = at + SignedDuration::from_secs(wait as i64);
    let settled = (settled_at < tx.now()).then_some((wait as i64, outcome, settled_at));
    expect::put_past(tx, &announced, (operator.cloud, method, category, severity), settled)
}

/// Seconds between the closing that is near and the next opening, without the weekend.
fn overnight(day: &Zoned, hour: f64) -> f64 {
    let days = if day.weekday() == Weekday::Friday { 3.0 } else { 1.0 };
    (days * 24.0 + 8.0 - hour.max(15.0)) * 3600.0
}
