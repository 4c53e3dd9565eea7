use std::collections::BTreeMap;

use db::{Id, Tx};
use hours::Spec;
use jiff::{SignedDuration, Timestamp, tz::TimeZone};

use super::{shift, topic};
use crate::{
    Error, Result, Told, callbacks,
    people::Viewer,
    policy::{Clock, Policies},
    tell,
};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const FIELDS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The usual week of an agent as people write it: `09:00-12:30, 13:00-17:00` for each day from Monday on, in the zone
/// that the agent works in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rota {
    pub time_zone: String,
    pub days: [String; 7],
}

impl Rota {
    fn spec(&self) -> Result<Spec> {
        let mut weekly = BTreeMap::new();
        for ((name, field), text) in DAYS.iter().zip(FIELDS).zip(&self.days) {
            let windows = windows(text).ok_or_else(|| wrong(text, field))?;
            if !windows.is_empty() {
                weekly.insert((*name).to_owned(), windows);
            }
        }
        Ok(Spec { tz: self.time_zone.clone(), weekly, ..Spec::default() })
    }

    fn of(spec: &Spec) -> Rota {
        let text = |day: &&str| {
            let windows = spec.weekly.get(*day).into_iter().flatten();
            windows.map(|(from, to)| format!("{from}-{to}")).collect::<Vec<_>>().join(", ")
        };
        Rota { time_zone: spec.tz.clone(), days: DAYS.each_ref().map(text) }
    }
}

fn wrong(text: &str, field: &'static str) -> Told {
    tell("error-duty-times").with("typed", text.trim()).with("example", "09:00-17:00").about(field)
}

/// `9-12.30, 13:00–17` as `09:00`, `12:30` and so on.
fn windows(text: &str) -> Option<Vec<(String, String)>> {
    let parts = text.split([',', ';', '，', '、', '；']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (from, to) = part.split_once(['-', '–', '—', '~', '－', '至'])?;
            let (from, to) = (clock(from)?, clock(to)?);
            (from != to && from < Clock::END_OF_DAY).then(|| (from.to_string(), to.to_string()))
        })
        .collect()
}

fn clock(text: &str) -> Option<Clock> {
    let text = text.trim();
    let (hour, minute) = text.split_once([':', '.', '：']).unwrap_or((text, "00"));
    let digits = |part: &str| part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) || minute.len() != 2 {
        return None;
    }
    Clock::parse(&format!("{hour:0>2}:{minute}"))
}

/// The usual week of an agent, in the zone that they work in, as a manager of the cloud sees it.
pub fn rota(tx: &mut Tx, viewer: &Viewer, agent: Id) -> Result<Rota> {
    viewer.manages_desk()?;
    let agent = super::agent(tx, &viewer.cloud, agent)?;
    let row = tx.query_opt("SELECT hours FROM rotas WHERE agent = $1", &[&agent.id])?;
    match row {
        Some(row) => Ok(Rota::of(&serde_json::from_str(&row.get::<String>(0)?).map_err(Error::broken)?)),
        None => Ok(Rota { time_zone: agent.time_zone, ..Rota::default() }),
    }
}

/// Gives an agent another usual week: shifts that lie ahead and that nobody changed are made anew.
pub fn set_rota(tx: &mut Tx, policies: &Policies, viewer: &Viewer, agent: Id, rota: &Rota) -> Result<()> {
    viewer.manages_desk()?;
    let agent = super::agent(tx, &viewer.cloud, agent)?;
    if TimeZone::get(&rota.time_zone).is_err() {
        return Err(tell("error-time-zone").about("time_zone").into());
    }
    let now = tx.now();
    put_rota(tx, policies, &viewer.cloud, agent.id, rota, now)
}

/// The same with shifts from a time on.
pub(crate) fn put_rota(
    tx: &mut Tx,
    policies: &Policies,
    cloud: &str,
    agent: Id,
    rota: &Rota,
    from: Timestamp,
) -> Result<()> {
    let spec = rota.spec()?;
    tx.execute(
        "DELETE FROM shifts WHERE agent = $1 AND from_at > $2 AND origin = 'rota' AND changed = 0",
        &[&agent, &from],
    )?;
    callbacks::recheck(tx, agent)?;
    tx.announce(topic(cloud));
    if spec.weekly.is_empty() {
        tx.execute("DELETE FROM rotas WHERE agent = $1", &[&agent])?;
        return Ok(());
    }
    let hours = serde_json::to_string(&spec).map_err(Error::broken)?;
    tx.execute(
        "INSERT INTO rotas (agent, cloud, hours, published_to) VALUES ($1, $2, $3, $4)
         ON CONFLICT (agent) DO UPDATE SET cloud = $2, hours = $3, published_to = $4",
        &[&agent, &cloud, &hours, &from],
    )?;
    publish_one(tx, policies, cloud, agent, &spec, from)
}

/// Makes shifts of the usual weeks, so many days ahead as the policy says. Answers for how many agents there was
/// something to do.
pub fn publish(tx: &mut Tx, policies: &Policies) -> Result<usize> {
    let mut done = 0;
    for policy in policies.iter() {
        let horizon = horizon(tx.now(), policy.staffing.publish_days);
        let due = tx.query(
            "SELECT agent, hours, published_to FROM rotas WHERE cloud = $1 AND published_to < $2
             ORDER BY published_to LIMIT 50",
            &[&policy.cloud.key, &(horizon - SignedDuration::from_hours(24))],
        )?;
        for row in &due {
            let spec = serde_json::from_str(&row.get::<String>(1)?).map_err(Error::broken)?;
            publish_one(tx, policies, &policy.cloud.key, row.get(0)?, &spec, row.get(2)?)?;
            done += 1;
        }
    }
    Ok(done)
}

fn horizon(now: Timestamp, days: u32) -> Timestamp {
    now + SignedDuration::from_hours(24 * i64::from(days))
}

fn publish_one(
    tx: &mut Tx,
    policies: &Policies,
    cloud: &str,
    agent: Id,
    spec: &Spec,
    from: Timestamp,
) -> Result<()> {
    let calendar = hours::Calendar::new(spec).map_err(Error::broken)?;
    let days = policies.cloud(cloud).ok_or(Error::NotFound)?.staffing.publish_days;
    let to = horizon(tx.now(), days);
    // A shift that began before belongs to what was published before; one that begins within is published whole.
    let around = (from - shift::LONGEST, to + shift::LONGEST);
    for stretch in calendar.stretches(around.0, around.1) {
        if !stretch.open || stretch.from < from || stretch.from >= to {
            continue;
        }
        if stretch.to.duration_since(stretch.from) > shift::LONGEST {
            return Err(tell("error-duty-long").about("mon").into());
        }
        if !shift::overlaps(tx, agent, stretch.from, stretch.to, None)? {
            shift::insert(tx, cloud, agent, stretch.from, stretch.to, "rota", None)?;
        }
    }
    tx.execute("UPDATE rotas SET published_to = $2 WHERE agent = $1", &[&agent, &to])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn hours_are_read_as_people_write_them() {
        let read =
            |text| windows(text).map(|all| all.iter().map(|(a, b)| format!("{a}-{b}")).collect::<Vec<_>>());
        assert_eq!(read("9-17"), Some(vec!["09:00-17:00".into()]));
        assert_eq!(read("9.30–12, 13:00 - 17:15"), Some(vec!["09:30-12:00".into(), "13:00-17:15".into()]));
        assert_eq!(read("22:00-06:00"), Some(vec!["22:00-06:00".into()]));
        assert_eq!(read("16-24"), Some(vec!["16:00-24:00".into()]));
        assert_eq!(read("9：00至17：30"), Some(vec!["09:00-17:30".into()]));
        assert_eq!(read("  "), Some(vec![]));
        for wrong in ["9", "9-25", "9-9", "24-3", "9:5-10", "nine-five", "9-17x", "-", "9--17"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_hours_or_refused(text in ".{0,40}") {
            if let Some(windows) = windows(&text) {
                let weekly = BTreeMap::from([("mon".to_owned(), windows)]);
                let spec = Spec { tz: "Europe/Berlin".into(), weekly, ..Spec::default() };
                let empty = spec.weekly["mon"].is_empty();
                prop_assert_eq!(hours::Calendar::new(&spec).is_err(), empty);
            }
        }
    }
}
