use axum::{
    Json,
    extract::{Path, Query},
    response::IntoResponse,
};
use centre::articles;
use db::Tx;
use lang::Lang;
use serde::Deserialize;
use serde_json::json;

use crate::{
    error::{Fault, Result},
    visit::{Author, Visit},
};

/// `GET /api/v1/articles/{key}`: the editions of an article.
pub async fn editions(visit: Visit, Path(key): Path<String>) -> Result {
    let load = move |tx: &mut Tx| {
        let mut editions = Vec::new();
        for language in Lang::ALL {
            editions.extend(articles::exactly(tx, &key, language)?);
        }
        Ok::<_, centre::Error>(editions)
    };
    let editions = visit.app.db.read(load).await?;
    let first = editions.first().ok_or(Fault::NotFound)?;
    let base = &visit.app.config.base_url;
    let lines: Vec<_> = editions
        .iter()
        .map(|edition| {
            json!({
                "language": edition.language.code(),
                "title": edition.title,
                "description": edition.description,
                "version": edition.version,
                "made": edition.made.code(),
                "translated_from": edition.from.map(|(from, version)| json!({ "language": from.code(), "version": version })),
                "state": if edition.needs_update { "needs-update" } else { "current" },
                "updated_at": edition.updated_at.to_string(),
                "url": format!("{base}/{}/{}/articles/{}", edition.language.code(), visit.cloud, edition.key),
            })
        })
        .collect();
    Ok(Json(json!({ "key": first.key, "editions": lines })).into_response())
}

#[derive(Deserialize)]
pub struct Before {
    before: Option<i64>,
}

/// `GET /api/v1/articles/{key}/{language}/versions?before=`: newest first, for authors.
pub async fn versions(
    Author { visit, viewer }: Author,
    Path((key, language)): Path<(String, String)>,
    Query(Before { before }): Query<Before>,
) -> Result {
    const LINES: usize = 100;
    let exact = |l: &Lang| l.code().eq_ignore_ascii_case(&language);
    let of = Lang::ALL.into_iter().find(exact).ok_or(Fault::NotFound)?;
    let load = move |tx: &mut Tx| articles::versions(tx, &viewer, &key, of, before, LINES + 1);
    let mut versions = visit.app.db.read(load).await?;
    let has_more = versions.len() > LINES;
    versions.truncate(LINES);
    let next = versions.last().filter(|_| has_more).map(|version| version.number);
    let lines: Vec<_> = versions
        .iter()
        .map(|version| {
            json!({
                "version": version.number,
                "at": version.at.to_string(),
                "title": version.title,
                "by": version.by,
                "approved_by": version.approved_by,
                "imported": version.is_import,
                "published": version.was_shown,
                "note": version.note,
                "made": version.made.code(),
                "revision": version.revision,
            })
        })
        .collect();
    Ok(Json(json!({ "versions": lines, "before": next })).into_response())
}
