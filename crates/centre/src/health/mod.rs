//! The health of a cloud's services: issues with their posts and reviews, messages, and who may see which of them.
//!
//! Every read takes a [`Reader`]. Every publication adds a row to the news, in the same transaction.

mod acts;
mod attachment;
mod clocks;
mod codes;
mod desk;
mod history;
mod issue;
mod message;
mod message_acts;
mod news;
mod reader;
mod record;
pub mod reports;
mod review;
mod services;
#[cfg(test)]
mod tests;
mod texts;
mod tick;
pub mod uptime;
mod view;

pub use acts::{
    Said, Written, add_files, begin, change, drop_draft, give_back, release, submit, translate, write_post,
};
pub use attachment::{Attachment, chunk, issue_attachment, message_attachment};
pub use codes::{
    Category, Class, ClockKind, Extent, NewsKind, Origin, PostKind, ReviewKind, Severity, Stage, Status,
};
pub use desk::{Overview, Sheet, message_sheet, organizations_of, overview, sheet};
pub use history::{Event, Happened};
pub use issue::{Issue, Key, Post, Show, Which, issue, issue_number, issues};
pub use message::{
    Mark, Message, Messages, Shelf, Viewpoint, maintenance, mark, message, message_number, messages, unread,
};
pub use message_acts::{
    add_message_files, approve_message, give_message_back, submit_message, translate_message, write_message,
};
pub use news::{News, last_news, news, topic};
pub use reader::Reader;
pub use record::{NewIssue, NewMessage, NewPost, add_post, add_review, publish, publish_message};
pub use review::{Review, publish_review, write_review};
pub use services::{Line, ServiceState, State, services, states};
pub use texts::{TextState, Texts};
pub use tick::{Notice, is_due, notices, see_notice, tick};
pub use view::{View, set_view, view};
