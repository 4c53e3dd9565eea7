//! Issues and messages as pages show them, in the reader's language.

use centre::{
    health::{Class, Issue, Origin, PostKind, ReviewKind, ServiceState, State, Status, TextState, Texts},
    policy::Policy,
};
use jiff::Timestamp;

use crate::{page::Page, public::service_icon};

/// A text, and its language where that isn't the reader's.
pub struct Said {
    pub text: String,
    pub lang: Option<String>,
}

/// In which words a text is wanted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Words {
    Own,
    /// As they were written.
    Original,
}

impl Words {
    /// The end of an address that asks for them.
    pub fn query(self) -> &'static str {
        match self {
            Words::Own => "",
            Words::Original => "?as=original",
        }
    }
}

impl Said {
    pub fn new(page: &Page, texts: &Texts, words: Words) -> Said {
        let (text, lang) = match words {
            Words::Own => texts.get(page.lang),
            Words::Original => (texts.exactly(texts.original()).unwrap_or_default(), texts.original()),
        };
        Said { text: text.to_owned(), lang: (lang != page.lang).then(|| lang.to_owned()) }
    }
}

/// Date and time, and the same for machines.
pub struct When {
    pub at: Timestamp,
    pub text: String,
}

impl When {
    pub fn new(page: &Page, at: Timestamp) -> When {
        When { at, text: page.when(&at) }
    }
}

/// When something is promised.
pub struct Due {
    pub kind: &'static str,
    pub when: When,
    pub text: String,
}

impl Due {
    fn new(page: &Page, at: Timestamp) -> Due {
        let (kind, key) = match at < page.now {
            true => ("late", "service-next-late"),
            false => ("ok", "service-next"),
        };
        let when = When::new(page, at);
        Due { kind, text: page.t1(key, "at", when.text.as_str()), when }
    }
}

/// An issue in a list.
pub struct Entry {
    pub href: String,
    pub number: String,
    pub title: Said,
    pub impact: Said,
    pub class: &'static str,
    pub class_name: String,
    pub status: Badge,
    pub services: String,
    pub started: When,
    pub resolved: Option<When>,
    pub next: Option<Due>,
}

pub struct Badge {
    pub kind: &'static str,
    pub text: String,
}

impl Entry {
    pub fn new(page: &Page, policy: &Policy, base: &str, issue: &Issue) -> Entry {
        Entry {
            href: format!("{base}/issues/{}", issue.number),
            number: issue.number.clone(),
            title: Said::new(page, &issue.title, Words::Own),
            impact: Said::new(page, &issue.impact, Words::Own),
            class: issue.class.code(),
            class_name: class_name(page, issue.class),
            status: status(page, issue.status),
            services: services(page, policy, issue),
            started: When::new(page, issue.started_at),
            resolved: issue.resolved_at.map(|at| When::new(page, at)),
            next: issue.next_update_at.filter(|_| issue.is_open()).map(|at| Due::new(page, at)),
        }
    }
}

pub fn class_name(page: &Page, class: Class) -> String {
    page.t(&format!("health-class-{}", class.code()))
}

pub fn state_name(page: &Page, state: State) -> String {
    page.t(match state {
        State::Operational => "service-operational",
        State::Advisory => "health-class-advisory",
        State::Incident => "health-class-incident",
    })
}

pub fn status(page: &Page, status: Status) -> Badge {
    let kind = match status {
        Status::Investigating | Status::RestoringService | Status::VerifyingService => "info",
        Status::ServiceDegradation | Status::ExtendedRecovery | Status::InvestigationSuspended => "warn",
        Status::ServiceInterruption => "bad",
        Status::ServiceRestored | Status::PostIncidentReviewPublished => "good",
        Status::FalsePositive => "",
    };
    Badge { kind, text: page.t(&format!("health-status-{}", status.code())) }
}

pub fn service_name(page: &Page, policy: &Policy, id: &str) -> String {
    policy.service(id).map_or(id, |service| page.text(&service.name)).to_owned()
}

/// The names of all that an issue affects.
fn services(page: &Page, policy: &Policy, issue: &Issue) -> String {
    let mut names: Vec<String> = Vec::new();
    for id in issue.services() {
        let name = service_name(page, policy, id);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    page.l.list(&names)
}

/// A service and how it is.
pub struct Service {
    pub id: String,
    pub name: String,
    pub icon: &'static str,
    pub state: State,
    pub label: String,
    pub since: Option<When>,
    /// What the worst issue means for people.
    pub impact: Option<Said>,
    /// Address and title of the open issues.
    pub issues: Vec<(String, Said)>,
}

impl Service {
    pub fn new(page: &Page, policy: &Policy, base: &str, known: &ServiceState) -> Service {
        let issue = |line: &centre::health::Line| {
            (format!("{base}/issues/{}", line.number), Said::new(page, &line.title, Words::Own))
        };
        Service {
            id: known.service.clone(),
            name: service_name(page, policy, &known.service),
            icon: service_icon(&known.service),
            state: known.state,
            label: state_name(page, known.state),
            since: known.since.map(|at| When::new(page, at)),
            impact: known.issues.first().map(|line| Said::new(page, &line.impact, Words::Own)),
            issues: known.issues.iter().map(issue).collect(),
        }
    }

    pub fn is_well(&self) -> bool {
        self.state == State::Operational
    }
}

/// What everything together comes to: the worst state, in a sentence.
pub struct Summary {
    pub state: &'static str,
    pub text: String,
}

impl Summary {
    pub fn new(page: &Page, services: &[Service], is_own: bool) -> Summary {
        let worst = services.iter().map(|service| service.state).max().unwrap_or(State::Operational);
        let names: Vec<&str> =
            services.iter().filter(|service| service.state == worst).map(|s| s.name.as_str()).collect();
        let text = match worst {
            State::Operational if is_own => page.t("service-own-all-well"),
            State::Operational => page.t("service-all-well"),
            State::Advisory => page.t1("service-now-advisory", "services", page.l.list(&names)),
            State::Incident => page.t1("service-now-incident", "services", page.l.list(&names)),
        };
        Summary { state: worst.code(), text }
    }
}

/// One issue, whole.
pub struct Whole {
    pub entry: Entry,
    pub is_open: bool,
    pub title: Said,
    pub impact: Said,
    /// Label and text.
    pub facts: Vec<(String, String)>,
    /// The latest first.
    pub posts: Vec<Told>,
    pub reviews: Vec<Reviewed>,
    /// Name, size, address.
    pub files: Vec<(String, String, String)>,
    pub translation: Option<Translation>,
}

/// How the texts came into the reader's language, and the way to the other one.
pub struct Translation {
    pub text: String,
    /// Address and words; none where there is nothing to switch to.
    pub other: Option<(String, String)>,
}

pub struct Told {
    pub id: String,
    pub when: When,
    pub status: Badge,
    pub kind: Option<String>,
    pub text: Said,
    /// That it was put right later, or puts something right: address and words.
    pub corrected: Option<(String, String)>,
    pub corrects: Option<(String, String)>,
    pub next: Option<String>,
}

pub struct Reviewed {
    pub title: String,
    pub when: String,
    pub text: Option<Said>,
    /// Name, size, address.
    pub document: Option<(String, String, String)>,
}

impl Whole {
    pub fn new(page: &Page, policy: &Policy, base: &str, issue: &Issue, words: Words) -> Whole {
        let entry = Entry::new(page, policy, base, issue);
        let file = |file: &centre::health::Attachment| {
            let size = page.l.bytes(file.size.unsigned_abs());
            (file.name.clone(), size, format!("{}/files/{}", entry.href, file.id))
        };
        let reviews = issue.reviews.iter().filter_map(|review| {
            Some(Reviewed {
                title: page.t(match review.kind {
                    ReviewKind::Preliminary => "service-review-preliminary",
                    ReviewKind::Final => "service-review-final",
                }),
                when: page.when(&review.published_at?),
                text: review.text.as_ref().map(|text| Said::new(page, text, words)),
                document: review.document.as_ref().map(file),
            })
        });
        Whole {
            is_open: issue.is_open(),
            title: Said::new(page, &issue.title, words),
            impact: Said::new(page, &issue.impact, words),
            facts: facts(page, policy, issue),
            posts: issue.posts.iter().rev().map(|post| Told::new(page, issue, post, words)).collect(),
            reviews: reviews.collect(),
            files: issue.attachments.iter().map(file).collect(),
            translation: translation(page, &entry.href, issue, words),
            entry,
        }
    }
}

impl Told {
    fn new(page: &Page, issue: &Issue, post: &centre::health::Post, words: Words) -> Told {
        let other = |id: Option<db::Id>, key: &str| {
            let other = issue.posts.iter().find(|other| Some(other.id) == id)?;
            Some((format!("#post-{}", other.id), page.t1(key, "at", page.when(&other.published_at))))
        };
        let kind = match post.kind {
            PostKind::Regular => None,
            PostKind::Quick => Some(page.t("service-post-quick")),
            PostKind::Strategic => Some(page.t("service-post-strategic")),
        };
        Told {
            id: format!("post-{}", post.id),
            when: When::new(page, post.published_at),
            status: status(page, post.status),
            kind,
            text: Said::new(page, &post.text, words),
            corrected: other(post.corrected_by, "service-corrected"),
            corrects: other(post.corrects, "service-corrects"),
            next: post.next_update_at.map(|at| page.t1("service-next", "at", page.when(&at))),
        }
    }
}

fn facts(page: &Page, policy: &Policy, issue: &Issue) -> Vec<(String, String)> {
    let part = |service: &str, feature: Option<&str>| {
        let name = service_name(page, policy, service);
        match feature.and_then(|id| policy.service(service)?.feature(id)) {
            Some(feature) => page.t2("service-part", "service", name, "feature", page.text(&feature.name)),
            None => name,
        }
    };
    let also: Vec<String> =
        issue.also.iter().map(|(service, feature)| part(service, feature.as_deref())).collect();
    let regions: Vec<&str> = issue.regions.iter().map(|code| page.l.country(code).unwrap_or(code)).collect();
    let origin = page.t(match issue.origin {
        Origin::Vendor => "service-origin-vendor",
        Origin::Customer => "service-origin-customer",
        Origin::ThirdParty => "service-origin-third-party",
    });
    let when = |at: Option<Timestamp>| at.map(|at| page.when(&at)).unwrap_or_default();
    let all = [
        ("service-number", issue.number.clone()),
        ("service-type", class_name(page, issue.class)),
        ("service-service", part(&issue.service, issue.feature.as_deref())),
        ("service-also", page.l.list(&also)),
        ("service-regions", page.l.list(&regions)),
        ("service-origin", origin),
        ("service-started", when(Some(issue.started_at))),
        ("service-ended", when(issue.ended_at)),
        ("service-resolved", when(issue.resolved_at)),
        ("service-updated", when(Some(issue.changed_at))),
    ];
    let all = all.into_iter().filter(|(_, text)| !text.is_empty());
    all.map(|(key, text)| (page.t(key), text)).collect()
}

/// What is read instead of the original, and what isn't yet in the reader's language.
fn translation(page: &Page, href: &str, issue: &Issue, words: Words) -> Option<Translation> {
    let texts = || [&issue.title, &issue.impact].into_iter().chain(issue.posts.iter().map(|post| &post.text));
    let original = texts().find(|text| text.original() != page.lang)?.original().to_owned();
    let language = |tag: &str| page.l.language_name(tag).unwrap_or(tag).to_owned();
    let (own, original) = (language(page.lang), language(&original));
    if words == Words::Original {
        let text = page.t1("service-as-written", "language", original);
        return Some(Translation {
            text,
            other: Some((href.to_owned(), page.t1("service-show-own", "language", own))),
        });
    }
    let is_own = |text: &&Texts| text.get(page.lang).1 == page.lang;
    let translated = texts().filter(is_own).count();
    let key = match (translated, texts().any(|text| text.state(page.lang) == TextState::Outdated)) {
        (0, _) => "service-not-translated",
        (n, _) if n == texts().count() => "service-translated",
        (_, true) => "service-partly-outdated",
        (_, false) => "service-partly-translated",
    };
    let other = (translated > 0).then(|| {
        (format!("{href}?as=original"), page.t1("service-show-original", "language", original.as_str()))
    });
    Some(Translation { text: page.t2(key, "language", own, "original", original), other })
}
