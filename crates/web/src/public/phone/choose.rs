use askama::Template;
use axum::{
    extract::{Path, Query},
    http::HeaderMap,
};
use centre::policy::{Channel, Choice, PhonePlan, Policy};
use lang::{Lang, args};
use serde::Deserialize;

use super::{Asked, Own, PlaceView};
use crate::{
    cached::cached,
    error::Result,
    page::{Page, encode},
    public::support::offered,
    visit::{Facts, Visit},
};

/// Chosen by somebody whose country isn't in the list.
pub const NOT_LISTED: &str = "not-listed";

/// What somebody asks the directory for.
#[derive(Default)]
pub struct Wish<'p> {
    /// The value of an entry of the list, an ISO code, anything.
    country: String,
    /// What was typed to find one.
    typed: String,
    plan: String,
    /// Of the own organization, where nothing was asked for.
    plans: Vec<&'p PhonePlan>,
}

impl<'p> Wish<'p> {
    pub fn of(query: &[(String, String)]) -> Wish<'p> {
        let given = |name: &str| {
            let value = query.iter().find(|(key, value)| key == name && !value.trim().is_empty());
            value.map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
        };
        Wish { country: given("country"), typed: given("q"), plan: given("plan"), plans: Vec::new() }
    }

    /// The country of the own organization if none was asked for, and its plans.
    pub fn or_own(mut self, policy: &'p Policy, own: Option<&Own>) -> Wish<'p> {
        let Some(own) = own else { return self };
        if self.country.is_empty() && self.typed.is_empty() {
            self.country = own.organization.country.clone();
        }
        self.plans = own.plans(policy);
        self
    }

    /// The only country, where there is nothing to choose.
    pub fn or_only(mut self, lang: Lang, policy: &'p Policy) -> Wish<'p> {
        let mut choices = policy.choices(lang);
        if let (Some(only), None, true, true) =
            (choices.next(), choices.next(), self.country.is_empty(), self.typed.is_empty())
        {
            self.country = only.value.clone();
        }
        self
    }

    /// Lines for other plans aren't shown; none: all are.
    fn plans(&self, policy: &'p Policy) -> Vec<&'p PhonePlan> {
        match policy.phone.plans.iter().find(|plan| plan.id == self.plan) {
            Some(plan) => vec![plan],
            None if self.plan.is_empty() => self.plans.clone(),
            None => Vec::new(),
        }
    }
}

/// The phone numbers of a cloud as pages show them.
pub struct Numbers<'p> {
    pub channel: &'p Channel,
    /// More than one: then there is something to choose.
    pub choices: Vec<&'p Choice>,
    pub typed: String,
    /// Several that may have been meant.
    pub meant: Vec<&'p Choice>,
    /// Nothing is called like what was typed.
    pub is_unknown: bool,
    pub asked: Option<Asked>,
    pub featured: Vec<PlaceView>,
    /// The address that the choice of a country goes to.
    pub action: String,
}

impl<'p> Numbers<'p> {
    /// `None` where support can't be called.
    pub fn new(visit: &Facts, policy: &'p Policy, wish: &Wish<'p>, action: String) -> Option<Numbers<'p>> {
        let channel = offered(visit, policy).find(|channel| channel.id == "phone")?;
        // Whoever types wants that, whatever the list still shows.
        let found = (!wish.typed.is_empty()).then(|| policy.find_places(visit.lang, &wish.typed));
        let (mut country, mut meant, mut is_unknown) = (wish.country.clone(), Vec::new(), false);
        if let Some(found) = found {
            country.clear();
            match found.choices.as_slice() {
                [] => is_unknown = true,
                [only] => country = only.value.clone(),
                [first, ..] if found.is_certain => country = first.value.clone(),
                _ => meant = found.choices,
            }
        }
        let asked = (!country.is_empty()).then(|| Asked::new(visit, policy, &country, &wish.plans(policy)));
        let featured = policy.featured_places().map(|place| PlaceView::featured(visit, policy, place));
        Some(Numbers {
            channel,
            choices: policy.choices(visit.lang).collect(),
            typed: wish.typed.clone(),
            meant,
            is_unknown,
            asked,
            featured: featured.collect(),
            action,
        })
    }

    pub fn is_chosen(&self, value: &str) -> bool {
        self.asked.as_ref().is_some_and(|asked| asked.value == value)
    }
}

#[derive(Template)]
#[template(path = "phone/places.html")]
struct Places<'p> {
    page: Page,
    choices: Vec<&'p Choice>,
    count: String,
}

#[derive(Deserialize)]
pub struct Where {
    lang: String,
    cloud: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Typed {
    q: String,
}

/// What somebody still looks through.
const MOST: usize = 12;
const KEPT: std::time::Duration = std::time::Duration::from_secs(60 * 60);

/// `GET /{lang}/{cloud}/phone/places?q=`: the options of the list that opens below what is typed; all for nothing.
pub async fn places(
    visit: Visit,
    headers: HeaderMap,
    Path(place): Path<Where>,
    Query(typed): Query<Typed>,
) -> Result {
    let visit = visit.at(&place.lang, &place.cloud)?;
    let policy = visit.policy()?;
    let choices: Vec<&Choice> = match typed.q.trim() {
        "" => policy.choices(visit.lang).collect(),
        typed => policy.find_places(visit.lang, typed).choices.into_iter().take(MOST).collect(),
    };
    let count = visit.lang.t("lines-found", &args!["n" => choices.len() as u64]);
    let html = Places { page: visit.page("support"), choices, count }.render()?;
    Ok(cached(&headers, "text/html; charset=utf-8", html, KEPT))
}

impl Places<'_> {
    fn href(&self, choice: &Choice) -> String {
        self.page.public(&format!("phone?country={}#number", encode(&choice.value)))
    }
}
