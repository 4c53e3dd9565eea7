use axum::{
    extract::Query,
    http::{HeaderName, header},
    response::{IntoResponse, Response},
};
use centre::expect;

use super::report::{Asked, Wanted};
use crate::{
    csv::{line, written},
    error::{Fault, Result},
    visit::AtDesk,
};

const HEADER: &str = "operator,number,method,category,language,severity,announced_at,mean_seconds,p10_seconds,p50_seconds,\
                      p90_seconds,made_by,before,agents,outcome,wait_seconds\r\n";

/// `GET /desk/waits.csv`: the announcements that the page is made of, the latest first.
pub async fn csv(AtDesk { visit, viewer }: AtDesk, Query(asked): Query<Asked>) -> Result {
    let wanted = Wanted::new(&visit, &asked)?;
    let filter = wanted.filter.clone();
    let all = visit.app.db.read(move |tx| expect::figures(tx, &viewer, &filter)).await?;
    let mut text = HEADER.to_owned();
    for one in &all {
        let seconds = |seconds: f64| (seconds.round() as i64).to_string();
        let fields = [
            written(&visit.cloud),
            one.number.map(|number| number.to_string()).unwrap_or_default(),
            written(&one.method),
            written(&one.category),
            written(&one.language),
            written(&one.severity),
            one.at.to_string(),
            seconds(one.range.mean),
            seconds(one.range.p10),
            seconds(one.range.p50),
            seconds(one.range.p90),
            one.made_by.clone(),
            one.why.before.to_string(),
            one.why.agents.to_string(),
            one.outcome.map(|outcome| outcome.code().to_owned()).unwrap_or_default(),
            one.wait.map(|wait| wait.to_string()).unwrap_or_default(),
        ];
        line(&mut text, &fields);
    }
    let name = format!("waits-{}-{}.csv", visit.cloud, wanted.filter.method);
    let headers: [(HeaderName, String); 4] = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8; header=present".into()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".into()),
        (header::CACHE_CONTROL, "private, no-store".into()),
    ];
    Ok::<Response, Fault>((headers, text).into_response())
}
