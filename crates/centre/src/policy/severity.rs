use std::collections::BTreeMap;

use super::{Category, Condition, Policy, Severity, Text};

/// What a request is about, as far as its severity depends on it.
#[derive(Debug, Clone, Copy)]
pub struct SeverityWish<'a> {
    pub category: &'a str,
    /// Whether the organization has signed the agreement that the most severe level may need.
    pub agreement: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer<'p> {
    pub level: &'p str,
    pub allowed: bool,
    /// Why it isn't allowed; `None` if it is.
    pub reason: Option<Refusal<'p>>,
}

/// Why a severity can't be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal<'p> {
    /// The category's highest severity is lower.
    AboveMaximum {
        max: &'p str,
        note: &'p Text,
    },
    /// The severity exists for other categories only.
    OtherCategory {
        only_for: &'p [String],
        note: &'p Text,
    },
    NeedsAgreement {
        kind: &'p str,
        note: &'p Text,
    },
}

impl<'p> Refusal<'p> {
    /// A message key, for programs.
    pub fn key(&self) -> &'static str {
        match self {
            Refusal::AboveMaximum { .. } => "severity-above-maximum",
            Refusal::OtherCategory { .. } => "severity-other-category",
            Refusal::NeedsAgreement { .. } => "severity-needs-agreement",
        }
    }

    /// The reason as the operator puts it.
    pub fn note(&self) -> &'p Text {
        match self {
            Refusal::AboveMaximum { note, .. }
            | Refusal::OtherCategory { note, .. }
            | Refusal::NeedsAgreement { note, .. } => note,
        }
    }
}

/// Question id to answer id.
pub type Answers = BTreeMap<String, String>;

#[derive(Debug)]
pub struct Proposal<'p> {
    pub level: &'p str,
    /// Why: the rule's reason, then the answers that it followed from.
    pub reasons: Vec<&'p Text>,
}

impl Policy {
    /// Every severity, the most severe first, each with whether the policy offers it for this wish.
    /// Empty for a category that the policy doesn't have.
    pub fn offered_severities(&self, wish: &SeverityWish<'_>) -> Vec<Offer<'_>> {
        let Some(category) = self.category(wish.category) else {
            return Vec::new();
        };
        self.severities
            .iter()
            .map(|severity| {
                let reason = refusal_of(self, severity, category, wish.agreement);
                Offer { level: &severity.level, allowed: reason.is_none(), reason }
            })
            .collect()
    }

    /// 0 for the most severe.
    pub fn rank(&self, level: &str) -> Option<usize> {
        self.severities.iter().position(|severity| severity.level == level)
    }

    /// The severity that the answers to the impact questions speak for; `None` if no rule fits them.
    pub fn propose(&self, answers: &Answers) -> Option<Proposal<'_>> {
        let rule = self.proposals.iter().find(|rule| {
            let holds = |c: &Condition| answers.get(&c.question).is_some_and(|a| c.answers.contains(a));
            rule.when.iter().all(holds)
        })?;
        let given = rule.when.iter().filter_map(|condition| {
            let question = self.impact_questions.iter().find(|q| q.id == condition.question)?;
            let given = answers.get(&condition.question)?;
            question.answers.iter().find(|answer| answer.id == *given)
        });
        let reasons = std::iter::once(&rule.reason).chain(given.map(|answer| &answer.reason));
        Some(Proposal { level: &rule.level, reasons: reasons.collect() })
    }
}

fn refusal_of<'p>(
    policy: &'p Policy,
    severity: &'p Severity,
    category: &'p Category,
    agreement: bool,
) -> Option<Refusal<'p>> {
    if policy.rank(&severity.level) < policy.rank(&category.max_severity) {
        return Some(Refusal::AboveMaximum { max: &category.max_severity, note: &category.max_note });
    }
    let only_for = severity.only_for.as_ref();
    if let Some(only) = only_for.filter(|only| !only.categories.contains(&category.id)) {
        return Some(Refusal::OtherCategory { only_for: &only.categories, note: &only.note });
    }
    let needed = severity.agreement.as_ref().filter(|_| !agreement)?;
    Some(Refusal::NeedsAgreement { kind: &needed.kind, note: &needed.note })
}
