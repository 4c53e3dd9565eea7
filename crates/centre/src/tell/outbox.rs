use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{deliveries::announce, work::TOPIC};
use crate::{Error, Result};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    Mail,
    TextMessage,
    /// What the operator's account posts to all who follow it.
    Account,
}

impl Channel {
    pub fn code(self) -> &'static str {
        match self {
            Channel::Mail => "mail",
            Channel::TextMessage => "sms",
            Channel::Account => "account",
        }
    }

    pub(super) fn parse(code: &str) -> Result<Channel> {
        match code {
            "mail" => Ok(Channel::Mail),
            "sms" => Ok(Channel::TextMessage),
            "account" => Ok(Channel::Account),
            other => Err(Error::broken(format!("no channel is called {other}"))),
        }
    }
}

/// What a message is about: its deliveries are found by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// `call`, `callback`, `contacts`, …
    pub kind: &'static str,
    pub id: Id,
}

/// A mail to one address. Its text is plain, in the reader's language, with an empty line between paragraphs; the
/// HTML beside it is made of the text.
#[derive(Debug, Clone)]
pub struct Mail {
    pub cloud: String,
    pub to: String,
    pub language: Lang,
    pub subject: String,
    pub text: String,
    /// An iCalendar object that goes along, its METHOD in it.
    pub calendar: Option<String>,
    pub about: About,
    /// The text is forgotten once it was sent, or won't be any more.
    pub secret: bool,
    /// Not worth sending later than this.
    pub expires_at: Option<Timestamp>,
}

/// A text message to a phone number in E.164.
#[derive(Debug, Clone)]
pub struct TextMessage {
    pub cloud: String,
    pub to: String,
    pub language: Lang,
    pub text: String,
    pub about: About,
    pub secret: bool,
    pub expires_at: Option<Timestamp>,
}

/// Puts a mail into the outbox.
pub fn mail(tx: &mut Tx, mail: &Mail) -> Result<Id> {
    let to = (Channel::Mail, mail.to.as_str(), mail.cloud.as_str(), mail.language);
    let words = (mail.subject.as_str(), mail.text.as_str(), mail.calendar.as_deref());
    put(tx, to, words, mail.about, mail.secret, mail.expires_at)
}

/// Puts a text message into the outbox.
pub fn text_message(tx: &mut Tx, message: &TextMessage) -> Result<Id> {
    let to = (Channel::TextMessage, message.to.as_str(), message.cloud.as_str(), message.language);
    put(tx, to, ("", message.text.as_str(), None), message.about, message.secret, message.expires_at)
}

fn put(
    tx: &mut Tx,
    (channel, address, cloud, language): (Channel, &str, &str, Lang),
    (subject, body, calendar): (&str, &str, Option<&str>),
    about: About,
    secret: bool,
    expires_at: Option<Timestamp>,
) -> Result<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO outbox (id, cloud, channel, address, language, subject, body, calendar, about_kind, about_id,
           secret, state, tries, next_at, expires_at, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'waiting', 0, $12, $13, $12)",
        &[
            &id,
            &cloud,
            &channel.code(),
            &address,
            &language.code(),
            &subject,
            &body,
            &calendar,
            &about.kind,
            &about.id,
            &secret,
            &now,
            &expires_at,
        ],
    )?;
    tx.announce(TOPIC);
    announce(tx, about.kind, about.id);
    Ok(id)
}
