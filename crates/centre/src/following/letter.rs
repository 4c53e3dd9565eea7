//! What subscribers read, once for each language and zone.

use jiff::{Timestamp, tz::TimeZone};
use lang::{Arg, Lang, args};

use super::Subject;
use crate::{
    health::{Issue, Message, NewsKind, Post, Texts},
    policy::Policy,
    tell::{LEAVE, Letter},
};

/// Who reads it, where.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Readers {
    pub language: Lang,
    pub zone: String,
}

pub(super) fn letter(
    policy: &Policy,
    site: &str,
    kind: NewsKind,
    subject: &Subject,
    readers: &Readers,
) -> Letter {
    let writer = Writer {
        lang: readers.language,
        zone: TimeZone::get(&readers.zone).unwrap_or(TimeZone::UTC),
        policy,
        site,
    };
    let (subject, mut paragraphs) = match subject {
        Subject::Issue { issue, post } => writer.issue(kind, issue, post.as_ref()),
        Subject::Message(message) => writer.message(message),
    };
    paragraphs.extend(writer.ending());
    Letter { language: readers.language, zone: readers.zone.clone(), subject, text: paragraphs.join("\n\n") }
}

/// What the operator's account posts: short, in Chinese, as its followers read it.
pub(super) fn account_post(
    policy: &Policy,
    site: &str,
    kind: NewsKind,
    issue: &Issue,
    post: Option<&Post>,
) -> String {
    const LONGEST: usize = 500;
    let writer = Writer { lang: Lang::Zh, zone: TimeZone::UTC, policy, site };
    let (subject, _) = writer.issue(kind, issue, post);
    let said = match (kind, post) {
        (NewsKind::Issue, _) | (_, None) => writer.words(&issue.impact),
        (_, Some(post)) => writer.words(&post.text),
    };
    let said: String = said.chars().take(LONGEST).collect();
    [subject, said, writer.public(issue)].join("\n")
}

struct Writer<'w> {
    lang: Lang,
    zone: TimeZone,
    policy: &'w Policy,
    site: &'w str,
}

impl Writer<'_> {
    fn t(&self, key: &str) -> String {
        self.lang.t(key, &[])
    }

    fn t1<'a>(&self, key: &str, name: &'a str, value: impl Into<Arg<'a>>) -> String {
        self.lang.t(key, &[(name, value.into())])
    }

    fn when(&self, at: Timestamp) -> String {
        let zone = self.lang.zone_name(self.zone.iana_name().unwrap_or("UTC"), at);
        self.lang.t("told-time", &args!["time" => self.lang.date_time(at, &self.zone), "zone" => zone])
    }

    fn words(&self, texts: &Texts) -> String {
        texts.text(self.lang.code()).to_owned()
    }

    /// A text, and that it is in another language where it is.
    fn read(&self, texts: &Texts) -> Vec<String> {
        let (text, language) = texts.get(self.lang.code());
        let mut said = vec![text.to_owned()];
        if language != self.lang.code() {
            let name = self.lang.language_name(language).unwrap_or(language);
            said.push(self.t1("told-other-language", "language", name));
        }
        said
    }

    fn service(&self, id: &str) -> String {
        self.policy.service(id).map_or(id, |service| service.name.get(self.lang.code())).to_owned()
    }

    fn services<'i>(&self, ids: impl Iterator<Item = &'i str>) -> String {
        let mut names: Vec<String> = Vec::new();
        for name in ids.map(|id| self.service(id)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        self.lang.list(&names)
    }

    fn public(&self, issue: &Issue) -> String {
        format!("{}/{}/{}/health/issues/{}", self.site, self.lang.code(), self.policy.cloud.key, issue.number)
    }

    fn issue(&self, kind: NewsKind, issue: &Issue, post: Option<&Post>) -> (String, Vec<String>) {
        let status = post.map_or(issue.status, |post| post.status);
        let class = self.t(&format!("health-class-{}", issue.class.code()));
        let what = match kind {
            NewsKind::Correction => self.t("told-correction"),
            NewsKind::Review => self.t("told-review"),
            _ if !status.is_open() => self.t("told-over"),
            _ => class.clone(),
        };
        let title = self.words(&issue.title);
        let number = issue.number.as_str();
        let subject =
            self.lang.t("told-subject", &args!["number" => number, "what" => &what, "title" => &title]);
        let services = self.services(issue.services());
        let mut said = vec![
            title,
            self.lang.t("told-about", &args!["what" => class, "number" => number, "services" => services]),
            self.t1("told-status", "status", self.t(&format!("health-status-{}", status.code()))),
        ];
        if matches!(kind, NewsKind::Issue | NewsKind::Change) {
            said.push(self.t1("told-impact", "impact", self.words(&issue.impact)));
        }
        let mut reviews = issue.reviews.iter().filter(|_| kind == NewsKind::Review);
        let review = reviews.rfind(|review| review.published_at.is_some());
        match (review.and_then(|review| review.text.as_ref()), post) {
            (Some(text), _) => said.extend(self.read(text)),
            (None, Some(post)) => said.extend(self.read(&post.text)),
            (None, None) => {}
        }
        if let Some(at) = issue.next_update_at.filter(|_| status.is_open() && kind != NewsKind::Review) {
            said.push(self.t1("told-next", "time", self.when(at)));
        }
        // What concerns everybody can be read without signing in, which may be what fails.
        let link = match issue.is_limited {
            true => format!("{}/health/issues/{number}", self.site),
            false => self.public(issue),
        };
        said.push(self.t1("told-link", "link", link));
        (subject, said)
    }

    fn message(&self, message: &Message) -> (String, Vec<String>) {
        let what = self.t(if message.maintenance { "told-maintenance" } else { "told-message" });
        let title = self.words(&message.title);
        let number = message.number.as_str();
        let subject =
            self.lang.t("told-subject", &args!["number" => number, "what" => &what, "title" => &title]);
        let services = self.services(message.services.iter().map(String::as_str));
        let about = args!["what" => what, "number" => number, "services" => &services];
        let about = self.lang.t(if services.is_empty() { "told-about-all" } else { "told-about" }, &about);
        let mut said = vec![title, about];
        if let Some(from) = message.starts_at {
            said.push(self.t1("told-from", "time", self.when(from)));
        }
        if let Some(until) = message.ends_at {
            said.push(self.t1("told-until", "time", self.when(until)));
        }
        if let Some(by) = message.act_by {
            said.push(self.t1("told-act-by", "time", self.when(by)));
        }
        said.extend(self.read(&message.body));
        said.push(self.t1("told-link", "link", format!("{}/health/messages/{number}", self.site)));
        (subject, said)
    }

    fn ending(&self) -> Vec<String> {
        vec![
            self.policy.operator.name.get(self.lang.code()).to_owned(),
            self.t1("told-choose", "link", format!("{}/health/notifications", self.site)),
            self.t1("told-leave", "link", LEAVE),
        ]
    }
}
