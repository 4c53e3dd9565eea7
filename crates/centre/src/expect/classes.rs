use std::collections::{BTreeMap, BTreeSet};

use waits::{Class, Kind, Lines};

use crate::{policy::Policy, staff::Agent};

/// How the simulation calls what is asked: a line for each pair of category and language, whose agents serve every contact
/// method, and a rank for each severity and, within it, each contact method in the order of the policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Classes {
    pairs: BTreeMap<(String, String), u8>,
    severities: Vec<String>,
    methods: Vec<String>,
}

/// Booked times go before everybody else.
pub(super) const BOOKED: u8 = 0;
/// What nobody knows the line of.
pub(super) const NO_LINE: u8 = Class::MOST_LINES - 1;

impl Classes {
    /// The pairs that some agent serves.
    pub fn of(policy: &Policy, agents: &[Agent]) -> Classes {
        let categories = policy.categories.iter().map(|c| &c.id);
        let spoken: BTreeSet<&String> = agents.iter().flat_map(|a| &a.languages).map(|(l, _)| l).collect();
        let pairs = categories.flat_map(|c| spoken.iter().map(move |l| (c.clone(), (*l).clone())));
        let known = pairs.filter(|(c, l)| agents.iter().any(|a| a.knows(c) && a.speaks(l)));
        let mut severities: Vec<String> = policy.severities.iter().map(|s| s.level.clone()).collect();
        severities.sort_by_key(|level| policy.rank(level));
        Classes {
            pairs: known.zip(0..NO_LINE).collect(),
            severities,
            methods: policy.contact_methods.iter().map(|m| m.id.clone()).collect(),
        }
    }

    /// A line of its own for a pair that nobody serves, as long as there are any.
    pub fn add(&mut self, category: &str, language: &str) {
        let next = self.pairs.len();
        let pair = (category.to_owned(), language.to_owned());
        if next < usize::from(NO_LINE) {
            self.pairs.entry(pair).or_insert(next as u8);
        }
    }

    pub fn class(&self, category: &str, language: &str, severity: &str, method: &str) -> Option<Class> {
        Some(Class { line: self.line(category, language)?, rank: self.rank(severity, method) })
    }

    pub fn line(&self, category: &str, language: &str) -> Option<u8> {
        self.pairs.get(&(category.to_owned(), language.to_owned())).copied()
    }

    /// The most severe goes first; what isn't known, last.
    pub fn rank(&self, severity: &str, method: &str) -> u8 {
        let place = |all: &[String], one: &str| all.iter().position(|known| known == one);
        let severity = place(&self.severities, severity).unwrap_or(self.severities.len());
        let method = place(&self.methods, method).unwrap_or(self.methods.len().saturating_sub(1));
        let rank = severity * self.methods.len().max(1) + method + usize::from(BOOKED) + 1;
        u8::try_from(rank).unwrap_or(u8::MAX).min(Class::MOST_RANKS - 1)
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&(String, String), u8)> {
        self.pairs.iter().map(|(pair, line)| (pair, *line))
    }

    pub fn pair(&self, line: u8) -> Option<&(String, String)> {
        self.pairs().find(|(_, known)| *known == line).map(|(pair, _)| pair)
    }

    pub fn of_agent(&self, agent: &Agent) -> Lines {
        let serves =
            |(category, language): &(String, String)| agent.knows(category) && agent.speaks(language);
        self.pairs().filter(|(pair, _)| serves(pair)).map(|(_, line)| line).collect()
    }

    /// Calls and letters take different times, by the policy until there is experience.
    pub fn kinds(&self, policy: &Policy) -> Vec<Kind> {
        let kind = |method: &crate::policy::ContactMethod| {
            let mut ranks: Vec<u8> = self.severities.iter().map(|s| self.rank(s, &method.id)).collect();
            if self.methods.first() == Some(&method.id) {
                ranks.push(BOOKED);
            }
            Kind { ranks, service: f64::from(method.service_minutes.max(1)) * 60.0 }
        };
        policy.contact_methods.iter().map(kind).collect()
    }

    /// The language to expect an answer in.
    pub fn spoken(&self, policy: &Policy, category: &str, wanted: &str) -> String {
        let channels = policy.category(category).into_iter().flat_map(|c| &c.channels);
        let offered = channels.flat_map(|c| &c.languages).map(|spoken| spoken.language.as_str());
        let mut candidates = std::iter::once(wanted).chain(offered);
        candidates.find(|l| self.line(category, l).is_some()).unwrap_or(wanted).to_owned()
    }
}
