//! What the forms for a request offer to choose from, to the customer and to the agent who writes for a caller.

use centre::policy::{Answers, Policy};

use crate::page::Page;

pub struct Choice {
    pub value: String,
    pub label: String,
    pub is_chosen: bool,
}

pub struct Choices {
    pub label: String,
    pub options: Vec<Choice>,
}

/// How the trouble shows; the answers propose a severity.
pub struct Question {
    pub id: String,
    pub text: String,
    pub answers: Vec<Choice>,
}

pub fn choice(value: &str, label: &str, chosen: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.to_owned(), is_chosen: value == chosen }
}

pub fn topics(page: &Page, policy: &Policy, category: &str, chosen: &str) -> Vec<Choices> {
    let groups = policy.category(category).into_iter().flat_map(|c| &c.topic_groups);
    groups
        .map(|group| Choices {
            label: page.text(&group.name).to_owned(),
            options: group.topics.iter().map(|t| choice(&t.id, page.text(&t.name), chosen)).collect(),
        })
        .collect()
}

pub fn questions(page: &Page, policy: &Policy, given: &Answers) -> Vec<Question> {
    let question = |q: &centre::policy::Question| {
        let given = given.get(&q.id).map_or("", String::as_str);
        Question {
            id: q.id.clone(),
            text: page.text(&q.text).to_owned(),
            answers: q.answers.iter().map(|a| choice(&a.id, page.text(&a.text), given)).collect(),
        }
    };
    policy.impact_questions.iter().map(question).collect()
}
