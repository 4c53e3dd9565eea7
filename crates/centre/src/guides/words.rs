use std::collections::BTreeMap;

use lang::Lang;

use super::{Answer, Kind, Step};

/// What a guide says in one language.
#[derive(Debug, Default)]
pub struct Words {
    pub title: String,
    pub description: String,
    /// As people put it who look for this.
    pub symptoms: Vec<String>,
    pub(super) steps: BTreeMap<String, StepWords>,
}

#[derive(Debug, Default, Clone)]
pub struct StepWords {
    /// The question, or in short what to do.
    pub title: String,
    /// Markdown, or nothing.
    pub text: String,
    pub(super) answers: BTreeMap<String, String>,
}

impl Words {
    pub fn step(&self, step: &Step) -> &StepWords {
        static NONE: StepWords =
            StepWords { title: String::new(), text: String::new(), answers: BTreeMap::new() };
        self.steps.get(&step.key).unwrap_or(&NONE)
    }

    /// What an answer is called; those of actions and checks are called the same everywhere unless the guide has
    /// better words.
    pub fn answer(&self, lang: Lang, step: &Step, answer: &Answer) -> String {
        if let Some(own) = self.step(step).answers.get(&answer.key) {
            return own.clone();
        }
        let key = match (&step.kind, answer.key.as_str()) {
            (Kind::Action(_), _) => "guide-answer-next",
            (Kind::Check(_), "yes") => "guide-answer-yes",
            _ => "guide-answer-no",
        };
        lang.t(key, &[])
    }
}
