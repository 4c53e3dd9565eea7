use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use centre::people::Scope;
use jiff::SignedDuration;
use serde_json::json;

use crate::testing::{Answer, Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";

const HEALTH: (&str, &str) = ("scopes", "ServiceHealth.Read.All");

async fn english(centre: &Centre, email: &str) -> Browser {
    let mut browser = centre.signed_in(email).await;
    browser.post("/language", &[("language", "en"), ("back", "/")]).await;
    browser
}

/// The token that a page shows.
fn shown(answer: &Answer) -> String {
    let text = answer.text();
    let (_, rest) = text.split_once(r#"id="token">"#).unwrap_or_else(|| panic!("{}", answer.words()));
    rest.split('<').next().unwrap_or_default().to_owned()
}

async fn make(browser: &mut Browser, for_whom: &str) -> String {
    let fields = [("name", "Dashboard"), ("for", for_whom), HEALTH, ("days", "30")];
    shown(&browser.post("/account/tokens", &fields).await)
}

/// Asks as a program with this token, and with whatever else a browser of somebody has.
async fn ask(browser: &Browser, token: &str) -> Answer {
    let line = Box::leak(format!("bEaReR  {token}").into_boxed_str());
    let headers: &'static [(&'static str, &'static str)] =
        Box::leak(Box::new([("authorization", &*line), ("origin", "https://app.example")]));
    browser.clone().saying(headers).get("/api/v1/token").await
}

#[tokio::test]
async fn a_token_is_shown_once_and_then_speaks_for_its_owner() {
    on_every_engine(async |centre| {
        let mut anna = english(&centre, ANNA).await;
        for (kind, for_whom, name) in [("person", "me", "Anna Petersen"), ("app", "app", "Dashboard")] {
            let token = make(&mut anna, for_whom).await;
            let page = anna.get("/account/tokens").await;
            assert!(!page.text().contains(&token) && page.text().contains(&token[token.len() - 4..]));
            let answer = ask(&centre.visitor(), &token).await;
            assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
            let told = answer.json();
            assert_eq!((told["kind"].as_str(), told["name"].as_str()), (Some(kind), Some(name)));
            assert_eq!(told["scopes"], json!([Scope::ReadHealth.code()]));
        }
    })
    .await;
}

#[tokio::test]
async fn a_program_is_let_in_by_its_token_alone() {
    on_every_engine(async |centre| {
        let mut anna = english(&centre, ANNA).await;
        let token = make(&mut anna, "me").await;
        let other = centre.signed_in("nagy.gabor@tisza-kert.example").await;
        assert_eq!(ask(&other, &token).await.json()["name"], "Anna Petersen");

        // A cookie is no token, and a token no cookie.
        let refused = anna.get("/api/v1/token").await;
        assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
        assert_eq!(refused.headers[header::WWW_AUTHENTICATE], "Bearer realm=\"servus\"");
        let with_token = Box::leak(Box::new([("authorization", &*format!("Bearer {token}").leak())]));
        let requests = anna.clone().saying(with_token).get("/api/v1/requests").await;
        assert_eq!(requests.status, StatusCode::UNAUTHORIZED);

        let slip = token.replace("servusp_", "servusa_");
        for bad in ["", "x", &token[..token.len() - 1], &slip] {
            let refused = ask(&centre.visitor(), bad).await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED, "{bad}");
            assert_eq!(refused.headers[header::CONTENT_TYPE], "application/problem+json");
        }
    })
    .await;
}

#[tokio::test]
async fn revoked_and_expired_tokens_let_nobody_in() {
    on_every_engine(async |centre| {
        let mut anna = english(&centre, ANNA).await;
        let (own, app) = (make(&mut anna, "me").await, make(&mut anna, "app").await);
        let page = anna.get("/account/tokens").await.text();
        let forms: Vec<&str> = page.split("action=\"").filter(|rest| rest.contains("/revoke\"")).collect();
        let revoke = forms.last().and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned();
        assert!(page.contains(&revoke), "{revoke}");
        let revoked = anna.post(&revoke, &[]).await;
        assert_eq!(revoked.location(), "/account/tokens");
        assert_eq!(ask(&centre.visitor(), &app).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(ask(&centre.visitor(), &own).await.status, StatusCode::OK);
        centre.clock.advance(SignedDuration::from_hours(24 * 30));
        let refused = ask(&centre.visitor(), &own).await;
        assert!(refused.headers[header::WWW_AUTHENTICATE].to_str().unwrap_or("").contains("invalid_token"));
    })
    .await;
}

#[tokio::test]
async fn the_last_use_is_noted_without_a_read_waiting_for_it() {
    on_every_engine(async |centre| {
        let mut anna = english(&centre, ANNA).await;
        let token = make(&mut anna, "me").await;
        assert!(anna.get("/account/tokens").await.words().contains("never used"));
        ask(&centre.visitor(), &token).await;
        for _ in 0..200 {
            if anna.get("/account/tokens").await.words().contains("last used") {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("nobody noted it");
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_comes_back_with_what_is_wrong() {
    on_every_engine(async |centre| {
        let mut anna = english(&centre, ANNA).await;
        let fields = [("name", "Dashboard"), ("for", "app"), ("days", "365")];
        let answer = anna.post("/account/tokens", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("Choose what the program may do."));
        let text = answer.text();
        assert!(text.contains(r#"value="Dashboard""#) && text.contains(r#"<option value="365" selected>"#));
        assert!(text.contains(r#"name="for" value="app" checked"#));
        let everything = [("name", "X"), ("scopes", "Everything"), ("days", "30")];
        assert_eq!(anna.post("/account/tokens", &everything).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn who_sees_no_health_can_make_no_token() {
    on_every_engine(async |centre| {
        let mut lena = english(&centre, PLAIN_USER).await;
        let page = lena.get("/account/tokens").await;
        assert!(page.words().contains("There is nothing a token could be for"), "{}", page.words());
        assert!(!page.text().contains("action=\"/account/tokens\""));
        let fields = [("name", "X"), HEALTH, ("days", "30")];
        assert_eq!(lena.post("/account/tokens", &fields).await.status, StatusCode::NOT_FOUND);
        assert!(!lena.get("/account").await.text().contains("/account/tokens"));
    })
    .await;
}

#[tokio::test]
async fn clients_of_graph_are_refused_in_its_way() {
    on_every_engine(async |centre| {
        let mut program = centre.visitor().saying(&[("client-request-id", "one-of-mine")]);
        let answer = program.send(Method::GET, "/v1.0/nowhere", None, Body::empty()).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let error = &answer.json()["error"];
        assert_eq!(error["innerError"]["client-request-id"], "one-of-mine");
        assert_eq!(error["innerError"]["date"], "2026-11-18T11:00:00");
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()));
    })
    .await;
}
