use std::sync::Arc;

use askama::Template;
use axum::{extract::Query, http::StatusCode};
use centre::{
    Told,
    callbacks::{self, Offer, Wish},
    cases::{self, Attachment, Gate},
    expect::{self, Wait},
    finding::{self, Tried, What},
    health::{self, Issue, Reader, ServiceState},
    people::{self, Bought, Organization, Viewer},
    policy::{Link, Policy, SeverityWish},
};
use db::{Id, Tx};
use lang::{Lang, args};
use serde::Deserialize;

use super::{
    choices::{Choice, Choices, Question, choice, questions, topics},
    closed::{self, Contact},
    draft::Draft,
    health::{Health, lines},
    known::{self, Known},
};
use crate::{
    callbacks::{Slots, time_of, zone_of},
    error::Result,
    finding::Tracks,
    form::Fields,
    guides::{self, Carried},
    page::{self, Page, encode},
    requests::{Kept, promise, uploads},
    visit::{Signed, Visit},
    waits,
};

/// `GET /help/contact`
pub async fn contact_form(Signed { visit, viewer }: Signed, Query(asked): Query<Asked>) -> Result {
    let carried = Carried { guide: asked.guide, way: asked.way, is_left_out: false };
    let start = Start::Question(asked.q.trim().to_owned(), carried);
    show(&visit, &viewer, StatusCode::OK, start, None).await
}

/// What was asked of self-help before, and what was answered in a guide.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    q: String,
    guide: String,
    way: String,
}

/// `POST /help/contact`: sends the request; with `step`, shows the form again with what follows from
/// the answers so far.
pub async fn contact(Signed { visit, viewer }: Signed, fields: Fields) -> Result {
    let draft = Draft::sent(&fields);
    let unsendable = uploads(&fields).err();
    if fields.is_set("follow") {
        return known::follow(&visit, viewer, fields.get("follow").to_owned()).await;
    }
    if fields.is_set("step") && unsendable.is_none() {
        return show(&visit, &viewer, StatusCode::OK, Start::Draft(Box::new(draft)), None).await;
    }
    if unsendable.is_none() && known::is_news(&visit, &viewer, &draft).await? {
        return show(&visit, &viewer, StatusCode::OK, Start::Held(Box::new(draft)), None).await;
    }
    let told = match unsendable {
        Some(told) => told,
        None => match send(&visit, &viewer, &draft).await {
            Ok(number) => {
                waits::announce(&visit, &viewer, number).await;
                if let Some(tracks) = Tracks::of(&visit).filter(|_| visit.visitor.is_some()) {
                    tracks.note(&visit, What::Contacted);
                }
                return Ok(visit.go_with(&format!("/requests/{number}"), "flash-request-sent"));
            }
            Err(centre::Error::Told(told)) => told,
            Err(error) => return Err(error.into()),
        },
    };
    show(&visit, &viewer, StatusCode::UNPROCESSABLE_ENTITY, Start::Draft(Box::new(draft)), Some(told)).await
}

async fn send(visit: &Visit, viewer: &Viewer, draft: &Draft) -> centre::Result<i64> {
    let policy = visit.policies.cloud(&viewer.cloud).ok_or(centre::Error::NotFound)?;
    let trail = draft.carried.trail(visit, &viewer.cloud).filter(|_| !draft.carried.is_left_out);
    let callback_at = time_of(&draft.callback_at)?;
    let new = cases::NewCase { callback_at, ..draft.as_case(policy, trail) };
    let (policies, viewer) = (visit.policies.clone(), viewer.clone());
    visit.app.db.write(move |tx| cases::open(tx, &policies, &viewer, &new)).await
}

/// What the form is filled with.
#[derive(Clone)]
enum Start {
    /// What was asked of self-help before.
    Question(String, Carried),
    Draft(Box<Draft>),
    /// It was to be sent, but its sender has to hear of a known issue first.
    Held(Box<Draft>),
}

/// What the page is made from.
struct Ground {
    gate: Gate,
    draft: Draft,
    services: Vec<ServiceState>,
    waits: Arc<Vec<Wait>>,
    /// When a call can come, where calls are offered.
    offer: Option<Offer>,
    uploads: Vec<Attachment>,
    links: Vec<Link>,
    tried: Tried,
    /// Open issues that may be the reason.
    known: Vec<Issue>,
}

async fn show(
    visit: &Visit,
    viewer: &Viewer,
    status: StatusCode,
    start: Start,
    told: Option<Told>,
) -> Result {
    // What was read a moment ago goes along as well.
    visit.app.notes.write(&visit.app).await;
    let (visitor, language) = (visit.visitor.clone(), visit.lang);
    let (policies, who) = (visit.policies.clone(), viewer.clone());
    let carried = match &start {
        Start::Question(_, carried) => carried,
        Start::Draft(draft) | Start::Held(draft) => &draft.carried,
    };
    let trail = carried.trail(visit, &viewer.cloud);
    let title = trail.as_ref().map(|trail| trail.title.clone());
    let is_held = matches!(start, Start::Held(_));
    let visited = visit.clone();
    let read = move |tx: &mut Tx| {
        let policy = policies.cloud(&who.cloud).ok_or(centre::Error::NotFound)?;
        let draft = match &start {
            Start::Question(q, carried) => {
                let first = Draft::first(q, &people::person(tx, &who)?, policy, tx.new_id());
                first.after_guide(carried.clone(), title.clone(), carried.beginning(&visited, policy))
            }
            Start::Draft(draft) | Start::Held(draft) => (**draft).clone(),
        };
        let tried = match (&start, &visitor) {
            (Start::Question(question, _), Some(visitor)) => {
                let tried = finding::tried(tx, visitor, language)?;
                // The question alone stands in the description already.
                let is_more =
                    !tried.read.is_empty() || tried.asked.iter().any(|one| *one != finding::kept(question));
                if is_more { tried } else { Tried::default() }
            }
            _ => Tried::settle(tx, &draft.asked, &draft.read, language)?,
        };
        let gate = cases::gate(tx, &policies, &who)?;
        let reader = Reader::of(tx, &policies, &who)?;
        let offer = match &gate {
            Gate::Open { organization, .. } if policy.contact_methods.iter().any(|m| m.id == "phone") => {
                let wish = Wish {
                    category: draft.category(policy).to_owned(),
                    language: draft.language.clone(),
                    severity: levels(policy, organization, &draft).1.to_owned(),
                };
                Some(callbacks::offer(tx, &policies, &who, &wish)?)
            }
            _ => None,
        };
        Ok::<_, centre::Error>(Ground {
            tried,
            gate,
            offer,
            services: health::services(tx, policy, &reader)?
                .into_iter()
                .filter(|service| reader.has(&service.service))
                .collect(),
            waits: Arc::default(),
            uploads: cases::waiting_uploads(tx, &who, &draft.uploads)?,
            links: closed::links(tx, policy)?,
            known: known::matching(tx, &reader, &draft, language)?,
            draft,
        })
    };
    let mut ground = visit.app.db.read(read).await?;
    let health = lines(&visit.page(""), visit.policy()?, &ground.services);
    let gate = ground.gate.clone();
    match &gate {
        Gate::Open { organization, partner, may_choose_operator } => {
            let page = visit.page("support");
            let partner = partner.as_ref().map(|p| Contact::partner(&page, p));
            let policy = visit.policy()?;
            let wish = expect::Wish {
                category: ground.draft.category(policy).to_owned(),
                language: ground.draft.language.clone(),
                severity: levels(policy, organization, &ground.draft).1.to_owned(),
                zone: visit.zone_name().to_owned(),
            };
            ground.waits = visit.app.waits.expect(visit, wish).await?;
            let open = Open { organization, partner, may_choose_operator: *may_choose_operator };
            let answered = trail
                .map(|trail| guides::Answered::new(&visit.app.guides.get(), &page, &viewer.cloud, &trail));
            let known = known::list(&page, policy, &ground.known, &ground.draft);
            let follows = viewer.reads_health().is_ok();
            let form = Form::new(page, policy, &ground, open, health, told);
            visit.html_with(status, &Form { answered, known, follows, is_held, ..form })
        }
        gate => closed::page(visit, status, gate, health, &ground.links).await,
    }
}

struct Open<'g> {
    organization: &'g Organization,
    partner: Option<Contact>,
    may_choose_operator: bool,
}

struct Severity {
    level: String,
    name: String,
    definition: String,
    until: String,
    promise: String,
    refusal: Option<String>,
    asks_impact_statement: bool,
    asks_round_the_clock: bool,
    is_chosen: bool,
}

struct Method {
    id: String,
    icon: &'static str,
    name: String,
    expect: String,
    reasons: Vec<String>,
    is_chosen: bool,
}

#[derive(Template)]
#[template(path = "help/contact.html")]
struct Form {
    page: Page,
    health: Vec<Health>,
    draft: Draft,
    once: String,
    search_href: String,
    errors: Vec<(&'static str, String)>,
    subscriptions: Vec<Choice>,
    partner: Option<Contact>,
    goes_to_partner: bool,
    may_choose_operator: bool,
    operator: String,
    kinds: Vec<Choice>,
    topics: Vec<Choices>,
    services: Vec<Choice>,
    languages: Vec<Choice>,
    questions: Vec<Question>,
    proposed: String,
    proposal: String,
    reasons: String,
    severities: Vec<Severity>,
    zone: String,
    methods: Vec<Method>,
    /// When a call can come.
    slots: Option<Slots>,
    answer_language: String,
    files: Vec<Kept>,
    file_note: String,
    answered: Option<guides::Answered>,
    tried: Tried,
    known: Vec<Known>,
    /// Whether the sender may be told of an issue instead.
    follows: bool,
    /// It wasn't sent yet because of what is known.
    is_held: bool,
}

impl Form {
    fn new(
        page: Page,
        policy: &Policy,
        ground: &Ground,
        open: Open,
        health: Vec<Health>,
        told: Option<Told>,
    ) -> Form {
        let draft = ground.draft.clone();
        let goes_to_partner = open.partner.is_some()
            && !(open.may_choose_operator && draft.choose_operator)
            && chosen_subscription(open.organization, &draft)
                .is_some_and(|s| s.bought == Bought::ThroughPartner);
        let category = draft.category(policy);
        let agreement = cases::agreement(policy, open.organization);
        let offers = policy.offered_severities(&SeverityWish { category, agreement });
        let proposal = policy.propose(&draft.answers);
        let (settled, wished) = levels(policy, open.organization, &draft);
        let name = |level: &str| policy.severity(level).map(|s| page.text(&s.name)).unwrap_or_default();
        let severities = offers.iter().filter_map(|offer| {
            let severity = policy.severity(offer.level)?;
            let promise = policy.promise(offer.level, category, page.now)?;
            let until = match goes_to_partner {
                true => page.t("help-promise-after-partner"),
                false => page.t1("help-promise-until", "when", promise::moment(&page, promise.deadline)),
            };
            Some(Severity {
                level: offer.level.to_owned(),
                name: page.text(&severity.name).to_owned(),
                definition: page.sentences(&severity.definition.iter().collect::<Vec<_>>()),
                until,
                promise: promise::counted(page.l, &promise, page.now),
                refusal: offer.reason.as_ref().map(|r| page.text(r.note()).to_owned()),
                asks_impact_statement: severity.asks_impact_statement,
                asks_round_the_clock: severity.asks_round_the_clock_contact,
                is_chosen: offer.level == wished,
            })
        });
        Form {
            health,
            once: draft.once.map(|id| id.to_string()).unwrap_or_default(),
            search_href: format!("/help?q={}", encode(&centre::text::first_line(&draft.description))),
            errors: told.map(|told| (field(&told), page::told(page.l, &told))).into_iter().collect(),
            subscriptions: subscriptions(&page, &open, &draft),
            goes_to_partner,
            may_choose_operator: open.may_choose_operator && open.partner.is_some(),
            partner: open.partner.filter(|_| goes_to_partner || open.may_choose_operator),
            operator: page.text(&policy.operator.name).to_owned(),
            kinds: policy.kinds.iter().map(|k| choice(&k.id, page.text(&k.name), &draft.kind)).collect(),
            topics: topics(&page, policy, category, &draft.topic),
            services: policy
                .services
                .iter()
                .map(|s| choice(&s.id, page.text(&s.name), &draft.service))
                .collect(),
            languages: Lang::ALL.iter().map(|l| choice(l.code(), l.native_name(), &draft.language)).collect(),
            questions: questions(&page, policy, &draft.answers),
            proposal: match draft.answers.is_empty() {
                true => page.t2("help-proposal-none", "level", settled, "name", name(settled)),
                false => page.t2("help-proposal", "level", settled, "name", name(settled)),
            },
            reasons: match &proposal {
                Some(proposal) if !draft.answers.is_empty() => page.sentences(&proposal.reasons),
                _ => String::new(),
            },
            proposed: settled.to_owned(),
            severities: severities.collect(),
            zone: page.l.zone_name(page.zone_name(), page.now),
            methods: methods(&page, policy, ground, &draft),
            slots: ground.offer.as_ref().filter(|_| !goes_to_partner).map(|offer| {
                let zone = zone_of(&page, &draft.callback_zone);
                Slots::new(&page, "contact", offer, &zone, &draft.callback_at)
            }),
            answer_language: answer_language(&page, &ground.waits, &draft),
            files: Kept::of(&page, &ground.uploads),
            file_note: page.t1("request-files-note", "most", policy.requests.attachment_megabytes),
            answered: None,
            known: Vec::new(),
            follows: false,
            is_held: false,
            tried: ground.tried.clone(),
            draft,
            page,
        }
    }

    fn has_details(&self) -> bool {
        self.health.iter().any(|line| !line.details.is_empty())
    }

    fn is_none_of_them(&self) -> bool {
        self.known.iter().all(|issue| !issue.is_chosen)
    }

    fn error(&self, field: &str) -> Option<&str> {
        self.errors.iter().find(|(about, _)| *about == field).map(|(_, text)| text.as_str())
    }
}

/// The severity that the answers lead to, and the one that was wished for, if it is on offer.
fn levels<'p>(policy: &'p Policy, organization: &Organization, draft: &Draft) -> (&'p str, &'p str) {
    let category = draft.category(policy);
    let agreement = cases::agreement(policy, organization);
    let offers = policy.offered_severities(&SeverityWish { category, agreement });
    let proposed = policy.propose(&draft.answers).map_or_else(
        || policy.category(category).map_or("", |c| c.max_severity.as_str()),
        |proposal| proposal.level,
    );
    let settled = cases::settle(&offers, proposed).unwrap_or_default();
    let wish = draft.wish();
    (settled, offers.iter().find(|o| o.level == wish && o.allowed).map_or(settled, |o| o.level))
}

/// The field of the form that a refusal is about.
fn field(told: &Told) -> &'static str {
    match told.field {
        Some("category") => "kind",
        Some(field) => field,
        None => "description",
    }
}

fn chosen_subscription<'o>(
    organization: &'o Organization,
    draft: &Draft,
) -> Option<&'o people::Subscription> {
    match organization.subscriptions.as_slice() {
        [only] => Some(only),
        several => several.iter().find(|s| Some(s.id) == draft.subscription),
    }
}

/// Empty if there is nothing to choose.
fn subscriptions(page: &Page, open: &Open, draft: &Draft) -> Vec<Choice> {
    let all = &open.organization.subscriptions;
    if all.len() < 2 {
        return Vec::new();
    }
    let chosen = draft.subscription.map(|id: Id| id.to_string()).unwrap_or_default();
    let label = |s: &people::Subscription| match (&open.partner, s.bought) {
        (Some(partner), Bought::ThroughPartner) => {
            page.t2("help-subscription-partner", "plan", &s.plan, "partner", &partner.name)
        }
        _ if !s.is_in_force() => page.t1("help-subscription-expired", "plan", &s.plan),
        _ => s.plan.clone(),
    };
    all.iter().map(|s| choice(&s.id.to_string(), &label(s), &chosen)).collect()
}

fn methods(page: &Page, policy: &Policy, ground: &Ground, draft: &Draft) -> Vec<Method> {
    let method = |method: &centre::policy::ContactMethod| {
        let wait = ground.waits.iter().find(|w| w.method == method.id);
        // Nothing is promised outside the hours of the line for this country, language and severity.
        let closed = ground.offer.as_ref().filter(|offer| method.id == "phone" && !offer.is_open);
        let (expect, reasons) = match closed {
            Some(Offer { opens: Some(at), .. }) => {
                (page.t1("help-wait-opens", "when", promise::moment(page, *at)), Vec::new())
            }
            Some(_) => (page.t("help-wait-unknown"), Vec::new()),
            None => (
                wait.map(|w| waits::text(page, w)).unwrap_or_default(),
                wait.map(|w| waits::reasons(page, w)).unwrap_or_default(),
            ),
        };
        Method {
            id: method.id.clone(),
            icon: if method.id == "phone" { "phone" } else { "mail" },
            name: page.text(&method.name).to_owned(),
            expect,
            reasons,
            is_chosen: method.id == draft.contact_method,
        }
    };
    policy.contact_methods.iter().map(method).collect()
}

/// Who will answer: how many speak the language, or which language it will be instead.
fn answer_language(page: &Page, waits: &[Wait], draft: &Draft) -> String {
    let Some(wait) = waits.first() else { return String::new() };
    let name = |tag: &str| page.l.language_name(tag).unwrap_or_default().to_owned();
    if wait.agents == 0 {
        return page.t("help-answer-nobody");
    }
    let key = if wait.language == draft.language { "help-answer-own" } else { "help-answer-other" };
    let args =
        args!["n" => wait.agents, "language" => name(&wait.language), "wanted" => name(&draft.language)];
    page.l.t(key, &args)
}
