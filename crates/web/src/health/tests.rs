use std::sync::Arc;

use axum::{
    body::Body,
    http::{Method, StatusCode, header},
};
use centre::{
    health::{self, Category, Class, NewIssue, NewMessage, NewPost, Severity, Status, Texts},
    people,
};
use db::{Clock, Db, Tx};
use http_body_util::BodyExt;
use jiff::SignedDuration;

use crate::{
    App, router,
    testing::{Answer, Centre, on_every_engine},
};

/// Admins of two organizations of one cloud, who read German and English, and somebody without a role.
const ANNA: &str = "anna.petersen@nordwind.example";
const MARCUS: &str = "marcus.johnson@bluebird.example";
const PLAIN_USER: &str = "lena.hartmann@nordwind.example";
const HOME: &str = "/en/worldwide/health";

/// Publishes what `make` makes of an incident of the mail; answers its number.
async fn publish(
    centre: &Centre,
    title: &str,
    make: impl Fn(&mut Tx, &mut NewIssue) + Send + Sync + 'static,
) -> String {
    let (policies, title) = (centre.app.policies.get(), Texts::new("en", title));
    let publish = move |tx: &mut Tx| {
        let policy = policies.cloud("worldwide").expect("a policy");
        let impact = Texts::new("en", "Nobody reads mail.");
        let mut new = NewIssue::new(Class::Incident, "mail", title.clone(), impact.clone(), tx.now());
        make(tx, &mut new);
        health::publish(tx, policy, tx.now(), &new, &NewPost::new(Status::Investigating, impact))
    };
    let number = centre.app.db.write(publish).await.expect("an issue");
    centre.look_at_health().await;
    number
}

async fn post(centre: &Centre, number: &str, new: NewPost) {
    let (policies, number) = (centre.app.policies.get(), number.to_owned());
    let post = move |tx: &mut Tx| {
        let policy = policies.cloud("worldwide").expect("a policy");
        health::add_post(tx, policy, tx.now(), &number, &new)
    };
    centre.app.db.write(post).await.expect("a post");
    centre.look_at_health().await;
}

fn is_listed(page: &Answer, words: &str) -> bool {
    assert_eq!(page.status, StatusCode::OK, "{}", page.words());
    page.words().contains(words)
}

#[tokio::test]
async fn everybody_sees_what_is_wrong_and_what_was() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Mail is down", |_, _| {}).await;
        let mut visitor = centre.visitor();
        assert!(is_listed(&visitor.get(HOME).await, "Mail is down"));
        let page = visitor.get(&format!("{HOME}/issues/{number}")).await;
        for words in [&number, "Nobody reads mail.", "Investigating", "Next update by", "Estimated start"] {
            assert!(is_listed(&page, words), "{words}: {}", page.words());
        }
        post(&centre, &number, NewPost::new(Status::ServiceRestored, Texts::new("en", "It is over."))).await;
        assert!(!is_listed(&visitor.get(HOME).await, "Mail is down"));
        for query in
            ["", "?days=7", "?days=all&service=mail&class=incident", "?days=x&service=y&class=z&after=1.x"]
        {
            assert!(
                is_listed(&visitor.get(&format!("{HOME}/history{query}")).await, "Mail is down"),
                "{query}"
            );
        }
        assert!(!is_listed(&visitor.get(&format!("{HOME}/history?service=sites")).await, "Mail is down"));
        assert_eq!(visitor.get(&format!("{HOME}/issues/EX000000")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn an_issue_of_one_organization_exists_for_its_people_alone() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Only yours", |tx, new| {
            let anna = people::person_by_email(tx, ANNA).expect("people").expect("Anna");
            new.started_at = tx.now() - SignedDuration::from_hours(1);
            let row = tx.query_one("SELECT organization FROM people WHERE id = $1", &[&anna.id]);
            new.reach = vec![row.expect("an organization").get(0).expect("an id")];
        })
        .await;
        let mut anna = centre.signed_in(ANNA).await;
        assert!(is_listed(&anna.get("/health").await, "Only yours"));
        assert!(is_listed(&anna.get(&format!("/health/issues/{number}")).await, "Only yours"));
        assert!(is_listed(&anna.get("/health/uptime").await, &number));
        let mut marcus = centre.signed_in(MARCUS).await;
        for browser in [&mut centre.visitor(), &mut anna, &mut marcus] {
            for page in ["", "/history?days=all", "/uptime"] {
                let page = browser.get(&format!("{HOME}{page}")).await;
                assert!(!is_listed(&page, "Only yours") && !is_listed(&page, &number));
            }
            assert_eq!(browser.get(&format!("{HOME}/issues/{number}")).await.status, StatusCode::NOT_FOUND);
        }
        for page in ["/health", "/health/history?days=all", "/health/uptime", "/health/messages"] {
            assert!(!is_listed(&marcus.get(page).await, "Only yours"), "{page}");
        }
        assert_eq!(marcus.get(&format!("/health/issues/{number}")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn what_is_not_published_exists_for_no_customer() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Not yet said", |_, _| {}).await;
        let of = number.clone();
        let hide = move |tx: &mut Tx| {
            tx.execute("UPDATE health_issues SET stage = 'draft' WHERE number = $1", &[&of])?;
            tx.execute("UPDATE health_counter SET value = 900000", &[])?;
            tx.execute(
                "INSERT INTO health_news (seq, at, cloud, kind, issue)
                 SELECT 900000, 0, cloud, 'change', id FROM health_issues WHERE number = $1",
                &[&of],
            )
        };
        centre.app.db.write(hide).await.expect("a draft");
        centre.look_at_health().await;
        let mut anna = centre.signed_in(ANNA).await;
        for page in [HOME, "/health", "/health/uptime", "/health/history?days=all"] {
            assert!(!is_listed(&anna.get(page).await, "Not yet said"), "{page}");
        }
        assert_eq!(anna.get(&format!("/health/issues/{number}")).await.status, StatusCode::NOT_FOUND);
    })
    .await;
}

#[tokio::test]
async fn who_may_not_see_health_is_shown_what_everybody_sees() {
    on_every_engine(async |centre| {
        let mut lena = centre.signed_in(PLAIN_USER).await;
        let sent = lena.get("/health").await;
        assert!(sent.location().ends_with("/worldwide/health"), "{}", sent.location());
        for page in ["/health/history", "/health/messages", "/health/settings", "/health/uptime"] {
            assert_eq!(lena.get(page).await.status, StatusCode::NOT_FOUND, "{page}");
        }
        assert_eq!(centre.visitor().get("/health").await.location(), "/sign-in?to=%2Fhealth");
    })
    .await;
}

#[tokio::test]
async fn what_the_organization_has_to_do_comes_first_and_only_if_there_is_something() {
    on_every_engine(async |centre| {
        centre.resolve_issues().await;
        let mut marcus = centre.signed_in(MARCUS).await;
        assert!(!is_listed(&marcus.get("/health").await, "to act on"));
        publish(&centre, "Your relay refuses us", |tx, new| {
            new.started_at = tx.now() - SignedDuration::from_hours(1);
            new.origin = health::Origin::Customer;
        })
        .await;
        let page = marcus.get("/health").await.words();
        let (act, active) =
            (page.find("to act on").expect("a part"), page.find("being worked on").expect("a part"));
        assert!((act..active).contains(&page.find("Your relay refuses us").expect("the issue")), "{page}");
        // It is nobody's fault but theirs.
        let uptime = marcus.get("/health/uptime").await;
        assert!(is_listed(&uptime, "the cause was on the customer’s side"));
    })
    .await;
}

#[tokio::test]
async fn a_reader_switches_between_the_original_and_the_own_language() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Mail is down", |_, new| {
            new.title = Texts::new("en", "Mail is down").with("de", "Mail steht still");
        })
        .await;
        let page = format!("/de/worldwide/health/issues/{number}");
        let german = centre.visitor().get(&page).await;
        assert!(is_listed(&german, "Mail steht still") && !is_listed(&german, "Mail is down"));
        assert!(german.text().contains("<span lang=\"en\">Nobody reads mail.</span>"), "{}", german.text());
        assert!(is_listed(&german, "Teilweise übersetzt"));
        let original = centre.visitor().get(&format!("{page}?as=original")).await;
        assert!(is_listed(&original, "Mail is down") && !is_listed(&original, "Mail steht still"));
        let english = centre.visitor().get(&format!("{HOME}/issues/{number}")).await;
        assert!(!is_listed(&english, "original"));
    })
    .await;
}

#[tokio::test]
async fn a_correction_and_what_it_corrects_point_at_each_other() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Mail is down", |_, _| {}).await;
        let of = number.clone();
        let first = move |tx: &mut Tx| {
            Ok::<_, centre::Error>(health::issue(tx, &health::Reader::public("worldwide"), &of)?.posts[0].id)
        };
        let first = centre.app.db.read(first).await.expect("a post");
        centre.clock.advance(SignedDuration::from_mins(10));
        let mut new = NewPost::new(Status::Investigating, Texts::new("en", "Only half of it."));
        new.corrects = Some(first);
        post(&centre, &number, new).await;
        let page = centre.visitor().get(&format!("{HOME}/issues/{number}")).await;
        assert!(is_listed(&page, "Put right by the update of") && is_listed(&page, "Puts the update of"));
        assert!(page.text().contains(&format!("href=\"#post-{first}\"")));
    })
    .await;
}

#[tokio::test]
async fn minutes_of_an_incident_are_missing_from_the_uptime_and_it_is_said_which() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Devices are gone", |tx, new| {
            new.service = "devices".into();
            new.started_at = tx.now() - SignedDuration::from_hours(48);
        })
        .await;
        let page = centre.visitor().get(&format!("{HOME}/uptime")).await;
        let words = page.words();
        let row = words.find("Devices").map(|at| &words[at..at + 24]).expect("the service");
        assert!(!row.contains("100%") && row.contains("48 h"), "{row}");
        assert!(page.text().contains(&format!("/issues/{number}")) && is_listed(&page, "All of it counted."));
        for query in ["?quarter=2026-3", "?quarter=1999-1", "?quarter=x", "?quarter=2026-4"] {
            assert!(is_listed(&centre.visitor().get(&format!("{HOME}/uptime{query}")).await, "Uptime"));
        }
    })
    .await;
}

async fn message(centre: &Centre, title: &str) -> String {
    let (policies, title) = (centre.app.policies.get(), Texts::new("en", title));
    let publish = move |tx: &mut Tx| {
        let new = NewMessage {
            category: Category::PlanForChange,
            severity: Severity::High,
            major: true,
            maintenance: false,
            tags: vec!["Retirement".into()],
            services: vec!["mail".into()],
            title: title.clone(),
            body: Texts::new("en", "The old way ends."),
            act_by: Some(tx.now() + SignedDuration::from_hours(240)),
            starts_at: None,
            ends_at: None,
            short_notice: None,
        };
        health::publish_message(tx, policies.cloud("worldwide").expect("a policy"), tx.now(), &new)
    };
    centre.app.db.write(publish).await.expect("a message")
}

#[tokio::test]
async fn each_reader_marks_messages_for_themselves() {
    on_every_engine(async |centre| {
        let number = message(&centre, "The old way ends soon").await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let list = |shelf: &str| format!("/health/messages?shelf={shelf}");
        assert!(is_listed(&marcus.get(&list("unread")).await, "The old way ends soon"));
        let opened = marcus.get(&format!("/health/messages/{number}")).await;
        assert!(is_listed(&opened, "The old way ends.") && is_listed(&opened, "Act by"));
        assert!(!is_listed(&marcus.get(&list("unread")).await, "The old way ends soon"));
        assert!(is_listed(&marcus.get(&list("inbox")).await, "The old way ends soon"));
        for (mark, shelf) in [("favourite", "favourites"), ("archive", "archive")] {
            let fields =
                [("mark", mark), ("number", number.as_str()), ("back", "/health/messages?shelf=archive")];
            let marked = marcus.post("/health/messages", &fields).await;
            assert_eq!(marked.location(), "/health/messages?shelf=archive");
            assert!(is_listed(&marcus.get(&list(shelf)).await, "The old way ends soon"), "{shelf}");
        }
        assert!(!is_listed(&marcus.get(&list("inbox")).await, "The old way ends soon"));
        let mut anna = centre.signed_in(ANNA).await;
        assert!(is_listed(&anna.get(&list("unread")).await, "The old way ends soon"));
        let filtered = anna.get("/health/messages?category=prevent-or-fix&service=mail").await;
        assert!(!is_listed(&filtered, "The old way ends soon"));
        let elsewhere =
            marcus.post("/health/messages", &[("mark", "read"), ("back", "//evil.example")]).await;
        assert_eq!(elsewhere.location(), "/health/messages");
        let nonsense = marcus.post("/health/messages", &[("mark", "eaten"), ("number", &number)]).await;
        assert_eq!(nonsense.status, StatusCode::BAD_REQUEST);
    })
    .await;
}

#[tokio::test]
async fn a_custom_view_leaves_out_what_somebody_does_not_want_to_see() {
    on_every_engine(async |centre| {
        publish(&centre, "Mail is down", |_, _| {}).await;
        let mut marcus = centre.signed_in(MARCUS).await;
        let saved = marcus.post("/health/settings", &[("service", "sites"), ("class", "incident")]).await;
        assert_eq!(saved.location(), "/health");
        let page = marcus.get("/health").await;
        assert!(!is_listed(&page, "Mail is down") && is_listed(&page, "leaves some issues out"));
        assert!(is_listed(&centre.signed_in(ANNA).await.get("/health").await, "Mail is down"));
        let settings = marcus.get("/health/settings").await.text();
        assert!(settings.contains("value=\"sites\" checked") && !settings.contains("value=\"mail\" checked"));
        for nothing in [vec![("class", "incident")], vec![("service", "mail")]] {
            let refused = marcus.post("/health/settings", &nothing).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(refused.words().contains("Choose at least one service"));
        }
    })
    .await;
}

#[tokio::test]
async fn a_page_that_did_not_change_is_not_sent_again() {
    const COMPRESSED: &[(&str, &str)] = &[("accept-encoding", "br, gzip")];
    on_every_engine(async |centre| {
        let first = centre.visitor().get(HOME).await;
        let tag = first.headers[header::ETAG].to_str().expect("a tag").to_owned();
        let tag: &'static str = Box::leak(tag.into_boxed_str());
        let known: &'static [(&str, &str)] = Box::leak(Box::new([("if-none-match", tag)]));
        let again = centre.visitor().saying(known).get(HOME).await;
        assert_eq!((again.status, again.bytes.len()), (StatusCode::NOT_MODIFIED, 0));
        let small = centre.visitor().saying(COMPRESSED).get(HOME).await;
        assert_eq!(small.headers[header::CONTENT_ENCODING], "gzip");
        assert!(small.bytes.len() * 2 < first.bytes.len());
        publish(&centre, "Something else", |_, _| {}).await;
        let changed = centre.visitor().saying(known).get(HOME).await;
        assert!(is_listed(&changed, "Something else"));
        // Whoever is signed in gets a page with their own name around it.
        let own = centre.signed_in(ANNA).await.get(HOME).await;
        assert!(is_listed(&own, "Anna Petersen") && !own.headers.contains_key(header::ETAG));
        assert!(!is_listed(&centre.visitor().get(HOME).await, "Anna Petersen"));
    })
    .await;
}

#[tokio::test]
async fn an_open_page_hears_of_a_publication() {
    on_every_engine(async |centre| {
        let live = format!("{HOME}/live");
        let answer = centre.visitor().open(Method::GET, &live, None, Body::empty()).await;
        publish(&centre, "Mail is down", |_, _| {}).await;
        let heard = answer.into_body().frame().await.expect("a frame").expect("an event");
        assert!(String::from_utf8_lossy(&heard.into_data().expect("data")).contains("event: health"));
    })
    .await;
}

#[tokio::test]
async fn without_a_database_everybody_sees_what_was_last_known_and_that_it_is() {
    on_every_engine(async |centre| {
        let number = publish(&centre, "Mail is down", |_, _| {}).await;
        let mut anna = centre.signed_in(ANNA).await;
        let App { policies, guides, index, config, .. } = &*centre.app;
        let app = App::new(
            Db::away(),
            policies.clone(),
            guides.clone(),
            Arc::clone(index),
            Clock::fixed(centre.clock.now()),
            config.clone(),
        );
        anna.moves_to(router(app));
        for page in ["", "/uptime", "/history", &format!("/issues/{number}")] {
            let page = anna.get(&format!("{HOME}{page}")).await;
            assert!(
                is_listed(&page, "This page shows what was last known: Nov 18, 2026"),
                "{}",
                page.words()
            );
        }
        assert!(is_listed(&anna.get(HOME).await, "Mail is down"));
        let other = anna.get("/requests").await;
        assert_eq!(other.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(other.text().contains("href=\"/en/worldwide/health\""), "{}", other.text());
        assert_eq!(anna.get("/api/v1/requests").await.json()["status"], 503);
    })
    .await;
}
