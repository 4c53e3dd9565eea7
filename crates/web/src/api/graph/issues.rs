//! `healthOverviews` and `issues`, in the names and types of Microsoft Graph.

use centre::{
    health::{self, Class, Issue, Key, Origin, Post, Reader, Review, Show, Stage, Which},
    policy::Policy,
};
use db::Tx;
use jiff::Timestamp;
use lang::Lang;
use odata::{Compare, Condition, Entity, Kind, Literal, Options, Property};
use serde_json::{Value as Json, json};

use super::{
    list::{Batch, Source},
    text,
};

const CLASSES: &[&str] = &["advisory", "incident", "unknownFutureValue"];
const ORIGINS: &[&str] = &["microsoft", "thirdParty", "customer", "unknownFutureValue"];
const POST_KINDS: &[&str] = &["regular", "quick", "strategic", "unknownFutureValue"];
const STATUSES: &[&str] = &[
    "serviceOperational",
    "investigating",
    "restoringService",
    "verifyingService",
    "serviceRestored",
    "postIncidentReviewPublished",
    "serviceDegradation",
    "serviceInterruption",
    "extendedRecovery",
    "falsePositive",
    "investigationSuspended",
    "resolved",
    "mitigatedExternal",
    "mitigated",
    "resolvedExternal",
    "confirmed",
    "reported",
    "unknownFutureValue",
];

pub static OVERVIEW: Entity = Entity {
    name: "serviceHealth",
    properties: &[
        Property::asked("id", Kind::Text),
        Property::asked("service", Kind::Text),
        Property::asked("status", Kind::Enum(STATUSES)),
        Property::told("issues", Kind::Related(&ISSUE)),
    ],
};

pub static ISSUE: Entity = Entity {
    name: "serviceHealthIssue",
    properties: &[
        Property::asked("id", Kind::Text),
        Property::asked("title", Kind::Text),
        Property::asked("startDateTime", Kind::Time),
        Property::asked("endDateTime", Kind::Time),
        Property::asked("lastModifiedDateTime", Kind::Time),
        Property::asked("impactDescription", Kind::Text),
        Property::asked("classification", Kind::Enum(CLASSES)),
        Property::asked("origin", Kind::Enum(ORIGINS)),
        Property::asked("status", Kind::Enum(STATUSES)),
        Property::asked("service", Kind::Text),
        Property::asked("feature", Kind::Text),
        Property::asked("featureGroup", Kind::Text),
        Property::asked("isResolved", Kind::Bool),
        Property::told("details", Kind::List(&Kind::Record(&text::PAIR))),
        Property::asked("posts", Kind::List(&Kind::Record(&POST))),
    ],
};

static POST: Entity = Entity {
    name: "serviceHealthIssuePost",
    properties: &[
        Property::asked("createdDateTime", Kind::Time),
        Property::asked("postType", Kind::Enum(POST_KINDS)),
        Property::asked("description", Kind::Record(&text::BODY)),
    ],
};

/// One service as its open issues have it.
pub fn overview(policy: &Policy, service: &health::ServiceState) -> Json {
    let status = service.issues.first().map_or("serviceOperational", |worst| worst.status.code());
    json!({ "id": service.service, "service": name(policy, &service.service), "status": status })
}

pub fn issue(policy: &Policy, lang: Lang, issue: &Issue) -> Json {
    let origin = match issue.origin {
        Origin::Vendor => "microsoft",
        Origin::ThirdParty => "thirdParty",
        Origin::Customer => "customer",
    };
    let service = policy.services.iter().find(|service| service.id == issue.service);
    let feature = issue.feature.as_deref().map(|id| {
        service.and_then(|service| service.feature(id)).map_or(id, |feature| feature.name.english())
    });
    let next = issue.next_update_at.filter(|_| issue.is_open());
    let details = next.map(|at| json!([{ "name": "NextUpdateBy", "value": at.to_string() }]));
    let posts = issue.posts.iter().filter(|post| post.stage == Stage::Published);
    json!({
        "startDateTime": issue.started_at.to_string(),
        "endDateTime": time(issue.ended_at),
        "lastModifiedDateTime": issue.changed_at.to_string(),
        "title": issue.title.text(lang.code()),
        "id": issue.number,
        "impactDescription": issue.impact.text(lang.code()),
        "classification": issue.class.code(),
        "origin": origin,
        "status": issue.status.code(),
        "service": name(policy, &issue.service),
        "feature": feature,
        "featureGroup": feature,
        "isResolved": !issue.is_open(),
        "details": details.unwrap_or(json!([])),
        "posts": posts.map(|one| post(lang, one)).collect::<Vec<_>>(),
    })
}

fn post(lang: Lang, post: &Post) -> Json {
    json!({
        "createdDateTime": post.published_at.to_string(),
        "postType": post.kind.code(),
        "description": text::body(post.text.text(lang.code())),
    })
}

/// Programs compare names, so they are the same in every language.
pub fn name<'p>(policy: &'p Policy, service: &'p str) -> &'p str {
    policy.services.iter().find(|known| known.id == service).map_or(service, |known| known.name.english())
}

pub fn time(time: Option<Timestamp>) -> Option<String> {
    time.map(|time| time.to_string())
}

/// The review that counts: the final one, or else the preliminary one.
pub fn review(issue: Issue) -> Option<Review> {
    issue
        .reviews
        .into_iter()
        .filter(|review| review.stage == Stage::Published)
        .max_by_key(|review| review.kind)
}

/// The issues that concern the reader, perhaps of one service.
pub struct Issues<'a> {
    reader: &'a Reader,
    policy: &'a Policy,
    lang: Lang,
    of: Option<String>,
    class: Option<Class>,
    show: Show,
    /// If the filter names them, only these are looked for.
    numbers: Option<Vec<String>>,
}

impl<'a> Issues<'a> {
    /// Looks for what the filter demands where the database can.
    pub fn asked(
        reader: &'a Reader,
        policy: &'a Policy,
        lang: Lang,
        service: Option<&str>,
        options: &Options,
    ) -> Issues<'a> {
        let demands = |path| options.filter.as_ref().and_then(|filter| filter.demands(path));
        let only =
            |path| demands(path).and_then(|all: &[Literal]| Some(all).filter(|all| all.len() == 1)?.first());
        let named = only("service").and_then(Literal::text).and_then(|name| {
            let mut services = policy.services.iter().filter(|service| service.name.english() == name);
            services.next().map(|service| service.id.clone())
        });
        let class = only("classification").and_then(Literal::text);
        let changed = options.filter.as_ref().and_then(|filter| filter.not_before("lastModifiedDateTime"));
        let is_open = options.filter.as_ref().is_some_and(is_open);
        let show = match changed {
            _ if is_open => Show::Open,
            Some(since) => Show::ChangedSince(since),
            None if is_by_change(options) => Show::ChangedSince(Timestamp::MIN),
            None => Show::All,
        };
        Issues {
            reader,
            policy,
            lang,
            of: service.map(str::to_owned).or(named),
            class: class.and_then(|code| Class::parse(&code.to_ascii_lowercase())),
            show,
            numbers: demands("id").map(text::all),
        }
    }
}

/// Whether a filter keeps only what is not resolved.
fn is_open(filter: &Condition) -> bool {
    let is_it = |path: &Condition| matches!(path, Condition::Path(path) if path.is("isResolved"));
    filter.parts().iter().any(|part| match part {
        Condition::Not(of) => is_it(of),
        Condition::Compare(left, compare, right) => {
            let wanted = Literal::Bool(*compare == Compare::Ne);
            let is_wanted = |literal: &Condition| *literal == Condition::Literal(wanted.clone());
            compare.is_equality() && (is_it(left) && is_wanted(right) || is_wanted(left) && is_it(right))
        }
        _ => false,
    })
}

/// Whether what changed last is to come first.
pub fn is_by_change(options: &Options) -> bool {
    matches!(options.order.as_slice(), [only] if only.descending && only.path.is("lastModifiedDateTime"))
}

impl Source for Issues<'_> {
    fn entity(&self) -> &'static Entity {
        &ISSUE
    }

    fn is_in_order(&self, options: &Options) -> bool {
        let is_asked =
            options.order.is_empty() || matches!(self.show, Show::ChangedSince(_)) && is_by_change(options);
        is_asked && self.numbers.is_none()
    }

    fn next(&mut self, tx: &mut Tx, after: Option<Key>, limit: usize) -> centre::Result<Batch> {
        let found = match &self.numbers {
            Some(numbers) => text::found(numbers, |number| health::issue(tx, self.reader, number))?,
            None => {
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                let which =
                    Which { show: self.show, service: self.of.as_deref(), class: self.class, after, limit };
                health::issues(tx, self.reader, &which)?
            }
        };
        let concerns = |one: &Issue| {
            one.concerns(self.reader) && self.of.as_deref().is_none_or(|of| one.services().any(|s| s == of))
        };
        let entry =
            |one: Issue| (one.key(self.show), concerns(&one).then(|| issue(self.policy, self.lang, &one)));
        Ok(found.into_iter().map(entry).collect())
    }
}
