//! What telephone systems say of calls: the generic push of Zammad, as forms or JSON bring it, read generously.

use super::Direction;
use crate::{Result, tell};

/// An event of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    pub event: NewsEvent,
    /// The call, in the telephone system's words.
    pub call: String,
    /// As they came; `None` if nothing was said.
    pub from: Option<String>,
    pub to: Option<String>,
    pub direction: Option<Direction>,
    /// Whose telephone it is about, by whatever name.
    pub users: Vec<String>,
    /// Why it ended.
    pub cause: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NewsEvent {
    NewCall,
    Answer,
    Hangup,
    /// Something else that happened to a call: taken without a word.
    Other,
}

const LONGEST_CALL: usize = 250;
const MOST_USERS: usize = 50;
const LONGEST: usize = 200;

impl News {
    /// Reads fields by name; names and events in any case. What isn't known is left out.
    pub fn read<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Result<News> {
        let (mut event, mut call, mut direction) = (None, None, None);
        let (mut from, mut to, mut cause) = (None, None, None);
        let (mut users, mut answering) = (Vec::new(), Vec::new());
        for (name, value) in fields {
            let once = |place: &mut Option<String>| {
                place.get_or_insert_with(|| clean(value, LONGEST));
            };
            match name.to_ascii_lowercase().replace(['_', '-'], "").as_str() {
                "event" => once(&mut event),
                "callid" => {
                    call.get_or_insert_with(|| clean(value, LONGEST_CALL + 1));
                }
                "from" => once(&mut from),
                "to" => once(&mut to),
                "direction" => once(&mut direction),
                "cause" => once(&mut cause),
                "user" | "user[]" | "users" | "users[]" => users.push(clean(value, LONGEST)),
                "answeringnumber" => answering.push(clean(value, LONGEST)),
                // Arrays with their places: `user[0]`.
                name if name.starts_with("user[") => users.push(clean(value, LONGEST)),
                _ => {}
            }
        }
        let event = match event.unwrap_or_default().to_ascii_lowercase().as_str() {
            "" => return Err(tell("error-cti-event").about("event").into()),
            "newcall" => NewsEvent::NewCall,
            "answer" => NewsEvent::Answer,
            "hangup" => NewsEvent::Hangup,
            _ => NewsEvent::Other,
        };
        let call = call.unwrap_or_default();
        if call.is_empty() || call.chars().count() > LONGEST_CALL {
            return Err(tell("error-cti-call").about("callid").into());
        }
        let direction = match direction.unwrap_or_default().to_ascii_lowercase().as_str() {
            "in" | "inbound" | "incoming" => Some(Direction::In),
            "out" | "outbound" | "outgoing" => Some(Direction::Out),
            _ => None,
        };
        users.extend(answering);
        users.retain(|user: &String| !user.is_empty());
        users.truncate(MOST_USERS);
        let cause = cause.filter(|cause: &String| !cause.is_empty());
        Ok(News { event, call, from, to, direction, users, cause })
    }

    /// A machine answered.
    pub fn is_voicemail(&self) -> bool {
        self.event == NewsEvent::Answer
            && self.users.iter().any(|user| user.eq_ignore_ascii_case("voicemail"))
    }
}

/// Without control characters; a leading blank stays, for it may have been a plus.
fn clean(text: &str, longest: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(longest).collect::<String>().trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn users_come_alone_in_rows_and_in_numbered_rows() {
        let news = News::read([
            ("event", "newCall"),
            ("callId", "1"),
            ("user[]", "Alice"),
            ("user[]", "Bob"),
            ("user[2]", "Carol"),
            ("user", "Dave"),
            ("fullUserId[]", "1234567w0"),
        ]);
        assert_eq!(news.unwrap().users, ["Alice", "Bob", "Carol", "Dave"]);
    }

    #[test]
    fn an_event_that_nobody_knows_is_no_mistake_but_none_is() {
        assert_eq!(News::read([("event", "dtmf"), ("callid", "1")]).unwrap().event, NewsEvent::Other);
        assert!(News::read([("callid", "1")]).is_err());
        assert!(News::read([("event", "newCall")]).is_err());
        assert!(News::read([("event", "newCall"), ("callid", &*"x".repeat(251))]).is_err());
    }

    proptest! {
        #[test]
        fn anything_is_read_or_refused_with_words(fields in prop::collection::vec((".{0,12}", ".{0,300}"), 0..20)) {
            let fields = fields.iter().map(|(name, value)| (name.as_str(), value.as_str()));
            if let Ok(news) = News::read(fields) {
                prop_assert!(!news.call.is_empty());
            }
        }
    }
}
