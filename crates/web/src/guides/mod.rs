//! Guided troubleshooters: the list, the steps, and what goes from there into a service request.

mod carried;
mod report;
mod step;
#[cfg(test)]
mod tests;

pub use carried::{Answered, Beginning, Carried};
pub use report::{report, report_one};
pub use step::{answer, begin, step};

use askama::Template;
use centre::guides::{Audience, Guide};
use docs::Html;

use crate::{
    error::Result,
    page::{Page, encode},
    public::{Public, service_icon},
    visit::Visit,
};

/// A guide in a list.
pub struct Tile {
    pub href: String,
    pub icon: &'static str,
    pub title: String,
    pub description: String,
    /// So many steps at most.
    pub steps: String,
}

impl Tile {
    pub fn new(page: &Page, guide: &Guide) -> Tile {
        let words = guide.words(page.l);
        Tile {
            href: page.public(&format!("guides/{}", guide.key)),
            icon: guide.services.first().map_or("list", |service| service_icon(service)),
            title: words.title.clone(),
            description: words.description.clone(),
            steps: page.t1("guide-steps-at-most", "n", guide.walk([]).ahead()),
        }
    }
}

/// The address of what was found in the index.
pub fn place(page: &Page, path: &str) -> String {
    match centre::guides::found(path) {
        Some(key) => page.public(&format!("guides/{}", encode(key))),
        None => page.public(&format!("articles/{}", encode(path))),
    }
}

/// The guides about a service, or all of them, by title.
pub fn tiles(visit: &Visit, page: &Page, is_wanted: impl Fn(&Guide) -> bool) -> Vec<Tile> {
    let guides = visit.app.guides.get();
    let wanted = guides.of_cloud(&visit.cloud).filter(|guide| is_wanted(guide));
    let mut tiles: Vec<Tile> = wanted.map(|guide| Tile::new(page, guide)).collect();
    page.l.collator().sort_by_key(&mut tiles, |tile| &tile.title);
    tiles
}

#[derive(Template)]
#[template(path = "guides/guides.html")]
struct GuidesPage {
    page: Page,
    groups: Vec<Group>,
}

/// The guides for one audience.
struct Group {
    id: &'static str,
    title: String,
    tiles: Vec<Tile>,
}

/// `GET /{lang}/{cloud}/guides`
pub async fn guides(public: Public) -> Result {
    let visit = &public.visit;
    let page = visit.page("articles");
    let group = |id, audience| Group {
        id,
        title: page.t(&format!("guide-{id}")),
        tiles: tiles(visit, &page, |guide| guide.audience == audience),
    };
    let groups = [group("for-all", Audience::User), group("for-admins", Audience::Admin)];
    let groups = groups.into_iter().filter(|group| !group.tiles.is_empty()).collect();
    public.html(&GuidesPage { groups, page })
}

/// A text of a guide, with links to what exists.
fn render(page: &Page, text: &str, exists: &dyn Fn(&str) -> bool) -> Html {
    let link = |address: &str| match address {
        "servus:get-support" => Some(page.public("get-support")),
        "servus:service-health" => Some(page.public("health")),
        "servus:help" => Some("/help".to_owned()),
        file => {
            let (file, place) = file.split_at(file.find('#').unwrap_or(file.len()));
            let key = file.strip_suffix(".md").filter(|key| exists(key))?;
            Some(page.public(&format!("articles/{key}{place}")))
        }
    };
    let label = |label: docs::Label| page.t(&format!("public-label-{}", label.as_str()));
    docs::render(text, &docs::Options { cloud: None, link: &link, label: &label, include: &|_| None })
}
