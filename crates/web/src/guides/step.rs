use std::collections::BTreeMap;

use askama::Template;
use axum::extract::{Path, Query};
use centre::{
    articles,
    finding::{Thing, Vote},
    guides::{Audience, End, Guide, Kind, Walk},
    people::Who,
};
use db::Tx;
use docs::Html;
use serde::Deserialize;

use super::{carried, render};
use crate::{
    error::{Fault, Result},
    finding::{Helped, KnownIssue, Tracks, issues},
    form::Fields,
    page::{Page, encode},
    public::Public,
    visit::Visit,
};

#[derive(Deserialize)]
pub struct Place {
    key: String,
    /// The answers so far.
    #[serde(default)]
    way: String,
}

#[derive(Deserialize)]
pub struct From {
    /// `suggestion`: chosen while typing.
    #[serde(default)]
    via: String,
}

/// `GET /{lang}/{cloud}/guides/{key}`: the first step.
pub async fn begin(public: Public, Path(place): Path<Place>, Query(from): Query<From>) -> Result {
    show(public, place, Some(from.via == "suggestion")).await
}

/// `GET /{lang}/{cloud}/guides/{key}/{*way}`: the step that answers lead to. The address is all that is known of the
/// way, so it can be gone back, kept and passed on.
pub async fn step(public: Public, Path(place): Path<Place>) -> Result {
    show(public, place, None).await
}

/// `POST /{lang}/{cloud}/guides/{key}`: one more answer.
pub async fn answer(public: Public, Path(place): Path<Place>, fields: Fields) -> Result {
    let visit = &public.visit;
    let guides = visit.app.guides.get();
    let guide = guides.get(&visit.cloud, &place.key).ok_or(Fault::NotFound)?;
    let walk = guide.walk(keys(fields.get("way")));
    let page = visit.page("");
    let given = walk.at.answers().iter().find(|answer| answer.key == fields.get("answer"));
    let Some(given) = given.filter(|_| walk.is_whole) else {
        // The guide has changed, or the form is none of ours: there is a step to go on from.
        return Ok(visit.go(&address(&page, guide, &walk.way())));
    };
    let (cloud, lang) = (visit.cloud.clone(), visit.lang);
    let (guide_key, step, answer) = (guide.key.clone(), walk.at.key.clone(), given.key.clone());
    let note = move |tx: &mut Tx| centre::guides::note(tx, &cloud, lang, &guide_key, &step, &answer);
    if let Err(error) = visit.app.db.write(note).await {
        tracing::warn!(%error, "an answer could not be counted");
    }
    Ok(visit.go(&address(&page, guide, &walk.on(given))))
}

fn keys(way: &str) -> impl Iterator<Item = &str> {
    way.split('/').filter(|key| !key.is_empty())
}

pub fn address(page: &Page, guide: &Guide, way: &str) -> String {
    match way {
        "" => page.public(&format!("guides/{}", guide.key)),
        way => page.public(&format!("guides/{}/{way}", guide.key)),
    }
}

struct Choice {
    key: String,
    text: String,
    icon: Option<&'static str>,
}

struct Given {
    asked: String,
    answered: String,
    /// Where it can be answered otherwise.
    href: String,
}

#[derive(Template)]
#[template(path = "guides/step.html")]
struct StepPage {
    page: Page,
    key: String,
    way: String,
    title: String,
    /// On the first step.
    description: Option<String>,
    /// Meant for admins, and the reader is signed in as somebody else.
    is_for_others: bool,
    has_changed: bool,
    asked: String,
    text: Html,
    choices: Vec<Choice>,
    progress: String,
    done: usize,
    all: usize,
    given: Vec<Given>,
    first_href: String,
    ending: Option<Ending>,
    articles: Vec<(String, String)>,
    issues: Vec<KnownIssue>,
    /// Asked at an end.
    helped: Option<Helped>,
}

/// What the last step offers.
struct Ending {
    kind: &'static str,
    icon: &'static str,
    /// Where a request begins, with what was answered.
    contact_href: Option<String>,
    must_sign_in: bool,
    /// For somebody else to read: subject and text.
    message: Option<(String, String)>,
    mail_href: String,
}

/// `begins`: the guide is begun, and whether it was a suggestion.
async fn show(public: Public, Place { key, way }: Place, begins: Option<bool>) -> Result {
    let thing = Thing::Guide(key.clone());
    let visit = &public.visit;
    let guides = visit.app.guides.get();
    let guide = guides.get(&visit.cloud, &key).ok_or(Fault::NotFound)?;
    let walk = guide.walk(keys(&way));
    let page = visit.page("articles");
    let (titles, issues, vote) = facts(visit, guide).await?;
    let words = guide.words(page.l);
    let of_step = words.step(walk.at);
    let first_href = address(&page, guide, "");
    let given = walk.taken.iter().enumerate().map(|(at, (step, answer))| Given {
        asked: words.step(step).title.clone(),
        answered: words.answer(page.l, step, answer),
        href: address(&page, guide, &walk.way_to(at)),
    });
    let is_user = matches!(visit.viewer.as_ref().map(|v| &v.who), Some(Who::Customer(c)) if !c.is_admin);
    let (done, ahead) = (walk.taken.len(), walk.ahead());
    let offered = guide.articles.iter().filter_map(|key| {
        let title = titles.get(key)?;
        Some((page.public(&format!("articles/{key}")), title.clone()))
    });
    let view = StepPage {
        key: guide.key.clone(),
        way: walk.way(),
        title: words.title.clone(),
        description: (done == 0).then(|| words.description.clone()),
        is_for_others: guide.audience == Audience::Admin && is_user,
        has_changed: !walk.is_whole,
        asked: of_step.title.clone(),
        text: render(&page, &of_step.text, &|key| titles.contains_key(key)),
        choices: choices(&page, &walk),
        progress: match (walk.at.end(), ahead) {
            (Some(_), _) => page.t("guide-progress-end"),
            (None, 0 | 1) => page.t1("guide-progress-last", "step", done + 1),
            (None, ahead) => page.t2("guide-progress", "step", done + 1, "ahead", ahead.saturating_sub(1)),
        },
        done,
        all: done + ahead,
        given: given.collect(),
        articles: if walk.at.end().is_some() { offered.collect() } else { Vec::new() },
        ending: walk.at.end().map(|end| ending(visit, &page, &walk, end)),
        // Where it leads to health, it shows it.
        issues: if done == 0 || of_step.text.contains("servus:service-health") { issues } else { Vec::new() },
        helped: walk.at.end().map(|_| Helped::new(visit, &thing, page.l, vote)),
        first_href,
        page,
    };
    let mut response = public.html(&view)?;
    let read = |suggested: bool| Tracks::reading(visit, &thing, suggested.then_some(&view.title));
    if let Some(tracks) = begins.and_then(read) {
        tracks.keep(visit, &mut response);
    }
    Ok(response)
}

/// The titles of the articles that the guide links to, as far as they exist; what is wrong with its services right
/// now; and what the visitor thinks of it.
type Facts = (BTreeMap<String, String>, Vec<KnownIssue>, Option<Vote>);

async fn facts(visit: &Visit, guide: &Guide) -> Result<Facts> {
    let (keys, lang) = (guide.linked_articles(), visit.lang);
    let (services, thing, whose) = (guide.services.clone(), Thing::Guide(guide.key.clone()), visit.clone());
    let (policies, cloud) = (visit.policies.clone(), visit.cloud.clone());
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&cloud).ok_or(centre::Error::NotFound)?;
        let titles = articles::titles(tx, &policy.articles, &keys, lang)?;
        let issues = issues(tx, policy, lang.code(), &|state| services.contains(&state.service))?;
        let vote = Helped::load(tx, &whose, &thing, lang)?;
        Ok::<_, centre::Error>((titles, issues, vote))
    };
    Ok(visit.app.db.read(read).await?)
}

fn choices(page: &Page, walk: &Walk<'_>) -> Vec<Choice> {
    let words = walk.guide.words(page.l);
    let icon = |key: &str| match (&walk.at.kind, key) {
        (Kind::Check(_), "yes") => Some("operational"),
        (Kind::Check(_), _) => Some("close"),
        (Kind::Action(_), _) => Some("next"),
        _ => None,
    };
    let choice = |answer: &centre::guides::Answer| Choice {
        key: answer.key.clone(),
        text: words.answer(page.l, walk.at, answer),
        icon: icon(&answer.key),
    };
    walk.at.answers().iter().map(choice).collect()
}

fn ending(visit: &Visit, page: &Page, walk: &Walk<'_>, end: &End) -> Ending {
    let who = visit.viewer.as_ref().map(|viewer| &viewer.who);
    let may_not_ask = matches!(who, Some(Who::Customer(c)) if !c.manages_requests);
    let (kind, icon) = match end {
        End::Solved => ("solved", "operational"),
        End::KnownIssue => ("known-issue", "health"),
        End::Contact(_) if !may_not_ask => ("contact", "send"),
        End::Contact(_) | End::AskAdmin => ("ask-admin", "people"),
    };
    let asks_admin = kind == "ask-admin";
    let message = asks_admin.then(|| carried::message(page, &walk.trail(page.l)));
    let mail = |(subject, text): &(String, String)| {
        format!("mailto:?subject={}&body={}", encode(subject), encode(&text.replace('\n', "\r\n")))
    };
    let is_agent = matches!(who, Some(Who::Agent(_)));
    Ending {
        kind,
        icon,
        contact_href: (kind == "contact" && !is_agent).then(|| carried::contact_href(walk)),
        must_sign_in: who.is_none(),
        mail_href: message.as_ref().map(mail).unwrap_or_default(),
        message,
    }
}
