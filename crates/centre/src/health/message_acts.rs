//! How engineers write and publish messages.

use db::Tx;
use jiff::{Timestamp, ToSpan};

use super::{
    Event, Message, NewMessage, NewsKind, Reader, Stage, Texts, acts, history, message,
    news::{self, About},
    record::{insert_message, put_message, release_message},
};
use crate::{
    Error, Result,
    people::Viewer,
    policy::{Policies, Policy},
    tell, text,
};

/// Writes a message: a new one, or another text of one that is there. Of a published one that is news. Answers its number.
pub fn write_message(
    tx: &mut Tx,
    policies: &Policies,
    viewer: &Viewer,
    number: Option<&str>,
    new: &NewMessage,
) -> Result<String> {
    let policy = acts::own_policy(policies, viewer)?;
    let now = tx.now();
    let said = |texts: &Texts| texts.text(texts.original()).to_owned();
    let line = |field, text: &String| text::line(field, text);
    let new = NewMessage {
        title: acts::kept("title", &new.title, text::line, viewer, now)?,
        body: acts::kept("body", &new.body, text::lines, viewer, now)?,
        tags: new.tags.iter().map(|tag| line("tags", tag)).collect::<Result<_>>()?,
        short_notice: new.short_notice.as_ref().map(|reason| line("short_notice", reason)).transpose()?,
        ..new.clone()
    };
    check(policy, &new, now)?;
    let by = Some((viewer.name.as_str(), now));
    let Some(number) = number else {
        return Ok(insert_message(tx, policy, now, Some(viewer.id()), &new)?.1);
    };
    let before = whole(tx, viewer, number)?;
    let (mut title, mut body) = (before.title.clone(), before.body.clone());
    title.rewrite(&said(&new.title), by);
    body.rewrite(&said(&new.body), by);
    put_message(tx, before.id, &NewMessage { title, body, ..new.clone() })?;
    tx.execute(
        "UPDATE health_messages SET changed_at = $2, written_by = $3,
           stage = CASE WHEN stage = 'review' THEN 'draft' ELSE stage END WHERE id = $1",
        &[&before.id, &now, &viewer.id()],
    )?;
    let fields = [("body".to_owned(), (said(&before.body), said(&new.body)))].into();
    history::add(tx, before.id, now, Some(viewer.id()), &Event::Changed { fields })?;
    if before.stage == Stage::Published {
        let about = About { message: Some(before.id), ..About::default() };
        news::tell(tx, &before.cloud, now, NewsKind::MessageChange, about)?;
    }
    Ok(before.number)
}

/// Planned work is announced early; what can't wait says why.
fn check(policy: &Policy, new: &NewMessage, now: Timestamp) -> Result<()> {
    for service in &new.services {
        policy.service(service).ok_or_else(|| tell("health-service-missing").about("services"))?;
    }
    if new.starts_at.zip(new.ends_at).is_some_and(|(starts, ends)| ends <= starts) {
        return Err(tell("health-ends-before").about("ends").into());
    }
    if !new.maintenance {
        return Ok(());
    }
    let starts = new.starts_at.ok_or_else(|| tell("error-required").about("starts"))?;
    let days = policy.health.maintenance_days;
    let earliest = now + (i64::from(days) * 24).hours();
    if starts < earliest && new.short_notice.is_none() {
        return Err(tell("health-short-notice").with("days", days).about("short_notice").into());
    }
    Ok(())
}

/// Hands a message in for a second person.
pub fn submit_message(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<()> {
    move_message(tx, viewer, number, Stage::Draft, Stage::Review, Event::Submitted)
}

/// Gives a message back to who wrote it, with the reason.
pub fn give_message_back(tx: &mut Tx, viewer: &Viewer, number: &str, reason: &str) -> Result<()> {
    let reason = text::required("reason", text::lines("reason", reason)?)?;
    move_message(tx, viewer, number, Stage::Review, Stage::Draft, Event::GivenBack { reason })
}

fn move_message(
    tx: &mut Tx,
    viewer: &Viewer,
    number: &str,
    from: Stage,
    to: Stage,
    event: Event,
) -> Result<()> {
    let message = whole(tx, viewer, number)?;
    if message.stage != from {
        return Err(Error::NotFound);
    }
    let now = tx.now();
    tx.execute("UPDATE health_messages SET stage = $2 WHERE id = $1", &[&message.id, &to])?;
    history::add(tx, message.id, now, Some(viewer.id()), &event)?;
    tx.announce(news::topic(&message.cloud));
    Ok(())
}

/// Publishes a message; who wrote it only where the policy allows that without a second person.
pub fn approve_message(tx: &mut Tx, policies: &Policies, viewer: &Viewer, number: &str) -> Result<()> {
    let policy = acts::own_policy(policies, viewer)?;
    let message = whole(tx, viewer, number)?;
    if message.stage == Stage::Published {
        return Err(Error::NotFound);
    }
    acts::approves(policy, viewer, message.written_by, "message")?;
    let now = tx.now();
    release_message(tx, &message.cloud, message.id, now, Some(viewer.id()))
}

/// Puts a message into another language, before it is published or after.
pub fn translate_message(
    tx: &mut Tx,
    viewer: &Viewer,
    number: &str,
    written: &acts::Written<'_>,
) -> Result<()> {
    let message = whole(tx, viewer, number)?;
    let now = tx.now();
    let by = Some((viewer.name.as_str(), now));
    let heading = text::required("title", text::line("title", written.title)?)?;
    let words = text::required("text", text::lines("text", written.text)?)?;
    let (mut title, mut body) = (message.title.clone(), message.body.clone());
    if !(title.translate(written.language, &heading, by) | body.translate(written.language, &words, by)) {
        return Ok(());
    }
    tx.execute(
        "UPDATE health_messages SET title = $2, body = $3, changed_at = $4 WHERE id = $1",
        &[&message.id, &title.json(), &body.json(), &now],
    )?;
    let event = Event::Translated { what: "message".to_owned(), language: written.language.to_owned() };
    history::add(tx, message.id, now, Some(viewer.id()), &event)?;
    if message.stage == Stage::Published {
        let about = About { message: Some(message.id), ..About::default() };
        news::tell(tx, &message.cloud, now, NewsKind::Translation, about)?;
    }
    Ok(())
}

/// Adds the viewer's uploads to what readers of the message can download.
pub fn add_message_files(tx: &mut Tx, viewer: &Viewer, number: &str, uploads: &[db::Id]) -> Result<()> {
    let message = whole(tx, viewer, number)?;
    super::attachment::attach(tx, viewer, message.id, uploads)
}

fn whole(tx: &mut Tx, viewer: &Viewer, number: &str) -> Result<Message> {
    viewer.engineers()?;
    let message = message::load(tx, &viewer.cloud, number)?;
    message::complete(tx, &Reader::at_desk(viewer), message)
}
