use std::collections::BTreeSet;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use centre::{
    health::{
        self, Category, Class, Key, NewIssue, NewMessage, NewPost, ReviewKind, Severity, Status, Texts,
    },
    people,
};
use db::{Id, Tx};
use jiff::SignedDuration;
use odata::Options;
use serde_json::{Value, json};

use super::list::{self, Batch, Source};
use crate::testing::{Answer, Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const NAGY: &str = "nagy.gabor@tisza-kert.example";
const ROOT: &str = "/v1.0/admin/serviceAnnouncement";

/// A program with a token that somebody made for it.
struct Program {
    browser: Browser,
    headers: Vec<(&'static str, &'static str)>,
}

impl Program {
    async fn of(centre: &Centre, email: &str, for_whom: &str, scopes: &[&str]) -> Program {
        let mut maker = centre.signed_in(email).await;
        let mut fields = vec![("name", "Dashboard"), ("for", for_whom), ("days", "30")];
        fields.extend(scopes.iter().map(|scope| ("scopes", *scope)));
        let page = maker.post("/account/tokens", &fields).await.text();
        let token = page.split(r#"id="token">"#).nth(1).and_then(|rest| rest.split('<').next());
        let line = format!("Bearer {}", token.unwrap_or_else(|| panic!("{page}")));
        Program { browser: centre.visitor(), headers: vec![("authorization", line.leak())] }
    }

    async fn all(centre: &Centre, email: &str) -> Program {
        let scopes = ["ServiceHealth.Read.All", "ServiceMessage.Read.All", "ServiceMessageViewpoint.Write"];
        Program::of(centre, email, "me", &scopes).await
    }

    fn saying(&self, name: &'static str, value: &'static str) -> Program {
        let headers = self.headers.iter().copied().chain([(name, value)]).collect();
        Program { browser: self.browser.clone(), headers }
    }

    fn speaking(&self, language: &'static str) -> Program {
        Program { browser: self.browser.clone().speaking(language), headers: self.headers.clone() }
    }

    async fn send(&self, method: Method, path: &str, body: &str) -> Answer {
        let headers: &'static [(&'static str, &'static str)] = self.headers.clone().leak();
        let kind = (!body.is_empty()).then_some("application/json");
        let path = if path.starts_with("/v1.0") { path.to_owned() } else { format!("{ROOT}{path}") };
        self.browser.clone().saying(headers).send(method, &path, kind, Body::from(body.to_owned())).await
    }

    async fn ask(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    async fn json(&self, path: &str) -> Value {
        let answer = self.ask(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
        answer.json()
    }

    /// What a filter and other options leave, by its IDs.
    async fn ids(&self, place: &str, options: &[(&str, &str)]) -> Vec<String> {
        let json = self.json(&query(place, options)).await;
        json["value"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect()
    }

    /// All IDs, page by page, and how many pages those were.
    async fn pages(&self, first: &str) -> (Vec<String>, usize) {
        let (mut ids, mut next, mut pages) = (Vec::new(), first.to_owned(), 0);
        loop {
            let page = self.json(&next).await;
            ids.extend(
                page["value"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()),
            );
            pages += 1;
            match page["@odata.nextLink"].as_str() {
                Some(link) => next = link.strip_prefix("http://servus.test").unwrap().to_owned(),
                None => return (ids, pages),
            }
        }
    }
}

fn query(place: &str, options: &[(&str, &str)]) -> String {
    format!("{place}?{}", serde_urlencoded::to_string(options).unwrap())
}

/// Publishes so many issues of a service, one an hour, the last an hour ago.
async fn publish(
    centre: &Centre,
    service: &'static str,
    count: i64,
    reach: Option<&'static str>,
) -> Vec<String> {
    let policies = centre.app.policies.get();
    let write = move |tx: &mut Tx| {
        let policy = policies.cloud("worldwide").unwrap();
        let reach = match reach {
            Some(email) => {
                let person = people::person_by_email(tx, email)?.unwrap();
                let row = "SELECT organization FROM people WHERE id = $1";
                vec![tx.query_one(row, &[&person.id])?.get(0)?]
            }
            None => vec![],
        };
        (0..count)
            .map(|i| {
                let at = tx.now() - SignedDuration::from_hours(count - i);
                let class = if i % 3 == 0 { Class::Incident } else { Class::Advisory };
                let title = Texts::new("en", format!("Trouble {i}")).with("de", &format!("Störung {i}"));
                let impact = Texts::new("en", "Some <b>users</b> & guests\n\nare affected.");
                let issue = NewIssue {
                    reach: reach.clone(),
                    ..NewIssue::new(class, service, title, impact.clone(), at)
                };
                let number =
                    health::publish(tx, policy, at, &issue, &NewPost::new(Status::Investigating, impact))?;
                if i % 2 == 0 {
                    let over = NewPost::new(Status::ServiceRestored, Texts::new("en", "All is well again."));
                    health::add_post(tx, policy, at + SignedDuration::from_mins(i), &number, &over)?;
                }
                Ok::<_, centre::Error>(number)
            })
            .collect::<Result<Vec<_>, _>>()
    };
    centre.app.db.write(write).await.unwrap()
}

async fn publish_message(centre: &Centre, title: &'static str, services: &'static [&'static str]) -> String {
    let policies = centre.app.policies.get();
    let write = move |tx: &mut Tx| {
        let policy = policies.cloud("worldwide").unwrap();
        let message = NewMessage {
            category: Category::PlanForChange,
            severity: Severity::High,
            major: true,
            maintenance: false,
            tags: vec!["Data privacy".into()],
            services: services.iter().map(|service| (*service).to_owned()).collect(),
            title: Texts::new("en", title),
            body: Texts::new("en", "A change is coming."),
            act_by: Some(tx.now() + SignedDuration::from_hours(240)),
            starts_at: None,
            ends_at: None,
            short_notice: None,
        };
        health::publish_message(tx, policy, tx.now(), &message)
    };
    centre.app.db.write(write).await.unwrap()
}

/// Puts a file beside a message, in two pieces.
async fn put_file(centre: &Centre, number: &str, name: &'static str, halves: [&'static [u8]; 2]) {
    let number = number.to_owned();
    let write = move |tx: &mut Tx| {
        let id = tx.new_id();
        let (now, size) = (tx.now(), (halves[0].len() + halves[1].len()) as i64);
        let anna = people::person_by_email(tx, ANNA)?.unwrap().id;
        let message: Id =
            tx.query_one("SELECT id FROM health_messages WHERE number = $1", &[&number])?.get(0)?;
        tx.execute(
            "INSERT INTO attachments (id, uploaded_by, name, media_type, size, created_at, health)
             VALUES ($1, $2, $3, 'text/csv', $4, $5, $6)",
            &[&id, &anna, &name, &size, &now, &message],
        )?;
        for (position, half) in halves.iter().enumerate() {
            let chunk = "INSERT INTO attachment_chunks (attachment, position, data) VALUES ($1, $2, $3)";
            tx.execute(chunk, &[&id, &(position as i64), &half.to_vec()])?;
        }
        Ok::<_, centre::Error>(())
    };
    centre.app.db.write(write).await.unwrap();
}

#[tokio::test]
async fn services_and_issues_are_told_in_the_names_and_types_of_graph() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        let numbers = publish(&centre, "mail", 3, None).await;
        let program = Program::all(&centre, ANNA).await;
        let all = program.json("/healthOverviews").await;
        assert_eq!(
            all["@odata.context"],
            "http://servus.test/v1.0/$metadata#admin/serviceAnnouncement/healthOverviews"
        );
        let of = |id: &str| all["value"].as_array().unwrap().iter().find(|one| one["id"] == id).cloned();
        assert_eq!(of("mail"), Some(json!({ "id": "mail", "service": "Mail", "status": "investigating" })));
        assert_eq!(of("sites").unwrap()["status"], "serviceOperational");

        let issue = program.json(&format!("/issues/{}", numbers[0])).await;
        let told = json!({
            "@odata.context": "http://servus.test/v1.0/$metadata#admin/serviceAnnouncement/issues/$entity",
            "startDateTime": "2026-11-18T08:00:00Z",
            "endDateTime": "2026-11-18T08:00:00Z",
            "lastModifiedDateTime": "2026-11-18T08:00:00Z",
            "title": "Trouble 0",
            "id": numbers[0],
            "impactDescription": "Some <b>users</b> & guests\n\nare affected.",
            "classification": "incident",
            "origin": "microsoft",
            "status": "serviceRestored",
            "service": "Mail",
            "feature": null,
            "featureGroup": null,
            "isResolved": true,
            "details": [],
        });
        for (name, value) in told.as_object().unwrap() {
            assert_eq!(issue[name], *value, "{name}");
        }
        assert_eq!(issue["posts"].as_array().unwrap().len(), 2);
        assert_eq!(
            issue["posts"][0],
            json!({ "createdDateTime": "2026-11-18T08:00:00Z", "postType": "regular", "description": {
                "contentType": "html", "content": "<p>Some &lt;b&gt;users&lt;/b&gt; &amp; guests</p><p>are affected.</p>"
            } })
        );
        let german = program.speaking("de").json(&format!("/issues('{}')", numbers[0])).await;
        assert_eq!((german["title"].as_str(), german["service"].as_str()), (Some("Störung 0"), Some("Mail")));

        let expanded = program.json("/healthOverviews/mail?$expand=issues($top=2;$select=id)").await;
        assert_eq!(expanded["issues"], json!([{ "id": numbers[2] }, { "id": numbers[1] }]));
        let next = expanded["issues@odata.nextLink"].as_str().unwrap().strip_prefix("http://servus.test").unwrap();
        assert!(next.starts_with(&format!("{ROOT}/healthOverviews/mail/issues?")), "{next}");
        let (rest, _) = program.pages(next).await;
        assert!(rest.contains(&numbers[0]) && !rest.contains(&numbers[1]) && !rest.contains(&numbers[2]));
    })
    .await;
}

#[tokio::test]
async fn filters_orders_and_counts_do_what_they_say() {
    // The demo's own issues of the service are older.
    const OWN: &str = "service eq 'Devices' and startDateTime ge 2026-11-18T00:00:00Z";
    on_every_engine(async |centre| {
        let numbers = publish(&centre, "devices", 6, None).await;
        let program = Program::all(&centre, ANNA).await;
        let ids = async |filter: &str| {
            let of_devices = format!("{OWN} and ({filter})");
            program.ids("/issues", &[("$filter", &of_devices), ("$orderby", "startDateTime")]).await
        };
        let some = |all: &[usize]| all.iter().map(|i| numbers[*i].clone()).collect::<Vec<_>>();
        assert_eq!(ids("true").await, numbers);
        assert_eq!(ids("isResolved eq false").await, some(&[1, 3, 5]));
        assert_eq!(ids("classification eq 'Incident'").await, some(&[0, 3]));
        assert_eq!(ids("status in ('serviceRestored','falsePositive')").await, some(&[0, 2, 4]));
        assert_eq!(ids("startDateTime ge 2026-11-18T07:30:00Z and not isResolved").await, some(&[3, 5]));
        assert_eq!(ids("posts/any(p:contains(p/description/content,'well again'))").await, some(&[0, 2, 4]));
        assert_eq!(ids(&format!("id eq '{}' or title eq 'Trouble 1'", numbers[4])).await, some(&[1, 4]));
        assert_eq!(ids(&format!("id in ('{}','MA000000')", numbers[4])).await, some(&[4]));
        assert_eq!(ids("lastModifiedDateTime ge 2026-11-18T09:00:00Z").await, some(&[4, 5]));

        let by_change = [("$filter", OWN), ("$orderby", "lastModifiedDateTime desc"), ("$top", "3")];
        assert_eq!(program.ids("/issues", &by_change).await, some(&[5, 4, 3]));
        let counted = query("/issues", &[("$filter", OWN), ("$count", "true"), ("$top", "0")]);
        let counted = program.json(&counted).await;
        assert_eq!((counted["@odata.count"].as_i64(), counted["value"].clone()), (Some(6), json!([])));
        assert!(counted.get("@odata.nextLink").is_none());
        let count =
            program.ask(&query("/issues/$count", &[("$filter", &format!("{OWN} and isResolved"))])).await;
        assert_eq!(
            (count.text(), &count.headers[header::CONTENT_TYPE]),
            ("3".into(), &"text/plain; charset=utf-8".parse().unwrap())
        );
        let count = program.ask("/healthOverviews/$count").await.text();
        assert_eq!(count, program.ids("/healthOverviews", &[]).await.len().to_string());
        let chosen = program.json(&query("/issues", &[("$select", "id,isResolved"), ("$top", "1")])).await;
        assert_eq!(chosen["value"][0].as_object().unwrap().len(), 2);
        let overviews = [("$filter", "status ne 'serviceOperational' and startswith(id,'d')")];
        assert_eq!(program.ids("/healthOverviews", &overviews).await, ["devices"]);
    })
    .await;
}

#[tokio::test]
async fn every_page_follows_the_one_before_and_nothing_comes_twice() {
    on_every_engine(async |centre| {
        publish(&centre, "mail", 11, None).await;
        let program = Program::all(&centre, ANNA).await;
        let (all, pages) = program.pages("/issues").await;
        assert_eq!(pages, 1);
        let whole: BTreeSet<_> = all.iter().cloned().collect();
        assert_eq!(whole.len(), all.len());
        for first in [
            "/issues?$top=2",
            "/issues?$top=2&$orderby=startDateTime",
            "/issues?$top=2&$orderby=lastModifiedDateTime%20desc",
            "/issues?$top=2&$count=true",
            "/issues?$top=2&$filter=startDateTime%20gt%202000-01-01",
        ] {
            let (ids, pages) = program.pages(first).await;
            assert_eq!(ids.iter().cloned().collect::<BTreeSet<_>>(), whole, "{first}");
            assert_eq!((ids.len(), pages), (all.len(), all.len().div_ceil(2)), "{first}");
        }
        let (skipped, _) = program.pages("/issues?$top=3&$skip=4").await;
        assert_eq!(skipped, all[4..]);

        let preferred = program.saying("prefer", "return=minimal, odata.maxpagesize=5");
        let page = preferred.ask("/issues").await;
        assert_eq!(page.json()["value"].as_array().unwrap().len(), 5);
        assert_eq!(page.headers["preference-applied"], "odata.maxpagesize=5");
        assert_eq!(page.headers["odata-version"], "4.0");
        let vast = program.saying("prefer", "odata.maxpagesize=100000").ask("/issues").await;
        assert_eq!(vast.headers["preference-applied"], "odata.maxpagesize=1000");
    })
    .await;
}

#[tokio::test]
async fn nobody_reads_what_is_limited_to_others_or_not_in_the_own_plans() {
    on_every_engine(async |centre| {
        let limited = publish(&centre, "mail", 1, Some(ANNA)).await.remove(0);
        let of_devices = publish(&centre, "devices", 1, None).await.remove(0);
        let message = publish_message(&centre, "Devices change", &["devices"]).await;
        let anna = Program::all(&centre, ANNA).await;
        let app =
            Program::of(&centre, ANNA, "app", &["ServiceHealth.Read.All", "ServiceMessage.Read.All"]).await;
        let nagy = Program::all(&centre, NAGY).await;
        for path in [
            format!("/issues/{limited}"),
            format!("/healthOverviews/mail/issues/{limited}"),
            format!("/issues/{of_devices}"),
            "/healthOverviews/devices".into(),
            "/healthOverviews/devices/issues".into(),
            format!("/messages/{message}"),
        ] {
            assert_eq!(anna.ask(&path).await.status, StatusCode::OK, "{path}");
            assert_eq!(app.ask(&path).await.status, StatusCode::OK, "{path}");
            assert_eq!(nagy.ask(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
        let seen = |ids: Vec<String>| [&limited, &of_devices].map(|id| ids.contains(id));
        assert_eq!(seen(anna.ids("/issues", &[]).await), [true, true]);
        assert_eq!(seen(nagy.ids("/issues", &[]).await), [false, false]);
        let by_id = format!("id in ('{limited}','{of_devices}')");
        assert!(nagy.ids("/issues", &[("$filter", &by_id)]).await.is_empty());
        assert!(!nagy.ids("/messages", &[]).await.contains(&message));
        assert!(!nagy.ids("/healthOverviews", &[]).await.contains(&"devices".to_owned()));
    })
    .await;
}

#[tokio::test]
async fn a_person_marks_messages_and_an_app_has_no_viewpoint() {
    on_every_engine(async |centre| {
        let (one, two) =
            (publish_message(&centre, "One", &["mail"]).await, publish_message(&centre, "Two", &[]).await);
        let anna = Program::all(&centre, ANNA).await;
        let message = anna.json(&format!("/messages/{one}")).await;
        assert_eq!(message["category"], "planForChange");
        assert_eq!(message["severity"], "high");
        assert_eq!(message["services"], json!(["Mail"]));
        assert_eq!(message["tags"], json!(["Data privacy"]));
        assert_eq!(message["isMajorChange"], true);
        assert_eq!(message["actionRequiredByDateTime"], "2026-11-28T11:00:00Z");
        assert_eq!(
            message["body"],
            json!({ "contentType": "html", "content": "<p>A change is coming.</p>" })
        );
        let body = json!({ "messageIds": [one, two] }).to_string();
        for (on, off, property) in [
            ("markRead", "markUnread", "isRead"),
            ("archive", "unarchive", "isArchived"),
            ("favorite", "unfavorite", "isFavorited"),
        ] {
            let filter = format!("viewPoint/{property} eq true");
            for (action, count) in [(on, 2), (off, 0)] {
                let done = anna.send(Method::POST, &format!("/messages/{action}"), &body).await;
                assert_eq!(done.json()["value"], true, "{action}: {}", done.text());
                assert_eq!(anna.ids("/messages", &[("$filter", &filter)]).await.len(), count, "{action}");
            }
        }
        let unknown = json!({ "messageIds": [one, "MC000000"] }).to_string();
        assert_eq!(anna.send(Method::POST, "/messages/markRead", &unknown).await.json()["value"], false);
        assert_eq!(anna.json(&format!("/messages/{one}")).await["viewPoint"]["isRead"], false);
        for malformed in ["", "{}", "{\"messageIds\":[]}", "{\"messageIds\":[1]}"] {
            let answer = anna.send(Method::POST, "/messages/markRead", malformed).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{malformed}");
        }

        let app = Program::of(&centre, ANNA, "app", &["ServiceMessage.Read.All"]).await;
        assert_eq!(app.json(&format!("/messages/{one}")).await["viewPoint"], Value::Null);
        assert_eq!(app.send(Method::POST, "/messages/markRead", &body).await.status, StatusCode::FORBIDDEN);
        let any_of_mail = [("$filter", "services/any(s:s eq 'Mail') and title eq 'One'")];
        assert_eq!(app.ids("/messages", &any_of_mail).await, [one]);
    })
    .await;
}

#[tokio::test]
async fn files_of_messages_come_as_they_are_and_all_in_one() {
    on_every_engine(async |centre| {
        let number = publish_message(&centre, "With files", &[]).await;
        put_file(&centre, &number, "users.csv", [b"name\n", b"anna\n"]).await;
        centre.clock.advance(SignedDuration::from_secs(1));
        put_file(&centre, &number, "users.csv", [b"name\n", b"bence\n"]).await;
        let program = Program::of(&centre, ANNA, "app", &["ServiceMessage.Read.All"]).await;
        let message = program.json(&format!("/messages/{number}?$expand=attachments($select=name)")).await;
        assert_eq!(message["hasAttachments"], true);
        assert_eq!(message["attachments"], json!([{ "name": "users.csv" }, { "name": "users.csv" }]));
        let files = program.json(&format!("/messages/{number}/attachments")).await["value"].clone();
        assert_eq!(
            (files[0]["size"].as_i64(), files[0]["contentType"].as_str()),
            (Some(10), Some("text/csv"))
        );
        let id = files[0]["id"].as_str().unwrap();
        let content = program.ask(&format!("/messages/{number}/attachments/{id}/content")).await;
        assert_eq!(content.text(), "name\nanna\n");
        assert_eq!(content.headers[header::CONTENT_TYPE], "application/octet-stream");
        assert!(content.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment;"));
        let archive = program.ask(&format!("/messages/{number}/attachmentsArchive")).await;
        assert_eq!(archive.headers[header::CONTENT_TYPE], "application/zip");
        let zip = archive.text();
        for part in ["users.csv", "users (2).csv", "name\nanna\n", "name\nbence\n", "PK\u{5}\u{6}"] {
            assert!(zip.contains(part), "{part}");
        }
        let other = publish_message(&centre, "Without files", &[]).await;
        for path in [
            format!("/messages/{other}/attachments/{id}"),
            format!("/messages/{other}/attachments/{id}/content"),
            format!("/messages/{other}/attachmentsArchive"),
            format!("/messages/{number}/attachments/nothing"),
        ] {
            assert_eq!(program.ask(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_review_is_had_once_it_is_published() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "mail", 1, None).await.remove(0);
        let program = Program::of(&centre, ANNA, "app", &["ServiceHealth.Read.All"]).await;
        let path = format!("/issues/{number}/incidentReport");
        assert_eq!(program.ask(&path).await.status, StatusCode::NOT_FOUND);
        let review = move |tx: &mut Tx| {
            let text = serde_json::to_string(&Texts::new("en", "A cable was cut."))
                .map_err(centre::Error::broken)?;
            let (kind, now) = (ReviewKind::Preliminary, tx.now());
            tx.execute(
                "INSERT INTO health_reviews (issue, kind, due_at, stage, text, published_at)
                 SELECT id, $2, $3, 'published', $4, $3 FROM health_issues WHERE number = $1
                 ON CONFLICT (issue, kind) DO UPDATE SET stage = 'published', text = $4, published_at = $3",
                &[&number, &kind, &now, &text],
            )?;
            Ok::<_, centre::Error>(())
        };
        centre.app.db.write(review).await.unwrap();
        for spelling in ["", "()"] {
            let report = program.ask(&format!("{path}{spelling}")).await;
            assert_eq!((report.status, report.text()), (StatusCode::OK, "A cable was cut.".into()));
        }
    })
    .await;
}

#[tokio::test]
async fn refusals_have_the_shape_of_graph() {
    on_every_engine(async |centre| {
        let program = Program::all(&centre, ANNA).await.saying("client-request-id", "f00d");
        let wrong = [
            ("/issues?$filter=colour eq 'red'", "colour"),
            ("/issues?$filter=id eq", "position 6"),
            ("/issues?$search=mail", "$search"),
            ("/issues?$orderby=posts", "posts has no order"),
            ("/issues?$expand=posts", "can't be expanded"),
            ("/issues?$skiptoken=k1.2", "$skiptoken"),
            ("/issues?$skiptoken=n5", "$skiptoken"),
            ("/issues/$count?$top=1", "only $filter"),
            ("/issues/EX1?$filter=isResolved", "only $select"),
            ("/healthOverviews?$expand=issues($count=true)", "$count"),
        ];
        for (path, says) in wrong {
            let answer = program.ask(&path.replace(' ', "%20")).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{path}: {}", answer.text());
            let error = answer.json()["error"].clone();
            assert_eq!(error["code"], "BadRequest");
            assert!(error["message"].as_str().unwrap().contains(says), "{path}: {error}");
            assert_eq!(error["innerError"]["client-request-id"], "f00d");
            assert!(error["innerError"]["request-id"].is_string() && error["innerError"]["date"].is_string());
        }
        for path in ["/issues/EX000000", "/nothing", "/healthOverviews/nothing", "/v1.0/users"] {
            let answer = program.ask(path).await;
            assert_eq!(
                (answer.status, answer.json()["error"]["code"].as_str()),
                (StatusCode::NOT_FOUND, Some("ResourceNotFound"))
            );
        }
        for (path, allowed) in
            [("/issues", "GET, HEAD"), ("/messages/MC1", "GET, HEAD"), ("/messages/markRead", "POST")]
        {
            for method in [Method::GET, Method::POST, Method::PATCH, Method::PUT, Method::DELETE] {
                if allowed.contains(method.as_str()) {
                    continue;
                }
                let answer = program.send(method.clone(), path, "{}").await;
                assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{method} {path}");
                assert_eq!(answer.headers[header::ALLOW], allowed);
                assert!(answer.json()["error"]["message"].is_string());
            }
        }
        let health = Program::of(&centre, ANNA, "me", &["ServiceHealth.Read.All"]).await;
        assert_eq!(health.ask("/messages").await.status, StatusCode::FORBIDDEN);
        let stranger = centre.visitor().get(&format!("{ROOT}/issues")).await;
        assert_eq!(stranger.json()["error"]["code"], "InvalidAuthenticationToken");
        assert!(stranger.headers.contains_key(header::WWW_AUTHENTICATE));
    })
    .await;
}

/// Entities without end, of which one in `every` is kept.
struct Endless {
    every: usize,
    looked_at: usize,
}

static NUMBER: odata::Entity =
    odata::Entity { name: "number", properties: &[odata::Property::asked("is", odata::Kind::Bool)] };

impl Source for Endless {
    fn entity(&self) -> &'static odata::Entity {
        &NUMBER
    }

    fn next(&mut self, _: &mut Tx, after: Option<Key>, limit: usize) -> centre::Result<Batch> {
        let begin = after.map_or(0, |key| -key.at.as_microsecond());
        self.looked_at += limit;
        let entry = |i: i64| {
            let at = jiff::Timestamp::from_microsecond(-i).unwrap();
            (
                Key { at, id: Id([0; 16]) },
                Some(json!({ "is": (i as usize).is_multiple_of(self.every), "i": i })),
            )
        };
        Ok((begin + 1..=begin + limit as i64).map(entry).collect())
    }
}

#[tokio::test]
async fn a_page_costs_the_same_however_much_there_is() {
    on_every_engine(async |centre| {
        let read = move |tx: &mut Tx| {
            let mut page = |every, query: &str| {
                let mut source = Endless { every, looked_at: 0 };
                let page = list::page(tx, &mut source, &Options::read(query).unwrap(), 10);
                (page, source.looked_at)
            };
            let (first, looked_at) = page(3, "$filter=is");
            let first = first.ok().unwrap();
            assert_eq!((first.items.len(), looked_at), (10, 100));
            assert_eq!((first.items[0]["i"].clone(), first.items[9]["i"].clone()), (json!(3), json!(30)));
            let next = format!("$filter=is&$skiptoken={}", first.next.unwrap());
            assert_eq!(page(3, &next).0.ok().unwrap().items[0]["i"], 33);

            // A filter that keeps little makes a short page, and leads on.
            let (short, looked_at) = page(400, "$filter=is");
            let short = short.ok().unwrap();
            assert_eq!((short.items.len(), looked_at), (2, 1000));
            let (none, looked_at) = page(1_000_000, "$filter=is");
            assert_eq!((none.ok().unwrap().next.is_some(), looked_at), (true, 5000));
            // So does a long way to skip, which goes on where it was.
            let (skipped, _) = page(1, "$filter=is&$skip=7000");
            let next = format!("$filter=is&$skiptoken={}", skipped.ok().unwrap().next.unwrap());
            assert_eq!(page(1, &next).0.ok().unwrap().items[0]["i"], 7001);

            // What would have to be sorted or counted whole is refused.
            for query in ["$orderby=is", "$count=true"] {
                let (refused, looked_at) = page(3, query);
                assert!(matches!(refused, Err(list::Refusal::TooMany)), "{query}");
                assert_eq!(looked_at, list::MOST + 1);
            }
            Ok::<_, centre::Error>(())
        };
        centre.app.db.read(read).await.unwrap();
    })
    .await;
}
