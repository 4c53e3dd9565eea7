//! *Why is this due then?* The clocks of a case with the stretches that counted and those that didn't.

mod clock;
mod picture;
#[cfg(test)]
mod tests;

use askama::Template;
use axum::extract::Path;
use centre::{
    cases::{self, Case},
    people::Viewer,
    promises::{self, Explained},
};
use db::Tx;

use crate::{
    error::{Fault, Result},
    page::Page,
    visit::{AtDesk, Signed, Visit},
};

use clock::Clock;

/// Whom it is explained to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Reader {
    Customer,
    Agent,
}

/// `GET /requests/{number}/why`
pub async fn request(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    viewer.customer()?;
    show(&visit, viewer, &number, Reader::Customer).await
}

/// `GET /desk/cases/{number}/why`
pub async fn case(AtDesk { visit, viewer }: AtDesk, Path(number): Path<String>) -> Result {
    show(&visit, viewer, &number, Reader::Agent).await
}

/// A case with its clocks, if the viewer may see it.
pub async fn explained(visit: &Visit, viewer: Viewer, number: &str) -> Result<(Case, Vec<Explained>)> {
    let number: i64 = number.parse().map_err(|_| Fault::NotFound)?;
    let app = visit.app.clone();
    let read = move |tx: &mut Tx| {
        let case = cases::find(tx, &viewer, number)?;
        let policies = app.policies.get();
        let policy = policies.cloud(&case.cloud).ok_or(centre::Error::NotFound)?;
        let explained = promises::explain(tx, policy, &viewer, &case)?;
        Ok::<_, centre::Error>((case, explained))
    };
    Ok(visit.app.db.read(read).await?)
}

async fn show(visit: &Visit, viewer: Viewer, number: &str, reader: Reader) -> Result {
    let (case, mut explained) = explained(visit, viewer, number).await?;
    // What is over comes after what is asked for.
    explained.sort_by_key(|e| e.told.stopped.is_some());
    let (nav, list, path) = match reader {
        Reader::Customer => ("requests", "/requests", "/requests"),
        Reader::Agent => ("desk", "/desk", "/desk/cases"),
    };
    let (page, policy) = (visit.page(nav), visit.policy()?);
    let clocks = explained.iter().filter_map(|e| Clock::new(&page, policy, &case, e, reader)).collect();
    visit.html(&Why {
        list,
        list_name: page.t(&format!("frame-nav-{nav}")),
        back: format!("{path}/{}", case.number),
        number: case.number,
        subject: case.subject,
        zone: page.l.zone_name(page.zone_name(), page.now),
        clocks,
        page,
    })
}

#[derive(Template)]
#[template(path = "why/why.html")]
struct Why {
    page: Page,
    list: &'static str,
    list_name: String,
    back: String,
    number: i64,
    subject: String,
    /// The reader's.
    zone: String,
    clocks: Vec<Clock>,
}
