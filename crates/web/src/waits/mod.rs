//! How long it will take: announced to whoever asks, and compared with what came.

mod chart;
mod csv;
mod live;
mod report;
mod staffing;
#[cfg(test)]
mod tests;
mod words;

pub use csv::csv;
pub use live::Live;
pub use report::{one, report};
pub use staffing::staffing;
pub use words::{Told, minutes, reasons, text, told};

use axum::{
    Json,
    extract::Query,
    response::{IntoResponse, Response},
};
use centre::{
    cases::Case,
    expect::{self, Wish},
    policy::Policy,
};
use db::Tx;
use serde::Deserialize;
use serde_json::json;

use crate::{
    error::{Fault, Result},
    page::Page,
    visit::Visit,
};

/// What to expect of each contact method, for somebody who thinks of asking this.
pub async fn expected(visit: &Visit, page: &Page, wish: Wish) -> Result<Vec<Told>> {
    let waits = visit.app.waits.expect(visit, wish).await?;
    let policy = visit.policy()?;
    Ok(waits.iter().map(|wait| Told::new(page, policy, wait)).collect())
}

/// What most people ask: the first category, in the reader's language, not urgent.
pub fn usual(visit: &Visit) -> Result<Wish> {
    let policy = visit.policy()?;
    let category = policy.categories.first().map(|c| c.id.clone()).unwrap_or_default();
    let severity = policy.severities.last().map(|s| s.level.clone()).unwrap_or_default();
    let (language, zone) = (visit.lang.code().to_owned(), visit.zone_name().to_owned());
    Ok(Wish { category, language, severity, zone })
}

/// What most people have to expect, and a sentence that says of what.
pub async fn usually(visit: &Visit, page: &Page) -> Result<(Vec<Told>, String)> {
    let wish = usual(visit)?;
    let category = visit.policy()?.category(&wish.category).map(|c| page.text(&c.name).to_owned());
    let told = visit.app.waits.expect(visit, wish.clone()).await?;
    let spoken = told.first().map_or(wish.language.as_str(), |wait| wait.language.as_str());
    let language = page.l.language_name(spoken).unwrap_or(spoken).to_owned();
    let lead = page.t2("wait-lead", "category", category.unwrap_or_default(), "language", language);
    Ok((expected(visit, page, wish).await?, lead))
}

/// What a case asks.
fn wish_of(case: &Case, zone: &str) -> Wish {
    Wish {
        category: case.category.clone(),
        language: case.language.clone(),
        severity: case.standing.severity.clone(),
        zone: zone.to_owned(),
    }
}

/// Keeps what is announced for a request that was just opened. A failure costs a figure of the record, not the request.
pub async fn announce(visit: &Visit, viewer: &centre::people::Viewer, number: i64) {
    if let Err(error) = try_announce(visit, viewer, number).await {
        tracing::error!(%error, number, "the wait could not be announced");
    }
}

async fn try_announce(visit: &Visit, viewer: &centre::people::Viewer, number: i64) -> centre::Result<()> {
    let Some((case, told)) = visit.app.waits.of_case(visit, viewer, number).await? else { return Ok(()) };
    let Some(announced) = told.announced else { return Ok(()) };
    visit.app.db.write(move |tx: &mut Tx| expect::put(tx, &case, &announced)).await
}

/// What somebody whose request waits for its first answer has to expect now.
pub async fn still(
    visit: &Visit,
    page: &Page,
    viewer: &centre::people::Viewer,
    number: i64,
) -> Result<Option<Told>> {
    let found = visit.app.waits.of_case(visit, viewer, number).await?;
    let policy = visit.policy()?;
    Ok(found.map(|(_, wait)| Told::new(page, policy, &wait)))
}

#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Asked {
    category: String,
    language: String,
    severity: String,
}

impl Asked {
    /// Left out: what most people ask. What the policy doesn't know is refused.
    pub fn wish(self, visit: &Visit) -> Result<Wish> {
        let policy = visit.policy()?;
        let usual = usual(visit)?;
        let known = |given: String, otherwise: String, is_known: &dyn Fn(&Policy, &str) -> bool| match given
            .is_empty()
        {
            true => Ok(otherwise),
            false if is_known(policy, &given) => Ok(given),
            false => Err(Fault::bad_request("error-malformed")),
        };
        Ok(Wish {
            category: known(self.category, usual.category, &|p, id| p.category(id).is_some())?,
            severity: known(self.severity, usual.severity, &|p, level| p.severity(level).is_some())?,
            language: known(self.language, usual.language, &|_, tag| lang::Lang::parse(tag).is_some())?,
            zone: usual.zone,
        })
    }
}

/// `GET /api/v1/waits?category=&language=&severity=`
pub async fn api(visit: Visit, Query(asked): Query<Asked>) -> Result<Response> {
    let wish = asked.wish(&visit)?;
    let waits = visit.app.waits.expect(&visit, wish.clone()).await?;
    let page = visit.page("");
    let policy = visit.policy()?;
    let methods: Vec<_> = waits
        .iter()
        .map(|wait| {
            let told = Told::new(&page, policy, wait);
            let range = wait.announced.as_ref().map(|announced| {
                let whole = |seconds: f64| seconds.round() as i64;
                let range = announced.range;
                json!({
                    "seconds": { "mean": whole(range.mean), "p10": whole(range.p10), "p50": whole(range.p50), "p90": whole(range.p90) },
                    "from": announced.after(range.p10), "about": announced.after(range.p50), "until": announced.after(range.p90),
                    "made_by": announced.by.code(),
                })
            });
            json!({
                "method": wait.method, "language": wait.language, "before": wait.before, "agents": wait.agents,
                "opens": wait.opens, "expected": range, "text": told.text, "why": told.why,
            })
        })
        .collect();
    Ok(Json(json!({
        "category": wish.category, "severity": wish.severity, "language": wish.language, "at": visit.now, "methods": methods,
    }))
    .into_response())
}
