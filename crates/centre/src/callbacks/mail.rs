//! What customers are written about their call-back, in their language and zone.

use db::Tx;
use jiff::{Timestamp, tz::TimeZone};
use lang::{Lang, args};

use super::{Callback, State, calendar};
use crate::{
    Result,
    policy::Policy,
    tell::{self, About, Mail},
    text,
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Says {
    Booked,
    Moved,
    Cancelled,
    Lost,
    Reminder,
    GivenUp,
    WrongNumber,
}

impl Says {
    /// The news of a call-back that its customer wasn't told of yet.
    pub fn news(callback: &Callback) -> Option<Says> {
        match callback.state {
            State::Waiting | State::Claimed if callback.slot_at.is_none() => None,
            State::Waiting | State::Claimed if callback.told < 0 => Some(Says::Booked),
            State::Waiting | State::Claimed => Some(Says::Moved),
            State::Cancelled => Some(Says::Cancelled),
            State::Lost => Some(Says::Lost),
            State::GivenUp => Some(Says::GivenUp),
            State::WrongNumber => Some(Says::WrongNumber),
            State::Reached => None,
        }
    }

    fn code(self) -> &'static str {
        match self {
            Says::Booked => "booked",
            Says::Moved => "moved",
            Says::Cancelled => "cancelled",
            Says::Lost => "lost",
            Says::Reminder => "reminder",
            Says::GivenUp => "given-up",
            Says::WrongNumber => "wrong-number",
        }
    }

    /// What the reader can do, after it was said.
    fn offers(self) -> &'static [&'static str] {
        match self {
            Says::Booked | Says::Moved | Says::Reminder => &["callback-mail-dial", "callback-mail-change"],
            Says::Cancelled | Says::Lost => &["callback-mail-book"],
            Says::GivenUp => &["callback-mail-answer"],
            Says::WrongNumber => &["callback-mail-correct"],
        }
    }

    fn has_calendar(self) -> bool {
        matches!(self, Says::Booked | Says::Moved | Says::Cancelled | Says::Lost)
    }
}

pub(super) fn write(
    tx: &mut Tx,
    policy: &Policy,
    site: &str,
    callback: &Callback,
    says: Says,
    expires_at: Option<Timestamp>,
) -> Result<()> {
    let row = tx.query_one(
        "SELECT p.language, p.time_zone, c.contact_email FROM people p JOIN cases c ON c.id = $2 WHERE p.id = $1",
        &[&callback.person, &callback.case],
    )?;
    let language = Lang::parse(&row.get::<String>(0)?).unwrap_or_default();
    let zone_name: String = row.get(1)?;
    let zone = TimeZone::get(&zone_name).unwrap_or(TimeZone::UTC);
    let (to, now): (String, Timestamp) = (row.get(2)?, tx.now());
    let at = callback.slot_at.unwrap_or(callback.ready_at);
    let facts = args![
        "name" => &callback.person_name,
        "number" => callback.number.to_string(),
        "subject" => &callback.subject,
        "when" => language.day_time(at, &zone),
        "zone" => language.zone_name(zone.iana_name().unwrap_or("UTC"), at),
        "phone" => text::phone_for_reading(&callback.phone),
        "tries" => callback.tries,
        "link" => format!("{site}/requests/{}", callback.number),
        "operator" => policy.operator.name.get(language.code()),
    ];
    let code = says.code();
    let mut paragraphs =
        vec![language.t("callback-mail-hello", &facts), language.t(&format!("callback-mail-{code}"), &facts)];
    paragraphs.extend(says.offers().iter().map(|key| language.t(key, &facts)));
    paragraphs.push(language.t("callback-mail-from", &facts));
    let calendar = calendar::event(policy, language, site, callback, now).filter(|_| says.has_calendar());
    let mail = Mail {
        cloud: callback.cloud.clone(),
        to,
        language,
        subject: language.t(&format!("callback-mail-{code}-subject"), &facts),
        text: paragraphs.join("\n\n"),
        calendar,
        about: About { kind: "callback", id: callback.id },
        secret: false,
        expires_at,
    };
    tell::mail(tx, &mail)?;
    Ok(())
}
