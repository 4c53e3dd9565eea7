use centre::{
    cases::{NewCase, Reachable},
    finding::Thing,
    guides::Trail,
    people::Person,
    policy::{Answers, Policy},
    text,
};
use db::Id;

use crate::{
    form::Fields,
    guides::{Beginning, Carried},
    requests::kept_uploads,
};

/// What the form holds so far.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub once: Option<Id>,
    pub description: String,
    pub subject: String,
    pub subscription: Option<Id>,
    /// A kind of support; it decides the category.
    pub kind: String,
    pub topic: String,
    pub service: String,
    pub language: String,
    pub answers: Answers,
    pub severity: String,
    /// What the form proposed when it was last shown; a severity that is the same follows the proposal.
    pub proposed: String,
    pub impact_statement: String,
    pub round_the_clock: Reachable,
    pub contact_method: String,
    pub contact_phone: String,
    pub contact_email: String,
    /// A time for the call, as the form sends it; empty for a call in turn.
    pub callback_at: String,
    /// The zone that times for a call are shown in; empty for the reader's own.
    pub callback_zone: String,
    pub choose_operator: bool,
    pub uploads: Vec<Id>,
    pub carried: Carried,
    /// What was asked of self-help and read before, as far as it is to go along.
    pub asked: Vec<String>,
    pub read: Vec<Thing>,
    /// The number of a known issue that it is about.
    pub issue: String,
    /// Numbers of the issues that were shown, so that whoever sends it all the same isn't asked again.
    pub shown: Vec<String>,
}

impl Draft {
    /// The form as it comes first: with what was asked before, and what is known of the person.
    pub fn first(question: &str, person: &Person, policy: &Policy, once: Id) -> Draft {
        Draft {
            once: Some(once),
            description: question.to_owned(),
            kind: policy.kinds.first().map(|k| k.id.clone()).unwrap_or_default(),
            language: person.language.code().to_owned(),
            contact_method: policy.contact_methods.first().map(|m| m.id.clone()).unwrap_or_default(),
            contact_phone: person.phone.as_deref().map(text::phone_for_reading).unwrap_or_default(),
            contact_email: person.email.clone(),
            ..Draft::default()
        }
    }

    /// The form as it comes first after a guide.
    pub fn after_guide(self, carried: Carried, title: Option<String>, begins: Option<Beginning>) -> Draft {
        let Beginning { kind, topic, service, severity } = begins.unwrap_or_default();
        Draft {
            description: match self.description.is_empty() {
                true => title.unwrap_or_default(),
                false => self.description,
            },
            kind: if kind.is_empty() { self.kind } else { kind },
            topic,
            service,
            severity,
            carried,
            ..self
        }
    }

    pub fn sent(fields: &Fields) -> Draft {
        let text = |name| fields.get(name).to_owned();
        let answers = fields.starting("impact-").filter(|(_, answer)| !answer.is_empty());
        Draft {
            once: fields.get("once").parse().ok(),
            description: text("description"),
            subject: text("subject"),
            subscription: fields.get("subscription").parse().ok(),
            kind: text("kind"),
            topic: text("topic"),
            service: text("service"),
            language: text("language"),
            answers: answers.map(|(q, a)| (q.to_owned(), a.to_owned())).collect(),
            severity: text("severity"),
            proposed: text("proposed"),
            impact_statement: text("impact_statement"),
            round_the_clock: Reachable {
                name: text("round_the_clock_name"),
                phone: text("round_the_clock_phone"),
            },
            contact_method: text("contact_method"),
            contact_phone: text("contact_phone"),
            contact_email: text("contact_email"),
            callback_at: text("callback_at"),
            callback_zone: text("callback_zone"),
            choose_operator: fields.is_set("choose_operator"),
            uploads: kept_uploads(fields),
            carried: Carried::sent(fields),
            asked: fields.all("asked").map(str::to_owned).collect(),
            read: fields.all("read").filter_map(Thing::parse).collect(),
            issue: text("issue"),
            shown: fields.all("shown").map(str::to_owned).collect(),
        }
    }

    pub fn category<'p>(&self, policy: &'p Policy) -> &'p str {
        policy.kind(&self.kind).map_or("", |kind| &kind.category)
    }

    /// The severity that was wished for; empty if the proposal was taken as it was.
    pub fn wish(&self) -> &str {
        if self.severity == self.proposed { "" } else { &self.severity }
    }

    pub fn as_case(&self, policy: &Policy, trail: Option<Trail>) -> NewCase {
        let filled = |text: &str| Some(text.to_owned()).filter(|t| !t.is_empty());
        NewCase {
            once: self.once,
            subscription: self.subscription,
            category: self.category(policy).to_owned(),
            topic: filled(&self.topic),
            service: filled(&self.service),
            severity: self.wish().to_owned(),
            answers: self.answers.clone().into_iter().collect(),
            impact_statement: self.impact_statement.clone(),
            round_the_clock: self.round_the_clock.clone(),
            subject: self.subject.clone(),
            description: self.description.clone(),
            language: self.language.clone(),
            contact_method: self.contact_method.clone(),
            contact_phone: self.contact_phone.clone(),
            contact_email: self.contact_email.clone(),
            callback_at: None,
            choose_operator: self.choose_operator,
            attachments: self.uploads.clone(),
            trail,
            asked: self.asked.clone(),
            read: self.read.clone(),
            issue: filled(&self.issue),
        }
    }
}
