//! *Get support*: what the policy of a cloud promises, for everybody to read.

pub(super) mod hours;
pub(super) mod promises;
#[cfg(test)]
mod tests;
pub(super) mod week;
mod what_if;

use askama::Template;
use axum::extract::Query;
use centre::policy::{Audience, Channel, LifeCycle, LinkKind, Policy, Role, Text};
use jiff::{civil::Date, tz::TimeZone};
use lang::{Lang, args};

use self::{
    promises::{Level, Support, kinds_of_support, levels},
    what_if::WhatIf,
};
use super::{
    Public,
    phone::{Numbers, Qr, Wish},
};
use crate::{
    error::Result,
    help,
    page::Page,
    visit::{Facts, Visit},
    waits,
};

#[derive(Template)]
#[template(path = "support/get-support.html")]
struct GetSupport<'p> {
    page: Page,
    policy: &'p Policy,
    clouds: Vec<CloudItem>,
    contents: Vec<Heading>,
    as_of: String,
    /// The roles that may open requests.
    roles: Vec<&'p Role>,
    domains: Option<String>,
    online: Option<&'p Channel>,
    self_service: Option<&'p Channel>,
    community: Option<&'p Channel>,
    /// Those without a part of the page of their own.
    other_channels: Vec<&'p Channel>,
    methods: String,
    reopen: String,
    attachment: String,
    support: Vec<Support<'p>>,
    levels: Vec<Level<'p>>,
    what_if: WhatIf<'p>,
    code: Code,
    assist_hours: Option<hours::Hours>,
    assist_note: Option<help::Note>,
    qr: Option<Qr>,
    phone: Option<Numbers<'p>>,
    waits: Vec<waits::Told>,
    waits_lead: String,
}

struct CloudItem {
    name: String,
    href: String,
    current: bool,
}

/// An entry of the table of contents. Anchors are the same in every language.
struct Heading {
    anchor: &'static str,
    title: String,
}

/// The rules of the code that callers are verified with, in words.
struct Code {
    digits: String,
    lifetime: String,
    attempts: String,
    an_hour: String,
    registered_for: String,
}

type Choices = Query<Vec<(String, String)>>;

pub async fn get_support(public: Public, Query(query): Choices) -> Result {
    let visit = &public.visit;
    let policy = visit.policy()?;
    let page = visit.page("support");
    let action = page.public("get-support#phone");
    let phone = Numbers::new(visit, policy, &Wish::of(&query), action);
    let what_if = WhatIf::new(&page, policy, &query);
    // Who can ask nothing any more waits for nothing.
    let (waits, waits_lead) = match policy.cloud.life_cycle {
        LifeCycle::Retired => Default::default(),
        LifeCycle::Active | LifeCycle::ClosedToNew => waits::usually(visit, &page).await?,
    };
    let view = GetSupport::new(visit, policy, page, phone, what_if);
    let assist_note = help::assist_note(visit).await?;
    public.html(&GetSupport { waits, waits_lead, assist_note, ..view })
}

impl<'p> GetSupport<'p> {
    fn new(
        visit: &Visit,
        policy: &'p Policy,
        page: Page,
        phone: Option<Numbers<'p>>,
        what_if: WhatIf<'p>,
    ) -> GetSupport<'p> {
        let lang = visit.lang;
        let channel = |id| offered(visit, policy).find(|channel| channel.id == id);
        let others = |channel: &&Channel| !SHOWN_APART.contains(&channel.id.as_str());
        let may_open = |role: &&Role| {
            policy.categories.iter().any(|category| role.permissions.contains(&category.permission))
        };
        let methods: Vec<&str> = policy.contact_methods.iter().map(|m| m.name.get(lang.code())).collect();
        let domains = &policy.cloud.domains;
        let assist = policy.business_assist.as_ref().and_then(|assist| policy.calendar(&assist.calendar));
        GetSupport {
            clouds: clouds(visit),
            contents: contents(lang, policy, phone.as_ref()),
            as_of: as_of(lang, policy),
            roles: policy.roles.iter().filter(may_open).collect(),
            domains: (!domains.is_empty())
                .then(|| lang.t("support-domains", &args!["domains" => lang.list(domains)])),
            online: channel("online"),
            self_service: channel("self-service"),
            community: channel("community"),
            other_channels: offered(visit, policy).filter(others).collect(),
            methods: lang.list(&methods),
            reopen: lang.duration(i64::from(policy.requests.reopen_days) * DAY),
            attachment: lang.bytes(u64::from(policy.requests.attachment_megabytes) * MEGABYTE),
            support: kinds_of_support(visit, policy),
            levels: levels(visit, policy),
            what_if,
            code: Code::new(lang, policy),
            assist_hours: assist.map(|calendar| hours::Hours::of_calendar(visit, calendar)),
            assist_note: None,
            qr: policy.follow_us.first().and_then(|follow| Qr::of(&follow.url)),
            page,
            policy,
            phone,
            waits: Vec::new(),
            waits_lead: String::new(),
        }
    }

    fn is_closed_to_new(&self) -> bool {
        self.policy.cloud.life_cycle == LifeCycle::ClosedToNew
    }

    fn is_retired(&self) -> bool {
        self.policy.cloud.life_cycle == LifeCycle::Retired
    }

    fn lowering(&self) -> String {
        let rule = &self.policy.severity_rules.lowering;
        self.page.l.t("support-lowering", &args!["n" => rule.levels, "level" => &rule.lowest])
    }

    /// What is said about a severity beside its numbers, each once: who can have it, and which categories can't.
    fn footnotes(&self) -> Vec<&Text> {
        let rules = &self.policy.severity_rules;
        let severities = &self.policy.severities;
        let agreements = severities.iter().filter_map(|s| s.agreement.as_ref()).map(|rule| &rule.note);
        let only_for = severities.iter().filter_map(|s| s.only_for.as_ref()).map(|rule| &rule.note);
        let capped = self.policy.assisted().filter(|c| self.policy.rank(&c.max_severity) != Some(0));
        [&rules.lowering.note]
            .into_iter()
            .chain(agreements)
            .chain(only_for)
            .chain(capped.map(|c| &c.max_note))
            .collect()
    }
}

/// Channels that have a part of the page of their own.
const SHOWN_APART: [&str; 4] = ["online", "phone", "self-service", "community"];
const DAY: i64 = 24 * 60 * 60;
const MEGABYTE: u64 = 1_000_000;

pub(super) fn offered<'p>(visit: &Facts, policy: &'p Policy) -> impl Iterator<Item = &'p Channel> {
    let today = visit.zone.to_datetime(visit.now).date();
    policy.channels.iter().filter(move |channel| channel.is_offered(today))
}

fn clouds(visit: &Facts) -> Vec<CloudItem> {
    let item = |policy: &Policy| CloudItem {
        name: policy.cloud.name.get(visit.lang.code()).to_owned(),
        href: format!("/{}/{}/get-support", visit.lang.code(), policy.cloud.key),
        current: policy.cloud.key == visit.cloud,
    };
    visit.policies.iter().map(item).collect()
}

fn contents(lang: Lang, policy: &Policy, phone: Option<&Numbers<'_>>) -> Vec<Heading> {
    let named = |anchor, key| Some(Heading { anchor, title: lang.t(key, &[]) });
    let called = |anchor, name: &Text| Heading { anchor, title: name.get(lang.code()).to_owned() };
    let headings = [
        named("who", "support-who"),
        named("contact-support", "support-contact"),
        phone.map(|phone| called("phone", &phone.channel.name)),
        named("verification", "support-verification"),
        named("kinds", "support-kinds"),
        named("severity", "support-severity-levels"),
        named("what-if", "support-what-if"),
        named("responsibilities", "support-responsibilities"),
        named("self-service", "support-self-service"),
        policy.business_assist.as_ref().map(|assist| called("business-assist", &assist.name)),
        named("learning", "support-learning").filter(|_| !policy.learning.is_empty()),
    ];
    headings.into_iter().flatten().collect()
}

impl Code {
    fn new(lang: Lang, policy: &Policy) -> Code {
        let rules = &policy.verification;
        let amount = |key, n: u32| lang.t(key, &args!["n" => n]);
        Code {
            digits: amount("support-digits", rules.digits),
            lifetime: amount("support-minutes", rules.lifetime_minutes),
            attempts: lang.number(rules.attempts.into()),
            an_hour: lang.number(rules.codes_per_hour.into()),
            registered_for: amount("support-hours", rules.registered_for_hours),
        }
    }
}

pub(super) fn as_of(lang: Lang, policy: &Policy) -> String {
    lang.t("support-as-of", &args!["date" => date(lang, policy.cloud.as_of)])
}

/// A day of the calendar in the reader's language.
pub(super) fn date(lang: Lang, date: Date) -> String {
    let noon = date.at(12, 0, 0, 0).to_zoned(TimeZone::UTC);
    noon.map_or_else(|_| date.to_string(), |noon| lang.date(noon.timestamp(), &TimeZone::UTC))
}
