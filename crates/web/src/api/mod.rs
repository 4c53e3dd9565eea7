//! The JSON API. It does what the pages do, with the same functions; errors are problem details (RFC 9457).

mod cti;
mod editions;
mod graph;
mod phone;
mod statuspage;
#[cfg(test)]
mod statuspage_tests;
mod token;

pub use cti::cti;
pub use editions::{editions, versions};
pub use graph::serve as graph;
pub use phone::{place as phone_place, places as phone_places};
pub use statuspage::{of_cloud as statuspage, of_home as statuspage_of_home, open_to_all};
pub use token::token;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use centre::{
    cases,
    health::{Issue, Reader, reports},
    promises::{Explained, What},
    tell,
};
use db::{Id, Tx};
use jiff::Timestamp;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::{
    Shared, callbacks,
    error::{Fault, Result},
    finding::{self, Wanted},
    guides,
    visit::{Signed, Visit},
    waits, why,
};

/// `GET /readyz`: the database answers.
pub async fn ready(axum::extract::State(app): axum::extract::State<Shared>) -> Result {
    app.db.read(|tx| Ok::<_, centre::Error>(tx.query("SELECT 1", &[])?.len())).await?;
    Ok("ok\n".into_response())
}

/// `GET /api/v1/search?q=&service=&kind=&language=&after=`: what the page of results shows; `next` continues.
pub async fn search(visit: Visit, Query(wanted): Query<Wanted>) -> Result {
    let found = finding::find(&visit, &wanted).await?;
    let base = &visit.app.config.base_url;
    let page = visit.page("");
    let answer = |hit: &search::Hit| {
        let passage: Vec<_> =
            hit.snippet.iter().map(|(text, is_match)| json!({ "text": text, "match": is_match })).collect();
        json!({
            "key": hit.article, "kind": hit.kind, "service": hit.service, "language": hit.lang,
            "title": hit.title, "description": hit.description, "passage": passage,
            "url": format!("{base}{}", guides::place(&page, &hit.path)),
        })
    };
    let issue = |issue: &finding::KnownIssue| json!({ "service": issue.service, "name": issue.name, "state": issue.state.code(), "text": issue.text });
    let near: Vec<_> = found.near.iter().map(|one| &one.title).collect();
    Ok(Json(json!({
        "articles": found.answers.iter().map(answer).collect::<Vec<_>>(),
        "health": found.issues.iter().map(issue).collect::<Vec<_>>(),
        "requests": found.requests.iter().map(RequestLine::from).collect::<Vec<_>>(),
        "spelling": found.spelling,
        "did_you_mean": near,
        "next": found.next,
    }))
    .into_response())
}

#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// `GET /api/v1/suggest?q=`: what somebody who types this may mean. What has no `url` is a question to search for.
pub async fn suggest(visit: Visit, Query(typed): Query<Typed>) -> Result {
    let page = visit.page("");
    let base = &visit.app.config.base_url;
    let mut suggestions = Vec::new();
    for group in finding::suggestions(&visit, &page, &typed.q).await? {
        for option in group.options {
            // A heading stands below the title of its article.
            let (title, heading) = match &option.slug {
                Some(_) => (option.note.unwrap_or_default(), Some(option.text)),
                None => (option.text, None),
            };
            let url = option.href.map(|href| format!("{base}{}", href.replace("?via=suggestion", "")));
            suggestions.push(json!({ "kind": group.code, "title": title, "heading": heading, "url": url }));
        }
    }
    Ok(Json(json!({ "suggestions": suggestions })).into_response())
}

#[derive(Deserialize)]
pub struct ListQuery {
    state: Option<String>,
    after: Option<String>,
}

/// `GET /api/v1/requests?state=&after=`: the organization's, last changed first; `next` continues.
pub async fn list(Signed { visit, viewer }: Signed, Query(query): Query<ListQuery>) -> Result {
    let parsed =
        |text: Option<String>, key| text.map(|t| t.parse().map_err(|()| Fault::bad_request(key))).transpose();
    let state = match query.state.as_deref() {
        None => None,
        Some(code) => Some(cases::State::parse(code).ok_or_else(|| Fault::bad_request("error-malformed"))?),
    };
    let filter = cases::Filter { state, as_partner: false, after: parsed(query.after, "error-malformed")? };
    let (asker, is_first) = (viewer.clone(), filter.after.is_none() && filter.state.is_none());
    let page = visit.app.db.read(move |tx| cases::list(tx, &asker, &filter)).await?;
    // Without an own conversation there is nothing for those who don't manage requests.
    if page.lines.is_empty() && is_first {
        viewer.manages()?;
    }
    let lines: Vec<RequestLine> = page.lines.iter().map(RequestLine::from).collect();
    Ok(Json(json!({ "requests": lines, "next": page.next.map(|p| p.to_string()) })).into_response())
}

#[derive(Serialize)]
struct RequestLine<'a> {
    number: i64,
    subject: &'a str,
    state: &'static str,
    severity: &'a str,
    category: &'a str,
    service: Option<&'a str>,
    opened_at: Timestamp,
    updated_at: Timestamp,
    first_response_due_at: Option<Timestamp>,
}

impl<'a> From<&'a cases::Line> for RequestLine<'a> {
    fn from(line: &'a cases::Line) -> RequestLine<'a> {
        RequestLine {
            number: line.number,
            subject: &line.subject,
            state: line.state.code(),
            severity: &line.severity,
            category: &line.category,
            service: line.service.as_deref(),
            opened_at: line.opened_at,
            updated_at: line.updated_at,
            first_response_due_at: line.due_at,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewRequest {
    description: String,
    #[serde(default)]
    subject: String,
    category: String,
    topic: Option<String>,
    service: Option<String>,
    /// Left out: as the answers to the impact questions propose.
    #[serde(default)]
    severity: String,
    #[serde(default)]
    impact: std::collections::BTreeMap<String, String>,
    /// Needed at severities that ask for it.
    #[serde(default)]
    impact_statement: String,
    /// Needed when the organization has several.
    subscription: Option<String>,
    contact: Contact,
    /// For a contact by phone; left out: in turn.
    callback: Option<Callback>,
    /// The number of a known issue that it is about: each of its updates answers the request.
    issue: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Callback {
    at: Timestamp,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Contact {
    method: String,
    #[serde(default)]
    phone: String,
    email: String,
    /// Somebody to be reached at any hour; needed at severities that ask for it.
    round_the_clock: Option<cases::Reachable>,
}

/// `POST /api/v1/requests`: opens one. With `Idempotency-Key` sending it again opens no other.
pub async fn open(Signed { visit, viewer }: Signed, headers: HeaderMap, body: Bytes) -> Result {
    let new: NewRequest = json_body(&headers, &body)?;
    let subscription = match &new.subscription {
        Some(id) => {
            Some(id.parse().map_err(|_| Fault::told(tell("error-subscription").about("subscription")))?)
        }
        None => None,
    };
    let once = headers.get("idempotency-key").map(|key| {
        let digest = Sha256::digest(key.as_bytes());
        let mut id = [0; 16];
        id.copy_from_slice(&digest[..16]);
        Id(id)
    });
    let new = cases::NewCase {
        once,
        subscription,
        category: new.category,
        topic: new.topic,
        service: new.service,
        severity: new.severity,
        answers: new.impact.into_iter().collect(),
        impact_statement: new.impact_statement,
        round_the_clock: new.contact.round_the_clock.unwrap_or_default(),
        subject: new.subject,
        description: new.description,
        language: viewer.lang.code().into(),
        contact_method: new.contact.method,
        contact_phone: new.contact.phone,
        contact_email: new.contact.email,
        callback_at: new.callback.map(|callback| callback.at),
        issue: new.issue,
        ..cases::NewCase::default()
    };
    let policies = visit.policies.clone();
    let opener = viewer.clone();
    let write = move |tx: &mut Tx| {
        let number = cases::open(tx, &policies, &viewer, &new)?;
        let (case, reader) = (cases::find(tx, &viewer, number)?, Reader::of(tx, &policies, &viewer)?);
        let linked = reports::of_case(tx, &reader, case.id)?;
        let text = format!("{}\n{}", case.subject, new.description);
        let known = reports::matching(tx, &reader, case.service.as_deref(), &text, viewer.lang.code())?;
        Ok::<_, centre::Error>((number, linked, known))
    };
    let (number, linked, known) = visit.app.db.write(write).await.map_err(callbacks::conflict)?;
    waits::announce(&visit, &opener, number).await;
    let place = format!("{}/api/v1/requests/{number}", visit.app.config.base_url);
    let issues = |issues: &[Issue]| issues.iter().map(|issue| issue_line(&visit, issue)).collect::<Vec<_>>();
    let answer = json!({ "number": number, "issues": issues(&linked), "known_issues": issues(&known) });
    Ok((StatusCode::CREATED, [(header::LOCATION, place)], Json(answer)).into_response())
}

/// An issue in short, in the reader's language.
fn issue_line(visit: &Visit, issue: &Issue) -> serde_json::Value {
    let page = visit.page("");
    json!({
        "number": issue.number,
        "title": issue.title.text(page.lang),
        "class": issue.class.code(),
        "status": issue.status.code(),
        "next_update_at": issue.next_update_at.filter(|_| issue.is_open()),
        "url": format!("{}{}/issues/{}", visit.app.config.base_url, page.health_href, issue.number),
    })
}

/// `GET /api/v1/requests/{number}`: the request with its history.
pub async fn show(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    let number: i64 = number.parse().map_err(|_| Fault::NotFound)?;
    let policies = visit.policies.clone();
    let found = visit.app.db.read(move |tx| {
        let case = cases::find(tx, &viewer, number)?;
        let timeline = cases::timeline(tx, &viewer, &case)?;
        let reader = Reader::of(tx, &policies, &viewer)?;
        Ok::<_, centre::Error>((reports::of_case(tx, &reader, case.id)?, case, timeline))
    });
    let (issues, case, timeline) = found.await?;
    let history: Vec<_> = timeline
        .iter()
        .map(|entry| {
            let files: Vec<_> = entry
                .attachments
                .iter()
                .map(|a| json!({ "id": a.id.to_string(), "name": a.name, "size": a.size }))
                .collect();
            json!({
                "at": entry.at,
                "by": entry.author.as_ref().map(|a| &a.name),
                "event": entry.event,
                "attachments": files,
            })
        })
        .collect();
    Ok(Json(json!({
        "number": case.number,
        "subject": case.subject,
        "state": case.standing.state.code(),
        "severity": case.standing.severity,
        "category": case.category,
        "topic": case.topic,
        "service": case.service,
        "opened_at": case.standing.opened_at,
        "updated_at": case.standing.updated_at,
        "first_response_due_at": case.due_at,
        "first_responded_at": case.standing.responded_at,
        "issues": issues.iter().map(|issue| issue_line(&visit, issue)).collect::<Vec<_>>(),
        "history": history,
    }))
    .into_response())
}

/// `GET /api/v1/requests/{number}/clocks`: what is promised for the request, and the stretches of time that counted
/// for it and those that didn't.
pub async fn clocks(Signed { visit, viewer }: Signed, Path(number): Path<String>) -> Result {
    viewer.customer()?;
    let (case, explained) = why::explained(&visit, viewer, &number).await?;
    let clocks: Vec<_> =
        explained.iter().map(|explained| clock(&visit, &case, explained)).collect::<Result<_>>()?;
    Ok(Json(json!({ "number": case.number, "severity": case.standing.severity, "clocks": clocks }))
        .into_response())
}

fn clock(visit: &Visit, case: &cases::Case, explained: &Explained) -> Result<serde_json::Value> {
    let (told, policy) = (&explained.told, visit.policy()?);
    let (target, calendar) =
        policy.counted(explained.kind, &told.severity, &case.category).ok_or(Fault::NotFound)?;
    let stretches: Vec<_> = told
        .parts
        .iter()
        .map(|part| {
            let severity = match &part.what {
                What::OtherSeverity(severity) => Some(severity),
                _ => None,
            };
            json!({
                "from": part.from,
                "to": part.to,
                "what": part.what.code(),
                "severity": severity,
                "counted_seconds": part.counted,
                "total_seconds": part.total,
            })
        })
        .collect();
    Ok(json!({
        "clock": explained.kind.code(),
        "status": told.reading.status,
        "severity": told.severity,
        "target": { "value": target.value, "unit": target.unit },
        "calendar": {
            "name": calendar.key,
            "time_zone": calendar.zone.name(),
            "business_day_seconds": calendar.hours().business_days(1).ok(),
        },
        "started_at": told.since,
        "stopped_at": told.stopped,
        "due_at": told.reading.deadline,
        "breached": told.reading.breached,
        "allowed_seconds": told.budget,
        "used_seconds": told.used,
        "left_seconds": told.budget - told.used,
        "stretches": stretches,
    }))
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NewReply {
    text: String,
}

/// `POST /api/v1/requests/{number}/replies`
pub async fn reply(
    Signed { visit, viewer }: Signed,
    Path(number): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result {
    let number: i64 = number.parse().map_err(|_| Fault::NotFound)?;
    let new: NewReply = json_body(&headers, &body)?;
    let act = cases::Act::Reply { text: new.text, then: cases::Then::Nothing };
    let policies = visit.policies.clone();
    visit.app.db.write(move |tx| cases::act(tx, &policies, &viewer, number, &act, &[])).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

/// A body that says it is JSON and is what was expected. Asking for the type keeps out forms of other
/// sites, which can't send it.
pub(crate) fn json_body<T: DeserializeOwned>(headers: &HeaderMap, body: &Bytes) -> Result<T> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("application/json") {
        return Err(Fault::Told(StatusCode::UNSUPPORTED_MEDIA_TYPE, tell("error-media-type")));
    }
    serde_json::from_slice(body)
        .map_err(|why| Fault::Told(StatusCode::BAD_REQUEST, tell("error-json").with("why", why)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::on_every_engine;

    fn request() -> serde_json::Value {
        json!({
            "description": "Nobody can send mail since nine.",
            "category": "technical",
            "service": "mail",
            "subscription": null,
            "contact": { "method": "email", "email": "nagy.gabor@tisza-kert.example" },
        })
    }

    #[tokio::test]
    async fn a_request_can_be_opened_read_and_answered() {
        on_every_engine(async |centre| {
            let mut gabor = centre.signed_in("nagy.gabor@tisza-kert.example").await;
            let refused = gabor.post_json("/api/v1/requests", &request()).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(refused.json()["field"], "subscription");

            let viewer_subscription = subscription_of(&centre, "tisza-standard").await;
            let mut body = request();
            body["subscription"] = viewer_subscription.into();
            let opened = gabor.post_json("/api/v1/requests", &body).await;
            assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
            let path = format!("/api/v1/requests/{}", opened.json()["number"]);

            let reply = json!({ "text": "It is only outgoing mail." });
            assert_eq!(
                gabor.post_json(&format!("{path}/replies"), &reply).await.status,
                StatusCode::NO_CONTENT
            );
            let shown = gabor.get(&path).await.json();
            assert_eq!(shown["state"], "open");
            assert_eq!(shown["history"][1]["event"]["text"], "It is only outgoing mail.");
            assert!(shown["first_response_due_at"].is_string());

            let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
            assert_eq!(anna.get(&path).await.status, StatusCode::NOT_FOUND);
            let foreign = anna.post_json(&format!("{path}/replies"), &reply).await;
            assert_eq!(foreign.status, StatusCode::NOT_FOUND);
        })
        .await;
    }

    #[tokio::test]
    async fn nobody_opens_a_request_on_somebody_elses_subscription() {
        on_every_engine(async |centre| {
            let mut gabor = centre.signed_in("nagy.gabor@tisza-kert.example").await;
            let mut body = request();
            body["subscription"] = subscription_of(&centre, "nordwind-premium").await.into();
            let refused = gabor.post_json("/api/v1/requests", &body).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        })
        .await;
    }

    #[tokio::test]
    async fn malformed_bodies_are_refused_with_what_is_wrong() {
        on_every_engine(async |centre| {
            let mut gabor = centre.signed_in("nagy.gabor@tisza-kert.example").await;
            let mut send = async |kind: &str, body: &[u8]| {
                let body = axum::body::Body::from(body.to_vec());
                gabor.send(axum::http::Method::POST, "/api/v1/requests", Some(kind), body).await
            };
            assert_eq!(send("text/plain", b"{}").await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
            assert_eq!(send("application/json", b"{").await.status, StatusCode::BAD_REQUEST);
            assert_eq!(send("application/json", b"{\"a\":\"\xff\"}").await.status, StatusCode::BAD_REQUEST);
            let unknown = send("application/json", br#"{"description":"x","colour":"red"}"#).await;
            assert!(unknown.json()["detail"].as_str().is_some_and(|d| d.contains("colour")));
            assert_eq!(unknown.headers[header::CONTENT_TYPE], "application/problem+json");
        })
        .await;
    }

    #[tokio::test]
    async fn the_list_begins_with_what_the_organization_may_see() {
        on_every_engine(async |centre| {
            assert_eq!(centre.visitor().get("/api/v1/requests").await.status, StatusCode::UNAUTHORIZED);
            let mut lena = centre.signed_in("lena.hartmann@nordwind.example").await;
            assert_eq!(lena.get("/api/v1/requests").await.status, StatusCode::NOT_FOUND);
            let mut anna = centre.signed_in("anna.petersen@nordwind.example").await;
            let list = anna.get("/api/v1/requests").await.json();
            assert!(list["requests"].as_array().is_some_and(|l| !l.is_empty()));
            assert_eq!(anna.get("/api/v1/requests?after=x").await.status, StatusCode::BAD_REQUEST);
        })
        .await;
    }

    async fn subscription_of(centre: &crate::testing::Centre, key: &str) -> String {
        let key = key.to_owned();
        let found = centre.app.db.read(move |tx| {
            let row = tx.query_one("SELECT id FROM subscriptions WHERE key = $1", &[&key])?;
            Ok::<_, centre::Error>(row.get::<Id>(0)?.to_string())
        });
        found.await.expect("a subscription of the demo")
    }
}
