use askama::Template;
use axum::{
    extract::{Path, Query},
    http::{HeaderValue, StatusCode, header},
    response::Response,
};
use centre::{
    Error,
    people::{self, Attempt, Password, Secret, Viewer},
    tell,
};
use db::{Id, Tx};
use serde::Deserialize;

use super::own_path;
use crate::{
    Shared,
    error::{Fault, Result},
    form::Fields,
    page::Page,
    visit::{Signed, Visit},
};

#[derive(Template)]
#[template(path = "account/sign-in.html")]
struct SignInPage {
    page: Page,
    to: String,
    name: String,
    error: Option<String>,
}

#[derive(Template)]
#[template(path = "account/link.html")]
struct LinkPage {
    page: Page,
    name: String,
}

#[derive(Deserialize)]
pub struct Return {
    #[serde(default)]
    to: String,
}

/// `GET /sign-in?to=`
pub async fn sign_in_form(visit: Visit, Query(Return { to }): Query<Return>) -> Result {
    if visit.is_signed_in() {
        return Ok(visit.go(own_path(&to).unwrap_or("/")));
    }
    show(&visit, StatusCode::OK, "", &to, None)
}

fn show(visit: &Visit, status: StatusCode, name: &str, to: &str, error: Option<&str>) -> Result {
    let mut page = visit.page("sign-in");
    page.here = "/sign-in".into();
    let to = own_path(to).unwrap_or_default().to_owned();
    let error = error.map(|key| visit.lang.t(key, &[]));
    visit.html_with(status, &SignInPage { page, to, name: name.to_owned(), error })
}

/// `POST /sign-in`
pub async fn sign_in(visit: Visit, fields: Fields) -> Result {
    let name = &fields.get("name").replace(char::is_control, "");
    let to = fields.get("to");
    match check(&visit, name, fields.get("password")).await? {
        Check::TooOften => show(&visit, StatusCode::TOO_MANY_REQUESTS, name, to, Some("error-try-later")),
        Check::Wrong => {
            show(&visit, StatusCode::UNPROCESSABLE_ENTITY, name, to, Some("account-sign-in-wrong"))
        }
        Check::Right(person) => {
            let (device, earlier) = (visit.device.clone(), visit.viewer.clone());
            let name = name.to_owned();
            let begin = move |tx: &mut Tx| {
                people::attempts_forgiven(tx, &name)?;
                end_earlier(tx, earlier.as_ref())?;
                people::sign_in(tx, person, &device)
            };
            let secret = visit.app.db.write(begin).await?;
            go_in(&visit, &secret, own_path(to)).await
        }
    }
}

enum Check {
    Right(Id),
    Wrong,
    TooOften,
}

/// Tries the password. A name that doesn't exist takes the same way and as long.
async fn check(visit: &Visit, name: &str, password: &str) -> Result<Check> {
    let attempts = vec![Attempt::Name(name.to_owned()), Attempt::Address(visit.address.clone())];
    let app = &visit.app;
    // Held while the failure is counted, so that many attempts at once can't outrun the count.
    let _turn = app.hashing.acquire().await.map_err(Fault::broken)?;
    let (asked, counted) = (name.to_owned(), attempts.clone());
    let look_up = move |tx: &mut Tx| match people::attempts_allowed(tx, &counted)? {
        true => people::sign_in_record(tx, &asked).map(Some),
        false => Ok(None),
    };
    let Some(record) = app.db.read(look_up).await? else { return Ok(Check::TooOften) };
    let password = password.to_owned();
    let verify = move || match record {
        Some(people::SignInRecord { person, password: Some(hash) }) => {
            Password::verify(&password, &hash).then_some(person)
        }
        _ => {
            people::verify_nothing(&password);
            None
        }
    };
    match tokio::task::spawn_blocking(verify).await.map_err(Fault::broken)? {
        Some(person) => Ok(Check::Right(person)),
        None => {
            app.db.write(move |tx| people::attempt_failed(tx, &attempts)).await?;
            Ok(Check::Wrong)
        }
    }
}

/// The session that the browser had until now, whosever it was.
fn end_earlier(tx: &mut Tx, earlier: Option<&Viewer>) -> centre::Result<()> {
    match earlier.map(|viewer| people::sign_out(tx, viewer)) {
        None | Some(Ok(()) | Err(Error::NotFound)) => Ok(()),
        Some(Err(error)) => Err(error),
    }
}

/// To where the person was going, else agents to their desk and everybody else to the start page.
async fn go_in(visit: &Visit, secret: &Secret, to: Option<&str>) -> Result {
    let (policies, begun) = (visit.policies.clone(), secret.clone());
    let found = visit.app.db.read(move |tx| people::viewer(tx, &policies, &begun)).await?;
    let is_agent = found.is_some_and(|(viewer, _)| viewer.is_agent());
    let mut response = visit.go(to.unwrap_or(if is_agent { "/desk" } else { "/" }));
    set_session(&visit.app, &mut response, &secret.reveal(), people::SESSION.as_secs());
    Ok(response)
}

fn set_session(app: &Shared, response: &mut Response, secret: &str, seconds: i64) {
    let secure = if app.is_secure() { "; Secure" } else { "" };
    let name = app.cookie_name();
    let cookie = format!("{name}={secret}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// `GET /link/{secret}` only shows whose link it is: what fetches links ahead must not use it up.
pub async fn link(visit: Visit, Path(secret): Path<String>) -> Result {
    let secret = parse(&secret)?;
    let name = visit.app.db.read(move |tx| people::link_owner(tx, &secret)).await?;
    visit.html(&LinkPage { page: visit.page("sign-in"), name })
}

/// `POST /link/{secret}`
pub async fn use_link(visit: Visit, Path(secret): Path<String>) -> Result {
    let secret = parse(&secret)?;
    let (device, earlier) = (visit.device.clone(), visit.viewer.clone());
    let redeem = move |tx: &mut Tx| {
        let (session, _) = people::redeem_link(tx, &secret, &device)?;
        end_earlier(tx, earlier.as_ref())?;
        Ok::<_, Error>(session)
    };
    let session = visit.app.db.write(redeem).await?;
    go_in(&visit, &session, None).await
}

fn parse(secret: &str) -> Result<Secret> {
    Secret::parse(secret).ok_or_else(|| Fault::told(tell("error-link-expired")))
}

/// `POST /sign-out`
pub async fn sign_out(Signed { visit, viewer }: Signed) -> Result {
    visit.app.db.write(move |tx| end_earlier(tx, Some(&viewer))).await?;
    let mut response = visit.go_with("/", "flash-signed-out");
    leave(&visit.app, &mut response);
    Ok(response)
}

/// Takes the session's cookie from the browser.
pub(super) fn leave(app: &Shared, response: &mut Response) {
    set_session(app, response, "", 0);
}
