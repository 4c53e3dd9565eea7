use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{Error, following, people::Secret};

use crate::{error::Result, page::Page, visit::Visit};

#[derive(Template)]
#[template(path = "following/confirm.html")]
struct Confirm {
    page: Page,
    /// Masked; `None` when there is nothing left to ask.
    address: Option<String>,
    is_done: bool,
}

/// `GET /confirm/{secret}`: asks, since programs that look at mails open links too.
pub async fn ask(visit: Visit, Path(secret): Path<String>) -> Result {
    let secret = Secret::parse(&secret);
    let read = move |tx: &mut db::Tx| match &secret {
        Some(secret) => following::second_of(tx, secret),
        None => Ok(None),
    };
    let address = visit.app.db.read(read).await?;
    let status = if address.is_some() { StatusCode::OK } else { StatusCode::GONE };
    visit.html_with(status, &Confirm { page: visit.page(""), address, is_done: false })
}

/// `POST /confirm/{secret}`
pub async fn confirm(visit: Visit, Path(secret): Path<String>) -> Result {
    let secret = Secret::parse(&secret);
    let confirm = move |tx: &mut db::Tx| match &secret {
        Some(secret) => following::confirm(tx, secret),
        None => Err(Error::NotFound),
    };
    let is_done = match visit.app.db.write(confirm).await {
        Ok(()) => true,
        Err(Error::NotFound) => false,
        Err(error) => return Err(error.into()),
    };
    let status = if is_done { StatusCode::OK } else { StatusCode::GONE };
    visit.html_with(status, &Confirm { page: visit.page(""), address: None, is_done })
}
