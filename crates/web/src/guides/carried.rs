//! What was answered in a guide, on its way into a service request and to those who read it there.

use centre::{
    guides::{End, Guides, Trail, Walk},
    policy::Policy,
};

use crate::{
    form::Fields,
    page::{Page, encode},
    visit::Visit,
};

/// A guide that was followed before the request was begun.
#[derive(Debug, Clone, Default)]
pub struct Carried {
    pub guide: String,
    pub way: String,
    /// The reader doesn't want it to be sent.
    pub is_left_out: bool,
}

impl Carried {
    pub fn sent(fields: &Fields) -> Carried {
        Carried {
            guide: fields.get("guide").to_owned(),
            way: fields.get("way").to_owned(),
            is_left_out: fields.is_set("guide") && !fields.is_set("with_guide"),
        }
    }

    /// What was answered, in the reader's language; `None` without a guide.
    pub fn trail(&self, visit: &Visit, cloud: &str) -> Option<Trail> {
        self.walked(&visit.app.guides.get(), cloud, |walk| walk.trail(visit.lang))
    }

    /// What the request begins with: kind, topic, service and severity.
    pub fn beginning(&self, visit: &Visit, policy: &Policy) -> Option<Beginning> {
        let guides = visit.app.guides.get();
        let contact = self.walked(&guides, &policy.cloud.key, |walk| match walk.at.end() {
            Some(End::Contact(contact)) => Some(contact.clone()),
            _ => None,
        })??;
        let kind = policy.kinds.iter().find(|kind| kind.category == contact.category)?;
        Some(Beginning {
            kind: kind.id.clone(),
            topic: contact.topic.unwrap_or_default(),
            service: contact.service.unwrap_or_default(),
            severity: contact.severity.unwrap_or_default(),
        })
    }

    fn walked<T>(&self, guides: &Guides, cloud: &str, then: impl FnOnce(&Walk<'_>) -> T) -> Option<T> {
        let guide = guides.get(cloud, &self.guide)?;
        let walk = guide.walk(self.way.split('/').filter(|key| !key.is_empty()));
        (!walk.taken.is_empty()).then(|| then(&walk))
    }
}

#[derive(Default)]
pub struct Beginning {
    pub kind: String,
    pub topic: String,
    pub service: String,
    pub severity: String,
}

/// A trail as it is read.
pub struct Answered {
    pub title: String,
    /// Where the guide stands there; nothing if there is no such guide any more.
    pub href: Option<String>,
    pub lang: String,
    pub said: Vec<(String, String)>,
}

impl Answered {
    /// In the reader's language, where the guide still says so.
    pub fn new(guides: &Guides, page: &Page, cloud: &str, trail: &Trail) -> Answered {
        let read = trail.read_in(guides, cloud, page.l);
        let href = |way: String| format!("/{}/{cloud}/guides/{}/{way}", page.lang, trail.guide);
        Answered {
            href: guides.get(cloud, &trail.guide).map(|_| href(read.way())),
            title: read.title,
            lang: read.language,
            said: read.said.into_iter().map(|said| (said.asked, said.answered)).collect(),
        }
    }
}

/// The contact form with the way in its address.
pub fn contact_href(walk: &Walk<'_>) -> String {
    format!("/help/contact?guide={}&way={}", encode(&walk.guide.key), encode(&walk.way()))
}

/// For an admin who wasn't there: subject and text.
pub fn message(page: &Page, trail: &Trail) -> (String, String) {
    let lines = trail.said.iter().map(|said| format!("- {}\n  {}", said.asked, said.answered));
    let lines: Vec<String> = std::iter::once(page.t("guide-message-lead")).chain(lines).collect();
    (trail.title.clone(), lines.join("\n"))
}
