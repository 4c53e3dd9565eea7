use centre::articles;
use db::Tx;
use docs::{Finding, Html, Pair};
use lang::Lang;

use crate::{error::Result, page::Page, public, visit::Visit};

/// A text as readers of each of these clouds would see it. What can't be read as an article is shown as it is.
pub async fn as_read(
    visit: &Visit,
    clouds: &[&str],
    language: Lang,
    origin: &str,
    source: &str,
) -> Result<Vec<Html>> {
    let (origin, text) = (origin.to_owned(), source.to_owned());
    let load = move |tx: &mut Tx| match docs::parse(&text) {
        Ok(_) => articles::around(tx, &origin, language, &text).map(Some),
        Err(_) => Ok::<_, centre::Error>(None),
    };
    let around = visit.app.db.read(load).await?;
    let page = visit.page("authoring");
    let view = |cloud: &&str| match &around {
        Some(around) => public::as_read(&page, cloud, language, source, around).html,
        None => docs::render(source, &docs::Options::default()),
    };
    Ok(clouds.iter().map(view).collect())
}

/// What a comparison of sentences with their originals found, in words.
pub struct Found {
    /// Counted from 0.
    pub sentence: usize,
    pub kind: String,
    pub source: String,
    pub target: String,
    pub expected: Option<String>,
}

pub fn lint<'t>(
    page: &Page,
    pairs: impl Iterator<Item = (&'t str, &'t str)>,
    from: Lang,
    to: Lang,
) -> Vec<Found> {
    let pair = |(at, (source, target)): (usize, (&str, &str))| Pair {
        id: at.to_string(),
        is_paragraph: false,
        target: target.to_owned(),
        source: source.to_owned(),
        range: 0..0,
    };
    let pairs: Vec<Pair> = pairs.enumerate().map(pair).collect();
    let found = |finding: Finding| Found {
        sentence: finding.id.parse().unwrap_or_default(),
        kind: page.t(&format!("authoring-finding-{}", finding.kind.as_str())),
        source: finding.source,
        target: finding.target,
        expected: finding.expected,
    };
    docs::lint(&pairs, from.code(), to.code(), centre::glossary()).into_iter().map(found).collect()
}
