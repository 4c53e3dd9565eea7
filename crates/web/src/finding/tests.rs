use axum::http::StatusCode;
use centre::finding::{self, Settings};
use jiff::ToSpan;

use crate::{
    help::tests::{GRACE, MARCUS, form_of},
    testing::{Browser, Centre, on_every_engine},
};

const SAMIRA: &str = "samira.haddad@contoso.example";
const GABOR: &str = "nagy.gabor@tisza-kert.example";

impl Centre {
    /// A while later everything that visitors did is written down.
    async fn later(&self, minutes: i64) {
        self.app.notes.write(&self.app).await;
        self.clock.advance(minutes.minutes());
    }

    async fn report(&self) -> String {
        self.signed_in(SAMIRA).await.get("/authoring/finding.csv?days=7").await.text()
    }
}

/// Asks, reads the article, and says whether it helped.
async fn look_for(
    centre: &Centre,
    browser: &mut Browser,
    question: &str,
    article: &str,
    helped: Option<&str>,
) {
    let found = browser.get(&format!("/en/worldwide/articles?q={}", question.replace(' ', "+"))).await;
    assert_eq!(found.status, StatusCode::OK);
    centre.later(1).await;
    let address = format!("/en/worldwide/articles/{article}");
    assert_eq!(browser.get(&address).await.status, StatusCode::OK);
    centre.later(1).await;
    if let Some(answer) = helped {
        let thing = format!("article:{article}");
        let fields = [("thing", &*thing), ("language", "en"), ("back", &address), ("answer", answer)];
        let said = browser.post("/helped", &fields).await;
        assert_eq!(said.location(), format!("{address}#helped"));
        centre.later(1).await;
    }
}

/// The fields of the report's line about a question, after its words.
fn counted(report: &str, question: &str) -> Vec<String> {
    let line = report.lines().find(|line| line.contains(question)).unwrap_or_else(|| panic!("{report}"));
    line.split(',').skip(3).map(str::to_owned).collect()
}

#[tokio::test]
async fn what_came_of_a_question_is_counted() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        look_for(&centre, &mut centre.visitor(), "shared mailbox", "shared-mailbox", Some("yes")).await;
        look_for(&centre, &mut centre.visitor(), "Shared mailbox!", "shared-mailbox", Some("no")).await;
        look_for(&centre, &mut centre.visitor(), "shared mailbox", "shared-mailbox", None).await;
        centre.visitor().get("/help?q=shared+mailbox").await;
        // The second page of the same answers, and the way back to them, are no new questions.
        let mut again = centre.visitor();
        for _ in 0..3 {
            again.get("/help?q=xyzzyx").await;
            centre.later(1).await;
        }
        // asked, read, solved, quiet, open, unread, unsolved, contacted, nothing found, read most
        let report = centre.report().await;
        let line = ["4", "3", "1", "0", "1", "1", "1", "0", "0", "article:shared-mailbox"];
        assert_eq!(counted(&report, "hared mailbox"), line, "{report}");
        assert_eq!(counted(&report, "xyzzyx"), ["1", "0", "0", "0", "0", "1", "0", "0", "1", ""], "{report}");
        // Those without a good answer come first.
        assert!(report.lines().nth(1).is_some_and(|line| line.contains("hared mailbox")), "{report}");

        // Whoever read something and was quiet for long enough has found it.
        centre.clock.advance(73.hours());
        let report = centre.report().await;
        let line = ["4", "3", "1", "1", "0", "1", "1", "0", "0", "article:shared-mailbox"];
        assert_eq!(counted(&report, "hared mailbox"), line, "{report}");
        let page = centre.signed_in(GRACE).await.get("/authoring/finding?days=7").await;
        assert!(page.words().contains("Questions without a good answer first"), "{}", page.words());
        assert!(page.words().contains("1 of 2 votes against"), "{}", page.words());
    })
    .await;
}

#[tokio::test]
async fn what_was_tried_goes_along_into_the_request_as_far_as_one_wants() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let mut marcus = centre.signed_in(MARCUS).await;
        marcus.get("/help?q=delivery+report+of+anna@nordwind.example").await;
        centre.later(1).await;
        look_for(&centre, &mut marcus, "mail bounces", "mail-not-working", None).await;
        let page = marcus.get("/help/contact?q=mail+bounces").await;
        assert!(page.words().contains("Searched for delivery report of …"), "{}", page.words());
        assert!(page.words().contains("Searched for mail bounces"), "{}", page.words());
        let read = "name=\"read\" value=\"article:mail-not-working\" checked";
        assert!(page.text().contains(read), "{}", page.text());

        let mut fields = form_of(&page).with(&[("service", "mail")]);
        fields.retain(|(name, value)| !(name == "asked" && value.starts_with("delivery")));
        let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        let sent = marcus.post_files("/help/contact", &fields, &[]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.words());
        let own = marcus.get(sent.location()).await.words();
        assert!(own.contains("send or receive mail Contact method"), "{own}");
        assert!(own.contains("Searched for mail bounces") && !own.contains("delivery report"), "{own}");
        let desk = sent.location().replace("/requests/", "/desk/cases/");
        let seen = centre.signed_in(GRACE).await.get(&desk).await;
        assert!(seen.text().contains("href=\"/en/worldwide/articles/mail-not-working\""), "{}", seen.text());

        // Both questions led to support.
        centre.later(1).await;
        let report = centre.report().await;
        assert_eq!(counted(&report, "mail bounces")[7], "1", "{report}");
        assert_eq!(counted(&report, "delivery report")[7], "1", "{report}");
        assert!(!report.contains("anna@"), "{report}");
    })
    .await;
}

#[tokio::test]
async fn one_visitor_has_one_vote_and_may_change_it() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let address = "/en/worldwide/articles/shared-mailbox";
        let mut visitor = centre.visitor();
        assert!(!visitor.get(address).await.words().contains("What was the matter?"));
        let say = [("thing", "article:shared-mailbox"), ("language", "en"), ("back", address)];
        let with = |more: &[(&'static str, &'static str)]| {
            say.iter().chain(more).copied().collect::<Vec<(&str, &str)>>()
        };
        visitor.post("/helped", &with(&[("answer", "no")])).await;
        let page = visitor.get(address).await;
        assert!(page.text().contains("value=\"no\" aria-pressed=\"true\""), "{}", page.text());
        assert!(page.words().contains("What was the matter?"));
        let why = [("answer", "no"), ("reason", "unclear"), ("words", "Call me at 0421 555 0123, ok?")];
        visitor.post("/helped", &with(&why)).await;
        let page = visitor.get(address).await;
        assert!(page.text().contains("value=\"unclear\" checked"), "{}", page.text());
        let report = centre.signed_in(SAMIRA).await.get("/authoring/finding").await.words();
        assert!(
            report.contains("1 of 1 votes against") && report.contains("Hard to understand: 1"),
            "{report}"
        );
        assert!(report.contains("Call me at"), "{report}");
        visitor.post("/helped", &with(&[("answer", "yes")])).await;
        let page = visitor.get(address).await;
        assert!(page.text().contains("value=\"yes\" aria-pressed=\"true\""));
        assert!(
            !centre.signed_in(SAMIRA).await.get("/authoring/finding").await.words().contains("votes against")
        );

        // Somebody else sees nothing of it, and what doesn't exist can't be voted on.
        assert!(!centre.visitor().get(address).await.text().contains("value=\"yes\" aria-pressed=\"true\""));
        for thing in ["article:nothing", "guide:", "moon:x", ""] {
            let fields = [("thing", thing), ("language", "en"), ("answer", "yes")];
            assert_eq!(
                centre.visitor().post("/helped", &fields).await.status,
                StatusCode::NOT_FOUND,
                "{thing}"
            );
        }
        let elsewhere = [("back", "//evil.example"), ("answer", "yes")];
        let fields: Vec<(&str, &str)> = say[..2].iter().chain(&elsewhere).copied().collect();
        assert_eq!(centre.visitor().post("/helped", &fields).await.location(), "/#helped");

        // Too many from one address are refused.
        let mut last = StatusCode::SEE_OTHER;
        for _ in 0..70 {
            last = centre.visitor().post("/helped", &with(&[("answer", "no")])).await.status;
        }
        assert_eq!(last, StatusCode::UNPROCESSABLE_ENTITY);
    })
    .await;
}

#[tokio::test]
async fn votes_move_how_helpful_an_article_is_for_the_index() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let thing = finding::Thing::Article("shared-mailbox".into());
        let of = thing.clone();
        let read = move |tx: &mut db::Tx| finding::helpfulness(tx, &of, lang::Lang::En);
        assert_eq!(centre.app.db.read(read.clone()).await.expect("a number"), 0.0);
        let before = centre.app.index.position();
        for _ in 0..3 {
            let fields = [("thing", "article:shared-mailbox"), ("language", "en"), ("answer", "yes")];
            centre.visitor().post("/helped", &fields).await;
        }
        let other = [
            ("thing", "article:shared-mailbox"),
            ("language", "en"),
            ("answer", "no"),
            ("reason", "other-problem"),
        ];
        centre.visitor().post("/helped", &other).await;
        let helpful = centre.app.db.read(read).await.expect("a number");
        assert!((helpful - 3.0 / 7.0).abs() < 0.001, "{helpful}");
        centre.index().await;
        assert_ne!(centre.app.index.position(), before, "the index hears of it");
    })
    .await;
}

#[tokio::test]
async fn known_issues_and_own_requests_are_found_but_nobody_elses() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let asked = "Nobody+at+any+of+our+clinics+can+send+or+receive+mail";
        let (help, suggest, api) = ("/help?q=", "/help/suggest?q=", "/api/v1/suggest?q=");
        let subject = "Nobody at any of our clinics";
        let mut marcus = centre.signed_in(MARCUS).await;
        for page in [help, suggest, api, "/api/v1/search?q=", "/en/worldwide/articles?q="] {
            let own = marcus.get(&format!("{page}{asked}")).await.text();
            assert!(own.contains(subject), "{page}: {own}");
            for other in [centre.visitor(), centre.signed_in(GABOR).await, centre.signed_in(GRACE).await] {
                let seen =
                    { other }.get(&format!("{page}{asked}")).await.text().replace("value=\"Nobody", "");
                let title =
                    seen.split("<title>").nth(1).and_then(|t| t.split("</title>").next()).unwrap_or_default();
                let seen = seen.replace(title, "");
                let own = seen.contains("/requests/") && seen.contains(subject);
                assert!(!own && !seen.contains("first_response_due_at"), "{page}: {seen}");
            }
        }
        let known = centre.visitor().get("/help?q=mail+attachments+late").await;
        assert!(known.words().contains("Messages with large attachments"), "{}", known.words());
        let calm = centre.visitor().get("/help?q=reset+a+password").await;
        assert!(!calm.words().contains("Messages with large attachments"), "{}", calm.words());
    })
    .await;
}

#[tokio::test]
async fn answers_are_narrowed_by_service_kind_and_language_and_go_on_after_a_key() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let mut visitor = centre.visitor();
        let keys = |answer: &crate::testing::Answer| -> Vec<String> {
            let articles = answer.json()["articles"].as_array().expect("articles").clone();
            articles.iter().map(|one| one["key"].as_str().expect("a key").to_owned()).collect()
        };
        let all = visitor.get("/api/v1/search?q=mailbox").await;
        assert!(keys(&all).contains(&"shared-mailbox".to_owned()));
        let sites = visitor.get("/api/v1/search?q=permissions&service=sites").await;
        assert!(keys(&sites).contains(&"site-permissions".to_owned()), "{}", sites.text());
        assert!(
            sites.json()["articles"]
                .as_array()
                .expect("articles")
                .iter()
                .all(|one| one["service"] == "sites")
        );
        let videos = visitor.get("/api/v1/search?q=get+help+or+support+video&kind=video").await;
        assert!(keys(&videos).contains(&"watch-get-help".to_owned()), "{}", videos.text());
        let german = visitor.get("/api/v1/search?q=Postfach&language=de").await;
        let articles = german.json()["articles"].as_array().expect("articles").clone();
        assert!(
            !articles.is_empty() && articles.iter().all(|one| one["language"] == "de"),
            "{}",
            german.text()
        );

        // Page after page, each article once.
        let (mut seen, mut address) = (Vec::new(), "/api/v1/search?q=contoso+support".to_owned());
        loop {
            let page = visitor.get(&address).await;
            seen.extend(keys(&page));
            let json = page.json();
            let Some(next) = json["next"].as_str() else { break };
            address = format!("/api/v1/search?q=contoso+support&after={next}");
        }
        let mut once = seen.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), seen.len());
        assert!(seen.len() > 10, "{seen:?}");

        let away = visitor.get("/en/worldwide/articles?q=mailbox&service=calls&kind=video").await;
        assert!(away.words().contains("Search without these filters"), "{}", away.words());
        assert!(away.text().contains("<option value=\"calls\" selected>"));
    })
    .await;
}

#[tokio::test]
async fn what_several_visitors_asked_and_found_is_offered_to_others() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let secret = "forward mail of Anna Petersen 4711";
        for n in 0..3 {
            look_for(&centre, &mut centre.visitor(), "share one mailbox", "shared-mailbox", Some("yes"))
                .await;
            look_for(&centre, &mut centre.visitor(), secret, "mail-forwarding", Some("yes")).await;
            if n == 0 {
                // The same visitor again and again is one visitor.
                let mut one = centre.visitor();
                for _ in 0..4 {
                    look_for(&centre, &mut one, "forward everything", "mail-forwarding", Some("yes")).await;
                    centre.later(60).await;
                }
            }
        }
        let gathered = centre.app.db.read(finding::gather).await.expect("questions");
        let words: Vec<&str> = gathered.iter().map(|one| one.words.as_str()).collect();
        assert_eq!(words, ["share one mailbox"]);
        centre.app.db.write(move |tx| finding::replace_popular(tx, &gathered)).await.expect("kept");
        let offered = centre.visitor().get("/help/suggest?q=share+mailb").await.text();
        assert!(offered.contains("data-value=\"share one mailbox\""), "{offered}");
        let german = centre.visitor().speaking("de").get("/help/suggest?q=share+mailb").await.text();
        assert!(!german.contains("share one mailbox"), "{german}");
    })
    .await;
}

#[tokio::test]
async fn who_does_not_want_to_be_followed_is_not_and_what_is_old_is_forgotten() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let mut quiet = centre.visitor().saying(&[("sec-gpc", "1"), ("sec-fetch-site", "same-origin")]);
        let answer = quiet.get("/help?q=shared+mailbox").await;
        assert!(!answer.headers.contains_key("set-cookie"));
        let robot = &[("user-agent", "ExampleBot/1.0"), ("sec-fetch-site", "same-origin")];
        centre.visitor().saying(robot).get("/help?q=shared+mailbox").await;
        // An article alone tells nothing of anybody.
        let alone = centre.visitor().get("/en/worldwide/articles/shared-mailbox").await;
        assert!(!alone.headers.contains_key("set-cookie"));
        centre.later(1).await;
        assert_eq!(centre.report().await.lines().count(), 1);

        look_for(&centre, &mut centre.visitor(), "shared mailbox", "shared-mailbox", Some("yes")).await;
        centre.clock.advance((24 * 401).hours());
        centre.app.db.write(|tx| finding::expire(tx, &Settings::default())).await.expect("forgotten");
        let left = |tx: &mut db::Tx| {
            let rows = tx.query(
                "SELECT (SELECT count(*) FROM quests) + (SELECT count(*) FROM quest_reads)
                 + (SELECT count(*) FROM votes)",
                &[],
            )?;
            Ok::<_, centre::Error>(rows[0].get::<i64>(0)?)
        };
        assert_eq!(centre.app.db.read(left).await.expect("a count"), 0);
    })
    .await;
}

#[tokio::test]
async fn a_suggestion_that_is_chosen_is_a_question_that_was_answered() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let offered = centre.visitor().get("/help/suggest?q=shared+mai").await.text();
        let href = "/en/worldwide/articles/shared-mailbox?via=suggestion";
        assert!(offered.contains(href), "{offered}");
        let mut visitor = centre.visitor();
        visitor.get(href).await;
        visitor.get(href).await;
        centre.later(1).await;
        let report = centre.report().await;
        let line = ["1", "1", "0", "0", "1", "0", "0", "0", "0", "article:shared-mailbox"];
        assert_eq!(counted(&report, "Set up a shared mailbox"), line, "{report}");
    })
    .await;
}

#[tokio::test]
async fn the_demo_has_questions_in_six_languages_with_and_without_an_answer() {
    on_every_engine(async |centre| {
        let centre = centre.with_articles().await;
        let history = centre::demo::history().expect("a history");
        centre.app.db.write(move |tx| history.play(tx)).await.expect("played");
        let page = centre.signed_in(GRACE).await.get("/authoring/finding?days=90").await.words();
        assert!(page.contains("signature for everybody in the company"), "{page}");
        assert!(page.contains("I only want my appointments on the phone."), "{page}");
        let csv = centre.signed_in(GRACE).await.get("/authoring/finding.csv?days=90").await.text();
        for language in ["en", "de", "hu", "nb", "nl"] {
            assert!(csv.contains(&format!("worldwide,{language},")), "{csv}");
        }
        let german =
            centre.signed_in(GRACE).await.get("/authoring/finding?days=90&language=de").await.words();
        assert!(german.contains("Kennwort vergessen") && !german.contains("signature for"), "{german}");
        let gathered = centre.app.db.read(finding::gather).await.expect("questions");
        assert!(
            gathered.iter().any(|one| one.cloud == "china" && one.words == "设置共享邮箱"),
            "{gathered:?}"
        );
        // Each operator sees its own cloud.
        let german = centre.signed_in("katrin.hoffmann@contoso-de.example").await;
        let german = { german }.get("/authoring/finding?days=90").await.words();
        assert!(
            german.contains("andere Cloud umziehen") && !german.contains("Kennwort vergessen"),
            "{german}"
        );
    })
    .await;
}
