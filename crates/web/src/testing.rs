//! A whole support centre in memory for tests: the demo's vendor on each engine, asked through the router.

use std::{collections::HashMap, sync::Arc};

use axum::{
    Router,
    body::Body,
    http::{Method, Request, StatusCode, header},
    response::Response,
};
use centre::{
    InForce, changes, demo,
    guides::Guides,
    health::{self, Class, NewIssue, NewPost, Reader, Show, Status, Texts, Which},
    people::{self, Directory},
    policy::Policies,
    tell::Channel,
};
use db::{Clock, Db, testing::TestDb};
use http_body_util::BodyExt;
use tower::ServiceExt;

use crate::{App, Config, Shared, router};

pub const NOON: &str = "2026-11-18T11:00:00Z";

/// Runs a story on every engine.
pub async fn on_every_engine<F: AsyncFn(Centre)>(story: F) {
    for database in db::testing::engines() {
        story(Centre::start(database).await).await;
    }
}

pub struct Centre {
    pub app: Shared,
    pub clock: Clock,
    router: Router,
    _index: tempfile::TempDir,
    _database: TestDb,
}

/// An answer, read whole.
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub async fn of(response: Response) -> Answer {
        let (parts, body) = response.into_parts();
        let bytes = body.collect().await.expect("a body").to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The text with every non-breaking space as a plain one, and without tags.
    pub fn words(&self) -> String {
        let text = self.text().replace(['\u{a0}', '\u{202f}'], " ");
        let mut out = String::new();
        let mut in_tag = false;
        for c in text.chars() {
            match c {
                '<' => in_tag = true,
                '>' => {
                    in_tag = false;
                    out.push(' ');
                }
                c if !in_tag => out.push(c),
                _ => {}
            }
        }
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub fn location(&self) -> &str {
        self.headers.get(header::LOCATION).and_then(|v| v.to_str().ok()).unwrap_or("")
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.bytes).expect("JSON")
    }
}

/// Somebody with a browser: requests carry their session.
#[derive(Clone)]
pub struct Browser {
    router: Router,
    cookies: HashMap<String, String>,
    language: &'static str,
    headers: &'static [(&'static str, &'static str)],
}

/// What a browser says of a request that a page of the site itself made.
const SAME_ORIGIN: &[(&str, &str)] = &[("sec-fetch-site", "same-origin")];

impl Centre {
    pub async fn start(database: TestDb) -> Centre {
        let clock = Clock::fixed(NOON.parse().expect("an instant"));
        let config = db::Config {
            store: database.store.clone(),
            migrations: centre::MIGRATIONS,
            clock: clock.clone(),
            readers: 2,
        };
        let db = Db::open(config).expect("a database");
        let policies = Policies::load(None).expect("the shipped policies");
        let folder = tempfile::tempdir().expect("a folder");
        let index = Arc::new(search::Index::open(folder.path()).expect("an index"));
        let config = Config {
            base_url: "http://servus.test".into(),
            behind_proxy: false,
            home_cloud: "worldwide".into(),
            finding: Default::default(),
            meaning: false,
            channels: vec![Channel::Mail, Channel::TextMessage],
            webhooks_to_this_machine: true,
            known_health: Some(folder.path().join("health.json")),
        };
        let guides = InForce::new(Guides::load(None, &policies).expect("the shipped guides"));
        let app = App::new(db, InForce::new(policies), guides, index, clock.clone(), config);
        let router = router(app.clone());
        let centre = Centre { app, clock, router, _index: folder, _database: database };
        let policies = centre.app.policies.get();
        centre
            .app
            .db
            .write(move |tx| {
                let directory = Directory::parse(include_str!("../../../demo/vendor.toml"))
                    .map_err(centre::Error::broken)?;
                people::import(tx, &policies, &directory)?;
                demo::play_health(tx, &policies)?;
                demo::play(tx, &policies, &directory)?;
                Ok::<_, centre::Error>(())
            })
            .await
            .expect("the demo's vendor");
        centre
    }

    /// Brings the demo's articles in and the search index up to date.
    pub async fn with_articles(self) -> Centre {
        let demo = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../demo/articles");
        centre::articles::import(&self.app.db, &demo, &Default::default(), |_, _| {})
            .await
            .expect("articles");
        self.index().await;
        self
    }

    /// Brings the index up to date. A transaction of another test may hold the feed back for a moment.
    pub async fn index(&self) {
        changes::feed_guides(&self.app.guides.get(), &self.app.index, false).await.expect("the guides");
        for _ in 0..1_000 {
            changes::feed(&self.app.db, &self.app.index).await.expect("an index");
            let position = self.app.index.position().unwrap_or(0);
            let is_behind = move |tx: &mut db::Tx| {
                let left = tx.query_opt("SELECT 1 FROM changes WHERE tick >= $1 LIMIT 1", &[&position])?;
                Ok::<_, centre::Error>(left.is_some())
            };
            if !self.app.db.read(is_behind).await.expect("the feed") {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("the index doesn't catch up");
    }

    /// Publishes an issue of the worldwide cloud and answers its number.
    pub async fn publish_issue(&self, service: &str, class: Class, impact: &str) -> String {
        let policies = self.app.policies.get();
        let (service, impact) = (service.to_owned(), Texts::new("en", impact));
        let publish = move |tx: &mut db::Tx| {
            let policy = policies.cloud("worldwide").expect("a policy");
            let issue = NewIssue::new(class, &service, Texts::new("en", "Trouble"), impact.clone(), tx.now());
            health::publish(
                tx,
                policy,
                tx.now(),
                &issue,
                &NewPost::new(Status::Investigating, impact.clone()),
            )
        };
        let number = self.app.db.write(publish).await.expect("an issue");
        self.look_at_health().await;
        number
    }

    /// Says of every open issue of the worldwide cloud that it is over.
    pub async fn resolve_issues(&self) {
        let policies = self.app.policies.get();
        let resolve = move |tx: &mut db::Tx| {
            let policy = policies.cloud("worldwide").expect("a policy");
            let open = Which { show: Show::Open, limit: 100, ..Which::default() };
            for issue in health::issues(tx, &Reader::public("worldwide"), &open)? {
                let over = NewPost::new(Status::ServiceRestored, Texts::new("en", "All is well again."));
                health::add_post(tx, policy, tx.now(), &issue.number, &over)?;
            }
            Ok::<_, centre::Error>(())
        };
        self.app.db.write(resolve).await.expect("no open issues");
        self.look_at_health().await;
    }

    /// What a task of the program does when something was published.
    pub async fn look_at_health(&self) {
        self.app.health.look(&self.app).await.expect("the health");
    }

    pub fn visitor(&self) -> Browser {
        Browser { router: self.router.clone(), cookies: HashMap::new(), language: "en", headers: SAME_ORIGIN }
    }

    /// The browser of the person with this address, signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let email = email.to_owned();
        let secret = self
            .app
            .db
            .write(move |tx| {
                let person = people::person_by_email(tx, &email)?.expect("a person of the demo");
                people::sign_in(tx, person.id, "test")
            })
            .await
            .expect("a session");
        let mut browser = self.visitor();
        browser.cookies.insert(self.app.cookie_name().into(), secret.reveal());
        browser
    }
}

impl Browser {
    pub fn speaking(mut self, language: &'static str) -> Browser {
        self.language = language;
        self
    }

    /// Asks another program from now on.
    pub fn moves_to(&mut self, router: Router) {
        self.router = router;
    }

    /// With these headers instead of those of a page of the site itself.
    pub fn saying(mut self, headers: &'static [(&'static str, &'static str)]) -> Browser {
        self.headers = headers;
        self
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send(Method::GET, path, None, Body::empty()).await
    }

    /// Posts a form; the pairs are (name, value).
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let body = serde_urlencoded::to_string(fields).expect("a form");
        self.send(Method::POST, path, Some("application/x-www-form-urlencoded"), body.into()).await
    }

    /// Posts a form with files: (name, file name, media type, content).
    pub async fn post_files(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &str, &[u8])],
    ) -> Answer {
        const BOUNDARY: &str = "boundary-of-the-test";
        let mut body = Vec::new();
        for (name, value) in fields {
            body.extend(
                format!("--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
                    .into_bytes(),
            );
        }
        for (name, file, kind, content) in files {
            body.extend(
                format!(
                    "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; \
                     filename=\"{file}\"\r\nContent-Type: {kind}\r\n\r\n"
                )
                .into_bytes(),
            );
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").into_bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Method::POST, path, Some(&kind), body.into()).await
    }

    pub async fn post_json(&mut self, path: &str, body: &serde_json::Value) -> Answer {
        self.send(Method::POST, path, Some("application/json"), body.to_string().into()).await
    }

    /// Sends anything; cookies that come back are kept.
    pub async fn send(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Answer {
        Answer::of(self.open(method, path, kind, body).await).await
    }

    /// As [`Browser::send`], but the body isn't read: for streams that don't end.
    pub async fn open(&mut self, method: Method, path: &str, kind: Option<&str>, body: Body) -> Response {
        let cookies: Vec<String> = self.cookies.iter().map(|(k, v)| format!("{k}={v}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, "servus.test")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, cookies.join("; "));
        for (name, value) in self.headers {
            request = request.header(*name, *value);
        }
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let request = request.body(body).expect("a request");
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        for line in response.headers().get_all(header::SET_COOKIE) {
            let pair = line.to_str().unwrap_or_default().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                match value {
                    "" => self.cookies.remove(name),
                    value => self.cookies.insert(name.to_owned(), value.to_owned()),
                };
            }
        }
        response
    }
}

#[tokio::test]
async fn a_page_that_does_not_exist_says_so_in_the_readers_language() {
    on_every_engine(async |centre| {
        let answer = centre.visitor().speaking("de").get("/nirgendwo").await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(answer.text().contains("lang=\"de\""));
        assert!(answer.headers.contains_key(header::CONTENT_SECURITY_POLICY));
    })
    .await;
}
