//! What changes for customers and agents when other policies come into force.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::facts::{Fact, Says};
use super::{LANGUAGES, Policies, Policy, Text};

/// One promise or rule that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub cloud: String,
    /// `severity A: first response`.
    pub about: String,
    /// What happens to it: `1 hour of `always` becomes 2 hours of `always``.
    pub what: String,
    /// Where it stands now, or stood, if that is known.
    pub place: Option<String>,
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.cloud, self.about, self.what)?;
        self.place.iter().try_for_each(|place| write!(f, " ({place})"))
    }
}

/// Every difference, cloud by cloud; empty if all promises are the same.
pub fn diff(old: &Policies, new: &Policies) -> Vec<Change> {
    let whole = |policy: &Policy, what: &str| Change {
        cloud: policy.cloud.key.clone(),
        about: "cloud".into(),
        what: what.into(),
        place: None,
    };
    let mut changes = Vec::new();
    for policy in new.iter() {
        match old.cloud(&policy.cloud.key) {
            Some(before) => changes.extend(between(before, policy)),
            None => changes.push(whole(policy, "is new")),
        }
    }
    let gone = old.iter().filter(|policy| new.cloud(&policy.cloud.key).is_none());
    changes.extend(gone.map(|policy| whole(policy, "is gone")));
    changes
}

fn between(old: &Policy, new: &Policy) -> Vec<Change> {
    let all = |policy: &Policy| [policy.facts(), policy.phone_facts()].concat();
    let (before, after) = (all(old), all(new));
    let key = |fact: &Fact| (fact.about.clone(), fact.what.clone());
    let known: BTreeMap<(String, String), &Fact> = before.iter().map(|fact| (key(fact), fact)).collect();
    let kept: BTreeSet<(String, String)> = after.iter().map(key).collect();
    let subjects = |facts: &[Fact]| facts.iter().map(|fact| fact.about.clone()).collect::<BTreeSet<_>>();
    let (had, has) = (subjects(&before), subjects(&after));

    let change = |about: &str, what: String, place: &Option<String>| Change {
        cloud: new.cloud.key.clone(),
        about: about.to_owned(),
        what,
        place: place.clone(),
    };
    let part = |fact: &Fact, what| change(&format!("{}: {}", fact.about, fact.what), what, &fact.place);
    let mut changes = Vec::new();
    for fact in &after {
        if !had.contains(&fact.about) && changes.last().is_none_or(|c: &Change| c.about != fact.about) {
            let is_first = after.iter().find(|f| f.about == fact.about) == Some(fact);
            changes.extend(is_first.then(|| change(&fact.about, "is new".into(), &fact.place)));
        }
        match known.get(&key(fact)) {
            Some(before) => changes.extend(becomes(&before.says, &fact.says).map(|what| part(fact, what))),
            None => changes.extend(stated(&fact.says).map(|says| part(fact, format!("now {says}")))),
        }
    }
    let mut gone = BTreeSet::new();
    for fact in before.iter().filter(|fact| !kept.contains(&key(fact))) {
        if has.contains(&fact.about) {
            changes.extend(stated(&fact.says).map(|says| part(fact, format!("no longer {says}"))));
        } else if gone.insert(&fact.about) {
            changes.push(change(&fact.about, "is gone".into(), &fact.place));
        }
    }
    changes
}

/// `None` if it says the same.
fn becomes(old: &Says, new: &Says) -> Option<String> {
    match (old, new) {
        (old, new) if old == new => None,
        (Says::Set(old), Says::Set(new)) => {
            let only = |these: &[String], those: &[String]| -> Vec<String> {
                these.iter().filter(|one| !those.contains(one)).cloned().collect()
            };
            let (added, removed) = (only(new, old), only(old, new));
            let said =
                |what, list: &[String]| (!list.is_empty()).then(|| format!("{what} {}", list.join("; ")));
            let said: Vec<String> =
                [said("added", &added), said("removed", &removed)].into_iter().flatten().collect();
            (!said.is_empty()).then(|| said.join(", "))
        }
        (Says::Words(old), Says::Words(new)) => Some(format!("the words change in {}", languages(old, new))),
        (old, new) => Some(format!("{} becomes {}", stated(old)?, stated(new)?)),
    }
}

/// `None` for words, which say nothing in short.
fn stated(says: &Says) -> Option<String> {
    match says {
        Says::Value(value) => Some(value.clone()),
        Says::Set(values) => Some(values.join("; ")),
        Says::Words(_) => None,
    }
}

/// Those in which the texts differ.
fn languages(old: &[Text], new: &[Text]) -> String {
    if old.len() != new.len() {
        return "number".into();
    }
    let differs = |language: &&str| old.iter().zip(new).any(|(a, b)| a.get(language) != b.get(language));
    let differ: Vec<&str> = LANGUAGES.into_iter().filter(differs).collect();
    differ.join(", ")
}
