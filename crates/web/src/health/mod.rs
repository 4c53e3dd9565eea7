//! Service health for customers: what everybody sees, and what an organization's people see of the services they have.

mod files;
mod history;
mod issue;
mod known;
mod messages;
mod overview;
mod own;
mod public;
mod rendered;
mod report;
#[cfg(test)]
mod report_tests;
mod scene;
mod show;
#[cfg(test)]
mod tests;
mod uptime;
mod view;

pub use known::{Cloud, Known};
pub use messages::{list as messages, mark, one as message};
pub use own::{base, history, issue, issue_file, live, message_file, overview, services, uptime};
pub use public::{
    file as public_file, history as public_history, issue as public_issue, keep, lasts, live as public_live,
    overview as public_overview, uptime as public_uptime,
};
pub use report::{form as report_form, reported, send as report};
pub use show::{Entry, Said, Service, When, Words};
pub use view::{save as save_settings, settings};
