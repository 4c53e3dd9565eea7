//! The health of a cloud's services: issues with their posts and reviews, messages, and who may see which of them.
//!
//! Every read takes a [`Reader`]. Every publication adds a row to the news, in the same transaction.

mod attachment;
mod clocks;
mod codes;
mod history;
mod issue;
mod message;
mod news;
mod reader;
mod record;
mod review;
mod services;
mod texts;
pub mod uptime;
mod view;

pub use attachment::{Attachment, chunk, issue_attachment, message_attachment};
pub use codes::{
    Category, Class, ClockKind, NewsKind, Origin, PostKind, ReviewKind, Severity, Stage, Status,
};
pub use history::{Event, Happened};
pub use issue::{Issue, Key, Post, Show, Which, issue, issue_number, issues};
pub use message::{
    Mark, Message, Messages, Shelf, Viewpoint, maintenance, mark, message, message_number, messages, unread,
};
pub use news::{News, last_news, news, topic};
pub use reader::Reader;
pub use record::{NewIssue, NewMessage, NewPost, add_post, publish, publish_message};
pub use review::Review;
pub use services::{Line, ServiceState, State, services, states};
pub use texts::{TextState, Texts};
pub use view::{View, set_view, view};
