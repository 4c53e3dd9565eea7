use std::collections::BTreeSet;

use askama::Template;
use axum::{extract::Query, response::Response};
use centre::staff::{self, Agent, Presence};
use db::Tx;
use jiff::SignedDuration;
use serde::Deserialize;

use super::{category_name, day_times, feed, language_name, picture::Picture, presence};
use crate::{
    error::Result,
    live as sse,
    page::{Page, encode},
    visit::{AtDesk, Visit},
};

/// So many days are drawn.
const DAYS: usize = 3;

#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    #[serde(default)]
    language: String,
    #[serde(default)]
    category: String,
}

struct Choice {
    value: String,
    label: String,
    is_chosen: bool,
}

struct There {
    name: String,
    state: Presence,
    state_name: String,
    since: Option<(String, String)>,
    speaks: String,
    knows: String,
    until: Option<String>,
}

#[derive(Template)]
#[template(path = "desk/duty.html")]
struct DutyPage {
    page: Page,
    languages: Vec<Choice>,
    categories: Vec<Choice>,
    there: Vec<There>,
    of_languages: Picture,
    of_agents: Picture,
    own: Vec<String>,
    has_feed: bool,
    /// Shown once, when it was made.
    feed: Option<String>,
    is_manager: bool,
    /// This page as it was asked for.
    again: String,
}

/// `GET /desk/duty`
pub async fn duty(at: AtDesk, Query(wanted): Query<Wanted>) -> Result {
    show(at, wanted, None).await
}

/// `GET /desk/duty/live`
pub async fn live(AtDesk { visit, viewer }: AtDesk) -> Response {
    sse::stream(&visit.app, vec![staff::topic(&viewer.cloud)], "staff")
}

pub(super) async fn show(AtDesk { visit, viewer }: AtDesk, wanted: Wanted, feed: Option<String>) -> Result {
    let page = visit.page("phone");
    let midnights = staff::midnights(visit.now, DAYS, &visit.zone);
    let (from, to) = (midnights[0], midnights[midnights.len() - 1]);
    let (asker, now) = (viewer.clone(), visit.now);
    let load = move |tx: &mut Tx| {
        let cloud = &asker.cloud;
        Ok::<_, centre::Error>((
            staff::agents(tx, cloud)?,
            staff::shifts(tx, cloud, from, to)?,
            staff::own_shifts(tx, asker.id(), now, now + SignedDuration::from_hours(24 * 14))?,
            staff::has_feed(tx, &asker)?,
        ))
    };
    let (mut agents, shifts, own, has_feed) = visit.app.db.read(load).await?;
    let policy = visit.policy()?;
    let cover = staff::cover(policy, &agents, &shifts, from, to);
    let mut of_languages = Picture::new(&page, &midnights);
    for covered in
        cover.languages.iter().filter(|c| wanted.language.is_empty() || c.language == wanted.language)
    {
        of_languages.of_language(&page, from, covered);
    }
    let (languages, categories) = choices(&page, &visit, &wanted, &agents)?;
    agents.retain(|agent| {
        (wanted.language.is_empty() || agent.speaks(&wanted.language))
            && (wanted.category.is_empty() || agent.knows(&wanted.category))
    });
    page.l.collator().sort_by_key(&mut agents, |agent| &agent.name);
    let mut of_agents = Picture::new(&page, &midnights);
    let mut there = Vec::new();
    for agent in &agents {
        let own: Vec<&staff::Shift> = shifts.iter().filter(|shift| shift.agent == agent.id).collect();
        let speaks = agent.languages.iter().map(|(tag, _)| language_name(&page, tag)).collect::<Vec<_>>();
        let speaks = page.l.list(&speaks);
        if !own.is_empty() {
            of_agents.of_agent(&page, from, &agent.name, speaks.clone(), &own);
        }
        let now = own.iter().find(|shift| shift.from <= visit.now && visit.now < shift.to);
        if now.is_some() || agent.state != Presence::Away {
            let knows = agent.categories.iter().map(|(id, _)| category_name(&page, policy, id));
            there.push(There {
                name: agent.name.clone(),
                state: agent.state,
                state_name: presence::name(&page, agent.state),
                since: agent.since.map(|since| (since.to_string(), page.relative(&since))),
                speaks,
                knows: page.l.list(&knows.collect::<Vec<_>>()),
                until: now.map(|shift| page.l.time(shift.to, &page.zone)),
            });
        }
    }
    there.sort_by_key(|one| Presence::ALL.iter().position(|state| *state == one.state));
    let again =
        format!("/desk/duty?language={}&category={}", encode(&wanted.language), encode(&wanted.category));
    visit.html(&DutyPage {
        languages,
        categories,
        there,
        of_languages,
        of_agents,
        own: own.iter().map(|shift| day_times(&page, shift)).collect(),
        has_feed,
        feed,
        is_manager: viewer.manages_desk().is_ok(),
        again,
        page,
    })
}

fn choices(
    page: &Page,
    visit: &Visit,
    wanted: &Wanted,
    agents: &[Agent],
) -> Result<(Vec<Choice>, Vec<Choice>)> {
    let spoken: BTreeSet<&str> =
        agents.iter().flat_map(|agent| &agent.languages).map(|(tag, _)| tag.as_str()).collect();
    let language = |tag: &str| Choice {
        value: tag.to_owned(),
        label: language_name(page, tag),
        is_chosen: tag == wanted.language,
    };
    let mut languages: Vec<Choice> = spoken.into_iter().map(language).collect();
    page.l.collator().sort_by_key(&mut languages, |choice| &choice.label);
    let category = |category: &centre::policy::Category| Choice {
        value: category.id.clone(),
        label: page.text(&category.name).to_owned(),
        is_chosen: category.id == wanted.category,
    };
    Ok((languages, visit.policy()?.categories.iter().map(category).collect()))
}

pub(super) fn address(visit: &Visit, secret: &centre::people::Secret) -> String {
    format!("{}{}", visit.app.config.base_url, feed::path(secret))
}
