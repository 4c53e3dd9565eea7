use axum::{
    body::Body,
    http::{Method, StatusCode},
};
use centre::phone::calls;
use db::{Id, Tx};

use crate::testing::{Answer, Browser, Centre, on_every_engine};

const SAMIRA: &str = "samira.haddad@contoso.example";
const GRACE: &str = "grace.okafor@contoso.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const OFFICE: &str = "+494066969120";
const ANNAS: &str = "+494066969122";

/// A telephone system that pushes.
struct Telephone {
    browser: Browser,
    address: String,
}

impl Telephone {
    async fn of(centre: &Centre) -> Telephone {
        let begin = |tx: &mut Tx| {
            let then = tx.now() - jiff::SignedDuration::from_hours(1000);
            tx.execute("UPDATE registered_contacts SET registered_at = $1", &[&then])?;
            calls::add_system(tx, "worldwide", "PBX", "DE", None)
        };
        let token = centre.app.db.write(begin).await.expect("a token");
        // A telephone system sends nothing that a browser does.
        Telephone { browser: centre.visitor().saying(&[]), address: format!("/api/v1/cti/{token}") }
    }

    async fn push(&mut self, fields: &[(&str, &str)]) -> Answer {
        self.browser.post(&self.address.clone(), fields).await
    }

    async fn ring(&mut self, call: &str, from: &str) {
        let fields = [("event", "newCall"), ("callId", call), ("from", from), ("to", "+498001860900")];
        let rest = [("direction", "in"), ("user[]", "Samira Haddad")];
        let answer = self.push(&[&fields[..], &rest[..]].concat()).await;
        assert_eq!((answer.status, answer.text().as_str()), (StatusCode::OK, "{}"));
    }

    async fn answer(&mut self, call: &str) {
        assert_eq!(
            self.push(&[("event", "answer"), ("callId", call), ("user", SAMIRA)]).await.status,
            StatusCode::OK
        );
    }

    async fn hang_up(&mut self, call: &str) {
        let fields = [("event", "hangup"), ("callId", call), ("cause", "normalClearing")];
        assert_eq!(self.push(&fields).await.status, StatusCode::OK);
    }
}

async fn path(centre: &Centre, external: &str) -> String {
    let external = external.to_owned();
    let find = move |tx: &mut Tx| {
        let id: Id = tx.query_one("SELECT id FROM calls WHERE external = $1", &[&external])?.get(0)?;
        Ok::<_, centre::Error>(format!("/desk/calls/{id}"))
    };
    centre.app.db.read(find).await.expect("a call")
}

/// A request of Nordwind with an attachment, and its number.
async fn request(centre: &Centre) -> String {
    let mut anna = centre.signed_in(ANNA).await;
    let subscription = move |tx: &mut Tx| {
        let row = tx.query_one(
            "SELECT s.id FROM subscriptions s JOIN organizations o ON o.id = s.organization
             WHERE o.support_id = 'CT-4831' AND s.bought = 'direct' LIMIT 1",
            &[],
        )?;
        Ok::<_, centre::Error>(row.get::<Id>(0)?.to_string())
    };
    let subscription = centre.app.db.read(subscription).await.expect("a subscription");
    let fields = [
        ("kind", "technical"),
        ("subscription", subscription.as_str()),
        ("description", "Bernsteinzimmer is dark"),
        ("contact_method", "email"),
        ("contact_email", ANNA),
    ];
    let file = [("files", "lamp.txt", "text/plain", b"Bernsteinzimmer".as_slice())];
    let sent = anna.post_files("/help/contact", &fields, &file).await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
    centre.index().await;
    sent.location().rsplit('/').next().expect("a number").to_owned()
}

#[tokio::test]
async fn a_telephone_system_gets_a_json_object_whatever_it_says() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let address = phone.address.clone();
        let json = serde_json::json!({
            "event": "newCall", "callId": 7, "from": "anonymous", "to": "498001860900", "direction": "in",
            "user": ["Samira Haddad", "Nobody"], "queue": null, "extra": { "deep": [1, 2] },
        });
        for kind in ["application/json", "text/plain", "application/x-www-form-urlencoded"] {
            let answer =
                phone.browser.send(Method::POST, &address, Some(kind), json.to_string().into()).await;
            assert_eq!((answer.status, answer.json()), (StatusCode::OK, serde_json::json!({})), "{kind}");
        }
        assert!(path(&centre, "7").await.starts_with("/desk/calls/"));
        let nonsense: [&[u8]; 7] =
            [b"", b"event=newCall", b"callid=1", b"{", b"[1]", b"\xff\xfe", b"event=&callid="];
        for body in nonsense {
            let answer = phone.browser.send(Method::POST, &address, None, Body::from(body.to_vec())).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{body:?}");
            assert!(answer.json()["error"].is_string());
            let wrong = format!("{address}x");
            let answer = phone.browser.send(Method::POST, &wrong, None, Body::from(body.to_vec())).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "without a token nobody learns what is wrong");
            assert!(answer.json()["error"].is_string());
        }
        let large = Body::from(vec![b'x'; 40 << 10]);
        let answer = phone.browser.send(Method::POST, &address, None, large).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert!(answer.json()["error"].is_string());
    })
    .await;
}

#[tokio::test]
async fn whoever_guesses_tokens_is_soon_no_longer_heard() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let fields = [("event", "newCall"), ("callid", "1")];
        let mut last = StatusCode::OK;
        for n in 0..101 {
            last = phone.browser.post(&format!("/api/v1/cti/{n}"), &fields).await.status;
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    })
    .await;
}

#[tokio::test]
async fn a_ringing_call_stands_on_every_page_of_its_agent_until_it_is_over() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let number = request(&centre).await;
        let (mut samira, mut grace) = (centre.signed_in(SAMIRA).await, centre.signed_in(GRACE).await);
        assert!(samira.get("/desk/record").await.text().contains("id=\"call-alerts\""));
        phone.ring("1", OFFICE).await;
        let alert = samira.get("/desk/calls/alerts").await.words();
        assert!(
            alert.contains("Incoming call: +49 40 66969120 · Nordwind Logistik GmbH Caller verified"),
            "{alert}"
        );
        assert!(alert.contains(&number), "{alert}");
        assert!(grace.get("/desk/calls/alerts").await.words().is_empty());
        let call = path(&centre, "1").await;
        assert!(samira.get(&format!("/desk/calls/alerts?at={call}")).await.words().is_empty());
        phone.answer("1").await;
        assert!(samira.get("/desk/calls/alerts").await.words().contains("You are on the phone"));
        phone.hang_up("1").await;
        assert!(samira.get("/desk/calls/alerts").await.words().is_empty());

        phone.ring("2", ANNAS).await;
        let alert = samira.get("/desk/calls/alerts").await.words();
        assert!(alert.contains("Caller not verified") && !alert.contains(&number), "{alert}");
    })
    .await;
}

/// Every route by which an agent gets to see what is an organization's.
#[tokio::test]
async fn everything_of_an_unproven_callers_organization_is_locked_for_the_agent_on_the_line() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let number = request(&centre).await;
        let (mut samira, mut grace) = (centre.signed_in(SAMIRA).await, centre.signed_in(GRACE).await);
        let case = samira.get(&format!("/desk/cases/{number}")).await.text();
        let link = |prefix: &str| {
            let at = case.find(prefix).unwrap_or_else(|| panic!("{prefix}"));
            case[at..].split('"').next().expect("an address").to_owned()
        };
        let (attachment, organization) = (link("/requests/"), link("/desk/organizations/"));
        let closed = [
            format!("/desk/cases/{number}"),
            format!("/desk/cases/{number}/live"),
            format!("/desk/cases/{number}/history"),
            format!("/desk/cases/{number}/why"),
            format!("/desk/record/cases?organization={}", organization.rsplit('/').next().unwrap()),
            attachment,
            organization,
        ];
        let posts = [
            "presence", "write", "assign", "severity", "lower", "wait", "resolve", "close", "reopen",
            "called",
        ];
        let lists = [
            "/desk".to_owned(),
            "/desk/queue?tab=all".to_owned(),
            "/desk?q=Bernsteinzimmer".to_owned(),
            "/desk/notices".to_owned(),
            "/desk/record/cases".to_owned(),
            "/desk/record.csv?rows=cases&figure=all".to_owned(),
            "/desk/phone".to_owned(),
            "/desk/calls/alerts".to_owned(),
        ];
        phone.ring("1", ANNAS).await;
        let call = path(&centre, "1").await;
        for address in &closed {
            let status = samira.open(Method::GET, address, None, Body::empty()).await.status();
            assert_eq!(status, StatusCode::OK, "{address} before the call is answered");
        }
        phone.answer("1").await;
        for address in &closed {
            let answer = samira.get(address).await;
            assert_eq!(answer.status, StatusCode::LOCKED, "{address}");
            assert!(answer.text().contains(&call), "{address} says where to go on");
            assert!(
                !answer.text().contains("Bernsteinzimmer") && !answer.text().contains("Petersen"),
                "{address}"
            );
        }
        for what in posts {
            let fields = [
                ("text", "Words"),
                ("to", "me"),
                ("severity", "C"),
                ("reason", "Words"),
                ("state", "reading"),
            ];
            let answer = samira.post(&format!("/desk/cases/{number}/{what}"), &fields).await;
            assert_eq!(answer.status, StatusCode::LOCKED, "{what}");
        }
        for address in &lists {
            let answer = samira.get(address).await;
            assert_eq!(answer.status, StatusCode::OK, "{address}");
            // What was looked for stands in the field.
            let text =
                answer.text().replace("value=\"Bernsteinzimmer\"", "").replace("q=Bernsteinzimmer", "");
            assert!(!text.contains("Bernsteinzimmer"), "{address}");
        }
        let shown = samira.get(&call).await;
        let words = shown.words();
        assert!(words.contains("Nordwind Logistik GmbH") && words.contains("CT-4831"), "{words}");
        assert!(words.contains("Caller not verified"), "{words}");
        assert!(!shown.text().contains("Bernsteinzimmer") && !words.contains(&number), "{words}");
        assert_eq!(samira.get(&format!("{call}/new-request")).await.status, StatusCode::LOCKED);
        for address in &closed {
            let status = grace.open(Method::GET, address, None, Body::empty()).await.status();
            assert_eq!(status, StatusCode::OK, "{address} for somebody who isn't on the line");
        }
        phone.hang_up("1").await;
        for address in &closed {
            let status = samira.open(Method::GET, address, None, Body::empty()).await.status();
            assert_eq!(status, StatusCode::OK, "{address} after the call");
        }
    })
    .await;
}

#[tokio::test]
async fn an_agent_finds_out_for_whom_a_stranger_speaks_and_sees_the_outline() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        phone.ring("1", "+4930901820").await;
        let call = path(&centre, "1").await;
        assert!(samira.get(&call).await.words().contains("For whom does the caller speak?"));
        let taken = samira.post(&format!("{call}/act/take"), &[]).await;
        assert_eq!(taken.location(), call);
        let found = samira.get(&format!("{call}?q=nordwind")).await;
        assert!(found.words().contains("Nordwind Logistik GmbH CT-4831"), "{}", found.words());
        let text = found.text();
        let id = text
            .split("name=\"organization\" value=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned();
        samira.post(&format!("{call}/act/organization"), &[("organization", &id)]).await;
        let chosen = samira.get(&call).await.words();
        assert!(chosen.contains("Caller not verified") && chosen.contains("only the outline"), "{chosen}");
        assert_eq!(samira.get(&format!("/desk/organizations/{id}")).await.status, StatusCode::LOCKED);
        samira.post(&format!("{call}/act/end"), &[]).await;
        assert_eq!(samira.get(&format!("/desk/organizations/{id}")).await.status, StatusCode::OK);
    })
    .await;
}

fn chosen_severity(form: &str) -> &str {
    let select = form.split("name=\"severity\"").nth(1).expect("severities");
    select.split(" selected>").nth(1).expect("a chosen one")
}

#[tokio::test]
async fn a_proven_caller_gets_a_request_and_both_sides_read_of_the_call() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        phone.ring("1", OFFICE).await;
        phone.answer("1").await;
        let call = path(&centre, "1").await;
        let form = samira.get(&format!("{call}/new-request")).await.text();
        let option = |name: &str| {
            let from = form.split("<option value=\"").find(|part| part.contains(&format!(">{name}<")));
            from.unwrap_or_else(|| panic!("{name}")).split('"').next().unwrap().to_owned()
        };
        let person = option("Anna Petersen");
        let subscription = option("Contoso Cloud Business Premium");
        let fields = [
            ("person", person.as_str()),
            ("subscription", &subscription),
            ("category", "technical"),
            ("topic", "mailbox-migration"),
            ("description", ""),
            ("impact-affected", "many"),
            ("impact-service", "impaired"),
            ("impact-business", "moderate"),
            ("contact_method", "phone"),
            ("contact_phone", OFFICE),
        ];
        // As in the customer's own form, answers propose a severity.
        assert!(chosen_severity(&form).starts_with("C"), "{}", chosen_severity(&form));
        let mut looked = fields.to_vec();
        looked.push(("step", "check"));
        let checked = samira.post(&format!("{call}/new-request"), &looked).await;
        assert_eq!(checked.status, StatusCode::OK);
        assert!(chosen_severity(&checked.text()).starts_with("B"), "{}", chosen_severity(&checked.text()));
        let refused = samira.post(&format!("{call}/new-request"), &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = fields
            .map(|(name, value)| (name, if name == "description" { "No mail since noon" } else { value }));
        let opened = samira.post(&format!("{call}/new-request"), &fields).await;
        assert_eq!(opened.location(), call, "{}", opened.words());
        centre.clock.advance(jiff::SignedDuration::from_mins(6));
        phone.hang_up("1").await;
        let mut anna = centre.signed_in(ANNA).await;
        let list = anna.get("/requests").await.text();
        let address = list.split("href=\"").find(|part| part.contains("No mail since noon")).unwrap();
        let address = address.split('"').next().unwrap().to_owned();
        let told = anna.get(&address).await.words();
        assert!(told.contains("Sie haben mit Samira Haddad telefoniert: 6 Min."), "{told}");
        assert!(told.contains("hat die Anfrage am Telefon eröffnet"), "{told}");
        assert!(told.contains("Postfachmigration"), "{told}");
        let number = address.rsplit('/').next().unwrap();
        let told = samira.get(&format!("/desk/cases/{number}")).await.words();
        assert!(told.contains("Anna Petersen called and talked with Samira Haddad: 6 min"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn a_call_without_telephony_is_written_down_on_its_request() {
    on_every_engine(async |centre| {
        let number = request(&centre).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        let page = samira.get(&format!("/desk/cases/{number}")).await.text();
        assert!(page.contains("data-key=\"c\""));
        let called = format!("/desk/cases/{number}/called");
        let refused = samira.post(&called, &[("minutes", "many")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.text().contains("desk-minutes-error"));
        samira.post(&called, &[("minutes", "5"), ("direction", "out")]).await;
        samira.post(&called, &[("minutes", ""), ("direction", "out")]).await;
        let told = samira.get(&format!("/desk/cases/{number}")).await.words();
        assert!(told.contains("Samira Haddad called Anna Petersen: 5 min"), "{told}");
        assert!(told.contains("Samira Haddad called Anna Petersen and reached nobody"), "{told}");
        let calls = samira.get("/desk/phone?of=me").await.words();
        assert!(calls.contains("Nordwind Logistik GmbH"), "{calls}");
    })
    .await;
}

#[tokio::test]
async fn only_managers_connect_telephone_systems_and_the_secret_is_shown_once() {
    on_every_engine(async |centre| {
        let mut grace = centre.signed_in(GRACE).await;
        let added = grace.post("/desk/phone/systems", &[("name", "Berlin"), ("country", "DE")]).await;
        let text = added.text();
        let address =
            text.split("/api/v1/cti/").nth(1).expect("an address").split('<').next().unwrap().to_owned();
        assert!(!grace.get("/desk/phone/systems").await.text().contains(&address));
        let news = [("event", "newCall"), ("callid", "1"), ("user", "42"), ("from", OFFICE)];
        let mut phone = centre.visitor().saying(&[]);
        grace.post("/desk/phone/extensions", &[("extension", "42"), ("agent", SAMIRA)]).await;
        assert_eq!(phone.post(&format!("/api/v1/cti/{address}"), &news).await.status, StatusCode::OK);
        let mut samira = centre.signed_in(SAMIRA).await;
        assert!(!samira.get("/desk/calls/alerts").await.words().is_empty());
        for path in ["/desk/phone/systems", "/desk/phone/extensions"] {
            assert_eq!(
                samira.post(path, &[("name", "x"), ("country", "DE")]).await.status,
                StatusCode::NOT_FOUND
            );
        }
        let listed = grace.get("/desk/phone/systems").await.text();
        let id = listed.split("/desk/phone/systems/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        grace.post(&format!("/desk/phone/systems/{id}/revoke"), &[]).await;
        assert_eq!(phone.post(&format!("/api/v1/cti/{address}"), &news).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn calls_of_another_cloud_do_not_exist() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        phone.ring("1", OFFICE).await;
        let call = path(&centre, "1").await;
        let mut yang = centre.signed_in("liu.yang@contoso-cn.example").await;
        assert_eq!(yang.get(&call).await.status, StatusCode::NOT_FOUND);
        assert_eq!(yang.post(&format!("{call}/act/take"), &[]).await.status, StatusCode::NOT_FOUND);
        assert!(!yang.get("/desk/phone").await.words().contains("Nordwind"));
    })
    .await;
}

#[tokio::test]
async fn while_nobody_knows_who_calls_nothing_opens_and_no_search_tells_of_it() {
    on_every_engine(async |centre| {
        let mut phone = Telephone::of(&centre).await;
        let number = request(&centre).await;
        let mut samira = centre.signed_in(SAMIRA).await;
        let case = format!("/desk/cases/{number}");
        assert_eq!(samira.get(&case).await.status, StatusCode::OK);
        let search = samira.get("/desk?q=Bernsteinzimmer").await;
        assert!(search.words().contains(&number) && !search.words().contains("not among the results"));

        phone.ring("1", "anonymous").await;
        phone.answer("1").await;
        let refused = samira.get(&case).await;
        assert_eq!(refused.status, StatusCode::LOCKED);
        assert!(refused.words().contains("has not proven yet for whom they speak"), "{}", refused.words());
        let search = samira.get("/desk?q=Bernsteinzimmer").await;
        assert!(!search.words().contains(&number), "{}", search.words());
        assert!(search.words().contains("not among the results"));
        let call = path(&centre, "1").await;
        assert!(samira.get(&call).await.words().contains("Nobody knows yet for whom this caller speaks"));
        assert!(samira.get("/desk/calls/alerts").await.words().contains("Caller not verified"));

        // The caller names the request: its organization is chosen, and nothing opens by that.
        let named = samira.post(&format!("{call}/act/request"), &[("number", &number)]).await;
        assert_eq!(named.status, StatusCode::SEE_OTHER, "{}", named.words());
        assert!(samira.get(&call).await.words().contains("Nordwind Logistik GmbH"));
        assert_eq!(samira.get(&case).await.status, StatusCode::LOCKED);
        phone.hang_up("1").await;
        assert_eq!(samira.get(&case).await.status, StatusCode::OK);

        // Somebody who is nobody's: the agent says so.
        phone.ring("2", "anonymous").await;
        phone.answer("2").await;
        assert_eq!(samira.get(&case).await.status, StatusCode::LOCKED);
        let call = path(&centre, "2").await;
        assert_eq!(samira.post(&format!("{call}/act/inside"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(samira.get(&case).await.status, StatusCode::OK);
        assert!(samira.get(&call).await.words().contains("Internal call"));
    })
    .await;
}
