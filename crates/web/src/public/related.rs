//! What to go on with after an article, each with its kind.

use std::collections::{BTreeMap, BTreeSet};

use centre::{articles, guides::Guides, policy::Articles};
use db::Tx;
use docs::{Related, RelatedKind};
use jiff::SignedDuration;
use lang::Lang;

use crate::page::Page;

/// A link as it is shown: title, kind, and of a video how long it is and where its captions are.
pub struct Further {
    pub href: String,
    pub icon: &'static str,
    pub title: String,
    pub kind: String,
    pub duration: Option<String>,
    pub captions: Option<String>,
    pub is_elsewhere: bool,
}

/// The titles that articles on this site have of their own.
pub fn titles(
    tx: &mut Tx,
    rules: &Articles,
    origin: &str,
    related: &[Related],
    lang: Lang,
) -> centre::Result<BTreeMap<String, String>> {
    let keys: BTreeSet<String> =
        related.iter().filter_map(|one| Some(articles::linked(origin, &one.address)?.0)).collect();
    articles::titles(tx, rules, &keys, lang)
}

/// Those that lead somewhere.
pub fn further(
    page: &Page,
    guides: &Guides,
    origin: &str,
    related: &[Related],
    titles: &BTreeMap<String, String>,
) -> Vec<Further> {
    related.iter().filter_map(|one| shown(page, guides, origin, one, titles)).collect()
}

fn shown(
    page: &Page,
    guides: &Guides,
    origin: &str,
    one: &Related,
    titles: &BTreeMap<String, String>,
) -> Option<Further> {
    let is_elsewhere = ["https://", "http://"].iter().any(|scheme| one.address.starts_with(scheme));
    let (href, title) = match one.kind {
        RelatedKind::Guide => {
            let guide = guides.get(&page.cloud, &one.address)?;
            let title = guide.words(page.l).title.clone();
            (page.public(&format!("guides/{}", guide.key)), title)
        }
        _ if is_elsewhere => (one.address.clone(), one.title.clone()?),
        _ => {
            let (key, place) = articles::linked(origin, &one.address)?;
            (page.public(&format!("articles/{key}{place}")), titles.get(&key)?.clone())
        }
    };
    Some(Further { href, title, is_elsewhere, ..of_kind(page, one) })
}

/// The video that an article is about.
pub fn watched(page: &Page, video: Related) -> Further {
    let title = video.title.clone().unwrap_or_else(|| page.t("related-watch"));
    Further { href: video.address.clone(), title, is_elsewhere: true, ..of_kind(page, &video) }
}

fn of_kind(page: &Page, one: &Related) -> Further {
    let length = one.duration.as_deref().and_then(|text| text.parse::<SignedDuration>().ok());
    Further {
        href: String::new(),
        icon: match one.kind {
            RelatedKind::LinkPage => "learn",
            RelatedKind::Article => "articles",
            RelatedKind::Video => "video",
            RelatedKind::Guide => "list",
        },
        title: String::new(),
        kind: page.t(&format!("related-kind-{}", one.kind.as_str())),
        duration: length.map(|length| page.l.duration(length.as_secs())),
        captions: one.captions.clone(),
        is_elsewhere: false,
    }
}
