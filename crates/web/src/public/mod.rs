//! Pages for everybody, in the language and about the cloud that their address names.

mod articles;
mod bilingual;
mod files;
pub mod phone;
mod related;
mod start;
mod support;
#[cfg(test)]
mod tests;

pub use articles::{article, articles, as_read};
pub use bilingual::{bilingual, say_wrong};
pub use files::file;
pub use phone::{calendar as phone_calendar, contact as phone_contact, phone, places as phone_places};
pub use start::{community, root, start};
pub use support::{get_support, week::week_lines};

use axum::{
    extract::{FromRequestParts, Path},
    http::{StatusCode, request::Parts},
    response::Response,
};
use serde::Deserialize;

use crate::{
    account::{Readable, keep},
    error::{Fault, Result},
    visit::Visit,
};

/// A visit in the language and about the cloud of the address.
pub struct Public {
    pub visit: Visit,
    /// Both are other than they were: the browser is to remember them.
    is_elsewhere: bool,
}

#[derive(Deserialize)]
struct Place {
    lang: String,
    cloud: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Public {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Public> {
        let came = Visit::from_request_parts(parts, state).await?;
        Public::of(came, parts, state).await
    }
}

impl Public {
    /// Of a visit, the one to the language and the cloud of the address.
    pub async fn of<S: Send + Sync>(came: Visit, parts: &mut Parts, state: &S) -> Result<Public> {
        let place = Path::<Place>::from_request_parts(parts, state).await;
        let Path(Place { lang, cloud }) = place.map_err(|_| Fault::NotFound)?;
        let visit = came.at(&lang, &cloud)?;
        // An account has a language and a cloud of its own.
        let is_elsewhere = !visit.is_signed_in() && (visit.lang, &visit.cloud) != (came.lang, &came.cloud);
        Ok(Public { visit, is_elsewhere })
    }

    pub fn html(&self, template: &impl askama::Template) -> Result {
        let visit = &self.visit;
        let mut response = visit.html_with(StatusCode::OK, template)?;
        self.keep_place(&mut response);
        Ok(response)
    }

    /// Has the browser remember the language and the cloud.
    pub fn keep_place(&self, response: &mut Response) {
        if self.is_elsewhere {
            keep(&self.visit, response, "lang", self.visit.lang.code(), Readable::ByServer);
            keep(&self.visit, response, "cloud", &self.visit.cloud, Readable::ByServer);
        }
    }
}

pub fn service_icon(service: &str) -> &'static str {
    match service {
        "mail" => "mail",
        "sites" => "sites",
        "calls" => "phone",
        "identity" => "identity",
        "devices" => "devices",
        "apps" => "apps",
        "billing" => "subscription",
        _ => "cloud",
    }
}
