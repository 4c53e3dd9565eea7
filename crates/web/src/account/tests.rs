use axum::http::{StatusCode, header};
use centre::people;
use jiff::SignedDuration;
use lang::Lang;

use super::own_path;
use crate::testing::{Answer, Browser, Centre, on_every_engine};

const ANNA: &str = "anna.petersen@nordwind.example";
const GOOD: &str = "a long enough password";

/// Anna, who reads English now.
async fn english(centre: &Centre) -> Browser {
    let mut anna = centre.signed_in(ANNA).await;
    anna.post("/language", &[("language", "en"), ("back", "/")]).await;
    anna
}

/// Anna with a password and a session.
async fn anna(centre: &Centre) -> Browser {
    let mut anna = english(centre).await;
    let answer = anna.post("/account/password", &[("password", GOOD), ("again", GOOD)]).await;
    assert_eq!(answer.location(), "/account", "{}", answer.words());
    anna
}

async fn sign_in(browser: &mut Browser, name: &str, password: &str) -> Answer {
    browser.post("/sign-in", &[("name", name), ("password", password)]).await
}

async fn is_in(browser: &mut Browser) -> bool {
    browser.get("/account").await.status == StatusCode::OK
}

fn session_of(answer: &Answer) -> String {
    let lines = answer.headers.get_all(header::SET_COOKIE).iter();
    let mut lines = lines.filter_map(|v| v.to_str().ok());
    lines.find(|line| line.starts_with("servus=")).unwrap_or_default().to_owned()
}

#[test]
fn only_paths_of_this_site_are_come_back_to() {
    for own in ["/", "/requests", "/requests/1042?x=%2F%2Fevil.example#a", "/de/worldwide/"] {
        assert_eq!(own_path(own), Some(own));
    }
    for foreign in [
        "",
        "requests",
        "//evil.example",
        "/\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "\\/evil.example",
        " /evil",
        "https://evil.example/",
        "javascript:alert(1)",
        "/a\r\nSet-Cookie: x=y",
        "/ä",
    ] {
        assert_eq!(own_path(foreign), None, "{foreign:?}");
    }
}

#[tokio::test]
async fn a_password_signs_in_and_leads_back_to_this_site_only() {
    on_every_engine(async |centre| {
        anna(&centre).await;
        for (to, leads) in [
            ("/requests?state=open", "/requests?state=open"),
            ("//evil.example/", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example/", "/"),
            ("", "/"),
        ] {
            let mut browser = centre.visitor();
            let fields = [("name", " Anna.Petersen@Nordwind.example "), ("password", GOOD), ("to", to)];
            let answer = browser.post("/sign-in", &fields).await;
            assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, leads));
            let cookie = session_of(&answer);
            for part in ["Path=/", "HttpOnly", "SameSite=Lax", "Max-Age="] {
                assert!(cookie.contains(part), "{cookie}");
            }
            assert!(is_in(&mut browser).await);
        }
        let form = centre.visitor().get("/sign-in?to=//evil.example/").await;
        assert!(!form.text().contains("evil"));
        let form = centre.visitor().get("/sign-in?to=/requests/1").await;
        assert!(form.text().contains(r#"name="to" value="/requests/1""#));
    })
    .await;
}

#[tokio::test]
async fn who_was_on_the_way_somewhere_arrives_there() {
    on_every_engine(async |centre| {
        let mut browser = centre.visitor();
        let sent = browser.get("/account?a=b").await;
        assert_eq!(sent.location(), "/sign-in?to=%2Faccount%3Fa%3Db");
        assert!(browser.get(sent.location()).await.text().contains(r#"value="/account?a=b""#));
        let mut anna = anna(&centre).await;
        assert_eq!(anna.get(sent.location()).await.location(), "/account?a=b");
    })
    .await;
}

#[tokio::test]
async fn an_unknown_name_gets_the_answer_of_a_wrong_password() {
    on_every_engine(async |centre| {
        anna(&centre).await;
        let known = sign_in(&mut centre.visitor(), "anna.petersen@nordwind.example", "wrong password").await;
        let without =
            sign_in(&mut centre.visitor(), "lena.hartmann@nordwind.example", "wrong password").await;
        let unknown =
            sign_in(&mut centre.visitor(), "nobody.at.all@nordwind.example", "wrong password").await;
        let plain = |answer: &Answer, name: &str| {
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(session_of(answer).is_empty());
            answer.text().replace(name, "NAME")
        };
        let known = plain(&known, ANNA);
        assert!(known.contains("NAME"), "what was typed is kept");
        assert_eq!(known, plain(&without, "lena.hartmann@nordwind.example"));
        assert_eq!(known, plain(&unknown, "nobody.at.all@nordwind.example"));
        let strange = sign_in(&mut centre.visitor(), "anna\u{0}@nordwind.example", "x").await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn guessing_is_stopped_for_a_while_whether_the_name_is_known_or_not() {
    on_every_engine(async |centre| {
        anna(&centre).await;
        for name in [ANNA, "nobody@nordwind.example"] {
            for _ in 0..10 {
                let answer = sign_in(&mut centre.visitor(), name, "wrong password").await;
                assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            }
            let answer = sign_in(&mut centre.visitor(), &name.to_uppercase(), GOOD).await;
            assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
            assert!(answer.words().contains("too many attempts"));
        }
        centre.clock.advance(SignedDuration::from_mins(16));
        assert_eq!(sign_in(&mut centre.visitor(), ANNA, GOOD).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

#[tokio::test]
async fn attempts_at_the_same_moment_are_counted_too() {
    on_every_engine(async |centre| {
        anna(&centre).await;
        let attempts = (0..16).map(|_| {
            let mut browser = centre.visitor();
            async move { sign_in(&mut browser, ANNA, "wrong password").await.status }
        });
        let answers = futures_util::future::join_all(attempts).await;
        let tried = answers.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
        assert!((10..=11).contains(&tried), "{tried}");
    })
    .await;
}

#[tokio::test]
async fn signing_in_takes_a_new_session_and_ends_the_one_before() {
    on_every_engine(async |centre| {
        let mut anna = anna(&centre).await;
        let mut thief = anna.clone();
        let answer = sign_in(&mut anna, ANNA, GOOD).await;
        assert!(!session_of(&answer).is_empty());
        assert!(is_in(&mut anna).await);
        assert!(!is_in(&mut thief).await, "what was known of the session before is worth nothing");
    })
    .await;
}

#[tokio::test]
async fn agents_begin_at_their_desk() {
    on_every_engine(async |centre| {
        let email = include_str!("../../../../demo/vendor.toml")
            .split("[[agent]]")
            .nth(1)
            .and_then(|agent| agent.split("email = \"").nth(1)?.split('"').next())
            .expect("an agent of the demo");
        let secret = link_for(&centre, email).await;
        let answer = centre.visitor().post(&format!("/link/{secret}"), &[]).await;
        assert_eq!(answer.location(), "/desk");
    })
    .await;
}

async fn link_for(centre: &Centre, email: &str) -> String {
    let email = email.to_owned();
    let issue = move |tx: &mut db::Tx| {
        let person = people::person_by_email(tx, &email)?.ok_or(centre::Error::NotFound)?;
        people::issue_link(tx, person.id, SignedDuration::from_mins(30), false)
    };
    centre.app.db.write(issue).await.expect("a link").reveal()
}

#[tokio::test]
async fn a_link_signs_in_once_and_looking_at_it_does_not_use_it_up() {
    on_every_engine(async |centre| {
        let path = format!("/link/{}", link_for(&centre, ANNA).await);
        for _ in 0..3 {
            let page = centre.visitor().get(&path).await;
            assert_eq!(page.status, StatusCode::OK);
            assert!(page.words().contains("Anna Petersen"));
            assert!(session_of(&page).is_empty());
        }
        let mut browser = centre.visitor();
        assert_eq!(browser.post(&path, &[]).await.location(), "/");
        assert!(is_in(&mut browser).await);
        let mut second = centre.visitor();
        let answer = second.post(&path, &[]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.words().contains("no longer valid"));
        assert!(!is_in(&mut second).await);
        assert_eq!(centre.visitor().get("/link/nonsense").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let late = format!("/link/{}", link_for(&centre, ANNA).await);
        centre.clock.advance(SignedDuration::from_mins(31));
        assert_eq!(centre.visitor().post(&late, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn signing_out_ends_the_session_everywhere_it_was_copied_to() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let mut copy = anna.clone();
        let answer = anna.post("/sign-out", &[]).await;
        assert_eq!(answer.location(), "/");
        assert!(session_of(&answer).starts_with("servus=;"));
        assert!(!is_in(&mut copy).await);
    })
    .await;
}

/// The paths that end the sessions on the account page.
async fn session_ends(browser: &mut Browser) -> Vec<String> {
    let text = browser.get("/account").await.text();
    let parts = text.split("action=\"/account/sessions/").skip(1);
    parts.filter_map(|part| Some(format!("/account/sessions/{}", part.split('"').next()?))).collect()
}

#[tokio::test]
async fn a_revoked_session_is_out_at_once() {
    on_every_engine(async |centre| {
        let mut lost = centre.signed_in(ANNA).await;
        centre.clock.advance(SignedDuration::from_hours(1));
        let mut anna = english(&centre).await;
        let page = anna.get("/account").await.words();
        assert_eq!(page.matches("This session").count(), 1);
        // This one was used last, so it stands first.
        let ends = session_ends(&mut anna).await;
        assert_eq!(ends.len(), 2);
        assert!(is_in(&mut lost).await);
        assert_eq!(anna.post(&ends[1], &[]).await.location(), "/account");
        assert!(!is_in(&mut lost).await);
        assert!(is_in(&mut anna).await);
        let answer = anna.post(&ends[0], &[]).await;
        assert!(session_of(&answer).starts_with("servus=;"), "one's own session can be ended, too");
        assert!(!is_in(&mut anna).await);
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_session_does_not_exist() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let mut gabor = centre.signed_in("nagy.gabor@tisza-kert.example").await;
        let end = session_ends(&mut gabor).await.remove(0);
        assert_eq!(anna.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(anna.post("/account/sessions/1/end", &[]).await.status, StatusCode::NOT_FOUND);
        assert_eq!(centre.visitor().post(&end, &[]).await.status, StatusCode::UNAUTHORIZED);
        assert!(is_in(&mut gabor).await);
    })
    .await;
}

#[tokio::test]
async fn a_new_password_needs_the_current_one_and_ends_the_other_sessions() {
    on_every_engine(async |centre| {
        let mut anna = anna(&centre).await;
        let mut other = centre.signed_in(ANNA).await;
        let new = "another long password";
        for (current, password, again, complaint) in [
            ("wrong", new, new, "current password is not right"),
            ("", new, new, "current password is not right"),
            (GOOD, new, "another long passwort", "not the same"),
            (GOOD, "short", "short", "needs at least"),
            (GOOD, ANNA, ANNA, "easy to guess"),
        ] {
            let fields = [("current", current), ("password", password), ("again", again)];
            let answer = anna.post("/account/password", &fields).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{complaint}");
            assert!(answer.words().contains(complaint), "{complaint}");
            assert!(!answer.text().contains(new), "passwords never come back");
        }
        assert!(is_in(&mut other).await);
        let fields = [("current", GOOD), ("password", new), ("again", new)];
        assert_eq!(anna.post("/account/password", &fields).await.location(), "/account");
        assert!(anna.get("/account").await.words().contains("Your password was changed"));
        assert!(!is_in(&mut other).await);
        assert_eq!(sign_in(&mut centre.visitor(), ANNA, GOOD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(sign_in(&mut centre.visitor(), ANNA, new).await.status, StatusCode::SEE_OTHER);
    })
    .await;
}

fn profile<'f>(change: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    let usual = [
        ("name", "Anna Petersen"),
        ("email", ANNA),
        ("phone", ""),
        ("language", "de"),
        ("time_zone", "Europe/Berlin"),
        ("languages", "de"),
    ];
    let kept = usual.into_iter().filter(|(name, _)| !change.iter().any(|(changed, _)| changed == name));
    kept.chain(change.iter().copied()).collect()
}

#[tokio::test]
async fn a_profile_is_changed_and_a_phone_number_is_read_in_any_form() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let change = [
            ("phone", "040 / 669 691-29"),
            ("language", "nl"),
            ("time_zone", "Europe/Amsterdam"),
            ("languages", "en"),
            ("languages", "nl"),
            ("languages", "klingon"),
        ];
        assert_eq!(anna.post("/account/profile", &profile(&change)).await.location(), "/account");
        let page = anna.get("/account").await;
        assert!(page.text().contains(r#"lang="nl""#) && page.words().contains("Uw profiel is opgeslagen."));
        assert!(page.text().contains("+49 40 66969129"));
        assert!(page.text().contains(r#"<option value="Europe/Amsterdam" selected>"#));
        for tag in ["en", "nl"] {
            assert!(page.text().contains(&format!(r#"value="{tag}" checked"#)), "{tag}");
        }
        assert!(!page.text().contains("klingon"));
    })
    .await;
}

#[tokio::test]
async fn what_was_typed_stays_when_something_is_wrong() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        for (field, value) in [
            ("name", "  "),
            ("email", "anna"),
            ("email", "nagy.gabor@tisza-kert.example"),
            ("phone", "call me"),
            ("time_zone", "Mars/Base"),
        ] {
            let change = [(field, value), ("language", "hu")];
            let answer = anna.post("/account/profile", &profile(&change)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
            let text = answer.text();
            assert!(text.contains(&format!(r##"href="#{field}""##)), "{field}");
            assert!(text.contains(&format!(r#"aria-describedby="{field}-error""#)), "{field}");
            assert!(text.contains(value) || field == "name", "{field}");
            assert!(text.contains(r#"<option value="hu" lang="hu" selected>"#));
            assert!(
                text.contains(r#"name="back" value="/account""#),
                "switching the language must not lead to a form"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_script_in_a_name_is_text_on_every_page() {
    on_every_engine(async |centre| {
        let mut anna = centre.signed_in(ANNA).await;
        let name = r#"<script>alert("x")</script>"#;
        anna.post("/account/profile", &profile(&[("name", name)])).await;
        for path in ["/account", "/en/worldwide/", "/en/worldwide/health", "/nowhere"] {
            let text = anna.get(path).await.text();
            assert!(!text.contains("<script>alert"), "{path}");
            assert!(text.contains("alert("), "{path} names the person");
        }
        let link = link_for(&centre, ANNA).await;
        assert!(!centre.visitor().get(&format!("/link/{link}")).await.text().contains("<script>alert"));
    })
    .await;
}

#[tokio::test]
async fn the_language_is_switched_in_the_account_or_else_in_the_browser() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let answer = visitor.post("/language", &[("language", "hu"), ("back", "/sign-in")]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in"));
        assert!(visitor.get("/sign-in").await.text().contains(r#"<html lang="hu""#));

        let mut anna = centre.signed_in(ANNA).await;
        anna.post("/language", &[("language", "zh-CN"), ("back", "/account")]).await;
        let mut elsewhere = centre.signed_in(ANNA).await;
        assert!(elsewhere.get("/account").await.text().contains(r#"<html lang="zh-CN""#));

        let answer = visitor.post("/language", &[("language", "fr"), ("back", "//evil.example")]).await;
        assert_eq!(answer.location(), "/");
        assert!(visitor.get("/sign-in").await.text().contains(r#"<html lang="hu""#));
    })
    .await;
}

#[tokio::test]
async fn the_theme_is_kept_where_the_script_can_read_it() {
    on_every_engine(async |centre| {
        let mut visitor = centre.visitor();
        let answer = visitor.post("/theme", &[("theme", "dark"), ("back", "/sign-in")]).await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().expect("a cookie").to_owned();
        assert!(cookie.starts_with("theme=dark;") && !cookie.contains("HttpOnly"));
        assert!(visitor.get("/sign-in").await.text().contains(r#"data-theme="dark""#));
        let answer = visitor.post("/theme", &[("theme", "x; Domain=evil"), ("back", "/\\evil")]).await;
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        assert_eq!(answer.location(), "/");
    })
    .await;
}

#[tokio::test]
async fn account_and_sign_in_speak_every_language() {
    on_every_engine(async |centre| {
        let mut anna = anna(&centre).await;
        for lang in Lang::ALL {
            let sign_in = centre.visitor().speaking(lang.code()).get("/sign-in").await;
            assert!(sign_in.text().contains(&lang.t("account-sign-in-help", &[])), "{lang}");
            anna.post("/language", &[("language", lang.code()), ("back", "/account")]).await;
            let account = anna.get("/account").await;
            assert_eq!(account.status, StatusCode::OK);
            assert!(account.text().contains(&lang.t("account-sessions-lead", &[])), "{lang}");
        }
    })
    .await;
}
