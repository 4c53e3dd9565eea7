//! Guided troubleshooters: decision trees that lead from a symptom to its cure or to a person. A guide is a folder of
//! files, checked when it loads: `guide.toml` says the steps, a file for each language says the words.

mod check;
mod load;
mod measured;
mod read;
mod search;
#[cfg(test)]
mod tests;
mod trail;
mod walk;
mod words;

use std::collections::BTreeSet;

use lang::Lang;

pub use load::Guides;
pub use measured::{Given, Outcome, given, note};
pub(crate) use measured::{Place, add};
pub use search::{for_index, found};
pub use trail::{Said, Trail};
pub use walk::Walk;
pub use words::{StepWords, Words};

/// The guides that are valid now.
pub type InForce = crate::InForce<Guides>;

/// The most steps of a guide.
pub const MOST_STEPS: usize = 200;
/// The most answers that a way through a guide has.
pub const MOST_ANSWERS: usize = 64;

#[derive(Debug)]
pub struct Guide {
    /// The name of its folder, and of its address.
    pub key: String,
    pub audience: Audience,
    pub services: Vec<String>,
    /// Empty: it is for every cloud.
    pub clouds: Vec<String>,
    /// Articles that offer it, and that it offers to read.
    pub articles: Vec<String>,
    /// The first is where it begins. Never empty.
    steps: Vec<Step>,
    words: [Words; Lang::ALL.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    Admin,
    User,
}

/// One screen.
#[derive(Debug)]
pub struct Step {
    pub key: String,
    pub kind: Kind,
}

#[derive(Debug)]
pub enum Kind {
    /// Choose what is so.
    Question(Vec<Answer>),
    /// Do this, then go on.
    Action(Answer),
    /// Do this; did it help? Yes, then no.
    Check([Answer; 2]),
    End(End),
}

/// What can be answered, and the step that it leads to.
#[derive(Debug)]
pub struct Answer {
    pub key: String,
    to: usize,
}

#[derive(Debug)]
pub enum End {
    Solved,
    /// It stands under Service health.
    KnownIssue,
    /// For those who can't do what is left to do.
    AskAdmin,
    Contact(Contact),
}

/// What a service request begins with that comes of a guide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    pub category: String,
    pub topic: Option<String>,
    pub service: Option<String>,
    /// Chosen beforehand where the policy offers it.
    pub severity: Option<String>,
}

impl Step {
    pub fn answers(&self) -> &[Answer] {
        match &self.kind {
            Kind::Question(answers) => answers,
            Kind::Action(next) => std::slice::from_ref(next),
            Kind::Check(answers) => answers,
            Kind::End(_) => &[],
        }
    }

    pub fn end(&self) -> Option<&End> {
        if let Kind::End(end) = &self.kind { Some(end) } else { None }
    }
}

impl Guide {
    pub fn is_for_cloud(&self, cloud: &str) -> bool {
        self.clouds.is_empty() || self.clouds.iter().any(|c| c == cloud)
    }

    pub fn words(&self, lang: Lang) -> &Words {
        let at = Lang::ALL.iter().position(|l| *l == lang).unwrap_or(0);
        &self.words[at]
    }

    /// The articles that it offers, and those that its texts link to.
    pub fn linked_articles(&self) -> BTreeSet<String> {
        let texts = self.words.iter().flat_map(|words| words.steps.values()).map(|step| step.text.as_str());
        let article = |address: String| {
            let file = address.split('#').next().unwrap_or_default();
            file.strip_suffix(".md").map(str::to_owned)
        };
        texts.flat_map(check::linked).filter_map(article).chain(self.articles.iter().cloned()).collect()
    }

    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The step that an answer leads to.
    pub fn to(&self, answer: &Answer) -> &Step {
        &self.steps[answer.to]
    }
}
