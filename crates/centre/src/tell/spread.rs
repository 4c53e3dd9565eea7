//! One text to very many: it is kept once for each language and zone, and each receiver gets it once.

use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{About, Channel, work::TOPIC};
use crate::Result;

/// Stands in a letter where each reader's own address for stopping it goes.
pub(crate) const LEAVE: &str = "{leave}";

/// What all receivers of a language and a zone read.
#[derive(Debug, Clone)]
pub struct Letter {
    pub language: Lang,
    pub zone: String,
    pub subject: String,
    pub text: String,
}

#[derive(Debug, Clone)]
pub struct Receiver {
    /// Who gets it once, whatever the address.
    pub id: Id,
    pub address: String,
    pub language: Lang,
    pub zone: String,
    /// Where such mails are stopped.
    pub leave: String,
}

/// Keeps a letter for those who are sent it. Of a spread there is one a language and zone: the first stays.
pub fn put_letter(tx: &mut Tx, spread: i64, letter: &Letter) -> Result<()> {
    let now = tx.now();
    tx.execute(
        "INSERT INTO outbox_texts (spread, language, zone, subject, body, created_at) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (spread, language, zone) DO NOTHING",
        &[&spread, &letter.language.code(), &letter.zone, &letter.subject, &letter.text, &now],
    )?;
    Ok(())
}

/// Puts a mail with the letter of the receiver's language and zone into a lane of its own, unless the receiver was sent one of
/// this spread. Answers whether it is new.
pub fn send_once(tx: &mut Tx, cloud: &str, spread: i64, receiver: &Receiver, about: About) -> Result<bool> {
    let (id, now) = (tx.new_id(), tx.now());
    let put = tx.execute(
        "INSERT INTO outbox (id, cloud, channel, address, language, subject, body, about_kind, about_id, secret, state,
           tries, next_at, created_at, lane, spread, receiver, zone, leave)
         VALUES ($1, $2, $3, $4, $5, '', '', $6, $7, 0, 'waiting', 0, $8, $8, $2, $9, $10, $11, $12)
         ON CONFLICT (spread, receiver) WHERE spread IS NOT NULL DO NOTHING",
        &[
            &id,
            &cloud,
            &Channel::Mail.code(),
            &receiver.address,
            &receiver.language.code(),
            &about.kind,
            &about.id,
            &now,
            &spread,
            &receiver.id,
            &receiver.zone,
            &receiver.leave,
        ],
    )?;
    tx.announce(TOPIC);
    Ok(put == 1)
}

/// Takes back what waits for a receiver.
pub fn take_back(tx: &mut Tx, receiver: Id) -> Result<()> {
    tx.execute(
        "UPDATE outbox SET state = 'expired', next_at = NULL WHERE receiver = $1 AND next_at IS NOT NULL",
        &[&receiver],
    )?;
    Ok(())
}

/// Has the account of a cloud's operator post a text, once for each spread.
pub fn post_once(
    tx: &mut Tx,
    cloud: &str,
    spread: i64,
    text: &str,
    about: About,
    expires_at: Timestamp,
) -> Result<()> {
    let (id, now) = (tx.new_id(), tx.now());
    // All followers together are one receiver.
    let everybody = Id([0; 16]);
    tx.execute(
        "INSERT INTO outbox (id, cloud, channel, address, language, subject, body, about_kind, about_id, secret, state,
           tries, next_at, expires_at, created_at, lane, spread, receiver)
         VALUES ($1, $2, $3, $2, $4, '', $5, $6, $7, 0, 'waiting', 0, $8, $9, $8, $2, $10, $11)
         ON CONFLICT (spread, receiver) WHERE spread IS NOT NULL DO NOTHING",
        &[
            &id,
            &cloud,
            &Channel::Account.code(),
            &Lang::Zh.code(),
            &text,
            &about.kind,
            &about.id,
            &now,
            &expires_at,
            &spread,
            &everybody,
        ],
    )?;
    tx.announce(TOPIC);
    Ok(())
}
