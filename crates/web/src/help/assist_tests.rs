use axum::http::{Method, StatusCode};
use centre::{cases, people};
use db::Tx;

use crate::testing::{Browser, Centre, on_every_engine};

/// An employee who has talked with a specialist, a colleague who hasn't, and their admin.
const SAM: &str = "sam.alvarez@maplestreet.example";
const IVY: &str = "ivy.tran@maplestreet.example";
const NORA: &str = "nora.whitfield@maplestreet.example";
const LENA: &str = "lena.hartmann@nordwind.example";
const MARCUS: &str = "marcus.johnson@bluebird.example";
const ROSA: &str = "rosa.delgado@contoso.example";

const QUESTION: &[(&str, &str)] = &[
    ("text", "How do I print name tags?"),
    ("contact_method", "email"),
    ("contact_email", "somebody@maplestreet.example"),
    ("language", "en"),
];

async fn ask(browser: &mut Browser, matter: &'static str) -> i64 {
    let fields: Vec<(&str, &str)> = QUESTION.iter().copied().chain([("matter", matter)]).collect();
    let asked = browser.post("/help/assist", &fields).await;
    assert_eq!(asked.status, StatusCode::SEE_OTHER, "{}", asked.words());
    asked.location().trim_start_matches("/requests/").parse().unwrap()
}

/// A technical request of the admin, with a word that nobody else may read.
async fn of_the_admin(centre: &Centre) -> i64 {
    let app = centre.app.clone();
    let open = move |tx: &mut Tx| {
        let nora = people::person_by_email(tx, NORA)?.ok_or(centre::Error::NotFound)?;
        let secret = people::sign_in(tx, nora.id, "test")?;
        let policies = app.policies.get();
        let nora = people::viewer(tx, &policies, &secret)?.expect("a session").0;
        let new = cases::NewCase {
            category: "technical".into(),
            description: "Bernsteinzimmer".into(),
            contact_method: "email".into(),
            contact_email: NORA.into(),
            ..cases::NewCase::default()
        };
        cases::open(tx, &policies, &nora, &new)
    };
    centre.app.db.write(open).await.unwrap()
}

#[tokio::test]
async fn an_employee_goes_on_where_the_last_conversation_ended() {
    on_every_engine(async |centre| {
        let mut sam = centre.signed_in(SAM).await;
        let page = sam.get("/help/assist").await.words();
        assert!(page.contains("A shared calendar for the baking shifts"), "{page}");
        assert!(page.contains("You talked with Rosa Delgado"), "{page}");
        let number = ask(&mut sam, "same").await;
        let shown = sam.get(&format!("/requests/{number}")).await.words();
        assert!(shown.contains("baking shifts") && shown.contains("name tags"), "{shown}");
        // It is open again: the next question is a reply.
        assert_eq!(ask(&mut sam, "same").await, number);
        assert!(sam.get("/requests").await.words().contains("baking shifts"));
    })
    .await;
}

#[tokio::test]
async fn another_matter_is_a_conversation_that_the_agent_reads_with_the_one_before() {
    on_every_engine(async |centre| {
        let mut sam = centre.signed_in(SAM).await;
        let number = ask(&mut sam, "new").await;
        let seen = centre.signed_in(ROSA).await.get(&format!("/desk/cases/{number}")).await.words();
        assert!(seen.contains("Earlier conversation"), "{seen}");
        assert!(seen.contains("Sync") && seen.contains("Rosa Delgado knows it"), "{seen}");

        // After weeks the conversation can't be opened again, and a new one begins all the same.
        centre.clock.advance(jiff::SignedDuration::from_hours(24 * 40));
        let again = ask(&mut centre.signed_in(IVY).await, "same").await;
        assert_ne!(again, number);
    })
    .await;
}

#[tokio::test]
async fn a_specialist_who_knows_the_matter_and_works_now_gets_it() {
    on_every_engine(async |centre| {
        let on_duty = |tx: &mut Tx| {
            let rosa = people::person_by_email(tx, ROSA)?.ok_or(centre::Error::NotFound)?;
            let (id, from, to) = (tx.new_id(), tx.now(), tx.now() + jiff::SignedDuration::from_hours(8));
            tx.execute(
                "INSERT INTO shifts (id, cloud, agent, from_at, to_at, origin, changed)
                 VALUES ($1, 'worldwide', $2, $3, $4, 'extra', 1)",
                &[&id, &rosa.id, &from, &to],
            )?;
            Ok::<_, centre::Error>(())
        };
        centre.app.db.write(on_duty).await.unwrap();
        let number = ask(&mut centre.signed_in(SAM).await, "new").await;
        let mut rosa = centre.signed_in(ROSA).await;
        assert!(rosa.get("/desk?tab=mine").await.text().contains(&number.to_string()));
        let told = rosa.get(&format!("/desk/cases/{number}")).await.words();
        assert!(told.contains("Given to Rosa Delgado, who knows the earlier conversation"), "{told}");
    })
    .await;
}

#[tokio::test]
async fn an_employee_sees_the_own_conversations_and_nothing_else_of_the_organization() {
    on_every_engine(async |centre| {
        let admins = of_the_admin(&centre).await;
        let mut sam = centre.signed_in(SAM).await;
        let own = ask(&mut sam, "new").await;
        for (who, number) in [(SAM, admins), (IVY, admins), (IVY, own), (LENA, own), (MARCUS, own)] {
            let mut browser = centre.signed_in(who).await;
            for path in ["", "/why", "/live"] {
                let answer = browser.get(&format!("/requests/{number}{path}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who} {path}");
            }
            for path in ["reply", "close", "reopen"] {
                let answer = browser.post(&format!("/requests/{number}/{path}"), &[("text", "x")]).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who} {path}");
            }
            for path in ["", "/clocks"] {
                let answer = browser.get(&format!("/api/v1/requests/{number}{path}")).await;
                assert_eq!(answer.status, StatusCode::NOT_FOUND, "{who} {path}");
            }
        }
        let list =
            sam.get("/requests?q=Bernsteinzimmer").await.text() + &sam.get("/api/v1/requests").await.text();
        assert!(list.contains(&own.to_string()) && !list.contains(&admins.to_string()), "{list}");
        // Whoever manages the organization's requests sees this one as well.
        let shown = centre.signed_in(NORA).await.get(&format!("/requests/{own}")).await;
        assert_eq!(shown.status, StatusCode::OK);
        // An ordinary request stays the admins'.
        let other = sam.post("/help/contact", &[("kind", "technical"), ("description", "x")]).await;
        assert_ne!(other.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn only_the_entitled_are_offered_it_and_others_are_told_why_not() {
    on_every_engine(async |centre| {
        let pages = ["/help", "/en/worldwide/get-support"];
        for page in pages {
            assert!(
                centre.signed_in(IVY).await.get(page).await.text().contains("href=\"/help/assist\""),
                "{page}"
            );
            for who in [LENA, MARCUS] {
                let text = centre.signed_in(who).await.get(page).await.text();
                assert!(!text.contains("href=\"/help/assist\""), "{who} {page}");
            }
            assert!(!centre.visitor().get(page).await.text().contains("/help/assist"), "{page}");
        }
        let lena = centre.signed_in(LENA).await.speaking("en").get("/help/assist").await.words();
        assert!(lena.contains("Land Ihrer Organisation nicht angeboten"), "{lena}");
        let marcus = centre.signed_in(MARCUS).await.get("/help/assist").await.words();
        assert!(marcus.contains("belongs to active business plans"), "{marcus}");
        for who in [LENA, MARCUS] {
            let refused = centre.signed_in(who).await.post("/help/assist", QUESTION).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let agent = centre.signed_in(ROSA).await.get("/help/assist").await;
        assert_eq!(agent.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn one_licence_more_than_the_policy_allows_is_one_too_many() {
    on_every_engine(async |centre| {
        for (licences, status) in [(5, StatusCode::SEE_OTHER), (6, StatusCode::UNPROCESSABLE_ENTITY)] {
            let set = move |tx: &mut Tx| {
                tx.execute(
                    "UPDATE subscriptions SET licences = $1 WHERE key = 'maple-standard'",
                    &[&licences],
                )
                .map_err(centre::Error::from)
            };
            centre.app.db.write(set).await.unwrap();
            assert_eq!(centre.signed_in(IVY).await.post("/help/assist", QUESTION).await.status, status);
        }
    })
    .await;
}

#[tokio::test]
async fn an_employee_asks_and_reads_over_the_api() {
    on_every_engine(async |centre| {
        let mut ivy = centre.signed_in(IVY).await;
        let contact = serde_json::json!({ "method": "email", "email": IVY });
        let new = serde_json::json!({
            "category": "business-assist", "description": "How do I print name tags?", "contact": contact,
        });
        let opened = ivy.post_json("/api/v1/requests", &new).await;
        assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
        let number = opened.json()["number"].as_i64().unwrap();
        let shown = ivy.get(&format!("/api/v1/requests/{number}")).await.json();
        assert_eq!(shown["category"], "business-assist");
        let reply = serde_json::json!({ "text": "On the label printer." });
        let replied = ivy.post_json(&format!("/api/v1/requests/{number}/replies"), &reply).await;
        assert!(replied.status.is_success(), "{}", replied.text());
        let technical = serde_json::json!({
            "category": "technical", "description": "x", "contact": contact,
        });
        let refused = ivy.post_json("/api/v1/requests", &technical).await;
        assert_eq!(refused.json()["code"], "error-not-admin");
        assert_eq!(
            ivy.send(Method::GET, "/api/v1/requests", None, "".into()).await.json()["requests"][0]["number"],
            number
        );
    })
    .await;
}
