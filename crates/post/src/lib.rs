//! The way out of the house: a letter by SMTP, a text message by somebody's HTTP gateway, a call of somebody's webhook,
//! a post of a WeChat account. Knows nothing of the product. Sending blocks, for less than a minute.

mod destination;
mod gateway;
mod html;
mod letter;
mod smtp;
mod webhook;
mod wechat;

use std::fmt;

pub use destination::{Destination, Unfit};
pub use gateway::{Gateway, GatewayConfig};
pub use letter::Letter;
pub use smtp::{Smtp, SmtpConfig};
pub use webhook::{Answer, Call, Webhooks};
pub use wechat::{WeChat, WeChatConfig};

/// Why something was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// It may go later: nobody answers, busy, not let in.
    Passing(String),
    /// It never will: the receiver is refused.
    Lasting(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (Failure::Passing(why) | Failure::Lasting(why)) = self;
        f.write_str(why)
    }
}

pub type Result = std::result::Result<(), Failure>;

/// An error and what led to it, in one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(inner) = cause {
        let more = inner.to_string();
        if !text.contains(&more) {
            text = format!("{text}: {more}");
        }
        cause = inner.source();
    }
    text
}
