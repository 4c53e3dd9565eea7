use std::collections::{BTreeMap, BTreeSet};

use db::{Id, Tx};
use jiff::{SignedDuration, Timestamp};

use super::{Line, record::minutes};
use crate::{
    Error, Result,
    cases::Case,
    people::{self, Organization, Viewer},
    policy::{Callbacks, PhonePlan, Policies, Policy},
    staff::{self, Agent},
};

/// What somebody wants to be called about.
#[derive(Debug, Clone, Default)]
pub struct Wish {
    pub category: String,
    pub language: String,
    pub severity: String,
}

/// What can be promised.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Whether the line is open now: then the call comes in turn.
    pub is_open: bool,
    /// When it opens, if it is closed now.
    pub opens: Option<Timestamp>,
    /// The language that will be spoken.
    pub language: String,
    /// Booked times that are free, the earliest first.
    pub slots: Vec<Timestamp>,
    /// How long one is.
    pub minutes: u32,
}

/// Who could call, and when: what a promise is made from.
pub(super) struct Ground<'p> {
    pub rules: &'p Callbacks,
    cloud: &'p str,
    pub language: String,
    /// The agents who speak the language and know the category.
    pub pool: Vec<Agent>,
    pub line: Line,
}

impl<'p> Ground<'p> {
    pub fn new(tx: &mut Tx, policy: &'p Policy, of: &Organization, wish: &Wish) -> Result<Ground<'p>> {
        let agents = staff::agents(tx, &policy.cloud.key)?;
        let serving = |language: &str| -> Vec<Agent> {
            let all = agents.iter();
            all.filter(|a| a.speaks(language) && a.knows(&wish.category)).cloned().collect()
        };
        let channels = policy.category(&wish.category).into_iter().flat_map(|c| &c.channels);
        let offered = channels.flat_map(|c| &c.languages).map(|spoken| spoken.language.as_str());
        let candidates = std::iter::once(wish.language.as_str()).chain(offered);
        let mut found = candidates.map(|l| (l.to_owned(), serving(l))).filter(|(_, pool)| !pool.is_empty());
        let (language, pool) = found.next().unwrap_or_else(|| (wish.language.clone(), Vec::new()));
        let plans: Vec<&PhonePlan> =
            of.subscriptions_in_force().filter_map(|s| policy.phone_plan(&s.plan)).collect();
        let place = (of.country.as_str(), of.time_zone.as_str());
        let line = Line::of(policy, place, &plans, &wish.category, &language, &wish.severity);
        Ok(Ground { rules: &policy.callbacks, cloud: &policy.cloud.key, language, pool, line })
    }

    pub fn of_case(tx: &mut Tx, policy: &'p Policy, case: &Case) -> Result<Ground<'p>> {
        let organization = people::load(tx, case.organization)?.ok_or(Error::NotFound)?;
        let wish = Wish {
            category: case.category.clone(),
            language: case.language.clone(),
            severity: case.standing.severity.clone(),
        };
        Ground::new(tx, policy, &organization, &wish)
    }

    /// From when on a call in turn can be made.
    pub fn turn_at(&self, from: Timestamp) -> Timestamp {
        self.line.opens(from).unwrap_or(from)
    }

    pub fn offer(&self, tx: &mut Tx) -> Result<Offer> {
        let now = tx.now();
        let (from, to) = self.bookable(now);
        let slots = self.free(tx, from, to)?.into_keys().collect();
        let is_open = self.line.is_open(now);
        Ok(Offer {
            is_open,
            opens: self.line.opens(now).filter(|_| !is_open),
            language: self.language.clone(),
            slots,
            minutes: self.rules.slot_minutes,
        })
    }

    /// Somebody who can take this time, if it can be booked now.
    pub fn seat(&self, tx: &mut Tx, at: Timestamp) -> Result<Option<Id>> {
        let now = tx.now();
        let (from, to) = self.bookable(now);
        if at < from || at >= to || !is_slot(at, self.rules) {
            return Ok(None);
        }
        self.stand_in(tx, at)
    }

    /// Somebody who can take a booked time, however soon it is.
    pub fn stand_in(&self, tx: &mut Tx, at: Timestamp) -> Result<Option<Id>> {
        let agents = self.free(tx, at, at + minutes(1))?.remove(&at).unwrap_or_default();
        // Those who can do little else first, so that the others stay free for what only they can do.
        let able =
            |id: &Id| self.pool.iter().find(|a| a.id == *id).map(|a| a.languages.len() * a.categories.len());
        Ok(agents.into_iter().min_by_key(|id| (able(id), *id)))
    }

    /// Free times nearest to this one, the nearest first.
    pub fn nearest(&self, tx: &mut Tx, to: Timestamp, most: usize) -> Result<Vec<Timestamp>> {
        let mut slots = self.offer(tx)?.slots;
        slots.sort_by_key(|slot| slot.duration_since(to).abs());
        slots.truncate(most);
        slots.sort();
        Ok(slots)
    }

    /// Whether this agent could still make a call that was booked for `at`.
    pub fn is_there(&self, tx: &mut Tx, agent: Id, at: Timestamp) -> Result<bool> {
        let until = at + minutes(self.rules.slot_minutes);
        let shifts = staff::shifts(tx, self.cloud, at, until)?;
        Ok(self.pool.iter().any(|a| a.id == agent)
            && shifts.iter().any(|s| s.agent == agent && s.from <= at && until <= s.to))
    }

    fn bookable(&self, now: Timestamp) -> (Timestamp, Timestamp) {
        let days = SignedDuration::from_hours(24 * i64::from(self.rules.bookable_days));
        (now + minutes(self.rules.notice_minutes), now + days)
    }

    fn free(&self, tx: &mut Tx, from: Timestamp, to: Timestamp) -> Result<BTreeMap<Timestamp, Vec<Id>>> {
        let is_ours = |id: &Id| self.pool.iter().any(|agent| agent.id == *id);
        let shifts: Vec<(Id, Timestamp, Timestamp)> = staff::shifts(tx, self.cloud, from, to)?
            .into_iter()
            .filter(|shift| is_ours(&shift.agent))
            .map(|shift| (shift.agent, shift.from, shift.to))
            .collect();
        // What was booked in the same hours counts for the share that is kept for the queue.
        let booked = tx.query(
            "SELECT seat, slot_at FROM callbacks
             WHERE cloud = $1 AND ended_at IS NULL AND ready_at >= $2 AND ready_at < $3 AND slot_at IS NOT NULL
               AND seat IS NOT NULL",
            &[&self.cloud, &hour_of(from), &(hour_of(to) + SignedDuration::from_hours(1))],
        )?;
        let booked = booked.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<_>>()?;
        let length = minutes(self.rules.slot_minutes);
        let mut seats = free_seats(self.rules, &shifts, &booked, from, to);
        seats.retain(|at, _| self.line.is_open_throughout(*at, *at + length));
        Ok(seats)
    }
}

fn hour_of(at: Timestamp) -> Timestamp {
    let seconds = at.as_second();
    Timestamp::from_second(seconds - seconds.rem_euclid(3600)).unwrap_or(at)
}

fn is_slot(at: Timestamp, rules: &Callbacks) -> bool {
    at.as_microsecond() % (i64::from(rules.slot_minutes.max(1)) * 60_000_000) == 0
}

/// How many times of one hour of an agent are sold.
fn sold_of_an_hour(rules: &Callbacks) -> usize {
    let slots = 60 / rules.slot_minutes.max(1);
    (slots * (100 - rules.kept_for_queue_percent.min(100))).div_ceil(100) as usize
}

/// The times from `from` (to before `to`) at which somebody is on duty and not booked, with who; shifts are (agent, from,
/// to).
fn free_seats(
    rules: &Callbacks,
    shifts: &[(Id, Timestamp, Timestamp)],
    booked: &BTreeSet<(Id, Timestamp)>,
    from: Timestamp,
    to: Timestamp,
) -> BTreeMap<Timestamp, Vec<Id>> {
    let length = i64::from(rules.slot_minutes.max(1)) * 60;
    let most = sold_of_an_hour(rules);
    let mut sold: BTreeMap<(Id, Timestamp), usize> = BTreeMap::new();
    for (agent, at) in booked {
        *sold.entry((*agent, hour_of(*at))).or_default() += 1;
    }
    let mut seats: BTreeMap<Timestamp, Vec<Id>> = BTreeMap::new();
    for (agent, begins, ends) in shifts {
        let first = (*begins).max(from).as_microsecond().div_euclid(1_000_000);
        let first = if (*begins).max(from).as_microsecond() % 1_000_000 == 0 { first } else { first + 1 };
        let mut second = first + (length - first.rem_euclid(length)) % length;
        while let Ok(at) = Timestamp::from_second(second) {
            if at >= to || at + SignedDuration::from_secs(length) > *ends {
                break;
            }
            let is_kept = sold.get(&(*agent, hour_of(at))).copied().unwrap_or(0) >= most;
            let agents = seats.entry(at).or_default();
            if !is_kept && !booked.contains(&(*agent, at)) && !agents.contains(agent) {
                agents.push(*agent);
            }
            second += length;
        }
    }
    seats.retain(|_, agents| !agents.is_empty());
    seats
}

/// What can be promised to the viewer's organization.
pub fn offer(tx: &mut Tx, policies: &Policies, viewer: &Viewer, wish: &Wish) -> Result<Offer> {
    let policy = policies.cloud(&viewer.cloud).ok_or(Error::NotFound)?;
    let organization = people::organization(tx, viewer, viewer.manages()?)?;
    Ground::new(tx, policy, &organization, wish)?.offer(tx)
}

/// What can be promised for a case that the viewer sees.
pub fn offer_for_case(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: i64) -> Result<Offer> {
    let case = crate::cases::find(tx, viewer, number)?;
    let policy = policies.cloud(&case.cloud).ok_or(Error::NotFound)?;
    Ground::of_case(tx, policy, &case)?.offer(tx)
}

/// How a refusal names free times: in the viewer's own language and zone.
pub(super) fn told_taken(viewer: &Viewer, nearest: &[Timestamp]) -> crate::Told {
    if nearest.is_empty() {
        return crate::tell("error-slot-taken-none").about("callback_at");
    }
    let times: Vec<String> = nearest.iter().map(|at| viewer.lang.day_time(*at, &viewer.zone)).collect();
    crate::tell("error-slot-taken").with("nearest", viewer.lang.list(&times)).about("callback_at")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rules(slot_minutes: u32, kept: u32) -> Callbacks {
        Callbacks {
            slot_minutes,
            bookable_days: 10,
            notice_minutes: 30,
            kept_for_queue_percent: kept,
            retry_minutes: vec![30, 120],
            claim_minutes: 15,
            remind_customer_minutes: 60,
            remind_agent_minutes: 10,
            late: Vec::new(),
        }
    }

    fn minute(minute: i64) -> Timestamp {
        Timestamp::from_second(1_800_000_000 / 3600 * 3600 + minute * 60).unwrap()
    }

    fn agent(n: u8) -> Id {
        Id([n; 16])
    }

    #[test]
    fn of_each_hour_of_an_agent_only_a_share_is_sold() {
        let shifts = [(agent(1), minute(0), minute(120))];
        let booked = BTreeSet::from([(agent(1), minute(0)), (agent(1), minute(30))]);
        let free = free_seats(&rules(15, 50), &shifts, &booked, minute(0), minute(600));
        assert_eq!(free.keys().copied().collect::<Vec<_>>(), [60, 75, 90, 105].map(minute));
        assert_eq!(free_seats(&rules(15, 100), &shifts, &BTreeSet::new(), minute(0), minute(600)).len(), 0);
        assert_eq!(free_seats(&rules(15, 99), &shifts, &BTreeSet::new(), minute(0), minute(600)).len(), 8);
    }

    #[test]
    fn a_time_that_does_not_fit_into_the_shift_is_not_offered() {
        let shifts = [(agent(1), minute(7), minute(44))];
        let free = free_seats(&rules(15, 0), &shifts, &BTreeSet::new(), minute(0), minute(600));
        assert_eq!(free.keys().copied().collect::<Vec<_>>(), [minute(15)]);
    }

    proptest! {
        /// Booking whatever is offered until nothing is left sells no seat twice and keeps the queue's share.
        #[test]
        fn whatever_is_booked_no_seat_is_sold_twice_and_the_queue_keeps_its_share(
            shifts in prop::collection::vec((1_u8..5, 0_i64..600, 15_i64..300), 1..6),
            kept in 0_u32..=100,
            length in prop::sample::select(vec![10_u32, 15, 20, 30, 60]),
            choices in prop::collection::vec(any::<prop::sample::Index>(), 1..80),
        ) {
            let rules = rules(length, kept);
            let shifts: Vec<_> =
                shifts.iter().map(|(a, from, long)| (agent(*a), minute(*from), minute(from + long))).collect();
            let mut booked = BTreeSet::new();
            for choice in choices {
                let free = free_seats(&rules, &shifts, &booked, minute(0), minute(2000));
                let seats: Vec<(Id, Timestamp)> =
                    free.iter().flat_map(|(at, agents)| agents.iter().map(|a| (*a, *at))).collect();
                if seats.is_empty() {
                    break;
                }
                let (agent, at) = seats[choice.index(seats.len())];
                let until = at + minutes(length);
                prop_assert!(shifts.iter().any(|(a, from, to)| *a == agent && *from <= at && until <= *to));
                prop_assert!(is_slot(at, &rules));
                prop_assert!(booked.insert((agent, at)));
            }
            for (agent, at) in &booked {
                let same = booked.iter().filter(|(a, t)| a == agent && hour_of(*t) == hour_of(*at)).count();
                prop_assert!(same <= sold_of_an_hour(&rules));
            }
        }
    }
}
