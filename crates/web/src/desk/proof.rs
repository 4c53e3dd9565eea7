//! How a caller proves to speak for an organization: a part of the page of a call, and a page by itself for those whose
//! forms were refused.

use askama::Template;
use axum::{extract::Path, http::StatusCode};
use centre::{
    Error, Told,
    people::Viewer,
    phone::{
        Direction, ProvenBy,
        proof::{self, Checked, Code, Ended, Offered, Standing, Usable},
    },
    tell::{Channel, Delivery, State},
};
use db::{Id, Tx};
use jiff::Timestamp;
use lang::Lang;

use super::{Badge, parse};
use crate::{
    error::Result,
    form::Fields,
    page::{self, Page},
    visit::{AtDesk, Visit},
};

/// What `desk/proof.html` shows.
pub struct Proof {
    pub path: String,
    pub badge: Badge,
    pub lead: String,
    /// Since when it is proven.
    pub since: String,
    /// The viewer may send and check codes.
    pub may: bool,
    pub contacts: Vec<Contact>,
    pub is_any_usable: bool,
    pub left: String,
    pub can_send: bool,
    pub live: Option<Live>,
    /// How the last code ended.
    pub ended: Option<String>,
    pub word: Option<Word>,
    /// What is wrong with what was typed: the field and what to say.
    pub wrong: Option<(String, String)>,
}

pub struct Contact {
    /// Its place in the list and how it looks, for the form.
    pub value: String,
    pub masked: String,
    pub icon: &'static str,
    pub is_first: bool,
    /// Why it can't be used.
    pub why_not: Option<String>,
}

pub struct Live {
    pub sent_to: String,
    pub until: String,
    pub tries_left: String,
    pub is_of_another: bool,
    pub delivery: Option<Badge>,
    pub problem: Option<String>,
    /// Whether more of the delivery is to come, perhaps before the page listens.
    pub is_on_its_way: bool,
}

/// What the agent says, in the language that the organization is spoken to in.
pub struct Word {
    pub said: &'static str,
    pub language: &'static str,
    /// Language, its name, the word.
    pub others: Vec<(&'static str, &'static str, &'static str)>,
}

impl Proof {
    pub fn is_on_its_way(&self) -> bool {
        self.live.as_ref().is_some_and(|live| live.is_on_its_way)
    }

    pub fn wrong(&self, field: &str) -> Option<&str> {
        self.wrong.as_ref().filter(|(about, _)| about == field).map(|(_, text)| text.as_str())
    }

    fn of(page: &Page, standing: Standing, told: Option<Told>) -> Proof {
        let call = &standing.call;
        let is_out = call.direction == Direction::Out;
        let (kind, badge, lead) = match call.proof {
            ProvenBy::Number => ("good", "proof-by-number", "proof-lead-number"),
            ProvenBy::Code => ("good", "proof-by-code", "proof-lead-code"),
            ProvenBy::Nothing if is_out => ("info", "proof-outgoing", "proof-lead-outgoing"),
            ProvenBy::Nothing => ("warn", "proof-unproven", "proof-lead"),
        };
        let is_open = call.proof != ProvenBy::Nothing;
        let lead = match (&call.agent_name, call.organization) {
            (_, None) => page.t("proof-waits"),
            _ if !standing.is_going_on && !is_open => page.t("proof-waits"),
            (Some(name), _) if !standing.is_own && !is_open => page.t1("proof-other-agent", "name", name),
            _ => page.t(lead),
        };
        let is_any_usable = standing.contacts.iter().any(|contact| contact.usable == Usable::Yes);
        let first = standing.contacts.iter().position(|contact| contact.usable == Usable::Yes);
        let left = match (standing.codes_left, standing.more_at) {
            (0, Some(at)) => page.t1("proof-codes-none", "time", page.l.time(at, &page.zone)),
            (left, _) => page.t1("proof-codes-left", "n", left),
        };
        Proof {
            path: format!("/desk/calls/{}", call.id),
            badge: Badge { kind, text: page.t(badge) },
            lead,
            since: call
                .proven_at
                .map(|at| page.t1("proof-since", "time", page.when(&at)))
                .unwrap_or_default(),
            may: standing.is_own
                && standing.is_going_on
                && call.organization.is_some()
                && !is_open
                && !is_out,
            is_any_usable,
            left,
            can_send: standing.codes_left > 0,
            contacts: standing
                .contacts
                .iter()
                .enumerate()
                .map(|(at, contact)| Contact::of(page, contact, first == Some(at)))
                .collect(),
            live: standing.live.as_ref().map(|live| Live::of(page, live)),
            ended: standing.ended.map(|ended| match ended {
                Ended::Locked => page.t("proof-locked"),
                Ended::Expired => page.t("proof-expired"),
            }),
            word: standing.word.map(|place| word(place, &standing.language)),
            wrong: told.map(|told| (told.field.unwrap_or_default().to_owned(), page::told(page.l, &told))),
        }
    }
}

impl Contact {
    fn of(page: &Page, contact: &Offered, is_first: bool) -> Contact {
        let why_not = match (contact.usable, contact.channel) {
            (Usable::Yes, _) => None,
            (Usable::From(at), _) => Some(page.t1("proof-too-new", "time", page.when(&at))),
            (Usable::Landline, _) => Some(page.t("proof-landline")),
            (Usable::NoWay, Channel::Mail) => Some(page.t("proof-no-mail")),
            (Usable::NoWay, Channel::TextMessage | Channel::Account) => {
                Some(page.t("proof-no-text-messages"))
            }
        };
        Contact {
            value: format!("{} {}", contact.place, contact.masked),
            masked: contact.masked.clone(),
            icon: if contact.channel == Channel::Mail { "mail" } else { "phone" },
            is_first,
            why_not,
        }
    }
}

impl Live {
    fn of(page: &Page, live: &proof::Live) -> Live {
        let is_done = |state| matches!(state, State::Sent | State::GivenUp | State::Expired);
        Live {
            is_on_its_way: live.delivery.as_ref().is_some_and(|delivery| !is_done(delivery.state)),
            sent_to: page.t1("proof-sent-to", "to", live.to.as_str()),
            until: page.t1("proof-until", "time", page.l.time(live.expires_at, &page.zone)),
            tries_left: page.t1("proof-tries-left", "n", live.tries_left),
            is_of_another: live.is_of_another,
            delivery: live.delivery.as_ref().map(|delivery| delivered(page, delivery)),
            problem: live.delivery.as_ref().and_then(|delivery| delivery.problem.clone()),
        }
    }
}

/// What became of a message.
pub fn delivered(page: &Page, delivery: &Delivery) -> Badge {
    let kind = match delivery.state {
        State::Waiting | State::Sending => "info",
        State::Sent => "good",
        State::Failed => "warn",
        State::GivenUp | State::Expired => "bad",
    };
    let next = delivery.next_at.unwrap_or(Timestamp::UNIX_EPOCH);
    let text = match delivery.state {
        State::Failed => page.t1("delivery-failed", "time", page.l.time(next, &page.zone)),
        state => page.t(&format!("delivery-{}", state.code())),
    };
    Badge { kind, text }
}

fn word(place: usize, language: &str) -> Word {
    let lang = Lang::parse(language).unwrap_or(Lang::En);
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    Word {
        said: proof::spoken(place, lang),
        language: lang.code(),
        others: others.map(|l| (l.code(), l.native_name(), proof::spoken(place, l))).collect(),
    }
}

#[derive(Template)]
#[template(path = "desk/proof-page.html")]
struct ProofPage {
    page: Page,
    proof: Proof,
}

/// The part for the page of a call.
pub async fn load(
    visit: &Visit,
    viewer: &Viewer,
    page: &Page,
    call: Id,
    told: Option<Told>,
) -> Result<Proof> {
    let (policies, viewer, app) = (visit.policies.clone(), viewer.clone(), visit.app.clone());
    let load = move |tx: &mut Tx| proof::proof(tx, &policies, &viewer, &app.config.channels, call);
    Ok(Proof::of(page, visit.app.db.read(load).await?, told))
}

async fn show(visit: &Visit, viewer: &Viewer, call: Id, told: Option<Told>) -> Result {
    let page = visit.page("phone");
    let status = if told.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    let proof = load(visit, viewer, &page, call, told).await?;
    visit.html_with(status, &ProofPage { page, proof })
}

/// `GET /desk/calls/{id}/proof`
pub async fn proof(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>) -> Result {
    show(&visit, &viewer, parse(&id)?, None).await
}

/// `POST /desk/calls/{id}/proof/send`
pub async fn send(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>, fields: Fields) -> Result {
    let call: Id = parse(&id)?;
    let (place, masked) = fields.get("contact").split_once(' ').unwrap_or_default();
    let (place, masked) = (place.parse().unwrap_or(usize::MAX), masked.to_owned());
    // Whoever may not see the call doesn't make the program draw codes.
    let reader = viewer.clone();
    visit.app.db.read(move |tx| centre::phone::call(tx, &reader, call)).await?;
    let rules = visit.policy()?.verification.clone();
    let code = slowly(&visit, move || Code::draw(&rules, call)).await??;
    let (policies, who, app) = (visit.policies.clone(), viewer.clone(), visit.app.clone());
    let send = move |tx: &mut Tx| {
        proof::send_code(tx, &policies, &who, &app.config.channels, call, (place, &masked), &code)
    };
    match visit.app.db.write(send).await {
        Ok(()) => Ok(visit.go_with(&format!("/desk/calls/{call}#proof-code"), "flash-code-sent")),
        Err(Error::Told(told)) => show(&visit, &viewer, call, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// `POST /desk/calls/{id}/proof/try`
pub async fn try_code(AtDesk { visit, viewer }: AtDesk, Path(id): Path<String>, fields: Fields) -> Result {
    let call: Id = parse(&id)?;
    match compare(&visit, &viewer, call, fields.get("code")).await {
        Ok(left) => {
            let flash = match left {
                None => "flash-caller-proven",
                Some(0) => "flash-code-locked-failed",
                Some(_) => "flash-code-wrong-failed",
            };
            Ok(visit.go_with(&format!("/desk/calls/{call}"), flash))
        }
        Err(Error::Told(told)) => show(&visit, &viewer, call, Some(told)).await,
        Err(error) => Err(error.into()),
    }
}

/// How many tries are left; `None` if it was the code.
async fn compare(
    visit: &Visit,
    viewer: &Viewer,
    call: Id,
    typed: &str,
) -> std::result::Result<Option<i64>, Error> {
    let (policies, who, typed) = (visit.policies.clone(), viewer.clone(), typed.to_owned());
    let begin = move |tx: &mut Tx| proof::begin_try(tx, &policies, &who, call, &typed);
    let tried = visit.app.db.write(begin).await?;
    let compared = tried.clone();
    let checked: Checked = slowly(visit, move || compared.check()).await?;
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let finish = move |tx: &mut Tx| proof::finish_try(tx, &policies, &who, &tried, checked);
    visit.app.db.write(finish).await
}

/// What takes much memory and a moment, a few at a time.
async fn slowly<T: Send + 'static>(
    visit: &Visit,
    work: impl FnOnce() -> T + Send + 'static,
) -> std::result::Result<T, Error> {
    let _turn = visit.app.hashing.acquire().await.map_err(Error::broken)?;
    tokio::task::spawn_blocking(work).await.map_err(Error::broken)
}

#[cfg(test)]
mod tests;
