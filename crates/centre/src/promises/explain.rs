use std::collections::BTreeMap;

use db::Tx;
use hours::clock::{self, Explanation};

use super::{Story, stories};
use crate::{
    Error, Result,
    cases::{self, Case},
    people::Viewer,
    policy::{ClockKind, Policy},
};

/// What a clock of a case shows, and how it came to that.
#[derive(Debug)]
pub struct Explained {
    pub kind: ClockKind,
    pub told: Explanation,
}

/// Beyond so many, stretches are told as one.
const MOST: usize = 60;

/// What the customer of a case is promised, explained from its history: the first response, and the next word while one
/// is due. For agents the goal for the resolution too, if there is one.
pub fn explain(tx: &mut Tx, policy: &Policy, viewer: &Viewer, case: &Case) -> Result<Vec<Explained>> {
    let mut last: BTreeMap<ClockKind, Story> = BTreeMap::new();
    for story in stories(policy, &cases::history(tx, case.id)?) {
        last.insert(story.kind, story);
    }
    last.retain(|kind, story| match kind {
        ClockKind::FirstResponse => true,
        ClockKind::Resolution => viewer.is_agent(),
        ClockKind::FollowUp => story.end.is_none(),
        ClockKind::Silence => false,
    });
    let now = tx.now();
    let explained = last.into_iter().filter_map(|(kind, story)| {
        let rules = policy.clock(kind, &case.category)?;
        let as_of = story.events.last().map_or(now, |(at, _)| now.max(*at));
        let told = clock::explain(story.counted_as(), &rules, &story.events, as_of, MOST);
        Some(told.map(|told| Explained { kind, told }).map_err(Error::broken))
    });
    explained.collect()
}
