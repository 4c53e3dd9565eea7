//! Which facts of one side are not on the other.

use super::facts::{self, Fact, Value};
use super::words::{Unit, Words};
use super::{Found, Kind};

type Side<'a> = (&'a str, &'a Words);

pub fn facts(source: Side<'_>, target: Side<'_>, found: &mut Found<'_>) {
    let mut here = facts::facts(source.0, source.1);
    let mut there = facts::facts(target.0, target.1);
    without_always(&mut here, &mut there);
    let (lost, new) = (missing(&here, &there), missing(&there, &here));
    let mut kinds: Vec<Kind> = lost.iter().chain(&new).map(|fact| kind(fact)).collect();
    kinds.sort_unstable();
    kinds.dedup();
    // One thing became another: that is one finding, named after what it was.
    if let ([first, ..], [_, ..]) = (&lost[..], &new[..])
        && one_kind(&lost)
        && one_kind(&new)
    {
        let kind = if is_midnight(&lost, &new) { Kind::Midnight } else { kind(first) };
        found.add(kind, &shown(source.0, &lost, None), &shown(target.0, &new, None));
        return;
    }
    for kind in kinds {
        found.add(kind, &shown(source.0, &lost, Some(kind)), &shown(target.0, &new, Some(kind)));
    }
}

/// Code, place-holders and the like: what is not on the other side.
pub fn sets(kind: Kind, source: &[String], target: &[String], found: &mut Found<'_>) {
    sets_by(kind, source, target, found, |a, b| a == b);
}

pub fn sets_by(
    kind: Kind,
    source: &[String],
    target: &[String],
    found: &mut Found<'_>,
    same: impl Fn(&String, &String) -> bool,
) {
    let outside = |these: &[String], those: &[String]| {
        let mut outside: Vec<&str> = Vec::new();
        for item in these.iter().filter(|item| !those.iter().any(|other| same(item, other))) {
            if !outside.contains(&item.as_str()) {
                outside.push(item);
            }
        }
        outside.join(", ")
    };
    let (lost, new) = (outside(source, target), outside(target, source));
    if !lost.is_empty() || !new.is_empty() {
        found.add(kind, &lost, &new);
    }
}

fn missing<'a>(these: &'a [Fact], those: &[Fact]) -> Vec<&'a Fact> {
    let has = |fact: &Fact| {
        those.iter().any(|other| fact.value.same(&other.value) || fact.value.may_be(&other.value))
    };
    these.iter().filter(|fact| !fact.soft && !has(fact)).collect()
}

/// »24 hours a day, 7 days a week« is »24/7« and »rund um die Uhr«; 365 days are all year.
fn without_always(here: &mut Vec<Fact>, there: &mut Vec<Fact>) {
    let day = |value: &Value| {
        matches!(value, Value::Always | Value::Clock(24))
            || matches!(value, Value::Duration(hours, Unit::Hour) if hours.is("24"))
    };
    let week = |value: &Value| {
        matches!(value, Value::Duration(days, Unit::Day) | Value::Number(days) if days.is("7"))
            || matches!(value, Value::Duration(weeks, Unit::Week) if weeks.is("1"))
    };
    let year = |value: &Value| {
        matches!(value, Value::AllYear) || matches!(value, Value::Duration(days, Unit::Day) if days.is("365"))
    };
    let any = |facts: &[Fact], test: &dyn Fn(&Value) -> bool| facts.iter().any(|fact| test(&fact.value));
    if any(here, &day) && any(there, &day) {
        for facts in [&mut *here, &mut *there] {
            facts.retain(|fact| !day(&fact.value) && !week(&fact.value));
        }
    }
    if any(here, &year) && any(there, &year) {
        for facts in [here, there] {
            facts.retain(|fact| !year(&fact.value));
        }
    }
}

fn kind(fact: &Fact) -> Kind {
    match fact.value {
        Value::Number(_) | Value::Name(_) => Kind::Number,
        Value::Time(_) | Value::Clock(_) => Kind::Time,
        Value::Duration(..) | Value::Always | Value::AllYear => Kind::Duration,
        Value::Percent(_) => Kind::Percent,
        Value::Money(..) => Kind::Currency,
        Value::Phone(_) => Kind::Phone,
        Value::Date { .. } => Kind::Date,
    }
}

fn one_kind(facts: &[&Fact]) -> bool {
    facts.iter().all(|fact| kind(fact) == kind(facts[0]))
}

/// 24:00 here and 0:00 there, or the other way round, and nothing else.
fn is_midnight(lost: &[&Fact], new: &[&Fact]) -> bool {
    let [lost, new] = [lost, new].map(|facts| match facts {
        [Fact { value: Value::Time(minutes), .. }] => Some(*minutes),
        _ => None,
    });
    matches!((lost, new), (Some(1440), Some(0)) | (Some(0), Some(1440)))
}

fn shown(text: &str, facts: &[&Fact], of: Option<Kind>) -> String {
    let mut parts: Vec<String> = Vec::new();
    for fact in facts.iter().filter(|fact| of.is_none_or(|of| of == kind(fact))) {
        let part: String = text.chars().skip(fact.start).take(fact.end - fact.start).collect();
        let part = part.trim().to_owned();
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
    parts.join(", ")
}
