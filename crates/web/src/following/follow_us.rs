use askama::Template;
use centre::policy::FollowUs;

use crate::{
    error::Result,
    page::Page,
    public::{Public, phone::Qr},
};

#[derive(Template)]
#[template(path = "following/follow-us.html")]
struct FollowUsPage<'p> {
    page: Page,
    networks: Vec<(&'p FollowUs, Option<Qr>)>,
    feeds: Vec<(&'static str, String)>,
    calendar: String,
    /// May choose mails.
    reads_health: bool,
    makes_webhooks: bool,
}

/// `GET /{lang}/{cloud}/follow-us`
pub async fn follow_us(public: Public) -> Result {
    let visit = &public.visit;
    let page = visit.page("health");
    let feed = |name: &str| format!("{}{}", visit.app.config.base_url, page.public(name));
    let viewer = visit.viewer.as_ref();
    let answer = FollowUsPage {
        networks: visit.policy()?.follow_us.iter().map(|follow| (follow, Qr::of(&follow.url))).collect(),
        feeds: vec![("follow-us-atom", feed("health/feed.atom")), ("follow-us-rss", feed("health/feed.rss"))],
        calendar: feed("health/maintenance.ics"),
        reads_health: viewer.is_some_and(|viewer| viewer.reads_health().is_ok()),
        makes_webhooks: viewer.is_some_and(|viewer| viewer.manages_webhooks().is_ok()),
        page,
    };
    public.html(&answer)
}
