use std::{fmt, net::IpAddr, time::Duration};

use lettre::{
    SmtpTransport, Transport,
    message::Mailbox,
    transport::smtp::{Error, extension::ClientId},
};
use serde::Deserialize;

use crate::{Failure, Letter, Result, chain};

/// Which server takes letters, and from whom they are.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SmtpConfig {
    /// `smtps://user:password@host`, or `smtp://host?tls=required`; without TLS only on this machine.
    #[serde(default)]
    pub url: String,
    /// `Servus support <support@contoso.example>`
    pub from: String,
    pub reply_to: Option<String>,
}

/// Keeps the password out of logs.
impl fmt::Debug for SmtpConfig {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "letters from {}", self.from)
    }
}

/// A server that takes letters.
pub struct Smtp {
    transport: SmtpTransport,
    from: Mailbox,
    reply_to: Option<Mailbox>,
}

const TIMEOUT: Duration = Duration::from_secs(20);

impl Smtp {
    /// Doesn't connect yet. What is wrong is said without the password.
    pub fn new(config: &SmtpConfig) -> std::result::Result<Smtp, String> {
        let wrong = "url: expected smtps://user:password@host or smtp://host?tls=required";
        let transport = SmtpTransport::from_url(&config.url).map_err(|_| wrong.to_owned())?;
        if !is_private(&config.url) {
            return Err("url: without TLS only to this machine; say smtps:// or ?tls=required".to_owned());
        }
        let mailbox = |field: &str, text: &str| {
            text.parse::<Mailbox>().map_err(|why| format!("{field}: {text} is no address: {why}"))
        };
        let from = mailbox("from", &config.from)?;
        let reply_to = config.reply_to.as_deref().map(|text| mailbox("reply_to", text)).transpose()?;
        let name = ClientId::Domain(from.email.domain().to_owned());
        let transport = transport.timeout(Some(TIMEOUT)).hello_name(name).build();
        Ok(Smtp { transport, from, reply_to })
    }

    pub fn send(&self, letter: &Letter) -> Result {
        let message = letter.message(&self.from, self.reply_to.as_ref())?;
        self.transport.send(&message).map(drop).map_err(failure)
    }
}

/// Whether nobody on the way can read what is sent.
fn is_private(url: &str) -> bool {
    let Some(rest) = url.strip_prefix("smtp://") else { return true };
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let address = address.split('/').next().unwrap_or_default();
    let host = address.rsplit_once('@').map_or(address, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(six) => six.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    host == "localhost"
        || host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback())
        || query.split('&').any(|option| option == "tls=required")
}

/// Not being let in is our fault and may be mended; other lasting answers are about the letter.
fn failure(error: Error) -> Failure {
    const NOT_LET_IN: [&str; 5] = ["530", "534", "535", "538", "454"];
    let ours = error.status().is_some_and(|status| NOT_LET_IN.contains(&status.to_string().as_str()));
    if error.is_permanent() && !ours {
        Failure::Lasting(chain(&error))
    } else {
        Failure::Passing(chain(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(url: &str) -> SmtpConfig {
        SmtpConfig { url: url.into(), from: "Servus <help@contoso.example>".into(), reply_to: None }
    }

    #[test]
    fn without_tls_letters_go_only_to_this_machine() {
        for (url, good) in [
            ("smtp://localhost:25", true),
            ("smtp://127.0.0.1:2525", true),
            ("smtp://[::1]:25", true),
            ("smtp://user:word@mail.contoso.example:587?tls=required", true),
            ("smtps://user:word@mail.contoso.example", true),
            ("smtp://mail.contoso.example", false),
            ("smtp://localhost@mail.contoso.example", false),
            ("smtp://mail.contoso.example?tls=opportunistic", false),
            ("http://mail.contoso.example", false),
            ("mail.contoso.example", false),
        ] {
            let made = Smtp::new(&config(url)).map(drop);
            assert_eq!(made.is_ok(), good, "{url}: {made:?}");
        }
    }

    #[test]
    fn what_is_wrong_is_said_without_the_password() {
        let said = Smtp::new(&config("smtp://user:geheim@mail.contoso.example")).err().unwrap();
        assert!(!said.contains("geheim"), "{said}");
    }

    #[test]
    fn nobody_listening_is_passing() {
        let smtp = Smtp::new(&config("smtp://127.0.0.1:9")).unwrap();
        let letter = Letter {
            id: "1".into(),
            to: "anna@contoso.example".into(),
            language: "en".into(),
            subject: "Hello".into(),
            text: "Hello".into(),
            calendar: None,
            leave: None,
            written_at: std::time::UNIX_EPOCH,
        };
        assert!(matches!(smtp.send(&letter), Err(Failure::Passing(_))));
        let nowhere = Letter { to: "nobody".into(), ..letter };
        assert!(matches!(smtp.send(&nowhere), Err(Failure::Lasting(_))));
    }
}
