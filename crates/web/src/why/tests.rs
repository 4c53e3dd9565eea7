use axum::http::StatusCode;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::testing::{Browser, Centre, on_every_engine};

const GABOR: &str = "nagy.gabor@tisza-kert.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const GRACE: &str = "grace.okafor@contoso.example";

/// Opens a technical request without answers: of the least severity.
async fn opened(centre: &Centre, browser: &mut Browser) -> u64 {
    let subscription = centre.app.db.read(|tx| {
        let row = tx.query_one("SELECT id FROM subscriptions WHERE key = 'tisza-standard'", &[])?;
        Ok::<_, centre::Error>(row.get::<db::Id>(0)?.to_string())
    });
    let body = serde_json::json!({
        "description": "Mail is late.",
        "category": "technical",
        "subscription": subscription.await.expect("a subscription of the demo"),
        "contact": { "method": "email", "email": GABOR },
    });
    let opened = browser.post_json("/api/v1/requests", &body).await;
    opened.json()["number"].as_u64().expect("a number")
}

async fn first_response(browser: &mut Browser, number: u64) -> Value {
    let clocks = browser.get(&format!("/api/v1/requests/{number}/clocks")).await;
    assert_eq!(clocks.status, StatusCode::OK, "{}", clocks.text());
    clocks.json()["clocks"][0].clone()
}

fn stretches(clock: &Value) -> &[Value] {
    clock["stretches"].as_array().expect("stretches")
}

fn counted(clock: &Value) -> i64 {
    stretches(clock).iter().filter_map(|part| part["counted_seconds"].as_i64()).sum()
}

#[tokio::test]
async fn the_stretches_of_a_clock_add_up_to_its_deadline() {
    on_every_engine(async |centre| {
        let mut gabor = centre.signed_in(GABOR).await;
        let number = opened(&centre, &mut gabor).await;
        let clock = first_response(&mut gabor, number).await;
        assert_eq!((&clock["clock"], &clock["status"]), (&"first_response".into(), &"running".into()));
        assert_eq!(Some(counted(&clock)), clock["allowed_seconds"].as_i64());
        assert_eq!(clock["used_seconds"], 0);
        let last = stretches(&clock).last().expect("a stretch");
        assert_eq!(last["to"], clock["due_at"]);
        let row = gabor.get(&format!("/api/v1/requests/{number}")).await.json();
        assert_eq!(row["first_response_due_at"], clock["due_at"]);
        assert!(stretches(&clock).iter().any(|part| part["what"] == "closed"), "{clock}");

        let page = gabor.get(&format!("/requests/{number}/why")).await;
        let words = page.words();
        for said in ["Határidő: ", "Egy munkanap itt", "Számít", "Zárva", "Munkaidő", "Naptári idő"] {
            assert!(words.contains(said), "{said}: {words}");
        }
        assert!(page.text().contains("role=\"img\""));

        // The goal for the resolution is the operator's own business.
        assert!(!words.contains("Megoldás"), "{words}");
        let mut grace = centre.signed_in(GRACE).await;
        assert!(grace.get(&format!("/desk/cases/{number}/why")).await.words().contains("Resolution"));
    })
    .await;
}

#[tokio::test]
async fn time_that_waits_for_the_customer_is_told_and_not_counted() {
    on_every_engine(async |centre| {
        let mut gabor = centre.signed_in(GABOR).await;
        let number = opened(&centre, &mut gabor).await;
        let before = first_response(&mut gabor, number).await;
        let mut grace = centre.signed_in(GRACE).await;
        centre.clock.advance(SignedDuration::from_hours(1));
        grace.post(&format!("/desk/cases/{number}/wait"), &[("seen", "open")]).await;
        centre.clock.advance(SignedDuration::from_hours(2));
        let paused = first_response(&mut gabor, number).await;
        assert_eq!((&paused["status"], &paused["due_at"]), (&"paused".into(), &Value::Null));
        assert_eq!(paused["used_seconds"], 3600);
        let why = format!("/requests/{number}/why");
        assert!(gabor.get(&why).await.words().contains("Az Ön válaszára vár"));
        let at_desk = grace.get(&format!("/desk/cases/{number}/why")).await;
        assert!(at_desk.words().contains("Waiting for the customer"));

        gabor.post(&format!("/requests/{number}/reply"), &[("text", "Here it is")]).await;
        let resumed = first_response(&mut gabor, number).await;
        assert_eq!(stretches(&resumed)[1]["what"], "waiting_on_customer");
        let at = |clock: &Value| -> Timestamp {
            clock["due_at"].as_str().and_then(|at| at.parse().ok()).expect("a deadline")
        };
        assert_eq!(at(&resumed), at(&before) + SignedDuration::from_hours(2));
        assert_eq!(Some(counted(&resumed)), resumed["allowed_seconds"].as_i64());
    })
    .await;
}

#[tokio::test]
async fn a_raised_severity_says_which_stopwatch_counts() {
    on_every_engine(async |centre| {
        let mut gabor = centre.signed_in(GABOR).await;
        let number = opened(&centre, &mut gabor).await;
        let mut grace = centre.signed_in(GRACE).await;
        centre.clock.advance(SignedDuration::from_hours(1));
        let raise = [("severity", "A"), ("reason", "Everybody"), ("seen", "open")];
        grace.post(&format!("/desk/cases/{number}/severity"), &raise).await;
        let raised = first_response(&mut gabor, number).await;
        assert_eq!(raised["severity"], "A");
        let first = &stretches(&raised)[0];
        assert_eq!((&first["what"], &first["severity"]), (&"other_severity".into(), &"C".into()));
        let words = grace.get(&format!("/desk/cases/{number}/why")).await.words();
        assert!(words.contains("At severity C, which another clock counts"), "{words}");

        // Unanswered for months it is still told in a page.
        centre.clock.advance(SignedDuration::from_hours(24 * 200));
        let mut grace = centre.signed_in(GRACE).await;
        let lower = [("severity", "C"), ("reason", "Calm"), ("seen", "open")];
        grace.post(&format!("/desk/cases/{number}/severity"), &lower).await;
        let words = grace.get(&format!("/desk/cases/{number}/why")).await.words();
        assert!(words.contains("Late by") && words.contains("days …"), "{words}");
    })
    .await;
}

#[tokio::test]
async fn nobody_else_learns_why() {
    on_every_engine(async |centre| {
        let mut gabor = centre.signed_in(GABOR).await;
        let number = opened(&centre, &mut gabor).await;
        let mut anna = centre.signed_in(ANNA).await;
        for path in [
            format!("/requests/{number}/why"),
            format!("/api/v1/requests/{number}/clocks"),
            format!("/desk/cases/{number}/why"),
            "/requests/1/why".into(),
            "/api/v1/requests/x/clocks".into(),
        ] {
            assert_eq!(anna.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    })
    .await;
}
