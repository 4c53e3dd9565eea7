use axum::http::StatusCode;
use centre::{
    health::{self, Class, NewIssue, NewPost, Status, Texts},
    people,
};
use db::Tx;

use super::tests::{ANNA, MARCUS, form_of, send, sent};
use crate::testing::{Centre, on_every_engine};

const TROUBLE: &str = "Calendars of meeting rooms stay empty.";

/// An incident of the sites that nothing else in the demo is like.
async fn trouble(centre: &Centre) -> String {
    centre.resolve_issues().await;
    centre.publish_issue("sites", Class::Advisory, TROUBLE).await
}

#[tokio::test]
async fn a_known_issue_is_shown_before_the_request_is_sent_and_never_keeps_it_from_being_sent() {
    on_every_engine(async |centre| {
        let number = trouble(&centre).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        assert!(!form.words().contains("Is it this known issue?"));
        let asked = [("description", "The calendars of our rooms are empty"), ("service", "sites")];
        let held = send(&mut marcus, &form, &asked).await;
        assert_eq!(held.status, StatusCode::OK, "{}", held.words());
        for words in
            ["Not sent yet", "Is it this known issue?", "Trouble", "Investigating", "Next update by", &number]
        {
            assert!(held.words().contains(words), "{words}: {}", held.words());
        }
        // Pressing the button again is enough.
        let place = sent(&send(&mut marcus, &held, &[]).await);
        let request = marcus.get(&place).await.words();
        assert!(!request.contains("Known issue"), "{request}");
    })
    .await;
}

#[tokio::test]
async fn a_request_is_linked_to_the_issue_that_its_sender_chose() {
    on_every_engine(async |centre| {
        let number = trouble(&centre).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        // Asked of self-help before: the issue is there at once.
        let form = marcus.get("/help/contact?q=Room+calendars+stay+empty").await;
        assert!(form.words().contains("Is it this known issue?"), "{}", form.words());
        let place = sent(&send(&mut marcus, &form, &[("issue", &number)]).await);
        let request = marcus.get(&place).await;
        assert!(request.words().contains("Known issue") && request.words().contains(&number));
        assert!(request.text().contains(&format!("href=\"/health/issues/{number}\"")));
    })
    .await;
}

#[tokio::test]
async fn following_the_issue_sends_no_request() {
    on_every_engine(async |centre| {
        let number = trouble(&centre).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact?q=Room+calendars+stay+empty").await;
        let before = marcus.get("/api/v1/requests").await.json();
        let followed = send(&mut marcus, &form, &[("follow", &number)]).await;
        assert_eq!(followed.location(), format!("/health/issues/{number}"));
        assert!(marcus.get(followed.location()).await.words().contains("You are told of this issue"));
        assert_eq!(marcus.get("/api/v1/requests").await.json(), before);
        assert_eq!(send(&mut marcus, &form, &[("follow", "EX000000")]).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_issue_of_another_organization_is_never_suggested_nor_linked() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        let policies = centre.app.policies.get();
        let publish = move |tx: &mut Tx| {
            let policy = policies.cloud("worldwide").expect("a policy");
            let anna = people::person_by_email(tx, ANNA)?.expect("Anna");
            let row = tx.query_one("SELECT organization FROM people WHERE id = $1", &[&anna.id])?;
            let words = || Texts::new("en", TROUBLE);
            let new = NewIssue {
                reach: vec![row.get(0)?],
                ..NewIssue::new(Class::Incident, "sites", words(), words(), tx.now())
            };
            health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, words()))
        };
        let number = centre.app.db.write(publish).await.expect("an issue");
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact?q=Calendars+of+meeting+rooms+stay+empty").await;
        assert!(!form.text().contains(&number));
        let place = sent(&send(&mut marcus, &form, &[("service", "sites"), ("issue", &number)]).await);
        assert!(!marcus.get(&place).await.text().contains(&number));
        let answer = marcus.post_json("/api/v1/requests", &request(&form, &number)).await;
        assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
        assert!(!answer.text().contains(&number));
        let followed = send(&mut marcus, &form, &[("follow", &number)]).await;
        assert_eq!(followed.status, StatusCode::NOT_FOUND);
        // Those whom it concerns hear of it.
        let mut anna = centre.signed_in(ANNA).await;
        let form = anna.get("/help/contact").await;
        let asked = send(&mut anna, &form, &[("service", "sites"), ("step", "check")]).await;
        assert!(asked.text().contains(&number), "{}", asked.words());
    })
    .await;
}

fn request(form: &crate::testing::Answer, issue: &str) -> serde_json::Value {
    let fields = form_of(form).with(&[]);
    let subscription = fields.iter().find(|(name, _)| name == "subscription").map(|(_, value)| value);
    serde_json::json!({
        "description": "The calendars of our meeting rooms are empty.",
        "category": "technical",
        "service": "sites",
        "subscription": subscription,
        "issue": issue,
        "contact": { "method": "email", "email": MARCUS },
    })
}

#[tokio::test]
async fn a_program_that_opens_a_request_hears_of_known_issues_and_can_link_it() {
    on_every_engine(async |centre| {
        let number = trouble(&centre).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/help/contact").await;
        let unlinked = marcus.post_json("/api/v1/requests", &request(&form, "")).await.json();
        assert_eq!(unlinked["issues"], serde_json::json!([]), "{unlinked}");
        assert_eq!(unlinked["known_issues"][0]["number"], number.as_str());
        assert_eq!(unlinked["known_issues"][0]["status"], "investigating");
        assert!(unlinked["known_issues"][0]["next_update_at"].is_string());
        let linked = marcus.post_json("/api/v1/requests", &request(&form, &number)).await.json();
        assert_eq!(linked["issues"][0]["number"], number.as_str());
        let shown = marcus.get(&format!("/api/v1/requests/{}", linked["number"])).await.json();
        assert_eq!(shown["issues"][0]["number"], number.as_str(), "{shown}");
    })
    .await;
}
