//! How people are told of the health of services: what they choose, the links in their mails, webhooks, and where else to follow.

mod confirm;
mod follow_us;
mod leave;
mod notifications;
#[cfg(test)]
mod tests;
mod webhooks;

pub use confirm::{ask as confirm_address, confirm};
pub use follow_us::follow_us;
pub use leave::{ask as leaving, leave};
pub use notifications::{
    add_address, follow, notifications, remove_address, resume_address, save as save_notifications, unfollow,
};
pub use webhooks::{
    act as act_on_webhook, add as add_webhook, call as webhook_call, list as webhooks, live as webhook_live,
    one as webhook,
};

use axum::{extract::FromRequestParts, http::request::Parts};
use centre::people::Viewer;
use db::Id;

use crate::{
    error::{Fault, Result},
    visit::{Signed, Visit},
};

/// A word about how something stands.
struct Badge {
    kind: &'static str,
    text: String,
}

/// What isn't an identity is nobody's.
fn parse(text: &str) -> Result<Id> {
    text.parse().map_err(|_| Fault::NotFound)
}

/// A visit by somebody who may see the health of the own organization's services; for anyone else these pages don't exist.
pub struct Reads {
    pub visit: Visit,
    pub viewer: Viewer,
}

impl<S: Sync> FromRequestParts<S> for Reads {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Reads> {
        let Signed { visit, viewer } = Signed::from_request_parts(parts, state).await?;
        viewer.reads_health()?;
        Ok(Reads { visit, viewer })
    }
}
