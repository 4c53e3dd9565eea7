//! Walks the whole route table as people who have no business there, and with requests that no browser sends.

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
    response::Response,
};
use centre::{
    articles::{self, Seen, Text, Way, Wrong, translate},
    cases::{self, Case, NewCase},
    expect,
    health::{self, Class, NewIssue, NewPost, Status, Texts, reports},
    people::{self, Bought, Viewer},
    phone::calls,
    policy::Policies,
    staff,
    webhooks::{self, NewWebhook},
};
use db::{Id, Tx};
use lang::Lang;

use crate::{
    Route, routes,
    testing::{Answer, Browser, Centre, on_every_engine},
};

const ANNA: &str = "anna.petersen@nordwind.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";
const OTHER_ADMIN: &str = "nagy.gabor@tisza-kert.example";
const AGENT: &str = "grace.okafor@contoso.example";
const OTHER_AGENT: &str = "liu.yang@contoso-cn.example";
const CUSTOMER_OF_PARTNER: &str = "sanne.visser@waterlinie.example";
const PARTNER: &str = "joost.vandijk@brugwerk.example";

/// Stands in every text of the foreign case; whoever looks for it may read it in the own question.
const ASKED: &str = "Zirbelkiefer";
/// Stands beside it; nobody else may ever read it.
const SECRET: &str = "Bernsteinzimmer";

/// A case of Nordwind, and what hangs on it.
struct Foreign {
    number: i64,
    /// Of a case that waits for a partner.
    at_partner: i64,
    attachment: Id,
    /// Of an internal note.
    note_attachment: Id,
    /// Taken in, but not yet sent.
    upload: Id,
    organization: Id,
    /// Of the agent.
    notice: Id,
    callback: Id,
    session: Id,
    /// Of an app.
    token: Id,
    events: i64,
    /// Of an article that nobody has published yet.
    draft: Id,
    /// What somebody said of a sentence.
    remark: Id,
    /// A call of somebody of the organization.
    call: Id,
    /// A telephone system.
    system: Id,
    /// Of the wait for an answer.
    announcement: Id,
    /// A webhook, and a call of it.
    webhook: Id,
    webhook_call: Id,
    /// Numbers of an issue that exists for the organization alone and of one that isn't published, and a file of the first.
    issue: String,
    draft_issue: String,
    issue_file: Id,
    /// The post of the one that isn't published, and what hangs on it.
    draft_post: Id,
    health_notice: Id,
    health_file: Id,
    suspicion: Id,
    /// A message that isn't published.
    message: String,
    /// When an agent works, and the agent.
    shift: Id,
    agent: Id,
}

/// What a route is about.
enum About {
    /// Nobody: everybody may ask.
    Nobody,
    /// The one who asks: everybody who is signed in sees something of the own.
    Oneself,
    /// The cases of an operator: its agents see those.
    Operator,
    /// What is at this address belongs to somebody: this person may, for others it doesn't exist.
    Somebody(&'static str),
    /// A program with a token: for whoever comes with a cookie or nothing it is closed.
    Program,
}

/// The address that a route is walked at. A new route needs a line here.
fn place(path: &str, foreign: &Foreign) -> (About, String) {
    use About::{Nobody, Oneself, Operator, Program, Somebody};
    let number = foreign.number;
    let plain = path.replace("{lang}", "en").replace("{cloud}", "worldwide");
    match path {
        "/" | "/language" | "/theme" | "/sign-in" | "/helped" => (Nobody, plain),
        "/help" | "/help/suggest" | "/api/v1/search" | "/api/v1/suggest" | "/api/v1/waits" => {
            (Nobody, format!("{path}?q={ASKED}"))
        }
        "/statuspage/{cloud}/{lang}/api/v2/{*document}" | "/api/v2/{*document}" => {
            (Nobody, plain.replace("{*document}", "summary.json"))
        }
        "/link/{secret}" => (Nobody, format!("/link/{}", "A".repeat(43))),
        "/{lang}/{cloud}/"
        | "/{lang}/{cloud}/get-support"
        | "/{lang}/{cloud}/phone"
        | "/{lang}/{cloud}/community"
        | "/{lang}/{cloud}/health"
        | "/{lang}/{cloud}/health/live"
        | "/{lang}/{cloud}/health/history"
        | "/{lang}/{cloud}/health/uptime"
        | "/{lang}/{cloud}/health/feed.atom"
        | "/{lang}/{cloud}/health/feed.rss"
        | "/{lang}/{cloud}/health/maintenance.ics"
        | "/{lang}/{cloud}/guides"
        | "/{lang}/{cloud}/articles" => (Nobody, plain),
        "/{lang}/{cloud}/guides/{key}" | "/{lang}/{cloud}/guides/{key}/{*way}" => {
            (Nobody, plain.replace("{key}", "mail-not-delivered").replace("{*way}", "one/works"))
        }
        "/{lang}/{cloud}/health/issues/{number}" | "/{lang}/{cloud}/health/issues/{number}/files/{id}" => {
            let place = plain.replace("{number}", &foreign.issue);
            (Nobody, place.replace("{id}", &foreign.issue_file.to_string()))
        }
        "/health/issues/{number}" | "/health/issues/{number}/files/{id}" => {
            let place = plain.replace("{number}", &foreign.issue);
            (Somebody(ANNA), place.replace("{id}", &foreign.issue_file.to_string()))
        }
        "/health" | "/health/live" | "/health/history" | "/health/uptime" | "/health/messages"
        | "/health/settings" | "/health/report" | "/health/reported" => (Oneself, plain),
        "/health/messages/{number}" | "/health/messages/{number}/files/{id}" => {
            let place = plain.replace("{number}", &foreign.draft_issue);
            (Oneself, place.replace("{id}", &foreign.issue_file.to_string()))
        }
        "/files/{hash}/{name}" => (Nobody, format!("/files/{}/picture.png", "0".repeat(64))),
        "/{lang}/{cloud}/articles/{key}" => (Nobody, plain.replace("{key}", "shared-mailbox")),

        "/confirm/{secret}" | "/unsubscribe/{secret}" => (Nobody, plain.replace("{secret}", &"A".repeat(43))),
        "/{lang}/{cloud}/follow-us" => (Nobody, plain),
        "/health/notifications"
        | "/health/notifications/address"
        | "/health/notifications/address/remove"
        | "/health/notifications/address/{id}/resume"
        | "/health/webhooks" => (Oneself, plain.replace("{id}", &foreign.webhook.to_string())),
        "/health/issues/{number}/follow" | "/health/issues/{number}/unfollow" => {
            (Oneself, plain.replace("{number}", "XX000000"))
        }
        path if path.starts_with("/health/webhooks/{id}") => {
            let place = plain.replace("{id}", &foreign.webhook.to_string()).replace("{what}", "test");
            (Somebody(ANNA), place.replace("{call}", &foreign.webhook_call.to_string()))
        }

        "/sign-out" | "/account" | "/account/profile" | "/account/password" | "/help/contact"
        | "/help/assist" => (Oneself, plain),
        "/requests" => (Oneself, format!("/requests?q={ASKED}")),
        "/api/v1/requests" => (Oneself, plain),
        "/account/contacts" | "/account/contacts/remove" | "/account/calls" | "/account/calls/live" => {
            (Oneself, plain)
        }
        "/desk/audit" => (Somebody(AGENT), plain),
        "/account/tokens" => (Oneself, plain),
        "/account/tokens/{id}/revoke" => (Somebody(ANNA), plain.replace("{id}", &foreign.token.to_string())),
        "/api/v1/token" => (Program, plain),
        "/desk/health" | "/desk/health/live" => (Operator, plain),
        "/desk/health/messages/{number}" => (Somebody(AGENT), plain.replace("{number}", "new")),
        "/desk/cases/{number}/issue/{what}" => (Somebody(AGENT), format!("/desk/cases/{number}/issue/link")),
        "/desk/health/reports/{id}" | "/desk/health/reports/{id}/{what}" => {
            let place = plain.replace("{id}", &foreign.suspicion.to_string());
            (Somebody(AGENT), place.replace("{what}", "join"))
        }
        "/desk/health/issues/{number}/requests/{what}" => {
            let place = plain.replace("{number}", &foreign.draft_issue);
            (Somebody(AGENT), place.replace("{what}", "link"))
        }
        path if path.starts_with("/desk/health") => {
            let number = if path.contains("/messages/") { &foreign.message } else { &foreign.draft_issue };
            let id = if path.contains("/notices/") {
                foreign.health_notice
            } else if path.contains("/files/") {
                foreign.health_file
            } else {
                foreign.draft_post
            };
            let place = plain.replace("{number}", number).replace("{id}", &id.to_string());
            let place = place.replace("{what}", if path.ends_with("/{what}") { "submit" } else { "issue" });
            (Somebody(AGENT), place.replace("{language}", "de").replace("{kind}", "final"))
        }
        "/v1.0/{*path}" => (Program, "/v1.0/admin/serviceAnnouncement/issues".into()),
        "/account/sessions/{id}/end" => {
            (Somebody(ANNA), format!("/account/sessions/{}/end", foreign.session))
        }

        // Only a partner's staff may.
        "/requests/{number}/hand-on" | "/requests/{number}/resolve" => {
            (Somebody(PARTNER), path.replace("{number}", &foreign.at_partner.to_string()))
        }
        "/requests/{number}/attachments/{id}" => {
            (Somebody(ANNA), format!("/requests/{number}/attachments/{}", foreign.attachment))
        }
        "/requests/{number}"
        | "/requests/{number}/why"
        | "/requests/{number}/live"
        | "/requests/{number}/callback"
        | "/requests/{number}/callback.ics"
        | "/requests/{number}/callback/cancel"
        | "/api/v1/requests/{number}/callback"
        | "/requests/{number}/reply"
        | "/requests/{number}/close"
        | "/requests/{number}/reopen"
        | "/requests/{number}/goes-on"
        | "/api/v1/requests/{number}"
        | "/api/v1/requests/{number}/clocks"
        | "/api/v1/requests/{number}/replies" => {
            (Somebody(ANNA), path.replace("{number}", &number.to_string()))
        }

        "/desk/callbacks" | "/desk/callbacks/live" | "/desk/callbacks/next" => (Operator, plain),
        "/desk/callbacks/{id}/take" | "/desk/callbacks/{id}/outcome" => {
            (Somebody(AGENT), path.replace("{id}", &foreign.callback.to_string()))
        }
        "/api/v1/callbacks/slots" => (Oneself, format!("{plain}?category=technical")),
        "/desk" | "/desk/queue" | "/desk/next" => (Operator, format!("{path}?q={ASKED}")),
        "/desk/live" | "/desk/notices" | "/desk/phone" | "/desk/calls/alerts" | "/desk/record"
        | "/desk/record/cases" => (Operator, plain),
        "/desk/presence" | "/desk/duty" | "/desk/duty/live" | "/desk/duty/feed" | "/desk/duty/feed/end" => {
            (Operator, plain)
        }
        "/desk/duty/plan" | "/desk/duty/plan.csv" | "/desk/duty/plan/import" | "/desk/duty/shifts" => {
            (Somebody(AGENT), plain)
        }
        "/desk/duty/shifts/{id}" => (Somebody(AGENT), format!("/desk/duty/shifts/{}", foreign.shift)),
        "/desk/duty/rotas/{id}" => (Somebody(AGENT), format!("/desk/duty/rotas/{}", foreign.agent)),
        "/shifts/{secret}" => (Nobody, format!("/shifts/{}.ics", "A".repeat(43))),
        "/authoring/finding" | "/authoring/finding.csv" | "/authoring/guides" => (Somebody(AGENT), plain),
        "/authoring/guides/{key}" => (Somebody(AGENT), plain.replace("{key}", "mail-not-delivered")),
        "/desk/waits" | "/desk/waits.csv" | "/desk/staffing" => (Operator, plain),
        "/desk/waits/{id}" => (Somebody(AGENT), format!("/desk/waits/{}", foreign.announcement)),
        "/desk/record.csv" => (Operator, format!("{path}?rows=cases")),
        "/desk/notices/{id}/seen" => (Somebody(AGENT), format!("/desk/notices/{}/seen", foreign.notice)),
        "/desk/cases/{number}"
        | "/desk/cases/{number}/why"
        | "/desk/cases/{number}/live"
        | "/desk/cases/{number}/history"
        | "/desk/cases/{number}/presence"
        | "/desk/cases/{number}/write"
        | "/desk/cases/{number}/assign"
        | "/desk/cases/{number}/severity"
        | "/desk/cases/{number}/lower"
        | "/desk/cases/{number}/wait"
        | "/desk/cases/{number}/resolve"
        | "/desk/cases/{number}/close"
        | "/desk/cases/{number}/called"
        | "/desk/cases/{number}/reopen" => (Somebody(AGENT), path.replace("{number}", &number.to_string())),
        "/api/v1/cti/{token}" => (Nobody, plain.replace("{token}", &"A".repeat(43))),
        // Only a manager may.
        "/desk/phone/systems" | "/desk/phone/extensions" => (Somebody(AGENT), plain),
        "/desk/phone/systems/{id}/revoke" => {
            (Somebody(AGENT), plain.replace("{id}", &foreign.system.to_string()))
        }
        path if path.starts_with("/desk/calls/{id}") => {
            let place = plain.replace("{id}", &foreign.call.to_string());
            (Somebody(AGENT), place.replace("{what}", "note"))
        }
        "/desk/organizations/{id}" => {
            (Somebody(AGENT), format!("/desk/organizations/{}", foreign.organization))
        }
        "/authoring" | "/authoring/new" => (Somebody(AGENT), plain),
        "/{lang}/{cloud}/articles/{key}/bilingual" => {
            (Nobody, plain.replace("/en/", "/de/").replace("{key}", "shared-mailbox"))
        }
        "/api/v1/articles/{key}" => (Nobody, plain.replace("{key}", "shared-mailbox")),
        "/{lang}/{cloud}/phone/places" => (Nobody, format!("{plain}?q={ASKED}")),
        "/{lang}/{cloud}/phone/{place}/contact.vcf" | "/{lang}/{cloud}/phone/{place}/hours.ics" => {
            (Nobody, plain.replace("{place}", "germany"))
        }
        "/api/v1/phone/places" => (Nobody, format!("{path}?q={ASKED}")),
        "/api/v1/phone/places/{place}" => (Nobody, plain.replace("{place}", "germany")),
        path if path.starts_with("/authoring/") || path.ends_with("/versions") => {
            let place = plain.replace("{key}", "shared-mailbox").replace("{language}", "en");
            let id = if path.contains("/remarks/") { foreign.remark } else { foreign.draft };
            (Somebody(AGENT), place.replace("{number}", "1").replace("{id}", &id.to_string()))
        }
        new => panic!("{new} is a new route: say here what it is about, so that it is walked"),
    }
}

/// Fields that make sense to one or the other form.
const FORM: &str = "text=Words&to=me&saved=1&severity=C&reason=Words&state=reading&kind=reply&back=%2F&language=en&theme=dark";

async fn send(browser: &mut Browser, route: &Route, address: &str) -> Response {
    let (kind, body) = match (route.method == Method::GET, address.starts_with("/api/")) {
        (true, _) => (None, ""),
        (false, true) if address.ends_with("/callback") => (Some("application/json"), "{}"),
        (false, true) => (Some("application/json"), "{\"text\":\"Words\"}"),
        (false, false) => (Some("application/x-www-form-urlencoded"), FORM),
    };
    browser.open(route.method.clone(), address, kind, Body::from(body)).await
}

/// The answer, but of a stream that goes on only its beginning.
async fn ask(browser: &mut Browser, route: &Route, address: &str) -> Answer {
    let response = send(browser, route, address).await;
    if is_stream(&response) {
        let (parts, _) = response.into_parts();
        return Answer { status: parts.status, headers: parts.headers, bytes: Vec::new() };
    }
    Answer::of(response).await
}

fn is_stream(response: &Response) -> bool {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("text/event-stream"))
}

async fn viewer(centre: &Centre, email: &str) -> Viewer {
    let (app, email) = (centre.app.clone(), email.to_owned());
    let begin = move |tx: &mut Tx| {
        let person = people::person_by_email(tx, &email)?.ok_or(centre::Error::NotFound)?;
        let secret = people::sign_in(tx, person.id, "test")?;
        Ok::<_, centre::Error>(people::viewer(tx, &app.policies.get(), &secret)?.expect("a session").0)
    };
    centre.app.db.write(begin).await.expect("a viewer")
}

async fn open(centre: &Centre, email: &str, bought: Bought) -> i64 {
    let (app, viewer) = (centre.app.clone(), viewer(centre, email).await);
    let open = move |tx: &mut Tx| {
        let organization = people::organization(tx, &viewer, viewer.customer()?.organization)?;
        let new = NewCase {
            subscription: organization.subscriptions.iter().find(|s| s.bought == bought).map(|s| s.id),
            category: "technical".into(),
            subject: format!("{ASKED} {SECRET}"),
            description: format!("{ASKED} {SECRET}"),
            contact_method: "email".into(),
            contact_email: format!("{SECRET}@nordwind.example"),
            ..NewCase::default()
        };
        cases::open(tx, &app.policies.get(), &viewer, &new)
    };
    centre.app.db.write(open).await.expect("a case")
}

async fn foreign(centre: &Centre) -> Foreign {
    let number = open(centre, ANNA, Bought::Direct).await;
    let at_partner = open(centre, CUSTOMER_OF_PARTNER, Bought::ThroughPartner).await;
    let words = format!("{ASKED} {SECRET}");
    let file = [("files", "Bernsteinzimmer.txt", "text/plain", SECRET.as_bytes())];
    let mut anna = centre.signed_in(ANNA).await;
    let replied = anna.post_files(&format!("/requests/{number}/reply"), &[("text", &words)], &file).await;
    assert_eq!(replied.status, StatusCode::SEE_OTHER, "{}", replied.words());
    let unsent = anna.post_files("/help/contact", &[("step", "topic")], &file).await;
    assert_eq!(unsent.status, StatusCode::OK, "{}", unsent.words());
    let mut grace = centre.signed_in(AGENT).await;
    let note = [("text", words.as_str()), ("kind", "note")];
    let noted = grace.post_files(&format!("/desk/cases/{number}/write"), &note, &file).await;
    assert_eq!(noted.status, StatusCode::SEE_OTHER, "{}", noted.words());
    centre.index().await;

    let suspicion = suspicion(centre, &words).await;
    let (anna, grace) = (viewer(centre, ANNA).await, viewer(centre, AGENT).await);
    let policies = centre.app.policies.get();
    let read = move |tx: &mut Tx| {
        let case = cases::find(tx, &grace, number)?;
        let (draft_issue, draft_post, health_notice, health_file) = draft_issue(tx, &policies, &grace)?;
        let files: Vec<Id> =
            cases::timeline(tx, &grace, &case)?.iter().flat_map(|e| &e.attachments).map(|a| a.id).collect();
        let call = call(tx, &grace, &case)?;
        let webhook = webhook(tx, &anna)?;
        let issue = issue(tx, vec![case.organization])?;
        let upload = tx.query_one("SELECT id FROM attachments WHERE case_id IS NULL", &[])?.get(0)?;
        Ok::<_, centre::Error>(Foreign {
            number,
            at_partner,
            attachment: files[0],
            note_attachment: files[1],
            upload,
            organization: case.organization,
            notice: notice(tx, &grace, &case)?,
            callback: callback(tx, &anna, &case)?,
            session: anna.session(),
            token: token(tx, &anna)?,
            events: cases::find(tx, &grace, number)?.events,
            draft: draft(tx, &grace)?,
            remark: remark(tx, &grace)?,
            call,
            system: system(tx)?,
            announcement: announcement(tx, &grace, &case)?,
            webhook,
            webhook_call: webhooks::test(tx, &anna, webhook)?,
            issue_file: issue_file(tx, &issue)?,
            issue: issue.clone(),
            draft_issue,
            draft_post,
            health_notice,
            health_file,
            suspicion,
            message: draft_message(tx, &policies, &grace)?,
            shift: staff::add_shift(
                tx,
                &grace,
                grace.id(),
                tx.now(),
                tx.now() + jiff::SignedDuration::from_hours(8),
            )?,
            agent: grace.id(),
        })
    };
    let foreign = centre.app.db.write(read).await.expect("a case");
    centre.look_at_health().await;
    foreign
}

/// What a customer reported.
async fn suspicion(centre: &Centre, words: &str) -> Id {
    let policies = centre.app.policies.get();
    let (anna, by, text) = (viewer(centre, ANNA).await, policies.clone(), words.to_owned());
    let new = reports::NewReport {
        service: "mail".into(),
        feature: None,
        text,
        extent: health::Extent::Some,
        since: None,
        issue: None,
    };
    let write = move |tx: &mut Tx| reports::report(tx, &by, &anna, &new);
    let id = centre.app.db.write(write).await.expect("a report").id;
    while reports::gather(&centre.app.db, &policies).await.expect("reports") {}
    let find = move |tx: &mut Tx| {
        let row = tx.query_one("SELECT suspicion FROM health_reports WHERE id = $1", &[&id])?;
        Ok::<_, centre::Error>(row.get(0)?)
    };
    centre.app.db.read(find).await.expect("a suspicion")
}

/// An incident of these organizations; of everybody without one.
fn issue(tx: &mut Tx, reach: Vec<Id>) -> centre::Result<String> {
    let policies = centre::policy::Policies::load(None).expect("the shipped policies");
    let policy = policies.cloud("worldwide").expect("a policy");
    let words = || Texts::new("en", SECRET);
    let new = NewIssue { reach, ..NewIssue::new(Class::Incident, "mail", words(), words(), tx.now()) };
    health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words()))
}

fn issue_file(tx: &mut Tx, number: &str) -> centre::Result<Id> {
    let id = tx.new_id();
    tx.execute(
        "INSERT INTO attachments (id, uploaded_by, name, media_type, size, created_at, health)
         SELECT $1, (SELECT id FROM people ORDER BY id LIMIT 1), 'Bernsteinzimmer.txt', 'text/plain', 0, $2, i.id
         FROM health_issues i WHERE i.number = $3",
        &[&id, &tx.now(), &number],
    )?;
    Ok(id)
}

/// A call about a case that was written down.
fn call(tx: &mut Tx, agent: &Viewer, case: &Case) -> centre::Result<Id> {
    let log = calls::LoggedCall { direction: calls::Direction::Out, minutes: 0, note: SECRET.into() };
    let policies = centre::policy::Policies::load(None).expect("the shipped policies");
    calls::log_call(tx, &policies, agent, case.number, &log)?;
    Ok(tx.query_one("SELECT id FROM calls WHERE case_id = $1", &[&case.id])?.get(0)?)
}

fn webhook(tx: &mut Tx, admin: &Viewer) -> centre::Result<Id> {
    let policies = centre::policy::Policies::load(None).expect("the shipped policies");
    let (name, url) = (SECRET.to_owned(), "http://127.0.0.1:9/".to_owned());
    let new = NewWebhook { name, url, events: vec!["health.issue.posted".into()], services: Vec::new() };
    Ok(webhooks::make(tx, &policies, admin, &new)?.id)
}

fn system(tx: &mut Tx) -> centre::Result<Id> {
    calls::add_system(tx, "worldwide", SECRET, "DE", None)?;
    Ok(tx.query_one("SELECT id FROM cti_tokens WHERE name = $1", &[&SECRET])?.get(0)?)
}

fn token(tx: &mut Tx, admin: &Viewer) -> centre::Result<Id> {
    let policies = centre::policy::Policies::load(None).expect("the shipped policies");
    let scopes = vec![people::Scope::ReadHealth.code().to_owned()];
    let new = people::NewToken { name: SECRET.into(), for_app: true, scopes, days: 30 };
    people::make_token(tx, &policies, admin, &new)?;
    Ok(people::tokens(tx, admin)?.first().map(|token| token.id).expect("a token"))
}

/// What was announced for a case.
fn announcement(tx: &mut Tx, agent: &Viewer, case: &Case) -> centre::Result<Id> {
    let at = tx.now();
    let range = expect::Range { mean: 900.0, p10: 300.0, p50: 800.0, p90: 1800.0 };
    let why = expect::Why { language: "de".into(), ..expect::Why::default() };
    expect::put(
        tx,
        case,
        &expect::Announced { at, range, simulated: Vec::new(), by: expect::By::Formula, why },
    )?;
    let method = case.contact_method.clone();
    let to = at + jiff::SignedDuration::from_secs(1);
    let filter = expect::Filter { method, from: at, to, ..expect::Filter::default() };
    let (found, _) = expect::list(tx, agent, &filter, None)?;
    Ok(found.first().map(|one| one.id).expect("an announcement"))
}

/// Tells somebody of a case.
fn notice(tx: &mut Tx, agent: &Viewer, case: &Case) -> centre::Result<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO notices (id, person, case_id, position, at) VALUES ($1, $2, $3, 0, $4)",
        &[&id, &agent.id(), &case.id, &now],
    )?;
    Ok(id)
}

/// A booked call about the case, in the agent's language.
fn callback(tx: &mut Tx, customer: &Viewer, case: &Case) -> centre::Result<Id> {
    let (id, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO callbacks (id, case_id, cloud, organization, person, number, language, category, state, slot_at,
             ready_at, tries, asked_at, sequence, told, reminded)
         VALUES ($1, $2, $3, $4, $5, '+494066969120', 'en', $6, 'waiting', $7, $7, 0, $7, 0, 0, 2)",
        &[&id, &case.id, &case.cloud, &case.organization, &customer.id(), &case.category, &now],
    )?;
    Ok(id)
}

/// Begins a translation of an article that there is, with the secret as its title.
fn draft(tx: &mut Tx, author: &Viewer) -> centre::Result<Id> {
    let key = "shared-mailbox";
    if articles::exactly(tx, key, Lang::En)?.is_none() {
        let source = "# Shared mailbox\n\nOne for all.".to_owned();
        let (text, _) = Text::read(key, |_| Lang::En, "en/shared-mailbox.md", source).expect("a text");
        articles::put(tx, &text, &Way::Import)?;
    }
    let prepared = translate::prepare(tx, author, key, Lang::De, Lang::En)?;
    let id = translate::begin(tx, author, &prepared)?;
    tx.execute("UPDATE drafts SET title = $2 WHERE id = $1", &[&id, &SECRET])?;
    Ok(id)
}

/// An issue that is being written, with a post, a file, a review, and a notice of it.
fn draft_issue(tx: &mut Tx, policies: &Policies, engineer: &Viewer) -> centre::Result<(String, Id, Id, Id)> {
    let words = || health::Texts::new("en", SECRET);
    let new = health::NewIssue::new(health::Class::Advisory, "mail", words(), words(), tx.now());
    let post = health::NewPost::new(health::Status::Investigating, words());
    let (number, post) = health::begin(tx, policies, engineer, &new, &post)?;
    let file = cases::begin_upload(tx, engineer, "picture.png", "image/png")?;
    health::add_files(tx, engineer, &number, &[file])?;
    let issue = health::sheet(tx, engineer, &number)?.issue.id;
    let (notice, now) = (tx.new_id(), tx.now());
    tx.execute(
        "INSERT INTO health_notices (id, person, issue, position, at) VALUES ($1, $2, $3, 0, $4)",
        &[&notice, &engineer.id(), &issue, &now],
    )?;
    tx.execute(
        "INSERT INTO health_reviews (issue, kind, due_at, stage) VALUES ($1, 'final', $2, 'draft')",
        &[&issue, &now],
    )?;
    Ok((number, post, notice, file))
}

fn draft_message(tx: &mut Tx, policies: &Policies, engineer: &Viewer) -> centre::Result<String> {
    let words = || health::Texts::new("en", "Words");
    let new = health::NewMessage {
        category: health::Category::StayInformed,
        severity: health::Severity::Normal,
        major: false,
        maintenance: false,
        tags: Vec::new(),
        services: Vec::new(),
        title: words(),
        body: words(),
        act_by: None,
        starts_at: None,
        ends_at: None,
        short_notice: None,
    };
    health::write_message(tx, policies, engineer, None, &new)
}

fn remark(tx: &mut Tx, author: &Viewer) -> centre::Result<Id> {
    let seen = Seen {
        key: "shared-mailbox".into(),
        language: Lang::En,
        version: articles::exactly(tx, "shared-mailbox", Lang::En)?.map_or(1, |edition| edition.version),
        position: 0,
        target: "One for all.".into(),
        source: String::new(),
    };
    articles::say_wrong(tx, None, &seen, Wrong::Unclear, "Words")?;
    let remarks = articles::remarks(tx, author, Lang::En, None, 1)?;
    Ok(remarks.first().map(|remark| remark.id).expect("a remark"))
}

async fn events(centre: &Centre, number: i64) -> i64 {
    let grace = viewer(centre, AGENT).await;
    centre.app.db.read(move |tx| cases::find(tx, &grace, number)).await.expect("a case").events
}

#[tokio::test]
async fn what_is_somebody_elses_does_not_exist_on_any_route() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let foreign = foreign(&centre).await;
        for who in [None, Some(PLAIN_USER), Some(OTHER_ADMIN), Some(OTHER_AGENT)] {
            for route in routes() {
                // Signing out would end the walk.
                let mut browser = match who {
                    None => centre.visitor(),
                    Some(email) => centre.signed_in(email).await,
                };
                let (about, address) = place(route.path, &foreign);
                let answer = ask(&mut browser, &route, &address).await;
                let case = format!("{} {address} as {who:?}: {}", route.method, answer.status);
                assert!(!answer.text().contains(SECRET), "{case} tells the secret");
                assert!(
                    !answer
                        .headers
                        .values()
                        .any(|v| v.as_bytes().windows(SECRET.len()).any(|w| w == SECRET.as_bytes())),
                    "{case}"
                );
                assert!(!answer.status.is_server_error(), "{case}");
                assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{case}");
                let is_page = route.method == Method::GET && !address.starts_with("/api/");
                match (about, who) {
                    (About::Nobody, _) => {}
                    (About::Program, _) => {
                        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{case}");
                        assert!(answer.headers.contains_key(header::WWW_AUTHENTICATE), "{case}");
                    }
                    (_, None) if is_page => {
                        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{case}");
                        assert!(answer.location().starts_with("/sign-in?to="), "{case}");
                    }
                    (_, None) => assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{case}"),
                    (About::Somebody(_), _) => assert_eq!(answer.status, StatusCode::NOT_FOUND, "{case}"),
                    (About::Operator, Some(OTHER_AGENT)) => {
                        assert_ne!(answer.status, StatusCode::NOT_FOUND, "{case}");
                    }
                    (About::Operator, _) => assert_eq!(answer.status, StatusCode::NOT_FOUND, "{case}"),
                    (About::Oneself, _) => {}
                }
            }
        }
        assert_eq!(events(&centre, foreign.number).await, foreign.events, "somebody changed the case");

        for route in routes() {
            let (About::Somebody(right), address) = place(route.path, &foreign) else { continue };
            let answer = ask(&mut centre.signed_in(right).await, &route, &address).await;
            let case = format!("{} {address} as {right}: {}", route.method, answer.status);
            assert!(
                answer.status.is_success()
                    || answer.status == StatusCode::SEE_OTHER
                    || answer.status == StatusCode::UNPROCESSABLE_ENTITY
                    || answer.status == StatusCode::CONFLICT,
                "the walk proves nothing of {case}"
            );
            let shows_the_case = matches!(
                route.path,
                "/requests/{number}"
                    | "/requests/{number}/callback"
                    | "/requests/{number}/callback.ics"
                    | "/requests/{number}/why"
                    | "/requests/{number}/attachments/{id}"
                    | "/api/v1/requests/{number}"
                    | "/desk/cases/{number}"
                    | "/desk/cases/{number}/why"
                    | "/desk/cases/{number}/history"
                    | "/desk/organizations/{id}"
                    | "/desk/calls/{id}"
                    | "/desk/phone/systems"
                    | "/desk/audit"
                    | "/authoring/drafts/{id}"
                    | "/health/webhooks/{id}"
                    | "/health/webhooks/{id}/calls/{call}"
                    | "/health/issues/{number}"
                    | "/desk/health/issues/{number}"
                    | "/desk/health/reports/{id}"
                    | "/desk/health/issues/{number}/facts"
                    | "/desk/health/issues/{number}/posts/{id}"
                    | "/desk/health/issues/{number}/reviews/{kind}"
                    | "/desk/health/issues/{number}/translate/{what}/{language}"
            ) && route.method == Method::GET;
            assert_eq!(
                answer.text().contains(SECRET) && answer.status == StatusCode::OK,
                shows_the_case,
                "{case}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn ids_of_others_open_nothing_when_they_are_mixed_with_own_ones() {
    on_every_engine(async |centre| {
        let foreign = foreign(&centre).await;
        let own = open(&centre, OTHER_ADMIN, Bought::Direct).await;
        let mut gabor = centre.signed_in(OTHER_ADMIN).await;
        let file = gabor.get(&format!("/requests/{own}/attachments/{}", foreign.attachment)).await;
        assert_eq!(file.status, StatusCode::NOT_FOUND);

        for upload in [foreign.upload, foreign.attachment] {
            let upload = upload.to_string();
            let fields = [("text", "Words"), ("upload", upload.as_str())];
            let reply = gabor.post(&format!("/requests/{own}/reply"), &fields).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(!reply.text().contains("Bernsteinzimmer.txt"));
        }

        let note = format!("/requests/{}/attachments/{}", foreign.number, foreign.note_attachment);
        assert_eq!(centre.signed_in(ANNA).await.get(&note).await.status, StatusCode::NOT_FOUND);
        assert_eq!(centre.signed_in(AGENT).await.get(&note).await.status, StatusCode::OK);
    })
    .await;
}

#[tokio::test]
async fn a_request_that_another_site_sends_is_refused_on_every_route_that_changes_something() {
    const CROSS_SITE: &[&[(&str, &str)]] = &[
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://other.servus.test")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
    ];
    on_every_engine(async |centre| {
        let foreign = foreign(&centre).await;
        for route in routes().into_iter().filter(|route| route.method != Method::GET) {
            let (about, address) = place(route.path, &foreign);
            let right = if let About::Somebody(right) = about { right } else { ANNA };
            for headers in CROSS_SITE {
                let mut browser = centre.signed_in(right).await.saying(headers);
                let answer = ask(&mut browser, &route, &address).await;
                // No cookie lets a program in, so whoever sends it is refused as anybody is.
                let refused =
                    if let About::Program = about { StatusCode::UNAUTHORIZED } else { StatusCode::FORBIDDEN };
                assert_eq!(answer.status, refused, "{address} with {headers:?}");
                assert_is_readable(&answer, &address);
                assert_is_guarded(&answer, &address);
            }
        }
        assert_eq!(events(&centre, foreign.number).await, foreign.events);
    })
    .await;
}

fn assert_is_guarded(answer: &Answer, address: &str) {
    let one = |name: &str| {
        let values: Vec<_> = answer.headers.get_all(name).iter().collect();
        assert_eq!(values.len(), 1, "{name} of {address}: {values:?}");
        values[0].to_str().expect("text").to_owned()
    };
    let policy = one("content-security-policy");
    assert!(policy.contains("default-src 'none'"), "{address}: {policy}");
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{address}: {policy}");
    assert_eq!(one("x-content-type-options"), "nosniff", "{address}");
    assert_eq!(one("x-frame-options"), "DENY", "{address}");
    assert_eq!(one("referrer-policy"), "same-origin", "{address}");
    let text = answer.text();
    for inline in ["<script>", "style=\"", "onclick=", "onload=", "onerror=", "javascript:"] {
        assert!(!text.contains(inline), "{address} has {inline}");
    }
}

#[tokio::test]
async fn every_answer_forbids_what_a_page_does_not_need() {
    on_every_engine(async |centre| {
        let foreign = foreign(&centre).await;
        for route in routes() {
            let (about, address) = place(route.path, &foreign);
            let right = if let About::Somebody(right) = about { right } else { AGENT };
            for who in [None, Some(OTHER_ADMIN), Some(right)] {
                let mut browser = match who {
                    None => centre.visitor(),
                    Some(email) => centre.signed_in(email).await,
                };
                assert_is_guarded(&ask(&mut browser, &route, &address).await, &address);
            }
        }
        let others =
            ["/nowhere", "/requests/", "/healthz", "/readyz", "/assets/0/app.css", "/assets/0/none.css"];
        for address in others {
            assert_is_guarded(&centre.visitor().get(address).await, address);
        }
        let wrong_method = centre.visitor().send(Method::PUT, "/sign-in", None, Body::empty()).await;
        assert_eq!(wrong_method.status, StatusCode::METHOD_NOT_ALLOWED);
        assert_is_guarded(&wrong_method, "PUT /sign-in");
    })
    .await;
}

/// Routes whose addresses say everything: what is sent along is not read.
const WITHOUT_BODY: &[&str] = &[
    "/link/{secret}",
    "/sign-out",
    "/account/sessions/{id}/end",
    "/desk/health/notices/{id}/seen",
    "/desk/notices/{id}/seen",
    "/desk/duty/feed",
    "/desk/duty/feed/end",
    "/desk/callbacks/next",
    "/desk/callbacks/{id}/take",
    "/requests/{number}/callback/cancel",
    "/authoring/articles/{key}/{language}/edit",
    "/authoring/articles/{key}/{language}/versions/{number}/restore",
    "/authoring/drafts/{id}/renew",
    "/authoring/drafts/{id}/rebase",
    "/authoring/drafts/{id}/take-back",
    "/authoring/drafts/{id}/discard",
    "/authoring/remarks/{id}/done",
    "/desk/phone/systems/{id}/revoke",
    "/confirm/{secret}",
    "/unsubscribe/{secret}",
    "/health/notifications/address/remove",
    "/health/notifications/address/{id}/resume",
    "/health/issues/{number}/follow",
    "/account/tokens/{id}/revoke",
];

#[tokio::test]
async fn bodies_that_no_browser_sends_are_refused_with_words_on_every_route() {
    let long = "x".repeat(600 << 10);
    let form = "application/x-www-form-urlencoded";
    let files = "multipart/form-data; boundary=b";
    let field = |value: &[u8]| {
        [b"--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\n", value, b"\r\n--b--\r\n"].concat()
    };
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("text/plain", b"text=Words".to_vec()),
        ("application/xml", b"<text/>".to_vec()),
        (form, format!("text={long}").into_bytes()),
        (form, b"text=%ff%fe".to_vec()),
        (form, b"text=\xff\xfe".to_vec()),
        ("multipart/form-data", field(b"Words")),
        (files, field(b"Words")[..60].to_vec()),
        (files, field(b"\xff\xfe")),
        (files, field(long.as_bytes())),
        (files, b"no part at all".to_vec()),
        ("application/json", b"{".to_vec()),
        ("application/json", b"{\"text\":\"\xff\"}".to_vec()),
        ("application/json", b"{\"text\":7}".to_vec()),
        ("application/json", "[".repeat(100_000).into_bytes()),
        ("application/json", b"\"\\ud800\"".to_vec()),
        ("application/json; charset=utf-16", "{}".encode_utf16().flat_map(u16::to_le_bytes).collect()),
    ];
    on_every_engine(async |centre| {
        let foreign = foreign(&centre).await;
        for route in routes().into_iter().filter(|route| route.method == Method::POST) {
            if WITHOUT_BODY.contains(&route.path) {
                continue;
            }
            let (about, address) = place(route.path, &foreign);
            let right = if let About::Somebody(right) = about { right } else { ANNA };
            for (kind, body) in &bodies {
                let mut browser = centre.signed_in(right).await;
                let body_sent = Body::from(body.clone());
                let answer = browser.send(Method::POST, &address, Some(kind), body_sent).await;
                let case =
                    format!("{address} with {kind} {}", String::from_utf8_lossy(&body[..body.len().min(40)]));
                assert!(answer.status.is_client_error(), "{case}: {}", answer.status);
                assert_is_readable(&answer, &case);
            }
        }
        assert_eq!(events(&centre, foreign.number).await, foreign.events);
    })
    .await;
}

/// Whether somebody who sees this answer learns something.
fn assert_is_readable(answer: &Answer, case: &str) {
    let kind = answer.headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let says = match kind {
        "application/problem+json" => answer.json()["detail"].as_str().unwrap_or_default().to_owned(),
        // What telephone systems are answered, and clients of Graph.
        "application/json" => {
            let error = answer.json()["error"].clone();
            error.as_str().or(error["message"].as_str()).unwrap_or_default().to_owned()
        }
        kind if kind.starts_with("text/html") => answer.words(),
        other => panic!("{case}: {other} {}", answer.text()),
    };
    assert!(says.split_whitespace().count() >= 4, "{case}: {says}");
}

#[tokio::test]
async fn a_request_larger_than_any_form_is_refused() {
    on_every_engine(async |centre| {
        let number = open(&centre, ANNA, Bought::Direct).await;
        let file = vec![b'x'; 66 << 20];
        let files = [("files", "large.bin", "application/octet-stream", file.as_slice())];
        let mut anna = centre.signed_in(ANNA).await;
        let answer =
            anna.post_files(&format!("/requests/{number}/reply"), &[("text", "Words")], &files).await;
        assert!(answer.status.is_client_error(), "{}", answer.status);
        assert_is_readable(&answer, "66 MB");
        assert!(!anna.get(&format!("/requests/{number}")).await.text().contains("large.bin"));
    })
    .await;
}

#[tokio::test]
async fn addresses_that_are_no_addresses_do_not_exist() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let mut grace = centre.signed_in(AGENT).await;
        let long = "9".repeat(3000);
        for bad in ["0", "-1", "x", "1e9", "99999999999999999999", "%00", "%ff", "..%2f..", "1%27", &long] {
            for address in [
                format!("/requests/{bad}"),
                format!("/requests/{bad}/attachments/{bad}"),
                format!("/api/v1/requests/{bad}"),
                format!("/en/worldwide/articles/{bad}"),
                format!("/en/{bad}/"),
                format!("/{bad}/worldwide/"),
            ] {
                let answer = anna.get(&address).await;
                assert!(matches!(answer.status.as_u16(), 400 | 404), "{address}: {}", answer.status);
                assert_is_readable(&answer, &address);
            }
            for address in [format!("/desk/cases/{bad}"), format!("/desk/organizations/{bad}")] {
                let answer = grace.get(&address).await;
                assert!(matches!(answer.status.as_u16(), 400 | 404), "{address}: {}", answer.status);
                assert_is_readable(&answer, &address);
            }
        }
        for query in
            ["?after=x", "?q=%ff", "?q=%00", &format!("?q={}", "x".repeat(10_000)), "?state=none&tab=none"]
        {
            for address in [
                "/requests",
                "/help",
                "/help/suggest",
                "/help/contact",
                "/en/worldwide/articles",
                "/api/v1/search",
                "/api/v1/suggest",
                "/api/v1/requests",
                "/en/worldwide/phone",
                "/sign-in",
            ] {
                let answer = anna.get(&format!("{address}{query}")).await;
                assert!(!answer.status.is_server_error(), "{address}{query}");
            }
            let desk = grace.get(&format!("/desk{query}")).await;
            assert!(!desk.status.is_server_error(), "/desk{query}");
        }
    })
    .await;
}

#[tokio::test]
async fn ten_thousand_characters_without_a_space_are_taken_or_refused_with_words() {
    let word = "x".repeat(10_000);
    let names = [
        "text",
        "reason",
        "severity",
        "to",
        "kind",
        "then",
        "canned",
        "seen",
        "upload",
        "name",
        "email",
        "phone",
        "time_zone",
        "language",
        "languages",
        "password",
        "new",
        "repeat",
        "description",
        "subject",
        "category",
        "topic",
        "service",
        "subscription",
        "contact_method",
        "contact_email",
        "contact_phone",
        "back",
        "state",
        "theme",
        "once",
        "step",
    ];
    on_every_engine(async |centre| {
        let foreign = foreign(&centre).await;
        for route in routes().into_iter().filter(|route| route.method == Method::POST) {
            let (about, address) = place(route.path, &foreign);
            let right = if let About::Somebody(right) = about { right } else { ANNA };
            let mut browser = centre.signed_in(right).await;
            let answer = match address.starts_with("/api/") {
                true => browser.post_json(&address, &serde_json::json!({ "text": word })).await,
                false => browser.post(&address, &names.map(|name| (name, word.as_str()))).await,
            };
            assert!(!answer.status.is_server_error(), "{address}: {}", answer.status);
            if answer.status.is_client_error() {
                assert_is_readable(&answer, &address);
            }
        }
        let shown = centre.signed_in(AGENT).await.get(&format!("/desk/cases/{}", foreign.number)).await;
        assert!(shown.status == StatusCode::OK && shown.text().contains(&word));
    })
    .await;
}
