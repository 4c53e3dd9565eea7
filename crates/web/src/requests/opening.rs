//! What was said when a case was opened, beside its text.

use centre::{
    cases::{self, Entry, Event, Missing, Reachable},
    finding::Tried,
    guides::Trail,
    policy::{Answers, Policy, Text},
};

use crate::page::Page;

pub struct Opening<'e> {
    event: &'e Event,
    pub impact_statement: Option<&'e str>,
    pub round_the_clock: Option<&'e Reachable>,
    /// What was answered in a guide before.
    pub trail: Option<&'e Trail>,
    pub tried: &'e Tried,
    proposed: &'e str,
    answers: Answers,
}

impl<'e> Opening<'e> {
    /// Of a history that begins with the opening.
    pub fn of(entries: &'e [Entry]) -> Option<Opening<'e>> {
        let event = &entries.first()?.event;
        let Event::Opened { proposed, answers, impact_statement, round_the_clock, trail, tried, .. } = event
        else {
            return None;
        };
        let answers = answers.iter().filter_map(|given| given.split_once('='));
        Some(Opening {
            event,
            impact_statement: impact_statement.as_deref(),
            round_the_clock: round_the_clock.as_ref(),
            trail: trail.as_deref(),
            tried,
            proposed,
            answers: answers.map(|(question, answer)| (question.into(), answer.into())).collect(),
        })
    }

    /// The impact questions with the answers that were given.
    pub fn answers<'p>(&self, policy: &'p Policy) -> Vec<(&'p Text, &'p Text)> {
        let said = self.answers.iter().filter_map(|(question, answer)| {
            let question = policy.impact_questions.iter().find(|q| q.id == *question)?;
            let answer = question.answers.iter().find(|a| a.id == *answer)?;
            Some((&question.text, &answer.text))
        });
        said.collect()
    }

    /// "A – Critical: a service is lost for many." Without answers nothing was proposed; the reasons are those of the
    /// policy in force, if it proposes the same.
    pub fn proposal(&self, page: &Page, policy: &Policy) -> Option<String> {
        let proposal = policy.propose(&self.answers).filter(|p| p.level == self.proposed)?;
        let name = page.text(&policy.severity(proposal.level)?.name);
        let reasons = page.sentences(&proposal.reasons);
        let said = lang::args!["level" => proposal.level, "name" => name, "reasons" => reasons];
        (!self.answers.is_empty()).then(|| page.l.t("request-proposal", &said))
    }

    pub fn missing(&self, policy: &Policy, severity: &str) -> Missing {
        cases::missing(policy, severity, self.event)
    }
}
