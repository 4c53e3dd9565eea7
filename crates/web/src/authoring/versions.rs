use askama::Template;
use axum::extract::{Path, Query};
use centre::articles::{self, Edition, Version};
use db::Tx;
use lang::Lang;
use serde::Deserialize;

use super::{Moment, Place, compare::Compare, language, language_name, made, moment, parse};
use crate::{
    error::{Fault, Result},
    page::Page,
    visit::Author,
};

const LINES: usize = 50;

#[derive(Template)]
#[template(path = "authoring/versions.html")]
struct VersionsPage {
    page: Page,
    edition: Edition,
    language: Lang,
    name: String,
    lines: Vec<(Version, Moment, String)>,
    first: Option<String>,
    next: Option<String>,
}

/// Who wrote a version, in words.
fn by(page: &Page, version: &Version) -> String {
    match (&version.by, &version.approved_by) {
        (None, _) if version.is_import => match &version.revision {
            Some(revision) => {
                page.t1("authoring-by-import-of", "revision", revision.chars().take(8).collect::<String>())
            }
            None => page.t("authoring-by-import"),
        },
        (None, None) => page.t("authoring-by-import"),
        (None, Some(approved)) => page.t1("authoring-by-import-approved", "approved", approved.as_str()),
        (Some(by), None) => by.clone(),
        (Some(by), Some(approved)) => {
            page.t2("authoring-by-approved", "name", by.as_str(), "approved", approved.as_str())
        }
    }
}

#[derive(Deserialize)]
pub struct Before {
    before: Option<i64>,
}

/// `GET /authoring/articles/{key}/{language}/versions?before=`
pub async fn versions(
    Author { visit, viewer }: Author,
    Path(place): Path<Place>,
    Query(Before { before }): Query<Before>,
) -> Result {
    let of = language(&place.language)?;
    let load = move |tx: &mut Tx| {
        let edition = articles::exactly(tx, &place.key, of)?.ok_or(centre::Error::NotFound)?;
        Ok::<_, centre::Error>((articles::versions(tx, &viewer, &place.key, of, before, LINES + 1)?, edition))
    };
    let (mut found, edition) = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    let here = format!("/authoring/articles/{}/{}/versions", edition.key, of.code());
    let has_more = found.len() > LINES;
    found.truncate(LINES);
    let last = found.last().map(|version| version.number);
    let lines = found.into_iter().map(|v| {
        let (at, by) = (moment(&page, v.at), by(&page, &v));
        (v, at, by)
    });
    visit.html(&VersionsPage {
        lines: lines.collect(),
        name: language_name(&page, of),
        language: of,
        first: before.map(|_| here.clone()),
        next: last.filter(|_| has_more).map(|last| format!("{here}?before={last}")),
        edition,
        page,
    })
}

#[derive(Template)]
#[template(path = "authoring/version.html")]
struct VersionPage {
    page: Page,
    edition: Edition,
    version: Version,
    language: Lang,
    name: String,
    written: Moment,
    by: String,
    made: String,
    /// The version that it is compared with, and others that it could be.
    other: Option<i64>,
    others: Vec<i64>,
    compare: String,
    is_current: bool,
}

impl VersionPage {
    fn base(&self) -> String {
        format!("/authoring/articles/{}/{}/versions", self.edition.key, self.language.code())
    }

    fn is_chosen(&self, number: &i64) -> bool {
        self.other == Some(*number)
    }
}

#[derive(Deserialize)]
pub struct With {
    with: Option<i64>,
}

/// `GET /authoring/articles/{key}/{language}/versions/{number}?with=`: a version beside another.
pub async fn version(
    Author { visit, viewer }: Author,
    Path((key, code, number)): Path<(String, String, String)>,
    Query(With { with }): Query<With>,
) -> Result {
    let (of, number): (Lang, i64) = (language(&code)?, parse(&number)?);
    let load = move |tx: &mut Tx| {
        let edition = articles::exactly(tx, &key, of)?.ok_or(centre::Error::NotFound)?;
        let version = articles::version(tx, &viewer, &key, of, number)?;
        let others = articles::versions(tx, &viewer, &key, of, None, LINES)?;
        let with = with.or_else(|| others.iter().map(|v| v.number).find(|n| *n < number));
        let other = match with {
            Some(with) => Some(articles::version(tx, &viewer, &key, of, with)?),
            None => None,
        };
        Ok::<_, centre::Error>((edition, version, other, others))
    };
    let (edition, version, other, others) = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    // The earlier one is always the old text.
    let (old, new) = match &other {
        Some(other) if other.number > version.number => (version.source.as_str(), other.source.as_str()),
        other => (other.as_ref().map_or("", |o| o.source.as_str()), version.source.as_str()),
    };
    let compare = Compare::new(&page, of, old, new).html()?;
    visit.html(&VersionPage {
        compare,
        is_current: version.number == edition.version,
        others: others.iter().map(|v| v.number).filter(|n| *n != version.number).collect(),
        other: other.map(|other| other.number),
        written: moment(&page, version.at),
        by: by(&page, &version),
        made: made(&page, version.made, version.from.map(|(from, _)| from)),
        name: language_name(&page, of),
        language: of,
        edition,
        version,
        page,
    })
}

/// `POST /authoring/articles/{key}/{language}/versions/{number}/restore`: a draft that is as that version was.
pub async fn restore(
    Author { visit, viewer }: Author,
    Path((key, code, number)): Path<(String, String, String)>,
) -> Result {
    let (of, number): (Lang, i64) = (language(&code)?, parse(&number)?);
    let restored = visit.app.db.write(move |tx| articles::restore(tx, &viewer, &key, of, number)).await;
    match restored {
        Ok(id) => Ok(visit.go_with(&format!("/authoring/drafts/{id}"), "flash-authoring-restored")),
        Err(error) => Err(Fault::from(error)),
    }
}
