use std::time::SystemTime;

use lettre::{
    Address, Message,
    message::{
        Attachment, Mailbox, MultiPart, SinglePart,
        header::{ContentType, HeaderName, HeaderValue},
    },
};

use crate::{Failure, html};

/// A letter to one person.
#[derive(Debug, Clone)]
pub struct Letter {
    /// The same whenever it is sent again: it makes the Message-ID.
    pub id: String,
    pub to: String,
    /// A language tag, such as `zh-CN`.
    pub language: String,
    pub subject: String,
    /// Plain, with an empty line between paragraphs.
    pub text: String,
    /// An iCalendar object.
    pub calendar: Option<String>,
    /// Where its reader stops such letters; mail programs do it there with one click (RFC 8058).
    pub leave: Option<String>,
    pub written_at: SystemTime,
}

impl Letter {
    pub(crate) fn message(&self, from: &Mailbox, reply_to: Option<&Mailbox>) -> Result<Message, Failure> {
        let to: Address = self.to.parse().map_err(|why| Failure::Lasting(format!("{why}")))?;
        let id = format!("<{}@{}>", self.id, from.email.domain());
        let mut message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(None, to))
            .subject(self.subject())
            .date(self.written_at)
            .message_id(Some(id))
            // Nobody's absence should be told to a machine.
            .raw_header(raw("Auto-Submitted", "auto-generated"))
            .raw_header(raw("X-Auto-Response-Suppress", "All"))
            .raw_header(raw("Content-Language", &self.language));
        if let Some(leave) = self.leave.as_ref().filter(|leave| leave.bytes().all(|b| b.is_ascii_graphic())) {
            message = message
                .raw_header(raw("List-Unsubscribe", &format!("<{leave}>")))
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"));
        }
        if let Some(reply_to) = reply_to {
            message = message.reply_to(reply_to.clone());
        }
        message.multipart(self.parts()).map_err(|why| Failure::Lasting(why.to_string()))
    }

    fn subject(&self) -> String {
        self.subject.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Boundaries come from the id, so that the letter is the same to the byte when it is sent again.
    fn parts(&self) -> MultiPart {
        let boundary = |part: &str| format!("={part}={}", self.id);
        let words = MultiPart::alternative()
            .boundary(boundary("words"))
            .singlepart(SinglePart::plain(self.text.clone()))
            .singlepart(SinglePart::html(html::page(&self.language, &self.subject(), &self.text)));
        let Some(calendar) = &self.calendar else { return words };
        let method = method(calendar);
        let invitation = ContentType::parse(&format!("text/calendar; charset=utf-8; method={method}"))
            .unwrap_or(ContentType::TEXT_PLAIN);
        let invitation = SinglePart::builder().content_type(invitation).body(calendar.clone());
        let file = ContentType::parse("application/ics").unwrap_or(ContentType::TEXT_PLAIN);
        let file = Attachment::new("invite.ics".into()).body(calendar.clone(), file);
        MultiPart::mixed().boundary(boundary("all")).multipart(words.singlepart(invitation)).singlepart(file)
    }
}

/// What the calendar asks of its reader; one that doesn't say is only told.
fn method(calendar: &str) -> &str {
    let method = calendar.lines().find_map(|line| line.strip_prefix("METHOD:")).map(str::trim);
    method.filter(|m| !m.is_empty() && m.chars().all(|c| c.is_ascii_uppercase())).unwrap_or("PUBLISH")
}

fn raw(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.to_owned())
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, UNIX_EPOCH};

    use super::*;

    fn letter() -> Letter {
        Letter {
            id: "0199-7".into(),
            to: "nagy.gabor@tisza-kert.example".into(),
            language: "hu".into(),
            subject: "Az ellenőrző kód\r\nBcc: x@y.example".into(),
            text: "Jó napot!\n\n482917\n\nÜdvözlettel".into(),
            calendar: None,
            leave: None,
            written_at: UNIX_EPOCH + Duration::from_secs(1_795_000_000),
        }
    }

    fn written(letter: &Letter) -> String {
        let from = "Contoso-támogatás <help@contoso.example>".parse().unwrap();
        String::from_utf8(letter.message(&from, None).unwrap().formatted()).unwrap()
    }

    #[test]
    fn a_letter_has_the_headers_that_machines_and_people_need() {
        let text = written(&letter());
        for line in [
            "Message-ID: <0199-7@contoso.example>",
            "Date: Wed, 18 Nov 2026 11:06:40 +0000",
            "To: nagy.gabor@tisza-kert.example",
            "Auto-Submitted: auto-generated",
            "Content-Language: hu",
            "MIME-Version: 1.0",
        ] {
            assert!(text.lines().any(|l| l == line), "{line} is not in\n{text}");
        }
        assert!(text.contains("Subject: =?utf-8?b?") || text.contains("Subject: Az =?utf-8?b?"), "{text}");
        assert!(text.contains("From: =?utf-8?b?"), "{text}");
        assert!(!text.lines().any(|line| line.starts_with("Bcc:")), "{text}");
        assert!(text.contains("multipart/alternative"));
        assert!(text.contains("text/plain; charset=utf-8") && text.contains("text/html; charset=utf-8"));
    }

    #[test]
    fn a_letter_that_is_sent_again_is_the_same_to_the_byte() {
        assert_eq!(written(&letter()), written(&letter()));
    }

    #[test]
    fn who_wants_no_more_of_them_needs_one_click() {
        let leave = "https://support.contoso.example/unsubscribe/abc".to_owned();
        let text = written(&Letter { leave: Some(leave), ..letter() });
        assert!(
            text.contains("List-Unsubscribe: <https://support.contoso.example/unsubscribe/abc>\r\n"),
            "{text}"
        );
        assert!(text.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"), "{text}");
        let text = written(&Letter { leave: Some("https://a\r\nBcc: x@y.example".into()), ..letter() });
        assert!(!text.contains("\nBcc:") && !text.contains("List-Unsubscribe"), "{text}");
    }

    #[test]
    fn an_invitation_goes_along_as_one_and_as_a_file() {
        let calendar = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n".to_owned();
        let text = written(&Letter { calendar: Some(calendar), ..letter() });
        assert!(text.contains("text/calendar; charset=utf-8; method=REQUEST"), "{text}");
        assert!(text.contains("filename=\"invite.ics\""), "{text}");
    }
}
