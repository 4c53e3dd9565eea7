//! Requests that a known issue explains, as their customer sees them.

use axum::http::StatusCode;
use centre::health::{self, Class, NewPost, Status, Texts};
use db::Tx;

use crate::{
    help::tests::{ANNA, MARCUS, send, sent},
    testing::{Browser, Centre, on_every_engine},
};

/// A request of Marcus that belongs to an issue; its address, and the issue's number.
async fn linked(centre: &Centre, marcus: &mut Browser) -> (String, String) {
    centre.resolve_issues().await;
    let number =
        centre.publish_issue("sites", Class::Advisory, "Calendars of meeting rooms stay empty.").await;
    let form = marcus.get("/help/contact?q=Room+calendars+stay+empty").await;
    (sent(&send(marcus, &form, &[("issue", &number)]).await), number)
}

async fn post(centre: &Centre, number: &str, status: Status, text: &str) {
    let (policies, number) = (centre.app.policies.get(), number.to_owned());
    let new = NewPost::new(status, Texts::new("en", text));
    let post = move |tx: &mut Tx| {
        let policy = policies.cloud("worldwide").expect("a policy");
        health::add_post(tx, policy, tx.now(), &number, &new)?;
        // What the worker does.
        while health::reports::is_due(tx)? {
            health::reports::answer(tx, &policies)?;
        }
        Ok::<_, centre::Error>(())
    };
    centre.app.db.write(post).await.expect("a post");
}

#[tokio::test]
async fn each_post_of_the_issue_appears_in_the_request_and_its_end_asks_whether_it_works() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let (place, number) = linked(&centre, &mut marcus).await;
        post(&centre, &number, Status::RestoringService, "The rooms come back one by one.").await;
        let page = marcus.get(&place).await.words();
        assert!(page.contains("The rooms come back one by one."), "{page}");
        assert!(!page.contains("Does it work again?"));
        post(&centre, &number, Status::ServiceRestored, "All rooms are back.").await;
        let page = marcus.get(&place).await.words();
        assert!(page.contains("Does it work again?") && page.contains("All rooms are back."), "{page}");
        let closed = marcus.post(&format!("{place}/close"), &[]).await;
        assert_eq!(closed.status, StatusCode::SEE_OTHER, "{}", closed.words());
        let page = marcus.get(&place).await.words();
        assert!(page.contains("Closed by") && !page.contains("Does it work again?"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn whoever_says_that_it_goes_on_keeps_the_request_and_the_issue_explains_it_no_more() {
    on_every_engine(async |centre| {
        let mut marcus = centre.signed_in(MARCUS).await;
        let (place, number) = linked(&centre, &mut marcus).await;
        post(&centre, &number, Status::ServiceRestored, "All rooms are back.").await;
        let goes_on = format!("{place}/goes-on");
        let empty = marcus.post(&goes_on, &[("text", " ")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(empty.text().contains("href=\"#goes-on\""), "{}", empty.text());
        let mut anna = centre.signed_in(ANNA).await;
        assert_eq!(anna.post(&goes_on, &[("text", "No")]).await.status, StatusCode::NOT_FOUND);
        let said = marcus.post(&goes_on, &[("text", "The Oslo rooms stay empty")]).await;
        assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.words());
        let page = marcus.get(&place).await.words();
        assert!(page.contains("The Oslo rooms stay empty") && page.contains("With support"), "{page}");
        assert!(!page.contains("Does it work again?") && !page.contains("Known issue"), "{page}");
    })
    .await;
}
