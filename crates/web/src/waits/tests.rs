use axum::http::StatusCode;
use centre::{expect, people};
use db::Tx;
use serde_json::json;

use crate::testing::{Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";

async fn opened(centre: &Centre, anna: &mut Browser, method: &str) -> i64 {
    let subscription = |tx: &mut Tx| {
        let row = tx.query_one("SELECT id FROM subscriptions WHERE key = 'nordwind-premium'", &[])?;
        Ok::<_, centre::Error>(row.get::<db::Id>(0)?)
    };
    let subscription = centre.app.db.read(subscription).await.unwrap();
    let request = json!({
        "description": "Mail does not arrive at two mailboxes.",
        "category": "technical",
        "severity": "C",
        "subscription": subscription.to_string(),
        "contact": { "method": method, "phone": "+494066969122", "email": ANNA },
    });
    let answer = anna.post_json("/api/v1/requests", &request).await;
    if answer.status == StatusCode::CREATED {
        return answer.json()["number"].as_i64().unwrap();
    }
    panic!("{}", answer.text())
}

#[tokio::test]
async fn everybody_can_ask_how_long_it_will_take_and_why() {
    on_every_engine(async |centre| {
        let answer = centre.visitor().get("/api/v1/waits?category=technical&language=de&severity=B").await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        let waits = answer.json();
        let methods = waits["methods"].as_array().unwrap();
        assert_eq!(
            methods.iter().map(|m| m["method"].as_str().unwrap()).collect::<Vec<_>>(),
            ["phone", "email"]
        );
        for method in methods {
            let of = |name: &str| method["expected"]["seconds"][name].as_i64().unwrap();
            assert!(of("p10") <= of("p50") && of("p50") <= of("p90"), "{method}");
            assert_eq!(method["language"], "de");
            assert!(
                !method["why"].as_array().unwrap().is_empty() && method["text"].as_str().unwrap().len() > 10
            );
        }
        for wrong in ["category=magic", "severity=Z", "language=klingon"] {
            let refused = centre.visitor().get(&format!("/api/v1/waits?{wrong}")).await;
            assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{wrong}");
        }
    })
    .await;
}

#[tokio::test]
async fn the_wait_is_on_the_pages_before_a_request() {
    on_every_engine(async |centre| {
        for (language, title) in [("en", "Expected wait"), ("de", "Voraussichtliche Wartezeit")] {
            for path in ["worldwide/get-support", "china/get-support"] {
                let words =
                    centre.visitor().speaking(language).get(&format!("/{language}/{path}")).await.words();
                assert!(words.contains(title), "{path}: {words}");
            }
        }
        let mut anna = centre.signed_in(ANNA).await;
        assert!(anna.get("/en/worldwide/").await.words().contains("Expected wait"));
        assert!(!centre.visitor().get("/en/worldwide/").await.words().contains("Expected wait"));
        assert!(anna.get("/help").await.words().contains("Voraussichtliche Wartezeit"));
    })
    .await;
}

/// What was announced for a request.
async fn announced(centre: &Centre, number: i64) -> Option<expect::Settled> {
    let policies = centre.app.policies.get();
    let read = move |tx: &mut Tx| {
        let person = people::person_by_email(tx, "grace.okafor@contoso.example")?.unwrap();
        let secret = people::sign_in(tx, person.id, "test")?;
        let (grace, _) = people::viewer(tx, &policies, &secret)?.unwrap();
        let case = centre::cases::find(tx, &grace, number)?;
        expect::announced(tx, &case)
    };
    centre.app.db.write(read).await.unwrap()
}

#[tokio::test]
async fn a_request_keeps_what_was_announced_and_shows_what_is_left() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        for (method, says) in [("email", "Erste Antwort:"), ("phone", "Anruf:")] {
            let number = opened(&centre, &mut anna, method).await;
            let kept = announced(&centre, number).await.unwrap();
            assert_eq!((kept.method.as_str(), kept.severity.as_str(), kept.wait), (method, "C", None));
            let words = anna.get(&format!("/requests/{number}")).await.words();
            assert!(words.contains("Voraussichtliche Wartezeit") && words.contains(says), "{words}");
            assert!(words.contains("Warum?"), "{words}");
            // Once it is answered there is nothing to wait for.
            let mut grace = centre.signed_in("grace.okafor@contoso.example").await;
            let reply = [("seen", "99"), ("text", "Good day"), ("kind", "reply")];
            let answer = grace.post(&format!("/desk/cases/{number}/write"), &reply).await;
            assert!(answer.status.is_redirection() || answer.status.is_success(), "{}", answer.text());
            assert_eq!(announced(&centre, number).await.unwrap().answered(), Some(0));
            let words = anna.get(&format!("/requests/{number}")).await.words();
            assert!(!words.contains("Voraussichtliche Wartezeit"), "{words}");
        }
    })
    .await;
}

#[tokio::test]
async fn managers_compare_what_was_announced_with_what_came() {
    on_every_engine(async |centre| {
        let policies = centre.app.policies.get();
        let play = move |tx: &mut Tx| centre::demo::play_waits(tx, &policies, &centre::demo::directory()?);
        centre.app.db.write(play).await.unwrap();
        let mut grace = centre.signed_in("grace.okafor@contoso.example").await;
        let page = grace.get("/desk/waits?method=phone&weeks=26").await;
        assert_eq!(page.status, StatusCode::OK);
        let words = page.words();
        for says in ["Within the range", "Announced and real waits", "Where the waits came", "By week"] {
            assert!(words.contains(says), "{says}: {words}");
        }
        let text = page.text();
        let why = text.split("href=\"/desk/waits/").nth(1).unwrap().split('"').next().unwrap();
        let one = grace.get(&format!("/desk/waits/{why}")).await.words();
        assert!(one.contains("before you") || one.contains("before yours"), "{one}");
        // Only what is asked for, and nothing of another operator.
        let german = grace.get("/desk/waits.csv?method=email&language=de&weeks=26").await.text();
        assert!(german.lines().count() > 15);
        assert!(
            german.lines().skip(1).all(|line| line.contains(",email,") && line.contains(",de,")),
            "{german}"
        );
        let mut katrin = centre.signed_in("katrin.hoffmann@contoso-de.example").await;
        assert_eq!(katrin.get(&format!("/desk/waits/{why}")).await.status, StatusCode::NOT_FOUND);
        assert!(
            katrin.get("/desk/waits.csv").await.text().lines().skip(1).all(|l| l.starts_with("germany,"))
        );
        // Nonsense in the address is as if it weren't there.
        for odd in ["?weeks=-3&method=%00&after=x", "?severity=%27%3B--&language=%F0%9F%A6%84"] {
            assert_eq!(grace.get(&format!("/desk/waits{odd}")).await.status, StatusCode::OK, "{odd}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_hundred_who_ask_at_once_are_told_the_same() {
    on_every_engine(async |centre| {
        let mut asked = tokio::task::JoinSet::new();
        for _ in 0..100 {
            let mut visitor = centre.visitor();
            asked.spawn(async move { visitor.get("/api/v1/waits?language=de&severity=C").await.text() });
        }
        let mut told = std::collections::BTreeSet::new();
        while let Some(text) = asked.join_next().await {
            told.insert(text.unwrap());
        }
        assert_eq!(told.len(), 1, "{told:?}");
    })
    .await;
}

#[tokio::test]
async fn a_week_of_duty_is_tried_on_what_came() {
    on_every_engine(async |centre| {
        let policies = centre.app.policies.get();
        let play = move |tx: &mut Tx| centre::demo::play_waits(tx, &policies, &centre::demo::directory()?);
        centre.app.db.write(play).await.unwrap();
        let mut grace = centre.signed_in("grace.okafor@contoso.example").await;
        let tried = |many: u32| {
            let line = |place: usize, speaks: &str| {
                format!("&n{place}={many}&speaks{place}={speaks}&days{place}=week&from{place}=7&to{place}=19")
            };
            let (all, nordic) = (line(0, "en%2Bde"), line(1, "hu%2Bnb%2Bnl"));
            format!("/desk/staffing?method=phone&weeks=4&percent=200{all}{nordic}")
        };
        let few = grace.get(&tried(1)).await;
        assert_eq!(few.status, StatusCode::OK);
        let words = few.words();
        for says in ["Compared", "Promises kept", "Erlang", "Mean wait", "German"] {
            assert!(words.contains(says), "{says}: {words}");
        }
        assert_ne!(words, grace.get(&tried(9)).await.words());
        // Nobody there: it is said how it would be.
        assert_eq!(grace.get(&tried(0)).await.status, StatusCode::OK);
        for odd in [
            "n0=-1",
            "n0=99999999999",
            "n0=2&from0=9&to0=9",
            "n0=2&to0=25",
            "percent=1e9",
            "percent=0",
            "n0=x",
        ] {
            let refused = grace.get(&format!("/desk/staffing?{odd}")).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{odd}");
            assert!(refused.words().contains("Please give whole numbers"), "{odd}");
        }
        let odd = grace.get("/desk/staffing?weeks=x&method=y&n0=1&speaks0=%F0%9F%A6%84&days0=z").await;
        assert_eq!(odd.status, StatusCode::OK);
    })
    .await;
}
