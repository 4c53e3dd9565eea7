use askama::Template;
use axum::extract::Path;
use centre::following::{self, Leaving};

use crate::{error::Result, page::Page, visit::Visit};

#[derive(Template)]
#[template(path = "following/leave.html")]
struct Leave {
    page: Page,
    leaving: Leaving,
}

/// `GET /unsubscribe/{secret}`: asks, since programs that look at mails open links too.
pub async fn ask(visit: Visit, Path(secret): Path<String>) -> Result {
    show(visit, secret).await
}

/// `POST /unsubscribe/{secret}`: from the page, or by one click of a mail program (RFC 8058).
pub async fn leave(visit: Visit, Path(secret): Path<String>) -> Result {
    let which = secret.clone();
    visit.app.db.write(move |tx| following::leave(tx, &which)).await?;
    show(visit, secret).await
}

async fn show(visit: Visit, secret: String) -> Result {
    let leaving = visit.app.db.read(move |tx| following::leaving(tx, &secret)).await?;
    visit.html(&Leave { page: visit.page(""), leaving })
}
