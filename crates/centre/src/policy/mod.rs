//! What an operator promises, as data: who may ask for what, in which language, when, by which channel, how fast
//! the answer comes. One [`Policy`] per cloud, read from `policies/` and checked when it loads.

mod calendar;
mod caveat;
mod check;
mod diff;
mod directory;
mod escalation;
mod facts;
mod health;
mod holidays;
mod load;
mod merge;
mod phone;
mod places;
mod promise;
mod severity;
mod source;
mod steps;
mod text;
mod times;

use std::collections::BTreeMap;

use jiff::civil::Date;
use lang::Lang;
use serde::Deserialize;

pub use calendar::{Calendar, Zone};
pub use caveat::Caveat;
pub use diff::{Change, diff};
pub use escalation::{ClockKind, Escalation, OnCall, Shift, Tell};
pub use facts::{Fact, Says};
pub use health::{Feature, HealthRules, HealthTemplate, Plan, ReportRules, ReviewRules, UpdateMinutes};
pub use hours::clock::{OnReopen, OnSeverityChange};
pub use hours::{State, Unit};
pub use load::{Policies, Problem};
pub use phone::{
    Charges, Fallback, Line, LineFor, LineHours, LineKind, Lines, OwnHours, OwnNumber, OwnPlace, PhonePlan,
    Place, PlaceZone,
};
pub use places::{Choice, Found};
pub use promise::Promise;
pub use severity::{Answers, Offer, Proposal, Refusal, SeverityWish};
pub use steps::Step;
pub use text::{LANGUAGES, Text};
pub use times::{Clock, Window};

pub(crate) use load::files_in;
pub(crate) use source::File;

/// The policies that are valid now.
pub type InForce = crate::in_force::InForce<Policies>;

/// The shape of policy files that this program reads.
pub const SCHEMA: u32 = 1;

/// Everything that the operator of one cloud promises.
#[derive(Debug)]
pub struct Policy {
    pub cloud: Cloud,
    pub operator: Operator,
    pub product: Product,
    pub calendars: Vec<Calendar>,
    pub kinds: Vec<Kind>,
    pub categories: Vec<Category>,
    pub channels: Vec<Channel>,
    pub contact_methods: Vec<ContactMethod>,
    /// The most severe first.
    pub severities: Vec<Severity>,
    pub severity_rules: SeverityRules,
    pub escalations: Vec<Escalation>,
    pub on_call: Vec<OnCall>,
    pub impact_questions: Vec<Question>,
    /// The first that fits the answers decides.
    pub proposals: Vec<ProposalRule>,
    pub eligibility: Eligibility,
    pub requests: RequestRules,
    pub articles: Articles,
    pub verification: Verification,
    pub staffing: Staffing,
    pub callbacks: Callbacks,
    pub calls: CallRules,
    pub telling: TellingRules,
    pub tokens: TokenRules,
    pub roles: Vec<Role>,
    pub services: Vec<Service>,
    pub plans: Vec<Plan>,
    pub health: HealthRules,
    pub health_templates: Vec<HealthTemplate>,
    pub duties: Duties,
    pub community: Community,
    pub business_assist: Option<BusinessAssist>,
    /// Where the operator tells news, besides these pages.
    pub follow_us: Vec<FollowUs>,
    pub learning: Vec<Link>,
    /// Facts that pages state as they are, such as which customers this cloud is for.
    pub notes: Vec<Note>,
    pub phone: Phone,
    /// Countries and regions with their phone lines, in the order of their English names.
    pub places: Vec<Place>,
    choices: places::Choices,
    origins: source::Origins,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cloud {
    pub key: String,
    /// Where it stands when clouds are listed.
    pub order: u32,
    pub name: Text,
    pub life_cycle: LifeCycle,
    /// The day on which the promises were true.
    pub as_of: Date,
    /// Domains that only customers of this cloud have.
    #[serde(default)]
    pub domains: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LifeCycle {
    Active,
    ClosedToNew,
    Retired,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    pub name: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Product {
    pub name: Text,
    /// Other names that people search for.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// A kind of support as a customer sees it; `category` says which rules it follows.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Kind {
    pub id: String,
    pub category: String,
    pub name: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// Admins of an organization with a subscription.
    Admins,
    /// Everybody who uses the service.
    AllUsers,
}

#[derive(Debug, Clone)]
pub struct Category {
    pub id: String,
    pub name: Text,
    pub summary: Text,
    pub audience: Audience,
    /// What a role must permit to open a request of this category.
    pub permission: String,
    pub max_severity: String,
    /// Says the reader that `max_severity` is the highest.
    pub max_note: Text,
    /// Targets are counted in this calendar instead of the severity's.
    pub handled_in: Option<String>,
    /// Whose hours in the phone directory apply.
    pub directory_hours: Option<String>,
    pub channels: Vec<CategoryChannel>,
    pub scope: Vec<Text>,
    pub not_in_scope: Vec<Text>,
    pub topic_groups: Vec<TopicGroup>,
}

/// By which channel a category is served, and when by people who speak what.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryChannel {
    pub channel: String,
    /// When requests by this channel are taken.
    pub calendar: String,
    pub languages: Vec<Spoken>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spoken {
    /// A BCP 47 tag; not only one of the six that pages are written in.
    pub language: String,
    pub calendar: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TopicGroup {
    pub id: String,
    pub category: String,
    pub name: Text,
    pub topics: Vec<Topic>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Topic {
    pub id: String,
    pub name: Text,
    /// The service that it is about, if one.
    pub service: Option<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Channel {
    pub id: String,
    pub name: Text,
    pub summary: Text,
    pub audience: Audience,
    /// From this day on it isn't offered.
    pub closed_on: Option<Date>,
    #[serde(default)]
    pub steps: Vec<Text>,
}

impl Channel {
    pub fn is_offered(&self, on: Date) -> bool {
        self.closed_on.is_none_or(|closed| on < closed)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactMethod {
    pub id: String,
    pub name: Text,
    /// How long an agent is busy with one contact: what waits are estimated from before there is experience.
    pub service_minutes: u32,
}

#[derive(Debug, Clone)]
pub struct Severity {
    pub level: String,
    pub name: Text,
    /// Another name for the same level.
    pub alias: Option<Text>,
    pub definition: Vec<Text>,
    pub examples: Vec<Text>,
    pub support_duties: Vec<Text>,
    pub customer_duties: Vec<Text>,
    /// When cases of this severity are worked on.
    pub hours: String,
    pub first_response: Target,
    pub follow_up: FollowUp,
    /// What the operator wants to reach; customers are told nothing of it.
    pub resolution: Option<Target>,
    /// How long the customer may stay silent while the case waits on them.
    pub silence: Silence,
    pub agreement: Option<AgreementRule>,
    pub only_for: Option<OnlyFor>,
    /// Who asks for it says what it means for the business.
    pub asks_impact_statement: bool,
    /// Who asks for it names somebody who can be reached at any hour.
    pub asks_round_the_clock_contact: bool,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    pub value: u32,
    pub unit: Unit,
    pub calendar: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUp {
    pub text: Text,
    /// At least this often the customer hears something.
    pub every: Target,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Silence {
    pub limit: Target,
    /// The customer is reminded when this share of the limit is over.
    pub remind_at_percent: u32,
}

/// The severity is only for organizations that signed this agreement.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AgreementRule {
    pub kind: String,
    pub note: Text,
}

/// The severity is only for these categories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OnlyFor {
    pub categories: Vec<String>,
    pub note: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeverityRules {
    pub set_by: SetBy,
    pub set_when: SetWhen,
    pub set_note: Text,
    /// What clocks do when the severity changes or a case is reopened.
    #[serde(default)]
    pub on_severity_change: OnSeverityChange,
    #[serde(default)]
    pub on_reopen: OnReopen,
    /// Support may, and need not, lower the severity of a customer who stays silent.
    pub lowering: Lowering,
    pub response_note: Text,
    pub collaboration_note: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetBy {
    Operator,
    Customer,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SetWhen {
    Opened,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lowering {
    pub levels: u32,
    pub lowest: String,
    pub note: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub text: Text,
    pub answers: Vec<Answer>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Answer {
    pub id: String,
    pub text: Text,
    /// The answer as a reason for a severity.
    pub reason: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProposalRule {
    pub level: String,
    /// All must hold; a rule without conditions fits always.
    #[serde(default)]
    pub when: Vec<Condition>,
    pub reason: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Condition {
    pub question: String,
    pub answers: Vec<String>,
}

/// Who may use assisted support, and how those who may not are helped.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Eligibility {
    pub audience: Audience,
    pub note: Text,
    pub roles_link: Link,
    pub others_note: Text,
    pub others_link: Link,
    pub no_permission_note: Text,
    pub who_is_admin_link: Link,
    /// Whether a request may be made for a user of the organization.
    pub on_behalf: Option<Text>,
    pub have_ready: Text,
    pub partner: PartnerRule,
}

/// Where the requests of customers go who bought through a partner.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartnerRule {
    pub rule: PartnerChoice,
    pub notes: Vec<Text>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PartnerChoice {
    /// At least one subscription must be bought directly; else the partner supports.
    DirectSubscription,
    /// The partner is shown first, and the admin may choose the operator instead.
    PartnerFirst,
    /// Partners have no part in support.
    None,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RequestRules {
    pub reopen_days: u32,
    pub attachment_megabytes: u32,
    /// The health of the services is shown before a request can be made.
    pub health_first: bool,
    pub free: bool,
}

/// How self-help is read and written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Articles {
    /// Who finds no article in the own language reads it in the first of these that it exists in.
    pub fallback: Vec<String>,
    /// An author may approve what the same author wrote.
    pub own_approval: bool,
}

impl Articles {
    /// The languages that stand in for the reader's, best first.
    pub fn stand_ins(&self, language: Lang) -> Vec<Lang> {
        let known = self.fallback.iter().filter_map(|code| Lang::parse(code));
        known.filter(|other| *other != language).collect()
    }

    /// The languages whose articles are found beside those in the reader's own.
    pub fn found_beside(&self, language: Lang) -> Vec<&'static str> {
        self.stand_ins(language).into_iter().take(1).map(Lang::code).collect()
    }
}

/// How a caller proves to speak for an organization.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verification {
    pub digits: u32,
    pub lifetime_minutes: u32,
    pub attempts: u32,
    pub codes_per_hour: u32,
    /// A contact can be used when it has been registered for so long.
    pub registered_for_hours: u32,
    /// Who calls from a registered number needs no code.
    pub registered_number_is_enough: bool,
    pub purpose: Text,
    pub steps: Vec<Text>,
}

/// How agents are present, and how far ahead their shifts are known.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Staffing {
    /// What an agent has after a call to write it up.
    pub wrap_up_minutes: u32,
    /// Who was seen at no browser for so long is away.
    pub away_after_minutes: u32,
    /// The usual week becomes shifts so many days ahead.
    pub publish_days: u32,
}

/// How people are phoned back.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callbacks {
    /// How long a booked time is.
    pub slot_minutes: u32,
    /// So many days ahead can be booked.
    pub bookable_days: u32,
    /// Nothing can be booked that begins sooner.
    pub notice_minutes: u32,
    /// The share of each agent's time that isn't sold as booked times.
    pub kept_for_queue_percent: u32,
    /// How long after an attempt in vain the next one is made; after the last one the customer is written to.
    pub retry_minutes: Vec<u32>,
    /// Whoever took a call-back and says nothing of it for so long gives it back.
    pub claim_minutes: u32,
    pub remind_customer_minutes: u32,
    pub remind_agent_minutes: u32,
    /// Who is told of a booked time that nobody took, the earliest first.
    #[serde(default)]
    pub late: Vec<Late>,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Late {
    pub after_minutes: u32,
    pub tell: TellOfLate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TellOfLate {
    /// Those on duty who can make the call; where nobody is, the managers.
    OnDuty,
    Managers,
}

impl TellOfLate {
    pub(super) fn code(self) -> &'static str {
        match self {
            TellOfLate::OnDuty => "on-duty",
            TellOfLate::Managers => "managers",
        }
    }
}

/// How people are told of the health of the services.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TellingRules {
    /// Mails about health that go out in a second.
    pub mails_per_second: u32,
    /// What is older isn't told any more.
    pub news_hours: u32,
    /// How long after a failed call of a webhook the next one is made; after the last one it is given up.
    pub webhook_retry_minutes: Vec<u32>,
    /// A webhook that failed for so long isn't called any more.
    pub webhook_off_after_hours: u32,
    /// Calls are signed with the old secret too for so long after it was exchanged.
    pub secret_overlap_hours: u32,
    /// Issues of these classes are posted by the operator's account: that they began, and that they are over.
    #[serde(default)]
    pub account_posts: Vec<String>,
}

/// How long programs may use what they were given.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TokenRules {
    /// To choose from; the first is proposed.
    pub days: Vec<u32>,
}

/// What is believed of calls.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CallRules {
    pub rings_for_minutes: u32,
    pub forgotten_after_hours: u32,
    /// How the operator's own numbers begin, in E.164: who calls from one is a colleague.
    #[serde(default)]
    pub own_numbers: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Role {
    pub id: String,
    pub name: Text,
    pub permissions: Vec<String>,
    /// Held beside another role, not alone.
    #[serde(default)]
    pub additional: bool,
    /// Held by staff of a partner that the customer authorized.
    #[serde(default)]
    pub partner: bool,
}

/// A part of the vendor's cloud.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub id: String,
    /// Two letters that the numbers of its issues begin with.
    pub code: String,
    pub name: Text,
    #[serde(default)]
    pub aliases: Vec<String>,
    #[serde(default)]
    pub features: Vec<Feature>,
}

impl Service {
    pub fn feature(&self, id: &str) -> Option<&Feature> {
        self.features.iter().find(|feature| feature.id == id)
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Duties {
    pub shared_note: Text,
    pub operator: Vec<Text>,
    /// Only they reach the admin pages and the operator.
    pub admins_only: Text,
    pub admin_is: Vec<Text>,
    pub admin_does: Vec<Text>,
    pub admin_helps_first: Text,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Community {
    pub facts: Vec<Text>,
    /// Trained agents of the operator read along.
    pub monitored: bool,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BusinessAssist {
    /// The category of its requests.
    pub category: String,
    /// Whoever has one of these plans, active, may ask ...
    pub plans: Vec<String>,
    /// ... if they have no more licences together ...
    pub most_licences: u32,
    /// ... in one of these countries; everywhere if there are none.
    #[serde(default)]
    pub countries: Vec<String>,
    pub name: Text,
    pub summary: Text,
    pub facts: Vec<Text>,
    pub calendar: String,
    pub audience: Audience,
    pub link: Link,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FollowUs {
    pub network: String,
    pub text: Text,
    pub image_text: Text,
    pub url: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    pub id: String,
    pub title: Text,
    pub kind: LinkKind,
    /// An address, or `article:` and the name of an article of this centre.
    pub to: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    Page,
    LinkPage,
    Article,
    Video,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    pub id: String,
    pub text: Text,
    pub link: Option<Link>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phone {
    pub summary: Text,
    /// The place whose line is given to people whose country has none.
    pub fallback: String,
    pub fallback_note: Text,
    /// Shown without asking for a country.
    #[serde(default)]
    pub featured: Vec<String>,
    /// The phone is for when a request can't be made online.
    #[serde(default)]
    pub only_if_online_fails: bool,
    /// The rows of the shared phone directory that belong to this cloud.
    pub directory: Option<String>,
    /// For the lines of countries that have several, by plan.
    #[serde(default)]
    pub plans: Vec<PhonePlan>,
    /// Places without a line, and those nearby that have one.
    #[serde(default)]
    pub neighbours: BTreeMap<String, Vec<String>>,
    /// Lines of its own.
    #[serde(default)]
    pub places: Vec<OwnPlace>,
}

#[cfg(test)]
mod tests;
