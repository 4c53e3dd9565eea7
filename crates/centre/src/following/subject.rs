use db::{Id, Tx};

use super::{Of, wishes};
use crate::{
    Error, Result,
    health::{self, Issue, Message, News, Post, Reader},
    policy::Policy,
};

/// What a publication is about, as it stands now.
pub(crate) enum Subject {
    Issue { issue: Box<Issue>, post: Option<Post> },
    Message(Box<Message>),
}

impl Subject {
    /// `None` for what was taken back meanwhile.
    pub fn load(tx: &mut Tx, news: &News) -> Result<Option<Subject>> {
        let reader = Reader::desk_of(&news.cloud);
        let found = match (news.issue, news.message) {
            (Some(id), _) => {
                let number = health::issue_number(tx, id)?;
                health::issue(tx, &reader, &number).map(|issue| {
                    let named = news.post.and_then(|id| issue.posts.iter().find(|post| post.id == id));
                    let post = named.or(issue.latest()).cloned();
                    Subject::Issue { issue: Box::new(issue), post }
                })
            }
            (None, Some(id)) => {
                let number = health::message_number(tx, id)?;
                health::message(tx, &reader, &number).map(|message| Subject::Message(Box::new(message)))
            }
            (None, None) => Err(Error::NotFound),
        };
        match found {
            Ok(subject) => Ok(Some(subject)),
            Err(Error::NotFound) => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub fn id(&self) -> Id {
        match self {
            Subject::Issue { issue, .. } => issue.id,
            Subject::Message(message) => message.id,
        }
    }

    pub fn number(&self) -> &str {
        match self {
            Subject::Issue { issue, .. } => &issue.number,
            Subject::Message(message) => &message.number,
        }
    }

    pub fn of(&self) -> Of {
        match self {
            Subject::Issue { issue, .. } if issue.class == health::Class::Incident => Of::Incident,
            Subject::Issue { .. } => Of::Advisory,
            Subject::Message(_) => Of::Message,
        }
    }

    /// The services that it is about; none means that it is about none in particular.
    pub fn services(&self) -> Vec<&str> {
        match self {
            Subject::Issue { issue, .. } => {
                let mut services: Vec<&str> = issue.services().collect();
                services.dedup();
                services
            }
            Subject::Message(message) => message.services.iter().map(String::as_str).collect(),
        }
    }

    /// Under what its receivers have their wishes.
    pub fn topics(&self, policy: &Policy) -> Vec<String> {
        let of = self.of().code();
        let mut services = self.services();
        if services.is_empty() {
            services = policy.services.iter().map(|service| service.id.as_str()).collect();
        }
        services.sort_unstable();
        services.dedup();
        let mut topics = vec![format!("{of}/{}", wishes::ALL)];
        topics.extend(services.into_iter().map(|service| format!("{of}/{service}")));
        if let Subject::Issue { issue, .. } = self {
            topics.push(wishes::topic_of_issue(&issue.number));
        }
        topics
    }

    /// Whether people of the organization may know of it at all.
    pub fn exists_for(&self, organization: Id) -> bool {
        match self {
            Subject::Issue { issue, .. } => !issue.is_limited || issue.reach.contains(&organization),
            Subject::Message(_) => true,
        }
    }

    /// Whether it is about something that the organization has.
    pub fn concerns(&self, reader: &Reader) -> bool {
        match self {
            Subject::Issue { issue, .. } => issue.concerns(reader),
            Subject::Message(message) => message.concerns(reader),
        }
    }
}
