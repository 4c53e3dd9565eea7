//! `messages` with their attachments, in the names and types of Microsoft Graph.

use centre::{
    health::{self, Attachment, Category, Key, Mark, Message, Messages, Reader},
    policy::Policy,
};
use db::Tx;
use jiff::Timestamp;
use lang::Lang;
use odata::{Entity, Kind, Options, Property};
use serde_json::{Value as Json, json};

use super::{
    issues::{is_by_change, name, time},
    list::{Batch, Source, small},
    text,
};

const CATEGORIES: &[&str] = &["preventOrFixIssue", "planForChange", "stayInformed", "unknownFutureValue"];
const SEVERITIES: &[&str] = &["normal", "high", "critical", "unknownFutureValue"];

pub static MESSAGE: Entity = Entity {
    name: "serviceUpdateMessage",
    properties: &[
        Property::asked("id", Kind::Text),
        Property::asked("title", Kind::Text),
        Property::asked("startDateTime", Kind::Time),
        Property::asked("endDateTime", Kind::Time),
        Property::asked("lastModifiedDateTime", Kind::Time),
        Property::asked("category", Kind::Enum(CATEGORIES)),
        Property::asked("severity", Kind::Enum(SEVERITIES)),
        Property::asked("tags", Kind::List(&Kind::Text)),
        Property::asked("services", Kind::List(&Kind::Text)),
        Property::asked("isMajorChange", Kind::Bool),
        Property::asked("actionRequiredByDateTime", Kind::Time),
        Property::asked("hasAttachments", Kind::Bool),
        Property::told("details", Kind::List(&Kind::Record(&text::PAIR))),
        Property::asked("body", Kind::Record(&text::BODY)),
        Property::asked("viewPoint", Kind::Record(&VIEWPOINT)),
        Property::told("attachmentsArchive", Kind::Stream),
        Property::told("attachments", Kind::Related(&ATTACHMENT)),
    ],
};

static VIEWPOINT: Entity = Entity {
    name: "serviceUpdateMessageViewpoint",
    properties: &[
        Property::asked("isRead", Kind::Bool),
        Property::asked("isArchived", Kind::Bool),
        Property::asked("isFavorited", Kind::Bool),
    ],
};

pub static ATTACHMENT: Entity = Entity {
    name: "serviceAnnouncementAttachment",
    properties: &[
        Property::asked("id", Kind::Text),
        Property::asked("name", Kind::Text),
        Property::asked("contentType", Kind::Text),
        Property::asked("size", Kind::Int),
        Property::asked("lastModifiedDateTime", Kind::Time),
        Property::told("content", Kind::Stream),
    ],
};

/// An app has no viewpoint: it is nobody who could have read anything.
pub fn message(policy: &Policy, lang: Lang, is_app: bool, message: &Message) -> Json {
    let category = match message.category {
        Category::PreventOrFix => "preventOrFixIssue",
        Category::PlanForChange => "planForChange",
        Category::StayInformed => "stayInformed",
    };
    let of = message.viewpoint;
    let viewpoint = json!({ "isArchived": of.archived, "isRead": of.read, "isFavorited": of.favourite });
    let services: Vec<_> = message.services.iter().map(|service| name(policy, service)).collect();
    json!({
        "startDateTime": message.starts_at.unwrap_or(message.published_at).to_string(),
        "endDateTime": time(message.ends_at),
        "lastModifiedDateTime": message.changed_at.to_string(),
        "title": message.title.text(lang.code()),
        "id": message.number,
        "category": category,
        "severity": message.severity.code(),
        "tags": message.tags,
        "isMajorChange": message.major,
        "actionRequiredByDateTime": time(message.act_by),
        "services": services,
        "hasAttachments": !message.attachments.is_empty(),
        "details": [],
        "body": text::body(message.body.text(lang.code())),
        "viewPoint": (!is_app).then_some(viewpoint),
    })
}

/// A file was put there with the message, and stays as it is.
pub fn attachment(message: &Message, file: &Attachment) -> Json {
    json!({
        "lastModifiedDateTime": message.published_at.to_string(),
        "name": file.name,
        "contentType": file.media_type,
        "size": file.size,
        "id": file.id.to_string(),
    })
}

pub fn mark(name: &str) -> Option<Mark> {
    Some(match name {
        "markRead" => Mark::Read,
        "markUnread" => Mark::Unread,
        "archive" => Mark::Archive,
        "unarchive" => Mark::Unarchive,
        "favorite" => Mark::Favourite,
        "unfavorite" => Mark::Unfavourite,
        _ => return None,
    })
}

/// The messages that concern the reader.
pub struct Center<'a> {
    reader: &'a Reader,
    policy: &'a Policy,
    lang: Lang,
    is_app: bool,
    options: &'a Options,
    changed_since: Option<Timestamp>,
    numbers: Option<Vec<String>>,
}

impl<'a> Center<'a> {
    pub fn asked(
        reader: &'a Reader,
        policy: &'a Policy,
        lang: Lang,
        is_app: bool,
        options: &'a Options,
    ) -> Center<'a> {
        let filter = options.filter.as_ref();
        let changed = filter.and_then(|filter| filter.not_before("lastModifiedDateTime"));
        Center {
            reader,
            policy,
            lang,
            is_app,
            options,
            changed_since: changed.or(is_by_change(options).then_some(Timestamp::MIN)),
            numbers: filter.and_then(|filter| filter.demands("id")).map(text::all),
        }
    }

    pub fn entry(&self, one: &Message) -> Json {
        let mut json = message(self.policy, self.lang, self.is_app, one);
        if let Some(options) = self.options.expanded("attachments") {
            let files = one.attachments.iter().map(|file| attachment(one, file));
            json["attachments"] = small(&ATTACHMENT, files.collect(), options).into();
        }
        json
    }
}

impl Source for Center<'_> {
    fn entity(&self) -> &'static Entity {
        &MESSAGE
    }

    fn is_in_order(&self, options: &Options) -> bool {
        let is_asked = options.order.is_empty() || is_by_change(options);
        is_asked && self.numbers.is_none()
    }

    fn next(&mut self, tx: &mut Tx, after: Option<Key>, limit: usize) -> centre::Result<Batch> {
        let found = match &self.numbers {
            Some(numbers) => text::found(numbers, |number| health::message(tx, self.reader, number))?,
            None => {
                let limit = i64::try_from(limit).unwrap_or(i64::MAX);
                let which =
                    Messages { changed_since: self.changed_since, after, limit, ..Messages::default() };
                health::messages(tx, self.reader, &which)?
            }
        };
        let key = |one: &Message| match self.changed_since {
            Some(_) => Key { at: one.changed_at, id: one.id },
            None => one.key(),
        };
        let entry = |one: &Message| (key(one), one.concerns(self.reader).then(|| self.entry(one)));
        Ok(found.iter().map(entry).collect())
    }
}
