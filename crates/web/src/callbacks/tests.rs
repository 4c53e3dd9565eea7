use axum::{body::Body, http::Method, http::StatusCode};
use db::Tx;
use serde_json::json;

use crate::testing::{Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const JONAS: &str = "jonas.weber@contoso.example";
/// Thursday, half past ten in Berlin.
const SLOT: &str = "2026-11-19T09:30:00Z";

/// Jonas works on Thursday from nine to five in Berlin.
async fn shift(centre: &Centre) {
    let work = |tx: &mut Tx| {
        let jonas = centre::people::person_by_email(tx, JONAS)?.expect("an agent").id;
        let (id, at) = (tx.new_id(), |text: &str| text.parse::<jiff::Timestamp>().expect("an instant"));
        tx.execute(
            "INSERT INTO shifts (id, cloud, agent, from_at, to_at, origin, changed)
             VALUES ($1, 'worldwide', $2, $3, $4, 'extra', 0)",
            &[&id, &jonas, &at("2026-11-19T08:00:00Z"), &at("2026-11-19T16:00:00Z")],
        )?;
        Ok::<_, centre::Error>(())
    };
    centre.app.db.write(work).await.expect("a shift");
}

async fn tick(centre: &Centre) {
    let app = centre.app.clone();
    let tick = move |tx: &mut Tx| centre::callbacks::tick(tx, &app.policies.get(), "http://servus.test");
    while centre.app.db.write(tick.clone()).await.expect("a tick") > 0 {}
}

async fn fields(centre: &Centre) -> Vec<(&'static str, String)> {
    let read = |tx: &mut Tx| {
        let row = tx.query_one("SELECT id FROM subscriptions WHERE key = 'nordwind-premium'", &[])?;
        Ok::<_, centre::Error>(row.get::<db::Id>(0)?.to_string())
    };
    let subscription = centre.app.db.read(read).await.expect("a subscription");
    vec![
        ("description", "Die Anmeldung geht nicht".into()),
        ("kind", "technical".into()),
        ("subscription", subscription),
        ("language", "de".into()),
        ("severity", "C".into()),
        ("contact_method", "phone".into()),
        ("contact_phone", "040 66969120".into()),
        ("contact_email", ANNA.into()),
    ]
}

async fn send(browser: &mut Browser, fields: &[(&'static str, String)], at: &str) -> crate::testing::Answer {
    let mut pairs: Vec<(&str, &str)> = fields.iter().map(|(k, v)| (*k, v.as_str())).collect();
    pairs.push(("callback_at", at));
    browser.post("/help/contact", &pairs).await
}

#[tokio::test]
async fn a_customer_books_a_time_moves_it_and_cancels_it() {
    on_every_engine(async |centre| {
        shift(&centre).await;
        let mut anna = centre.signed_in(ANNA).await;
        let form = fields(&centre).await;
        let mut check: Vec<(&str, &str)> = form.iter().map(|(k, v)| (*k, v.as_str())).collect();
        check.extend([("step", "zone"), ("callback_zone", "America/New_York")]);
        let shown = anna.post("/help/contact", &check).await;
        assert!(shown.text().contains(&format!("value=\"{SLOT}\"")), "{}", shown.text());
        assert!(shown.words().contains("04:30"), "{}", shown.words());

        let sent = send(&mut anna, &form, SLOT).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let request = sent.location().to_owned();
        let page = anna.get(&request).await;
        assert!(page.words().contains("Wir rufen Sie an: Do., 19. Nov., 10:30"), "{}", page.words());
        let ics = anna.get(&format!("{request}/callback.ics")).await;
        assert!(ics.text().contains("DTSTART:20261119T093000Z\r\n") && ics.text().contains("SEQUENCE:0\r\n"));
        assert_eq!(ics.headers["content-type"], "text/calendar; charset=utf-8; method=PUBLISH");

        // The next who wants the same time is told what is free near it, and keeps what was typed.
        let taken = send(&mut anna, &form, SLOT).await;
        assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(taken.words().contains("Dieser Termin wurde gerade vergeben"), "{}", taken.words());
        assert!(taken.words().contains("10:15") && taken.text().contains("Die Anmeldung geht nicht"));

        let choose = anna.get(&format!("{request}/callback")).await;
        assert!(choose.text().contains("2026-11-19T13:00:00Z"));
        let to = [("callback_at", "2026-11-19T13:00:00Z"), ("contact_phone", "040 66969121")];
        let moved = anna.post(&format!("{request}/callback"), &to).await;
        assert_eq!(moved.status, StatusCode::SEE_OTHER, "{}", moved.words());
        let page = anna.get(&request).await.words();
        assert!(page.contains("14:00") && page.contains("+49 40 66969121"), "{page}");
        assert!(page.contains("hat den Anruf verschoben"), "{page}");

        let cancelled = anna.post(&format!("{request}/callback/cancel"), &[]).await;
        assert_eq!(cancelled.status, StatusCode::SEE_OTHER);
        assert!(anna.get(&request).await.words().contains("hat den Anruf abgesagt"));
    })
    .await;
}

#[tokio::test]
async fn an_agent_takes_the_next_call_and_says_what_came_of_it() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let sent = send(&mut anna, &fields(&centre).await, "").await;
        let request = sent.location().to_owned();
        let number = request.rsplit('/').next().expect("a number").to_owned();
        let page = anna.get(&request).await.words();
        assert!(page.contains("Sie sind als Nächstes an der Reihe"), "{page}");

        let mut jonas = centre.signed_in(JONAS).await;
        assert!(jonas.get("/desk/callbacks").await.words().contains("Anna Petersen"));
        let next = jonas.post("/desk/callbacks/next", &[]).await;
        assert_eq!(next.location(), format!("/desk/cases/{number}"));
        let case = jonas.get(next.location()).await;
        assert!(case.text().contains("href=\"tel:+494066969120\""), "{}", case.words());
        assert!(anna.get(&request).await.words().contains("Wir rufen Sie gerade an"));
        let refused = anna.post(&format!("{request}/callback/cancel"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

        // Somebody else gets nothing, and can't end what isn't theirs.
        let mut eszter = centre.signed_in("kovacs.eszter@contoso.example").await;
        assert_eq!(eszter.post("/desk/callbacks/next", &[]).await.location(), "/desk/callbacks");
        let id =
            case.text().split("/desk/callbacks/").nth(1).and_then(|t| t.split('/').next().map(str::to_owned));
        let outcome = format!("/desk/callbacks/{}/outcome", id.expect("an id"));
        let foreign = eszter.post(&outcome, &[("outcome", "no-answer")]).await;
        assert_eq!(foreign.status, StatusCode::UNPROCESSABLE_ENTITY);

        let tried = jonas.post(&outcome, &[("outcome", "no-answer")]).await;
        assert_eq!(tried.location(), "/desk/callbacks");
        assert!(anna.get(&request).await.words().contains("Nächster Versuch"));
        centre.clock.advance(jiff::SignedDuration::from_mins(31));
        tick(&centre).await;
        jonas.post("/desk/callbacks/next", &[]).await;
        let said = [("outcome", "reached"), ("text", "Das Kennwort war abgelaufen."), ("then", "resolve")];
        let reached = jonas.post(&outcome, &said).await;
        assert_eq!(reached.status, StatusCode::SEE_OTHER, "{}", reached.words());
        let page = anna.get(&request).await.words();
        assert!(page.contains("Das Kennwort war abgelaufen.") && page.contains("Gelöst"), "{page}");
    })
    .await;
}

#[tokio::test]
async fn the_api_offers_times_and_books_them_once() {
    on_every_engine(async |centre| {
        shift(&centre).await;
        let mut anna = centre.signed_in(ANNA).await;
        let path = "/api/v1/callbacks/slots?category=technical&language=de&zone=Asia/Kolkata";
        let offer = anna.get(path).await.json();
        assert_eq!((&offer["is_open"], &offer["minutes"]), (&json!(true), &json!(15)));
        assert_eq!(
            offer["slots"][0],
            json!({ "at": "2026-11-19T08:00:00Z", "local": "2026-11-19T13:30:00+05:30" })
        );
        assert_eq!(
            anna.get("/api/v1/callbacks/slots?category=x").await.status,
            StatusCode::UNPROCESSABLE_ENTITY
        );

        let subscription = fields(&centre).await.into_iter().find(|(name, _)| *name == "subscription");
        let request = json!({
            "description": "Die Anmeldung geht nicht", "category": "technical", "severity": "C",
            "subscription": subscription.expect("a subscription").1,
            "contact": { "method": "phone", "phone": "040 66969120", "email": ANNA },
            "callback": { "at": SLOT },
        });
        let opened = anna.post_json("/api/v1/requests", &request).await;
        assert_eq!(opened.status, StatusCode::CREATED, "{}", opened.text());
        let again = anna.post_json("/api/v1/requests", &request).await;
        assert_eq!((again.status, &again.json()["code"]), (StatusCode::CONFLICT, &json!("error-slot-taken")));
        let callback = format!("/api/v1/requests/{}/callback", opened.json()["number"]);
        let moved = anna.post_json(&callback, &json!({ "at": "2026-11-19T12:00:00Z" })).await;
        assert_eq!(moved.status, StatusCode::NO_CONTENT, "{}", moved.text());
        let cancel = |mut browser: Browser, path: String| async move {
            browser.send(Method::DELETE, &path, None, Body::empty()).await.status
        };
        let mut gabor = centre.signed_in("nagy.gabor@tisza-kert.example").await;
        assert_eq!(gabor.post_json(&callback, &json!({})).await.status, StatusCode::NOT_FOUND);
        assert_eq!(cancel(gabor.clone(), callback.clone()).await, StatusCode::NOT_FOUND);
        assert_eq!(cancel(anna.clone(), callback.clone()).await, StatusCode::NO_CONTENT);
        assert_eq!(cancel(anna.clone(), callback.clone()).await, StatusCode::CONFLICT);
    })
    .await;
}
