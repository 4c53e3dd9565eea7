//! The message center: what customers should know of, and what each reader did with it.

use askama::Template;
use axum::extract::{Path, Query};
use centre::{
    health::{self, Category, Mark, Message, Messages, Reader, Severity, Shelf, View},
    policy::Policy,
};
use db::Tx;
use serde::Deserialize;

use super::{
    history::{Choice, PAGE, read_key, write_key},
    own::Reads,
    scene::{Scene, Tab},
    show::{Badge, Said, When, Words, service_name},
};
use crate::{
    error::{Fault, Result},
    form::Fields,
    page::Page,
};

/// A message in a list.
pub struct Item {
    pub href: String,
    pub number: String,
    pub title: Said,
    pub category: String,
    pub services: String,
    pub severity: Option<Badge>,
    pub is_major: bool,
    pub act_by: Option<When>,
    pub is_act_late: bool,
    pub work: Option<String>,
    pub published: When,
    pub is_unread: bool,
    pub is_favourite: bool,
    pub is_archived: bool,
}

impl Item {
    pub fn new(page: &Page, policy: &Policy, message: &Message) -> Item {
        let names: Vec<String> = message.services.iter().map(|id| service_name(page, policy, id)).collect();
        let severity = match message.severity {
            Severity::Normal => None,
            Severity::High => Some(("warn", "service-severity-high")),
            Severity::Critical => Some(("bad", "service-severity-critical")),
        };
        Item {
            href: format!("/health/messages/{}", message.number),
            number: message.number.clone(),
            title: Said::new(page, &message.title, Words::Own),
            category: category_name(page, message.category),
            services: page.l.list(&names),
            severity: severity.map(|(kind, key)| Badge { kind, text: page.t(key) }),
            is_major: message.major,
            act_by: message.act_by.map(|at| When::new(page, at)),
            is_act_late: message.act_by.is_some_and(|at| at < page.now),
            work: work(page, message),
            published: When::new(page, message.published_at),
            is_unread: !message.viewpoint.read,
            is_favourite: message.viewpoint.favourite,
            is_archived: message.viewpoint.archived,
        }
    }
}

/// From when to when something is done.
fn work(page: &Page, message: &Message) -> Option<String> {
    let from = page.when(&message.starts_at?);
    Some(match message.ends_at {
        Some(to) => page.t2("service-from-to", "from", from, "to", page.when(&to)),
        None => from,
    })
}

fn category_name(page: &Page, category: Category) -> String {
    page.t(match category {
        Category::PreventOrFix => "service-category-fix",
        Category::PlanForChange => "service-category-plan",
        Category::StayInformed => "service-category-informed",
    })
}

#[derive(Debug, Default, Clone, Deserialize)]
#[serde(default)]
pub struct Asked {
    shelf: String,
    category: String,
    service: String,
    after: String,
}

impl Asked {
    fn shelf(&self) -> Shelf {
        Shelf::parse(&self.shelf).unwrap_or_default()
    }

    fn address(&self, shelf: Shelf, after: &str) -> String {
        let parts = [
            ("shelf", if shelf == Shelf::default() { "" } else { shelf.code() }),
            ("category", Category::parse(&self.category).map_or("", Category::code)),
            ("service", &self.service),
            ("after", after),
        ];
        let parts = parts.into_iter().filter(|(_, value)| !value.is_empty());
        let query = serde_urlencoded::to_string(parts.collect::<Vec<_>>()).unwrap_or_default();
        if query.is_empty() { "/health/messages".into() } else { format!("/health/messages?{query}") }
    }
}

#[derive(Template)]
#[template(path = "health/messages.html")]
struct List {
    page: Page,
    scene: Scene,
    shelves: Vec<(String, String, bool)>,
    shelf: &'static str,
    categories: Vec<Choice>,
    services: Vec<Choice>,
    items: Vec<Item>,
    first: Option<String>,
    next: Option<String>,
}

/// `GET /health/messages`
pub async fn list(Reads { visit, viewer }: Reads, Query(asked): Query<Asked>) -> Result {
    let (policies, wanted, who) = (visit.policies.clone(), asked.clone(), viewer.clone());
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&who.cloud).ok_or(centre::Error::NotFound)?;
        let reader = Reader::of(tx, &policies, &who)?;
        let which = Messages {
            category: Category::parse(&wanted.category),
            service: policy.service(&wanted.service).map(|service| service.id.as_str()),
            shelf: Some(wanted.shelf()),
            after: read_key(&wanted.after),
            ..Messages::default()
        };
        let found = health::messages(tx, &reader, &which)?;
        let next = (found.len() >= PAGE).then(|| found.last().map(Message::key)).flatten();
        let has: Vec<String> =
            policy.services.iter().map(|s| s.id.clone()).filter(|id| reader.has(id)).collect();
        let found: Vec<Message> = found.into_iter().filter(|message| message.concerns(&reader)).collect();
        Ok::<_, centre::Error>((found, next, health::unread(tx, &reader)?, has))
    };
    let (found, next, unread, has) = visit.app.db.read(read).await?;
    let page = visit.page("health");
    let policy = visit.policy()?;
    let shelf = asked.shelf();
    let choice = |value: &str, label: String, chosen: &str| Choice {
        value: value.to_owned(),
        label,
        is_chosen: value == chosen,
    };
    let name = |shelf: Shelf| {
        page.t(match shelf {
            Shelf::Inbox => "service-shelf-inbox",
            Shelf::Unread => "service-shelf-unread",
            Shelf::Favourites => "service-shelf-favourites",
            Shelf::Archive => "service-shelf-archive",
        })
    };
    let scene = Scene::own(&page, Tab::Messages, unread, &View::default());
    visit.html(&List {
        shelves: Shelf::ALL.iter().map(|one| (asked.address(*one, ""), name(*one), *one == shelf)).collect(),
        shelf: shelf.code(),
        categories: Category::ALL
            .iter()
            .map(|one| choice(one.code(), category_name(&page, *one), &asked.category))
            .collect(),
        services: has.iter().map(|id| choice(id, service_name(&page, policy, id), &asked.service)).collect(),
        items: found.iter().map(|message| Item::new(&page, policy, message)).collect(),
        first: (!asked.after.is_empty()).then(|| asked.address(shelf, "")),
        next: next.map(|key| asked.address(shelf, &write_key(key))),
        scene,
        page,
    })
}

#[derive(Template)]
#[template(path = "health/message.html")]
struct One {
    page: Page,
    scene: Scene,
    item: Item,
    title: Said,
    body: Said,
    facts: Vec<(String, String)>,
    tags: Vec<String>,
    files: Vec<(String, String, String)>,
    translation: Option<(String, String)>,
}

/// `GET /health/messages/{number}`: whoever opens a message has read it.
pub async fn one(
    Reads { visit, viewer }: Reads,
    Path(number): Path<String>,
    Query(asked): Query<super::issue::Asked>,
) -> Result {
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let read = move |tx: &mut Tx| {
        let reader = Reader::of(tx, &policies, &who)?;
        let message = health::message(tx, &reader, &number)?;
        Ok::<_, centre::Error>((message, health::unread(tx, &reader)?))
    };
    let (mut message, mut unread) = visit.app.db.read(read).await?;
    if !message.viewpoint.read {
        let number = message.number.clone();
        visit.app.db.write(move |tx| health::mark(tx, &viewer, &[&number], Mark::Read)).await?;
        (message.viewpoint.read, unread) = (true, (unread - 1).max(0));
    }
    let page = visit.page("health");
    let policy = visit.policy()?;
    let words = asked.words();
    let item = Item::new(&page, policy, &message);
    let language = |tag: &str| page.l.language_name(tag).unwrap_or(tag).to_owned();
    let original = message.body.original();
    let translation =
        (original != page.lang && message.body.get(page.lang).1 == page.lang).then(|| match words {
            Words::Own => (
                format!("{}?as=original", item.href),
                page.t1("service-show-original", "language", language(original)),
            ),
            Words::Original => {
                (item.href.clone(), page.t1("service-show-own", "language", language(page.lang)))
            }
        });
    let file = |file: &health::Attachment| {
        (
            file.name.clone(),
            page.l.bytes(file.size.unsigned_abs()),
            format!("{}/files/{}", item.href, file.id),
        )
    };
    let facts = [
        ("service-number", message.number.clone()),
        ("service-category", item.category.clone()),
        ("service-services", item.services.clone()),
        ("service-act-by", item.act_by.as_ref().map(|when| when.text.clone()).unwrap_or_default()),
        ("service-work", item.work.clone().unwrap_or_default()),
        ("service-short-notice", message.short_notice.clone().unwrap_or_default()),
        ("service-published", item.published.text.clone()),
        ("service-updated", page.when(&message.changed_at)),
    ];
    let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
    visit.html(&One {
        facts: facts.map(|(key, text)| (page.t(key), text)).collect(),
        title: Said::new(&page, &message.title, words),
        body: Said::new(&page, &message.body, words),
        tags: message.tags.clone(),
        files: message.attachments.iter().map(file).collect(),
        translation,
        scene: Scene::own(&page, Tab::Messages, unread, &View::default()),
        item,
        page,
    })
}

/// `POST /health/messages`: the chosen messages are read, unread, in the archive or out of it, favourites or not.
pub async fn mark(Reads { visit, viewer }: Reads, fields: Fields) -> Result {
    let mark = match fields.get("mark") {
        "read" => Mark::Read,
        "unread" => Mark::Unread,
        "archive" => Mark::Archive,
        "unarchive" => Mark::Unarchive,
        "favourite" => Mark::Favourite,
        "unfavourite" => Mark::Unfavourite,
        _ => return Err(Fault::bad_request("error-malformed")),
    };
    let numbers: Vec<String> = fields.all("number").take(PAGE).map(str::to_owned).collect();
    visit.app.db.write(move |tx| health::mark(tx, &viewer, &numbers, mark)).await?;
    let back = crate::account::own_path(fields.get("back")).unwrap_or("/health/messages");
    Ok(visit.go(back))
}
