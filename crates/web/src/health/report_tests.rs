use axum::http::StatusCode;
use centre::health::Class;

use crate::testing::{Answer, Browser, Centre, on_every_engine};

/// An admin and a colleague without a role, an admin of another organization of the cloud, and an agent.
const MARCUS: &str = "marcus.johnson@bluebird.example";
const JAMES: &str = "james.whitfield@bluebird.example";
const ANNA: &str = "anna.petersen@nordwind.example";
const AGENT: &str = "grace.okafor@contoso.example";

async fn report(browser: &mut Browser, fields: &[(&str, &str)]) -> Answer {
    browser.post("/health/report", fields).await
}

async fn reported(browser: &mut Browser) -> String {
    let page = browser.get("/health/reported").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    page.words()
}

#[tokio::test]
async fn everybody_of_a_customer_can_report_and_sees_what_became_of_it() {
    on_every_engine(async |centre| {
        let mut james = centre.signed_in(JAMES).await;
        let form = james.get("/health/report?place=mail").await;
        assert_eq!(form.status, StatusCode::OK, "{}", form.words());
        assert!(form.text().contains("<option value=\"mail\" selected>"), "{}", form.text());
        let sent =
            report(&mut james, &[("place", "mail/attachments"), ("text", "Drafts vanish"), ("extent", "me")])
                .await;
        assert_eq!(
            (sent.status, sent.location()),
            (StatusCode::SEE_OTHER, "/health/reported"),
            "{}",
            sent.words()
        );
        let own = reported(&mut james).await;
        assert!(
            own.contains("Drafts vanish") && own.contains("Received") && own.contains("What you reported"),
            "{own}"
        );
        // An admin sees what the organization reported; another organization sees nothing of it.
        let mut marcus = centre.signed_in(MARCUS).await;
        assert!(reported(&mut marcus).await.contains("Drafts vanish"));
        let mut anna = centre.signed_in(ANNA).await;
        assert!(!reported(&mut anna).await.contains("Drafts vanish"));
        assert!(!anna.get("/health/report").await.words().contains("Drafts vanish"));
        // And what a colleague reported isn't for whoever doesn't read health.
        report(&mut marcus, &[("place", "sites"), ("text", "Pages stay white")]).await;
        assert!(!reported(&mut james).await.contains("Pages stay white"));
    })
    .await;
}

#[tokio::test]
async fn a_colleague_is_told_that_it_was_reported_and_is_counted() {
    on_every_engine(async |centre| {
        let mut james = centre.signed_in(JAMES).await;
        report(&mut james, &[("place", "mail"), ("text", "Nothing arrives")]).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let form = marcus.get("/health/report?place=mail").await.words();
        assert!(form.contains("Already reported by your organization") && form.contains("James"), "{form}");
        assert!(!marcus.get("/health/report?place=sites").await.words().contains("James"));
        report(&mut marcus, &[("place", "mail")]).await;
        assert!(reported(&mut marcus).await.contains("Your organization had reported this already"));
        report(&mut marcus, &[("place", "mail"), ("text", "Only outgoing mail")]).await;
        let own = reported(&mut marcus).await;
        assert!(own.contains("Your report was changed") && own.contains("Only outgoing mail"), "{own}");
    })
    .await;
}

#[tokio::test]
async fn a_report_that_cannot_be_taken_comes_back_with_what_to_do() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let wrong = [
            vec![("place", ""), ("text", "It is slow")],
            vec![("place", "nothing"), ("text", "It is slow")],
            vec![("place", "mail/nothing"), ("text", "It is slow")],
            vec![("place", "mail"), ("text", "It is slow"), ("since", "2099-01-01T10:00")],
            vec![("place", "mail"), ("text", "It is slow"), ("since", "yesterday")],
        ];
        for fields in wrong {
            let back = report(&mut marcus, &fields).await;
            assert_eq!(back.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
            assert!(back.text().contains("It is slow") && back.text().contains("aria-invalid"), "{fields:?}");
        }
        let long = "x".repeat(1_001);
        assert_eq!(
            report(&mut marcus, &[("place", "mail"), ("text", &long)]).await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );
        assert!(!reported(&mut marcus).await.contains("It is slow"));
    })
    .await;
}

#[tokio::test]
async fn one_press_on_an_issue_counts_the_organization() {
    on_every_engine(async |centre| {
        let number = centre.publish_issue("sites", Class::Incident, "Pages stay white.").await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let place = format!("/health/issues/{number}");
        assert!(marcus.get(&place).await.words().contains("This affects us too"));
        let sent = report(&mut marcus, &[("issue", &number), ("from_issue", "yes")]).await;
        assert_eq!(sent.location(), place, "{}", sent.words());
        let page = marcus.get(&place).await.words();
        assert!(
            page.contains("Your organization has told us") && !page.contains("This affects us too"),
            "{page}"
        );
        assert!(reported(&mut marcus).await.contains("Part of an issue"));
        // Whoever reads only what everybody sees says it on the form.
        let public = format!("/en/worldwide/health/issues/{number}");
        let link = format!("/health/report?issue={number}");
        let mut james = centre.signed_in(JAMES).await;
        assert!(james.get(&public).await.text().contains(&link));
        let form = james.get(&link).await;
        assert!(form.words().contains("affects your organization too"), "{}", form.words());
        assert!(form.text().contains("<option value=\"sites\" selected>"));
        let mut anna = centre.signed_in(ANNA).await;
        assert!(anna.get(&place).await.words().contains("Das betrifft uns auch"));
    })
    .await;
}

#[tokio::test]
async fn reporting_is_for_customers_who_are_signed_in() {
    on_every_engine(async |centre: Centre| {
        let answer = centre.visitor().get("/health/report?place=mail").await;
        assert!(answer.location().starts_with("/sign-in?to=%2Fhealth%2Freport"), "{}", answer.location());
        let mut grace = centre.signed_in(AGENT).await;
        assert_eq!(grace.get("/health/report").await.location(), "/desk/health");
        assert_eq!(report(&mut grace, &[("place", "mail")]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(grace.get("/health/reported").await.status, StatusCode::NOT_FOUND);
        let unknown = centre.signed_in(MARCUS).await.get("/health/report?issue=EX000000").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
    })
    .await;
}
